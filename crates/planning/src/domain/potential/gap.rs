//! Which skills the programme and the needs ask for, and where on the roll they are missing. Who
//! has them is told as a count, and counts of one to four are not told.

use std::collections::BTreeMap;

/// Counts below this are not told, but nothing is told as nothing.
const FEW: usize = 5;

/// A count as it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nobody.
    None,
    /// One to four.
    Few,
    /// So many.
    Many(usize),
}

impl Told {
    /// "belum ada", "1–4 orang", "7 orang".
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::None => "belum ada".to_owned(),
            Self::Few => "1–4 orang".to_owned(),
            Self::Many(count) => format!("{count} orang"),
        }
    }
}

/// `count` as it may be told.
#[must_use]
pub const fn told(count: usize) -> Told {
    match count {
        0 => Told::None,
        1..FEW => Told::Few,
        _ => Told::Many(count),
    }
}

/// A skill that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The skill, as it was first written.
    pub skill: String,
    /// What asks for it.
    pub wanted_by: Vec<String>,
    /// Each hamlet with how many there have it.
    pub hamlets: Vec<(String, Told)>,
}

impl Gap {
    /// The hamlets where nobody has it.
    #[must_use]
    pub fn lacking(&self) -> Vec<&str> {
        let none = self.hamlets.iter().filter(|(_, told)| *told == Told::None);
        none.map(|(name, _)| name.as_str()).collect()
    }
}

/// The gaps of `wanted` (comma-separated skills, and what asks for them) on a roll (hamlet and
/// comma-separated skills of each person): the widest first, then what most ask for.
#[must_use]
pub fn gaps(wanted: &[(String, String)], roll: &[(String, String)]) -> Vec<Gap> {
    let mut asked: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for (skills, by) in wanted {
        for skill in skills
            .split([',', ';'])
            .map(str::trim)
            .filter(|one| !one.is_empty())
        {
            let (_, all) = asked
                .entry(skill.to_lowercase())
                .or_insert_with(|| (skill.to_owned(), Vec::new()));
            if !all.contains(by) {
                all.push(by.clone());
            }
        }
    }
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (hamlet, skills) in roll {
        places
            .entry(hamlet.trim())
            .or_default()
            .push(skills.to_lowercase());
    }
    let mut gaps: Vec<Gap> = asked
        .into_iter()
        .map(|(key, (skill, wanted_by))| Gap {
            skill,
            wanted_by,
            hamlets: places
                .iter()
                .map(|(name, people)| {
                    let name = if name.is_empty() { "Tanpa dusun" } else { name };
                    let able = people.iter().filter(|skills| has(skills, &key));
                    (name.to_owned(), told(able.count()))
                })
                .collect(),
        })
        .collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse((gap.lacking().len(), gap.wanted_by.len())));
    gaps
}

/// Whether one of the comma-separated `skills` is `skill`, perhaps with more words around it.
fn has(skills: &str, skill: &str) -> bool {
    skills.split([',', ';']).any(|one| {
        let words: Vec<&str> = one.split_whitespace().collect();
        let wanted: Vec<&str> = skill.split_whitespace().collect();
        !wanted.is_empty() && words.windows(wanted.len()).any(|part| part == wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    }

    #[test]
    fn a_gap_says_who_asks_and_where_nobody_can() {
        let wanted = pairs(&[
            ("Servis HP, las", "Bengkel pemuda"),
            ("servis hp", "Pelatihan kerja"),
        ]);
        let roll = pairs(&[
            ("Krajan", "Servis HP, menjahit"),
            ("Krajan", "las listrik"),
            ("Gondang", "Menjahit"),
            ("", ""),
        ]);
        let gaps = gaps(&wanted, &roll);
        assert_eq!(gaps[0].skill, "Servis HP");
        assert_eq!(gaps[0].wanted_by, ["Bengkel pemuda", "Pelatihan kerja"]);
        assert_eq!(gaps[0].lacking(), ["Tanpa dusun", "Gondang"]);
        assert_eq!(gaps[0].hamlets[2], ("Krajan".to_owned(), Told::Few));
        assert_eq!(gaps[1].skill, "las");
    }

    #[test]
    fn one_to_four_are_not_told_and_nobody_is() {
        assert_eq!([0, 1, 4].map(told), [Told::None, Told::Few, Told::Few]);
        assert_eq!(told(5).words(), "5 orang");
        assert!(!told(3).words().contains('3'));
    }

    #[test]
    fn a_skill_is_whole_words() {
        assert!(has("las listrik", "las") && has("servis hp, las", "las"));
        assert!(!has("gelas", "las") && !has("las", "las listrik") && !has("", "las"));
    }
}
