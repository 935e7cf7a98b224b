//! A visit, as typed.

use super::past_day;
use crate::domain::NewGuest;
use jiff::civil::Date;
use kernel::phone;
use serde::Deserialize;
use web::Errors;

/// See the module's words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GuestForm {
    pub(crate) kunci: String,
    pub(crate) nama: String,
    pub(crate) dari: String,
    pub(crate) keperluan: String,
    pub(crate) hari: String,
    pub(crate) alamat: String,
    pub(crate) hp: String,
    pub(crate) bertemu: String,
    pub(crate) kesan: String,
}

impl GuestForm {
    /// What `says` looks like in the form.
    pub(crate) fn of(says: &NewGuest) -> Self {
        Self {
            kunci: String::new(),
            nama: says.name.clone(),
            dari: says.from.clone(),
            keperluan: says.purpose.clone(),
            hari: says.day.to_string(),
            alamat: says.address.clone(),
            hp: match says.phone.as_str() {
                "" => String::new(),
                number => phone::local(number),
            },
            bertemu: says.met.clone(),
            kesan: says.impression.clone(),
        }
    }

    /// What was typed, or what is wrong with it.
    pub(crate) fn read(&self, today: Date) -> Result<NewGuest, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 120);
        let from = errors.within("dari", &self.dari, 120);
        let purpose = errors.required("keperluan", &self.keperluan, 200);
        let day = past_day(&mut errors, "hari", &self.hari, today);
        let address = errors.within("alamat", &self.alamat, 200);
        let phone = match self.hp.trim() {
            "" => String::new(),
            typed => phone::one(typed).map_or_else(
                || {
                    errors.add("hp", "Nomor HP belum benar. Tulis seperti 0812-3456-7890.");
                    String::new()
                },
                |phone| phone.as_str().to_owned(),
            ),
        };
        let met = errors.within("bertemu", &self.bertemu, 120);
        let impression = errors.within("kesan", &self.kesan, 500);
        match (day, errors.is_empty()) {
            (Some(day), true) => Ok(NewGuest {
                day,
                name,
                from,
                address,
                phone,
                purpose,
                met,
                impression,
            }),
            _ => Err(errors),
        }
    }
}
