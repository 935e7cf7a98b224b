//! The village system's population workbook as a list. The file itself is never kept: it tells far
//! more than a youth organisation may know. What is kept until the board decides is what was read,
//! the numbers of identity as keyed hashes, and the whole of it sealed.

use super::plan::{List, Record, keys};
use crate::Nik;
use crate::domain::{Ages, age_on};
use crate::store::families::FamilyCard;
use jiff::civil::Date;
use roster::{Number, Population, Relation, Resident};
use std::collections::BTreeMap;
use web::secret::{hex, unhex};
use web::{Ctx, Error, Result};

/// What the village system says of the lines beside what a list says.
#[derive(Debug, Default)]
pub(crate) struct Residents {
    /// Lines that are not taken, and why.
    pub(crate) refused: BTreeMap<usize, String>,
    /// NIK of lines, by its hash.
    pub(crate) niks: BTreeMap<usize, Number>,
    /// Family cards of lines, by their hash, and how the person belongs.
    pub(crate) cards: BTreeMap<usize, (Number, Option<Relation>)>,
    /// Everybody in the workbook.
    pub(crate) all: usize,
    /// Who is too young, and too old: counted, not shown.
    pub(crate) younger: usize,
    pub(crate) older: usize,
    /// Headings of columns that were not read.
    pub(crate) unread: Vec<String>,
}

/// What is kept in the place of the workbook.
pub(super) fn kept(ctx: &Ctx, mut population: Population) -> Result<Vec<u8>> {
    for one in &mut population.residents {
        if let Some(nik) = &mut one.nik {
            nik.hide(|digits| hex(&ctx.keys.hash("nik", digits.as_bytes())));
        }
        if let Some(card) = &mut one.family_card {
            card.hide(|digits| hex(&ctx.keys.hash("family_card", digits.as_bytes())));
        }
    }
    let text = serde_json::to_vec(&population).map_err(|error| Error::Other(error.into()))?;
    Ok(ctx.keys.seal("population", &text))
}

/// The ages kept as `choices`.
pub(super) fn ages(choices: &str) -> Ages {
    serde_json::from_str(choices).unwrap_or(Ages::YOUTH)
}

/// `ages` as they are kept.
pub(super) fn choices(ages: Ages) -> Result<String> {
    serde_json::to_string(&ages).map_err(|error| Error::Other(error.into()))
}

/// Those of the right age in what was [`kept`].
pub(super) fn list(ctx: &Ctx, kept: &[u8], choices: &str, today: Date) -> Result<List> {
    let broken = || Error::Other(anyhow::anyhow!("a kept population cannot be read"));
    let text = ctx.keys.open("population", kept).ok_or_else(broken)?;
    let population: Population =
        serde_json::from_slice(&text).map_err(|error| Error::Other(error.into()))?;
    Ok(of_age(&population, ages(choices), today))
}

fn of_age(population: &Population, ages: Ages, today: Date) -> List {
    let age = |one: &Resident| Some(age_on(one.birth_date?, today));
    let there = |one: &&Resident| age(one).is_none_or(|age| ages.has(age));
    let within: Vec<&Resident> = population.residents.iter().filter(there).collect();
    let counted = |wanted: fn(i16, Ages) -> bool| {
        let all = population.residents.iter().filter_map(age);
        all.filter(|age| wanted(*age, ages)).count()
    };
    let mut residents = Residents {
        all: population.residents.len(),
        younger: counted(|age, ages| age < ages.from),
        older: counted(|age, ages| age > ages.to),
        unread: population.unread.clone(),
        ..Residents::default()
    };
    for (at, one) in within.iter().enumerate() {
        if let Some(reason) = refusal(one) {
            residents.refused.insert(at, reason);
        }
        if let Some(nik) = &one.nik {
            residents.niks.insert(at, nik.clone());
        }
        if let Some(card) = &one.family_card {
            residents.cards.insert(at, (card.clone(), one.relation));
        }
    }
    as_list(&population.sheet, &within, residents)
}

