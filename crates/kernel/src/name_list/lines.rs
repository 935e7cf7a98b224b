//! A pasted text line by line: who sent it, the number or tick in front, and what is left.

use super::body::{Person, Tick, is_picture, tick};
use super::cut::{is_dash, is_invisible};
use super::remark::among;

/// No line of a list is longer; what is behind is not read.
const LONGEST: usize = 400;

/// What stands in front of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Number(u32),
    /// A bullet or a tick, in front or behind.
    Sign,
}

/// A line without its sender and number.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) number: usize,
    /// The line begins a new message of the chat.
    pub(super) sent: bool,
    pub(super) mark: Mark,
    pub(super) body: String,
    pub(super) bold: bool,
    /// Who is on it, once `lists` has asked the roll.
    pub(super) people: Vec<Person>,
    pub(super) tick: Tick,
}

/// The lines of `text` that are not blank.
pub(super) fn of(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut last = 0;
    for (n, raw) in text.split('\n').enumerate() {
        let end = raw
            .char_indices()
            .nth(LONGEST)
            .map_or(raw.len(), |(at, _)| at);
        let text = keycaps(&raw[..end]);
        let (body, sent) = match message(text.trim()) {
            Some(body) => (body.trim(), true),
            None => (text.trim(), false),
        };
        if sent {
            last = 0;
        }
        if body.is_empty() && !sent {
            continue;
        }
        let (mark, rest) = mark(body, last);
        if let Mark::Number(number) = mark {
            last = number;
        }
        let bold = is_bold(body);
        lines.push(Line {
            number: n + 1,
            sent,
            mark,
            body: rest.to_owned(),
            bold,
            people: Vec::new(),
            tick: Tick::None,
        });
    }
    lines
}

fn is_bold(body: &str) -> bool {
    let ends = |c: char| c.is_alphanumeric() || matches!(c, '*' | '_' | ')' | ':');
    let core = body
        .trim_start_matches(|c: char| !ends(c))
        .trim_end_matches(|c: char| !ends(c));
    core.len() > 2
        && core.trim_start_matches('_').starts_with('*')
        && core.trim_end_matches([':', '_']).ends_with('*')
}

/// The line without invisible marks, with one kind of space, and with 1️⃣, ① and 🔟 as numbers.
fn keycaps(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().filter(|c| !is_invisible(*c)).peekable();
    while let Some(c) = chars.next() {
        if c == '\u{20e3}' {
            if !chars.peek().is_some_and(char::is_ascii_digit) {
                text.push_str(". ");
            }
        } else if let Some(n) = (1..=20)
            .zip('①'..='⑳')
            .find_map(|(n, sign)| (sign == c).then_some(n))
        {
            text.push_str(&format!("{n}. "));
        } else if c == '🔟' {
            text.push_str("10. ");
        } else {
            text.push(if c.is_whitespace() || c.is_control() {
                ' '
            } else {
                c
            });
        }
    }
    text
}

/// What was written, if the line begins a message: `[17/8 19.02] Budi: …`, `17/08/26 19.02 - Budi: …`.
fn message(line: &str) -> Option<&str> {
    let stamp = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let stamp = |c: char| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    ' ' | '.' | ':' | '/' | ',' | '-' | 'a' | 'p' | 'm' | 'A' | 'P' | 'M'
                )
        };
        digits >= 3 && text.chars().count() <= 30 && text.chars().all(stamp)
    };
    let rest = match line.strip_prefix('[') {
        Some(inside) => inside.split_once(']').filter(|(when, _)| stamp(when))?.1,
        None => {
            let (when, rest) = line.split_once(" - ")?;
            let digits = when.chars().filter(char::is_ascii_digit).count();
            (stamp(when)
                && digits >= 6
                && when.contains(['.', ':'])
                && when.contains(['/', '-', ' ']))
            .then_some(rest)?
        }
    };
    let said = rest
        .split_once(':')
        .filter(|(sender, _)| sender.chars().count() <= 60);
    Some(said.map_or("", |(_, said)| said))
}

