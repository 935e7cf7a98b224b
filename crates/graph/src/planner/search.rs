//! The search for good teams: begin with a division that protects everyone, then swap two persons
//! of different teams again and again, ever more choosy (annealing). Steps are fixed, not timed.

use super::standing::Table;
use super::{Rules, hosts, size};
use crate::Random;
use rayon::prelude::*;

/// Independent searches, of which the best is kept.
const STARTS: u64 = 4;

/// Swaps tried for each person, and besides.
const STEPS_EACH: usize = 400;
const STEPS: usize = 4_000;

/// How many meetings fewer a swap may cost at first and at last, roughly.
const WARM: f64 = 2.0;
const COLD: f64 = 0.02;

pub(super) struct Search<'a> {
    table: &'a Table,
    rules: &'a Rules,
}

/// A division and how good it is.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub teams: Vec<Vec<u32>>,
    pub apart_broken: usize,
    lacking: usize,
    across: i64,
    new: i64,
}

impl Found {
    /// Smaller is better: what is never broken, then wishes, then meetings.
    fn rank(&self) -> (usize, usize, i64, i64) {
        (self.apart_broken, self.lacking, -self.across, -self.new)
    }
}

impl<'a> Search<'a> {
    pub fn new(table: &'a Table, rules: &'a Rules) -> Self {
        Self { table, rules }
    }

    /// The best division of all starts; of equals that of the first.
    pub fn best(&self, seed: u64) -> Found {
        let mut found: Vec<Found> = (0..STARTS)
            .into_par_iter()
            .map(|start| self.anneal(&mut Random::stream(seed, start)))
            .collect();
        found.sort_by_key(Found::rank); // stable
        found.swap_remove(0)
    }

    fn anneal(&self, random: &mut Random) -> Found {
        let mut now = self.begin(random);
        let mut best = now.clone();
        if self.rules.teams < 2 {
            return best;
        }
        let steps = STEPS + STEPS_EACH * self.table.count();
        for step in 0..steps {
            let heat = WARM * (COLD / WARM).powf(step as f64 / steps as f64);
            self.step(&mut now, heat, random);
            if now.rank() < best.rank() {
                best = now.clone();
            }
        }
        best
    }

    /// Tries one swap.
    fn step(&self, now: &mut Found, heat: f64, random: &mut Random) {
        let a = random.below(now.teams.len());
        let b = (a + 1 + random.below(now.teams.len() - 1)) % now.teams.len();
        let (i, j) = (
            random.below(now.teams[a].len()),
            random.below(now.teams[b].len()),
        );
        let before = self.broken_and_lacking(&now.teams[a], &now.teams[b]);
        let (across, new) = self.gain(now, (a, i), (b, j));
        swap(&mut now.teams, (a, i), (b, j));
        let protects = self.table.protects(&now.teams[a]) && self.table.protects(&now.teams[b]);
        let after = self.broken_and_lacking(&now.teams[a], &now.teams[b]);
        let change = |then: usize, now: usize| then as f64 - now as f64;
        // A wish is worth more than all meetings of one person, a rule far more.
        let wish = 2.0 * now.teams[a].len().max(now.teams[b].len()) as f64;
        let pairs = (self.table.count() * self.table.count()) as f64;
        let gain = across as f64 + new as f64 / pairs
            - wish * change(after.1, before.1)
            - 4.0 * wish * change(after.0, before.0);
        let breaks = now.apart_broken == 0 && after.0 > 0;
        let takes = gain >= 0.0 || random.unit() < (gain / heat).exp();
        if !protects || breaks || !takes {
            return swap(&mut now.teams, (a, i), (b, j));
        }
        now.apart_broken = now.apart_broken + after.0 - before.0;
        now.lacking = now.lacking + after.1 - before.1;
        now.across += across;
        now.new += new;
    }

    fn broken_and_lacking(&self, a: &[u32], b: &[u32]) -> (usize, usize) {
        let table = self.table;
        (
            table.apart_broken(a) + table.apart_broken(b),
            table.lacking(a) + table.lacking(b),
        )
    }

    /// Meetings across and at all that the swap would bring.
    fn gain(&self, now: &Found, (a, i): (usize, usize), (b, j): (usize, usize)) -> (i64, i64) {
        let (p, q) = (now.teams[a][i], now.teams[b][j]);
        let (mut across, mut new) = (0, 0);
        for (team, comes, goes) in [(a, q, p), (b, p, q)] {
            for &other in now.teams[team].iter().filter(|&&other| other != goes) {
                let (come, go) = (self.table.meet(comes, other), self.table.meet(goes, other));
                across += come.0 - go.0;
                new += come.1 - go.1;
            }
        }
        (across, new)
    }

    /// Everyone somewhere by lot, every minor beside enough adults.
    fn begin(&self, random: &mut Random) -> Found {
        let count = self.table.count();
        let mut order: Vec<u32> = (0..count as u32).collect();
        random.shuffle(&mut order);
        let (mut adults, mut minors): (Vec<u32>, Vec<u32>) = order
            .into_iter()
            .partition(|&v| self.table.adult[v as usize]);
        let hosts = hosts(count, adults.len(), minors.len(), self.rules).unwrap_or(0);
        let mut teams = vec![Vec::new(); self.rules.teams];
        for (number, team) in teams.iter_mut().enumerate().take(hosts) {
            team.extend(adults.drain(..self.rules.adults_beside_minors.min(adults.len())));
            let free = size(count, self.rules.teams, number).saturating_sub(team.len());
            team.extend(minors.drain(..free.min(minors.len())));
        }
        for (number, team) in teams.iter_mut().enumerate() {
            let free = size(count, self.rules.teams, number).saturating_sub(team.len());
            team.extend(adults.drain(..free.min(adults.len())));
        }
        self.stand(teams)
    }

    fn stand(&self, teams: Vec<Vec<u32>>) -> Found {
        let (mut across, mut new) = (0, 0);
        for team in &teams {
            let (a, n) = self.table.meets(team);
            across += a as i64;
            new += n as i64;
        }
        Found {
            apart_broken: teams.iter().map(|team| self.table.apart_broken(team)).sum(),
            lacking: teams.iter().map(|team| self.table.lacking(team)).sum(),
            across,
            new,
            teams,
        }
    }
}

fn swap(teams: &mut [Vec<u32>], (a, i): (usize, usize), (b, j): (usize, usize)) {
    let (p, q) = (teams[a][i], teams[b][j]);
    teams[a][i] = q;
    teams[b][j] = p;
}
