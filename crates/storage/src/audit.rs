//! Who did what, when, to whom: one line for each act that touches people or money.
//! Written in the use case's own transaction: no act without its line, no line without its act.
//! `what` is a sentence for the people concerned; no NIK, no phone number, no passphrase in it, and
//! no name of somebody on a roll: whom it speaks of is a [`mention`], whose name is looked up when
//! the line is read. Whoever is forgotten is so in the log, too.
//! The log only grows: the engine itself refuses to change a line or to take one away.

use crate::{Engine, Migrations, Query, Result, Tx, Value, args, dialect, fresh, from_row};
use jiff::Timestamp;
use kernel::id::{AccountId, AuditId, UnitId};
use uuid::Uuid;

pub(crate) const MIGRATIONS: Migrations = Migrations {
    module: "storage",
    steps: &[
        "create table audit (
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
              create index audit_subject on audit (subject) where subject is not null",
        "append only audit",
    ],
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
    /// Who acted, as a [`mention`]; a name only where it is nobody's on a roll.
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

/// Somebody in a sentence of the log, by number.
#[must_use]
pub fn mention(id: impl Into<Uuid>) -> String {
    format!("{OPEN}{}{CLOSE}", id.into().simple())
}

/// What stands around the number of a mention.
const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// Whom `sentence` mentions, each time they are.
pub fn mentioned(sentence: &str) -> impl Iterator<Item = Uuid> {
    let parts = sentence.split(OPEN).skip(1);
    parts.filter_map(|part| part.split_once(CLOSE)?.0.parse().ok())
}

/// `sentence` with what `name` says in the place of each mention; where it says nothing, the
/// mention stays.
#[must_use]
pub fn with_names(sentence: &str, name: impl Fn(Uuid) -> Option<String>) -> String {
    let mut told = sentence.to_owned();
    for id in mentioned(sentence) {
        if let Some(name) = name(id) {
            told = told.replace(&mention(id), &name);
        }
    }
    told
}

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

/// Which lines of a unit's log are asked for.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// Only acts of these names; every act when there are none.
    pub acts: &'a [&'a str],
    /// Whether every act but those is asked for instead.
    pub others: bool,
    /// Only what this account did.
    pub account: Option<AccountId>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Up to, and not with, this moment.
    pub until: Option<Timestamp>,
}

/// What happened in `unit`, newest first; at most `limit` lines after the first `skip`.
///
/// # Errors
///
/// Those of the database.
pub async fn audit_in(
    db: &mut impl Query,
    unit: UnitId,
    asked: &Asked<'_>,
    limit: i64,
    skip: i64,
) -> Result<Vec<Entry>> {
    let mut values = args![unit, asked.account, asked.from, asked.until, limit, skip];
    let names: Vec<String> = (values.len() + 1..)
        .zip(asked.acts)
        .map(|(n, _)| format!("${n}"))
        .collect();
    let acts = match (names.is_empty(), asked.others) {
        (true, _) => String::new(),
        (false, others) => {
            let not = if others { "not " } else { "" };
            format!("and act {not}in ({})", names.join(", "))
        }
    };
    values.extend(asked.acts.iter().map(|act| Value::from(*act)));
    let sql = format!(
        "select unit_id, at, account_id, who, act, what, subject, address
           from audit
          where unit_id = $1 and (account_id = $2 or $2 is null)
            and (at >= $3 or $3 is null) and (at < $4 or $4 is null) {acts}
          order by at desc, id desc
          limit $5 offset $6"
    );
    db.all(&sql, values).await
}

/// Whether the engine still guards the append-only `table`: nobody has taken its guards away.
///
/// # Errors
///
/// Those of the database.
pub async fn is_guarded(db: &mut impl Query, engine: Engine, table: &str) -> Result<bool> {
    let guards: i64 = db.one(dialect::guards(engine), args![table]).await?;
    Ok(guards == dialect::GUARDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_found_and_named_and_other_brackets_stay() {
        let (ana, budi) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sentence = format!("{} dan {} ⟦x⟧ ⟦", mention(ana), mention(budi));
        assert_eq!(mentioned(&sentence).collect::<Vec<_>>(), [ana, budi]);
        let told = with_names(&sentence, |id| (id == ana).then(|| "Ana".to_owned()));
        assert_eq!(told, format!("Ana dan {} ⟦x⟧ ⟦", mention(budi)));
        assert_eq!(mentioned("Ana").count(), 0);
    }
}
