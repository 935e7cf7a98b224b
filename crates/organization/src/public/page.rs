//! A unit's public page: who it is, what comes, what stands below, how to join. Kept as bytes and
//! made anew when something that it shows has changed.

use crate::join::takes_requests;
use crate::store::tree as store;
use crate::unit::Unit;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use std::hash::{DefaultHasher, Hash, Hasher};
use web::{Ctx, Error, OpenGraph, Page, Panel, Result, Visitor, filters};

/// Units below are told up to this many.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "public/unit.html")]
struct UnitPage {
    unit: Unit,
    about: Vec<String>,
    joining: Vec<String>,
    contact: String,
    /// Address and name of the unit above.
    above: Option<(String, String)>,
    /// Address, name and kind of those below.
    below: Vec<(String, String, String)>,
    panels: Vec<Panel>,
    /// Whether people may ask to join here.
    open: bool,
}

pub(super) async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let unit = crate::unit_by_slug(&mut db, &slug)
        .await?
        .ok_or(Error::NotFound)?;
    if let Some(into) = unit.merged_into
        && let Some(whole) = crate::unit(&mut db, into).await?
    {
        return Ok(visitor.redirect(&format!("/u/{}", whole.slug)));
    }
    let told = store::about(&mut db, unit.id).await?;
    let above = match unit.parent {
        Some(parent) => crate::unit(&mut db, parent).await?,
        None => None,
    };
    let below = store::children(&mut db, unit.id, false, MOST, 0).await?;
    drop(db);
    let mut panels = Vec::new();
    for panel in ctx.modules.iter().flat_map(|module| module.unit_panels) {
        panels.extend(panel(&ctx, &visitor, unit.id).await?);
    }
    panels.sort_by_key(|panel| panel.order);
    let key = format!("u/{}", unit.slug);
    let page = UnitPage {
        about: paragraphs(&told.about),
        joining: paragraphs(&told.joining),
        contact: told.contact,
        above: above.map(|above| (format!("/u/{}", above.slug), above.name)),
        below: below
            .into_iter()
            .map(|unit| {
                let kind = visitor.say(unit.kind_word());
                (format!("/u/{}", unit.slug), unit.name, kind)
            })
            .collect(),
        panels,
        open: told.open && takes_requests(&unit),
        unit,
    };
    let version = page.version();
    if let Some(kept) = visitor.kept_page(&key, version) {
        return Ok(kept);
    }
    let og = OpenGraph {
        title: page.unit.name.clone(),
        description: page.unit.village.clone(),
        image: String::new(),
        url: ctx.link(&format!("/{key}")),
    };
    let title = page.unit.name.clone();
    let frame = Page {
        og: Some(og),
        ..Page::titled(&title)
    };
    visitor.public_page(&key, version, frame, &page)
}

/// The unit at this address, if people may ask to join it.
pub(super) async fn open_unit(ctx: &Ctx, slug: &str) -> Result<Unit> {
    let mut db = ctx.db.read().await?;
    let unit = crate::unit_by_slug(&mut db, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let open = store::about(&mut db, unit.id).await?.open && takes_requests(&unit);
    if open { Ok(unit) } else { Err(Error::NotFound) }
}

/// The lines of a text that is written in paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

impl UnitPage {
    /// Another number for another page: of everything that it shows.
    fn version(&self) -> i64 {
        let mut hasher = DefaultHasher::new();
        let unit = &self.unit;
        (&unit.name, &unit.village, unit.archived_at.is_some()).hash(&mut hasher);
        (&self.about, &self.joining, &self.contact, self.open).hash(&mut hasher);
        (&self.above, &self.below).hash(&mut hasher);
        for panel in &self.panels {
            (&panel.title, &panel.html).hash(&mut hasher);
        }
        hasher.finish().cast_signed()
    }
}
