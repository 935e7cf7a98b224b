//! Guests who came to the secretariat, as the guest book has them.

use jiff::civil::Date;
use kernel::id::GuestEntryId;

/// A line to be written into the guest book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGuest {
    /// The day of the visit.
    pub day: Date,
    /// Who came.
    pub name: String,
    /// Office or institution; may be empty.
    pub from: String,
    /// Where they live; may be empty.
    pub address: String,
    /// A phone number as [`kernel::phone`] keeps it; may be empty.
    pub phone: String,
    /// What they came for.
    pub purpose: String,
    /// Whom they met; may be empty.
    pub met: String,
    /// What they say when they leave; may be empty.
    pub impression: String,
}

/// A line of the guest book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guest {
    pub(crate) id: GuestEntryId,
    pub(crate) says: NewGuest,
    pub(crate) author: String,
}
