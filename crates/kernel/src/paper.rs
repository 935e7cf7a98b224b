//! What a context says on paper, as data: sections of blocks, no layout.
//! `documents` renders them to PDF; `activity` collects them into a report.
//! So no context builds a document, and none is written twice.

use crate::id::FileId;
use serde::{Deserialize, Serialize};

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Where it stands among the sections of all contexts, small first.
    pub order: u16,
    /// Heading, in Indonesian.
    pub title: String,
    /// What stands under it, in order.
    pub blocks: Vec<Block>,
    /// What is still missing: shown as a red list at the front of a report.
    pub missing: Vec<String>,
}

/// One piece of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// Label and value, one pair per line.
    Facts(Vec<(String, String)>),
    /// A bulleted list.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A drawing as SVG, with a caption that says in words what it shows.
    Svg {
        /// The SVG text.
        svg: String,
        /// What it shows.
        caption: String,
    },
    /// Photos in a grid, as many to a page as it has places.
    Photos {
        /// Side by side.
        columns: u8,
        /// Below one another on a page.
        rows: u8,
        /// In order.
        photos: Vec<Photo>,
    },
}

/// A photo by its file; whoever renders the paper reads the file and makes it small.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// The stored file: PNG or JPEG.
    pub file: FileId,
    /// What stands under it.
    pub caption: String,
}

/// A table with a head; cells are plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Headings with the share of the width each takes and its alignment.
    pub columns: Vec<Column>,
    /// Rows; each as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Heading.
    pub title: String,
    /// Share of the width; a column of weight 2 is twice as wide as one of weight 1.
    pub weight: u8,
    /// Figures stand right.
    pub right: bool,
}

impl Column {
    /// A left-aligned column.
    #[must_use]
    pub fn left(title: &str, weight: u8) -> Self {
        Self {
            title: title.to_owned(),
            weight,
            right: false,
        }
    }

    /// A right-aligned column, for figures.
    #[must_use]
    pub fn right(title: &str, weight: u8) -> Self {
        Self {
            title: title.to_owned(),
            weight,
            right: true,
        }
    }
}

/// Size of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 215 × 330 mm, what village offices print on.
    F4,
}

/// The head of an organisation's paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Letterhead {
    /// Lines from the largest body down, e.g. "KARANG TARUNA KARYA MANDIRI".
    pub lines: Vec<String>,
    /// Address, phone, in small print.
    pub address: String,
    /// Logo as PNG or JPEG bytes.
    pub logo: Option<Vec<u8>>,
}

/// One signature at the foot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// "Mengetahui," or empty.
    pub lead: String,
    /// Office, e.g. "Ketua".
    pub office: String,
    /// Name; empty leaves a dotted line.
    pub name: String,
}

/// Place, day and signatures at the foot of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Signatures {
    /// "Jambu, 24 November 2026".
    pub place_and_day: String,
    /// Two or three, left to right.
    pub people: Vec<Signature>,
}
