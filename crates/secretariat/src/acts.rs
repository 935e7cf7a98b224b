//! What can be done with letters, the guest book and the inventory, and who may.

use kernel::access::{Act, Role};

/// See letters that went out and came in, and print them.
pub const READ_LETTERS: Act = Act::new("secretariat.read_letters", Role::OFFICERS);
/// Write letters, give them their number, cancel them; enter what came in and what is to be done.
pub const WRITE_LETTERS: Act = Act::new("secretariat.write_letters", Role::BOARD);

/// Write guests into the guest book, read it, print it.
pub const KEEP_GUESTS: Act = Act::new("secretariat.keep_guests", Role::OFFICERS);

/// See what the unit owns, with photos and what happened to it.
pub const READ_INVENTORY: Act = Act::new("secretariat.read_inventory", Role::OFFICERS);
/// Lend things, take them back, walk through the inventory.
pub const LEND_ITEMS: Act = Act::new("secretariat.lend_items", Role::OFFICERS);
/// Enter things, change what is said of them, write down what becomes of them.
pub const CHANGE_INVENTORY: Act = Act::new("secretariat.change_inventory", Role::BOARD);

pub(crate) const ALL: &[Act] = &[
    READ_LETTERS,
    WRITE_LETTERS,
    KEEP_GUESTS,
    READ_INVENTORY,
    LEND_ITEMS,
    CHANGE_INVENTORY,
];
