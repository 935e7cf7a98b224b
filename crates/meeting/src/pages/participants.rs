//! The electorate by RT: who is named, which seats are open, adding and taking off by name.

use crate::domain::{Electorate, Group};
use crate::electorate::{self, Change};
use crate::pages::found;
use crate::{PLAN_ASSEMBLIES, store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::{ActivityId, PersonId};
use organization::Placed;
use serde::Deserialize;
use std::collections::HashSet;
use web::{Actor, Ctx, Error, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/temu-karya/{id}/peserta", get(show))
        .route("/temu-karya/{id}/peserta/tambah", post(add))
        .route("/temu-karya/{id}/peserta/keluar", post(remove))
        .route("/temu-karya/{id}/peserta/kursi", post(seats))
        .route("/temu-karya/{id}/peserta/susun", post(anew))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Search {
    cari: String,
}

#[derive(Template)]
#[template(path = "assembly_participants.html")]
struct ParticipantsPage {
    id: ActivityId,
    title: String,
    groups: Vec<Group>,
    all: usize,
    /// Seats of every group, where delegates vote.
    seats: Vec<(String, u16)>,
    typed: String,
    /// Whoever answers what was typed, and whether they are on the list already.
    results: Vec<(Placed, bool)>,
    may_change: bool,
    token: String,
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Query(search): Query<Search>,
) -> Result<Response> {
    let (scope, assembly) = found(&ctx, &actor, id).await?;
    let mut db = ctx.db.read().await?;
    let groups = store::groups(&mut db, &scope, id).await?;
    let seats = match assembly.plan.rules.electorate {
        Electorate::Delegates(_) => store::seats(&mut db, &scope, id).await?,
        Electorate::Members(_) => Vec::new(),
    };
    let opened = store::course(&mut db, &scope, id).await?.opened().is_some();
    let typed = search.cari.trim().to_owned();
    let found = if typed.is_empty() {
        Vec::new()
    } else {
        organization::search(&mut db, &scope, &typed, 10).await?
    };
    drop(db);
    let named: HashSet<PersonId> = groups
        .iter()
        .flat_map(|group| group.named.iter().map(|one| one.person))
        .collect();
    let page = ParticipantsPage {
        id,
        title: assembly.activity.title,
        all: groups.iter().map(Group::counts).sum(),
        results: found
            .into_iter()
            .map(|placed| (placed.clone(), named.contains(&placed.id)))
            .collect(),
        groups,
        seats,
        typed,
        may_change: !opened && actor.allows(PLAN_ASSEMBLIES),
        token: visitor.token(),
    };
    visitor.page("Daftar peserta", &page)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Chosen {
    orang: String,
}

impl Chosen {
    fn person(&self) -> Result<PersonId> {
        self.orang.parse().map_err(|_| Error::NotFound)
    }
}

async fn add(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let change = Change::Add(chosen.person()?);
    changed(&ctx, &visitor, &actor, id, &change, "Peserta ditambahkan.").await
}

async fn remove(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let change = Change::Remove(chosen.person()?);
    changed(
        &ctx,
        &visitor,
        &actor,
        id,
        &change,
        "Peserta dikeluarkan dari daftar.",
    )
    .await
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Seats {
    kelompok: Vec<String>,
    kursi: Vec<String>,
}

async fn seats(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(form): Form<Seats>,
) -> Result<Response> {
    actor.may(PLAN_ASSEMBLIES, actor.unit)?;
    let read = |(label, seats): (&String, &String)| {
        let seats = match seats.trim() {
            "" => Some(0),
            seats => seats.parse().ok().filter(|seats| *seats <= 50),
        };
        seats.map(|seats| (label.clone(), seats)).ok_or_else(|| {
            let said = "Jumlah utusan ditulis dengan angka 0 sampai 50";
            Error::Rule(format!(
                "{said}; {label} belum terbaca. Belum ada yang disimpan."
            ))
        })
    };
    let read: Result<Vec<_>> = form.kelompok.iter().zip(&form.kursi).map(read).collect();
    let change = Change::Seats(read?);
    changed(
        &ctx,
        &visitor,
        &actor,
        id,
        &change,
        "Jumlah utusan tersimpan.",
    )
    .await
}

#[derive(Deserialize)]
struct Nothing {}

async fn anew(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let said = "Daftar peserta disusun ulang dari daftar anggota.";
    changed(&ctx, &visitor, &actor, id, &Change::Anew, said).await
}

async fn changed(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ActivityId,
    change: &Change,
    said: &'static str,
) -> Result<Response> {
    electorate::change(ctx, actor, id, change).await?;
    let back = format!("/temu-karya/{id}/peserta");
    Ok(visitor.redirect_with(&back, &Flash::ok(said)))
}
