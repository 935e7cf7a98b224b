//! Rules and types of activities: no I/O, no clock, no random.

mod activity;
mod attendance;
mod certificate;
mod form;
mod registration;

pub use activity::{Activity, Kind, Session, State};
pub use attendance::{AttendanceState, How, Mark, Tally, winner};
pub use certificate::{CertificateRule, certificate_number};
pub use form::{ActivityForm, NewActivity, NewSession};
pub use registration::{Enrolment, Place, RegisterError, Registration};
