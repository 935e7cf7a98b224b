//! Consents as officers write them down, take them back, and look for those that are missing.

use crate::domain::{
    Consent, ConsentForm, Guardian, How, NewConsents, Person, Purpose, SELF, Standing, is_minor,
    minors_born_after, standing,
};
use crate::members::Placed;
use crate::pages::found;
use crate::store::consents as store;
use crate::{CHANGE_MEMBERS, LIST_MEMBERS};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{AccountId, ConsentId, PersonId};
use serde::Deserialize;
use storage::{Query, Reader, Tx};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// People without a consent that are shown at once.
const SHOWN: i64 = 200;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota/persetujuan", get(lacking_page))
        .route("/anggota/{id}/persetujuan", get(new).post(add))
        .route("/anggota/{id}/persetujuan/{izin}/cabut", post(withdraw))
}

/// The consents about a person of the scope's roll, newest first.
///
/// # Errors
///
/// When the database refuses.
pub async fn consents_of(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<Consent>> {
    store::consents(db, scope, person).await
}

/// Writes down what was agreed about a person of the scope's roll.
///
/// # Errors
///
/// When the database refuses.
pub async fn record_consents(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    new: &NewConsents,
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<()> {
    store::add_consents(tx, scope, person, new, account, now).await
}

/// Takes a consent about a person of the scope's roll back from `today` on; `false` if it was
/// before, or is not there.
///
/// # Errors
///
/// When the database refuses.
pub async fn withdraw_consent(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    consent: ConsentId,
    today: Date,
) -> Result<bool> {
    store::withdraw(tx, scope, person, consent, today).await
}

/// How many people under 18 have no guardian's consent to their data.
pub(crate) async fn lacking(db: &mut impl Query, scope: &Scope, today: Date) -> Result<i64> {
    store::count_without_consent(db, scope, minors_born_after(today)).await
}

/// What a person's page tells of guardians and consents.
pub(crate) struct ConsentCard {
    pub(crate) minor: bool,
    pub(crate) warns: bool,
    pub(crate) guardians: Vec<Guardian>,
    pub(crate) standings: Vec<(Purpose, Standing)>,
    pub(crate) consents: Vec<Consent>,
}

impl ConsentCard {
    pub(crate) async fn of(
        db: &mut Reader,
        scope: &Scope,
        person: &Person,
        today: Date,
    ) -> Result<Self> {
        let minor = is_minor(person, today);
        let consents = store::consents(db, scope, person.id).await?;
        let standings: Vec<_> = Purpose::ALL
            .iter()
            .map(|purpose| (*purpose, standing(&consents, *purpose, minor)))
            .collect();
        Ok(Self {
            minor,
            warns: minor && standing(&consents, Purpose::Data, true) != Standing::Given,
            guardians: store::guardians(db, scope, person.id).await?,
            standings,
            consents,
        })
    }
}

#[derive(Template)]
#[template(path = "consent_list.html")]
struct LackingPage {
    people: Vec<Placed>,
    count: i64,
    may_change: bool,
}

async fn lacking_page(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let day = minors_born_after(actor.today());
    let page = LackingPage {
        people: store::without_consent(&mut db, &scope, day, SHOWN).await?,
        count: store::count_without_consent(&mut db, &scope, day).await?,
        may_change: actor.allows(CHANGE_MEMBERS),
    };
    visitor.page("Persetujuan wali", &page)
}

#[derive(Template)]
#[template(path = "consent_form.html")]
struct FormPage {
    person: Person,
    minor: bool,
    guardians: Vec<Guardian>,
    form: ConsentForm,
    errors: Errors,
    purposes: &'static [Purpose],
    hows: &'static [How],
    myself: &'static str,
    token: String,
}

const TITLE: &str = "Catat persetujuan";

fn page(
    visitor: &Visitor,
    person: Person,
    guardians: Vec<Guardian>,
    (form, errors): (ConsentForm, Errors),
    today: Date,
) -> FormPage {
    FormPage {
        minor: is_minor(&person, today),
        person,
        guardians,
        form,
        errors,
        purposes: Purpose::ALL,
        hows: How::BY_OFFICER,
        myself: SELF,
        token: visitor.token(),
    }
}

async fn new(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let guardians = store::guardians(&mut ctx.db.read().await?, &scope, id).await?;
    let today = actor.today();
    let minor = is_minor(&person, today);
    let form = ConsentForm {
        untuk: vec![Purpose::Data.code().to_owned()],
        oleh: match guardians.first() {
            Some(first) if minor => first.id.to_string(),
            _ if minor => String::new(),
            _ => SELF.to_owned(),
        },
        tanggal: day::short(today),
        ..ConsentForm::default()
    };
    let page = page(
        &visitor,
        person,
        guardians,
        (form, Errors::default()),
        today,
    );
    visitor.page(TITLE, &page)
}

async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(form): Form<ConsentForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let guardians = store::guardians(&mut tx, &scope, id).await?;
    let new = match form.read(&person.full_name, &guardians, actor.today()) {
        Ok(new) => new,
        Err(errors) => {
            drop(tx);
            let page = page(&visitor, person, guardians, (form, errors), actor.today());
            return visitor.page_again(TITLE, &page);
        }
    };
    record_consents(&mut tx, &scope, id, &new, Some(actor.account), actor.now).await?;
    let labels: Vec<&str> = new.purposes.iter().map(|one| one.label()).collect();
    let what = format!(
        "Persetujuan dicatat untuk {}: {} ({})",
        storage::mention(id),
        labels.join(", "),
        new.how.label()
    );
    storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(
        &format!("/anggota/{id}#persetujuan"),
        &Flash::ok("Persetujuan tersimpan."),
    ))
}

#[derive(Deserialize)]
struct Nothing {}

async fn withdraw(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path((id, consent)): Path<(PersonId, ConsentId)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    found(&ctx, &actor, id).await?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let known = store::consents(&mut tx, &scope, id).await?;
    if !known.iter().any(|one| one.id == consent) {
        return Err(Error::NotFound);
    }
    let flash = if withdraw_consent(&mut tx, &scope, id, consent, actor.today()).await? {
        let what = format!("Persetujuan {} dicabut", storage::mention(id));
        storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
        Flash::ok("Persetujuan dicabut mulai hari ini.")
    } else {
        Flash::info("Persetujuan ini sudah dicabut sebelumnya.")
    };
    tx.commit().await?;
    Ok(visitor.redirect_with(&format!("/anggota/{id}#persetujuan"), &flash))
}
