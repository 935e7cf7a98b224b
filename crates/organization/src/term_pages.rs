//! Pages that keep a term's days, and that write down the boards from before the program.

use crate::CHANGE_BOARD;
use crate::domain::{Term, day_of};
use crate::store::terms as store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::day;
use kernel::id::TermId;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Page, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/masa-bakti/baru", get(ask).post(add))
        .route("/pengurus/masa-bakti/{id}/ubah", get(edit).post(change))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct TermForm {
    mulai: String,
    sampai: String,
    berakhir: String,
    susunan: String,
    versi: String,
}

#[derive(Template)]
#[template(path = "term_form.html")]
struct TermPage {
    form: TermForm,
    /// The term that is changed; none for one from before the program.
    id: Option<TermId>,
    running: bool,
    errors: Errors,
    token: String,
}

const NEW: &str = "Masa bakti sebelumnya";
const CHANGE: &str = "Ubah masa bakti";

/// `GET /pengurus/masa-bakti/baru`: a term from before the program.
async fn ask(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(CHANGE_BOARD, actor.unit)?;
    let form = TermForm::default();
    let page = page(&visitor, None, false, form, Errors::default());
    visitor.page(NEW, &page)
}

fn page(
    visitor: &Visitor,
    id: Option<TermId>,
    running: bool,
    form: TermForm,
    errors: Errors,
) -> TermPage {
    TermPage {
        form,
        id,
        running,
        errors,
        token: visitor.token(),
    }
}

/// `POST /pengurus/masa-bakti/baru`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<TermForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let term = match form.read(storage::fresh(), false, actor.today()) {
        Ok(term) => term,
        Err(errors) => return visitor.page_again(NEW, &page(&visitor, None, false, form, errors)),
    };
    let mut tx = ctx.db.begin().await?;
    store::add_term(&mut tx, &scope, &term, actor.now).await?;
    let what = format!("Mencatat masa bakti {}", term.years());
    let entry = actor.audit(CHANGE_BOARD, actor.unit, term.id, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    let to = format!("/pengurus/masa-bakti/{}", term.id);
    Ok(visitor.redirect_with(&to, &Flash::ok("Masa bakti tersimpan.")))
}

/// `GET /pengurus/masa-bakti/{id}/ubah`.
async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<TermId>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let term = store::term(&mut ctx.db.read().await?, &scope, id).await?;
    let term = term.ok_or(Error::NotFound)?;
    let form = TermForm::of(&term);
    let page = page(
        &visitor,
        Some(id),
        term.is_running(),
        form,
        Errors::default(),
    );
    visitor.page(CHANGE, &page)
}

/// `POST /pengurus/masa-bakti/{id}/ubah`.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<TermId>,
    Form(form): Form<TermForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let kept = store::term(&mut tx, &scope, id).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let running = kept.is_running();
    let term = match form.read(id, running, actor.today()) {
        Ok(term) => term,
        Err(errors) => {
            let page = page(&visitor, Some(id), running, form, errors);
            return visitor.page_again(CHANGE, &page);
        }
    };
    if !store::save_term(&mut tx, &scope, &term).await? {
        drop(tx);
        return changed_meanwhile(&visitor, &kept, form);
    }
    let what = format!("Mengubah masa bakti {}", term.years());
    let entry = actor.audit(CHANGE_BOARD, actor.unit, id, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    let to = format!("/pengurus/masa-bakti/{id}");
    Ok(visitor.redirect_with(&to, &Flash::ok("Masa bakti tersimpan.")))
}

fn changed_meanwhile(visitor: &Visitor, kept: &Term, form: TermForm) -> Result<Response> {
    let mut errors = Errors::default();
    errors.add(
        "mulai",
        "Masa bakti ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
    );
    let versi = kept.version.to_string();
    let form = TermForm { versi, ..form };
    let shown = page(visitor, Some(kept.id), kept.is_running(), form, errors);
    let status = StatusCode::CONFLICT;
    let page = Page {
        status,
        ..Page::titled(CHANGE)
    };
    visitor.page_with(page, &shown)
}

impl TermForm {
    fn of(term: &Term) -> Self {
        let day = |day: Option<Date>| day.map(day::short).unwrap_or_default();
        Self {
            mulai: day::short(term.from),
            sampai: day(term.until),
            berakhir: day(term.ended),
            susunan: term.note.clone(),
            versi: term.version.to_string(),
        }
    }

    /// The term that was typed; one that is not running has ended.
    fn read(&self, id: TermId, running: bool, today: Date) -> std::result::Result<Term, Errors> {
        let mut errors = Errors::default();
        let note = errors.within("susunan", &self.susunan, 8000);
        let from = day_of(&mut errors, "mulai", &self.mulai, today);
        let until = day_of(&mut errors, "sampai", &self.sampai, today);
        let ended = day_of(&mut errors, "berakhir", &self.berakhir, today);
        if self.mulai.trim().is_empty() {
            errors.add("mulai", "Bagian ini belum diisi.");
        }
        if !running && self.berakhir.trim().is_empty() {
            errors.add("berakhir", "Bagian ini belum diisi.");
        }
        if from.is_some_and(|from| from > today) {
            errors.add("mulai", "Tanggal ini belum tiba.");
        }
        if ended.is_some_and(|ended| ended > today) {
            errors.add("berakhir", "Tanggal ini belum tiba.");
        }
        for (field, last) in [("sampai", until), ("berakhir", ended)] {
            if from.zip(last).is_some_and(|(from, last)| last < from) {
                errors.add(field, "Tanggal ini sebelum masa baktinya mulai.");
            }
        }
        let from = from.filter(|_| errors.is_empty()).ok_or(errors)?;
        Ok(Term {
            id,
            from,
            until,
            ended: ended.filter(|_| !running),
            note,
            version: self.versi.parse().unwrap_or(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    fn typed(mulai: &str, sampai: &str, berakhir: &str) -> TermForm {
        TermForm {
            mulai: mulai.to_owned(),
            sampai: sampai.to_owned(),
            berakhir: berakhir.to_owned(),
            ..TermForm::default()
        }
    }

    fn read(form: &TermForm, running: bool) -> std::result::Result<Term, Errors> {
        form.read(TermId(storage::Uuid::nil()), running, TODAY)
    }

    #[test]
    fn a_term_from_before_has_a_first_and_a_last_day() {
        let term = read(&typed("1-2-2016", "", "31 Januari 2021"), false).unwrap();
        assert_eq!(term.ended, Some(date(2021, 1, 31)));
        let errors = read(&typed("1-2-2016", "", ""), false).unwrap_err();
        assert_eq!(errors.of("berakhir"), "Bagian ini belum diisi.");
    }

    #[test]
    fn a_running_term_has_no_last_day_but_a_planned_one() {
        let term = read(&typed("1-2-2022", "31-1-2027", "1-1-2023"), true).unwrap();
        assert_eq!((term.until, term.ended), (Some(date(2027, 1, 31)), None));
    }

    #[test]
    fn days_come_in_their_order_and_none_before_its_time() {
        let errors = read(&typed("1-2-2030", "", "1-2-2016"), false).unwrap_err();
        assert_eq!(errors.of("mulai"), "Tanggal ini belum tiba.");
        assert!(!errors.of("berakhir").is_empty());
        let errors = read(&typed("entah", "", "1-2-2016"), false).unwrap_err();
        assert!(errors.of("mulai").starts_with("Tanggal tidak dikenal"));
    }
}
