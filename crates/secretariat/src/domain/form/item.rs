//! Things of the inventory and what happens to them.

use super::{amount, count};
use crate::domain::{Condition, Happening, NewItem, Origin, Pieces};
use kernel::Money;
use serde::Deserialize;
use web::Errors;

/// A thing, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ItemForm {
    pub(crate) kunci: String,
    pub(crate) nama: String,
    pub(crate) kode: String,
    pub(crate) merek: String,
    pub(crate) satuan: String,
    pub(crate) baik: String,
    pub(crate) ringan: String,
    pub(crate) berat: String,
    pub(crate) asal: String,
    pub(crate) perolehan: String,
    pub(crate) harga: String,
    pub(crate) tempat: String,
    pub(crate) pemegang: String,
    pub(crate) catatan: String,
}

impl ItemForm {
    /// What `says` looks like in the form.
    pub(crate) fn of(says: &NewItem) -> Self {
        Self {
            nama: says.name.clone(),
            kode: says.code.clone(),
            merek: says.brand.clone(),
            satuan: says.measure.clone(),
            asal: says.origin.code().to_owned(),
            perolehan: says.acquired.clone(),
            harga: match says.price {
                Money(0) => String::new(),
                Money(price) => price.to_string(),
            },
            tempat: says.place.clone(),
            pemegang: says.holder.clone(),
            catatan: says.note.clone(),
            ..Self::default()
        }
    }

    /// What was typed, or what is wrong with it; the counts only of what is new.
    pub(crate) fn read(&self, new: bool) -> Result<(NewItem, Pieces), Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 120);
        let code = errors.required("kode", &self.kode, 30);
        let measure = errors.required("satuan", &self.satuan, 20);
        let origin = Origin::from_code(&self.asal);
        if origin.is_none() {
            errors.add("asal", "Pilih asal barangnya.");
        }
        let pieces = Pieces {
            good: count(&mut errors, "baik", &self.baik),
            minor: count(&mut errors, "ringan", &self.ringan),
            major: count(&mut errors, "berat", &self.berat),
        };
        if new && errors.is_empty() && pieces.total() == 0 {
            errors.add("baik", "Isi jumlahnya, paling sedikit 1.");
        }
        let says = NewItem {
            code,
            name,
            brand: errors.within("merek", &self.merek, 80),
            measure,
            origin: origin.unwrap_or(Origin::Bought),
            acquired: errors.within("perolehan", &self.perolehan, 30),
            price: amount(&mut errors, "harga", &self.harga),
            place: errors.within("tempat", &self.tempat, 80),
            holder: errors.within("pemegang", &self.pemegang, 80),
            note: errors.within("catatan", &self.catatan, 300),
        };
        if errors.is_empty() {
            Ok((says, pieces))
        } else {
            Err(errors)
        }
    }
}

/// What happens to a thing, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HappeningForm {
    pub(crate) jenis: String,
    pub(crate) jumlah: String,
    pub(crate) dari: String,
    pub(crate) menjadi: String,
    pub(crate) cara: String,
    pub(crate) tempat: String,
    pub(crate) pemegang: String,
    pub(crate) sebab: String,
}

/// How a thing goes for good.
pub(crate) const WAYS: [&str; 6] = [
    "Hilang",
    "Dijual",
    "Dihibahkan",
    "Diserahkan ke unit lain",
    "Dimusnahkan",
    "Salah catat",
];

impl HappeningForm {
    /// What was typed and why, or what is wrong with it.
    pub(crate) fn read(&self) -> Result<(Happening, String), Errors> {
        let mut errors = Errors::default();
        let reason = errors.required("sebab", &self.sebab, 300);
        let (happening, reason) = match self.jenis.as_str() {
            "tambah" => (self.added(&mut errors), reason),
            "keadaan" => (self.condition(&mut errors), reason),
            "keluar" => {
                let way = WAYS.into_iter().find(|way| *way == self.cara);
                if way.is_none() {
                    errors.add("cara", "Pilih caranya.");
                }
                let reason = format!("{}: {reason}", way.unwrap_or_default());
                (self.removed(&mut errors), reason)
            }
            _ => (self.moved(&mut errors), reason),
        };
        if errors.is_empty() {
            Ok((happening, reason))
        } else {
            Err(errors)
        }
    }

    fn some(&self, errors: &mut Errors) -> i64 {
        let count = count(errors, "jumlah", &self.jumlah);
        if count == 0 && errors.of("jumlah").is_empty() {
            errors.add("jumlah", "Isi jumlahnya, paling sedikit 1.");
        }
        count
    }

    fn state(errors: &mut Errors, field: &'static str, text: &str) -> Condition {
        let condition = Condition::from_code(text);
        if condition.is_none() {
            errors.add(field, "Pilih keadaannya.");
        }
        condition.unwrap_or(Condition::Good)
    }

    fn added(&self, errors: &mut Errors) -> Happening {
        Happening::Added {
            condition: Self::state(errors, "menjadi", &self.menjadi),
            count: self.some(errors),
        }
    }

    fn condition(&self, errors: &mut Errors) -> Happening {
        let from = Self::state(errors, "dari", &self.dari);
        let to = Self::state(errors, "menjadi", &self.menjadi);
        if from == to && errors.is_empty() {
            errors.add("menjadi", "Pilih keadaan yang lain dari semula.");
        }
        let count = self.some(errors);
        Happening::Condition { from, to, count }
    }

    fn removed(&self, errors: &mut Errors) -> Happening {
        Happening::Removed {
            from: Self::state(errors, "dari", &self.dari),
            count: self.some(errors),
        }
    }

    fn moved(&self, errors: &mut Errors) -> Happening {
        let place = errors.within("tempat", &self.tempat, 80);
        let holder = errors.within("pemegang", &self.pemegang, 80);
        if place.is_empty() && holder.is_empty() {
            errors.add("tempat", "Isi tempat atau pemegangnya.");
        }
        Happening::Moved { place, holder }
    }
}
