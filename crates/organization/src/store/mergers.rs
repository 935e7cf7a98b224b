//! Rows of villages that become part of another: who asked, what came of it, and the move itself.

use crate::domain::Kind;
use crate::store::roll::{ROLL, on_other_roll};
use crate::store::units::COLUMNS;
use crate::unit::Unit;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AccountId, MembershipId, MergerId, PersonId, UnitId};
use storage::{FromRow, Query, Row, Tx, Value, args};
use web::Result;

/// Rows of one insert.
const TOGETHER: usize = 100;

/// What stands about people under the unit that keeps their roll.
const KEPT: [&str; 9] = [
    "person_phone",
    "person_word",
    "person_guardian",
    "person_consent",
    "person_pin",
    "person_request",
    "person_merge",
    "share_objection",
    "membership",
];

/// A village's wish to become part of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Merger {
    pub(crate) id: MergerId,
    /// The one that asks.
    pub(crate) unit: UnitId,
    /// The one that takes it in.
    pub(crate) into: UnitId,
    /// Name of the officer who asked.
    pub(crate) asked_by: String,
    pub(crate) asked_at: Timestamp,
    /// `open`, `accepted`, `refused`, `withdrawn`, or `void` when another one came first.
    pub(crate) outcome: String,
    pub(crate) decided_at: Option<Timestamp>,
    /// People who came along.
    pub(crate) people: i64,
    /// Of whom the NIK stood on the roll already.
    pub(crate) alike: i64,
}

impl Merger {
    pub(crate) fn is_open(&self) -> bool {
        self.outcome == "open"
    }
}

impl FromRow for Merger {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            into: row.get(2)?,
            asked_by: row.get(3)?,
            asked_at: row.get(4)?,
            outcome: row.get(5)?,
            decided_at: row.get(6)?,
            people: row.get(7)?,
            alike: row.get(8)?,
        })
    }
}

const MERGER: &str = "id, unit_id, into_id, who, asked_at, outcome, decided_at, people, alike";

/// The merger `id`, of the scope's unit or into it.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: MergerId,
) -> Result<Option<Merger>> {
    let sql = format!(
        "select {MERGER} from unit_merger where id = $2 and (unit_id = $1 or into_id = $1)"
    );
    Ok(db.maybe(&sql, args![scope.unit(), id]).await?)
}

/// What the scope's unit has asked for and nobody has decided.
pub(crate) async fn asked(db: &mut impl Query, scope: &Scope) -> Result<Option<Merger>> {
    let sql = format!("select {MERGER} from unit_merger where unit_id = $1 and outcome = 'open'");
    Ok(db.maybe(&sql, args![scope.unit()]).await?)
}

