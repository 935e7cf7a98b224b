//! Pages of the reader: what other units have lent, the names, and the same as a file.

use super::reading::{PER_PAGE, Seen, look};
use crate::READ_SHARES;
use crate::domain::Share;
use crate::store::shares::{self, Lent};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use axum::routing::get;
use kernel::id::ShareId;
use kernel::{day, phone};
use serde::Deserialize;
use web::{Actor, Ctx, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/bagian", get(list))
        .route("/bagian/{id}", get(show))
        .route("/bagian/{id}/unduh", get(download))
}

#[derive(Template)]
#[template(path = "lent.html")]
struct ListPage {
    lines: Vec<(ShareId, String, String)>,
}

async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_SHARES, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let lent = shares::lent_to(&mut db, &scope, actor.today()).await?;
    drop(db);
    let line = |share: Share| {
        let below = format!("{} · {}", share.purpose, day::medium(share.until));
        (share.id, share.unit_name, below)
    };
    let page = ListPage {
        lines: lent.into_iter().map(line).collect(),
    };
    visitor.page("Nama dari unit lain", &page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Place {
    hal: String,
}

#[derive(Template)]
#[template(path = "lent_show.html")]
struct ShowPage {
    share: Share,
    whose: String,
    until: String,
    names: Vec<(String, String)>,
    here: String,
    before: String,
    after: String,
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ShareId>,
    Params(place): Params<Place>,
) -> Result<Response> {
    let at = place.hal.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let Seen {
        share,
        names,
        count,
    } = look(&ctx, &actor, id, Some(at)).await?;
    let last = ((at - 1) * PER_PAGE + PER_PAGE).min(count);
    let link = |page: i64| format!("/bagian/{id}?hal={page}");
    let page = ShowPage {
        here: visitor
            .say("{a}–{b} dari {n}")
            .replace("{a}", &((at - 1) * PER_PAGE + 1).to_string())
            .replace("{b}", &last.to_string())
            .replace("{n}", &count.to_string()),
        before: if at > 1 { link(at - 1) } else { String::new() },
        after: if last < count {
            link(at + 1)
        } else {
            String::new()
        },
        whose: share.whose.words(),
        until: day::medium(share.until),
        names: names.into_iter().map(line).collect(),
        share,
    };
    let mut response = visitor.page("Nama dari unit lain", &page)?;
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Name, and below it where the person lives and the phone, as far as they are lent.
fn line(lent: Lent) -> (String, String) {
    let phone = lent
        .phone
        .as_deref()
        .map(phone::one_line)
        .unwrap_or_default();
    let below = [lent.placed.place(), phone];
    let below: Vec<String> = below.into_iter().filter(|part| !part.is_empty()).collect();
    (lent.placed.full_name, below.join(" · "))
}

async fn download(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(id): Path<ShareId>,
) -> Result<Response> {
    let Seen { share, names, .. } = look(&ctx, &actor, id, None).await?;
    let two = |number: Option<u16>| number.map(|n| format!("{n:02}")).unwrap_or_default();
    let rows = names.iter().enumerate().map(|(at, lent)| {
        vec![
            (at + 1).to_string(),
            lent.placed.full_name.clone(),
            lent.placed.hamlet.clone(),
            two(lent.placed.rt),
            two(lent.placed.rw),
            lent.phone.as_deref().map(phone::local).unwrap_or_default(),
        ]
    });
    let headings = ["No", "Nama lengkap", "Dusun", "RT", "RW", "No HP/WA"];
    let bytes = roster::write_csv(&headings, rows).map_err(anyhow::Error::from)?;
    let name = format!("Nama dari {} {}.csv", share.unit_name, actor.today());
    Ok(web::file(&name, "text/csv; charset=utf-8", bytes))
}
