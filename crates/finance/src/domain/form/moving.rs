//! Transfers, and the ends of what is owed, as they are typed.

use super::{amount, day_of};
use crate::domain::{Book, Direction, FundSource, Kind, NewEntry, Refusal};
use jiff::civil::Date;
use kernel::Money;
use kernel::id::{CashBookId, EntryId};
use serde::Deserialize;
use web::Errors;

/// A transfer, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TransferForm {
    /// The id of its first side.
    pub kunci: String,
    /// The book that gets it.
    pub ke: String,
    /// Day.
    pub hari: String,
    /// Amount.
    pub jumlah: String,
    /// What for.
    pub uraian: String,
    /// Fund source that it is taken from.
    pub dana: String,
    /// Fund source that it becomes; the same when empty.
    pub dana_tujuan: String,
}

impl TransferForm {
    /// The side that goes out, the book that gets it, and the fund that it becomes.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(
        &self,
        id: EntryId,
        books: &[Book],
        funds: &[FundSource],
        today: Date,
    ) -> Result<(NewEntry, CashBookId, FundSource), Errors> {
        let mut errors = Errors::default();
        let day = day_of(&mut errors, "hari", &self.hari, today);
        let amount = amount(&mut errors, "jumlah", &self.jumlah);
        let text = errors.required("uraian", &self.uraian, 200);
        let book = books.iter().find(|book| book.id.to_string() == self.ke);
        if book.is_none() {
            errors.add("ke", "Pilih buku tujuannya.");
        }
        let known = |id: &str| funds.iter().find(|fund| fund.id.to_string() == id);
        let from = known(&self.dana);
        let to = if self.dana_tujuan.is_empty() {
            from
        } else {
            known(&self.dana_tujuan)
        };
        match (from, to) {
            (None, _) => errors.add("dana", "Pilih sumber dananya."),
            (_, None) => errors.add("dana_tujuan", "Pilih sumber dananya."),
            (Some(from), Some(to)) if from.says.restricted && from.id != to.id => {
                let refusal = Refusal::Restricted(from.says.name.clone());
                errors.add("dana_tujuan", refusal.to_string());
            }
            _ => {}
        }
        let (Some(day), Some(amount), Some(book), Some(from), Some(to), true) =
            (day, amount, book, from, to, errors.is_empty())
        else {
            return Err(errors);
        };
        let entry = NewEntry {
            id,
            day,
            direction: Direction::Out,
            kind: Kind::Transfer,
            amount,
            text,
            party: String::new(),
            category: String::new(),
            fund: from.id,
            activity: None,
            refers_to: None,
            line: None,
        };
        Ok((entry, book.id, to.clone()))
    }
}

/// How a kas bon was spent, or how much of a talangan is given back, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CoverForm {
    /// The id of the first entry that is written.
    pub kunci: String,
    /// Day.
    pub hari: String,
    /// What was spent of a kas bon, or is given back of a talangan.
    pub jumlah: String,
    /// What for.
    pub uraian: String,
    /// Budget line.
    pub pos: String,
}

impl CoverForm {
    /// Day and amount; an amount of nothing is none.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, today: Date) -> Result<(Date, Option<Money>), Errors> {
        let mut errors = Errors::default();
        let day = day_of(&mut errors, "hari", &self.hari, today);
        let nothing = self.jumlah.trim() == "0";
        let amount = if nothing {
            None
        } else {
            amount(&mut errors, "jumlah", &self.jumlah)
        };
        errors.within("uraian", &self.uraian, 200);
        errors.within("pos", &self.pos, 60);
        match (day, errors.is_empty()) {
            (Some(day), true) => Ok((day, amount)),
            _ => Err(errors),
        }
    }
}
