//! Days as boards write them, read and written.
//! Day, month, year in that order; a part of a date is ambiguous, never completed by a guess.

use jiff::civil::{Date, Weekday};

/// What a text said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// A whole date.
    Day(Date),
    /// A part of a date: day and month, month and year, or a year alone.
    Ambiguous,
}

/// The text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Tanggal tidak dikenal. Tulis seperti 17-08-2001.")]
pub struct ReadError;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

const OTHER_MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("january", 1),
    ("feb", 2),
    ("peb", 2),
    ("pebruari", 2),
    ("february", 2),
    ("mar", 3),
    ("march", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("june", 6),
    ("jul", 7),
    ("july", 7),
    ("agu", 8),
    ("agt", 8),
    ("ags", 8),
    ("aug", 8),
    ("august", 8),
    ("sep", 9),
    ("sept", 9),
    ("okt", 10),
    ("oct", 10),
    ("october", 10),
    ("nov", 11),
    ("nop", 11),
    ("nopember", 11),
    ("des", 12),
    ("dec", 12),
    ("december", 12),
];

const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

/// Words that stand beside a date and say nothing about it.
const SKIPPED: &[&str] = &[
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "jum'at",
    "jum’at",
    "sabtu",
    "minggu",
    "ahad",
    "legi",
    "pahing",
    "paing",
    "pon",
    "wage",
    "kliwon",
    "tgl",
    "tanggal",
    "hari",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// "Senin, 17 Agustus 2026".
#[must_use]
pub fn long(day: Date) -> String {
    format!("{}, {}", weekday(day), medium(day))
}

/// "17 Agustus 2026".
#[must_use]
pub fn medium(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day.month()), day.year())
}

/// "17-08-2026".
#[must_use]
pub fn short(day: Date) -> String {
    format!("{:02}-{:02}-{:04}", day.day(), day.month(), day.year())
}

/// "Agustus 2026".
#[must_use]
pub fn month_year(day: Date) -> String {
    format!("{} {}", month(day.month()), day.year())
}

/// "Senin".
#[must_use]
pub fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Senin",
        Weekday::Tuesday => "Selasa",
        Weekday::Wednesday => "Rabu",
        Weekday::Thursday => "Kamis",
        Weekday::Friday => "Jumat",
        Weekday::Saturday => "Sabtu",
        Weekday::Sunday => "Minggu",
    }
}

/// "Agustus" for 8; an empty text for what is no month.
#[must_use]
pub fn month(number: i8) -> &'static str {
    usize::try_from(number - 1)
        .ok()
        .and_then(|at| MONTHS.get(at))
        .copied()
        .unwrap_or("")
}

/// "Agu" for 8; an empty text for what is no month.
#[must_use]
pub fn short_month(number: i8) -> &'static str {
    month(number).get(..3).unwrap_or("")
}

/// Reads `text`; a two-digit year is the latest such date that exists and is not after `today`.
///
/// # Errors
///
/// [`ReadError`] for what is no date, or a day that does not exist.
pub fn read(text: &str, today: Date) -> Result<Read, ReadError> {
    let text: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    if text.len() > 200 {
        return Err(ReadError);
    }
    let text = text.replace(['‘', '`', '’'], "'").replace(['(', ')'], " ");
    let text = after_place(text.trim());
    whole(text, today)
        .or_else(|| before_a_time(text, today))
        .ok_or(ReadError)
}

fn whole(text: &str, today: Date) -> Option<Read> {
    let tokens = tokens(text);
    read_tokens(without_names(without_time(without_words(&tokens))), today)
}

/// A date with a time behind it as people say it: "pukul 08.00-12.00", "jam 7 malam".
fn before_a_time(text: &str, today: Date) -> Option<Read> {
    text.match_indices([' ', ',']).find_map(|(at, _)| {
        let time = text[at + 1..].trim();
        let told = time.contains(|c: char| c.is_alphabetic() || c == ':' || c == '.');
        if !told || crate::clock::read(time).is_err() {
            return None;
        }
        whole(text[..at].trim_end_matches([' ', ',']), today)
    })
}