/// Who wants to become part of the scope's unit, the first first; at most 50.
pub(crate) async fn waiting(db: &mut impl Query, scope: &Scope) -> Result<Vec<Merger>> {
    let sql = format!(
        "select {MERGER} from unit_merger where into_id = $1 and outcome = 'open'
          order by asked_at, id limit 50"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

/// Villages that became part of the scope's unit, by the merger and the name, the last first; at
/// most 50.
pub(crate) async fn done(db: &mut impl Query, scope: &Scope) -> Result<Vec<(MergerId, String)>> {
    Ok(db
        .all(
            "select m.id, u.name from unit_merger m join unit u on u.id = m.unit_id
              where m.into_id = $1 and m.outcome = 'accepted'
              order by m.decided_at desc, m.id limit 50",
            args![scope.unit()],
        )
        .await?)
}

/// Notes that `unit` wants to become part of `into`; `None` if it has asked already.
pub(crate) async fn add(
    tx: &mut Tx,
    unit: UnitId,
    into: UnitId,
    (who, account): (&str, Option<AccountId>),
    now: Timestamp,
) -> Result<Option<MergerId>> {
    Ok(tx
        .maybe(
            "insert into unit_merger (id, unit_id, into_id, who, account_id, asked_at, outcome,
                                      people, alike)
             values ($1, $2, $3, $4, $5, $6, 'open', 0, 0)
             on conflict do nothing returning id",
            args![storage::fresh::<MergerId>(), unit, into, who, account, now],
        )
        .await?)
}

/// Notes what came of an open merger; `false` if it was decided meanwhile.
pub(crate) async fn decide(
    tx: &mut Tx,
    id: MergerId,
    outcome: &str,
    (people, alike): (i64, i64),
    now: Timestamp,
) -> Result<bool> {
    let changed = tx
        .run(
            "update unit_merger set outcome = $2, people = $3, alike = $4, decided_at = $5
              where id = $1 and outcome = 'open'",
            args![id, outcome, people, alike, now],
        )
        .await?;
    Ok(changed > 0)
}

/// Whatever else was asked about a unit that has become part of another has nobody to decide it.
pub(crate) async fn void_others(tx: &mut Tx, unit: UnitId, now: Timestamp) -> Result<()> {
    tx.run(
        "update unit_merger set outcome = 'void', decided_at = $2
          where outcome = 'open' and (unit_id = $1 or into_id = $1)",
        args![unit, now],
    )
    .await?;
    Ok(())
}

/// Villages at work around `unit`, by name: those of its district, itself left out; at most 200.
pub(crate) async fn neighbours(db: &mut impl Query, unit: &Unit) -> Result<Vec<Unit>> {
    let district = unit.region_code.get(..8).unwrap_or(&unit.region_code);
    let sql = format!(
        "select {COLUMNS} from unit
          where region_code >= $1 and region_code < $2 and kind = 'village'
            and archived_at is null and id <> $3
          order by name_key, id limit 200"
    );
    let end = format!("{district}\u{10ffff}");
    Ok(db.all(&sql, args![district, end, unit.id]).await?)
}

/// How many people are on the roll of `unit`, guests left out, and how many of them have a NIK that
/// stands on the roll of `into`.
pub(crate) async fn counts(db: &mut impl Query, unit: UnitId, into: UnitId) -> Result<(i64, i64)> {
    Ok(db
        .one(
            "select count(*), count(case when exists (
                        select 1 from person other
                         where other.unit_id = $2 and other.nik_hash = person.nik_hash) then 1 end)
               from person where unit_id = $1 and removed_at is null and kind <> 'guest'",
            args![unit, into],
        )
        .await?)
}

/// The parts of the two rolls that see people by their place, where that place has people of both.
pub(crate) async fn mixing(
    db: &mut impl Query,
    unit: UnitId,
    into: UnitId,
) -> Result<Vec<(UnitId, String)>> {
    let mut mixed = Vec::new();
    let both = on_other_roll("$2");
    let sql = format!("select count(*) from {both} where removed_at is null");
    for (roll, other) in [(unit, into), (into, unit)] {
        let parts: Vec<(UnitId, String)> = db
            .all(
                "select id, name from unit where roll_id = $1 and sees = 'place'
                  order by name_key, id limit 2000",
                args![roll],
            )
            .await?;
        for (id, name) in parts {
            if db.one::<i64>(&sql, args![id, other]).await? > 0 {
                mixed.push((id, name));
            }
        }
    }
    Ok(mixed)
}

/// Lets a part that saw people by their place see those whom it sees now, as a list.
pub(crate) async fn list_of_now(tx: &mut Tx, part: UnitId, now: Timestamp) -> Result<()> {
    let sql = format!(
        "insert into unit_person (unit_id, person_id, added_at)
         select $1, person.id, $2 from {ROLL} where true on conflict do nothing"
    );
    tx.run(&sql, args![part, now]).await?;
    tx.run(
        "update unit set sees = 'chosen', hamlets = '', rw = null, rts = '', version = version + 1
          where id = $1",
        args![part],
    )
    .await?;
    Ok(())
}

