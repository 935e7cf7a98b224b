//! Rows of surveys, questions, answers and links. Private but for the finders named in `lib.rs`.

use crate::domain::{Answer, Given, NewQuestion, Question, QuestionKind, Sheet, Survey, Way};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId, QuestionId, ResponseId, SurveyId};
use serde_json::{Map, Value as Json, json};
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

const SURVEY: &str = "id, unit_id, activity_id, code, closes_on, closed, by_link, by_open_link, \
     on_paper";

impl FromRow for Survey {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            activity: row.get(2)?,
            code: row.get(3)?,
            closes_on: row.get(4)?,
            closed: row.get(5)?,
            ways: [row.get(6)?, row.get(7)?, row.get(8)?],
        })
    }
}

impl FromRow for Question {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let kind: String = row.get(3)?;
        Ok(Self {
            id: row.get(0)?,
            position: row.get(1)?,
            block: row.get(2)?,
            kind: QuestionKind::from_code(&kind)
                .ok_or_else(|| storage::Error::Type(format!("{kind:?} is no kind of question")))?,
            words: row.get(4)?,
        })
    }
}

/// The survey `id` of the scope's unit.
///
/// # Errors
///
/// When the database refuses.
pub async fn find(db: &mut impl Query, scope: &Scope, id: SurveyId) -> Result<Option<Survey>> {
    let sql = format!("select {SURVEY} from survey where id = $1 and unit_id = $2");
    Ok(db.maybe(&sql, args![id, scope.unit()]).await?)
}

