//! The lines of a pasted text that name people: numbered, bulleted or ticked, or all of them where
//! a list has no marks. Headings tell the list, its state, and whether it lists people at all.

use super::{Read, State, remark};
use crate::phone;

/// Longest text that is read; a chat is never longer.
const MOST: usize = 200_000;

/// What the lines under a heading are.
#[derive(Clone, Debug)]
struct Heading {
    key: String,
    people: bool,
    state: Option<State>,
    /// Only a state: a part of the list above, not a list of its own.
    section: bool,
    /// Nothing but its look says that it is a heading.
    weak: bool,
}

/// Everybody named in `text`, in order; `knows` says whether a name is on the roll.
pub(super) fn people(text: &str, knows: &mut dyn FnMut(&str, Option<u16>) -> bool) -> Vec<Read> {
    let text = text.get(..MOST).unwrap_or(text);
    let lines: Vec<(usize, Line)> = text
        .lines()
        .enumerate()
        .filter_map(|(at, line)| Some((at + 1, Line::of(line)?)))
        .collect();
    let marked = lines.iter().any(|(_, line)| line.mark.is_some());
    let mut reader = Reader::default();
    for (number, line) in lines {
        let is_entry =
            line.mark.is_some() || (!marked && reader.headed && plausible(&line.text, knows));
        if is_entry {
            reader.entry(number, &line);
        } else {
            reader.heading(&line);
        }
    }
    reader.found
}

/// A line without a mark is a person only if it looks like nothing else.
fn plausible(text: &str, knows: &mut dyn FnMut(&str, Option<u16>) -> bool) -> bool {
    let (name, _) = split_remark(text);
    let name = clean(&name).0;
    let words = name.split_whitespace().count();
    (1..=6).contains(&words) && !text.ends_with(':') && (words <= 3 || knows(&name, None))
}

/// A line without sender and marks.
struct Line {
    mark: Option<Mark>,
    text: String,
    /// Stands in a new message of the chat.
    sent: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Number(u32),
    Sign,
}

impl Line {
    fn of(raw: &str) -> Option<Self> {
        let plain: String = raw
            .chars()
            .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe0f}' | '\u{20e3}'))
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        let (text, sent) = match after_sender(plain.trim()) {
            Some(text) => (text, true),
            None => (plain.trim(), false),
        };
        if text.is_empty() {
            return None;
        }
        let (mark, text) = take_mark(text);
        Some(Self {
            mark,
            text: text.trim().to_owned(),
            sent,
        })
    }
}

/// What somebody wrote, after "[17/8 19.02] Budi:" or "17/08/26 19.02 - Budi:".
fn after_sender(line: &str) -> Option<&str> {
    let rest = match line.strip_prefix('[') {
        Some(inside) => {
            let (when, rest) = inside.split_once(']')?;
            when.contains(|c: char| c.is_ascii_digit())
                .then_some(rest)?
        }
        None => {
            let (when, rest) = line.split_once(" - ")?;
            let stamp = when
                .chars()
                .all(|c| c.is_ascii_digit() || " ./:,".contains(c));
            (stamp && when.contains(['/', '.']) && when.len() >= 8).then_some(rest)?
        }
    };
    rest.split_once(':').map(|(_, text)| text.trim())
}

fn take_mark(text: &str) -> (Option<Mark>, &str) {
    let bare = text.trim_start_matches(['*', '_', ' ']);
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let rest = bare[digits..].trim_start();
        let signed = rest.strip_prefix(['.', ')', '-', ':', ']']);
        let spaced = bare[digits..].starts_with(' ') && rest.starts_with(char::is_alphabetic);
        let keycap =
            !bare[digits..].starts_with(|c: char| c.is_ascii_alphanumeric() || "/.,".contains(c));
        if let Some(rest) = signed {
            // "17.30" and "17/8" are no marks.
            if !rest.starts_with(|c: char| c.is_ascii_digit()) {
                return (bare[..digits].parse().ok().map(Mark::Number), rest);
            }
        } else if spaced || (keycap && rest.starts_with(char::is_alphabetic)) || rest.is_empty() {
            return (bare[..digits].parse().ok().map(Mark::Number), rest);
        }
    }
    let bullets = [
        '-', '•', '·', '●', '○', '▪', '◦', '–', '✅', '☑', '✔', '❌', '✓', '➡', '👉', '🔹', '🔸',
    ];
    if let Some(rest) = text.strip_prefix(bullets) {
        return (Some(Mark::Sign), rest.trim_start_matches(bullets));
    }
    match text.strip_prefix("* ") {
        Some(rest) => (Some(Mark::Sign), rest),
        None => (None, text),
    }
}

