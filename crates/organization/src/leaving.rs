//! Leaving a roll with a reason, moving to another unit, and coming back. Who leaves keeps the
//! row and all that hangs on it; who moves gets an entry on the other roll, with the history.

use crate::domain::{Former, Guardian, Leaving, LeavingForm, NewGuardian, Nik, Person, Reason};
use crate::import::as_it_is;
use crate::members::NewPerson;
use crate::pages::found;
use crate::store::{consents, memberships as store, merges, people, roll, rows};
use crate::{CHANGE_MEMBERS, LIST_MEMBERS};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::day;
use kernel::id::{PersonId, UnitId};
use serde::Deserialize;
use storage::Tx;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

const PER_PAGE: i64 = 50;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/keluar", get(list))
        .route("/anggota/{id}/keluar", get(form).post(leave))
        .route("/anggota/{id}/kembali", post(come_back))
}

/// Units with a roll but the actor's own, on which the actor may change people: id and name.
async fn other_units(ctx: &Ctx, actor: &Actor) -> Result<Vec<(UnitId, String)>> {
    let mut ids: Vec<UnitId> = actor
        .grants
        .iter()
        .map(|grant| grant.unit)
        .filter(|unit| *unit != actor.unit && actor.may(CHANGE_MEMBERS, *unit).is_ok())
        .collect();
    ids.sort();
    ids.dedup();
    let mut db = ctx.db.read().await?;
    let own = crate::unit(&mut db, actor.unit).await?;
    let elsewhere = |unit: &crate::Unit| {
        // parts of a village share its roll: nobody moves between them
        unit.roll == unit.id && own.as_ref().is_none_or(|own| own.roll != unit.id)
    };
    let mut units = Vec::new();
    for id in ids {
        let unit = crate::unit(&mut db, id).await?.filter(elsewhere);
        units.extend(unit.map(|unit| (id, unit.name)));
    }
    Ok(units)
}

#[derive(Template)]
#[template(path = "leaving.html")]
struct FormPage {
    person: Person,
    form: LeavingForm,
    errors: Errors,
    reasons: &'static [Reason],
    units: Vec<(UnitId, String)>,
    token: String,
}

const TITLE: &str = "Keluarkan dari daftar";

async fn form(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let form = LeavingForm {
        tanggal: day::short(actor.today()),
        ..LeavingForm::default()
    };
    let page = FormPage {
        person: found(&ctx, &actor, id).await?,
        form,
        errors: Errors::default(),
        reasons: &Reason::ALL,
        units: other_units(&ctx, &actor).await?,
        token: visitor.token(),
    };
    visitor.page(TITLE, &page)
}

async fn leave(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(form): Form<LeavingForm>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let units = other_units(&ctx, &actor).await?;
    let ids: Vec<UnitId> = units.iter().map(|(id, _)| *id).collect();
    let leaving = match form.read(&ids, actor.today()) {
        Ok(leaving) => leaving,
        Err(errors) => {
            let page = FormPage {
                person,
                form,
                errors,
                reasons: &Reason::ALL,
                units,
                token: visitor.token(),
            };
            return visitor.page_again(TITLE, &page);
        }
    };
    let to = leaving
        .to
        .and_then(|to| units.into_iter().find(|(id, _)| *id == to));
    take_off(&ctx, &actor, id, &leaving, to.as_ref()).await?;
    let flash = match to {
        Some((_, name)) => Flash::ok(format!("{} pindah ke {name}.", person.full_name)),
        None => Flash::ok(format!(
            "{} sudah dikeluarkan dari daftar.",
            person.full_name
        )),
    };
    Ok(visitor.redirect_with("/anggota", &flash))
}

/// Takes somebody off the roll, and puts them on that of `to`, if there is one.
async fn take_off(
    ctx: &Ctx,
    actor: &Actor,
    id: PersonId,
    leaving: &Leaving,
    to: Option<&(UnitId, String)>,
) -> Result<()> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let here = roll::keeper(&mut tx, &scope).await?;
    hold(&mut tx, here, to.map(|to| to.0)).await?;
    let (person, entry) = merges::entry(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let officers = crate::board(&mut tx, &scope, actor.today()).await?;
    if officers.iter().any(|officer| officer.person == id) {
        return Err(Error::Rule(
            "Anggota ini masih menjabat pengurus. Akhiri dulu jabatannya di halaman Pengurus."
                .into(),
        ));
    }
    if to.is_some()
        && let Some(why) = rows::ties(&mut tx, ctx, id, actor.today()).await?.first()
    {
        return Err(Error::Rule((*why).to_owned()));
    }
    let former = Former {
        elsewhere: String::new(),
        from: person.joined_on,
        until: leaving.until,
        reason: leaving.reason,
        note: to.map_or(&leaving.note, |to| &to.1).clone(),
    };
    store::add(&mut tx, &scope, id, person.kind, &former, actor.now).await?;
    people::remove(&mut tx, &scope, id, actor.now).await?;
    let mut what = format!(
        "Anggota dikeluarkan dari daftar: {} ({})",
        storage::mention(id),
        leaving.reason.label()
    );
    if let Some((unit, name)) = to {
        let there = actor.may(CHANGE_MEMBERS, *unit)?;
        let nik = entry.nik.as_ref().and_then(|nik| {
            Some(Nik {
                sealed: nik.sealed.as_deref().and_then(rows::unhex),
                hash: rows::unhex(&nik.hash)?,
                last: nik.last.clone(),
            })
        });
        let new = arrive(&mut tx, actor, (&scope, &there), &person, nik, leaving).await?;
        what = format!("Anggota pindah ke {name}: {}", storage::mention(id));
        let arrived = format!(
            "Anggota pindah dari {}: {}",
            actor.unit_name,
            storage::mention(new)
        );
        storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, *unit, new, arrived)).await?;
    }
    storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(())
}

