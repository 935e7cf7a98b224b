//! Hamlet, RT and RW, in the forms in which boards write them: `Ds Jambu dsn Krajan`,
//! `RT.001/RW.004`, `rt9 rw1`, `3/4`, `RW IX`, and the day that Excel made of `5/3`.

use crate::table::Cell;
use crate::value::{Got, shown};
use crate::words::{fold, is_ditto, is_nothing, roman, tidy, titled};

/// RT and RW of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RtRw {
    pub(crate) rt: Option<u16>,
    pub(crate) rw: Option<u16>,
}

/// Largest RT or RW that is believed.
const MOST: u32 = 250;

/// Reads a cell that says RT and RW.
pub(crate) fn rt_rw(cell: &Cell) -> Got<RtRw> {
    match cell {
        Cell::Empty => Got::NOTHING,
        Cell::Day(date) => from_day(date.day(), date.month()),
        Cell::Number(_) => Got::unsure(format!("RT/RW hanya satu angka: {}", cell.text())),
        Cell::Text(text) => rt_rw_text(text),
    }
}

fn from_day(day: i8, month: i8) -> Got<RtRw> {
    let value = RtRw {
        rt: u16::try_from(day).ok(),
        rw: u16::try_from(month).ok(),
    };
    Got::warned(
        value,
        format!("RT/RW diubah Excel menjadi tanggal, dibaca RT {day} RW {month}"),
    )
}

fn rt_rw_text(text: &str) -> Got<RtRw> {
    if is_nothing(text) || is_ditto(text) {
        return Got::NOTHING;
    }
    if let Some(got) = from_date_text(text) {
        return got;
    }
    let unread = || Got::unsure(format!("RT/RW tidak terbaca: {}", shown(text)));
    let parts = pieces(text);
    let labelled = parts
        .iter()
        .any(|part| matches!(part, Piece::Rt | Piece::Rw));
    let numbers = parts
        .iter()
        .filter(|part| matches!(part, Piece::Number(_)))
        .count();
    let strange = parts.iter().any(|part| matches!(part, Piece::Other));
    if numbers == 0 || numbers > 2 || (!labelled && (strange || numbers != 2)) {
        return unread();
    }
    let got = assign(&parts);
    if [got.rt, got.rw].iter().flatten().count() < numbers {
        unread()
    } else {
        Got::sure(got)
    }
}

/// Labels wait for their numbers: `RT/RW 03/02`, `RT 03 RW 02`, `RT 03/02`.
fn assign(parts: &[Piece]) -> RtRw {
    let mut waiting = std::collections::VecDeque::new();
    let mut got = RtRw::default();
    for part in parts {
        match *part {
            Piece::Rt => waiting.push_back(true),
            Piece::Rw => waiting.push_back(false),
            Piece::Number(number) => {
                let number = u16::try_from(number)
                    .ok()
                    .filter(|n| (1..=MOST).contains(&u32::from(*n)));
                let is_rt = waiting
                    .pop_front()
                    .unwrap_or(got.rt.is_none() && got.rw.is_none());
                let slot = if is_rt { &mut got.rt } else { &mut got.rw };
                if slot.is_none() {
                    *slot = number;
                }
            }
            Piece::Other => {}
        }
    }
    got
}

#[derive(Debug, PartialEq)]
enum Piece {
    Rt,
    Rw,
    Number(u32),
    Other,
}

/// Runs of letters and runs of digits; a Roman numeral is a number once a label was seen.
fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for run in runs(text) {
        let lower = run.to_lowercase();
        let piece = match lower.as_str() {
            "rt" | "r.t" => Piece::Rt,
            "rw" => Piece::Rw,
            "no" | "nomor" | "dan" => continue,
            _ if lower.starts_with(|c: char| c.is_ascii_digit()) => match lower.parse() {
                Ok(number) if lower.len() <= 3 => Piece::Number(number),
                _ => Piece::Other,
            },
            _ => match roman(&run) {
                Some(number) if !out.is_empty() => Piece::Number(number),
                _ => Piece::Other,
            },
        };
        out.push(piece);
    }
    out
}

fn runs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut kind = None;
    for c in text.chars() {
        let next = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() {
            Some(false)
        } else {
            None
        };
        match (next, kind) {
            (Some(_), _) if next == kind => {
                if let Some(run) = out.last_mut() {
                    run.push(c);
                }
            }
            (Some(_), _) => out.push(c.to_string()),
            (None, _) => {}
        }
        kind = next;
    }
    out
}

