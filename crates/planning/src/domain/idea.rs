//! Ideas that residents send in, and the board's answers: each is answered within thirty days, and
//! everybody can see how many were.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::id::{IdeaId, ProgramItemId};
use serde::Deserialize;
use web::Errors;

/// Days within which an idea is answered.
pub const DAYS: i64 = 30;
/// Letters of an idea.
const LONGEST: usize = 1_000;
/// Shorter is no idea.
const SHORTEST: usize = 10;

/// What became of an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing yet.
    Waiting,
    /// A line of a work programme was made of it.
    Accepted,
    /// Not now; it may be answered otherwise later.
    Parked,
    /// No, with a reason.
    Refused,
}

impl Verdict {
    /// What an answer may be.
    pub const ANSWERS: [Self; 3] = [Self::Accepted, Self::Parked, Self::Refused];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Parked => "parked",
            Self::Refused => "refused",
        }
    }

    /// The verdict kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let mut answers = Self::ANSWERS.into_iter();
        answers
            .find(|verdict| verdict.code() == code)
            .unwrap_or(Self::Waiting)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Menunggu jawaban",
            Self::Accepted => "Masuk program kerja",
            Self::Parked => "Ditunda",
            Self::Refused => "Belum bisa",
        }
    }

    /// The look of its chip.
    #[must_use]
    pub const fn chip(self) -> &'static str {
        match self {
            Self::Waiting => "warn",
            Self::Accepted => "ok",
            Self::Parked => "info",
            Self::Refused => "",
        }
    }

    /// Whether the board may answer, or answer anew.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Parked)
    }
}

/// An idea. It says nothing of who sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idea {
    /// Its id.
    pub id: IdeaId,
    /// What was sent, for officers only.
    pub text: String,
    /// The day it came.
    pub sent_on: Date,
    /// What became of it.
    pub verdict: Verdict,
    /// The idea in the board's words, for everybody; empty before the answer.
    pub summary: String,
    /// The board's answer, for everybody.
    pub answer: String,
    /// The day of the first answer.
    pub answered_on: Option<Date>,
    /// The line of a programme that came of it.
    pub item: Option<ProgramItemId>,
    /// Grows with every answer, so that two who answer at once are told.
    pub edition: i64,
}

impl Idea {
    /// The last day on which an answer is in time.
    #[must_use]
    pub fn due_on(&self) -> Date {
        self.sent_on.saturating_add(DAYS.days())
    }

    /// Whether it waits longer than it should.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.verdict == Verdict::Waiting && today > self.due_on()
    }
}

/// How well ideas are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// Ideas that came.
    pub sent: i64,
    /// Of these, answered.
    pub answered: i64,
    /// Of these, answered within thirty days.
    pub in_time: i64,
    /// Not answered, though the thirty days are over.
    pub overdue: i64,
}

impl Rate {
    /// Of the ideas that were answered or should have been: the share answered in time, in whole
    /// percent; `None` while there are none.
    #[must_use]
    pub fn percent(self) -> Option<i64> {
        let due = self.answered + self.overdue;
        (due > 0).then(|| self.in_time * 100 / due)
    }
}

/// An idea, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct IdeaForm {
    /// The idea.
    pub usul: String,
    /// Nobody sees this field; what fills it in is a program.
    pub situs: String,
}

impl IdeaForm {
    /// The idea.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(&self) -> Result<String, Errors> {
        let mut errors = Errors::default();
        let text = errors.required("usul", &self.usul, LONGEST);
        if (1..SHORTEST).contains(&text.chars().count()) {
            errors.add(
                "usul",
                "Terlalu pendek. Ceritakan usulnya dengan satu kalimat.",
            );
        }
        if errors.is_empty() {
            Ok(text)
        } else {
            Err(errors)
        }
    }
}

/// The board's answer, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// Edition that was opened.
    pub versi: String,
    /// The verdict.
    pub jawab: String,
    /// The idea in the board's words.
    pub ringkas: String,
    /// The answer.
    pub alasan: String,
    /// The programme that it goes into.
    pub program: String,
    /// The month in which it is planned.
    pub bulan: String,
}

