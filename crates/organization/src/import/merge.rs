//! Two entries become one: what is there stays, what it lacks is filled in, and nothing is
//! written over. What was filled in is noted, so that an undo takes away exactly that.

use crate::domain::{Kind, Person, Sex};
use crate::members::NewPerson;
use roster::{Field, Values};
use serde::{Deserialize, Serialize};

/// The short word of the family card, which no list has as a column.
pub(super) const FAMILY_CARD: &str = "no_kk";

/// What a merge added to a person of the roll.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Filled {
    /// Fields that were empty before, by their short words.
    pub(crate) fields: Vec<String>,
    /// How many phones there were before.
    pub(crate) phones: usize,
    /// The kind before, if it was no member's.
    pub(crate) kind: Option<Kind>,
    /// Whether anything is new.
    pub(crate) any: bool,
}

/// What several rows say of one person: the first that says something wins.
pub(crate) fn combine<'a>(rows: impl Iterator<Item = &'a Values>) -> Values {
    let mut all = Values::default();
    for row in rows {
        let near = all.rt.is_none() || row.rt.is_none() || all.rt == row.rt;
        let fill = |slot: &mut Option<String>, value: &Option<String>| {
            if slot.is_none() {
                slot.clone_from(value);
            }
        };
        fill(&mut all.name, &row.name);
        fill(&mut all.nik, &row.nik);
        fill(&mut all.birth_place, &row.birth_place);
        fill(&mut all.education, &row.education);
        fill(&mut all.occupation, &row.occupation);
        fill(&mut all.position, &row.position);
        all.birth_date = all.birth_date.or(row.birth_date);
        all.sex = all.sex.or(row.sex);
        if near {
            fill(&mut all.hamlet, &row.hamlet);
            all.rw = all.rw.or(row.rw);
            all.rt = all.rt.or(row.rt);
        }
        for phone in &row.phones {
            if !all.phones.contains(phone) {
                all.phones.push(phone.clone());
            }
        }
        if all.skills.is_empty() {
            all.skills.clone_from(&row.skills);
        }
    }
    all
}

/// What the roll says of a person, in the words of a list; the NIK is not among them.
pub(crate) fn values_of(person: &Person) -> Values {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Values {
        name: some(&person.full_name),
        nik: None,
        birth_place: some(&person.birth_place),
        birth_date: person.birth_date,
        sex: person.sex.map(|sex| match sex {
            Sex::L => roster::Sex::L,
            Sex::P => roster::Sex::P,
        }),
        hamlet: some(&person.hamlet),
        rt: person.rt,
        rw: person.rw,
        phones: person.phones.clone(),
        education: some(&person.education),
        occupation: some(&person.occupation),
        skills: some(&person.skills).into_iter().collect(),
        position: some(&person.note),
    }
}

/// A person that a list's row describes.
pub(crate) fn new_person(values: &Values) -> NewPerson {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    NewPerson {
        full_name: text(&values.name),
        sex: values.sex.map(sex),
        birth_place: text(&values.birth_place),
        birth_date: values.birth_date,
        hamlet: text(&values.hamlet),
        rt: values.rt,
        rw: values.rw,
        education: text(&values.education),
        occupation: text(&values.occupation),
        skills: values.skills.join(", "),
        note: text(&values.position),
        phones: values.phones.clone(),
        ..NewPerson::default()
    }
}

const fn sex(sex: roster::Sex) -> Sex {
    match sex {
        roster::Sex::L => Sex::L,
        roster::Sex::P => Sex::P,
    }
}

/// `person` with what `values` adds, and what that is. A guest on a list of members is one, and
/// belongs as `member`.
pub(crate) fn fill(person: &Person, values: &Values, member: Kind) -> (NewPerson, Filled) {
    let mut new = as_it_is(person);
    let mut fields = Vec::new();
    let near = person.rt.is_none() || values.rt.is_none() || person.rt == values.rt;
    let skills = Some(values.skills.join(", ")).filter(|skills| !skills.is_empty());
    let hamlet = values.hamlet.clone().filter(|_| near);
    for (field, slot, value) in [
        (Field::BirthPlace, &mut new.birth_place, &values.birth_place),
        (Field::Hamlet, &mut new.hamlet, &hamlet),
        (Field::Education, &mut new.education, &values.education),
        (Field::Occupation, &mut new.occupation, &values.occupation),
        (Field::Skills, &mut new.skills, &skills),
        (Field::Position, &mut new.note, &values.position),
    ] {
        if let (true, Some(value)) = (slot.is_empty(), value) {
            slot.clone_from(value);
            fields.push(field);
        }
    }
    let mut option = |field, empty: bool, there: bool| {
        let fills = empty && there;
        if fills {
            fields.push(field);
        }
        fills
    };
    if option(Field::Sex, new.sex.is_none(), values.sex.is_some()) {
        new.sex = values.sex.map(sex);
    }
    let (born, day) = (new.birth_date.is_none(), values.birth_date.is_some());
    if option(Field::BirthDate, born, day) {
        new.birth_date = values.birth_date;
    }
    if option(Field::Rt, new.rt.is_none(), values.rt.is_some()) {
        new.rt = values.rt;
    }
    if option(Field::Rw, new.rw.is_none() && near, values.rw.is_some()) {
        new.rw = values.rw;
    }
    for phone in &values.phones {
        if !new.phones.contains(phone) {
            new.phones.push(phone.clone());
        }
    }
    let outside = matches!(person.kind, Kind::Guest | Kind::Candidate);
    if outside {
        new.kind = member;
    }
    let filled = Filled {
        any: outside || !fields.is_empty() || new.phones.len() > person.phones.len(),
        fields: fields
            .into_iter()
            .map(|field| field.word().to_owned())
            .collect(),
        phones: person.phones.len(),
        kind: outside.then_some(person.kind),
    };
    (new, filled)
}

