//! A person is forgotten: every context takes them out, in one transaction. What they did stays as
//! a count, money stays money; who they were does not. The log keeps that it was done, by whom.

use crate::store::{offices, people, retention, roll};
use crate::{CHANGE_MEMBERS, ERASE_PEOPLE, NOBODY};
use kernel::access::Scope;
use kernel::id::PersonId;
use kernel::name;
use web::{Actor, Ctx, Error, Result};

/// Forgets `person`; `reason` says who asked for it.
///
/// # Errors
///
/// [`Error::Rule`] while the person holds an office, [`Error::NotFound`] if they are not on the
/// roll (any more).
pub(super) async fn erase(ctx: &Ctx, actor: &Actor, person: PersonId, reason: &str) -> Result<()> {
    let scope = actor.may(ERASE_PEOPLE, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.unit).await?;
    tx.hold(person).await?;
    let known = people::find(&mut tx, &scope, person)
        .await?
        .ok_or(Error::NotFound)?;
    // An officer of a part erases for the whole village: there the rows are, and maybe an office.
    let scope = Scope::of_system(roll::keeper(&mut tx, &scope).await?);
    if offices::holds_or_will(&mut tx, &scope, person, actor.today()).await? {
        return Err(Error::Rule(
            "Orang ini masih menjabat pengurus. Akhiri dulu jabatannya di halaman Pengurus, baru datanya bisa dihapus."
                .into(),
        ));
    }
    // Entries that were merged into this one tell of the same person.
    let mut entries = retention::merged_into(&mut tx, &scope, person).await?;
    entries.push(person);
    for entry in entries {
        crate::forget(&mut tx, ctx, &scope, entry, actor.now).await?;
    }
    // Who asked is often the person, by name.
    let reason = name::replaced(reason, &known.full_name, NOBODY);
    let what = format!("Data satu orang dihapus. Yang meminta: {reason}");
    storage::audit(&mut tx, actor.audit(ERASE_PEOPLE, actor.unit, person, what)).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether a button for erasing is worth showing.
pub(super) fn may(actor: &Actor) -> bool {
    actor.allows(ERASE_PEOPLE) && actor.allows(CHANGE_MEMBERS)
}
