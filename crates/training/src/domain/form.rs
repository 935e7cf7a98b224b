//! What is typed about a training beside its activity, and what it means.
//! Speakers are parallel lists, topics one per line; the certificate asks for percent or sessions.

use crate::domain::{Details, Speaker, Theme, Topic, Training};
use activity::CertificateRule;
use kernel::phone;
use serde::Deserialize;
use web::Errors;

/// Speakers of one training.
const SPEAKERS_MOST: usize = 8;
/// Topics of one training: what fits on the back of a certificate.
const TOPICS_MOST: usize = 20;
/// Lesson hours of one training.
const HOURS_MOST: u16 = 1_000;

/// What was typed; every field a string, speakers as parallel lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TrainingForm {
    /// Theme.
    pub tema: String,
    /// Which other theme.
    pub tema_lain: String,
    /// Goal.
    pub tujuan: String,
    /// Names of the speakers.
    pub narasumber_nama: Vec<String>,
    /// Their titles or institutions.
    pub narasumber_dari: Vec<String>,
    /// Their phones.
    pub narasumber_hp: Vec<String>,
    /// Topics, one per line.
    pub materi: String,
    /// Lesson hours.
    pub jp: String,
    /// How much somebody must have attended for a certificate.
    pub syarat: String,
    /// "persen" or "sesi".
    pub satuan: String,
}

impl TrainingForm {
    /// The form filled with what is known.
    #[must_use]
    pub fn of(training: &Training) -> Self {
        let details = &training.details;
        let of_speakers =
            |part: fn(&Speaker) -> String| details.speakers.iter().map(part).collect();
        let (syarat, satuan) = match training.activity.certificate {
            CertificateRule::Percent(share) => (share.to_string(), "persen"),
            CertificateRule::Sessions(count) => (count.to_string(), "sesi"),
        };
        let lines: Vec<String> = details.topics.iter().map(Topic::line).collect();
        Self {
            tema: details.theme.code().to_owned(),
            tema_lain: match &details.theme {
                Theme::Other(words) => words.clone(),
                _ => String::new(),
            },
            tujuan: details.goal.clone(),
            narasumber_nama: of_speakers(|speaker| speaker.name.clone()),
            narasumber_dari: of_speakers(|speaker| speaker.title.clone()),
            narasumber_hp: of_speakers(|speaker| {
                let phone = speaker.phone.as_deref();
                phone.map(phone::local).unwrap_or_default()
            }),
            materi: lines.join("\n"),
            jp: match details.hours {
                0 => String::new(),
                hours => hours.to_string(),
            },
            syarat,
            satuan: satuan.to_owned(),
        }
    }

    /// Rows of speakers to show, each with its number: those typed and an empty one, two at least.
    #[must_use]
    pub fn speakers(&self) -> Vec<(usize, String, String, String)> {
        let at = |list: &[String], index: usize| list.get(index).cloned().unwrap_or_default();
        let row = |index| {
            (
                index + 1,
                at(&self.narasumber_nama, index),
                at(&self.narasumber_dari, index),
                at(&self.narasumber_hp, index),
            )
        };
        let said = |(_, name, title, phone): &(usize, String, String, String)| {
            [name, title, phone]
                .iter()
                .any(|text| !text.trim().is_empty())
        };
        let lists = [
            &self.narasumber_nama,
            &self.narasumber_dari,
            &self.narasumber_hp,
        ];
        let sent = lists.map(Vec::len).into_iter().max().unwrap_or_default();
        let typed = (0..sent).rev().find(|index| said(&row(*index)));
        let rows = typed.map_or(0, |last| last + 1) + 1;
        (0..rows.clamp(2, SPEAKERS_MOST)).map(row).collect()
    }

    /// What is taught, and who gets a certificate of a training with this many sessions.
    ///
    /// # Errors
    ///
    /// What is wrong at which field.
    pub fn read(&self, sessions: usize) -> Result<(Details, CertificateRule), Errors> {
        let mut errors = Errors::default();
        let words = errors.within("tema_lain", &self.tema_lain, 120);
        let goal = errors.within("tujuan", &self.tujuan, 1_000);
        let speakers = self.read_speakers(&mut errors);
        let topics = self.read_topics(&mut errors);
        let hours = self.read_hours(&mut errors, &topics);
        let rule = self.read_rule(&mut errors, sessions);
        let details = Details {
            theme: Theme::from_code(&self.tema, &words),
            speakers,
            hours,
            topics,
            goal,
        };
        if errors.is_empty() {
            Ok((details, rule))
        } else {
            Err(errors)
        }
    }

