//! Officers' pages of trainings: the list, and one form for the activity and what is taught.
//! A training's own page is its activity's; what is taught stands there as a panel.

use crate::domain::{NewTraining, Theme, Training, TrainingForm};
use crate::{MANAGE_TRAININGS, READ_TRAININGS, manage, store};
use activity::{ActivityForm, State};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use jiff::civil::{Date, date};
use kernel::day;
use kernel::id::ActivityId;
use web::{Actor, Both, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pelatihan", get(list).post(create))
        .route("/pelatihan/baru", get(new))
        .route("/pelatihan/{id}/ubah", get(edit).post(change))
}

const FAR_PAST: Date = date(1900, 1, 1);
const FAR_FUTURE: Date = date(2300, 1, 1);

/// A line of the list of trainings.
struct Line {
    href: String,
    day: String,
    month: &'static str,
    title: String,
    below: String,
    chip: &'static str,
    chip_kind: &'static str,
}

impl Line {
    fn of(Training { activity, details }: &Training) -> Self {
        let (chip, chip_kind) = match activity.state {
            State::Cancelled => ("Dibatalkan", "bad"),
            State::Open if details.missing().is_empty() => ("", ""),
            State::Open => ("Belum lengkap", "warn"),
        };
        let below = match details.theme.words() {
            "" => activity.place.clone(),
            theme => format!("{theme} · {}", activity.place),
        };
        Self {
            href: format!("/kegiatan/{}", activity.id),
            day: activity.starts_on.day().to_string(),
            month: day::short_month(activity.starts_on.month()),
            title: activity.title.clone(),
            below,
            chip,
            chip_kind,
        }
    }
}

#[derive(Template)]
#[template(path = "trainings.html")]
struct ListPage {
    coming: Vec<Line>,
    past: Vec<Line>,
    may_manage: bool,
}

async fn list(From(ctx): From<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_TRAININGS, actor.unit)?;
    let today = actor.today();
    let yesterday = today.yesterday().unwrap_or(today);
    let mut db = ctx.db.read().await?;
    let coming = store::list_between(&mut db, &scope, today, FAR_FUTURE, 200).await?;
    let past = store::list_between(&mut db, &scope, FAR_PAST, yesterday, 500).await?;
    let page = ListPage {
        coming: coming.iter().map(Line::of).collect(),
        past: past.iter().rev().map(Line::of).collect(),
        may_manage: actor.allows(MANAGE_TRAININGS),
    };
    visitor.page("Pelatihan", &page)
}

/// What is sent: the activity's part and the training's.
type Sent = Both<ActivityForm, TrainingForm>;

#[derive(Template)]
#[template(path = "training_form.html")]
struct FormPage {
    action: String,
    back: String,
    title: &'static str,
    form: ActivityForm,
    training: TrainingForm,
    errors: Errors,
    themes: [Theme; 4],
    token: String,
}

impl FormPage {
    fn of(visitor: &Visitor, id: Option<ActivityId>, sent: Sent, errors: Errors) -> Self {
        let Both(form, training) = sent;
        Self {
            action: id.map_or_else(|| "/pelatihan".into(), |id| format!("/pelatihan/{id}/ubah")),
            back: id.map_or_else(|| "/pelatihan".into(), |id| format!("/kegiatan/{id}")),
            title: if id.is_some() {
                "Ubah pelatihan"
            } else {
                "Pelatihan baru"
            },
            form,
            training,
            errors,
            themes: Theme::ALL,
            token: visitor.token(),
        }
    }
}

fn read(Both(form, training): &Sent, today: Date) -> Result<NewTraining, Errors> {
    let activity = form.read(today);
    // Without a readable activity its sessions are those with a day.
    let days = form.sesi_hari.iter().filter(|day| !day.trim().is_empty());
    let sessions = activity
        .as_ref()
        .map_or_else(|_| days.count(), |new| new.sessions.len());
    match (activity, training.read(sessions)) {
        (Ok(activity), Ok((details, certificate))) => Ok(NewTraining {
            activity,
            details,
            certificate,
        }),
        (activity, training) => {
            let of_activity = activity.err().unwrap_or_default();
            Err(of_activity.and(training.err().unwrap_or_default()))
        }
    }
}

async fn new(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(MANAGE_TRAININGS, actor.unit)?;
    let form = ActivityForm {
        daftar: "ya".into(),
        ..ActivityForm::default()
    };
    let training = TrainingForm {
        syarat: "75".into(),
        satuan: "persen".into(),
        ..TrainingForm::default()
    };
    let page = FormPage::of(&visitor, None, Both(form, training), Errors::default());
    visitor.page("Pelatihan baru", &page)
}

async fn create(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_TRAININGS, actor.unit)?;
    let new = match read(&sent, actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            let page = FormPage::of(&visitor, None, sent, errors);
            return visitor.page_again("Pelatihan baru", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let id = manage::create(&mut tx, &scope, &new, actor.now).await?;
    let what = format!("Pelatihan dibuat: {}", new.activity.title);
    storage::audit(&mut tx, actor.audit(MANAGE_TRAININGS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Pelatihan tersimpan. Sekarang bagikan undangannya ke WhatsApp.");
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}"), &flash))
}

async fn found(ctx: &Ctx, actor: &Actor, id: ActivityId) -> Result<Training> {
    let scope = actor.may(MANAGE_TRAININGS, actor.unit)?;
    let training = store::find(&mut ctx.db.read().await?, &scope, id).await?;
    training.ok_or(Error::NotFound)
}

async fn edit(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let training = found(&ctx, &actor, id).await?;
    let sessions = activity::sessions(&mut ctx.db.read().await?, id).await?;
    let sent = Both(
        ActivityForm::of(&training.activity, &sessions),
        TrainingForm::of(&training),
    );
    let page = FormPage::of(&visitor, Some(id), sent, Errors::default());
    visitor.page("Ubah pelatihan", &page)
}

async fn change(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ActivityId>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_TRAININGS, actor.unit)?;
    let Training { activity, .. } = found(&ctx, &actor, id).await?;
    let new = match read(&sent, actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            let page = FormPage::of(&visitor, Some(id), sent, errors);
            return visitor.page_again("Ubah pelatihan", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let edition = sent.0.versi.parse().unwrap_or(0);
    let changed =
        manage::update(&mut tx, &scope, id, edition, &new, actor.today(), actor.now).await;
    if let Err(Error::Conflict(text) | Error::Rule(text)) = changed {
        drop(tx);
        return refused(&visitor, id, activity.edition, sent, text);
    }
    changed?;
    let what = format!("Pelatihan diubah: {}", new.activity.title);
    storage::audit(&mut tx, actor.audit(MANAGE_TRAININGS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Perubahan tersimpan.");
    Ok(visitor.redirect_with(&format!("/kegiatan/{id}"), &flash))
}

/// The form again with what was typed, ready to be saved over `edition`.
fn refused(
    visitor: &Visitor,
    id: ActivityId,
    edition: i64,
    mut sent: Sent,
    text: String,
) -> Result<Response> {
    let mut errors = Errors::default();
    errors.add("judul", text);
    sent.0.versi = edition.to_string();
    let page = FormPage::of(visitor, Some(id), sent, errors);
    let mut response = visitor.page_again("Ubah pelatihan", &page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