/// An answer that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What becomes of the idea.
    pub verdict: Verdict,
    /// The idea in the board's words.
    pub summary: String,
    /// The answer.
    pub words: String,
    /// The month in which an accepted idea is planned.
    pub month: i8,
}

impl AnswerForm {
    /// What was answered.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self) -> Result<Answer, Errors> {
        let mut errors = Errors::default();
        let verdict = Verdict::from_code(&self.jawab);
        if verdict == Verdict::Waiting {
            errors.add("jawab", "Pilih jawabannya.");
        }
        let summary = errors.required("ringkas", &self.ringkas, 120);
        let words = match verdict {
            Verdict::Accepted => errors.within("alasan", &self.alasan, 500),
            _ => errors.required("alasan", &self.alasan, 500),
        };
        let month = self.bulan.parse().unwrap_or(0);
        if verdict == Verdict::Accepted && !(1..=12).contains(&month) {
            errors.add("bulan", "Pilih bulan rencananya.");
        }
        if errors.is_empty() {
            Ok(Answer {
                verdict,
                summary,
                words,
                month,
            })
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn idea(verdict: Verdict) -> Idea {
        Idea {
            id: storage::fresh(),
            text: "Lampu jalan di Gondang mati".into(),
            sent_on: date(2026, 10, 25),
            verdict,
            summary: String::new(),
            answer: String::new(),
            answered_on: None,
            item: None,
            edition: 1,
        }
    }

    #[test]
    fn the_thirtieth_day_is_still_in_time() {
        let waiting = idea(Verdict::Waiting);
        assert_eq!(waiting.due_on(), date(2026, 11, 24));
        assert!(!waiting.is_overdue(date(2026, 11, 24)));
        assert!(waiting.is_overdue(date(2026, 11, 25)));
        assert!(!idea(Verdict::Parked).is_overdue(date(2027, 11, 25)));
    }

    #[test]
    fn the_rate_leaves_out_what_is_not_due_yet() {
        let rate = Rate {
            sent: 10,
            answered: 6,
            in_time: 5,
            overdue: 2,
        };
        assert_eq!(rate.percent(), Some(62));
        assert_eq!(
            Rate {
                sent: 3,
                ..Rate::default()
            }
            .percent(),
            None
        );
    }

    #[test]
    fn an_idea_is_a_sentence() {
        let read = |text: &str| {
            IdeaForm {
                usul: text.into(),
                ..IdeaForm::default()
            }
            .read()
        };
        assert_eq!(read("  Lampu jalan mati  ").unwrap(), "Lampu jalan mati");
        assert!(
            read("lampu")
                .unwrap_err()
                .of("usul")
                .contains("Terlalu pendek")
        );
        assert!(read("").unwrap_err().of("usul").contains("belum diisi"));
        assert!(
            read(&"x".repeat(1_001))
                .unwrap_err()
                .of("usul")
                .contains("Terlalu panjang")
        );
    }

    #[test]
    fn a_no_needs_a_reason_and_a_yes_a_month() {
        let answer = |jawab: &str, alasan: &str, bulan: &str| {
            let form = AnswerForm {
                jawab: jawab.into(),
                ringkas: "Lampu jalan".into(),
                alasan: alasan.into(),
                bulan: bulan.into(),
                ..AnswerForm::default()
            };
            form.read()
        };
        assert_eq!(answer("accepted", "", "7").unwrap().month, 7);
        assert!(
            !answer("accepted", "", "13")
                .unwrap_err()
                .of("bulan")
                .is_empty()
        );
        for no in ["parked", "refused"] {
            assert!(!answer(no, " ", "").unwrap_err().of("alasan").is_empty());
            assert!(answer(no, "Urusan PLN", "").is_ok());
        }
        assert!(!answer("", "", "").unwrap_err().of("jawab").is_empty());
        assert!(
            !answer("waiting", "", "")
                .unwrap_err()
                .of("jawab")
                .is_empty()
        );
    }
}
