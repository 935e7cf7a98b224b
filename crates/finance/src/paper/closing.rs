//! The record of a closing.

use super::signatures;
use crate::domain::{Book, Closing, in_words};
use documents::Letter;
use kernel::access::Scope;
use kernel::paper::{Block, Column, Section, Table};
use web::{Ctx, Result};

/// The record of a closing: closing text, figures, what was counted, the fingerprint to compare.
pub(crate) async fn closing(
    ctx: &Ctx,
    scope: &Scope,
    book: &Book,
    closing: &Closing,
) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, scope, closing.says.day).await?;
    let letter = Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Berita Acara Penutupan Kas".to_owned(),
        titled: true,
        below: format!("{}, {}", book.name, closing.says.month.label()),
        blocks: vec![Block::Text(closing.text(book)), figures(closing)],
        sections: vec![counted(closing), print(closing)],
        signatures: signatures(ctx, scope, &paper, closing.says.day).await?,
        ..Letter::default()
    };
    web::render_blocking(move || documents::letter(&letter)).await
}

fn figures(closing: &Closing) -> Block {
    let line = |label: &str, value: String| (label.to_owned(), value);
    Block::Facts(vec![
        line("Saldo awal", closing.opening.to_string()),
        line("Jumlah masuk", closing.income.to_string()),
        line("Jumlah keluar", closing.expense.to_string()),
        line("Saldo akhir", closing.balance.to_string()),
        line("Terbilang", in_words(closing.balance)),
    ])
}

fn counted(closing: &Closing) -> Section {
    let row = |worth: String, pieces: String, sum: String| vec![worth, pieces, sum];
    let pieces = closing.says.count.pieces().map(|(worth, pieces)| {
        let sum = worth.times(pieces.into()).unwrap_or(worth);
        row(worth.to_string(), pieces.to_string(), sum.to_string())
    });
    let rest = [
        row(
            "Jumlah tunai".into(),
            String::new(),
            closing.cash().to_string(),
        ),
        row(
            "Di bank".into(),
            String::new(),
            closing.says.bank.to_string(),
        ),
        row(
            "Selisih".into(),
            String::new(),
            closing.difference().to_string(),
        ),
    ];
    Section {
        order: 10,
        title: "Hitungan kas".to_owned(),
        blocks: vec![Block::Table(Table {
            columns: vec![
                Column::left("Pecahan", 3),
                Column::right("Lembar/keping", 2),
                Column::right("Jumlah (Rp)", 3),
            ],
            rows: pieces.chain(rest).collect(),
        })],
        missing: Vec::new(),
    }
}

fn print(closing: &Closing) -> Section {
    Section {
        order: 20,
        title: "Sidik buku".to_owned(),
        blocks: vec![
            Block::Text(closing.hash.fingerprint()),
            Block::Text(
                "Sidik ini mengikat semua catatan sampai bulan ini. Kalau ada catatan lama yang diubah, \
                 sidik di Guyub tidak lagi sama dengan yang tercetak di sini."
                    .to_owned(),
            ),
        ],
        missing: Vec::new(),
    }
}
