//! Rows of planning; nobody else reads them.

pub(crate) mod calendar;
pub(crate) mod ideas;
pub(crate) mod potentials;
pub(crate) mod programs;
