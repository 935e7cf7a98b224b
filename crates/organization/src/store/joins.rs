//! Rows of requests to join. A request that was decided about is gone: whoever was taken stands
//! on the roll, and of the others nothing is kept.

use crate::domain::{Joining, NewGuardian, Relation, Request};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{JoinRequestId, UnitId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

const COLUMNS: &str = "id, unit_id, name, nickname, hamlet, rt, phone, birth_date, guardian, \
     guardian_relation, guardian_phone, consent, created_at";

impl FromRow for Request {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let rt: Option<i64> = row.get(5)?;
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            who: Joining {
                name: row.get(2)?,
                nickname: row.get(3)?,
                hamlet: row.get(4)?,
                rt: rt.and_then(|rt| u16::try_from(rt).ok()),
                phone: row.get(6)?,
                birth_date: row.get(7)?,
                guardian: guardian(row)?,
            },
            consent: row.get(11)?,
            created_at: row.get(12)?,
        })
    }
}

/// Who agreed for somebody under 18; nobody where no name was kept.
fn guardian(row: &Row) -> storage::Result<Option<NewGuardian>> {
    let name: String = row.get(8)?;
    let relation = Relation::from_code(&row.get::<String>(9)?).unwrap_or(Relation::Guardian);
    let phone = row.get(10)?;
    let guardian = NewGuardian {
        name,
        relation,
        phone,
    };
    Ok((!guardian.name.is_empty()).then_some(guardian))
}

/// How many wait in `unit`, and whether one of the same name and phone does.
pub(crate) async fn waiting(
    db: &mut impl Query,
    unit: UnitId,
    who: &Joining,
) -> Result<(i64, bool)> {
    let (all, same): (i64, i64) = db
        .one(
            "select count(*), count(case when name = $2 and phone = $3 then 1 end)
               from join_request where unit_id = $1",
            args![unit, &who.name, &who.phone],
        )
        .await?;
    Ok((all, same > 0))
}

/// Keeps a request, with the sentence that was agreed to.
pub(crate) async fn add(
    tx: &mut Tx,
    unit: UnitId,
    who: &Joining,
    consent: &str,
    now: Timestamp,
) -> Result<JoinRequestId> {
    let id: JoinRequestId = storage::fresh();
    let guardian = who.guardian.as_ref();
    tx.run(
        "insert into join_request (id, unit_id, name, nickname, hamlet, rt, phone, birth_date,
                                   guardian, guardian_relation, guardian_phone, consent,
                                   created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            id,
            unit,
            &who.name,
            &who.nickname,
            &who.hamlet,
            who.rt.map(i64::from),
            &who.phone,
            who.birth_date,
            guardian.map_or("", |one| &one.name),
            guardian.map_or("", |one| one.relation.code()),
            guardian.map_or("", |one| &one.phone),
            consent,
            now
        ],
    )
    .await?;
    Ok(id)
}

/// How many wait for the scope's unit.
pub(crate) async fn count(db: &mut impl Query, scope: &Scope) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "select count(*) from join_request where unit_id = $1",
            args![scope.unit()],
        )
        .await?;
    Ok(count)
}

/// Those that wait for the scope's unit, the oldest first; at most `limit`.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope, limit: i64) -> Result<Vec<Request>> {
    let sql = format!(
        "select {COLUMNS} from join_request where unit_id = $1 order by created_at, id limit $2"
    );
    Ok(db.all(&sql, args![scope.unit(), limit]).await?)
}

/// Takes a request of the scope's unit out, so that it is decided about once.
pub(crate) async fn take(tx: &mut Tx, scope: &Scope, id: JoinRequestId) -> Result<Option<Request>> {
    let sql =
        format!("delete from join_request where id = $1 and unit_id = $2 returning {COLUMNS}");
    Ok(tx.maybe(&sql, args![id, scope.unit()]).await?)
}
