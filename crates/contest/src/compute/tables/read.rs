//! Reads JSON and knows the place: each refusal is one sentence that begins with where it is.

use crate::standings::Group;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Display;

/// The largest number that is taken for a count of anything.
const MOST: i64 = 1_000_000;

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct At<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> At<'a> {
    /// The whole input.
    pub fn root(value: &'a Value) -> Self {
        Self {
            value,
            path: String::new(),
        }
    }

    /// A refusal of this place.
    pub fn fails(&self, why: impl Display) -> String {
        if self.path.is_empty() {
            return format!("masukan: {why}");
        }
        format!("{}: {why}", self.path)
    }

    /// A field; `None` where it is missing or null.
    pub fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(self.inner(value, key))
    }

    /// A field that must be there.
    pub fn need(&self, key: &str) -> Result<Self, String> {
        self.get(key)
            .ok_or_else(|| self.fails(format_args!("isian “{key}” belum ada")))
    }

    fn inner(&self, value: &'a Value, key: &str) -> Self {
        let path = if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        };
        Self { value, path }
    }

    /// The items of a list.
    pub fn items(&self) -> Result<impl ExactSizeIterator<Item = Self> + use<'a>, String> {
        let list = self
            .value
            .as_array()
            .ok_or_else(|| self.fails("harus berupa daftar"))?;
        let path = self.path.clone();
        Ok(list.iter().enumerate().map(move |(at, value)| Self {
            value,
            path: format!("{path}[{at}]"),
        }))
    }

    /// The items of a list that must not be empty.
    pub fn some_items(&self) -> Result<impl ExactSizeIterator<Item = Self> + use<'a>, String> {
        let items = self.items()?;
        if items.len() == 0 {
            return Err(self.fails("daftar ini masih kosong"));
        }
        Ok(items)
    }

    /// The fields of an object, with their names.
    pub fn fields(&self) -> Result<Vec<(&'a str, Self)>, String> {
        let fields = self
            .value
            .as_object()
            .ok_or_else(|| self.fails("harus berupa objek"))?;
        Ok(fields
            .iter()
            .map(|(key, value)| (key.as_str(), self.inner(value, key)))
            .collect())
    }

    /// A list of just two.
    pub fn pair(&self) -> Result<[Self; 2], String> {
        let items: Vec<Self> = self.items()?.collect();
        items
            .try_into()
            .map_err(|_| self.fails("harus berisi tepat dua angka"))
    }

    /// Two counts.
    pub fn counts(&self) -> Result<[u32; 2], String> {
        let [ours, theirs] = self.pair()?;
        Ok([ours.count()?, theirs.count()?])
    }

    /// A text that isn't empty.
    pub fn text(&self) -> Result<&'a str, String> {
        self.value
            .as_str()
            .filter(|text| !text.trim().is_empty())
            .ok_or_else(|| self.fails("harus berupa teks"))
    }

    /// Yes or no.
    pub fn flag(&self) -> Result<bool, String> {
        self.value
            .as_bool()
            .ok_or_else(|| self.fails("harus true atau false"))
    }

    /// The value as it stands.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// A whole number of at most seven digits, below zero too.
    pub fn whole(&self) -> Result<i64, String> {
        let number = self
            .value
            .as_f64()
            .ok_or_else(|| self.fails("harus berupa angka"))?;
        if number.fract() != 0.0 || number.abs() > MOST as f64 {
            return Err(self.fails("harus bilangan bulat yang wajar"));
        }
        Ok(number as i64)
    }

    /// A whole number, 0 or more.
    pub fn count(&self) -> Result<u32, String> {
        let number = self.whole()?;
        u32::try_from(number).map_err(|_| self.fails(format_args!("{number} tidak boleh negatif")))
    }

    /// A count, or 0 where it is missing.
    pub fn count_or_zero(&self, key: &str) -> Result<u32, String> {
        self.get(key).map_or(Ok(0), |at| at.count())
    }

    /// An exact decimal as it is written.
    pub fn decimal(&self) -> Result<Decimal, String> {
        let number = self
            .value
            .as_number()
            .ok_or_else(|| self.fails("harus berupa angka"))?;
        let text = number.to_string();
        let decimal = text
            .parse()
            .ok()
            .or_else(|| Decimal::from_scientific(&text).ok());
        decimal.ok_or_else(|| self.fails("angkanya di luar jangkauan"))
    }

    /// A decimal, 0 or more.
    pub fn positive_decimal(&self) -> Result<Decimal, String> {
        let number = self.decimal()?;
        if number < Decimal::ZERO {
            return Err(self.fails(format_args!("{number} tidak boleh negatif")));
        }
        Ok(number)
    }
}

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
