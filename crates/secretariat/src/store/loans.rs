//! Rows of loans, and of what came back.

use crate::domain::{BorrowerKind, Condition, Loan, NewLoan, NewReturn, Pieces};
use crate::letters::By;
use jiff::civil::{Date, date};
use kernel::Money;
use kernel::access::Scope;
use kernel::id::{ItemId, ItemLoanId, ItemReturnId, PersonId};
use storage::{FromRow, Query, Result, Row, Tx, args};

const LOAN: &str = "l.id, l.item_id, i.code, i.name, i.measure, l.amount, l.condition, l.kind, \
                    l.borrower, l.person_id, l.phone, l.purpose, l.out_on, l.due_on, l.fee, \
                    l.back_good, l.back_minor, l.back_major, l.lost, l.ended_on, l.author_name";

const FROM: &str = "inventory_loan l join inventory_item i on i.id = l.item_id";

impl FromRow for Loan {
    fn from_row(row: &Row) -> Result<Self> {
        let condition = Condition::from_code(&row.get::<String>(6)?);
        let kind = BorrowerKind::from_code(&row.get::<String>(7)?);
        Ok(Self {
            id: row.get(0)?,
            item: row.get(1)?,
            code: row.get(2)?,
            name: row.get(3)?,
            measure: row.get(4)?,
            says: NewLoan {
                count: row.get(5)?,
                condition: condition.unwrap_or(Condition::Good),
                kind: kind.unwrap_or(BorrowerKind::Outsider),
                borrower: row.get(8)?,
                person: row.get(9)?,
                phone: row.get(10)?,
                purpose: row.get(11)?,
                out_on: row.get(12)?,
                due_on: row.get(13)?,
                fee: Money(row.get(14)?),
            },
            back: Pieces {
                good: row.get(15)?,
                minor: row.get(16)?,
                major: row.get(17)?,
            },
            lost: row.get(18)?,
            ended_on: row.get(19)?,
            author: row.get(20)?,
        })
    }
}

/// Writes a loan down; `None` if the id is there already.
pub(crate) async fn add(
    tx: &mut Tx,
    scope: &Scope,
    (id, item): (ItemLoanId, ItemId),
    says: &NewLoan,
    by: &By,
) -> Result<Option<ItemLoanId>> {
    tx.maybe(
        "insert into inventory_loan (id, unit_id, item_id, amount, condition, kind, borrower,
                                     person_id, phone, purpose, out_on, due_on, fee, back_good,
                                     back_minor, back_major, lost, settled, author_name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, 0, 0, 0, $14, $15)
         on conflict do nothing returning id",
        args![
            id,
            scope.unit(),
            item,
            says.count,
            says.condition.code(),
            says.kind.code(),
            &says.borrower,
            says.person,
            &says.phone,
            &says.purpose,
            says.out_on,
            says.due_on,
            says.fee.0,
            &by.name,
            by.now
        ],
    )
    .await
}

/// Writes down what came back; `None` if the id is there already.
pub(crate) async fn give_back(
    tx: &mut Tx,
    scope: &Scope,
    (id, loan): (ItemReturnId, ItemLoanId),
    says: &NewReturn,
    by: &By,
) -> Result<Option<ItemReturnId>> {
    let made = tx
        .maybe(
            "insert into inventory_return (id, unit_id, loan_id, day, good, minor, major, lost, note,
                                           author_name, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             on conflict do nothing returning id",
            args![
                id,
                scope.unit(),
                loan,
                says.day,
                says.back.good,
                says.back.minor,
                says.back.major,
                says.lost,
                &says.note,
                &by.name,
                by.now
            ],
        )
        .await?;
    if made.is_some() {
        tx.run(
            "update inventory_loan set back_good = back_good + $3, back_minor = back_minor + $4,
                    back_major = back_major + $5, lost = lost + $6, settled = settled + $7,
                    ended_on = case when settled + $7 = amount then $8 else ended_on end
              where id = $1 and unit_id = $2",
            args![
                loan,
                scope.unit(),
                says.back.good,
                says.back.minor,
                says.back.major,
                says.lost,
                says.settled(),
                says.day
            ],
        )
        .await?;
    }
    Ok(made)
}

/// The loan `id` of the scope's unit.
pub(crate) async fn find(
    db: &mut impl Query,
    scope: &Scope,
    id: ItemLoanId,
) -> Result<Option<Loan>> {
    let sql = format!("select {LOAN} from {FROM} where l.id = $1 and l.unit_id = $2");
    db.maybe(&sql, args![id, scope.unit()]).await
}

