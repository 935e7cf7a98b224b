//! A tournament being replayed: takes one report after the other, and lets each outcome decide
//! the sides of the matches that wait for it.

use super::{How, Outcome, Problem, Report, Score, Seat, State};
use crate::entrant::Entrant;
use crate::plan::{MatchNo, Part, Plan, Source};

/// A tournament being replayed.
pub(super) struct Play<'a> {
    plan: &'a Plan,
    state: State,
    /// For each match, those that wait for it.
    waiting: Vec<Vec<MatchNo>>,
}

impl<'a> Play<'a> {
    /// Before the first report.
    pub(super) fn of(plan: &'a Plan) -> Self {
        let count = plan.matches.len();
        let mut play = Self {
            plan,
            state: State {
                seats: vec![[Seat::Open; 2]; count],
                outcomes: vec![None; count],
                disqualified: vec![false; plan.entrants.count()],
            },
            waiting: vec![Vec::new(); count],
        };
        for m in &plan.matches {
            for (side, source) in m.sides.into_iter().enumerate() {
                match source {
                    Source::Entrant(entrant) => {
                        play.state.seats[m.no.index()][side] = Seat::Taken(entrant);
                    }
                    Source::Winner(no) | Source::Loser(no) => play.waiting[no.index()].push(m.no),
                }
            }
        }
        play
    }

    /// Where it stands.
    pub(super) fn into_state(self) -> State {
        self.state
    }

    /// Takes a report.
    pub(super) fn take(&mut self, report: &Report) -> Result<(), Problem> {
        match *report {
            Report::Result {
                no,
                sides,
                score,
                decider,
            } => {
                let turned = self.turned(no, sides)?;
                let decider = decider.map(|score| turn(score, turned));
                let outcome = self.played(no, turn(score, turned), decider)?;
                self.decide(no, outcome);
            }
            Report::Walkover { no, sides, to } => {
                self.turned(no, sides)?;
                let winner = self.side(no, to)?;
                self.decide(no, won(winner, How::Walkover, None));
            }
            Report::Retirement {
                no,
                sides,
                score,
                by,
            } => {
                let score = turn(score, self.turned(no, sides)?);
                not_negative(no, score)?;
                let loser = self.side(no, by)?;
                self.decide(no, won(1 - loser, How::Retirement, Some(score)));
            }
            Report::Disqualification {
                entrant,
                results_stand,
            } => self.disqualify(entrant, results_stand)?,
        }
        Ok(())
    }

    /// Whether `named` are the sides of a match that waits for its result, and named in the
    /// other order.
    fn turned(&self, no: MatchNo, named: [Entrant; 2]) -> Result<bool, Problem> {
        let found = self.plan.find(no).ok_or(Problem::UnknownMatch(no))?;
        let known = |&entrant: &Entrant| self.plan.entrants.has(entrant);
        if let Some(&stranger) = named.iter().find(|entrant| !known(entrant)) {
            return Err(Problem::UnknownEntrant(stranger));
        }
        for (source, seat) in found.sides.into_iter().zip(self.state.seats[no.index()]) {
            if let (Source::Winner(waits_for) | Source::Loser(waits_for), Seat::Open) =
                (source, seat)
            {
                return Err(Problem::TooEarly { no, waits_for });
            }
        }
        let Some(sides) = self.state.entrants_of(no) else {
            return Err(Problem::NotPlayed(no));
        };
        if self.state.outcomes[no.index()].is_some_and(|o| o.how == How::Needless) {
            return Err(Problem::NotPlayed(no));
        }
        if named != sides && named != [sides[1], sides[0]] {
            return Err(Problem::OtherSides { no, sides, named });
        }
        match &self.state.outcomes[no.index()] {
            Some(_) if sides.iter().any(|&e| self.state.is_disqualified(e)) => {
                Err(Problem::NotPlayed(no))
            }
            Some(_) => Err(Problem::Twice(no)),
            None => Ok(named != sides),
        }
    }

    fn side(&self, no: MatchNo, entrant: Entrant) -> Result<usize, Problem> {
        let sides = self.state.seats[no.index()];
        let here = sides.iter().position(|&seat| seat == Seat::Taken(entrant));
        here.ok_or(Problem::NotInMatch { no, entrant })
    }

