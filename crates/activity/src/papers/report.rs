//! The report of an activity: what every context says of it, and what is still missing.

use super::report_sections::{Texts, sections};
use super::{Nothing, enqueue, output};
use crate::domain::Activity;
use crate::proposal::{LONGEST, Part};
use crate::store::Written;
use crate::{MANAGE_ACTIVITIES, PRINT_DOCUMENTS, pages, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use documents::{Numbering, Picture, Ratification, Report};
use jiff::civil::Date;
use jobs::{Job, Outcome, Progress};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ActivityId, FileId, JobId};
use kernel::paper::{Block, Section, Signature, Signatures};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// The kind of the job.
pub(super) const JOB: &str = "activity.report";

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kegiatan/{id}/laporan", get(show).post(make))
        .route("/kegiatan/{id}/laporan/isi", post(save))
}

/// What somebody writes for the report, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ReportForm {
    hasil: String,
    pendukung: String,
    kendala: String,
    solusi: String,
    saran: String,
}

impl ReportForm {
    fn text(&self, part: Part) -> &str {
        match part {
            Part::Outcome => &self.hasil,
            Part::Supports => &self.pendukung,
            Part::Obstacles => &self.kendala,
            Part::Solutions => &self.solusi,
            Part::Advice => &self.saran,
            _ => "",
        }
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    activity: Activity,
    missing: Vec<String>,
    latest: Option<JobId>,
    form: ReportForm,
    may_manage: bool,
    errors: Errors,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    (activity, form): (Activity, Option<ReportForm>),
    errors: Errors,
) -> Result<ReportPage> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let sections = sections(ctx, &scope, &activity).await?;
    let texts = Texts::of(ctx, &scope, &activity).await?;
    let latest = jobs::latest(&mut ctx.db.read().await?, activity.id.into(), JOB).await?;
    Ok(ReportPage {
        missing: sections
            .into_iter()
            .flat_map(|section| section.missing)
            .collect(),
        latest: latest.map(|job| job.id),
        form: form.unwrap_or_else(|| ReportForm {
            hasil: texts.say(Part::Outcome),
            pendukung: texts.say(Part::Supports),
            kendala: texts.say(Part::Obstacles),
            solusi: texts.say(Part::Solutions),
            saran: texts.say(Part::Advice),
        }),
        may_manage: actor.allows(MANAGE_ACTIVITIES),
        errors,
        token: visitor.token(),
        activity,
    })
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, _) = pages::found(&ctx, &actor, id).await?;
    let page = page(&ctx, &visitor, &actor, (activity, None), Errors::default()).await?;
    visitor.page("Laporan", &page)
}

/// `POST /kegiatan/{id}/laporan/isi`.
async fn save(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<ReportForm>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_ACTIVITIES, actor.unit)?;
    let (_, activity, _) = pages::found(&ctx, &actor, id).await?;
    let mut errors = Errors::default();
    let written: Vec<Written> = Part::REPORT
        .into_iter()
        .map(|part| Written {
            part: part.code().to_owned(),
            text: errors.within(part.code(), form.text(part), LONGEST),
        })
        .collect();
    if !errors.is_empty() {
        let page = page(&ctx, &visitor, &actor, (activity, Some(form)), errors).await?;
        return visitor.page_again("Laporan", &page);
    }
    let mut tx = ctx.db.begin().await?;
    store::write_texts(&mut tx, &scope, id, &written, (&actor.name, actor.now)).await?;
    let what = format!("Menulis laporan {}", activity.title);
    storage::audit(
        &mut tx,
        actor.audit(MANAGE_ACTIVITIES, actor.unit, id, what),
    )
    .await?;
    tx.commit().await?;
    let flash = Flash::ok("Isi laporan tersimpan.");
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}/laporan"), &flash))
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
        let pictures = pictures(&ctx, &sections, &progress).await?;
        let report = Report {
            letterhead: paper.letterhead.clone(),
            sheet: paper.sheet,
            title: "Laporan Pertanggungjawaban".into(),
            subtitle: format!("{}\n{}", activity.title, activity.days()),
            sections,
            numbering: Numbering::Chapters,
            ratification: Some(ratification(&paper, &activity, today)),
            signatures: paper.signatures(today),
            pictures,
            ..Report::default()
        };
        let pdf = web::render_blocking(move || documents::report(&report)).await?;
        output(&ctx, format!("Laporan {}.pdf", activity.title), pdf).await
    })
}

/// Width and height of a photo on paper: a quarter of a page at 200 dots an inch.
const LONGEST_PHOTO: u32 = 800;

/// The photos of `sections`, made small one after the other, so that one at a time is unpacked. A
/// file that is no picture any more is left to its caption.
pub(super) async fn pictures(
    ctx: &Ctx,
    sections: &[Section],
    progress: &Progress,
) -> anyhow::Result<Vec<Picture>> {
    let mut files: Vec<FileId> = Vec::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        if let Block::Photos { photos, .. } = block {
            files.extend(photos.iter().map(|photo| photo.file));
        }
    }
    let mut pictures = Vec::new();
    for (at, file) in files.iter().enumerate() {
        if at % 10 == 0 {
            progress.report(at, files.len()).await?;
        }
        let Ok(bytes) = ctx.files.get(*file).await else {
            continue;
        };
        let small = web::render_blocking(move || {
            Ok::<_, std::convert::Infallible>(documents::small_photo(&bytes, LONGEST_PHOTO))
        });
        if let Ok(jpeg) = small.await? {
            pictures.push(Picture { file: *file, jpeg });
        }
    }
    progress.report(files.len(), files.len()).await?;
    Ok(pictures)
}

/// The page on which the village and the organisation ratify the report.
fn ratification(paper: &organization::Paper, activity: &Activity, today: Date) -> Ratification {
    let sign = |lead: &str, office: &str, name: &str| Signature {
        lead: lead.to_owned(),
        office: office.to_owned(),
        name: name.to_owned(),
    };
    Ratification {
        text: format!(
            "Laporan pertanggungjawaban {} yang dilaksanakan {} di {} ini telah diperiksa dan \
             disahkan.",
            activity.title,
            activity.days(),
            activity.place
        ),
        signatures: Signatures {
            place_and_day: format!("{}, {}", paper.place, day::medium(today)),
            people: vec![
                sign("Mengetahui,", "Kepala Desa/Lurah", ""),
                sign("", "Ketua", &paper.chair),
                sign("", "Sekretaris", &paper.secretary),
            ],
        },
    }
}
