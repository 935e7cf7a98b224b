//! Which need comes first: hands raised in a meeting, choices by a link.

use super::{Nothing, reader};
use crate::acts::MAP_POTENTIALS;
use crate::domain::potential::Priority;
use crate::store::potentials as store;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// No meeting of a village has more hands.
const HANDS: i64 = 10_000;

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/potensi/prioritas", get(show).post(count))
        .route("/potensi/prioritas/buka", post(open))
        .route("/potensi/prioritas/tutup", post(close))
}

#[derive(Template)]
#[template(path = "potential/priority.html")]
struct PriorityPage {
    priorities: Vec<Priority>,
    /// What stands in the field of each need, in the same order.
    typed: Vec<String>,
    open: bool,
    link: String,
    qr: String,
    code: String,
    invitation: String,
    errors: Errors,
    may_map: bool,
    token: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Counted {
    butuh: Vec<String>,
    tangan: Vec<String>,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    scope: &Scope,
    (typed, errors): (Counted, Errors),
) -> Result<PriorityPage> {
    let mut db = ctx.db.read().await?;
    let needs = store::needs(&mut db, scope.unit()).await?;
    let poll = store::poll(&mut db, scope.unit()).await?;
    let open = poll.is_some_and(|(open, _)| open);
    let code = web::codes::of(&mut db, "need_poll", scope.unit()).await?;
    let code = code.map(|code| code.to_string()).unwrap_or_default();
    let link = ctx.link(&format!("/prioritas/{code}"));
    let priorities = Priority::order(needs);
    let said = |one: &Priority| {
        let at = typed
            .butuh
            .iter()
            .position(|id| *id == one.need.id.to_string());
        let typed = at.and_then(|at| typed.tangan.get(at)).cloned();
        typed.unwrap_or_else(|| one.need.hands.to_string())
    };
    Ok(PriorityPage {
        typed: priorities.iter().map(said).collect(),
        priorities,
        qr: if open {
            web::qr::svg(&link, "Kode QR pilihan prioritas")
        } else {
            String::new()
        },
        invitation: format!(
            "*Mana yang paling penting untuk desa kita?*\nPilih paling banyak tiga, tanpa nama: {link}\n{}",
            actor.unit_name
        ),
        open,
        link,
        code,
        errors,
        may_map: actor.allows(MAP_POTENTIALS),
        token: visitor.token(),
    })
}

/// `GET /potensi/prioritas`.
async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = reader(&actor)?;
    let nothing = (Counted::default(), Errors::default());
    let page = page(&ctx, &visitor, &actor, &scope, nothing).await?;
    visitor.page("Prioritas", &page)
}

/// `POST /potensi/prioritas`: the hands that were counted.
async fn count(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(counted): Form<Counted>,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let mut hands = Vec::new();
    let mut errors = Errors::default();
    for (id, text) in counted.butuh.iter().zip(&counted.tangan) {
        let number = match text.trim() {
            "" => Some(0),
            text => text.parse().ok(),
        };
        let number = number.filter(|number| (0..=HANDS).contains(number));
        match (id.parse(), number) {
            (Ok(id), Some(number)) => hands.push((id, number)),
            (Err(_), _) => return Err(Error::NotFound),
            _ => errors.add("tangan", "Isi jumlah tangan dengan angka, misalnya 12."),
        }
    }
    if !errors.is_empty() {
        let page = page(&ctx, &visitor, &actor, &scope, (counted, errors)).await?;
        return visitor.page_again("Prioritas", &page);
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    for (id, number) in hands {
        store::set_hands(&mut tx, &scope, id, number).await?;
    }
    let what = "Prioritas: mencatat angkat tangan";
    let audit = actor.audit(MAP_POTENTIALS, actor.unit, scope.unit(), what);
    storage::audit(&mut tx, audit).await?;
    tx.commit().await?;
    let flash = Flash::ok("Hitungan tangan tersimpan.");
    Ok(visitor.redirect_with("/potensi/prioritas", &flash))
}

/// `POST /potensi/prioritas/buka`: another round by the link.
async fn open(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    if store::needs(&mut tx, scope.unit()).await?.len() < 2 {
        return Err(Error::Rule(
            "Catat paling sedikit dua kebutuhan, baru warga bisa memilih.".into(),
        ));
    }
    if store::poll(&mut tx, scope.unit())
        .await?
        .is_some_and(|(open, _)| open)
    {
        return Err(Error::Conflict(
            "Pemilihan sudah dibuka. Muat ulang halamannya.".into(),
        ));
    }
    store::open_poll(&mut tx, &scope).await?;
    web::codes::give(&mut tx, "need_poll", scope.unit(), scope.unit(), actor.now).await?;
    let what = "Prioritas: membuka pilihan lewat tautan";
    let audit = actor.audit(MAP_POTENTIALS, actor.unit, scope.unit(), what);
    storage::audit(&mut tx, audit).await?;
    tx.commit().await?;
    let flash = Flash::ok("Warga bisa memilih sekarang. Bagikan tautannya.");
    Ok(visitor.redirect_with("/potensi/prioritas", &flash))
}

/// `POST /potensi/prioritas/tutup`.
async fn close(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(MAP_POTENTIALS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    store::close_poll(&mut tx, &scope).await?;
    let what = "Prioritas: menutup pilihan lewat tautan";
    let audit = actor.audit(MAP_POTENTIALS, actor.unit, scope.unit(), what);
    storage::audit(&mut tx, audit).await?;
    tx.commit().await?;
    let flash = Flash::info("Pilihan lewat tautan ditutup. Hitungannya tetap.");
    Ok(visitor.redirect_with("/potensi/prioritas", &flash))
}
