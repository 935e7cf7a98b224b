//! A person on the roll, and what may be typed about one.
//! A name and an RT are enough; everything else is optional and nothing is guessed.
//! Ages are told, never judged: rules about age warn elsewhere.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{day, name, nik, phone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web::Errors;

/// How a person belongs to the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Takes part.
    #[default]
    Active,
    /// Belongs by age and domicile.
    Passive,
    /// Honorary: outside the age rule.
    Honorary,
    /// Registered for an activity and lives here, not yet confirmed by the board.
    Candidate,
    /// Took part once; from elsewhere.
    Guest,
}

impl Kind {
    /// Every kind, in the order of the filter.
    pub const ALL: [Self; 5] = [
        Self::Active,
        Self::Passive,
        Self::Honorary,
        Self::Candidate,
        Self::Guest,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Passive => "passive",
            Self::Honorary => "honorary",
            Self::Candidate => "candidate",
            Self::Guest => "guest",
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Aktif",
            Self::Passive => "Pasif",
            Self::Honorary => "Kehormatan",
            Self::Candidate => "Calon anggota",
            Self::Guest => "Tamu",
        }
    }

    /// The kind kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Sex as on the identity card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sex {
    /// Laki-laki.
    L,
    /// Perempuan.
    P,
}

impl Sex {
    /// The letter of the books.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::L => "L",
            Self::P => "P",
        }
    }

    /// The sex written as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "L" => Some(Self::L),
            "P" => Some(Self::P),
            _ => None,
        }
    }
}

/// A national identity number that is ready to be kept: sealed, hashed, last four digits.
/// Of a number that came from the village system only hash and last digits are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nik {
    /// Ciphertext, where the number may be kept.
    pub sealed: Option<Vec<u8>>,
    /// Keyed hash, for equality.
    pub hash: Vec<u8>,
    /// The four digits that screens show.
    pub last: String,
}

impl Nik {
    /// Seals sixteen digits.
    #[must_use]
    pub fn seal(keys: &web::secret::Keys, digits: &str) -> Self {
        Self {
            sealed: Some(keys.seal("nik", digits.as_bytes())),
            hash: keys.hash("nik", digits.as_bytes()),
            last: digits
                .get(digits.len().saturating_sub(4)..)
                .unwrap_or_default()
                .to_owned(),
        }
    }
}

/// A person on the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// Whose roll.
    pub unit: UnitId,
    /// How the person belongs.
    pub kind: Kind,
    /// The whole name, titles included, as written.
    pub full_name: String,
    /// What everybody calls them; may be empty.
    pub nickname: String,
    /// Sex, if known.
    pub sex: Option<Sex>,
    /// Place of birth; may be empty.
    pub birth_place: String,
    /// Day of birth, if known.
    pub birth_date: Option<Date>,
    /// Dusun, lingkungan, banjar; may be empty.
    pub hamlet: String,
    /// Number of the RT.
    pub rt: Option<u16>,
    /// Number of the RW.
    pub rw: Option<u16>,
    /// Further address; may be empty.
    pub address: String,
    /// Last school; may be empty.
    pub education: String,
    /// Work; may be empty.
    pub occupation: String,
    /// Skills and interests, comma-separated; may be empty.
    pub skills: String,
    /// A remark; may be empty.
    pub note: String,
    /// Last four digits of the NIK, if one is kept.
    pub nik_last: Option<String>,
    /// The day of joining, if known.
    pub joined_on: Option<Date>,
    /// Grows with every change; guards against two people editing at once.
    pub version: i64,
    /// The secret part of the person's own address, `/p/{token}`, and of the card's QR.
    pub token: String,
    /// Phone numbers in E.164, in order of writing.
    pub phones: Vec<String>,
}

impl Person {
    /// "Dusun Krajan, RT 03/RW 02", or as much of it as is known.
    #[must_use]
    pub fn place(&self) -> String {
        describe_place(&self.hamlet, self.rt, self.rw)
    }

    /// Age in whole years on `day`.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<i16> {
        Some(super::ages::age_on(self.birth_date?, day))
    }
}

/// "Dusun Krajan, RT 03/RW 02", or as much of it as is known.
pub(crate) fn describe_place(hamlet: &str, rt: Option<u16>, rw: Option<u16>) -> String {
    let numbers = match (rt, rw) {
        (Some(rt), Some(rw)) => format!("RT {rt:02}/RW {rw:02}"),
        (Some(rt), None) => format!("RT {rt:02}"),
        (None, Some(rw)) => format!("RW {rw:02}"),
        (None, None) => String::new(),
    };
    [hamlet, &numbers]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What says that two entries are the same person: name likeness and a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonKey {
    /// The name as typed.
    pub name: String,
    /// A phone in E.164.
    pub phone: Option<String>,
}

/// What was typed about a person; every field a string, so that nothing is lost.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PersonForm {
    pub(crate) nama: String,
    pub(crate) panggilan: String,
    pub(crate) jenis: String,
    pub(crate) jk: String,
    pub(crate) tempat_lahir: String,
    pub(crate) tgl_lahir: String,
    pub(crate) dusun: String,
    pub(crate) rt: String,
    pub(crate) rw: String,
    pub(crate) alamat: String,
    pub(crate) hp: String,
    pub(crate) pendidikan: String,
    pub(crate) pekerjaan: String,
    pub(crate) keahlian: String,
    pub(crate) nik: String,
    pub(crate) catatan: String,
    pub(crate) versi: String,
}

