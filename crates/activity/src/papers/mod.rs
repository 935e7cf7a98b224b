//! What an activity prints: attendance sheet, certificates, report, poster.
//! Short documents are made at once; certificates and the report go through the queue.

mod certificates;
mod report;
mod report_sections;
mod term;

pub(crate) use certificates::{Verified, verified};

use crate::domain::Activity;
use crate::teaching::teaching;
use crate::{PRINT_DOCUMENTS, pages, public, store};
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use axum::routing::get;
use documents::{AttendanceRow, AttendanceSheet, Poster};
use jobs::{NewJob, Output};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ActivityId, JobId, SessionId};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Result};

/// The kinds of long work.
pub(crate) const JOBS: &[jobs::Kind<Ctx>] = &[
    jobs::Kind {
        name: certificates::JOB,
        run: certificates::run,
    },
    jobs::Kind {
        name: report::JOB,
        run: report::run,
    },
    jobs::Kind {
        name: term::JOB,
        run: term::run,
    },
];

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route(
            "/kegiatan/{id}/sesi/{session}/daftar-hadir.pdf",
            get(attendance_sheet),
        )
        .merge(certificates::router())
        .merge(report::router())
        .merge(term::router())
}

async fn attendance_sheet(
    From(ctx): From<Ctx>,
    actor: Actor,
    Path((id, session)): Path<(ActivityId, SessionId)>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, sessions) = pages::found(&ctx, &actor, id).await?;
    let session = sessions
        .into_iter()
        .find(|s| s.id == session)
        .ok_or(Error::NotFound)?;
    let people = store::expected(&mut ctx.db.read().await?, &scope, &session, false).await?;
    let paper = organization::paper(&ctx, &scope, actor.today()).await?;
    let sheet = AttendanceSheet {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        activity: activity.title.clone(),
        session: session.title.clone(),
        day: day::long(session.day),
        time: session.time(actor.zone),
        place: activity.place.clone(),
        rows: people
            .into_iter()
            .map(|person| AttendanceRow {
                name: person.name,
                office_or_rt: person.place,
            })
            .collect(),
        blank_rows: 10,
        signatures: paper.signatures(session.day),
    };
    let people = sheet.rows.len();
    let pdf = web::render_blocking(move || documents::attendance_sheet(&sheet)).await?;
    let mut tx = ctx.db.begin().await?;
    let what = format!("Daftar hadir dicetak: {}, {people} orang", activity.title);
    let entry = actor.audit(PRINT_DOCUMENTS, actor.unit, id, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(web::file(
        &format!("Daftar Hadir {}.pdf", activity.title),
        "application/pdf",
        pdf,
    ))
}

/// The poster of an activity: public, for WhatsApp's card and for printing.
pub(crate) async fn poster(From(ctx): From<Ctx>, Path(code): Path<String>) -> Result<Response> {
    let shown = public::shown(&ctx, &code).await?;
    let scope = Scope::of_system(shown.unit.id);
    let teaching = teaching(&ctx, &scope, shown.activity.id).await?;
    let zone = shown.unit.zone;
    let url = ctx.link(&format!("/k/{}", shown.activity.code));
    let poster = Poster {
        organiser: shown.unit.name,
        logo: None,
        title: shown.activity.title.clone(),
        kind: shown.activity.kind.label().to_owned(),
        when: shown
            .sessions
            .iter()
            .map(|session| session.when(zone))
            .collect(),
        where_: shown.activity.place.clone(),
        speaker: teaching.speakers.join("; "),
        how_to_register: if shown.activity.registration {
            "Pindai untuk mendaftar".to_owned()
        } else {
            "Langsung datang".to_owned()
        },
        url,
    };
    let png = web::render_blocking(move || documents::poster(&poster)).await?;
    let mut response = web::file(
        &format!("Poster {}.png", shown.activity.title),
        "image/png",
        png,
    );
    response.headers_mut().insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=300"),
    );
    Ok(response)
}

#[derive(Deserialize)]
struct Nothing {}

async fn enqueue(
    ctx: &Ctx,
    actor: &Actor,
    activity: &Activity,
    kind: &'static str,
    title: String,
) -> Result<JobId> {
    let mut tx = ctx.db.begin().await?;
    let new = NewJob {
        kind,
        unit: actor.unit,
        account: Some(actor.account),
        subject: Some(activity.id.into()),
        title,
        payload: activity.id.to_string(),
    };
    let job = jobs::enqueue(&mut tx, &new, actor.now).await?;
    tx.commit().await?;
    Ok(job)
}

async fn output(ctx: &Ctx, name: String, pdf: Vec<u8>) -> anyhow::Result<Option<Output>> {
    let file = ctx.files.put(pdf).await?;
    Ok(Some(Output {
        file,
        name,
        media: "application/pdf".into(),
    }))
}
