//! Which lines are likely one person. A pair is looked at only when it shares a NIK, a phone or
//! a birth date, so that five thousand lines cost little; the name then decides. Two people who
//! merely share a name share nothing here, and twins have different names.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use jiff::civil::Date;

use crate::alike::{Alike, Spelled, alike};
use crate::field::Field;
use crate::reading::{Group, Line, LineKind, Members, Place, Shared, Values};

/// Larger buckets are split by names before pairs are made.
const BUCKET: usize = 60;

/// How two people's lines belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// Nothing speaks against it.
    pub certain: bool,
    /// What they share.
    pub shared: Vec<Shared>,
}

/// A line and somebody already on the roll who is likely the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Place in the lines that were given.
    pub line: usize,
    /// Place in the people that were given.
    pub known: usize,
    /// How they belong together.
    pub likely: Likely,
}

/// What differs between two lines, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which field.
    pub field: Field,
    /// What the first says; empty if nothing.
    pub left: String,
    /// What the second says; empty if nothing.
    pub right: String,
}

/// What two lines share and where they differ, to be shown side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What they share.
    pub shared: Vec<Shared>,
    /// Where they differ.
    pub differs: Vec<Difference>,
}

/// Compares two people field by field.
#[must_use]
pub fn compare(a: &Values, b: &Values) -> Comparison {
    let (left, right) = (Person::new(a), Person::new(b));
    let shared = shared(&left, &right, alike(&left.spelled, &right.spelled));
    let differs = Field::ALL
        .into_iter()
        .filter_map(|field| {
            let (left, right) = (a.text(field), b.text(field));
            (left != right).then_some(Difference { field, left, right })
        })
        .collect();
    Comparison { shared, differs }
}

/// Whether two people are likely one.
#[must_use]
pub fn likely(a: &Values, b: &Values) -> Option<Likely> {
    judge(&Person::new(a), &Person::new(b))
}

