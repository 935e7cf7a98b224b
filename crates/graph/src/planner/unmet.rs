//! The wishes a plan could not keep, in which teams, and why: too few such people, which counting
//! shows, or no arrangement found beside all else.

use super::standing::{Lack, Table};
use super::{Member, Rules, Sex};

/// A wish for each team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// So many persons with a skill.
    Skill(u32),
    /// So many persons of a sex.
    Sex(Sex),
    /// Ages not too far apart.
    AgeSpan,
}

/// Why a wish could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There are fewer such persons than all teams together need.
    TooFew {
        /// How many there are.
        have: usize,
        /// How many would be needed.
        need: usize,
    },
    /// No way was found that keeps it beside everything else.
    NoneFound,
}

/// A wish that some teams of a plan miss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The wish.
    pub want: Want,
    /// The teams that miss it, from 0, ascending.
    pub teams: Vec<usize>,
    /// Persons lacking in them together; for ages, years too many.
    pub missing: usize,
    /// The reason.
    pub why: Why,
}

impl Unmet {
    /// One Indonesian sentence for the board; `skill` names a skill. Teams count from 1.
    #[must_use]
    pub fn sentence(&self, skill: impl Fn(u32) -> String) -> String {
        let teams: Vec<String> = self.teams.iter().map(|t| (t + 1).to_string()).collect();
        let teams = match teams.as_slice() {
            [one] => format!("Regu {one}"),
            [head @ .., last] => format!("Regu {} dan {last}", head.join(", ")),
            [] => "Regu".to_owned(),
        };
        let (what, missing) = (self.what(skill), self.missing);
        let why = match self.why {
            Why::TooFew { have, need } => {
                format!("yang ada {have} orang, padahal semua regu perlu {need}")
            }
            Why::NoneFound => "tidak ditemukan susunan yang memenuhinya bersama syarat lain".into(),
        };
        match self.want {
            Want::AgeSpan => format!("{teams} melewati batas {what} ({missing} tahun): {why}."),
            _ => format!("{teams} kekurangan {what} ({missing} orang): {why}."),
        }
    }

    fn what(&self, skill: impl Fn(u32) -> String) -> String {
        match self.want {
            Want::Skill(number) => format!("anggota berketerampilan {}", skill(number)),
            Want::Sex(Sex::Female) => "perempuan".to_owned(),
            Want::Sex(Sex::Male) => "laki-laki".to_owned(),
            Want::AgeSpan => "selisih umur".to_owned(),
        }
    }
}

/// The wishes that `teams` miss.
pub(super) fn list(
    members: &[Member],
    rules: &Rules,
    table: &Table,
    teams: &[Vec<u32>],
) -> Vec<Unmet> {
    let lacks: Vec<Lack> = teams.iter().map(|team| table.lack(team)).collect();
    let count = |is: &dyn Fn(&Member) -> bool| members.iter().filter(|m| is(m)).count();
    let few = |have: usize, each: usize| match each * teams.len() {
        need if have < need => Why::TooFew { have, need },
        _ => Why::NoneFound,
    };
    let skills = rules.skills.iter().enumerate().map(|(at, &(skill, each))| {
        let have = count(&|m| m.skills.contains(&skill));
        unmet(Want::Skill(skill), &lacks, few(have, each), |l| {
            l.skills[at]
        })
    });
    let of_sex = |sex| few(count(&|m| m.sex == Some(sex)), rules.each_sex);
    let (women, men) = (of_sex(Sex::Female), of_sex(Sex::Male));
    skills
        .chain([
            unmet(Want::Sex(Sex::Female), &lacks, women, |l| l.women),
            unmet(Want::Sex(Sex::Male), &lacks, men, |l| l.men),
            unmet(Want::AgeSpan, &lacks, Why::NoneFound, |l| l.years),
        ])
        .flatten()
        .collect()
}

fn unmet(want: Want, lacks: &[Lack], why: Why, missing: impl Fn(&Lack) -> usize) -> Option<Unmet> {
    let teams: Vec<usize> = (0..lacks.len())
        .filter(|&t| missing(&lacks[t]) > 0)
        .collect();
    (!teams.is_empty()).then(|| Unmet {
        want,
        missing: lacks.iter().map(missing).sum(),
        teams,
        why,
    })
}
