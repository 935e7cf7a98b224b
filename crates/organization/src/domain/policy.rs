//! The rules of membership as dated data: ages, terms, sizes of boards. They warn with a reason,
//! they never refuse: what the village head confirms is what counts.

use jiff::civil::{Date, date};
use serde::Deserialize;
use web::Errors;

/// Ages in whole years, terms in months. What is not set does not warn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// What the unit calls it.
    pub name: String,
    /// The regulation it goes by.
    pub regulation: String,
    /// First day on which it holds.
    pub from: Option<Date>,
    /// Members are at least so old.
    pub member_min: u8,
    /// Members are at most so old.
    pub member_max: Option<u8>,
    /// Officers are at least so old.
    pub officer_min: Option<u8>,
    /// Officers are at most so old.
    pub officer_max: Option<u8>,
    /// A board is in office for so many months.
    pub term_months: Option<u16>,
    /// A board has at least so many officers.
    pub min_officers: Option<u16>,
    /// Taking part for so many months makes a passive member an active one.
    pub active_after_months: Option<u8>,
}

/// A regulation's rules, as shipped.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Its year, by which it is chosen.
    pub code: &'static str,
    /// Its name.
    pub regulation: &'static str,
    /// The first day of its year; a unit sets the day on which it goes by it.
    pub from: Date,
    member: (u8, u8),
    officer: (Option<u8>, Option<u8>),
    term_months: Option<u16>,
    min_officers: Option<u16>,
    active_after_months: Option<u8>,
}

/// The regulations, the newest first. Ages of members: Keputusan 83/HUK/2005 (11 to 45), Permensos
/// 77/HUK/2010 (13 to 45, officers 17 to 45, three years, at least 35 officers), Permensos 25/2019
/// Ps. 18 and 20 (13 to 45, officers from 17, five years), Permensos 9/2025 Ps. 18 (16 to 30; the
/// age of officers is left open). Six months of taking part: PRT 2005.
pub const PRESETS: [Preset; 4] = [
    Preset {
        code: "2025",
        regulation: "Permensos 9/2025",
        from: date(2025, 1, 1),
        member: (16, 30),
        officer: (None, None),
        term_months: Some(60),
        min_officers: None,
        active_after_months: None,
    },
    Preset {
        code: "2019",
        regulation: "Permensos 25/2019",
        from: date(2019, 1, 1),
        member: (13, 45),
        officer: (Some(17), None),
        term_months: Some(60),
        min_officers: None,
        active_after_months: None,
    },
    Preset {
        code: "2010",
        regulation: "Permensos 77/HUK/2010",
        from: date(2010, 1, 1),
        member: (13, 45),
        officer: (Some(17), Some(45)),
        term_months: Some(36),
        min_officers: Some(35),
        active_after_months: None,
    },
    Preset {
        code: "2005",
        regulation: "Keputusan Mensos 83/HUK/2005",
        from: date(2005, 1, 1),
        member: (11, 45),
        officer: (None, None),
        term_months: None,
        min_officers: None,
        active_after_months: Some(6),
    },
];

impl Preset {
    /// The preset of this year.
    #[must_use]
    pub fn find(code: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.code == code)
    }

    /// The newest whose year has begun on `day`; the oldest before all of them.
    #[must_use]
    pub fn on(day: Date) -> &'static Self {
        let begun = PRESETS.iter().find(|preset| preset.from <= day);
        begun.unwrap_or(&PRESETS[PRESETS.len() - 1])
    }

    /// Its rules, to be taken as they are or changed.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy {
            name: self.regulation.to_owned(),
            regulation: self.regulation.to_owned(),
            from: Some(self.from),
            member_min: self.member.0,
            member_max: Some(self.member.1),
            officer_min: self.officer.0,
            officer_max: self.officer.1,
            term_months: self.term_months,
            min_officers: self.min_officers,
            active_after_months: self.active_after_months,
        }
    }
}

/// Why an age is out of the ordinary; never a reason to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The sentence, with `{umur}`, `{batas}` and `{aturan}` to be filled in.
    pub text: &'static str,
    age: i16,
    limit: u8,
    regulation: String,
}

impl Warning {
    /// The sentence filled in; `said` is [`text`](Self::text) in the reader's language.
    #[must_use]
    pub fn told(&self, said: &str) -> String {
        said.replace("{umur}", &self.age.to_string())
            .replace("{batas}", &self.limit.to_string())
            .replace("{aturan}", &self.regulation)
    }
}

