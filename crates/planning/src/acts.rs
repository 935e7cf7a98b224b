//! What can be done with the work programme, and who may.

use kernel::access::{Act, Role};

/// See work programmes, their versions and what came of them.
pub const READ_PROGRAM: Act = Act::new("planning.read_program", Role::READERS);
/// Write down what is planned, and tie it to activities.
pub const PLAN_PROGRAM: Act = Act::new("planning.plan_program", Role::OFFICERS);
/// Begin a year's programme, keep it as the meeting agreed to it, open it for a change.
pub const AGREE_PROGRAM: Act = Act::new("planning.agree_program", Role::BOARD);

/// See what the village has and lacks.
pub const READ_POTENTIALS: Act = Act::new("planning.read_potentials", Role::READERS);
/// Write down what the village has and lacks, and what people want first.
pub const MAP_POTENTIALS: Act = Act::new("planning.map_potentials", Role::OFFICERS);

pub(crate) const ALL: &[Act] = &[
    READ_PROGRAM,
    PLAN_PROGRAM,
    AGREE_PROGRAM,
    READ_POTENTIALS,
    MAP_POTENTIALS,
];
