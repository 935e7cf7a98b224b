//! Rows of terms and of the seats in them.

use crate::board::Seated;
use crate::domain::{Position, Seat, Term};
use crate::store::roll::ROLL;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{AppointmentId, PersonId, TermId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

const TERM: &str = "id, from_day, until_day, ended_on, note, version";

impl FromRow for Term {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            from: row.get(1)?,
            until: row.get(2)?,
            ended: row.get(3)?,
            note: row.get(4)?,
            version: row.get(5)?,
        })
    }
}

/// The terms of the scope's unit, newest first; at most 100.
pub(crate) async fn terms(db: &mut impl Query, scope: &Scope) -> Result<Vec<Term>> {
    let sql = format!(
        "select {TERM} from term where unit_id = $1
          order by case when ended_on is null then 0 else 1 end, from_day desc, id desc limit 100"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

/// The term `id` of the scope's unit.
pub(crate) async fn term(db: &mut impl Query, scope: &Scope, id: TermId) -> Result<Option<Term>> {
    let sql = format!("select {TERM} from term where id = $1 and unit_id = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// The term that is running in the scope's unit.
pub(crate) async fn running(db: &mut impl Query, scope: &Scope) -> Result<Option<Term>> {
    let sql = format!("select {TERM} from term where unit_id = $1 and ended_on is null");
    Ok(db.maybe(&sql, args![scope.unit()]).await?)
}

/// Adds a term.
pub(crate) async fn add_term(tx: &mut Tx, scope: &Scope, new: &Term, now: Timestamp) -> Result<()> {
    tx.run(
        "insert into term (id, unit_id, from_day, until_day, ended_on, note, version, created_at)
         values ($1, $2, $3, $4, $5, $6, 0, $7)",
        args![
            new.id,
            scope.unit(),
            new.from,
            new.until,
            new.ended,
            &new.note,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Writes the days and the note of `term` over its row, if that still has this version.
pub(crate) async fn save_term(tx: &mut Tx, scope: &Scope, term: &Term) -> Result<bool> {
    let changed = tx
        .run(
            "update term set from_day = $4, until_day = $5, ended_on = $6, note = $7,
                             version = version + 1
              where id = $1 and unit_id = $2 and version = $3",
            args![
                term.id,
                scope.unit(),
                term.version,
                term.from,
                term.until,
                term.ended,
                &term.note
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Ends the running term of the scope's unit on `ended`, and every seat that is open on `last`. What
/// a committee does goes on: its officers work for an activity, not for the board.
pub(crate) async fn end_running(tx: &mut Tx, scope: &Scope, ended: Date, last: Date) -> Result<()> {
    tx.run(
        "update term set ended_on = $2, version = version + 1
          where unit_id = $1 and ended_on is null",
        args![scope.unit(), ended],
    )
    .await?;
    tx.run(
        "update appointment set until_day = $2
          where unit_id = $1 and role <> 'committee_officer'
            and (until_day is null or until_day > $2)",
        args![scope.unit(), last],
    )
    .await?;
    Ok(())
}

const SEATED: &str = "a.id, a.person_id, p.full_name, a.role, a.title, a.division, a.from_day, \
                      a.until_day";

impl FromRow for Seated {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            name: row.get(2)?,
            position: Position::from_code(&row.get::<String>(3)?).unwrap_or(Position::Member),
            title: row.get(4)?,
            division: row.get(5)?,
            from: row.get(6)?,
            until: row.get(7)?,
        })
    }
}

/// Everybody who had a seat in `term`, in the order of the paper; at most 1000.
pub(crate) async fn seats_of(
    db: &mut impl Query,
    scope: &Scope,
    term: TermId,
) -> Result<Vec<Seated>> {
    let sql = format!(
        "select {SEATED} from appointment a join person p on p.id = a.person_id
          where a.term_id = $1 and a.unit_id = $2 order by a.place, a.from_day, a.id limit 1000"
    );
    let mut seats: Vec<Seated> = db.all(&sql, args![term, scope.unit()]).await?;
    seats.sort_by_key(|seat| seat.position.rank());
    Ok(seats)
}

/// The seat `id` of the scope's unit.
pub(crate) async fn seat(
    db: &mut impl Query,
    scope: &Scope,
    id: AppointmentId,
) -> Result<Option<Seated>> {
    let sql = format!(
        "select {SEATED} from appointment a join person p on p.id = a.person_id
          where a.id = $1 and a.unit_id = $2"
    );
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// Gives a seat in `term` from `from` on; `place` is where it stands on the paper.
pub(crate) async fn add_seat(
    tx: &mut Tx,
    scope: &Scope,
    term: TermId,
    (seat, place): (&Seat, usize),
    (from, until): (Date, Option<Date>),
    now: Timestamp,
) -> Result<AppointmentId> {
    let id: AppointmentId = storage::fresh();
    tx.run(
        "insert into appointment (id, unit_id, person_id, role, title, from_day, until_day,
                                  decree_number, created_at, term_id, division, place)
         values ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, $11)",
        args![
            id,
            scope.unit(),
            seat.person,
            seat.position.code(),
            seat.shown_title(),
            from,
            until,
            now,
            term,
            seat.division.trim(),
            i64::try_from(place).unwrap_or(i64::MAX)
        ],
    )
    .await?;
    Ok(id)
}

/// Ends the seat `id` on `last`, unless it has ended before.
pub(crate) async fn end_seat(
    tx: &mut Tx,
    scope: &Scope,
    id: AppointmentId,
    last: Date,
) -> Result<bool> {
    let changed = tx
        .run(
            "update appointment set until_day = $3
              where id = $1 and unit_id = $2 and (until_day is null or until_day > $3)",
            args![id, scope.unit(), last],
        )
        .await?;
    Ok(changed > 0)
}

/// Whether `person` stands on the scope's roll.
pub(crate) async fn is_on_roll(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<bool> {
    let sql = format!("select id from {ROLL} where id = $2 and removed_at is null");
    let found: Option<PersonId> = db.maybe(&sql, args![scope.unit(), person]).await?;
    Ok(found.is_some())
}
