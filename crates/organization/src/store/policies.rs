//! Rows of membership policies, and who is how old on a roll.

use crate::Placed;
use crate::domain::Policy;
use crate::store::roll::ROLL;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

const COLUMNS: &str = "name, regulation, from_day, member_min, member_max, officer_min, \
     officer_max, term_months, min_officers, active_after_months, version";

/// A policy as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) policy: Policy,
    pub(crate) version: i64,
}

impl FromRow for Kept {
    fn from_row(row: &Row) -> storage::Result<Self> {
        fn small<T: TryFrom<i64>>(row: &Row, at: usize) -> storage::Result<Option<T>> {
            Ok(row
                .get::<Option<i64>>(at)?
                .and_then(|n| T::try_from(n).ok()))
        }
        Ok(Self {
            policy: Policy {
                name: row.get(0)?,
                regulation: row.get(1)?,
                from: Some(row.get(2)?),
                member_min: small(row, 3)?.unwrap_or_default(),
                member_max: small(row, 4)?,
                officer_min: small(row, 5)?,
                officer_max: small(row, 6)?,
                term_months: small(row, 7)?,
                min_officers: small(row, 8)?,
                active_after_months: small(row, 9)?,
            },
            version: row.get(10)?,
        })
    }
}

/// The policies of the scope's roll, the newest first; at most 50.
pub(crate) async fn list(db: &mut impl Query, scope: &Scope) -> Result<Vec<Kept>> {
    let sql = format!(
        "select {COLUMNS} from membership_policy
          where unit_id = (select roll_id from unit where id = $1)
          order by from_day desc limit 50"
    );
    Ok(db.all(&sql, args![scope.unit()]).await?)
}

/// The policy of the scope's roll that holds on `day`, if the unit has chosen one.
pub(crate) async fn on(db: &mut impl Query, scope: &Scope, day: Date) -> Result<Option<Kept>> {
    let sql = format!(
        "select {COLUMNS} from membership_policy
          where unit_id = (select roll_id from unit where id = $1) and from_day <= $2
          order by from_day desc limit 1"
    );
    Ok(db.maybe(&sql, args![scope.unit(), day]).await?)
}

/// The version of the policy from `day` on; 0 if there is none yet.
pub(crate) async fn version(db: &mut impl Query, scope: &Scope, day: Option<Date>) -> Result<i64> {
    let found: Option<(i64,)> = db
        .maybe(
            "select version from membership_policy where unit_id = $1 and from_day = $2",
            args![scope.unit(), day],
        )
        .await?;
    Ok(found.map_or(0, |(version,)| version))
}

/// Keeps the policy of the scope's unit from its day on, in the place of one of the same day.
pub(crate) async fn save(
    tx: &mut Tx,
    scope: &Scope,
    policy: &Policy,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "insert into membership_policy (unit_id, from_day, name, regulation, member_min,
             member_max, officer_min, officer_max, term_months, min_officers,
             active_after_months, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)
         on conflict (unit_id, from_day) do update
            set name = excluded.name, regulation = excluded.regulation,
                member_min = excluded.member_min, member_max = excluded.member_max,
                officer_min = excluded.officer_min, officer_max = excluded.officer_max,
                term_months = excluded.term_months, min_officers = excluded.min_officers,
                active_after_months = excluded.active_after_months,
                version = membership_policy.version + 1",
        args![
            scope.unit(),
            policy.from,
            &policy.name,
            &policy.regulation,
            i64::from(policy.member_min),
            policy.member_max.map(i64::from),
            policy.officer_min.map(i64::from),
            policy.officer_max.map(i64::from),
            policy.term_months.map(i64::from),
            policy.min_officers.map(i64::from),
            policy.active_after_months.map(i64::from),
            now
        ],
    )
    .await?;
    Ok(())
}

/// How many of the scope's roll there are, guests left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RollCounts {
    pub(crate) registered: i64,
    /// With a phone.
    pub(crate) reachable: i64,
    /// Born too late for the policy.
    pub(crate) younger: i64,
    pub(crate) of_age: i64,
    /// Born too early for it.
    pub(crate) older: i64,
    /// With no day of birth.
    pub(crate) unknown: i64,
}

impl FromRow for RollCounts {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let (registered, unknown, younger, older): (i64, i64, i64, i64) =
            (row.get(0)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(Self {
            registered,
            reachable: row.get(1)?,
            younger,
            of_age: registered - unknown - younger - older,
            older,
            unknown,
        })
    }
}

/// Counts the scope's roll; of age are those born from `oldest` to `youngest`.
pub(crate) async fn counts(
    db: &mut impl Query,
    scope: &Scope,
    (oldest, youngest): (Date, Date),
) -> Result<RollCounts> {
    let sql = format!(
        "select count(*),
                count(case when exists (select 1 from person_phone f where f.person_id = person.id)
                           then 1 end),
                count(case when birth_date is null then 1 end),
                count(case when birth_date > $3 then 1 end),
                count(case when birth_date < $2 then 1 end)
           from {ROLL} where removed_at is null and kind <> 'guest'"
    );
    Ok(db.one(&sql, args![scope.unit(), oldest, youngest]).await?)
}

/// Somebody of the roll and the day of birth.
pub(crate) struct Born {
    pub(crate) placed: Placed,
    pub(crate) on: Date,
}

impl FromRow for Born {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            placed: Placed::from_row(row)?,
            on: row.get(7)?,
        })
    }
}

/// People of the scope's roll born from `first` to `last`, guests and honorary members left out,
/// by the day in the year and the name; at most 2,000.
pub(crate) async fn born_between(
    db: &mut impl Query,
    scope: &Scope,
    (first, last): (Date, Date),
) -> Result<Vec<Born>> {
    let sql = format!(
        "select id, full_name, nickname, hamlet, rt, rw, kind, birth_date from {ROLL}
          where removed_at is null and kind not in ('guest', 'honorary')
            and birth_date >= $2 and birth_date <= $3
          order by birth_date, sort_name, id limit 2000"
    );
    Ok(db.all(&sql, args![scope.unit(), first, last]).await?)
}
