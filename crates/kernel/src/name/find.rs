//! Finding a name in a long roll: the words under which a name is filed, so that an index finds
//! it by its beginning, and how well a filed name answers what was typed.
//! "Muh. Rizki" answers "Mohammad Rizky"; so does the nickname; the order of words is free.

use super::{Fit, Name, Word, fold, plain};
use std::collections::BTreeSet;

/// The version of [`index_words`]; an index that was made by another is made again.
pub const INDEX_VERSION: i64 = 1;
/// Words of a question that are looked at.
const MOST_ASKED: usize = 6;
/// From this many letters on one wrong letter is forgiven.
const SLIP_FROM: usize = 4;

const SAME: u32 = 100;
const SPELLED: u32 = 90;
const BEGUN: u32 = 60;
const INITIAL: u32 = 50;
const SLIP: u32 = 20;
/// What a word that was typed and is not there costs, ten times a word's score.
const LACKING: u32 = 150;

/// Everything under which a person is filed: each word of the name and the nickname as written,
/// in the one spelling of its sound, and (behind `~`) in the bones of its sound.
#[must_use]
pub fn index_words(full_name: &str, nickname: &str) -> BTreeSet<String> {
    let filed = Filed::of(full_name, nickname);
    let mut words: BTreeSet<String> = filed.raw.iter().cloned().collect();
    for word in &filed.words {
        words.insert(word.plain().to_owned());
        words.insert(word.index_key());
        if !word.is_short() {
            words.insert(word.bones());
        }
    }
    words.retain(|word| !word.is_empty());
    words
        .into_iter()
        .map(|word| word.chars().take(40).collect())
        .collect()
}

/// How well a name answers what was typed; the larger, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Only with a slip of the finger forgiven, or one of several words missing.
    Perhaps(u32),
    /// Every word that was typed is in the name.
    Fits(u32),
}

/// What was typed into a search, read once.
#[derive(Clone, Debug)]
pub struct Wanted {
    words: Vec<Word>,
    whole: Name,
}

/// A name and a nickname, taken apart for one comparison.
struct Filed {
    words: Vec<Word>,
    raw: Vec<String>,
    own: usize,
}

impl Filed {
    fn of(full_name: &str, nickname: &str) -> Self {
        let name = Name::parse(full_name);
        let mut words: Vec<Word> = name.words().to_vec();
        let own = words.len();
        words.extend(name.joined().iter().flatten().cloned());
        words.extend(name.nickname.iter().cloned());
        words.extend(Name::parse(nickname).words().iter().cloned());
        let raw = raw(full_name).chain(raw(nickname)).collect();
        Self { words, raw, own }
    }
}

/// The letters of each written word.
fn raw(text: &str) -> impl Iterator<Item = String> {
    let letters = |word: &str| {
        plain(word)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'))
        .map(letters)
        .filter(|word| !word.is_empty())
}

impl Wanted {
    /// Reads what was typed; titles in front of a name count for nothing.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let whole = Name::parse(text);
        let mut words: Vec<Word> = whole.words().iter().take(MOST_ASKED).cloned().collect();
        words.retain(|word| !word.plain().is_empty());
        Self { words, whole }
    }

    /// Whether nothing was typed that could be a name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// For each word that was typed the beginnings under which whoever answers may be filed.
    #[must_use]
    pub fn beginnings(&self) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = self.words.iter().map(beginnings).collect();
        // two words may be filed as one: "Nur Hayati" as Nurhayati
        let joined = self.whole.joined().iter().flatten();
        all.extend(joined.take(MOST_ASKED).map(beginnings));
        all
    }

    /// As [`beginnings`](Self::beginnings), for a second look that forgives a slip: two letters.
    #[must_use]
    pub fn rough_beginnings(&self) -> Vec<Vec<String>> {
        let start = |word: &Word| -> Vec<String> {
            let mut both: Vec<String> = [word.plain().to_owned(), word.index_key()]
                .iter()
                .map(|text| text.chars().take(2).collect())
                .collect();
            both.dedup();
            both
        };
        let long = self.words.iter().filter(|word| is_long(word));
        long.map(start).collect()
    }

    /// How well a person of this name answers; `None` if not at all.
    #[must_use]
    pub fn answer(&self, full_name: &str, nickname: &str) -> Option<Answer> {
        let filed = Filed::of(full_name, nickname);
        let mut found: Vec<Option<u32>> =
            self.words.iter().map(|word| best(word, &filed)).collect();
        for (at, joined) in self.whole.joined().iter().enumerate().take(found.len()) {
            let Some(joined) = joined else { continue };
            let both = best(joined, &filed).filter(|score| *score >= SPELLED);
            for one in found.iter_mut().skip(at).take(2) {
                *one = (*one).max(both);
            }
        }
        Self::judge(&self.words, &found).map(|answer| {
            let closer = nearness(&self.whole, full_name);
            let further = extra(filed.own, self.words.len());
            match answer {
                Answer::Fits(score) => Answer::Fits((score + closer).saturating_sub(further)),
                Answer::Perhaps(score) => Answer::Perhaps((score + closer).saturating_sub(further)),
            }
        })
    }

    /// What the words that were found, and those that were not, say together.
    fn judge(words: &[Word], found: &[Option<u32>]) -> Option<Answer> {
        let scores: Vec<u32> = found.iter().flatten().copied().collect();
        let some = u32::try_from(scores.len()).ok().filter(|some| *some > 0)?;
        let pairs = || words.iter().zip(found);
        // Muhammad in front is often left out
        let lacking = pairs().filter(|(_, score)| score.is_none());
        let (left_out, missing): (Vec<&Word>, Vec<&Word>) = lacking
            .map(|(word, _)| word)
            .partition(|word| word.is_muhammad());
        let sure = |(word, score): &(&Word, &Option<u32>)| {
            word.plain().chars().count() > 1 && score.is_some_and(|score| score >= BEGUN)
        };
        let sure = pairs().filter(sure).count();
        let initials = scores.iter().filter(|score| **score == INITIAL).count();
        let penalty = u32::try_from(left_out.len() + missing.len()).unwrap_or(9) * LACKING;
        let score = (scores.iter().sum::<u32>() * 10 / some).saturating_sub(penalty);
        match (missing.len(), scores.contains(&SLIP)) {
            _ if initials > sure => None,
            (0, false) => Some(Answer::Fits(score)),
            (0, true) => Some(Answer::Perhaps(score)),
            (1, false) if sure >= 2 => Some(Answer::Perhaps(score)),
            _ => None,
        }
    }
}

