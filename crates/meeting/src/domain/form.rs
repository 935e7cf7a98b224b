//! What is typed about an assembly beside its activity, and what it means.

use crate::domain::{
    Ages, Assembly, Electorate, Majority, NAME, Plan, Postponing, Quorum, Rules, Standing, Term,
};
use serde::Deserialize;
use web::Errors;

/// What was typed; every field a string, ticks as lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AssemblyForm {
    /// What it is called.
    pub sebutan: String,
    /// The term.
    pub masa: String,
    /// "utusan" or "anggota".
    pub peserta: String,
    /// Delegates of each RT.
    pub utusan: String,
    /// Youngest participant.
    pub umur_dari: String,
    /// Oldest participant.
    pub umur_sampai: String,
    /// "setengah", "duapertiga" or "persen".
    pub kuorum: String,
    /// The percentage.
    pub kuorum_persen: String,
    /// Minutes of one postponement.
    pub skors_menit: String,
    /// Postponements before it may open; empty for never.
    pub skors_kali: String,
    /// Ways to vote: "tangan", "kertas".
    pub cara: Vec<String>,
    /// "terbanyak" or "setengah".
    pub menang: String,
    /// Youngest candidate.
    pub calon_dari: String,
    /// Oldest candidate.
    pub calon_sampai: String,
    /// What else is asked of candidates: "aktif", "domisili".
    pub calon: Vec<String>,
    /// Days for the formation team.
    pub formatur: String,
    /// Rules of procedure.
    pub tatib: String,
    /// Number of the letter of invitation.
    pub nomor: String,
}

