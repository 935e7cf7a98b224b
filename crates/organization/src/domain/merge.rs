//! Two entries of one person made one, field by field, and taken apart again. An undo gives each
//! field its old value where nobody has changed it since; what was changed later stays.

use super::{Kind, Person, describe_place};
use jiff::civil::Date;
use kernel::{day, phone};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// The NIK as it is kept: ciphertext, keyed hash, last four digits; bytes in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptNik {
    /// Nothing where the village system gave the hash and the last digits alone.
    pub(crate) sealed: Option<String>,
    pub(crate) hash: String,
    pub(crate) last: String,
}

/// The family card as it is kept: keyed hash in hexadecimal, last four digits, and how the person
/// belongs to the household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptCard {
    pub(crate) hash: String,
    pub(crate) last: String,
    pub(crate) relation: String,
}

/// Everything about a person that a merge may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    pub(crate) full_name: String,
    pub(crate) nickname: String,
    pub(crate) sex: Option<super::Sex>,
    pub(crate) birth_place: String,
    pub(crate) birth_date: Option<Date>,
    pub(crate) hamlet: String,
    pub(crate) rt: Option<u16>,
    pub(crate) rw: Option<u16>,
    pub(crate) address: String,
    pub(crate) education: String,
    pub(crate) occupation: String,
    pub(crate) skills: String,
    pub(crate) note: String,
    pub(crate) joined_on: Option<Date>,
    pub(crate) nik: Option<KeptNik>,
    pub(crate) family: Option<KeptCard>,
    pub(crate) phones: Vec<String>,
}

/// A field that can be chosen: its key, its form's name, its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) label: &'static str,
}

const fn field(key: &'static str, label: &'static str) -> Field {
    Field { key, label }
}

/// The phones, which are put together unless somebody says otherwise.
pub(crate) const PHONES: &str = "phones";

pub(crate) const FIELDS: &[Field] = &[
    field("full_name", "Nama lengkap"),
    field("nickname", "Nama panggilan"),
    field("sex", "Jenis kelamin"),
    field("birth_place", "Tempat lahir"),
    field("birth_date", "Tanggal lahir"),
    field("hamlet", "Dusun"),
    field("rt", "RT"),
    field("rw", "RW"),
    field("address", "Alamat"),
    field(PHONES, "Nomor HP/WA"),
    field("kind", "Jenis keanggotaan"),
    field("joined_on", "Tanggal masuk"),
    field("education", "Pendidikan terakhir"),
    field("occupation", "Pekerjaan"),
    field("skills", "Minat dan keterampilan"),
    field("nik", "NIK"),
    field("family", "Kartu keluarga"),
    field("note", "Catatan"),
];

/// Which entry a field is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum From {
    /// The entry that stays.
    Kept,
    /// The entry that goes.
    Gone,
    /// Both, one behind the other; only phones.
    Both,
}

impl From {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Kept => "tetap",
            Self::Gone => "lain",
            Self::Both => "semua",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Kept, Self::Gone, Self::Both];
        all.into_iter().find(|one| one.code() == code)
    }
}

/// The fields of an entry by their keys.
pub(crate) type Fields = Map<String, Json>;

impl Entry {
    pub(crate) fn of(person: &Person, nik: Option<KeptNik>, family: Option<KeptCard>) -> Self {
        Self {
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
            joined_on: person.joined_on,
            nik,
            family,
            phones: person.phones.clone(),
        }
    }

    fn fields(&self) -> Fields {
        match serde_json::to_value(self) {
            Ok(Json::Object(fields)) => fields,
            _ => Fields::new(),
        }
    }

    fn from_fields(fields: Fields) -> Option<Self> {
        serde_json::from_value(Json::Object(fields)).ok()
    }