/// `05-Mar`, `5-Mar-26`, `05/03/2026`, `2026-03-05`: what is left of `5/3`.
fn from_date_text(text: &str) -> Option<Got<RtRw>> {
    let runs = runs(text);
    let runs: Vec<&str> = runs.iter().map(String::as_str).collect();
    let number = |run: &str| run.parse::<i8>().ok();
    let labelled = runs
        .iter()
        .any(|run| run.eq_ignore_ascii_case("rt") || run.eq_ignore_ascii_case("rw"));
    match runs.as_slice() {
        _ if labelled => None,
        [day, name] | [day, name, _] if month(name).is_some() => {
            Some(match (number(day), month(name)) {
                (Some(day), Some(month)) if (1..=31).contains(&day) => from_day(day, month),
                _ => Got::unsure(format!(
                    "RT/RW diubah Excel menjadi tanggal: {}",
                    shown(text)
                )),
            })
        }
        [name, _] if month(name).is_some() => Some(Got::unsure(format!(
            "RT/RW diubah Excel menjadi tanggal: {}",
            shown(text)
        ))),
        [day, month, year] | [day, month, year, ..] if year.len() == 4 && text.len() < 24 => {
            let (day, month) = (number(day)?, number(month)?);
            ((1..=31).contains(&day) && (1..=12).contains(&month)).then(|| from_day(day, month))
        }
        [year, month, day] | [year, month, day, ..] if year.len() == 4 => {
            let (day, month) = (number(day)?, number(month)?);
            ((1..=31).contains(&day) && (1..=12).contains(&month)).then(|| from_day(day, month))
        }
        _ => None,
    }
}

fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let start = name.get(..3)?;
    let at = [
        "jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des",
    ]
    .iter()
    .position(|month| *month == start)
    .or(match start {
        "peb" => Some(1),
        "may" => Some(4),
        "agt" | "ags" | "aug" => Some(7),
        "oct" => Some(9),
        "nop" => Some(10),
        "dec" => Some(11),
        _ => None,
    })?;
    i8::try_from(at + 1).ok()
}

/// Reads a column that holds only the RT, or only the RW.
pub(crate) fn one(cell: &Cell, rw: bool) -> Got<RtRw> {
    let side = |number| {
        if rw {
            RtRw {
                rt: None,
                rw: number,
            }
        } else {
            RtRw {
                rt: number,
                rw: None,
            }
        }
    };
    let text = cell.text();
    if is_nothing(&text) || is_ditto(&text) {
        return Got::NOTHING;
    }
    let what = if rw { "RW" } else { "RT" };
    let unread = || Got::unsure(format!("{what} tidak terbaca: {}", shown(&text)));
    if matches!(cell, Cell::Day(_)) {
        return rt_rw(cell);
    }
    let parts = pieces(&format!("{what} {}", text.trim().trim_end_matches(".0")));
    let numbers: Vec<u32> = parts
        .iter()
        .filter_map(|part| {
            if let Piece::Number(n) = part {
                Some(*n)
            } else {
                None
            }
        })
        .collect();
    let labels = parts
        .iter()
        .filter(|part| matches!(part, Piece::Rt | Piece::Rw))
        .count();
    match numbers.as_slice() {
        [number] if labels <= 2 && !parts.contains(&Piece::Other) => {
            match u16::try_from(*number)
                .ok()
                .filter(|n| (1..=MOST).contains(&u32::from(*n)))
            {
                Some(number) => Got::sure(side(Some(number))),
                None => unread(),
            }
        }
        [_, _] => rt_rw(cell),
        _ => unread(),
    }
}

/// What an address says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Address {
    pub(crate) hamlet: Option<String>,
    pub(crate) place: RtRw,
}

const HAMLET: [&str; 22] = [
    "dusun",
    "dsn",
    "ds",
    "dk",
    "dkh",
    "dukuh",
    "lingkungan",
    "lingk",
    "link",
    "lk",
    "ling",
    "kampung",
    "kp",
    "kmp",
    "banjar",
    "br",
    "padukuhan",
    "pedukuhan",
    "jorong",
    "blok",
    "dsun",
    "dus",
];
const ENDS: [&str; 14] = [
    "rt",
    "rw",
    "desa",
    "ds",
    "kel",
    "kelurahan",
    "kec",
    "kecamatan",
    "kab",
    "kabupaten",
    "rtrw",
    "des",
    "kota",
    "prov",
];
const STREET: [&str; 14] = [
    "jl",
    "jln",
    "jalan",
    "gang",
    "gg",
    "perum",
    "perumahan",
    "no",
    "desa",
    "kec",
    "kel",
    "komplek",
    "blok",
    "lorong",
];

