//! The cash that a unit shows everybody, once its board has said so: sums, no names.

use crate::acts::MANAGE_CASH;
use crate::domain::{Shown, Span};
use crate::store::{books, public};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::Money;
use kernel::access::Scope;
use kernel::id::UnitId;
use organization::Unit;
use serde::Deserialize;
use web::{Actor, BoxFuture, Ctx, Error, Flash, Form, Panel, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/terbuka", get(ask).post(set))
        .route("/u/{slug}/kas", get(show))
}

#[derive(Template)]
#[template(path = "public_ask.html")]
struct AskPage {
    open: bool,
    href: String,
    token: String,
}

/// `GET /kas/terbuka`.
async fn ask(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(MANAGE_CASH, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let unit = organization::unit(&mut db, scope.unit()).await?;
    let page = AskPage {
        open: public::is_open(&mut db, scope.unit()).await?,
        href: href(&unit.ok_or(Error::NotFound)?),
        token: visitor.token(),
    };
    visitor.page("Kas terbuka", &page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    /// `ya` or `tidak`.
    terbuka: String,
}

/// `POST /kas/terbuka`.
async fn set(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(choice): Form<Choice>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_CASH, actor.unit)?;
    let (open, what, said) = match choice.terbuka.as_str() {
        "ya" => (
            true,
            "Membuka ringkasan kas untuk umum",
            "Ringkasan kas sekarang bisa dilihat siapa saja.",
        ),
        "tidak" => (
            false,
            "Menutup ringkasan kas dari umum",
            "Ringkasan kas tidak lagi tampil untuk umum.",
        ),
        _ => return Err(Error::Bad("Pilih dibuka atau ditutup.".into())),
    };
    let mut tx = ctx.db.begin().await?;
    if crate::books::show_sums(&mut tx, &scope, open, actor.now).await? {
        storage::audit(
            &mut tx,
            actor.audit(MANAGE_CASH, actor.unit, actor.unit, what),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(visitor.redirect_with("/kas/terbuka", &Flash::ok(said)))
}

fn href(unit: &Unit) -> String {
    format!("/u/{}/kas", unit.slug)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The year; this one when empty.
    tahun: String,
}

#[derive(Template)]
#[template(path = "public.html")]
struct PublicPage {
    name: String,
    slug: String,
    balance: Money,
    year: i16,
    before: String,
    after: String,
    shown: Shown,
}

/// `GET /u/{slug}/kas`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let mut db = ctx.db.read().await?;
    let unit = organization::unit_by_slug(&mut db, &slug).await?;
    let unit = unit.ok_or(Error::NotFound)?;
    if !public::is_open(&mut db, unit.id).await? {
        return Err(Error::NotFound);
    }
    let this = unit.zone.today(visitor.now()).year();
    let year = match Span::read("", &asked.tahun) {
        Some(Span::Year(year)) if year <= this => year,
        _ => this,
    };
    let scope = Scope::of_system(unit.id);
    let rows = public::sums(&mut db, &scope, Span::Year(year).days()).await?;
    let link = |year: i16| format!("{}?tahun={year}", href(&unit));
    let shown = Shown::of(&rows);
    let page = PublicPage {
        balance: balance(&books::list(&mut db, &scope).await?),
        before: if year > this - 10 {
            link(year - 1)
        } else {
            String::new()
        },
        after: if year < this {
            link(year + 1)
        } else {
            String::new()
        },
        name: unit.name.clone(),
        slug: unit.slug.clone(),
        year,
        shown,
    };
    visitor.page("Kas terbuka", &page)
}

fn balance(books: &[crate::domain::Book]) -> Money {
    Money(books.iter().map(|book| book.balance.0).sum())
}

#[derive(Template)]
#[template(path = "public_panel.html")]
struct PublicPanel {
    href: String,
    balance: Money,
}

/// The way to the unit's cash, for everybody, if the board shows it.
pub(crate) fn unit_panel<'a>(
    ctx: &'a Ctx,
    visitor: &'a Visitor,
    unit: UnitId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        if !public::is_open(&mut db, unit).await? {
            return Ok(None);
        }
        let Some(unit) = organization::unit(&mut db, unit).await? else {
            return Ok(None);
        };
        let books = books::list(&mut db, &Scope::of_system(unit.id)).await?;
        let panel = PublicPanel {
            href: href(&unit),
            balance: balance(&books),
        };
        let html = panel.render_with_values(&visitor.lang)?;
        Ok(Some(Panel {
            order: 30,
            title: "Kas".into(),
            html,
        }))
    })
}
