//! What can be done in the organisation, and who may.

use kernel::access::{Act, Role};
use web::LogKind;

/// See the member list and a person's page.
pub const LIST_MEMBERS: Act = Act::new("organization.list_members", Role::OFFICERS);
/// Add, change and remove people.
pub const CHANGE_MEMBERS: Act = Act::new(
    "organization.change_members",
    &[
        Role::Chair,
        Role::ViceChair,
        Role::Secretary,
        Role::Treasurer,
        Role::DivisionHead,
    ],
);
/// Import a member list and undo an import.
pub const IMPORT_MEMBERS: Act = Act::new("organization.import_members", Role::BOARD);
/// Make one of two entries of one person, and take them apart again.
pub const MERGE_MEMBERS: Act = Act::new("organization.merge_members", Role::BOARD);
/// Take the member list out as a file.
pub const EXPORT_MEMBERS: Act = Act::new("organization.export_members", Role::BOARD);
/// Change the unit's name, letterhead and signatures.
pub const CHANGE_SETTINGS: Act = Act::new("organization.change_settings", Role::BOARD);
/// See the board of now and then, its decrees and its chart.
pub const SEE_BOARD: Act = Act::new("organization.see_board", Role::READERS);
/// Give and end seats on the board, keep its terms and its decrees.
pub const CHANGE_BOARD: Act = Act::new(
    "organization.change_board",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);

/// Erase a person for good, because they ask for it.
pub const ERASE_PEOPLE: Act = Act::new(
    "organization.erase_people",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);

/// Lend names to another unit, take them back, see who looked.
pub const SHARE_NAMES: Act = Act::new(
    "organization.share_names",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);
/// Read names that other units have lent.
pub const READ_SHARES: Act = Act::new("organization.read_shares", Role::BOARD);

/// A decree is noted or changed, or its scan is put to it; for the audit log, [`CHANGE_BOARD`] is
/// asked.
pub const NOTE_DECREES: Act = Act::new(
    "organization.note_decrees",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);

/// What the board finds under which word in the audit log.
pub(crate) const LOG: &[(LogKind, Act)] = &[
    (LogKind::Exports, EXPORT_MEMBERS),
    (LogKind::Permissions, CHANGE_BOARD),
    (LogKind::Merges, MERGE_MEMBERS),
    (LogKind::Decrees, NOTE_DECREES),
    (LogKind::Looks, SHARE_NAMES),
    (LogKind::Looks, READ_SHARES),
];

/// See what the data prove for the organisation's classification: counts, no names of members.
pub const READ_EVIDENCE: Act = Act::new("organization.read_evidence", Role::READERS);

/// See the units below one's own, and their counts.
pub const LIST_UNITS: Act = Act::new("organization.list_units", Role::READERS);
/// Make, change, move, merge and archive units: one's own and those below it.
pub const MANAGE_UNITS: Act = Act::new(
    "organization.manage_units",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);

pub(crate) const ALL: &[Act] = &[
    LIST_UNITS,
    MANAGE_UNITS,
    LIST_MEMBERS,
    CHANGE_MEMBERS,
    IMPORT_MEMBERS,
    MERGE_MEMBERS,
    EXPORT_MEMBERS,
    CHANGE_SETTINGS,
    SEE_BOARD,
    CHANGE_BOARD,
    READ_EVIDENCE,
    ERASE_PEOPLE,
    SHARE_NAMES,
    READ_SHARES,
];
