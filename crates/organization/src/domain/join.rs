//! Asking to join, from a unit's public page: what is typed, and what a board decides about.
//! A name, a phone and where somebody lives; for those under 18 a parent or guardian agrees.

use crate::domain::consent::GROWN;
use crate::domain::person::{read_birth, read_number, read_phones};
use crate::domain::{NewGuardian, PersonKey, Relation, age_on, describe_place};
use jiff::civil::Date;
use kernel::id::{JoinRequestId, UnitId};
use serde::Deserialize;
use web::Errors;

/// What was typed; every field a string, so that nothing is lost.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct JoinForm {
    pub(crate) nama: String,
    pub(crate) panggilan: String,
    pub(crate) dusun: String,
    pub(crate) rt: String,
    pub(crate) hp: String,
    pub(crate) tgl_lahir: String,
    pub(crate) wali: String,
    pub(crate) hubungan_wali: String,
    pub(crate) hp_wali: String,
    pub(crate) setuju: String,
    pub(crate) setuju_wali: String,
    /// Nobody sees this field; what fills it in is a program.
    pub(crate) situs: String,
}

/// Somebody who wants to join.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Joining {
    /// The whole name.
    pub name: String,
    /// What everybody calls them.
    pub nickname: String,
    /// Dusun.
    pub hamlet: String,
    /// RT.
    pub rt: Option<u16>,
    /// Phone in E.164.
    pub phone: String,
    /// Day of birth, if told.
    pub birth_date: Option<Date>,
    /// Who agreed for somebody under 18.
    pub guardian: Option<NewGuardian>,
}

/// A request that waits for the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) id: JoinRequestId,
    pub(crate) unit: UnitId,
    pub(crate) who: Joining,
    /// The sentence that was agreed to, as it was shown.
    pub(crate) consent: String,
    pub(crate) created_at: jiff::Timestamp,
}

impl JoinForm {
    /// Who asks, or what is wrong at which field.
    pub(crate) fn read(&self, today: Date) -> Result<Joining, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 120);
        let phones = read_phones(&mut errors, &self.hp);
        let birth_date = read_birth(&mut errors, &self.tgl_lahir, today);
        let young = birth_date.is_some_and(|born| age_on(born, today) < GROWN);
        if self.hp.trim().is_empty() {
            errors.add(
                "hp",
                "Nomor HP belum diisi. Nomor orang tua atau teman juga boleh.",
            );
        }
        if self.setuju.is_empty() {
            errors.add("setuju", "Centang dulu kalau setuju.");
        }
        let guardian = self.guardian(young, &mut errors);
        let who = Joining {
            nickname: errors.within("panggilan", &self.panggilan, 60),
            hamlet: errors.within("dusun", &self.dusun, 80),
            rt: read_number(&mut errors, "rt", &self.rt),
            phone: phones.into_iter().next().unwrap_or_default(),
            birth_date,
            guardian,
            name,
        };
        if errors.is_empty() {
            Ok(who)
        } else {
            Err(errors)
        }
    }

    /// Who agrees for somebody `young`.
    fn guardian(&self, young: bool, errors: &mut Errors) -> Option<NewGuardian> {
        if !young {
            return None;
        }
        let name = errors.within("wali", &self.wali, 120);
        if name.is_empty() {
            errors.add(
                "wali",
                "Umur belum 18 tahun: isi nama orang tua atau wali yang mengizinkan.",
            );
        }
        let relation = Relation::from_code(&self.hubungan_wali);
        if relation.is_none() {
            errors.add("hubungan_wali", "Pilih hubungannya.");
        }
        if self.setuju_wali.is_empty() {
            errors.add("setuju_wali", "Minta orang tua atau wali mencentang ini.");
        }
        let phones = kernel::phone::read(&self.hp_wali);
        if phones.is_empty() && !self.hp_wali.trim().is_empty() {
            errors.add(
                "hp_wali",
                "Nomor HP tidak dikenal. Tulis seperti 0812-3456-7890.",
            );
        }
        Some(NewGuardian {
            name,
            relation: relation?,
            phone: phones.first().map(ToString::to_string).unwrap_or_default(),
        })
    }
}

impl Joining {
    /// By what somebody on the roll is recognised.
    pub(crate) fn key(&self) -> PersonKey {
        PersonKey {
            name: self.name.clone(),
            phone: (!self.phone.is_empty()).then(|| self.phone.clone()),
        }
    }

    /// "Krajan, RT 03", or as much as was told.
    pub(crate) fn place(&self) -> String {
        describe_place(&self.hamlet, self.rt, None)
    }

    /// Whole years on `day`, if the day of birth was told.
    pub(crate) fn age_on(&self, day: Date) -> Option<i16> {
        self.birth_date.map(|born| age_on(born, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    fn form(born: &str) -> JoinForm {
        JoinForm {
            nama: "Ana Lestari".into(),
            hp: "0812 3456 7890".into(),
            rt: "RT 03".into(),
            tgl_lahir: born.into(),
            setuju: "ya".into(),
            ..JoinForm::default()
        }
    }

    #[test]
    fn a_grown_person_needs_a_name_a_phone_and_to_agree() {
        let who = form("17-08-2001").read(TODAY).unwrap();
        assert_eq!((who.rt, who.phone.as_str()), (Some(3), "+6281234567890"));
        assert_eq!(who.age_on(TODAY), Some(25));
        let errors = JoinForm::default().read(TODAY).unwrap_err();
        for field in ["nama", "hp", "setuju"] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
    }

    #[test]
    fn a_guardian_agrees_for_somebody_who_turns_18_tomorrow_and_not_for_who_does_today() {
        let errors = form("25-11-2008").read(TODAY).unwrap_err();
        for field in ["wali", "hubungan_wali", "setuju_wali"] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
        let agreed = JoinForm {
            wali: "Siti".into(),
            hubungan_wali: "mother".into(),
            hp_wali: "0813-1111-2222".into(),
            setuju_wali: "ya".into(),
            ..form("25-11-2008")
        };
        let mother = NewGuardian {
            name: "Siti".into(),
            relation: Relation::Mother,
            phone: "+6281311112222".into(),
        };
        assert_eq!(agreed.read(TODAY).unwrap().guardian, Some(mother));
        assert_eq!(form("24-11-2008").read(TODAY).unwrap().guardian, None);
    }
}
