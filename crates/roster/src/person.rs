//! A row of a person, read field by field. A row that names two people is read twice, each time
//! with the half of every cell that can be halved.

use jiff::civil::Date;

use crate::field::Field;
use crate::layout::{Col, Segment};
use crate::reading::{Sex, Values};
use crate::table::{Cell, Row, Table};
use crate::value::place::{RtRw, address, one, rt_rw};
use crate::value::{Got, birth, name, number, sex, ticked, vocabulary};
use crate::words::{count_digits, count_letters, fold, is_ditto, tidy, words};

/// What is read, and against what.
pub(crate) struct Source<'a> {
    pub(crate) table: &'a Table,
    pub(crate) row: &'a Row,
    pub(crate) segment: &'a Segment,
    pub(crate) block: u8,
    pub(crate) today: Date,
    /// The person of the row above, for ditto marks.
    pub(crate) above: Option<&'a Values>,
    /// NIKs in this column end in a zero too often to be believed.
    pub(crate) rounded: bool,
}

/// The people of a row: one, or two.
pub(crate) fn people(source: &Source<'_>) -> Vec<(Values, Vec<String>)> {
    match two_names(source) {
        Some(names) => names
            .iter()
            .enumerate()
            .map(|(at, name)| Person::new(source, Some((at, name))).read())
            .collect(),
        None => vec![Person::new(source, None).read()],
    }
}

struct Person<'a> {
    source: &'a Source<'a>,
    /// Which of two people, and the name.
    half: Option<(usize, &'a str)>,
    values: Values,
    issues: Vec<String>,
}