/// Why somebody of the right age is not taken.
fn refusal(one: &Resident) -> Option<String> {
    let reason = if let Some(reason) = one.fate.reason() {
        reason
    } else if one.name.is_none() {
        "Namanya tidak terbaca."
    } else if one.birth_date.is_none() {
        "Tanggal lahirnya tidak terbaca, jadi umurnya tidak diketahui."
    } else {
        return None;
    };
    Some(reason.to_owned())
}

fn as_list(sheet: &str, within: &[&Resident], residents: Residents) -> List {
    let mut reading = roster::residents_as_list(sheet, within.iter().copied());
    let mut lines = reading.lines.clone();
    for (at, line) in lines.iter_mut().enumerate() {
        line.raw.clear();
        if residents.refused.contains_key(&at) {
            line.values = None;
        }
    }
    for group in &mut reading.duplicate_groups {
        group.lines.retain(|at| !residents.refused.contains_key(at));
    }
    reading
        .duplicate_groups
        .retain(|group| group.lines.len() > 1);
    for (at, line) in reading.lines.iter_mut().enumerate() {
        if let Some(values) = &mut line.values {
            values.nik = residents.niks.get(&at).map(|nik| nik.last.clone());
        }
    }
    List {
        keys: keys(&reading),
        lines,
        reading,
        village: Some(residents),
    }
}

impl Residents {
    /// The NIK of `record` as it is kept: never the number itself.
    pub(super) fn nik(&self, record: &Record) -> Option<Nik> {
        let nik = record.lines.iter().find_map(|at| self.niks.get(at))?;
        Some(Nik {
            sealed: None,
            hash: unhex(&nik.key)?,
            last: nik.last.clone(),
        })
    }

    /// The family card of `record`.
    pub(super) fn card(&self, record: &Record) -> Option<FamilyCard> {
        let (card, relation) = record.lines.iter().find_map(|at| self.cards.get(at))?;
        Some(FamilyCard {
            hash: unhex(&card.key)?,
            last: card.last.clone(),
            relation: relation.map(Relation::label).unwrap_or_default().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::Answers;
    use super::super::plan::plan;
    use super::*;
    use jiff::civil::date;
    use roster::Fate;

    const TODAY: Date = date(2026, 11, 24);

    fn resident(row: u32, name: &str, born: Date, nik: &str) -> Resident {
        Resident {
            row,
            name: Some(name.to_owned()),
            birth_date: Some(born),
            nik: Some(Number {
                key: nik.to_owned(),
                last: nik.to_owned(),
            }),
            ..Resident::default()
        }
    }

    fn list(residents: Vec<Resident>) -> List {
        let population = Population {
            sheet: "Penduduk".into(),
            residents,
            unread: Vec::new(),
        };
        of_age(&population, Ages::YOUTH, TODAY)
    }

    #[test]
    fn the_birthdays_that_open_and_close_youth_count() {
        let list = list(vec![
            resident(2, "Enam Belas Hari Ini", date(2010, 11, 24), "01"),
            resident(3, "Enam Belas Besok", date(2010, 11, 25), "02"),
            resident(4, "Masih Tiga Puluh", date(1995, 11, 25), "03"),
            resident(5, "Tiga Puluh Satu Hari Ini", date(1995, 11, 24), "04"),
        ]);
        let residents = list.village.as_ref().unwrap();
        assert_eq!((residents.younger, residents.older), (1, 1));
        assert_eq!(residents.all, 4);
        assert_eq!(list.keys, ["0.2.0", "0.4.0"]);
    }

    #[test]
    fn who_died_or_moved_is_refused_and_no_second_entry_of_anybody() {
        let born = date(2001, 5, 12);
        let mut dead = resident(2, "Ana Lestari", born, "01");
        dead.fate = Fate::Dead;
        let mut unborn = resident(4, "Budi Santoso", born, "02");
        unborn.birth_date = None;
        let list = list(vec![dead, resident(3, "Ana Lestari", born, "01"), unborn]);
        let plan = plan(&list, &[], &Answers::new());
        assert_eq!((plan.taken(), plan.merged(), plan.left.len()), (1, 0, 2));
        assert!(plan.questions.is_empty());
        assert!(plan.left[0].1.contains("meninggal"));
        assert!(plan.left[1].1.contains("Tanggal lahirnya"));
    }
}
