//! The proposal's page: what is written, what follows from the data, what is still missing.

use super::paper::{self, Known};
use super::words::{LONGEST, Part};
use crate::pages::found;
use crate::store::Written;
use crate::{MANAGE_ACTIVITIES, PRINT_DOCUMENTS, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::get;
use kernel::id::ActivityId;
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan/{id}/proposal", get(show).post(save))
        .route("/kegiatan/{id}/proposal.pdf", get(print))
}

/// The parts as they are typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ProposalForm {
    tema: String,
    latar: String,
    dasar: String,
    maksud: String,
    sasaran: String,
    alat: String,
    penutup: String,
}

impl ProposalForm {
    fn of(known: &Known) -> Self {
        Self {
            tema: known.text(Part::Theme),
            latar: known.text(Part::Background),
            dasar: known.text(Part::Basis),
            maksud: known.text(Part::Goal),
            sasaran: known.text(Part::Audience),
            alat: known.text(Part::Equipment),
            penutup: known.text(Part::Closing),
        }
    }

    fn text(&self, part: Part) -> &str {
        match part {
            Part::Theme => &self.tema,
            Part::Background => &self.latar,
            Part::Basis => &self.dasar,
            Part::Goal => &self.maksud,
            Part::Audience => &self.sasaran,
            Part::Equipment => &self.alat,
            Part::Closing => &self.penutup,
            _ => "",
        }
    }
}

#[derive(Template)]
#[template(path = "proposal.html")]
struct ProposalPage {
    known: Known,
    form: ProposalForm,
    missing: Vec<&'static str>,
    may_manage: bool,
    errors: Errors,
    token: String,
}

fn page(
    visitor: &Visitor,
    actor: &Actor,
    known: Known,
    form: ProposalForm,
    errors: Errors,
) -> ProposalPage {
    ProposalPage {
        missing: known.missing(),
        may_manage: actor.allows(MANAGE_ACTIVITIES),
        known,
        form,
        errors,
        token: visitor.token(),
    }
}

/// `GET /kegiatan/{id}/proposal`.
async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let known = Known::of(&ctx, &scope, activity).await?;
    let form = ProposalForm::of(&known);
    let page = page(&visitor, &actor, known, form, Errors::default());
    visitor.page("Proposal", &page)
}

/// `POST /kegiatan/{id}/proposal`.
async fn save(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<ProposalForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let mut errors = Errors::default();
    let written: Vec<Written> = Part::PROPOSAL
        .into_iter()
        .map(|part| Written {
            part: part.code().to_owned(),
            text: errors.within(part.code(), form.text(part), LONGEST),
        })
        .collect();
    if !errors.is_empty() {
        let known = Known::of(&ctx, &scope, activity).await?;
        let page = page(&visitor, &actor, known, form, errors);
        return visitor.page_again("Proposal", &page);
    }
    let mut tx = ctx.db.begin().await?;
    store::write_texts(&mut tx, &scope, id, &written, (&actor.name, actor.now)).await?;
    let what = format!("Menulis proposal {}", activity.title);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    let flash = Flash::ok("Proposal tersimpan. Sekarang bisa dicetak.");
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}/proposal"), &flash))
}

/// `GET /kegiatan/{id}/proposal.pdf`.
async fn print(From(ctx): From<Ctx>, actor: Actor, Path(id): Path<ActivityId>) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let known = Known::of(&ctx, &scope, activity).await?;
    let pdf = paper::pdf(&ctx, &scope, &known, actor.today()).await?;
    let name = format!("Proposal {}.pdf", known.activity.title);
    Ok(web::file(&name, "application/pdf", pdf))
}