fn is_long(word: &Word) -> bool {
    word.plain().chars().count() >= SLIP_FROM
}

fn beginnings(word: &Word) -> Vec<String> {
    let mut all = vec![word.plain().to_owned(), word.index_key()];
    if word.is_short() {
        all.truncate(1);
    } else {
        all.push(word.bones());
    }
    if !word.is_muhammad() && all[0] != all[1 % all.len()] {
        // while typing, the sound of a word is not yet whole: its letters count, too
        all.push(word.key().to_owned());
    }
    all.sort();
    all.dedup();
    all.retain(|text| !text.is_empty());
    all
}

/// A bonus for a name that is the one typed, spelled in another way.
fn nearness(whole: &Name, full_name: &str) -> u32 {
    if whole.is_whole(&Name::parse(full_name)) {
        50
    } else {
        0
    }
}

/// What the words cost that nobody asked for.
fn extra(own: usize, asked: usize) -> u32 {
    u32::try_from(own.saturating_sub(asked).min(9)).unwrap_or(9)
}

/// The best that `asked` finds among the words of a person.
fn best(asked: &Word, filed: &Filed) -> Option<u32> {
    let begins = |text: &str| !asked.plain().is_empty() && text.starts_with(asked.plain());
    let raw = filed.raw.iter().filter(|text| begins(text)).map(|text| {
        if text.as_str() == asked.plain() {
            SAME
        } else {
            BEGUN
        }
    });
    let words = filed.words.iter().filter_map(|word| score(asked, word));
    raw.chain(words).max()
}

fn score(asked: &Word, word: &Word) -> Option<u32> {
    if asked.plain() == word.plain() {
        return Some(SAME);
    }
    match asked.fit(word) {
        Some(Fit::Whole) => return Some(SPELLED),
        Some(Fit::Initial) if !asked.is_short() => return Some(INITIAL),
        _ => {}
    }
    if word.plain().starts_with(asked.plain()) || begins_in_sound(asked, word) {
        return Some(BEGUN);
    }
    let long = is_long(asked) && is_long(word) && !word.is_muhammad() && !asked.is_muhammad();
    let slip =
        || slipped(asked.plain(), word.plain()) || slipped(&asked.index_key(), &word.index_key());
    (long && slip()).then_some(SLIP)
}

/// One wrong letter, but not only the last: Sugiyanto and Sugiyanti are two people.
fn slipped(a: &str, b: &str) -> bool {
    let all_but_last = |text: &str| {
        let mut letters = text.chars();
        letters.next_back();
        letters.as_str().to_owned()
    };
    a != b && fold::one_slip(a, b) && (a.len() != b.len() || all_but_last(a) != all_but_last(b))
}

/// "Yusu" begins Jusuf, "Sahr" begins Syahrul: three letters of sound or more.
fn begins_in_sound(asked: &Word, word: &Word) -> bool {
    let key = asked.index_key();
    key.chars().count() >= 3 && !asked.is_short() && word.index_key().starts_with(&key)
}
