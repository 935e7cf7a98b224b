//! Rows of passkeys: the phone's own name for each, and what is needed to know it again.

use jiff::Timestamp;
use kernel::id::{AccountId, PasskeyId};
use storage::{Query, Result, Tx, args, from_row};

/// A passkey of an account.
#[derive(Debug, Clone)]
pub(crate) struct Passkey {
    pub(crate) id: PasskeyId,
    pub(crate) account: AccountId,
    /// The phone's own name for it.
    pub(crate) credential: Vec<u8>,
    /// Public key and counter, as the library keeps them (JSON).
    pub(crate) data: String,
    /// "Chrome di Android": where it was made.
    pub(crate) name: String,
    pub(crate) created_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
}

from_row!(Passkey {
    id,
    account,
    credential,
    data,
    name,
    created_at,
    used_at
});

const PASSKEY: &str = "id, account_id, credential, data, name, created_at, used_at";

/// Keeps a new passkey; `false` if the phone's name for it is there already.
pub(crate) async fn add(tx: &mut Tx, new: &Passkey) -> Result<bool> {
    let added: Option<PasskeyId> = tx
        .maybe(
            "insert into passkey (id, account_id, credential, data, name, created_at)
             values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id",
            args![
                new.id,
                new.account,
                new.credential.as_slice(),
                &new.data,
                &new.name,
                new.created_at
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// The passkeys of `account`, oldest first; at most 20.
pub(crate) async fn of(db: &mut impl Query, account: AccountId) -> Result<Vec<Passkey>> {
    let sql = format!(
        "select {PASSKEY} from passkey where account_id = $1 order by created_at, id limit 20"
    );
    db.all(&sql, args![account]).await
}

/// The passkey that the phone calls `credential`.
pub(crate) async fn find(db: &mut impl Query, credential: &[u8]) -> Result<Option<Passkey>> {
    let sql = format!("select {PASSKEY} from passkey where credential = $1");
    db.maybe(&sql, args![credential]).await
}

/// Whether anybody has one.
pub(crate) async fn any(db: &mut impl Query) -> Result<bool> {
    let found: Option<PasskeyId> = db.maybe("select id from passkey limit 1", args![]).await?;
    Ok(found.is_some())
}

/// Notes that a passkey was used, and what it is known by from now on.
pub(crate) async fn used(tx: &mut Tx, id: PasskeyId, data: &str, now: Timestamp) -> Result<u64> {
    tx.run(
        "update passkey set data = $2, used_at = $3 where id = $1",
        args![id, data, now],
    )
    .await
}

/// Takes one passkey of `account` away; what it was called.
pub(crate) async fn remove(
    tx: &mut Tx,
    account: AccountId,
    id: PasskeyId,
) -> Result<Option<String>> {
    tx.maybe(
        "delete from passkey where account_id = $1 and id = $2 returning name",
        args![account, id],
    )
    .await
}

/// Takes every passkey of `account` away.
pub(crate) async fn remove_all(tx: &mut Tx, account: AccountId) -> Result<u64> {
    tx.run("delete from passkey where account_id = $1", args![account])
        .await
}
