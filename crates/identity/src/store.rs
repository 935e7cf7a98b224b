//! Rows of accounts and sign-ins: queries and mapping. Private to the context.

pub(crate) mod extra_roles;
pub(crate) mod forgetting;
pub(crate) mod invites;
pub(crate) mod links;
pub(crate) mod merging;
pub(crate) mod passkeys;
pub(crate) mod pending;
pub(crate) mod recoveries;
pub(crate) mod totps;

use crate::domain::{Kind, Login};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{AccountId, PersonId, SignInId, UnitId};
use storage::{FromRow, Query, Result, Row, Tx, args};
use web::Lang;

/// An officer's account.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) unit: UnitId,
    pub(crate) person: Option<PersonId>,
    pub(crate) login: Login,
    pub(crate) name: String,
    pub(crate) passphrase_hash: String,
    /// Has a one-time passphrase that somebody else knows.
    pub(crate) must_change: bool,
    pub(crate) lang: Option<Lang>,
    pub(crate) open: bool,
}

impl Account {
    /// How the log speaks of its owner.
    pub(crate) fn in_log(&self) -> String {
        let person = self.person;
        person.map_or_else(|| self.name.clone(), storage::mention)
    }
}

const ACCOUNT: &str = "a.id, a.unit_id, a.person_id, a.login, a.name, a.passphrase_hash, \
                       a.must_change, a.lang, a.closed_at";

impl FromRow for Account {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            unit: row.get(1)?,
            person: row.get(2)?,
            login: Login::kept(row.get(3)?),
            name: row.get(4)?,
            passphrase_hash: row.get(5)?,
            must_change: row.get(6)?,
            lang: row
                .get::<Option<String>>(7)?
                .as_deref()
                .and_then(Lang::from_code),
            open: row.get::<Option<i64>>(8)?.is_none(),
        })
    }
}

/// A signed-in device or a program's token.
#[derive(Debug, Clone)]
pub(crate) struct SignIn {
    pub(crate) id: SignInId,
    pub(crate) kind: Kind,
    pub(crate) created_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) device: String,
    pub(crate) address: String,
}

impl SignIn {
    fn read(row: &Row, first: usize) -> Result<Self> {
        Ok(Self {
            id: row.get(first)?,
            kind: Kind::from_code(&row.get::<String>(first + 1)?).unwrap_or(Kind::Shared),
            created_at: row.get(first + 2)?,
            seen_at: row.get(first + 3)?,
            device: row.get(first + 4)?,
            address: row.get(first + 5)?,
        })
    }
}

const SIGN_IN: &str = "s.id, s.kind, s.created_at, s.seen_at, s.device, s.address";

impl FromRow for SignIn {
    fn from_row(row: &Row) -> Result<Self> {
        Self::read(row, 0)
    }
}

/// A sign-in and whose it is.
pub(crate) struct Found {
    pub(crate) account: Account,
    pub(crate) sign_in: SignIn,
}

impl FromRow for Found {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            account: Account::from_row(row)?,
            sign_in: SignIn::read(row, 9)?,
        })
    }
}

