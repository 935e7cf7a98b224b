//! Times of day as boards write them: "19.30 WIB", "jam 7 malam", "ba'da Isya".
//! A prayer time has no clock time unless one is written; an end may lie past midnight.

use crate::zone::Zone;
use jiff::civil::Time;

/// What a text said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// Start.
    pub start: Option<Time>,
    /// End; may be earlier than the start.
    pub end: Option<Time>,
    /// The zone that is written.
    pub zone: Option<Zone>,
    /// "selesai" for an open end, or "ba'da Isya".
    pub label: Option<String>,
}

/// The text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Jam tidak dikenal. Tulis seperti 19.30, 08.00-12.00, atau ba'da Isya.")]
pub struct ReadError;

/// "19.30".
#[must_use]
pub fn short(time: Time) -> String {
    format!("{:02}.{:02}", time.hour(), time.minute())
}

/// "19.30 WIB".
#[must_use]
pub fn with_zone(time: Time, zone: Zone) -> String {
    format!("{} {}", short(time), zone.label())
}

/// Reads `text`.
///
/// # Errors
///
/// [`ReadError`] if there is no time in it, or one that does not exist.
pub fn read(text: &str) -> Result<Read, ReadError> {
    if text.len() > 500 {
        return Err(ReadError);
    }
    let words = words(text);
    let mut read = Read::default();
    let mut times: Vec<(Clock, Option<Part>)> = Vec::new();
    let mut rest = words.as_slice();
    let (mut range, mut prayer, mut open, mut end_only) = (false, false, false, false);
    while let Some((word, tail)) = rest.split_first() {
        rest = tail;
        match word.as_str() {
            "jam" | "pukul" | "pkl" | "waktu" | ":" | "(" | ")" | "." | "," => {}
            "wib" | "wita" | "wit" => {
                let zone = Zone::from_code(word);
                if read.zone.is_some() && read.zone != zone {
                    return Err(ReadError);
                }
                read.zone = zone;
            }
            "-" | "s/d" | "s.d" | "sd" | "sampai" | "hingga" => {
                range = true;
                end_only = times.is_empty();
            }
            "dengan" if range => {}
            "selesai" if range && !open => open = true,
            "setengah" => {
                let (hour, tail) = rest.split_first().ok_or(ReadError)?;
                rest = tail;
                let hour = Clock::parse(hour).filter(|clock| clock.minute.is_none());
                times.push((hour.ok_or(ReadError)?.half_before()?, None));
            }
            "dini" if rest.first().is_some_and(|next| next == "hari") => {
                rest = &rest[1..];
                set_part(&mut times, Part::AsWritten)?;
            }
            "pagi" | "subuh" if !times.is_empty() => set_part(&mut times, Part::AsWritten)?,
            "siang" => set_part(&mut times, Part::Siang)?,
            "sore" => set_part(&mut times, Part::Sore)?,
            "malam" => set_part(&mut times, Part::Malam)?,
            "ba'da" | "bada" | "bakda" | "bakdo" | "badha" | "ba'dha" | "habis" | "setelah"
            | "sesudah" => {
                while rest.first().is_some_and(|next| {
                    matches!(next.as_str(), "salat" | "sholat" | "shalat" | "solat")
                }) {
                    rest = &rest[1..];
                }
                let (name, tail) = rest.split_first().ok_or(ReadError)?;
                rest = tail;
                let name = prayer_named(name).ok_or(ReadError)?;
                if !prayer {
                    read.label = Some(format!("ba'da {name}"));
                }
                prayer = true;
            }
            other => times.push((Clock::parse(other).ok_or(ReadError)?, None)),
        }
    }
    // In a range a part of day written only at the end counts for both times.
    if let [(_, first @ None), (_, Some(last))] = times.as_mut_slice() {
        *first = Some(*last);
    }
    let mut clocks = times
        .into_iter()
        .map(|(clock, part)| clock.on_the_wall(part));
    // "ba'da Isya - 21.00" has a clock time for its end only.
    if !end_only {
        read.start = clocks.next().transpose()?;
    }
    read.end = clocks.next().transpose()?;
    let too_many = clocks.next().is_some() || (read.end.is_some() && !range);
    let nothing = read.start.is_none() && !prayer;
    let endless = range && read.end.is_none() && !open && !prayer;
    if too_many || (open && read.end.is_some()) || nothing || endless {
        return Err(ReadError);
    }
    if open && !prayer {
        read.label = Some("selesai".to_owned());
    }
    Ok(read)
}

