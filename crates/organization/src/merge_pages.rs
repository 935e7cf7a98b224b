//! Pages of a merge: whom to merge with, both entries side by side, and what became of it.

use crate::domain::{Entry, FIELDS, Field, From, PHONES, Person, proposal};
use crate::members::Placed;
use crate::merge::{self, Merged, Seen};
use crate::pages::found;
use crate::store::{find, merges as store, rows};
use crate::{MERGE_MEMBERS, duplicates};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::day;
use kernel::id::{MergeId, PersonId};
use serde::Deserialize;
use std::collections::HashMap;
use web::{Actor, Ctx, Error, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/kembar", get(duplicates::list))
        .route("/anggota/kembar/beda", post(duplicates::keep_apart))
        .route("/anggota/{id}/gabung", get(choose))
        .route("/anggota/{id}/gabung/{lain}", get(compare).post(save))
        .route("/anggota/gabungan/{gabungan}", get(show))
        .route("/anggota/gabungan/{gabungan}/batal", post(undo))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    cari: String,
}

#[derive(Template)]
#[template(path = "merge_choose.html")]
struct ChoosePage {
    person: Person,
    asked: String,
    people: Vec<Placed>,
}

impl ChoosePage {
    /// Where both are side by side.
    fn link(&self, one: &Placed) -> String {
        format!("/anggota/{}/gabung/{}", self.person.id, one.id)
    }
}