/// Who of `known` is likely one of the people of `lines`.
#[must_use]
pub fn against(lines: &[Line], known: &[Values]) -> Vec<Match> {
    let people: Vec<(usize, Person<'_>)> = persons(lines).collect();
    let roll: Vec<Person<'_>> = known.iter().map(Person::new).collect();
    let all: Vec<&Person<'_>> = people
        .iter()
        .map(|(_, person)| person)
        .chain(&roll)
        .collect();
    let mut out = Vec::new();
    for (a, b) in pairs(&all) {
        if a < people.len()
            && b >= people.len()
            && let Some(likely) = judge(all[a], all[b])
        {
            out.push(Match {
                line: people[a].0,
                known: b - people.len(),
                likely,
            });
        }
    }
    out
}

/// Pairs among `known` who are likely one person, each once.
#[must_use]
pub fn among(known: &[Values]) -> Vec<(usize, usize, Likely)> {
    let people: Vec<Person<'_>> = known.iter().map(Person::new).collect();
    let all: Vec<&Person<'_>> = people.iter().collect();
    let judged = pairs(&all).into_iter();
    judged
        .filter_map(|(a, b)| Some((a, b, judge(all[a], all[b])?)))
        .collect()
}

/// The groups among `lines`.
pub(crate) fn find(lines: &[Line]) -> Vec<Group> {
    let people: Vec<(usize, Person<'_>)> = persons(lines).collect();
    let all: Vec<&Person<'_>> = people.iter().map(|(_, person)| person).collect();
    let mut forest: Vec<usize> = (0..all.len()).collect();
    let mut sure = Vec::new();
    let mut unsure = Vec::new();
    for (a, b) in pairs(&all) {
        // two halves of one row were written as two people
        if lines[people[a].0].place == lines[people[b].0].place {
            continue;
        }
        match judge(all[a], all[b]) {
            Some(likely) if likely.certain => {
                let (x, y) = (root(&mut forest, a), root(&mut forest, b));
                forest[x.max(y)] = x.min(y);
                sure.push((a, b, likely));
            }
            Some(likely) => unsure.push((a, b, likely)),
            None => {}
        }
    }
    let mut groups = HashMap::<usize, (Vec<usize>, Vec<Vec<Shared>>)>::new();
    for (a, b, likely) in sure {
        let group = groups.entry(root(&mut forest, a)).or_default();
        group.0.extend([a, b]);
        group.1.push(likely.shared);
    }
    let mut out: Vec<Group> = groups
        .into_values()
        .map(|(mut members, links)| {
            members.sort_unstable();
            members.dedup();
            let quiet = members.iter().enumerate().all(|(at, a)| {
                members[at + 1..]
                    .iter()
                    .all(|b| !all[*a].other_nik(all[*b]))
            });
            group(lines, &people, &members, quiet, &links)
        })
        .collect();
    for (a, b, likely) in unsure {
        if root(&mut forest, a) != root(&mut forest, b) {
            out.push(group(lines, &people, &[a, b], false, &[likely.shared]));
        }
    }
    out.sort_by(|a, b| a.lines.cmp(&b.lines));
    out
}

fn group(
    lines: &[Line],
    people: &[(usize, Person<'_>)],
    members: &[usize],
    certain: bool,
    links: &[Vec<Shared>],
) -> Group {
    let at: Vec<usize> = members.iter().map(|member| people[*member].0).collect();
    let everywhere = |shared: &Shared| links.iter().all(|link| link.contains(shared));
    let mut shared: Vec<Shared> = links.iter().flatten().copied().collect();
    shared.sort_unstable();
    shared.dedup();
    let common: Vec<Shared> = shared.iter().copied().filter(everywhere).collect();
    let shared = if common.is_empty() { shared } else { common };
    let mut records = Vec::new();
    let mut rows = Vec::new();
    for line in &at {
        match &lines[*line].place {
            Place::Record { csv_record } => records.push(*csv_record),
            Place::Row { sheet, xlsx_row } => rows.push((sheet.clone(), *xlsx_row)),
        }
    }
    let members = if rows.is_empty() {
        Members::Records {
            csv_records: records,
        }
    } else {
        Members::Rows { lines: rows }
    };
    Group {
        members,
        certain,
        shared,
        lines: at,
    }
}

fn root(forest: &mut [usize], mut at: usize) -> usize {
    while forest[at] != at {
        forest[at] = forest[forest[at]];
        at = forest[at];
    }
    at
}

struct Person<'a> {
    values: &'a Values,
    spelled: Spelled,
}

fn persons(lines: &[Line]) -> impl Iterator<Item = (usize, Person<'_>)> {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.kind == LineKind::Person)
        .filter_map(|(at, line)| Some((at, Person::new(line.values.as_ref()?))))
}

impl<'a> Person<'a> {
    fn new(values: &'a Values) -> Self {
        Self {
            values,
            spelled: Spelled::new(values.name.as_deref().unwrap_or_default()),
        }
    }

    fn other_nik(&self, other: &Self) -> bool {
        differ(self.values.nik.as_ref(), other.values.nik.as_ref())
    }
}

fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_some() && a == b
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// Pairs that share a NIK, a phone or a birth date, each once.
fn pairs(people: &[&Person<'_>]) -> Vec<(usize, usize)> {
    let mut found = HashSet::new();
    bucket(people, &mut found, |values| {
        values.nik.iter().cloned().collect()
    });
    bucket(people, &mut found, |values| values.phones.clone());
    bucket(people, &mut found, |values| {
        values.birth_date.into_iter().collect::<Vec<Date>>()
    });
    let mut found: Vec<(usize, usize)> = found.into_iter().collect();
    found.sort_unstable();
    found
}

fn bucket<K: Hash + Eq>(
    people: &[&Person<'_>],
    found: &mut HashSet<(usize, usize)>,
    keys: impl Fn(&Values) -> Vec<K>,
) {
    let mut buckets = HashMap::<K, Vec<usize>>::new();
    for (at, person) in people.iter().enumerate() {
        for key in keys(person.values) {
            buckets.entry(key).or_default().push(at);
        }
    }
    for members in buckets.into_values() {
        if members.len() <= BUCKET {
            every_pair(&members, found);
            continue;
        }
        let mut by_name = HashMap::<String, Vec<usize>>::new();
        for at in members {
            for block in people[at].spelled.blocks() {
                by_name.entry(block).or_default().push(at);
            }
        }
        by_name
            .into_values()
            .for_each(|members| every_pair(&members, found));
    }
}

fn every_pair(members: &[usize], found: &mut HashSet<(usize, usize)>) {
    for (at, a) in members.iter().enumerate() {
        // beyond this a key says nothing any more, and its neighbours are enough
        for b in members[at + 1..].iter().take(BUCKET * 4) {
            if a != b {
                found.insert((*a.min(b), *a.max(b)));
            }
        }
    }
}

fn shared(a: &Person<'_>, b: &Person<'_>, names: Alike) -> Vec<Shared> {
    let (x, y) = (a.values, b.values);
    let mut out = Vec::new();
    if same(x.nik.as_ref(), y.nik.as_ref()) {
        out.push(Shared::Nik);
    }
    if x.phones.iter().any(|phone| y.phones.contains(phone)) {
        out.push(Shared::Phone);
    }
    if names == Alike::Same {
        out.push(Shared::Name);
    }
    if same(x.birth_date, y.birth_date) {
        out.push(Shared::BirthDate);
    }
    if same(x.rt, y.rt) && !differ(x.rw, y.rw) {
        out.push(Shared::RtRw);
    }
    out
}

fn judge(a: &Person<'_>, b: &Person<'_>) -> Option<Likely> {
    let (x, y) = (a.values, b.values);
    let names = alike(&a.spelled, &b.spelled);
    let shared = shared(a, b, names);
    let has = |what| shared.contains(&what);
    let (phone, birth) = (has(Shared::Phone), has(Shared::BirthDate));
    let other_birth = differ(x.birth_date, y.birth_date);
    let other_sex = differ(x.sex, y.sex);
    if has(Shared::Nik) {
        // the same NIK on two quite different people is a slip that a person must look at
        let certain = names != Alike::No
            || !(other_birth || other_sex)
            || x.name.is_none()
            || y.name.is_none();
        return Some(Likely { certain, shared });
    }
    if !phone && !birth {
        return None;
    }
    let moved =
        !phone && differ(x.birth_place.as_ref(), y.birth_place.as_ref()) && differ(x.rt, y.rt);
    let quiet = !other_birth && !other_sex && !a.other_nik(b) && !moved;
    let certain = match names {
        Alike::No => return None,
        Alike::Near if birth || other_birth || other_sex => return None,
        Alike::Near => false,
        Alike::Slip if other_sex || (other_birth && !phone) => return None,
        Alike::Slip => quiet && (phone || a.spelled.words() > 1),
        Alike::Beginning if !quiet => return None,
        Alike::Beginning => phone && birth,
        Alike::Same => quiet,
    };
    Some(Likely { certain, shared })
}

impl Values {
    /// What a field says, as a text for people; empty if nothing.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        let number = |number: Option<u16>| {
            number
                .map(|number| format!("{number:02}"))
                .unwrap_or_default()
        };
        match field {
            Field::Number => String::new(),
            Field::Name => self.name.clone().unwrap_or_default(),
            Field::Nik => self.nik.clone().unwrap_or_default(),
            Field::BirthPlace => self.birth_place.clone().unwrap_or_default(),
            Field::BirthDate => self.birth_date.map(kernel::day::short).unwrap_or_default(),
            Field::Sex => self.sex.map(|sex| format!("{sex:?}")).unwrap_or_default(),
            Field::Hamlet => self.hamlet.clone().unwrap_or_default(),
            Field::Rt => number(self.rt),
            Field::Rw => number(self.rw),
            Field::Phone => self
                .phones
                .iter()
                .map(|phone| kernel::phone::local(phone))
                .collect::<Vec<_>>()
                .join(", "),
            Field::Education => self.education.clone().unwrap_or_default(),
            Field::Occupation => self.occupation.clone().unwrap_or_default(),
            Field::Skills => self.skills.join(", "),
            Field::Position => self.position.clone().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn person(name: &str, phone: &str, birth: Option<Date>) -> Values {
        let phones = if phone.is_empty() {
            Vec::new()
        } else {
            vec![phone.to_owned()]
        };
        Values {
            name: Some(name.into()),
            phones,
            birth_date: birth,
            ..Values::default()
        }
    }

    #[test]
    fn a_shared_name_alone_is_nothing() {
        assert_eq!(
            likely(
                &person("Siti Aminah", "", None),
                &person("Siti Aminah", "", None)
            ),
            None
        );
    }

    #[test]
    fn twins_are_two_people() {
        let day = Some(date(2008, 4, 6));
        assert_eq!(
            likely(
                &person("Dimas Eko Prasetyo", "", day),
                &person("Agus Prasetyo", "", day)
            ),
            None
        );
        assert_eq!(
            likely(
                &person("Rina", "+62811", day),
                &person("Rini", "+62811", day)
            ),
            None
        );
        assert_eq!(
            likely(&person("Sugiyanto", "", day), &person("Sugiyanti", "", day)),
            None
        );
    }

    #[test]
    fn a_phone_and_a_like_name_is_one_person() {
        let found = likely(
            &person("Roedi Susilo", "+62811", None),
            &person("Rudi Susilo", "+62811", None),
        );
        assert!(found.unwrap().certain);
    }

    #[test]
    fn a_family_phone_does_not_make_one_person() {
        assert_eq!(
            likely(
                &person("Siti Aminah", "+62811", None),
                &person("Budi Santoso", "+62811", None)
            ),
            None
        );
        let (a, b) = (
            person("Ahmad", "+62811", Some(date(1970, 1, 2))),
            person("Ahmad", "+62811", Some(date(2001, 3, 4))),
        );
        assert!(!likely(&a, &b).unwrap().certain);
    }

    #[test]
    fn another_nik_speaks_against_it() {
        let day = Some(date(2001, 5, 12));
        let a = Values {
            nik: Some("3529071205019001".into()),
            ..person("Budi Santoso", "", day)
        };
        let b = Values {
            nik: Some("3529071205019774".into()),
            ..person("Budi Santoso", "", day)
        };
        assert!(!likely(&a, &b).unwrap().certain);
    }

    #[test]
    fn the_difference_is_told_in_words() {
        let a = person("Budi", "+6281200001234", Some(date(2001, 5, 12)));
        let b = person("Budi", "", Some(date(2001, 5, 12)));
        let told = compare(&a, &b);
        assert_eq!(told.shared, [Shared::Name, Shared::BirthDate]);
        assert_eq!(told.differs.len(), 1);
        assert_eq!(told.differs[0].field, Field::Phone);
    }
}
