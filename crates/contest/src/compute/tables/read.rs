//! Reads JSON and knows the place: each refusal is one sentence that begins with where it is.

use rust_decimal::Decimal;
use serde_json::Value;
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
