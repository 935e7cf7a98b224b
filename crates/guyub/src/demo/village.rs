//! A village of the demo: its unit, its people, its board with their accounts, its paper.
//! The regions are real; the people, and what they do, are made up.

use super::people::{Hamlets, People};
use super::secret::Sandi;
use anyhow::Result;
use identity::{Login, NewAccount};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::access::{Role, Scope};
use kernel::id::{AccountId, PersonId};
use kernel::paper::Sheet;
use organization::{Kind, NewAppointment, NewDecree, NewUnit, Position, Sex, Unit};
use storage::Tx;
use web::Ctx;

/// How a village is told.
pub(super) struct Plan {
    pub(super) seed: u64,
    pub(super) region_code: &'static str,
    pub(super) name: &'static str,
    pub(super) town: &'static str,
    pub(super) address: &'static str,
    pub(super) phone: &'static str,
    pub(super) hamlets: Hamlets,
    /// Names that are told one by one, each with its sex.
    pub(super) particular: &'static [(&'static str, Sex)],
    /// Number of the decree that confirms the board, without its year.
    pub(super) decree: &'static str,
    /// How long the decree confirms the board.
    pub(super) term_months: i32,
    /// Everybody on the roll, the board included.
    pub(super) members: usize,
    /// Name, sex, age, role, title as the board calls it, login if there is an account.
    pub(super) board: &'static [Seat],
}

/// A seat on the board: name, sex, age, role, title, login.
pub(super) type Seat = (
    &'static str,
    Sex,
    u32,
    Role,
    &'static str,
    Option<&'static str>,
);

/// Somebody on the roll.
#[derive(Clone)]
pub(super) struct Member {
    pub(super) id: PersonId,
    pub(super) kind: Kind,
}

/// What is there.
pub(super) struct Village {
    pub(super) unit: Unit,
    pub(super) scope: Scope,
    /// The board in the order of its plan, then everybody else.
    pub(super) members: Vec<Member>,
    pub(super) board: usize,
    /// Falls where the people left it.
    pub(super) people: People,
    /// The secretary's account, who marks attendance.
    pub(super) marks: Option<AccountId>,
    /// Place on the board, account and name of who can sign in.
    pub(super) accounts: Vec<(usize, AccountId, &'static str)>,
    pub(super) now: Timestamp,
    pub(super) today: Date,
}

impl Village {
    /// Somebody of the board, by the place in the plan.
    pub(super) fn officer(&self, at: usize) -> PersonId {
        self.members[at].id
    }

    /// `count` people who take part: two thirds active, the board left out.
    pub(super) fn some(&mut self, count: usize) -> Vec<PersonId> {
        let of = |active: bool| -> Vec<PersonId> {
            let rest = self.members.iter().skip(self.board);
            let fits = rest.filter(|member| (member.kind == Kind::Active) == active);
            fits.map(|member| member.id).collect()
        };
        let (active, passive) = (of(true), of(false));
        let dice = &mut self.people.dice;
        let mut some = dice.some(&active, count * 2 / 3);
        some.extend(dice.some(&passive, count - some.len()));
        let all = some.len();
        dice.some(&some, all)
    }

    /// The first `weekday` on or after the day `days` from today; before today when negative.
    pub(super) fn next(&self, weekday: Weekday, days: i64) -> Date {
        let day = self.today.saturating_add(days.days());
        let ahead =
            (weekday.to_monday_zero_offset() - day.weekday().to_monday_zero_offset()).rem_euclid(7);
        day.saturating_add(i64::from(ahead).days())
    }

