//! Place and day of birth, in one cell or in several: `Sumenep, 12 Mei 2001`, `Jakarta / 20/05/01`,
//! a real date, a serial number, `23092002`. A day without its year is no day.

use jiff::civil::{Date, date};

use crate::ours::{Day, day};
use crate::table::Cell;
use crate::value::{Got, shown};
use crate::words::{fold, is_ditto, is_nothing, tidy, titled};

/// Oldest age that is believed.
const OLDEST: i16 = 110;

/// Reads a cell that says only the day.
pub(crate) fn birth_date(cell: &Cell, today: Date) -> Got<Date> {
    match cell {
        Cell::Empty => Got::NOTHING,
        Cell::Day(date) => plausible(*date, today),
        Cell::Number(number) => from_number(*number, today),
        Cell::Text(text) => date_text(text, today),
    }
}

fn from_number(number: f64, today: Date) -> Got<Date> {
    let text = Cell::Number(number).text().into_owned();
    if (10_000.0..60_000.0).contains(&number) && number.fract() == 0.0 {
        let Ok(date) = date(1899, 12, 30).checked_add(jiff::Span::new().days(number as i64)) else {
            return Got::unsure(format!("Tanggal lahir tidak terbaca: {text}"));
        };
        let got = plausible(date, today);
        let note = format!(
            "Tanggal lahir tersimpan sebagai angka {text}, dibaca {}",
            spoken(date)
        );
        return Got {
            issue: got.issue.or(Some(note)),
            value: got.value,
        };
    }
    date_text(&text, today)
}

fn date_text(text: &str, today: Date) -> Got<Date> {
    let text = tidy(text);
    let text = text.trim_matches(|c: char| {
        c == '\'' || c == '`' || c == ',' || c == '.' || c == ':' || c == ' '
    });
    if is_nothing(text) || is_ditto(text) {
        return Got::NOTHING;
    }
    if text.chars().all(|c| c.is_ascii_digit()) && text.len() > 4 {
        return run_of_digits(text, today);
    }
    match day(text, today) {
        Day::On(date) => plausible(date, today),
        Day::Part => Got::unsure(format!("Tanggal lahir tidak lengkap: {}", shown(text))),
        Day::Unread => Got::unsure(format!("Tanggal lahir tidak terbaca: {}", shown(text))),
    }
}

/// `23092002` is 23 September 2002; seven digits have lost the zero in front.
fn run_of_digits(text: &str, today: Date) -> Got<Date> {
    let whole = if text.len() == 7 {
        format!("0{text}")
    } else {
        text.to_owned()
    };
    let number = |from: usize, to: usize| {
        whole
            .get(from..to)
            .and_then(|part| part.parse::<i16>().ok())
    };
    let make = |day: Option<i16>, month: Option<i16>, year: Option<i16>| {
        let (day, month) = (i8::try_from(day?).ok()?, i8::try_from(month?).ok()?);
        Date::new(year?, month, day)
            .ok()
            .filter(|date| plausible(*date, today).value.is_some())
    };
    let day_first = make(number(0, 2), number(2, 4), number(4, 8));
    let year_first = make(number(6, 8), number(4, 6), number(0, 4));
    match (whole.len(), day_first, year_first) {
        (8, Some(date), None) | (8, None, Some(date)) if text.len() == 8 => Got::sure(date),
        (8, Some(date), None) => Got::warned(
            date,
            format!("Tanggal lahir {text} dibaca {}", spoken(date)),
        ),
        _ => Got::unsure(format!("Tanggal lahir tidak terbaca: {}", shown(text))),
    }
}

fn plausible(date: Date, today: Date) -> Got<Date> {
    if date > today {
        return Got::unsure(format!("Tanggal lahir di masa depan: {}", spoken(date)));
    }
    if today.year() - date.year() > OLDEST {
        return Got::unsure(format!("Tanggal lahir terlalu lama: {}", spoken(date)));
    }
    if today.year() - date.year() < 5 {
        return Got::warned(date, format!("Tanggal lahir baru saja: {}", spoken(date)));
    }
    Got::sure(date)
}

/// A day as it stands in a sentence.
pub(crate) fn spoken(date: Date) -> String {
    date.strftime("%d-%m-%Y").to_string()
}

/// Reads a cell that says place and day; each may be missing.
pub(crate) fn place_and_date(cell: &Cell, today: Date) -> (Got<String>, Got<Date>) {
    let Cell::Text(text) = cell else {
        return (Got::NOTHING, birth_date(cell, today));
    };
    if is_ditto(text) {
        return (Got::NOTHING, Got::NOTHING);
    }
    let (place, day) = split(&tidy(text));
    (birth_place(&place), date_text(&day, today))
}

/// Reads a cell that says only the place.
pub(crate) fn birth_place(text: &str) -> Got<String> {
    let place = tidy(text);
    let place = place.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    if is_nothing(place) {
        return Got::NOTHING;
    }
    if place.chars().any(|c| c.is_ascii_digit()) || place.chars().count() > 60 {
        return Got::unsure(format!("Tempat lahir tidak terbaca: {}", shown(place)));
    }
    Got::sure(titled(place))
}

