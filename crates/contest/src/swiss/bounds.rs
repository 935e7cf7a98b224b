//! Who can't meet in any round of the least gap: at least so much more than nothing a pair costs,
//! even if nobody had met before. In order of their scores people pair off along a line, where
//! the gap of a round is, between each two neighbours, the distance times the pairs that span it.

use super::cost::Costs;

/// A sum that no round reaches.
const NEVER: i64 = i64::MAX / 4;

/// The least cost of part of a line by how it is entered or left: bit 0 while a pair is begun,
/// bit 1 once somebody rests.
type States = [i64; 4];

/// How much larger than the least gap that of a round with a certain pair must be.
pub(super) struct Bounds {
    count: usize,
    excess: Vec<i64>,
    /// The least gap if nobody had met before.
    pub least: i64,
}

struct Line<'a> {
    costs: &'a Costs,
    people: usize,
    /// What stands before each place, and what comes from it on.
    before: Vec<States>,
    after: Vec<States>,
}

impl Bounds {
    /// The bounds of all pairs, a rest being a pair with the last place; `None` where nobody may
    /// rest and somebody has to. Time and memory O(n²).
    pub(super) fn of(costs: &Costs) -> Option<Self> {
        let line = Line::of(costs);
        let least = Some(line.after[0][0]).filter(|&least| least < NEVER)?;
        let count = costs.count();
        let mut excess = vec![NEVER; count * count];
        for a in 0..line.people {
            let row = &mut excess[a * count..(a + 1) * count];
            line.bounds_of(a, row);
            row.iter_mut().for_each(|bound| *bound -= least);
        }
        Some(Self {
            count,
            excess,
            least,
        })
    }

    /// For `a` and the lower placed `b`.
    pub(super) fn excess(&self, a: usize, b: usize) -> i64 {
        self.excess[a * self.count + b]
    }

    /// What leaves everybody some partners.
    pub(super) fn for_some(&self, costs: &Costs) -> i64 {
        const SOME: usize = 6;
        let of = |place: usize| {
            let with = (0..self.count).filter(|&other| other != place);
            let pairs = with.map(|other| (place.min(other), place.max(other)));
            let legal = pairs.filter(|&(a, b)| costs.between(a, b).is_some());
            let mut bounds: Vec<i64> = legal.map(|(a, b)| self.excess(a, b)).collect();
            bounds.sort_unstable();
            bounds.get(SOME).or(bounds.last()).copied()
        };
        (0..self.count).filter_map(of).max().unwrap_or(0)
    }

    /// What leaves everybody everybody.
    pub(super) fn for_all(&self) -> i64 {
        let possible = self.excess.iter().filter(|&&excess| excess < NEVER / 2);
        possible.copied().max().unwrap_or(0)
    }
}

impl<'a> Line<'a> {
    fn of(costs: &'a Costs) -> Self {
        let people = costs.people();
        let mut line = Self {
            costs,
            people,
            before: vec![[0, NEVER, NEVER, NEVER]],
            after: Vec::new(),
        };
        for place in 0..people {
            let next = line.pass(line.before[place], place);
            line.before.push(next);
        }
        let rests = if people % 2 == 1 { 2 } else { 0 };
        let mut end = [NEVER; 4];
        end[rests] = 0;
        line.after = vec![end; people + 1];
        for place in (0..people).rev() {
            let mut from = [NEVER; 4];
            for (state, least) in from.iter_mut().enumerate() {
                let mut begun = [NEVER; 4];
                begun[state] = 0;
                *least = joined(line.pass(begun, place), line.after[place + 1]);
            }
            line.after[place] = from;
        }
        line
    }

    /// Beyond `place`, whose person begins a pair, ends one, or rests.
    fn pass(&self, states: States, place: usize) -> States {
        let [none, begun, rest, both] = states;
        let (mut rested, mut rested_begun) = (both, rest);
        if self.costs.may_rest(place) {
            rested = rested.min(none);
            rested_begun = rested_begun.min(begun);
        }
        self.leave([begun, none, rested, rested_begun], place)
    }

    /// From `place` to the next: each pair begun spans the distance.
    fn leave(&self, [none, begun, rest, both]: States, place: usize) -> States {
        let far = self.costs.distance(place, (place + 1).min(self.people - 1));
        let on = |cost: i64| NEVER.min(cost + far);
        [none, on(begun), rest, on(both)]
    }

    /// The least gaps of rounds in which `a` meets each of the places after it, or rests.
    fn bounds_of(&self, a: usize, row: &mut [i64]) {
        let mut states = self.leave(self.before[a], a);
        for (b, bound) in row.iter_mut().enumerate().take(self.people).skip(a + 1) {
            let without = joined(self.leave(states, b), self.after[b + 1]);
            *bound = without + self.costs.distance(a, b);
            states = self.pass(states, b);
        }
        if self.costs.may_rest(a) && self.people < row.len() {
            let [none, begun, ..] = self.before[a];
            let rests = self.leave([NEVER, NEVER, none, begun], a);
            row[self.people] = joined(rests, self.after[a + 1]);
        }
    }
}

fn joined(before: States, after: States) -> i64 {
    let sums = before.iter().zip(&after).map(|(a, b)| a + b);
    sums.min().unwrap_or(NEVER).min(NEVER)
}
