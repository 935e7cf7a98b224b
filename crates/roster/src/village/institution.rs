//! The members of an institution (`lembaga`) as the village system lists them: under its own
//! headings, offices as numbers or words.

use crate::table::{Cell, Row, Table};
use crate::words::tidy;
use serde::{Deserialize, Serialize};

/// The headings may stand below a title, but not far.
const FIRST_ROWS: usize = 10;

/// One member of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InstitutionMember {
    /// Full name as written.
    pub name: String,
    /// Sixteen digits; empty where there are none.
    pub nik: String,
    /// `jabatan`: 1 to 4, 90, or words.
    pub office: String,
    /// Number of the decree that gives the office; empty where there is none.
    pub decree: String,
}

/// Where what stands in a row.
struct Columns {
    name: usize,
    office: usize,
    nik: Option<usize>,
    decree: Option<usize>,
}

/// The members, if one of `tables` has a heading for names and one for offices.
pub(crate) fn members(tables: &[Table]) -> Option<Vec<InstitutionMember>> {
    let shown = tables.iter().filter(|table| !table.hidden);
    shown.into_iter().find_map(|table| {
        let mut first = table.rows.iter().take(FIRST_ROWS).enumerate();
        let (at, columns) = first.find_map(|(at, row)| Some((at, columns(row)?)))?;
        let rows = table.rows[at + 1..].iter();
        Some(rows.filter_map(|row| member(row, &columns)).collect())
    })
}

fn columns(row: &Row) -> Option<Columns> {
    let headings: Vec<(usize, String)> = row
        .filled()
        .map(|(column, cell)| (column, heading(cell)))
        .collect();
    let of = |names: &[&str]| {
        let found = |name: &&str| headings.iter().find(|(_, heading)| heading == name);
        names.iter().find_map(found).map(|(at, _)| *at)
    };
    Some(Columns {
        name: of(&["nama", "nama anggota", "nama lengkap"])?,
        office: of(&["jabatan"])?,
        nik: of(&["nik"]),
        decree: of(&["no sk jabatan", "nomor sk jabatan", "no sk pengangkatan"]),
    })
}

/// `NO_SK_JABATAN` and "No. SK Jabatan" are one heading.
fn heading(cell: &Cell) -> String {
    let text = cell.text().replace(['_', '.'], " ");
    tidy(&text).to_lowercase()
}

fn member(row: &Row, columns: &Columns) -> Option<InstitutionMember> {
    let text = |at: Option<usize>| at.map(|at| tidy(&row.cell(at).text())).unwrap_or_default();
    let name = text(Some(columns.name));
    if name.is_empty() {
        return None;
    }
    let digits: String = text(columns.nik)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    Some(InstitutionMember {
        name,
        nik: if digits.len() == 16 {
            digits
        } else {
            String::new()
        },
        office: text(Some(columns.office)),
        decree: text(columns.decree),
    })
}