impl<'a> Person<'a> {
    fn new(source: &'a Source<'a>, half: Option<(usize, &'a str)>) -> Self {
        Self {
            source,
            half,
            values: Values::default(),
            issues: Vec::new(),
        }
    }

    fn read(mut self) -> (Values, Vec<String>) {
        if self.half.is_some() {
            self.issues.push("Dua orang dalam satu baris".to_owned());
        }
        self.name();
        self.nik();
        self.birth();
        self.sex();
        self.place();
        self.phones();
        self.rest();
        self.against_nik();
        (self.values, self.issues)
    }

    fn take<T>(&mut self, got: Got<T>) -> Option<T> {
        self.issues.extend(got.issue);
        got.value
    }

    fn columns(&self, field: Field) -> impl Iterator<Item = &'a Col> + use<'a> {
        self.source.segment.of(field, self.source.block)
    }

    /// The cell of a column, halved where the row holds two people.
    fn cell(&self, col: &Col, form: Form) -> Half {
        let cell = match form {
            Form::Shared => self.source.table.cell_or_merged(self.source.row, col.index),
            _ => self.source.row.cell(col.index),
        };
        match self.half {
            Some((at, _)) => halve(cell, at, form),
            None => Half::Cell(cell.clone()),
        }
    }

    fn first(&mut self, field: Field, form: Form) -> Option<Cell> {
        let col = self.columns(field).next()?;
        match self.cell(col, form) {
            Half::Cell(Cell::Empty) => None,
            Half::Cell(cell) => Some(cell),
            Half::Unclear => {
                self.issues
                    .push(format!("{} tidak jelas milik siapa", field.label()));
                None
            }
        }
    }

    fn name(&mut self) {
        let written = match self.half {
            Some((_, name)) => name.to_owned(),
            None => crate::rows::name_text(self.source.row, self.source.segment, self.source.block),
        };
        let got = name(&written);
        if got.value.is_none() && got.issue.is_none() {
            self.issues.push("Nama kosong".to_owned());
        }
        if self.half.is_none() && written.contains(" / ") {
            self.issues
                .push("Mungkin dua nama dalam satu sel".to_owned());
        }
        self.values.name = self.take(got);
    }

    fn nik(&mut self) {
        let Some(cell) = self.first(Field::Nik, Form::Own) else {
            return;
        };
        let mut got = number::nik(&cell);
        if self.source.rounded && got.value.as_ref().is_some_and(|nik| nik.ends_with('0')) {
            let text = got.value.take().unwrap_or_default();
            got.issue = Some(format!(
                "NIK mungkin dibulatkan Excel, angka terakhir tidak pasti: {text}"
            ));
        }
        self.values.nik = self.take(got);
    }

    fn birth(&mut self) {
        let today = self.source.today;
        let days: Vec<&Col> = self.columns(Field::BirthDate).collect();
        if let [col] = days.as_slice()
            && col.means.has(Field::BirthPlace)
        {
            let Some(cell) = self.first(Field::BirthDate, Form::Own) else {
                return;
            };
            let (place, day) = birth::place_and_date(&cell, today);
            self.values.birth_place = self.take(place);
            self.values.birth_date = self.take(day);
            return;
        }
        let cell = if days.len() > 1 {
            self.joined_day(&days)
        } else {
            self.first(Field::BirthDate, Form::Own)
        };
        if let Some(cell) = cell {
            let (place, day) = match &cell {
                Cell::Text(text) if count_letters(&birth::split(text).0) > 0 => {
                    birth::place_and_date(&cell, today)
                }
                _ => (Got::NOTHING, birth::birth_date(&cell, today)),
            };
            self.values.birth_place = place.value;
            self.values.birth_date = self.take(day);
        }
        if let Some(cell) = self.first(Field::BirthPlace, Form::Shared) {
            let above = self
                .source
                .above
                .and_then(|above| above.birth_place.clone());
            let got = self
                .or_above(&cell, above, Field::BirthPlace)
                .unwrap_or_else(|| birth::birth_place(&cell.text()));
            self.values.birth_place = self.take(got);
        }
    }

    /// Day, month and year from three columns.
    fn joined_day(&mut self, days: &[&Col]) -> Option<Cell> {
        let mut parts: Vec<(u8, String)> = Vec::new();
        for (at, col) in days.iter().enumerate() {
            let cell = self.source.row.cell(col.index);
            if let Cell::Day(_) = cell {
                return Some(cell.clone());
            }
            let heading = words(col.heading.as_deref().unwrap_or_default());
            let says = |list: &[&str]| {
                heading
                    .last()
                    .is_some_and(|word| list.contains(&word.as_str()))
            };
            let rank = if says(&["tahun", "thn", "th"]) {
                2
            } else if says(&["bulan", "bln"]) {
                1
            } else if says(&["tgl", "tanggal", "hari"]) {
                0
            } else {
                u8::try_from(at).unwrap_or(2)
            };
            parts.push((rank, tidy(&cell.text())));
        }
        parts.sort_by_key(|(rank, _)| *rank);
        let filled = parts
            .iter()
            .filter(|(_, text)| !crate::words::is_nothing(text))
            .count();
        if filled == 0 {
            return None;
        }
        if filled < parts.len() {
            self.issues.push("Tanggal lahir tidak lengkap".to_owned());
            return None;
        }
        Some(Cell::of(
            &parts
                .into_iter()
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
                .join(" "),
        ))
    }

    fn sex(&mut self) {
        let ticks: Vec<(char, bool)> = self
            .columns(Field::Sex)
            .filter_map(|col| Some((col.tick?, ticked(&self.source.row.cell(col.index).text()))))
            .collect();
        let read = if ticks.is_empty() {
            let Some(cell) = self.first(Field::Sex, Form::Halves) else {
                return;
            };
            let above = self.source.above.and_then(|above| above.sex).map(letter);
            self.or_above(&cell, above, Field::Sex)
                .unwrap_or_else(|| sex(&cell.text()))
        } else {
            match ticks
                .iter()
                .filter(|(_, ticked)| *ticked)
                .map(|(sex, _)| *sex)
                .collect::<Vec<_>>()
                .as_slice()
            {
                [one] => Got::sure(*one),
                [] => Got::NOTHING,
                _ => Got::unsure("Jenis kelamin dicentang dua-duanya"),
            }
        };
        self.values.sex = self
            .take(read)
            .map(|sex| if sex == 'L' { Sex::L } else { Sex::P });
    }

    fn place(&mut self) {
        let mut within = RtRw::default();
        if let Some(col) = self.columns(Field::Hamlet).next()
            && let Half::Cell(cell) = self.cell(col, Form::Shared)
        {
            let plain = words(col.heading.as_deref().unwrap_or_default())
                .iter()
                .any(|word| {
                    matches!(
                        word.as_str(),
                        "dusun" | "dsn" | "dukuh" | "lingkungan" | "banjar" | "padukuhan"
                    )
                });
            let above = self.source.above.and_then(|above| above.hamlet.clone());
            match self.or_above(&cell, above, Field::Hamlet) {
                Some(got) => self.values.hamlet = self.take(got),
                None => {
                    let got = address(&cell.text(), plain);
                    let read = self.take(got).unwrap_or_default();
                    self.values.hamlet = read.hamlet;
                    within = read.place;
                }
            }
        }
        let own = self.rt_rw();
        self.values.rt = own.rt.or(within.rt);
        self.values.rw = own.rw.or(within.rw);
    }

    fn rt_rw(&mut self) -> RtRw {
        let mut sum = RtRw::default();
        for (field, rw) in [(Field::Rt, false), (Field::Rw, true)] {
            let Some(col) = self
                .columns(field)
                .find(|col| !col.means.has(Field::Hamlet))
            else {
                continue;
            };
            let both = col.means.has(Field::Rt) && col.means.has(Field::Rw);
            if both && rw {
                continue;
            }
            let Half::Cell(cell) = self.cell(col, Form::Shared) else {
                continue;
            };
            let above = self.source.above.map(|above| {
                if both {
                    RtRw {
                        rt: above.rt,
                        rw: above.rw,
                    }
                } else if rw {
                    RtRw {
                        rt: None,
                        rw: above.rw,
                    }
                } else {
                    RtRw {
                        rt: above.rt,
                        rw: None,
                    }
                }
            });
            let got = self
                .or_above(&cell, above, field)
                .unwrap_or_else(|| if both { rt_rw(&cell) } else { one(&cell, rw) });
            let read = self.take(got).unwrap_or_default();
            sum.rt = sum.rt.or(read.rt);
            sum.rw = if rw {
                read.rw.or(sum.rw)
            } else {
                sum.rw.or(read.rw)
            };
        }
        sum
    }

    fn phones(&mut self) {
        let columns: Vec<&Col> = self.columns(Field::Phone).collect();
        let mut all: Vec<String> = Vec::new();
        for col in columns {
            let cell = self.source.row.cell(col.index);
            if is_ditto(&cell.text()) {
                self.issues
                    .push("Nomor HP berisi tanda sama dengan atas".to_owned());
                continue;
            }
            let got = number::phones(cell);
            for phone in self.take(got).unwrap_or_default() {
                if !all.contains(&phone) {
                    all.push(phone);
                }
            }
        }
        self.values.phones = match self.half {
            None => all,
            Some((at, _)) if all.len() == 2 => all.get(at).cloned().into_iter().collect(),
            Some(_) => {
                if !all.is_empty() {
                    self.issues
                        .push("Nomor HP tidak jelas milik siapa".to_owned());
                }
                Vec::new()
            }
        };
    }

    fn rest(&mut self) {
        self.values.education = self.word(
            Field::Education,
            |above| above.education.clone(),
            vocabulary::education,
        );
        self.values.occupation = self.word(
            Field::Occupation,
            |above| above.occupation.clone(),
            vocabulary::occupation,
        );
        self.values.position = self.word(
            Field::Position,
            |above| above.position.clone(),
            vocabulary::position,
        );
        let skills: Vec<String> = self
            .columns(Field::Skills)
            .flat_map(|col| vocabulary::skills(&self.source.row.cell(col.index).text()))
            .collect();
        self.values.skills = skills;
    }

    fn word(
        &mut self,
        field: Field,
        above: fn(&Values) -> Option<String>,
        read: fn(&str) -> Option<String>,
    ) -> Option<String> {
        let cell = self.first(field, Form::Halves)?;
        let above = self.source.above.and_then(above);
        match self.or_above(&cell, above, field) {
            Some(got) => self.take(got),
            None => read(&cell.text()),
        }
    }

    /// A ditto mark takes what the row above says; none when the cell is no ditto mark.
    fn or_above<T>(&self, cell: &Cell, above: Option<T>, field: Field) -> Option<Got<T>> {
        if !is_ditto(&cell.text()) {
            return None;
        }
        Some(match above {
            Some(value) => Got::warned(
                value,
                format!("{} diambil dari baris di atas", field.label()),
            ),
            None => Got::unsure(format!(
                "{} sama dengan atas, tetapi di atas kosong",
                field.label()
            )),
        })
    }

    fn against_nik(&mut self) {
        let Some(nik) = &self.values.nik else { return };
        self.issues.extend(crate::ours::nik_warnings(
            nik,
            self.values.birth_date,
            self.values.sex,
            self.source.today,
        ));
    }
}

fn letter(sex: Sex) -> char {
    match sex {
        Sex::L => 'L',
        Sex::P => 'P',
    }
}

/// How a cell may be shared by two people.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Each has an own one; a single one is nobody's.
    Own,
    /// A single one is both's; it is halved only at marks that cannot be part of it.
    Shared,
    /// A single one is both's; any mark halves it.
    Halves,
}

