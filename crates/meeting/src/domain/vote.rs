//! Votes: who stands, how a round was held, what its count says by the rules.

use crate::domain::Majority;
use jiff::Timestamp;
use kernel::id::PersonId;
use storage::Uuid;

/// Somebody who stands for chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Number on the ballot, from 1.
    pub number: u32,
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// What does not fit the rules, each with its reason.
    pub warnings: Vec<String>,
    /// No longer stands.
    pub withdrawn: bool,
}

/// How a round is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By consensus.
    Consensus,
    /// By show of hands.
    Hands,
    /// By secret ballot on paper, read aloud.
    Paper,
    /// By telephone with a ballot link.
    Electronic,
}

impl Way {
    const ALL: [Self; 4] = [Self::Consensus, Self::Hands, Self::Paper, Self::Electronic];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Consensus => "consensus",
            Self::Hands => "hands",
            Self::Paper => "paper",
            Self::Electronic => "electronic",
        }
    }

    /// The way kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Consensus => "Mufakat",
            Self::Hands => "Mengangkat tangan",
            Self::Paper => "Surat suara rahasia",
            Self::Electronic => "Pemungutan suara elektronik",
        }
    }
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundState {
    /// Votes are being given or counted.
    Open,
    /// Its count stands.
    Closed,
    /// It does not count.
    Cancelled,
}

impl RoundState {
    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "open" => Self::Open,
            "closed" => Self::Closed,
            _ => Self::Cancelled,
        }
    }
}

/// What was counted in a round.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Count {
    /// Votes of each who stood, in the order of their numbers.
    pub votes: Vec<(u32, u32)>,
    /// Blank or unreadable ballots.
    pub invalid: u32,
    /// Hands for nobody.
    pub abstain: u32,
}

impl Count {
    /// Valid votes.
    #[must_use]
    pub fn valid(&self) -> u32 {
        self.votes.iter().map(|(_, votes)| votes).sum()
    }

    /// Votes for the candidate with this number.
    #[must_use]
    pub fn of(&self, candidate: u32) -> u32 {
        let own = self.votes.iter().find(|(number, _)| *number == candidate);
        own.map_or(0, |(_, votes)| *votes)
    }
}

/// One round of the vote for chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its id; its short code names it.
    pub id: Uuid,
    /// 1, 2, …
    pub number: u32,
    /// How it is held.
    pub way: Way,
    /// Where it stands.
    pub state: RoundState,
    /// Numbers of those who stand.
    pub standing: Vec<u32>,
    /// Ballots handed out, for a vote by ballot.
    pub handed_out: u32,
    /// Of these, ballots that came back unused.
    pub returned: u32,
    /// Participants present when it was opened.
    pub present: u32,
    /// What was counted; of an open round so far.
    pub count: Count,
    /// Whoever won.
    pub elected: Option<u32>,
    /// A remark: why the numbers differ, why it does not count.
    pub note: String,
    /// Its short code: `/hitung/{code}`; empty when nothing is counted in public.
    pub code: String,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// What a count says by the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody has won.
    Elected(u32),
    /// These stand again.
    Again(Vec<u32>),
}

/// What `count` says when so much is needed to win.
#[must_use]
pub fn outcome(majority: Majority, count: &Count) -> Outcome {
    let mut votes = count.votes.clone();
    votes.sort_by_key(|(number, votes)| (std::cmp::Reverse(*votes), *number));
    let at_least = |least: u32| -> Vec<u32> {
        let mut numbers: Vec<u32> = votes
            .iter()
            .filter(|(_, votes)| *votes >= least)
            .map(|(number, _)| *number)
            .collect();
        numbers.sort_unstable();
        numbers
    };
    let Some((first, most)) = votes.first().copied() else {
        return Outcome::Again(Vec::new());
    };
    let alone = most > 0 && votes.get(1).is_none_or(|(_, second)| *second < most);
    match majority {
        Majority::Most if alone => Outcome::Elected(first),
        Majority::Most => Outcome::Again(at_least(most)),
        Majority::MoreThanHalf if 2 * most > count.valid() => Outcome::Elected(first),
        // Without a single first all who are level stand again, else the first and the second.
        Majority::MoreThanHalf if !alone => Outcome::Again(at_least(most)),
        Majority::MoreThanHalf => {
            Outcome::Again(at_least(votes.get(1).map_or(most, |(_, second)| *second)))
        }
    }
}

/// The vote for chair so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Election {
    /// Everybody who stood, by number.
    pub candidates: Vec<Candidate>,
    /// Every round, in order.
    pub rounds: Vec<Round>,
}

impl Election {
    /// Rounds that count, in order.
    fn counting(&self) -> impl DoubleEndedIterator<Item = &Round> {
        self.rounds
            .iter()
            .filter(|round| round.state == RoundState::Closed)
    }

    /// The round that is open.
    #[must_use]
    pub fn open(&self) -> Option<&Round> {
        self.rounds
            .iter()
            .find(|round| round.state == RoundState::Open)
    }