impl PersonForm {
    /// The form filled with what is known about `person`.
    pub(crate) fn of(person: &Person) -> Self {
        let number = |n: Option<u16>| n.map(|n| format!("{n:02}")).unwrap_or_default();
        Self {
            nama: person.full_name.clone(),
            panggilan: person.nickname.clone(),
            jenis: person.kind.code().to_owned(),
            jk: person
                .sex
                .map(|sex| sex.code().to_owned())
                .unwrap_or_default(),
            tempat_lahir: person.birth_place.clone(),
            tgl_lahir: person.birth_date.map(day::short).unwrap_or_default(),
            dusun: person.hamlet.clone(),
            rt: number(person.rt),
            rw: number(person.rw),
            alamat: person.address.clone(),
            hp: person.phones.join(", "),
            pendidikan: person.education.clone(),
            pekerjaan: person.occupation.clone(),
            keahlian: person.skills.clone(),
            nik: String::new(),
            catatan: person.note.clone(),
            versi: person.version.to_string(),
        }
    }

    /// What stands in each field, by its name.
    pub(crate) fn fields(&self) -> BTreeMap<String, String> {
        let value = serde_json::to_value(self).unwrap_or_default();
        serde_json::from_value(value).unwrap_or_default()
    }

    /// The form in whose fields this stands; a field that is not named is empty.
    pub(crate) fn from_fields(fields: BTreeMap<String, String>) -> Self {
        let value = serde_json::to_value(fields).unwrap_or_default();
        serde_json::from_value(value).unwrap_or_default()
    }

    /// The person described, or what is wrong at which field.
    pub(crate) fn read(&self, today: Date) -> Result<crate::NewPerson, Errors> {
        let mut errors = Errors::default();
        let full_name = errors.required("nama", &self.nama, 120);
        let nickname = errors.within("panggilan", &self.panggilan, 60);
        let birth_date = read_birth(&mut errors, &self.tgl_lahir, today);
        let new = crate::NewPerson {
            kind: Kind::from_code(&self.jenis).unwrap_or_default(),
            sex: Sex::from_code(&self.jk),
            birth_place: errors.within("tempat_lahir", &self.tempat_lahir, 80),
            birth_date,
            hamlet: errors.within("dusun", &self.dusun, 80),
            rt: read_number(&mut errors, "rt", &self.rt),
            rw: read_number(&mut errors, "rw", &self.rw),
            address: errors.within("alamat", &self.alamat, 200),
            education: errors.within("pendidikan", &self.pendidikan, 80),
            occupation: errors.within("pekerjaan", &self.pekerjaan, 80),
            skills: errors.within("keahlian", &self.keahlian, 200),
            note: errors.within("catatan", &self.catatan, 500),
            phones: read_phones(&mut errors, &self.hp),
            nik_digits: read_nik(&mut errors, &self.nik, today),
            full_name,
            nickname,
            ..crate::NewPerson::default()
        };
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(errors)
        }
    }
}

pub(crate) fn read_birth(errors: &mut Errors, text: &str, today: Date) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match day::read(text, today) {
        Ok(day::Read::Day(day)) if day > today => {
            errors.add("tgl_lahir", "Tanggal lahir belum lewat. Periksa tahunnya.");
            None
        }
        Ok(day::Read::Day(day)) => Some(day),
        Ok(day::Read::Ambiguous) => {
            errors.add(
                "tgl_lahir",
                "Tanggal belum lengkap. Tulis seperti 17-08-2001.",
            );
            None
        }
        Err(_) => {
            errors.add(
                "tgl_lahir",
                "Tanggal tidak dikenal. Tulis seperti 17-08-2001.",
            );
            None
        }
    }
}

pub(crate) fn read_number(errors: &mut Errors, field: &'static str, text: &str) -> Option<u16> {
    let digits = text
        .trim()
        .trim_start_matches(|c: char| !c.is_ascii_digit());
    if text.trim().is_empty() {
        return None;
    }
    let number = digits.parse().ok().filter(|n| (1..=999).contains(n));
    if number.is_none() {
        errors.add(field, "Isi dengan angka, misalnya 03.");
    }
    number
}

pub(crate) fn read_phones(errors: &mut Errors, text: &str) -> Vec<String> {
    let phones: Vec<String> = phone::read(text).iter().map(ToString::to_string).collect();
    if phones.is_empty() && !text.trim().is_empty() {
        errors.add(
            "hp",
            "Nomor HP tidak dikenal. Tulis seperti 0812-3456-7890.",
        );
    }
    phones
}

fn read_nik(errors: &mut Errors, text: &str, today: Date) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if text.trim().is_empty() {
        return None;
    }
    if !nik::read(text, today, None, None).valid {
        errors.add(
            "nik",
            "NIK tidak sah. Harus 16 angka seperti di KTP atau KK.",
        );
        return None;
    }
    Some(digits)
}

/// Everything a search may hit, folded: the name's key, the name and the nickname in lower case.
pub(crate) fn search_text(full_name: &str, nickname: &str) -> String {
    format!(
        "{} {} {}",
        name::key(full_name),
        full_name.to_lowercase(),
        nickname.to_lowercase()
    )
}
