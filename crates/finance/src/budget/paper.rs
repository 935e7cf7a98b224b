//! A budget on paper and for WhatsApp, in the columns that boards use: No, Uraian, Volume, Satuan,
//! Harga satuan, Jumlah, Sumber/Ket.

use super::{Budget, BudgetLine, Content, Side};
use crate::domain::in_words;
use documents::Letter;
use jiff::civil::Date;
use kernel::Money;
use kernel::access::Scope;
use kernel::day;
use kernel::paper::{Block, Column, Table};
use std::fmt::Write;
use web::{Ctx, Result};

/// "Versi 2, disetujui 24 November 2026", "Versi 1, rancangan".
pub(super) fn standing(budget: &Budget) -> String {
    match budget.approved_on {
        Some(on) if budget.approved => {
            format!("Versi {}, disetujui {}", budget.version, day::medium(on))
        }
        _ => format!("Versi {}, rancangan", budget.version),
    }
}

/// The letter of a section: A to Z, then none.
pub(super) fn letter(at: usize) -> String {
    u8::try_from(at)
        .ok()
        .filter(|at| *at < 26)
        .map(|at| char::from(b'A' + at).to_string())
        .unwrap_or_default()
}

/// An amount as a table shows it, without "Rp".
pub(super) fn figure(amount: Money) -> String {
    amount.to_string().replacen("Rp", "", 1)
}

/// What stands under "Sumber/Ket.".
pub(super) fn note(line: &BudgetLine) -> String {
    let said = line.note.to_lowercase();
    match (line.in_kind, line.note.is_empty()) {
        (true, true) => "Swadaya/natura".to_owned(),
        (true, false) if !said.contains("swadaya") && !said.contains("natura") => {
            format!("Swadaya/natura: {}", line.note)
        }
        _ => line.note.clone(),
    }
}

/// A budget as blocks of a paper: a table for each side, the sums, the words.
#[must_use]
pub fn budget_section(content: &Content) -> Vec<Block> {
    let mut blocks = Vec::new();
    for side in Side::ALL {
        if content.lines.iter().any(|line| line.side == side) {
            blocks.push(Block::Text(side.label().to_uppercase()));
            blocks.push(Block::Table(table(content, side)));
        }
    }
    blocks.push(Block::Facts(sums(content)));
    blocks
}

fn table(content: &Content, side: Side) -> Table {
    let mut rows = Vec::new();
    let sections = content.sections(side);
    let row = |cells: [&str; 7]| cells.map(str::to_owned).to_vec();
    for (at, section) in sections.iter().enumerate() {
        if !section.title.is_empty() {
            let title = section.title.to_uppercase();
            rows.push(row([&letter(at), &title, "", "", "", "", ""]));
        }
        for (number, line) in (1..).zip(&section.lines) {
            rows.push(vec![
                number.to_string(),
                line.text.clone(),
                line.volume.numbers(),
                line.volume.units(),
                figure(line.price),
                figure(line.amount()),
                note(line),
            ]);
        }
        if sections.len() > 1 {
            let name = format!("Jumlah {}", section.title);
            rows.push(row([
                "",
                name.trim(),
                "",
                "",
                "",
                &figure(section.sum.all()),
                "",
            ]));
        }
    }
    let total = format!("JUMLAH {}", side.label().to_uppercase());
    rows.push(row([
        "",
        &total,
        "",
        "",
        "",
        &figure(content.sum(side).all()),
        "",
    ]));
    Table {
        columns: vec![
            Column::left("No", 2),
            Column::left("Uraian", 9),
            Column::right("Volume", 4),
            Column::left("Satuan", 4),
            Column::right("Harga satuan (Rp)", 5),
            Column::right("Jumlah (Rp)", 5),
            Column::left("Sumber/Ket.", 5),
        ],
        rows,
    }
}

/// Sums of both sides, label and value.
pub(super) fn sums(content: &Content) -> Vec<(String, String)> {
    let (income, expense) = (content.sum(Side::Income), content.sum(Side::Expense));
    let balance = content.balance();
    let mut facts = vec![
        ("Jumlah pemasukan".to_owned(), income.all().to_string()),
        ("Jumlah pengeluaran".to_owned(), expense.all().to_string()),
        ("Terbilang".to_owned(), in_words(expense.all())),
    ];
    if expense.in_kind.0 > 0 {
        facts.push((
            "Di antaranya swadaya/natura".to_owned(),
            expense.in_kind.to_string(),
        ));
        facts.push(("Uang yang dibutuhkan".to_owned(), expense.cash.to_string()));
    }
    match balance.0 {
        0 => facts.push((
            "Pemasukan dan pengeluaran".to_owned(),
            "seimbang".to_owned(),
        )),
        left if left > 0 => facts.push(("Sisa".to_owned(), balance.to_string())),
        less => facts.push(("Kekurangan".to_owned(), Money(-less).to_string())),
    }
    facts
}

