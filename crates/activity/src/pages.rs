//! Officers' pages of an activity: list, form, its page, committee, registrations.

use crate::domain::{Activity, ActivityForm, Kind, Place, Registration, Session, State, Tally};
use crate::store::CommitteeMember;
use crate::teaching::teaching;
use crate::words::Telling;
use crate::{MANAGE_ACTIVITIES, READ_ACTIVITIES, api, door, manage, papers, public, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::{Date, date};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ActivityId, PersonId, SessionId};
use serde::Deserialize;
use web::{Actor, BoxFuture, Ctx, Error, Errors, Flash, Form, Panel, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan", get(list).post(create))
        .route("/kegiatan/baru", get(new))
        .route("/kegiatan/{id}", get(show))
        .route("/kegiatan/{id}/ubah", get(edit).post(change))
        .route("/kegiatan/{id}/batalkan", post(cancel))
        .route("/kegiatan/{id}/buka", post(reopen))
        .route("/kegiatan/{id}/panitia", post(join))
        .route("/kegiatan/{id}/panitia/keluar", post(leave))
        .route("/kegiatan/{id}/pendaftar", get(registrations))
        .route("/kegiatan/{id}/pendaftar/batal", post(withdraw))
        .route("/api/v1/sessions/{id}/marks", post(api::marks))
        .merge(door::router())
        .merge(papers::router())
        .merge(public::router())
}

const FAR_PAST: Date = date(1900, 1, 1);
const FAR_FUTURE: Date = date(2300, 1, 1);

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

async fn new(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let form = ActivityForm {
        daftar: "ya".into(),
        ..ActivityForm::default()
    };
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
    let speakers = teaching(&ctx, &scope, id).await?.speakers;
    let telling = Telling {
        unit_name: &actor.unit_name,
        zone: actor.zone,
        activity: &activity,
        sessions: &sessions,
        speakers: &speakers,
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

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct CommitteeForm {
    nama: String,
    orang: String,
    tugas: String,
}

async fn join(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<CommitteeForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let mut errors = Errors::default();
    let duty = errors.within("tugas", &form.tugas, 60);
    let name = errors.required("nama", &form.nama, 120);
    let mut tx = ctx.db.begin().await?;
    let people = match errors.is_empty() {
        true => organization::search(&mut tx, &scope, &name, 9).await?,
        false => Vec::new(),
    };
    if errors.is_empty() && people.is_empty() {
        errors.add(
            "nama",
            "Tidak ada anggota bernama ini. Periksa namanya, atau tambahkan dulu di halaman Anggota.",
        );
    }
    if let Some(person) = chosen(&people, &form.orang) {
        store::join_committee(&mut tx, &scope, id, person, &duty).await?;
        tx.commit().await?;
        let back = format!("/kegiatan/{id}#panitia");
        return Ok(visitor.redirect_with(&back, &Flash::ok("Panitia tersimpan.")));
    }
    drop(tx);
    let page = ChoosePage {
        activity: id,
        title: activity.title,
        people: people
            .iter()
            .map(|p| (p.id, p.full_name.clone(), p.place()))
            .collect(),
        name: form.nama,
        duty: form.tugas,
        errors,
        token: visitor.token(),
    };
    if page.errors.is_empty() {
        visitor.page("Pilih panitia", &page)
    } else {
        visitor.page_again("Tambah panitia", &page)
    }
}

/// Who is meant: the one picked among `people`, or the only one.
fn chosen(people: &[organization::Placed], picked: &str) -> Option<PersonId> {
    let picked = picked.parse().ok();
    match people {
        [one] => Some(one.id),
        people => people
            .iter()
            .map(|placed| placed.id)
            .find(|id| Some(*id) == picked),
    }
}

#[derive(Template)]
#[template(path = "committee_choose.html")]
struct ChoosePage {
    activity: ActivityId,
    title: String,
    people: Vec<(PersonId, String, String)>,
    name: String,
    duty: String,
    errors: Errors,
    token: String,
}

async fn leave(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<CommitteeForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    found(&ctx, &actor, id).await?;
    let person = form.orang.parse().map_err(|_| Error::NotFound)?;
    let mut tx = ctx.db.begin().await?;
    store::leave_committee(&mut tx, &scope, id, person).await?;
    tx.commit().await?;
    Ok(visitor.redirect(&format!("/kegiatan/{id}#panitia")))
}

#[derive(Template)]
#[template(path = "registrations.html")]
struct RegistrationsPage {
    activity: Activity,
    seats: Vec<Registration>,
    queue: Vec<Registration>,
    withdrawn: Vec<Registration>,
    register_link: String,
    may_manage: bool,
    token: String,
}

impl RegistrationsPage {
    fn invitation(&self) -> String {
        format!("/kegiatan/{}#undangan", self.activity.id)
    }
}

async fn registrations(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let (scope, activity, _) = found(&ctx, &actor, id).await?;
    let all = store::registrations(&mut ctx.db.read().await?, &scope, id).await?;
    let of = |place: Place| all.iter().filter(|r| r.place == place).cloned().collect();
    let page = RegistrationsPage {
        seats: of(Place::Seat),
        queue: of(Place::Queue),
        withdrawn: of(Place::Withdrawn),
        register_link: ctx.link(&format!("/d/{}", activity.code)),
        may_manage: actor.allows(MANAGE_ACTIVITIES),
        token: visitor.token(),
        activity,
    };
    visitor.page("Pendaftar", &page)
}

#[derive(Deserialize)]
struct WithdrawForm {
    #[serde(default)]
    pendaftaran: String,
}

async fn withdraw(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response> {
    actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = found(&ctx, &actor, id).await?;
    let gone = crate::withdraw(&ctx, &activity, &form.pendaftaran, actor.today()).await?;
    let flash = Flash::ok(format!("Pendaftaran {} dibatalkan.", gone.name));
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}/pendaftar"), &flash))
}

#[derive(Template)]
#[template(path = "activity_card.html")]
struct HomeCard {
    lines: Vec<Line>,
    may_manage: bool,
}

/// The next activities, or how to make the first.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_ACTIVITIES, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let coming = store::list_between(&mut db, &scope, actor.today(), FAR_FUTURE, 3).await?;
        let lines = coming.iter().map(Line::of).collect();
        let card = HomeCard {
            lines,
            may_manage: actor.allows(MANAGE_ACTIVITIES),
        };
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 20,
            title: "Kegiatan terdekat".into(),
            html,
        }))
    })
}

#[derive(Template)]
#[template(path = "person_activities.html")]
struct PersonPanel {
    lines: Vec<(String, String, String, &'static str)>,
}

/// What a person took part in.
pub(crate) fn person_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    person: PersonId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_ACTIVITIES, actor.unit) else {
            return Ok(None);
        };
        let rows = store::of_person(&mut ctx.db.read().await?, &scope, person).await?;
        let line = |(id, title, day, state): (ActivityId, String, Date, String)| {
            let state = crate::AttendanceState::from_code(&state).map_or("", |state| state.label());
            (format!("/kegiatan/{id}"), title, day::medium(day), state)
        };
        let panel = PersonPanel {
            lines: rows.into_iter().map(line).collect(),
        };
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 20,
            title: "Kehadiran".into(),
            html,
        }))
    })
}
