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
    pub(super) fn figure<T: Into<Value>>(
        mut self,
        key: &str,
        figure: Result<T, Undefined>,
    ) -> Self {
        if let Err(why) = &figure {
            self.undefined
                .insert(key.to_owned(), why.to_string().into());
        }
        self.set(key, figure.map_or(Value::Null, T::into))
    }

    /// The finished answer.
    pub(super) fn done(mut self) -> Value {
        if !self.undefined.is_empty() {
            let why = Value::Object(self.undefined);
            self.fields.insert("undefined".to_owned(), why);
        }
        Value::Object(self.fields)
    }
}

impl From<Interval> for Value {
    fn from(interval: Interval) -> Self {
        json!([interval.low, interval.high])
    }
}
