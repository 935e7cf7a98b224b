//! Rows of entries: written once, read by month, by activity, one by one.

use crate::domain::{Entry, NewEntry};
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{ActivityId, BudgetLineId, CashBookId, EntryId, FundSourceId, PersonId};
use storage::{FromRow, Query, Result, Row, Tx, args};

pub(crate) const ENTRY: &str = "e.id, e.day, e.direction, e.kind, e.amount, e.text, e.party, e.category, \
                     e.fund_id, e.activity_id, e.refers_to, e.seq, e.year, e.number, \
                     e.recorder_id, e.recorder_name, e.at, e.hash, e.budget_line";

/// Columns of [`ENTRY`].
pub(crate) const WIDTH: usize = 19;

impl FromRow for Entry {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            says: NewEntry {
                id: row.get(0)?,
                day: row.get(1)?,
                direction: row.get(2)?,
                kind: row.get(3)?,
                amount: Money(row.get(4)?),
                text: row.get(5)?,
                party: row.get(6)?,
                category: row.get(7)?,
                fund: row.get(8)?,
                activity: row.get(9)?,
                refers_to: row.get(10)?,
                line: row.get(18)?,
            },
            seq: row.get(11)?,
            year: row.get(12)?,
            number: row.get(13)?,
            recorder: row.get(14)?,
            recorder_name: row.get(15)?,
            at: row.get(16)?,
            hash: row.get(17)?,
        })
    }
}

/// An entry with what was decided about it and whether a proof is there, for lists.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) entry: Entry,
    pub(crate) book: CashBookId,
    pub(crate) verdict: Option<crate::domain::Verdict>,
    pub(crate) proofs: i64,
    pub(crate) reversed: bool,
    /// The member whose dues it is: the name stands beside the book, not in it.
    pub(crate) payer: Option<PersonId>,
}

impl FromRow for Listed {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            entry: Entry::from_row(row)?,
            book: row.get(WIDTH)?,
            verdict: row.get(WIDTH + 1)?,
            proofs: row.get(WIDTH + 2)?,
            reversed: row.get::<i64>(WIDTH + 3)? > 0,
            payer: row.get(WIDTH + 4)?,
        })
    }
}

/// Columns of [`Listed`]; the entry is `e`.
pub(crate) fn listed() -> String {
    format!(
        "{ENTRY}, e.book_id,
         (select d.verdict from cash_decision d where d.entry_id = e.id),
         (select count(*) from cash_proof p where p.entry_id = e.id),
         (select count(*) from cash_entry r where r.refers_to = e.id and r.kind = 'reversal'),
         (select p.person_id from dues_payment p where p.entry_id = e.id limit 1)"
    )
}

/// Writes `entry`; nothing if its id is taken.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    book: CashBookId,
    entry: &Entry,
) -> Result<Option<EntryId>> {
    let says = &entry.says;
    let mut values = args![
        says.id,
        scope.unit(),
        book,
        entry.seq,
        says.day,
        says.direction,
        says.kind,
        says.amount.0,
        &says.text,
        &says.party,
        &says.category,
        says.fund,
    ];
    values.extend(args![
        says.activity,
        says.refers_to,
        entry.year,
        entry.number,
        entry.recorder,
        &entry.recorder_name,
        entry.at,
        entry.hash,
        says.line,
    ]);
    tx.maybe(
        "insert into cash_entry (id, unit_id, book_id, seq, day, direction, kind, amount, text, party,
                                 category, fund_id, activity_id, refers_to, year, number,
                                 recorder_id, recorder_name, at, hash, budget_line)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                 $21)
         on conflict do nothing returning id",
        values,
    )
    .await
}

/// The next voucher number of `year` in `book`, which is held.
pub(crate) async fn next_number(tx: &mut Tx, book: CashBookId, year: i16) -> Result<i64> {
    tx.one(
        "select coalesce(max(number), 0) + 1 from cash_entry where book_id = $1 and year = $2",
        args![book, year],
    )
    .await
}

/// The entry `id` of the scope's unit, and its book.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: EntryId,
) -> Result<Option<Listed>> {
    let sql = format!(
        "select {} from cash_entry e where e.id = $1 and e.unit_id = $2",
        listed()
    );
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// Where a page of a book begins: before this day and line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    pub(crate) day: Date,
    pub(crate) seq: i64,
}

