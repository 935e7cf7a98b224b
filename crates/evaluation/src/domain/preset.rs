//! Ready-made questionnaires. The one after a training has the three blocks that boards ask about
//! (material, speaker, organiser) and what they want to know for the next one.
//! A survey gets a copy, so that a later change of these words leaves old answers alone.

use crate::domain::QuestionKind::{self, Open, Scale};

/// A question to be copied into a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewQuestion {
    /// The heading it stands under.
    pub block: &'static str,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub words: &'static str,
}

const fn asked(block: &'static str, kind: QuestionKind, words: &'static str) -> NewQuestion {
    NewQuestion { block, kind, words }
}

/// The survey after a training.
pub const TRAINING: [NewQuestion; 12] = [
    asked("Materi", Scale, "Materi bermanfaat"),
    asked("Materi", Scale, "Materi jelas dan mudah diikuti"),
    asked("Materi", Scale, "Materi sesuai dengan kebutuhan"),
    asked("Pemateri", Scale, "Pemateri menguasai materi"),
    asked("Pemateri", Scale, "Cara menyampaikan materi"),
    asked("Pemateri", Scale, "Cara menjawab pertanyaan"),
    asked("Penyelenggara", Scale, "Tempat dan perlengkapan"),
    asked("Penyelenggara", Scale, "Waktu sesuai dengan rencana"),
    asked("Penyelenggara", Scale, "Pelayanan panitia"),
    asked(
        "Kesan dan harapan",
        Open,
        "Apa yang paling berguna atau paling berkesan?",
    ),
    asked(
        "Kesan dan harapan",
        Open,
        "Apa saran untuk panitia dan pemateri?",
    ),
    asked(
        "Kesan dan harapan",
        Open,
        "Apa harapan untuk pelatihan berikutnya?",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::FIELDS;

    #[test]
    fn a_questionnaire_fits_the_form_and_asks_nothing_twice() {
        assert!(TRAINING.len() <= FIELDS.len());
        for (at, question) in TRAINING.iter().enumerate() {
            assert!(
                TRAINING[..at]
                    .iter()
                    .all(|earlier| earlier.words != question.words)
            );
        }
    }
}
