//! Money of a term or another span of days, for its report: by source, by kind, and what is left.

use crate::domain::in_words;
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::paper::{Block, Column, Section, Table};
use storage::{Query, args};
use web::{BoxFuture, Ctx, Result};

/// Entries that count: received or spent, and not taken back.
const COUNTS: &str = "e.unit_id = $1 and e.day >= $2 and e.day <= $3 and e.kind = 'plain'
      and not exists (select 1 from cash_entry r where r.refers_to = e.id and r.kind = 'reversal')";

type Sums = Vec<(String, i64)>;

async fn income(db: &mut impl Query, scope: &Scope, (from, until): (Date, Date)) -> Result<Sums> {
    let sql = format!(
        "select f.name, cast(sum(e.amount) as bigint) from cash_entry e
           join fund_source f on f.id = e.fund_id
          where {COUNTS} and e.direction = 'in'
          group by f.id, f.name order by 2 desc, f.name limit 200"
    );
    Ok(db.all(&sql, args![scope.unit(), from, until]).await?)
}

async fn expenses(db: &mut impl Query, scope: &Scope, (from, until): (Date, Date)) -> Result<Sums> {
    let sql = format!(
        "select e.category, cast(sum(e.amount) as bigint) from cash_entry e
          where {COUNTS} and e.direction = 'out'
          group by e.category order by 2 desc, e.category limit 200"
    );
    Ok(db.all(&sql, args![scope.unit(), from, until]).await?)
}

/// What was in each book at the end of a day.
async fn balances(db: &mut impl Query, scope: &Scope, day: Date) -> Result<Sums> {
    let sql = "select b.name,
                coalesce((select cast(sum(case e.direction when 'in' then e.amount else -e.amount end) as bigint)
                            from cash_entry e where e.book_id = b.id and e.day <= $2), 0)
           from cash_book b where b.unit_id = $1 order by b.created_at, b.id limit 200";
    Ok(db.all(sql, args![scope.unit(), day]).await?)
}

fn total(sums: &Sums) -> i64 {
    sums.iter().map(|(_, amount)| amount).sum()
}

fn table(heading: &str, sums: &Sums, last: &str) -> Block {
    let figure = |amount: i64| Money(amount).to_string().replacen("Rp", "", 1);
    let row = |(number, (name, amount)): (usize, &(String, i64))| {
        let name = if name.is_empty() { "Lain-lain" } else { name };
        vec![number.to_string(), name.to_owned(), figure(*amount)]
    };
    let mut rows: Vec<Vec<String>> = (1..).zip(sums).map(row).collect();
    rows.push(vec![String::new(), last.to_owned(), figure(total(sums))]);
    Block::Table(Table {
        columns: vec![
            Column::right("No", 1),
            Column::left(heading, 7),
            Column::right("Jumlah (Rp)", 4),
        ],
        rows,
    })
}

/// Penerimaan, pengeluaran, saldo akhir of the scope's unit.
pub(crate) fn term_sections<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    days: (Date, Date),
) -> BoxFuture<'a, Result<Vec<Section>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let (income, expenses) = (
            income(&mut db, scope, days).await?,
            expenses(&mut db, scope, days).await?,
        );
        let before = days.0.yesterday().unwrap_or(days.0);
        let first = total(&balances(&mut db, scope, before).await?);
        let last = balances(&mut db, scope, days.1).await?;
        let section = |order, title: &str, blocks, missing| Section {
            order,
            title: title.to_owned(),
            blocks,
            missing,
        };
        if last.is_empty() {
            let blocks = vec![Block::Text("Belum ada buku kas.".to_owned())];
            let missing = vec!["Buku kas belum dibuka.".to_owned()];
            return Ok(vec![section(
                40,
                "Penerimaan dan pengeluaran",
                blocks,
                missing,
            )]);
        }
        let lent = total(&last) - first - total(&income) + total(&expenses);
        let fact = |label: &str, amount: i64| (label.to_owned(), Money(amount).to_string());
        let mut facts = vec![
            fact("Saldo awal", first),
            fact("Jumlah penerimaan", total(&income)),
            fact("Jumlah pengeluaran", total(&expenses)),
        ];
        if lent != 0 {
            facts.push(fact("Saldo awal buku, kas bon, dan talangan", lent));
        }
        facts.push(fact("Saldo akhir", total(&last)));
        facts.push(("Terbilang".to_owned(), in_words(Money(total(&last)))));
        let rest = vec![
            table("Buku kas", &last, "JUMLAH"),
            Block::Facts(facts),
            Block::Text("Saldo akhir diserahkan kepada pengurus berikutnya dengan berita acara serah terima.".to_owned()),
        ];
        Ok(vec![
            section(
                40,
                "Penerimaan",
                vec![table("Sumber dana", &income, "JUMLAH PENERIMAAN")],
                Vec::new(),
            ),
            section(
                42,
                "Pengeluaran",
                vec![table("Jenis", &expenses, "JUMLAH PENGELUARAN")],
                Vec::new(),
            ),
            section(44, "Saldo akhir", rest, Vec::new()),
        ])
    })
}
