//! An assembly: the activity that it is, the term whose board it elects, and its rules.

use crate::domain::Rules;
use activity::{Activity, NewActivity, Session};
use jiff::civil::Date;
use kernel::id::ActivityId;

/// What boards call it, unless they say otherwise.
pub const NAME: &str = "Temu Karya";

/// The years a board is elected for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First year.
    pub from: i16,
    /// Last year.
    pub until: i16,
}

impl Term {
    /// "2026–2031".
    #[must_use]
    pub fn words(self) -> String {
        format!("{}–{}", self.from, self.until)
    }

    /// The term typed as "2026-2031"; `None` if it is no span of one to ten years.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let years: Vec<i16> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap_or(0))
            .collect();
        let [from, until] = years[..] else {
            return None;
        };
        let in_reach = (1945..=2300).contains(&from);
        (in_reach && (1..=10).contains(&until.checked_sub(from)?)).then_some(Self { from, until })
    }
}

/// What is planned beside the activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// "Temu Karya", "Musyawarah Warga", or what the village calls it.
    pub name: String,
    /// The term whose board is elected.
    pub term: Term,
    /// The rules.
    pub rules: Rules,
    /// Number of the letter of invitation; may be empty.
    pub letter_number: String,
}

/// An assembly of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembly {
    /// The activity that it is.
    pub activity: Activity,
    /// What is planned.
    pub plan: Plan,
}

impl Assembly {
    /// The activity's id.
    #[must_use]
    pub fn id(&self) -> ActivityId {
        self.activity.id
    }
}

/// An assembly to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssembly {
    /// The activity; whatever its kind says, it becomes a meeting that people simply come to.
    pub activity: NewActivity,
    /// What is planned.
    pub plan: Plan,
}

/// The session whose attendance counts on `today`: the last that has begun, else the first.
#[must_use]
pub fn sitting(sessions: &[Session], today: Date) -> Option<&Session> {
    let mut begun = sessions.iter().filter(|session| session.day <= today);
    begun.next_back().or_else(|| sessions.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_read_as_people_write_it() {
        let term = Term {
            from: 2026,
            until: 2031,
        };
        for text in ["2026-2031", "2026–2031", "2026 s.d. 2031", " 2026/2031 "] {
            assert_eq!(Term::read(text), Some(term), "{text}");
        }
        for text in [
            "",
            "2026",
            "2031-2026",
            "2026-2026",
            "2026-2090",
            "26-31",
            "99999-99999",
        ] {
            assert_eq!(Term::read(text), None, "{text}");
        }
        assert_eq!(term.words(), "2026–2031");
    }
}
