//! Rows of PINs: the hash, a code for one use, how often somebody was wrong.

use super::roll::SEES;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::PersonId;
use storage::{Query, Tx, args, row};
use web::Result;

row! {
    /// What guards a person's own page.
    #[derive(Debug, Clone, Default)]
    pub(crate) struct Lock {
        /// Argon2id of the PIN, if there is one.
        pub(crate) pin_hash: Option<String>,
        /// When it was set.
        pub(crate) set_at: Option<Timestamp>,
        /// Keyed hash of the code for one use, if one is out.
        pub(crate) code_hash: Option<Vec<u8>>,
        /// Until when the code counts.
        pub(crate) code_until: Option<Timestamp>,
        /// Wrong tries in a row.
        pub(crate) wrong: i64,
        /// Before this no try counts.
        pub(crate) wait_until: Option<Timestamp>,
    }
}

/// The lock of a person of the scope's roll; an open one before the first code.
pub(crate) async fn find(db: &mut impl Query, scope: &Scope, person: PersonId) -> Result<Lock> {
    let sql = format!(
        "select pin_hash, set_at, code_hash, code_until, wrong, wait_until from person_pin
          where person_id = $2 and {SEES}"
    );
    let lock = db.maybe(&sql, args![scope.unit(), person]).await?;
    Ok(lock.unwrap_or_default())
}

/// Puts `lock` in place of whatever was there, under the unit that keeps the person's roll.
pub(crate) async fn save(tx: &mut Tx, person: PersonId, lock: &Lock) -> Result<()> {
    tx.run(
        "insert into person_pin (person_id, unit_id, pin_hash, set_at, code_hash, code_until, wrong,
                                 wait_until)
         values ($1, (select unit_id from person where id = $1), $2, $3, $4, $5, $6, $7)
         on conflict (person_id) do update
            set pin_hash = excluded.pin_hash, set_at = excluded.set_at,
                code_hash = excluded.code_hash, code_until = excluded.code_until,
                wrong = excluded.wrong, wait_until = excluded.wait_until",
        args![
            person,
            lock.pin_hash.clone(),
            lock.set_at,
            lock.code_hash.clone(),
            lock.code_until,
            lock.wrong,
            lock.wait_until
        ],
    )
    .await?;
    Ok(())
}
