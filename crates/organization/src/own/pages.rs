//! Pages of the person: what is kept about them, a correction, the copy. Without the PIN given on
//! this browser every address shows only the question for it.

use super::asking;
use super::holder::Holder;
use super::pin_pages::asked;
use crate::EXPORT_MEMBERS;
use crate::consents::ConsentCard;
use crate::domain::{Ask, Outcome, Person, PersonForm, Purpose, Standing, corrected, correction};
use crate::store::requests::{self, Request};
use crate::store::{roll, shares};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::day;
use kernel::zone::Zone;
use web::{Ctx, Errors, Flash, Form, Known, Page, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/p/{token}/data", get(data))
        .route("/p/{token}/perbaiki", get(edit).post(ask))
        .route("/p/{token}/salinan", get(copy))
}

/// A request as the person reads it.
struct Told {
    what: &'static str,
    day: String,
    outcome: &'static str,
    chip: &'static str,
    reason: String,
}

impl Told {
    fn of(request: Request, zone: Zone) -> Self {
        let moment = request.decided_at.unwrap_or(request.made_at);
        Self {
            what: request.ask.label(),
            day: day::medium(zone.today(moment)),
            outcome: request.outcome.label(),
            chip: match request.outcome {
                Outcome::Open => "warn",
                Outcome::Accepted => "ok",
                Outcome::Refused => "bad",
                Outcome::Withdrawn => "",
            },
            reason: request.reason,
        }
    }
}

/// How things stand with one purpose, and what the person may do about it.
struct Agreement {
    purpose: Purpose,
    standing: Standing,
    /// Whether there is something to take back.
    held: bool,
    /// Whether the person can agree here.
    open: bool,
}

impl Agreement {
    fn all(card: &ConsentCard) -> Vec<Self> {
        let agreement = |(purpose, standing): &(Purpose, Standing)| {
            let held = card
                .consents
                .iter()
                .any(|one| one.purpose == *purpose && one.withdrawn_on.is_none());
            Self {
                purpose: *purpose,
                standing: *standing,
                held,
                open: !card.minor && *standing != Standing::Given,
            }
        };
        card.standings.iter().map(agreement).collect()
    }
}

#[derive(Template)]
#[template(path = "own_data.html")]
struct DataPage {
    path: String,
    name: String,
    unit_name: String,
    known: Vec<Known>,
    told: Vec<Told>,
    agreements: Vec<Agreement>,
    minor: bool,
    correcting: bool,
    erasing: bool,
    objects: bool,
    errors: Errors,
    token: String,
}

async fn data(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    if !holder.open {
        return asked(&visitor, &holder);
    }
    let page = data_page(&ctx, &visitor, &holder, Errors::default()).await?;
    Ok(unkept(visitor.page("Data saya", &page)?))
}

async fn data_page(
    ctx: &Ctx,
    visitor: &Visitor,
    holder: &Holder,
    errors: Errors,
) -> Result<DataPage> {
    let person = &holder.person;
    let scope = Scope::of_system(person.unit);
    let known = known(ctx, &scope, person).await?;
    let mut db = ctx.db.read().await?;
    let unit = crate::unit(&mut db, person.unit).await?;
    let (zone, unit_name) = unit.map_or_else(Default::default, |unit| (unit.zone, unit.name));
    let made = requests::of(&mut db, &scope, person.id).await?;
    let objects = shares::objects(&mut db, &scope, person.id).await?;
    let card = ConsentCard::of(&mut db, &scope, person, zone.today(visitor.now())).await?;
    drop(db);
    Ok(DataPage {
        correcting: open(&made, Ask::Correction),
        erasing: open(&made, Ask::Erasure),
        told: made.into_iter().map(|one| Told::of(one, zone)).collect(),
        agreements: Agreement::all(&card),
        minor: card.minor,
        objects,
        name: person.full_name.clone(),
        unit_name,
        known,
        path: holder.path(""),
        errors,
        token: visitor.token(),
    })
}

/// The page of data once more, with what stood in the way.
pub(super) async fn data_again(
    ctx: &Ctx,
    visitor: &Visitor,
    holder: &Holder,
    status: StatusCode,
    errors: Errors,
) -> Result<Response> {
    let page = data_page(ctx, visitor, holder, errors).await?;
    let head = Page {
        status,
        ..Page::titled("Data saya")
    };
    Ok(unkept(visitor.page_with(head, &page)?))
}

fn open(made: &[Request], ask: Ask) -> bool {
    let mut made = made.iter();
    made.any(|one| one.ask == ask && one.outcome == Outcome::Open)
}