/// The notes of what came back of a loan, in order: day, pieces, lost, note, author; at most 50.
pub(crate) async fn returns(
    db: &mut impl Query,
    scope: &Scope,
    id: ItemLoanId,
) -> Result<Vec<(NewReturn, String)>> {
    let rows: Vec<Returned> = db
        .all(
            "select day, good, minor, major, lost, note, author_name from inventory_return
              where loan_id = $1 and unit_id = $2 order by created_at, id limit 50",
            args![id, scope.unit()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.says, row.author)).collect())
}

struct Returned {
    says: NewReturn,
    author: String,
}

impl FromRow for Returned {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            says: NewReturn {
                day: row.get(0)?,
                back: Pieces {
                    good: row.get(1)?,
                    minor: row.get(2)?,
                    major: row.get(3)?,
                },
                lost: row.get(4)?,
                note: row.get(5)?,
            },
            author: row.get(6)?,
        })
    }
}

/// Loans that are not settled, the soonest due first; at most 500.
pub(crate) async fn open(db: &mut impl Query, scope: &Scope) -> Result<Vec<Loan>> {
    let sql = format!(
        "select {LOAN} from {FROM} where l.unit_id = $1 and l.ended_on is null
          order by l.due_on, l.created_at, l.id limit 500"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// The loans of a thing, the latest first; at most 50.
pub(crate) async fn of_item(db: &mut impl Query, scope: &Scope, item: ItemId) -> Result<Vec<Loan>> {
    let sql = format!(
        "select {LOAN} from {FROM} where l.unit_id = $1 and l.item_id = $2
          order by l.out_on desc, l.created_at desc, l.id limit 50"
    );
    db.all(&sql, args![scope.unit(), item]).await
}

/// The loans that began in `year`, in order; at most 5,000.
pub(crate) async fn of_year(db: &mut impl Query, scope: &Scope, year: i16) -> Result<Vec<Loan>> {
    let sql = format!(
        "select {LOAN} from {FROM} where l.unit_id = $1 and l.out_on >= $2 and l.out_on <= $3
          order by l.out_on, l.created_at, l.id limit 5000"
    );
    let (first, last) = (date(year, 1, 1), date(year, 12, 31));
    db.all(&sql, args![scope.unit(), first, last]).await
}

/// How many loans are open, and how many of them should have been back before `today`.
pub(crate) async fn counts(db: &mut impl Query, scope: &Scope, today: Date) -> Result<(i64, i64)> {
    db.one(
        "select count(*), count(case when due_on < $2 then 1 end)
           from inventory_loan where unit_id = $1 and ended_on is null",
        args![scope.unit(), today],
    )
    .await
}

/// What a person of the scope's unit borrowed, the latest first: what, how many, out, back; at most
/// 500.
pub(crate) async fn of_person(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Loan>> {
    let sql = format!(
        "select {LOAN} from {FROM} where l.person_id = $1 and l.unit_id = $2
          order by l.out_on desc, l.id limit 500"
    );
    db.all(&sql, args![person, scope.unit()]).await
}

/// Takes away who borrowed in the scope's unit; that something was borrowed stays.
pub(crate) async fn forget_person(
    tx: &mut Tx,
    scope: &Scope,
    (person, nobody): (PersonId, &str),
) -> Result<()> {
    tx.run(
        "update inventory_loan set borrower = $3, phone = '', person_id = null
          where person_id = $1 and unit_id = $2",
        args![person, scope.unit(), nobody],
    )
    .await?;
    Ok(())
}

/// Takes away the names of outsiders whose loans ended before `day`.
pub(crate) async fn forget_outsiders(
    tx: &mut Tx,
    scope: &Scope,
    (day, nobody): (Date, &str),
) -> Result<u64> {
    tx.run(
        "update inventory_loan set borrower = $3, phone = ''
          where unit_id = $1 and kind = 'outsider' and ended_on < $2 and borrower <> $3",
        args![scope.unit(), day, nobody],
    )
    .await
}

/// Whether that return was written down already.
pub(crate) async fn return_known(
    db: &mut impl Query,
    scope: &Scope,
    id: ItemReturnId,
) -> Result<bool> {
    let found: Option<ItemReturnId> = db
        .maybe(
            "select id from inventory_return where id = $1 and unit_id = $2",
            args![id, scope.unit()],
        )
        .await?;
    Ok(found.is_some())
}
