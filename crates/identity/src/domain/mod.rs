//! Rules of accounts: what is a login, a good passphrase, how long a device stays signed in, how
//! guessing is slowed, where passkeys work, and that a unit never loses its last administrator, for how long a role
//! beside the offices may be given. Pure.

mod administrators;
mod back;
mod device;
mod extra_role;
mod guess;
mod handover;
mod login;
mod party;
mod passphrase;
mod stay;
mod totp;

pub(crate) use administrators::{Administrator, can_go_on, may_leave};
pub(crate) use back::local;
pub(crate) use device::{describe, token_name};
pub(crate) use extra_role::{GIVABLE, REASON_MOST, Span};
pub(crate) use guess::{Standing, WINDOW, allowances, in_words};
pub(crate) use handover::{AccountState, Handover, Parties};
pub use login::{Login, LoginError};
pub(crate) use party::Party;
pub(crate) use passphrase::one_time;
pub use passphrase::{LONGEST, Passphrase, PassphraseError, SHORTEST};
pub(crate) use stay::{KNOWN_FOR, Kind};
pub(crate) use totp::{SECRET_BYTES, Totp};
