//! Rules and types of cash: no I/O, no clock, no random.

mod book;
mod chain;
mod closing;
mod count;
mod dues;
mod entry;
mod form;
mod fund;
mod month;
mod purse;
mod refusal;
mod shown;
mod span;

pub use book::{Book, NewBook};
pub use chain::Head;
pub(crate) use closing::in_words;
pub use closing::{Closing, NewClosing, next_to_close};
pub use count::{Count, DENOMINATIONS};
pub use dues::{Account, Charge, Dues, Item, Occasion, Pause, Payer, Rule, told};
pub use entry::{CATEGORIES, Direction, Entry, Kind, LARGEST, NewEntry, Verdict, Way};
pub use form::{
    BookForm, ClosingForm, CollectForm, Collected, CoverForm, EntryForm, FundForm, Handed,
    OccasionForm, PauseForm, RowErrors, RuleForm, Told, TransferForm,
};
pub use fund::{FundKind, FundSource, NewFund};
pub use month::Month;
pub use purse::lowest;
pub use refusal::Refusal;
pub use shown::Shown;
pub use span::Span;
