//! At the door: the grid to tap, a pasted WhatsApp list, a QR or typed code, somebody new.
//! Every way ends in the same marks; without scripts each is an ordinary form.

use crate::attend::{self, made_now};
use crate::domain::{Activity, AttendanceState, How, Session, Tally};
use crate::store::{self, Expected};
use crate::words::Telling;
use crate::{MARK_ATTENDANCE, pages, scan, walk_in};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{ActivityId, PersonId, SessionId};
use kernel::name_list::{self, RollEntry};
use organization::Placed;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan/{id}/sesi/{session}", get(grid))
        .route("/kegiatan/{id}/sesi/{session}/tandai", post(tap))
        .route(
            "/kegiatan/{id}/sesi/{session}/tempel",
            get(paste).post(read_list),
        )
        .route(
            "/kegiatan/{id}/sesi/{session}/tempel/simpan",
            post(save_list),
        )
        .route(
            "/kegiatan/{id}/sesi/{session}/pindai",
            get(scan::show).post(scan::mark),
        )
        .route("/kegiatan/{id}/sesi/{session}/datang", post(arrive))
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

#[derive(Template)]
#[template(path = "paste.html")]
struct PastePage {
    activity: Activity,
    session: Session,
    here: String,
    text: String,
    error: &'static str,
    token: String,
}

async fn paste(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    let page = paste_page(&visitor, door, String::new(), "");
    visitor.page("Tempel daftar WhatsApp", &page)
}

fn paste_page(visitor: &Visitor, door: Door, text: String, error: &'static str) -> PastePage {
    PastePage {
        here: door.here(),
        activity: door.activity,
        session: door.session,
        text,
        error,
        token: visitor.token(),
    }
}

/// A line of a pasted list, as read.
struct ReadLine {
    number: usize,
    name: String,
    state: AttendanceState,
    /// The one person it must be.
    person: Option<Placed>,
    /// Who it may be.
    candidates: Vec<Placed>,
}

#[derive(Template)]
#[template(path = "paste_read.html")]
struct ReadPage {
    activity: Activity,
    session: Session,
    here: String,
    sure: Vec<ReadLine>,
    unsure: Vec<ReadLine>,
    token: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PasteForm {
    daftar: String,
}

async fn read_list(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
    Form(form): Form<PasteForm>,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    if form.daftar.len() > 100_000 {
        let error = "Daftarnya terlalu panjang. Tempel paling banyak seratus ribu huruf.";
        return visitor.page_again(
            "Tempel daftar WhatsApp",
            &paste_page(&visitor, door, form.daftar, error),
        );
    }
    let roll = organization::roll(&mut ctx.db.read().await?, &door.scope).await?;
    let text = form.daftar.clone();
    let lines =
        web::render_blocking(move || Ok::<_, anyhow::Error>(read_lines(&text, &roll))).await?;
    if lines.is_empty() {
        let error = "Tidak ada nama yang terbaca. Tempel daftar bernomor dari grup WhatsApp.";
        return visitor.page_again(
            "Tempel daftar WhatsApp",
            &paste_page(&visitor, door, form.daftar, error),
        );
    }
    let (sure, unsure) = lines.into_iter().partition(|line| line.person.is_some());
    let page = ReadPage {
        here: door.here(),
        activity: door.activity,
        session: door.session,
        sure,
        unsure,
        token: visitor.token(),
    };
    visitor.page("Periksa daftar", &page)
}

fn read_lines(text: &str, roll: &[Placed]) -> Vec<ReadLine> {
    let entries: Vec<RollEntry> = roll
        .iter()
        .map(|placed| RollEntry {
            id: placed.id.to_string(),
            name: placed.full_name.clone(),
            nickname: (!placed.nickname.is_empty()).then(|| placed.nickname.clone()),
            rt: placed.rt,
        })
        .collect();
    let by_id = |id: &String| {
        roll.iter()
            .find(|placed| placed.id.to_string() == *id)
            .cloned()
    };
    name_list::read(text, &entries)
        .into_iter()
        .enumerate()
        .map(|(number, entry)| ReadLine {
            number,
            name: entry.name,
            state: match entry.state {
                Some(name_list::State::Excused) => AttendanceState::Excused,
                Some(name_list::State::Sick) => AttendanceState::Sick,
                Some(name_list::State::Absent) => AttendanceState::Absent,
                Some(name_list::State::Present) | None => AttendanceState::Present,
            },
            person: entry.person.as_ref().and_then(by_id),
            candidates: entry.candidates.iter().filter_map(by_id).collect(),
        })
        .collect()
}

/// One answered line: `siapa` is a person's id, `baru`, or empty to skip.
fn answered(fields: &[(String, String)]) -> Vec<(String, AttendanceState, String)> {
    let of = |name: &str| {
        fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value)
    };
    (0..2_000)
        .map_while(|number| {
            let who = of(&format!("siapa-{number}"));
            let name = of(&format!("nama-{number}"))?;
            let state =
                of(&format!("keadaan-{number}")).and_then(|s| AttendanceState::from_code(s));
            Some((who.cloned().unwrap_or_default(), state, name.clone()))
        })
        .filter_map(|(who, state, name)| state.map(|state| (who, state, name)))
        .filter(|(who, _, _)| !who.is_empty())
        .collect()
}

async fn save_list(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    let lines = answered(&fields);
    let mut tx = ctx.db.begin().await?;
    tx.hold(door.session.id).await?;
    let mut marks = Vec::with_capacity(lines.len());
    for (who, state, name) in &lines {
        let person = if who == "baru" {
            walk_in::find_or_add(&mut tx, &door.scope, name, None, actor.now).await?
        } else {
            who.parse().map_err(|_| Error::NotFound)?
        };
        marks.push(made_now(&actor, person, *state, How::Paste));
    }
    let account = Some(actor.account);
    attend::mark_all(
        &mut tx,
        &door.scope,
        &door.session,
        &marks,
        account,
        actor.now,
    )
    .await?;
    tx.commit().await?;
    let flash = Flash::ok(format!("{} orang dari daftar tersimpan.", marks.len()));
    Ok(visitor.redirect_with(&door.here(), &flash))
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
