//! Offices: who is chair, secretary, treasurer, from when until when, by which decree.
//! Roles, and with them every permission, come from here.

use jiff::civil::Date;
use kernel::access::Role;
use kernel::id::{AppointmentId, PersonId};

/// An office to be given.
#[derive(Debug, Clone)]
pub struct NewAppointment {
    /// To whom.
    pub person: PersonId,
    /// As what the program understands it.
    pub role: Role,
    /// As the board calls it.
    pub title: String,
    /// First day.
    pub from: Date,
    /// Last day, if known.
    pub until: Option<Date>,
}

/// Somebody in office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The appointment.
    pub id: AppointmentId,
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// As what the program understands it.
    pub role: Role,
    /// As the board calls it.
    pub title: String,
    /// Number of the decree that confirms it; empty until there is one.
    pub decree: String,
}
