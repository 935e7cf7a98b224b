//! Money in or out, as it is typed.

use super::{amount, day_of, maybe_amount};
use crate::domain::{Direction, FundSource, Kind, NewEntry};
use jiff::civil::Date;
use kernel::Money;
use kernel::id::EntryId;
use serde::Deserialize;
use web::Errors;

/// Money in or out, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// The entry's id, so that a form sent twice is written once.
    pub kunci: String,
    /// `masuk` or `keluar`.
    pub arah: String,
    /// Day.
    pub hari: String,
    /// Amount.
    pub jumlah: String,
    /// What for.
    pub uraian: String,
    /// From whom or to whom.
    pub pihak: String,
    /// Budget line.
    pub pos: String,
    /// Line of a budget (RAB), as its list gives it; may be empty.
    pub anggaran: String,
    /// Fund source.
    pub dana: String,
    /// Activity; may be empty.
    pub kegiatan: String,
    /// `kasbon`, or anything else for an ordinary expense.
    pub jenis: String,
    /// Who pays for the unit; may be empty.
    pub talangan: String,
    /// How much of it; empty for all.
    pub talangan_jumlah: String,
}

/// What an [`EntryForm`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The entry.
    pub entry: NewEntry,
    /// Who pays for the unit, and how much of it.
    pub cover: Option<(String, Money)>,
}

impl EntryForm {
    /// In or out.
    #[must_use]
    pub fn direction(&self) -> Direction {
        if self.arah == "masuk" {
            Direction::In
        } else {
            Direction::Out
        }
    }

    /// What was typed, or what is wrong with it. `id` is the entry's.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, id: EntryId, funds: &[FundSource], today: Date) -> Result<Told, Errors> {
        let mut errors = Errors::default();
        let day = day_of(&mut errors, "hari", &self.hari, today);
        let sum = amount(&mut errors, "jumlah", &self.jumlah);
        let text = errors.required("uraian", &self.uraian, 200);
        let party = errors.within("pihak", &self.pihak, 120);
        let category = errors.within("pos", &self.pos, 60);
        let kind = match (self.direction(), self.jenis.as_str()) {
            (Direction::Out, "kasbon") => Kind::Advance,
            _ => Kind::Plain,
        };
        if kind == Kind::Advance && party.is_empty() {
            errors.add("pihak", "Tulis siapa yang membawa uang kas bon ini.");
        }
        let fund = funds.iter().find(|fund| fund.id.to_string() == self.dana);
        if fund.is_none() {
            errors.add("dana", "Pilih sumber dananya.");
        }
        let cover = self.cover(&mut errors, kind, sum);
        let (Some(day), Some(amount), Some(fund), true) = (day, sum, fund, errors.is_empty())
        else {
            return Err(errors);
        };
        let entry = NewEntry {
            id,
            day,
            direction: self.direction(),
            kind,
            amount,
            text,
            party,
            category,
            fund: fund.id,
            activity: self.kegiatan.parse().ok(),
            refers_to: None,
            line: None,
        };
        Ok(Told { entry, cover })
    }

    fn cover(
        &self,
        errors: &mut Errors,
        kind: Kind,
        amount: Option<Money>,
    ) -> Option<(String, Money)> {
        if self.direction() == Direction::In {
            return None;
        }
        let who = errors.within("talangan", &self.talangan, 120);
        let part = maybe_amount(errors, "talangan_jumlah", &self.talangan_jumlah)?;
        if who.is_empty() {
            if part.is_some() {
                errors.add("talangan", "Tulis siapa yang menalangi.");
            }
            return None;
        }
        if kind == Kind::Advance {
            errors.add("talangan", "Kas bon tidak bisa sekaligus talangan.");
        }
        let amount = amount?;
        let part = part.unwrap_or(amount);
        if part > amount {
            errors.add(
                "talangan_jumlah",
                "Talangan tidak bisa lebih dari pengeluarannya.",
            );
        }
        Some((who, part))
    }
}
