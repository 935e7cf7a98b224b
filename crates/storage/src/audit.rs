//! Who did what, when, to whom: one line for each act that touches people or money.
//! Written in the use case's own transaction: no act without its line, no line without its act.
//! `what` is a sentence for the people concerned; no NIK, no phone number, no passphrase in it.

use crate::{Migrations, Query, Result, Tx, args, fresh, from_row};
use jiff::Timestamp;
use kernel::id::{AccountId, AuditId, UnitId};
use uuid::Uuid;

pub(crate) const MIGRATIONS: Migrations = Migrations {
    module: "storage",
    steps: &["create table audit (
                  id uuid primary key,
                  unit_id uuid,
                  at bigint not null,
                  account_id uuid,
                  who text not null,
                  act text not null,
                  what text not null,
                  subject uuid,
                  address text
              );
              create index audit_unit_at on audit (unit_id, at);
              create index audit_subject on audit (subject) where subject is not null"],
};

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The unit it happened in; none for the whole server.
    pub unit: Option<UnitId>,
    /// When.
    pub at: Timestamp,
    /// The account that acted; none for a visitor or the program itself.
    pub account: Option<AccountId>,
    /// The name of who acted, as it was then.
    pub who: String,
    /// The act's name.
    pub act: String,
    /// What happened, in a sentence.
    pub what: String,
    /// Whom or what it concerned.
    pub subject: Option<Uuid>,
    /// The network address it came from.
    pub address: Option<String>,
}

from_row!(Entry {
    unit,
    at,
    account,
    who,
    act,
    what,
    subject,
    address
});

/// Writes `entry` in the transaction of the act itself.
///
/// # Errors
///
/// Those of the database.
pub async fn audit(tx: &mut Tx, entry: Entry) -> Result<()> {
    let Entry {
        unit,
        at,
        account,
        who,
        act,
        what,
        subject,
        address,
    } = entry;
    tx.run(
        "insert into audit (id, unit_id, at, account_id, who, act, what, subject, address)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            fresh::<AuditId>(),
            unit,
            at,
            account,
            who,
            act,
            what,
            subject,
            address
        ],
    )
    .await
    .map(drop)
}

/// What happened in `unit` before `before`, newest first; at most `limit` lines.
///
/// # Errors
///
/// Those of the database.
pub async fn audit_in(
    db: &mut impl Query,
    unit: UnitId,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<Entry>> {
    db.all(
        "select unit_id, at, account_id, who, act, what, subject, address
           from audit
          where unit_id = $1 and at < $2
          order by at desc, id desc
          limit $3",
        args![unit, before, limit],
    )
    .await
}
