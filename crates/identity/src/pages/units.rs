//! Pages for officers of several units, and for giving a unit below its officers.

use super::officers::{OFFICES, offices, one_time_page};
use super::page;
use crate::domain::Login;
use crate::officers::{AddError, Who};
use crate::origin::UNIT;
use crate::units::{self, NewBelow};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use kernel::access::{Role, Scope};
use kernel::id::{PersonId, UnitId};
use organization::{Officer, Placed, Unit};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// A year; the choice is for this browser, and ends with signing out.
const KEPT: i64 = 365 * 24 * 3600;

#[derive(Template)]
#[template(path = "units.html")]
struct ChoosePage {
    units: Vec<(Unit, String)>,
    now: UnitId,
    token: String,
}

/// `GET /akun/unit`.
pub(super) async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
) -> Result<Response> {
    let body = ChoosePage {
        units: units::held(&ctx, &actor).await?,
        now: actor.unit,
        token: visitor.token(),
    };
    visitor.page("Ganti unit", &body)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    unit: String,
}

/// `POST /akun/unit`.
pub(super) async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(choice): Form<Choice>,
) -> Result<Response> {
    let held = units::held(&ctx, &actor).await?;
    let chosen = choice.unit.parse::<UnitId>().ok();
    let (unit, _) = held
        .into_iter()
        .find(|(unit, _)| Some(unit.id) == chosen)
        .ok_or(Error::NotFound)?;
    let text = visitor
        .say("Sekarang membuka {unit}.")
        .replace("{unit}", &unit.name);
    let mut response = visitor.redirect_with("/beranda", &Flash::ok(text));
    response.headers_mut().append(
        SET_COOKIE,
        visitor.set_cookie(UNIT, &unit.id.to_string(), KEPT),
    );
    Ok(response)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct BelowForm {
    cari: String,
    orang: String,
    nama: String,
    jabatan: String,
    sebutan: String,
    login: String,
}

#[derive(Template)]
#[template(path = "unit_officers.html")]
struct OfficersPage {
    unit: Unit,
    board: Vec<Officer>,
    form: BelowForm,
    found: Vec<Placed>,
    /// Whether people of the roll may be chosen here.
    from_roll: bool,
    chosen: Option<String>,
    has_account: bool,
    offices: Vec<(Role, String)>,
    titles: Vec<String>,
    errors: Errors,
    problem: String,
    token: String,
}

/// `GET /unit/{id}/pengurus`.
pub(super) async fn officers(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Query(form): Query<BelowForm>,
) -> Result<Response> {
    officers_page(&ctx, &visitor, &actor, id, form, Errors::default(), "").await
}

async fn officers_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: UnitId,
    mut form: BelowForm,
    errors: Errors,
    problem: &str,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let reached = units::founded(&mut db, actor, id).await?;
    let from_roll = reached.same_roll();
    let text: String = form.cari.trim().chars().take(100).collect();
    let found = match text.is_empty() || !from_roll {
        true => Vec::new(),
        false => organization::search(&mut db, &reached.scope, &text, 20).await?,
    };
    let (mut chosen, mut has_account) = (None, false);
    if let (true, Ok(person)) = (from_roll, form.orang.parse::<PersonId>())
        && let Some(person) = organization::find_person(&mut db, &reached.scope, person).await?
    {
        has_account = crate::store::open_account_of(&mut db, person.id)
            .await?
            .is_some();
        if form.login.is_empty() {
            let phone = person.phones.first();
            form.login = phone
                .map(|e164| kernel::phone::local(e164))
                .unwrap_or_default();
        }
        chosen = Some(person.full_name);
    }
    let board = organization::board(&mut db, &Scope::of_system(id), actor.today()).await?;
    let words = organization::board_words(&mut db, &Scope::of_system(id)).await?;
    drop(db);
    let status = if errors.is_empty() && problem.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = OfficersPage {
        unit: reached.unit,
        board,
        form,
        found,
        from_roll,
        chosen,
        has_account,
        offices: offices(&words),
        titles: words.all_titles(),
        errors,
        problem: problem.to_owned(),
        token: visitor.token(),
    };
    visitor.page_with(page("Pengurus unit", status), &body)
}

/// `POST /unit/{id}/pengurus`.
pub(super) async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(form): Form<BelowForm>,
) -> Result<Response> {
    let mut errors = Errors::default();
    let Some(new) = read(&form, &mut errors) else {
        return officers_page(&ctx, &visitor, &actor, id, form, errors, "").await;
    };
    match units::add_below(&ctx, &actor, id, new).await {
        Ok(added) => {
            if let Some(one_time) = added.one_time {
                return one_time_page(&ctx, &visitor, one_time);
            }
            let text = visitor
                .say("{nama} sekarang {jabatan}. Ia masuk dengan akunnya yang sudah ada.")
                .replace("{nama}", &added.name)
                .replace("{jabatan}", &added.title);
            Ok(visitor.redirect_with(&format!("/unit/{id}/pengurus"), &Flash::ok(text)))
        }
        Err(AddError::Web(Error::Rule(problem))) => {
            officers_page(&ctx, &visitor, &actor, id, form, errors, &problem).await
        }
        Err(AddError::Web(error)) => Err(error),
        Err(error) => {
            errors.add("login", error.to_string());
            officers_page(&ctx, &visitor, &actor, id, form, errors, "").await
        }
    }
}

fn read(form: &BelowForm, errors: &mut Errors) -> Option<NewBelow> {
    let who = match form.orang.parse() {
        Ok(person) => Who::OnRoll(person),
        Err(_) => Who::New(errors.required("nama", &form.nama, 100)),
    };
    let title = errors.within("sebutan", &form.sebutan, 80);
    let role = Role::from_code(&form.jabatan).filter(|role| OFFICES.contains(role));
    if role.is_none() {
        errors.add("jabatan", "Pilih salah satu jabatan.");
    }
    let login = match form.login.trim() {
        "" => None,
        text => errors.keep("login", Login::parse(text)),
    };
    let role = role.filter(|_| errors.is_empty())?;
    Some(NewBelow {
        who,
        role,
        title,
        login,
    })
}
