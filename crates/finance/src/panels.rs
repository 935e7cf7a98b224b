//! What cash shows elsewhere: on the home page, on an activity's page, in a handover.

use crate::acts::{APPROVE_CASH, EXPORT_CASH, READ_CASH, RECORD_CASH};
use crate::domain::{Book, Direction, Kind};
use crate::store::entries::Listed;
use crate::store::{books, closings, debts, decisions, entries};
use askama::Template;
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{ActivityId, CashBookId};
use storage::Query;
use web::{Actor, BoxFuture, Ctx, HandoverItem, HandoverKind, Panel, Result, filters};

#[derive(Template)]
#[template(path = "home_card.html")]
struct HomeCard {
    books: Vec<Book>,
    waiting: i64,
    may_approve: bool,
}

/// What is in the books, and what waits for whom it concerns; nothing before there is a book.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_CASH, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let books = books::list(&mut db, &scope).await?;
        if books.is_empty() {
            return Ok(None);
        }
        let card = HomeCard {
            books: books.into_iter().take(3).collect(),
            waiting: decisions::waiting_count(&mut db, &scope).await?,
            may_approve: actor.allows(APPROVE_CASH),
        };
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 22,
            title: "Kas".into(),
            html,
        }))
    })
}

/// What came and went for an activity. What is only lent or lies in advance is no income and no
/// expense of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) income: i64,
    pub(crate) expense: i64,
}

impl Totals {
    pub(crate) fn of<'a>(lines: impl IntoIterator<Item = &'a Listed>) -> Self {
        let mut totals = Self::default();
        for line in lines {
            let says = &line.entry.says;
            if !is_own(line) {
                continue;
            }
            match says.direction {
                Direction::In => totals.income += says.amount.0,
                Direction::Out => totals.expense += says.amount.0,
            }
        }
        totals
    }
}

/// What came and went for an activity of the scope's unit: income, then expense.
///
/// # Errors
///
/// When the database refuses.
pub async fn of_activity(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<(Money, Money)> {
    let lines = entries::of_activity(db, scope, activity).await?;
    let Totals { income, expense } = Totals::of(&lines);
    Ok((Money(income), Money(expense)))
}

/// Whether a line is income or expense of its activity.
pub(crate) fn is_own(line: &Listed) -> bool {
    line.entry.says.kind == Kind::Plain && !line.reversed
}

#[derive(Template)]
#[template(path = "activity_panel.html")]
struct ActivityCash {
    activity: ActivityId,
    book: Option<CashBookId>,
    income: Money,
    expense: Money,
    balance: Money,
    count: usize,
    may_record: bool,
    may_export: bool,
}

/// The activity's cash, and the way to record more.
pub(crate) fn activity_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    activity: ActivityId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_CASH, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let lines = entries::of_activity(&mut db, &scope, activity).await?;
        let books = books::list(&mut db, &scope).await?;
        let Totals { income, expense } = Totals::of(&lines);
        let panel = ActivityCash {
            activity,
            book: books.first().map(|book| book.id),
            income: Money(income),
            expense: Money(expense),
            balance: Money(income - expense),
            count: lines.len(),
            may_record: actor.allows(RECORD_CASH),
            may_export: actor.allows(EXPORT_CASH) && lines.iter().any(is_own),
        };
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 40,
            title: "Kas kegiatan".into(),
            html,
        }))
    })
}

/// What is in the cash boxes and what is owed, for the board that takes over.
pub(crate) fn handover<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    _: Date,
) -> BoxFuture<'a, Result<Vec<HandoverItem>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let (mut states, mut owed) = (Vec::new(), Vec::new());
        for book in books::list(&mut db, scope).await? {
            let closed = match closings::last(&mut db, book.id).await? {
                Some(closing) => format!("ditutup {}", closing.says.month.label()),
                None => "belum pernah ditutup".to_owned(),
            };
            states.push(format!("{} {}, {closed}", book.name, book.balance));
            for debt in debts::open(&mut db, book.id).await? {
                let says = &debt.entry.says;
                owed.push(format!(
                    "{} {} {}",
                    says.kind.label(),
                    says.party,
                    debt.left
                ));
            }
        }
        if states.is_empty() {
            return Ok(Vec::new());
        }
        let item = |key, title, state| HandoverItem {
            key,
            kind: HandoverKind::Money,
            title,
            state,
        };
        let owed = if owed.is_empty() {
            "Tidak ada".to_owned()
        } else {
            owed.join("; ")
        };
        Ok(vec![
            item("finance.books", "Buku kas di Guyub", states.join("; ")),
            item("finance.debts", "Kas bon dan talangan", owed),
        ])
    })
}
