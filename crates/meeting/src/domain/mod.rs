//! Rules and types of assemblies: no I/O, no clock, no random.

mod assembly;
mod course;
mod course_form;
mod electorate;
mod fact;
mod form;
mod rules;
mod tally;
mod vote;

pub use assembly::{Assembly, NAME, NewAssembly, Plan, Term, sitting};
pub use course::{Course, Stage};
pub(crate) use course_form::{CourseForm, Entry, Step};
pub use electorate::{Group, Participant, Room, by_group, group_labels, seats_each, votes};
pub use fact::{About, Decided, Fact, Record, Verdict};
pub use form::AssemblyForm;
pub(crate) use form::within;
pub use rules::{Aged, Ages, Electorate, Majority, Postponing, Quorum, Rules, Standing};
pub use tally::{INVALID, Stroke, differences, tallied};
pub use vote::{Candidate, Count, Election, Outcome, Round, RoundState, Way, outcome};