impl Policy {
    /// What there is to say about a member of `age` whole years.
    #[must_use]
    pub fn of_member(&self, age: i16) -> Option<Warning> {
        let young =
            "Umur {umur} tahun, di bawah {batas} tahun menurut {aturan}. Tetap boleh tercatat.";
        let old = "Umur {umur} tahun, di atas {batas} tahun menurut {aturan}. Tetap boleh tercatat, misalnya sebagai \
                   anggota kehormatan.";
        self.warn(age, Some(self.member_min), self.member_max, (young, old))
    }

    /// What there is to say about an officer of `age` whole years.
    #[must_use]
    pub fn of_officer(&self, age: i16) -> Option<Warning> {
        let young = "Umur {umur} tahun, di bawah batas pengurus {batas} tahun menurut {aturan}. Yang menentukan SK \
                     kepala desa.";
        let old = "Umur {umur} tahun, di atas batas pengurus {batas} tahun menurut {aturan}. Yang menentukan SK kepala \
                   desa.";
        self.warn(age, self.officer_min, self.officer_max, (young, old))
    }

    fn warn(
        &self,
        age: i16,
        least: Option<u8>,
        most: Option<u8>,
        (young, old): (&'static str, &'static str),
    ) -> Option<Warning> {
        let say = |text, limit| Warning {
            text,
            age,
            limit,
            regulation: self.regulation.clone(),
        };
        let least = least.filter(|least| age < i16::from(*least));
        let most = most.filter(|most| age > i16::from(*most));
        least
            .map(|limit| say(young, limit))
            .or(most.map(|limit| say(old, limit)))
    }

    /// Days of birth of those who come of age for membership in `year`.
    #[must_use]
    pub fn coming_of_age(&self, year: i16) -> (Date, Date) {
        whole_year(year - i16::from(self.member_min))
    }

    /// Days of birth of those who grow out of it in `year`, if there is a greatest age.
    #[must_use]
    pub fn growing_out(&self, year: i16) -> Option<(Date, Date)> {
        let most = self.member_max?;
        Some(whole_year(year - i16::from(most) - 1))
    }

    /// Days of birth between which somebody is of age on `day`: the oldest and the youngest.
    #[must_use]
    pub fn of_age_on(&self, day: Date) -> (Date, Date) {
        let years_ago = |years: u8| {
            day.checked_sub(jiff::Span::new().years(i64::from(years)))
                .unwrap_or(Date::MIN)
        };
        let oldest = self.member_max.map_or(Date::MIN, |most| {
            years_ago(most.saturating_add(1))
                .tomorrow()
                .unwrap_or(Date::MIN)
        });
        (oldest, years_ago(self.member_min))
    }
}

fn whole_year(year: i16) -> (Date, Date) {
    let year = year.clamp(1, 9_999);
    (date(year, 1, 1), date(year, 12, 31))
}

/// What was typed about a policy; every field a string, so that nothing is lost.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PolicyForm {
    pub(crate) nama: String,
    pub(crate) aturan: String,
    pub(crate) sejak: String,
    pub(crate) umur_min: String,
    pub(crate) umur_maks: String,
    pub(crate) pengurus_min: String,
    pub(crate) pengurus_maks: String,
    pub(crate) masa: String,
    pub(crate) banyak: String,
    pub(crate) aktif: String,
    pub(crate) versi: String,
}

impl PolicyForm {
    /// The form filled with `policy`.
    pub(crate) fn of(policy: &Policy, version: i64) -> Self {
        fn number<T: ToString>(n: Option<T>) -> String {
            n.map(|n| n.to_string()).unwrap_or_default()
        }
        Self {
            nama: policy.name.clone(),
            aturan: policy.regulation.clone(),
            sejak: policy.from.map(kernel::day::short).unwrap_or_default(),
            umur_min: policy.member_min.to_string(),
            umur_maks: number(policy.member_max),
            pengurus_min: number(policy.officer_min),
            pengurus_maks: number(policy.officer_max),
            masa: number(policy.term_months),
            banyak: number(policy.min_officers),
            aktif: number(policy.active_after_months),
            versi: version.to_string(),
        }
    }

