//! The count of a vote by ballot: strokes for ballots read aloud, and whether the numbers balance.

use crate::domain::{Count, Round};
use jiff::Timestamp;
use storage::Uuid;

/// The choice of a ballot that is blank or can't be read.
pub const INVALID: u32 = 0;

/// One ballot read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stroke {
    /// Made by the form, so that the same tap sent twice counts once.
    pub id: Uuid,
    /// 1, 2, … in the order of reading.
    pub position: u32,
    /// The candidate's number, or [`INVALID`].
    pub choice: u32,
    /// When it was tapped.
    pub at: Timestamp,
}

/// The count of `strokes` among those who stand.
#[must_use]
pub fn tallied(standing: &[u32], strokes: &[Stroke]) -> Count {
    let of = |choice: u32| {
        let own = strokes.iter().filter(|stroke| stroke.choice == choice);
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    };
    Count {
        votes: standing
            .iter()
            .map(|number| (*number, of(*number)))
            .collect(),
        invalid: of(INVALID),
        abstain: 0,
    }
}

/// What does not balance about a vote by ballot, each in a sentence; nothing when all does.
/// Ballots handed out are those counted, valid or not, and those that came back unused; no more
/// were handed out than there were participants.
#[must_use]
pub fn differences(round: &Round) -> Vec<String> {
    let counted = round.count.valid() + round.count.invalid;
    let told = counted + round.returned;
    let mut found = Vec::new();
    if told < round.handed_out {
        let lacking = round.handed_out - told;
        found.push(format!(
            "Kurang {lacking} surat suara: dibagikan {}, dihitung {counted}, kembali {}.",
            round.handed_out, round.returned
        ));
    }
    if told > round.handed_out {
        let more = told - round.handed_out;
        found.push(format!(
            "Lebih {more} surat suara: dibagikan {}, dihitung {counted}, kembali {}.",
            round.handed_out, round.returned
        ));
    }
    if round.handed_out > round.present {
        found.push(format!(
            "Surat suara yang dibagikan {}, peserta yang hadir {}.",
            round.handed_out, round.present
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{RoundState, Way};

    fn round(handed_out: u32, returned: u32, votes: &[u32], invalid: u32) -> Round {
        let count = Count {
            votes: (1..).zip(votes.iter().copied()).collect(),
            invalid,
            abstain: 0,
        };
        Round {
            id: Uuid::nil(),
            number: 1,
            way: Way::Paper,
            state: RoundState::Open,
            standing: vec![1, 2],
            handed_out,
            returned,
            present: 34,
            count,
            elected: None,
            note: String::new(),
            code: String::new(),
            opened_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn strokes_are_counted_by_candidate() {
        let stroke = |choice| Stroke {
            id: storage::random(),
            position: 1,
            choice,
            at: Timestamp::UNIX_EPOCH,
        };
        let count = tallied(&[1, 3], &[3, 3, 0, 1].map(stroke));
        assert_eq!(count.votes, [(1, 1), (3, 2)]);
        assert_eq!((count.invalid, count.valid()), (1, 3));
    }

    #[test]
    fn ballots_handed_out_are_counted_or_came_back() {
        assert!(differences(&round(34, 1, &[20, 12], 1)).is_empty());
        let short = differences(&round(34, 0, &[20, 12], 1));
        assert_eq!(
            short,
            ["Kurang 1 surat suara: dibagikan 34, dihitung 33, kembali 0."]
        );
        let more = differences(&round(34, 3, &[20, 12], 1));
        assert!(more[0].starts_with("Lebih 2"), "{more:?}");
        let many = differences(&round(36, 0, &[20, 16], 0));
        assert_eq!(
            many,
            ["Surat suara yang dibagikan 36, peserta yang hadir 34."]
        );
    }
}
