//! Values on their way out: a row, its cells and what a program reads them as.
//! A row borrows from the driver, so nothing is copied that is not asked for.
//! `from_row!` maps columns to fields by order; tuples and single values need nothing.

use crate::{Error, Result, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// One row of an answer.
pub struct Row<'r>(pub(crate) Source<'r>);

pub(crate) enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

/// What stands in one column of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Null,
    /// A truth (SQLite gives [`Cell::Int`]).
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(&'r str),
    /// Bytes (SQLite's ids too).
    Bytes(&'r [u8]),
    /// An id.
    Id(Uuid),
}

/// A type that can be read from a column.
pub trait FromValue: Sized + Send + 'static {
    /// Reads `cell`.
    ///
    /// # Errors
    ///
    /// [`Error::Type`] if it is something else.
    fn from_value(cell: Cell<'_>) -> Result<Self>;
}

/// A type that can be read from a row.
pub trait FromRow: Sized + Send + 'static {
    /// Reads `row`.
    ///
    /// # Errors
    ///
    /// [`Error::Type`] if a column is something else.
    fn from_row(row: &Row) -> Result<Self>;
}

/// Reads a struct's fields from the columns in this order: `from_row!(Training { id, title });`
#[macro_export]
macro_rules! from_row {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row) -> $crate::Result<Self> {
                let mut column = 0..;
                ::std::result::Result::Ok(Self {
                    $($field: row.get(column.next().unwrap_or_default())?),+
                })
            }
        }
    };
}

/// Declares a struct that is read from the columns in the order of its fields.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty),+ $(,)?
    }) => {
        $(#[$meta])* $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),+ }
        $crate::from_row!($name { $($field),+ });
    };
}

impl Row<'_> {
    /// The value in `column`, counted from 0.
    ///
    /// # Errors
    ///
    /// [`Error::Type`] if it is not a `T` or there is no such column.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T> {
        let cell = match self.0 {
            Source::Sqlite(row) => crate::sqlite::cell(row, column),
            Source::Postgres(row) => crate::postgres::cell(row, column),
        };
        cell.and_then(T::from_value).map_err(|error| match error {
            Error::Type(what) => Error::Type(format!("column {column}: {what}")),
            other => other,
        })
    }

    /// The value in the column called `name`.
    ///
    /// # Errors
    ///
    /// [`Error::Type`] if it is not a `T` or there is no such column.
    pub fn by_name<T: FromValue>(&self, name: &str) -> Result<T> {
        let column = match self.0 {
            Source::Sqlite(row) => row.as_ref().column_index(name).ok(),
            Source::Postgres(row) => row.columns().iter().position(|c| c.name() == name),
        };
        self.get(column.ok_or_else(|| Error::Type(format!("no column {name}")))?)
    }
}

/// A whole row as it stands, each value with its column's name; for keeping rows aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Record(pub Vec<(String, Value)>);

impl FromRow for Record {
    fn from_row(row: &Row) -> Result<Self> {
        let names: Vec<String> = match row.0 {
            Source::Sqlite(row) => {
                let names = row.as_ref().column_names();
                names.into_iter().map(str::to_owned).collect()
            }
            Source::Postgres(row) => row.columns().iter().map(|c| c.name().to_owned()).collect(),
        };
        let value = |(at, name)| Ok((name, row.get(at)?));
        names
            .into_iter()
            .enumerate()
            .map(value)
            .collect::<Result<_>>()
            .map(Self)
    }
}

fn wrong<T>(cell: Cell<'_>) -> Error {
    let found = match cell {
        Cell::Null => "null",
        Cell::Bool(_) => "a boolean",
        Cell::Int(_) => "a bigint",
        Cell::Float(_) => "a double precision",
        Cell::Text(_) => "a text",
        Cell::Bytes(_) => "a bytea",
        Cell::Id(_) => "a uuid",
    };
    Error::Type(format!(
        "{found} cannot be read as {}",
        std::any::type_name::<T>()
    ))
}

