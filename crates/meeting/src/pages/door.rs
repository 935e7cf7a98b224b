//! The door: participants by RT to tap, observers apart, the quorum as it stands.
//! Marks are the activity's; its scanner, pasted lists and walk-ins lead here too.

use crate::domain::{Assembly, Group};
use crate::pages::{found, show::RoomPart};
use crate::presence::{Presence, presence};
use crate::words;
use activity::{AttendanceState, How, MARK_ATTENDANCE, Mark};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use kernel::id::{ActivityId, PersonId};
use kernel::zone::Zone;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/temu-karya/{id}/pintu", get(show).post(tap))
}

#[derive(Template)]
#[template(path = "assembly_door.html")]
struct DoorPage {
    id: ActivityId,
    assembly: Assembly,
    /// The activity's own door.
    door: String,
    room: String,
    presence: Presence,
    zone: Zone,
    token: String,
}

impl DoorPage {
    fn tap(&self) -> String {
        format!("/temu-karya/{}/pintu", self.id)
    }

    fn state(&self, person: &PersonId) -> &'static str {
        if self.presence.arrived.contains_key(person) {
            "present"
        } else {
            "none"
        }
    }

    fn said(&self, person: &PersonId) -> String {
        let arrived = self.presence.arrived.get(person);
        arrived.map_or_else(
            || "Belum hadir".to_owned(),
            |arrival| format!("Hadir {}", words::time(arrival.since, self.zone)),
        )
    }

    fn present(&self, group: &Group) -> usize {
        let arrived = &self.presence.arrived;
        let present = group
            .named
            .iter()
            .filter(|one| arrived.contains_key(&one.person));
        present.count()
    }
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    actor.may(MARK_ATTENDANCE, actor.unit)?;
    let (scope, assembly) = found(&ctx, &actor, id).await?;
    let presence = presence(&mut ctx.db.read().await?, &scope, &assembly, actor.today()).await?;
    let page = DoorPage {
        id,
        door: format!("/kegiatan/{id}/sesi/{}", presence.session.id),
        room: RoomPart::of(presence.room, actor.zone).html(&visitor)?,
        presence,
        assembly,
        zone: actor.zone,
        token: visitor.token(),
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
    Path(id): Path<ActivityId>,
    headers: HeaderMap,
    Form(form): Form<TapForm>,
) -> Result<Response> {
    let scope = actor.may(MARK_ATTENDANCE, actor.unit)?;
    let (_, assembly) = found(&ctx, &actor, id).await?;
    let person: PersonId = form.person.parse().map_err(|_| Error::NotFound)?;
    let state = AttendanceState::from_code(&form.state)
        .ok_or_else(|| Error::Bad("Pilih hadir, izin, sakit, atau tidak hadir.".into()))?;
    let mark = Mark {
        id: storage::fresh(),
        person,
        state,
        at: actor.now,
        how: How::Tap,
    };
    let mut tx = ctx.db.begin().await?;
    let session = presence(&mut tx, &scope, &assembly, actor.today())
        .await?
        .session;
    let account = Some(actor.account);
    activity::mark_all(&mut tx, &scope, &session, &[mark], account, actor.now).await?;
    tx.commit().await?;
    let json = headers.get(ACCEPT).is_some_and(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("application/json"))
    });
    if json {
        let said = visitor.say(state.label());
        let body = serde_json::json!({ "state": state.code(), "said": said });
        return Ok(axum::Json(body).into_response());
    }
    Ok(visitor.redirect(&format!("/temu-karya/{id}/pintu#orang-{person}")))
}
