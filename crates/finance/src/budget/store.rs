//! Rows of budgets: one per activity or item of a programme, and as many of the unit itself as it
//! likes; a version's lines are kept together as JSON, since they are read and written together.

use super::Content;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ActivityId, BudgetId};
use storage::{FromRow, Query, Result, Row, Tx, Uuid, args};

/// What a budget is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BudgetFor {
    /// An activity; it has one budget.
    Activity(ActivityId),
    /// An item of the work programme; it has one budget.
    Item(Uuid),
    /// The unit itself: a year, a term.
    Unit,
}

impl BudgetFor {
    /// The activity, if it is for one.
    #[must_use]
    pub const fn activity(self) -> Option<ActivityId> {
        match self {
            Self::Activity(id) => Some(id),
            Self::Item(_) | Self::Unit => None,
        }
    }

    const fn item(self) -> Option<Uuid> {
        match self {
            Self::Item(id) => Some(id),
            Self::Activity(_) | Self::Unit => None,
        }
    }
}

/// A budget in one of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Its id.
    pub id: BudgetId,
    /// What it is for.
    pub of: BudgetFor,
    /// "RAB Pelatihan Menjahit".
    pub title: String,
    /// The number of its latest version.
    pub latest: i64,
    /// The number of this version, from 1.
    pub version: i64,
    /// Whether this version is approved; then it never changes.
    pub approved: bool,
    /// Its lines.
    pub content: Content,
    /// Who changed it last.
    pub changed_by: String,
    /// When.
    pub changed_at: Timestamp,
    /// Who approved it, and on which day.
    pub approved_by: String,
    /// The day of the approval.
    pub approved_on: Option<Date>,
}

impl Budget {
    /// A budget without lines, for what has none.
    pub(super) fn none(of: BudgetFor) -> Self {
        Self {
            id: BudgetId(Uuid::nil()),
            of,
            title: String::new(),
            latest: 0,
            version: 0,
            approved: false,
            content: Content::default(),
            changed_by: String::new(),
            changed_at: Timestamp::UNIX_EPOCH,
            approved_by: String::new(),
            approved_on: None,
        }
    }

    /// Whether lines of this version can be changed.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        !self.approved && self.version == self.latest
    }
}

const BUDGET: &str = "b.id, b.activity_id, b.item_id, b.title, b.version, v.version, v.state, \
                      v.content, v.changed_by, v.changed_at, v.approved_by, v.approved_on";

impl FromRow for Budget {
    fn from_row(row: &Row) -> Result<Self> {
        let (activity, item): (Option<ActivityId>, Option<Uuid>) = (row.get(1)?, row.get(2)?);
        let content: String = row.get(7)?;
        Ok(Self {
            id: row.get(0)?,
            of: match (activity, item) {
                (Some(id), _) => BudgetFor::Activity(id),
                (None, Some(id)) => BudgetFor::Item(id),
                (None, None) => BudgetFor::Unit,
            },
            title: row.get(3)?,
            latest: row.get(4)?,
            version: row.get(5)?,
            approved: row.get::<String>(6)? == "approved",
            content: serde_json::from_str(&content)
                .map_err(|error| storage::Error::Type(error.to_string()))?,
            changed_by: row.get(8)?,
            changed_at: row.get(9)?,
            approved_by: row.get(10)?,
            approved_on: row.get(11)?,
        })
    }
}

/// The latest version of what `of` is for in the scope's unit.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn budget_of(
    db: &mut impl Query,
    scope: &Scope,
    of: BudgetFor,
) -> Result<Option<Budget>> {
    let sql = format!(
        "select {BUDGET} from budget b
           join budget_version v on v.budget_id = b.id and v.version = b.version
          where b.unit_id = $1 and (b.activity_id = $2 or b.item_id = $3)"
    );
    db.maybe(&sql, args![scope.unit(), of.activity(), of.item()])
        .await
}

/// The budgets of the scope's unit in their latest version, the newest first; at most 200.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn budgets(db: &mut impl Query, scope: &Scope) -> Result<Vec<Budget>> {
    let sql = format!(
        "select {BUDGET} from budget b
           join budget_version v on v.budget_id = b.id and v.version = b.version
          where b.unit_id = $1 order by b.created_at desc, b.id limit 200"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// The budget `id` of the scope's unit, in its latest version or in `version`.
pub(super) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: BudgetId,
    version: Option<i64>,
) -> Result<Option<Budget>> {
    let sql = format!(
        "select {BUDGET} from budget b
           join budget_version v on v.budget_id = b.id and v.version = coalesce($3, b.version)
          where b.id = $1 and b.unit_id = $2"
    );
    db.maybe(&sql, args![id, scope.unit(), version]).await
}

/// The version that counts: the latest one that is approved, else the latest.
pub(super) async fn valid(db: &mut impl Query, scope: &Scope, budget: Budget) -> Result<Budget> {
    if budget.approved || budget.latest == 1 {
        return Ok(budget);
    }
    let approved: Option<i64> = db
        .one(
            "select max(version) from budget_version where budget_id = $1 and state = 'approved'",
            args![budget.id],
        )
        .await?;
    match approved {
        Some(version) => Ok(find(db, scope, budget.id, Some(version))
            .await?
            .unwrap_or(budget)),
        None => Ok(budget),
    }
}

/// A version in a list of versions.
#[derive(Debug, Clone)]
pub(super) struct Older {
    pub(super) version: i64,
    pub(super) approved: bool,
    pub(super) changed_by: String,
    pub(super) changed_at: Timestamp,
}

impl FromRow for Older {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            version: row.get(0)?,
            approved: row.get::<String>(1)? == "approved",
            changed_by: row.get(2)?,
            changed_at: row.get(3)?,
        })
    }
}

/// The versions of a budget, the latest first; at most 200.
pub(super) async fn versions(db: &mut impl Query, id: BudgetId) -> Result<Vec<Older>> {
    db.all(
        "select version, state, changed_by, changed_at from budget_version
          where budget_id = $1 order by version desc limit 200",
        args![id],
    )
    .await
}

/// Adds a budget without a version; `false` if what it is for has one already.
pub(super) async fn add(tx: &mut Tx, scope: &Scope, budget: &Budget) -> Result<bool> {
    let added: Option<BudgetId> = tx
        .maybe(
            "insert into budget (id, unit_id, activity_id, item_id, title, version, created_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id",
            args![
                budget.id,
                scope.unit(),
                budget.of.activity(),
                budget.of.item(),
                &budget.title,
                budget.version,
                budget.changed_at
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// Writes this version of a budget, and makes it the latest.
pub(super) async fn save(tx: &mut Tx, scope: &Scope, budget: &Budget) -> Result<()> {
    let content = serde_json::to_string(&budget.content)
        .map_err(|error| storage::Error::Type(error.to_string()))?;
    tx.run(
        "insert into budget_version (budget_id, version, unit_id, state, content, changed_by,
                                     changed_at, approved_by, approved_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (budget_id, version) do update set
            state = excluded.state, content = excluded.content, changed_by = excluded.changed_by,
            changed_at = excluded.changed_at, approved_by = excluded.approved_by,
            approved_on = excluded.approved_on",
        args![
            budget.id,
            budget.version,
            scope.unit(),
            if budget.approved { "approved" } else { "draft" },
            content,
            &budget.changed_by,
            budget.changed_at,
            &budget.approved_by,
            budget.approved_on
        ],
    )
    .await?;
    tx.run(
        "update budget set version = $2, title = $3 where id = $1",
        args![budget.id, budget.version, &budget.title],
    )
    .await?;
    Ok(())
}
