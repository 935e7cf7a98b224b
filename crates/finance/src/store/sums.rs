//! Sums by book, day and fund, kept beside the entries so that a balance is as quick among a
//! hundred thousand of them as among a hundred.

use super::funds::purse_of;
use crate::domain::{Direction, NewEntry};
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{CashBookId, FundSourceId};
use storage::{Query, Result, Tx, args};

/// Adds what `entry` brings or takes to its day and its purse.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    book: CashBookId,
    entry: &NewEntry,
) -> Result<()> {
    let (income, expense) = match entry.direction {
        Direction::In => (entry.amount.0, 0),
        Direction::Out => (0, entry.amount.0),
    };
    tx.run(
        "insert into cash_day (book_id, day, fund_id, unit_id, income, expense)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (book_id, day, fund_id) do update
            set income = cash_day.income + excluded.income,
                expense = cash_day.expense + excluded.expense",
        args![book, entry.day, entry.fund, scope.unit(), income, expense],
    )
    .await?;
    tx.run(
        "insert into cash_purse (book_id, fund_id, unit_id, balance) values ($1, $2, $3, $4)
         on conflict (book_id, fund_id) do update
            set balance = cash_purse.balance + excluded.balance",
        args![book, entry.fund, scope.unit(), income - expense],
    )
    .await?;
    Ok(())
}

/// What came (positive) and went in a purse on each day after `day`; at most 5,000 days.
pub(crate) async fn later_in_purse(
    db: &mut impl Query,
    scope: &Scope,
    book: CashBookId,
    only: Option<FundSourceId>,
    day: Date,
) -> Result<Vec<(Date, i64)>> {
    let (rule, mut values) = purse_of(scope, book, only);
    values.extend(args![day]);
    let sql = format!(
        "select day, cast(sum(income - expense) as bigint) from cash_day
          where book_id = $1 and {rule} and day > $3
          group by day order by day desc limit 5000"
    );
    db.all(&sql, values).await
}

/// What is kept of each day and fund of `book`.
pub(crate) async fn days(
    db: &mut impl Query,
    book: CashBookId,
) -> Result<Vec<(Date, FundSourceId, i64, i64)>> {
    db.all(
        "select day, fund_id, income, expense from cash_day where book_id = $1",
        args![book],
    )
    .await
}

/// What is kept of each purse of `book`.
pub(crate) async fn purses(
    db: &mut impl Query,
    book: CashBookId,
) -> Result<Vec<(FundSourceId, i64)>> {
    db.all(
        "select fund_id, balance from cash_purse where book_id = $1",
        args![book],
    )
    .await
}

/// What came into and went out of `book` between two days, both counted.
pub(crate) async fn between(
    db: &mut impl Query,
    book: CashBookId,
    from: Date,
    until: Date,
) -> Result<(Money, Money)> {
    let (income, expense): (i64, i64) = db
        .one(
            "select coalesce(cast(sum(income) as bigint), 0),
                    coalesce(cast(sum(expense) as bigint), 0)
               from cash_day where book_id = $1 and day >= $2 and day <= $3",
            args![book, from, until],
        )
        .await?;
    Ok((Money(income), Money(expense)))
}