    /// The round with this number.
    #[must_use]
    pub fn round(&self, number: u32) -> Option<&Round> {
        self.rounds.iter().find(|round| round.number == number)
    }

    /// The last round that can be called off: the open one, or the last that counts.
    #[must_use]
    pub fn last(&self) -> Option<&Round> {
        self.rounds
            .iter()
            .rev()
            .find(|round| round.state != RoundState::Cancelled)
    }

    /// Whoever is elected.
    #[must_use]
    pub fn elected(&self) -> Option<&Candidate> {
        let number = self.counting().next_back()?.elected?;
        self.candidates
            .iter()
            .find(|candidate| candidate.number == number)
    }

    /// Those who stand in the next round: whom the last one left, who have not withdrawn.
    #[must_use]
    pub fn standing(&self, majority: Majority) -> Vec<&Candidate> {
        let left = self
            .counting()
            .next_back()
            .map(|round| match outcome(majority, &round.count) {
                Outcome::Again(numbers) => numbers,
                Outcome::Elected(number) => vec![number],
            });
        let stands = |candidate: &&Candidate| {
            let left = left.as_ref().filter(|left| !left.is_empty());
            !candidate.withdrawn && left.is_none_or(|left| left.contains(&candidate.number))
        };
        self.candidates.iter().filter(stands).collect()
    }

    /// The name of the candidate with this number.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        let found = self
            .candidates
            .iter()
            .find(|candidate| candidate.number == number);
        found.map_or("", |candidate| candidate.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(votes: &[u32]) -> Count {
        Count {
            votes: (1..).zip(votes.iter().copied()).collect(),
            ..Count::default()
        }
    }

    #[test]
    fn the_most_votes_win_and_a_tie_stands_again() {
        let most = |votes: &[u32]| outcome(Majority::Most, &count(votes));
        assert_eq!(most(&[10, 12, 3]), Outcome::Elected(2));
        assert_eq!(most(&[12, 12, 3]), Outcome::Again(vec![1, 2]));
        assert_eq!(most(&[0, 0]), Outcome::Again(vec![1, 2]));
        assert_eq!(most(&[1]), Outcome::Elected(1));
        assert_eq!(most(&[]), Outcome::Again(vec![]));
    }

    #[test]
    fn more_than_half_is_more_than_half_of_the_valid_votes() {
        let half = |votes: &[u32]| outcome(Majority::MoreThanHalf, &count(votes));
        assert_eq!(half(&[10, 6, 3]), Outcome::Elected(1));
        assert_eq!(
            half(&[10, 6, 4]),
            Outcome::Again(vec![1, 2]),
            "half is not more"
        );
        assert_eq!(
            half(&[9, 5, 5]),
            Outcome::Again(vec![1, 2, 3]),
            "level seconds"
        );
        assert_eq!(half(&[8, 8, 3]), Outcome::Again(vec![1, 2]));
        assert_eq!(half(&[7, 7]), Outcome::Again(vec![1, 2]));
    }

    fn candidate(number: u32, withdrawn: bool) -> Candidate {
        Candidate {
            number,
            person: PersonId(storage::random()),
            name: format!("Calon {number}"),
            warnings: Vec::new(),
            withdrawn,
        }
    }

    fn round(number: u32, state: RoundState, votes: &[u32]) -> Round {
        let count = count(votes);
        let elected = match outcome(Majority::Most, &count) {
            Outcome::Elected(one) => Some(one),
            Outcome::Again(_) => None,
        };
        Round {
            id: Uuid::nil(),
            number,
            way: Way::Paper,
            state,
            standing: Vec::new(),
            handed_out: 0,
            returned: 0,
            present: 0,
            count,
            elected,
            note: String::new(),
            code: String::new(),
            opened_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn standing(election: &Election) -> Vec<u32> {
        let standing = election.standing(Majority::Most);
        standing.iter().map(|one| one.number).collect()
    }

    #[test]
    fn a_second_round_is_among_those_who_are_level_and_a_cancelled_one_does_not_count() {
        let mut election = Election {
            candidates: vec![candidate(1, false), candidate(2, false), candidate(3, true)],
            rounds: Vec::new(),
        };
        assert_eq!(standing(&election), [1, 2]);
        election.candidates[2].withdrawn = false;
        election
            .rounds
            .push(round(1, RoundState::Closed, &[5, 2, 5]));
        assert_eq!(standing(&election), [1, 3]);
        assert_eq!(election.elected(), None);
        election
            .rounds
            .push(round(2, RoundState::Cancelled, &[9, 0, 0]));
        assert_eq!(election.elected(), None);
        election
            .rounds
            .push(round(3, RoundState::Closed, &[4, 0, 6]));
        assert_eq!(election.elected().map(|one| one.number), Some(3));
        assert_eq!(election.last().map(|round| round.number), Some(3));
    }
}
