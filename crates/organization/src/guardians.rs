//! Parents and guardians of members under 18: their form, and what it changes.

use crate::domain::{Guardian, GuardianForm, NewGuardian, Person, PersonKey, Relation};
use crate::pages::found;
use crate::store::consents as store;
use crate::{CHANGE_MEMBERS, LIST_MEMBERS};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{GuardianId, PersonId};
use serde::Deserialize;
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/{id}/wali", get(new).post(add))
        .route("/anggota/{id}/wali/{wali}", get(edit).post(change))
        .route("/anggota/{id}/wali/{wali}/hapus", post(remove))
}

/// The guardians of a person of the scope's roll.
///
/// # Errors
///
/// When the database refuses.
pub async fn guardians_of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Guardian>> {
    store::guardians(db, scope, person).await
}

/// Writes down who answers for a person of the scope's roll.
///
/// # Errors
///
/// When the database refuses.
pub async fn record_guardian(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    new: &NewGuardian,
    now: Timestamp,
) -> Result<GuardianId> {
    let on_the_roll = on_the_roll(tx, scope, person, new).await?;
    store::add_guardian(tx, scope, person, new, on_the_roll, now).await
}

#[derive(Template)]
#[template(path = "guardian_form.html")]
struct FormPage {
    person: Person,
    /// The guardian that is changed; nobody when one is added.
    guardian: Option<GuardianId>,
    form: GuardianForm,
    errors: Errors,
    relations: &'static [Relation],
    token: String,
}

const TITLE: &str = "Orang tua atau wali";

fn page(
    visitor: &Visitor,
    person: Person,
    guardian: Option<GuardianId>,
    form: GuardianForm,
    errors: Errors,
) -> FormPage {
    FormPage {
        person,
        guardian,
        form,
        errors,
        relations: Relation::ALL,
        token: visitor.token(),
    }
}

async fn new(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let form = GuardianForm::default();
    visitor.page(
        TITLE,
        &page(&visitor, person, None, form, Errors::default()),
    )
}

async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(form): Form<GuardianForm>,
) -> Result<Response> {
    save(&ctx, &visitor, &actor, id, None, form).await
}

async fn known(ctx: &Ctx, actor: &Actor, id: PersonId, guardian: GuardianId) -> Result<Guardian> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let all = store::guardians(&mut ctx.db.read().await?, &scope, id).await?;
    all.into_iter()
        .find(|one| one.id == guardian)
        .ok_or(Error::NotFound)
}

async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, guardian)): Path<(PersonId, GuardianId)>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let form = GuardianForm::of(&known(&ctx, &actor, id, guardian).await?);
    let page = page(&visitor, person, Some(guardian), form, Errors::default());
    visitor.page(TITLE, &page)
}

async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, guardian)): Path<(PersonId, GuardianId)>,
    Form(form): Form<GuardianForm>,
) -> Result<Response> {
    save(&ctx, &visitor, &actor, id, Some(guardian), form).await
}

/// Keeps what was typed about a guardian, a new one or a known one.
async fn save(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: PersonId,
    guardian: Option<GuardianId>,
    form: GuardianForm,
) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(ctx, actor, id).await?;
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => {
            let page = page(visitor, person, guardian, form, errors);
            return visitor.page_again(TITLE, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    match guardian {
        Some(guardian) => {
            let on_the_roll = on_the_roll(&mut tx, &scope, id, &new).await?;
            if !store::change_guardian(&mut tx, &scope, id, guardian, &new, on_the_roll).await? {
                return Err(Error::NotFound);
            }
        }
        None => {
            record_guardian(&mut tx, &scope, id, &new, actor.now).await?;
        }
    }
    let what = format!("Orang tua atau wali dicatat untuk {}", storage::mention(id));
    storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok(format!("{} tersimpan.", new.name));
    Ok(visitor.redirect_with(&format!("/anggota/{id}#persetujuan"), &flash))
}

/// The guardian on the roll, where phone and name say so beyond doubt.
async fn on_the_roll(
    tx: &mut Tx,
    scope: &Scope,
    child: PersonId,
    new: &NewGuardian,
) -> Result<Option<PersonId>> {
    if new.phone.is_empty() {
        return Ok(None);
    }
    let key = PersonKey {
        name: new.name.clone(),
        phone: Some(new.phone.clone()),
    };
    let (certain, _) = crate::match_person(tx, scope, &key).await?;
    Ok(certain.filter(|person| *person != child))
}

#[derive(Deserialize)]
struct Nothing {}

async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, guardian)): Path<(PersonId, GuardianId)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    found(&ctx, &actor, id).await?;
    let gone = known(&ctx, &actor, id, guardian).await?;
    let mut tx = ctx.db.begin().await?;
    store::remove_guardian(&mut tx, &scope, id, guardian).await?;
    let what = format!("Orang tua atau wali dihapus dari {}", storage::mention(id));
    storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok(format!("{} dihapus.", gone.name));
    Ok(visitor.redirect_with(&format!("/anggota/{id}#persetujuan"), &flash))
}
