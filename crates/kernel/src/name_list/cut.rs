//! Cutting a piece of a line: the RT, what is in brackets, what follows a dash, a colon or the
//! first word that is no name. Every cut gives back both halves.

use super::remark;

/// The text without "RT 04", "rt.02/05" and "RW 3", and the number of the RT.
pub(super) fn take_rt(text: &str) -> (String, Option<u16>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut rest, mut rt) = (String::with_capacity(text.len()), None);
    let mut at = 0;
    while at < chars.len() {
        let starts = at == 0 || !chars[at - 1].is_alphanumeric();
        match if starts { numbered(&chars[at..]) } else { None } {
            Some((width, kind, number)) => {
                if kind == 't' {
                    rt = rt.or(number);
                }
                at += width;
                let rw = chars[at..]
                    .iter()
                    .take_while(|c| **c == '/' || c.is_ascii_digit())
                    .count();
                if kind == 't' && chars.get(at) == Some(&'/') && rw > 1 {
                    at += rw;
                }
                rest.push(' ');
            }
            None => {
                rest.push(chars[at]);
                at += 1;
            }
        }
    }
    (rest, rt)
}

/// "RT 04" or "RW.3" at the start: its width, `t` or `w`, and the number.
fn numbered(chars: &[char]) -> Option<(usize, char, Option<u16>)> {
    let [r, kind, rest @ ..] = chars else {
        return None;
    };
    let kind = kind.to_ascii_lowercase();
    if !r.eq_ignore_ascii_case(&'r') || !matches!(kind, 't' | 'w') {
        return None;
    }
    let signs = rest
        .iter()
        .take(3)
        .take_while(|c| matches!(c, ' ' | '.' | ':' | '-'))
        .count();
    let digits: String = rest[signs..]
        .iter()
        .take(4)
        .take_while(|c| c.is_ascii_digit())
        .collect();
    let ends = rest
        .get(signs + digits.len())
        .is_none_or(|c| !c.is_alphanumeric());
    (!digits.is_empty() && digits.len() < 4 && ends)
        .then(|| (2 + signs + digits.len(), kind, digits.parse().ok()))
}

/// The text without brackets, and what stood in them.
pub(super) fn take_brackets(text: &str) -> (String, Vec<String>) {
    let (mut rest, mut inside, mut open) = (String::new(), Vec::new(), false);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => {
                open = true;
                inside.push(String::new());
                rest.push(' ');
            }
            ')' | ']' | '}' => open = false,
            c if open => inside.iter_mut().last().into_iter().for_each(|i| i.push(c)),
            c => rest.push(c),
        }
    }
    (
        rest.split_whitespace().collect::<Vec<_>>().join(" "),
        inside,
    )
}

/// Head and tail around the first dash with a space beside it, colon, equals sign or dots.
pub(super) fn cut_at_sign(text: &str) -> Option<(String, String)> {
    let chars: Vec<char> = text.chars().collect();
    for at in 0..chars.len() {
        let space = |n: Option<usize>| n.and_then(|n| chars.get(n)).is_none_or(|c| *c == ' ');
        let loose = space(at.checked_sub(1)) || space(Some(at + 1));
        let rest: String = chars[at + 1..].iter().take(60).collect();
        let cuts = match chars[at] {
            ':' | '=' | '…' | '?' | '!' | '>' => true,
            '.' => {
                chars.get(at + 1) == Some(&'.')
                    || remark::words(&rest)
                        .first()
                        .is_some_and(|w| remark::begins(w, "A"))
            }
            c if is_dash(c) => loose || remark::is_remark(&rest),
            _ => false,
        };
        if cuts {
            let head: String = chars[..at].iter().collect();
            let rest: String = chars[at + 1..].iter().collect();
            return Some((trim(&head), trim(&rest)));
        }
    }
    None
}

/// The name at the start of `text`, and the remarks around it.
pub(super) fn cut_at_word(text: &str) -> (String, Vec<String>) {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let no_name = |t: &&&str| {
        t.chars().any(|c| c.is_ascii_digit()) || t.contains("://") || t.contains("wa.me")
    };
    let dull =
        |t: &&&str| no_name(t) || remark::begins(t, "A") || !t.chars().any(char::is_alphabetic);
    let lead = tokens.iter().take_while(dull).count();
    let first = tokens.get(lead).copied().unwrap_or_default();
    let name = tokens[lead..]
        .iter()
        .take_while(|t| !no_name(t) && !remark::begins(t, first))
        .count();
    let said = [tokens[..lead].join(" "), tokens[lead + name..].join(" ")];
    (
        trim(&tokens[lead..lead + name].join(" ")),
        said.into_iter().filter(|s| !s.is_empty()).collect(),
    )
}

/// Without signs at the ends.
fn trim(text: &str) -> String {
    let sign = |c: char| !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}');
    let text = text
        .trim_matches(|c: char| sign(c) && !matches!(c, '\'' | '’' | '(' | ')' | '"' | '“' | '”'));
    text.trim_matches(|c: char| c == ' ').to_owned()
}

/// Hyphens, dashes and the minus sign.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Marks without ink: direction marks, joiners, variation selectors, the soft hyphen.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}')
}
