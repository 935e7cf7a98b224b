//! What can be done with cash, and who may.

use kernel::access::{Act, Role};
use web::LogKind;

/// See books, entries with their proofs, closings.
pub const READ_CASH: Act = Act::new("finance.read_cash", Role::READERS);
/// Record money, take entries back, keep proofs, close a month.
pub const RECORD_CASH: Act = Act::new("finance.record_cash", &[Role::Treasurer, Role::Secretary]);
/// Approve or refuse what somebody else has recorded.
pub const APPROVE_CASH: Act = Act::new("finance.approve_cash", &[Role::Chair, Role::ViceChair]);
/// Make budgets (RAB) and change their drafts.
pub const WRITE_BUDGET: Act = Act::new("finance.write_budget", Role::OFFICERS);
/// Approve a budget: from then on that version stays as it is.
pub const APPROVE_BUDGET: Act = Act::new("finance.approve_budget", &[Role::Chair, Role::ViceChair]);
/// Open books and make fund sources.
pub const MANAGE_CASH: Act = Act::new("finance.manage_cash", Role::BOARD);

/// Take books, receipts and reports of money out as files.
pub const EXPORT_CASH: Act = Act::new(
    "finance.export_cash",
    &[
        Role::Chair,
        Role::ViceChair,
        Role::Secretary,
        Role::Treasurer,
        Role::Supervisor,
    ],
);

/// See who has paid dues and who has not, record what they give, set what is asked. Nobody else
/// on the board sees who is behind.
pub const COLLECT_DUES: Act = Act::new("finance.collect_dues", &[Role::Treasurer]);

pub(crate) const ALL: &[Act] = &[
    READ_CASH,
    RECORD_CASH,
    APPROVE_CASH,
    MANAGE_CASH,
    WRITE_BUDGET,
    APPROVE_BUDGET,
    EXPORT_CASH,
    COLLECT_DUES,
];

/// What the board finds under "Kas" in the audit log.
pub(crate) const LOG: &[(LogKind, Act)] = &[
    (LogKind::Money, RECORD_CASH),
    (LogKind::Money, APPROVE_CASH),
    (LogKind::Money, MANAGE_CASH),
    (LogKind::Money, WRITE_BUDGET),
    (LogKind::Money, APPROVE_BUDGET),
    (LogKind::Money, COLLECT_DUES),
    (LogKind::Exports, EXPORT_CASH),
];
