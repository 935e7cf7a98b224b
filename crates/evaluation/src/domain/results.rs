//! What a survey says, as far as it may be told: nothing of fewer than five answers, nothing in
//! the order in which it came, nothing that the difference of two looks would tell of fewer than
//! five.

use crate::domain::{Answer, FEWEST, Given, Question, Summary};

/// What one person answered.
pub type Sheet = Vec<Answer>;

/// What came of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// How many answered.
    pub answers: u64,
    /// How many of them the figures are about; the others wait until they are five.
    pub told: u64,
    /// Question by question; empty while fewer than [`FEWEST`] have answered.
    pub questions: Vec<QuestionResult>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionResult {
    /// What was asked.
    pub question: Question,
    /// What came of it.
    pub finding: Finding,
}

/// What may be told about a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Its ratings.
    Ratings(Summary),
    /// So few rated it that nothing is told.
    TooFew,
    /// What was written, from A to Z.
    Words(Vec<String>),
}

impl Results {
    /// What `batches` of sheets say about `questions`; `waiting` answers stand in none of them.
    ///
    /// A batch is what was first told at one look. Somebody who compares two looks learns of a
    /// whole batch, and of a question only when [`FEWEST`] or more have answered it since it was
    /// last told: the answers to it until then are left out.
    #[must_use]
    pub fn of(questions: Vec<Question>, batches: &[Vec<Sheet>], waiting: u64) -> Self {
        let told = batches.iter().map(Vec::len).sum::<usize>() as u64;
        let questions = if told < FEWEST { Vec::new() } else { questions };
        let result = |question: Question| {
            let finding = finding(&question, batches);
            QuestionResult { question, finding }
        };
        Self {
            answers: told + waiting,
            told,
            questions: questions.into_iter().map(result).collect(),
        }
    }

    /// Whether there are enough answers to tell anything.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        self.told >= FEWEST
    }

    /// How many answers the figures leave out, because they are too few to be told yet.
    #[must_use]
    pub fn waiting(&self) -> u64 {
        self.answers - self.told
    }

    /// The rated questions that may be told, with their figures.
    pub fn rated(&self) -> impl Iterator<Item = (&Question, &Summary)> {
        self.questions
            .iter()
            .filter_map(|result| match &result.finding {
                Finding::Ratings(summary) => Some((&result.question, summary)),
                _ => None,
            })
    }
}

fn finding(question: &Question, batches: &[Vec<Sheet>]) -> Finding {
    if question.is_scale() {
        let ratings = told_ratings(question, batches);
        return if ratings.is_empty() {
            Finding::TooFew
        } else {
            Finding::Ratings(Summary::of(ratings))
        };
    }
    let words = given(question, batches.iter().flatten()).filter_map(|given| match given {
        Given::Words(words) => Some(words.clone()),
        Given::Rating(_) => None,
    });
    let mut words: Vec<String> = words.collect();
    words.sort_by_cached_key(|words| (words.to_lowercase(), words.clone()));
    Finding::Words(words)
}

/// The ratings of `question` that may be told: of each batch together with the batches since the
/// last one that had enough of them.
fn told_ratings(question: &Question, batches: &[Vec<Sheet>]) -> Vec<u8> {
    let (mut told, mut pending) = (Vec::new(), Vec::new());
    for batch in batches {
        pending.extend(given(question, batch).filter_map(|given| match given {
            Given::Rating(rating) => Some(*rating),
            Given::Words(_) => None,
        }));
        if pending.len() as u64 >= FEWEST {
            told.append(&mut pending);
        }
    }
    told
}

fn given<'a>(
    question: &'a Question,
    sheets: impl IntoIterator<Item = &'a Sheet>,
) -> impl Iterator<Item = &'a Given> {
    let all = sheets.into_iter().flatten();
    all.filter(|answer| answer.question == question.id)
        .map(|answer| &answer.given)
}

/// How many of those who were there have answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rate {
    /// The share, 0 to 1.
    Of(f64),
    /// Nobody's attendance is on record.
    NobodyThere,
    /// More answers than people: somebody answered twice, or was not marked present.
    MoreAnswers,
}

