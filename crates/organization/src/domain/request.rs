//! What a person may ask for about their own data: a correction, field by field, or erasure.
//! An officer looks at both and decides; nothing changes before that.

use super::{Person, PersonForm};
use std::collections::BTreeMap;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Other words in some fields.
    Correction,
    /// To be forgotten.
    Erasure,
}

impl Ask {
    /// The word kept in the database.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Erasure => "erasure",
        }
    }

    /// The one kept as `code`.
    pub(crate) fn from_code(code: &str) -> Self {
        if code == "erasure" {
            Self::Erasure
        } else {
            Self::Correction
        }
    }

    /// The words on the page.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Correction => "Perbaikan data",
            Self::Erasure => "Penghapusan data",
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nobody has decided yet.
    Open,
    /// Done as asked.
    Accepted,
    /// An officer said no.
    Refused,
    /// The person took it back.
    Withdrawn,
}

impl Outcome {
    /// The word kept in the database.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The one kept as `code`.
    pub(crate) fn from_code(code: &str) -> Self {
        match code {
            "accepted" => Self::Accepted,
            "refused" => Self::Refused,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Open,
        }
    }

    /// The word on the page.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Open => "Menunggu pengurus",
            Self::Accepted => "Diterima",
            Self::Refused => "Ditolak",
            Self::Withdrawn => "Ditarik kembali",
        }
    }
}

/// What a person may ask to have corrected: the field of the form and its label.
const FIELDS: [(&str, &str); 13] = [
    ("nama", "Nama lengkap"),
    ("panggilan", "Nama panggilan"),
    ("hp", "Nomor HP/WA"),
    ("jk", "Jenis kelamin"),
    ("tempat_lahir", "Tempat lahir"),
    ("tgl_lahir", "Tanggal lahir"),
    ("dusun", "Dusun"),
    ("rt", "RT"),
    ("rw", "RW"),
    ("alamat", "Alamat"),
    ("pendidikan", "Pendidikan terakhir"),
    ("pekerjaan", "Pekerjaan"),
    ("keahlian", "Minat dan keterampilan"),
];

/// The fields that are to have other words, by their name in the form.
pub(crate) type Correction = BTreeMap<String, String>;

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) label: &'static str,
    pub(crate) now: String,
    pub(crate) wanted: String,
}

/// What `typed` would change of what is known about `person`; only what the person may ask for.
pub(crate) fn correction(person: &Person, typed: &PersonForm) -> Correction {
    let now = PersonForm::of(person).fields();
    let typed = typed.fields();
    let changed = FIELDS.iter().filter_map(|(field, _)| {
        let wanted = typed.get(*field)?.trim();
        let same = now.get(*field).map(String::as_str) == Some(wanted);
        (!same).then(|| ((*field).to_owned(), wanted.to_owned()))
    });
    changed.collect()
}

/// The form of `person` with `correction` written over it.
pub(crate) fn corrected(person: &Person, correction: &Correction) -> PersonForm {
    let mut fields = PersonForm::of(person).fields();
    for (field, wanted) in correction {
        if FIELDS.iter().any(|(known, _)| known == field) {
            fields.insert(field.clone(), wanted.clone());
        }
    }
    PersonForm::from_fields(fields)
}

/// Side by side what is known about `person` and what is wanted.
pub(crate) fn compare(person: &Person, correction: &Correction) -> Vec<Compared> {
    let mut now = PersonForm::of(person).fields();
    let lines = FIELDS.iter().filter_map(|(field, label)| {
        Some(Compared {
            label,
            wanted: correction.get(*field)?.clone(),
            now: now.remove(*field).unwrap_or_default(),
        })
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::id::{PersonId, UnitId};

    fn ana() -> Person {
        Person {
            id: PersonId(uuid(1)),
            unit: UnitId(uuid(2)),
            kind: crate::Kind::Active,
            full_name: "Ana Lestari".into(),
            nickname: String::new(),
            sex: None,
            birth_place: String::new(),
            birth_date: None,
            hamlet: "Krajan".into(),
            rt: Some(3),
            rw: None,
            address: String::new(),
            education: String::new(),
            occupation: String::new(),
            skills: String::new(),
            note: "dari buku lama".into(),
            nik_last: None,
            joined_on: None,
            version: 4,
            token: String::new(),
            phones: Vec::new(),
        }
    }

    fn uuid(n: u128) -> storage::Uuid {
        storage::Uuid::from_u128(n)
    }

    #[test]
    fn only_what_is_different_is_asked_for() {
        let typed = PersonForm {
            panggilan: " Ani ".into(),
            rt: "05".into(),
            ..PersonForm::of(&ana())
        };
        let asked = correction(&ana(), &typed);
        let pairs: Vec<(&str, &str)> = asked
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(pairs, [("panggilan", "Ani"), ("rt", "05")]);
        let lines = compare(&ana(), &asked);
        assert_eq!(
            (lines[1].now.as_str(), lines[1].wanted.as_str()),
            ("03", "05")
        );
    }

    #[test]
    fn kind_remark_and_nik_are_the_boards() {
        let typed = PersonForm {
            jenis: "honorary".into(),
            catatan: "ketua".into(),
            nik: "3529072212909814".into(),
            ..PersonForm::of(&ana())
        };
        assert!(correction(&ana(), &typed).is_empty());
        let forged = Correction::from([("catatan".to_owned(), "x".to_owned())]);
        assert_eq!(corrected(&ana(), &forged).catatan, "dari buku lama");
    }

    #[test]
    fn a_field_can_be_emptied() {
        let typed = PersonForm {
            dusun: String::new(),
            ..PersonForm::of(&ana())
        };
        let asked = correction(&ana(), &typed);
        assert_eq!(corrected(&ana(), &asked).dusun, "");
        assert_eq!(corrected(&ana(), &asked).nama, "Ana Lestari");
    }
}
