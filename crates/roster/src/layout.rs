//! Where the headings stand and what each column means, sheet by sheet.
//! A sheet may have two rows of headings, headings again further down, other headings further
//! down, two lists side by side, or no headings at all: then the cells themselves are looked at.

use crate::choices::Choices;
use crate::field::{Field, Means};
use crate::guess;
use crate::heading::{recognise, tick};
use crate::table::{Cell, Row, Table};
use crate::words::{count_digits, fold, tidy, words};

/// One column of a segment.
#[derive(Debug, Clone)]
pub(crate) struct Col {
    pub(crate) index: usize,
    pub(crate) heading: Option<String>,
    pub(crate) means: Means,
    /// The sex that a tick in this column means.
    pub(crate) tick: Option<char>,
    /// Which of two lists side by side.
    pub(crate) block: u8,
}

/// One set of headings.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    /// First row of the headings, as a place in the table's rows.
    pub(crate) from: usize,
    pub(crate) columns: Vec<Col>,
}

/// Headings where they stand, each time they stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) at: usize,
    pub(crate) heads: usize,
    pub(crate) segment: usize,
}

/// A table taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) segments: Vec<Segment>,
    /// In order; empty in a list without headings.
    pub(crate) marks: Vec<Mark>,
}

impl Segment {
    pub(crate) fn of(&self, field: Field, block: u8) -> impl Iterator<Item = &Col> {
        self.columns
            .iter()
            .filter(move |col| col.block == block && col.means.has(field))
    }

    pub(crate) fn blocks(&self) -> u8 {
        self.columns.iter().map(|col| col.block).max().unwrap_or(0) + 1
    }
}

/// Takes a table apart; at least one segment.
pub(crate) fn layout(table: &Table, choices: &Choices) -> Layout {
    let mut segments: Vec<Segment> = Vec::new();
    let mut marks = Vec::new();
    let mut at = 0;
    while at < table.rows.len() {
        if !is_header(&table.rows[at]) {
            at += 1;
            continue;
        }
        let heads = 1 + usize::from(has_second_row(table, at));
        let known = segments
            .iter()
            .position(|segment| same_headings(table, segment, at));
        let segment = known.unwrap_or_else(|| {
            segments.push(Segment {
                from: at,
                columns: headed(table, at, heads),
            });
            segments.len() - 1
        });
        marks.push(Mark { at, heads, segment });
        at += heads;
    }
    if segments.is_empty() {
        segments.push(Segment {
            from: 0,
            columns: guess::columns(table),
        });
    }
    for col in segments.iter_mut().flat_map(|segment| &mut segment.columns) {
        if let Some(means) = choices.chosen(table.name.as_deref(), col.index) {
            col.means = means;
        }
    }
    Layout { segments, marks }
}

/// A row of headings says "nama", and most of its cells are headings.
pub(crate) fn is_header(row: &Row) -> bool {
    let mut filled = 0;
    let mut hits = 0;
    let mut named = false;
    let mut numbered = false;
    for (_, cell) in row.filled() {
        let Cell::Text(text) = cell else { return false };
        filled += 1;
        if text.len() > 300 || count_digits(text) > 4 {
            continue;
        }
        let means = recognise(text);
        hits += usize::from(!means.is_nothing());
        named |= means.has(Field::Name);
        numbered |= means.has(Field::Number);
    }
    let enough = hits >= 2 && (hits * 2 >= filled || hits >= 4 || (named && numbered));
    enough && (named || (numbered && hits >= 4))
}

/// Whether the row below belongs to the headings: it fills gaps, and names no person.
fn has_second_row(table: &Table, at: usize) -> bool {
    let (Some(top), Some(below)) = (table.rows.get(at), table.rows.get(at + 1)) else {
        return false;
    };
    let name = top
        .filled()
        .find(|(_, cell)| recognise(&cell.text()).has(Field::Name))
        .map(|(column, _)| column);
    if name.is_some_and(|column| !below.cell(column).is_blank()) || below.count() < 2 {
        return false;
    }
    let mut hits = 0;
    for (column, cell) in below.filled() {
        let Cell::Text(text) = cell else { return false };
        if count_digits(text) > 0 || text.len() > 60 {
            return false;
        }
        let whole = format!("{} {text}", group(top, below, column));
        if !recognise(text).is_nothing() || !recognise(&whole).is_nothing() || is_part_of_day(text)
        {
            hits += 1;
        }
    }
    hits * 2 > below.count()
}

/// The heading that spans a column of the second row.
fn group(top: &Row, below: &Row, column: usize) -> String {
    for back in (0..=column).rev() {
        if !top.cell(back).is_blank() {
            return tidy(&top.cell(back).text());
        }
        if below.cell(back).is_blank() {
            break;
        }
    }
    String::new()
}

