//! One line of a work programme, in the columns that boards write: division, name, goal, for whom,
//! indicator, time, place, budget, source, who is in charge.

use super::Months;
use jiff::civil::{Date, date};
use kernel::id::{ProgramId, ProgramItemId};
use kernel::{Money, day};
use serde::{Deserialize, Serialize};

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewItem {
    /// "Bidang Olahraga dan Seni Budaya"; empty for the board as a whole.
    pub division: String,
    /// "Turnamen voli antar-RT".
    pub title: String,
    /// What it is for.
    pub goal: String,
    /// For whom.
    pub audience: String,
    /// By what one sees that it succeeded.
    pub indicator: String,
    /// Where; may be empty.
    pub place: String,
    /// When.
    pub months: Months,
    /// The day, if it is known already; its month is one of `months`.
    pub day: Option<Date>,
    /// What it may cost; nothing when it costs nothing.
    pub budget: Money,
    /// Where the money comes from, in the board's words.
    pub source: String,
    /// Skills that it asks for, comma-separated; may be empty.
    #[serde(default)]
    pub skills: String,
    /// The office that answers for it. A name would have to be forgotten one day; an office stays.
    pub in_charge: String,
}

impl NewItem {
    /// "17 Agustus 2027", or the months.
    #[must_use]
    pub fn when(&self) -> String {
        self.day.map_or_else(|| self.months.words(), day::medium)
    }

    /// The division as a heading.
    #[must_use]
    pub fn heading(&self) -> &str {
        if self.division.is_empty() {
            "Umum"
        } else {
            &self.division
        }
    }
}

/// A line of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id, the same in every version.
    pub id: ProgramItemId,
    /// Of which programme.
    pub program: ProgramId,
    /// What is planned.
    #[serde(flatten)]
    pub says: NewItem,
    /// Grows with every change, so that two who change it at once are told.
    pub edition: i64,
}

/// The sum of what `items` may cost; the largest amount there is, beyond it.
#[must_use]
pub fn total<'a>(items: impl IntoIterator<Item = &'a Item>) -> Money {
    let costs = items.into_iter().map(|item| item.says.budget.0);
    Money(costs.fold(0, i64::saturating_add))
}

/// `items` by division: divisions in the order in which they come up, items by time.
#[must_use]
pub fn by_division(items: &[Item]) -> Vec<(String, Vec<Item>)> {
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    for item in items {
        let heading = item.says.heading();
        match groups.iter_mut().find(|(known, _)| known == heading) {
            Some((_, group)) => group.push(item.clone()),
            None => groups.push((heading.to_owned(), vec![item.clone()])),
        }
    }
    for (_, group) in &mut groups {
        group.sort_by_key(|item| item.says.day.unwrap_or_else(|| first_day(item.says.months)));
    }
    groups
}

/// A day to sort months by; the year does not matter among months.
fn first_day(months: Months) -> Date {
    let first = months.runs().first().map_or(12, |(first, _)| *first);
    date(1, first, 1)
}

/// How a line of the programme stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Its time is still to come.
    Planned,
    /// One of its months is now, and no activity has come of it.
    Due,
    /// Its time is over, and no activity has come of it.
    Late,
    /// An activity has come of it that is still to be held.
    Underway,
    /// Held.
    Held,
    /// Every activity that came of it was called off.
    Cancelled,
}

