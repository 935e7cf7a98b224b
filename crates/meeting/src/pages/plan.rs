//! Planning an assembly: one form for the activity, the rules and who votes.

use crate::domain::{Assembly, AssemblyForm, NewAssembly, Plan, Rules};
use crate::pages::found;
use crate::{PLAN_ASSEMBLIES, plan};
use activity::ActivityForm;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use kernel::id::ActivityId;
use organization::Policy;
use serde::Deserialize;
use web::{Actor, Both, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya", post(create))
        .route("/temu-karya/baru", get(new))
        .route("/temu-karya/{id}/ubah", get(edit).post(change))
}

/// What is sent: the activity's part and the assembly's.
type Sent = Both<ActivityForm, AssemblyForm>;

#[derive(Template)]
#[template(path = "assembly_form.html")]
struct FormPage {
    action: String,
    back: String,
    title: &'static str,
    form: ActivityForm,
    plan: AssemblyForm,
    errors: Errors,
    token: String,
}

impl FormPage {
    fn of(visitor: &Visitor, id: Option<ActivityId>, sent: Sent, errors: Errors) -> Self {
        let Both(form, plan) = sent;
        let own = id.map(|id| format!("/temu-karya/{id}"));
        Self {
            action: own
                .as_ref()
                .map_or_else(|| "/temu-karya".into(), |own| format!("{own}/ubah")),
            title: title(id),
            back: own.unwrap_or_else(|| "/temu-karya".into()),
            form,
            plan,
            errors,
            token: visitor.token(),
        }
    }
}

const fn title(id: Option<ActivityId>) -> &'static str {
    if id.is_some() {
        "Ubah Temu Karya"
    } else {
        "Temu Karya baru"
    }
}

fn read(
    Both(form, plan): &Sent,
    before: Option<&Plan>,
    proposed: &[Rules],
    today: Date,
) -> Result<NewAssembly, Errors> {
    match (form.read(today), plan.read(before, proposed)) {
        (Ok(activity), Ok(plan)) => Ok(NewAssembly { activity, plan }),
        (activity, plan) => {
            let of_activity = activity.err().unwrap_or_default();
            Err(of_activity.and(plan.err().unwrap_or_default()))
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Pattern {
    pola: String,
}

async fn new(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Query(pattern): Query<Pattern>,
) -> Result<Response> {
    actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let year = actor.today().year();
    let policy = policy(&ctx, &actor).await?;
    let [delegates, members] = Rules::proposed(&policy);
    let rules = match pattern.pola.as_str() {
        "anggota" => members,
        _ => delegates,
    };
    let form = ActivityForm {
        judul: format!("Temu Karya {} {year}", actor.unit_name),
        ..ActivityForm::default()
    };
    let sent = Both(form, AssemblyForm::preset(&rules, year, policy.term_months));
    visitor.page(
        title(None),
        &FormPage::of(&visitor, None, sent, Errors::default()),
    )
}

/// The rules of membership that hold today.
async fn policy(ctx: &Ctx, actor: &Actor) -> Result<Policy> {
    let scope = actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    organization::policy_on(&mut ctx.db.read().await?, &scope, actor.today()).await
}

async fn create(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let scope = actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let proposed = Rules::proposed(&policy(&ctx, &actor).await?);
    let new = match read(&sent, None, &proposed, actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            let page = FormPage::of(&visitor, None, sent, errors);
            return visitor.page_again(title(None), &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let id = plan::create(&mut tx, &scope, &new, actor.now).await?;
    let what = format!("{} direncanakan: {}", new.plan.name, new.activity.title);
    storage::audit(&mut tx, actor.audit(PLAN_ASSEMBLIES, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Rencana tersimpan. Periksa daftar pesertanya, lalu bagikan undangan.");
    Ok(visitor.redirect_with(&format!("/temu-karya/{id}"), &flash))
}

async fn edit(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let (_, assembly) = found(&ctx, &actor, id).await?;
    let sessions = activity::sessions(&mut ctx.db.read().await?, id).await?;
    let sent = Both(
        ActivityForm::of(&assembly.activity, &sessions),
        AssemblyForm::of(&assembly),
    );
    let page = FormPage::of(&visitor, Some(id), sent, Errors::default());
    visitor.page(title(Some(id)), &page)
}

async fn change(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let scope = actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let (_, Assembly { activity, plan }) = found(&ctx, &actor, id).await?;
    let new = match read(&sent, Some(&plan), &[], actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            let page = FormPage::of(&visitor, Some(id), sent, errors);
            return visitor.page_again(title(Some(id)), &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let edition = sent.0.versi.parse().unwrap_or(0);
    let changed = plan::update(&mut tx, &scope, id, edition, &new, actor.today(), actor.now).await;
    if let Err(Error::Conflict(text) | Error::Rule(text)) = changed {
        drop(tx);
        return refused(&visitor, id, activity.edition, sent, text);
    }
    changed?;
    let what = format!("{} diubah: {}", new.plan.name, new.activity.title);
    storage::audit(&mut tx, actor.audit(PLAN_ASSEMBLIES, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Perubahan tersimpan.");
    Ok(visitor.redirect_with(&format!("/temu-karya/{id}"), &flash))
}

/// The form again with what was typed, ready to be saved over `edition`.
fn refused(
    visitor: &Visitor,
    id: ActivityId,
    edition: i64,
    mut sent: Sent,
    text: String,
) -> Result<Response> {
    let mut errors = Errors::default();
    errors.add("judul", text);
    sent.0.versi = edition.to_string();
    let page = FormPage::of(visitor, Some(id), sent, errors);
    let mut response = visitor.page_again(title(Some(id)), &page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
