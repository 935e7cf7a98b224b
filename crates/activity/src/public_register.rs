//! Registration as people without an account see it: the form, "is this you?", their own registration.

use crate::domain::{Activity, Place, Registration, State};
use crate::public::{Shown, shown};
use crate::register::{Answer, Applicant, Registered};
use crate::store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::phone;
use organization::Placed;
use serde::Deserialize;
use web::{Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/d/{code}", get(form).post(register))
        .route("/d/{code}/{token}", get(own))
        .route("/d/{code}/{token}/batal", post(withdraw))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct RegisterForm {
    nama: String,
    hp: String,
    rt: String,
    luar: String,
    siapa: String,
}

impl RegisterForm {
    fn read(&self) -> Result<Applicant, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 120);
        let phones = phone::read(&self.hp);
        if self.hp.trim().is_empty() {
            errors.add(
                "hp",
                "Nomor HP belum diisi. Nomor orang tua atau teman juga boleh.",
            );
        } else if phones.is_empty() {
            errors.add(
                "hp",
                "Nomor HP tidak dikenal. Tulis seperti 0812-3456-7890.",
            );
        }
        let from_elsewhere = !self.luar.is_empty();
        let rt = self
            .rt
            .trim()
            .trim_start_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .ok();
        if rt.is_none() && !self.rt.trim().is_empty() {
            errors.add("rt", "Isi dengan angka, misalnya 03.");
        } else if rt.is_none() && !from_elsewhere {
            errors.add("rt", "Isi RT, atau pilih dari luar desa.");
        }
        let answer = match self.siapa.as_str() {
            "" => Answer::NotAsked,
            "lain" => Answer::None,
            id => id.parse().map_or(Answer::NotAsked, Answer::Is),
        };
        let phone = phones.first().map(ToString::to_string);
        let applicant = Applicant {
            name,
            phone,
            rt,
            from_elsewhere,
            answer,
        };
        if errors.is_empty() {
            Ok(applicant)
        } else {
            Err(errors)
        }
    }
}

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    activity: Activity,
    unit_name: String,
    days: String,
    form: RegisterForm,
    errors: Errors,
    closed_words: String,
    full: bool,
    maybe: Vec<Placed>,
    token: String,
}

impl Shown {
    async fn register_page(
        &self,
        ctx: &Ctx,
        visitor: &Visitor,
        form: RegisterForm,
        errors: Errors,
    ) -> Result<RegisterPage> {
        let today = self.unit.zone.today(ctx.clock.now());
        let enrolment = store::enrolment(&mut ctx.db.read().await?, &self.activity).await?;
        Ok(RegisterPage {
            activity: self.activity.clone(),
            unit_name: self.unit.name.clone(),
            days: self.activity.days(),
            closed_words: enrolment
                .open(today)
                .err()
                .map(|e| e.to_string())
                .unwrap_or_default(),
            full: enrolment.next_place() == Place::Queue,
            form,
            errors,
            maybe: Vec::new(),
            token: visitor.token(),
        })
    }
}

async fn form(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    let shown = shown(&ctx, &code).await?;
    let page = shown
        .register_page(&ctx, &visitor, RegisterForm::default(), Errors::default())
        .await?;
    visitor.page("Pendaftaran", &page)
}

async fn register(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(form): Form<RegisterForm>,
) -> Result<Response> {
    let shown = shown(&ctx, &code).await?;
    if let Some(seconds) = ctx.limiter.count(&format!("d {}", visitor.address), 60, 60) {
        return Err(Error::TooMany(format!(
            "Terlalu banyak pendaftaran dari sini. Tunggu {seconds} detik, lalu coba lagi."
        )));
    }
    let applicant = match form.read() {
        Ok(applicant) => applicant,
        Err(errors) => {
            let page = shown.register_page(&ctx, &visitor, form, errors).await?;
            return visitor.page_again("Pendaftaran", &page);
        }
    };
    let (id, unit) = (shown.activity.id, shown.activity.unit);
    let today = shown.unit.zone.today(ctx.clock.now());
    let registered = crate::register(&ctx, id, unit, &applicant, today, ctx.clock.now()).await;
    let registered = match registered {
        Err(Error::Rule(_)) => {
            // Closed meanwhile: the same page says so, and keeps what was typed.
            let page = shown
                .register_page(&ctx, &visitor, form, Errors::default())
                .await?;
            return visitor.page_again("Pendaftaran", &page);
        }
        other => other?,
    };
    let code = &shown.activity.code;
    let to = |registration: &Registration| format!("/d/{code}/{}", registration.token);
    match registered {
        Registered::New(registration) => {
            let flash = match registration.place {
                Place::Seat => Flash::ok("Pendaftaran berhasil. Simpan halaman ini."),
                _ => {
                    Flash::info("Tempat sudah penuh. Kamu masuk daftar tunggu; simpan halaman ini.")
                }
            };
            Ok(visitor.redirect_with(&to(&registration), &flash))
        }
        Registered::Already(registration) => {
            let flash = Flash::info("Kamu sudah terdaftar. Tidak perlu mendaftar lagi.");
            Ok(visitor.redirect_with(&to(&registration), &flash))
        }
        Registered::Ask(maybe) => {
            let page = shown
                .register_page(&ctx, &visitor, form, Errors::default())
                .await?;
            let page = RegisterPage { maybe, ..page };
            visitor.page("Apakah ini kamu?", &page)
        }
    }
}

#[derive(Template)]
#[template(path = "own_registration.html")]
struct OwnPage {
    activity: Activity,
    unit_name: String,
    sessions: Vec<(String, String)>,
    registration: Registration,
    seat: bool,
    withdrawn: bool,
    cancelled: bool,
    over: bool,
    position: i64,
    qr: String,
    short: String,
    link: String,
    token: String,
}

async fn own(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path((code, token)): Path<(String, String)>,
) -> Result<Response> {
    let shown = shown(&ctx, &code).await?;
    let mut db = ctx.db.read().await?;
    let registration = store::registration_by_token(&mut db, shown.activity.id, &token)
        .await?
        .ok_or(Error::NotFound)?;
    let position = store::position(&mut db, &registration).await?;
    drop(db);
    let zone = shown.unit.zone;
    let link = ctx.link(&format!(
        "/d/{}/{}",
        shown.activity.code, registration.token
    ));
    let page = OwnPage {
        unit_name: shown.unit.name,
        sessions: shown
            .sessions
            .iter()
            .map(|s| (s.title.clone(), s.when(zone)))
            .collect(),
        seat: registration.place == Place::Seat,
        withdrawn: registration.place == Place::Withdrawn,
        cancelled: shown.activity.state == State::Cancelled,
        over: shown.activity.ends_on < zone.today(ctx.clock.now()),
        position,
        qr: web::qr::svg(&link, "Kode QR pendaftaran"),
        short: registration.token[..8].to_uppercase(),
        link,
        token: visitor.token(),
        registration,
        activity: shown.activity,
    };
    visitor.page("Pendaftaranku", &page)
}

#[derive(Deserialize)]
struct Nothing {}

async fn withdraw(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path((code, token)): Path<(String, String)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let shown = shown(&ctx, &code).await?;
    let today = shown.unit.zone.today(ctx.clock.now());
    crate::withdraw(&ctx, &shown.activity, &token, today).await?;
    let flash = Flash::ok("Pendaftaran dibatalkan. Terima kasih sudah memberi tahu.");
    Ok(visitor.redirect_with(&format!("/d/{}/{token}", shown.activity.code), &flash))
}
