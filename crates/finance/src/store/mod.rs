//! Rows of cash: queries and mapping. Private to the context.

pub(crate) mod books;
pub(crate) mod closings;
pub(crate) mod debts;
pub(crate) mod decisions;
pub(crate) mod dues;
pub(crate) mod entries;
pub(crate) mod funds;
pub(crate) mod public;
pub(crate) mod span;
pub(crate) mod sums;
