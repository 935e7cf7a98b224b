//! What can be done with officers' accounts, and who may. Everybody looks after their own.

use kernel::access::{Act, Role};
use web::LogKind;

/// See who is an officer and who can sign in.
pub const LIST_OFFICERS: Act = Act::new("identity.list_officers", Role::READERS);
/// Give offices and accounts, renew a passphrase, close an account.
pub const MANAGE_OFFICERS: Act = Act::new(
    "identity.manage_officers",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);
/// Prepare the handover to the next board; its two chairs give and receive without it.
pub const HAND_OVER: Act = Act::new(
    "identity.hand_over",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);

/// Ask for the way back into an officer's account, or agree to it; two do it together.
pub const RECOVER_ACCOUNT: Act = Act::new(
    "identity.recover_account",
    &[
        Role::Chair,
        Role::ViceChair,
        Role::Secretary,
        Role::Treasurer,
        Role::DivisionHead,
    ],
);
/// Read who did what in the unit, from where.
pub const READ_LOG: Act = Act::new("identity.read_log", Role::BOARD);

/// Somebody signs in, or makes a token; for the audit log, nobody is asked.
pub(crate) const SIGN_IN: Act = Act::new("identity.sign_in", Role::READERS);
/// Somebody signs out, or takes a token back; for the audit log, nobody is asked.
pub(crate) const SIGN_OUT: Act = Act::new("identity.sign_out", Role::READERS);
/// An officer changes their own passphrase; for the audit log, nobody is asked.
pub(crate) const CHANGE_OWN_PASSPHRASE: Act =
    Act::new("identity.change_own_passphrase", Role::READERS);
/// An officer turns codes from an app on or off; for the audit log, nobody is asked.
pub(crate) const CHANGE_TWO_STEPS: Act = Act::new("identity.change_two_steps", Role::READERS);
/// An officer makes a passkey or takes one away; for the audit log, nobody is asked.
pub(crate) const CHANGE_PASSKEYS: Act = Act::new("identity.change_passkeys", Role::READERS);
/// An officer links a Google account or takes the link away; for the audit log, nobody is asked.
pub(crate) const CHANGE_GOOGLE: Act = Act::new("identity.change_google", Role::READERS);
/// Somebody makes their account from an invitation; for the audit log, nobody is asked.
pub(crate) const ACCEPT_INVITE: Act = Act::new("identity.accept_invite", &[]);
/// The first officer sets the installation up; for the audit log, nobody is asked.
pub(crate) const SET_UP: Act = Act::new("identity.set_up", &[]);

pub(crate) const ALL: &[Act] = &[
    LIST_OFFICERS,
    MANAGE_OFFICERS,
    HAND_OVER,
    RECOVER_ACCOUNT,
    READ_LOG,
];

/// What the board finds under which word in the audit log.
pub(crate) const LOG: &[(LogKind, Act)] = &[
    (LogKind::SignIns, SIGN_IN),
    (LogKind::SignIns, SIGN_OUT),
    (LogKind::Permissions, MANAGE_OFFICERS),
    (LogKind::Permissions, HAND_OVER),
    (LogKind::Permissions, CHANGE_OWN_PASSPHRASE),
    (LogKind::Permissions, CHANGE_TWO_STEPS),
    (LogKind::Permissions, CHANGE_PASSKEYS),
    (LogKind::Permissions, CHANGE_GOOGLE),
    (LogKind::Permissions, RECOVER_ACCOUNT),
    (LogKind::Permissions, ACCEPT_INVITE),
    (LogKind::Permissions, SET_UP),
];