/// Reads an address; `plain` says that the column is meant for hamlets only.
pub(crate) fn address(text: &str, plain: bool) -> Got<Address> {
    if is_nothing(text) || is_ditto(text) {
        return Got::NOTHING;
    }
    let place = inner_rt_rw(text);
    let words = marked(text);
    match named(&words).or_else(|| bare(&words, plain)) {
        Some(hamlet) => Got::sure(Address {
            hamlet: Some(hamlet),
            place,
        }),
        None if place != RtRw::default()
            && words.first().is_none_or(|word| ENDS.contains(&word.key())) =>
        {
            Got::sure(Address {
                hamlet: None,
                place,
            })
        }
        None => Got {
            value: Some(Address {
                hamlet: None,
                place,
            }),
            issue: Some(format!("Dusun tidak jelas dari alamat: {}", shown(text))),
        },
    }
}

/// A word of an address, and whether a comma or a like mark follows.
#[derive(Debug)]
struct Word {
    text: String,
    lower: String,
    ends: bool,
}

impl Word {
    /// The word without dot and number: `rt.03` is `rt`.
    fn key(&self) -> &str {
        let letters = self
            .lower
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(self.lower.len());
        &self.lower[..letters]
    }
}

/// The words of an address, `Dsn.Krajan` taken apart.
fn marked(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    for token in tidy(text)
        .replace([',', ';', '/', '('], " \u{1} ")
        .replace(')', " ")
        .split_whitespace()
    {
        if token == "\u{1}" {
            if let Some(Word { ends, .. }) = out.last_mut() {
                *ends = true;
            }
            continue;
        }
        let (head, tail) = token.split_once(['.', ':']).unwrap_or((token, ""));
        let known = HAMLET.contains(&head.to_lowercase().as_str())
            || ENDS.contains(&head.to_lowercase().as_str());
        let pieces: &[&str] = if known && !tail.is_empty() {
            &[head, tail]
        } else {
            &[token]
        };
        for piece in pieces {
            let clean = piece.trim_matches(['.', ':', '-', '\'', '"', '=']);
            if !clean.is_empty() {
                out.push(Word {
                    text: clean.to_owned(),
                    lower: clean.to_lowercase(),
                    ends: false,
                });
            }
        }
    }
    out
}

/// The hamlet after its own word; `Ds` only counts when no other word does, and then not surely.
fn named(words: &[Word]) -> Option<String> {
    let at = words.iter().position(|word| {
        word.lower != "ds" && HAMLET.contains(&word.lower.as_str()) && !word.ends
    })?;
    let name = until_end(&words[at + 1..]);
    if name.is_empty() {
        None
    } else {
        Some(titled(&name))
    }
}

/// A hamlet that stands alone, as in a column that is meant for it.
fn bare(words: &[Word], plain: bool) -> Option<String> {
    let first = words.first()?;
    let barred =
        STREET.contains(&first.key()) || first.lower == "ds" || ENDS.contains(&first.key());
    if barred {
        return None;
    }
    let name = until_end(words);
    let count = name.split(' ').count();
    let digits = name.chars().any(|c| c.is_ascii_digit());
    let fits = if plain {
        count <= 5
    } else {
        count <= 3 && !digits
    };
    (fits && name.chars().any(char::is_alphabetic)).then(|| titled(&name))
}

fn until_end(words: &[Word]) -> String {
    let mut name: Vec<&str> = Vec::new();
    for word in words {
        if !name.is_empty() && (ENDS.contains(&word.key()) || STREET.contains(&word.key())) {
            break;
        }
        if name.is_empty() && ENDS.contains(&word.key()) {
            break;
        }
        name.push(&word.text);
        if word.ends {
            break;
        }
    }
    name.join(" ")
}