impl Progress {
    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Planned => "Direncanakan",
            Self::Due => "Waktunya sekarang",
            Self::Late => "Lewat waktu",
            Self::Underway => "Sudah jadi kegiatan",
            Self::Held => "Terlaksana",
            Self::Cancelled => "Batal",
        }
    }

    /// The look of its chip.
    #[must_use]
    pub const fn chip(self) -> &'static str {
        match self {
            Self::Planned => "",
            Self::Due => "warn",
            Self::Late | Self::Cancelled => "bad",
            Self::Underway => "info",
            Self::Held => "ok",
        }
    }

    /// How an item of the programme of `year` stands on `today`. Of each activity that came of it:
    /// whether it was called off, and its last day.
    #[must_use]
    pub fn of(item: &NewItem, year: i16, activities: &[(bool, Date)], today: Date) -> Self {
        let mut open = activities.iter().filter(|(cancelled, _)| !cancelled);
        if open.clone().any(|(_, last)| *last < today) {
            return Self::Held;
        }
        if open.next().is_some() {
            return Self::Underway;
        }
        if !activities.is_empty() {
            return Self::Cancelled;
        }
        let last = item.day.or_else(|| {
            let month = item.months.last()?;
            Date::new(year, month, 1).ok().map(Date::last_of_month)
        });
        match last {
            Some(last) if last < today => Self::Late,
            _ if today.year() == year && item.months.has(today.month()) => Self::Due,
            _ => Self::Planned,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(title: &str, division: &str, months: &[i8], budget: i64) -> Item {
        Item {
            id: storage::fresh(),
            program: storage::fresh(),
            says: NewItem {
                title: title.to_owned(),
                division: division.to_owned(),
                months: Months::of(months.iter().copied()),
                budget: Money(budget),
                ..NewItem::default()
            },
            edition: 1,
        }
    }

    #[test]
    fn items_stand_under_their_division_by_time() {
        let items = [
            item("Turnamen voli", "Bidang Olahraga", &[8], 2_000_000),
            item("Rapat kerja", "", &[1], 300_000),
            item("Senam", "Bidang Olahraga", &[2, 9], 0),
        ];
        let groups = by_division(&items);
        let told: Vec<(&str, Vec<&str>)> = groups
            .iter()
            .map(|(name, group)| {
                let titles = group.iter().map(|item| item.says.title.as_str());
                (name.as_str(), titles.collect())
            })
            .collect();
        assert_eq!(
            told,
            [
                ("Bidang Olahraga", vec!["Senam", "Turnamen voli"]),
                ("Umum", vec!["Rapat kerja"])
            ]
        );
        assert_eq!(total(&items), Money(2_300_000));
    }

    #[test]
    fn the_sum_of_unbelievable_budgets_does_not_wrap() {
        let items = [item("A", "", &[1], i64::MAX), item("B", "", &[1], 1)];
        assert_eq!(total(&items), Money(i64::MAX));
    }

    #[test]
    fn what_is_planned_becomes_due_and_then_late_until_an_activity_comes_of_it() {
        let voli = item("Turnamen voli", "", &[7, 8], 0).says;
        let on =
            |day: Date, activities: &[(bool, Date)]| Progress::of(&voli, 2026, activities, day);
        assert_eq!(on(date(2026, 6, 30), &[]), Progress::Planned);
        assert_eq!(on(date(2026, 7, 1), &[]), Progress::Due);
        assert_eq!(on(date(2026, 8, 31), &[]), Progress::Due);
        assert_eq!(on(date(2026, 9, 1), &[]), Progress::Late);
        let held = date(2026, 8, 10);
        assert_eq!(on(date(2026, 8, 10), &[(false, held)]), Progress::Underway);
        assert_eq!(on(date(2026, 8, 11), &[(false, held)]), Progress::Held);
        assert_eq!(on(date(2026, 8, 11), &[(true, held)]), Progress::Cancelled);
        assert_eq!(
            on(
                date(2026, 8, 11),
                &[(true, held), (false, date(2026, 8, 20))]
            ),
            Progress::Underway
        );
    }

    #[test]
    fn a_day_counts_before_its_month() {
        let mut fair = item("Pameran", "", &[8], 0).says;
        fair.day = Some(date(2026, 8, 17));
        assert_eq!(
            Progress::of(&fair, 2026, &[], date(2026, 8, 18)),
            Progress::Late
        );
        assert_eq!(fair.when(), "17 Agustus 2026");
    }
}
