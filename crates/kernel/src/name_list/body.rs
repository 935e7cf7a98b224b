//! One line without its number: the people on it, and what is said about each.
//! Brackets, dashes, RT, phone numbers, money and guests are taken off; the name stays as written.

use super::cut::{cut_at_sign, cut_at_word, is_dash, is_invisible, take_brackets, take_rt};
use super::{State, remark};
use crate::name::is_degree;

/// A tick, a cross or an empty box on a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tick {
    #[default]
    None,
    Yes,
    No,
    Open,
}

/// Somebody on a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    /// What is said: `Some(None)` where nobody knows.
    pub(super) state: Option<Option<State>>,
    pub(super) rt: Option<u16>,
    /// The name is struck through.
    pub(super) struck: bool,
}

/// Whether the roll knows a name.
pub(super) type Known<'a> = dyn FnMut(&str, Option<u16>) -> bool + 'a;

const ROLES: &str = "ketua wakil sekretaris sekertaris bendahara seksi sie koordinator koord pj mc moderator notulis \
    humas perlengkapan konsumsi keamanan dokumentasi acara pembina penasihat kapten kiper cadangan nama";

/// What a sign on a line says.
pub(super) fn tick(c: char) -> Tick {
    match c {
        '✅' | '✔' | '☑' | '✓' | '🗸' | '👍' | '🆗' => Tick::Yes,
        '❌' | '✖' | '✗' | '✘' | '❎' | '🚫' | '☒' => Tick::No,
        '☐' | '⬜' | '🔲' | '▢' | '⬛' | '🔳' => Tick::Open,
        _ => Tick::None,
    }
}

