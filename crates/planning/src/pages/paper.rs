//! A programme on paper, as a picture, and as a text for WhatsApp.

use super::found;
use crate::acts::READ_PROGRAM;
use crate::domain::{Item, Program, Version, by_division, timeline, total};
use crate::standing::{self, Realised};
use crate::store::programs as store;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use documents::TableDocument;
use jiff::civil::Date;
use kernel::id::ProgramId;
use kernel::paper::{Column, Sheet, Table};
use kernel::{Money, day};
use serde::Deserialize;
use std::fmt::Write as _;
use web::{Actor, Ctx, Error, Result};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/proker/{program}/cetak.pdf", get(print))
        .route("/proker/{program}/jadwal.png", get(picture))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// "f4" or "a4"; the unit's own paper when empty.
    kertas: String,
    /// The version; what stands there now when empty.
    versi: String,
}

/// `GET /proker/{program}/cetak.pdf`.
async fn print(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<ProgramId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (scope, program) = found(&ctx, &actor, READ_PROGRAM, id).await?;
    let realised = standing::of_program(&ctx, &scope, &program).await?;
    let mut db = ctx.db.read().await?;
    let items = store::items(&mut db, id).await?;
    let versions = store::versions(&mut db, id).await?;
    drop(db);
    let today = actor.today();
    let (items, version) = if asked.versi.is_empty() {
        let agreed = !program.state.is_open();
        (items, versions.into_iter().next().filter(|_| agreed))
    } else {
        let mut versions = versions.into_iter();
        let version = versions.find(|one| one.number.to_string() == asked.versi);
        let version = version.ok_or(Error::NotFound)?;
        (version.items.clone(), Some(version))
    };
    let paper = organization::paper(&ctx, &scope, today).await?;
    let document = TableDocument {
        below: String::new(),
        signatures: paper.signatures(today),
        sheet: match asked.kertas.as_str() {
            "f4" => Sheet::F4,
            "a4" => Sheet::A4,
            _ => paper.sheet,
        },
        letterhead: paper.letterhead,
        landscape: true,
        title: format!("Program Kerja Tahun {}", program.year),
        period: version.map_or_else(|| program.state.label().to_owned(), |one| one.line()),
        table: table(&program, &items, &realised, today),
    };
    let pdf = web::render_blocking(move || documents::table_document(&document)).await?;
    let name = format!("Program Kerja {}.pdf", program.year);
    Ok(web::file(&name, "application/pdf", pdf))
}

/// The columns of the programme as boards write it, a line for each item and one for the sum.
fn table(program: &Program, items: &[Item], realised: &[Realised], today: Date) -> Table {
    let columns = vec![
        Column::right("No", 2),
        Column::left("Bidang", 6),
        Column::left("Nama program", 8),
        Column::left("Tujuan", 8),
        Column::left("Sasaran", 6),
        Column::left("Indikator", 7),
        Column::left("Waktu", 6),
        Column::left("Tempat", 5),
        Column::right("Anggaran", 6),
        Column::left("Sumber dana", 5),
        Column::left("Penanggung jawab", 6),
        Column::left("Realisasi", 6),
    ];
    let groups = by_division(items);
    let lines = groups.iter().flat_map(|(_, group)| group);
    let mut rows: Vec<Vec<String>> = (1..)
        .zip(lines)
        .map(|(number, item): (usize, &Item)| {
            let says = &item.says;
            vec![
                number.to_string(),
                says.heading().to_owned(),
                says.title.clone(),
                says.goal.clone(),
                says.audience.clone(),
                says.indicator.clone(),
                says.when().replace('–', " – "), // so that it breaks between two months
                says.place.clone(),
                says.budget.to_string(),
                says.source.clone(),
                says.in_charge.clone(),
                came_of(program, item, realised, today),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let mut sum = vec![String::new(); columns.len()];
        sum[2] = "Jumlah".to_owned();
        sum[8] = total(items).to_string();
        rows.push(sum);
    }
    Table { columns, rows }
}

/// How an item stands, with what it has cost.
fn came_of(program: &Program, item: &Item, realised: &[Realised], today: Date) -> String {
    let progress = standing::progress(program, item, realised, today);
    let own = realised.iter().filter(|one| one.item == item.id);
    match own.map(|one| one.spent.0).sum() {
        0 => progress.label().to_owned(),
        spent => format!("{}, {}", progress.label(), Money(spent)),
    }
}

/// `GET /proker/{program}/jadwal.png`.
async fn picture(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<ProgramId>,
) -> Result<Response> {
    let (_, program) = found(&ctx, &actor, READ_PROGRAM, id).await?;
    let items = store::items(&mut ctx.db.read().await?, id).await?;
    let svg = timeline("Program kerja", program.year, &items);
    let png = web::render_blocking(move || documents::drawing(&svg)).await?;
    let name = format!("Jadwal Program Kerja {}.png", program.year);
    Ok(web::file(&name, "image/png", png))
}

/// The programme as a text for a group.
pub(crate) fn told(
    unit: &str,
    program: &Program,
    version: Option<&Version>,
    items: &[Item],
) -> String {
    let mut text = format!("*PROGRAM KERJA {}*\n{unit}\n", program.year);
    match version.filter(|_| !program.state.is_open()) {
        Some(version) => {
            let day = day::medium(version.day);
            let _ = writeln!(text, "Disahkan {day} ({})", version.meeting);
        }
        None => text.push_str("Masih rancangan, belum disahkan\n"),
    }
    let mut number = 0;
    for (division, group) in by_division(items) {
        let _ = writeln!(text, "\n*{division}*");
        for item in group {
            number += 1;
            let says = &item.says;
            let _ = write!(text, "{number}. {} · {}", says.title, says.when());
            if says.budget != Money(0) {
                let _ = write!(text, " · {}", says.budget);
            }
            text.push('\n');
        }
    }
    let _ = write!(text, "\nJumlah: {number} program, {}", total(items));
    text
}
