//! Who registered, as officers see it: seats, the queue, who withdrew; take somebody off the list.

use crate::domain::{Activity, Place, Registration};
use crate::pages::found;
use crate::{MANAGE_ACTIVITIES, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::ActivityId;
use serde::Deserialize;
use web::{Actor, Ctx, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan/{id}/pendaftar", get(registrations))
        .route("/kegiatan/{id}/pendaftar/batal", post(withdraw))
}

#[derive(Template)]
#[template(path = "registrations.html")]
struct RegistrationsPage {
    activity: Activity,
    seats: Vec<Registration>,
    queue: Vec<Registration>,
    withdrawn: Vec<Registration>,
    register_link: String,
    may_manage: bool,
    token: String,
}

impl RegistrationsPage {
    fn invitation(&self) -> String {
        format!("/kegiatan/{}#undangan", self.activity.id)
    }
}

async fn registrations(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let (scope, activity, _) = found(&ctx, &actor, id).await?;
    let all = store::registrations(&mut ctx.db.read().await?, &scope, id).await?;
    let of = |place: Place| all.iter().filter(|r| r.place == place).cloned().collect();
    let page = RegistrationsPage {
        seats: of(Place::Seat),
        queue: of(Place::Queue),
        withdrawn: of(Place::Withdrawn),
        register_link: ctx.link(&format!("/d/{}", activity.code)),
        may_manage: actor.allows(MANAGE_ACTIVITIES),
        token: visitor.token(),
        activity,
    };
    visitor.page("Pendaftar", &page)
}

#[derive(Deserialize)]
struct WithdrawForm {
    #[serde(default)]
    pendaftaran: String,
}

async fn withdraw(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response> {
    actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let gone = crate::withdraw(&ctx, &activity, &form.pendaftaran, actor.today()).await?;
    let flash = Flash::ok(format!("Pendaftaran {} dibatalkan.", gone.name));
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}/pendaftar"), &flash))
}
