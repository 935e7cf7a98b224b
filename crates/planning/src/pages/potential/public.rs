//! The public page of priorities: choosing up to three, without a name, once on each phone.

use crate::domain::potential::Need;
use crate::store::potentials as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::response::Response;
use axum::routing::get;
use organization::Unit;
use serde::Deserialize;
use web::{Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// Needs that one may choose.
const CHOICES: usize = 3;
/// How long a phone remembers that it has chosen, in seconds.
const REMEMBERED: i64 = 180 * 24 * 3_600;

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/prioritas/{code}", get(show).post(choose))
}

#[derive(Template)]
#[template(path = "potential/public.html")]
struct ChoosePage {
    unit: Unit,
    code: String,
    open: bool,
    /// Whether this phone has chosen in this round.
    done: bool,
    needs: Vec<Need>,
    chosen: Vec<String>,
    errors: Errors,
    token: String,
}

impl ChoosePage {
    fn is_chosen(&self, need: &Need) -> bool {
        let id = need.id.to_string();
        self.chosen.contains(&id)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    pilih: Vec<String>,
}

/// The unit of the code, whether choosing is open, and the round.
async fn poll(ctx: &Ctx, code: &str) -> Result<(Unit, bool, i64)> {
    let mut db = ctx.db.read().await?;
    let named = web::codes::find(&mut db, "need_poll", code).await?;
    let named = named.ok_or(Error::NotFound)?;
    let unit = organization::unit(&mut db, named.unit).await?;
    let unit = unit.filter(|unit| unit.archived_at.is_none());
    let unit = unit.ok_or(Error::NotFound)?;
    let (open, round) = store::poll(&mut db, unit.id).await?.unwrap_or((false, 0));
    Ok((unit, open, round))
}

fn cookie(unit: &Unit) -> String {
    format!("prioritas-{}", unit.id)
}

/// Whether this phone has chosen in `round`.
fn has_chosen(headers: &HeaderMap, unit: &Unit, round: i64) -> bool {
    let mark = format!("{}={round}", cookie(unit));
    let all = headers.get_all(COOKIE).iter();
    all.filter_map(|value| value.to_str().ok())
        .any(|value| value.split(';').any(|one| one.trim() == mark))
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    (unit, code, open, done): (Unit, String, bool, bool),
    (chosen, errors): (Vec<String>, Errors),
) -> Result<ChoosePage> {
    let needs = store::needs(&mut ctx.db.read().await?, unit.id).await?;
    Ok(ChoosePage {
        unit,
        code,
        open,
        done,
        needs,
        chosen,
        errors,
        token: visitor.token(),
    })
}

/// `GET /prioritas/{code}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response> {
    let (unit, open, round) = poll(&ctx, &code).await?;
    let done = has_chosen(&headers, &unit, round);
    let nothing = (Vec::new(), Errors::default());
    let page = page(&ctx, &visitor, (unit, code, open, done), nothing).await?;
    visitor.page("Pilih yang paling penting", &page)
}

/// `POST /prioritas/{code}`.
async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(code): Path<String>,
    Form(form): Form<Chosen>,
) -> Result<Response> {
    let (unit, open, round) = poll(&ctx, &code).await?;
    let key = format!("prioritas {}", visitor.address);
    if let Some(seconds) = ctx.limiter.count(&key, 40, 600) {
        return Err(Error::TooMany(format!(
            "Terlalu banyak pilihan dari sini. Tunggu {seconds} detik, lalu coba lagi."
        )));
    }
    let done = has_chosen(&headers, &unit, round);
    let known = store::needs(&mut ctx.db.read().await?, unit.id).await?;
    let mut chosen: Vec<_> = known.iter().map(|need| need.id).collect();
    chosen.retain(|id| form.pilih.iter().any(|typed| *typed == id.to_string()));
    let mut errors = Errors::default();
    if !open {
        errors.add("pilih", "Pilihannya sudah ditutup.");
    } else if done {
        errors.add("pilih", "HP ini sudah memilih. Terima kasih.");
    } else if chosen.is_empty() {
        errors.add("pilih", "Pilih paling sedikit satu.");
    } else if chosen.len() > CHOICES {
        errors.add("pilih", "Paling banyak tiga. Lepaskan yang kurang penting.");
    }
    if !errors.is_empty() {
        let typed = (form.pilih, errors);
        let page = page(&ctx, &visitor, (unit, code, open, done), typed).await?;
        return visitor.page_again("Pilih yang paling penting", &page);
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(unit.id).await?;
    for id in chosen {
        store::choose(&mut tx, unit.id, id).await?;
    }
    tx.commit().await?;
    let flash = Flash::ok("Terima kasih, pilihanmu sudah dihitung.");
    let mut response = visitor.redirect_with(&format!("/prioritas/{code}"), &flash);
    let mark = visitor.set_cookie(&cookie(&unit), &round.to_string(), REMEMBERED);
    response.headers_mut().append(SET_COOKIE, mark);
    Ok(response)
}
