//! What can be done with officers' accounts, and who may. Everybody looks after their own.

use kernel::access::{Act, Role};

/// See who is an officer and who can sign in.
pub const LIST_OFFICERS: Act = Act::new("identity.list_officers", Role::READERS);
/// Give offices and accounts, renew a passphrase, close an account.
pub const MANAGE_OFFICERS: Act = Act::new(
    "identity.manage_officers",
    &[Role::Chair, Role::ViceChair, Role::Secretary],
);

/// An officer changes their own passphrase; for the audit log, nobody is asked.
pub(crate) const CHANGE_OWN_PASSPHRASE: Act =
    Act::new("identity.change_own_passphrase", Role::READERS);
/// The first officer sets the installation up; for the audit log, nobody is asked.
pub(crate) const SET_UP: Act = Act::new("identity.set_up", &[]);

pub(crate) const ALL: &[Act] = &[LIST_OFFICERS, MANAGE_OFFICERS];