fn headed(table: &Table, at: usize, heads: usize) -> Vec<Col> {
    let top = &table.rows[at];
    let below = if heads == 2 {
        table.rows.get(at + 1)
    } else {
        None
    };
    let body = guess::Body::after(table, at + heads);
    let width = top
        .cells
        .len()
        .max(below.map_or(0, |row| row.cells.len()))
        .max(body.width());
    let mut columns: Vec<Col> = (0..width)
        .filter_map(|index| one(top, below, &body, index))
        .collect();
    lone_dates(&mut columns);
    parts_of_day(&mut columns);
    ticks(&mut columns);
    unnamed(&mut columns, &body, table, at);
    places_within(&mut columns, &body);
    blocks(&mut columns);
    once(&mut columns);
    columns
}

fn one(top: &Row, below: Option<&Row>, body: &guess::Body<'_>, index: usize) -> Option<Col> {
    let own = tidy(&top.cell(index).text());
    let lower = below
        .map(|row| tidy(&row.cell(index).text()))
        .unwrap_or_default();
    let (heading, means) = match below {
        Some(row) if !lower.is_empty() => {
            let group = group(top, row, index);
            let whole = if fold(&group) == fold(&lower) {
                group
            } else {
                format!("{group} {lower}")
            };
            let whole = tidy(&whole);
            let means = of_two(&whole, &lower);
            (whole, means)
        }
        _ => (own.clone(), recognise(&own)),
    };
    if heading.is_empty() && !body.has(index) {
        return None;
    }
    let heading = (!heading.is_empty()).then_some(heading);
    Some(Col {
        index,
        heading,
        means,
        tick: None,
        block: 0,
    })
}

/// `Lahir` over `Tempat`: the lower word decides unless it says too little.
fn of_two(whole: &str, lower: &str) -> Means {
    let together = recognise(whole);
    if together.is_nothing() && crate::heading::is_about_another(whole) {
        return Means::NOTHING;
    }
    let alone = recognise(lower);
    let says_little = alone.is_nothing() || is_bare_date(lower);
    if says_little && !together.is_nothing() {
        // "Tempat, Tanggal Lahir" over "Tanggal" is only the day
        return if is_bare_date(lower) && together.has(Field::BirthDate) {
            Field::BirthDate.into()
        } else {
            together
        };
    }
    if is_bare_date(lower) {
        Means::NOTHING
    } else {
        alone
    }
}

fn is_bare_date(heading: &str) -> bool {
    matches!(words(heading).join(" ").as_str(), "tgl" | "tanggal")
}

fn is_part_of_day(heading: &str) -> bool {
    matches!(
        words(heading).join(" ").as_str(),
        "tgl" | "tanggal" | "bln" | "bulan" | "thn" | "tahun" | "th" | "hari"
    )
}

/// `Tanggal` alone is only a birthday next to a `Tempat`.
fn lone_dates(columns: &mut [Col]) {
    for at in 0..columns.len() {
        let bare = columns[at].heading.as_deref().is_some_and(is_bare_date);
        let next = |at: usize| {
            columns
                .get(at)
                .and_then(|col| col.heading.as_deref())
                .is_some_and(is_part_of_day)
        };
        let placed = at > 0 && columns[at - 1].means == Field::BirthPlace.into();
        if bare && !placed && !next(at + 1) {
            columns[at].means = Means::NOTHING;
        }
    }
}

/// `Tgl Lahir | Bln | Thn`: the day in three columns.
fn parts_of_day(columns: &mut [Col]) {
    for at in 1..columns.len() {
        let follows = columns[at - 1].means == Field::BirthDate.into();
        if follows && columns[at].heading.as_deref().is_some_and(is_part_of_day) {
            columns[at].means = Field::BirthDate.into();
        }
    }
}

fn ticks(columns: &mut [Col]) {
    let ticked: Vec<usize> = (0..columns.len())
        .filter(|&at| {
            columns[at].means == Field::Sex.into()
                && columns[at]
                    .heading
                    .as_deref()
                    .is_some_and(|h| tick(h).is_some())
        })
        .collect();
    for pair in ticked.chunks(2) {
        if let [left, right] = pair {
            for at in [*left, *right] {
                columns[at].tick = columns[at].heading.as_deref().and_then(tick);
            }
        }
    }
}

