//! The settings page of the rules of membership: which hold, since when, and changing them.

use super::{Saved, save};
use crate::domain::{PRESETS, Policy, PolicyForm, Preset};
use crate::store::policies as store;
use crate::{CHANGE_SETTINGS, policy_on};
use askama::Template;
use axum::Router;
use axum::extract::{Query as Params, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::day;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/pengaturan/keanggotaan", get(show).post(change))
}

#[derive(Template)]
#[template(path = "policy/policy.html")]
struct PolicyPage {
    now: Policy,
    now_since: String,
    /// Name and first day of every other that the unit has kept.
    kept: Vec<(String, String)>,
    presets: &'static [Preset],
    /// Whether the unit keeps its own; a part goes by its village's.
    own: bool,
    form: PolicyForm,
    errors: Errors,
    token: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ShowQuery {
    pakai: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(query): Params<ShowQuery>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let form = match Preset::find(&query.pakai) {
        Some(preset) => {
            let from = Some(actor.today());
            let policy = Policy {
                from,
                ..preset.policy()
            };
            PolicyForm::of(&policy, store::version(&mut db, &scope, from).await?)
        }
        None => {
            let kept = store::on(&mut db, &scope, actor.today()).await?;
            match kept {
                Some(kept) => PolicyForm::of(&kept.policy, kept.version),
                None => PolicyForm::of(&Preset::on(actor.today()).policy(), 0),
            }
        }
    };
    drop(db);
    policy_page(
        &ctx,
        &visitor,
        &actor,
        form,
        Errors::default(),
        StatusCode::OK,
    )
    .await
}

async fn policy_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: PolicyForm,
    errors: Errors,
    status: StatusCode,
) -> Result<Response> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let unit = crate::unit(&mut db, actor.unit)
        .await?
        .ok_or(Error::NotFound)?;
    let now = policy_on(&mut db, &scope, actor.today()).await?;
    let since = |day: Option<Date>| day.map(day::long).unwrap_or_default();
    let kept = store::list(&mut db, &scope).await?;
    let page = PolicyPage {
        kept: kept
            .into_iter()
            .filter(|kept| kept.policy.from != now.from)
            .map(|kept| (kept.policy.name, since(kept.policy.from)))
            .collect(),
        now_since: since(now.from),
        now,
        presets: &PRESETS,
        own: unit.roll == unit.id,
        form,
        errors,
        token: visitor.token(),
    };
    let frame = Page {
        status,
        ..Page::titled("Aturan keanggotaan")
    };
    visitor.page_with(frame, &page)
}

async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<PolicyForm>,
) -> Result<Response> {
    actor.may(CHANGE_SETTINGS, actor.unit)?;
    let policy = match form.read(actor.today()) {
        Ok(policy) => policy,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return policy_page(&ctx, &visitor, &actor, form, errors, status).await;
        }
    };
    let seen = form.versi.parse().unwrap_or(0);
    match save(&ctx, &actor, &policy, seen).await? {
        Saved::Yes => {
            let flash = Flash::ok("Aturan keanggotaan tersimpan.");
            Ok(visitor.redirect_with("/pengaturan/keanggotaan", &flash))
        }
        Saved::Changed(version) => {
            let mut errors = Errors::default();
            errors.add(
                "sejak",
                "Aturan untuk tanggal ini baru saja disimpan orang lain. Periksa isian, lalu simpan lagi.",
            );
            let form = PolicyForm {
                versi: version.to_string(),
                ..form
            };
            let status = StatusCode::CONFLICT;
            policy_page(&ctx, &visitor, &actor, form, errors, status).await
        }
    }
}
