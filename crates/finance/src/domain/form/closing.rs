//! A counted cash box, as it is typed.

use super::maybe_amount;
use crate::domain::closing::difference;
use crate::domain::{Count, DENOMINATIONS, Month, NewClosing};
use jiff::civil::Date;
use kernel::Money;
use serde::Deserialize;
use web::Errors;

/// A closing, as typed: how many of each note and coin, and what the bank says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClosingForm {
    /// The month that the page showed.
    pub bulan: String,
    /// Pieces of each of [`DENOMINATIONS`], in order.
    pub lembar: Vec<String>,
    /// What the bank book says; empty for nothing.
    pub bank: String,
    /// Why the count differs.
    pub catatan: String,
}

impl ClosingForm {
    /// What was typed of each note and coin: its worth, the text.
    pub fn pieces(&self) -> impl Iterator<Item = (Money, &str)> {
        let typed = self.lembar.iter().map(String::as_str);
        let typed = typed.chain(std::iter::repeat(""));
        DENOMINATIONS.into_iter().map(Money).zip(typed)
    }

    /// What was typed for `month`, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, month: Month, balance: Money, today: Date) -> Result<NewClosing, Errors> {
        let mut errors = Errors::default();
        let mut count = Count::default();
        for (slot, (worth, text)) in count.0.iter_mut().zip(self.pieces()) {
            match text.trim().parse::<u32>() {
                Ok(pieces) if pieces <= 1_000_000 => *slot = pieces,
                Err(_) if text.trim().is_empty() => {}
                _ => errors.add(
                    "lembar",
                    format!("Jumlah lembar {worth} harus angka biasa, misalnya 12."),
                ),
            }
        }
        let bank = maybe_amount(&mut errors, "bank", &self.bank).flatten();
        let note = errors.within("catatan", &self.catatan, 200);
        let says = NewClosing {
            month,
            day: today,
            count,
            bank: bank.unwrap_or(Money(0)),
            note,
        };
        let difference = difference(&says, balance);
        if errors.is_empty() && difference != Money(0) && says.note.is_empty() {
            let how = if difference.0 > 0 { "lebih" } else { "kurang" };
            let size = Money(difference.0.saturating_abs());
            errors.add(
                "catatan",
                format!(
                    "Hitungan {how} {size} dari saldo buku {balance}. Hitung lagi; kalau memang begitu, \
                     tulis sebabnya."
                ),
            );
        }
        if errors.is_empty() {
            Ok(says)
        } else {
            Err(errors)
        }
    }
}