/// The survey about an activity of the scope's unit, if it was made.
///
/// # Errors
///
/// When the database refuses.
pub async fn find_of(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Option<Survey>> {
    let sql = format!("select {SURVEY} from survey where activity_id = $1 and unit_id = $2");
    Ok(db.maybe(&sql, args![activity, scope.unit()]).await?)
}

/// The survey behind a short code, for whoever answers it.
pub(crate) async fn find_public(db: &mut impl Query, code: &str) -> Result<Option<Survey>> {
    let Some(named) = web::codes::find(db, "survey", code).await? else {
        return Ok(None);
    };
    find(db, &Scope::of_system(named.unit), named.subject.into()).await
}

/// Surveys of the scope's unit, newest first; at most `limit`.
pub(crate) async fn newest(db: &mut impl Query, scope: &Scope, limit: i64) -> Result<Vec<Survey>> {
    let sql = format!(
        "select {SURVEY} from survey where unit_id = $1 order by created_at desc, id desc limit $2"
    );
    Ok(db.all(&sql, args![scope.unit(), limit]).await?)
}

/// How many surveys of the scope's unit that closed on `from` or later, or are open, have answers,
/// and how many answers those are together.
pub(crate) async fn answered_since(
    db: &mut impl Query,
    scope: &Scope,
    from: Date,
) -> Result<(i64, i64)> {
    Ok(db
        .one(
            "select count(*), coalesce(cast(sum(by_link + by_open_link + on_paper) as bigint), 0)
               from survey
              where unit_id = $1 and closes_on >= $2 and by_link + by_open_link + on_paper > 0",
            args![scope.unit(), from],
        )
        .await?)
}

/// The questions of a survey in their order.
///
/// # Errors
///
/// When the database refuses.
pub async fn questions(db: &mut impl Query, survey: SurveyId) -> Result<Vec<Question>> {
    Ok(db
        .all(
            "select id, position, block, kind, words from question
              where survey_id = $1 order by position limit 100",
            args![survey],
        )
        .await?)
}

/// What was answered and may be told, one sheet per answer in the order of random ids, batch by
/// batch.
pub(crate) async fn batches(db: &mut impl Query, survey: SurveyId) -> Result<Vec<Vec<Sheet>>> {
    let rows: Vec<(i64, String)> = db
        .all(
            "select batch, answers from response
              where survey_id = $1 and batch is not null order by batch, id limit 100000",
            args![survey],
        )
        .await?;
    let batches = rows.chunk_by(|one, next| one.0 == next.0);
    Ok(batches
        .map(|batch| batch.iter().map(|(_, text)| unpacked(text)).collect())
        .collect())
}

/// How many answers wait to be told.
pub(crate) async fn waiting(db: &mut impl Query, survey: SurveyId) -> Result<u64> {
    let count: i64 = db
        .one(
            "select count(*) from response where survey_id = $1 and batch is null",
            args![survey],
        )
        .await?;
    Ok(count.unsigned_abs())
}

/// Makes those that wait the next batch.
pub(crate) async fn tell_waiting(tx: &mut Tx, survey: SurveyId) -> Result<()> {
    tx.run(
        "update response
            set batch = (select coalesce(max(batch), 0) + 1 from response where survey_id = $1)
          where survey_id = $1 and batch is null",
        args![survey],
    )
    .await?;
    Ok(())
}

fn packed(answers: &[Answer]) -> String {
    let pair = |answer: &Answer| {
        let given = match &answer.given {
            Given::Rating(rating) => json!(rating),
            Given::Words(words) => json!(words),
        };
        (answer.question.to_string(), given)
    };
    Json::Object(answers.iter().map(pair).collect()).to_string()
}

fn unpacked(text: &str) -> Sheet {
    let pairs: Map<String, Json> = serde_json::from_str(text).unwrap_or_default();
    let answer = |(question, given): (String, Json)| {
        let given = match given {
            Json::String(words) => Given::Words(words),
            number => Given::Rating(number.as_u64().and_then(|n| u8::try_from(n).ok())?),
        };
        Some(Answer {
            question: question.parse().ok()?,
            given,
        })
    };
    pairs.into_iter().filter_map(answer).collect()
}

pub(crate) async fn add(tx: &mut Tx, survey: &Survey, now: Timestamp) -> Result<()> {
    tx.run(
        "insert into survey (id, unit_id, activity_id, code, closes_on, closed, by_link,
                             by_open_link, on_paper, side, created_at)
         values ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, $7)",
        args![
            survey.id,
            survey.unit,
            survey.activity,
            &survey.code,
            survey.closes_on,
            survey.closed,
            now
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn add_questions(
    tx: &mut Tx,
    survey: &Survey,
    questions: &[NewQuestion],
) -> Result<()> {
    for (position, question) in (1_i64..).zip(questions) {
        tx.run(
            "insert into question (id, survey_id, unit_id, position, block, kind, words)
             values ($1, $2, $3, $4, $5, $6, $7)",
            args![
                storage::fresh::<QuestionId>(),
                survey.id,
                survey.unit,
                position,
                question.block,
                question.kind.code(),
                question.words
            ],
        )
        .await?;
    }
    Ok(())
}

pub(crate) async fn set_closing(
    tx: &mut Tx,
    survey: &Survey,
    closed: bool,
    closes_on: Date,
) -> Result<()> {
    tx.run(
        "update survey set closed = $2, closes_on = $3 where id = $1",
        args![survey.id, closed, closes_on],
    )
    .await?;
    Ok(())
}

/// Notes that a form has arrived; `false` if it had arrived before.
pub(crate) async fn note_form(tx: &mut Tx, survey: &Survey, form: &[u8]) -> Result<bool> {
    let noted = tx
        .run(
            "insert into survey_form (hash, survey_id, unit_id) values ($1, $2, $3)
             on conflict do nothing",
            args![form.to_vec(), survey.id, survey.unit],
        )
        .await?;
    Ok(noted > 0)
}

/// Whether the link with this hash is there and unused.
pub(crate) async fn unused(db: &mut impl Query, survey: SurveyId, hash: &[u8]) -> Result<bool> {
    let found: Option<(SurveyId,)> = db
        .maybe(
            "select survey_id from survey_token where hash = $1 and survey_id = $2",
            args![hash.to_vec(), survey],
        )
        .await?;
    Ok(found.is_some())
}

/// Removes the link with this hash, so that nothing of it is left; `false` if it was gone.
pub(crate) async fn burn(tx: &mut Tx, survey: &Survey, hash: &[u8]) -> Result<bool> {
    let burned = tx
        .run(
            "delete from survey_token where hash = $1 and survey_id = $2",
            args![hash.to_vec(), survey.id],
        )
        .await?;
    Ok(burned > 0)
}

/// Adds an answer to a survey that the transaction holds.
pub(crate) async fn add_response(
    tx: &mut Tx,
    survey: &Survey,
    way: Way,
    answers: &[Answer],
    day: Date,
) -> Result<()> {
    let (side,): (i64,) = tx
        .one("select side from survey where id = $1", args![survey.id])
        .await?;
    tx.run(
        "insert into response (id, side, survey_id, unit_id, day, answers)
         values ($1, $2, $3, $4, $5, $6)",
        args![
            storage::random::<ResponseId>(),
            side,
            survey.id,
            survey.unit,
            day,
            packed(answers)
        ],
    )
    .await?;
    stir(tx, survey, side).await?;
    let way = match way {
        Way::Link => "by_link",
        Way::OpenLink => "by_open_link",
        Way::Paper => "on_paper",
    };
    let sql = format!("update survey set side = 1 - side, {way} = {way} + 1 where id = $1");
    tx.run(&sql, args![survey.id]).await?;
    Ok(())
}

/// Writes all answers of a survey anew, in the order of their random ids, from one side to the
/// other. A new row always stands behind the older ones (SQLite's rowid; place and transaction
/// number in PostgreSQL), and that order would say who answered when. So no row stays where it
/// arrived. It costs one pass over the survey's answers: some hundred rows, a few milliseconds.
async fn stir(tx: &mut Tx, survey: &Survey, side: i64) -> Result<()> {
    tx.run(
        "insert into response (id, side, survey_id, unit_id, day, answers, batch)
         select id, 1 - side, survey_id, unit_id, day, answers, batch from response
          where survey_id = $1 and side = $2
          order by id",
        args![survey.id, side],
    )
    .await?;
    tx.run(
        "delete from response where survey_id = $1 and side = $2",
        args![survey.id, side],
    )
    .await?;
    Ok(())
}

/// Who was given a link to a survey of the scope's unit, and how often.
pub(crate) async fn links(
    db: &mut impl Query,
    scope: &Scope,
    survey: SurveyId,
) -> Result<Vec<(PersonId, i64)>> {
    Ok(db
        .all(
            "select person_id, times from survey_link
              where survey_id = $1 and unit_id = $2 order by person_id limit 20000",
            args![survey, scope.unit()],
        )
        .await?)
}

/// The activities for whose surveys a person was given links, and how often.
pub(crate) async fn links_of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(ActivityId, i64)>> {
    Ok(db
        .all(
            "select s.activity_id, l.times
               from survey_link l join survey s on s.id = l.survey_id
              where l.person_id = $1 and l.unit_id = $2 order by s.created_at desc limit 1000",
            args![person, scope.unit()],
        )
        .await?)
}

/// Forgets which links a person was given.
pub(crate) async fn forget_links(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<()> {
    tx.run(
        "delete from survey_link where person_id = $1 and unit_id = $2",
        args![person, scope.unit()],
    )
    .await?;
    Ok(())
}

/// Notes that a link was made for a person; not which.
pub(crate) async fn add_link(tx: &mut Tx, survey: &Survey, person: PersonId) -> Result<()> {
    tx.run(
        "insert into survey_link (survey_id, person_id, unit_id, times) values ($1, $2, $3, 1)
         on conflict (survey_id, person_id) do update set times = survey_link.times + 1",
        args![survey.id, person, survey.unit],
    )
    .await?;
    Ok(())
}

/// Keeps the hashes of new links, sorted, so that their order says nothing about whose they are.
pub(crate) async fn add_tokens(
    tx: &mut Tx,
    survey: &Survey,
    mut hashes: Vec<Vec<u8>>,
) -> Result<()> {
    hashes.sort();
    for hash in hashes {
        tx.run(
            "insert into survey_token (hash, survey_id, unit_id) values ($1, $2, $3)",
            args![hash, survey.id, survey.unit],
        )
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn answers_are_read_as_they_were_kept() {
        let answers = vec![
            Answer {
                question: Uuid::from_u128(1).into(),
                given: Given::Rating(4),
            },
            Answer {
                question: Uuid::from_u128(2).into(),
                given: Given::Words("\"5\" 🙏".into()),
            },
        ];
        assert_eq!(unpacked(&packed(&answers)), answers);
        assert_eq!(unpacked("[]"), []);
    }
}
