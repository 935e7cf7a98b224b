//! Rows of ideas, and of the box into which they are sent.

use crate::domain::idea::{Answer, DAYS, Idea, Rate, Verdict};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{IdeaId, ProgramItemId, UnitId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const IDEA: &str = "id, text, sent_on, verdict, summary, answer, answered_on, item_id, edition";

impl FromRow for Idea {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            text: row.get(1)?,
            sent_on: row.get(2)?,
            verdict: Verdict::from_code(&row.get::<String>(3)?),
            summary: row.get(4)?,
            answer: row.get(5)?,
            answered_on: row.get(6)?,
            item: row.get(7)?,
            edition: row.get(8)?,
        })
    }
}

/// Whether ideas can be sent to the unit.
pub(crate) async fn is_open(db: &mut impl Query, unit: UnitId) -> Result<bool> {
    let open: Option<bool> = db
        .maybe("select open from idea_box where unit_id = $1", args![unit])
        .await?;
    Ok(open.unwrap_or(false))
}

/// Opens the box of the scope's unit, or closes it.
pub(crate) async fn set_open(tx: &mut Tx, scope: &Scope, open: bool) -> Result<u64> {
    tx.run(
        "insert into idea_box (unit_id, open) values ($1, $2)
         on conflict (unit_id) do update set open = $2",
        args![scope.unit(), open],
    )
    .await
}

/// How many ideas wait for `unit`, and whether one of them says the same.
pub(crate) async fn waiting(db: &mut impl Query, unit: UnitId, text: &str) -> Result<(i64, bool)> {
    let (all, same): (i64, i64) = db
        .one(
            "select count(*), count(case when text = $2 then 1 end) from idea
              where unit_id = $1 and verdict = 'waiting'",
            args![unit, text],
        )
        .await?;
    Ok((all, same > 0))
}

/// Keeps an idea.
pub(crate) async fn add(
    tx: &mut Tx,
    unit: UnitId,
    text: &str,
    day: Date,
    now: Timestamp,
) -> Result<IdeaId> {
    let id: IdeaId = storage::random();
    tx.run(
        "insert into idea (id, unit_id, text, sent_on, verdict, summary, answer, edition,
                           created_at)
         values ($1, $2, $3, $4, 'waiting', '', '', 1, $5)",
        args![id, unit, text, day, now],
    )
    .await?;
    Ok(id)
}

/// The idea `id` of the scope's unit.
pub(crate) async fn find(db: &mut impl Query, scope: &Scope, id: IdeaId) -> Result<Option<Idea>> {
    let sql = format!("select {IDEA} from idea where id = $1 and unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// Ideas of the scope's unit that wait or are parked, the oldest first; at most 200.
pub(crate) async fn open(db: &mut impl Query, scope: &Scope) -> Result<Vec<Idea>> {
    let sql = format!(
        "select {IDEA} from idea where unit_id = $1 and verdict in ('waiting', 'parked')
          order by case verdict when 'waiting' then 0 else 1 end, sent_on, created_at, id limit 200"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// Ideas of `unit` that were answered, the latest first; at most `limit`.
pub(crate) async fn answered(db: &mut impl Query, unit: UnitId, limit: i64) -> Result<Vec<Idea>> {
    let sql = format!(
        "select {IDEA} from idea where unit_id = $1 and verdict <> 'waiting'
          order by answered_on desc, created_at desc, id limit $2"
    );
    db.all(&sql, args![unit, limit]).await
}

/// Keeps the answer to an idea that is still in this `edition`; the day of the first answer counts.
pub(crate) async fn answer(
    tx: &mut Tx,
    scope: &Scope,
    (id, edition): (IdeaId, i64),
    answer: &Answer,
    item: Option<ProgramItemId>,
    day: Date,
) -> Result<bool> {
    let changed = tx
        .run(
            "update idea
                set verdict = $4, summary = $5, answer = $6, item_id = $7,
                    answered_on = coalesce(answered_on, $8), edition = edition + 1
              where id = $1 and unit_id = $2 and edition = $3
                and verdict in ('waiting', 'parked')",
            args![
                id,
                scope.unit(),
                edition,
                answer.verdict.code(),
                &answer.summary,
                &answer.words,
                item,
                day
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// How well ideas of `unit` are answered on `today`.
pub(crate) async fn rate(db: &mut impl Query, unit: UnitId, today: Date) -> Result<Rate> {
    let late = today.saturating_sub(DAYS.days());
    let (sent, answered, overdue): (i64, i64, i64) = db
        .one(
            "select count(*), count(answered_on),
                    count(case when verdict = 'waiting' and sent_on < $2 then 1 end)
               from idea where unit_id = $1",
            args![unit, late],
        )
        .await?;
    // Days are text in the database, so the thirty days are counted here.
    let days: Vec<(Date, Date)> = db
        .all(
            "select sent_on, answered_on from idea
              where unit_id = $1 and answered_on is not null limit 100000",
            args![unit],
        )
        .await?;
    let soon = |(sent, answered): &&(Date, Date)| *answered <= sent.saturating_add(DAYS.days());
    let in_time = days.iter().filter(soon).count();
    Ok(Rate {
        sent,
        answered,
        overdue,
        in_time: i64::try_from(in_time).unwrap_or(i64::MAX),
    })
}