/// Adds an open account; `false` if its login or its person has one already.
pub(crate) async fn add_account(tx: &mut Tx, new: &Account, now: Timestamp) -> Result<bool> {
    let added: Option<AccountId> = tx
        .maybe(
            "insert into account (id, unit_id, person_id, login, name, passphrase_hash,
                                  must_change, lang, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict do nothing returning id",
            args![
                new.id,
                new.unit,
                new.person,
                new.login.as_str(),
                &new.name,
                &new.passphrase_hash,
                new.must_change,
                new.lang.map(Lang::code),
                now
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// The account `id`, open or closed.
pub(crate) async fn account(db: &mut impl Query, id: AccountId) -> Result<Option<Account>> {
    db.maybe(
        &format!("select {ACCOUNT} from account a where a.id = $1"),
        args![id],
    )
    .await
}

/// The open account of `login`.
pub(crate) async fn account_of(db: &mut impl Query, login: &Login) -> Result<Option<Account>> {
    let sql = format!("select {ACCOUNT} from account a where a.login = $1 and a.closed_at is null");
    db.maybe(&sql, args![login.as_str()]).await
}

/// The open account of `person` in the scope's unit.
pub(crate) async fn account_of_person(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Option<Account>> {
    let sql = format!(
        "select {ACCOUNT} from account a
          where a.unit_id = $1 and a.person_id = $2 and a.closed_at is null"
    );
    db.maybe(&sql, args![scope.unit(), person]).await
}

/// The open accounts of `person`, in whichever unit; at most 100.
pub(crate) async fn accounts_of(db: &mut impl Query, person: PersonId) -> Result<Vec<AccountId>> {
    db.all(
        "select id from account where person_id = $1 and closed_at is null order by id limit 100",
        args![person],
    )
    .await
}

/// The open account of `person`, in whichever unit it was opened.
pub(crate) async fn open_account_of(
    db: &mut impl Query,
    person: PersonId,
) -> Result<Option<Account>> {
    let sql =
        format!("select {ACCOUNT} from account a where a.person_id = $1 and a.closed_at is null");
    db.maybe(&sql, args![person]).await
}

/// The open accounts of the scope's unit, oldest first; at most 500.
pub(crate) async fn accounts_in(db: &mut impl Query, scope: &Scope) -> Result<Vec<Account>> {
    let sql = format!(
        "select {ACCOUNT} from account a
          where a.unit_id = $1 and a.closed_at is null order by a.id limit 500"
    );
    db.all(&sql, args![scope.unit()]).await
}

/// The accounts that the scope's unit has or had, by name; at most 500.
pub(crate) async fn account_names(
    db: &mut impl Query,
    scope: &Scope,
) -> Result<Vec<(AccountId, String)>> {
    db.all(
        "select id, name from account where unit_id = $1 order by name, id limit 500",
        args![scope.unit()],
    )
    .await
}

/// Gives `id` another passphrase.
pub(crate) async fn save_passphrase(
    tx: &mut Tx,
    id: AccountId,
    hash: &str,
    must_change: bool,
) -> Result<u64> {
    tx.run(
        "update account set passphrase_hash = $2, must_change = $3 where id = $1",
        args![id, hash, must_change],
    )
    .await
}

/// Saves name and language.
pub(crate) async fn save_profile(
    tx: &mut Tx,
    id: AccountId,
    name: &str,
    lang: Option<Lang>,
) -> Result<u64> {
    tx.run(
        "update account set name = $2, lang = $3 where id = $1",
        args![id, name, lang.map(Lang::code)],
    )
    .await
}

/// Closes the account `id` and every way into it.
pub(crate) async fn close_account(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<u64> {
    end_ways_in(tx, id, now).await?;
    tx.run(
        "update account set closed_at = $2 where id = $1 and closed_at is null",
        args![id, now],
    )
    .await
}

/// Keeps a new sign-in to `account` under the hash of its token.
pub(crate) async fn add_sign_in(
    tx: &mut Tx,
    account: &Account,
    new: &SignIn,
    token_hash: Vec<u8>,
) -> Result<u64> {
    tx.run(
        "insert into sign_in (id, account_id, unit_id, kind, token_hash, device, address,
                              created_at, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            new.id,
            account.id,
            account.unit,
            new.kind.code(),
            token_hash,
            &new.device,
            &new.address,
            new.created_at,
            new.seen_at
        ],
    )
    .await
}

/// The sign-in that was not revoked, of an account that was not closed, with this token's hash.
pub(crate) async fn signed_in(db: &mut impl Query, token_hash: Vec<u8>) -> Result<Option<Found>> {
    let sql = format!(
        "select {ACCOUNT}, {SIGN_IN} from sign_in s join account a on a.id = s.account_id
          where s.token_hash = $1 and s.revoked_at is null and a.closed_at is null"
    );
    db.maybe(&sql, args![token_hash]).await
}

/// What is signed in to `account`, used last first; at most 100.
pub(crate) async fn sign_ins_of(db: &mut impl Query, account: AccountId) -> Result<Vec<SignIn>> {
    let sql = format!(
        "select {SIGN_IN} from sign_in s
          where s.account_id = $1 and s.revoked_at is null order by s.seen_at desc limit 100"
    );
    db.all(&sql, args![account]).await
}

/// Whether somebody signed in to `account` from `address` after `since`.
pub(crate) async fn knows_address(
    db: &mut impl Query,
    account: AccountId,
    address: &str,
    since: Timestamp,
) -> Result<bool> {
    let found: Option<SignInId> = db
        .maybe(
            "select id from sign_in
              where account_id = $1 and seen_at > $3 and address = $2 limit 1",
            args![account, address, since],
        )
        .await?;
    Ok(found.is_some())
}

/// Notes that a sign-in was used.
pub(crate) async fn saw(tx: &mut Tx, id: SignInId, now: Timestamp) -> Result<u64> {
    tx.run(
        "update sign_in set seen_at = $2 where id = $1",
        args![id, now],
    )
    .await
}

/// Ends one sign-in of `account`.
pub(crate) async fn revoke(
    tx: &mut Tx,
    account: AccountId,
    id: SignInId,
    now: Timestamp,
) -> Result<u64> {
    tx.run(
        "update sign_in set revoked_at = $3
          where account_id = $1 and id = $2 and revoked_at is null",
        args![account, id, now],
    )
    .await
}

/// Ends the sign-in with this token's hash, whosever it is.
pub(crate) async fn revoke_token(tx: &mut Tx, token_hash: Vec<u8>, now: Timestamp) -> Result<u64> {
    tx.run(
        "update sign_in set revoked_at = $2 where token_hash = $1 and revoked_at is null",
        args![token_hash, now],
    )
    .await
}

/// Ends every sign-in of `account`.
pub(crate) async fn revoke_all(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<u64> {
    tx.run(
        "update sign_in set revoked_at = $2 where account_id = $1 and revoked_at is null",
        args![account, now],
    )
    .await
}

/// The logins of a person's accounts in the scope's unit, the newest first.
pub(crate) async fn logins_of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<String>> {
    db.all(
        "select login from account where person_id = $1 and unit_id = $2
          order by created_at desc limit 20",
        args![person, scope.unit()],
    )
    .await
}

/// The devices on which a person signed in: device, network address, last seen; newest first.
pub(crate) async fn devices_of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(String, String, Timestamp)>> {
    db.all(
        "select s.device, s.address, s.seen_at
           from account a join sign_in s on s.account_id = a.id
          where a.person_id = $1 and a.unit_id = $2 order by s.seen_at desc limit 500",
        args![person, scope.unit()],
    )
    .await
}

/// Whether the sign-in `id` goes on.
pub(crate) async fn goes_on(db: &mut impl Query, id: SignInId) -> Result<bool> {
    let found: Option<SignInId> = db
        .maybe(
            "select id from sign_in where id = $1 and revoked_at is null",
            args![id],
        )
        .await?;
    Ok(found.is_some())
}

/// Ends every sign-in of `account` and takes away whatever else opens it beside the passphrase; how
/// many sign-ins ended.
pub(crate) async fn end_ways_in(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<u64> {
    passkeys::remove_all(tx, account).await?;
    links::remove(tx, account).await?;
    revoke_all(tx, account, now).await
}
