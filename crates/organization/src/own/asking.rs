//! What a person at their own page asks for. A later request takes the place of an open one.

use crate::domain::{Ask, Correction, Person};
use crate::store::{requests as store, shares};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::PersonId;
use storage::Tx;
use web::{Ctx, Result};

/// Asks for `ask`; a correction says which fields are to have which words.
///
/// # Errors
///
/// When the database refuses.
pub(super) async fn ask(ctx: &Ctx, person: &Person, ask: Ask, words: &Correction) -> Result<()> {
    let now = ctx.clock.now();
    let mut tx = ctx.db.begin().await?;
    tx.hold(person.id).await?;
    store::ask(&mut tx, person.id, ask, words, now).await?;
    tx.commit().await?;
    Ok(())
}

/// A person asks for other words in these fields, for a program's own use: the
/// demo.
///
/// # Errors
///
/// When the database refuses.
pub async fn ask_correction(
    tx: &mut Tx,
    person: PersonId,
    fields: &[(&str, &str)],
    now: Timestamp,
) -> Result<()> {
    let fields = fields.iter();
    let words = fields
        .map(|(field, wanted)| ((*field).to_owned(), (*wanted).to_owned()))
        .collect();
    store::ask(tx, person, Ask::Correction, &words, now).await
}

/// Takes an open request of this kind back.
///
/// # Errors
///
/// When the database refuses.
pub(super) async fn withdraw(ctx: &Ctx, person: &Person, ask: Ask) -> Result<()> {
    let scope = Scope::of_system(person.unit);
    let mut tx = ctx.db.begin().await?;
    tx.hold(person.id).await?;
    store::withdraw(&mut tx, &scope, person.id, ask, ctx.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// The person wants not to be lent to other units, or no longer minds; it counts at once.
///
/// # Errors
///
/// When the database refuses.
pub(super) async fn object(ctx: &Ctx, person: &Person, objects: bool) -> Result<()> {
    let (scope, now) = (Scope::of_system(person.unit), ctx.clock.now());
    let mut tx = ctx.db.begin().await?;
    tx.hold(person.id).await?;
    shares::set_objection(&mut tx, &scope, person.id, objects, now).await?;
    tx.commit().await?;
    Ok(())
}
