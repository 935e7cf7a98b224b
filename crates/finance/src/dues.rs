//! Dues: what is asked, of whom, and taking what members give. Each member's money is an entry with
//! a voucher of its own; who gave it stands beside the book and not in it, so that it can be
//! forgotten without breaking the chain.

use crate::domain::{
    Account, Charge, Collected, Direction, Dues, Handed, Kind, Month, NewEntry, Occasion, Pause,
    Payer, Rule, told,
};
use crate::ledger::{By, Ledger, WriteError};
use crate::store::dues::{self as store, NewPayment};
use crate::store::entries::Listed;
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{EntryId, PersonId};
use organization::Placed;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use storage::{Query, Tx};
use web::{Error, Result};

/// The budget line of dues.
pub(crate) const CATEGORY: &str = "Iuran";

/// A member with their account.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) placed: Placed,
    pub(crate) payer: Payer,
    pub(crate) account: Account,
    /// How many payments were ever recorded: whoever has seen fewer has not seen the last one.
    pub(crate) seen: i64,
}

impl Member {
    /// Whether something is asked of them in `year`, or was paid for it.
    pub(crate) fn pays_in(&self, year: i16) -> bool {
        self.account
            .items
            .iter()
            .any(|item| item.due.year() == year)
    }
}

/// What the treasurer has before them: rules, and members by name.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) dues: Dues,
    pub(crate) members: Vec<Member>,
}

/// Which members a page shows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// The year; this one when empty.
    pub(crate) tahun: String,
    /// RT; all when empty.
    pub(crate) rt: String,
    /// A name.
    pub(crate) cari: String,
    /// One person.
    pub(crate) orang: String,
    /// The page, from 1.
    pub(crate) hal: String,
}

/// The last month that can be paid ahead: December of next year.
pub(crate) fn last_month(today: Date) -> Month {
    Month::of(jiff::civil::date(today.year() + 1, 12, 1))
}

impl Desk {
    /// The members of the scope's unit with their accounts.
    pub(crate) async fn open(db: &mut impl Query, scope: &Scope, today: Date) -> Result<Self> {
        let dues = store::rules(db, scope).await?;
        let roll = organization::roll(db, scope).await?;
        let joined = organization::joined(db, scope).await?;
        let mut pauses = store::pauses(db, scope).await?;
        let seen = store::counts(db, scope).await?;
        let mut paid: HashMap<PersonId, BTreeMap<Charge, Money>> = HashMap::new();
        for (person, charge, amount) in store::paid(db, scope).await? {
            paid.entry(person)
                .or_default()
                .insert(charge, Money(amount));
        }
        let member = |placed: Placed| {
            let payer = Payer {
                kind: placed.kind,
                since: joined.get(&placed.id).copied().map(Month::of),
                pauses: pauses.remove(&placed.id).unwrap_or_default(),
            };
            let paid = paid.get(&placed.id).cloned().unwrap_or_default();
            Member {
                account: Account::of(&dues, &payer, &paid, last_month(today)),
                seen: seen.get(&placed.id).copied().unwrap_or(0),
                payer,
                placed,
            }
        };
        Ok(Self {
            members: roll.into_iter().map(member).collect(),
            dues,
        })
    }

    /// The members whom `asked` chooses: by name, by RT, or one of them.
    pub(crate) async fn chosen(
        &self,
        db: &mut impl Query,
        scope: &Scope,
        asked: &Asked,
    ) -> Result<Vec<&Member>> {
        let mut chosen: Vec<&Member> = self.members.iter().collect();
        if let Ok(one) = asked.orang.parse::<PersonId>() {
            chosen.retain(|member| member.placed.id == one);
        }
        if let Ok(rt) = asked.rt.parse::<u16>() {
            chosen.retain(|member| member.placed.rt == Some(rt));
        }
        let text = asked.cari.trim();
        if !text.is_empty() {
            let found = organization::search(db, scope, text, 200).await?;
            let place = |member: &Member| found.iter().position(|one| one.id == member.placed.id);
            chosen.retain(|member| place(member).is_some());
            chosen.sort_by_key(|member| place(member));
        }
        Ok(chosen)
    }

    /// The RTs that members live in.
    pub(crate) fn rts(&self) -> Vec<u16> {
        let mut rts: Vec<u16> = self.members.iter().filter_map(|it| it.placed.rt).collect();
        rts.sort_unstable();
        rts.dedup();
        rts
    }

    /// The member `id`.
    pub(crate) fn member(&self, id: PersonId) -> Option<&Member> {
        self.members.iter().find(|member| member.placed.id == id)
    }
}

