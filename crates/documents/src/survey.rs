//! The survey on paper: circles for scales, boxes for choices, lines for open answers.
//! It carries no name, as the survey behind the link doesn't.

use kernel::paper::{Letterhead, Sheet};
use serde_json::{Value, json};

use crate::engine::{Job, Template};
use crate::{Error, picture, pieces};

/// A questionnaire to be filled in by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SurveyForm {
    /// Head of the paper.
    pub letterhead: Letterhead,
    /// Size of the paper.
    pub sheet: Sheet,
    /// "Evaluasi Pelatihan Kewirausahaan".
    pub title: String,
    /// What it is for and that no name is asked.
    pub intro: String,
    /// Questions in order; each group's heading stands before its first question.
    pub questions: Vec<FormQuestion>,
    /// Thanks, at the end.
    pub closing: String,
    /// The same survey online; empty leaves the QR code out.
    pub url: String,
}

/// A question and how it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormQuestion {
    /// "Materi"; a new heading stands where it differs from the question before.
    pub group: String,
    /// The question.
    pub text: String,
    /// How it is answered.
    pub answer: Answer,
}

/// Room for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Circles from 1 to `steps`, with words at both ends.
    Scale {
        /// How many circles, 2 to 10.
        steps: u8,
        /// What 1 means.
        low: String,
        /// What the last one means.
        high: String,
    },
    /// One of several.
    One(Vec<String>),
    /// Any of several.
    Many(Vec<String>),
    /// So many empty lines.
    Open {
        /// Lines to write on.
        lines: u8,
    },
}

/// `form` as PDF.
///
/// # Errors
///
/// [`Error::Picture`] for a broken logo, [`Error::Qr`] for an address that is too long,
/// [`Error::Typeset`] if it can't be set.
pub fn survey_form(form: &SurveyForm) -> Result<Vec<u8>, Error> {
    job(form)?.pdf()
}

fn job(form: &SurveyForm) -> Result<Job, Error> {
    let address = form.url.trim();
    let qr = if address.is_empty() {
        None
    } else {
        Some(picture::qr(address)?)
    };
    let data = json!({
        "letterhead": pieces::letterhead(&form.letterhead),
        "sheet": pieces::sheet(form.sheet),
        "title": form.title,
        "intro": form.intro,
        "questions": form.questions.iter().map(question).collect::<Vec<_>>(),
        "closing": form.closing,
        "address": address.trim_start_matches("https://").trim_start_matches("http://"),
        "svg": qr,
    });
    Job::new(Template::Survey, data, form.letterhead.logo.as_deref())
}

fn question(question: &FormQuestion) -> Value {
    let mut data = match &question.answer {
        Answer::Scale { steps, low, high } => {
            json!({ "kind": "scale", "steps": (*steps).clamp(2, 10), "low": low, "high": high })
        }
        Answer::One(options) => json!({ "kind": "one", "options": options }),
        Answer::Many(options) => json!({ "kind": "many", "options": options }),
        Answer::Open { lines } => json!({ "kind": "open", "lines": (*lines).clamp(1, 20) }),
    };
    data["group"] = json!(question.group);
    data["text"] = json!(question.text);
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::look;
    use crate::pieces::sample;

    fn scale(group: &str, text: &str) -> FormQuestion {
        let answer = Answer::Scale {
            steps: 5,
            low: "sangat kurang".to_owned(),
            high: "sangat baik".to_owned(),
        };
        FormQuestion {
            group: group.to_owned(),
            text: text.to_owned(),
            answer,
        }
    }

    #[test]
    fn a_questionnaire_has_circles_boxes_and_lines() {
        let options = || {
            [
                "Pemasaran daring",
                "Pembukuan sederhana",
                "Olahan pangan",
                "Lainnya: ………………",
            ]
            .map(str::to_owned)
            .to_vec()
        };
        let form = SurveyForm {
            letterhead: sample::letterhead(),
            sheet: Sheet::A4,
            title: "Evaluasi Pelatihan Kewirausahaan".to_owned(),
            intro: "Nama tidak perlu ditulis. Lingkari satu angka pada tiap baris.".to_owned(),
            questions: vec![
                scale("Materi", "Materi sesuai dengan kebutuhan saya"),
                scale(
                    "Materi",
                    "Materi mudah dipahami dan disertai contoh yang dekat dengan keadaan di desa",
                ),
                scale("Narasumber", "Narasumber menguasai materi"),
                scale("Narasumber", "Narasumber memberi kesempatan bertanya"),
                scale("Panitia", "Tempat dan waktu nyaman"),
                FormQuestion {
                    group: "Harapan".to_owned(),
                    text: "Pelatihan berikutnya sebaiknya tentang apa? (boleh lebih dari satu)"
                        .to_owned(),
                    answer: Answer::Many(options()),
                },
                FormQuestion {
                    group: "Harapan".to_owned(),
                    text: "Apakah bersedia ikut lagi?".to_owned(),
                    answer: Answer::One(vec![
                        "Ya".to_owned(),
                        "Belum tahu".to_owned(),
                        "Tidak".to_owned(),
                    ]),
                },
                FormQuestion {
                    group: "Harapan".to_owned(),
                    text: "Apa yang sebaiknya diperbaiki?".to_owned(),
                    answer: Answer::Open { lines: 4 },
                },
            ],
            closing: "Terima kasih. Masukkan lembar ini ke kotak di meja panitia.".to_owned(),
            url: "https://guyub.example/s/7K3M9PQ2".to_owned(),
        };
        let pages = job(&form).unwrap().compile().unwrap();
        look::all_on_paper(&pages);
        let words = look::words(&pages, 0);
        assert_eq!(
            words.matches("sangat baik").count(),
            3,
            "once for each group: {words}"
        );
        assert!(words.contains("☐") || words.contains("Pemasaran daring"));
    }
}