/// Pictures, arrows, bullets and other signs that are in no name.
pub(super) fn is_picture(c: char) -> bool {
    matches!(c, '\u{2022}'..='\u{2023}' | '\u{2043}' | '\u{20e3}' | '\u{2190}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{b7}' | '\u{ae}' | '\u{a9}' | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

/// The people of a line, and its tick.
pub(super) fn read(text: &str, known: &mut Known) -> (Vec<Person>, Tick) {
    let mark = text
        .chars()
        .map(tick)
        .find(|t| *t != Tick::None)
        .unwrap_or_default();
    let (text, struck) = without_struck(text);
    let text = clean(&text);
    let mut people: Vec<Person> = Vec::new();
    let mut struck_people = Vec::new();
    let pieces = pieces(&text);
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 && remark::are_guests(&piece.text) {
            continue;
        }
        let part = Part::read(&piece.text, known);
        let guest = remark::are_guests(&part.name) || (piece.plus && !known(&part.name, part.rt));
        match people.last_mut() {
            Some(_) if guest => {}
            Some(last) if part.name.is_empty() => {
                last.state = last.state.or(part.state);
                last.rt = last.rt.or(part.rt);
            }
            _ if part.name.is_empty() || (guest && at > 0) => {}
            _ => people.push(Person {
                name: part.name,
                state: part.state,
                rt: part.rt,
                struck: false,
            }),
        }
    }
    if let Some(last) = people.last().cloned() {
        for person in &mut people {
            person.state = person.state.or(last.state);
            person.rt = person.rt.or(last.rt);
        }
    }
    for text in struck {
        let name = Part::read(&clean(&text), known);
        struck_people.push(Person {
            name: name.name,
            rt: name.rt,
            state: None,
            struck: true,
        });
    }
    people.extend(struck_people.into_iter().filter(|p| !p.name.is_empty()));
    (people, mark)
}

/// The text without what stands between two `~`, and those pieces.
fn without_struck(text: &str) -> (String, Vec<String>) {
    let pieces: Vec<&str> = text.split('~').collect();
    let (mut rest, mut struck) = (String::new(), Vec::new());
    for (n, piece) in pieces.iter().enumerate() {
        if n % 2 == 1 && n + 1 < pieces.len() {
            struck.push((*piece).to_owned());
            rest.push(' ');
        } else {
            rest.push_str(piece);
        }
    }
    (rest, struck)
}

/// Without invisible marks, pictures and the signs for bold and italics; single spaces.
fn clean(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c) && *c != '*') {
        match c {
            '_' | '`' | '|' => plain.push(' '),
            c if is_dash(c) => plain.push(c),
            c if is_picture(c) || c.is_whitespace() || c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Piece {
    text: String,
    plus: bool,
}

/// Splits at `& , / ; +` and "dan", outside brackets; not before a degree or inside a number.
fn pieces(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut pieces = vec![Piece {
        text: String::new(),
        plus: false,
    }];
    let mut depth = 0_usize;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let word =
            depth == 0 && c == ' ' && matches!(follows(&chars[at + 1..]).as_str(), "dan" | "dn");
        if depth == 0 && (word || splits(&chars, at)) {
            if word {
                at += follows(&chars[at + 1..]).chars().count();
            }
            pieces.push(Piece {
                text: String::new(),
                plus: c == '+',
            });
        } else if let Some(last) = pieces.last_mut() {
            last.text.push(c);
        }
        at += 1;
    }
    pieces
}

/// The word that begins `rest`, lower case, if a space follows it.
fn follows(rest: &[char]) -> String {
    let word: String = rest.iter().take(4).take_while(|c| **c != ' ').collect();
    if rest.get(word.chars().count()) == Some(&' ') {
        word.to_lowercase()
    } else {
        String::new()
    }
}

fn splits(chars: &[char], at: usize) -> bool {
    let digit = |n: Option<usize>| {
        n.and_then(|n| chars.get(n))
            .is_some_and(char::is_ascii_digit)
    };
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    match chars[at] {
        '&' | ';' => true,
        '+' => {
            !(digit(after)
                && chars[at + 1..]
                    .iter()
                    .take(14)
                    .filter(|c| c.is_ascii_digit())
                    .count()
                    > 4)
        }
        ',' => {
            let next: String = chars[at + 1..]
                .iter()
                .skip_while(|c| **c == ' ')
                .take_while(|c| !matches!(c, ' ' | ','))
                .take(16)
                .collect();
            let decimal = digit(before) && digit(after);
            !decimal && !is_degree(&next)
        }
        '/' => {
            let rt: String = chars[..at]
                .iter()
                .rev()
                .take(6)
                .collect::<String>()
                .to_lowercase();
            let alone = |n: usize| chars.get(n).is_none_or(|c| !c.is_alphanumeric());
            let short = at > 0
                && !alone(at - 1)
                && (at < 2 || alone(at - 2))
                && !alone(at + 1)
                && alone(at + 2);
            let rw = digit(before) && (digit(after) || rt.contains("tr"));
            !rw && !short
        }
        _ => false,
    }
}

/// One piece: a name, or nothing, and what is said of it.
#[derive(Default)]
struct Part {
    name: String,
    state: Option<Option<State>>,
    rt: Option<u16>,
}

impl Part {
    fn read(text: &str, known: &mut Known) -> Self {
        let (text, rt) = take_rt(text);
        let (mut text, brackets) = take_brackets(&text);
        let mut remarks: Vec<String> = Vec::new();
        let mut nickname = None;
        for inside in brackets {
            if !remark::is_remark(&inside)
                && inside.chars().any(char::is_alphabetic)
                && known(&inside, None)
            {
                nickname = Some(inside);
            } else {
                remarks.push(inside);
            }
        }
        if let Some((head, tail)) = cut_at_sign(&text) {
            let role = remark::words(&head)
                .first()
                .is_some_and(|w| remark::among(ROLES, w))
                && !known(&head, rt);
            let (name, said) = if head.is_empty() || remark::is_remark(&head) || role {
                (tail, head)
            } else {
                (head, tail)
            };
            remarks.push(said);
            text = name;
        }
        let (mut name, said) = cut_at_word(&text);
        remarks.extend(said);
        if remark::is_empty(&name) {
            name.clear();
        }
        if let Some(nickname) = nickname {
            name = if name.is_empty() {
                nickname
            } else {
                format!("{name} ({nickname})")
            };
        }
        Self {
            name,
            state: remark::state(&remarks.join(" ")),
            rt,
        }
    }
}
