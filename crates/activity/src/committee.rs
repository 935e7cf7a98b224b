//! Who works at an activity: join by name, choose among people of like names, leave.

use crate::pages::found;
use crate::{MANAGE_ACTIVITIES, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::post;
use kernel::id::{ActivityId, PersonId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan/{id}/panitia", post(join))
        .route("/kegiatan/{id}/panitia/keluar", post(leave))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CommitteeForm {
    nama: String,
    orang: String,
    tugas: String,
}

async fn join(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<CommitteeForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let mut errors = Errors::default();
    let duty = errors.within("tugas", &form.tugas, 60);
    let name = errors.required("nama", &form.nama, 120);
    let mut tx = ctx.db.begin().await?;
    let people = match errors.is_empty() {
        true => organization::search(&mut tx, &scope, &name, 9).await?,
        false => Vec::new(),
    };
    if errors.is_empty() && people.is_empty() {
        errors.add(
            "nama",
            "Tidak ada anggota bernama ini. Periksa namanya, atau tambahkan dulu di halaman Anggota.",
        );
    }
    if let Some(person) = chosen(&people, &form.orang) {
        store::join_committee(&mut tx, &scope, id, person, &duty).await?;
        tx.commit().await?;
        let back = format!("/kegiatan/{id}#panitia");
        return Ok(visitor.redirect_with(&back, &Flash::ok("Panitia tersimpan.")));
    }
    drop(tx);
    let page = ChoosePage {
        activity: id,
        title: activity.title,
        people: people
            .iter()
            .map(|p| (p.id, p.full_name.clone(), p.place()))
            .collect(),
        name: form.nama,
        duty: form.tugas,
        errors,
        token: visitor.token(),
    };
    if page.errors.is_empty() {
        visitor.page("Pilih panitia", &page)
    } else {
        visitor.page_again("Tambah panitia", &page)
    }
}

/// Who is meant: the one picked among `people`, or the only one.
fn chosen(people: &[organization::Placed], picked: &str) -> Option<PersonId> {
    let picked = picked.parse().ok();
    match people {
        [one] => Some(one.id),
        people => people
            .iter()
            .map(|placed| placed.id)
            .find(|id| Some(*id) == picked),
    }
}

#[derive(Template)]
#[template(path = "committee_choose.html")]
struct ChoosePage {
    activity: ActivityId,
    title: String,
    people: Vec<(PersonId, String, String)>,
    name: String,
    duty: String,
    errors: Errors,
    token: String,
}

async fn leave(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<CommitteeForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    found(&ctx, &actor, id).await?;
    let person = form.orang.parse().map_err(|_| Error::NotFound)?;
    let mut tx = ctx.db.begin().await?;
    store::leave_committee(&mut tx, &scope, id, person).await?;
    tx.commit().await?;
    Ok(visitor.redirect(&format!("/kegiatan/{id}#panitia")))
}