/// Lower-case words and signs; digits with their dots and colons stay together.
fn words(text: &str) -> Vec<String> {
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let text = text.replace(['’', '‘', '`', 'ʼ'], "'");
    let text = text
        .replace("s.d.", " s/d ")
        .replace("s.d ", " s/d ")
        .replace("s / d", " s/d ");
    let mut words: Vec<String> = Vec::new();
    let mut kind = ' ';
    for c in text.chars() {
        let now = match c {
            '0'..='9' => 'd',
            '.' | ':' if kind == 'd' => 'd',
            _ if c.is_alphabetic() || c == '\'' => 'w',
            '/' if kind == 'w' => 'w',
            _ if c.is_whitespace() => ' ',
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' => '-',
            _ => '?',
        };
        match (now, words.last_mut()) {
            (' ', _) => {}
            ('d' | 'w', Some(word)) if now == kind => word.push(c),
            ('-', _) => words.push("-".into()),
            _ => words.push(c.to_string()),
        }
        kind = now;
    }
    for word in &mut words {
        if word.len() > 1 {
            let trimmed = word.trim_end_matches(['.', ':']).to_owned();
            *word = trimmed;
        }
    }
    words
}

fn prayer_named(word: &str) -> Option<&'static str> {
    Some(match word.trim_matches('\'') {
        "subuh" | "shubuh" | "subu" | "shubu" | "fajar" => "Subuh",
        "zuhur" | "dzuhur" | "dhuhur" | "duhur" | "lohor" | "luhur" | "zhuhur" | "dluhur"
        | "zuhr" | "dzuhr" | "dhuhr" | "zhuhr" | "dzohor" | "dhohor" => "Zuhur",
        "asar" | "ashar" | "asr" | "ashr" => "Asar",
        "magrib" | "maghrib" | "mahgrib" | "mahrib" | "magrip" | "maghrip" => "Magrib",
        "isya" | "isya'" | "isyak" | "isa" | "isha" | "isya'." => "Isya",
        "jumat" | "jum'at" | "jum'ah" | "jumu'ah" | "jumatan" | "jum'atan" => "Jumat",
        "tarawih" | "taraweh" | "terawih" | "teraweh" | "tarawe" | "tarwih" | "tarweh"
        | "trawih" | "traweh" => "Tarawih",
        _ => return None,
    })
}

#[derive(Debug, Clone, Copy)]
enum Part {
    AsWritten,
    Siang,
    Sore,
    Malam,
}