    /// The policy described, or what is wrong at which field.
    pub(crate) fn read(&self, today: Date) -> Result<Policy, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 80);
        let regulation = errors.required("aturan", &self.aturan, 80);
        let from = match kernel::day::read(self.sejak.trim(), today) {
            Ok(kernel::day::Read::Day(day)) => Some(day),
            _ => {
                errors.add("sejak", "Tanggal tidak dikenal. Tulis seperti 17-08-2001.");
                None
            }
        };
        let member_min = age(&mut errors, "umur_min", &self.umur_min);
        if member_min.is_none() && errors.of("umur_min").is_empty() {
            errors.add("umur_min", "Bagian ini belum diisi.");
        }
        let policy = Policy {
            name,
            regulation,
            from,
            member_min: member_min.unwrap_or_default(),
            member_max: age(&mut errors, "umur_maks", &self.umur_maks),
            officer_min: age(&mut errors, "pengurus_min", &self.pengurus_min),
            officer_max: age(&mut errors, "pengurus_maks", &self.pengurus_maks),
            term_months: count(&mut errors, "masa", &self.masa, 240),
            min_officers: count(&mut errors, "banyak", &self.banyak, 500),
            active_after_months: count(&mut errors, "aktif", &self.aktif, 60)
                .and_then(|n| u8::try_from(n).ok()),
        };
        if policy
            .member_max
            .is_some_and(|most| most < policy.member_min)
        {
            errors.add("umur_maks", "Lebih kecil dari umur paling muda.");
        }
        if let (Some(least), Some(most)) = (policy.officer_min, policy.officer_max)
            && most < least
        {
            errors.add("pengurus_maks", "Lebih kecil dari umur paling muda.");
        }
        if errors.is_empty() {
            Ok(policy)
        } else {
            Err(errors)
        }
    }
}

fn count(errors: &mut Errors, field: &'static str, text: &str, most: u16) -> Option<u16> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let number = text.parse().ok().filter(|n| (1..=most).contains(n));
    if number.is_none() {
        errors.add(
            field,
            format!("Isi dengan angka 1 sampai {most}, atau kosongkan."),
        );
    }
    number
}

fn age(errors: &mut Errors, field: &'static str, text: &str) -> Option<u8> {
    count(errors, field, text, 120).and_then(|n| u8::try_from(n).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_regulation_whose_year_has_begun_holds() {
        let on = |y, m, d| Preset::on(date(y, m, d)).code;
        assert_eq!(on(2026, 11, 24), "2025");
        assert_eq!(on(2025, 1, 1), "2025");
        assert_eq!(on(2024, 12, 31), "2019");
        assert_eq!(on(2012, 6, 1), "2010");
        assert_eq!(on(1999, 1, 1), "2005");
    }

    #[test]
    fn ages_warn_with_the_regulation_and_the_last_year_still_counts() {
        let policy = Preset::on(date(2026, 11, 24)).policy();
        assert_eq!(policy.of_member(16), None);
        assert_eq!(policy.of_member(30), None);
        let old = policy.of_member(31).unwrap();
        assert_eq!(
            old.told(old.text),
            "Umur 31 tahun, di atas 30 tahun menurut Permensos 9/2025. Tetap boleh tercatat, misalnya \
             sebagai anggota kehormatan."
        );
        assert!(policy.of_member(15).unwrap().text.contains("di bawah"));
        assert_eq!(
            policy.of_officer(36),
            None,
            "the age of officers is left open"
        );
        let older = Preset::find("2010").unwrap().policy();
        assert!(older.of_officer(46).is_some() && older.of_officer(16).is_some());
    }

    #[test]
    fn a_year_has_those_who_come_of_age_and_those_who_grow_out() {
        let policy = Preset::find("2025").unwrap().policy();
        assert_eq!(
            policy.coming_of_age(2027),
            (date(2011, 1, 1), date(2011, 12, 31))
        );
        assert_eq!(
            policy.growing_out(2027),
            Some((date(1996, 1, 1), date(1996, 12, 31)))
        );
        let open = Policy {
            member_max: None,
            ..policy
        };
        assert_eq!(open.growing_out(2027), None);
    }

    #[test]
    fn of_age_are_those_from_the_day_they_turn_16_to_the_day_before_they_turn_31() {
        let policy = Preset::find("2025").unwrap().policy();
        let (oldest, youngest) = policy.of_age_on(date(2026, 11, 24));
        assert_eq!(youngest, date(2010, 11, 24));
        assert_eq!(oldest, date(1995, 11, 25));
    }

    #[test]
    fn a_form_comes_back_as_it_went() {
        let today = date(2026, 11, 24);
        let policy = Preset::find("2010").unwrap().policy();
        assert_eq!(PolicyForm::of(&policy, 1).read(today), Ok(policy));
        let wrong = PolicyForm {
            umur_min: "30".into(),
            umur_maks: "16".into(),
            ..PolicyForm::default()
        };
        let errors = wrong.read(today).unwrap_err();
        for field in ["nama", "aturan", "sejak", "umur_maks"] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
    }
}