#[derive(Default)]
struct Reader {
    found: Vec<Read>,
    headed: bool,
    heading: Option<Heading>,
    lists: Vec<String>,
    state: Option<State>,
    list: usize,
    copy: usize,
    last: Option<u32>,
    /// No entry has come since the heading.
    fresh: bool,
}

impl Reader {
    fn heading(&mut self, line: &Line) {
        let Some(heading) = heading_of(&line.text) else {
            if line.sent {
                self.last = None;
            }
            return;
        };
        if heading.weak && self.fresh {
            return; // the day and place below a heading
        }
        self.headed = true;
        self.fresh = true;
        self.last = None;
        if heading.section && self.heading.as_ref().is_some_and(|above| above.people) {
            self.heading = Some(Heading {
                people: true,
                ..heading
            });
            return;
        }
        self.state = heading.state;
        self.list = match self.lists.iter().position(|key| *key == heading.key) {
            Some(known) => known,
            None => {
                self.lists.push(heading.key.clone());
                self.lists.len() - 1
            }
        };
        self.copy += 1;
        self.heading = Some(heading);
    }

    fn entry(&mut self, number: usize, line: &Line) {
        self.fresh = false;
        if let Some(Mark::Number(at)) = line.mark {
            if at == 1 && self.last.is_some_and(|last| last >= 1) {
                self.copy += 1;
            }
            self.last = Some(at);
        }
        if self.heading.as_ref().is_some_and(|heading| !heading.people) {
            return;
        }
        let listed = self
            .heading
            .as_ref()
            .map_or(self.state, |heading| heading.state);
        let bare = line.text.trim_matches(|c: char| " *_.…".contains(c));
        if bare.is_empty() {
            return;
        }
        let gone = bare.starts_with('~') && bare[1..].contains('~');
        let bare = bare.trim_matches('~');
        let (names, said) = split_remark(bare);
        let state = match &said {
            Some(said) if said.to_lowercase().contains("tanpa keterangan") => None,
            // Lists that are not about coming know no state, ticks and remarks or not.
            Some(said) => remark::state(said).or(listed),
            None => listed,
        };
        for name in split_people(&names) {
            let (name, rt) = clean(&name);
            if name.chars().any(char::is_alphabetic) {
                let rt = rt.or_else(|| said.as_deref().and_then(rt_in));
                let (list, copy) = (self.list, self.copy);
                self.found.push(Read {
                    line: number,
                    name,
                    state,
                    rt,
                    list,
                    copy,
                    gone,
                });
            }
        }
    }
}

