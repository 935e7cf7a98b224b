//! Rows of handovers, of the boards that are prepared in them, and of what was ticked.

use crate::domain::Handover;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AppointmentId, HandoverId, TermId};
use organization::{Position, Seat, Seated};
use storage::{FromRow, Query, Result, Row, Tx, args};
use web::Actor;

const HANDOVER: &str = "id, old_term_id, from_day, until_day, decree_number, decree_day, place, \
                        given_by, given_at, received_by, received_at, version";

impl FromRow for Handover {
    fn from_row(row: &Row) -> Result<Self> {
        let name = |at| row.get::<Option<String>>(at);
        let given: Option<Timestamp> = row.get(8)?;
        let received: Option<Timestamp> = row.get(10)?;
        Ok(Self {
            id: row.get(0)?,
            old_term: row.get(1)?,
            from: row.get(2)?,
            until: row.get(3)?,
            decree_number: row.get(4)?,
            decree_day: row.get(5)?,
            place: row.get(6)?,
            given: name(7)?.zip(given),
            received: name(9)?.zip(received),
            version: row.get(11)?,
        })
    }
}

/// The handovers of the scope's unit, newest first; at most 50.
pub(super) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<Handover>> {
    let sql = format!(
        "select {HANDOVER} from handover where unit_id = $1 order by created_at desc, id desc limit 50"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// The handover `id` of the scope's unit.
pub(super) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: HandoverId,
) -> Result<Option<Handover>> {
    let sql = format!("select {HANDOVER} from handover where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The handover of the scope's unit that is not finished; there is at most one.
pub(super) async fn unfinished(db: &mut impl Query, scope: &Scope) -> Result<Option<Handover>> {
    let sql = format!("select {HANDOVER} from handover where unit_id = $1 and received_at is null");
    db.maybe(&sql, args![scope.unit()]).await
}

/// Begins a handover of `old_term`.
pub(super) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    old_term: TermId,
    now: Timestamp,
) -> Result<HandoverId> {
    let id: HandoverId = storage::fresh();
    tx.run(
        "insert into handover (id, unit_id, old_term_id, decree_number, place, version, created_at)
         values ($1, $2, $3, '', '', 0, $4)",
        args![id, scope.unit(), old_term, now],
    )
    .await?;
    Ok(id)
}

/// Removes a handover that is not finished.
pub(super) async fn remove(tx: &mut Tx, scope: &Scope, id: HandoverId) -> Result<bool> {
    if find(tx, scope, id).await?.is_none_or(|one| one.is_done()) {
        return Ok(false);
    }
    for table in ["handover_seat", "handover_item"] {
        let sql = format!("delete from {table} where handover_id = $1");
        tx.run(&sql, args![id]).await?;
    }
    tx.run("delete from handover where id = $1", args![id])
        .await?;
    Ok(true)
}

/// Writes days, decree and place over the row, if it still has this version. What was given must be
/// given anew.
pub(super) async fn save(tx: &mut Tx, scope: &Scope, new: &Handover) -> Result<bool> {
    let changed = tx
        .run(
            "update handover set from_day = $4, until_day = $5, decree_number = $6,
                                 decree_day = $7, place = $8, given_by = null, given_account = null,
                                 given_at = null, version = version + 1
              where id = $1 and unit_id = $2 and version = $3 and received_at is null",
            args![
                new.id,
                scope.unit(),
                new.version,
                new.from,
                new.until,
                &new.decree_number,
                new.decree_day,
                &new.place
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Notes that something in it changed: what was given must be given anew.
pub(super) async fn touch(tx: &mut Tx, id: HandoverId) -> Result<u64> {
    tx.run(
        "update handover set given_by = null, given_account = null, given_at = null,
                version = version + 1
          where id = $1 and received_at is null",
        args![id],
    )
    .await
}

/// Notes that everything is given.
pub(super) async fn give(tx: &mut Tx, scope: &Scope, id: HandoverId, who: &Actor) -> Result<bool> {
    let changed = tx
        .run(
            "update handover set given_by = $3, given_account = $4, given_at = $5,
                    version = version + 1
              where id = $1 and unit_id = $2 and given_at is null and received_at is null",
            args![id, scope.unit(), &who.name, who.account, who.now],
        )
        .await?;
    Ok(changed > 0)
}

/// Notes that it was given and received, by people who are known by name only.
pub(super) async fn note_done(
    tx: &mut Tx,
    scope: &Scope,
    id: HandoverId,
    (given_by, received_by): (&str, &str),
    at: Timestamp,
) -> Result<u64> {
    tx.run(
        "update handover set given_by = $3, given_at = $5, received_by = $4, received_at = $5
          where id = $1 and unit_id = $2",
        args![id, scope.unit(), given_by, received_by, at],
    )
    .await
}

/// Notes that it is received.
pub(super) async fn receive(
    tx: &mut Tx,
    scope: &Scope,
    id: HandoverId,
    who: &Actor,
) -> Result<bool> {
    let changed = tx
        .run(
            "update handover set received_by = $3, received_account = $4, received_at = $5,
                    version = version + 1
              where id = $1 and unit_id = $2 and given_at is not null and received_at is null",
            args![id, scope.unit(), &who.name, who.account, who.now],
        )
        .await?;
    Ok(changed > 0)
}

/// A seat of a board that is prepared, read as a seat of a board.
struct Prepared(Seated);

impl FromRow for Prepared {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self(Seated {
            id: row.get(0)?,
            person: row.get(1)?,
            name: row.get(2)?,
            position: Position::from_code(&row.get::<String>(3)?).unwrap_or(Position::Member),
            title: row.get(4)?,
            division: row.get(5)?,
            from: jiff::civil::Date::MIN,
            until: None,
        }))
    }
}

/// The new board as it is prepared, in the order of the paper.
pub(super) async fn seats(
    db: &mut impl Query,
    scope: &Scope,
    id: HandoverId,
) -> Result<Vec<Seated>> {
    let rows: Vec<Prepared> = db
        .all(
            "select s.id, s.person_id, p.full_name, s.role, s.title, s.division
               from handover_seat s join person p on p.id = s.person_id
              where s.handover_id = $1 and s.unit_id = $2 order by s.id limit 300",
            args![id, scope.unit()],
        )
        .await?;
    let mut seats: Vec<Seated> = rows.into_iter().map(|row| row.0).collect();
    seats.sort_by_key(|seat| seat.position.rank());
    Ok(seats)
}

/// Puts somebody on the new board.
pub(super) async fn add_seat(
    tx: &mut Tx,
    scope: &Scope,
    id: HandoverId,
    seat: &Seat,
) -> Result<u64> {
    tx.run(
        "insert into handover_seat (id, handover_id, unit_id, person_id, role, title, division)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            storage::fresh::<AppointmentId>(),
            id,
            scope.unit(),
            seat.person,
            seat.position.code(),
            seat.shown_title(),
            seat.division.trim()
        ],
    )
    .await
}

/// Takes a seat off the new board.
pub(super) async fn remove_seat(
    tx: &mut Tx,
    scope: &Scope,
    id: HandoverId,
    seat: AppointmentId,
) -> Result<bool> {
    let gone = tx
        .run(
            "delete from handover_seat where id = $1 and handover_id = $2 and unit_id = $3",
            args![seat, id, scope.unit()],
        )
        .await?;
    Ok(gone > 0)
}

/// What was noted of one thing to hand over.
#[derive(Debug, Clone)]
pub(super) struct Noted {
    pub(super) key: String,
    /// Of a thing that the board added itself; empty for the others.
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) given: bool,
    pub(super) note: String,
    /// How it stood when the handover was received; none before.
    pub(super) state: Option<String>,
}

impl FromRow for Noted {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            key: row.get(0)?,
            title: row.get(1)?,
            kind: row.get(2)?,
            given: row.get(3)?,
            note: row.get(4)?,
            state: row.get(5)?,
        })
    }
}

