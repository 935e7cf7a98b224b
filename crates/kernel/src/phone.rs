//! Telephone numbers as boards write them, read into E.164 (`+62…`), and written back for people.
//! Mobile numbers and landlines with an area code; what is masked, cut short, written as `8,1E+11`
//! or part of a NIK or a date is no number. Nothing is repaired.

use std::fmt;

/// An Indonesian telephone number in E.164.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

impl Phone {
    /// The number as `+62…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// False for a landline.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        self.0.starts_with("+628")
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

/// The number in `text` if there is exactly one.
#[must_use]
pub fn one(text: &str) -> Option<Phone> {
    let mut phones = read(text);
    if phones.len() == 1 {
        phones.pop()
    } else {
        None
    }
}

/// The numbers in `text`, in order of writing, each once.
#[must_use]
pub fn read(text: &str) -> Vec<Phone> {
    let chars: Vec<char> = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            c if is_dash(c) => '-',
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let mut phones = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !in_number(chars[at]) {
            at += 1;
            continue;
        }
        let end = end_of_run(&chars, at);
        if let Some(phone) = read_run(&chars, at, end).filter(|phone| !phones.contains(phone)) {
            phones.push(phone);
        }
        at = end;
    }
    phones
}

/// Hyphens, dashes and the minus sign, in all the shapes that keyboards make of them.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Marks that have no ink: direction marks, joiners, the byte order mark, the soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}'
    )
}

fn in_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '-' | '(' | ')')
}

/// Where the run of digits and their spacing that starts at `start` ends; a `+` after a digit
/// starts another.
fn end_of_run(chars: &[char], start: usize) -> usize {
    let mut digits = false;
    for (at, c) in chars.iter().enumerate().skip(start) {
        if !in_number(*c) || (*c == '+' && digits) {
            return at;
        }
        digits |= c.is_ascii_digit();
    }
    chars.len()
}

fn read_run(chars: &[char], start: usize, end: usize) -> Option<Phone> {
    let first = (start..end).find(|at| chars[*at].is_ascii_digit())?;
    let last = (start..end).rfind(|at| chars[*at].is_ascii_digit())?;
    if is_cut_before(&chars[..first]) && !is_bold(chars, first, last) {
        return None;
    }
    if is_cut_after(&chars[last + 1..]) && !is_bold(chars, first, last) {
        return None;
    }
    let plus = chars[start..first].contains(&'+');
    let run = without_decimal_zero(&chars[first..=last]);
    let groups = groups(run);
    if is_date(&groups) {
        return None;
    }
    let digits = groups.concat();
    number(&digits, plus).or_else(|| after_a_count(&groups, run))
}

/// `*0812…*` is bold in a chat; a star at one end only hides a digit.
fn is_bold(chars: &[char], first: usize, last: usize) -> bool {
    let star = |at: Option<usize>| at.and_then(|at| chars.get(at)) == Some(&'*');
    let before = chars[..first].iter().rposition(|c| !matches!(c, '+' | '('));
    star(before)
        && star(Some(last + 1))
        && !star(before.and_then(|at| at.checked_sub(1)))
        && !star(Some(last + 2))
}

fn is_mask(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*' | '#' | '_' | '•' | '…' | '×')
}

/// Whether digits are hidden or spoilt right before the number.
fn is_cut_before(before: &[char]) -> bool {
    let glued: Vec<char> = before
        .iter()
        .rev()
        .take(64)
        .skip_while(|c| matches!(c, '-' | '+' | '(' | '.'))
        .take_while(|c| c.is_alphabetic() || is_mask(**c))
        .copied()
        .collect();
    let spoilt = matches!(glued[..], ['o' | 'O' | 'l' | 'I' | 'i']);
    !glued.is_empty() && (glued.iter().all(|c| is_mask(*c)) || spoilt)
}

/// Whether digits are hidden, spoilt or lost to scientific notation right after the number.
fn is_cut_after(after: &[char]) -> bool {
    let gap = after
        .iter()
        .take_while(|c| matches!(c, ' ' | '-' | '.' | '(' | ')'))
        .count();
    let spaced = after[..gap].iter().any(|c| matches!(c, ' ' | '(' | ')'));
    let after = &after[gap..];
    let word: Vec<char> = after
        .iter()
        .take(64)
        .take_while(|c| c.is_alphabetic() || is_mask(**c))
        .copied()
        .collect();
    let next = after.get(word.len()).copied().unwrap_or(' ');
    let masked = !word.is_empty() && word.iter().all(|c| is_mask(*c));
    let scientific =
        matches!(word[..], ['e' | 'E']) && (next.is_ascii_digit() || matches!(next, '+' | '-'));
    let doubted =
        gap == 0 && after.first() == Some(&'?') && !after.get(1).is_some_and(|c| c.is_alphabetic());
    let glued_letter = gap == 0 && word.len() == 1;
    scientific || doubted || glued_letter || (masked && (!spaced || word.len() > 1))
}

/// A spreadsheet's number has `.0` behind it, which is no digit.
fn without_decimal_zero(run: &[char]) -> &[char] {
    match run {
        [number @ .., '.', '0'] => number,
        [number @ .., '.', '0', '0'] if number.iter().all(char::is_ascii_digit) => number,
        run => run,
    }
}