/// Without day names and pasaran at the end: "17-08-2001 Jumat Kliwon".
fn without_names(tokens: &[Token]) -> &[Token] {
    let mut rest = tokens;
    loop {
        match rest {
            [head @ .., Token::Word(word)]
                if !head.is_empty() && SKIPPED.contains(&word.as_str()) =>
            {
                rest = head;
            }
            [head @ .., Token::Sign(' ' | ',' | '-')] if rest.len() < tokens.len() => rest = head,
            _ => return rest,
        }
    }
}

/// What stands after a place and its comma: "Klaten, 17-08-2001".
fn after_place(text: &str) -> &str {
    match text.rsplit_once(',') {
        Some((place, date)) if !place.contains(|c: char| c.is_ascii_digit()) => date,
        _ => text,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(String),
    Word(String),
    /// A separator: space, or `/ - .` with spaces around it, or `'` before a year, or `:`.
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for c in text.trim().chars() {
        let c = if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') {
            '-'
        } else {
            c
        };
        match (tokens.last_mut(), c) {
            (Some(Token::Number(number)), '0'..='9') => number.push(c),
            (_, '0'..='9') => tokens.push(Token::Number(c.to_string())),
            (Some(Token::Word(word)), '\'' | '’') => word.push(c),
            (Some(Token::Word(word)), _) if c.is_alphabetic() => word.push(c),
            (_, _) if c.is_alphabetic() => tokens.push(Token::Word(c.to_string())),
            // A separator swallows the spaces around it.
            (Some(Token::Sign(_)), ' ') => {}
            (Some(Token::Sign(last @ ' ')), _) => *last = c,
            _ => tokens.push(Token::Sign(c)),
        }
    }
    tokens
}

/// Without day names, pasaran and "tgl" at the front, and the signs after them.
fn without_words(tokens: &[Token]) -> &[Token] {
    let mut rest = tokens;
    loop {
        match rest {
            [Token::Word(word), tail @ ..] if SKIPPED.contains(&word.as_str()) => rest = tail,
            [Token::Sign(' ' | ',' | '.' | ':' | '/' | '-'), tail @ ..]
                if rest.len() < tokens.len() =>
            {
                rest = tail;
            }
            _ => return rest,
        }
    }
}

/// Without a clock time at the end: "00:00", "07.30 WIB", "pukul 07:30:00".
fn without_time(tokens: &[Token]) -> &[Token] {
    let mut rest = tokens;
    if let [head @ .., Token::Sign(' '), Token::Word(zone)] = rest
        && matches!(zone.as_str(), "wib" | "wita" | "wit")
    {
        rest = head;
    }
    let length = [5, 3].into_iter().find(|length| {
        rest.len() > *length && is_time(&rest[rest.len() - length..]) && {
            let before = &rest[rest.len() - length - 1];
            matches!(before, Token::Sign(' ' | ','))
                || matches!(before, Token::Word(word) if word == "t")
        }
    });
    if let Some(length) = length {
        rest = &rest[..rest.len() - length - 1];
        while let [head @ .., Token::Word(word)] = rest
            && matches!(word.as_str(), "pukul" | "pkl" | "jam")
        {
            rest = head;
        }
        while let [head @ .., Token::Sign(' ' | ',')] = rest {
            rest = head;
        }
        return rest;
    }
    if let [head @ .., Token::Sign('.')] = rest {
        head
    } else {
        rest
    }
}

fn is_time(tokens: &[Token]) -> bool {
    let below = |token: &Token, most: u8| match token {
        Token::Number(number) => number.len() <= 2 && number.parse::<u8>().is_ok_and(|n| n < most),
        _ => false,
    };
    match tokens {
        [hour, Token::Sign(':' | '.'), minute] => {
            // Two numbers with a dot are a time only with two digits for the minutes.
            matches!(minute, Token::Number(n) if n.len() == 2)
                && below(hour, 24)
                && below(minute, 60)
        }
        [hour, Token::Sign(':'), minute, Token::Sign(':'), second]
        | [hour, Token::Sign('.'), minute, Token::Sign('.'), second] => {
            matches!(second, Token::Number(n) if n.len() == 2)
                && below(hour, 24)
                && below(minute, 60)
                && below(second, 60)
        }
        _ => false,
    }
}