fn number<T: ToString>(number: Option<T>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

impl AssemblyForm {
    /// The form filled with `rules` for the term from `year`, as long as `months` says, else five
    /// years (Permensos 25/2019 Ps. 20).
    #[must_use]
    pub fn preset(rules: &Rules, year: i16, months: Option<u16>) -> Self {
        let years = months.map_or(5, |months| months.div_ceil(12).clamp(1, 50));
        Self::of_plan(&Plan {
            name: NAME.into(),
            term: Term {
                from: year,
                until: year.saturating_add_unsigned(years),
            },
            rules: rules.clone(),
            letter_number: String::new(),
        })
    }

    /// The form filled with what is known.
    #[must_use]
    pub fn of(assembly: &Assembly) -> Self {
        Self::of_plan(&assembly.plan)
    }

    fn of_plan(plan: &Plan) -> Self {
        let rules = &plan.rules;
        let (peserta, utusan, ages) = match rules.electorate {
            Electorate::Delegates(each) => ("utusan", each.to_string(), Ages::default()),
            Electorate::Members(ages) => ("anggota", "3".into(), ages),
        };
        let (kuorum, persen) = match rules.quorum {
            Quorum::HalfPlusOne => ("setengah", String::new()),
            Quorum::TwoThirds => ("duapertiga", String::new()),
            Quorum::Percent(share) => ("persen", share.to_string()),
        };
        let ticks = |ticks: &[(bool, &str)]| {
            let on = ticks.iter().filter(|(on, _)| *on);
            on.map(|(_, word)| (*word).to_owned()).collect()
        };
        let standing = rules.standing;
        Self {
            sebutan: plan.name.clone(),
            masa: format!("{}-{}", plan.term.from, plan.term.until),
            peserta: peserta.into(),
            utusan,
            umur_dari: number(ages.from),
            umur_sampai: number(ages.to),
            kuorum: kuorum.into(),
            kuorum_persen: persen,
            skors_menit: rules.postponing.minutes.to_string(),
            skors_kali: number(rules.postponing.times),
            cara: ticks(&[(rules.hands, "tangan"), (rules.paper, "kertas")]),
            menang: match rules.majority {
                Majority::Most => "terbanyak",
                Majority::MoreThanHalf => "setengah",
            }
            .into(),
            calon_dari: number(standing.ages.from),
            calon_sampai: number(standing.ages.to),
            calon: ticks(&[(standing.active, "aktif"), (standing.resident, "domisili")]),
            formatur: rules.formation_days.to_string(),
            tatib: rules.procedure(&plan.name),
            nomor: plan.letter_number.clone(),
        }
    }

    /// Whether `word` is ticked among the ways to vote or what is asked of candidates.
    #[must_use]
    pub fn ticked(&self, word: &str) -> bool {
        self.cara.iter().chain(&self.calon).any(|on| on == word)
    }

    /// What is planned. Rules of procedure that nobody touched, as the form showed them from the
    /// plan `before` or one of those `proposed`, are written anew from the data.
    ///
    /// # Errors
    ///
    /// What is wrong at which field.
    pub fn read(&self, before: Option<&Plan>, proposed: &[Rules]) -> Result<Plan, Errors> {
        let mut errors = Errors::default();
        let name = match errors.within("sebutan", &self.sebutan, 60) {
            name if name.is_empty() => NAME.to_owned(),
            name => name,
        };
        let term = Term::read(&self.masa);
        if term.is_none() {
            errors.add("masa", "Tulis dua tahun, misalnya 2026-2031.");
        }
        let mut rules = self.read_rules(&mut errors);
        rules.text = errors.within("tatib", &self.tatib.replace("\r\n", "\n"), 10_000);
        let shown = match before {
            Some(plan) => vec![plan.rules.written(&plan.name)],
            None => proposed.iter().map(|rules| rules.written(NAME)).collect(),
        };
        if rules.text == rules.written(&name) || shown.contains(&rules.text) {
            rules.text.clear();
        }
        let letter_number = errors.within("nomor", &self.nomor, 60);
        match term {
            Some(term) if errors.is_empty() => Ok(Plan {
                name,
                term,
                rules,
                letter_number,
            }),
            _ => Err(errors),
        }
    }

    fn read_rules(&self, errors: &mut Errors) -> Rules {
        let electorate = if self.peserta == "anggota" {
            let ages = read_ages(
                errors,
                ["umur_dari", "umur_sampai"],
                &self.umur_dari,
                &self.umur_sampai,
            );
            Electorate::Members(ages)
        } else {
            let each = within(errors, "utusan", &self.utusan, 1, 50);
            Electorate::Delegates(each.unwrap_or(3))
        };
        let quorum = match self.kuorum.as_str() {
            "duapertiga" => Quorum::TwoThirds,
            "persen" => Quorum::Percent(percent(errors, &self.kuorum_persen)),
            _ => Quorum::HalfPlusOne,
        };
        let times = (!self.skors_kali.trim().is_empty())
            .then(|| within(errors, "skors_kali", &self.skors_kali, 1, 9));
        let standing = Standing {
            ages: read_ages(
                errors,
                ["calon_dari", "calon_sampai"],
                &self.calon_dari,
                &self.calon_sampai,
            ),
            active: self.ticked("aktif"),
            resident: self.ticked("domisili"),
        };
        Rules {
            electorate,
            quorum,
            postponing: Postponing {
                minutes: within(errors, "skors_menit", &self.skors_menit, 1, 600).unwrap_or(30),
                times: times.flatten().and_then(|times| u8::try_from(times).ok()),
            },
            hands: self.ticked("tangan"),
            paper: self.ticked("kertas"),
            majority: if self.menang == "setengah" {
                Majority::MoreThanHalf
            } else {
                Majority::Most
            },
            standing,
            formation_days: within(errors, "formatur", &self.formatur, 1, 90).unwrap_or(14),
            text: String::new(),
        }
    }
}

/// The number typed, with an error at `field` if it is none from `least` to `most`.
pub(crate) fn within(
    errors: &mut Errors,
    field: &'static str,
    text: &str,
    least: u16,
    most: u16,
) -> Option<u16> {
    let number = text.trim().parse().ok();
    let number = number.filter(|number| (least..=most).contains(number));
    if number.is_none() {
        errors.add(field, format!("Isi dengan angka {least} sampai {most}."));
    }
    number
}

fn percent(errors: &mut Errors, text: &str) -> u8 {
    let share = within(
        errors,
        "kuorum_persen",
        text.trim().trim_end_matches('%'),
        1,
        100,
    );
    share
        .and_then(|share| u8::try_from(share).ok())
        .unwrap_or(50)
}

fn read_ages(errors: &mut Errors, fields: [&'static str; 2], from: &str, to: &str) -> Ages {
    let mut read = |field, text: &str| {
        let typed = !text.trim().is_empty();
        let age = typed.then(|| within(errors, field, text, 1, 120));
        age.flatten().and_then(|age| u8::try_from(age).ok())
    };
    let ages = Ages {
        from: read(fields[0], from),
        to: read(fields[1], to),
    };
    if let (Some(from), Some(to)) = (ages.from, ages.to)
        && from > to
    {
        errors.add(fields[1], "Umur tertua lebih kecil daripada umur termuda.");
    }
    ages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl FnOnce(&mut AssemblyForm)) -> AssemblyForm {
        let mut form = AssemblyForm::preset(&Rules::of_delegates(), 2026, None);
        change(&mut form);
        form
    }

    #[test]
    fn a_preset_is_read_back_as_it_is() {
        for rules in [Rules::of_delegates(), Rules::of_members()] {
            let plan = AssemblyForm::preset(&rules, 2026, None)
                .read(None, &[])
                .unwrap();
            assert_eq!(plan.rules, rules);
            assert_eq!(plan.term.words(), "2026–2031");
        }
    }

    #[test]
    fn ages_and_term_of_a_new_plan_are_those_of_the_units_rules_of_membership() {
        let policy = organization::Preset::find("2010").unwrap().policy();
        let [delegates, members] = Rules::proposed(&policy);
        let form = AssemblyForm::preset(&members, 2026, policy.term_months);
        assert_eq!(form.masa, "2026-2029");
        assert_eq!(
            (form.umur_dari.as_str(), form.umur_sampai.as_str()),
            ("", "")
        );
        assert_eq!(
            (form.calon_dari.as_str(), form.calon_sampai.as_str()),
            ("17", "45")
        );
        let plan = form.read(None, &[delegates, members.clone()]).unwrap();
        assert_eq!(plan.rules, members);
        let open = organization::Preset::find("2025").unwrap().policy();
        let [delegates, _] = Rules::proposed(&open);
        assert_eq!(delegates.standing.ages, Ages::default());
    }

    #[test]
    fn wrong_numbers_are_said_at_their_field() {
        let wrong = form(|form| {
            form.masa = "lima tahun".into();
            form.utusan = "0".into();
            form.kuorum = "persen".into();
            form.kuorum_persen = "150".into();
            form.calon_dari = "45".into();
            form.calon_sampai = "17".into();
            form.skors_kali = "x".into();
        });
        let errors = wrong.read(None, &[]).unwrap_err();
        for field in [
            "masa",
            "utusan",
            "kuorum_persen",
            "calon_sampai",
            "skors_kali",
        ] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
        assert!(errors.of("skors_menit").is_empty());
    }

    #[test]
    fn rules_in_own_words_stay_and_written_ones_follow_the_data() {
        let own = form(|form| form.tatib = "Menurut adat.".into())
            .read(None, &[])
            .unwrap();
        assert_eq!(own.rules.text, "Menurut adat.");
        let fresh = form(|form| form.skors_menit = "45".into())
            .read(None, &[Rules::of_delegates()])
            .unwrap();
        assert!(fresh.rules.text.is_empty());
        let before = form(|_| ()).read(None, &[]).unwrap();
        let changed = form(|form| form.skors_menit = "60".into());
        let after = changed.read(Some(&before), &[]).unwrap();
        assert!(after.rules.text.is_empty());
        assert!(after.rules.procedure("Temu Karya").contains("60 menit"));
    }
}
