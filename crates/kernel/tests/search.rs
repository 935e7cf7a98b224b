//! How well a search finds people by another spelling of their name: recall, precision and first
//! places over the pairs of `truths/nama.json` and over what officers type, printed and held.
//! The roll that is searched holds every name of both.

#![allow(clippy::unwrap_used)]

use kernel::name::{Answer, Likeness, Wanted, index_words, same};
use serde_json::Value;
use std::collections::BTreeSet;

/// What an officer types, and who is meant: name on the roll, nickname.
const TYPED: &[(&str, &str, &str)] = &[
    ("Mohammad Rizky", "Muh. Rizki Ramadani", "Kiki"),
    ("M Rizky", "Muh. Rizki Ramadani", "Kiki"),
    ("Moch Rizki", "Muh. Rizki Ramadani", "Kiki"),
    ("Rizky Romadhoni", "Muh. Rizki Ramadani", "Kiki"),
    ("Kiki", "Muh. Rizki Ramadani", "Kiki"),
    ("rizki", "Muh. Rizki Ramadani", "Kiki"),
    ("Ramadhani Rizky", "Muh. Rizki Ramadani", "Kiki"),
    ("Ahmad Syaifudin", "Achmad Saefuddin", "Udin"),
    ("Saifuddin", "Achmad Saefuddin", "Udin"),
    ("udin", "Achmad Saefuddin", "Udin"),
    ("Abdulrahman Wahid", "Abd. Rochman Wachid", "Dur"),
    ("Abdurrohman", "Abd. Rochman Wachid", "Dur"),
    ("Pak Joko", "Djoko Soesilo, S.Pd.", "Jack"),
    ("Joko Susilo", "Djoko Soesilo, S.Pd.", "Jack"),
    ("Djoko S", "Djoko Soesilo, S.Pd.", "Jack"),
    ("Nurul Khasanah", "Hj. Noerul Chasanah", "Nung"),
    ("Bu Nurul", "Hj. Noerul Chasanah", "Nung"),
    ("Siti Nurhaliza", "Siti Nur Haliza", "Liza"),
    ("Nur Haliza", "Siti Nur Haliza", "Liza"),
    ("Liza", "Siti Nur Haliza", "Liza"),
    ("Yusup Efendi", "Jusuf Effendy", ""),
    ("yusu", "Jusuf Effendy", ""),
    ("Tjahjono", "Cahyono", "Yon"),
    ("cahyo", "Cahyono", "Yon"),
    ("Wayan Suteja", "I Wayan Sutedja", "Yan"),
    ("Luh Putri", "Ni Luh Putri Ayuningtyas", "Tyas"),
    ("tyas", "Ni Luh Putri Ayuningtyas", "Tyas"),
    ("Daniel Sitorus", "Daniel P. Sitorus", ""),
    ("Daniel Parulian Sitorus", "Daniel P. Sitorus", ""),
    ("Fitriyani Lestari", "Fitriani Lestari", "Fitri"),
    ("Vitri", "Fitriani Lestari", "Fitri"),
    ("fitri les", "Fitriani Lestari", "Fitri"),
    ("Sugianto", "Sugiyanto", "Gik"),
    ("Soegijanto", "Sugiyanto", "Gik"),
    ("Qomarudin", "Komaruddin", "Komar"),
    ("Qomariah", "Komariyah", "Kokom"),
    ("Zainal Arifin", "Zaenal Aripin", "Inal"),
    ("Dzulfikar", "Zulfikar Hakim", "Zul"),
    ("Bambnag Sutrisno", "Bambang Soetrisno", "Bams"),
    ("Bambang Sutrsno", "Bambang Soetrisno", "Bams"),
    ("Wulandri", "Rina Wulandari", "Wulan"),
    ("Rina Wulandari Putri", "Rina Wulandari", "Wulan"),
    ("Hidayatullah", "Syarif Hidajatulloh", "Arif"),
    ("Syarief", "Syarif Hidajatulloh", "Arif"),
    ("Khoirunnisa", "Choirun Nisa", "Nisa"),
    ("Chairunnisa", "Choirun Nisa", "Nisa"),
    ("Tri W", "Tri Widayanti", "Wida"),
];

#[derive(Clone)]
struct Person {
    name: String,
    nickname: String,
    words: BTreeSet<String>,
}

impl Person {
    fn new(name: &str, nickname: &str) -> Self {
        Self {
            name: name.to_owned(),
            nickname: nickname.to_owned(),
            words: index_words(name, nickname),
        }
    }
}

