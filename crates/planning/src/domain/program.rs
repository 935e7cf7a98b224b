//! A year's work programme: written as a draft, kept as the meeting agreed to it, changed only by
//! opening it again, which ends in another version. Versions that were agreed to never change.

use super::{Item, NewItem};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::day;
use kernel::id::{ProgramId, UnitId};

/// Items of one programme.
pub const ITEMS_MOST: usize = 200;

/// What can be done with a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Being written; nothing was agreed to yet.
    Draft,
    /// As the meeting agreed to it.
    Agreed,
    /// Being changed; the last version holds until the next is agreed to.
    Revising,
}

impl State {
    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Agreed => "agreed",
            Self::Revising => "revising",
        }
    }

    /// The state kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "agreed" => Self::Agreed,
            "revising" => Self::Revising,
            _ => Self::Draft,
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Rancangan",
            Self::Agreed => "Disahkan",
            Self::Revising => "Sedang diubah",
        }
    }

    /// Whether items may be added, changed and taken out.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Agreed)
    }
}

/// A year's work programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its id.
    pub id: ProgramId,
    /// Whose.
    pub unit: UnitId,
    /// For which year.
    pub year: i16,
    /// What can be done with it.
    pub state: State,
    /// The number of the last version that was agreed to; 0 before the first.
    pub version: i64,
}

/// A programme as a meeting agreed to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 1, 2, …
    pub number: i64,
    /// The day of the meeting.
    pub day: Date,
    /// Which meeting: "Rapat kerja".
    pub meeting: String,
    /// Who wrote it down here.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What was agreed to.
    pub items: Vec<Item>,
}

impl Version {
    /// "Versi 2, disahkan 11 Januari 2026 (Rapat kerja)".
    #[must_use]
    pub fn line(&self) -> String {
        let day = day::medium(self.day);
        format!("Versi {}, disahkan {day} ({})", self.number, self.meeting)
    }
}

/// What is different between two versions, a sentence each: what came, what went, what changed.
#[must_use]
pub fn changes(before: &[Item], after: &[Item]) -> Vec<String> {
    let mut told = Vec::new();
    for item in after {
        let title = &item.says.title;
        match before.iter().find(|old| old.id == item.id) {
            None => told.push(format!("Baru: {title}")),
            Some(old) => {
                let fields = differences(&old.says, &item.says);
                if !fields.is_empty() {
                    told.push(format!("{title}: {}", fields.join("; ")));
                }
            }
        }
    }
    let gone = before
        .iter()
        .filter(|old| !after.iter().any(|item| item.id == old.id));
    told.extend(gone.map(|old| format!("Dihapus: {}", old.says.title)));
    told
}

fn differences(before: &NewItem, after: &NewItem) -> Vec<String> {
    let pairs = [
        ("nama", before.title.clone(), after.title.clone()),
        ("bidang", before.heading().into(), after.heading().into()),
        ("waktu", before.when(), after.when()),
        (
            "anggaran",
            before.budget.to_string(),
            after.budget.to_string(),
        ),
        ("tujuan", before.goal.clone(), after.goal.clone()),
        ("sasaran", before.audience.clone(), after.audience.clone()),
        (
            "indikator",
            before.indicator.clone(),
            after.indicator.clone(),
        ),
        ("tempat", before.place.clone(), after.place.clone()),
        ("sumber dana", before.source.clone(), after.source.clone()),
        ("keterampilan", before.skills.clone(), after.skills.clone()),
        (
            "penanggung jawab",
            before.in_charge.clone(),
            after.in_charge.clone(),
        ),
    ];
    let or_none = |text: String| {
        if text.is_empty() {
            "kosong".to_owned()
        } else {
            text
        }
    };
    pairs
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| format!("{name} {} → {}", or_none(before), or_none(after)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Months;
    use kernel::Money;

    fn item(title: &str) -> Item {
        Item {
            id: storage::fresh(),
            program: storage::fresh(),
            says: NewItem {
                title: title.into(),
                months: Months::of([8]),
                ..NewItem::default()
            },
            edition: 1,
        }
    }

    #[test]
    fn a_draft_and_a_programme_under_change_are_open_and_an_agreed_one_is_not() {
        assert!(State::Draft.is_open() && State::Revising.is_open());
        assert!(!State::Agreed.is_open());
        for state in [State::Draft, State::Agreed, State::Revising] {
            assert_eq!(State::from_code(state.code()), state);
        }
    }

    #[test]
    fn what_came_went_and_changed_is_told() {
        let (voli, senam, bazar) = (item("Voli"), item("Senam"), item("Bazar"));
        let mut later = voli.clone();
        later.says.months = Months::of([9]);
        later.says.budget = Money(500_000);
        assert_eq!(
            changes(&[voli.clone(), senam], &[later, bazar]),
            [
                "Voli: waktu Agustus → September; anggaran Rp0 → Rp500.000",
                "Baru: Bazar",
                "Dihapus: Senam"
            ]
        );
        assert!(changes(std::slice::from_ref(&voli), std::slice::from_ref(&voli)).is_empty());
    }
}