/// Entries of `book` between two days, the latest first, from `before` on; at most `limit`.
pub(crate) async fn page(
    db: &mut impl Query,
    book: CashBookId,
    (from, until): (Date, Date),
    before: Before,
    limit: i64,
) -> Result<Vec<Listed>> {
    let sql = format!(
        "select {} from cash_entry e
          where e.book_id = $1 and e.day >= $2 and e.day <= $3
            and (e.day < $4 or (e.day = $4 and e.seq < $5))
          order by e.day desc, e.seq desc limit $6",
        listed()
    );
    db.all(
        &sql,
        args![book, from, until, before.day, before.seq, limit],
    )
    .await
}

/// Entries of `book` between two days as a book on paper has them, the earliest first.
pub(crate) async fn in_order(
    db: &mut impl Query,
    book: CashBookId,
    (from, until): (Date, Date),
    limit: i64,
) -> Result<Vec<Listed>> {
    let sql = format!(
        "select {} from cash_entry e
          where e.book_id = $1 and e.day >= $2 and e.day <= $3
          order by e.day, e.seq limit $4",
        listed()
    );
    db.all(&sql, args![book, from, until, limit]).await
}

/// Entries of `fund`, oldest first; at most `limit`.
pub(crate) async fn of_fund(
    db: &mut impl Query,
    scope: &Scope,
    fund: FundSourceId,
    limit: i64,
) -> Result<Vec<Listed>> {
    let sql = format!(
        "select {} from cash_entry e where e.fund_id = $1 and e.unit_id = $2
          order by e.day, e.at, e.seq limit $3",
        listed()
    );
    db.all(&sql, args![fund, scope.unit(), limit]).await
}

/// What came (positive) and went in `book` on the day of a line, in lines after it.
pub(crate) async fn later_on_day(
    db: &mut impl Query,
    book: CashBookId,
    line: Before,
) -> Result<i64> {
    db.one(
        "select coalesce(cast(sum(case direction when 'in' then amount else -amount end) as bigint), 0)
           from cash_entry where book_id = $1 and day = $2 and seq > $3",
        args![book, line.day, line.seq],
    )
    .await
}

/// Every entry of `book` after line `seq`, in the order of writing; at most `limit`.
pub(crate) async fn after(
    db: &mut impl Query,
    book: CashBookId,
    seq: i64,
    limit: i64,
) -> Result<Vec<Entry>> {
    let sql = format!(
        "select {ENTRY} from cash_entry e where e.book_id = $1 and e.seq > $2
          order by e.seq limit $3"
    );
    db.all(&sql, args![book, seq, limit]).await
}

/// The day of the first entry of `book` after the day `closed`, if there is one.
pub(crate) async fn first_open_day(
    db: &mut impl Query,
    book: CashBookId,
    closed: Option<Date>,
) -> Result<Option<Date>> {
    db.one(
        "select min(day) from cash_entry where book_id = $1 and day > $2",
        args![book, closed.map_or_else(String::new, |day| day.to_string())],
    )
    .await
}

/// Entries that refer to `id`, in the order of writing; at most 200.
pub(crate) async fn referring(
    db: &mut impl Query,
    scope: &Scope,
    id: EntryId,
) -> Result<Vec<Listed>> {
    let sql = format!(
        "select {} from cash_entry e where e.refers_to = $1 and e.unit_id = $2
          order by e.at, e.seq limit 200",
        listed()
    );
    db.all(&sql, args![id, scope.unit()]).await
}

/// Entries for `activity` in the scope's unit, oldest first; at most 5,000.
pub(crate) async fn of_activity(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<Vec<Listed>> {
    let sql = format!(
        "select {} from cash_entry e where e.activity_id = $1 and e.unit_id = $2
          order by e.day, e.at, e.seq limit 5000",
        listed()
    );
    db.all(&sql, args![activity, scope.unit()]).await
}

/// Entries that name the line of a budget of the scope's unit, oldest first; at most 500.
pub(crate) async fn of_line(
    db: &mut impl Query,
    scope: &Scope,
    line: BudgetLineId,
) -> Result<Vec<Listed>> {
    let sql = format!(
        "select {} from cash_entry e where e.budget_line = $1 and e.unit_id = $2
          order by e.day, e.seq limit 500",
        listed()
    );
    db.all(&sql, args![line, scope.unit()]).await
}

/// The budget lines that the unit has used lately, the newest first; at most 30.
pub(crate) async fn categories(db: &mut impl Query, book: CashBookId) -> Result<Vec<String>> {
    db.all(
        "select category from (
            select category, max(seq) as latest from (
                select category, seq from cash_entry where book_id = $1 and category <> ''
                 order by seq desc limit 500) as recent
             group by category) as used
          order by latest desc limit 30",
        args![book],
    )
    .await
}
