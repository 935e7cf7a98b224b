//! Rows of assemblies: what is planned beside the activity.

use crate::domain::{Assembly, Plan, Rules, Term};
use activity::Activity;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::ActivityId;
use std::collections::HashMap;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

const PLAN: &str = "activity_id, name, term_from, term_until, rules, letter_number";

struct Of(ActivityId, Plan);

impl FromRow for Of {
    fn from_row(row: &Row) -> storage::Result<Self> {
        let rules: String = row.get(4)?;
        let plan = Plan {
            name: row.get(1)?,
            term: Term {
                from: row.get(2)?,
                until: row.get(3)?,
            },
            rules: serde_json::from_str::<Rules>(&rules)
                .map_err(|error| storage::Error::Type(format!("rules: {error}")))?,
            letter_number: row.get(5)?,
        };
        Ok(Self(row.get(0)?, plan))
    }
}

/// The assembly `id` of the scope's unit; `None` if that activity is none.
///
/// # Errors
///
/// When the database refuses.
pub async fn find(db: &mut impl Query, scope: &Scope, id: ActivityId) -> Result<Option<Assembly>> {
    let sql = format!("select {PLAN} from assembly where activity_id = $1 and unit_id = $2");
    let Some(Of(_, plan)) = db.maybe(&sql, args![id, scope.unit()]).await? else {
        return Ok(None);
    };
    let activity = activity::find(db, scope, id).await?;
    Ok(activity.map(|activity| Assembly { activity, plan }))
}

/// Assemblies of the scope's unit whose last day is in `from..=until`, soonest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn list_between(
    db: &mut impl Query,
    scope: &Scope,
    from: Date,
    until: Date,
) -> Result<Vec<Assembly>> {
    let sql = format!("select {PLAN} from assembly where unit_id = $1 limit 1000");
    let rows: Vec<Of> = db.all(&sql, args![scope.unit()]).await?;
    let mut plans: HashMap<_, _> = rows.into_iter().map(|Of(id, plan)| (id, plan)).collect();
    let kind = activity::Kind::Meeting;
    let activities = activity::list_of_kind(db, scope, kind, from, until, 20_000).await?;
    let assembly = |activity: Activity| {
        let plan = plans.remove(&activity.id)?;
        Some(Assembly { activity, plan })
    };
    Ok(activities.into_iter().filter_map(assembly).collect())
}

/// Writes `plan` over whatever was planned.
pub(crate) async fn save(tx: &mut Tx, scope: &Scope, id: ActivityId, plan: &Plan) -> Result<()> {
    let rules = serde_json::to_string(&plan.rules)
        .map_err(|error| storage::Error::Type(format!("rules: {error}")))?;
    tx.run(
        "insert into assembly (activity_id, unit_id, name, term_from, term_until, rules,
                               letter_number)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (activity_id) do update
            set name = excluded.name, term_from = excluded.term_from,
                term_until = excluded.term_until, rules = excluded.rules,
                letter_number = excluded.letter_number",
        args![
            id,
            scope.unit(),
            &plan.name,
            plan.term.from,
            plan.term.until,
            rules,
            &plan.letter_number
        ],
    )
    .await?;
    Ok(())
}
