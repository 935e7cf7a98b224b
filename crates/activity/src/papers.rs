//! What an activity prints: attendance sheet, certificates, report, poster.
//! Short documents are made at once; certificates and the report go through the queue.

use crate::domain::{Activity, AttendanceState, Session};
use crate::teaching::teaching;
use crate::{PRINT_DOCUMENTS, attend, committee, pages, public, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use axum::routing::get;
use documents::{
    AttendanceRow, AttendanceSheet, CertificateBatch, CertificateItem, Material, Poster, Report,
};
use jiff::civil::Date;
use jobs::{Job, NewJob, Outcome, Output, Progress};
use kernel::access::Scope;
use kernel::id::{ActivityId, CertificateId, JobId, PersonId, SessionId};
use kernel::paper::{Block, Column, Section, Table};
use kernel::{code::Code, day};
use serde::Deserialize;
use storage::{FromRow, Query, Row, Tx, args};
use web::{Actor, Ctx, Error, Form, Result, Teaching, Visitor, filters};

pub(crate) const CERTIFICATES: &str = "activity.certificates";
pub(crate) const REPORT: &str = "activity.report";

/// The kinds of long work.
pub(crate) const JOBS: &[jobs::Kind<Ctx>] = &[
    jobs::Kind {
        name: CERTIFICATES,
        run: run_certificates,
    },
    jobs::Kind {
        name: REPORT,
        run: run_report,
    },
];

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route(
            "/kegiatan/{id}/sesi/{session}/daftar-hadir.pdf",
            get(attendance_sheet),
        )
        .route(
            "/kegiatan/{id}/sertifikat",
            get(certificates).post(make_certificates),
        )
        .route("/kegiatan/{id}/laporan", get(report).post(make_report))
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
    let people = attend::expected(&mut ctx.db.read().await?, &scope, &session, false).await?;
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
    let pdf = web::render_blocking(move || documents::attendance_sheet(&sheet)).await?;
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

async fn certificates(
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
    let latest = jobs::latest(&mut db, id.into(), CERTIFICATES)
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
) -> Result<Vec<store::Attendee>> {
    let mut people = store::attendees(db, scope, activity).await?;
    people.retain(|attendee| attendee.present >= needed);
    Ok(people)
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

async fn make_certificates(
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
    let job = enqueue(&ctx, &actor, &activity, CERTIFICATES, title).await?;
    Ok(visitor.redirect(&format!("/berkas/{job}")))
}

fn run_certificates(ctx: Ctx, job: Job, progress: Progress) -> Outcome {
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

async fn output(ctx: &Ctx, name: String, pdf: Vec<u8>) -> anyhow::Result<Option<Output>> {
    let file = ctx.files.put(pdf).await?;
    Ok(Some(Output {
        file,
        name,
        media: "application/pdf".into(),
    }))
}

/// A certificate as it was issued; printed again it keeps its number and code.
struct Issued {
    number: String,
    name: String,
    code: String,
}

impl FromRow for Issued {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            name: row.get(1)?,
            code: row.get(2)?,
        })
    }
}

async fn issue(
    tx: &mut Tx,
    scope: &Scope,
    activity: &Activity,
    people: &[store::Attendee],
    today: Date,
    now: jiff::Timestamp,
) -> Result<Vec<Issued>> {
    tx.hold_name(&format!("activity.certificate_number {}", scope.unit()))
        .await?;
    let (mut next,): (i64,) = tx
        .one(
            "select count(*) from certificate where unit_id = $1",
            args![scope.unit()],
        )
        .await?;
    for attendee in people {
        let known: Option<(CertificateId,)> = tx
            .maybe(
                "select id from certificate
                  where activity_id = $1 and person_id = $2 and role = 'participant'",
                args![activity.id, attendee.person],
            )
            .await?;
        if known.is_none() {
            next += 1;
            add_certificate(tx, scope, activity, attendee, next, today, now).await?;
        }
    }
    Ok(tx
        .all(
            "select number, name, code from certificate
              where activity_id = $1 and unit_id = $2 order by number limit 20000",
            args![activity.id, scope.unit()],
        )
        .await?)
}

async fn add_certificate(
    tx: &mut Tx,
    scope: &Scope,
    activity: &Activity,
    attendee: &store::Attendee,
    number: i64,
    today: Date,
    now: jiff::Timestamp,
) -> Result<()> {
    let id: CertificateId = storage::fresh();
    let code: Code = web::codes::give(tx, "certificate", id, scope.unit(), now).await?;
    tx.run(
        "insert into certificate (id, activity_id, person_id, unit_id, code, number, name, role,
                                  issued_on)
         values ($1, $2, $3, $4, $5, $6, $7, 'participant', $8)",
        args![
            id,
            activity.id,
            attendee.person,
            scope.unit(),
            code.to_string(),
            format!("{number:04}/SERT/{}", today.year()),
            &attendee.name,
            today
        ],
    )
    .await?;
    Ok(())
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
    let row: Option<(String, String, Date, ActivityId)> = db
        .maybe(
            "select name, number, issued_on, activity_id from certificate where id = $1",
            args![named.subject],
        )
        .await?;
    let Some((name, number, issued, activity)) = row else {
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

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    activity: Activity,
    missing: Vec<String>,
    latest: Option<JobId>,
    token: String,
}

async fn report(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let scope = actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, _) = pages::found(&ctx, &actor, id).await?;
    let sections = sections(&ctx, &scope, &activity).await?;
    let latest = jobs::latest(&mut ctx.db.read().await?, id.into(), REPORT).await?;
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

async fn make_report(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    actor.may(PRINT_DOCUMENTS, actor.unit)?;
    let (_, activity, _) = pages::found(&ctx, &actor, id).await?;
    let title = format!("Laporan {}", activity.title);
    let job = enqueue(&ctx, &actor, &activity, REPORT, title).await?;
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
    let committee = committee::committee(&mut db, scope, activity.id).await?;
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
        let tally = attend::tally(&mut db, session.id).await?;
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
    let people: Vec<(PersonId, String, i64)> = store::attendees(&mut db, scope, activity.id)
        .await?
        .into_iter()
        .map(|a| (a.person, a.name, a.present))
        .collect();
    let names = people.iter().enumerate().map(|(at, (_, name, present))| {
        vec![
            (at + 1).to_string(),
            name.clone(),
            format!("{present} dari {}", sessions.len()),
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

fn run_report(ctx: Ctx, job: Job, progress: Progress) -> Outcome {
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
