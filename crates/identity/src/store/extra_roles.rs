//! Rows of roles beside the offices.

use crate::domain::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::{Grant, Role, Scope};
use kernel::id::{ExtraRoleId, PersonId, UnitId};
use storage::{FromRow, Query, Result, Row, Tx, args};
use web::Actor;

/// A role beside the offices.
#[derive(Debug, Clone)]
pub(crate) struct ExtraRole {
    pub(crate) id: ExtraRoleId,
    pub(crate) person: PersonId,
    /// The person's name, as it was then.
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) span: Span,
    pub(crate) reason: String,
    /// Name of who gave it.
    pub(crate) given_by: String,
}

impl FromRow for ExtraRole {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            name: row.get(2)?,
            role: Role::from_code(&row.get::<String>(3)?).unwrap_or(Role::Supervisor),
            span: Span {
                from: row.get(4)?,
                until: row.get(5)?,
            },
            reason: row.get(6)?,
            given_by: row.get(7)?,
        })
    }
}

const EXTRA_ROLE: &str = "id, person_id, name, role, from_day, until_day, reason, given_by_name";

/// Gives a role in the scope's unit.
pub(crate) async fn add(tx: &mut Tx, scope: &Scope, new: &ExtraRole, actor: &Actor) -> Result<u64> {
    tx.run(
        "insert into extra_role (id, unit_id, person_id, name, role, from_day, until_day, reason,
                                 given_by, given_by_name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            new.id,
            scope.unit(),
            new.person,
            &new.name,
            new.role.code(),
            new.span.from,
            new.span.until,
            &new.reason,
            actor.account,
            &new.given_by,
            actor.now
        ],
    )
    .await
}

/// The roles in the scope's unit that hold on `today` or will, soonest end first; at most 500.
pub(crate) async fn in_force(
    db: &mut impl Query,
    scope: &Scope,
    today: Date,
) -> Result<Vec<ExtraRole>> {
    let sql = format!(
        "select {EXTRA_ROLE} from extra_role
          where unit_id = $1 and until_day >= $2 and ended_at is null
          order by until_day, id limit 500"
    );
    db.all(&sql, args![scope.unit(), today]).await
}

/// The roles that `person` holds beside offices on `today`, in whichever units; at most 100.
pub(crate) async fn grants_of(
    db: &mut impl Query,
    person: PersonId,
    today: Date,
) -> Result<Vec<Grant>> {
    let rows: Vec<(UnitId, String)> = db
        .all(
            "select unit_id, role from extra_role
              where person_id = $1 and from_day <= $2 and until_day >= $2 and ended_at is null
              limit 100",
            args![person, today],
        )
        .await?;
    let grant =
        |(unit, role): (UnitId, String)| Role::from_code(&role).map(|role| Grant { unit, role });
    Ok(rows.into_iter().filter_map(grant).collect())
}

/// Ends one role of the scope's unit at once; the role, if it was still in force.
pub(crate) async fn end(
    tx: &mut Tx,
    scope: &Scope,
    id: ExtraRoleId,
    now: Timestamp,
) -> Result<Option<ExtraRole>> {
    let sql = format!(
        "update extra_role set ended_at = $3 where id = $2 and unit_id = $1 and ended_at is null
         returning {EXTRA_ROLE}"
    );
    tx.maybe(&sql, args![scope.unit(), id, now]).await
}

/// Ends every role of `person` in the scope's unit at once.
pub(crate) async fn end_all(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "update extra_role set ended_at = $3
          where person_id = $2 and unit_id = $1 and ended_at is null",
        args![scope.unit(), person, now],
    )
    .await
}

/// Every role that `person` was given in the scope's unit, the last first; at most 100.
pub(crate) async fn of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<ExtraRole>> {
    let sql = format!(
        "select {EXTRA_ROLE} from extra_role where person_id = $2 and unit_id = $1
          order by from_day desc, id desc limit 100"
    );
    db.all(&sql, args![scope.unit(), person]).await
}
