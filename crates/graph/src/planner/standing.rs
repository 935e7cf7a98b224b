//! How a team stands: which of its pairs would meet, which rules it breaks, which wishes it misses.

use super::{Member, Rules, Sex, is_adult};
use crate::Graph;

/// What the search asks about persons, laid out so that it is quick.
pub(super) struct Table {
    count: usize,
    /// Of each pair: 0 they know each other, 1 they don't, 2 they come from two hamlets besides.
    pairs: Vec<u8>,
    /// Pairs to keep apart, of each person.
    apart: Vec<Vec<u32>>,
    pub adult: Vec<bool>,
    sex: Vec<Option<Sex>>,
    age: Vec<Option<u8>>,
    /// Of each person, whether they have each of the wanted skills.
    skilled: Vec<Vec<bool>>,
    wanted: Vec<usize>,
    each_sex: usize,
    age_span: Option<u8>,
    beside: usize,
}

/// What a team lacks of each wish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lack {
    /// Persons of each wanted skill.
    pub skills: Vec<usize>,
    pub women: usize,
    pub men: usize,
    /// Years too many between the oldest and the youngest.
    pub years: usize,
}

impl Table {
    pub fn new(members: &[Member], known: &Graph, rules: &Rules) -> Self {
        let count = members.len();
        let mut pairs = vec![0_u8; count * count];
        for (a, first) in members.iter().enumerate() {
            for (b, second) in members.iter().enumerate() {
                let hamlets = first.hamlet.zip(second.hamlet);
                pairs[a * count + b] = 1 + u8::from(hamlets.is_some_and(|(x, y)| x != y));
            }
        }
        for (a, b, _) in known.each_tie() {
            pairs[a as usize * count + b as usize] = 0;
            pairs[b as usize * count + a as usize] = 0;
        }
        let mut apart = vec![Vec::new(); count];
        for &(a, b) in &rules.apart {
            apart[a as usize].push(b);
            apart[b as usize].push(a);
        }
        let skilled = |m: &Member| {
            rules
                .skills
                .iter()
                .map(|(s, _)| m.skills.contains(s))
                .collect()
        };
        Self {
            count,
            pairs,
            apart,
            adult: members.iter().map(|m| is_adult(m, rules)).collect(),
            sex: members.iter().map(|m| m.sex).collect(),
            age: members.iter().map(|m| m.age).collect(),
            skilled: members.iter().map(skilled).collect(),
            wanted: rules.skills.iter().map(|&(_, wanted)| wanted).collect(),
            each_sex: rules.each_sex,
            age_span: rules.age_span,
            beside: rules.adults_beside_minors,
        }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether `a` and `b` would meet across hamlets, and whether they would meet at all.
    pub fn meet(&self, a: u32, b: u32) -> (i64, i64) {
        let pair = self.pairs[a as usize * self.count + b as usize];
        (i64::from(pair == 2), i64::from(pair > 0))
    }

    /// Pairs of `team` that meet across hamlets, and that meet at all.
    pub fn meets(&self, team: &[u32]) -> (usize, usize) {
        let (mut across, mut new) = (0, 0);
        for (at, &a) in team.iter().enumerate() {
            for &b in &team[at + 1..] {
                let (x, y) = self.meet(a, b);
                across += x as usize;
                new += y as usize;
            }
        }
        (across, new)
    }

    /// Pairs of `team` that must be apart.
    pub fn apart_broken(&self, team: &[u32]) -> usize {
        let broken = |&a: &u32| {
            self.apart[a as usize]
                .iter()
                .filter(|b| team.contains(b))
                .count()
        };
        team.iter().map(broken).sum::<usize>() / 2
    }

    /// Whether `team` has enough adults beside its minors.
    pub fn protects(&self, team: &[u32]) -> bool {
        let adults = team.iter().filter(|&&v| self.adult[v as usize]).count();
        adults == team.len() || adults >= self.beside
    }

    /// How much `team` lacks of all wishes together.
    pub fn lacking(&self, team: &[u32]) -> usize {
        let skills = 0..self.wanted.len();
        skills.map(|at| self.lack_of_skill(team, at)).sum::<usize>()
            + self.lack_of_sex(team, Sex::Female)
            + self.lack_of_sex(team, Sex::Male)
            + self.years_above(team)
    }

    /// What `team` lacks of each wish.
    pub fn lack(&self, team: &[u32]) -> Lack {
        let skills = 0..self.wanted.len();
        Lack {
            skills: skills.map(|at| self.lack_of_skill(team, at)).collect(),
            women: self.lack_of_sex(team, Sex::Female),
            men: self.lack_of_sex(team, Sex::Male),
            years: self.years_above(team),
        }
    }

    fn lack_of_skill(&self, team: &[u32], at: usize) -> usize {
        let have = team.iter().filter(|&&v| self.skilled[v as usize][at]);
        self.wanted[at].saturating_sub(have.count())
    }

    fn lack_of_sex(&self, team: &[u32], sex: Sex) -> usize {
        if self.each_sex == 0 {
            return 0;
        }
        let have = team.iter().filter(|&&v| self.sex[v as usize] == Some(sex));
        self.each_sex.saturating_sub(have.count())
    }

    fn years_above(&self, team: &[u32]) -> usize {
        let Some(most) = self.age_span else { return 0 };
        let ages = || team.iter().filter_map(|&v| self.age[v as usize]);
        let span = ages().max().unwrap_or(0) - ages().min().unwrap_or(0);
        span.saturating_sub(most).into()
    }
}
