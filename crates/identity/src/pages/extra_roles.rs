//! Giving a role beside the offices, and ending it.

use super::page;
use crate::acts::MANAGE_OFFICERS;
use crate::domain::{GIVABLE, REASON_MOST, Span};
use crate::extra_roles::{self, NewExtraRole};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use kernel::access::Role;
use kernel::day;
use kernel::id::{ExtraRoleId, PersonId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

#[derive(Template)]
#[template(path = "extra_role.html")]
struct FormPage {
    person: PersonId,
    name: String,
    form: ExtraRoleForm,
    roles: [Role; 6],
    errors: Errors,
    token: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExtraRoleForm {
    peran: String,
    dari: String,
    sampai: String,
    alasan: String,
}

/// `GET /pengurus/{id}/izin`.
pub(super) async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
) -> Result<Response> {
    let form = ExtraRoleForm {
        dari: actor.today().to_string(),
        ..ExtraRoleForm::default()
    };
    form_page(&ctx, &visitor, &actor, person, form, Errors::default()).await
}

async fn form_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    person: PersonId,
    form: ExtraRoleForm,
    errors: Errors,
) -> Result<Response> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let found = organization::find_person(&mut ctx.db.read().await?, &scope, person).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = FormPage {
        person,
        name: found.ok_or(Error::NotFound)?.full_name,
        form,
        roles: GIVABLE,
        errors,
        token: visitor.token(),
    };
    visitor.page_with(page("Beri izin tambahan", status), &body)
}

/// `POST /pengurus/{id}/izin`.
pub(super) async fn give(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
    Form(form): Form<ExtraRoleForm>,
) -> Result<Response> {
    let mut errors = Errors::default();
    let Some(new) = read(&form, actor.today(), &mut errors) else {
        return form_page(&ctx, &visitor, &actor, person, form, errors).await;
    };
    let name = extra_roles::give(&ctx, &actor, person, new).await?;
    let said = visitor.say("Izin tambahan untuk {nama} tersimpan.");
    let flash = Flash::ok(said.replace("{nama}", &name));
    Ok(visitor.redirect_with("/pengurus", &flash))
}

/// What the form asks for, or notes in `errors` why it can't be.
fn read(form: &ExtraRoleForm, today: Date, errors: &mut Errors) -> Option<NewExtraRole> {
    let role = Role::from_code(&form.peran).filter(|role| GIVABLE.contains(role));
    if role.is_none() {
        errors.add("peran", "Pilih salah satu izin.");
    }
    let reason = errors.required("alasan", &form.alasan, REASON_MOST);
    let from = day_in("dari", &form.dari, today, errors);
    let until = day_in("sampai", &form.sampai, today, errors);
    let span = errors.keep("sampai", Span::new(from?, until?, today))?;
    let role = role.filter(|_| errors.is_empty())?;
    Some(NewExtraRole { role, span, reason })
}

fn day_in(field: &'static str, text: &str, today: Date, errors: &mut Errors) -> Option<Date> {
    match day::read(text, today) {
        Ok(day::Read::Day(day)) => Some(day),
        _ => {
            errors.add(field, day::ReadError.to_string());
            None
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /pengurus/izin/{id}/akhiri`.
pub(super) async fn end(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ExtraRoleId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let name = extra_roles::end(&ctx, &actor, id).await?;
    let said = visitor.say("Izin tambahan {nama} sudah diakhiri.");
    let flash = Flash::ok(said.replace("{nama}", &name));
    Ok(visitor.redirect_with("/pengurus", &flash))
}
