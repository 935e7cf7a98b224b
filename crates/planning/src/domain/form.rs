//! What is typed about a line of the programme, about beginning a programme, and about the meeting
//! that agreed to it.

use super::{Item, Months, NewItem};
use jiff::civil::{Date, date};
use kernel::{Money, day, money};
use serde::Deserialize;
use web::Errors;

/// No programme of a youth organisation costs more; more is a slip of the finger.
const LARGEST: Money = Money(100_000_000_000);
/// Years ahead and back in which a programme may be written.
const YEARS: i16 = 10;

/// A line of the programme, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    /// Made by the page, so that a form sent twice is one line.
    pub kunci: String,
    /// Edition that was opened.
    pub versi: String,
    /// Division.
    pub bidang: String,
    /// Title.
    pub nama: String,
    /// Goal.
    pub tujuan: String,
    /// For whom.
    pub sasaran: String,
    /// Indicator.
    pub indikator: String,
    /// Place.
    pub tempat: String,
    /// Numbers of the months.
    pub bulan: Vec<String>,
    /// The day, if it is known.
    pub hari: String,
    /// Budget.
    pub anggaran: String,
    /// Source.
    pub sumber: String,
    /// Skills.
    pub keterampilan: String,
    /// Who is in charge.
    pub pj: String,
}

impl ItemForm {
    /// The form filled with what is known.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        let says = &item.says;
        let months = (1..=12).filter(|number| says.months.has(*number));
        Self {
            kunci: item.id.to_string(),
            versi: item.edition.to_string(),
            bidang: says.division.clone(),
            nama: says.title.clone(),
            tujuan: says.goal.clone(),
            sasaran: says.audience.clone(),
            indikator: says.indicator.clone(),
            tempat: says.place.clone(),
            bulan: months.map(|number| number.to_string()).collect(),
            hari: says.day.map(day::short).unwrap_or_default(),
            anggaran: match says.budget {
                Money(0) => String::new(),
                budget => budget.to_string(),
            },
            sumber: says.source.clone(),
            keterampilan: says.skills.clone(),
            pj: says.in_charge.clone(),
        }
    }

    /// Number, short name and choice of each month.
    #[must_use]
    pub fn months(&self) -> Vec<(i8, &'static str, bool)> {
        let chosen = |number: i8| self.bulan.iter().any(|typed| *typed == number.to_string());
        (1..=12)
            .map(|number| (number, day::short_month(number), chosen(number)))
            .collect()
    }

    /// What was planned for `year`, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, year: i16) -> Result<NewItem, Errors> {
        let mut errors = Errors::default();
        let title = errors.required("nama", &self.nama, 120);
        let day = read_day(&mut errors, &self.hari, year);
        let numbers = self.bulan.iter().filter_map(|number| number.parse().ok());
        let mut months = Months::of(numbers);
        if let Some(day) = day {
            months = months.with(day.month());
        }
        if months.is_empty() && errors.of("hari").is_empty() {
            errors.add(
                "bulan",
                "Pilih paling sedikit satu bulan, atau isi tanggalnya.",
            );
        }
        let new = NewItem {
            title,
            day,
            months,
            division: errors.within("bidang", &self.bidang, 80),
            goal: errors.within("tujuan", &self.tujuan, 500),
            audience: errors.within("sasaran", &self.sasaran, 200),
            indicator: errors.within("indikator", &self.indikator, 300),
            place: errors.within("tempat", &self.tempat, 160),
            budget: read_budget(&mut errors, &self.anggaran),
            source: errors.within("sumber", &self.sumber, 120),
            skills: errors.within("keterampilan", &self.keterampilan, 200),
            in_charge: errors.within("pj", &self.pj, 120),
        };
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(errors)
        }
    }
}

fn read_day(errors: &mut Errors, text: &str, year: i16) -> Option<Date> {
    if text.trim().is_empty() {
        return None;
    }
    // A two-digit year is one of this century up to the end of the programme's year.
    match day::read(text, date(year.clamp(1, 9998), 12, 31)) {
        Ok(day::Read::Day(day)) if day.year() == year => return Some(day),
        Ok(day::Read::Day(_)) => errors.add("hari", format!("Tanggalnya harus di tahun {year}.")),
        Ok(day::Read::Ambiguous) => {
            errors.add(
                "hari",
                "Tulis tanggal lengkap, seperti 17-08-2027, atau pilih bulannya saja.",
            );
        }
        Err(error) => errors.add("hari", error.to_string()),
    }
    None
}

fn read_budget(errors: &mut Errors, text: &str) -> Money {
    if text.trim().is_empty() {
        return Money(0);
    }
    let read = errors
        .keep("anggaran", money::read(text))
        .unwrap_or_default();
    if !(Money(0)..=LARGEST).contains(&read) {
        errors.add(
            "anggaran",
            "Jumlahnya tidak masuk akal. Periksa lagi nolnya.",
        );
    }
    read
}

/// A programme to be begun, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BeginForm {
    /// The year.
    pub tahun: String,
    /// The programme to be copied; empty to begin with nothing.
    pub salin: String,
}

impl BeginForm {
    /// The year, near `today`.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(&self, today: Date) -> Result<i16, Errors> {
        let year = self.tahun.trim().parse().ok();
        let near = |year: &i16| (today.year() - YEARS..=today.year() + YEARS).contains(year);
        year.filter(near).ok_or_else(|| {
            let mut errors = Errors::default();
            let next = today.year() + 1;
            errors.add(
                "tahun",
                format!("Isi tahun dengan empat angka, misalnya {next}."),
            );
            errors
        })
    }
}