/// The number, bullet or tick of a line, and the rest of it; `last` is the number before.
fn mark(body: &str, last: u32) -> (Mark, &str) {
    if body.is_empty() {
        return (Mark::None, body);
    }
    let ticked = body.chars().any(|c| tick(c) != Tick::None);
    let start = body.trim_start_matches(|c: char| {
        matches!(c, '*' | '_' | '>' | '(' | '#' | ' ') || is_picture(c)
    });
    let start = strip_word(start, "no").unwrap_or(start);
    if let Some((number, rest)) = numbered(start, last) {
        return (Mark::Number(number), rest);
    }
    if let Some(rest) = lettered(start) {
        return (Mark::Sign, rest);
    }
    let first = body.chars().next().unwrap_or(' ');
    let rest = body[first.len_utf8()..].trim_start();
    let spaced = body[first.len_utf8()..].starts_with(' ');
    let bullet = is_dash(first)
        || (matches!(first, '*' | '>' | '+' | '~' | 'o') && spaced)
        || matches!(
            first,
            '•' | '·'
                | '●'
                | '○'
                | '▪'
                | '▫'
                | '◦'
                | '◾'
                | '◽'
                | '■'
                | '□'
                | '‣'
                | '⁃'
                | '➤'
                | '➡'
                | '➢'
                | '►'
                | '▶'
                | '→'
                | '👉'
                | '🔹'
                | '🔸'
                | '🔘'
                | '🟢'
                | '🔵'
                | '✍'
                | '◼'
                | '◻'
                | '⚫'
                | '⚪'
        );
    if bullet && rest.chars().any(char::is_alphabetic) && first != 'o' {
        return (Mark::Sign, rest);
    }
    (if ticked { Mark::Sign } else { Mark::None }, body)
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text
        .get(..word.len())
        .filter(|h| h.eq_ignore_ascii_case(word))?;
    let rest = text[head.len()..].trim_start_matches(['.', ' ']);
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(rest)
}

/// "12. ", "12)", "12-", "(12)", or a bare "12 " where 12 is next.
fn numbered(text: &str, last: u32) -> Option<(u32, &str)> {
    const UNITS: &str = "orang org hari jam jan januari feb februari peb pebruari mar maret apr april mei jun juni jul juli agt agu ags \
        agustus sep september okt oktober nov november nop nopember des desember rb ribu jt juta kali buah dus kg liter paket malam pagi \
        menit minggu bulan tahun an wib regu tim kelompok anak bungkus lembar meter";
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let number = text
        .get(..digits)
        .filter(|d| (1..=3).contains(&d.len()))?
        .parse()
        .ok()?;
    let rest = &text[digits..];
    let tight = rest.trim_start_matches(' ');
    let signs = tight
        .chars()
        .take_while(|c| matches!(c, '.' | ')' | ':' | ']' | '/' | ',' | '°') || is_dash(*c))
        .map(char::len_utf8)
        .sum::<usize>();
    let after = &tight[signs..];
    if signs > 0 {
        let value = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let an = tight.starts_with('-') && strip_unit(after, "an");
        return (!an && (!value || after.starts_with(' '))).then_some((number, after.trim_start()));
    }
    let word: String = tight
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    let next = number == 1 || number == last + 1;
    if tight.is_empty() {
        return next.then_some((number, tight));
    }
    let named = tight
        .starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '_' | '~') || is_picture(c));
    let glued = rest.len() == tight.len() && tight.starts_with(char::is_lowercase);
    (next && named && !glued && !among(UNITS, &word)).then_some((number, tight))
}

fn strip_unit(text: &str, unit: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    word.eq_ignore_ascii_case(unit)
}

/// "a) Budi".
fn lettered(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    (chars.next() == Some(')')).then(|| text[letter.len_utf8() + 1..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_bullets_are_marks_and_dates_are_not() {
        for text in [
            "1. Budi",
            "1) Budi",
            "1- Budi",
            "(1) Budi",
            "1 Budi",
            "1️⃣ Budi",
            "*1. Budi*",
            "No. 1 Budi",
            "① Budi",
            "1.Budi",
        ] {
            assert_eq!(of(text)[0].mark, Mark::Number(1), "{text}");
        }
        for text in [
            "- Budi",
            "• Budi",
            "✅ Budi",
            "Budi ✅",
            "* Budi",
            "👉 Budi",
            "– Budi",
            "a) Budi",
        ] {
            assert_eq!(of(text)[0].mark, Mark::Sign, "{text}");
        }
        for text in [
            "17 Agustus 2026",
            "19.30 WIB",
            "17/8/2026",
            "*LIST HADIR*",
            "17-an",
            "12 orang",
            "Budi",
            "-----",
            "0812-0000-1234",
        ] {
            assert_eq!(of(text)[0].mark, Mark::None, "{text}");
        }
    }

    #[test]
    fn the_sender_is_taken_off() {
        for text in [
            "[17/8 19.02] Budi: 1. Ana",
            "17/08/26 19.02 - Budi: 1. Ana",
            "[19.02, 17/8/2026] +62 812-0000-1234: 1. Ana",
        ] {
            let line = &of(text)[0];
            assert_eq!(
                (line.sent, line.mark, line.body.as_str()),
                (true, Mark::Number(1), "Ana"),
                "{text}"
            );
        }
    }
}
