//! Rows of what people asked about their own data, and what became of it.

use super::roll::{ROLL_P, SEES};
use crate::domain::{Ask, Correction, Outcome};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{PersonId, RequestId};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) id: RequestId,
    pub(crate) person: PersonId,
    pub(crate) ask: Ask,
    pub(crate) correction: Correction,
    pub(crate) made_at: Timestamp,
    pub(crate) outcome: Outcome,
    pub(crate) decided_at: Option<Timestamp>,
    pub(crate) reason: String,
}

impl FromRow for Request {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            ask: Ask::from_code(&row.get::<String>(2)?),
            correction: serde_json::from_str(&row.get::<String>(3)?).unwrap_or_default(),
            made_at: row.get(4)?,
            outcome: Outcome::from_code(&row.get::<String>(5)?),
            decided_at: row.get(6)?,
            reason: row.get(7)?,
        })
    }
}

const COLUMNS: &str = "id, person_id, ask, fields, made_at, outcome, decided_at, reason";

/// Puts a request in place of the open one of the same kind, if there is one, under the unit that
/// keeps the person's roll.
pub(crate) async fn ask(
    tx: &mut Tx,
    person: PersonId,
    ask: Ask,
    correction: &Correction,
    now: Timestamp,
) -> Result<()> {
    let fields = serde_json::to_string(correction).unwrap_or_default();
    tx.run(
        "insert into person_request (id, unit_id, person_id, ask, fields, made_at, outcome, reason)
         values ($1, (select unit_id from person where id = $2), $2, $3, $4, $5, 'open', '')
         on conflict (person_id, ask) where outcome = 'open' do update
            set fields = excluded.fields, made_at = excluded.made_at",
        args![
            storage::fresh::<RequestId>(),
            person,
            ask.code(),
            fields,
            now
        ],
    )
    .await?;
    Ok(())
}

/// The request `id`, if a person whom the scope's unit sees made it.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: RequestId,
) -> Result<Option<Request>> {
    let sql = format!(
        "select {COLUMNS} from person_request
          where id = $2 and person_id in (select p.id from {ROLL_P})"
    );
    Ok(db.maybe(&sql, args![scope.unit(), id]).await?)
}

/// What a person asked, what is open first, then the newest; at most 10.
pub(crate) async fn of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Request>> {
    let sql = format!(
        "select {COLUMNS} from person_request where person_id = $2 and {SEES}
          order by case outcome when 'open' then 0 else 1 end, made_at desc, id desc limit 10"
    );
    Ok(db.all(&sql, args![scope.unit(), person]).await?)
}

/// What waits among the people whom the scope's unit sees, with the person's name, oldest first; at most 200.
pub(crate) async fn open_in(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<Vec<(RequestId, String, String, Timestamp)>> {
    let sql = format!(
        "select r.id, r.ask, p.full_name, r.made_at
           from person_request r join {ROLL_P} on p.id = r.person_id
          where r.outcome = 'open' and p.removed_at is null
          order by r.made_at, r.id limit 200"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

/// Decides about an open request; `false` if somebody was faster.
pub(crate) async fn decide(
    tx: &mut Tx,
    scope: &Scope,
    id: RequestId,
    outcome: Outcome,
    reason: &str,
    now: Timestamp,
) -> Result<bool> {
    let sql = format!(
        "update person_request set outcome = $3, reason = $4, decided_at = $5
          where id = $2 and outcome = 'open' and person_id in (select p.id from {ROLL_P})"
    );
    let values = args![scope.unit(), id, outcome.code(), reason, now];
    Ok(tx.run(&sql, values).await? > 0)
}

/// The person takes an open request back.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    ask: Ask,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "update person_request set outcome = 'withdrawn', decided_at = $4
          where person_id = $1 and unit_id = $2 and ask = $3 and outcome = 'open'",
        args![person, scope.unit(), ask.code(), now],
    )
    .await?;
    Ok(())
}

/// Takes away what a person wrote into requests; that there were some stays. An open wish to be
/// forgotten has come true.
pub(crate) async fn forget(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<()> {
    tx.run(
        "update person_request
            set fields = '{}', reason = '', decided_at = coalesce(decided_at, $2),
                outcome = case when outcome <> 'open' then outcome
                               when ask = 'erasure' then 'accepted' else 'withdrawn' end
          where person_id = $1",
        args![person, now],
    )
    .await?;
    Ok(())
}