fn heading_of(text: &str) -> Option<Heading> {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if words.is_empty() {
        return None;
    }
    let state = if has(&["sakit"]) {
        Some(State::Sick)
    } else if has(&["izin", "ijin"]) || text.to_lowercase().contains("tidak hadir") {
        Some(State::Excused)
    } else if has(&["hadir", "absen", "absensi", "presensi", "kehadiran"]) {
        Some(State::Present)
    } else {
        None
    };
    let short = words.len() <= 3 && state.is_some();
    let section = short
        && words.iter().all(|word| {
            let state = [
                "hadir", "izin", "ijin", "sakit", "yang", "yg", "tidak", "dan",
            ];
            state.contains(&word.as_str()) || word.chars().all(|c| c.is_ascii_digit())
        });
    let emphatic = text.starts_with(['*', '_'])
        || text.ends_with(':')
        || text.chars().all(|c| !c.is_lowercase());
    let goods = has(&[
        "agenda",
        "acara",
        "susunan",
        "rundown",
        "barang",
        "perlengkapan",
        "alat",
        "bahan",
        "belanja",
        "konsumsi",
        "menu",
        "hasil",
        "keputusan",
        "catatan",
        "aturan",
        "syarat",
        "ketentuan",
        "tujuan",
        "pembahasan",
        "materi",
        "inventaris",
        "kebutuhan",
        "undangan",
    ]);
    let listing = has(&[
        "list",
        "daftar",
        "pendaftaran",
        "peserta",
        "lomba",
        "iuran",
        "ronda",
        "jadwal",
        "panitia",
        "tim",
        "regu",
        "rekap",
        "kelompok",
        "petugas",
        "konfirmasi",
        "donatur",
        "nama",
        "yang",
        "sing",
    ]);
    let heads = state.is_some() || goods || listing || emphatic;
    let weak = state.is_none() && !goods && !listing;
    let people = !goods || state.is_some();
    heads.then(|| Heading {
        key: words.join(" "),
        people,
        state,
        section,
        weak,
    })
}

/// The names, and what is said about them: in brackets, after a dash, or after the name.
fn split_remark(text: &str) -> (String, Option<String>) {
    let text = text
        .split_once('+')
        .map_or(text, |(before, _)| before)
        .trim();
    if let Some((name, rest)) = text.split_once(['(', '[']) {
        return (
            name.to_owned(),
            Some(rest.trim_end_matches([')', ']']).to_owned()),
        );
    }
    for sign in [" - ", " – ", " — ", ": ", " = ", "-> ", "→"] {
        if let Some((name, rest)) = text.split_once(sign)
            && !rest.trim().is_empty()
        {
            return (name.to_owned(), Some(rest.to_owned()));
        }
    }
    if let Some((name, rest)) = text.split_once(',')
        && remark::state(rest).is_some()
    {
        return (name.to_owned(), Some(rest.to_owned()));
    }
    match remark::begins(text) {
        Some(at) => (text[..at].to_owned(), Some(text[at..].to_owned())),
        None => (text.to_owned(), None),
    }
}

fn split_people(names: &str) -> Vec<String> {
    let joined = names
        .replace([',', '/', '&'], "\u{1}")
        .replace(" dan ", "\u{1}")
        .replace(" & ", "\u{1}");
    joined.split('\u{1}').map(str::to_owned).collect()
}

/// The name alone, and the RT that stands with it.
fn clean(name: &str) -> (String, Option<u16>) {
    let rt = rt_in(name);
    let mut words: Vec<String> = Vec::new();
    let mut skip = false;
    for word in name.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        if skip && bare.chars().all(|c| c.is_ascii_digit()) {
            skip = false;
            continue;
        }
        skip = false;
        let numbered = ["rt", "rw"].iter().any(|unit| {
            lower
                .strip_prefix(unit)
                .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || "./".contains(c)))
        });
        if numbered {
            skip = true;
            continue;
        }
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        if bare.is_empty() || digits >= 2 || lower.starts_with("rp") && digits > 0 {
            continue;
        }
        let kept: String = word
            .chars()
            .filter(|c| {
                c.is_alphanumeric()
                    || matches!(c, '.' | '\'' | '’' | '-' | '"' | '`')
                    || is_mark(*c)
            })
            .collect();
        words.push(kept);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| "-,;:!?".contains(c) || c == ' ');
    let keep_dot = name
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.chars().count() == 2);
    let name = if keep_dot {
        name
    } else {
        name.trim_end_matches('.')
    };
    if phone::read(name).is_empty() {
        (name.to_owned(), rt)
    } else {
        (String::new(), rt)
    }
}

/// Combining marks of other scripts belong to their letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{a980}'..='\u{a9c0}')
}

fn rt_in(text: &str) -> Option<u16> {
    let lower = text.to_lowercase();
    let (_, rest) = lower.split_once("rt")?;
    let digits: String = rest
        .trim_start_matches([' ', '.', ':', '0'])
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}
