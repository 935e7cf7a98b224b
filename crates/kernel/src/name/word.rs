//! One word of a name, read once so that comparing is cheap: its keys, the Arabic names it may be,
//! whether it is an initial or a short form. Two words are the same name, a fit of an initial, or
//! two names.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{fold, lists};

type Bones = Vec<(char, char)>;

/// A word ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    plain: String,
    keys: Vec<String>,
    arabic: Vec<u16>,
    bones: Vec<Bones>,
    arabic_like: bool,
    short: bool,
    muhammad: bool,
}

/// How well two words fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// One is the first letter or the short form of the other.
    Initial,
    /// The same word in another spelling.
    Whole,
}

struct Arabic {
    strict: HashMap<String, Vec<u16>>,
    loose: HashMap<String, Vec<u16>>,
    bones: Vec<Bones>,
    names: Vec<String>,
}

fn classes(bones: &[(char, char)]) -> String {
    bones.iter().map(|b| b.0).collect()
}

fn arabic() -> &'static Arabic {
    static ARABIC: OnceLock<Arabic> = OnceLock::new();
    ARABIC.get_or_init(|| {
        let mut all = Arabic {
            strict: HashMap::new(),
            loose: HashMap::new(),
            bones: Vec::new(),
            names: Vec::new(),
        };
        for (id, name) in (0u16..).zip(lists::ARABIC.split_ascii_whitespace()) {
            let keys = fold::keys(name);
            let bones = fold::skeleton(keys.first().map_or("", String::as_str));
            all.loose.entry(classes(&bones)).or_default().push(id);
            all.bones.push(bones);
            all.names.push(fold::index_key(name));
            for key in keys {
                all.strict.entry(key).or_default().push(id);
            }
        }
        all
    })
}

/// The Arabic names these keys may be: those spelled so, or else those spelled nearly so.
fn arabic_names(keys: &[String], bones: &[Bones]) -> Vec<u16> {
    let all = arabic();
    let mut found: Vec<u16> = keys
        .iter()
        .filter_map(|k| all.strict.get(k))
        .flatten()
        .copied()
        .collect();
    if found.is_empty() {
        for bones in bones {
            let near = all.loose.get(&classes(bones)).into_iter().flatten();
            found.extend(near.filter(|&&id| fold::alike(bones, &all.bones[usize::from(id)])));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a word that is no known Arabic name still looks like one.
fn looks_arabic(plain: &str, bones: &[(char, char)]) -> bool {
    const MARKS: [&str; 9] = ["kh", "q", "sy", "dh", "th", "z", "sh", "ts", "ch"];
    let ends_so = |at: usize| arabic().loose.contains_key(&classes(&bones[at..]));
    MARKS.iter().any(|m| plain.contains(m))
        || (bones.len() > 6 && bones.len() < 40 && (1..bones.len() - 4).any(ends_so))
}

impl Word {
    /// Reads `raw`; `leads` says that it is the first word, where M. is Muhammad.
    pub(crate) fn new(raw: &str, leads: bool) -> Self {
        let dotted = raw.ends_with('.');
        let plain: String = fold::plain(raw)
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '\'')
            .collect();
        let mut keys = fold::keys(&plain);
        if keys.is_empty() {
            keys.push(raw.to_lowercase());
        }
        let letters = plain.chars().count();
        let muhammad = keys.iter().any(|k| lists::is_muhammad(k)) || (leads && plain == "m");
        let mut word = Self {
            plain,
            keys,
            arabic: vec![],
            bones: vec![],
            arabic_like: false,
            short: false,
            muhammad,
        };
        if muhammad {
            word.keys = vec!["muhamad".into()];
        } else if matches!(word.plain.as_str(), "ach" | "akh" | "ahm" | "achm") {
            word.keys = vec!["ahmad".into()];
        } else {
            word.short = letters == 1 || (dotted && letters <= 4);
        }
        if !word.short {
            word.find_arabic();
        }
        word
    }

    fn find_arabic(&mut self) {
        self.bones = self.keys.iter().map(|k| fold::skeleton(k)).collect();
        self.arabic = arabic_names(&self.keys, &self.bones);
        self.arabic_like = self.arabic.is_empty() && looks_arabic(&self.plain, &self.bones[0]);
    }

    /// Two neighbours written as one.
    pub(crate) fn joined(&self, next: &Self) -> Option<Self> {
        let fits = !self.short && !next.short && self.plain.len() + next.plain.len() < 60;
        fits.then(|| Self::new(&format!("{}{}", self.plain, next.plain), false))
    }

    /// Whether this is Muhammad in one of its forms.
    pub(crate) fn is_muhammad(&self) -> bool {
        self.muhammad
    }

    /// Whether this is only an initial or a short form with a dot.
    pub(crate) fn is_short(&self) -> bool {
        self.short
    }

    /// The letters as written, lower case.
    pub(crate) fn plain(&self) -> &str {
        &self.plain
    }

    /// The first of the keys.
    pub(crate) fn key(&self) -> &str {
        &self.keys[0]
    }

    /// The one key for an index.
    pub(crate) fn index_key(&self) -> String {
        if self.muhammad {
            return "muhamad".into();
        }
        match self.arabic.first() {
            Some(&id) => arabic().names[usize::from(id)].clone(),
            None => Some(fold::index_key(&self.plain))
                .filter(|k| !k.is_empty())
                .unwrap_or_else(|| self.keys[0].clone()),
        }
    }

    /// What all spellings of the word have in common, behind a `~`.
    pub(crate) fn bones(&self) -> String {
        format!("~{}", classes(&fold::skeleton(&self.keys[0])))
    }

    /// Everything a word that fits this one wholly must share a part of.
    pub(crate) fn blocks(&self) -> Vec<String> {
        let mut blocks = self.keys.clone();
        blocks.extend(self.arabic.iter().map(|id| format!("#{id}")));
        blocks.push(self.bones());
        blocks
    }

    /// How `self` and `other` fit, or `None` if they are two names.
    pub(crate) fn fit(&self, other: &Self) -> Option<Fit> {
        if self.short || other.short {
            return self.fits_short(other).then_some(Fit::Initial);
        }
        self.same(other).then_some(Fit::Whole)
    }

    fn same(&self, other: &Self) -> bool {
        if self.keys.iter().any(|k| other.keys.contains(k)) {
            return !lists::are_two_names(&self.plain, &other.plain);
        }
        if !self.arabic.is_empty() && !other.arabic.is_empty() {
            return self.arabic.iter().any(|id| other.arabic.contains(id));
        }
        let unlisted = self.arabic.is_empty() && other.arabic.is_empty();
        let like = |b: &Bones| other.bones.iter().any(|c| fold::alike(b, c));
        unlisted && (self.arabic_like || other.arabic_like) && self.bones.iter().any(like)
    }

    fn fits_short(&self, other: &Self) -> bool {
        let (short, long) = if self.short && (!other.short || self.plain.len() <= other.plain.len())
        {
            (self, other)
        } else {
            (other, self)
        };
        long.plain.starts_with(&short.plain)
            || (short.plain == "st" && long.plain == "siti")
            || short
                .keys
                .iter()
                .any(|k| long.keys.iter().any(|l| l.starts_with(k.as_str())))
    }
}