/// Moves everybody on the roll of `from` to that of `into`, with what stands about them there, and
/// notes for members that they were members of `from` until `today`. `from` keeps a list of them,
/// so that what it has written stays readable.
pub(crate) async fn move_people(
    tx: &mut Tx,
    from: &Unit,
    into: &Unit,
    today: Date,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "insert into unit_person (unit_id, person_id, added_at)
         select $1, id, $2 from person where unit_id = $1 on conflict do nothing",
        args![from.id, now],
    )
    .await?;
    let members: Vec<(PersonId, String, Option<Date>)> = tx
        .all(
            "select id, kind, joined_on from person
              where unit_id = $1 and removed_at is null and kind <> 'guest'
              order by id limit 1000000",
            args![from.id],
        )
        .await?;
    // what ended for those who come along ended elsewhere; who had left keeps day and reason
    tx.run(
        "update membership set elsewhere = $2
          where unit_id = $1 and elsewhere = '' and person_id in
                (select id from person where unit_id = $1 and removed_at is null)",
        args![from.id, &from.name],
    )
    .await?;
    for some in members.chunks(TOGETHER) {
        note_former(tx, from, some, &into.name, today, now).await?;
    }
    for table in KEPT {
        let sql = format!("update {table} set unit_id = $2 where unit_id = $1");
        tx.run(&sql, args![from.id, into.id]).await?;
    }
    for sql in [
        "update join_request set unit_id = $2 where unit_id = $1",
        "insert into person_distinct (unit_id, first_id, second_id, at)
         select $2, first_id, second_id, at from person_distinct where unit_id = $1
         on conflict do nothing",
        // one NIK stands once on a roll: the duplicates tell of the other entry
        "update person set nik_hash = null
          where unit_id = $1 and exists (select 1 from person other
                 where other.unit_id = $2 and other.nik_hash = person.nik_hash)",
    ] {
        tx.run(sql, args![from.id, into.id]).await?;
    }
    tx.run(
        "update person set unit_id = $2, version = version + 1, updated_at = $3,
                joined_on = case when removed_at is null and kind <> 'guest' then $4
                                 else joined_on end
          where unit_id = $1",
        args![from.id, into.id, now, today],
    )
    .await?;
    Ok(())
}

async fn note_former(
    tx: &mut Tx,
    from: &Unit,
    members: &[(PersonId, String, Option<Date>)],
    to: &str,
    today: Date,
    now: Timestamp,
) -> Result<()> {
    let mut sql = "insert into membership (id, unit_id, person_id, elsewhere, kind, from_day,
                       until_day, reason, note, created_at) values "
        .to_owned();
    let mut all: Vec<Value> = args![from.id, &from.name, today, to, now];
    for (at, (person, kind, since)) in members.iter().enumerate() {
        let n = 6 + at * 4;
        let comma = if at > 0 { ", " } else { "" };
        sql += &format!(
            "{comma}(${}, $1, ${}, $2, ${}, ${}, $3, 'moved', $4, $5)",
            n,
            n + 1,
            n + 2,
            n + 3
        );
        let kind = Kind::from_code(kind).unwrap_or_default();
        let id = storage::fresh::<MembershipId>();
        all.extend(args![id, *person, kind.code(), *since]);
    }
    tx.run(&sql, all).await?;
    Ok(())
}

/// What stood below `from` or saw its roll stands below `into` and sees part of that; `from` rests
/// as part of it, and so does whatever had become part of `from`.
pub(crate) async fn move_units(
    tx: &mut Tx,
    from: &Unit,
    into: &Unit,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "update unit set region_code = $2, village = $3
          where roll_id = $1 and id <> $1 and kind <> 'village'",
        args![from.id, &into.region_code, &into.village],
    )
    .await?;
    for sql in [
        "update unit set parent_id = $2, version = version + 1 where parent_id = $1",
        "update unit set merged_into = $2 where merged_into = $1",
        "update unit set roll_id = $2, version = version + 1 where roll_id = $1",
    ] {
        tx.run(sql, args![from.id, into.id]).await?;
    }
    tx.run(
        "update unit set sees = 'chosen', archived_at = $3, merged_into = $2 where id = $1",
        args![from.id, into.id, now],
    )
    .await?;
    Ok(())
}

/// Ends every share of names from `unit` or to it.
pub(crate) async fn end_shares(tx: &mut Tx, unit: UnitId, now: Timestamp) -> Result<u64> {
    Ok(tx
        .run(
            "update share set revoked_at = $2
              where revoked_at is null and (unit_id = $1 or to_unit = $1)",
            args![unit, now],
        )
        .await?)
}
