//! Readiness for the classification by Dinas Sosial: what every context can prove, aspect by
//! aspect, on one page and on paper. It says what is there and what is not, and gives no marks.

use crate::{READ_EVIDENCE, paper};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::paper::{Block, Column, Section, Table};
use web::{Actor, Aspect, Ctx, Evidence, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengaturan/klasifikasi", get(show))
        .route("/pengaturan/klasifikasi.pdf", get(print))
}

/// What is told of one aspect.
struct Part {
    title: &'static str,
    evidence: Vec<Evidence>,
    also: &'static str,
}

#[derive(Template)]
#[template(path = "readiness.html")]
struct ReadinessPage {
    parts: Vec<Part>,
}

async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_EVIDENCE, actor.unit)?;
    let page = ReadinessPage {
        parts: parts(&ctx, &scope, actor.today()).await?,
    };
    visitor.page("Kesiapan klasifikasi", &page)
}

async fn print(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_EVIDENCE, actor.unit)?;
    let today = actor.today();
    let parts = parts(&ctx, &scope, today).await?;
    let paper = paper(&ctx, &scope, today).await?;
    let report = documents::Report {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Kesiapan Klasifikasi Karang Taruna".into(),
        subtitle: format!("{}\nKeadaan {}", paper.organiser, day::medium(today)),
        sections: (1..).zip(&parts).map(section).collect(),
        signatures: paper.signatures(today),
        ..documents::Report::default()
    };
    let pdf = web::render_blocking(move || documents::report(&report)).await?;
    let name = format!("Kesiapan klasifikasi {} {today}.pdf", paper.organiser);
    Ok(web::file(&name, "application/pdf", pdf))
}

/// Every aspect with what the contexts can prove of the scope's unit.
async fn parts(ctx: &Ctx, scope: &Scope, today: Date) -> Result<Vec<Part>> {
    let mut all = Vec::new();
    for hook in ctx.modules.iter().flat_map(|module| module.evidence) {
        all.extend(hook(ctx, scope, today).await?);
    }
    let part = |aspect: Aspect| Part {
        title: aspect.title(),
        evidence: all
            .iter()
            .filter(|one| one.aspect == aspect)
            .cloned()
            .collect(),
        also: also(aspect),
    };
    Ok(Aspect::ALL.map(part).into())
}

/// Papers that nobody keeps here and that an assessor asks for all the same.
const fn also(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Organisation => "Salinan SK, bagan pengurus, dan AD/ART.",
        Aspect::People => "Sertifikat pelatihan yang dimiliki pengurus dan anggota.",
        Aspect::Facilities => "Daftar inventaris, foto sekretariat, dan bukti pinjam pakai.",
        Aspect::Administration => "Buku kas, agenda surat, buku tamu, dan notulen rapat.",
        Aspect::Partnership => "Naskah kerja sama dan surat dukungan dari mitra.",
        Aspect::Activities => "Program kerja, foto, dan laporan pertanggungjawaban kegiatan.",
    }
}

fn section((order, part): (u16, &Part)) -> Section {
    let rows = part.evidence.iter().map(|one| {
        let figure = if one.figure.is_empty() {
            "belum ada"
        } else {
            &one.figure
        };
        vec![one.what.clone(), figure.to_owned(), one.missing.clone()]
    });
    let table = Table {
        columns: vec![
            Column::left("Bukti", 3),
            Column::left("Yang tercatat", 5),
            Column::left("Yang belum", 4),
        ],
        rows: rows.collect(),
    };
    let told = if table.rows.is_empty() {
        Block::Text("Belum ada yang tercatat di Guyub untuk aspek ini.".to_owned())
    } else {
        Block::Table(table)
    };
    let lacks = part.evidence.iter().filter(|one| !one.missing.is_empty());
    Section {
        order,
        title: part.title.to_owned(),
        blocks: vec![told, Block::Text(format!("Lampirkan juga: {}", part.also))],
        missing: lacks
            .map(|one| format!("{}: {}", one.what, one.missing))
            .collect(),
    }
}