/// Columns without a heading: the rest of the one before, or what their cells clearly are.
fn unnamed(columns: &mut [Col], body: &guess::Body<'_>, table: &Table, at: usize) {
    for index in 0..columns.len() {
        if columns[index].heading.is_some() {
            continue;
        }
        let column = columns[index].index;
        let before = index
            .checked_sub(1)
            .map(|before| columns[before].clone())
            .filter(|col| col.index + 1 == column);
        let means = before.as_ref().map_or(Means::NOTHING, |col| col.means);
        let birth = Means::of(&[Field::BirthPlace, Field::BirthDate]);
        if means == birth && body.dates(column) && !body.dates(column - 1) {
            columns[index - 1].means = Field::BirthPlace.into();
            columns[index].means = Field::BirthDate.into();
        } else if means == Means::of(&[Field::Rt, Field::Rw])
            && body.small(column)
            && body.small(column - 1)
        {
            columns[index - 1].means = Field::Rt.into();
            columns[index].means = Field::Rw.into();
        } else if means == Field::Name.into() && table.spans(table.rows[at].number, column) {
            columns[index].means = Field::Name.into();
        } else {
            let taken = columns
                .iter()
                .fold(Means::NOTHING, |sum, col| sum.and(col.means));
            columns[index].means = body.strongly(column).without(taken);
        }
    }
}

/// Addresses that say RT and RW, day columns that say the place.
fn places_within(columns: &mut [Col], body: &guess::Body<'_>) {
    let has = |columns: &[Col], field| columns.iter().any(|col| col.means.has(field));
    let (rt, place) = (has(columns, Field::Rt), has(columns, Field::BirthPlace));
    for col in columns.iter_mut() {
        if col.means == Field::Hamlet.into() && !rt && body.tells_rt(col.index) {
            col.means = Means::of(&[Field::Hamlet, Field::Rt, Field::Rw]);
        }
        if col.means == Field::BirthDate.into() && !place && body.tells_place(col.index) {
            col.means = Means::of(&[Field::BirthPlace, Field::BirthDate]);
        }
    }
}

/// Two lists side by side: the same headings come again.
fn blocks(columns: &mut [Col]) {
    let heading = |col: &Col| col.heading.as_deref().map(fold);
    let names: Vec<usize> = (0..columns.len())
        .filter(|&at| columns[at].means == Field::Name.into())
        .collect();
    let Some(&first) = names.first() else { return };
    let mut block = 0;
    for &name in &names[1..] {
        let start = if name > 0 && columns[name - 1].means == Field::Number.into() {
            name - 1
        } else {
            name
        };
        let other = columns[start..].iter().filter(|col| {
            !col.means.is_nothing()
                && columns[..start]
                    .iter()
                    .any(|before| heading(before) == heading(col))
        });
        if heading(&columns[name]) != heading(&columns[first]) || other.count() < 2 {
            continue;
        }
        block += 1;
        for col in &mut columns[start..] {
            col.block = block;
        }
    }
}

/// A meaning that may stand only once per list stays with its first column.
fn once(columns: &mut [Col]) {
    let many = [Field::Name, Field::BirthDate, Field::Phone, Field::Skills];
    for at in 0..columns.len() {
        let taken = columns[..at]
            .iter()
            .filter(|col| col.block == columns[at].block)
            .fold(Means::NOTHING, |sum, col| sum.and(col.means));
        let ticked = columns[at].tick.is_some();
        for field in taken
            .fields()
            .filter(|field| !(many.contains(field) || (ticked && *field == Field::Sex)))
        {
            columns[at].means = columns[at].means.without(field.into());
        }
    }
    // a second birth date column only counts as a part of the day
    for at in 1..columns.len() {
        let bare = |col: &Col| {
            col.heading.as_deref().is_some_and(|h| {
                words(h)
                    .iter()
                    .any(|w| matches!(w.as_str(), "bln" | "bulan" | "thn" | "tahun" | "th"))
            })
        };
        let earlier = columns[..at]
            .iter()
            .any(|col| col.block == columns[at].block && col.means.has(Field::BirthDate));
        if columns[at].means.has(Field::BirthDate)
            && earlier
            && !bare(&columns[at])
            && columns[at].heading.is_some()
        {
            columns[at].means = columns[at].means.without(Field::BirthDate.into());
        }
    }
}

/// Whether the headings at row `at` are those of `segment` again.
fn same_headings(table: &Table, segment: &Segment, at: usize) -> bool {
    repeats(&table.rows[segment.from], &table.rows[at])
}

/// Whether most cells of two rows say the same.
pub(crate) fn repeats(first: &Row, again: &Row) -> bool {
    let same = again
        .filled()
        .filter(|(column, cell)| fold(&cell.text()) == fold(&first.cell(*column).text()))
        .count();
    same >= 2 && same * 10 >= again.count() * 7
}

/// A row that only numbers the columns: `1 2 3 4`, `(1) (2) (3)`.
pub(crate) fn numbers_columns(row: &Row) -> bool {
    let mut last = 0;
    let mut count = 0;
    for (_, cell) in row.filled() {
        let text = cell.text();
        let bare = text.trim().trim_matches(['(', ')', '.', '[', ']']);
        match bare.parse::<u32>() {
            Ok(number) if number == last + 1 => last = number,
            _ => return false,
        }
        count += 1;
    }
    count >= 3
}