/// Takes a cell apart where the day begins.
pub(crate) fn split(text: &str) -> (String, String) {
    let digit = text.find(|c: char| c.is_ascii_digit());
    let Some(digit) = digit else {
        return split_without_digits(text);
    };
    let head = &text[..digit];
    if !head.chars().any(char::is_alphabetic) {
        return split_after_date(text);
    }
    // "Sumenep, Senin Pon 12 Mei": the place ends at the first mark
    let mark = head
        .find([',', '/', ';', ':'])
        .filter(|&at| head[..at].chars().any(char::is_alphabetic));
    if let Some(at) = mark {
        let place = strip_birth_words(&text[..at]);
        return (
            place,
            text[at + 1..]
                .trim_start_matches([',', '/', ';', ' ', '-', ':'])
                .to_owned(),
        );
    }
    let place = head.trim_end_matches([' ', '-', '–', '.', '\'', '(', '‘', '’']);
    let mut words: Vec<&str> = place.split(' ').collect();
    let mut from = digit;
    while let Some(last) = words.last() {
        if !belongs_to_date(last) {
            break;
        }
        from = text[..from].rfind(last).unwrap_or(from);
        words.pop();
    }
    (strip_birth_words(&words.join(" ")), text[from..].to_owned())
}

/// `12 Mei 2001, Sumenep`: rare, but it is met.
fn split_after_date(text: &str) -> (String, String) {
    let cut = text.rfind([',', '/', ';']).filter(|&at| {
        let tail = &text[at + 1..];
        !tail.chars().any(|c| c.is_ascii_digit())
            && tail.chars().any(char::is_alphabetic)
            && !tail.split_whitespace().any(belongs_to_date)
            && !is_nothing(tail)
    });
    match cut {
        Some(at) => (
            text[at + 1..].trim().to_owned(),
            text[..at].trim().to_owned(),
        ),
        None => (String::new(), text.to_owned()),
    }
}

fn split_without_digits(text: &str) -> (String, String) {
    if let Some(at) = text.find([',', '/', ';']) {
        let (place, rest) = (&text[..at], text[at + 1..].trim());
        return (
            strip_birth_words(place),
            if is_nothing(rest) {
                String::new()
            } else {
                rest.to_owned()
            },
        );
    }
    let words: Vec<&str> = text.split(' ').collect();
    let nothing_from = (1..words.len()).find(|&at| is_nothing(&words[at..].join(" ")));
    let until = nothing_from.unwrap_or(words.len());
    (strip_birth_words(&words[..until].join(" ")), String::new())
}

fn strip_birth_words(place: &str) -> String {
    let words: Vec<&str> = place
        .split(' ')
        .filter(|word| {
            let bare = fold(word);
            !matches!(
                bare.trim_matches(|c: char| !c.is_alphanumeric()),
                "tgl" | "tanggal" | "lahir" | "ttl" | "pada" | "th" | "tahun"
            )
        })
        .collect();
    words.join(" ")
}

/// Words before the first digit that are part of the day: `Mei 1997`, `tgl. 5`.
fn belongs_to_date(word: &str) -> bool {
    let lower = fold(word);
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    const WORDS: [&str; 43] = [
        "tgl",
        "tanggal",
        "tahun",
        "th",
        "thn",
        "januari",
        "februari",
        "pebruari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "nopember",
        "desember",
        "jan",
        "feb",
        "peb",
        "mar",
        "apr",
        "jun",
        "jul",
        "agu",
        "agt",
        "ags",
        "sep",
        "sept",
        "okt",
        "nov",
        "nop",
        "des",
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "ahad",
    ];
    WORDS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn read(text: &str) -> (Option<String>, Option<String>) {
        let (place, day) = place_and_date(&Cell::of(text), TODAY);
        (place.value, day.value.map(|day| day.to_string()))
    }

    #[test]
    fn place_and_day_are_taken_apart() {
        for (text, place, day) in [
            ("Sumenep, 12 Mei 2001", "Sumenep", "2001-05-12"),
            ("Jakarta / 1990-12-22", "Jakarta", "1990-12-22"),
            ("Sumenep,10/07/2000", "Sumenep", "2000-07-10"),
            ("Palembang 24/09/2004", "Palembang", "2004-09-24"),
            ("Jakarta 12/4/05", "Jakarta", "2005-04-12"),
            ("Sumenep, 23092002", "Sumenep", "2002-09-23"),
            ("Sumenep, Senin Pon, 12 Mei 2001", "Sumenep", "2001-05-12"),
            (
                "BANDAR LAMPUNG, 17 AGUSTUS 1998",
                "Bandar Lampung",
                "1998-08-17",
            ),
            ("12 Mei 2001, Sumenep", "Sumenep", "2001-05-12"),
            ("Sumenep tgl. 5 Mei 2001", "Sumenep", "2001-05-05"),
        ] {
            assert_eq!(read(text), (Some(place.into()), Some(day.into())), "{text}");
        }
    }

    #[test]
    fn what_is_missing_stays_missing() {
        for text in [
            "Sumenep",
            "Sumenep / tdk ada",
            "Sumenep kosong",
            "Sumenep, –",
            "Sumenep, 23 Juni",
            "Sumenep 1995",
            "Sumenep, Mei 1997",
            "Sumenep, 31-02-2001",
        ] {
            assert_eq!(read(text), (Some("Sumenep".into()), None), "{text}");
        }
        assert_eq!(read("1998"), (None, None));
        assert_eq!(read("23/12/1999"), (None, Some("1999-12-23".into())));
    }

    #[test]
    fn an_impossible_day_is_told() {
        assert!(date_text("31-02-2001", TODAY).issue.is_some());
        assert_eq!(date_text("31-02-2001", TODAY).value, None);
        assert_eq!(date_text("01-01-2030", TODAY).value, None);
    }

    #[test]
    fn dates_as_numbers_are_read_with_a_word_of_warning() {
        let got = birth_date(&Cell::Number(36_892.0), TODAY);
        assert_eq!(got.value, Some(date(2001, 1, 1)));
        assert!(got.issue.is_some());
        assert_eq!(birth_date(&Cell::Number(1997.0), TODAY).value, None);
    }
}
