//! A WhatsApp list pasted at the door: read against the roll, looked over, saved as marks.

use crate::attend::{self, made_now};
use crate::domain::{Activity, AttendanceState, How, Session};
use crate::door::{At, Door, door};
use crate::walk_in;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::name_list::{self, RollEntry};
use organization::Placed;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route(
            "/kegiatan/{id}/sesi/{session}/tempel",
            get(paste).post(read_list),
        )
        .route(
            "/kegiatan/{id}/sesi/{session}/tempel/simpan",
            post(save_list),
        )
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