    /// What a page shows of `field`; empty if nothing is known.
    pub(crate) fn text(&self, field: &str) -> String {
        let number = |n: Option<u16>| n.map(|n| format!("{n:02}")).unwrap_or_default();
        let date = |date: Option<Date>| date.map(day::medium).unwrap_or_default();
        match field {
            "kind" => self.kind.label().to_owned(),
            "full_name" => self.full_name.clone(),
            "nickname" => self.nickname.clone(),
            "sex" => self
                .sex
                .map(|sex| sex.code().to_owned())
                .unwrap_or_default(),
            "birth_place" => self.birth_place.clone(),
            "birth_date" => date(self.birth_date),
            "hamlet" => self.hamlet.clone(),
            "rt" => number(self.rt),
            "rw" => number(self.rw),
            "address" => self.address.clone(),
            "education" => self.education.clone(),
            "occupation" => self.occupation.clone(),
            "skills" => self.skills.clone(),
            "note" => self.note.clone(),
            "joined_on" => date(self.joined_on),
            "nik" => match &self.nik {
                Some(nik) => format!("••••••••••••{}", nik.last),
                None => String::new(),
            },
            "family" => match &self.family {
                Some(card) => format!("••••••••••••{} {}", card.last, card.relation),
                None => String::new(),
            },
            PHONES => {
                let local: Vec<String> =
                    self.phones.iter().map(|one| phone::one_line(one)).collect();
                local.join(", ")
            }
            _ => String::new(),
        }
    }

    /// Where the entry's person lives, in one line.
    pub(crate) fn place(&self) -> String {
        describe_place(&self.hamlet, self.rt, self.rw)
    }
}

/// What is proposed for each field: what is there stays, what it lacks is filled in, phones are
/// put together, the earlier day of joining counts, and a member stays a member.
pub(crate) fn proposal(kept: &Entry, gone: &Entry) -> Vec<(Field, From)> {
    let lacks = |field: &Field| kept.text(field.key).is_empty() && !gone.text(field.key).is_empty();
    let outside = |kind: Kind| matches!(kind, Kind::Guest | Kind::Candidate);
    let earlier = matches!((kept.joined_on, gone.joined_on), (Some(a), Some(b)) if b < a);
    let from = |field: &Field| match field.key {
        PHONES => From::Both,
        "joined_on" if earlier => From::Gone,
        "kind" if outside(kept.kind) && !outside(gone.kind) => From::Gone,
        _ if lacks(field) => From::Gone,
        _ => From::Kept,
    };
    FIELDS.iter().map(|field| (*field, from(field))).collect()
}

/// The entry that stays, with what was chosen from the other.
pub(crate) fn merged(kept: &Entry, gone: &Entry, chosen: &[(Field, From)]) -> Entry {
    let (mut fields, other) = (kept.fields(), gone.fields());
    for (field, from) in chosen {
        if *from == From::Gone
            && let Some(value) = other.get(field.key)
        {
            fields.insert(field.key.to_owned(), value.clone());
        }
    }
    let mut merged = Entry::from_fields(fields).unwrap_or_else(|| kept.clone());
    if chosen
        .iter()
        .any(|(field, from)| field.key == PHONES && *from == From::Both)
    {
        for phone in &gone.phones {
            if !merged.phones.contains(phone) {
                merged.phones.push(phone.clone());
            }
        }
    }
    merged
}

/// What an undo makes of the entry that stayed, and the fields that keep a later change.
pub(crate) fn apart(before: &Entry, after: &Entry, now: &Entry) -> (Entry, Vec<Field>) {
    let (was, made, mut fields) = (before.fields(), after.fields(), now.fields());
    let mut later = Vec::new();
    for field in FIELDS.iter().filter(|field| field.key != PHONES) {
        let (was, made) = (was.get(field.key), made.get(field.key));
        if fields.get(field.key) == made {
            fields.insert(field.key.to_owned(), was.cloned().unwrap_or_default());
        } else if made != was {
            later.push(*field);
        }
    }
    let mut entry = Entry::from_fields(fields).unwrap_or_else(|| now.clone());
    entry.phones = phones_apart(&before.phones, &after.phones, &now.phones);
    (entry, later)
}

