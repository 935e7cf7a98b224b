//! What each row is: title, blank, header, section, person, total, sign, note.
//! A person is a row with a name and something that only a person's row has; the rest is told by
//! its words and by where it stands.

use crate::field::Field;
use crate::layout::{Layout, Segment, numbers_columns};
use crate::reading::LineKind;
use crate::table::{Cell, Row, Table};
use crate::value::vocabulary::like_position;
use crate::value::{name, number, sex, ticked, without_number};
use crate::words::{count_digits, count_letters, fold, is_nothing, words};

/// The kind of every row, and the segment it belongs to.
pub(crate) fn classify(table: &Table, layout: &Layout) -> Vec<(LineKind, usize)> {
    let headings = headings(table, layout);
    let segment_of = segments_of(table, layout);
    let strong: Vec<bool> = table
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| !headings[at] && is_strong(row, &layout.segments[segment_of[at]]))
        .collect();
    let mut reader = Rows {
        table,
        layout,
        signing: false,
        people: false,
        titles: Vec::new(),
    };
    let last = strong.iter().rposition(|strong| *strong);
    table
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let segment = segment_of[at];
            let kind = if headings[at] {
                reader.signing = false;
                LineKind::Header
            } else {
                let more = last.is_some_and(|last| at <= last);
                reader.kind(at, row, segment, strong[at], more)
            };
            (kind, segment)
        })
        .collect()
}

fn headings(table: &Table, layout: &Layout) -> Vec<bool> {
    let mut out = vec![false; table.rows.len()];
    for mark in &layout.marks {
        let mut until = mark.at + mark.heads;
        if table.rows.get(until).is_some_and(numbers_columns) {
            until += 1;
        }
        for row in out.iter_mut().take(until).skip(mark.at) {
            *row = true;
        }
    }
    out
}

fn segments_of(table: &Table, layout: &Layout) -> Vec<usize> {
    let mut segment = 0;
    let mut marks = layout.marks.iter().peekable();
    (0..table.rows.len())
        .map(|at| {
            while let Some(mark) = marks.next_if(|mark| mark.at <= at) {
                segment = mark.segment;
            }
            segment
        })
        .collect()
}

struct Rows<'a> {
    table: &'a Table,
    layout: &'a Layout,
    /// A row of signatures was seen, and no headings since.
    signing: bool,
    people: bool,
    titles: Vec<String>,
}

impl Rows<'_> {
    fn kind(&mut self, at: usize, row: &Row, segment: usize, strong: bool, more: bool) -> LineKind {
        let columns = &self.layout.segments[segment];
        if row.count() == 0 || only_number(row, columns) {
            return LineKind::Blank;
        }
        let before = self.layout.marks.first().is_some_and(|mark| at < mark.at);
        if before {
            self.titles.push(joined(row));
            return LineKind::Title;
        }
        if strong && has_number(row, columns) {
            return self.person();
        }
        if is_total(row) {
            return LineKind::Total;
        }
        if is_sign(row) && (self.people || !more) && !(strong && more) {
            self.signing = true;
            return LineKind::Sign;
        }
        if strong && !self.signing {
            return self.person();
        }
        self.rest(at, row, columns, more)
    }

    fn person(&mut self) -> LineKind {
        self.people = true;
        self.signing = false;
        LineKind::Person
    }

    fn rest(&mut self, at: usize, row: &Row, columns: &Segment, more: bool) -> LineKind {
        let text = joined(row);
        if self.titles.contains(&text)
            || (!self.people && self.layout.marks.is_empty() && more && !is_section(&text))
        {
            return LineKind::Title;
        }
        if is_note(&text) {
            return LineKind::Note;
        }
        if self.signing {
            return LineKind::Sign;
        }
        let lone = row.count() == 1
            || (row.count() == 2 && row.filled().any(|(_, cell)| is_enumerator(cell)));
        if lone && is_section(&text) {
            return if more {
                LineKind::Section
            } else {
                LineKind::Note
            };
        }
        if lone && more {
            let named = columns
                .of(Field::Name, 0)
                .any(|col| !row.cell(col.index).is_blank());
            let wide = self
                .table
                .across
                .iter()
                .any(|(number, from, to)| *number == row.number && to - from >= 2);
            if named && !wide && like_person(&text) {
                return self.person();
            }
            return if text.len() < 80 && self.before_people(at) {
                LineKind::Section
            } else {
                LineKind::Note
            };
        }
        if self.people && !more && is_loose_name(row, columns) && self.follows_person(at, columns) {
            return self.person();
        }
        LineKind::Note
    }

    /// Whether the next filled row is one of people or headings.
    fn before_people(&self, at: usize) -> bool {
        let next = self
            .table
            .rows
            .iter()
            .enumerate()
            .skip(at + 1)
            .find(|(_, row)| row.count() > 0);
        next.is_some_and(|(_, row)| row.count() > 1)
    }

    fn follows_person(&self, at: usize, columns: &Segment) -> bool {
        at > 0 && is_strong(&self.table.rows[at - 1], columns)
    }
}