    fn read_speakers(&self, errors: &mut Errors) -> Vec<Speaker> {
        let mut speakers = Vec::new();
        for (number, name, title, phone) in self.speakers() {
            let (name, title) = (
                errors.within("narasumber", &name, 120),
                errors.within("narasumber", &title, 160),
            );
            let phone = phone.trim();
            let known = phone::one(phone).map(String::from);
            if !phone.is_empty() && known.is_none() {
                errors.add(
                    "narasumber",
                    format!(
                        "Nomor HP narasumber {number} tidak dikenal. Tulis seperti 0812-3456-7890."
                    ),
                );
            }
            if name.is_empty() && !(title.is_empty() && phone.is_empty()) {
                errors.add(
                    "narasumber",
                    format!("Nama narasumber {number} belum diisi."),
                );
            }
            if !name.is_empty() {
                speakers.push(Speaker {
                    name,
                    title,
                    phone: known,
                });
            }
        }
        speakers
    }

    fn read_topics(&self, errors: &mut Errors) -> Vec<Topic> {
        let topics: Vec<Topic> = self.materi.lines().filter_map(Topic::read).collect();
        if topics.len() > TOPICS_MOST {
            errors.add("materi", format!("Paling banyak {TOPICS_MOST} materi."));
        }
        for topic in &topics {
            errors.within("materi", &topic.title, 160);
        }
        topics
    }

    /// The hours in all: as typed, else the sum of those of the topics.
    fn read_hours(&self, errors: &mut Errors, topics: &[Topic]) -> u16 {
        let sum: u32 = topics.iter().map(|topic| u32::from(topic.hours)).sum();
        let text = self.jp.trim();
        let typed = match text {
            "" => Some(sum),
            text => text.parse().ok().filter(|hours| *hours > 0),
        };
        let in_range = typed.and_then(|hours| u16::try_from(hours).ok());
        let Some(hours) = in_range.filter(|hours| *hours <= HOURS_MOST) else {
            errors.add("jp", "Isi dengan angka, misalnya 8. Paling banyak 1000.");
            return 0;
        };
        let all_counted = !topics.is_empty() && topics.iter().all(|topic| topic.hours > 0);
        if sum > u32::from(hours) || (all_counted && sum < u32::from(hours)) {
            errors.add(
                "jp",
                format!(
                    "Jumlah JP materi {sum}, di sini {hours}. Samakan, atau kosongkan bagian ini."
                ),
            );
        }
        hours
    }

