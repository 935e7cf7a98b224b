//! What a file says, line by line, in the shape that the pages show and that
//! `--json` prints. Fields are named in English; their words in JSON are those of the lists.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::field::Means;

/// Everything read from one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// `xlsx`, `xls`, `ods` or `csv`.
    pub format: Format,
    /// The sheets, in the file's order; a text file has one without a name.
    pub sheets: Vec<SheetInfo>,
    /// The columns as understood.
    pub columns: Vec<Column>,
    /// Columns of sheets in which nobody was found, for the page on which meanings are changed.
    #[serde(skip)]
    pub idle_columns: Vec<Column>,
    /// Every line, blank ones too.
    pub lines: Vec<Line>,
    /// Lines that are likely the same person.
    pub duplicate_groups: Vec<Group>,
}

impl Reading {
    /// Lines that hold a person.
    pub fn people(&self) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .filter(|line| line.kind == LineKind::Person)
    }

    /// The line at `place` (part `part`, if the row holds two people).
    #[must_use]
    pub fn line(&self, place: &Place, part: Option<u8>) -> Option<&Line> {
        self.lines
            .iter()
            .find(|line| &line.place == place && line.part == part)
    }
}

/// Kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Excel since 2007.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// LibreOffice.
    Ods,
    /// Text with separators.
    Csv,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetInfo {
    /// Its name; none in a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Hash of its headings: choices made for a sheet fit every sheet with the same one.
    pub fingerprint: String,
    /// Lines that hold a person.
    pub people: usize,
    /// A hidden sheet is not read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// What a person should know of the whole sheet, in Indonesian.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One column as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Name of the sheet; none in a text file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Column, counted from 1.
    pub column: u32,
    /// Heading as it stands, both rows of it; none if the list has no headings.
    pub heading: Option<String>,
    /// What it means.
    pub means: Means,
    /// The first filled cells, for the page on which meanings are changed.
    #[serde(skip)]
    pub samples: Vec<String>,
}

/// Where a line stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// A row of a workbook.
    Row {
        /// Name of the sheet.
        sheet: String,
        /// Row, counted from 1.
        xlsx_row: u32,
    },
    /// A record of a text file.
    Record {
        /// Record, counted from 1, empty ones too.
        csv_record: u32,
    },
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Row { sheet, xlsx_row } => write!(f, "{sheet}, baris {xlsx_row}"),
            Self::Record { csv_record } => write!(f, "baris {csv_record}"),
        }
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// Above the headings.
    Title,
    /// Nothing in it.
    Blank,
    /// Headings, also repeated ones.
    Header,
    /// A word for the rows below.
    Section,
    /// A person.
    Person,
    /// A sum.
    Total,
    /// Signatures.
    Sign,
    /// Any other remark.
    Note,
}

/// One line; a row that holds two people gives two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// 1 or 2 where a row holds two people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u8>,
    /// What it is.
    pub kind: LineKind,
    /// What it says of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Values>,
    /// What a person should look at, in Indonesian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issues: Option<Vec<String>>,
    /// The hamlet that the section row or the sheet's name tells: shown, never taken.
    #[serde(skip)]
    pub suggested_hamlet: Option<String>,
    /// The row's cells as they stand.
    #[serde(skip)]
    pub raw: Vec<String>,
}

impl Line {
    /// What should be looked at; empty for lines without a person.
    #[must_use]
    pub fn issues(&self) -> &[String] {
        self.issues.as_deref().unwrap_or_default()
    }
}

/// L or P.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// Laki-laki.
    L,
    /// Perempuan.
    P,
}

/// What a line says of a person; what it does not say surely is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Values {
    /// Full name as written.
    #[serde(rename = "nama")]
    pub name: Option<String>,
    /// Sixteen digits.
    pub nik: Option<String>,
    /// Place of birth.
    #[serde(rename = "tempat_lahir")]
    pub birth_place: Option<String>,
    /// Day of birth.
    #[serde(rename = "tgl_lahir")]
    pub birth_date: Option<Date>,
    /// L or P.
    #[serde(rename = "jk")]
    pub sex: Option<Sex>,
    /// Hamlet.
    #[serde(rename = "dusun")]
    pub hamlet: Option<String>,
    /// RT.
    pub rt: Option<u16>,
    /// RW.
    pub rw: Option<u16>,
    /// Phone numbers in E.164.
    #[serde(rename = "hp")]
    pub phones: Vec<String>,
    /// Education.
    #[serde(rename = "pendidikan")]
    pub education: Option<String>,
    /// Occupation.
    #[serde(rename = "pekerjaan")]
    pub occupation: Option<String>,
    /// Skills.
    #[serde(rename = "keahlian")]
    pub skills: Vec<String>,
    /// Office.
    #[serde(rename = "jabatan")]
    pub position: Option<String>,
}

/// Lines that are likely one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The lines, by where they stand.
    #[serde(flatten)]
    pub members: Members,
    /// Same NIK, or same phone or birth date with a like name, and nothing speaks against it.
    pub certain: bool,
    /// What all of them share.
    pub shared: Vec<Shared>,
    /// The lines as places in [`Reading::lines`].
    #[serde(skip)]
    pub lines: Vec<usize>,
}

/// The lines of a group, by record or by sheet and row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Members {
    /// Records of a text file.
    Records {
        /// Counted from 1.
        csv_records: Vec<u32>,
    },
    /// Rows of a workbook.
    Rows {
        /// Sheet and row, counted from 1.
        lines: Vec<(String, u32)>,
    },
}

/// What two lines can share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shared {
    /// The same NIK.
    #[serde(rename = "nik")]
    Nik,
    /// A phone number.
    #[serde(rename = "hp")]
    Phone,
    /// A like name.
    #[serde(rename = "nama")]
    Name,
    /// The day of birth.
    #[serde(rename = "tgl_lahir")]
    BirthDate,
    /// RT and RW.
    #[serde(rename = "rt/rw")]
    RtRw,
}

impl Shared {
    /// The word for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nik => "NIK",
            Self::Phone => "nomor HP",
            Self::Name => "nama",
            Self::BirthDate => "tanggal lahir",
            Self::RtRw => "RT/RW",
        }
    }
}
