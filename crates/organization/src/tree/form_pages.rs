//! Forms of a unit: a new one for a region, a new part of a village, and changing either.

use super::change::{self, Change, may_change_view};
use super::{Reached, create, reach_to_manage};
use crate::domain::{PartForm, Place, UnitKind, View, write_numbers};
use crate::regions::{self, Region};
use crate::store::tree::{self as store, About};
use crate::unit::{NewPart, NewUnit, Unit};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use kernel::id::UnitId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/unit/{id}/tambah", get(new).post(add_part))
        .route("/unit/{id}/wilayah", get(choose).post(add_regional))
        .route("/unit/{id}/ubah", get(edit).post(save))
}

#[derive(Template)]
#[template(path = "tree/part_form.html")]
struct PartPage {
    parent: Unit,
    kinds: Vec<UnitKind>,
    form: PartForm,
    errors: Errors,
    problem: String,
    token: String,
}

async fn new(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Params(form): Params<PartForm>,
) -> Result<Response> {
    let above = reach_to_manage(&mut ctx.db.read().await?, &actor, id).await?;
    if above.unit.kind.regional() && above.unit.kind != UnitKind::Village && form.jenis.is_empty() {
        return Ok(visitor.redirect(&format!("/unit/{id}/wilayah")));
    }
    part_page(&visitor, &above, form, Errors::default(), String::new())
}

fn part_page(
    visitor: &Visitor,
    above: &Reached,
    mut form: PartForm,
    errors: Errors,
    problem: String,
) -> Result<Response> {
    let by_list_only = above.own.view != View::All;
    let kinds: Vec<UnitKind> = UnitKind::BELOW_A_BOARD
        .into_iter()
        .filter(|kind| kind.below(above.unit.kind).is_ok())
        .filter(|kind| !by_list_only || matches!(kind, UnitKind::Technical | UnitKind::Committee))
        .collect();
    if let ([only], true) = (&kinds[..], form.jenis.is_empty()) {
        only.code().clone_into(&mut form.jenis);
    }
    let wrong = !errors.is_empty() || !problem.is_empty();
    let page = PartPage {
        parent: above.unit.clone(),
        kinds,
        form,
        errors,
        problem,
        token: visitor.token(),
    };
    if wrong {
        visitor.page_again("Unit baru", &page)
    } else {
        visitor.page("Unit baru", &page)
    }
}

