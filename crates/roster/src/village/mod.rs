//! The population workbook of the village system (OpenSID, `Impor_model::$daftar_kolom`): its
//! headings are fixed, its cells are codes or words. Only what a youth organisation needs is read;
//! the other columns (religion, health, parents, papers) are passed over unread.

mod cells;
mod codes;
mod institution;
mod reading;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::reading::Sex;

pub(crate) use cells::population;
pub use institution::InstitutionMember;
pub(crate) use institution::members;
pub use reading::residents_as_list;

/// The headings that are read, in the workbook's own words.
pub const READ_HEADINGS: [&str; 13] = [
    "nama",
    "nik",
    "no_kk",
    "sex",
    "tanggallahir",
    "dusun",
    "rw",
    "rt",
    "pendidikan_kk_id",
    "pendidikan_sedang_id",
    "pekerjaan_id",
    "kk_level",
    "status_dasar",
];

/// What was read of a population workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Population {
    /// Name of the sheet; empty in a text file.
    pub sheet: String,
    /// Everybody in it, in the file's order.
    pub residents: Vec<Resident>,
    /// Headings of columns that were not read.
    pub unread: Vec<String>,
}

/// One inhabitant, as far as it concerns a youth organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Resident {
    /// Row, counted from 1.
    pub row: u32,
    /// Full name; what was written in capitals only is written as a name.
    pub name: Option<String>,
    /// L or P.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth_date: Option<Date>,
    /// Hamlet, without the word for it.
    pub hamlet: Option<String>,
    /// RT.
    pub rt: Option<u16>,
    /// RW.
    pub rw: Option<u16>,
    /// Last school, and the one somebody goes to.
    pub education: Option<String>,
    /// Job.
    pub occupation: Option<String>,
    /// How the person belongs to the household.
    pub relation: Option<Relation>,
    /// Whether the person still lives here.
    pub fate: Fate,
    /// The NIK.
    pub nik: Option<Number>,
    /// The family card.
    pub family_card: Option<Number>,
    /// What a person should look at, in Indonesian.
    pub issues: Vec<String>,
}

/// A number of sixteen digits that is not to be kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// The digits as read; once [hidden](Self::hide), what stands for them.
    pub key: String,
    /// The last four digits.
    pub last: String,
}

impl Number {
    fn new(digits: String) -> Self {
        let last = digits.get(digits.len().saturating_sub(4)..);
        Self {
            last: last.unwrap_or_default().to_owned(),
            key: digits,
        }
    }

    /// Puts what `hash` makes of the digits in their place.
    pub fn hide(&mut self, hash: impl Fn(&str) -> String) {
        self.key = hash(&self.key);
    }
}

/// What became of somebody (`status_dasar`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Lives here.
    #[default]
    Alive,
    /// Died.
    Dead,
    /// Moved away.
    Moved,
    /// Missing.
    Missing,
    /// Went away.
    Gone,
    /// Not a valid entry.
    Invalid,
}

impl Fate {
    /// Why somebody is not taken, in Indonesian; nothing for who lives here.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Alive => None,
            Self::Dead => Some("Sudah meninggal menurut data desa."),
            Self::Moved => Some("Sudah pindah menurut data desa."),
            Self::Missing => Some("Tercatat hilang di data desa."),
            Self::Gone => Some("Tercatat pergi di data desa."),
            Self::Invalid => Some("Ditandai tidak valid di data desa."),
        }
    }
}

/// How somebody belongs to a household (`kk_level`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Kepala keluarga.
    Head,
    /// Suami.
    Husband,
    /// Istri.
    Wife,
    /// Anak.
    Child,
    /// Menantu.
    ChildInLaw,
    /// Cucu.
    Grandchild,
    /// Orang tua.
    Parent,
    /// Mertua.
    ParentInLaw,
    /// Famili lain.
    Kin,
    /// Pembantu.
    Help,
    /// Lainnya.
    Other,
}

impl Relation {
    /// Every relation, in the order of the codes.
    pub const ALL: [Self; 11] = [
        Self::Head,
        Self::Husband,
        Self::Wife,
        Self::Child,
        Self::ChildInLaw,
        Self::Grandchild,
        Self::Parent,
        Self::ParentInLaw,
        Self::Kin,
        Self::Help,
        Self::Other,
    ];

    /// The word for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Head => "Kepala keluarga",
            Self::Husband => "Suami",
            Self::Wife => "Istri",
            Self::Child => "Anak",
            Self::ChildInLaw => "Menantu",
            Self::Grandchild => "Cucu",
            Self::Parent => "Orang tua",
            Self::ParentInLaw => "Mertua",
            Self::Kin => "Famili lain",
            Self::Help => "Pembantu",
            Self::Other => "Lainnya",
        }
    }
}