fn read_tokens(tokens: &[Token], today: Date) -> Option<Read> {
    let parts = parts(tokens)?;
    match parts.as_slice() {
        [Part::Number(first), middle, Part::Number(year)] if first.len() <= 2 => {
            let (day, month) = day_and_month(small(first)?, middle)?;
            date(year, month, day, today).map(Read::Day)
        }
        [Part::Number(year), middle, Part::Number(day)] if year.len() == 4 => {
            let month = middle.as_month()?;
            date(year, month, small(day)?, today).map(Read::Day)
        }
        [Part::Number(first), second] => part_of_date(first, second),
        [Part::Month(_), Part::Number(year)] if year.len() == 2 => Some(Read::Ambiguous),
        [Part::Month(_), Part::Number(year)] => full_year(year).map(|_| Read::Ambiguous),
        [Part::Number(year)] => full_year(year).map(|_| Read::Ambiguous),
        _ => None,
    }
}

enum Part {
    Number(String),
    Month(i8),
}

impl Part {
    fn as_month(&self) -> Option<i8> {
        match self {
            Self::Month(month) => Some(*month),
            Self::Number(number) => small(number).filter(|month| (1..=12).contains(month)),
        }
    }
}

/// Numbers and months with one separator between; a month needs none, and may have a dot.
fn parts(tokens: &[Token]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = tokens;
    if let [Token::Word(word), tail @ ..] = rest
        && matches!(word.as_str(), "tahun" | "th" | "thn")
    {
        rest = match tail {
            [Token::Sign(' ' | '.'), number @ ..] => number,
            number => number,
        };
        return match rest {
            [Token::Number(year)] => Some(vec![Part::Number(year.clone())]),
            _ => None,
        };
    }
    loop {
        let (part, tail) = match rest {
            [Token::Number(number), tail @ ..] => (Part::Number(number.clone()), tail),
            [Token::Word(word), tail @ ..] => {
                // An apostrophe before the year sticks to the month: "Agustus '01".
                (
                    Part::Month(month_named(word.trim_end_matches(['\'', '’']))?),
                    tail,
                )
            }
            _ => return None,
        };
        let after_month = matches!(part, Part::Month(_));
        parts.push(part);
        // "17-Agu.-2001": a dot belongs to the month before it.
        let tail = match tail {
            [Token::Sign('.'), next @ ..]
                if after_month && matches!(next, [Token::Sign('/' | '-'), ..]) =>
            {
                next
            }
            tail => tail,
        };
        rest = match tail {
            [] => break,
            [Token::Sign(' '), Token::Sign('\'' | '’'), next @ ..]
            | [Token::Sign('\'' | '’' | '/' | '-' | '.' | ' '), next @ ..]
                if !next.is_empty() =>
            {
                // "Okt. 2000" and "17 Agustus '01" have two signs.
                match next {
                    [Token::Sign('\'' | '’'), year @ ..] => year,
                    _ => next,
                }
            }
            [Token::Number(_), ..] if after_month => tail,
            [Token::Word(_), ..] if !after_month => tail,
            _ => return None,
        };
        if parts.len() > 3 {
            return None;
        }
    }
    Some(parts)
}

fn month_named(word: &str) -> Option<i8> {
    let number = |at: usize| i8::try_from(at + 1).ok();
    if let Some(at) = MONTHS.iter().position(|month| month.to_lowercase() == word) {
        return number(at);
    }
    if let Some(at) = ROMAN.iter().position(|roman| *roman == word) {
        return number(at);
    }
    OTHER_MONTHS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, month)| *month)
}

fn small(number: &str) -> Option<i8> {
    if number.len() > 2 {
        None
    } else {
        number.parse().ok()
    }
}

/// Day and month; the two change places only if the second is above 12 and the first is not.
fn day_and_month(first: i8, second: &Part) -> Option<(i8, i8)> {
    match second {
        Part::Month(month) => Some((first, *month)),
        Part::Number(number) => match small(number)? {
            second if second > 12 && first <= 12 => Some((second, first)),
            second => Some((first, second)),
        },
    }
}

