//! What happens to a thing: more of it, another state, another place, gone for good.

use super::items::found;
use crate::acts::CHANGE_INVENTORY;
use crate::domain::{Condition, HappeningForm, Item, WAYS};
use crate::inventory::{ItemError, record};
use crate::letters::By;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::id::ItemId;
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new().route("/inventaris/{item}/catat", get(ask).post(save))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    jenis: String,
}

#[derive(Template)]
#[template(path = "happening.html")]
struct HappeningPage {
    item: Item,
    title: &'static str,
    conditions: [Condition; 3],
    ways: [&'static str; 6],
    form: HappeningForm,
    errors: Errors,
    token: String,
}

impl HappeningPage {
    fn new(visitor: &Visitor, item: Item, form: HappeningForm, errors: Errors) -> Self {
        let title = match form.jenis.as_str() {
            "tambah" => "Barang bertambah",
            "keadaan" => "Keadaan berubah",
            "keluar" => "Barang keluar",
            _ => "Pindah tempat atau pemegang",
        };
        Self {
            item,
            title,
            conditions: Condition::ALL,
            ways: WAYS,
            form,
            errors,
            token: visitor.token(),
        }
    }

    fn is(&self, kind: &str) -> bool {
        self.form.jenis == kind
    }
}

/// `GET /inventaris/{item}/catat`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemId>,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let (_, item) = found(&ctx, &actor, CHANGE_INVENTORY, id).await?;
    let kinds = ["tambah", "keadaan", "keluar"];
    let kind = kinds.into_iter().find(|kind| *kind == asked.jenis);
    let form = HappeningForm {
        jenis: kind.unwrap_or("pindah").to_owned(),
        dari: Condition::Good.code().to_owned(),
        menjadi: Condition::Good.code().to_owned(),
        tempat: item.says.place.clone(),
        pemegang: item.says.holder.clone(),
        ..HappeningForm::default()
    };
    let page = HappeningPage::new(&visitor, item, form, Errors::default());
    visitor.page(page.title, &page)
}

/// `POST /inventaris/{item}/catat`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemId>,
    Form(form): Form<HappeningForm>,
) -> Result<Response> {
    let (scope, item) = found(&ctx, &actor, CHANGE_INVENTORY, id).await?;
    let (happening, reason) = match form.read() {
        Ok(says) => says,
        Err(errors) => {
            let page = HappeningPage::new(&visitor, item, form, errors);
            return visitor.page_again(page.title, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let by = By::of(&actor);
    match record(&mut tx, &scope, id, (&happening, &reason), &by).await {
        Ok(()) => {}
        Err(ItemError::Web(error)) => return Err(error),
        Err(refused) => {
            let mut errors = Errors::default();
            errors.add("jumlah", refused.to_string());
            let page = HappeningPage::new(&visitor, item, form, errors);
            return visitor.page_again(page.title, &page);
        }
    }
    let what = format!(
        "{} {}: {reason}",
        happening.change().label(),
        item.says.code
    );
    storage::audit(&mut tx, actor.audit(CHANGE_INVENTORY, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Perubahan tercatat di riwayat barang.");
    Ok(visitor.redirect_with(&format!("/inventaris/{id}"), &flash))
}
