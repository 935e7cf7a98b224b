//! What to mind about some days, with the reason. It warns and never refuses.

use super::{CalendarEntry, Feast, When, feasts};
use crate::domain::Months;
use jiff::civil::{Date, date};
use kernel::day;

/// How much something speaks against a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Better another day.
    Avoid,
    /// Worth a thought.
    Mind,
}

impl Weight {
    /// The look of its notice.
    #[must_use]
    pub const fn chip(self) -> &'static str {
        match self {
            Self::Avoid => "bad",
            Self::Mind => "warn",
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Avoid => "Sebaiknya hindari",
            Self::Mind => "Perlu diingat",
        }
    }
}

/// Something that speaks against a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// How much.
    pub weight: Weight,
    /// What: "Ramadan 1448 H, kira-kira 8 Februari–9 Maret 2027".
    pub what: String,
    /// Why.
    pub why: String,
}

/// Something public that a neighbour holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Whether the unit itself holds it.
    pub own: bool,
    /// The neighbour's name.
    pub unit: String,
    /// What it holds.
    pub title: String,
    /// Its days.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// What to mind about the days from `first` to `last`, the heaviest first.
#[must_use]
pub fn for_days(
    first: Date,
    last: Date,
    entries: &[CalendarEntry],
    neighbours: &[Neighbour],
) -> Vec<Advice> {
    let years = first.year()..=last.year().min(first.year() + 1);
    let feasts = years
        .flat_map(feasts)
        .filter(|feast| feast.meets(first, last));
    let mut advice: Vec<Advice> = feasts.map(|feast| of_feast(&feast)).collect();
    advice.dedup();
    for entry in entries {
        if let Some(on) = entry.says.meets(first, last) {
            advice.push(of_entry(entry, on));
        }
    }
    let same = |one: &&Neighbour| one.first <= last && first <= one.last;
    advice.extend(neighbours.iter().filter(same).map(of_neighbour));
    advice.sort_by_key(|one| one.weight);
    advice
}

/// What to mind about whole months of a year: what fills days in them.
#[must_use]
pub fn for_months(year: i16, months: Months, entries: &[CalendarEntry]) -> Vec<Advice> {
    let mut advice = Vec::new();
    for (from, until) in months.runs() {
        let (first, last) = (date(year, from, 1), date(year, until, 1).last_of_month());
        let heavy = feasts(year).into_iter().filter(|feast| feast.avoid);
        let meets = heavy.filter(|feast| feast.meets(first, last));
        advice.extend(meets.map(|feast| of_feast(&feast)));
        for entry in entries {
            // What comes again every few days fills no month.
            if let (When::Days(..), Some(on)) = (&entry.says.when, entry.says.meets(first, last)) {
                advice.push(of_entry(entry, on));
            }
        }
    }
    advice.dedup();
    advice
}

fn of_feast(feast: &Feast) -> Advice {
    let weight = if feast.avoid {
        Weight::Avoid
    } else {
        Weight::Mind
    };
    let days = if feast.first == feast.last {
        day::long(feast.first)
    } else {
        format!(
            "{} s.d. {}",
            day::medium(feast.first),
            day::medium(feast.last)
        )
    };
    let (about, sure) = match feast.slack {
        0 => ("", ""),
        _ => (
            "kira-kira ",
            " Tanggalnya hitungan kalender dan bisa bergeser satu hari; ikuti ketetapan pemerintah.",
        ),
    };
    Advice {
        weight,
        what: format!("{}, {about}{days}", feast.name),
        why: format!("{}{sure}", feast.why),
    }
}

fn of_neighbour(one: &Neighbour) -> Advice {
    let (what, why) = if one.own {
        (
            one.title.clone(),
            "Unit ini sendiri sudah punya kegiatan pada hari yang sama.",
        )
    } else {
        (
            format!("{}: {}", one.unit, one.title),
            "Unit tetangga mengadakan kegiatan pada hari yang sama; warga dan tenaganya terbagi.",
        )
    };
    Advice {
        weight: Weight::Mind,
        what,
        why: why.to_owned(),
    }
}

fn of_entry(entry: &CalendarEntry, on: Date) -> Advice {
    let says = &entry.says;
    let weight = if says.kind.avoid() {
        Weight::Avoid
    } else {
        Weight::Mind
    };
    let days = match says.when {
        When::Days(..) => says.days(),
        When::Again(_) => format!("{}: {}", says.days(), day::long(on)),
    };
    Advice {
        weight,
        what: format!("{}, {days}", says.name),
        why: says.kind.why().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{EntryKind, NewEntry};
    use super::When;
    use super::*;

    fn entry(kind: EntryKind, name: &str, when: When) -> CalendarEntry {
        CalendarEntry {
            id: storage::fresh(),
            says: NewEntry {
                kind,
                name: name.into(),
                when,
            },
        }
    }

    #[test]
    fn a_plain_day_has_nothing_against_it() {
        let day = date(2026, 11, 24);
        assert_eq!(for_days(day, day, &[], &[]), []);
    }

    #[test]
    fn ramadan_says_why_and_how_sure_it_is() {
        let day = date(2027, 2, 20);
        let advice = for_days(day, day, &[], &[]);
        assert_eq!(advice.len(), 1);
        assert_eq!(advice[0].weight, Weight::Avoid);
        assert!(
            advice[0]
                .what
                .starts_with("Ramadan 1448 H, kira-kira 8 Februari 2027")
        );
        assert!(advice[0].why.contains("bergeser satu hari"));
        let labour = for_days(date(2027, 5, 1), date(2027, 5, 1), &[], &[]);
        assert!(!labour[0].what.contains("kira-kira"));
    }

    #[test]
    fn exams_weigh_more_than_the_market_and_neighbours_are_told() {
        let day = date(2026, 12, 7);
        let exam = entry(
            EntryKind::School,
            "Ujian",
            When::Days(day, date(2026, 12, 12)),
        );
        let market = entry(EntryKind::Market, "Pasar Wedi", When::Again("Pon".into()));
        let other = Neighbour {
            own: false,
            unit: "Karang Taruna Kadibolo".into(),
            title: "Bazar".into(),
            first: date(2026, 12, 6),
            last: day,
        };
        let advice = for_days(day, day, &[market, exam], std::slice::from_ref(&other));
        let told: Vec<&str> = advice.iter().map(|one| one.what.as_str()).collect();
        assert_eq!(
            told,
            [
                "Ujian, 7 Desember 2026 s.d. 12 Desember 2026",
                "Pasar Wedi, Setiap Pon: Senin, 7 Desember 2026",
                "Karang Taruna Kadibolo: Bazar"
            ]
        );
        let next = date(2026, 12, 8);
        assert_eq!(for_days(next, next, &[], &[other]), []);
    }

    #[test]
    fn months_are_told_of_what_fills_days_in_them() {
        let market = entry(EntryKind::Market, "Pasar", When::Again("Pon".into()));
        let advice = for_months(2027, Months::of([2, 3]), &[market]);
        let told: Vec<&str> = advice
            .iter()
            .map(|one| one.what.split(',').next().unwrap())
            .collect();
        assert_eq!(
            told,
            [
                "Ramadan 1448 H",
                "Nyepi",
                "Idulfitri dan hari-hari mudik 1448 H",
                "Wafat Yesus Kristus (Jumat Agung)",
                "Paskah"
            ]
        );
    }
}