fn groups(run: &[char]) -> Vec<String> {
    run.split(|c| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .map(|group| group.iter().collect())
        .collect()
}

/// `17-08-2001`, alone or with a time behind it.
fn is_date(groups: &[String]) -> bool {
    let [day, month, year, time @ ..] = groups else {
        return false;
    };
    let within = |text: &str, most: u8| {
        text.len() <= 2 && text.parse().is_ok_and(|n: u8| (1..=most).contains(&n))
    };
    let ends = within(day, 31) && within(month, 12) || within(day, 12) && within(month, 31);
    ends && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && time.len() <= 3
        && time.iter().all(|part| part.len() == 2)
}

/// The number behind a list's mark or the end of an address: `1. 0812…`, `RT 3 0812…`.
fn after_a_count(groups: &[String], run: &[char]) -> Option<Phone> {
    let [count, rest @ ..] = groups else {
        return None;
    };
    let spaced = run[count.len()..]
        .iter()
        .take_while(|c| !c.is_ascii_digit())
        .any(|c| *c == ' ');
    let first = rest.first()?;
    if count.len() > 2 || !spaced || !(first.starts_with('0') || first.starts_with("628")) {
        return None;
    }
    number(&rest.concat(), false)
}

/// The number of digits without spacing; `plus` if a `+` stands before them.
fn number(digits: &str, plus: bool) -> Option<Phone> {
    if digits.len() > 17 {
        return None;
    }
    let national = match (plus, digits) {
        (true, _) => after_country(digits.strip_prefix("62")?),
        (false, _) if digits.starts_with("0062") => after_country(&digits[4..]),
        (false, _) if digits.starts_with("62") => after_country(&digits[2..]),
        (false, _) if digits.starts_with('0') => &digits[1..],
        (false, _) if digits.starts_with('8') => digits,
        _ => return None,
    };
    let written = national.len() + 1;
    let fits = match national.bytes().next()? {
        b'8' => (10..=13).contains(&written),
        b'2'..=b'7' | b'9' => (9..=12).contains(&written),
        _ => false,
    };
    fits.then(|| Phone(format!("+62{national}")))
}

fn after_country(digits: &str) -> &str {
    digits.strip_prefix('0').unwrap_or(digits)
}

/// The number as people at home write it: `0812-3456-7890`, `(0274) 123456`.
#[must_use]
pub fn local(e164: &str) -> String {
    let Some(national) = e164.strip_prefix("+62").filter(|rest| rest.is_ascii()) else {
        return e164.to_owned();
    };
    if national.starts_with('8') && national.len() > 7 {
        return format!("0{}-{}-{}", &national[..3], &national[3..7], &national[7..]);
    }
    let large = ["21", "22", "24", "31", "61"]
        .iter()
        .any(|area| national.starts_with(area));
    let area = if large { 2 } else { 3 };
    match national.get(area..) {
        Some(rest) if !rest.is_empty() => format!("(0{}) {rest}", &national[..area]),
        _ => format!("0{national}"),
    }
}

/// [`local`] with hyphens at which no line breaks, for reading on a screen.
#[must_use]
pub fn one_line(e164: &str) -> String {
    local(e164).replace('-', "\u{2011}").replace(' ', "\u{a0}")
}

/// The number as a `wa.me` link wants it: digits only.
#[must_use]
pub fn wa(e164: &str) -> String {
    e164.trim_start_matches('+').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        read(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_number_is_found_among_words_marks_and_links() {
        for text in [
            "1. 0812-0000-1234",
            "Budi RT 03 0812 0000 1234",
            "*0812-0000-1234*",
            "0812\u{2013}0000\u{2014}1234",
            "\u{202a}+62\u{a0}812-0000-1234\u{202c}",
            "`081200001234",
            "62 0812 0000 1234",
            "(+62) 812 0000 1234",
            "081200001234WA",
            "wa.me/6281200001234?text=Halo",
            "https://api.whatsapp.com/send?phone=6281200001234&text=ya",
            "6281200001234.0",
        ] {
            assert_eq!(numbers(text), ["+6281200001234"], "{text}");
        }
    }

    #[test]
    fn several_numbers_stand_in_order_and_once() {
        for text in [
            "081200001234 dan 081300005678",
            "081200001234atau081300005678",
            "081200001234 & 081300005678; +62 812 0000 1234",
            "1. 081200001234\n2. 081300005678",
            "+6281200001234 +6281300005678",
            "Budi 081200001234 Ani 081300005678",
        ] {
            assert_eq!(
                numbers(text),
                ["+6281200001234", "+6281300005678"],
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_whole_number_is_nothing() {
        for text in [
            "8.1200001234E+10",
            "8.1200001234 e+10",
            "08120000123x",
            "0812 0000 12 xx",
            "0812-0000-123*",
            "0812-xxxx-1234",
            "08120000123O",
            "0812O0001234",
            "08-12-2001",
            "02-12-2001 08:30",
            "08.12.2000 19.30",
            "112",
            "1234567",
            "+65 8123 4567",
            "6201010101019901",
            "0812000012345678",
        ] {
            assert_eq!(numbers(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn landlines_need_an_area_code() {
        assert_eq!(numbers("+62 (0274) 123456"), ["+62274123456"]);
        assert_eq!(numbers("62 21 1234567"), ["+62211234567"]);
        assert!(!read("0274-123456")[0].is_mobile());
        assert!(read("123456").is_empty() && read("0274 1234").is_empty());
    }

    #[test]
    fn numbers_are_written_for_people_and_links() {
        assert_eq!(local("+6281234567890"), "0812-3456-7890");
        assert_eq!(local("+62274123456"), "(0274) 123456");
        assert_eq!(local("+62211234567"), "(021) 1234567");
        assert_eq!(local("+62"), "0");
        assert_eq!(wa("+6281234567890"), "6281234567890");
    }
}
