//! What goes by itself after a while: the nightly work that really lets it go, and the page on
//! which a board says how long things are kept and sees what will go next.

use crate::CHANGE_SETTINGS;
use crate::domain::RetentionForm;
use crate::forgotten::forgotten;
use crate::store::{retention as store, roll};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{PersonId, UnitId};
use kernel::zone::Zone;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// The kind of job that lets things go.
pub(crate) const NIGHTLY: &str = "organization.retention";
/// Things of a kind that the page shows.
const SHOWN: usize = 20;
/// People made nameless in one transaction.
const BATCH: usize = 100;
/// What stands in the place of a name that was forgotten.
pub const NOBODY: &str = "Anggota lama";

pub(crate) const JOB: jobs::Kind<Ctx> = jobs::Kind {
    name: NIGHTLY,
    run: |ctx, _, progress| Box::pin(nightly(ctx, progress)),
};

pub(crate) fn router() -> Router<Ctx> {
    Router::new().route("/pengaturan/penyimpanan", get(show).post(save))
}

async fn nightly(ctx: Ctx, progress: jobs::Progress) -> anyhow::Result<Option<jobs::Output>> {
    let units = store::units(&mut ctx.db.read().await?).await?;
    for (done, unit) in units.iter().enumerate() {
        let_go(&ctx, *unit, ctx.clock.now()).await?;
        if done % 100 == 99 {
            progress.report(done + 1, units.len()).await?;
        }
    }
    Ok(None)
}

/// Lets everything of `unit` go that is old enough.
///
/// # Errors
///
/// When the database or the files refuse.
pub async fn let_go(ctx: &Ctx, unit: UnitId, now: Timestamp) -> Result<()> {
    let scope = Scope::of_system(unit);
    let mut db = ctx.db.read().await?;
    let Some(found) = crate::unit(&mut db, unit).await? else {
        return Ok(());
    };
    let settings = store::settings(&mut db, &scope).await?;
    let cutoffs = settings.cutoffs(found.zone.today(now), found.zone);
    if let Some(before) = cutoffs.imports {
        files(ctx, &scope, before, now).await?;
    }
    if let Some(before) = cutoffs.guests {
        let old = store::unseen_guests(&mut db, ctx, &scope, before).await?;
        people(
            ctx,
            &scope,
            &old,
            "Tamu dan calon anggota yang lama tidak terlihat",
            now,
        )
        .await?;
    }
    if let Some(before) = cutoffs.gone {
        let old = store::gone(&mut db, &scope, before, 5_000).await?;
        people(ctx, &scope, &old, "Anggota yang sudah lama keluar", now).await?;
    }
    Ok(())
}

/// The first day of the scope's unit that guests are still kept from; `None` where they are kept
/// until somebody takes them away by hand.
///
/// # Errors
///
/// When the database refuses.
pub async fn guests_before(
    db: &mut impl storage::Query,
    scope: &Scope,
    now: Timestamp,
) -> Result<Option<Date>> {
    let Some(unit) = crate::unit(db, scope.unit()).await? else {
        return Ok(None);
    };
    let settings = store::settings(db, scope).await?;
    let cutoffs = settings.cutoffs(unit.zone.today(now), unit.zone);
    Ok(cutoffs.guests.map(|moment| unit.zone.today(moment)))
}

async fn files(ctx: &Ctx, scope: &Scope, before: Timestamp, now: Timestamp) -> Result<()> {
    let old = store::files(&mut ctx.db.read().await?, scope, before, 1_000).await?;
    for file in old {
        let mut tx = ctx.db.begin().await?;
        store::file_gone(&mut tx, scope, file.id, now).await?;
        let what = format!(
            "Berkas daftar anggota dihapus menurut aturan penyimpanan: {}",
            file.name
        );
        storage::audit(&mut tx, entry(scope, Some(file.id.0), what, now)).await?;
        tx.commit().await?;
        // the row first, then the file: a file without a row is seen by nobody
        for id in [Some(file.file), file.rest].into_iter().flatten() {
            ctx.files.delete(id).await?;
        }
    }
    Ok(())
}

