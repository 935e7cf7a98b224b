//! The first visit, in three steps that are plain links and forms: village, name, officer.
//! What was answered travels in the address, so that "back" works and nothing is kept half.

use super::{page, signed_in};
use crate::domain::{Kind, Login, Passphrase};
use crate::origin::Origin;
use crate::set_up::{FirstOfficer, set_up};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::access::Role;
use organization::regions::{self, Village};
use serde::Deserialize;
use web::{Ctx, Errors, Flash, Form, Result, Visitor, filters};

/// Offices that the first officer may have: they can add the others.
const OFFICES: [Role; 3] = [Role::Chair, Role::ViceChair, Role::Secretary];
const STEPS: [&str; 3] = ["Desa", "Nama", "Pengurus"];
const MOST_VILLAGES: usize = 30;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Answers {
    /// What was searched for.
    cari: Option<String>,
    /// Code of the village.
    desa: String,
    /// Name of the unit.
    nama: Option<String>,
}

#[derive(Template)]
#[template(path = "wizard_village.html")]
struct VillagePage {
    steps: [&'static str; 3],
    text: String,
    searched: bool,
    villages: Vec<Village>,
    more: bool,
}

#[derive(Template)]
#[template(path = "wizard_name.html")]
struct NamePage {
    steps: [&'static str; 3],
    village: Village,
    /// Not `name`: the part's own parameter is called that.
    unit_name: String,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "wizard_officer.html")]
struct OfficerPage {
    steps: [&'static str; 3],
    village: Village,
    offices: [Role; 3],
    form: OfficerForm,
    errors: Errors,
    token: String,
}

#[derive(Template)]
#[template(path = "wizard_over.html")]
struct OverPage;

/// `GET /mulai`: the step that comes next.
pub(super) async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Query(answers): Query<Answers>,
) -> Result<Response> {
    if organization::any_unit(&mut ctx.db.read().await?).await? {
        return over(&visitor);
    }
    let Some(village) = regions::village(&answers.desa) else {
        return village_page(&visitor, answers.cari.as_deref());
    };
    let Some(name) = answers.nama else {
        let name = format!("Karang Taruna {}", village.title());
        return name_page(&visitor, village, name, Errors::default());
    };
    let mut errors = Errors::default();
    let name = errors.required("nama", &name, 120);
    if !errors.is_empty() {
        return name_page(&visitor, village, name, errors);
    }
    let form = OfficerForm {
        desa: village.code.clone(),
        nama: name,
        ..OfficerForm::default()
    };
    officer_page(&visitor, village, form, Errors::default())
}

fn village_page(visitor: &Visitor, text: Option<&str>) -> Result<Response> {
    let text = text
        .unwrap_or_default()
        .trim()
        .chars()
        .take(100)
        .collect::<String>();
    let mut villages = match text.is_empty() {
        true => Vec::new(),
        false => regions::search(&text, MOST_VILLAGES + 1),
    };
    let more = villages.len() > MOST_VILLAGES;
    villages.truncate(MOST_VILLAGES);
    let body = VillagePage {
        steps: STEPS,
        searched: !text.is_empty(),
        text,
        villages,
        more,
    };
    visitor.page("Siapkan Guyub", &body)
}

fn name_page(
    visitor: &Visitor,
    village: Village,
    unit_name: String,
    errors: Errors,
) -> Result<Response> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = NamePage {
        steps: STEPS,
        village,
        unit_name,
        errors,
    };
    visitor.page_with(page("Siapkan Guyub", status), &body)
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct OfficerForm {
    desa: String,
    nama: String,
    orang: String,
    jabatan: String,
    login: String,
    sandi: String,
}

fn officer_page(
    visitor: &Visitor,
    village: Village,
    form: OfficerForm,
    errors: Errors,
) -> Result<Response> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let token = visitor.token();
    let body = OfficerPage {
        steps: STEPS,
        village,
        offices: OFFICES,
        form,
        errors,
        token,
    };
    visitor.page_with(page("Siapkan Guyub", status), &body)
}

/// `POST /mulai`: everything at once, or the form again with what is wrong.
pub(super) async fn finish(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<OfficerForm>,
) -> Result<Response> {
    if organization::any_unit(&mut ctx.db.read().await?).await? {
        return over(&visitor);
    }
    let Some(village) = regions::village(&form.desa) else {
        return village_page(&visitor, None);
    };
    let first = match read(&form) {
        Ok(first) => first,
        Err(errors) => return officer_page(&visitor, village, form, errors),
    };
    let Some((account, token)) = set_up(&ctx, first, &Origin::of(&visitor, &headers)).await? else {
        return over(&visitor);
    };
    let flash =
        Flash::ok("Selamat datang! Guyub sudah siap. Langkah berikutnya: unggah daftar anggota.");
    let response = visitor.redirect_with("/beranda", &flash);
    Ok(signed_in(&visitor, response, &account, &token, Kind::Own))
}

fn read(form: &OfficerForm) -> Result<FirstOfficer, Errors> {
    let mut errors = Errors::default();
    let unit_name = errors.required("nama", &form.nama, 120);
    let name = errors.required("orang", &form.orang, 100);
    let role = Role::from_code(&form.jabatan).filter(|role| OFFICES.contains(role));
    if role.is_none() {
        errors.add("jabatan", "Pilih salah satu jabatan.");
    }
    let login = errors.keep("login", Login::parse(&form.login));
    // Judged even when the login is wrong, so that both are told at once.
    let passphrase = match &login {
        Some(login) => errors.keep("sandi", Passphrase::choose(&form.sandi, login)),
        None => errors.keep("sandi", Passphrase::good(&form.sandi)),
    };
    match (role, login, passphrase) {
        (Some(role), Some(login), Some(passphrase)) if errors.is_empty() => Ok(FirstOfficer {
            region_code: form.desa.clone(),
            unit_name,
            name,
            role,
            login,
            passphrase,
        }),
        _ => Err(errors),
    }
}

/// Somebody has set Guyub up already.
fn over(visitor: &Visitor) -> Result<Response> {
    visitor.page_with(
        page("Guyub ini sudah disiapkan", StatusCode::CONFLICT),
        &OverPage,
    )
}
