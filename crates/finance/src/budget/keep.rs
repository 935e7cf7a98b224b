//! Making a budget, changing its draft, approving it, and beginning a new version.

use super::store::{self, Budget, BudgetFor};
use super::{BudgetLine, BudgetTemplate, Content, LineError};
use crate::ledger::By;
use kernel::access::Scope;
use kernel::id::BudgetId;
use storage::Tx;
use web::{Error, Result};

/// A budget to be made.
#[derive(Debug, Clone)]
pub struct NewBudget {
    /// What it is for.
    pub of: BudgetFor,
    /// Its title.
    pub title: String,
    /// What it begins with; nothing for an empty one.
    pub template: Option<&'static BudgetTemplate>,
}

/// Makes a budget with its first draft; the one that is there already, if what it is for has one.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn open_budget(tx: &mut Tx, scope: &Scope, new: &NewBudget, by: &By) -> Result<BudgetId> {
    let budget = Budget {
        id: storage::fresh(),
        of: new.of,
        title: new.title.clone(),
        latest: 1,
        version: 1,
        approved: false,
        content: match new.template {
            Some(template) => template.content(storage::fresh),
            None => Content::default(),
        },
        changed_by: by.name.clone(),
        changed_at: by.now,
        approved_by: String::new(),
        approved_on: None,
    };
    if store::add(tx, scope, &budget).await? {
        store::save(tx, scope, &budget).await?;
        return Ok(budget.id);
    }
    let known = store::budget_of(tx, scope, new.of).await?;
    Ok(known.ok_or(Error::NotFound)?.id)
}

/// The draft of the budget `id`, held to the end of the transaction.
///
/// # Errors
///
/// [`Error::Conflict`] if its latest version is approved.
pub(super) async fn draft(tx: &mut Tx, scope: &Scope, id: BudgetId) -> Result<Budget> {
    tx.hold(id).await?;
    let budget = store::find(tx, scope, id, None).await?;
    let budget = budget.ok_or(Error::NotFound)?;
    if !budget.is_draft() {
        return Err(Error::Conflict(
            "RAB ini sudah disetujui, jadi tidak bisa diubah. Buat versi baru dulu.".into(),
        ));
    }
    Ok(budget)
}

/// Writes `content` as the draft of `budget`, which is held.
pub(super) async fn write(
    tx: &mut Tx,
    scope: &Scope,
    budget: Budget,
    content: Content,
    by: &By,
) -> Result<()> {
    let budget = Budget {
        content,
        changed_by: by.name.clone(),
        changed_at: by.now,
        ..budget
    };
    Ok(store::save(tx, scope, &budget).await?)
}

/// Puts `line` into the draft of the budget `id`.
///
/// # Errors
///
/// [`Error::Rule`] if there are too many lines; [`Error::Conflict`] if it is approved.
pub async fn put_line(
    tx: &mut Tx,
    scope: &Scope,
    id: BudgetId,
    line: BudgetLine,
    by: &By,
) -> Result<()> {
    let budget = draft(tx, scope, id).await?;
    let mut content = budget.content.clone();
    content.put(line).map_err(refused)?;
    write(tx, scope, budget, content, by).await
}

pub(super) fn refused(error: LineError) -> Error {
    Error::Rule(error.to_string())
}

/// Approves the draft of the budget `id`: from now on it stays as it is.
///
/// # Errors
///
/// [`Error::Rule`] if it has no lines, or lines without a price.
pub async fn approve_budget(tx: &mut Tx, scope: &Scope, id: BudgetId, by: &By) -> Result<()> {
    let budget = draft(tx, scope, id).await?;
    if budget.content.lines.is_empty() {
        return Err(Error::Rule(
            "RAB ini belum berisi. Tambahkan barisnya dulu, baru disetujui.".into(),
        ));
    }
    let open = budget.content.without_price();
    if open > 0 {
        return Err(Error::Rule(format!(
            "Masih ada {open} baris tanpa harga. Isi atau hapus dulu, baru disetujui."
        )));
    }
    let budget = Budget {
        approved: true,
        approved_by: by.name.clone(),
        approved_on: Some(by.today),
        ..budget
    };
    Ok(store::save(tx, scope, &budget).await?)
}

/// Begins a new draft with the lines of the approved version; the old one stays readable. A draft
/// that is there already stays.
///
/// # Errors
///
/// [`Error::NotFound`] if the unit has no such budget.
pub async fn revise_budget(tx: &mut Tx, scope: &Scope, id: BudgetId, by: &By) -> Result<()> {
    tx.hold(id).await?;
    let budget = store::find(tx, scope, id, None).await?;
    let budget = budget.ok_or(Error::NotFound)?;
    if budget.is_draft() {
        return Ok(());
    }
    let next = Budget {
        version: budget.latest + 1,
        approved: false,
        approved_by: String::new(),
        approved_on: None,
        changed_by: by.name.clone(),
        changed_at: by.now,
        ..budget
    };
    Ok(store::save(tx, scope, &next).await?)
}