    fn played(
        &self,
        no: MatchNo,
        score: Score,
        decider: Option<Score>,
    ) -> Result<Outcome, Problem> {
        not_negative(no, score)?;
        let mut winner = ahead(score);
        if let Some(decider) = decider {
            not_negative(no, decider)?;
            if winner.is_some() || ahead(decider).is_none() {
                return Err(Problem::Decider(no));
            }
            winner = ahead(decider);
        }
        let may_draw = self.plan.find(no).is_some_and(|m| m.part.allows_draw());
        if winner.is_none() && !may_draw {
            return Err(Problem::NeedsWinner(no));
        }
        Ok(Outcome {
            how: How::Played,
            winner,
            score: Some(score),
            decider,
        })
    }

    fn disqualify(&mut self, entrant: Entrant, results_stand: bool) -> Result<(), Problem> {
        if !self.plan.entrants.has(entrant) {
            return Err(Problem::UnknownEntrant(entrant));
        }
        if std::mem::replace(&mut self.state.disqualified[entrant.index()], true) {
            return Err(Problem::OutAlready(entrant));
        }
        let bracket = self.plan.matches.iter().any(|m| !m.part.allows_draw());
        if bracket && !results_stand {
            return Err(Problem::BracketStands(entrant));
        }
        for place in 0..self.plan.matches.len() {
            let no = self.plan.matches[place].no;
            if self.side(no, entrant).is_err() {
                continue;
            }
            if !results_stand {
                self.state.outcomes[place] = Some(VOID);
            } else if self.state.outcomes[place].is_none() {
                self.seated(no);
            }
        }
        Ok(())
    }

    /// Sets the outcome of a match, and seats those who wait for it.
    fn decide(&mut self, no: MatchNo, outcome: Outcome) {
        self.state.outcomes[no.index()] = Some(outcome);
        for next in self.waiting[no.index()].clone() {
            let sides = self.plan.matches[next.index()].sides;
            for (side, source) in sides.into_iter().enumerate() {
                let of = self.state.seats[no.index()];
                let seat = match source {
                    Source::Winner(from) if from == no => outcome.winner.map(|w| of[w]),
                    Source::Loser(from) if from == no => outcome.winner.map(|w| of[1 - w]),
                    _ => continue,
                };
                self.state.seats[next.index()][side] = seat.unwrap_or(Seat::Empty);
            }
            self.seated(next);
        }
    }

    /// Decides what needs no play: an empty side, a disqualified one, a needless second final.
    fn seated(&mut self, no: MatchNo) {
        let seats = self.state.seats[no.index()];
        if seats.contains(&Seat::Open) || self.state.outcomes[no.index()].is_some() {
            return;
        }
        if self.is_needless(no) {
            self.decide(no, NEEDLESS);
            return;
        }
        let can = seats.map(|seat| match seat {
            Seat::Taken(entrant) => !self.state.is_disqualified(entrant),
            _ => false,
        });
        match can {
            [true, true] => {}
            [true, false] => self.decide(no, won(0, How::Walkover, None)),
            [false, true] => self.decide(no, won(1, How::Walkover, None)),
            [false, false] => self.decide(no, NOBODY),
        }
    }

    /// A second final is only played if the unbeaten side, the first of the final, lost it.
    fn is_needless(&self, no: MatchNo) -> bool {
        let found = &self.plan.matches[no.index()];
        match (found.part, found.sides[0]) {
            (Part::SecondFinal, Source::Winner(last)) => {
                self.state.outcome(last).is_none_or(|o| o.winner != Some(1))
            }
            _ => false,
        }
    }
}

const VOID: Outcome = nobody(How::Void);
const NOBODY: Outcome = nobody(How::Nobody);
const NEEDLESS: Outcome = nobody(How::Needless);

const fn nobody(how: How) -> Outcome {
    Outcome {
        how,
        winner: None,
        score: None,
        decider: None,
    }
}

fn won(side: usize, how: How, score: Option<Score>) -> Outcome {
    Outcome {
        how,
        winner: Some(side),
        score,
        decider: None,
    }
}

fn turn([a, b]: Score, turned: bool) -> Score {
    if turned { [b, a] } else { [a, b] }
}

fn ahead([a, b]: Score) -> Option<usize> {
    match a.cmp(&b) {
        std::cmp::Ordering::Greater => Some(0),
        std::cmp::Ordering::Less => Some(1),
        std::cmp::Ordering::Equal => None,
    }
}

fn not_negative(no: MatchNo, score: Score) -> Result<(), Problem> {
    match score.into_iter().find(|&s| s < 0) {
        Some(score) => Err(Problem::Negative { no, score }),
        None => Ok(()),
    }
}