fn joined(row: &Row) -> String {
    row.filled()
        .map(|(_, cell)| fold(&cell.text()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A row that was numbered in advance and never filled.
fn only_number(row: &Row, columns: &Segment) -> bool {
    has_number(row, columns)
        && row.filled().all(|(column, cell)| {
            let counts = columns
                .columns
                .iter()
                .any(|col| col.index == column && col.means.has(Field::Number));
            counts || !cell.text().chars().any(char::is_alphanumeric)
        })
}

fn has_number(row: &Row, columns: &Segment) -> bool {
    columns
        .columns
        .iter()
        .filter(|col| col.means.has(Field::Number))
        .any(|col| {
            let text = row.cell(col.index).text();
            text.trim()
                .trim_end_matches(['.', ')'])
                .parse::<u32>()
                .is_ok()
        })
}

/// The name cells of a block, as one text.
pub(crate) fn name_text(row: &Row, columns: &Segment, block: u8) -> String {
    let cells: Vec<String> = columns
        .of(Field::Name, block)
        .map(|col| row.cell(col.index).text().into_owned())
        .filter(|text| !text.trim().is_empty())
        .collect();
    cells.join(" ")
}

/// A row that only a person can have.
fn is_strong(row: &Row, columns: &Segment) -> bool {
    (0..columns.blocks()).any(|block| is_strong_block(row, columns, block))
}

pub(crate) fn is_strong_block(row: &Row, columns: &Segment, block: u8) -> bool {
    let text = name_text(row, columns, block);
    let named = name(&text).value.is_some() || text.chars().count() > crate::value::NAME_LETTERS;
    let (typed, plain) = evidence(row, columns, block);
    let fields = columns
        .columns
        .iter()
        .filter(|col| col.block == block && !col.means.is_nothing());
    let others = fields
        .filter(|col| !col.means.has(Field::Name) && !col.means.has(Field::Number))
        .count();
    if !named {
        return typed >= 2;
    }
    if columns.of(Field::Name, block).count() == 0 {
        return false;
    }
    let numbered = columns.of(Field::Number, block).any(|col| {
        row.cell(col.index)
            .text()
            .trim()
            .trim_end_matches(['.', ')'])
            .parse::<u32>()
            .is_ok()
    });
    let list_of_names = others == 0 && (numbered || (like_person(&text) && row.count() <= 2));
    let counted = without_number(&text) != text;
    typed > 0 || numbered || plain >= 2 || (plain >= 1 && others <= 2) || list_of_names || counted
}

/// Cells that can be read as what their column means: those with a form, those with words.
fn evidence(row: &Row, columns: &Segment, block: u8) -> (usize, usize) {
    let mut typed = 0;
    let mut plain = 0;
    for col in columns.columns.iter().filter(|col| col.block == block) {
        let cell = row.cell(col.index);
        if cell.is_blank() || col.means.is_nothing() || col.means.has(Field::Name) {
            continue;
        }
        let text = cell.text();
        if is_nothing(&text) && !matches!(cell, Cell::Number(_)) {
            continue;
        }
        if fits(col, cell, &text) {
            typed += 1;
        } else if [
            Field::Hamlet,
            Field::Education,
            Field::Occupation,
            Field::Skills,
            Field::Position,
            Field::BirthPlace,
        ]
        .iter()
        .any(|field| col.means.has(*field))
        {
            plain += 1;
        }
    }
    (typed, plain)
}

fn fits(col: &crate::layout::Col, cell: &Cell, text: &str) -> bool {
    let has = |field| col.means.has(field);
    let digits = count_digits(text);
    if has(Field::Nik) {
        return digits >= 12 || number::is_scientific(text);
    }
    if has(Field::Phone) {
        return digits >= 8;
    }
    if has(Field::Sex) {
        return sex(text).value.is_some() || (col.tick.is_some() && ticked(text));
    }
    if has(Field::BirthDate) {
        return digits >= 2 || matches!(cell, Cell::Day(_));
    }
    if has(Field::Rt) || has(Field::Rw) {
        return digits >= 1 && text.len() < 60 && !text.contains(':');
    }
    false
}

/// Words that look like the name of a person, and like nothing else.
fn like_person(text: &str) -> bool {
    let count = text.split_whitespace().count();
    (1..=6).contains(&count)
        && count_letters(text) > 2
        && count_digits(text) <= 3
        && !like_position(text)
        && !text.contains(':')
}

fn is_loose_name(row: &Row, columns: &Segment) -> bool {
    let text = name_text(row, columns, 0);
    row.count() <= 2
        && !text.is_empty()
        && like_person(&text)
        && !is_section(&fold(&text))
        && !text.contains(['(', '.', '_'])
}

fn is_enumerator(cell: &Cell) -> bool {
    let text = fold(&cell.text());
    let bare = text.trim_matches(['.', ')', '(', ' ']);
    bare.len() <= 4
        && (crate::words::roman(bare).is_some()
            || bare.parse::<u32>().is_ok()
            || bare.chars().count() == 1)
        || text.ends_with("orang")
        || text.ends_with("orang)")
}

fn is_total(row: &Row) -> bool {
    let texts: Vec<String> = row.filled().map(|(_, cell)| fold(&cell.text())).collect();
    let leads = texts.iter().take(3).any(|text| {
        let words = words(text);
        let first = words.first().map_or("", String::as_str);
        matches!(
            first,
            "jumlah" | "total" | "jml" | "subtotal" | "rekap" | "rekapitulasi"
        ) || (first == "sub"
            && words
                .get(1)
                .is_some_and(|word| word == "total" || word == "jumlah"))
            || (first == "grand" && words.get(1).is_some_and(|word| word == "total"))
    });
    let counted = texts.iter().any(|text| {
        let words = words(text);
        let people = |word: &String| matches!(word.as_str(), "orang" | "org" | "jiwa" | "anggota");
        let number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
        let sum = words.last().is_some_and(people) && words.iter().any(number) && !is_section(text);
        let split = matches!(
            words.first().map(String::as_str),
            Some("laki" | "perempuan" | "pria" | "wanita" | "l" | "p" | "lk" | "pr")
        ) && text.contains([':', '='])
            && count_digits(text) > 0;
        split || (sum && words.len() <= 5 && texts.len() <= 3)
    });
    leads || counted
}

fn is_sign(row: &Row) -> bool {
    let texts: Vec<String> = row.filled().map(|(_, cell)| fold(&cell.text())).collect();
    if texts.is_empty() || texts.len() > 5 {
        return false;
    }
    let phrase = texts.iter().any(|text| {
        [
            "mengetahui",
            "menyetujui",
            "mengesahkan",
            "hormat kami",
            "dibuat oleh",
            "disahkan",
            "tertanda",
            "yang membuat",
            "yang mengetahui",
            "ditetapkan di",
            "dikeluarkan di",
            "pada tanggal",
        ]
        .iter()
        .any(|phrase| text.starts_with(phrase))
            || text.starts_with("nip") && count_digits(text) > 5
    });
    let drawn = texts.iter().any(|text| {
        let dots = text
            .chars()
            .filter(|c| matches!(c, '.' | '_' | '…'))
            .count();
        (dots >= 5 || text.contains('…')) && count_letters(text) < 4
    });
    let signed = texts
        .iter()
        .all(|text| text.starts_with('(') && text.ends_with(')'));
    let offices = texts.iter().all(|text| {
        like_position(text)
            && !text.starts_with("sie")
            && !text.starts_with("seksi")
            && !text.starts_with("anggota")
            || [
                "kepala desa",
                "kades",
                "lurah",
                "kepala dusun",
                "camat",
                "pj. kepala",
                "a.n.",
            ]
            .iter()
            .any(|office| text.starts_with(office))
    });
    phrase
        || drawn
        || signed
        || offices
        || (texts.len() <= 2 && texts.iter().any(|text| is_place_and_day(text)))
}

/// `Jambu, 1 November 2026`, `Jambu, ........ 2026`.
fn is_place_and_day(text: &str) -> bool {
    let Some((place, day)) = text.split_once(',') else {
        return false;
    };
    let year = words(day)
        .last()
        .is_some_and(|word| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()));
    count_digits(place) == 0 && count_letters(place) > 2 && place.split(' ').count() <= 4 && year
}

fn is_note(text: &str) -> bool {
    let first = words(text).first().cloned().unwrap_or_default();
    matches!(
        first.as_str(),
        "catatan"
            | "keterangan"
            | "ket"
            | "nb"
            | "note"
            | "sumber"
            | "dicetak"
            | "update"
            | "diperbarui"
            | "pembaruan"
            | "halaman"
            | "hal"
    ) || text.starts_with('*')
}

fn is_section(text: &str) -> bool {
    let words = words(text);
    let skip = usize::from(
        words.len() > 1
            && words
                .first()
                .is_some_and(|word| word.len() == 1 || crate::words::roman(word).is_some()),
    );
    let first = words.get(skip).map_or("", String::as_str);
    matches!(
        first,
        "dusun"
            | "dsn"
            | "dk"
            | "dukuh"
            | "lingkungan"
            | "lingk"
            | "rt"
            | "rw"
            | "banjar"
            | "kampung"
            | "kp"
            | "blok"
            | "seksi"
            | "sie"
            | "bidang"
            | "divisi"
            | "pengurus"
            | "anggota"
            | "putra"
            | "putri"
            | "laki"
            | "perempuan"
            | "pembina"
            | "penasehat"
            | "penasihat"
            | "pelindung"
            | "kelompok"
            | "wilayah"
            | "padukuhan"
            | "jorong"
            | "unit"
            | "dewan"
            | "bph"
            | "kepengurusan"
            | "daftar"
    ) || first.starts_with("rt0")
        || first.starts_with("rw0")
        || (first.starts_with("rt") && first[2..].chars().all(|c| c.is_ascii_digit()))
        || (first.starts_with("rw") && first[2..].chars().all(|c| c.is_ascii_digit()))
}
