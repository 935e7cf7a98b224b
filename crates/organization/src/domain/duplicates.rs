//! Pairs on one roll that may be one person. A NIK, a phone or a birth date beside a like name say
//! so as they do in an import; two entries of one name in one RT are worth a look when nothing
//! speaks against it, for many were written down with name and RT alone.

use super::Person;
use crate::import::values_of;
use kernel::id::PersonId;
use kernel::name;
use roster::{Likely, Shared, Values};
use std::collections::{HashMap, HashSet};

/// Entries of one name that are compared with each other.
const MOST_NAMESAKES: usize = 30;

/// Two entries that may be one person, by their places in what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) first: usize,
    pub(crate) second: usize,
    /// Nothing speaks against it.
    pub(crate) certain: bool,
    pub(crate) shared: Vec<Shared>,
}

/// An entry, with the keyed hash of its NIK.
pub(crate) type Known = (Person, Option<String>);

/// The pairs among `people`, the certain ones first; those in `apart` were said to be two.
pub(crate) fn pairs(people: &[Known], apart: &HashSet<(PersonId, PersonId)>) -> Vec<Pair> {
    let values: Vec<Values> = people
        .iter()
        .map(|(person, nik)| Values {
            nik: nik.clone(),
            ..values_of(person)
        })
        .collect();
    let mut found: HashMap<(usize, usize), Likely> = roster::among(&values)
        .into_iter()
        .map(|(a, b, likely)| ((a, b), likely))
        .collect();
    for (a, b) in namesakes(people) {
        if is_near(&values[a], &values[b]) {
            found.entry((a, b)).or_insert_with(|| Likely {
                certain: false,
                shared: shared(&values[a], &values[b]),
            });
        }
    }
    let said = |a: usize, b: usize| {
        let (a, b) = (people[a].0.id, people[b].0.id);
        apart.contains(&(a.min(b), a.max(b)))
    };
    let mut pairs: Vec<Pair> = found
        .into_iter()
        .filter(|((a, b), _)| !said(*a, *b))
        .map(|((first, second), likely)| Pair {
            first,
            second,
            certain: likely.certain,
            shared: likely.shared,
        })
        .collect();
    pairs.sort_by_key(|pair| (!pair.certain, pair.first, pair.second));
    pairs
}

/// Pairs of one name, however it is spelled.
fn namesakes(people: &[Known]) -> Vec<(usize, usize)> {
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (person, _)) in people.iter().enumerate() {
        by_key
            .entry(name::key(&person.full_name))
            .or_default()
            .push(at);
    }
    let mut found = Vec::new();
    for all in by_key.into_values() {
        for (n, a) in all.iter().enumerate().take(MOST_NAMESAKES) {
            found.extend(all[n + 1..].iter().take(MOST_NAMESAKES).map(|b| (*a, *b)));
        }
    }
    found
}

/// Of one RT, or one of the two without any; and nothing says that they are two.
fn is_near(a: &Values, b: &Values) -> bool {
    fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.is_some() && b.is_some() && a != b
    }
    let phones = !a.phones.is_empty() && !b.phones.is_empty();
    !(differ(a.rt.as_ref(), b.rt.as_ref())
        || differ(a.rw.as_ref(), b.rw.as_ref())
        || differ(a.hamlet.as_ref(), b.hamlet.as_ref())
        || differ(a.sex.as_ref(), b.sex.as_ref())
        || differ(a.birth_date.as_ref(), b.birth_date.as_ref())
        || differ(a.nik.as_ref(), b.nik.as_ref())
        || phones)
}

fn shared(a: &Values, b: &Values) -> Vec<Shared> {
    let mut all = vec![Shared::Name];
    if a.rt.is_some() && a.rt == b.rt {
        all.push(Shared::RtRw);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use jiff::civil::date;

    fn person(name: &str, rt: u16) -> Person {
        let id = || storage::fresh::<storage::Uuid>();
        Person {
            id: id().into(),
            unit: id().into(),
            kind: Kind::Active,
            full_name: name.into(),
            nickname: String::new(),
            sex: None,
            birth_place: String::new(),
            birth_date: None,
            hamlet: String::new(),
            rt: Some(rt),
            rw: None,
            address: String::new(),
            education: String::new(),
            occupation: String::new(),
            skills: String::new(),
            note: String::new(),
            nik_last: None,
            joined_on: None,
            version: 1,
            token: String::new(),
            phones: vec![],
        }
    }

    fn among(people: &[Person]) -> Vec<Pair> {
        let known: Vec<Known> = people.iter().cloned().map(|one| (one, None)).collect();
        pairs(&known, &HashSet::new())
    }

    #[test]
    fn one_name_in_one_rt_is_worth_a_look() {
        let found = among(&[
            person("Muh. Rizki", 3),
            person("Siti Aminah", 3),
            person("Mohammad Rizky", 3),
            person("Muhammad Rizki", 4),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].first, found[0].second, found[0].certain),
            (0, 2, false)
        );
    }

    #[test]
    fn what_speaks_against_it_counts() {
        let born = |name, year| Person {
            birth_date: Some(date(year, 1, 2)),
            ..person(name, 3)
        };
        assert!(among(&[born("Ana", 2001), born("Ana", 2004)]).is_empty());
        let found = among(&[born("Ana Lestari", 2001), born("Ana Lestari", 2001)]);
        assert!(found[0].certain);
    }

    #[test]
    fn two_of_whom_somebody_said_that_they_are_two_are_no_pair() {
        let people = [person("Ana", 3), person("Ana", 3)];
        let (a, b) = (people[0].id, people[1].id);
        let known: Vec<Known> = people.iter().cloned().map(|one| (one, None)).collect();
        assert_eq!(pairs(&known, &HashSet::new()).len(), 1);
        assert!(pairs(&known, &HashSet::from([(a.min(b), a.max(b))])).is_empty());
    }
}
