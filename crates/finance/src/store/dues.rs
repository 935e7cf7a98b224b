//! Rows of dues: rules, occasions, pauses, and what was paid. A payment counts while nobody has
//! taken its entry back.

use crate::domain::{Charge, Dues, Month, Occasion, Pause, Rule};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{CashBookId, DuesPauseId, EntryId, PersonId, RoundId, UnitId};
use organization::Kind;
use std::collections::HashMap;
use storage::{FromRow, Query, Result, Row, Tx, args};

fn kinds(text: &str) -> Vec<Kind> {
    text.split(',').filter_map(Kind::from_code).collect()
}

fn codes(kinds: &[Kind]) -> String {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    codes.join(",")
}

impl FromRow for Rule {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            from: row.get(1)?,
            amount: Money(row.get(2)?),
            free: kinds(&row.get::<String>(3)?),
        })
    }
}

impl FromRow for Occasion {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            day: row.get(2)?,
            amount: Money(row.get(3)?),
            free: kinds(&row.get::<String>(4)?),
        })
    }
}

impl FromRow for Pause {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            from: row.get(1)?,
            until: row.get(2)?,
            reason: row.get(3)?,
        })
    }
}

/// The rules of the scope's unit; at most 500 rules and 500 occasions.
pub(crate) async fn rules(db: &mut impl Query, scope: &Scope) -> Result<Dues> {
    Ok(Dues {
        rules: db
            .all(
                "select id, from_month, amount, free from dues_rule where unit_id = $1
                  order by from_month, at, id limit 500",
                args![scope.unit()],
            )
            .await?,
        occasions: db
            .all(
                "select id, name, day, amount, free from dues_occasion where unit_id = $1
                  order by day, id limit 500",
                args![scope.unit()],
            )
            .await?,
    })
}

/// Writes a rule; the name is of who set it.
pub(crate) async fn add_rule(
    tx: &mut Tx,
    scope: &Scope,
    rule: &Rule,
    (name, now): (&str, Timestamp),
) -> Result<u64> {
    tx.run(
        "insert into dues_rule (id, unit_id, from_month, amount, free, set_by, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            rule.id,
            scope.unit(),
            rule.from,
            rule.amount.0,
            codes(&rule.free),
            name,
            now
        ],
    )
    .await
}

/// Who set each rule of the scope's unit, in the order of [`rules`].
pub(crate) async fn set_by(db: &mut impl Query, scope: &Scope) -> Result<Vec<(String, Timestamp)>> {
    db.all(
        "select set_by, at from dues_rule where unit_id = $1 order by from_month, at, id limit 500",
        args![scope.unit()],
    )
    .await
}

/// Writes an occasion; `false` if the unit has one with its name.
pub(crate) async fn add_occasion(
    tx: &mut Tx,
    scope: &Scope,
    new: &Occasion,
    now: Timestamp,
) -> Result<bool> {
    let added: Option<UnitId> = tx
        .maybe(
            "insert into dues_occasion (id, unit_id, name, name_key, day, amount, free, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning unit_id",
            args![
                new.id,
                scope.unit(),
                &new.name,
                new.name.to_lowercase(),
                new.day,
                new.amount.0,
                codes(&new.free),
                now
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// A pause and whose it is.
struct OfMember(PersonId, Pause);

impl FromRow for OfMember {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self(row.get(4)?, Pause::from_row(row)?))
    }
}

/// Times without dues in the scope's unit, by member; at most 20,000.
pub(crate) async fn pauses(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<HashMap<PersonId, Vec<Pause>>> {
    let rows: Vec<OfMember> = db
        .all(
            "select id, from_month, until_month, reason, person_id from dues_pause
              where unit_id = $1 order by from_month, id limit 20000",
            args![scope.unit()],
        )
        .await?;
    let mut all: HashMap<PersonId, Vec<Pause>> = HashMap::new();
    for OfMember(person, pause) in rows {
        all.entry(person).or_default().push(pause);
    }
    Ok(all)
}

/// Lets a member pay nothing for a time.
pub(crate) async fn add_pause(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    new: &Pause,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "insert into dues_pause (id, unit_id, person_id, from_month, until_month, reason, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            new.id,
            scope.unit(),
            person,
            new.from,
            new.until,
            &new.reason,
            now
        ],
    )
    .await
}

/// Ends a pause of `person` with the month `last`; one that would end before it began is undone.
pub(crate) async fn end_pause(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    (id, last): (DuesPauseId, Month),
) -> Result<u64> {
    let gone = tx
        .run(
            "delete from dues_pause
              where id = $1 and unit_id = $2 and person_id = $3 and from_month > $4",
            args![id, scope.unit(), person, last],
        )
        .await?;
    let ended = tx
        .run(
            "update dues_pause set until_month = $4
              where id = $1 and unit_id = $2 and person_id = $3",
            args![id, scope.unit(), person, last],
        )
        .await?;
    Ok(gone + ended)
}

