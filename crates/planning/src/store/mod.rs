//! Rows of planning; nobody else reads them.

pub(crate) mod programs;
