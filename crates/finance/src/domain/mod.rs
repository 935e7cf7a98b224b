//! Rules and types of cash: no I/O, no clock, no random.

mod book;
mod chain;
mod closing;
mod count;
mod entry;
mod form;
mod fund;
mod month;
mod purse;
mod refusal;

pub use book::{Book, NewBook};
pub use chain::Head;
pub(crate) use closing::in_words;
pub use closing::{Closing, NewClosing, next_to_close};
pub use count::{Count, DENOMINATIONS};
pub use entry::{CATEGORIES, Direction, Entry, Kind, LARGEST, NewEntry, Verdict, Way};
pub use form::{BookForm, ClosingForm, CoverForm, EntryForm, FundForm, Told, TransferForm};
pub use fund::{FundKind, FundSource, NewFund};
pub use month::Month;
pub use purse::lowest;
pub use refusal::Refusal;
