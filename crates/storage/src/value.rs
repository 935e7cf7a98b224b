//! Values on their way in: what `args![…]` makes of a program's types.
//! Instants become Unix milliseconds, days ISO text, ids UUIDs, money whole rupiah.
//! The same value goes to both engines; `sqlite` and `postgres` bind it.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// An argument of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value, of any type.
    Null,
    /// A `boolean`.
    Bool(bool),
    /// A `bigint`: numbers, instants (Unix milliseconds), money (rupiah).
    Int(i64),
    /// A `double precision`.
    Float(f64),
    /// A `text`: words, days (ISO), JSON.
    Text(String),
    /// A `bytea`.
    Bytes(Vec<u8>),
    /// A `uuid`.
    Id(Uuid),
}

/// Arguments for `$1`, `$2`, … in order: `args![unit, today, limit]`.
#[macro_export]
macro_rules! args {
    () => {
        ::std::vec::Vec::<$crate::Value>::new()
    };
    ($($value:expr),+ $(,)?) => {
        ::std::vec![$($crate::Value::from($value)),+]
    };
}

/// Values for an enum (or any type) that is kept as its `Display` text and read by `FromStr`.
///
/// `storage::text_values!(Kind, State);` lets `Kind` stand in `args![…]` and in rows.
#[macro_export]
macro_rules! text_values {
    ($($name:ty),+ $(,)?) => {$(
        impl ::std::convert::From<$name> for $crate::Value {
            fn from(value: $name) -> Self {
                Self::from(::std::string::ToString::to_string(&value))
            }
        }

        impl $crate::FromValue for $name {
            fn from_value(cell: $crate::Cell<'_>) -> $crate::Result<Self> {
                let text = <::std::string::String as $crate::FromValue>::from_value(cell)?;
                text.parse().map_err(|_| {
                    $crate::Error::Type(::std::format!("{text:?} is no {}", stringify!($name)))
                })
            }
        }
    )+};
}

/// PostgreSQL's text holds no NUL, and nobody's name has one: both engines keep U+FFFD instead.
fn without_nul(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "\u{FFFD}")
    } else {
        text
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(without_nul(text))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<T> From<Option<T>> for Value
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

macro_rules! from {
    ($($type:ty => |$value:ident| $to:expr;)+) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $to
            }
        }
    )+};
}

from! {
    bool => |value| Self::Bool(value);
    i64 => |value| Self::Int(value);
    i32 => |value| Self::Int(value.into());
    i16 => |value| Self::Int(value.into());
    i8 => |value| Self::Int(value.into());
    u32 => |value| Self::Int(value.into());
    u16 => |value| Self::Int(value.into());
    u8 => |value| Self::Int(value.into());
    f64 => |value| Self::Float(value);
    Vec<u8> => |value| Self::Bytes(value);
    &[u8] => |value| Self::Bytes(value.to_vec());
    bytes::Bytes => |value| Self::Bytes(value.into());
    Uuid => |value| Self::Id(value);
    Timestamp => |value| Self::Int(value.as_millisecond());
    Date => |value| Self::Text(value.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_any_kind_stand_in_one_list() {
        let nobody: Option<i64> = None;
        let list = args![1_i64, "a", true, nobody, jiff::civil::date(2026, 2, 3)];
        let text = |t: &str| Value::Text(t.into());
        let want = vec![
            Value::Int(1),
            text("a"),
            Value::Bool(true),
            Value::Null,
            text("2026-02-03"),
        ];
        assert_eq!(list, want);
        assert!(args![].is_empty());
    }

    #[test]
    fn a_nul_in_a_text_is_shown_as_the_replacement_character() {
        assert_eq!(Value::from("a\0b"), Value::Text("a\u{FFFD}b".into()));
    }
}
