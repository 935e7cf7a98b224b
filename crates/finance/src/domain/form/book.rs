//! Books and fund sources, as they are typed.

use super::{day_of, maybe_amount};
use crate::domain::{FundKind, NewBook, NewFund};
use jiff::civil::Date;
use kernel::id::ActivityId;
use serde::Deserialize;
use web::Errors;

/// A book to be opened, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BookForm {
    /// Name.
    pub nama: String,
    /// Letters of the vouchers.
    pub kode: String,
    /// What is in the cash box already; may be empty.
    pub saldo: String,
    /// On which day.
    pub hari: String,
}

impl BookForm {
    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, today: Date) -> Result<NewBook, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 60);
        let code = self.kode.trim().to_uppercase();
        let fits = (1..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if !fits {
            errors.add("kode", "Isi 1 sampai 6 huruf atau angka, misalnya KU.");
        }
        let day = day_of(&mut errors, "hari", &self.hari, today);
        let opening = maybe_amount(&mut errors, "saldo", &self.saldo).flatten();
        match (day, errors.is_empty()) {
            (Some(day), true) => Ok(NewBook {
                name,
                code,
                opening: opening.map(|amount| (amount, day)),
            }),
            _ => Err(errors),
        }
    }
}

/// A fund source to be made, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FundForm {
    /// Name.
    pub nama: String,
    /// Kind.
    pub jenis: String,
    /// Donor.
    pub pemberi: String,
    /// What it is for.
    pub tujuan: String,
    /// `ya` if it may be spent on its purpose only.
    pub terikat: String,
    /// The activity it is bound to; may be empty.
    pub kegiatan: String,
}

impl FundForm {
    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self) -> Result<NewFund, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 60);
        let donor = errors.within("pemberi", &self.pemberi, 120);
        let restricted = self.terikat == "ya";
        let purpose = errors.within("tujuan", &self.tujuan, 200);
        if restricted && purpose.is_empty() {
            errors.add(
                "tujuan",
                "Dana terikat perlu tujuannya: boleh dipakai untuk apa?",
            );
        }
        let Some(kind) = FundKind::from_code(&self.jenis) else {
            errors.add("jenis", "Pilih asal dananya.");
            return Err(errors);
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        let activity: Option<ActivityId> = self.kegiatan.parse().ok();
        Ok(NewFund {
            name,
            kind,
            donor,
            purpose,
            restricted,
            activity: activity.filter(|_| restricted),
        })
    }
}
