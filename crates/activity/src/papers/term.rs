//! The report on a term, or any span of days: read out at the Temu Karya. Activities with what
//! became of them, the board, money; free text only for the chair's words, obstacles and advice.

use super::output;
use super::report::pictures;
use crate::domain::{Activity, State};
use crate::store::{self, Written};
use crate::{MANAGE_ACTIVITIES, PRINT_DOCUMENTS};
use askama::Template;
use axum::Router;
use axum::extract::{Query as Params, State as From};
use axum::response::Response;
use axum::routing::get;
use documents::{Numbering, Report};
use jiff::civil::Date;
use jobs::{Job, NewJob, Outcome, Progress};
use kernel::access::Scope;
use kernel::day;
use kernel::id::JobId;
use kernel::paper::{Block, Column, Section, Table};
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Form, Result, Visitor, filters};

/// The kind of the job.
pub(super) const JOB: &str = "activity.term_report";

/// Letters of one text.
const LONGEST: usize = 8_000;

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/kegiatan/lpj", get(show).post(make))
}

/// Days and texts, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct TermForm {
    dari: String,
    sampai: String,
    sambutan: String,
    kendala: String,
    saran: String,
}

impl TermForm {
    /// Days that are not typed are those of the running term until today.
    async fn filled(ctx: &Ctx, scope: &Scope, today: Date, asked: Self) -> Result<Self> {
        let mut db = ctx.db.read().await?;
        let term = organization::terms(&mut db, scope)
            .await?
            .into_iter()
            .next();
        let from = term.map_or_else(|| today.first_of_year(), |term| term.from);
        let texts = store::term_texts(&mut db, scope).await?;
        let text = |part: &str| {
            let known = texts.iter().find(|known| known.part == part);
            known.map(|known| known.text.clone()).unwrap_or_default()
        };
        let or = |typed: String, else_: String| if typed.is_empty() { else_ } else { typed };
        Ok(Self {
            dari: or(asked.dari, from.to_string()),
            sampai: or(asked.sampai, today.to_string()),
            sambutan: text("sambutan"),
            kendala: text("kendala"),
            saran: text("saran"),
        })
    }

    fn days(&self, errors: &mut Errors) -> Option<(Date, Date)> {
        let mut day = |field: &'static str, typed: &str| {
            let read = typed.trim().parse::<Date>();
            errors.keep(field, read.map_err(|_| "Pilih tanggalnya."))
        };
        let (from, until) = (day("dari", &self.dari), day("sampai", &self.sampai));
        let (from, until) = (from?, until?);
        if from > until {
            errors.add("sampai", "Hari terakhir tidak bisa sebelum hari pertama.");
            return None;
        }
        Some((from, until))
    }
}

#[derive(Template)]
#[template(path = "term_report.html")]
struct TermPage {
    form: TermForm,
    missing: Vec<String>,
    latest: Option<JobId>,
    may_manage: bool,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: TermForm,
    mut errors: Errors,
) -> Result<TermPage> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let mut missing = Vec::new();
    if let Some(days) = form.days(&mut errors) {
        let sections = sections(ctx, &scope, days, actor.today()).await?;
        missing = sections
            .into_iter()
            .flat_map(|section| section.missing)
            .collect();
    }
    let latest = jobs::latest(&mut ctx.db.read().await?, actor.unit.into(), JOB).await?;
    Ok(TermPage {
        form,
        missing,
        latest: latest.map(|job| job.id),
        may_manage: actor.allows(MANAGE_ACTIVITIES),
        errors,
        token: visitor.token(),
    })
}

/// `GET /kegiatan/lpj`.
async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(asked): Params<TermForm>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let form = TermForm::filled(&ctx, &scope, actor.today(), asked).await?;
    let page = page(&ctx, &visitor, &actor, form, Errors::default()).await?;
    visitor.page("LPJ masa bakti", &page)
}

/// `POST /kegiatan/lpj`: keeps the texts, and has the report made.
async fn make(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<TermForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let mut errors = Errors::default();
    let days = form.days(&mut errors);
    let texts = [
        ("sambutan", &form.sambutan),
        ("kendala", &form.kendala),
        ("saran", &form.saran),
    ];
    let texts = texts.map(|(part, text)| Written {
        part: part.to_owned(),
        text: errors.within(part, text, LONGEST),
    });
    let (Some((from, until)), true) = (days, errors.is_empty()) else {
        let page = page(&ctx, &visitor, &actor, form, errors).await?;
        return visitor.page_again("LPJ masa bakti", &page);
    };
    let mut tx = ctx.db.begin().await?;
    store::write_term_texts(&mut tx, &scope, &texts, (&actor.name, actor.now)).await?;
    let new = NewJob {
        kind: JOB,
        unit: actor.unit,
        account: Some(actor.account),
        subject: Some(actor.unit.into()),
        title: "LPJ masa bakti".to_owned(),
        payload: format!("{from} {until}"),
    };
    let job = jobs::enqueue(&mut tx, &new, actor.now).await?;
    let what = format!(
        "Membuat LPJ {} sampai {}",
        day::medium(from),
        day::medium(until)
    );
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, job, what),
    )
    .await?;
    tx.commit().await?;
    Ok(visitor.redirect(&format!("/berkas/{job}")))
}

async fn sections(
    ctx: &Ctx,
    scope: &Scope,
    days: (Date, Date),
    today: Date,
) -> Result<Vec<Section>> {
    let mut sections = written(ctx, scope).await?;
    sections.push(board(ctx, scope, days.1.min(today)).await?);
    sections.push(activities(ctx, scope, days, today).await?);
    for hook in ctx.modules.iter().flat_map(|module| module.term_sections) {
        sections.extend(hook(ctx, scope, days).await?);
    }
    sections.sort_by_key(|section| section.order);
    Ok(sections)
}