/// The meeting that agreed, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AgreeForm {
    /// The day.
    pub hari: String,
    /// Which meeting.
    pub rapat: String,
}

impl AgreeForm {
    /// Day and name of the meeting.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, today: Date) -> Result<(Date, String), Errors> {
        let mut errors = Errors::default();
        let meeting = errors.required("rapat", &self.rapat, 120);
        let day = match day::read(&self.hari, today) {
            Ok(day::Read::Day(day)) if day <= today => Some(day),
            Ok(day::Read::Day(_)) => {
                errors.add(
                    "hari",
                    "Rapatnya belum berlangsung. Isi hari rapat yang sudah lewat.",
                );
                None
            }
            Ok(day::Read::Ambiguous) => {
                errors.add("hari", "Tulis tanggal lengkap, seperti 24-11-2026.");
                None
            }
            Err(error) => errors.keep("hari", Err(error)),
        };
        match day {
            Some(day) if errors.is_empty() => Ok((day, meeting)),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl Fn(&mut ItemForm)) -> ItemForm {
        let mut form = ItemForm {
            nama: " Turnamen voli ".into(),
            bulan: vec!["8".into()],
            ..ItemForm::default()
        };
        change(&mut form);
        form
    }

    fn error(form: &ItemForm, field: &str) -> String {
        form.read(2027)
            .expect_err("it should not be read")
            .of(field)
            .to_owned()
    }

    #[test]
    fn a_name_and_a_month_are_enough() {
        let new = form(|_| {}).read(2027).unwrap();
        assert_eq!(
            (new.title.as_str(), new.when().as_str()),
            ("Turnamen voli", "Agustus")
        );
        assert_eq!(new.budget, Money(0));
        assert!(error(&ItemForm::default(), "nama").contains("belum diisi"));
        assert!(error(&form(|form| form.bulan.clear()), "bulan").contains("Pilih"));
    }

    #[test]
    fn a_day_brings_its_month_and_must_be_of_the_year() {
        let on = |day: &'static str| {
            form(move |form| {
                form.bulan = vec!["7".into(), "x".into(), "13".into()];
                form.hari = day.into();
            })
        };
        let new = on("17-08-2027").read(2027).unwrap();
        assert!(new.months.has(7) && new.months.has(8));
        assert_eq!(
            on("17/8/27").read(2027).unwrap().day,
            Some(date(2027, 8, 17))
        );
        assert!(error(&on("17-08-2026"), "hari").contains("di tahun 2027"));
        assert!(error(&on("Agustus 2027"), "hari").contains("lengkap"));
        assert!(error(&on("kapan-kapan"), "hari").contains("tidak dikenal"));
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let costs = |text: &'static str| form(move |form| form.anggaran = text.into());
        assert_eq!(costs("1,5jt").read(2027).unwrap().budget, Money(1_500_000));
        assert_eq!(costs("0").read(2027).unwrap().budget, Money(0));
        assert!(error(&costs("banyak"), "anggaran").contains("tidak dikenal"));
        assert!(error(&costs("999999999999"), "anggaran").contains("nolnya"));
    }

    #[test]
    fn too_much_is_said_at_its_field() {
        let long = form(|form| {
            form.tujuan = "x".repeat(501);
            form.pj = "x".repeat(200);
        });
        assert!(error(&long, "tujuan").contains("Paling banyak 500"));
        assert!(error(&long, "pj").contains("Paling banyak 120"));
    }

    #[test]
    fn a_form_filled_with_a_line_says_the_line_again() {
        let says = form(|form| {
            form.hari = "17-8-2027".into();
            form.anggaran = "2jt".into();
            form.pj = "Koordinator Olahraga".into();
        });
        let says = says.read(2027).unwrap();
        let item = Item {
            id: storage::fresh(),
            program: storage::fresh(),
            says,
            edition: 3,
        };
        let again = ItemForm::of(&item);
        assert_eq!(again.read(2027).unwrap(), item.says);
        assert_eq!(
            (again.versi.as_str(), again.anggaran.as_str()),
            ("3", "Rp2.000.000")
        );
    }

    #[test]
    fn a_year_is_near_and_a_meeting_has_been_held() {
        let today = date(2026, 11, 24);
        let year = |text: &str| {
            BeginForm {
                tahun: text.into(),
                ..BeginForm::default()
            }
            .read(today)
        };
        assert_eq!(year(" 2027 "), Ok(2027));
        for odd in ["", "27", "2099", "-1", "99999999"] {
            assert!(!year(odd).unwrap_err().of("tahun").is_empty(), "{odd}");
        }
        let agreed = |day: &str, meeting: &str| {
            AgreeForm {
                hari: day.into(),
                rapat: meeting.into(),
            }
            .read(today)
        };
        assert_eq!(agreed("24-11-2026", "Raker"), Ok((today, "Raker".into())));
        assert!(
            agreed("25-11-2026", "Raker")
                .unwrap_err()
                .of("hari")
                .contains("belum")
        );
        let errors = agreed("", "").unwrap_err();
        assert!(!errors.of("hari").is_empty() && !errors.of("rapat").is_empty());
    }
}