async fn people(
    ctx: &Ctx,
    scope: &Scope,
    old: &[store::Old],
    who: &str,
    now: Timestamp,
) -> Result<()> {
    for batch in old.chunks(BATCH) {
        let mut tx = ctx.db.begin().await?;
        tx.hold(scope.unit()).await?;
        let mut count = 0;
        for (id, _, _) in batch {
            count += usize::from(forget(&mut tx, ctx, scope, *id, now).await?);
        }
        let what = format!("{who}: nama dan data {count} orang dihapus menurut aturan penyimpanan");
        storage::audit(&mut tx, entry(scope, None, what, now)).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Takes everything away that tells who a person is, in every context; counts and money stay.
/// The same whether the time to keep them is over or they wished it. `false` if it was done before.
///
/// # Errors
///
/// When the database refuses.
pub async fn forget(
    tx: &mut storage::Tx,
    ctx: &Ctx,
    scope: &Scope,
    person: PersonId,
    now: Timestamp,
) -> Result<bool> {
    if !store::has_a_name(tx, scope, person).await? {
        return Ok(false);
    }
    // The contexts first: they may have to look for the name in what was typed.
    let name = forgotten(tx, person).await?;
    store::forget_contact(tx, scope, &name).await?;
    for unit in roll::units(tx, scope).await? {
        for forget in ctx.modules.iter().filter_map(|module| module.person_forget) {
            forget(tx, &unit, person, now).await?;
        }
    }
    store::make_nameless(tx, scope, person, NOBODY, now).await
}

/// A line of the log about what the program did by itself.
fn entry(
    scope: &Scope,
    subject: Option<storage::Uuid>,
    what: String,
    now: Timestamp,
) -> storage::Entry {
    storage::Entry {
        unit: Some(scope.unit()),
        at: now,
        account: None,
        who: "Guyub".to_owned(),
        act: NIGHTLY.to_owned(),
        what,
        subject,
        address: None,
    }
}

/// Something that will go: what, and the day in words.
type Line = (String, String);

#[derive(Template)]
#[template(path = "retention.html")]
struct Page {
    form: RetentionForm,
    errors: Errors,
    files: Vec<Line>,
    guests: Vec<Line>,
    gone: Vec<Line>,
    /// Whether the unit keeps its own roll; a part goes by its village's.
    own: bool,
    token: String,
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    typed: Option<(RetentionForm, Errors)>,
) -> Result<Page> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let settings = store::settings(&mut db, &scope).await?;
    let (form, errors) = typed.unwrap_or_else(|| (RetentionForm::of(&settings), Errors::default()));
    let next = Next {
        zone: actor.zone,
        now: actor.now,
    };
    let far = Timestamp::MAX;
    let files = store::files(&mut db, &scope, far, 200).await?;
    let files = files
        .into_iter()
        .map(|file| (file.name, file.since))
        .collect();
    let names = |old: Vec<store::Old>| old.into_iter().map(|(_, name, at)| (name, at)).collect();
    let guests = names(store::unseen_guests(&mut db, ctx, &scope, far).await?);
    let gone = names(store::gone(&mut db, &scope, far, 200).await?);
    Ok(Page {
        own: roll::keeper(&mut db, &scope).await? == actor.unit,
        form,
        errors,
        files: next.lines(files, settings.import_days, |at, n| at + n.days()),
        guests: next.lines(guests, settings.guest_months, |at, n| at + n.months()),
        gone: next.lines(gone, settings.gone_years, |at, n| at + n.years()),
        token: visitor.token(),
    })
}

struct Next {
    zone: Zone,
    now: Timestamp,
}

impl Next {
    /// The first that will go, each with the day after which the nightly work takes it.
    fn lines(
        &self,
        old: Vec<(String, Timestamp)>,
        time: i64,
        after: impl Fn(jiff::civil::Date, i64) -> jiff::civil::Date,
    ) -> Vec<Line> {
        if time == 0 {
            return Vec::new();
        }
        let tonight = self.zone.today(self.now);
        let day = |at: Timestamp| after(self.zone.today(at), time).saturating_add(1.days());
        old.into_iter()
            .take(SHOWN)
            .map(|(name, at)| (name, day::medium(day(at).max(tonight))))
            .collect()
    }
}

const TITLE: &str = "Penyimpanan data";

async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let page = page(&ctx, &visitor, &actor, None).await?;
    visitor.page(TITLE, &page)
}

async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<RetentionForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => {
            let page = page(&ctx, &visitor, &actor, Some((form, errors))).await?;
            return visitor.page_again(TITLE, &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    tx.hold(actor.unit).await?;
    if roll::keeper(&mut tx, &scope).await? != actor.unit {
        return Err(Error::Rule(
            "Penyimpanan data diatur oleh pengurus desa.".into(),
        ));
    }
    if !store::save(&mut tx, &scope, &new).await? {
        drop(tx);
        let mut errors = Errors::default();
        errors.add(
            "berkas",
            "Aturan ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
        );
        let now = store::settings(&mut ctx.db.read().await?, &scope).await?;
        let form = RetentionForm {
            versi: now.version.to_string(),
            ..form
        };
        let page = page(&ctx, &visitor, &actor, Some((form, errors))).await?;
        let mut response = visitor.page_again(TITLE, &page)?;
        *response.status_mut() = StatusCode::CONFLICT;
        return Ok(response);
    }
    let what = format!(
        "Aturan penyimpanan diubah: berkas {} hari, tamu {} bulan, yang keluar {} tahun",
        new.import_days, new.guest_months, new.gone_years
    );
    storage::audit(
        &mut tx,
        actor.audit(CHANGE_SETTINGS, actor.unit, actor.unit, what),
    )
    .await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(
        "/pengaturan/penyimpanan",
        &Flash::ok("Aturan penyimpanan tersimpan."),
    ))
}
