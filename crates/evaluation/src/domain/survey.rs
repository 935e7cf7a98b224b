//! A survey of an activity, its questions, and how an answer may come in.

use jiff::civil::Date;
use kernel::id::{ActivityId, QuestionId, SurveyId, UnitId};

/// Points of a rating scale, 1 to this.
pub const SCALE: u8 = 5;

/// Names of the form's fields by the question's place.
pub(crate) const FIELDS: [&str; 12] = [
    "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11", "q12",
];

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionKind {
    /// One number from 1 ("Sangat kurang") to [`SCALE`] ("Sangat baik").
    Scale,
    /// In own words.
    Open,
}

impl QuestionKind {
    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Open => "open",
        }
    }

    /// The kind kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Scale, Self::Open]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// A question of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// 1, 2, …
    pub position: usize,
    /// The heading it stands under.
    pub block: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub words: String,
}

impl Question {
    /// The name of its field in forms.
    #[must_use]
    pub fn field(&self) -> &'static str {
        FIELDS
            .get(self.position.wrapping_sub(1))
            .copied()
            .unwrap_or("q")
    }

    /// Whether it is a rating.
    #[must_use]
    pub fn is_scale(&self) -> bool {
        self.kind == QuestionKind::Scale
    }
}

/// How an answer came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a person's own link, which counts once.
    Link,
    /// By the link that everybody has.
    OpenLink,
    /// On paper, entered by an officer.
    Paper,
}

/// A survey of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// Whose.
    pub unit: UnitId,
    /// About which activity.
    pub activity: ActivityId,
    /// Its short code: `/s/{code}`.
    pub code: String,
    /// The last day on which the links take answers; that day still counts.
    pub closes_on: Date,
    /// Closed by an officer, whatever the day.
    pub closed: bool,
    /// Answers by personal link, by the open link, on paper.
    pub ways: [u64; 3],
}

impl Survey {
    /// Whether its links take answers on `today`. Paper is entered at any time.
    #[must_use]
    pub fn open_on(&self, today: Date) -> bool {
        !self.closed && today <= self.closes_on
    }

    /// All answers.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.ways.iter().sum()
    }
}

/// The closing day of a survey made on `today` about an activity that ends on `ends_on`:
/// a week after the end; a week from now if that is over already.
pub(crate) fn default_closing(ends_on: Date, today: Date) -> Date {
    let week_after = |day: Date| day.saturating_add(jiff::Span::new().days(7));
    let closing = week_after(ends_on);
    if closing < today {
        week_after(today)
    } else {
        closing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn survey() -> Survey {
        Survey {
            id: Uuid::nil().into(),
            unit: Uuid::nil().into(),
            activity: Uuid::nil().into(),
            code: String::new(),
            closes_on: date(2026, 12, 9),
            closed: false,
            ways: [4, 2, 1],
        }
    }

    #[test]
    fn the_closing_day_itself_still_counts() {
        assert!(survey().open_on(date(2026, 12, 9)));
        assert!(!survey().open_on(date(2026, 12, 10)));
        assert!(
            !Survey {
                closed: true,
                ..survey()
            }
            .open_on(date(2026, 12, 1))
        );
        assert_eq!(survey().answers(), 7);
    }

    #[test]
    fn a_survey_stays_open_for_a_week_also_when_it_is_made_late() {
        let ends = date(2026, 12, 2);
        assert_eq!(default_closing(ends, date(2026, 11, 24)), date(2026, 12, 9));
        assert_eq!(default_closing(ends, date(2026, 12, 9)), date(2026, 12, 9));
        assert_eq!(default_closing(ends, date(2027, 3, 1)), date(2027, 3, 8));
    }
}
