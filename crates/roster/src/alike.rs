//! How alike two names are for finding one person twice in a list.
//! The kernel knows spellings; a list has slips of the finger too, and first names alone.

use kernel::name::{Likeness, Name, parts};

/// How two names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alike {
    /// One person's name, as far as names tell.
    Same,
    /// One letter too many, too few, or two that changed places.
    Slip,
    /// One is the beginning of the other: a first name alone.
    Beginning,
    /// One letter is another; as often a brother as a slip.
    Near,
    /// Two people's names.
    No,
}

/// A name that is ready to be compared.
pub(crate) struct Spelled {
    name: Name,
    words: Vec<Box<[char]>>,
    /// Each word as a name of its own.
    alone: Vec<Name>,
}

impl Spelled {
    pub(crate) fn new(text: &str) -> Self {
        let letters = |word: &str| -> Box<[char]> {
            word.to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect()
        };
        let core = parts(text).core;
        let words: Vec<&str> = core
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .take(12)
            .collect();
        Self {
            name: Name::parse(text),
            alone: words.iter().map(|word| Name::parse(word)).collect(),
            words: words.into_iter().map(letters).collect(),
        }
    }

    /// Keys of which two like names mostly share one.
    pub(crate) fn blocks(&self) -> Vec<String> {
        self.name.key().split(' ').map(str::to_owned).collect()
    }

    pub(crate) fn words(&self) -> usize {
        self.words.len()
    }
}

/// Compares two names.
pub(crate) fn alike(a: &Spelled, b: &Spelled) -> Alike {
    if a.words.is_empty() || b.words.is_empty() {
        return Alike::No;
    }
    if a.words == b.words || same(&a.name, &b.name) {
        return Alike::Same;
    }
    if a.words.len() != b.words.len() {
        return if begins(a, b) || begins(b, a) {
            Alike::Beginning
        } else {
            joined(a, b)
        };
    }
    word_by_word(a, b)
}

fn begins(short: &Spelled, long: &Spelled) -> bool {
    short.words.len() < long.words.len()
        && (0..short.words.len()).all(|at| same_word(short, long, at))
}

fn joined(a: &Spelled, b: &Spelled) -> Alike {
    let whole = |name: &Spelled| {
        name.words
            .iter()
            .flat_map(|word| word.iter().copied())
            .collect::<Vec<char>>()
    };
    let (x, y) = (whole(a), whole(b));
    if x == y {
        Alike::Same
    } else if x.len().min(y.len()) >= 8 && slip(&x, &y) {
        Alike::Slip
    } else {
        Alike::No
    }
}

fn word_by_word(a: &Spelled, b: &Spelled) -> Alike {
    let several = a.words.len() > 1;
    let mut slips = 0;
    let mut near = 0;
    let mut whole = 0;
    for (at, (x, y)) in a.words.iter().zip(&b.words).enumerate() {
        if same_word(a, b, at) {
            whole += 1;
        } else if initial(x, y) || initial(y, x) {
        } else if slip(x, y) && (several || inner(x, y)) {
            slips += 1;
        } else if x.len() == y.len() && x.len() >= 4 && changed(x, y) == 1 {
            near += 1;
        } else {
            return Alike::No;
        }
    }
    match (slips, near) {
        (0, 0) if whole > 0 => Alike::Same,
        (1, 0) if whole > 0 || !several => Alike::Slip,
        (0, 1) if whole > 0 || !several => Alike::Near,
        _ => Alike::No,
    }
}

/// Whether word `at` of both is one word to the ear.
fn same_word(a: &Spelled, b: &Spelled, at: usize) -> bool {
    let (x, y) = (&a.words[at], &b.words[at]);
    x == y || one_sound(x, y) || (x.len().min(y.len()) >= 3 && same(&a.alone[at], &b.alone[at]))
}

fn same(a: &Name, b: &Name) -> bool {
    a.same(b) == Likeness::Likely
}

/// `Wijaya` and `Wijaia`; at the end of a longer word `Santosa` and `Santoso`.
fn one_sound(x: &[char], y: &[char]) -> bool {
    let end = x.len().saturating_sub(1);
    let sounds = |(at, (x, y)): (usize, (&char, &char))| {
        let pair = (*x.min(y), *x.max(y));
        x == y || pair == ('i', 'y') || (pair == ('a', 'o') && at == end && end >= 5)
    };
    x.len() == y.len() && x.iter().zip(y).enumerate().all(sounds)
}

fn initial(short: &[char], long: &[char]) -> bool {
    short.len() == 1 && long.first() == short.first()
}

fn changed(x: &[char], y: &[char]) -> usize {
    x.iter().zip(y).filter(|(x, y)| x != y).count()
}

/// Whether one letter is missing in one of them, or two neighbours changed places.
fn slip(x: &[char], y: &[char]) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if short.len() < 3 || long.len() < 4 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        1 => short[same..] == long[same + 1..],
        0 => {
            same + 1 < long.len()
                && short[same] == long[same + 1]
                && short[same + 1] == long[same]
                && short[same + 2..] == long[same + 2..]
        }
        _ => false,
    }
}

/// A slip within a word: `Fatimh`. At the end it makes other names: Dian, Diana.
fn inner(x: &[char], y: &[char]) -> bool {
    x.len().max(y.len()) >= 5 && x.last() == y.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> Alike {
        alike(&Spelled::new(a), &Spelled::new(b))
    }

    #[test]
    fn slips_of_the_finger_are_told_from_other_names() {
        for (a, b) in [
            ("Galih Utomo", "galih  uomo"),
            ("Rini Rohmah", "Rini ohmah"),
            ("Lina Mega Utami", "lina m. uami"),
        ] {
            assert!(
                matches!(compare(a, b), Alike::Same | Alike::Slip),
                "{a}, {b}"
            );
        }
        assert_eq!(compare("Roedi Susilo", "Rudi Susilo"), Alike::Same);
        assert_eq!(compare("FAJARRAJATA", "Fajar Rajata"), Alike::Same);
        assert_eq!(compare("TRI", "Tri Galih Susilo"), Alike::Beginning);
        assert_eq!(compare("Baiu", "Bayu"), Alike::Same);
        assert_eq!(compare("Imam Santosa", "imam santoso sh"), Alike::Same);
        assert_eq!(compare("Eka", "Eko"), Alike::No);
        assert_eq!(compare("Dian", "Diana"), Alike::No);
        assert_eq!(compare("Rina", "Rini"), Alike::Near);
        assert_eq!(compare("Dimas Eko Prasetyo", "Agus Prasetyo"), Alike::No);
    }
}