/// What was paid in the scope's unit: who, for what, how much; at most a million rows.
pub(crate) async fn paid(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<Vec<(PersonId, Charge, i64)>> {
    db.all(
        "select p.person_id, p.charge, cast(sum(p.amount) as bigint) from dues_payment p
          where p.unit_id = $1
            and not exists (select 1 from cash_entry r
                             where r.refers_to = p.entry_id and r.kind = 'reversal')
          group by p.person_id, p.charge limit 1000000",
        args![scope.unit()],
    )
    .await
}

/// How many payments of each member were ever recorded in the scope's unit, also those taken back.
pub(crate) async fn counts(db: &mut impl Query, scope: &Scope) -> Result<HashMap<PersonId, i64>> {
    let rows: Vec<(PersonId, i64)> = db
        .all(
            "select person_id, count(*) from dues_payment where unit_id = $1
              group by person_id limit 100000",
            args![scope.unit()],
        )
        .await?;
    Ok(rows.into_iter().collect())
}

/// A payment to be written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewPayment {
    pub(crate) person: PersonId,
    pub(crate) charge: Charge,
    pub(crate) amount: Money,
    pub(crate) entry: EntryId,
    pub(crate) round: RoundId,
}

/// Writes a payment.
pub(crate) async fn pay(
    tx: &mut Tx,
    scope: &Scope,
    new: NewPayment,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "insert into dues_payment (id, unit_id, person_id, charge, amount, entry_id, round_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            storage::fresh::<kernel::id::DuesPaymentId>(),
            scope.unit(),
            new.person,
            new.charge,
            new.amount.0,
            new.entry,
            new.round,
            now
        ],
    )
    .await
}

/// A payment with the entry by which it came.
#[derive(Debug, Clone)]
pub(crate) struct Paid {
    pub(crate) person: PersonId,
    pub(crate) charge: Charge,
    pub(crate) amount: Money,
    pub(crate) entry: EntryId,
    pub(crate) book: CashBookId,
    pub(crate) day: Date,
    pub(crate) year: i16,
    pub(crate) number: i64,
    pub(crate) reversed: bool,
    pub(crate) unit: UnitId,
}

impl FromRow for Paid {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            person: row.get(0)?,
            charge: row.get(1)?,
            amount: Money(row.get(2)?),
            entry: row.get(3)?,
            book: row.get(4)?,
            day: row.get(5)?,
            year: row.get(6)?,
            number: row.get(7)?,
            reversed: row.get::<i64>(8)? > 0,
            unit: row.get(9)?,
        })
    }
}

const PAID: &str =
    "p.person_id, p.charge, p.amount, p.entry_id, e.book_id, e.day, e.year, e.number,
     (select count(*) from cash_entry r where r.refers_to = e.id and r.kind = 'reversal'), p.unit_id
       from dues_payment p join cash_entry e on e.id = p.entry_id";

/// What was recorded in one round, in the order of the vouchers; at most 5,000.
pub(crate) async fn of_round(
    db: &mut impl Query,
    scope: &Scope,
    round: RoundId,
) -> Result<Vec<Paid>> {
    let sql = format!(
        "select {PAID} where p.unit_id = $1 and p.round_id = $2
          order by e.seq, p.charge, p.id limit 5000"
    );
    db.all(&sql, args![scope.unit(), round]).await
}

/// What a member paid, in whatever unit, the latest first; at most 1,000.
pub(crate) async fn of_person(db: &mut impl Query, person: PersonId) -> Result<Vec<Paid>> {
    let sql = format!(
        "select {PAID} where p.person_id = $1 order by e.day desc, e.seq desc, p.charge desc limit 1000"
    );
    db.all(&sql, args![person]).await
}

/// The names of whoever paid dues in the scope's unit; at most 100,000.
pub(crate) async fn names(db: &mut impl Query, scope: &Scope) -> Result<HashMap<PersonId, String>> {
    let sql = format!(
        "select person.id, person.full_name from {} where person.id in
            (select person_id from dues_payment where unit_id = $1) limit 100000",
        organization::roll_of("$1")
    );
    let rows: Vec<(PersonId, String)> = db.all(&sql, args![scope.unit()]).await?;
    Ok(rows.into_iter().collect())
}

/// Forgets why a member paid nothing for a time; what was paid stays, with nobody's name.
pub(crate) async fn forget(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<u64> {
    tx.run(
        "update dues_pause set reason = '' where unit_id = $1 and person_id = $2",
        args![scope.unit(), person],
    )
    .await
}
