//! Officers' pages of an activity: list, form, its page.

use crate::domain::{Activity, ActivityForm, Kind, Session, State, Tally};
use crate::store::CommitteeMember;
use crate::teaching::teaching;
use crate::words::Telling;
use crate::{
    MANAGE_ACTIVITIES, READ_ACTIVITIES, api, committee, door, from_program, manage, papers, photos,
    proposal, public, registrations, store,
};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::{Date, date};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ActivityId, SessionId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Panel, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan", get(list).post(create))
        .route("/kegiatan/baru", get(new))
        .route("/kegiatan/{id}", get(show))
        .route("/kegiatan/{id}/ubah", get(edit).post(change))
        .route("/kegiatan/{id}/batalkan", post(cancel))
        .route("/kegiatan/{id}/buka", post(reopen))
        .route("/api/v1/sessions/{id}/marks", post(api::marks))
        .merge(committee::router())
        .merge(registrations::router())
        .merge(door::router())
        .merge(papers::router())
        .merge(photos::router())
        .merge(proposal::router())
        .merge(public::router())
}

const FAR_PAST: Date = date(1900, 1, 1);
pub(crate) const FAR_FUTURE: Date = date(2300, 1, 1);

/// A line of a list of activities.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) day: String,
    pub(crate) month: &'static str,
    pub(crate) title: String,
    pub(crate) below: String,
    pub(crate) chip: &'static str,
    pub(crate) chip_kind: &'static str,
}

impl Line {
    pub(crate) fn of(activity: &Activity) -> Self {
        let cancelled = activity.state == State::Cancelled;
        Self {
            href: format!("/kegiatan/{}", activity.id),
            day: activity.starts_on.day().to_string(),
            month: day::short_month(activity.starts_on.month()),
            title: activity.title.clone(),
            below: format!("{} · {}", activity.kind.label(), activity.place),
            chip: if cancelled { "Dibatalkan" } else { "" },
            chip_kind: "bad",
        }
    }
}

#[derive(Template)]
#[template(path = "activities.html")]
struct ListPage {
    coming: Vec<Line>,
    past: Vec<Line>,
    may_manage: bool,
}

async fn list(From(ctx): From<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_ACTIVITIES, actor.unit)?;
    let today = actor.today();
    let yesterday = today.yesterday().unwrap_or(today);
    let mut db = ctx.db.read().await?;
    let coming = store::list_between(&mut db, &scope, today, FAR_FUTURE, 200).await?;
    let past = store::list_between(&mut db, &scope, FAR_PAST, yesterday, 500).await?;
    let page = ListPage {
        coming: coming.iter().map(Line::of).collect(),
        past: past.iter().rev().map(Line::of).collect(),
        may_manage: actor.allows(MANAGE_ACTIVITIES),
    };
    visitor.page("Kegiatan", &page)
}

#[derive(Template)]
#[template(path = "activity_form.html")]
struct FormPage {
    action: String,
    back: String,
    title: &'static str,
    form: ActivityForm,
    errors: Errors,
    kinds: &'static [Kind],
    token: String,
}

fn form_page(
    visitor: &Visitor,
    id: Option<ActivityId>,
    form: ActivityForm,
    errors: Errors,
) -> FormPage {
    let own = id.map(|id| format!("/kegiatan/{id}"));
    FormPage {
        action: own
            .as_ref()
            .map_or_else(|| "/kegiatan".into(), |own| format!("{own}/ubah")),
        back: own.unwrap_or_else(|| "/kegiatan".into()),
        title: if id.is_some() {
            "Ubah kegiatan"
        } else {
            "Kegiatan baru"
        },
        form,
        errors,
        kinds: &Kind::ALL,
        token: visitor.token(),
    }
}

/// What a new activity is made of.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A line of the work programme.
    program: String,
}

async fn new(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let form = ActivityForm {
        daftar: "ya".into(),
        ..ActivityForm::default()
    };
    let mut db = ctx.db.read().await?;
    let form = from_program::filled(&mut db, &actor, &asked.program, form).await?;
    drop(db);
    visitor.page(
        "Kegiatan baru",
        &form_page(&visitor, None, form, Errors::default()),
    )
}

async fn create(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<ActivityForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let new = match form.read(actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            return visitor.page_again("Kegiatan baru", &form_page(&visitor, None, form, errors));
        }
    };
    let mut tx = ctx.db.begin().await?;
    let id = manage::create(&mut tx, &scope, &new, actor.now).await?;
    from_program::tie(&mut tx, &actor, &form.program, id, actor.now).await?;
    let what = format!("Kegiatan dibuat: {}", new.title);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    let flash = Flash::ok("Kegiatan tersimpan. Sekarang bagikan undangannya ke WhatsApp.");
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}"), &flash))
}

