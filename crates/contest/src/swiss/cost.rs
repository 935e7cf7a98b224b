//! What it costs to let two meet: first the difference of scores, then whom the bye goes to,
//! then how far the pair is from the usual one within its score. One number holds all three.

use super::Progress;
use crate::entrant::Entrant;

/// The costs of all pairs. A place is by score, then by number; with an odd number the last place
/// is nobody's: whoever is paired with it rests.
pub(super) struct Costs {
    order: Vec<Entrant>,
    /// Scores of the places in units of their greatest common divisor.
    scores: Vec<i64>,
    /// For each place, where its score begins and how many share it.
    groups: Vec<(usize, usize)>,
    may_rest: Vec<bool>,
    met: Vec<bool>,
    /// More than all differences from the usual pairs together.
    fold: i128,
    /// The cost of one unit of score.
    unit: i128,
    /// More than a whole matching can cost.
    ceiling: i128,
}

impl Costs {
    pub(super) fn of(progress: &Progress) -> Self {
        let players = &progress.players;
        let count = players.len();
        let mut order: Vec<Entrant> = (1..=count as u16).map(Entrant).collect();
        order.sort_by_key(|e| (-players[e.index()].score, *e));
        let mut place = vec![0; count];
        for (here, entrant) in order.iter().enumerate() {
            place[entrant.index()] = here;
        }
        let mut met = vec![false; count * count];
        for pair in &progress.met {
            let [a, b] = pair.map(|e| place[e.index()]);
            met[a * count + b] = true;
            met[b * count + a] = true;
        }
        let scores = in_units(order.iter().map(|e| players[e.index()].score).collect());
        let spread = (scores[0] - scores[count - 1]) as i128;
        let (n, pairs) = (count as i128, (count as i128 + 1) / 2);
        let fold = 4 * n * n * pairs + 1;
        let unit = if count % 2 == 1 { fold * n } else { fold };
        Self {
            groups: groups(&scores),
            may_rest: order.iter().map(|e| !players[e.index()].had_bye).collect(),
            order,
            scores,
            met,
            fold,
            unit,
            ceiling: (spread * unit + unit + fold) * (pairs + 1),
        }
    }

    /// How many places, nobody's included.
    pub(super) fn count(&self) -> usize {
        self.order.len() + self.order.len() % 2
    }

    /// How many places people stand at.
    pub(super) fn people(&self) -> usize {
        self.order.len()
    }

    /// Whether who stands there may rest.
    pub(super) fn may_rest(&self, place: usize) -> bool {
        self.may_rest[place]
    }

    /// The difference of scores between `a` and the lower placed `b`, in the units of all.
    pub(super) fn distance(&self, a: usize, b: usize) -> i64 {
        self.scores[a] - self.scores[b]
    }

    /// Who stands there.
    pub(super) fn entrant(&self, place: usize) -> Option<Entrant> {
        self.order.get(place).copied()
    }

    /// More than a whole matching can cost, so that one pair more outweighs everything.
    pub(super) fn ceiling(&self) -> i128 {
        self.ceiling
    }

    /// Whether 64 bits are enough to match with.
    pub(super) fn fits(&self) -> bool {
        self.ceiling < i128::from(i64::MAX / 16)
    }

    /// What it costs to let `a` and the lower placed `b` meet; `None` where they may not.
    pub(super) fn between(&self, a: usize, b: usize) -> Option<i128> {
        let count = self.order.len();
        if b == count {
            let better = (count - 1 - a) as i128; // below him
            return self.may_rest[a].then_some(better * self.fold);
        }
        let gap = i128::from(self.distance(a, b));
        (!self.met[a * count + b]).then(|| gap * self.unit + self.off_usual(a, b))
    }

    /// The square of how far a pair is from the usual one: within a score half the group apart,
    /// across scores the last of the upper with the first of the lower.
    fn off_usual(&self, a: usize, b: usize) -> i128 {
        let ((start, size), (other, _)) = (self.groups[a], self.groups[b]);
        let off = if start == other {
            (2 * (b - a)).abs_diff(size)
        } else {
            (start + size - 1 - a) + (b - other)
        };
        (off * off) as i128
    }
}

/// Scores divided by what divides all their differences.
fn in_units(mut scores: Vec<i64>) -> Vec<i64> {
    let low = scores.iter().copied().min().unwrap_or(0);
    let divisor = scores.iter().fold(0, |d, score| divisor(score - low, d));
    for score in &mut scores {
        *score = (*score - low) / divisor.max(1);
    }
    scores
}

fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

fn groups(scores: &[i64]) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    for group in scores.chunk_by(|a, b| a == b) {
        groups.extend(vec![(groups.len(), group.len()); group.len()]);
    }
    groups
}
