//! Loans, what comes back, and what a stock-take finds.

use super::{amount, count, day_of, past_day};
use crate::domain::{BorrowerKind, Condition, NewLoan, NewReturn, Pieces};
use jiff::civil::Date;
use kernel::phone;
use serde::Deserialize;
use web::Errors;

/// Nothing is lent for longer than this many days.
const LONGEST: i32 = 366;

/// A loan, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LoanForm {
    pub(crate) kunci: String,
    pub(crate) jumlah: String,
    pub(crate) keadaan: String,
    pub(crate) jenis: String,
    pub(crate) peminjam: String,
    /// Which of several members of that name.
    pub(crate) orang: String,
    pub(crate) hp: String,
    pub(crate) keperluan: String,
    pub(crate) pinjam: String,
    pub(crate) kembali: String,
    pub(crate) infak: String,
}

impl LoanForm {
    /// What was typed, or what is wrong with it; who of the roll it is, is still to be found.
    pub(crate) fn read(&self, today: Date) -> Result<NewLoan, Errors> {
        let mut errors = Errors::default();
        let count = count(&mut errors, "jumlah", &self.jumlah);
        if count == 0 && errors.of("jumlah").is_empty() {
            errors.add("jumlah", "Isi jumlahnya, paling sedikit 1.");
        }
        let kind = BorrowerKind::from_code(&self.jenis);
        if kind.is_none() {
            errors.add("jenis", "Pilih siapa yang meminjam.");
        }
        let condition = Condition::from_code(&self.keadaan);
        if condition.is_none() {
            errors.add("keadaan", "Pilih keadaannya.");
        }
        let borrower = errors.required("peminjam", &self.peminjam, 120);
        let purpose = errors.required("keperluan", &self.keperluan, 200);
        let phone = number(&mut errors, &self.hp);
        let out_on = past_day(&mut errors, "pinjam", &self.pinjam, today);
        let due_on = day_of(&mut errors, "kembali", &self.kembali, today);
        if let (Some(out), Some(due)) = (out_on, due_on) {
            if due < out {
                errors.add("kembali", "Hari kembali lebih awal dari hari pinjam.");
            } else if (due - out).get_days() > LONGEST {
                errors.add("kembali", "Paling lama satu tahun.");
            }
        }
        let fee = amount(&mut errors, "infak", &self.infak);
        match (kind, condition, out_on, due_on, errors.is_empty()) {
            (Some(kind), Some(condition), Some(out_on), Some(due_on), true) => Ok(NewLoan {
                count,
                condition,
                kind,
                borrower,
                person: None,
                phone,
                purpose,
                out_on,
                due_on,
                fee,
            }),
            _ => Err(errors),
        }
    }
}

fn number(errors: &mut Errors, typed: &str) -> String {
    if typed.trim().is_empty() {
        return String::new();
    }
    if let Some(phone) = phone::one(typed) {
        return phone.as_str().to_owned();
    }
    errors.add(
        "hp",
        "Nomor HP tidak dikenal. Tulis seperti 0812-3456-7890.",
    );
    String::new()
}

/// What comes back, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReturnForm {
    pub(crate) kunci: String,
    pub(crate) hari: String,
    pub(crate) baik: String,
    pub(crate) ringan: String,
    pub(crate) berat: String,
    pub(crate) hilang: String,
    pub(crate) catatan: String,
}

impl ReturnForm {
    /// What was typed, or what is wrong with it; nothing came back before `out_on`.
    pub(crate) fn read(&self, out_on: Date, today: Date) -> Result<NewReturn, Errors> {
        let mut errors = Errors::default();
        let day = past_day(&mut errors, "hari", &self.hari, today);
        if day.is_some_and(|day| day < out_on) {
            errors.add("hari", "Hari ini sebelum barangnya dipinjam.");
        }
        let back = Pieces {
            good: count(&mut errors, "baik", &self.baik),
            minor: count(&mut errors, "ringan", &self.ringan),
            major: count(&mut errors, "berat", &self.berat),
        };
        let lost = count(&mut errors, "hilang", &self.hilang);
        if errors.is_empty() && back.total() + lost == 0 {
            errors.add("baik", "Isi berapa yang kembali atau hilang.");
        }
        let note = errors.within("catatan", &self.catatan, 200);
        match (day, errors.is_empty()) {
            (Some(day), true) => Ok(NewReturn {
                day,
                back,
                lost,
                note,
            }),
            _ => Err(errors),
        }
    }
}

/// What is found of a thing in a stock-take, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct FoundForm {
    /// "ada" when all is as the book has it.
    pub(crate) lengkap: String,
    pub(crate) baik: String,
    pub(crate) ringan: String,
    pub(crate) berat: String,
    pub(crate) catatan: String,
}

impl FoundForm {
    /// What `pieces` look like in the form.
    pub(crate) fn of(pieces: Pieces, note: &str) -> Self {
        Self {
            lengkap: String::new(),
            baik: pieces.good.to_string(),
            ringan: pieces.minor.to_string(),
            berat: pieces.major.to_string(),
            catatan: note.to_owned(),
        }
    }

    /// What was found, nothing when all is there; or what is wrong.
    pub(crate) fn read(&self) -> Result<(Option<Pieces>, String), Errors> {
        if self.lengkap == "ada" {
            return Ok((None, String::new()));
        }
        let mut errors = Errors::default();
        let pieces = Pieces {
            good: count(&mut errors, "baik", &self.baik),
            minor: count(&mut errors, "ringan", &self.ringan),
            major: count(&mut errors, "berat", &self.berat),
        };
        let note = errors.within("catatan", &self.catatan, 200);
        if errors.is_empty() {
            Ok((Some(pieces), note))
        } else {
            Err(errors)
        }
    }
}
