//! What people without an account see: an activity, the check-in address, their own page,
//! a certificate's check. Nothing personal of others. Registration is in `public_register`.

use crate::domain::{Activity, Session, State};
use crate::teaching::teaching;
use crate::{papers, public_register, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::day;
use organization::Unit;
use web::{Ctx, Error, OpenGraph, Page, Result, Teaching, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/k/{code}", get(show))
        .route("/k/{code}/poster.png", get(papers::poster))
        .route("/h/{code}", get(check_in))
        .route("/p/{token}", get(person))
        .route("/v/{code}", get(verify))
        .merge(public_register::router())
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
    token: String,
    /// Address, title, and days with the part of the village whose it is.
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
    let mut coming = Vec::new();
    for activity in store::coming_for(&mut db, &scope, person.id, today, 10).await? {
        let days = match organization::unit(&mut db, activity.unit).await? {
            Some(part) if part.id != unit.id => format!("{} · {}", activity.days(), part.name),
            _ => activity.days(),
        };
        coming.push((format!("/k/{}", activity.code), activity.title, days));
    }
    drop(db);
    let page = PersonPage {
        unit_name: unit.name,
        qr: web::qr::svg(
            &ctx.link(&format!("/p/{}", person.token)),
            "Kode QR kartu anggota",
        ),
        short: person.token[..8].to_uppercase(),
        token: person.token,
        coming,
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
