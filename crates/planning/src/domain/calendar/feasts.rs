//! Fasting, feasts and national holidays of a year, reckoned: those of the sun from their fixed
//! days and from Easter, those of the moon from its phases and the arithmetic Islamic calendar.
//! The government names the days anew each year in a joint decree of three ministers; where it may
//! differ from the reckoning by a day, that is said.

use super::hijri::{gregorian, years_in};
use super::moon::{Phase, days};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Something that fills some days of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feast {
    /// "Ramadan 1448 H".
    pub name: String,
    /// Its first day, as reckoned.
    pub first: Date,
    /// Its last day, as reckoned.
    pub last: Date,
    /// What it means for a day's plan.
    pub why: &'static str,
    /// How many days earlier or later it may turn out to be.
    pub slack: i32,
    /// Whether nothing should be held then, or it only wants a thought.
    pub avoid: bool,
}

impl Feast {
    /// Whether it may fall on one of the days from `first` to `last`.
    #[must_use]
    pub fn meets(&self, first: Date, last: Date) -> bool {
        let from = self.first.saturating_sub(self.slack.days());
        let until = self.last.saturating_add(self.slack.days());
        from <= last && first <= until
    }
}

const FAST: &str = "Siang hari banyak yang berpuasa, malamnya ada tarawih. Kalau perlu, pilih sore sebelum berbuka atau sesudah tarawih.";
const HOME: &str = "Keluarga berkumpul, banyak yang mudik atau menerima tamu.";
const HOLY: &str = "Hari besar keagamaan. Tanyakan dulu kepada tetangga yang merayakannya.";
const SILENT: &str = "Hari hening: di Bali tidak ada kegiatan sama sekali, dan di tempat lain umat Hindu beribadah di rumah.";
const NATIONAL: &str = "Libur nasional: kantor dan sekolah tutup, warga lebih banyak di rumah, tetapi pejabat desa mungkin libur.";
const FLAG: &str = "Biasanya penuh dengan upacara dan lomba. Cocok untuk kegiatan 17-an, kurang cocok untuk yang lain.";

/// Days of the Islamic year: month, first day, last day, name, why, whether to avoid them.
const ISLAMIC: [(i64, i64, i64, &str, &str, bool); 7] = [
    (1, 1, 1, "Tahun Baru Islam (1 Muharam)", HOLY, false),
    (3, 12, 12, "Maulid Nabi", HOLY, false),
    (7, 27, 27, "Isra Mikraj", HOLY, false),
    (
        8,
        15,
        15,
        "Nisfu Syakban",
        "Malamnya banyak yang ke masjid.",
        false,
    ),
    (9, 1, 30, "Ramadan", FAST, true),
    (10, 1, 7, "Idulfitri dan hari-hari mudik", HOME, true),
    (
        12,
        10,
        10,
        "Iduladha",
        "Pagi salat Id, lalu penyembelihan dan pembagian daging kurban.",
        true,
    ),
];

/// Holidays with a fixed day.
const FIXED: [(i8, i8, &str, &str, bool); 5] = [
    (1, 1, "Tahun Baru Masehi", NATIONAL, false),
    (5, 1, "Hari Buruh", NATIONAL, false),
    (6, 1, "Hari Lahir Pancasila", NATIONAL, false),
    (8, 17, "Hari Kemerdekaan", FLAG, false),
    (12, 25, "Natal", HOME, true),
];

/// What fills days of `year`, the earliest first.
#[must_use]
pub fn feasts(year: i16) -> Vec<Feast> {
    let mut all = of_the_sun(year);
    all.extend(of_islam(year));
    all.extend(of_the_moon(year));
    all.sort_by_key(|feast| feast.first);
    all
}

fn of_the_sun(year: i16) -> Vec<Feast> {
    let one = |day: Date, name: &str, why, avoid| Feast {
        name: name.to_owned(),
        first: day,
        last: day,
        why,
        slack: 0,
        avoid,
    };
    let easter = easter(year);
    let moving = [
        (-2, "Wafat Yesus Kristus (Jumat Agung)", true),
        (0, "Paskah", true),
        (39, "Kenaikan Yesus Kristus", false),
    ];
    let fixed = FIXED
        .iter()
        .map(|(month, day, name, why, avoid)| one(date(year, *month, *day), name, why, *avoid));
    let moving = moving.iter().map(|(after, name, avoid)| {
        one(easter.saturating_add((*after).days()), name, HOLY, *avoid)
    });
    fixed.chain(moving).collect()
}

/// Easter Sunday (Meeus, Astronomical Algorithms, 2nd ed., ch. 8).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let part = |number: i32| i8::try_from(number).unwrap_or(1);
    date(year, part(n / 31), part(n % 31 + 1))
}