macro_rules! from_value {
    ($($type:ty => $($pattern:pat => $to:expr),+;)+) => {$(
        impl FromValue for $type {
            fn from_value(cell: Cell<'_>) -> Result<Self> {
                let read: Option<Self> = match cell {
                    $($pattern => $to,)+
                    _ => None,
                };
                read.ok_or_else(|| wrong::<Self>(cell))
            }
        }
    )+};
}

from_value! {
    bool => Cell::Bool(b) => Some(b), Cell::Int(i @ 0..=1) => Some(i == 1);
    i64 => Cell::Int(i) => Some(i);
    i32 => Cell::Int(i) => i.try_into().ok();
    i16 => Cell::Int(i) => i.try_into().ok();
    u64 => Cell::Int(i) => i.try_into().ok();
    u32 => Cell::Int(i) => i.try_into().ok();
    u16 => Cell::Int(i) => i.try_into().ok();
    u8 => Cell::Int(i) => i.try_into().ok();
    usize => Cell::Int(i) => i.try_into().ok();
    f64 => Cell::Float(f) => Some(f), Cell::Int(i) => Some(i as f64);
    String => Cell::Text(t) => Some(t.to_owned());
    Vec<u8> => Cell::Bytes(b) => Some(b.to_vec());
    Uuid => Cell::Id(id) => Some(id), Cell::Bytes(b) => Uuid::from_slice(b).ok();
    Timestamp => Cell::Int(i) => Self::from_millisecond(i).ok();
    Date => Cell::Text(t) => t.parse().ok();
}

impl FromValue for Value {
    fn from_value(cell: Cell<'_>) -> Result<Self> {
        Ok(match cell {
            Cell::Null => Self::Null,
            Cell::Bool(truth) => Self::Bool(truth),
            Cell::Int(number) => Self::Int(number),
            Cell::Float(number) => Self::Float(number),
            Cell::Text(text) => Self::Text(text.to_owned()),
            Cell::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
            Cell::Id(id) => Self::Id(id),
        })
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(cell: Cell<'_>) -> Result<Self> {
        if cell == Cell::Null {
            Ok(None)
        } else {
            T::from_value(cell).map(Some)
        }
    }
}

macro_rules! ids {
    ($($name:ident),+ $(,)?) => {$(
        impl From<kernel::id::$name> for Value {
            fn from(id: kernel::id::$name) -> Self {
                Self::Id(id.into())
            }
        }

        impl FromValue for kernel::id::$name {
            fn from_value(cell: Cell<'_>) -> Result<Self> {
                Uuid::from_value(cell).map(Self::from)
            }
        }
    )+};
}

// Every id of `kernel::id` stands here.
ids! {
    UnitId, PersonId, MembershipId, GuardianId, ConsentId, MergeId, MergerId, JoinRequestId, AppointmentId, TermId, DecreeId, HandoverId, AccountId, SignInId,
    InviteId, ExtraRoleId, RecoveryId, PasskeyId, ImportId, ActivityId, SessionId, RegistrationId,
    MarkId, CertificateId, TrainingId, SurveyId, QuestionId, ResponseId, JobId, FileId, AuditId,
    RequestId, ShareId, LookId,
    SeriesId, LetterId, GreetingId, IncomingId, DispositionId, GuestEntryId,
    ProgramId, ProgramItemId, CalendarEntryId, PotentialId, NeedId, IdeaId,
    ItemId, ItemChangeId, ItemLoanId, ItemReturnId, StockTakeId,
    CashBookId, EntryId, FundSourceId, ClosingId, ProofId, BudgetId, BudgetLineId, PhotoId,
    DuesRuleId, OccasionId, DuesPauseId, DuesPaymentId, RoundId,
}

impl<T: FromValue> FromRow for T {
    fn from_row(row: &Row) -> Result<Self> {
        row.get(0)
    }
}

macro_rules! tuples {
    ($($($name:ident $column:literal),+;)+) => {$(
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row) -> Result<Self> {
                Ok(($(row.get::<$name>($column)?,)+))
            }
        }
    )+};
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}