impl Rate {
    /// The rate of `answers` among `attendees`.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of people stay far below 2^53"
    )]
    pub fn of(answers: u64, attendees: u64) -> Self {
        match attendees {
            0 => Self::NobodyThere,
            attendees if answers > attendees => Self::MoreAnswers,
            attendees => Self::Of(answers as f64 / attendees as f64),
        }
    }

    /// The share, where it is defined.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        match self {
            Self::Of(share) => Some(share),
            Self::NobodyThere | Self::MoreAnswers => None,
        }
    }

    /// Why there is none; empty where there is.
    #[must_use]
    pub const fn why_not(self) -> &'static str {
        match self {
            Self::Of(_) => "",
            Self::NobodyThere => {
                "Tingkat jawaban belum bisa dihitung karena belum ada yang ditandai hadir."
            }
            Self::MoreAnswers => {
                "Tingkat jawaban belum bisa dihitung karena jawaban lebih banyak daripada yang \
                 ditandai hadir."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::QuestionKind;
    use uuid::Uuid;

    fn question(number: u128, kind: QuestionKind) -> Question {
        let (block, words) = (String::new(), String::new());
        Question {
            id: Uuid::from_u128(number).into(),
            position: 1,
            block,
            kind,
            words,
        }
    }

    fn sheets(count: usize) -> Vec<Vec<Answer>> {
        let rating = |rating| Answer {
            question: Uuid::from_u128(1).into(),
            given: Given::Rating(rating),
        };
        let words = |text: &str| Answer {
            question: Uuid::from_u128(2).into(),
            given: Given::Words(text.to_owned()),
        };
        let texts = ["zaitun", "Air", "api", "Cukup", "baik", "Air"];
        texts[..count]
            .iter()
            .map(|text| vec![rating(4), words(text)])
            .collect()
    }

    fn results(count: usize) -> Results {
        let questions = vec![
            question(1, QuestionKind::Scale),
            question(2, QuestionKind::Open),
        ];
        if count < 5 {
            Results::of(questions, &[], count as u64)
        } else {
            Results::of(questions, &[sheets(count)], 0)
        }
    }

    #[test]
    fn four_answers_are_a_number_and_nothing_else() {
        assert_eq!(
            results(4),
            Results {
                answers: 4,
                told: 0,
                questions: Vec::new()
            }
        );
        assert!(!results(4).has_figures());
        assert_eq!(results(5).questions.len(), 2);
    }

    #[test]
    fn words_stand_from_a_to_z_and_not_in_the_order_they_came() {
        let Finding::Words(words) = &results(6).questions[1].finding else {
            panic!()
        };
        assert_eq!(words, &["Air", "Air", "api", "baik", "Cukup", "zaitun"]);
    }

    #[test]
    fn a_question_that_four_have_rated_stays_closed() {
        let mut sheets = sheets(6);
        sheets[..2]
            .iter_mut()
            .for_each(|sheet| drop(sheet.remove(0)));
        let results = Results::of(vec![question(1, QuestionKind::Scale)], &[sheets], 0);
        assert_eq!(results.questions[0].finding, Finding::TooFew);
        assert_eq!(results.rated().count(), 0);
    }

    #[test]
    fn the_difference_of_two_looks_is_never_of_fewer_than_five() {
        let skipping = |skip: usize| {
            let mut batch = sheets(5);
            batch[..skip]
                .iter_mut()
                .for_each(|sheet| drop(sheet.remove(0)));
            batch
        };
        let rated = |batches: &[Vec<Sheet>]| {
            let results = Results::of(vec![question(1, QuestionKind::Scale)], batches, 0);
            results.rated().map(|(_, summary)| summary.n()).sum::<u64>()
        };
        assert_eq!(rated(&[skipping(0)]), 5);
        assert_eq!(rated(&[skipping(0), skipping(3)]), 5); // two more wait
        assert_eq!(rated(&[skipping(0), skipping(3), skipping(2)]), 10); // two and three
        assert_eq!(rated(&[skipping(4), skipping(0)]), 6);
    }

    #[test]
    fn a_rate_without_people_is_undefined_and_says_why() {
        assert_eq!(Rate::of(3, 12), Rate::Of(0.25));
        assert_eq!(Rate::of(3, 0).share(), None);
        assert_eq!(Rate::of(13, 12).share(), None);
        assert!(Rate::of(13, 12).why_not().contains("lebih banyak"));
    }
}
