//! Reads the fields of a case; what is wrong is told with its place.

use serde_json::{Map, Value};
use std::fmt;

/// Numbers beyond this are no answers of people, and their squares still are numbers.
const LARGEST: f64 = 1e15;

/// What is wrong, and where: `rows[3][2]: "abc" bukan angka`.
#[derive(Debug, PartialEq)]
pub(super) struct Wrong {
    place: String,
    what: String,
}

impl Wrong {
    /// Something wrong right here.
    pub(super) fn here(what: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            what: what.into(),
        }
    }

    /// The same, as seen from outside the field or place `outer`.
    pub(super) fn inside(mut self, outer: &str) -> Self {
        let dot = if self.place.is_empty() || self.place.starts_with('[') {
            ""
        } else {
            "."
        };
        self.place = format!("{outer}{dot}{}", self.place);
        self
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() {
            "isian"
        } else {
            &self.place
        };
        write!(f, "{place}: {}", self.what)
    }
}

/// The fields of one case, and those common to all cases.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    own: &'a Map<String, Value>,
    common: Option<&'a Map<String, Value>>,
}

impl<'a> Case<'a> {
    pub(super) fn of(value: &'a Value) -> Result<Self, Wrong> {
        Ok(Self {
            own: object(value)?,
            common: None,
        })
    }

    /// `case` among the cases of `self`.
    pub(super) fn with(self, case: &'a Value) -> Result<Self, Wrong> {
        Ok(Self {
            own: object(case)?,
            common: Some(self.own),
        })
    }

    /// A field that may be missing; `null` is missing.
    pub(super) fn optional(self, key: &str) -> Option<&'a Value> {
        let found = self
            .own
            .get(key)
            .or_else(|| self.common.filter(|_| key != "cases")?.get(key));
        found.filter(|value| !value.is_null())
    }

    /// Reads a field that has to be there.
    pub(super) fn read<T>(
        self,
        key: &str,
        read: impl FnOnce(&'a Value) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        let value = self.optional(key).ok_or_else(|| Wrong::here("belum diisi"));
        value.and_then(read).map_err(|wrong| wrong.inside(key))
    }

    /// Reads a field that may be missing.
    pub(super) fn maybe<T>(
        self,
        key: &str,
        read: impl FnOnce(&'a Value) -> Result<T, Wrong>,
    ) -> Result<Option<T>, Wrong> {
        let found = self.optional(key).map(read).transpose();
        found.map_err(|wrong| wrong.inside(key))
    }
}

/// Reads a list, one by one.
pub(super) fn each<'a, T>(
    value: &'a Value,
    read: impl Fn(&'a Value) -> Result<T, Wrong>,
) -> Result<Vec<T>, Wrong> {
    let Value::Array(list) = value else {
        return Err(unlike(value, "daftar"));
    };
    let read = |(at, value)| read(value).map_err(|wrong: Wrong| wrong.inside(&format!("[{at}]")));
    list.iter().enumerate().map(read).collect()
}

/// As [`each`], of a list that must not be empty.
pub(super) fn some<'a, T>(
    value: &'a Value,
    read: impl Fn(&'a Value) -> Result<T, Wrong>,
) -> Result<Vec<T>, Wrong> {
    let list = each(value, read)?;
    if list.is_empty() {
        return Err(Wrong::here("daftarnya kosong"));
    }
    Ok(list)
}

pub(super) fn object(value: &Value) -> Result<&Map<String, Value>, Wrong> {
    value.as_object().ok_or_else(|| unlike(value, "objek"))
}

pub(super) fn text(value: &Value) -> Result<&str, Wrong> {
    value.as_str().ok_or_else(|| unlike(value, "teks"))
}

/// A number of a size that answers have.
pub(super) fn number(value: &Value) -> Result<f64, Wrong> {
    let number = value.as_f64().ok_or_else(|| unlike(value, "angka"))?;
    if number.abs() > LARGEST {
        return Err(Wrong::here(format!("{} terlalu besar", shown(value))));
    }
    Ok(number)
}

/// A number, or `null` where nobody answered.
pub(super) fn answer(value: &Value) -> Result<Option<f64>, Wrong> {
    if value.is_null() {
        return Ok(None);
    }
    number(value).map(Some)
}

/// How many: a whole number from 0.
pub(super) fn count(value: &Value) -> Result<u64, Wrong> {
    let number = number(value)?;
    if number < 0.0 || number.fract() != 0.0 {
        let what = format!("{} bukan bilangan bulat mulai dari 0", shown(value));
        return Err(Wrong::here(what));
    }
    Ok(number as u64)
}

/// That `value` is not what was wanted there.
pub(super) fn unlike(value: &Value, wanted: &str) -> Wrong {
    Wrong::here(format!("{} bukan {wanted}", shown(value)))
}

/// The beginning of what stands there.
pub(super) fn shown(value: &Value) -> String {
    let whole = value.to_string();
    let mut start: String = whole.chars().take(40).collect();
    if start.len() < whole.len() {
        start.push('…');
    }
    start
}
