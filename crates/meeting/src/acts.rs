//! What can be done at an assembly, and who may.
//! The door is the activity's: whoever marks attendance there checks participants in.

use kernel::access::{Act, Role};

/// See assemblies with the names of their participants.
pub const READ_ASSEMBLIES: Act = Act::new("meeting.read_assemblies", Role::OFFICERS);
/// Plan assemblies: day, rules, participants.
pub const PLAN_ASSEMBLIES: Act = Act::new("meeting.plan_assemblies", Role::BOARD);
/// Record the course of an assembly, its decisions and its votes: the board and the committee.
pub const RECORD_ASSEMBLIES: Act = Act::new("meeting.record_assemblies", Role::OFFICERS);

pub(crate) const ALL: &[Act] = &[READ_ASSEMBLIES, PLAN_ASSEMBLIES, RECORD_ASSEMBLIES];
