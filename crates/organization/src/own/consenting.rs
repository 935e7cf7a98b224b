//! What a person agrees to at their own page, or no longer does. Both count at once; the log says
//! that it came by the link.

use super::pages::today;
use crate::CHANGE_MEMBERS;
use crate::domain::{How, NewConsents, Person, Purpose, is_minor};
use crate::store::consents as store;
use kernel::access::Scope;
use storage::Tx;
use web::{Error, Result, Visitor};

/// `person` agrees to `purpose`; once is enough.
///
/// # Errors
///
/// [`Error::Rule`] for somebody under 18: a parent or guardian agrees.
pub(super) async fn give(visitor: &Visitor, person: &Person, purpose: Purpose) -> Result<()> {
    let scope = Scope::of_system(person.unit);
    let today = today(&visitor.ctx, person).await?;
    if is_minor(person, today) {
        return Err(Error::Rule(
            "Umurmu belum 18 tahun, jadi yang menyetujui orang tua atau wali. Sampaikan ke pengurus."
                .into(),
        ));
    }
    let new = NewConsents {
        purposes: vec![purpose],
        guardian: None,
        given_by: person.full_name.clone(),
        given_on: today,
        how: How::Link,
        note: String::new(),
    };
    let mut tx = visitor.ctx.db.begin().await?;
    tx.hold(person.id).await?;
    let held = store::consents(&mut tx, &scope, person.id).await?;
    let mut held = held.iter().filter(|one| one.withdrawn_on.is_none());
    if held.any(|one| one.purpose == purpose && !one.by_guardian) {
        return Ok(());
    }
    store::add_consents(&mut tx, &scope, person.id, &new, None, visitor.now()).await?;
    note(&mut tx, visitor, person, purpose, "diberikan").await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back whatever was agreed about `person` for `purpose`, by themselves or by a guardian.
///
/// # Errors
///
/// When the database refuses.
pub(super) async fn withdraw(visitor: &Visitor, person: &Person, purpose: Purpose) -> Result<()> {
    let scope = Scope::of_system(person.unit);
    let today = today(&visitor.ctx, person).await?;
    let mut tx = visitor.ctx.db.begin().await?;
    tx.hold(person.id).await?;
    let mut taken = false;
    for one in store::consents(&mut tx, &scope, person.id).await? {
        if one.purpose == purpose {
            taken |= store::withdraw(&mut tx, &scope, person.id, one.id, today).await?;
        }
    }
    if taken {
        note(&mut tx, visitor, person, purpose, "dicabut").await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn note(
    tx: &mut Tx,
    visitor: &Visitor,
    person: &Person,
    purpose: Purpose,
    what: &str,
) -> Result<()> {
    let label = purpose.label();
    let entry = storage::Entry {
        unit: Some(person.unit),
        at: visitor.now(),
        account: None,
        who: storage::mention(person.id),
        act: CHANGE_MEMBERS.name.to_owned(),
        what: format!("Persetujuan {label} {what} lewat halaman pribadi"),
        subject: Some(person.id.0),
        address: Some(visitor.address.clone()),
    };
    storage::audit(tx, entry).await?;
    Ok(())
}