/// What was noted so far, oldest first; at most 300.
pub(super) async fn noted(db: &mut impl Query, id: HandoverId) -> Result<Vec<Noted>> {
    db.all(
        "select key, title, kind, given, note, state from handover_item
          where handover_id = $1 order by place, key limit 300",
        args![id],
    )
    .await
}

/// Keeps how one thing stood when the handover was received.
pub(super) async fn keep_state(
    tx: &mut Tx,
    id: HandoverId,
    kept: &Noted,
    place: i64,
) -> Result<u64> {
    tx.run(
        "insert into handover_item (handover_id, key, title, kind, given, note, place, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (handover_id, key) do update set state = excluded.state",
        args![
            id,
            &kept.key,
            &kept.title,
            &kept.kind,
            kept.given,
            &kept.note,
            place,
            kept.state.as_ref()
        ],
    )
    .await
}

/// Writes what is noted of one thing.
pub(super) async fn note(tx: &mut Tx, id: HandoverId, new: &Noted, place: i64) -> Result<u64> {
    tx.run(
        "insert into handover_item (handover_id, key, title, kind, given, note, place)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (handover_id, key) do update
            set given = excluded.given, note = excluded.note",
        args![
            id, &new.key, &new.title, &new.kind, new.given, &new.note, place
        ],
    )
    .await
}
