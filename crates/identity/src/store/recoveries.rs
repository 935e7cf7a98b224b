//! Rows of recoveries: who asked for an account's way back, who agreed, and the hash of its link.

use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, RecoveryId, UnitId};
use storage::{Query, Result, Tx, args, from_row};

/// A way back that was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Recovery {
    pub(crate) id: RecoveryId,
    pub(crate) unit: UnitId,
    pub(crate) account: AccountId,
    /// Who asked; none for the keeper of the server.
    pub(crate) asked_by: Option<AccountId>,
    pub(crate) asked_by_name: String,
    /// Who agreed; none for the keeper of the server, and until then.
    pub(crate) agreed_by: Option<AccountId>,
    /// Who agreed, and with whom there is a link; empty until then.
    pub(crate) agreed_by_name: String,
    pub(crate) expires_at: Timestamp,
}

from_row!(Recovery {
    id,
    unit,
    account,
    asked_by,
    asked_by_name,
    agreed_by,
    agreed_by_name,
    expires_at
});

const RECOVERY: &str =
    "id, unit_id, account_id, asked_by, asked_by_name, agreed_by, agreed_by_name, expires_at";
/// Neither used nor ended; whether it is too late is for the caller.
const OPEN: &str = "used_at is null and ended_at is null";

/// Keeps a way back that somebody asks for; `false` if one is open already.
pub(crate) async fn add(tx: &mut Tx, new: &Recovery, now: Timestamp) -> Result<bool> {
    let added: Option<RecoveryId> = tx
        .maybe(
            "insert into recovery (id, unit_id, account_id, asked_by, asked_by_name, asked_at,
                                   agreed_by_name, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id",
            args![
                new.id,
                new.unit,
                new.account,
                new.asked_by,
                &new.asked_by_name,
                now,
                &new.agreed_by_name,
                new.expires_at
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// The open way back of `account` that is not too late at `now`.
pub(crate) async fn of(
    db: &mut impl Query,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<Recovery>> {
    let sql = format!(
        "select {RECOVERY} from recovery where account_id = $1 and expires_at > $2 and {OPEN}"
    );
    db.maybe(&sql, args![account, now]).await
}

/// The open ways back of the scope's unit that are not too late at `now`; at most 500.
pub(crate) async fn open_in(
    db: &mut impl Query,
    scope: &Scope,
    now: Timestamp,
) -> Result<Vec<Recovery>> {
    let sql = format!(
        "select {RECOVERY} from recovery
          where unit_id = $1 and expires_at > $2 and {OPEN} order by asked_at limit 500"
    );
    db.all(&sql, args![scope.unit(), now]).await
}

/// The open way back with this link's hash.
pub(crate) async fn of_token(db: &mut impl Query, token_hash: Vec<u8>) -> Result<Option<Recovery>> {
    let sql = format!("select {RECOVERY} from recovery where token_hash = $1 and {OPEN}");
    db.maybe(&sql, args![token_hash]).await
}

/// Notes who agreed, and the hash of the link that comes of it.
pub(crate) async fn agree(
    tx: &mut Tx,
    id: RecoveryId,
    agreed_by: Option<AccountId>,
    name: &str,
    token_hash: Vec<u8>,
    expires_at: Timestamp,
) -> Result<u64> {
    tx.run(
        "update recovery set agreed_by = $2, agreed_by_name = $3, token_hash = $4, expires_at = $5
          where id = $1",
        args![id, agreed_by, name, token_hash, expires_at],
    )
    .await
}

/// Notes that the link was used; 0 if it was used or ended before.
pub(crate) async fn used(tx: &mut Tx, id: RecoveryId, now: Timestamp) -> Result<u64> {
    let sql = format!("update recovery set used_at = $2 where id = $1 and {OPEN}");
    tx.run(&sql, args![id, now]).await
}

/// Ends the open way back of `account`, also one that is too late.
pub(crate) async fn end(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<u64> {
    let sql = format!("update recovery set ended_at = $2 where account_id = $1 and {OPEN}");
    tx.run(&sql, args![account, now]).await
}
