//! Rules and types of the secretariat: no I/O, no clock, no random.

mod body;
mod form;
mod greeting;
mod guest;
mod incoming;
mod item;
mod kind;
mod letter;
mod loan;
mod pieces;
mod series;
mod take;

pub(crate) use body::{GAP, blocks};
pub(crate) use form::{
    FoundForm, GreetingForm, GuestForm, HappeningForm, IncomingForm, ItemForm, LetterForm,
    LoanForm, ReturnForm, SentForm, SeriesForm, TaskForm, WAYS,
};
pub use greeting::Greeting;
pub(crate) use greeting::{Choice, choices, presets, value_of};
pub(crate) use guest::Guest;
pub use guest::NewGuest;
pub use incoming::NewIncoming;
pub(crate) use incoming::{Incoming, NewTask, Task};
pub(crate) use item::{Change, Happening, Item};
pub use item::{NewItem, Origin};
pub use kind::Kind;
pub use letter::NewLetter;
pub(crate) use letter::{Letter, Numbered, State, whatsapp};
pub use loan::{BorrowerKind, NewLoan, NewReturn};
pub(crate) use loan::{Loan, enough};
pub use pieces::{Condition, Pieces};
pub use series::NewSeries;
pub(crate) use series::{Place, Series, Taken, place};
pub(crate) use take::{Found, StockTake};
