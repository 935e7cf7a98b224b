//! Rows of the Google accounts that officers have linked to their own.

use crate::google::GoogleAccount;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, PersonId};
use storage::{Query, Result, Tx, args};

/// Links `found` to `account`; `false` if one of them is linked already.
pub(crate) async fn add(
    tx: &mut Tx,
    account: AccountId,
    found: &GoogleAccount,
    now: Timestamp,
) -> Result<bool> {
    let added: Option<AccountId> = tx
        .maybe(
            "insert into google_link (account_id, issuer, subject, email, created_at)
             values ($1, $2, $3, $4, $5) on conflict do nothing returning account_id",
            args![account, &found.issuer, &found.subject, &found.email, now],
        )
        .await?;
    Ok(added.is_some())
}

/// The account to which `subject` at `issuer` is linked.
pub(crate) async fn owner(
    db: &mut impl Query,
    issuer: &str,
    subject: &str,
) -> Result<Option<AccountId>> {
    db.maybe(
        "select account_id from google_link where issuer = $1 and subject = $2",
        args![issuer, subject],
    )
    .await
}

/// The e-mail address of what is linked to `account`.
pub(crate) async fn of(db: &mut impl Query, account: AccountId) -> Result<Option<String>> {
    db.maybe(
        "select email from google_link where account_id = $1",
        args![account],
    )
    .await
}

/// Notes that what is linked to `account` was used.
pub(crate) async fn used(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<u64> {
    tx.run(
        "update google_link set used_at = $2 where account_id = $1",
        args![account, now],
    )
    .await
}

/// Takes the link of `account` away.
pub(crate) async fn remove(tx: &mut Tx, account: AccountId) -> Result<u64> {
    tx.run(
        "delete from google_link where account_id = $1",
        args![account],
    )
    .await
}

/// The e-mail addresses of the Google accounts that a person's accounts in the scope's unit are
/// linked to.
pub(crate) async fn of_person(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<String>> {
    db.all(
        "select g.email from account a join google_link g on g.account_id = a.id
          where a.person_id = $1 and a.unit_id = $2 order by g.created_at limit 20",
        args![person, scope.unit()],
    )
    .await
}
