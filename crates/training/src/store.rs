//! Rows of trainings. Private but for the finders named in `lib.rs`.
//! An activity of kind training without a row here is a training of which nothing is said yet.

use crate::domain::{Details, Speaker, Theme, Topic, Training};
use activity::{Activity, Kind};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::ActivityId;
use std::collections::HashMap;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// A value of the training with this id.
struct Of<T>(ActivityId, T);

impl FromRow for Of<Details> {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let details = Details {
            theme: Theme::from_code(&row.get::<String>(1)?, &row.get::<String>(2)?),
            hours: hours(row.get(3)?),
            goal: row.get(4)?,
            ..Details::default()
        };
        Ok(Self(row.get(0)?, details))
    }
}

impl FromRow for Of<Speaker> {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let speaker = Speaker {
            name: row.get(1)?,
            title: row.get(2)?,
            phone: row.get(3)?,
        };
        Ok(Self(row.get(0)?, speaker))
    }
}

impl FromRow for Of<Topic> {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let topic = Topic {
            title: row.get(1)?,
            hours: hours(row.get(2)?),
        };
        Ok(Self(row.get(0)?, topic))
    }
}

fn hours(kept: i64) -> u16 {
    u16::try_from(kept).unwrap_or_default()
}

/// The training `id` of the scope's unit; `None` if that activity is none.
///
/// # Errors
///
/// When the database refuses.
pub async fn find(db: &mut impl Query, scope: &Scope, id: ActivityId) -> Result<Option<Training>> {
    let found = activity::find(db, scope, id).await?;
    let Some(activity) = found.filter(|activity| activity.kind == Kind::Training) else {
        return Ok(None);
    };
    let mut details = details(db, scope, Some(id)).await?;
    Ok(Some(Training {
        activity,
        details: details.remove(&id).unwrap_or_default(),
    }))
}

/// Trainings of the scope's unit whose last day is in `from..=until`, soonest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn list_between(
    db: &mut impl Query,
    scope: &Scope,
    from: Date,
    until: Date,
    limit: i64,
) -> Result<Vec<Training>> {
    let activities = activity::list_of_kind(db, scope, Kind::Training, from, until, limit).await?;
    let mut details = details(db, scope, None).await?;
    let training = |activity: Activity| Training {
        details: details.remove(&activity.id).unwrap_or_default(),
        activity,
    };
    Ok(activities.into_iter().map(training).collect())
}

/// What is said about one training of the scope's unit, or about all of them.
async fn details(
    db: &mut impl Query,
    scope: &Scope,
    only: Option<ActivityId>,
) -> Result<HashMap<ActivityId, Details>> {
    let rows: Vec<Of<Details>> = db
        .all(
            "select activity_id, theme, theme_words, hours, goal from training
              where unit_id = $1 and (activity_id = $2 or $2 is null) limit 20000",
            args![scope.unit(), only],
        )
        .await?;
    let speakers: Vec<Of<Speaker>> = db
        .all(
            "select activity_id, name, title, phone from training_speaker
              where unit_id = $1 and (activity_id = $2 or $2 is null)
              order by activity_id, position limit 100000",
            args![scope.unit(), only],
        )
        .await?;
    let topics: Vec<Of<Topic>> = db
        .all(
            "select activity_id, title, hours from training_topic
              where unit_id = $1 and (activity_id = $2 or $2 is null)
              order by activity_id, position limit 100000",
            args![scope.unit(), only],
        )
        .await?;
    let mut all: HashMap<_, _> = rows.into_iter().map(|Of(id, row)| (id, row)).collect();
    for Of(id, speaker) in speakers {
        all.entry(id).or_default().speakers.push(speaker);
    }
    for Of(id, topic) in topics {
        all.entry(id).or_default().topics.push(topic);
    }
    Ok(all)
}

/// Writes `details` over whatever was said about the training.
pub(crate) async fn save(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    details: &Details,
) -> Result<()> {
    let words = match &details.theme {
        Theme::Other(words) => words.as_str(),
        _ => "",
    };
    tx.run(
        "insert into training (activity_id, unit_id, theme, theme_words, hours, goal)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (activity_id) do update
            set theme = excluded.theme, theme_words = excluded.theme_words,
                hours = excluded.hours, goal = excluded.goal",
        args![
            id,
            scope.unit(),
            details.theme.code(),
            words,
            i64::from(details.hours),
            &details.goal
        ],
    )
    .await?;
    save_speakers(tx, scope, id, &details.speakers).await?;
    save_topics(tx, scope, id, &details.topics).await
}

async fn save_speakers(
    tx: &mut Tx,
    scope: &Scope,
    id: ActivityId,
    speakers: &[Speaker],
) -> Result<()> {
    tx.run(
        "delete from training_speaker where activity_id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await?;
    for (position, speaker) in (1_i64..).zip(speakers) {
        tx.run(
            "insert into training_speaker (activity_id, position, unit_id, name, title, phone)
             values ($1, $2, $3, $4, $5, $6)",
            args![
                id,
                position,
                scope.unit(),
                &speaker.name,
                &speaker.title,
                speaker.phone.as_deref()
            ],
        )
        .await?;
    }
    Ok(())
}

async fn save_topics(tx: &mut Tx, scope: &Scope, id: ActivityId, topics: &[Topic]) -> Result<()> {
    tx.run(
        "delete from training_topic where activity_id = $1 and unit_id = $2",
        args![id, scope.unit()],
    )
    .await?;
    for (position, topic) in (1_i64..).zip(topics) {
        let hours = i64::from(topic.hours);
        tx.run(
            "insert into training_topic (activity_id, position, unit_id, title, hours)
             values ($1, $2, $3, $4, $5)",
            args![id, position, scope.unit(), &topic.title, hours],
        )
        .await?;
    }
    Ok(())
}
