//! Teams that bring people together: who should work with whom so that as many as possible meet
//! someone new from another hamlet, under rules of protection that are never broken and wishes
//! that are kept where they can be. What could not be kept is said, with the reason.

mod search;
mod standing;
#[cfg(test)]
mod tests;
mod unmet;

use crate::Graph;
use search::Search;
use standing::Table;
pub use unmet::{Unmet, Want, Why};

/// Persons that one plan may hold.
const MOST: usize = 2_000;

/// A person to be placed; what is unknown is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// Hamlet, RW or RT, as a number of the caller's.
    pub hamlet: Option<u32>,
    /// Sex, where it is known.
    pub sex: Option<Sex>,
    /// Age in whole years, where it is known.
    pub age: Option<u8>,
    /// What the person can do, as numbers of the caller's.
    pub skills: Vec<u32>,
}

/// Sex as the member list has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Perempuan.
    Female,
    /// Laki-laki.
    Male,
}

/// What the teams must and should be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// How many teams; their sizes differ by one at most. Kept always.
    pub teams: usize,
    /// A person of this age is an adult.
    pub adult_from: u8,
    /// Adults there must be in a team that has someone who is not known to be one: two, so that no
    /// child is alone with one adult; 0 asks for none. Kept always.
    pub adults_beside_minors: usize,
    /// Persons never to be in the same team. Kept always.
    pub apart: Vec<(u32, u32)>,
    /// Wanted in each team: so many persons with that skill.
    pub skills: Vec<(u32, usize)>,
    /// Wanted in each team: at least so many women and so many men.
    pub each_sex: usize,
    /// Wanted in each team: years between the oldest and the youngest of known age, at most.
    pub age_span: Option<u8>,
}

impl Rules {
    /// So many teams under the rules of protection only: adult from 18, two adults beside minors.
    #[must_use]
    pub fn protecting(teams: usize) -> Self {
        Self {
            teams,
            adult_from: 18,
            adults_beside_minors: 2,
            apart: Vec::new(),
            skills: Vec::new(),
            each_sex: 0,
            age_span: None,
        }
    }
}

/// Teams, and what they bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The persons of each team, ascending; teams in the order of their first persons.
    pub teams: Vec<Vec<u32>>,
    /// Pairs in one team who have no tie yet and come from two hamlets.
    pub across: usize,
    /// Pairs in one team who have no tie yet, those across included.
    pub new: usize,
    /// Pairs in one team who have a tie already.
    pub known: usize,
    /// Wishes that could not be kept, each with the reason; empty if all were.
    pub unmet: Vec<Unmet>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// No teams, or more than there are persons.
    #[error("Jumlah regu harus antara 1 dan jumlah orang ({members}), bukan {teams}.")]
    Teams {
        /// Teams asked for.
        teams: usize,
        /// Persons there are.
        members: usize,
    },
    /// More persons than one plan may hold.
    #[error("Sekali menyusun regu paling banyak {most} orang, bukan {members}.")]
    TooMany {
        /// Persons given.
        members: usize,
        /// How many there may be.
        most: usize,
    },
    /// The network of known ties is of other people.
    #[error("Jaringan berisi {nodes} orang, padahal yang akan dibagi {members} orang.")]
    OtherPeople {
        /// Nodes of the network.
        nodes: usize,
        /// Persons given.
        members: usize,
    },
    /// A pair to keep apart that is none.
    #[error(
        "Pasangan ke-{place} yang harus dipisah tidak sah: sebutkan dua orang berbeda dari daftar."
    )]
    BadPair {
        /// The pair, from 1.
        place: usize,
    },
    /// Too few adults for the teams that would have minors.
    #[error(
        "Orang dewasa yang umurnya diketahui {adults}, kurang untuk mendampingi {minors} orang \
         yang belum dewasa atau belum diketahui umurnya: tiap regunya perlu {beside} orang dewasa. \
         Tambah pendamping, kurangi jumlah regu, atau lengkapi umur."
    )]
    Adults {
        /// Known adults.
        adults: usize,
        /// All others.
        minors: usize,
        /// Adults needed in a team.
        beside: usize,
    },
    /// No way was found to keep all pairs apart that must be.
    #[error(
        "Tidak ditemukan susunan yang memisahkan semua pasangan yang harus dipisah. \
         Tambah jumlah regu atau kurangi pasangannya."
    )]
    Apart,
}

