//! Names of people as village boards write them: titles, degrees, nicknames, initials, old spelling.
//! `same` judges as a board would; `key` is for an index; `parts`, `sort_name`, `initials` are for
//! showing. What is shown is never changed: only comparing folds.

mod find;
mod fold;
mod lists;
mod replaced;
mod word;

use serde_json::{Value, json};

pub use find::{Answer, INDEX_VERSION, Wanted, index_words};
pub(crate) use fold::{one_slip, plain};
use lists::Gender;
pub(crate) use lists::{among, is_degree};
pub use replaced::replaced;
pub(crate) use word::{Fit, Word};

/// Names with more words than this are compared by these words only.
const MOST_WORDS: usize = 24;
/// Names with more words than this are not looked at for words written together.
const MOST_JOINED: usize = 10;

/// Whether a board would treat two written names as one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// Probably one person.
    Likely,
    /// Probably two.
    Unlikely,
}

/// A written name taken apart; every piece is as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Titles and forms of address in front: `Dr. Ir.`, `Hj.`, `Mas`.
    pub before: String,
    /// The name itself.
    pub core: String,
    /// Degrees behind it: `S.Pd., M.M.`
    pub after: String,
    /// The name in brackets or quotes, or behind "alias".
    pub nickname: Option<String>,
}

/// A name read once, for comparing with many others.
#[derive(Clone, Debug)]
pub struct Name {
    /// What may be its words, likeliest reading first.
    readings: Vec<Reading>,
    nickname: Vec<Word>,
    gender: Option<Gender>,
    letters: String,
}

#[derive(Clone, Debug)]
struct Reading {
    words: Vec<Word>,
    /// `joined[i]` is `words[i]` and `words[i + 1]` written together.
    joined: Vec<Option<Word>>,
}

impl Reading {
    fn new(words: Vec<Word>) -> Self {
        let few = words.len() <= MOST_JOINED;
        let join = |pair: &[Word]| pair[0].joined(&pair[1]).filter(|_| few);
        Self {
            joined: words.windows(2).map(join).collect(),
            words,
        }
    }
}

