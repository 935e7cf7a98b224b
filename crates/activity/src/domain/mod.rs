//! Rules and types of activities: no I/O, no clock, no random.

mod activity;
mod attendance;
mod form;
mod registration;

pub use activity::{Activity, Kind, Session, State};
pub use attendance::{AttendanceState, How, Mark, Tally, certificate_after, winner};
pub use form::{ActivityForm, NewActivity, NewSession};
pub use registration::{Enrolment, Place, RegisterError, Registration};
