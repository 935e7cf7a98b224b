//! The lock of a person's own page: an officer gives a code for one use, the person sets a PIN
//! with it, and opens the page with the PIN. A try is counted before it is looked at, so that
//! twenty at once have no more tries than twenty in a row.

use super::hashing;
use crate::domain::{Person, Pin, wait_minutes};
use crate::store::pins::{self as store, Lock};
use crate::{CHANGE_MEMBERS, find_person};
use jiff::{SignedDuration, Timestamp};
use kernel::access::Scope;
use kernel::code::Code;
use kernel::id::PersonId;
use web::{Actor, Ctx, Error, Result};

/// How long a code counts.
const CODE_LIVES: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Tries that a browser has which the person has opened the page with before, in ten minutes:
/// strangers' tries never make it wait.
const KNOWN_TRIES: u32 = 5;

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    /// Right; the PIN was set at this moment.
    Open(Timestamp),
    /// Wrong.
    Wrong,
    /// Not looked at; so many minutes to wait.
    Wait(i64),
}

/// A code for one use with which `person` sets a PIN; the PIN before ends now.
///
/// # Errors
///
/// When the actor may not, or the person is not on the roll.
pub(super) async fn give_code(ctx: &Ctx, actor: &Actor, person: PersonId) -> Result<Code> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let code = Code::from_bytes(web::secret::random::<5>());
    let mut tx = ctx.db.begin().await?;
    tx.hold(person).await?;
    find_person(&mut tx, &scope, person)
        .await?
        .ok_or(Error::NotFound)?;
    let lock = Lock {
        code_hash: Some(code_hash(ctx, person, code)),
        code_until: Some(actor.now + CODE_LIVES),
        ..Lock::default()
    };
    store::save(&mut tx, person, &lock).await?;
    let what = format!("Kode PIN dibuat untuk {}", storage::mention(person));
    storage::audit(
        &mut tx,
        actor.audit(CHANGE_MEMBERS, actor.unit, person, what),
    )
    .await?;
    tx.commit().await?;
    Ok(code)
}

fn code_hash(ctx: &Ctx, person: PersonId, code: Code) -> Vec<u8> {
    ctx.keys
        .hash("pin code", format!("{person} {code}").as_bytes())
}

/// Sets `pin` with the `code` that an officer gave.
///
/// # Errors
///
/// When the database refuses.
pub(super) async fn set_pin(ctx: &Ctx, person: &Person, code: &str, pin: Pin) -> Result<Tried> {
    let (scope, now) = (Scope::of_system(person.unit), ctx.clock.now());
    let lock = match count(ctx, person, now).await? {
        Ok(lock) => lock,
        Err(minutes) => return Ok(Tried::Wait(minutes)),
    };
    let typed = code
        .parse()
        .ok()
        .map(|code| code_hash(ctx, person.id, code));
    let fits = |lock: &Lock| {
        typed.is_some()
            && lock.code_hash == typed
            && lock.code_until.is_some_and(|until| until > now)
    };
    if !fits(&lock) {
        return Ok(Tried::Wrong);
    }
    let set = Lock {
        pin_hash: Some(hashing::hash(pin).await?),
        set_at: Some(now),
        ..Lock::default()
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(person.id).await?;
    // Somebody else may have used the code while the PIN was hashed.
    if !fits(&store::find(&mut tx, &scope, person.id).await?) {
        return Ok(Tried::Wrong);
    }
    store::save(&mut tx, person.id, &set).await?;
    tx.commit().await?;
    Ok(Tried::Open(now))
}

/// Tries `pin`. `known` says that the browser has been opened with the PIN before.
///
/// # Errors
///
/// When the database refuses.
pub(super) async fn try_pin(ctx: &Ctx, person: &Person, pin: Pin, known: bool) -> Result<Tried> {
    let scope = Scope::of_system(person.unit);
    let lock = if known {
        let key = format!("pin {}", person.id);
        if let Some(seconds) = ctx.limiter.count(&key, KNOWN_TRIES, 600) {
            return Ok(Tried::Wait(i64::from(seconds.div_ceil(60))));
        }
        store::find(&mut ctx.db.read().await?, &scope, person.id).await?
    } else {
        match count(ctx, person, ctx.clock.now()).await? {
            Ok(lock) => lock,
            Err(minutes) => return Ok(Tried::Wait(minutes)),
        }
    };
    let (Some(hash), Some(set_at)) = (lock.pin_hash, lock.set_at) else {
        return Ok(Tried::Wrong);
    };
    if !hashing::fits(pin, hash).await? {
        return Ok(Tried::Wrong);
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(person.id).await?;
    let lock = store::find(&mut tx, &scope, person.id).await?;
    if lock.set_at != Some(set_at) {
        return Ok(Tried::Wrong); // a new code ended it meanwhile
    }
    let right = Lock {
        wrong: 0,
        wait_until: None,
        ..lock
    };
    store::save(&mut tx, person.id, &right).await?;
    tx.commit().await?;
    Ok(Tried::Open(set_at))
}

/// Counts a try as wrong until it is known to be right; the lock, or the minutes to wait.
async fn count(ctx: &Ctx, person: &Person, now: Timestamp) -> Result<Result<Lock, i64>> {
    let scope = Scope::of_system(person.unit);
    let mut tx = ctx.db.begin().await?;
    tx.hold(person.id).await?;
    let lock = store::find(&mut tx, &scope, person.id).await?;
    if let Some(until) = lock.wait_until.filter(|until| *until > now) {
        let seconds = until.as_second() - now.as_second();
        return Ok(Err((seconds + 59).div_euclid(60).max(1)));
    }
    let wrong = lock.wrong + 1;
    let wait = SignedDuration::from_mins(wait_minutes(wrong));
    let counted = Lock {
        wrong,
        wait_until: (!wait.is_zero()).then(|| now + wait),
        ..lock.clone()
    };
    store::save(&mut tx, person.id, &counted).await?;
    tx.commit().await?;
    Ok(Ok(lock))
}
