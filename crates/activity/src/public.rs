//! What people without an account see: an activity, its registration, their own registration,
//! the check-in address, their own page, a certificate's check. Nothing personal of others.

use crate::domain::{Activity, Place, Registration, Session, State};
use crate::register::{Answer, Applicant, Registered};
use crate::teaching::teaching;
use crate::{papers, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::{day, phone};
use organization::{Placed, Unit};
use serde::Deserialize;
use web::{Ctx, Error, Errors, Flash, Form, OpenGraph, Page, Result, Teaching, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/k/{code}", get(show))
        .route("/k/{code}/poster.png", get(papers::poster))
        .route("/d/{code}", get(form).post(register))
        .route("/d/{code}/{token}", get(own))
        .route("/d/{code}/{token}/batal", post(withdraw))
        .route("/h/{code}", get(check_in))
        .route("/p/{token}", get(person))
        .route("/v/{code}", get(verify))
}

/// An activity with what its public pages show.
pub(crate) struct Shown {
    pub(crate) activity: Activity,
    pub(crate) unit: Unit,
    pub(crate) sessions: Vec<Session>,
}

pub(crate) async fn shown(ctx: &Ctx, code: &str) -> Result<Shown> {
    let mut db = ctx.db.read().await?;
    let activity = store::find_public(&mut db, code)
        .await?
        .ok_or(Error::NotFound)?;
    let unit = organization::unit(&mut db, activity.unit)
        .await?
        .ok_or(Error::NotFound)?;
    let sessions = store::sessions(&mut db, activity.id).await?;
    Ok(Shown {
        activity,
        unit,
        sessions,
    })
}

#[derive(Template)]
#[template(path = "public_activity.html")]
struct ShowPage {
    activity: Activity,
    unit_name: String,
    village: String,
    days: String,
    sessions: Vec<(String, String)>,
    cancelled: bool,
    open: bool,
    closed_words: String,
    free: Option<i64>,
    last_day: String,
    teaching: Teaching,
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let activity = store::find_public(&mut db, &code)
        .await?
        .ok_or(Error::NotFound)?;
    let unit_zone = organization::unit(&mut db, activity.unit)
        .await?
        .ok_or(Error::NotFound)?;
    let today = unit_zone.zone.today(ctx.clock.now());
    // The page says whether registration is open, so a new day makes it new, too.
    let version = activity.version * 1_000_000 + i64::from(days_since_2000(today));
    let key = format!("k/{}", activity.code);
    if let Some(kept) = visitor.kept_page(&key, version) {
        return Ok(kept);
    }
    let sessions = store::sessions(&mut db, activity.id).await?;
    let enrolment = store::enrolment(&mut db, &activity).await?;
    drop(db);
    let teaching = teaching(&ctx, &Scope::of_system(activity.unit), activity.id).await?;
    let open = enrolment.open(today);
    let link = ctx.link(&format!("/k/{}", activity.code));
    let og = OpenGraph {
        title: activity.title.clone(),
        description: format!(
            "{} · {} · {}",
            activity.days(),
            activity.place,
            unit_zone.name
        ),
        image: format!("{link}/poster.png"),
        url: link,
    };
    let zone = unit_zone.zone;
    let title = activity.title.clone();
    let page = ShowPage {
        days: activity.days(),
        sessions: sessions
            .iter()
            .map(|s| (s.title.clone(), s.when(zone)))
            .collect(),
        cancelled: activity.state == State::Cancelled,
        open: open.is_ok(),
        closed_words: open
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default(),
        free: enrolment.free().map(|free| free.max(0)),
        last_day: day::long(activity.last_registration_day()),
        teaching,
        unit_name: unit_zone.name,
        village: unit_zone.village,
        activity,
    };
    visitor.public_page(
        &key,
        version,
        Page {
            og: Some(og),
            ..Page::titled(&title)
        },
        &page,
    )
}

fn days_since_2000(today: jiff::civil::Date) -> i32 {
    (today - jiff::civil::date(2000, 1, 1)).get_days()
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

#[derive(Template)]
#[template(path = "check_in.html")]
struct CheckInPage {
    title: String,
    session: String,
    when: String,
    place: String,
    code: String,
}

async fn check_in(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let session = store::session_public(&mut db, &code)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of_system(session.unit);
    let activity = store::find(&mut db, &scope, session.activity)
        .await?
        .ok_or(Error::NotFound)?;
    let unit = organization::unit(&mut db, session.unit)
        .await?
        .ok_or(Error::NotFound)?;
    drop(db);
    let officer = visitor
        .actor
        .as_ref()
        .is_some_and(|actor| actor.unit == session.unit && actor.allows(crate::MARK_ATTENDANCE));
    if officer {
        return Ok(visitor.redirect(&format!("/kegiatan/{}/sesi/{}", activity.id, session.id)));
    }
    let page = CheckInPage {
        when: session.when(unit.zone),
        session: session.title,
        title: activity.title,
        place: activity.place,
        code: activity.code,
    };
    visitor.page("Kehadiran", &page)
}

#[derive(Template)]
#[template(path = "person_public.html")]
struct PersonPage {
    unit_name: String,
    qr: String,
    short: String,
    coming: Vec<(String, String, String)>,
}

async fn person(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let person = organization::person_by_token(&mut db, &token)
        .await?
        .ok_or(Error::NotFound)?;
    let unit = organization::unit(&mut db, person.unit)
        .await?
        .ok_or(Error::NotFound)?;
    let today = unit.zone.today(ctx.clock.now());
    let scope = Scope::of_system(person.unit);
    let until = jiff::civil::date(2300, 1, 1);
    let coming = store::list_between(&mut db, &scope, today, until, 10).await?;
    drop(db);
    let coming = coming
        .into_iter()
        .filter(|activity| activity.state == State::Open);
    let page = PersonPage {
        unit_name: unit.name,
        qr: web::qr::svg(
            &ctx.link(&format!("/p/{}", person.token)),
            "Kode QR kartu anggota",
        ),
        short: person.token[..8].to_uppercase(),
        coming: coming
            .map(|a| (format!("/k/{}", a.code), a.title.clone(), a.days()))
            .collect(),
    };
    visitor.page("Kartu anggota", &page)
}

#[derive(Template)]
#[template(path = "verify.html")]
struct VerifyPage {
    found: Option<papers::Verified>,
    code: String,
}

async fn verify(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    if let Some(seconds) = ctx
        .limiter
        .count(&format!("v {}", visitor.address), 120, 60)
    {
        return Err(Error::TooMany(format!(
            "Tunggu {seconds} detik, lalu coba lagi."
        )));
    }
    let found = papers::verified(&ctx, &code).await?;
    let status = if found.is_some() {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let page = Page {
        status,
        ..Page::titled("Periksa keaslian dokumen")
    };
    visitor.page_with(page, &VerifyPage { found, code })
}