/// Each phone that the merge brought goes, each that it took away comes back; phones written
/// down later stay.
fn phones_apart(before: &[String], after: &[String], now: &[String]) -> Vec<String> {
    if now == after {
        return before.to_vec();
    }
    let brought = |phone: &&String| after.contains(phone) && !before.contains(phone);
    let mut phones: Vec<String> = now.iter().filter(|one| !brought(one)).cloned().collect();
    for phone in before {
        if !after.contains(phone) && !phones.contains(phone) {
            phones.push(phone.clone());
        }
    }
    phones
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(name: &str) -> Entry {
        Entry {
            kind: Kind::Active,
            full_name: name.into(),
            nickname: String::new(),
            sex: None,
            birth_place: String::new(),
            birth_date: None,
            hamlet: String::new(),
            rt: Some(3),
            rw: None,
            address: String::new(),
            education: String::new(),
            occupation: String::new(),
            skills: String::new(),
            note: String::new(),
            joined_on: None,
            nik: None,
            family: None,
            phones: vec!["+6281".into()],
        }
    }

    fn other() -> Entry {
        Entry {
            nickname: "Ani".into(),
            birth_date: Some(date(2001, 5, 12)),
            rt: Some(4),
            nik: Some(KeptNik {
                sealed: Some("aa".into()),
                hash: "bb".into(),
                last: "0001".into(),
            }),
            phones: vec!["+6282".into(), "+6281".into()],
            ..entry("Ana L.")
        }
    }

    #[test]
    fn what_is_there_is_proposed_and_what_lacks_is_filled_in() {
        let (kept, gone) = (entry("Ana Lestari"), other());
        let made = merged(&kept, &gone, &proposal(&kept, &gone));
        assert_eq!((&*made.full_name, &*made.nickname), ("Ana Lestari", "Ani"));
        assert_eq!(
            (made.rt, made.birth_date),
            (Some(3), Some(date(2001, 5, 12)))
        );
        assert_eq!(made.phones, ["+6281", "+6282"]);
        assert_eq!(made.nik, gone.nik);
    }

    #[test]
    fn every_field_of_an_entry_can_be_chosen() {
        let (kept, gone) = (entry("Ana Lestari"), other());
        let all: Vec<(Field, From)> = FIELDS.iter().map(|one| (*one, From::Gone)).collect();
        assert_eq!(merged(&kept, &gone, &all), gone);
        assert_eq!(FIELDS.len(), kept.fields().len());
        assert!(
            FIELDS
                .iter()
                .all(|field| kept.fields().contains_key(field.key))
        );
    }

    #[test]
    fn an_undo_gives_the_old_values_back_and_keeps_later_ones() {
        let (before, gone) = (entry("Ana Lestari"), other());
        let after = merged(&before, &gone, &proposal(&before, &gone));
        assert_eq!(apart(&before, &after, &after), (before.clone(), vec![]));
        let now = Entry {
            nickname: "Nana".into(),
            occupation: "Guru".into(),
            phones: vec!["+6281".into(), "+6282".into(), "+6283".into()],
            ..after.clone()
        };
        let (undone, later) = apart(&before, &after, &now);
        assert_eq!(
            later.iter().map(|one| one.key).collect::<Vec<_>>(),
            ["nickname"]
        );
        assert_eq!((&*undone.nickname, &*undone.occupation), ("Nana", "Guru"));
        assert_eq!((undone.birth_date, undone.nik), (None, None));
        assert_eq!(undone.phones, ["+6281", "+6283"]);
    }

    #[test]
    fn a_phone_that_a_merge_took_away_comes_back() {
        let (before, gone) = (entry("Ana"), other());
        let mut chosen = proposal(&before, &gone);
        for (field, from) in &mut chosen {
            if field.key == PHONES {
                *from = From::Gone;
            }
        }
        let after = merged(&before, &gone, &chosen);
        let now = Entry {
            phones: vec!["+6284".into()],
            ..after.clone()
        };
        assert_eq!(apart(&before, &after, &now).0.phones, ["+6284"]);
        let gone_alone = Entry {
            phones: vec!["+6285".into()],
            ..before.clone()
        };
        let after = merged(&before, &gone_alone, &chosen);
        let now = Entry {
            phones: vec!["+6285".into(), "+6286".into()],
            ..after.clone()
        };
        assert_eq!(apart(&before, &after, &now).0.phones, ["+6286", "+6281"]);
    }

    #[test]
    fn the_earlier_day_of_joining_counts_and_a_member_stays_one() {
        let kept = Entry {
            joined_on: Some(date(2025, 1, 1)),
            kind: Kind::Guest,
            ..entry("Ana")
        };
        let gone = Entry {
            joined_on: Some(date(2020, 1, 1)),
            kind: Kind::Passive,
            ..entry("Ana")
        };
        let made = merged(&kept, &gone, &proposal(&kept, &gone));
        assert_eq!(made.joined_on, Some(date(2020, 1, 1)));
        assert_eq!(made.kind, Kind::Passive);
    }
}
