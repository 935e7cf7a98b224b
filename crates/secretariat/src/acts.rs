//! What can be done with letters and the guest book, and who may.

use kernel::access::{Act, Role};

/// See letters that went out and came in, and print them.
pub const READ_LETTERS: Act = Act::new("secretariat.read_letters", Role::OFFICERS);
/// Write letters, give them their number, cancel them; enter what came in and what is to be done.
pub const WRITE_LETTERS: Act = Act::new("secretariat.write_letters", Role::BOARD);

/// Write guests into the guest book, read it, print it.
pub const KEEP_GUESTS: Act = Act::new("secretariat.keep_guests", Role::OFFICERS);

pub(crate) const ALL: &[Act] = &[READ_LETTERS, WRITE_LETTERS, KEEP_GUESTS];
