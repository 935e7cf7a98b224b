//! What goes from the rows of identity when somebody is forgotten.

use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, PersonId};
use storage::{Tx, args};
use web::Result;

/// Closes and empties the accounts of a person in the scope's unit, and takes the name out of
/// what they gave, asked for, or were given.
pub(crate) async fn person(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    const OWN: &str = "(select id from account where person_id = $1 and unit_id = $2)";
    const SEATS_TO_COME: &str =
        "(select id from handover where unit_id = $2 and received_at is null)";
    for sql in [
        format!("delete from sign_in where account_id in {OWN}"),
        format!("delete from totp where account_id in {OWN}"),
        format!("delete from passkey where account_id in {OWN}"),
        format!("delete from google_link where account_id in {OWN}"),
        format!("delete from recovery where account_id in {OWN}"),
        "delete from invite where person_id = $1 and unit_id = $2".to_owned(),
        format!(
            "delete from handover_seat where person_id = $1 and handover_id in {SEATS_TO_COME}"
        ),
    ] {
        tx.run(&sql, args![person, scope.unit()]).await?;
    }
    let own: Vec<(AccountId,)> = tx
        .all(
            "select id from account where person_id = $1 and unit_id = $2 limit 100",
            args![person, scope.unit()],
        )
        .await?;
    for (account,) in own {
        organization::forget_officer(tx, account).await?;
    }
    for sql in [
        format!("update handover set given_by = $3 where given_account in {OWN}"),
        format!("update handover set received_by = $3 where received_account in {OWN}"),
        "update extra_role set name = $3, reason = '' where person_id = $1 and unit_id = $2".to_owned(),
        format!("update extra_role set given_by_name = $3 where given_by in {OWN}"),
        format!("update recovery set asked_by_name = $3 where asked_by in {OWN}"),
        format!("update recovery set agreed_by_name = $3 where agreed_by in {OWN}"),
        "update account set login = '', name = $3, passphrase_hash = '' where person_id = $1 and unit_id = $2".to_owned(),
    ] {
        tx.run(&sql, args![person, scope.unit(), organization::NOBODY]).await?;
    }
    tx.run(
        "update account set closed_at = coalesce(closed_at, $3)
          where person_id = $1 and unit_id = $2",
        args![person, scope.unit(), now],
    )
    .await?;
    Ok(())
}