async fn add_part(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(form): Form<PartForm>,
) -> Result<Response> {
    let above = reach_to_manage(&mut ctx.db.read().await?, &actor, id).await?;
    let mut errors = Errors::default();
    let name = errors.required("nama", &form.nama, 120);
    let kind = form.kind(&mut errors);
    let place = kind.map_or_else(Place::default, |kind| form.place(kind, &mut errors));
    let (Some(kind), true) = (kind, errors.is_empty()) else {
        return part_page(&visitor, &above, form, errors, String::new());
    };
    let new = NewPart { kind, name, place };
    match create::add_part(&ctx, &actor, id, new).await {
        Ok(unit) => {
            let text = visitor
                .say("{nama} sudah dibuat.")
                .replace("{nama}", &unit.name);
            Ok(visitor.redirect_with(&format!("/unit/{}", unit.id), &Flash::ok(text)))
        }
        Err(Error::Rule(problem)) => part_page(&visitor, &above, form, errors, problem),
        Err(other) => Err(other),
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct RegionForm {
    cari: String,
    wilayah: String,
    nama: String,
}

#[derive(Template)]
#[template(path = "tree/region_form.html")]
struct RegionPage {
    parent: Unit,
    regions: Vec<Region>,
    chosen: Option<Region>,
    form: RegionForm,
    errors: Errors,
    problem: String,
    token: String,
}

/// Regions to choose from: one level below the parent's, or those that answer what was typed.
fn to_choose(parent: &Unit, text: &str) -> Vec<Region> {
    if text.trim().is_empty() {
        return regions::within(&parent.region_code);
    }
    let villages = regions::search(text, 60).into_iter().map(|it| it.code);
    let above = regions::search_above(text, 60)
        .into_iter()
        .map(|it| it.code);
    above
        .chain(villages)
        .filter(|code| code.starts_with(&parent.region_code))
        .filter(|code| code.len() > parent.region_code.len())
        .filter_map(|code| regions::region(&code))
        .take(30)
        .collect()
}

async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Params(form): Params<RegionForm>,
) -> Result<Response> {
    let above = reach_to_manage(&mut ctx.db.read().await?, &actor, id).await?;
    region_page(
        &ctx,
        &visitor,
        &above,
        form,
        Errors::default(),
        String::new(),
    )
    .await
}

async fn region_page(
    ctx: &Ctx,
    visitor: &Visitor,
    above: &Reached,
    mut form: RegionForm,
    errors: Errors,
    problem: String,
) -> Result<Response> {
    let parent = above.unit.clone();
    if !parent.kind.regional() || parent.kind == UnitKind::Village {
        return Err(Error::NotFound);
    }
    let chosen = regions::region(&form.wilayah).filter(|region| {
        region.code.len() > parent.region_code.len() && region.code.starts_with(&parent.region_code)
    });
    if let Some(region) = &chosen
        && form.nama.is_empty()
        && errors.is_empty()
    {
        form.nama = format!("Karang Taruna {}", region.title);
    }
    let mut regions = to_choose(&parent, &form.cari);
    let codes: Vec<&str> = regions.iter().map(|region| region.code.as_str()).collect();
    let there = store::of_regions(&mut ctx.db.read().await?, &codes).await?;
    regions.retain(|region| there.iter().all(|unit| unit.region_code != region.code));
    let wrong = !errors.is_empty() || !problem.is_empty();
    let page = RegionPage {
        parent,
        regions,
        chosen,
        form,
        errors,
        problem,
        token: visitor.token(),
    };
    if wrong {
        visitor.page_again("Unit baru", &page)
    } else {
        visitor.page("Unit baru", &page)
    }
}

async fn add_regional(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(form): Form<RegionForm>,
) -> Result<Response> {
    let above = reach_to_manage(&mut ctx.db.read().await?, &actor, id).await?;
    let mut errors = Errors::default();
    let name = errors.required("nama", &form.nama, 120);
    if !errors.is_empty() {
        return region_page(&ctx, &visitor, &above, form, errors, String::new()).await;
    }
    let new = NewUnit {
        region_code: form.wilayah.clone(),
        name,
    };
    match create::add_regional(&ctx, &actor, id, new).await {
        Ok(unit) => {
            let text = visitor
                .say("{nama} sudah dibuat.")
                .replace("{nama}", &unit.name);
            Ok(visitor.redirect_with(&format!("/unit/{}", unit.id), &Flash::ok(text)))
        }
        Err(Error::Rule(problem)) => {
            region_page(&ctx, &visitor, &above, form, errors, problem).await
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "tree/unit_form.html")]
struct EditPage {
    unit: Unit,
    by_place: bool,
    takes_requests: bool,
    form: PartForm,
    errors: Errors,
    token: String,
}

fn filled(unit: &Unit, about: About) -> PartForm {
    let place = match &unit.view {
        View::Place(place) => place.clone(),
        _ => Place::default(),
    };
    PartForm {
        jenis: unit.kind.code().to_owned(),
        nama: unit.name.clone(),
        dusun: place.hamlets.join(", "),
        rw: place.rw.map(|rw| format!("{rw:02}")).unwrap_or_default(),
        rt: write_numbers(&place.rts),
        tentang: about.about,
        cara: about.joining,
        narahubung: about.contact,
        terbuka: if about.open { "ya" } else { "tidak" }.to_owned(),
        versi: about.version.to_string(),
    }
}

/// Whether the reacher may say where the unit's people live: of a hamlet, an RW, an RT.
fn by_place(reached: &Reached) -> bool {
    let of_place = [UnitKind::Hamlet, UnitKind::Rw, UnitKind::Rt];
    may_change_view(reached) && of_place.contains(&reached.unit.kind)
}

fn edit_page(
    visitor: &Visitor,
    reached: &Reached,
    form: PartForm,
    errors: Errors,
    status: StatusCode,
) -> Result<Response> {
    let body = EditPage {
        by_place: by_place(reached),
        takes_requests: crate::join::takes_requests(&reached.unit),
        unit: reached.unit.clone(),
        form,
        errors,
        token: visitor.token(),
    };
    let page = Page {
        status,
        ..Page::titled("Ubah unit")
    };
    visitor.page_with(page, &body)
}

async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let reached = reach_to_manage(&mut db, &actor, id).await?;
    reached.may_change(&mut db, actor.today()).await?;
    let form = filled(&reached.unit, store::about(&mut db, id).await?);
    edit_page(&visitor, &reached, form, Errors::default(), StatusCode::OK)
}

async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<UnitId>,
    Form(form): Form<PartForm>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let reached = reach_to_manage(&mut db, &actor, id).await?;
    reached.may_change(&mut db, actor.today()).await?;
    let now = store::about(&mut db, id).await?.version;
    drop(db);
    let mut errors = Errors::default();
    let name = errors.required("nama", &form.nama, 120);
    let [about, joining, contact] = form.texts(&mut errors);
    let listed = reached.unit.view == View::Chosen && form.names_no_place();
    let view = if by_place(&reached) && !listed {
        View::Place(form.place(reached.unit.kind, &mut errors))
    } else {
        reached.unit.view.clone()
    };
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return edit_page(&visitor, &reached, form, errors, status);
    }
    let about = About {
        about,
        joining,
        contact,
        open: form.terbuka != "tidak",
        version: form.versi.parse().unwrap_or(0),
    };
    if change::change(&ctx, &actor, id, Change { name, view, about }).await? {
        let flash = Flash::ok("Perubahan tersimpan.");
        return Ok(visitor.redirect_with(&format!("/unit/{id}"), &flash));
    }
    errors.add(
        "nama",
        "Unit ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
    );
    let form = PartForm {
        versi: now.to_string(),
        ..form
    };
    edit_page(&visitor, &reached, form, errors, StatusCode::CONFLICT)
}
