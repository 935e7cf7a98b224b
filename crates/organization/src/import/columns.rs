//! What each column of a list means, sheet by sheet, to be changed by whoever knows the list.

use super::answers::arrange;
use super::layout::{self, Layout, SheetColumn, by_sheet};
use super::read::{list, read};
use super::{Source, find, still_waits};
use crate::IMPORT_MEMBERS;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::id::ImportId;
use roster::{Choices, Field, Means, Reading};
use std::collections::HashMap;
use web::{Actor, Ctx, Error, Flash, Form, Result, Visitor, filters};

struct SheetCard {
    name: String,
    notes: Vec<String>,
    columns: Vec<ColumnField>,
}

struct ColumnField {
    field: String,
    label: String,
    samples: String,
    options: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "import/columns.html")]
struct ColumnsPage {
    id: ImportId,
    file_name: String,
    sheets: Vec<SheetCard>,
    hamlets: usize,
    fill_hamlets: bool,
    token: String,
}

pub(crate) async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
) -> Result<Response> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = find(&mut ctx.db.read().await?, &scope, id).await?;
    if row.state != "waiting" || row.source == Source::Village {
        return Ok(visitor.redirect(&format!("/anggota/impor/{id}")));
    }
    let list = list(&ctx, &row, actor.today()).await?;
    let page = ColumnsPage {
        id,
        sheets: cards(&list.reading),
        hamlets: layout::suggested(&list.reading),
        fill_hamlets: Layout::kept(&row.choices).hamlets,
        file_name: row.file_name,
        token: visitor.token(),
    };
    visitor.page("Kolom yang dibaca", &page)
}

fn cards(reading: &Reading) -> Vec<SheetCard> {
    let columns: HashMap<usize, Vec<SheetColumn>> = by_sheet(reading).into_iter().collect();
    let card = |(at, sheet): (usize, &roster::SheetInfo)| SheetCard {
        name: sheet.name.clone().unwrap_or_default(),
        notes: sheet.notes.clone(),
        columns: columns
            .get(&at)
            .into_iter()
            .flatten()
            .map(|column| field(at, column, sheet.name.is_some()))
            .collect(),
    };
    reading.sheets.iter().enumerate().map(card).collect()
}

fn field(sheet: usize, column: &SheetColumn, lettered: bool) -> ColumnField {
    let place = if lettered {
        format!("Kolom {}", letters(column.number))
    } else {
        format!("Kolom {}", column.number)
    };
    let mut options: Vec<Means> = choices();
    if !options.contains(&column.means) {
        options.push(column.means);
    }
    ColumnField {
        field: name_of(sheet, column.number),
        label: match column.headings.join(" / ") {
            headings if headings.is_empty() => place,
            headings => format!("{place}: {headings}"),
        },
        samples: column.samples.join(" · "),
        options: options
            .into_iter()
            .map(|means| (means.to_string(), label(means), means == column.means))
            .collect(),
    }
}

fn name_of(sheet: usize, column: u32) -> String {
    format!("kolom-{sheet}-{column}")
}

/// What a column can mean: each field alone, and those that often share a column.
fn choices() -> Vec<Means> {
    let alone = Field::ALL.map(Means::from);
    let together: [&[Field]; 4] = [
        &[Field::BirthPlace, Field::BirthDate],
        &[Field::Rt, Field::Rw],
        &[Field::Hamlet, Field::Rt, Field::Rw],
        &[Field::Hamlet, Field::Rt],
    ];
    let together = together.map(Means::of);
    [Means::NOTHING]
        .into_iter()
        .chain(alone)
        .chain(together)
        .collect()
}

fn label(means: Means) -> String {
    if means.is_nothing() {
        return "Abaikan".to_owned();
    }
    means
        .fields()
        .map(Field::label)
        .collect::<Vec<_>>()
        .join(" + ")
}

/// 1 is A, 27 is AA.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// Keeps what was chosen, reads the file again and remembers it for the next of its shape.
pub(crate) async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = find(&mut ctx.db.read().await?, &scope, id).await?;
    still_waits(&row)?;
    if row.source == Source::Village {
        return Err(Error::NotFound);
    }
    let today = actor.today();
    let bytes = ctx.files.get(row.file).await?.to_vec();
    let by_itself = read(bytes.clone(), &row.file_name, Choices::on(today)).await?;
    let layout = chosen(&by_itself, &fields.into_iter().collect())?;
    let reading = read(bytes, &row.file_name, layout.choices(today)).await?;
    arrange(&ctx, &actor, id, &layout, &by_itself).await?;
    if reading.people().next().is_none() {
        let flash = Flash::warn("Tersimpan, tetapi belum ada nama yang terbaca. Pilih kolom nama.");
        return Ok(visitor.redirect_with(&format!("/anggota/impor/{id}/kolom"), &flash));
    }
    let flash = Flash::ok(
        "Daftar sudah dibaca ulang. Pilihan kolom ini diingat untuk daftar berikutnya yang susunannya sama.",
    );
    Ok(visitor.redirect_with(&format!("/anggota/impor/{id}"), &flash))
}

/// What the form changes in the reading that the file has by itself.
fn chosen(by_itself: &Reading, fields: &HashMap<String, String>) -> Result<Layout> {
    let mut layout = Layout {
        hamlets: fields.contains_key("dusun"),
        ..Layout::default()
    };
    for (at, columns) in by_sheet(by_itself) {
        for column in columns {
            let Some(text) = fields.get(&name_of(at, column.number)) else {
                continue;
            };
            let means: Means = text.parse().map_err(|_| unknown())?;
            if means != column.means {
                let sheet = by_itself.sheets[at].name.clone();
                layout.columns.push((sheet, column.number, means));
            }
        }
    }
    Ok(layout)
}

fn unknown() -> Error {
    Error::Bad(
        "Ada kolom yang pilihannya tidak dikenal. Muat ulang halamannya, lalu pilih lagi.".into(),
    )
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_lettered_as_in_a_workbook() {
        assert_eq!([1, 26, 27, 703].map(letters), ["A", "Z", "AA", "AAA"]);
    }
}