fn of_islam(year: i16) -> Vec<Feast> {
    let mut all = Vec::new();
    for islamic in years_in(year) {
        for (month, first, last, name, why, avoid) in ISLAMIC {
            let (from, mut until) = (
                gregorian(islamic, month, first),
                gregorian(islamic, month, last),
            );
            if month == 9 {
                until = gregorian(islamic, 10, 1).yesterday().unwrap_or(until);
            }
            if from.year() == year || until.year() == year {
                all.push(Feast {
                    name: format!("{name} {islamic} H"),
                    first: from,
                    last: until,
                    why,
                    slack: 1,
                    avoid,
                });
            }
        }
    }
    all
}

/// Imlek is the new moon of Beijing between 21 January and 20 February; Nyepi the day after the new
/// moon of March; Waisak the full moon of May. The years of these calendars that leap otherwise are
/// within the day that is said.
fn of_the_moon(year: i16) -> Vec<Feast> {
    let new = |from: Date, until: Date, hours| days(Phase::New, from, until, hours);
    let imlek = new(date(year, 1, 21), date(year, 2, 20), 8)
        .into_iter()
        .next();
    let dark = new(date(year, 3, 1), date(year, 3, 30), 0)
        .into_iter()
        .last();
    let waisak = days(Phase::Full, date(year, 5, 6), date(year, 6, 4), 0);
    let one = |day: Option<Date>, name: &str, why, slack, avoid| {
        day.map(|day| Feast {
            name: name.to_owned(),
            first: day,
            last: day,
            why,
            slack,
            avoid,
        })
    };
    [
        one(imlek, "Tahun Baru Imlek", HOLY, 0, false),
        one(
            dark.and_then(|day| day.tomorrow().ok()),
            "Nyepi",
            SILENT,
            1,
            true,
        ),
        one(waisak.into_iter().next(), "Waisak", HOLY, 1, false),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i16, name: &str) -> (Date, i32) {
        let all = feasts(year);
        let found = all.iter().find(|feast| feast.name.starts_with(name));
        let found = found.unwrap_or_else(|| panic!("no {name} in {all:?}"));
        (found.first, found.slack)
    }

    #[test]
    fn the_days_of_2025_and_2026_are_those_of_the_joint_decrees_within_what_is_said() {
        // The decrees' own days.
        let official = [
            (2025, "Tahun Baru Imlek", date(2025, 1, 29)),
            (2025, "Nyepi", date(2025, 3, 29)),
            (2025, "Idulfitri", date(2025, 3, 31)),
            (2025, "Wafat", date(2025, 4, 18)),
            (2025, "Waisak", date(2025, 5, 12)),
            (2025, "Kenaikan", date(2025, 5, 29)),
            (2025, "Iduladha", date(2025, 6, 6)),
            (2026, "Isra Mikraj", date(2026, 1, 16)),
            (2026, "Tahun Baru Imlek", date(2026, 2, 17)),
            (2026, "Nyepi", date(2026, 3, 19)),
            (2026, "Idulfitri", date(2026, 3, 21)),
            (2026, "Wafat", date(2026, 4, 3)),
            (2026, "Kenaikan", date(2026, 5, 14)),
            (2026, "Iduladha", date(2026, 5, 27)),
            (2026, "Waisak", date(2026, 5, 31)),
            (2026, "Maulid", date(2026, 8, 25)),
        ];
        for (year, name, official) in official {
            let (reckoned, slack) = on(year, name);
            let apart = (official - reckoned).get_days().abs();
            assert!(apart <= slack, "{name} {year}: {reckoned}");
        }
    }

    #[test]
    fn easter_falls_on_the_days_that_are_printed() {
        let printed = [(2024, 3, 31), (2025, 4, 20), (2027, 3, 28), (2038, 4, 25)];
        for (year, month, day) in printed {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn imlek_is_the_day_of_the_calendar_for_years_ahead() {
        let printed = [
            (2027, 2, 6),
            (2028, 1, 26),
            (2029, 2, 13),
            (2030, 2, 3),
            (2031, 1, 23),
        ];
        for (year, month, day) in printed {
            assert_eq!(on(year, "Tahun Baru Imlek").0, date(year, month, day));
        }
    }

    #[test]
    fn a_year_may_have_two_of_an_islamic_day() {
        // 1 Ramadan of 1451 and of 1452.
        let all = feasts(2030);
        let ramadans = all.iter().filter(|feast| feast.name.starts_with("Ramadan"));
        assert_eq!(ramadans.count(), 2);
    }

    #[test]
    fn what_may_be_a_day_off_is_met_a_day_earlier_and_later() {
        let fitri = feasts(2026)
            .into_iter()
            .find(|one| one.name.starts_with("Idulfitri"));
        let fitri = fitri.unwrap();
        assert_eq!(fitri.first, date(2026, 3, 20));
        assert!(fitri.meets(date(2026, 3, 19), date(2026, 3, 19)));
        assert!(!fitri.meets(date(2026, 3, 18), date(2026, 3, 18)));
        assert!(fitri.meets(date(2026, 3, 1), date(2026, 12, 31)));
    }
}
