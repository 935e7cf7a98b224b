//! At the door: the grid to tap and somebody new; pasted lists are in `paste`, codes in `scan`.
//! Every way ends in the same marks; without scripts each is an ordinary form.

use crate::attend::{self, made_now};
use crate::domain::{Activity, AttendanceState, How, Session, Tally};
use crate::store::{self, Expected};
use crate::words::Telling;
use crate::{MARK_ATTENDANCE, pages, paste, scan, walk_in};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId, SessionId};
use organization::Placed;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan/{id}/sesi/{session}", get(grid))
        .route("/kegiatan/{id}/sesi/{session}/tandai", post(tap))
        .route(
            "/kegiatan/{id}/sesi/{session}/pindai",
            get(scan::show).post(scan::mark),
        )
        .route("/kegiatan/{id}/sesi/{session}/datang", post(arrive))
        .merge(paste::router())
}

pub(crate) type At = Path<(ActivityId, SessionId)>;

pub(crate) struct Door {
    pub(crate) scope: Scope,
    pub(crate) activity: Activity,
    pub(crate) session: Session,
}

pub(crate) async fn door(
    ctx: &Ctx,
    actor: &Actor,
    (id, session): (ActivityId, SessionId),
) -> Result<Door> {
    let scope = actor.may(MARK_ATTENDANCE, actor.unit)?;
    let (_, activity, sessions) = pages::found(ctx, actor, id).await?;
    let session = sessions
        .into_iter()
        .find(|s| s.id == session)
        .ok_or(Error::NotFound)?;
    Ok(Door {
        scope,
        activity,
        session,
    })
}

impl Door {
    pub(crate) fn here(&self) -> String {
        format!("/kegiatan/{}/sesi/{}", self.activity.id, self.session.id)
    }
}

#[derive(Template)]
#[template(path = "door.html")]
struct GridPage {
    activity: Activity,
    session: Session,
    when: String,
    here: String,
    people: Vec<Expected>,
    tally: Tally,
    whatsapp: String,
    token: String,
}

impl GridPage {
    fn tap(&self) -> String {
        format!("{}/tandai", self.here)
    }

    fn state(&self, expected: &Expected) -> &'static str {
        expected.state.map_or("none", AttendanceState::code)
    }

    fn said(&self, expected: &Expected) -> String {
        match expected.state {
            Some(state) => state.label().to_owned(),
            None => expected.place.clone(),
        }
    }
}

async fn grid(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    let mut db = ctx.db.read().await?;
    let whole_roll = !door.activity.registration;
    let people = store::expected(&mut db, &door.scope, &door.session, whole_roll).await?;
    let tally = store::tally(&mut db, door.session.id).await?;
    let present = store::names_in(
        &mut db,
        &door.scope,
        door.session.id,
        AttendanceState::Present,
    )
    .await?;
    drop(db);
    let telling = Telling {
        unit_name: &actor.unit_name,
        zone: actor.zone,
        activity: &door.activity,
        sessions: std::slice::from_ref(&door.session),
        speakers: &[],
        page: String::new(),
        register: String::new(),
    };
    let page = GridPage {
        when: door.session.when(actor.zone),
        whatsapp: telling.attendance(&door.session, &present, tally),
        here: door.here(),
        people,
        tally,
        token: visitor.token(),
        activity: door.activity,
        session: door.session,
    };
    visitor.page("Kehadiran", &page)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TapForm {
    person: String,
    state: String,
}

async fn tap(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
    headers: HeaderMap,
    Form(form): Form<TapForm>,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    let person: PersonId = form.person.parse().map_err(|_| Error::NotFound)?;
    let state = AttendanceState::from_code(&form.state)
        .ok_or_else(|| Error::Bad("Pilih hadir, izin, sakit, atau tidak hadir.".into()))?;
    let mark = made_now(&actor, person, state, How::Tap);
    attend::mark(&ctx, &actor, door.session.id, &[mark]).await?;
    let json = headers.get(ACCEPT).is_some_and(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("application/json"))
    });
    if json {
        let said = visitor.say(state.label());
        return Ok(
            axum::Json(serde_json::json!({ "state": state.code(), "said": said })).into_response(),
        );
    }
    Ok(visitor.redirect(&format!("{}#orang-{person}", door.here())))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ArriveForm {
    nama: String,
    rt: String,
    orang: String,
}

#[derive(Template)]
#[template(path = "arrive.html")]
struct ArrivePage {
    activity: Activity,
    session: Session,
    here: String,
    name: String,
    rt: String,
    errors: Errors,
    people: Vec<Placed>,
    token: String,
}

/// The RT as typed; none for somebody from elsewhere.
fn read_rt(errors: &mut Errors, typed: &str) -> Option<u16> {
    let typed = typed.trim();
    let rt = typed.parse().ok().filter(|rt| (1..=999).contains(rt));
    if rt.is_none() && !typed.is_empty() {
        errors.add("rt", "RT belum terbaca. Tulis angkanya saja, misalnya 03.");
    }
    rt
}

async fn arrive(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
    Form(form): Form<ArriveForm>,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    let mut errors = Errors::default();
    let name = errors.required("nama", &form.nama, 120);
    let rt = read_rt(&mut errors, &form.rt);
    if !errors.is_empty() {
        let page = ArrivePage {
            here: door.here(),
            activity: door.activity,
            session: door.session,
            name: form.nama,
            rt: form.rt,
            errors,
            people: Vec::new(),
            token: visitor.token(),
        };
        return visitor.page_again("Peserta datang langsung", &page);
    }
    if let Ok(person) = form.orang.parse() {
        walk_in::known(&ctx, &actor, door.session.id, person).await?;
        return Ok(visitor.redirect_with(&door.here(), &Flash::ok(format!("{name} hadir."))));
    }
    let people = if form.orang == "baru" {
        Vec::new()
    } else {
        organization::search(&mut ctx.db.read().await?, &door.scope, &name, 9).await?
    };
    if people.is_empty() {
        walk_in::stranger(&ctx, &actor, door.session.id, &name, rt).await?;
        return Ok(visitor.redirect_with(&door.here(), &Flash::ok(format!("{name} hadir."))));
    }
    let page = ArrivePage {
        here: door.here(),
        activity: door.activity,
        session: door.session,
        rt: form.rt,
        errors,
        name,
        people,
        token: visitor.token(),
    };
    visitor.page("Peserta datang langsung", &page)
}
