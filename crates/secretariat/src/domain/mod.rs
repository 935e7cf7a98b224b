//! Rules and types of letters: no I/O, no clock, no random.

mod body;
mod form;
mod greeting;
mod guest;
mod incoming;
mod kind;
mod letter;
mod series;

pub(crate) use body::{GAP, blocks};
pub(crate) use form::{
    GreetingForm, GuestForm, IncomingForm, LetterForm, SentForm, SeriesForm, TaskForm,
};
pub use greeting::Greeting;
pub(crate) use greeting::{Choice, choices, presets, value_of};
pub(crate) use guest::Guest;
pub use guest::NewGuest;
pub use incoming::NewIncoming;
pub(crate) use incoming::{Incoming, NewTask, Task};
pub use kind::Kind;
pub use letter::NewLetter;
pub(crate) use letter::{Letter, Numbered, State, whatsapp};
pub use series::NewSeries;
pub(crate) use series::{Place, Series, Taken, place};
