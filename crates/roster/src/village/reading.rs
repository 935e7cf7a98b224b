//! Inhabitants as a list like any other, so that they go the same way onto the roll.

use crate::duplicates;
use crate::field::{Field, Means};
use crate::reading::{Column, Format, Line, LineKind, Place, Reading, SheetInfo, Values};
use crate::village::Resident;

/// The headings of what is told back to a person; numbers of identity are not among them.
const HEADINGS: [(&str, Field); 8] = [
    ("Nama", Field::Name),
    ("L/P", Field::Sex),
    ("Tanggal lahir", Field::BirthDate),
    ("Dusun", Field::Hamlet),
    ("RT", Field::Rt),
    ("RW", Field::Rw),
    ("Pendidikan", Field::Education),
    ("Pekerjaan", Field::Occupation),
];

/// `residents` of `sheet` as a list. In the place of each NIK stands its key, by which lines that
/// are likely one person find each other.
#[must_use]
pub fn residents_as_list<'a>(
    sheet: &str,
    residents: impl Iterator<Item = &'a Resident>,
) -> Reading {
    let lines: Vec<Line> = residents.map(|one| line(sheet, one)).collect();
    let column = |(number, (heading, field)): (u32, (&str, Field))| Column {
        sheet: Some(sheet.to_owned()),
        column: number,
        heading: Some(heading.to_owned()),
        means: Means::from(field),
        samples: Vec::new(),
    };
    Reading {
        format: Format::Xlsx,
        sheets: vec![SheetInfo {
            name: Some(sheet.to_owned()),
            fingerprint: String::new(),
            people: lines.len(),
            hidden: false,
            notes: Vec::new(),
        }],
        columns: (1..).zip(HEADINGS).map(column).collect(),
        idle_columns: Vec::new(),
        duplicate_groups: duplicates::find(&lines),
        lines,
    }
}

fn line(sheet: &str, resident: &Resident) -> Line {
    let values = Values {
        name: resident.name.clone(),
        nik: resident.nik.as_ref().map(|nik| nik.key.clone()),
        birth_date: resident.birth_date,
        sex: resident.sex,
        hamlet: resident.hamlet.clone(),
        rt: resident.rt,
        rw: resident.rw,
        education: resident.education.clone(),
        occupation: resident.occupation.clone(),
        ..Values::default()
    };
    Line {
        place: Place::Row {
            sheet: sheet.to_owned(),
            xlsx_row: resident.row,
        },
        part: None,
        kind: LineKind::Person,
        raw: HEADINGS
            .iter()
            .map(|(_, field)| values.text(*field))
            .collect(),
        values: Some(values),
        issues: Some(resident.issues.clone()),
        suggested_hamlet: None,
    }
}
