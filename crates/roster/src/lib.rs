//! Reads a board's member list as it is kept (XLSX, XLS, ODS, CSV) into columns as understood,
//! lines with their values and doubts, and groups of lines that are likely one person; writes
//! tables too. Pure: bytes in, data out, no clock. Where it is not sure it leaves a value empty.

mod alike;
mod choices;
mod duplicates;
mod error;
mod field;
mod figures;
mod guard;
mod guess;
mod heading;
mod layout;
mod ods;
mod ours;
mod person;
mod read;
mod reading;
mod rows;
mod table;
mod text_file;
mod value;
mod village;
mod words;
mod workbook;
mod write;

pub use choices::Choices;
pub use duplicates::{Comparison, Difference, Likely, Match, against, among, compare, likely};
pub use error::Error;
pub use field::{Field, Means, UnknownField};
pub use figures::{Figure, Grid, grids, write_figures};
pub use read::{Found, read, read_institution, recognise};
pub use reading::{
    Column, Format, Group, Line, LineKind, Members, Place, Reading, Sex, Shared, SheetInfo, Values,
};
pub use village::{
    Fate, InstitutionMember, Number, Population, READ_HEADINGS, Relation, Resident,
    residents_as_list,
};
pub use write::{Cell, FigureSheet, csv_safe, write_csv, write_rest, write_sheets, write_xlsx};
