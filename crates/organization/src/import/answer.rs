//! What the board says of a row, as a short word that outlives a change of the columns.

use kernel::id::PersonId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whom a row is the same person as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Person(PersonId),
    /// An earlier row, by its key.
    Line(String),
}

/// What the board says of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) enum Answer {
    Same(Target),
    Other,
    Leave,
}

/// Answers by the rows' keys.
pub(crate) type Answers = BTreeMap<String, Answer>;

impl From<Answer> for String {
    fn from(answer: Answer) -> Self {
        answer.to_string()
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Same(Target::Person(id)) => write!(f, "orang:{id}"),
            Self::Same(Target::Line(key)) => write!(f, "baris:{key}"),
            Self::Other => f.write_str("lain"),
            Self::Leave => f.write_str("tinggal"),
        }
    }
}

/// A text that is no answer.
#[derive(Debug, thiserror::Error)]
#[error("no answer: {0}")]
pub(crate) struct NoAnswer(String);

impl TryFrom<String> for Answer {
    type Error = NoAnswer;

    fn try_from(text: String) -> Result<Self, NoAnswer> {
        let same = |target| Ok(Self::Same(target));
        match text.split_once(':') {
            Some(("orang", id)) if id.parse::<PersonId>().is_ok() => same(Target::Person(
                id.parse().map_err(|_| NoAnswer(text.clone()))?,
            )),
            Some(("baris", key)) => same(Target::Line(key.to_owned())),
            None if text == "lain" => Ok(Self::Other),
            None if text == "tinggal" => Ok(Self::Leave),
            _ => Err(NoAnswer(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_as_short_words() {
        let person = PersonId(storage::fresh());
        for answer in [
            Answer::Same(Target::Person(person)),
            Answer::Same(Target::Line("0.3.0".to_owned())),
            Answer::Other,
            Answer::Leave,
        ] {
            assert_eq!(Answer::try_from(answer.to_string()).unwrap(), answer);
        }
        assert!(Answer::try_from("orang:x".to_owned()).is_err());
        assert!(Answer::try_from(String::new()).is_err());
    }
}