async fn written(ctx: &Ctx, scope: &Scope) -> Result<Vec<Section>> {
    let texts = store::term_texts(&mut ctx.db.read().await?, scope).await?;
    let section = |order, title: &str, part: &str, lack: &str| {
        let known = texts.iter().find(|known| known.part == part);
        let text = known.map(|known| known.text.trim()).unwrap_or_default();
        Section {
            order,
            title: title.to_owned(),
            blocks: match text {
                "" => Vec::new(),
                text => vec![Block::Text(text.to_owned())],
            },
            missing: if text.is_empty() {
                vec![lack.to_owned()]
            } else {
                Vec::new()
            },
        }
    };
    Ok(vec![
        section(
            10,
            "Sambutan ketua",
            "sambutan",
            "Sambutan ketua belum ditulis.",
        ),
        section(
            65,
            "Kendala",
            "kendala",
            "Kendala selama masa bakti belum ditulis.",
        ),
        section(
            80,
            "Saran untuk pengurus berikutnya",
            "saran",
            "Saran untuk pengurus berikutnya belum ditulis.",
        ),
    ])
}

async fn board(ctx: &Ctx, scope: &Scope, on: Date) -> Result<Section> {
    let board = organization::board(&mut ctx.db.read().await?, scope, on).await?;
    let none = board.is_empty();
    let row = |(number, officer): (usize, organization::Officer)| {
        vec![number.to_string(), officer.name, officer.title]
    };
    Ok(Section {
        order: 15,
        title: "Susunan pengurus".to_owned(),
        blocks: vec![Block::Table(Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Nama", 6),
                Column::left("Jabatan", 5),
            ],
            rows: (1..).zip(board).map(row).collect(),
        })],
        missing: none
            .then(|| "Susunan pengurus belum dicatat.".to_owned())
            .into_iter()
            .collect(),
    })
}

/// What became of an activity.
fn became(activity: &Activity, present: i64, today: Date) -> &'static str {
    match activity.state {
        State::Cancelled => "belum ✘ (batal)",
        State::Open if activity.ends_on >= today => "akan datang",
        State::Open if present == 0 => "terlaksana ✔ (hadir belum dicatat)",
        State::Open => "terlaksana ✔",
    }
}

async fn activities(
    ctx: &Ctx,
    scope: &Scope,
    (from, until): (Date, Date),
    today: Date,
) -> Result<Section> {
    let mut db = ctx.db.read().await?;
    let all = store::list_between(&mut db, scope, from, until, 1_000).await?;
    let (mut rows, mut missing) = (Vec::new(), Vec::new());
    for (number, activity) in (1..).zip(&all) {
        let present = store::attendees(&mut db, scope, activity.id).await?.len();
        let present = i64::try_from(present).unwrap_or(i64::MAX);
        let status = became(activity, present, today);
        if activity.state == State::Open && activity.ends_on < today && present == 0 {
            missing.push(format!("Kehadiran {} belum dicatat.", activity.title));
        }
        rows.push(vec![
            number.to_string(),
            activity.title.clone(),
            activity.kind.label().to_owned(),
            activity.days(),
            if present == 0 {
                "–".to_owned()
            } else {
                present.to_string()
            },
            status.to_owned(),
        ]);
    }
    if rows.is_empty() {
        missing.push("Belum ada kegiatan di masa ini.".to_owned());
    }
    Ok(Section {
        order: 20,
        title: "Kegiatan dan pelaksanaannya".to_owned(),
        blocks: vec![Block::Table(Table {
            columns: vec![
                Column::right("No", 1),
                Column::left("Kegiatan", 6),
                Column::left("Jenis", 3),
                Column::left("Waktu", 4),
                Column::right("Hadir", 2),
                Column::left("Status", 4),
            ],
            rows,
        })],
        missing,
    })
}

/// The days that a job carries.
fn days_of(payload: &str) -> anyhow::Result<(Date, Date)> {
    let (from, until) = payload.split_once(' ').unwrap_or((payload, payload));
    Ok((from.parse()?, until.parse()?))
}

pub(super) fn run(ctx: Ctx, job: Job, progress: Progress) -> Outcome {
    Box::pin(async move {
        let scope = Scope::of_system(job.unit);
        let days = days_of(&job.payload)?;
        let unit = organization::unit(&mut ctx.db.read().await?, job.unit).await?;
        let unit = unit.ok_or(web::Error::NotFound)?;
        let today = unit.zone.today(ctx.clock.now());
        let sections = sections(&ctx, &scope, days, today).await?;
        let paper = organization::paper(&ctx, &scope, today).await?;
        let pictures = pictures(&ctx, &sections, &progress).await?;
        let report = Report {
            letterhead: paper.letterhead.clone(),
            sheet: paper.sheet,
            title: "Laporan Pertanggungjawaban Pengurus".to_owned(),
            subtitle: format!(
                "{}\n{} s.d. {}",
                unit.name,
                day::medium(days.0),
                day::medium(days.1)
            ),
            sections,
            numbering: Numbering::Chapters,
            signatures: paper.signatures(today),
            pictures,
            ..Report::default()
        };
        let pdf = web::render_blocking(move || documents::report(&report)).await?;
        output(&ctx, format!("LPJ {}.pdf", unit.name), pdf).await
    })
}
