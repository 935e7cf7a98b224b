//! What can be done with surveys, and who may.

use kernel::access::{Act, Role};

/// Make, close and reopen surveys, give out links, enter questionnaires from paper.
pub const MANAGE_SURVEYS: Act = Act::new("evaluation.manage_surveys", Role::OFFICERS);
/// See what came of a survey.
pub const READ_RESULTS: Act = Act::new("evaluation.read_results", Role::READERS);

pub(crate) const ALL: &[Act] = &[MANAGE_SURVEYS, READ_RESULTS];