fn date(year: &str, month: i8, day: i8, today: Date) -> Option<Date> {
    match year.len() {
        4 => Date::new(full_year(year)?, month, day).ok(),
        2 => {
            let year: i16 = year.parse().ok()?;
            [2000, 1900]
                .into_iter()
                .filter_map(|century| Date::new(century + year, month, day).ok())
                .find(|date| *date <= today)
        }
        _ => None,
    }
}

/// Of four digits; "0021" is a slip of the pen, not a year.
fn full_year(year: &str) -> Option<i16> {
    let whole = year.len() == 4 && !year.starts_with('0');
    whole.then(|| year.parse().ok()).flatten()
}

/// Day and month, or month and year.
fn part_of_date(first: &str, second: &Part) -> Option<Read> {
    if first.len() == 4 {
        full_year(first)?;
        return second.as_month().map(|_| Read::Ambiguous);
    }
    let first = small(first)?;
    if let Part::Number(year) = second
        && year.len() == 4
    {
        full_year(year)?;
        return (1..=12).contains(&first).then_some(Read::Ambiguous);
    }
    let (day, month) = day_and_month(first, second)?;
    // A leap year has every day that can exist.
    Date::new(2000, month, day).ok().map(|_| Read::Ambiguous)
}

/// The day in words, for an official record: "tujuh belas Agustus dua ribu dua puluh enam".
#[must_use]
pub fn in_words(day: Date) -> String {
    let number = |n: i64| crate::words::terbilang(n).unwrap_or_default();
    format!(
        "tanggal {} bulan {} tahun {}",
        number(day.day().into()),
        month(day.month()),
        number(day.year().into())
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn today() -> Date {
        date(2026, 11, 24)
    }

    #[test]
    fn a_day_is_written_as_boards_write_it() {
        let day = date(2026, 8, 17);
        assert_eq!(long(day), "Senin, 17 Agustus 2026");
        assert_eq!(short(day), "17-08-2026");
        assert_eq!(short_month(8), "Agu");
    }

    #[test]
    fn what_is_written_is_read_back() {
        for day in [date(2026, 8, 17), date(1998, 2, 28), date(2004, 2, 29)] {
            for text in [long(day), medium(day), short(day), day.to_string()] {
                assert_eq!(read(&text, today()), Ok(Read::Day(day)), "{text}");
            }
        }
    }

    #[test]
    fn more_ways_of_writing() {
        let day = Ok(Read::Day(date(2001, 8, 17)));
        for text in [
            "17 Agustus 2001 pukul 07.30 WIB",
            "17Agustus2001",
            "17 viii 2001",
            "Ds. Jambu, 17/8/'01",
            "17–08–2001",
            "2001-08-17T00:00:00",
            "Jum’at Kliwon, 17 Ags 2001",
            "tanggal: 17 Agt. 2001",
            "17-08-2001 (Jumat Kliwon)",
            "17-Agu.-2001",
            "17 Agustus ‘01",
            "17 Agustus 2001, ba'da Isya",
            "Jumat, 17 Agustus 2001 pukul 08.00-12.00 WIB",
            "17/8/2001 jam 7 malam",
        ] {
            assert_eq!(read(text, today()), day, "{text}");
        }
    }

    #[test]
    fn a_part_is_ambiguous_and_an_impossible_part_is_not() {
        for text in [
            "th. 2001",
            "tahun 2001",
            "8/2001",
            "29 Februari",
            "12/7",
            "Agustus '01",
            "17 Agustus jam 19.30",
        ] {
            assert_eq!(read(text, today()), Ok(Read::Ambiguous), "{text}");
        }
        for text in [
            "30 Februari",
            "13/2001",
            "17",
            "201",
            "20011",
            "17-08-201",
            "1-2-3-4",
            "0000",
            "2 Feb. 0021",
            "17-08-2001 7",
            "17-08-2001 - 18-08-2001",
            "17-18 Agustus 2001",
            "Sabtu",
            "17 Agustus 2001 besok",
        ] {
            assert_eq!(read(text, today()), Err(ReadError), "{text}");
        }
    }
}
