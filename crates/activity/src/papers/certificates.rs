//! Certificates: who is entitled, a number and a code for each, one PDF for all, and what a verifier
//! may know. A certificate once issued stays as it is.

use super::{Nothing, enqueue, output};
use crate::domain::{Activity, certificate_number};
use crate::store::{self, Attendee, Issued, NewCertificate};
use crate::teaching::teaching;
use crate::{PRINT_DOCUMENTS, pages};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::get;
use documents::{CertificateBatch, CertificateItem, Material};
use jiff::Timestamp;
use jiff::civil::Date;
use jobs::{Job, Outcome, Progress};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ActivityId, CertificateId, JobId};
use storage::{Query, Tx};
use web::{Actor, Ctx, Error, Form, Result, Teaching, Visitor, filters};

/// The kind of the job.
pub(super) const JOB: &str = "activity.certificates";

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kegiatan/{id}/sertifikat", get(show).post(make))
}

#[derive(Template)]
#[template(path = "certificates.html")]
struct CertificatesPage {
    activity: Activity,
    entitled: usize,
    sessions: usize,
    needed: i64,
    latest: Option<JobId>,
    token: String,
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, sessions) = pages::found(&ctx, &actor, id).await?;
    let mut db = ctx.db.read().await?;
    let needed = activity.certificate.needed(sessions.len());
    let entitled = entitled(&mut db, &scope, id, needed).await?.len();
    let latest = jobs::latest(&mut db, id.into(), JOB)
        .await?
        .map(|job| job.id);
    drop(db);
    let sessions = sessions.len();
    let token = visitor.token();
    let page = CertificatesPage {
        activity,
        entitled,
        sessions,
        needed,
        latest,
        token,
    };
    visitor.page("Sertifikat", &page)
}

async fn entitled(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
    needed: i64,
) -> Result<Vec<Attendee>> {
    let mut people = store::attendees(db, scope, activity).await?;
    people.retain(|attendee| attendee.present >= needed);
    Ok(people)
}

async fn make(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, sessions) = pages::found(&ctx, &actor, id).await?;
    let needed = activity.certificate.needed(sessions.len());
    let people = entitled(&mut ctx.db.read().await?, &scope, id, needed).await?;
    if people.is_empty() {
        return Err(Error::Rule(
            "Belum ada peserta yang cukup hadir untuk mendapat sertifikat. Tandai kehadiran dulu."
                .into(),
        ));
    }
    let title = format!("Sertifikat {}", activity.title);
    let job = enqueue(&ctx, &actor, &activity, JOB, title).await?;
    Ok(visitor.redirect(&format!("/berkas/{job}")))
}

pub(super) fn run(ctx: Ctx, job: Job, progress: Progress) -> Outcome {
    Box::pin(async move {
        let scope = Scope::of_system(job.unit);
        let id: ActivityId = job.payload.parse()?;
        let now = ctx.clock.now();
        let mut db = ctx.db.read().await?;
        let activity = store::find(&mut db, &scope, id)
            .await?
            .ok_or(Error::NotFound)?;
        let unit = organization::unit(&mut db, job.unit)
            .await?
            .ok_or(Error::NotFound)?;
        let sessions = store::sessions(&mut db, id).await?;
        let needed = activity.certificate.needed(sessions.len());
        let people = entitled(&mut db, &scope, id, needed).await?;
        drop(db);
        let teaching = teaching(&ctx, &scope, id).await?;
        let today = unit.zone.today(now);
        let mut tx = ctx.db.begin().await?;
        let issued = issue(&mut tx, &scope, &activity, &people, today, now).await?;
        tx.commit().await?;
        progress.report(0, issued.len()).await?;
        let paper = organization::paper(&ctx, &scope, today).await?;
        let item = |certificate: Issued| CertificateItem {
            number: certificate.number,
            name: certificate.name,
            role: "PESERTA".into(),
            verify_url: ctx.link(&format!("/v/{}", certificate.code)),
        };
        let batch = CertificateBatch {
            letterhead: paper.letterhead.clone(),
            title: "SERTIFIKAT".into(),
            items: issued.into_iter().map(item).collect(),
            activity: activity.title.clone(),
            materials: materials(&teaching),
            theme: teaching.theme,
            organiser: paper.organiser.clone(),
            dates: activity.days(),
            hours: teaching.hours,
            signatures: paper.signatures(today),
        };
        let total = batch.items.len();
        let pdf = web::render_blocking(move || documents::certificates(&batch, |_, _| ())).await?;
        progress.report(total, total).await?;
        output(&ctx, format!("Sertifikat {}.pdf", activity.title), pdf).await
    })
}

/// The back page of a certificate; topics carry the speaker's name where there is only one.
fn materials(teaching: &Teaching) -> Vec<Material> {
    let speaker = match teaching.speakers.as_slice() {
        [one] => one.clone(),
        _ => String::new(),
    };
    let material = |(title, hours): &(String, u16)| Material {
        title: title.clone(),
        speaker: speaker.clone(),
        hours: *hours,
    };
    teaching.topics.iter().map(material).collect()
}

/// Gives whoever has none a certificate, and lists all of the activity. Printed again, a
/// certificate keeps its number and code.
async fn issue(
    tx: &mut Tx,
    scope: &Scope,
    activity: &Activity,
    people: &[Attendee],
    today: Date,
    now: Timestamp,
) -> Result<Vec<Issued>> {
    tx.hold_name(&format!("activity.certificate_number {}", scope.unit()))
        .await?;
    let mut next = store::certificate_count(tx, scope).await?;
    for attendee in people {
        if store::has_certificate(tx, activity.id, attendee.person).await? {
            continue;
        }
        next += 1;
        let id: CertificateId = storage::fresh();
        let code = web::codes::give(tx, "certificate", id, scope.unit(), now).await?;
        let new = NewCertificate {
            id,
            code: code.to_string(),
            number: certificate_number(next, today),
            name: &attendee.name,
            person: attendee.person,
            issued_on: today,
        };
        store::add_certificate(tx, scope, activity.id, &new).await?;
    }
    store::issued(tx, scope, activity.id).await
}

/// What the verifier of a certificate may know.
pub(crate) struct Verified {
    pub(crate) name: String,
    pub(crate) role: &'static str,
    pub(crate) activity: String,
    pub(crate) days: String,
    pub(crate) unit: String,
    pub(crate) number: String,
    pub(crate) issued: String,
}

/// The certificate with this code, if one was issued.
pub(crate) async fn verified(ctx: &Ctx, code: &str) -> Result<Option<Verified>> {
    let mut db = ctx.db.read().await?;
    let Some(named) = web::codes::find(&mut db, "certificate", code).await? else {
        return Ok(None);
    };
    let found = store::certificate(&mut db, named.subject.into()).await?;
    let Some((name, number, issued, activity)) = found else {
        return Ok(None);
    };
    let scope = Scope::of_system(named.unit);
    let activity = store::find(&mut db, &scope, activity)
        .await?
        .ok_or(Error::NotFound)?;
    let unit = organization::unit(&mut db, named.unit)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Some(Verified {
        name,
        role: "Peserta",
        days: activity.days(),
        activity: activity.title,
        unit: unit.name,
        number,
        issued: day::medium(issued),
    }))
}