/// What every context knows of `person` in the scope's unit and in its parts, in the contexts'
/// order; what stands under one title is one table.
pub(super) async fn known(ctx: &Ctx, scope: &Scope, person: &Person) -> Result<Vec<Known>> {
    let mut units = roll::units(&mut ctx.db.read().await?, scope).await?;
    units.sort_by_key(|unit| unit.unit() != scope.unit());
    let mut known: Vec<Known> = Vec::new();
    for export in ctx.modules.iter().filter_map(|module| module.export) {
        for unit in &units {
            for part in export(ctx, unit, person.id).await? {
                match known.iter_mut().find(|one| one.title == part.title) {
                    Some(one) => one.rows.extend(part.rows),
                    None => known.push(part),
                }
            }
        }
    }
    known.retain(|one| !one.rows.is_empty());
    Ok(known)
}

/// `response` with data on it that no browser keeps, so that the next hand finds nothing.
fn unkept(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[derive(Template)]
#[template(path = "own_fix.html")]
struct FixPage {
    path: String,
    form: PersonForm,
    errors: Errors,
    token: String,
}

async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    let path = holder.path("");
    if !holder.open {
        return asked(&visitor, &holder);
    }
    let scope = Scope::of_system(holder.person.unit);
    let made = requests::of(&mut ctx.db.read().await?, &scope, holder.person.id).await?;
    let before = made
        .into_iter()
        .find(|one| open(std::slice::from_ref(one), Ask::Correction));
    let asked_for = before.map(|one| one.correction).unwrap_or_default();
    let page = FixPage {
        path,
        form: corrected(&holder.person, &asked_for),
        errors: Errors::default(),
        token: visitor.token(),
    };
    Ok(unkept(visitor.page("Perbaiki data", &page)?))
}

async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    if !holder.open {
        return asked(&visitor, &holder);
    }
    let path = holder.path("");
    let person = holder.person;
    let wanted = correction(&person, &form);
    let today = today(&ctx, &person).await?;
    let mut errors = corrected(&person, &wanted)
        .read(today)
        .err()
        .unwrap_or_default();
    if wanted.is_empty() {
        errors.add("nama", "Belum ada yang diubah.");
    }
    if !errors.is_empty() {
        let page = FixPage {
            path,
            form,
            errors,
            token: visitor.token(),
        };
        return Ok(unkept(visitor.page_again("Perbaiki data", &page)?));
    }
    asking::ask(&ctx, &person, Ask::Correction, &wanted).await?;
    let flash = Flash::ok("Usulan perbaikan terkirim. Pengurus akan memeriksanya.");
    Ok(visitor.redirect_with(&format!("{path}/data"), &flash))
}

/// The day where the person lives.
pub(super) async fn today(ctx: &Ctx, person: &Person) -> Result<jiff::civil::Date> {
    let unit = crate::unit(&mut ctx.db.read().await?, person.unit).await?;
    let zone = unit.map(|unit| unit.zone).unwrap_or_default();
    Ok(zone.today(ctx.clock.now()))
}

/// Everything that is kept about the person, for other programs.
async fn copy(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    let holder = Holder::at(&ctx, &headers, &token).await?;
    if !holder.open {
        return asked(&visitor, &holder);
    }
    let person = holder.person;
    let scope = Scope::of_system(person.unit);
    let parts = known(&ctx, &scope, &person).await?;
    let value = serde_json::json!({
        "nama": person.full_name,
        "dibuat": ctx.clock.now().to_string(),
        "bagian": parts.iter().map(part).collect::<Vec<_>>(),
    });
    let entry = storage::Entry {
        unit: Some(person.unit),
        at: visitor.now(),
        account: None,
        who: storage::mention(person.id),
        act: EXPORT_MEMBERS.name.to_owned(),
        what: "Salinan data sendiri diunduh lewat halaman pribadi".to_owned(),
        subject: Some(person.id.0),
        address: Some(visitor.address.clone()),
    };
    let mut tx = ctx.db.begin().await?;
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    let text = serde_json::to_vec_pretty(&value).map_err(anyhow::Error::from)?;
    let name = format!("Data {}.json", person.full_name);
    Ok(web::file(&name, "application/json", text))
}

fn part(known: &Known) -> serde_json::Value {
    let row = |row: &Vec<String>| -> serde_json::Map<String, serde_json::Value> {
        let cells = known.columns.iter().zip(row);
        cells
            .map(|(column, cell)| ((*column).to_owned(), cell.clone().into()))
            .collect()
    };
    serde_json::json!({
        "judul": known.title,
        "isi": known.rows.iter().map(row).collect::<Vec<_>>(),
    })
}