enum Half {
    Cell(Cell),
    /// There is one, and it cannot be told whose.
    Unclear,
}

fn halve(cell: &Cell, at: usize, form: Form) -> Half {
    if cell.is_blank() {
        return Half::Cell(Cell::Empty);
    }
    let raw = cell.text();
    let marks: &[&str] = match form {
        Form::Own => &["\n", " & ", " dan ", ";", " / ", " | "],
        Form::Shared => &["\n", " & ", ";"],
        Form::Halves => &["\n", "&", " dan ", ";", "/", ","],
    };
    for mark in marks {
        let parts: Vec<&str> = raw
            .split(mark)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if let [first, second] = parts.as_slice() {
            return Half::Cell(Cell::of(without_count(if at == 0 {
                first
            } else {
                second
            })));
        }
    }
    if form == Form::Own && !crate::words::is_nothing(&raw) {
        Half::Unclear
    } else {
        Half::Cell(cell.clone())
    }
}

fn without_count(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix([')', '.']) {
        Some(rest) if text.len() - rest.len() <= 2 && rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

/// The two names of a row that surely names two people.
fn two_names(source: &Source<'_>) -> Option<[String; 2]> {
    let mut columns = source.segment.of(Field::Name, source.block);
    let (col, None) = (columns.next()?, columns.next()) else {
        return None;
    };
    let raw = source.row.cell(col.index).text().into_owned();
    if raw.len() > 200 {
        return None;
    }
    let counted = raw.contains("1.") && raw.contains("2.");
    let marks: [(&str, bool); 6] = [
        ("\n", counted || others_halve(source, "\n")),
        (" & ", true),
        (" dan ", true),
        (" + ", true),
        (" 2. ", counted),
        (" / ", others_halve(source, " / ")),
    ];
    for (mark, sure) in marks {
        let parts: Vec<&str> = raw
            .split(mark)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if let [first, second] = parts.as_slice()
            && sure
            && both_names(first, second)
        {
            return Some([
                tidy(crate::value::without_number(first)),
                tidy(crate::value::without_number(second)),
            ]);
        }
    }
    None
}

fn both_names(first: &str, second: &str) -> bool {
    [first, second].iter().all(|part| {
        count_letters(part) > 2
            && count_digits(part) <= 2
            && !fold(part).starts_with("s.")
            && name(part).value.is_some()
    })
}

/// Whether another cell of the row has two parts at the same mark, or says L/P.
fn others_halve(source: &Source<'_>, mark: &str) -> bool {
    source
        .segment
        .columns
        .iter()
        .filter(|col| {
            col.block == source.block && !col.means.is_nothing() && !col.means.has(Field::Name)
        })
        .any(|col| {
            let text = source.row.cell(col.index).text();
            if col.means.has(Field::Sex) {
                return matches!(words(&text).join("").as_str(), "lp" | "pl" | "ll" | "pp");
            }
            let own = col.means.has(Field::Nik)
                || col.means.has(Field::BirthDate)
                || (mark == "\n" && !col.means.has(Field::Phone));
            let parts: Vec<&str> = text
                .split(mark)
                .filter(|part| !part.trim().is_empty())
                .collect();
            own && parts.len() == 2
                && parts
                    .iter()
                    .all(|part| count_digits(part) > 3 || mark == "\n")
        })
}

/// The cells of a row as they stand.
pub(crate) fn raw_cells(row: &Row) -> Vec<String> {
    row.cells
        .iter()
        .map(|cell| cell.text().into_owned())
        .collect()
}
