//! Pages of the lender: what was lent, lending, who looked, taking back.

use super::lending;
use crate::domain::{Share, ShareForm};
use crate::store::{people, shares, units};
use crate::{SHARE_NAMES, Unit};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::id::{PersonId, ShareId};
use kernel::{clock, day};
use serde::Deserialize;
use storage::Uuid;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Group, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengaturan/bagikan", get(list).post(lend))
        .route("/pengaturan/bagikan/baru", get(new))
        .route("/pengaturan/bagikan/{id}", get(show))
        .route("/pengaturan/bagikan/{id}/cabut", post(revoke))
}

/// A line of a list of shares.
struct Line {
    id: ShareId,
    who: String,
    below: String,
    chip: &'static str,
    chip_kind: &'static str,
}

#[derive(Template)]
#[template(path = "shares.html")]
struct ListPage {
    lines: Vec<Line>,
}

async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(SHARE_NAMES, actor.unit)?;
    let lent = shares::lent_by(&mut ctx.db.read().await?, &scope).await?;
    let line = |share: Share| {
        let (chip, chip_kind) = share.state(actor.today());
        Line {
            below: format!("{} · {}", share.purpose, day::medium(share.until)),
            id: share.id,
            who: share.to_name,
            chip,
            chip_kind,
        }
    };
    let page = ListPage {
        lines: lent.into_iter().map(line).collect(),
    };
    visitor.page("Berbagi nama", &page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    cari: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "share_choose.html")]
struct ChoosePage {
    text: String,
    found: Vec<Unit>,
}

#[derive(Template)]
#[template(path = "share_new.html")]
struct NewPage {
    to: Unit,
    form: ShareForm,
    hamlets: Vec<String>,
    groups: Vec<Group>,
    errors: Errors,
    token: String,
}

/// First whom to lend to, then what and until when.
async fn new(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(choice): Params<Choice>,
) -> Result<Response> {
    actor.may(SHARE_NAMES, actor.unit)?;
    if choice.unit.is_empty() {
        let text: String = choice.cari.trim().chars().take(60).collect();
        let found = match text.as_str() {
            "" => Vec::new(),
            text => units::search(&mut ctx.db.read().await?, text, 20).await?,
        };
        let found = found.into_iter().filter(|unit| unit.id != actor.unit);
        let page = ChoosePage {
            text,
            found: found.collect(),
        };
        return visitor.page("Bagikan nama", &page);
    }
    let form = ShareForm {
        unit: choice.unit,
        ..ShareForm::default()
    };
    let page = new_page(&ctx, &visitor, &actor, form, Errors::default()).await?;
    visitor.page("Bagikan nama", &page)
}

async fn new_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: ShareForm,
    errors: Errors,
) -> Result<NewPage> {
    let scope = actor.may(SHARE_NAMES, actor.unit)?;
    let to = form.unit.parse().map_err(|_| Error::NotFound)?;
    let mut db = ctx.db.read().await?;
    let to = units::unit(&mut db, to).await?.ok_or(Error::NotFound)?;
    let (hamlets, _) = people::places(&mut db, &scope).await?;
    drop(db);
    let mut groups = Vec::new();
    for known in ctx.modules.iter().filter_map(|module| module.groups) {
        groups.extend((known.list)(ctx, &scope).await?);
    }
    Ok(NewPage {
        to,
        form,
        hamlets,
        groups,
        errors,
        token: visitor.token(),
    })
}

async fn lend(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<ShareForm>,
) -> Result<Response> {
    actor.may(SHARE_NAMES, actor.unit)?;
    let new = match form.read(actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            let page = new_page(&ctx, &visitor, &actor, form, errors).await?;
            return visitor.page_again("Bagikan nama", &page);
        }
    };
    let group = match new.group {
        Some(group) => Some(group_of(&ctx, &actor, group).await?),
        None => None,
    };
    let id = lending::lend(&ctx, &actor, &new, group).await?;
    let flash = Flash::ok("Nama dibagikan. Siapa yang melihat tercatat di halaman ini.");
    Ok(visitor.redirect_with(&format!("/pengaturan/bagikan/{id}"), &flash))
}

/// The title and the people of a group that some context knows.
async fn group_of(ctx: &Ctx, actor: &Actor, group: Uuid) -> Result<(String, Vec<PersonId>)> {
    let scope = actor.may(SHARE_NAMES, actor.unit)?;
    for known in ctx.modules.iter().filter_map(|module| module.groups) {
        if let Some(found) = (known.people)(ctx, &scope, group).await? {
            return Ok(found);
        }
    }
    Err(Error::NotFound)
}

/// A look, in words.
struct Look {
    when: String,
    who: String,
    people: i64,
    file: bool,
}

#[derive(Template)]
#[template(path = "share_show.html")]
struct ShowPage {
    share: Share,
    whose: String,
    from: String,
    until: String,
    chip: &'static str,
    chip_kind: &'static str,
    open: bool,
    count: i64,
    looks: Vec<Look>,
    token: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ShareId>,
) -> Result<Response> {
    let scope = actor.may(SHARE_NAMES, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let share = shares::find_own(&mut db, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let count = shares::count(&mut db, &share).await?;
    let looks = shares::looks(&mut db, &scope, id).await?;
    drop(db);
    let (chip, chip_kind) = share.state(actor.today());
    let look = |(who, at, file, people)| {
        let civil = actor.zone.civil(at);
        let time = clock::with_zone(civil.time(), actor.zone);
        Look {
            when: format!("{}, {time}", day::medium(civil.date())),
            who,
            people,
            file,
        }
    };
    let page = ShowPage {
        whose: share.whose.words(),
        from: day::medium(share.from),
        until: day::medium(share.until),
        open: share.open_on(actor.today()),
        looks: looks.into_iter().map(look).collect(),
        token: visitor.token(),
        chip,
        chip_kind,
        count,
        share,
    };
    visitor.page("Berbagi nama", &page)
}

#[derive(Deserialize)]
struct Nothing {}

async fn revoke(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ShareId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    lending::revoke(&ctx, &actor, id).await?;
    let flash = Flash::ok("Dicabut. Nama-namanya tidak bisa dibuka lagi.");
    Ok(visitor.redirect_with(&format!("/pengaturan/bagikan/{id}"), &flash))
}
