//! The village's budgets: that of the past training, approved and spent line by line, and a draft
//! for the next 17 August that still asks for prices.

use super::cash::{CHAIR, TREASURER, by};
use super::village::Village;
use anyhow::{Context, Result};
use finance::budget::{
    BudgetFor, BudgetLine, BudgetTemplate, NewBudget, Side, Volume, approve_budget, open_budget,
    put_line,
};
use jiff::ToSpan;
use kernel::Money;
use kernel::id::{ActivityId, BudgetLineId};
use web::Ctx;

/// Side, section, text, volume, thousands of rupiah for one, in kind, and the text of the cash
/// entry that belongs to it.
type Line = (
    Side,
    &'static str,
    &'static str,
    &'static str,
    i64,
    bool,
    &'static str,
);

const LINES: &[Line] = &[
    (
        Side::Income,
        "",
        "Dana desa",
        "",
        3_000,
        false,
        "Dana desa untuk pelatihan",
    ),
    (
        Side::Expense,
        "Acara",
        "Honor narasumber",
        "2 orang",
        450,
        false,
        "Honor dua narasumber",
    ),
    (
        Side::Expense,
        "Acara",
        "Pinjam balai desa",
        "2 hari",
        150,
        true,
        "",
    ),
    (
        Side::Expense,
        "Konsumsi",
        "Makan siang",
        "2 hari × 40 orang",
        15,
        false,
        "Makan siang peserta dua hari",
    ),
    (
        Side::Expense,
        "Sekretariat dan ATK",
        "Spanduk dan modul",
        "35 eksemplar",
        9,
        false,
        "Cetak spanduk dan modul",
    ),
    (
        Side::Expense,
        "Biaya tak terduga",
        "Cadangan",
        "",
        200,
        false,
        "",
    ),
];

/// What the board wrote for the report of the training.
const SAID: &[(&str, &str)] = &[
    (
        "hasil",
        "Tiga puluh empat pemuda menyusun rencana usaha dan menghitung modalnya sendiri. Empat di \
      antaranya mulai berjualan bulan ini.",
    ),
    (
        "pendukung",
        "Narasumber sabar dan materinya dekat dengan keseharian. Balai desa dipinjamkan tanpa sewa.",
    ),
    (
        "kendala",
        "Hari pertama hujan, jadi mulai terlambat. Proyektor hanya satu.",
    ),
    (
        "solusi",
        "Sesi kedua dimulai lebih awal, dan contoh hitungan dicetak untuk tiap meja.",
    ),
    (
        "saran",
        "Tahun depan diadakan dua gelombang, dengan praktik di tempat usaha.",
    ),
];

/// The budget line of each cash entry, by the entry's text.
pub(super) type Booked = Vec<(&'static str, BudgetLineId)>;

/// Fills the budgets; `training` is the past one.
pub(super) async fn fill(ctx: &Ctx, village: &Village, training: ActivityId) -> Result<Booked> {
    let day = village.today.saturating_sub(60.days());
    let (treasurer, chair) = (by(village, TREASURER, day)?, by(village, CHAIR, day)?);
    let mut tx = ctx.db.begin().await?;
    let new = NewBudget {
        of: BudgetFor::Activity(training),
        title: "RAB pelatihan kewirausahaan".to_owned(),
        template: None,
    };
    let budget = open_budget(&mut tx, &village.scope, &new, &treasurer).await?;
    let mut booked = Booked::new();
    for &(side, section, text, volume, thousands, in_kind, entry) in LINES {
        let line = BudgetLine {
            id: storage::fresh(),
            side,
            section: section.to_owned(),
            text: text.to_owned(),
            volume: Volume::read(volume)?,
            price: Money(thousands * 1_000),
            in_kind,
            note: String::new(),
        };
        booked.push((entry, line.id));
        put_line(&mut tx, &village.scope, budget, line, &treasurer).await?;
    }
    approve_budget(&mut tx, &village.scope, budget, &chair).await?;
    let told = (chair.name.as_str(), chair.now);
    activity::write_parts(&mut tx, &village.scope, training, SAID, told).await?;
    let next = NewBudget {
        of: BudgetFor::Unit,
        title: format!("RAB 17 Agustus {}", village.today.year() + 1),
        template: Some(BudgetTemplate::from_code("agustusan").context("a template of ours")?),
    };
    open_budget(&mut tx, &village.scope, &next, &treasurer).await?;
    tx.commit().await?;
    Ok(booked)
}