pub(crate) async fn found(
    ctx: &Ctx,
    actor: &Actor,
    id: ActivityId,
) -> Result<(Scope, Activity, Vec<Session>)> {
    let scope = actor.may(READ_ACTIVITIES, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let activity = store::find(&mut db, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let sessions = store::sessions(&mut db, id).await?;
    Ok((scope, activity, sessions))
}

async fn edit(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, sessions) = found(&ctx, &actor, id).await?;
    let form = ActivityForm::of(&activity, &sessions);
    visitor.page(
        "Ubah kegiatan",
        &form_page(&visitor, Some(id), form, Errors::default()),
    )
}

async fn change(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<ActivityForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let new = match form.read(actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            let page = form_page(&visitor, Some(id), form, errors);
            return visitor.page_again("Ubah kegiatan", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let edition = form.versi.parse().unwrap_or(0);
    let changed =
        manage::update(&mut tx, &scope, id, edition, &new, actor.today(), actor.now).await;
    if let Err(Error::Conflict(text) | Error::Rule(text)) = changed {
        drop(tx);
        let mut errors = Errors::default();
        errors.add("judul", text);
        let form = ActivityForm {
            versi: activity.edition.to_string(),
            ..form
        };
        let mut response = visitor.page_again(
            "Ubah kegiatan",
            &form_page(&visitor, Some(id), form, errors),
        )?;
        *response.status_mut() = axum::http::StatusCode::CONFLICT;
        return Ok(response);
    }
    changed?;
    let what = format!("Kegiatan diubah: {}", new.title);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(
        &format!("/kegiatan/{id}"),
        &Flash::ok("Perubahan tersimpan."),
    ))
}

struct SessionLine {
    id: SessionId,
    title: String,
    when: String,
    tally: Tally,
}

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage {
    activity: Activity,
    kind: &'static str,
    days: String,
    cancelled: bool,
    over: bool,
    sessions: Vec<SessionLine>,
    seats: i64,
    waiting: i64,
    last_day: String,
    invitation: String,
    reminder: String,
    page_link: String,
    qr: String,
    committee: Vec<CommitteeMember>,
    panels: Vec<Panel>,
    may_manage: bool,
    /// Where all of it is changed.
    form: String,
    token: String,
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let (scope, activity, sessions) = found(&ctx, &actor, id).await?;
    let mut db = ctx.db.read().await?;
    let mut lines = Vec::with_capacity(sessions.len());
    for session in &sessions {
        lines.push(SessionLine {
            id: session.id,
            title: session.title.clone(),
            when: session.when(actor.zone),
            tally: store::tally(&mut db, session.id).await?,
        });
    }
    let seats = store::enrolment(&mut db, &activity).await?.taken;
    let waiting = store::waiting(&mut db, id).await?;
    let committee = store::committee(&mut db, &scope, id).await?;
    drop(db);
    let teaching = teaching(&ctx, &scope, id).await?;
    let telling = Telling {
        unit_name: &actor.unit_name,
        zone: actor.zone,
        activity: &activity,
        sessions: &sessions,
        speakers: &teaching.speakers,
        page: ctx.link(&format!("/k/{}", activity.code)),
        register: ctx.link(&format!("/d/{}", activity.code)),
    };
    let page = ActivityPage {
        kind: activity.kind.label(),
        days: activity.days(),
        cancelled: activity.state == State::Cancelled,
        over: activity.ends_on < actor.today(),
        sessions: lines,
        seats,
        waiting,
        last_day: day::long(activity.last_registration_day()),
        invitation: telling.invitation(),
        reminder: telling.reminder(),
        qr: web::qr::svg(&telling.page, "Kode QR halaman kegiatan"),
        page_link: telling.page,
        committee,
        panels: panels(&ctx, &actor, id).await?,
        may_manage: actor.allows(MANAGE_ACTIVITIES),
        form: teaching
            .form
            .unwrap_or_else(|| format!("/kegiatan/{id}/ubah")),
        token: visitor.token(),
        activity,
    };
    let title = page.activity.title.clone();
    visitor.page(&title, &page)
}

async fn panels(ctx: &Ctx, actor: &Actor, id: ActivityId) -> Result<Vec<Panel>> {
    let mut panels = Vec::new();
    for panel in ctx.modules.iter().flat_map(|module| module.activity_panels) {
        panels.extend(panel(ctx, actor, id).await?);
    }
    panels.sort_by_key(|panel| panel.order);
    Ok(panels)
}

#[derive(Deserialize)]
struct Nothing {}

async fn cancel(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    manage::set_state(&ctx, &actor, id, State::Cancelled).await?;
    let flash =
        Flash::warn("Kegiatan dibatalkan. Halaman umumnya sekarang memberi tahu pembatalan ini.");
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}"), &flash))
}

async fn reopen(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    manage::set_state(&ctx, &actor, id, State::Open).await?;
    Ok(visitor.redirect_with(
        &format!("/kegiatan/{id}"),
        &Flash::ok("Kegiatan dibuka lagi."),
    ))
}
