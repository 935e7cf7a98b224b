//! What somebody filled in, and what it means. Every question may be left empty, but not all.
//! What can't be taken stands at its field; nothing typed is lost.

use crate::domain::{Question, QuestionKind, SCALE};
use kernel::id::QuestionId;
use serde::Deserialize;
use web::Errors;

/// Longest answer in own words.
const WORDS_MOST: usize = 1_000;

/// An answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// To which question.
    pub question: QuestionId,
    /// What.
    pub given: Given,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// 1 to [`SCALE`].
    Rating(u8),
    /// In own words, trimmed, not empty.
    Words(String),
}

/// A form's fields as they were typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// The text in field `name`, or nothing.
    #[must_use]
    pub fn of(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, text)| text.trim())
    }

    /// Every text of field `name`, in the order sent.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, text)| text.trim())
    }
}

/// The answers in `typed`.
///
/// # Errors
///
/// At a question whose rating is none of 1 to [`SCALE`] or whose words are more than 1,000
/// letters; at `semua` if nothing at all is answered.
pub fn read(questions: &[Question], typed: &Typed) -> Result<Vec<Answer>, Errors> {
    let mut errors = Errors::default();
    let mut answers = Vec::new();
    for question in questions {
        let field = question.field();
        let text = typed.of(field);
        if text.is_empty() {
            continue;
        }
        let given = match question.kind {
            QuestionKind::Scale => rating(text).map(Given::Rating).or_else(|| {
                errors.add(field, "Pilih satu angka dari 1 sampai 5.");
                None
            }),
            QuestionKind::Open => Some(Given::Words(errors.within(field, text, WORDS_MOST))),
        };
        answers.extend(given.map(|given| Answer {
            question: question.id,
            given,
        }));
    }
    if errors.is_empty() && answers.is_empty() {
        errors.add(
            "semua",
            "Belum ada yang diisi. Jawab paling tidak satu pertanyaan.",
        );
    }
    if errors.is_empty() {
        Ok(answers)
    } else {
        Err(errors)
    }
}

fn rating(text: &str) -> Option<u8> {
    text.parse()
        .ok()
        .filter(|rating| (1..=SCALE).contains(rating))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn question(position: usize, kind: QuestionKind) -> Question {
        let id = Uuid::from_u128(position as u128).into();
        Question {
            id,
            position,
            block: String::new(),
            kind,
            words: String::new(),
        }
    }

    fn read_pairs(pairs: &[(&str, &str)]) -> Result<Vec<Given>, Errors> {
        let questions = [
            question(1, QuestionKind::Scale),
            question(2, QuestionKind::Open),
        ];
        let pairs = pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let answers = read(&questions, &Typed(pairs.collect()))?;
        Ok(answers.into_iter().map(|answer| answer.given).collect())
    }

    #[test]
    fn a_question_may_be_left_out_but_not_all() {
        assert_eq!(
            read_pairs(&[("q1", "5"), ("q2", "  ")]),
            Ok(vec![Given::Rating(5)])
        );
        let words = Given::Words("Praktiknya".to_owned());
        assert_eq!(read_pairs(&[("q2", " Praktiknya ")]), Ok(vec![words]));
        assert!(!read_pairs(&[]).unwrap_err().of("semua").is_empty());
        assert!(
            !read_pairs(&[("q9", "5")])
                .unwrap_err()
                .of("semua")
                .is_empty()
        );
    }

    #[test]
    fn what_is_no_rating_is_refused_at_its_field() {
        for text in ["0", "6", "9", "x", "4,5", "-1", "999999999999", "٣"] {
            let errors = read_pairs(&[("q1", text), ("q2", "ada")]).unwrap_err();
            assert_eq!(
                errors.of("q1"),
                "Pilih satu angka dari 1 sampai 5.",
                "{text}"
            );
        }
    }

    #[test]
    fn words_end_after_a_thousand_letters() {
        assert!(read_pairs(&[("q2", &"é".repeat(1_000))]).is_ok());
        let errors = read_pairs(&[("q2", &"a".repeat(10_000))]).unwrap_err();
        assert_eq!(
            errors.of("q2"),
            "Terlalu panjang. Paling banyak 1000 huruf."
        );
    }
}