/// Holds one unit or two, always in one order, so that two moves at once never wait for each other.
async fn hold(tx: &mut Tx, one: UnitId, other: Option<UnitId>) -> Result<()> {
    let mut units: Vec<UnitId> = [Some(one), other].into_iter().flatten().collect();
    units.sort();
    for unit in units {
        tx.hold(unit).await?;
    }
    Ok(())
}

/// Puts `person` on the roll of the scope `there`, with guardians, history and own address.
/// Consents stay behind: they were given to the other unit.
async fn arrive(
    tx: &mut Tx,
    actor: &Actor,
    (here, there): (&Scope, &Scope),
    person: &Person,
    nik: Option<Nik>,
    leaving: &Leaving,
) -> Result<PersonId> {
    let new = NewPerson {
        nik,
        joined_on: Some(leaving.until),
        ..as_it_is(person)
    };
    let id = people::add(tx, there, &new, actor.now).await?;
    let fresh = kernel::code::token(web::secret::random::<16>());
    store::hand_over_token(tx, person.id, id, &person.token, &fresh).await?;
    for former in store::of(tx, here, person.id).await?.into_iter().rev() {
        let elsewhere = match former.elsewhere.as_str() {
            "" => actor.unit_name.clone(),
            name => name.to_owned(),
        };
        let former = Former {
            elsewhere,
            ..former
        };
        store::add(tx, there, id, person.kind, &former, actor.now).await?;
    }
    for guardian in consents::guardians(tx, here, person.id).await? {
        let Guardian {
            name,
            relation,
            phone,
            ..
        } = guardian;
        let new = NewGuardian {
            name,
            relation,
            phone,
        };
        consents::add_guardian(tx, there, id, &new, None, actor.now).await?;
    }
    Ok(id)
}

struct GoneLine {
    id: PersonId,
    name: String,
    below: String,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct GonePage {
    people: Vec<GoneLine>,
    may_change: bool,
    before: String,
    after: String,
    here: String,
    token: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct View {
    hal: String,
}

async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(View { hal }): Params<View>,
) -> Result<Response> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let count = store::count_gone(&mut db, &scope).await?;
    let last = (count + PER_PAGE - 1).max(1) / PER_PAGE;
    let at = hal.parse::<i64>().unwrap_or(1).clamp(1, last.max(1));
    let from = (at - 1) * PER_PAGE;
    let people = store::gone(&mut db, &scope, PER_PAGE, from).await?;
    let link = |page: i64| format!("/anggota/keluar?hal={page}");
    let shown = i64::try_from(people.len()).unwrap_or(0);
    let page = GonePage {
        people: people
            .into_iter()
            .map(|gone| {
                let until = gone
                    .until
                    .unwrap_or_else(|| actor.zone.today(gone.removed_at));
                let reason = gone.reason.map(|reason| visitor.say(reason.label()));
                let parts = [Some(day::medium(until)), reason, Some(gone.note)];
                let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
                GoneLine {
                    id: gone.id,
                    name: gone.name,
                    below: parts.collect::<Vec<_>>().join(" · "),
                }
            })
            .collect(),
        may_change: actor.allows(CHANGE_MEMBERS),
        before: if at > 1 { link(at - 1) } else { String::new() },
        after: if from + shown < count {
            link(at + 1)
        } else {
            String::new()
        },
        here: visitor
            .say("{a}–{b} dari {n}")
            .replace("{a}", &(from + 1).to_string())
            .replace("{b}", &(from + shown).to_string())
            .replace("{n}", &count.to_string()),
        token: visitor.token(),
    };
    visitor.page("Sudah keluar", &page)
}

#[derive(Deserialize)]
struct Nothing {}

async fn come_back(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let roll = roll::keeper(&mut tx, &scope).await?;
    tx.hold(roll).await?;
    let (name, sealed) = store::find_gone(&mut tx, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let digits = sealed.and_then(|sealed| ctx.keys.open("nik", &sealed));
    let mut hash = digits.map(|digits| ctx.keys.hash("nik", &digits));
    if let Some(one) = &hash
        && merges::nik_taken(&mut tx, &scope, one, id).await?
    {
        hash = None;
    }
    store::bring_back(&mut tx, &scope, id, hash, actor.today(), actor.now).await?;
    let what = format!("Anggota masuk lagi ke daftar: {}", storage::mention(id));
    storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok(format!("{name} masuk lagi ke daftar anggota."));
    Ok(visitor.redirect_with(&format!("/anggota/{id}"), &flash))
}