/// The budget as PDF.
pub(super) async fn pdf(ctx: &Ctx, scope: &Scope, budget: &Budget, today: Date) -> Result<Vec<u8>> {
    let day = budget.approved_on.unwrap_or(today);
    let paper = organization::paper(ctx, scope, day).await?;
    let letter = Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Rencana Anggaran Biaya".to_owned(),
        titled: true,
        below: format!("{}\n{}", budget.title, standing(budget)),
        blocks: budget_section(&budget.content),
        signatures: crate::paper::signatures(ctx, scope, &paper, day).await?,
        ..Letter::default()
    };
    web::render_blocking(move || documents::letter(&letter)).await
}

/// The budget as a text for WhatsApp.
pub(super) fn whatsapp(budget: &Budget) -> String {
    let mut text = format!("*{}*\n_{}_\n", budget.title, standing(budget));
    for side in Side::ALL {
        let sections = budget.content.sections(side);
        if sections.is_empty() {
            continue;
        }
        let _ = write!(text, "\n*{}*\n", side.label().to_uppercase());
        for section in sections {
            if !section.title.is_empty() {
                let _ = writeln!(text, "_{}_", section.title);
            }
            for line in section.lines {
                let _ = writeln!(text, "• {}", told(line));
            }
        }
    }
    text.push('\n');
    for (label, value) in sums(&budget.content) {
        let _ = writeln!(text, "{label}: {value}");
    }
    text.trim_end().to_owned()
}

/// "Nasi kotak: 3 hari × 20 orang × Rp15.000 = Rp900.000".
fn told(line: &BudgetLine) -> String {
    let mut told = format!("{}: ", line.text);
    if line.price.0 == 0 {
        let _ = write!(told, "{} (harga belum diisi)", line.volume);
        return told;
    }
    if !line.volume.is_one() {
        let _ = write!(told, "{} × {} = ", line.volume, line.price);
    }
    let _ = write!(told, "{}", line.amount());
    if line.in_kind {
        told.push_str(" (swadaya)");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::super::content::sample::line;
    use super::super::store::BudgetFor;
    use super::*;
    use jiff::Timestamp;

    fn budget() -> Budget {
        let gift = BudgetLine {
            in_kind: true,
            note: "Bu RT".into(),
            ..line(3, Side::Expense, "Konsumsi", "Beras")
        };
        Budget {
            id: storage::Uuid::nil().into(),
            of: BudgetFor::Unit,
            title: "RAB Agustusan".into(),
            latest: 2,
            version: 1,
            approved: false,
            content: Content {
                lines: vec![
                    line(1, Side::Income, "", "Iuran"),
                    line(2, Side::Expense, "Konsumsi", "Nasi kotak"),
                    gift,
                ],
            },
            changed_by: String::new(),
            changed_at: Timestamp::UNIX_EPOCH,
            approved_by: String::new(),
            approved_on: None,
        }
    }

    #[test]
    fn whatsapp_reads_like_a_budget() {
        assert_eq!(
            whatsapp(&budget()),
            "*RAB Agustusan*\n_Versi 1, rancangan_\n\n*PEMASUKAN*\n\
             • Iuran: 3 hari × 20 orang × Rp15.000 = Rp900.000\n\n*PENGELUARAN*\n_Konsumsi_\n\
             • Nasi kotak: 3 hari × 20 orang × Rp15.000 = Rp900.000\n\
             • Beras: 3 hari × 20 orang × Rp15.000 = Rp900.000 (swadaya)\n\n\
             Jumlah pemasukan: Rp900.000\nJumlah pengeluaran: Rp1.800.000\n\
             Terbilang: satu juta delapan ratus ribu rupiah\n\
             Di antaranya swadaya/natura: Rp900.000\nUang yang dibutuhkan: Rp900.000\n\
             Pemasukan dan pengeluaran: seimbang"
        );
    }

    #[test]
    fn the_table_has_the_columns_of_a_board() {
        let blocks = budget_section(&budget().content);
        let Block::Table(table) = &blocks[3] else {
            panic!("{blocks:?}");
        };
        let heads: Vec<&str> = table.columns.iter().map(|c| c.title.as_str()).collect();
        assert_eq!(
            heads,
            [
                "No",
                "Uraian",
                "Volume",
                "Satuan",
                "Harga satuan (Rp)",
                "Jumlah (Rp)",
                "Sumber/Ket."
            ]
        );
        let rows: Vec<String> = table.rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(
            rows,
            [
                "A|KONSUMSI|||||",
                "1|Nasi kotak|3 × 20|hari × orang|15.000|900.000|",
                "2|Beras|3 × 20|hari × orang|15.000|900.000|Swadaya/natura: Bu RT",
                "|JUMLAH PENGELUARAN||||1.800.000|",
            ]
        );
    }
}