    /// The moment `minutes` after midnight of `day` on the village's wall, not after now.
    pub(super) fn at(&self, day: Date, minutes: i64) -> Timestamp {
        let midnight = self.unit.zone.moment(day.at(0, 0, 0, 0));
        (midnight + SignedDuration::from_mins(minutes)).min(self.now)
    }
}

/// Founds the village of `plan` below its district and fills its roll.
pub(super) async fn found(
    ctx: &Ctx,
    district: &Unit,
    plan: &Plan,
    sandi: &Sandi,
) -> Result<Village> {
    let now = ctx.clock.now();
    let begun = now - SignedDuration::from_hours(24 * 420);
    let mut tx = ctx.db.begin().await?;
    let new = NewUnit {
        region_code: plan.region_code.to_owned(),
        name: plan.name.to_owned(),
    };
    let unit = organization::create_below(&mut tx, district, new, begun).await?;
    let scope = Scope::of_system(unit.id);
    organization::set_paper(&mut tx, &scope, plan.address, plan.phone, Sheet::F4).await?;
    let today = unit.zone.today(now);
    let people = People::of(plan, today);
    let mut village = Village {
        unit,
        scope,
        members: Vec::new(),
        board: plan.board.len(),
        people,
        marks: None,
        accounts: Vec::new(),
        now,
        today,
    };
    for seat in plan.board {
        take_seat(&mut tx, &mut village, seat, begun).await?;
    }
    let from = village.unit.zone.today(begun);
    let decree = NewDecree {
        number: format!("{}/{}", plan.decree, from.year()),
        day: Some(from),
        issuer: format!(
            "Kepala {}",
            village.unit.village.split(',').next().unwrap_or("Desa")
        ),
        from: Some(from),
        until: Some(from.saturating_add(plan.term_months.months()).yesterday()?),
    };
    organization::add_decree(&mut tx, &scope, &decree, begun).await?;
    while village.members.len() < plan.members {
        let person = village.people.next();
        add(&mut tx, &mut village, &person, begun).await?;
    }
    join_divisions(&mut tx, &mut village, plan, begun).await?;
    note_former_board(&mut tx, &village, begun).await?;
    tx.commit().await?;
    for (at, seat) in plan.board.iter().enumerate() {
        open_account(ctx, &mut village, at, seat, sandi).await?;
    }
    Ok(village)
}

async fn add(
    tx: &mut Tx,
    village: &mut Village,
    person: &organization::NewPerson,
    at: Timestamp,
) -> Result<PersonId> {
    let id = organization::add_person(tx, &village.scope, person, at).await?;
    let kind = person.kind;
    village.members.push(Member { id, kind });
    Ok(id)
}

async fn take_seat(
    tx: &mut Tx,
    village: &mut Village,
    seat: &Seat,
    begun: Timestamp,
) -> Result<()> {
    let &(name, sex, age, role, title, _) = seat;
    let mut person = village.people.named(name, sex, age);
    if person.phones.is_empty() {
        person.phones.push(village.people.phone());
    }
    if role == Role::Supervisor {
        person.kind = Kind::Honorary;
        person.occupation = "Kepala desa".to_owned();
        person.education = "S1".to_owned();
    }
    let office = NewAppointment {
        person: add(tx, village, &person, begun).await?,
        role,
        title: title.to_owned(),
        from: village.unit.zone.today(begun),
        until: None,
    };
    if role == Role::DivisionHead {
        let seat = organization::Seat {
            person: office.person,
            position: Position::With(role),
            title: title.to_owned(),
            division: title.replace("Koordinator", "Bidang"),
        };
        organization::give_seat(tx, &village.scope, &seat, office.from, begun).await?;
    } else {
        organization::appoint(tx, &village.scope, &office, begun).await?;
    }
    Ok(())
}

/// Three active members in each division.
async fn join_divisions(
    tx: &mut Tx,
    village: &mut Village,
    plan: &Plan,
    begun: Timestamp,
) -> Result<()> {
    let from = village.unit.zone.today(begun);
    for seat in plan
        .board
        .iter()
        .filter(|seat| seat.3 == Role::DivisionHead)
    {
        for person in village.some(3) {
            let seat = organization::Seat {
                person,
                position: Position::Member,
                title: "Anggota".to_owned(),
                division: seat.4.replace("Koordinator", "Bidang"),
            };
            organization::give_seat(tx, &village.scope, &seat, from, begun).await?;
        }
    }
    Ok(())
}

/// The board before this one, as an old book has it.
async fn note_former_board(tx: &mut Tx, village: &Village, begun: Timestamp) -> Result<()> {
    let ended = village.unit.zone.today(begun).yesterday()?;
    let from = ended.saturating_sub(60.months()).tomorrow()?;
    let note = "Ketua: Joko Susilo\nSekretaris: Wahyu Utami\nBendahara: Eko Purnomo";
    organization::note_term(tx, &village.scope, (from, ended), note, begun).await?;
    Ok(())
}

async fn open_account(
    ctx: &Ctx,
    village: &mut Village,
    at: usize,
    seat: &Seat,
    sandi: &Sandi,
) -> Result<()> {
    let &(name, _, _, role, _, Some(login)) = seat else {
        return Ok(());
    };
    let login = Login::parse(login)?;
    let new = NewAccount {
        person: village.officer(at),
        name: name.to_owned(),
        passphrase: sandi.passphrase(&login)?,
        login,
    };
    let account = identity::add_account(ctx, &village.scope, new, village.now).await?;
    village.accounts.push((at, account, name));
    if role == Role::Secretary {
        village.marks = Some(account);
    }
    Ok(())
}