/// Who is found, best first: the index, then the judgement, as the store does it.
fn search<'a>(roll: &'a [Person], asked: &str) -> Vec<&'a Person> {
    let wanted = Wanted::parse(asked);
    for groups in [wanted.beginnings(), wanted.rough_beginnings()] {
        let filed = |person: &&Person| {
            groups.iter().flatten().any(|start| {
                let from = person.words.range(start.clone()..).next();
                from.is_some_and(|word| word.starts_with(start.as_str()))
            })
        };
        let mut found: Vec<(Answer, &Person)> = roll
            .iter()
            .filter(filed)
            .filter_map(|one| Some((wanted.answer(&one.name, &one.nickname)?, one)))
            .collect();
        found.sort_by(|(a, _), (b, _)| b.cmp(a));
        let fits = |(answer, _): &(Answer, &Person)| matches!(answer, Answer::Fits(_));
        if found.iter().any(fits) {
            found.retain(fits);
        }
        if !found.is_empty() {
            return found.into_iter().map(|(_, one)| one).collect();
        }
    }
    Vec::new()
}

/// The roll without whoever has this very name: it must be found by the other spelling.
fn without(roll: &[Person], name: &str) -> Vec<Person> {
    let others = roll.iter().filter(|one| one.name != name);
    others.cloned().collect()
}

#[derive(Default)]
struct Score {
    asked: usize,
    found: usize,
    first: usize,
    shown: usize,
    right: usize,
}

impl Score {
    /// Asks for `meant` by `asked`; names a board would take for it are right as well.
    fn add(&mut self, roll: &[Person], asked: &str, meant: &str) {
        let shown: Vec<&Person> = search(roll, asked)
            .into_iter()
            .filter(|one| one.name != asked)
            .collect();
        let right = |one: &&&Person| same(&one.name, meant) == Likeness::Likely;
        let place = shown.iter().position(|one| one.name == meant);
        self.asked += 1;
        self.found += usize::from(place.is_some());
        self.first += usize::from(shown.first().is_some_and(|one| right(&one)));
        self.right += shown.iter().filter(right).count();
        self.shown += shown.len();
        if place.is_none() || !shown.iter().all(|one| right(&one)) {
            let names: Vec<&str> = shown.iter().map(|one| one.name.as_str()).collect();
            println!("  {asked:?} for {meant:?} gives {names:?}");
        }
    }

    fn percent(part: usize, of: usize) -> usize {
        part * 100 / of.max(1)
    }

    fn print(&self, what: &str) -> [usize; 3] {
        let figures = [
            Self::percent(self.found, self.asked),
            Self::percent(self.right, self.shown),
            Self::percent(self.first, self.asked),
        ];
        let [recall, precision, first] = figures;
        println!(
            "{what}: {} asked, recall {recall}%, precision {precision}%, first place {first}%",
            self.asked
        );
        figures
    }
}

/// The pairs of `truths/nama.json`: two names, and whether they are one person.
fn pairs() -> Vec<(String, String, bool)> {
    let truths: Value = serde_json::from_str(include_str!("../truths/nama.json")).unwrap();
    let case = |case: &Value| {
        let text = |name: &str| case["input"][name].as_str().unwrap().to_owned();
        (text("a"), text("b"), case["expected"]["same"] == "likely")
    };
    let cases = truths["expected"]["cases"].as_array().unwrap();
    cases.iter().map(case).collect()
}

#[test]
fn people_are_found_by_another_spelling_or_the_nickname() {
    let pairs = pairs();
    let mut roll: Vec<Person> = pairs
        .iter()
        .flat_map(|(a, b, _)| [Person::new(a, ""), Person::new(b, "")])
        .collect();
    let mut known = BTreeSet::new();
    for (_, name, nickname) in TYPED {
        if known.insert(*name) {
            roll.push(Person::new(name, nickname));
        }
    }
    let mut spelled = Score::default();
    for (a, b, _) in pairs.iter().filter(|pair| pair.2) {
        spelled.add(&without(&roll, a), a, b);
        spelled.add(&without(&roll, b), b, a);
    }
    let mut typed = Score::default();
    for (asked, name, _) in TYPED {
        typed.add(&roll, asked, name);
    }
    let mut apart = 0;
    let others: Vec<_> = pairs.iter().filter(|pair| !pair.2).collect();
    for (a, b, _) in &others {
        let shown = search(&roll, a).iter().any(|one| one.name == *b);
        apart += usize::from(!shown);
        if shown {
            println!("  {a:?} also gives {b:?}");
        }
    }
    println!(
        "names of two people: {} asked, {apart} kept apart",
        others.len()
    );
    let [recall, precision, first] = spelled.print("another spelling");
    assert!(recall >= 98 && precision >= 95 && first >= 98);
    let [recall, _, first] = typed.print("as officers type");
    assert!(recall >= 95 && first >= 85);
    assert!(apart * 100 >= others.len() * 90);
}
