//! Counts of what was held and who came, for the organisation's classification.

use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::ActivityId;
use storage::{Query, args};
use web::Result;

/// What was held in some time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct HeldIn {
    /// Activities that were not called off.
    pub(crate) activities: i64,
    /// Of these, those with somebody marked present.
    pub(crate) attended: i64,
    /// Different people who came to any of them.
    pub(crate) people: i64,
    /// Marks of presence.
    pub(crate) marks: i64,
    /// Certificates issued.
    pub(crate) certificates: i64,
}

/// What the scope's unit held whose last day is in `from..=until`.
pub(crate) async fn held_in(
    db: &mut impl Query,
    scope: &Scope,
    from: Date,
    until: Date,
) -> Result<HeldIn> {
    let period = || args![scope.unit(), from, until];
    let (activities,): (i64,) = db
        .one(
            "select count(*) from activity
              where unit_id = $1 and ends_on >= $2 and ends_on <= $3 and state <> 'cancelled'",
            period(),
        )
        .await?;
    let (attended, people, marks): (i64, i64, i64) = db
        .one(
            "select count(distinct t.activity_id), count(distinct t.person_id), count(*)
               from attendance t join activity a on a.id = t.activity_id
              where a.unit_id = $1 and a.ends_on >= $2 and a.ends_on <= $3
                and a.state <> 'cancelled' and t.state = 'present'",
            period(),
        )
        .await?;
    let (certificates,): (i64,) = db
        .one(
            "select count(*) from certificate
              where unit_id = $1 and issued_on >= $2 and issued_on <= $3",
            period(),
        )
        .await?;
    Ok(HeldIn {
        activities,
        attended,
        people,
        marks,
        certificates,
    })
}

/// How many different people came to an activity.
pub(crate) async fn present_at(db: &mut impl Query, activity: ActivityId) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "select count(distinct person_id) from attendance
              where activity_id = $1 and state = 'present'",
            args![activity],
        )
        .await?;
    Ok(count)
}