/// Writes the names of whoever paid dues into `listed`, for page and paper.
pub(crate) async fn name_payers(
    db: &mut impl Query,
    scope: &Scope,
    listed: &mut [Listed],
) -> Result<()> {
    if listed.iter().all(|one| one.payer.is_none()) {
        return Ok(());
    }
    let names = store::names(db, scope).await?;
    for one in listed {
        if let Some(name) = one.payer.and_then(|payer| names.get(&payer)) {
            one.entry.says.party.clone_from(name);
        }
    }
    Ok(())
}

/// Sets what is asked each month, from a month on.
///
/// # Errors
///
/// When the database refuses.
pub async fn set_rule(tx: &mut Tx, scope: &Scope, rule: &Rule, by: &By) -> Result<()> {
    store::add_rule(tx, scope, rule, (&by.name, by.now)).await?;
    Ok(())
}

/// Asks for dues for an occasion; `false` if the unit has one with its name.
///
/// # Errors
///
/// When the database refuses.
pub async fn add_occasion(tx: &mut Tx, scope: &Scope, new: &Occasion, by: &By) -> Result<bool> {
    Ok(store::add_occasion(tx, scope, new, by.now).await?)
}

/// Lets a member of the scope's unit pay nothing for a time.
///
/// # Errors
///
/// [`Error::NotFound`] for somebody else.
pub async fn let_off(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    new: &Pause,
    by: &By,
) -> Result<()> {
    let found = organization::find_person(tx, scope, person).await?;
    found.ok_or(Error::NotFound)?;
    store::add_pause(tx, scope, person, new, by.now).await?;
    Ok(())
}

/// Why what was collected is not written.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// What is wrong with somebody's row.
    #[error("rows")]
    Rows(Vec<(PersonId, String)>),
    /// Everything else.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<Error> for CollectError {
    fn from(error: Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<storage::Error> for CollectError {
    fn from(error: storage::Error) -> Self {
        Self::Write(error.into())
    }
}

/// Records what members gave: for each an entry in the book, paid for the oldest open months
/// first. All of it or nothing; a round that was sent twice is recorded once.
///
/// # Errors
///
/// [`CollectError::Rows`] for a member of whom somebody else has recorded a payment since the page
/// was shown, or who gives more than can be asked; whatever the book refuses.
pub async fn collect(
    tx: &mut Tx,
    scope: &Scope,
    round: &Collected,
    by: &By,
) -> Result<(), CollectError> {
    tx.hold(scope.unit()).await?;
    if !store::of_round(tx, scope, round.id).await?.is_empty() {
        return Ok(());
    }
    let desk = Desk::open(tx, scope, by.today).await?;
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for handed in &round.handed {
        match parts(&desk, handed) {
            Ok(parts) => rows.push((handed, parts)),
            Err(text) => wrong.push((handed.person, text)),
        }
    }
    if !wrong.is_empty() {
        return Err(CollectError::Rows(wrong));
    }
    let mut ledger = Ledger::open(tx, scope, round.book).await?;
    for (handed, parts) in rows {
        let charges: Vec<Charge> = parts.iter().map(|(charge, _)| *charge).collect();
        let entry = NewEntry {
            id: storage::fresh(),
            day: round.day,
            direction: Direction::In,
            kind: Kind::Plain,
            amount: handed.amount,
            text: told(&desk.dues, &charges).chars().take(200).collect(),
            party: String::new(),
            category: CATEGORY.to_owned(),
            fund: round.fund,
            activity: None,
            refers_to: None,
            line: None,
        };
        let entry: EntryId = ledger.write(tx, entry, by).await?.says.id;
        for (charge, amount) in parts {
            let payment = NewPayment {
                person: handed.person,
                charge,
                amount,
                entry,
                round: round.id,
            };
            store::pay(tx, scope, payment, by.now).await?;
        }
    }
    Ok(())
}

/// What somebody's money is for, or why it can't be taken.
fn parts(desk: &Desk, handed: &Handed) -> Result<Vec<(Charge, Money)>, String> {
    let member = desk.member(handed.person);
    let member = member.ok_or("Anggota ini tidak ada lagi di daftar.")?;
    let name = &member.placed.full_name;
    if member.seen != handed.seen {
        return Err(format!(
            "Iuran {name} baru saja dicatat oleh pengurus lain. Periksa dulu; kosongkan barisnya kalau \
             sudah termasuk."
        ));
    }
    member.account.split(handed.amount).map_err(|much| {
        if much.most.0 == 0 {
            format!("{name} tidak punya iuran yang belum dibayar.")
        } else {
            format!("Terlalu banyak: paling banyak {}.", much.most)
        }
    })
}