async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Params(Asked { cari }): Params<Asked>,
) -> Result<Response> {
    let scope = actor.may(MERGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let asked = if cari.trim().is_empty() {
        person.full_name.clone()
    } else {
        cari
    };
    let mut people = find::search(&mut ctx.db.read().await?, &scope, &asked, 21).await?;
    people.retain(|one| one.id != id);
    let page = ChoosePage {
        person,
        asked,
        people,
    };
    visitor.page("Gabungkan data", &page)
}

/// A field of both entries.
struct Row {
    field: Field,
    kept: String,
    gone: String,
    chosen: &'static str,
    /// Both may be kept, one behind the other.
    both: bool,
}

impl Row {
    /// Whether there is anything to choose.
    fn differs(&self) -> bool {
        self.kept != self.gone
    }
}

#[derive(Template)]
#[template(path = "merge.html")]
struct MergePage {
    kept: Person,
    gone: Person,
    kept_place: String,
    gone_place: String,
    rows: Vec<Row>,
    /// Why the entry can't go; then the two may change places, if the other can.
    tied: Vec<&'static str>,
    other_tied: bool,
    changed: bool,
    seen: Seen,
    token: String,
}

/// The page with the choices of `sent`, or those proposed.
async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    (kept, gone): (PersonId, PersonId),
    sent: Option<&HashMap<String, String>>,
) -> Result<MergePage> {
    let scope = actor.may(MERGE_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let ((person, entry), (other, lost)) = merge::both(&mut db, &scope, kept, gone).await?;
    let today = actor.today();
    let chosen = match sent {
        Some(sent) => choices(sent),
        None => proposal(&entry, &lost),
    };
    let rows = chosen
        .into_iter()
        .map(|(field, from)| Row {
            field,
            kept: entry.text(field.key),
            gone: lost.text(field.key),
            chosen: from.code(),
            both: field.key == PHONES,
        })
        .filter(|row| !row.kept.is_empty() || !row.gone.is_empty());
    Ok(MergePage {
        rows: rows.collect(),
        tied: rows::ties(&mut db, ctx, gone, today).await?,
        other_tied: !rows::ties(&mut db, ctx, kept, today).await?.is_empty(),
        changed: false,
        seen: Seen {
            kept: person.version,
            gone: other.version,
        },
        kept_place: place(&entry),
        gone_place: place(&lost),
        kept: person,
        gone: other,
        token: visitor.token(),
    })
}

fn place(entry: &Entry) -> String {
    entry.place()
}

/// What was chosen for each field; what was not sent stays as it is.
fn choices(sent: &HashMap<String, String>) -> Vec<(Field, From)> {
    let from = |field: &Field| {
        let said = sent.get(field.key).and_then(|code| From::from_code(code));
        said.filter(|from| *from != From::Both || field.key == PHONES)
            .unwrap_or(From::Kept)
    };
    FIELDS.iter().map(|field| (*field, from(field))).collect()
}

const TITLE: &str = "Gabungkan data";

async fn compare(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(pair): Path<(PersonId, PersonId)>,
) -> Result<Response> {
    let page = page(&ctx, &visitor, &actor, pair, None).await?;
    visitor.page(TITLE, &page)
}

async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(pair): Path<(PersonId, PersonId)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response> {
    actor.may(MERGE_MEMBERS, actor.unit)?;
    let sent: HashMap<String, String> = sent.into_iter().collect();
    let version = |name: &str| {
        sent.get(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or(0)
    };
    let seen = Seen {
        kept: version("versi"),
        gone: version("versi_lain"),
    };
    match merge::merge(&ctx, &actor, pair, seen, &choices(&sent)).await? {
        Merged::Yes(id) => {
            let flash = Flash::ok("Kedua data sudah digabung.");
            Ok(visitor.redirect_with(&format!("/anggota/gabungan/{id}"), &flash))
        }
        Merged::Changed => {
            let page = MergePage {
                changed: true,
                ..page(&ctx, &visitor, &actor, pair, Some(&sent)).await?
            };
            let mut response = visitor.page_again(TITLE, &page)?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
    }
}

#[derive(Template)]
#[template(path = "merge_done.html")]
struct DonePage {
    id: MergeId,
    kept: PersonId,
    gone: PersonId,
    name: String,
    other: String,
    who: String,
    at: String,
    undone: Option<String>,
    note: String,
    followed: Vec<(&'static str, i64)>,
    aside: Vec<(&'static str, i64)>,
    token: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<MergeId>,
) -> Result<Response> {
    let scope = actor.may(MERGE_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let merge = store::find(&mut db, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let (mut followed, mut aside) = (Vec::new(), Vec::new());
    for (table, what, count) in store::counts(&mut db, id).await? {
        let list = if what == "moved" {
            &mut followed
        } else {
            &mut aside
        };
        list.push((label(&table), count));
    }
    let day = |at| day::medium(actor.zone.today(at));
    let name = |entry: &Option<Entry>| match entry {
        Some(entry) => entry.full_name.clone(),
        None => "–".to_owned(),
    };
    let page = DonePage {
        id,
        kept: merge.kept,
        gone: merge.gone,
        name: name(&merge.after),
        other: name(&merge.gone_before),
        at: day(merge.at),
        undone: merge.undone_at.map(day),
        who: merge.who,
        note: merge.undone_note,
        followed,
        aside,
        token: visitor.token(),
    };
    visitor.page("Data digabung", &page)
}

/// What the rows of a table are to people.
fn label(table: &str) -> &'static str {
    match table {
        "registration" => "Pendaftaran kegiatan",
        "mark" => "Tanda hadir",
        "committee_member" => "Kepanitiaan",
        "certificate" => "Sertifikat",
        "appointment" => "Riwayat jabatan",
        "person_guardian" => "Orang tua atau wali",
        "person_consent" => "Persetujuan",
        "unit_person" => "Daftar panitia atau unit teknis",
        _ => "Catatan lain",
    }
}

#[derive(Deserialize)]
struct Nothing {}

async fn undo(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<MergeId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let note = merge::undo(&ctx, &actor, id).await?;
    let flash = if note.is_empty() {
        Flash::ok("Penggabungan dibatalkan. Kedua data kembali seperti semula.")
    } else {
        Flash::info("Penggabungan dibatalkan. Baca catatannya di bawah.")
    };
    Ok(visitor.redirect_with(&format!("/anggota/gabungan/{id}"), &flash))
}
