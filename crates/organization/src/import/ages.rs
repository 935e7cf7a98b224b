//! What a page tells of a population workbook beside its rows: how many there are, which columns
//! were read, and from which age to which people are taken; the last can be changed.

use super::open::{Open, open};
use super::rows::{View, waiting};
use super::{Source, find, still_waits, village};
use crate::IMPORT_MEMBERS;
use crate::domain::Ages;
use crate::store::imports as store;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::id::ImportId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Form, Result, Visitor};

/// The part of the page that only a population workbook has.
pub(super) struct VillagePart {
    pub(super) all: usize,
    pub(super) younger: usize,
    pub(super) older: usize,
    pub(super) form: AgesForm,
    pub(super) errors: Errors,
    pub(super) read: String,
    pub(super) unread: String,
}

/// Ages as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AgesForm {
    pub(super) dari: String,
    pub(super) sampai: String,
}

impl VillagePart {
    /// What is to be told of `open`, if the village system is its source.
    pub(super) fn of(open: &Open) -> Option<Self> {
        let residents = open.list.village.as_ref()?;
        let ages = village::ages(&open.row.choices);
        Some(Self {
            all: residents.all,
            younger: residents.younger,
            older: residents.older,
            form: AgesForm {
                dari: ages.from.to_string(),
                sampai: ages.to.to_string(),
            },
            errors: Errors::default(),
            read: roster::READ_HEADINGS.join(", "),
            unread: residents.unread.join(", "),
        })
    }
}

/// Changes the ages of an import that waits.
pub(super) async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(form): Form<AgesForm>,
) -> Result<Response> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = find(&mut ctx.db.read().await?, &scope, id).await?;
    if row.source != Source::Village {
        return Err(Error::NotFound);
    }
    still_waits(&row)?;
    let ages = match Ages::read(&form.dari, &form.sampai) {
        Ok(ages) => ages,
        Err(errors) => {
            let open = open(&ctx, &scope, row, actor.now).await?;
            let again = |part| VillagePart {
                form,
                errors,
                ..part
            };
            let village = VillagePart::of(&open).map(again);
            let page = waiting(&visitor, open, village, &View::default());
            return visitor.page_again("Periksa daftar", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    still_waits(&find(&mut tx, &scope, id).await?)?;
    store::keep_choices(&mut tx, &scope, id, &village::choices(ages)?).await?;
    tx.commit().await?;
    Ok(visitor.redirect(&format!("/anggota/impor/{id}")))
}