    fn read_rule(&self, errors: &mut Errors, sessions: usize) -> CertificateRule {
        let text = self.syarat.trim().trim_end_matches('%').trim_end();
        if text.is_empty() {
            return CertificateRule::default();
        }
        let (rule, advice) = if self.satuan == "sesi" {
            let count = text.parse().ok().filter(|count| *count > 0);
            let fits = count.filter(|count| usize::from(*count) <= sessions);
            let advice = match count {
                Some(_) => format!("Pelatihan ini hanya punya {sessions} sesi."),
                None => "Isi dengan angka, misalnya 2 sesi.".to_owned(),
            };
            (fits.map(CertificateRule::Sessions), advice)
        } else {
            let share = text.parse().ok().filter(|share| (1..=100).contains(share));
            let advice = "Isi dengan angka 1 sampai 100, misalnya 75 persen.".to_owned();
            (share.map(CertificateRule::Percent), advice)
        };
        rule.unwrap_or_else(|| {
            errors.add("syarat", advice);
            CertificateRule::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl Fn(&mut TrainingForm)) -> TrainingForm {
        let mut form = TrainingForm::default();
        change(&mut form);
        form
    }

    fn error(form: &TrainingForm, field: &str) -> String {
        let errors = form.read(2).expect_err("it should not be read");
        errors.of(field).to_owned()
    }

    #[test]
    fn an_empty_form_is_a_training_with_everything_still_missing() {
        let (details, rule) = TrainingForm::default().read(2).unwrap();
        assert_eq!(details, Details::default());
        assert_eq!(rule, CertificateRule::Percent(75));
    }

    #[test]
    fn the_hours_are_those_of_the_topics_unless_typed() {
        let topics = |jp: &'static str| {
            form(move |form| {
                form.materi = "Peluang pasar 2 JP\n\n2. Mencatat kas (3 JP)".into();
                form.jp = jp.into();
            })
        };
        let (details, _) = topics("").read(2).unwrap();
        assert_eq!((details.hours, details.topics.len()), (5, 2));
        assert_eq!(topics("5").read(2).unwrap().0.hours, 5);
        for other in ["4", "8"] {
            assert!(
                error(&topics(other), "jp").contains("Jumlah JP materi 5"),
                "{other}"
            );
        }
        for unreadable in ["0", "-1", "banyak", "1001", "99999999999"] {
            assert!(
                error(&topics(unreadable), "jp").contains("Isi dengan angka"),
                "{unreadable}"
            );
        }
    }

    #[test]
    fn topics_without_hours_leave_the_hours_to_the_board() {
        let form = form(|form| {
            form.materi = "Peluang pasar 2 JP\nPraktik".into();
            form.jp = "8".into();
        });
        assert_eq!(form.read(2).unwrap().0.hours, 8);
    }

    #[test]
    fn a_speaker_needs_a_name_and_a_phone_that_can_be_called() {
        let speaker = |name: &'static str, phone: &'static str| {
            form(move |form| {
                form.narasumber_nama = vec![name.into()];
                form.narasumber_dari = vec!["Dinas Koperasi".into()];
                form.narasumber_hp = vec![phone.into()];
            })
        };
        let (details, _) = speaker("Sri Wahyuni", "0812-0000-1111").read(2).unwrap();
        assert_eq!(details.speakers[0].phone.as_deref(), Some("+6281200001111"));
        assert!(error(&speaker("", ""), "narasumber").contains("Nama narasumber 1"));
        assert!(error(&speaker("Sri", "12"), "narasumber").contains("Nomor HP narasumber 1"));
    }

    #[test]
    fn one_more_speaker_can_always_be_written_down() {
        let named = |count: usize| form(|form| form.narasumber_nama = vec!["Sri".into(); count]);
        assert_eq!(
            [0, 1, 2, 7, 8, 30].map(|count| named(count).speakers().len()),
            [2, 2, 3, 8, 8, 8]
        );
        let blank = form(|form| form.narasumber_nama = vec![" ".into(); 5]);
        assert_eq!(blank.speakers().len(), 2);
    }

    #[test]
    fn the_certificate_asks_for_percent_or_for_sessions_that_there_are() {
        let rule = |syarat: &'static str, satuan: &'static str| {
            form(move |form| {
                form.syarat = syarat.into();
                form.satuan = satuan.into();
            })
        };
        let read = |syarat, satuan| rule(syarat, satuan).read(2).unwrap().1;
        assert_eq!(read("60", "persen"), CertificateRule::Percent(60));
        assert_eq!(read("100 %", ""), CertificateRule::Percent(100));
        assert_eq!(read("2", "sesi"), CertificateRule::Sessions(2));
        assert!(error(&rule("3", "sesi"), "syarat").contains("hanya punya 2 sesi"));
        for (syarat, satuan) in [
            ("0", "sesi"),
            ("x", "sesi"),
            ("0", "persen"),
            ("101", "persen"),
        ] {
            assert!(error(&rule(syarat, satuan), "syarat").contains("Isi dengan angka"));
        }
    }

    #[test]
    fn too_much_is_said_at_its_field() {
        let many = form(|form| form.materi = "Materi\n".repeat(21));
        assert!(error(&many, "materi").contains("Paling banyak 20"));
        let long = form(|form| form.materi = "x".repeat(10_000));
        assert!(error(&long, "materi").contains("Terlalu panjang"));
        let long = form(|form| form.narasumber_nama = vec!["x".repeat(10_000)]);
        assert!(error(&long, "narasumber").contains("Terlalu panjang"));
    }
}
