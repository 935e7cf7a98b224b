//! The report of an activity: what every context says of it, and what is still missing.

use super::{Nothing, enqueue, output};
use crate::domain::{Activity, AttendanceState, Session};
use crate::{PRINT_DOCUMENTS, pages, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::get;
use documents::Report;
use jobs::{Job, Outcome, Progress};
use kernel::access::Scope;
use kernel::id::{ActivityId, JobId};
use kernel::paper::{Block, Column, Section, Table};
use web::{Actor, Ctx, Error, Form, Result, Visitor, filters};

/// The kind of the job.
pub(super) const JOB: &str = "activity.report";

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kegiatan/{id}/laporan", get(show).post(make))
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    activity: Activity,
    missing: Vec<String>,
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
    let (_, activity, _) = pages::found(&ctx, &actor, id).await?;
    let sections = sections(&ctx, &scope, &activity).await?;
    let latest = jobs::latest(&mut ctx.db.read().await?, id.into(), JOB).await?;
    let page = ReportPage {
        missing: sections
            .into_iter()
            .flat_map(|section| section.missing)
            .collect(),
        latest: latest.map(|job| job.id),
        token: visitor.token(),
        activity,
    };
    visitor.page("Laporan", &page)
}

async fn make(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, _) = pages::found(&ctx, &actor, id).await?;
    let title = format!("Laporan {}", activity.title);
    let job = enqueue(&ctx, &actor, &activity, JOB, title).await?;
    Ok(visitor.redirect(&format!("/berkas/{job}")))
}

async fn sections(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Vec<Section>> {
    let mut sections = vec![
        execution(ctx, scope, activity).await?,
        attendance(ctx, scope, activity).await?,
    ];
    for section in ctx.modules.iter().flat_map(|module| module.report_sections) {
        sections.extend(section(ctx, scope, activity.id).await?);
    }
    sections.sort_by_key(|section| section.order);
    Ok(sections)
}

async fn execution(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Section> {
    let mut db = ctx.db.read().await?;
    let unit = organization::unit(&mut db, scope.unit())
        .await?
        .ok_or(Error::NotFound)?;
    let sessions = store::sessions(&mut db, activity.id).await?;
    let committee = store::committee(&mut db, scope, activity.id).await?;
    drop(db);
    let mut facts = vec![
        ("Kegiatan".to_owned(), activity.title.clone()),
        ("Jenis".to_owned(), activity.kind.label().to_owned()),
        ("Tempat".to_owned(), activity.place.clone()),
    ];
    facts.extend(
        sessions
            .iter()
            .map(|s: &Session| (s.title.clone(), s.when(unit.zone))),
    );
    let mut blocks = vec![Block::Facts(facts)];
    if !activity.about.is_empty() {
        blocks.push(Block::Text(activity.about.clone()));
    }
    let mut missing = Vec::new();
    if committee.is_empty() {
        missing.push("Susunan panitia belum diisi.".to_owned());
    } else {
        let rows = committee
            .into_iter()
            .map(|member| vec![member.name, member.duty])
            .collect();
        let columns = vec![Column::left("Panitia", 3), Column::left("Tugas", 2)];
        blocks.push(Block::Table(Table { columns, rows }));
    }
    Ok(Section {
        order: 20,
        title: "Pelaksanaan".into(),
        blocks,
        missing,
    })
}

async fn attendance(ctx: &Ctx, scope: &Scope, activity: &Activity) -> Result<Section> {
    let mut db = ctx.db.read().await?;
    let sessions = store::sessions(&mut db, activity.id).await?;
    let (mut rows, mut missing) = (Vec::new(), Vec::new());
    for session in &sessions {
        let tally = store::tally(&mut db, session.id).await?;
        if tally.present == 0 {
            missing.push(format!("Kehadiran {} belum dicatat.", session.title));
        }
        let counts = [tally.present, tally.excused, tally.sick, tally.absent];
        let counts = counts.iter().map(ToString::to_string);
        rows.push(
            std::iter::once(session.title.clone())
                .chain(counts)
                .collect(),
        );
    }
    let states = AttendanceState::ALL
        .into_iter()
        .map(|state| Column::right(state.label(), 1));
    let columns = std::iter::once(Column::left("Sesi", 3))
        .chain(states)
        .collect();
    let people = store::attendees(&mut db, scope, activity.id).await?;
    let names = people.iter().enumerate().map(|(at, attendee)| {
        vec![
            (at + 1).to_string(),
            attendee.name.clone(),
            format!("{} dari {}", attendee.present, sessions.len()),
        ]
    });
    let list = Table {
        columns: vec![
            Column::right("No", 1),
            Column::left("Nama", 6),
            Column::left("Sesi dihadiri", 2),
        ],
        rows: names.collect(),
    };
    let mut blocks = vec![Block::Table(Table { columns, rows })];
    if !people.is_empty() {
        blocks.push(Block::Text(format!(
            "Peserta yang hadir: {} orang.",
            people.len()
        )));
        blocks.push(Block::Table(list));
    }
    Ok(Section {
        order: 30,
        title: "Peserta dan kehadiran".into(),
        blocks,
        missing,
    })
}

pub(super) fn run(ctx: Ctx, job: Job, progress: Progress) -> Outcome {
    Box::pin(async move {
        let scope = Scope::of_system(job.unit);
        let id: ActivityId = job.payload.parse()?;
        let mut db = ctx.db.read().await?;
        let activity = store::find(&mut db, &scope, id)
            .await?
            .ok_or(Error::NotFound)?;
        let unit = organization::unit(&mut db, job.unit)
            .await?
            .ok_or(Error::NotFound)?;
        drop(db);
        let today = unit.zone.today(ctx.clock.now());
        let sections = sections(&ctx, &scope, &activity).await?;
        let paper = organization::paper(&ctx, &scope, today).await?;
        let report = Report {
            letterhead: paper.letterhead.clone(),
            sheet: paper.sheet,
            title: "LAPORAN KEGIATAN".into(),
            subtitle: activity.title.clone(),
            missing: Vec::new(),
            sections,
            signatures: paper.signatures(today),
        };
        let pdf = web::render_blocking(move || documents::report(&report)).await?;
        progress.report(1, 1).await?;
        output(&ctx, format!("Laporan {}.pdf", activity.title), pdf).await
    })
}