/// RT and RW that stand within an address, by their labels only.
fn inner_rt_rw(text: &str) -> RtRw {
    let lower = fold(text);
    let starts = lower
        .match_indices("rt")
        .chain(lower.match_indices("rw"))
        .map(|(at, _)| at);
    let at = starts
        .filter(|&at| !lower[..at].ends_with(char::is_alphabetic))
        .filter(|&at| {
            lower[at + 2..]
                .chars()
                .find(|c| !" ./:-".contains(*c))
                .is_some_and(|c| c.is_ascii_digit() || "ivxr".contains(c))
        })
        .min();
    let Some(at) = at else { return RtRw::default() };
    let tail: String = lower[at..]
        .split([',', ';', '('])
        .next()
        .unwrap_or_default()
        .to_owned();
    let mut parts = pieces(&tail);
    let stop = parts
        .iter()
        .position(|part| *part == Piece::Other)
        .unwrap_or(parts.len());
    parts.truncate(stop);
    assign(&parts)
}

/// The hamlet that a section row or a sheet's name tells, if it tells one.
pub(crate) fn hamlet_of_section(text: &str) -> Option<String> {
    let words = marked(text);
    let first = words.first()?;
    (HAMLET.contains(&first.lower.as_str()))
        .then(|| until_end(&words[1..]))
        .filter(|name| !name.is_empty())
        .map(|name| titled(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str) -> (Option<u16>, Option<u16>) {
        let value = rt_rw(&Cell::of(text)).value.unwrap_or_default();
        (value.rt, value.rw)
    }

    #[test]
    fn rt_and_rw_are_read_in_all_their_forms() {
        for (text, rt, rw) in [
            ("RT 03/RW 02", 3, 2),
            ("3/4", 3, 4),
            ("rt9 rw1", 9, 1),
            ("RT.001/RW.004", 1, 4),
            ("012/03", 12, 3),
            ("RT 3 / II", 3, 2),
            ("RT 05 RW IX", 5, 9),
            ("RW 02 RT 05", 5, 2),
            ("RT/RW 03/02", 3, 2),
            ("RT03RW02", 3, 2),
            ("05-Mar", 5, 3),
            ("5-Mar-26", 5, 3),
            ("05/03/2026", 5, 3),
            ("2026-03-05 00:00:00", 5, 3),
        ] {
            assert_eq!(pair(text), (Some(rt), Some(rw)), "{text}");
        }
    }

    #[test]
    fn half_an_rt_rw_is_only_taken_with_its_label() {
        assert_eq!(pair("RT 3"), (Some(3), None));
        assert_eq!(pair("RW 2"), (None, Some(2)));
        assert_eq!(pair("3"), (None, None));
        assert_eq!(pair("Mar-05"), (None, None));
        assert_eq!(pair("x"), (None, None));
        assert_eq!(
            one(&Cell::of("3.0"), false).value.unwrap_or_default().rt,
            Some(3)
        );
    }

    fn hamlet(text: &str) -> Option<String> {
        address(text, false)
            .value
            .and_then(|address| address.hamlet)
    }

    #[test]
    fn a_hamlet_is_found_in_an_address() {
        for text in [
            "Krajan",
            "Dsn. Krajan",
            "Dk Krajan",
            "Dusun KRAJAN",
            "Ds Jambu dsn Krajan",
            "Dsn.Krajan RT 03/RW 02",
            "Krajan, RT 03 RW 02",
            "Krajan RT.03/02",
            "Dusun Krajan Desa Jambu",
            "KRAJAN",
            "Jl. Raya No. 5, Dsn. Krajan, Jambu",
        ] {
            assert_eq!(hamlet(text).as_deref(), Some("Krajan"), "{text}");
        }
        assert_eq!(hamlet("Krajan II").as_deref(), Some("Krajan II"));
        assert_eq!(hamlet("Jl. Mawar No. 5"), None);
        assert_eq!(hamlet("Ds. Jambu"), None);
        let got = address("Dsn Krajan RT 03 RW 02", false).value.unwrap();
        assert_eq!(
            got.place,
            RtRw {
                rt: Some(3),
                rw: Some(2)
            }
        );
    }

    #[test]
    fn a_section_may_tell_a_hamlet() {
        assert_eq!(
            hamlet_of_section("DUSUN BABAKAN").as_deref(),
            Some("Babakan")
        );
        assert_eq!(
            hamlet_of_section("Dsn. Krajan (25 orang)").as_deref(),
            Some("Krajan")
        );
        assert_eq!(hamlet_of_section("PENGURUS"), None);
    }
}
