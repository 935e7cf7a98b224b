//! Rows of invitations: one open one for each person, under the hash of its token.

use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{InviteId, PersonId, UnitId};
use storage::{Query, Result, Tx, args, from_row};
use web::Actor;

/// An invitation to make an account.
#[derive(Debug, Clone)]
pub(crate) struct Invite {
    pub(crate) id: InviteId,
    pub(crate) unit: UnitId,
    pub(crate) person: PersonId,
    /// The person's name, as it was then.
    pub(crate) name: String,
    pub(crate) expires_at: Timestamp,
}

from_row!(Invite {
    id,
    unit,
    person,
    name,
    expires_at
});

const INVITE: &str = "id, unit_id, person_id, name, expires_at";
/// Neither used nor taken back; whether it is too late is for the caller.
const OPEN: &str = "used_at is null and revoked_at is null";

/// Keeps a new invitation under the hash of its token.
pub(crate) async fn add(
    tx: &mut Tx,
    new: &Invite,
    token_hash: Vec<u8>,
    actor: &Actor,
) -> Result<u64> {
    tx.run(
        "insert into invite (id, unit_id, person_id, name, token_hash, made_by, created_at,
                             expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            new.id,
            new.unit,
            new.person,
            &new.name,
            token_hash,
            actor.account,
            actor.now,
            new.expires_at
        ],
    )
    .await
}

/// The open invitation with this token's hash.
pub(crate) async fn of_token(db: &mut impl Query, token_hash: Vec<u8>) -> Result<Option<Invite>> {
    let sql = format!("select {INVITE} from invite where token_hash = $1 and {OPEN}");
    db.maybe(&sql, args![token_hash]).await
}

/// The open invitations of the scope's unit that are good at `now`, oldest first; at most 500.
pub(crate) async fn open_in(
    db: &mut impl Query,
    scope: &Scope,
    now: Timestamp,
) -> Result<Vec<Invite>> {
    let sql = format!(
        "select {INVITE} from invite where unit_id = $1 and expires_at > $2 and {OPEN}
          order by created_at, id limit 500"
    );
    db.all(&sql, args![scope.unit(), now]).await
}

/// Notes that an invitation was used; 0 if it was used or taken back before.
pub(crate) async fn used(tx: &mut Tx, id: InviteId, now: Timestamp) -> Result<u64> {
    let sql = format!("update invite set used_at = $2 where id = $1 and {OPEN}");
    tx.run(&sql, args![id, now]).await
}

/// Takes back every open invitation of `person` in the scope's unit.
pub(crate) async fn revoke(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    now: Timestamp,
) -> Result<u64> {
    let sql = format!(
        "update invite set revoked_at = $3 where person_id = $2 and unit_id = $1 and {OPEN}"
    );
    tx.run(&sql, args![scope.unit(), person, now]).await
}