/// Divides `members` into teams, `known` being the ties they have (node i is member i).
///
/// What is never broken: team sizes, [`Rules::adults_beside_minors`], [`Rules::apart`]; where they
/// cannot all be kept there is no plan but the reason. Then as many wishes are kept as can be,
/// then as many pairs as possible meet across hamlets, then as many as possible meet at all. An
/// unknown age counts as a minor's where adults are needed; an unknown hamlet is no other hamlet;
/// someone without ties is new to everyone.
///
/// Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) by swapping two persons, from four
/// starts with a fixed number of steps: very good, not proven best. The same members, ties, rules
/// and seed give the same plan, on any number of threads. Time O(members · team size · 400),
/// memory O(members²).
///
/// # Errors
///
/// [`NoPlan`], one Indonesian sentence with what to do.
pub fn plan(members: &[Member], known: &Graph, rules: &Rules, seed: u64) -> Result<Plan, NoPlan> {
    check(members, known, rules)?;
    let table = Table::new(members, known, rules);
    let found = Search::new(&table, rules).best(seed);
    if found.apart_broken > 0 {
        return Err(NoPlan::Apart);
    }
    let mut teams = found.teams;
    teams.iter_mut().for_each(|team| team.sort_unstable());
    teams.sort_unstable();
    let (across, new) = teams
        .iter()
        .map(|team| table.meets(team))
        .fold((0, 0), |(across, new), (a, n)| (across + a, new + n));
    let pairs: usize = teams
        .iter()
        .map(|team| team.len() * (team.len() - 1) / 2)
        .sum();
    Ok(Plan {
        unmet: unmet::list(members, rules, &table, &teams),
        teams,
        across,
        new,
        known: pairs - new,
    })
}

fn check(members: &[Member], known: &Graph, rules: &Rules) -> Result<(), NoPlan> {
    let (count, nodes, teams) = (members.len(), known.nodes(), rules.teams);
    if count > MOST {
        return Err(NoPlan::TooMany {
            members: count,
            most: MOST,
        });
    }
    if teams == 0 || teams > count {
        return Err(NoPlan::Teams {
            teams,
            members: count,
        });
    }
    if nodes != count {
        return Err(NoPlan::OtherPeople {
            nodes,
            members: count,
        });
    }
    let bad = |&(a, b): &(u32, u32)| a == b || a.max(b) as usize >= count;
    if let Some(at) = rules.apart.iter().position(bad) {
        return Err(NoPlan::BadPair { place: at + 1 });
    }
    let adults = members.iter().filter(|m| is_adult(m, rules)).count();
    let (minors, beside) = (count - adults, rules.adults_beside_minors);
    let hosts = hosts(count, adults, minors, rules);
    hosts.map(|_| ()).ok_or(NoPlan::Adults {
        adults,
        minors,
        beside,
    })
}

fn is_adult(member: &Member, rules: &Rules) -> bool {
    member.age.is_some_and(|age| age >= rules.adult_from)
}

/// How many teams, the larger ones first, must take minors so that all have a place beside enough
/// adults; `None` if the adults don't suffice.
fn hosts(count: usize, adults: usize, minors: usize, rules: &Rules) -> Option<usize> {
    let beside = rules.adults_beside_minors;
    let places = |team: usize| size(count, rules.teams, team).saturating_sub(beside);
    let mut free = 0;
    (0..=rules.teams).find(|&hosts| {
        free += if hosts > 0 { places(hosts - 1) } else { 0 };
        free >= minors && hosts * beside <= adults
    })
}

/// Persons in team number `team`: the larger teams come first.
fn size(count: usize, teams: usize, team: usize) -> usize {
    count / teams + usize::from(team < count % teams)
}