/// `person` without what a merge added.
pub(crate) fn empty_again(person: &Person, filled: &Filled) -> NewPerson {
    let mut new = as_it_is(person);
    let was_empty = |field: Field| filled.fields.iter().any(|word| word == field.word());
    for (field, slot) in [
        (Field::BirthPlace, &mut new.birth_place),
        (Field::Hamlet, &mut new.hamlet),
        (Field::Education, &mut new.education),
        (Field::Occupation, &mut new.occupation),
        (Field::Skills, &mut new.skills),
        (Field::Position, &mut new.note),
    ] {
        if was_empty(field) {
            slot.clear();
        }
    }
    new.sex = new.sex.filter(|_| !was_empty(Field::Sex));
    new.birth_date = new.birth_date.filter(|_| !was_empty(Field::BirthDate));
    new.rt = new.rt.filter(|_| !was_empty(Field::Rt));
    new.rw = new.rw.filter(|_| !was_empty(Field::Rw));
    new.phones.truncate(filled.phones);
    new.kind = filled.kind.unwrap_or(new.kind);
    new
}

pub(crate) fn as_it_is(person: &Person) -> NewPerson {
    NewPerson {
        kind: person.kind,
        full_name: person.full_name.clone(),
        nickname: person.nickname.clone(),
        sex: person.sex,
        birth_place: person.birth_place.clone(),
        birth_date: person.birth_date,
        hamlet: person.hamlet.clone(),
        rt: person.rt,
        rw: person.rw,
        address: person.address.clone(),
        education: person.education.clone(),
        occupation: person.occupation.clone(),
        skills: person.skills.clone(),
        note: person.note.clone(),
        phones: person.phones.clone(),
        joined_on: person.joined_on,
        ..NewPerson::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn person() -> Person {
        let id = || storage::fresh::<storage::Uuid>();
        Person {
            id: id().into(),
            unit: id().into(),
            kind: Kind::Guest,
            full_name: "Ana Lestari".into(),
            nickname: "Ani".into(),
            sex: None,
            birth_place: String::new(),
            birth_date: None,
            hamlet: String::new(),
            rt: Some(3),
            rw: None,
            address: "Jl. Melati 1".into(),
            education: String::new(),
            occupation: "Pedagang".into(),
            skills: String::new(),
            note: String::new(),
            nik_last: None,
            joined_on: None,
            version: 4,
            token: String::new(),
            phones: vec!["+6281200001111".into()],
        }
    }

    fn row() -> Values {
        Values {
            name: Some("ANA LESTARI, S.Pd".into()),
            birth_date: Some(date(2001, 5, 12)),
            sex: Some(roster::Sex::P),
            occupation: Some("Guru".into()),
            rt: Some(3),
            rw: Some(1),
            phones: vec!["+6281200001111".into(), "+6281200002222".into()],
            ..Values::default()
        }
    }

    #[test]
    fn what_is_there_stays_and_what_lacks_is_filled_in() {
        let (new, filled) = fill(&person(), &row(), Kind::Active);
        assert_eq!(new.full_name, "Ana Lestari");
        assert_eq!(new.occupation, "Pedagang");
        assert_eq!(new.birth_date, Some(date(2001, 5, 12)));
        assert_eq!((new.rt, new.rw), (Some(3), Some(1)));
        assert_eq!(new.phones, ["+6281200001111", "+6281200002222"]);
        assert_eq!(
            new.kind,
            Kind::Active,
            "a guest on a board's list is a member"
        );
        assert_eq!(filled.fields, ["jk", "tgl_lahir", "rw"]);
    }

    #[test]
    fn an_undo_takes_away_what_was_filled_in_and_nothing_else() {
        let before = person();
        let (new, filled) = fill(&before, &row(), Kind::Active);
        let after = Person {
            kind: new.kind,
            sex: new.sex,
            birth_date: new.birth_date,
            rw: new.rw,
            phones: new.phones,
            ..before.clone()
        };
        assert_eq!(empty_again(&after, &filled), as_it_is(&before));
    }

    #[test]
    fn a_row_that_says_nothing_new_changes_nothing() {
        let known = Person {
            kind: Kind::Active,
            ..person()
        };
        let (_, filled) = fill(&known, &values_of(&known), Kind::Active);
        assert!(!filled.any);
    }

    #[test]
    fn the_rw_of_another_rt_is_not_taken() {
        let elsewhere = Values {
            rt: Some(7),
            ..row()
        };
        let (new, _) = fill(&person(), &elsewhere, Kind::Active);
        assert_eq!((new.rt, new.rw), (Some(3), None));
        let together = combine([values_of(&person()), elsewhere].iter());
        assert_eq!((together.rt, together.rw), (Some(3), None));
    }
}
