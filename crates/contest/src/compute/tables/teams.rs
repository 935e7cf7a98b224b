//! The teams of a group by name, and what is said of them beside the matches.

use super::read::At;
use crate::standings::Group;
use std::collections::HashMap;

/// The teams of a group, each with its number.
pub(super) struct Teams<'a> {
    /// By number.
    pub names: Vec<&'a str>,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Teams<'a> {
    /// Reads names, each of which may stand once.
    pub fn read(names: impl IntoIterator<Item = At<'a>>) -> Result<Self, String> {
        let mut teams = Self {
            names: Vec::new(),
            numbers: HashMap::new(),
        };
        for at in names {
            let name = at.text()?;
            if teams.numbers.insert(name, teams.names.len()).is_some() {
                return Err(at.fails(format_args!("“{name}” tertulis dua kali")));
            }
            teams.names.push(name);
        }
        Ok(teams)
    }

    /// The number of the team whose name stands there.
    pub fn find(&self, at: &At<'_>) -> Result<usize, String> {
        self.known(at.text()?, at)
    }

    fn known(&self, name: &str, at: &At<'_>) -> Result<usize, String> {
        let number = self.numbers.get(name).copied();
        number.ok_or_else(|| at.fails(format_args!("tim “{name}” tidak ada dalam daftar tim")))
    }

    /// Both sides of a match, under `home` and `away` or under `a` and `b`.
    pub fn sides(&self, at: &At<'_>) -> Result<[usize; 2], String> {
        let keys = if at.get("a").is_some() {
            ["a", "b"]
        } else {
            ["home", "away"]
        };
        let [first, second] = [at.need(keys[0])?, at.need(keys[1])?];
        Ok([self.find(&first)?, self.find(&second)?])
    }

    /// Whole numbers by team; `None` for those not named.
    pub fn numbers(
        &self,
        at: &At<'a>,
        number: impl Fn(&At<'a>) -> Result<i64, String>,
    ) -> Result<Vec<Option<i64>>, String> {
        let mut numbers = vec![None; self.names.len()];
        for (name, at) in at.fields()? {
            numbers[self.known(name, &at)?] = Some(number(&at)?);
        }
        Ok(numbers)
    }

    /// Teams in an order written down; none where it is missing.
    fn order(&self, input: &At<'a>, key: &str) -> Result<Vec<usize>, String> {
        let Some(at) = input.get(key) else {
            return Ok(Vec::new());
        };
        let mut order = Vec::new();
        for at in at.items()? {
            let team = self.find(&at)?;
            if order.contains(&team) {
                return Err(at.fails(format_args!("“{}” tertulis dua kali", self.names[team])));
            }
            order.push(team);
        }
        Ok(order)
    }

    /// A group of these teams with lots, ranking and marks for fair play, without matches.
    pub fn group(&self, input: &At<'a>) -> Result<Group, String> {
        let fair_play = input
            .get("fair_play_points")
            .map_or(Ok(Vec::new()), |at| self.numbers(&at, At::whole))?;
        Ok(Group {
            teams: self.names.len(),
            fair_play,
            lots: self.order(input, "drawing_of_lots_order")?,
            ranking: self.order(input, "ranking")?,
            ..Group::default()
        })
    }
}
