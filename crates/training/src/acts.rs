//! What can be done with trainings, and who may.

use kernel::access::{Act, Role};

/// See trainings with their speakers' phones.
pub const READ_TRAININGS: Act = Act::new("training.read", Role::OFFICERS);
/// Make and change trainings.
pub const MANAGE_TRAININGS: Act = Act::new("training.manage", Role::OFFICERS);

pub(crate) const ALL: &[Act] = &[READ_TRAININGS, MANAGE_TRAININGS];