/// Takes `name` apart.
pub fn parts(name: &str) -> Parts {
    let cut = Cut::of(name);
    let text = |tokens: &[Token]| {
        tokens
            .iter()
            .map(|t| t.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    Parts {
        before: text(&cut.before),
        core: text(&cut.core),
        after: cut
            .after
            .iter()
            .map(|t| t.text.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        nickname: cut.nickname,
    }
}

/// The nickname written with the name, in brackets, in quotes or behind "alias".
pub fn nickname(name: &str) -> Option<String> {
    Cut::of(name).nickname
}

/// For `order by`: lower case, Latin letters without marks, no titles, degrees or nickname.
pub fn sort_name(name: &str) -> String {
    plain(&parts(name).core)
}

/// At most two capital letters for a round picture: of the first and the last word.
///
/// Empty if there is no letter; I and Ni of Balinese names do not count.
pub fn initials(name: &str) -> String {
    let core = Cut::of(name).core;
    let skipped = usize::from(leads_balinese(&core).is_some());
    let letter = |t: &Token| t.text.chars().find(|c| c.is_alphanumeric());
    let letters: Vec<char> = core[skipped..].iter().filter_map(letter).collect();
    let ends = match letters.as_slice() {
        [] => vec![],
        [only] => vec![*only],
        [first, .., last] => vec![*first, *last],
    };
    ends.into_iter()
        .map(|c| c.to_uppercase().next().unwrap_or(c))
        .collect()
}

/// The name in its normal form, for an index and for asking it: folded words without titles.
///
/// Names of one key are spelled alike; `Muh. Rizki` and `Mohammad Rizky` have one key.
pub fn key(name: &str) -> String {
    Name::parse(name).key()
}

/// Whether a board would treat `a` and `b` as one person.
pub fn same(a: &str, b: &str) -> Likeness {
    Name::parse(a).same(&Name::parse(b))
}

/// How near two names are, 0 to 1; pairs that are [`Likeness::Likely`] are above all others.
pub fn similarity(a: &str, b: &str) -> f64 {
    Name::parse(a).similarity(&Name::parse(b))
}

/// One case of the kind "nama": `{a, b}` to `{same}`.
pub fn compute_case(input: &Value) -> Value {
    match (input["a"].as_str(), input["b"].as_str()) {
        (Some(a), Some(b)) => match same(a, b) {
            Likeness::Likely => json!({"same": "likely"}),
            Likeness::Unlikely => json!({"same": "unlikely"}),
        },
        _ => json!({"error": true}),
    }
}

impl Name {
    /// Reads a name as written. Every text is a name; an empty one is like no other.
    pub fn parse(text: &str) -> Self {
        let cut = Cut::of(text);
        let gender = cut.gender();
        let mut readings = vec![Reading::new(words_of(&cut.core))];
        if let Some(other) = cut.other_reading() {
            readings.push(Reading::new(words_of(&other)));
        }
        let nickname = cut
            .nickname
            .as_deref()
            .map(|n| words_of(&tokens(n)))
            .unwrap_or_default();
        let letters = plain(text)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        Self {
            readings,
            nickname,
            gender,
            letters,
        }
    }

    /// The words of the likeliest reading.
    pub(crate) fn words(&self) -> &[Word] {
        &self.readings[0].words
    }

    /// `joined()[i]` is word i and the next one written together.
    pub(crate) fn joined(&self) -> &[Option<Word>] {
        &self.readings[0].joined
    }

    /// Whether both are the same words, however spelled, joined or titled.
    pub(crate) fn is_whole(&self, other: &Self) -> bool {
        let (a, b) = (&self.readings[0], &other.readings[0]);
        let initials = a.words.iter().chain(&b.words).any(Word::is_short);
        if !self.letters.is_empty() && self.letters == other.letters {
            return true;
        }
        !initials && align(&a.words, &a.joined, &b.words, &b.joined).is_some_and(|s| s.all)
    }

    /// See [`key`].
    pub fn key(&self) -> String {
        let words: Vec<String> = self.words().iter().map(Word::index_key).collect();
        words.join(" ")
    }

    /// Whether a board would treat both as one person.
    pub fn same(&self, other: &Self) -> Likeness {
        if self.is_likely(other) {
            Likeness::Likely
        } else {
            Likeness::Unlikely
        }
    }

    fn is_likely(&self, other: &Self) -> bool {
        if !self.letters.is_empty() && self.letters == other.letters {
            return true;
        }
        if matches!((self.gender, other.gender), (Some(a), Some(b)) if a != b) {
            return false;
        }
        let nicknamed = !self.nickname.is_empty() && !other.nickname.is_empty();
        if nicknamed && !align(&self.nickname, &[], &other.nickname, &[]).is_some_and(|s| s.all) {
            return false;
        }
        self.readings
            .iter()
            .any(|a| other.readings.iter().any(|b| likely(a, b)))
    }

    /// See [`similarity`].
    pub fn similarity(&self, other: &Self) -> f64 {
        let near = nearness(self.words(), other.words());
        if self.is_likely(other) {
            0.9 + 0.1 * near
        } else {
            0.89 * near
        }
    }
}

/// Whether two readings fit: all words, but for Muhammad in front and one last word.
fn likely(a: &Reading, b: &Reading) -> bool {
    let fits = |skip_a: usize, skip_b: usize| {
        let (wa, wb) = (&a.words[skip_a..], &b.words[skip_b..]);
        let (ja, jb) = (
            a.joined.get(skip_a..).unwrap_or(&[]),
            b.joined.get(skip_b..).unwrap_or(&[]),
        );
        align(wa, ja, wb, jb).is_some()
    };
    let may_miss = |r: &Reading| r.words.len() > 2 && r.words[0].is_muhammad();
    let enough = |r: &Reading| r.words.len() > 1 && !r.words[0].is_muhammad();
    fits(0, 0)
        || (may_miss(a) && enough(b) && fits(1, 0))
        || (may_miss(b) && enough(a) && fits(0, 1))
}

/// An alignment of two rows of words.
struct Aligned {
    /// Nothing was left over.
    all: bool,
}

/// Walks both rows at once; neighbours may be written together; one last word may be missing when
/// two or more remain. At least one word must fit wholly.
fn align(a: &[Word], ja: &[Option<Word>], b: &[Word], jb: &[Option<Word>]) -> Option<Aligned> {
    if a.len().abs_diff(b.len()) > a.len().min(b.len()) + 1 {
        return None;
    }
    // whole[i][j]: the first i and j words fit; the value says whether one of them fits wholly
    let width = b.len() + 1;
    let mut state: Vec<Option<bool>> = vec![None; (a.len() + 1) * width];
    state[0] = Some(false);
    let reach = |state: &mut Vec<Option<bool>>, at: usize, to: usize, fit: Option<Fit>| {
        if let Some(fit) = fit {
            let whole = state[at] == Some(true) || fit == Fit::Whole;
            state[to] = Some(whole || state[to] == Some(true));
        }
    };
    for i in 0..a.len() {
        for j in 0..b.len() {
            let at = i * width + j;
            if state[at].is_none() {
                continue;
            }
            reach(&mut state, at, at + width + 1, a[i].fit(&b[j]));
            let two =
                |joined: &[Option<Word>], n: usize, one: &Word| joined.get(n)?.as_ref()?.fit(one);
            if i + 1 < a.len() {
                reach(&mut state, at, at + 2 * width + 1, two(ja, i, &b[j]));
            }
            if j + 1 < b.len() {
                reach(&mut state, at, at + width + 2, two(jb, j, &a[i]));
            }
        }
    }
    let done = |i: usize, j: usize| state[i * width + j] == Some(true);
    if done(a.len(), b.len()) {
        return Some(Aligned { all: true });
    }
    let missing_a = a.len() >= 2 && b.len() >= 3 && done(a.len(), b.len() - 1);
    let missing_b = b.len() >= 2 && a.len() >= 3 && done(a.len() - 1, b.len());
    (missing_a || missing_b).then_some(Aligned { all: false })
}

/// The mean of how near each word of the longer name is to its nearest in the other.
fn nearness(a: &[Word], b: &[Word]) -> f64 {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0.0;
    }
    let best = |w: &Word| {
        short
            .iter()
            .take(12)
            .map(|v| closeness(w, v))
            .fold(0.0, f64::max)
    };
    let long = &long[..long.len().min(12)];
    let count = u32::try_from(long.len()).map_or(1.0, f64::from);
    long.iter().map(best).sum::<f64>() / count
}

fn closeness(a: &Word, b: &Word) -> f64 {
    match a.fit(b) {
        Some(Fit::Whole) => 1.0,
        Some(Fit::Initial) => 0.8,
        None => {
            let (a, b): (Vec<char>, Vec<char>) = (
                a.key().chars().take(40).collect(),
                b.key().chars().take(40).collect(),
            );
            let longest = a.len().max(b.len()).max(1);
            let edits = edits(&a, &b);
            1.0 - f64::from(u32::try_from(edits).unwrap_or(40))
                / f64::from(u32::try_from(longest).unwrap_or(40))
        }
    }
}

/// Letters to change, add or take away to make `a` into `b` (Levenshtein 1966).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// A piece of a written name between white space or commas.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    after_comma: bool,
}

impl Token {
    /// Lower case without dots: the form the lists are in.
    fn bare(&self) -> String {
        self.text
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    for (n, piece) in text.split([',', ';']).enumerate() {
        for word in piece.split_whitespace() {
            let after_comma = n > 0 && !all.is_empty();
            let halves = if is_degree(word) {
                vec![word]
            } else {
                word.split_inclusive('.').collect()
            };
            let named = halves.into_iter().filter(|h| h.chars().any(|c| c != '.'));
            all.extend(named.map(|half| Token {
                text: half.to_owned(),
                after_comma,
            }));
        }
    }
    all
}

/// A name cut at its titles, degrees and nickname.
struct Cut {
    before: Vec<Token>,
    core: Vec<Token>,
    after: Vec<Token>,
    nickname: Option<String>,
}

impl Cut {
    fn of(name: &str) -> Self {
        let (rest, mut nickname) = without_nickname(name);
        let mut core = tokens(&rest);
        if let Some(at) = core
            .iter()
            .skip(1)
            .position(|t| matches!(t.bare().as_str(), "alias" | "als" | "aka"))
        {
            let other: Vec<String> = core.drain(at + 1..).skip(1).map(|t| t.text).collect();
            nickname = nickname.or_else(|| Some(other.join(" ")).filter(|n| !n.is_empty()));
        }
        let after = cut_degrees(&mut core);
        let titles = core
            .iter()
            .take_while(|t| lists::is_title(&t.bare()))
            .count();
        let titles = titles.min(core.len().saturating_sub(1));
        let core_after_titles = core.split_off(titles);
        Self {
            before: core,
            core: core_after_titles,
            after,
            nickname,
        }
    }

    fn gender(&self) -> Option<Gender> {
        let told = |t: &Token| lists::gender_of(&t.bare());
        let child = |t: &Token| lists::particle(&t.bare()).flatten();
        self.before
            .iter()
            .find_map(told)
            .or_else(|| leads_balinese(&self.core))
            .or_else(|| self.core.iter().skip(1).find_map(child))
    }

    /// A single letter taken for a title or letters taken for a degree may be initials instead.
    fn other_reading(&self) -> Option<Vec<Token>> {
        let mut core = self.core.clone();
        let single = self
            .before
            .last()
            .filter(|t| matches!(t.bare().as_str(), "r" | "h"));
        if let Some(title) = single {
            core.insert(0, title.clone());
        }
        let degree = self.after.first().filter(|t| !t.after_comma);
        let letters = degree
            .map(|t| t.bare())
            .filter(|b| b.len() <= 3)
            .unwrap_or_default();
        core.extend(spelled(&letters));
        if single.is_none() && letters.is_empty() {
            let run = core.last().filter(|_| core.len() > 1).map(Token::bare)?;
            let no_vowel = run
                .chars()
                .all(|c| c.is_ascii_lowercase() && !"aiueoy".contains(c));
            if !(2..=3).contains(&run.len()) || !no_vowel || lists::is_muhammad(&run) {
                return None;
            }
            core.pop();
            core.extend(spelled(&run));
        }
        Some(core)
    }
}

fn spelled(letters: &str) -> impl Iterator<Item = Token> {
    letters.chars().map(|c| Token {
        text: format!("{c}."),
        after_comma: false,
    })
}

/// Takes the degrees off the end: everything like one behind a comma, and a row of them without.
fn cut_degrees(core: &mut Vec<Token>) -> Vec<Token> {
    let mut after = Vec::new();
    while core.len() > 1 {
        let last = &core[core.len() - 1];
        let spread = spread_degree(core);
        let taken = if is_degree(&last.text) || (last.after_comma && last.bare().is_empty()) {
            1
        } else {
            spread
        };
        if taken == 0 {
            break;
        }
        let pieces = core.split_off(core.len() - taken);
        let text = pieces
            .iter()
            .map(|t| t.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        after.insert(
            0,
            Token {
                text,
                after_comma: pieces[0].after_comma,
            },
        );
    }
    after
}

/// How many of the last pieces are one degree written with spaces (`S. Pd.`); 0 if none.
fn spread_degree(core: &[Token]) -> usize {
    let fits = |n: &usize| {
        let pieces = &core[core.len() - n..];
        let written: Vec<String> = pieces.iter().map(Token::bare).collect();
        let initials = written.iter().all(|w| w.chars().count() == 1) && !pieces[0].after_comma;
        let dots = pieces[0].text.ends_with('.');
        !initials && dots && is_degree(&written.join("."))
    };
    (2..=3)
        .rev()
        .filter(|n| core.len() > *n)
        .find(fits)
        .unwrap_or(0)
}

/// The gender told by I or Ni in front, if one of them is there.
fn leads_balinese(core: &[Token]) -> Option<Gender> {
    let [first, second, ..] = core else {
        return None;
    };
    let sure = lists::is_balinese(&second.bare());
    match first.bare().as_str() {
        "i" if sure || !first.text.ends_with('.') => Some(Gender::Man),
        "ni" if sure || core.len() > 2 => Some(Gender::Woman),
        _ => None,
    }
}

/// The words to compare: without I, Ni, bin, binti, br.; Abdurrahman and Abd. Rahman are two words.
fn words_of(core: &[Token]) -> Vec<Word> {
    let skipped = usize::from(leads_balinese(core).is_some());
    let core = &core[skipped..];
    let last = core.len().saturating_sub(1);
    let mut written: Vec<String> = Vec::new();
    for (n, token) in core.iter().enumerate() {
        let joins = n > 0 && n < last && lists::particle(&token.bare()).is_some();
        if !joins {
            let halves = token.text.split(['-', '/', '_', '\u{2010}', '\u{2011}']);
            written.extend(
                halves
                    .filter(|h| h.chars().any(char::is_alphanumeric))
                    .map(str::to_owned),
            );
        }
        if written.len() > MOST_WORDS {
            break;
        }
    }
    if written.is_empty() {
        written.extend(core.iter().map(|t| t.text.clone()).take(1));
    }
    let count = written.len();
    let mut words = Vec::with_capacity(count);
    for (n, word) in written.iter().take(MOST_WORDS).enumerate() {
        let (servant, rest) = servant_of(word, n + 1 < count);
        if servant {
            words.push(Word::new("abdul", false));
        }
        if let Some(rest) = rest {
            words.push(Word::new(&rest, n == 0 && count > 1));
        }
    }
    words
}

/// Whether `word` is or begins with Abdul in a form, and what is behind it in the same word.
fn servant_of(word: &str, followed: bool) -> (bool, Option<String>) {
    let key = Word::new(word, false);
    let plain: String = key
        .plain()
        .replace("oe", "u")
        .chars()
        .filter(|c| *c != '\'')
        .collect();
    let alone = [
        "abd", "abdu", "abdul", "abdur", "abdus", "abdun", "abdud", "abdut", "abduz", "abdusy",
        "abdush",
    ];
    if followed && alone.contains(&plain.as_str()) {
        return (true, None);
    }
    let rest = plain
        .strip_prefix("abdu")
        .filter(|r| r.chars().count() >= 4);
    let Some(rest) = rest.filter(|r| !matches!(*r, "llah" | "lloh" | "lah" | "loh" | "llahi" | "rahim" if r.starts_with('l'))) else {
        return (false, Some(word.to_owned()));
    };
    let letters: Vec<char> = rest.chars().collect();
    let bare = match letters.as_slice() {
        ['l', c, ..] if !"aiueo".contains(*c) => &rest[1..],
        ['l', ..] => &rest[1..],
        [a, b, ..] if a == b => &rest[1..],
        _ => rest,
    };
    // Abdulatif is Abdul Latif with one l, Abdulaziz is Abdul Aziz
    let latif = rest.starts_with("lat") || rest.starts_with("lut");
    (true, Some(if latif { rest } else { bare }.to_owned()))
}

/// The text without what stands in brackets or quotes, and the first nickname among it.
fn without_nickname(name: &str) -> (String, Option<String>) {
    let (mut rest, mut nickname) = (String::with_capacity(name.len()), None);
    let mut inside: Option<(char, String)> = None;
    let mut before = ' ';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match &mut inside {
            None => match closing(c, before, next) {
                Some(close) => inside = Some((close, String::new())),
                None => rest.push(c),
            },
            Some((close, text)) if closes(c, *close, next) => {
                keep_nickname(&mut nickname, text);
                rest.push(' ');
                inside = None;
            }
            Some((_, text)) => text.push(c),
        }
        before = c;
    }
    if let Some((close, text)) = inside {
        if close == '\'' {
            rest.push_str(&text);
        } else {
            keep_nickname(&mut nickname, &text);
        }
    }
    (rest, nickname)
}

fn keep_nickname(nickname: &mut Option<String>, text: &str) {
    let text = text.trim();
    let dead = matches!(
        text.to_lowercase().trim_end_matches('.'),
        "alm" | "almh" | "almarhum" | "almarhumah"
    );
    if nickname.is_none() && !dead && !text.is_empty() {
        *nickname = Some(text.to_owned());
    }
}

fn closing(open: char, before: char, next: char) -> Option<char> {
    let starts = before.is_whitespace() && next.is_alphabetic();
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('"'),
        '\u{ab}' => Some('\u{bb}'),
        '\'' | '\u{2018}' if starts => Some('\''),
        _ => None,
    }
}

fn closes(c: char, close: char, next: char) -> bool {
    match close {
        '"' => matches!(c, '"' | '\u{201c}' | '\u{201d}'),
        '\'' => matches!(c, '\'' | '\u{2019}') && !next.is_alphanumeric(),
        _ => c == close,
    }
}

#[cfg(test)]
mod tests;
