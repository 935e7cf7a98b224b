//! Writes the fields of an answer; an undefined figure is `null` and its reason is told beside it.

use crate::{Interval, Undefined};
use serde_json::{Map, Value, json};

/// An answer on its way.
#[derive(Default)]
pub(super) struct Answer {
    fields: Map<String, Value>,
    undefined: Map<String, Value>,
}

impl Answer {
    /// A field as it is.
    pub(super) fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(key.to_owned(), value.into());
        self
    }

    /// A figure, or `null` and why.
    pub(super) fn figure<T: Into<Written>>(self, key: &str, figure: Result<T, Undefined>) -> Self {
        self.change(key, figure, |Written(value)| value)
    }

    /// A figure changed for the reader, or `null` and why.
    pub(super) fn change<T: Into<Written>>(
        mut self,
        key: &str,
        figure: Result<T, Undefined>,
        change: impl FnOnce(Written) -> Value,
    ) -> Self {
        if let Err(why) = &figure {
            self.undefined
                .insert(key.to_owned(), why.to_string().into());
        }
        let value = figure.map_or(Value::Null, |value| change(value.into()));
        self.set(key, value)
    }

    /// The finished answer.
    pub(super) fn done(mut self) -> Value {
        if !self.undefined.is_empty() {
            self.fields
                .insert("undefined".to_owned(), self.undefined.into());
        }
        Value::Object(self.fields)
    }
}

/// A figure as JSON.
pub(super) struct Written(Value);

impl From<f64> for Written {
    fn from(number: f64) -> Self {
        Self(number.into())
    }
}

impl From<Interval> for Written {
    fn from(interval: Interval) -> Self {
        Self(json!([interval.low, interval.high]))
    }
}
