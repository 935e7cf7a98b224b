//! What can be done with activities, and who may.

use kernel::access::{Act, Role};
use web::LogKind;

/// See activities with the names of those registered and present.
pub const READ_ACTIVITIES: Act = Act::new("activity.read", Role::OFFICERS);
/// Make, change and call off activities; manage registrations.
pub const MANAGE_ACTIVITIES: Act = Act::new("activity.manage", Role::OFFICERS);
/// Mark attendance at the door.
pub const MARK_ATTENDANCE: Act = Act::new("activity.mark_attendance", Role::OFFICERS);
/// Print attendance sheets, certificates and reports.
pub const PRINT_DOCUMENTS: Act = Act::new("activity.print_documents", Role::OFFICERS);

/// What the board finds under "Unduhan" in the audit log.
pub(crate) const LOG: &[(LogKind, Act)] = &[(LogKind::Exports, PRINT_DOCUMENTS)];

pub(crate) const ALL: &[Act] = &[
    READ_ACTIVITIES,
    MANAGE_ACTIVITIES,
    MARK_ATTENDANCE,
    PRINT_DOCUMENTS,
];
