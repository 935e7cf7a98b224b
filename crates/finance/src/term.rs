//! Money of a term or another span of days, for its report: by source, by kind, and what is left.

use crate::domain::in_words;
use crate::store::span::{self, Sums};
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::paper::{Block, Column, Section, Table};
use web::{BoxFuture, Ctx, Result};

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
            span::income(&mut db, scope, days).await?,
            span::expenses(&mut db, scope, days).await?,
        );
        let before = days.0.yesterday().unwrap_or(days.0);
        let first = total(&span::balances(&mut db, scope, before).await?);
        let last = span::balances(&mut db, scope, days.1).await?;
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