fn set_part(times: &mut [(Clock, Option<Part>)], part: Part) -> Result<(), ReadError> {
    let (_, last) = times.last_mut().ok_or(ReadError)?;
    if last.replace(part).is_some() {
        Err(ReadError)
    } else {
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
struct Clock {
    hour: i8,
    minute: Option<i8>,
    half: bool,
}

impl Clock {
    fn parse(word: &str) -> Option<Self> {
        let mut numbers = word.split(['.', ':']);
        let number = |text: &str, most: i8| {
            let short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            if short {
                text.parse::<i8>().ok().filter(|n| *n <= most)
            } else {
                None
            }
        };
        let hour = number(numbers.next()?, 23)?;
        let minute = match numbers.next() {
            Some(text) if text.len() == 2 => Some(number(text, 59)?),
            Some(_) => return None,
            None => None,
        };
        if let Some(seconds) = numbers.next() {
            number(seconds, 59).filter(|_| seconds.len() == 2)?;
        }
        numbers.next().is_none().then_some(Self {
            hour,
            minute,
            half: false,
        })
    }

    /// "setengah 8": half an hour before 8, the part of day still to come.
    fn half_before(self) -> Result<Self, ReadError> {
        if self.hour == 0 {
            return Err(ReadError);
        }
        Ok(Self { half: true, ..self })
    }

    fn on_the_wall(self, part: Option<Part>) -> Result<Time, ReadError> {
        // The half hour goes off first, then comes the part of day; half one is 12.30 at noon.
        let (written, minute) = match (self.half, self.hour, part) {
            (false, hour, _) => (hour, self.minute.unwrap_or(0)),
            (true, 1, Some(Part::Siang)) => (12, 30),
            (true, hour, _) => (hour - 1, 30),
        };
        let hour = match part {
            None => written,
            Some(part) => part.place(written).ok_or(ReadError)?,
        };
        Time::new(hour, minute, 0, 0).map_err(|_| ReadError)
    }
}

impl Part {
    /// The hour of the day that somebody means by `hour` in this part of it.
    fn place(self, hour: i8) -> Option<i8> {
        match (self, hour) {
            (Self::AsWritten, 0..=12) => Some(hour),
            (Self::Siang, 10..=12) | (Self::Siang, 13..=15) => Some(hour),
            (Self::Siang, 1..=3) => Some(hour + 12),
            (Self::Sore, 3..=6) => Some(hour + 12),
            (Self::Sore, 15..=18) => Some(hour),
            (Self::Malam, 6..=11) => Some(hour + 12),
            (Self::Malam, 12) | (Self::Malam, 0) => Some(0),
            (Self::Malam, 18..=23) => Some(hour),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    fn start(text: &str) -> Option<Time> {
        read(text).ok().and_then(|read| read.start)
    }

    #[test]
    fn half_eight_in_the_evening_is_half_past_seven() {
        assert_eq!(start("jam setengah 8 malam"), Some(time(19, 30, 0, 0)));
        assert_eq!(start("setengah 3 siang"), Some(time(14, 30, 0, 0)));
        assert_eq!(start("setengah 1 siang"), Some(time(12, 30, 0, 0)));
    }

    #[test]
    fn an_hour_that_does_not_fit_its_part_of_day_is_refused() {
        assert_eq!(read("15 pagi"), Err(ReadError));
        assert_eq!(start("20.15 malam"), Some(time(20, 15, 0, 0)));
    }

    #[test]
    fn the_half_hour_goes_off_before_the_part_of_day() {
        for (text, hour) in [
            ("setengah 7 sore", 18),
            ("setengah 4 siang", 15),
            ("setengah 1 malam", 0),
            ("setengah 12 malam", 23),
        ] {
            assert_eq!(start(text), Some(time(hour, 30, 0, 0)), "{text}");
        }
        assert_eq!(read("setengah 6 malam"), Err(ReadError));
    }

    #[test]
    fn a_prayer_may_open_a_range() {
        let open = read("ba'da Isya s.d. selesai").unwrap();
        assert_eq!(
            (open.start, open.end, open.label.as_deref()),
            (None, None, Some("ba'da Isya"))
        );
        let ended = read("bakda salat Magrib - 21.00").unwrap();
        assert_eq!((ended.start, ended.end), (None, Some(time(21, 0, 0, 0))));
        assert_eq!(read("s.d. selesai"), Err(ReadError));
        assert_eq!(read("08.00 WIB - 12.00 WITA"), Err(ReadError));
        assert_eq!(
            read("13.00 s.d\u{a0}selesai").unwrap().label.as_deref(),
            Some("selesai")
        );
    }

    #[test]
    fn a_time_is_written_with_a_dot() {
        assert_eq!(with_zone(time(19, 30, 0, 0), Zone::Wib), "19.30 WIB");
    }
}
