//! From the rows of a sheet to its inhabitants, by the system's own cleaning rules: signs in
//! numbers, leading apostrophes, "DUSUN " before a hamlet, `-` for nothing, `###` before notes.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::reading::Sex;
use crate::table::{Cell, Row, Table};
use crate::value::{birth, name, number, place, sex};
use crate::village::{Number, Population, READ_HEADINGS, Resident, codes};
use crate::words::{count_digits, is_nothing, tidy, titled};

/// The headings may stand below a title, but not far.
const FIRST_ROWS: usize = 10;
/// Without these it is another list.
const TOLD_BY: [&str; 4] = ["nama", "nik", "no_kk", "tanggallahir"];
/// One of these is there too.
const AND_ONE_OF: [&str; 3] = ["status_dasar", "kk_level", "pendidikan_kk_id"];

/// The inhabitants, if one of `tables` is a population workbook.
pub(crate) fn population(tables: &[Table], today: Date) -> Option<Population> {
    tables
        .iter()
        .filter(|table| !table.hidden)
        .find_map(|table| sheet(table, today))
}

fn sheet(table: &Table, today: Date) -> Option<Population> {
    let mut first = table.rows.iter().take(FIRST_ROWS).enumerate();
    let (at, headings) = first.find_map(|(at, row)| Some((at, headings(row)?)))?;
    let known = |heading: &&(usize, String)| READ_HEADINGS.contains(&heading.1.as_str());
    let columns: HashMap<&str, usize> = headings
        .iter()
        .filter(known)
        .map(|(column, heading)| (heading.as_str(), *column))
        .collect();
    let unread = headings.iter().filter(|heading| !known(heading));
    let rows = table.rows[at + 1..].iter();
    let residents = rows
        .take_while(|row| !notes_begin(row))
        .filter_map(|row| resident(row, &columns, today))
        .collect();
    Some(Population {
        sheet: table.name.clone().unwrap_or_default(),
        residents,
        unread: unread.map(|(_, heading)| heading.clone()).collect(),
    })
}

/// The headings of a row by their columns, if it is the head of a population workbook.
fn headings(row: &Row) -> Option<Vec<(usize, String)>> {
    let all: Vec<(usize, String)> = row
        .filled()
        .map(|(column, cell)| (column, tidy(&cell.text()).to_lowercase()))
        .collect();
    let there = |wanted: &&str| all.iter().any(|(_, heading)| heading == wanted);
    (TOLD_BY.iter().all(there) && AND_ONE_OF.iter().any(there)).then_some(all)
}

fn notes_begin(row: &Row) -> bool {
    let first = row.filled().next();
    first.is_some_and(|(_, cell)| cell.text().trim_start().starts_with("###"))
}

/// The inhabitant of a row; nobody where neither a name nor a number stands.
fn resident(row: &Row, columns: &HashMap<&str, usize>, today: Date) -> Option<Resident> {
    let cell = |heading: &str| {
        columns
            .get(heading)
            .map_or(&Cell::Empty, |at| row.cell(*at))
    };
    let text = |heading: &str| {
        let text = tidy(&cell(heading).text());
        let text = text.trim_start_matches('\'').trim().to_owned();
        if is_nothing(&text) {
            String::new()
        } else {
            text
        }
    };
    if text("nama").is_empty() && count_digits(&cell("nik").text()) < 2 {
        return None;
    }
    let mut issues = Vec::new();
    let name = name(&text("nama"));
    issues.extend(name.issue);
    let born = birth::birth_date(cell("tanggallahir"), today);
    issues.extend(born.issue);
    let sex = match text("sex").as_str() {
        "1" => Some('L'),
        "2" => Some('P'),
        words => {
            let got = sex(words);
            issues.extend(got.issue);
            got.value
        }
    };
    let nik = nik(cell("nik"), &mut issues);
    let fate = codes::fate(&text("status_dasar")).unwrap_or_else(|| {
        issues.push("Status penduduknya tidak dikenal".to_owned());
        super::Fate::Invalid
    });
    let mut new = Resident {
        row: row.number,
        name: name.value.as_deref().map(written),
        sex: sex.map(|letter| if letter == 'L' { Sex::L } else { Sex::P }),
        birth_date: born.value,
        hamlet: hamlet(&text("dusun")),
        rt: place::one(cell("rt"), false).value.and_then(|read| read.rt),
        rw: place::one(cell("rw"), true).value.and_then(|read| read.rw),
        education: education(&text("pendidikan_kk_id"), &text("pendidikan_sedang_id")),
        occupation: codes::occupation(&text("pekerjaan_id")),
        relation: codes::relation(&text("kk_level")),
        fate,
        nik,
        family_card: digits(cell("no_kk")).map(Number::new),
        issues,
    };
    against_nik(&mut new, today);
    Some(new)
}

/// Sixteen digits, whatever signs stand between them.
fn digits(cell: &Cell) -> Option<String> {
    let digits: String = cell.text().chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 16).then_some(digits)
}

/// The NIK; `0` is somebody who has none yet. What is wrong with it is told without its digits.
fn nik(cell: &Cell, issues: &mut Vec<String>) -> Option<Number> {
    let text = cell.text();
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    if bare.is_empty() || bare.chars().all(|digit| digit == '0') {
        return None;
    }
    let cleaned = match cell {
        Cell::Number(_) => number::nik(cell),
        _ => number::nik(&Cell::of(&bare)),
    };
    if cleaned.value.is_none() {
        issues.push("NIK-nya bukan 16 angka yang sah, jadi tidak dipakai".to_owned());
    } else if cleaned.issue.is_some() {
        issues.push("NIK tersimpan sebagai angka, angka terakhirnya bisa berubah".to_owned());
    }
    cleaned.value.map(Number::new)
}

fn against_nik(resident: &mut Resident, today: Date) {
    let Some(nik) = &resident.nik else { return };
    let said = crate::ours::nik_warnings(&nik.key, resident.birth_date, resident.sex, today);
    resident.issues.extend(said);
}

/// "DUSUN KRAJAN" is Krajan.
fn hamlet(text: &str) -> Option<String> {
    let bare = match text.get(..6) {
        Some(word) if word.eq_ignore_ascii_case("dusun ") => text[6..].trim(),
        _ => text,
    };
    (!is_nothing(bare)).then(|| titled(bare))
}

/// "SITI AMINAH, S.PD" is "Siti Aminah, S.PD": words with a point in them stay as they are.
fn written(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let word = |word: &str| {
        if word.trim_end_matches([',', '.']).contains('.') {
            word.to_owned()
        } else {
            titled(word)
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn education(done: &str, now: &str) -> Option<String> {
    match (codes::education(done), codes::studying(now)) {
        (Some(done), Some(now)) => Some(format!("{done}, sedang {now}")),
        (Some(done), None) => Some(done.to_owned()),
        (None, Some(now)) => Some(format!("Sedang {now}")),
        (None, None) => None,
    }
}
