//! Which member a written name means: whole name or nickname; every word found; the same with a
//! slip of the pen. The first step with a match decides; all who match in it are candidates.

use std::collections::HashMap;

use super::RollEntry;
use crate::name::{Fit, Name, Word, one_slip};

/// Longer names are only compared as a whole.
const MOST_WORDS: usize = 6;

/// The roll, read once.
pub(super) struct Roll<'a> {
    entries: &'a [RollEntry],
    members: Vec<Member>,
    blocks: HashMap<String, Vec<usize>>,
    /// Every word of the roll once, and who has it.
    vocabulary: Vec<(Word, Vec<usize>)>,
    nearly: HashMap<String, Vec<usize>>,
    asked: HashMap<(String, Option<u16>), Hit>,
}

/// Who fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) person: Option<usize>,
    pub(super) candidates: Vec<usize>,
}

struct Member {
    name: Name,
    nickname: Option<Name>,
    rt: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Whole,
    Words,
    Slip,
}

impl<'a> Roll<'a> {
    pub(super) fn new(entries: &'a [RollEntry]) -> Self {
        let members: Vec<Member> = entries.iter().map(Member::new).collect();
        let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
        let mut vocabulary: Vec<(Word, Vec<usize>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (n, member) in members.iter().enumerate() {
            for word in member.words().chain(member.joined()) {
                let place = *places
                    .entry(word.plain().to_owned())
                    .or_insert(vocabulary.len());
                if place == vocabulary.len() {
                    vocabulary.push((word.clone(), Vec::new()));
                }
                vocabulary[place].1.push(n);
            }
            for block in member.words().chain(member.joined()).flat_map(Word::blocks) {
                let all = blocks.entry(block).or_default();
                if all.last() != Some(&n) {
                    all.push(n);
                }
            }
        }
        Self {
            entries,
            members,
            blocks,
            vocabulary,
            nearly: HashMap::new(),
            asked: HashMap::new(),
        }
    }

    pub(super) fn id(&self, n: usize) -> &str {
        &self.entries[n].id
    }

    /// The members `name` may mean; a written `rt` limits them.
    pub(super) fn find(&mut self, name: &str, rt: Option<u16>) -> Hit {
        let question = (name.to_owned(), rt);
        if let Some(hit) = self.asked.get(&question) {
            return hit.clone();
        }
        let mut hit = self.ask(&Name::parse(name), rt);
        if let (true, Some(nickname)) = (hit.candidates.len() > 1, crate::name::nickname(name)) {
            let other = self.ask(&Name::parse(&nickname), rt).candidates;
            let both = hit
                .candidates
                .iter()
                .copied()
                .filter(|n| other.contains(n))
                .collect::<Vec<_>>();
            if !both.is_empty() {
                hit = Hit::of(both);
            }
        }
        self.asked.insert(question, hit.clone());
        hit
    }

    fn ask(&mut self, name: &Name, rt: Option<u16>) -> Hit {
        let near = self.near(name);
        if rt.is_some() {
            let there = self.steps(name, &near, |m| m.rt == rt);
            if !there.is_empty() {
                return Hit::of(there);
            }
        }
        let candidates = self.steps(name, &near, |_| true);
        match rt {
            Some(_) => Hit {
                person: None,
                candidates,
            },
            None => Hit::of(candidates),
        }
    }

    /// Members who share a word with `name`, in the order of the roll.
    fn near(&self, name: &Name) -> Vec<usize> {
        let words = name.words().iter().chain(name.joined().iter().flatten());
        let blocks = words.filter(|w| !w.is_short()).flat_map(Word::blocks);
        let mut near: Vec<usize> = blocks
            .filter_map(|b| self.blocks.get(&b))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Members with a word that is nearly the first long one of `name`.
    fn nearly(&mut self, name: &Name) -> Vec<usize> {
        let words = name.words();
        let muhammad = usize::from(words.len() > 2 && words[0].is_muhammad());
        let Some(at) = (muhammad..words.len()).find(|n| !words[*n].is_short()) else {
            return Vec::new();
        };
        let joined = name.joined().get(at).and_then(Option::as_ref);
        let mut found: Vec<usize> = Vec::new();
        for word in std::iter::once(&words[at]).chain(joined) {
            if !self.nearly.contains_key(word.plain()) {
                let near = |own: &Word| own.is_short() || nearly(word, own, true);
                let all = self.vocabulary.iter().filter(|(own, _)| near(own));
                let members = all.flat_map(|(_, members)| members).copied().collect();
                self.nearly.insert(word.plain().to_owned(), members);
            }
            found.extend(&self.nearly[word.plain()]);
        }
        found
    }

    fn steps(
        &mut self,
        name: &Name,
        near: &[usize],
        allowed: impl Fn(&Member) -> bool,
    ) -> Vec<usize> {
        let fitting = |step: Step, n: &usize| {
            let member = &self.members[*n];
            allowed(member) && member.fits(name, step)
        };
        for step in [Step::Whole, Step::Words] {
            let found: Vec<usize> = near.iter().copied().filter(|n| fitting(step, n)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let mut close = self.nearly(name);
        close.extend(near);
        close.sort_unstable();
        close.dedup();
        let fitting =
            |n: &usize| allowed(&self.members[*n]) && self.members[*n].fits(name, Step::Slip);
        close.retain(fitting);
        close
    }
}

impl Hit {
    fn of(candidates: Vec<usize>) -> Self {
        let person = Some(&candidates).filter(|c| c.len() == 1).map(|c| c[0]);
        Self { person, candidates }
    }
}

impl Member {
    fn new(entry: &RollEntry) -> Self {
        let inside = crate::name::nickname(&entry.name);
        let nickname = entry
            .nickname
            .clone()
            .or(inside)
            .filter(|n| !n.trim().is_empty());
        Self {
            name: Name::parse(&entry.name),
            nickname: nickname.map(|n| Name::parse(&n)),
            rt: entry.rt,
        }
    }

    fn names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name).chain(&self.nickname)
    }

    fn words(&self) -> impl Iterator<Item = &Word> {
        self.names().flat_map(Name::words)
    }

    fn joined(&self) -> impl Iterator<Item = &Word> {
        self.names().flat_map(|n| n.joined().iter().flatten())
    }

    fn fits(&self, name: &Name, step: Step) -> bool {
        match step {
            Step::Whole => self.names().any(|own| own.is_whole(name)),
            _ => {
                let words = name.words();
                if words.len() > MOST_WORDS {
                    return false;
                }
                let skip = usize::from(
                    words.len() > 2
                        && words[0].is_muhammad()
                        && !self.words().any(Word::is_muhammad),
                );
                self.has_all(words, name.joined(), skip, step, &mut Vec::new())
            }
        }
    }

    /// Whether every word from `at` on is a word of this member's that is not taken yet.
    fn has_all(
        &self,
        words: &[Word],
        joined: &[Option<Word>],
        at: usize,
        step: Step,
        taken: &mut Vec<usize>,
    ) -> bool {
        let Some(word) = words.get(at) else {
            return !taken.is_empty() && words.iter().any(|w| !w.is_short());
        };
        let first = at == 0 && (words.len() == 1 || word.plain().chars().count() == 1);
        for (n, own) in self.words().enumerate() {
            if !taken.contains(&n) && is_found(word, own, first, at > 0, step) {
                taken.push(n);
                if self.has_all(words, joined, at + 1, step, taken) {
                    return true;
                }
                taken.pop();
            }
        }
        let two_of_hers = |own: &Word| is_found(word, own, true, false, step);
        if self.joined().any(two_of_hers) {
            taken.push(usize::MAX - at);
            if self.has_all(words, joined, at + 1, step, taken) {
                return true;
            }
            taken.pop();
        }
        let two = joined.get(at).and_then(Option::as_ref);
        if two.is_some_and(|two| {
            self.words()
                .any(|own| is_found(two, own, true, false, step))
        }) {
            taken.push(usize::MAX - at);
            if self.has_all(words, joined, at + 2, step, taken) {
                return true;
            }
            taken.pop();
        }
        false
    }
}

/// Whether `word` is `own`: the same, an initial of it, or, in the last step, nearly so.
fn is_found(word: &Word, own: &Word, whole_only: bool, later: bool, step: Step) -> bool {
    match word.fit(own) {
        Some(Fit::Whole) => return true,
        Some(Fit::Initial) if !whole_only => return true,
        _ => {}
    }
    if step != Step::Slip || word.is_short() || own.is_short() {
        return false;
    }
    nearly(word, own, later)
}

/// Whether `word` is `own` with one slip of the pen, or a later word cut short.
fn nearly(word: &Word, own: &Word, later: bool) -> bool {
    let (a, b) = (word.plain(), own.plain());
    let long = |w: &str| w.chars().nth(3).is_some();
    long(a)
        && ((long(b) && (one_slip(a, b) || one_slip(word.key(), own.key())))
            || (later && cut_short(word, own)))
}

fn cut_short(word: &Word, own: &Word) -> bool {
    own.plain().starts_with(word.plain()) || own.key().starts_with(word.key())
}
