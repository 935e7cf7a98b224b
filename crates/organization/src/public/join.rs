//! Asking to join, without an account: name, phone, where one lives; under 18 with a guardian.

use super::page::open_unit;
use crate::domain::{JoinForm, Relation};
use crate::join::ask;
use crate::unit::Unit;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use web::{Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// What one agrees to; kept with the request as it was shown.
const CONSENT: &str = "Saya setuju data ini dipakai {unit} untuk mengurus keanggotaan. Persetujuan bisa ditarik \
                       kapan saja lewat pengurus.";

#[derive(Template)]
#[template(path = "public/join.html")]
struct JoinPage {
    unit: Unit,
    consent: String,
    relations: &'static [Relation],
    form: JoinForm,
    errors: Errors,
    problem: String,
    token: String,
}

fn page(
    visitor: &Visitor,
    unit: Unit,
    form: JoinForm,
    errors: Errors,
    problem: String,
) -> JoinPage {
    JoinPage {
        consent: consent(visitor, &unit),
        relations: Relation::ALL,
        unit,
        form,
        errors,
        problem,
        token: visitor.token(),
    }
}

fn consent(visitor: &Visitor, unit: &Unit) -> String {
    visitor.say(CONSENT).replace("{unit}", &unit.name)
}

pub(super) async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response> {
    let unit = open_unit(&ctx, &slug).await?;
    let page = page(
        &visitor,
        unit,
        JoinForm::default(),
        Errors::default(),
        String::new(),
    );
    visitor.page("Minta bergabung", &page)
}

pub(super) async fn send(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Form(form): Form<JoinForm>,
) -> Result<Response> {
    let unit = open_unit(&ctx, &slug).await?;
    if let Some(seconds) = ctx
        .limiter
        .count(&format!("gabung {}", visitor.address), 30, 600)
    {
        return Err(Error::TooMany(format!(
            "Terlalu banyak permintaan dari sini. Tunggu {seconds} detik, lalu coba lagi."
        )));
    }
    let thanks = Flash::ok("Permintaan terkirim. Pengurus akan menghubungi setelah memeriksanya.");
    let thanks = visitor.redirect_with(&format!("/u/{}", unit.slug), &thanks);
    if !form.situs.is_empty() {
        return Ok(thanks);
    }
    let who = match form.read(unit.zone.today(visitor.now())) {
        Ok(who) => who,
        Err(errors) => {
            let page = page(&visitor, unit, form, errors, String::new());
            return visitor.page_again("Minta bergabung", &page);
        }
    };
    match ask(&ctx, &unit, &who, &consent(&visitor, &unit)).await {
        Ok(()) => Ok(thanks),
        Err(Error::Rule(problem)) => {
            let page = page(&visitor, unit, form, Errors::default(), problem);
            visitor.page_again("Minta bergabung", &page)
        }
        Err(other) => Err(other),
    }
}
