//! Pages of the member list, a person, and the unit's settings.

use crate::consents::ConsentCard;
use crate::domain::{Former, Kind, Person, PersonForm};
use crate::export::{Format, export};
use crate::members::NewPerson;
use crate::settings::{self, Saved, SettingsForm};
use crate::store::find;
use crate::store::people::{self as store, Filter, Listed};
use crate::{
    CHANGE_MEMBERS, CHANGE_SETTINGS, EXPORT_MEMBERS, IMPORT_MEMBERS, LIST_MEMBERS, MERGE_MEMBERS,
    READ_SHARES, SHARE_NAMES, add_person, book,
};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::{MergeId, PersonId};
use kernel::{day, phone};
use serde::Deserialize;
use storage::Reader;
use web::{
    Actor, BoxFuture, Ctx, Error, Errors, Flash, Form, Panel, Result, Upload, Visitor, filters,
};

const PER_PAGE: i64 = 50;

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/anggota", get(list).post(quick_add))
        .route("/anggota/baru", get(new))
        .route("/anggota/tambah", post(create))
        .route("/anggota/buku", get(print_book))
        .route("/anggota/kartu", get(print_cards))
        .route("/anggota/unduh/{format}", get(download))
        .route("/anggota/{id}", get(show).post(change))
        .route("/anggota/{id}/ubah", get(edit))
        .merge(crate::import::router())
        .merge(crate::board_pages::router())
        .merge(crate::consents::router())
        .merge(crate::guardians::router())
        .merge(crate::leaving::router())
        .merge(crate::merge_pages::router())
        .merge(crate::retention::router())
        .merge(crate::readiness::router())
        .merge(crate::own::router())
        .merge(crate::share::router())
        .merge(crate::join_pages::router())
        .merge(crate::policy::router())
        .merge(crate::board_words::router())
        .merge(crate::tree::router())
        .merge(crate::public::router())
        .route("/pengaturan", get(show_settings).post(save_settings))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    cari: String,
    dusun: String,
    rt: String,
    jenis: String,
    hal: String,
}

#[derive(Template)]
#[template(path = "members.html")]
struct ListPage {
    query: ListQuery,
    people: Vec<Listed>,
    count: i64,
    near: bool,
    here: String,
    before: String,
    after: String,
    hamlets: Vec<String>,
    rts: Vec<i64>,
    kinds: &'static [Kind],
    narrowed: bool,
    /// People under 18 for whom no guardian has agreed.
    without_consent: i64,
    may_merge: bool,
    may_change: bool,
    may_import: bool,
    may_export: bool,
    may_share: bool,
    may_read_shares: bool,
    token: String,
    quick: PersonForm,
    errors: Errors,
}

async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(query): Params<ListQuery>,
) -> Result<Response> {
    let page = list_page(&ctx, &visitor, &actor, query).await?;
    visitor.page("Anggota", &page)
}

async fn list_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    query: ListQuery,
) -> Result<ListPage> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let filter = Filter {
        text: query.cari.clone(),
        hamlet: some(&query.dusun),
        rt: query.rt.parse().ok(),
        kind: some(&query.jenis),
    };
    let at = query.hal.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let mut db = ctx.db.read().await?;
    let from = (at - 1) * PER_PAGE;
    let (people, count, near) = if filter.text.trim().is_empty() {
        let (people, count) = store::page(&mut db, &scope, &filter, PER_PAGE, from).await?;
        (people, count, false)
    } else {
        let found = find::find(&mut db, &scope, &filter, false).await?;
        let count = i64::try_from(found.people.len()).unwrap_or(i64::MAX);
        let index = |n: i64| usize::try_from(n).unwrap_or(0);
        let page = found.people.into_iter().skip(index(from));
        (page.take(index(PER_PAGE)).collect(), count, found.near)
    };
    let (hamlets, rts) = store::places(&mut db, &scope).await?;
    let first = (at - 1) * PER_PAGE + 1;
    let last = (first + PER_PAGE - 1).min(count);
    let link = |page: i64| {
        let text =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let (cari, dusun) = (text(&query.cari), text(&query.dusun));
        let (rt, jenis) = (text(&query.rt), text(&query.jenis));
        format!("/anggota?cari={cari}&dusun={dusun}&rt={rt}&jenis={jenis}&hal={page}")
    };
    Ok(ListPage {
        here: visitor
            .say("{a}–{b} dari {n}")
            .replace("{a}", &first.to_string())
            .replace("{b}", &last.to_string())
            .replace("{n}", &count.to_string()),
        before: if at > 1 { link(at - 1) } else { String::new() },
        after: if last < count {
            link(at + 1)
        } else {
            String::new()
        },
        narrowed: filter.hamlet.is_some() || filter.rt.is_some() || filter.kind.is_some(),
        people,
        count,
        near,
        hamlets,
        rts,
        kinds: &Kind::ALL,
        without_consent: crate::consents::lacking(&mut db, &scope, actor.today()).await?,
        may_merge: actor.allows(MERGE_MEMBERS),
        may_change: actor.allows(CHANGE_MEMBERS),
        may_import: actor.allows(IMPORT_MEMBERS),
        may_export: actor.allows(EXPORT_MEMBERS),
        may_share: actor.allows(SHARE_NAMES),
        may_read_shares: actor.allows(READ_SHARES),
        token: visitor.token(),
        quick: PersonForm::default(),
        errors: Errors::default(),
        query,
    })
}

async fn quick_add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    match form.read(actor.today()) {
        Ok(new) => {
            let id = add(&ctx, &actor, new).await?;
            let flash = Flash::ok(format!("{} tersimpan.", form.nama.trim()));
            let _ = id;
            Ok(visitor.redirect_with("/anggota", &flash))
        }
        Err(errors) => {
            let page = list_page(&ctx, &visitor, &actor, ListQuery::default()).await?;
            visitor.page_again(
                "Anggota",
                &ListPage {
                    quick: form,
                    errors,
                    ..page
                },
            )
        }
    }
}

async fn add(ctx: &Ctx, actor: &Actor, new: NewPerson) -> Result<PersonId> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let new = NewPerson {
        joined_on: Some(actor.today()),
        ..new.sealed(&ctx.keys)
    };
    let mut tx = ctx.db.begin().await?;
    let id = add_person(&mut tx, &scope, &new, actor.now).await?;
    still_seen(&mut tx, &scope, id).await?;
    let what = format!("Anggota ditambahkan: {}", storage::mention(id));
    storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(id)
}

/// A hamlet's officers keep to their hamlet: who lives elsewhere is written down by the village's.
async fn still_seen(tx: &mut storage::Tx, scope: &Scope, id: PersonId) -> Result<()> {
    match store::find(tx, scope, id).await? {
        Some(_) => Ok(()),
        None => Err(Error::Rule(
            "Alamat ini di luar wilayah unit. Minta pengurus desa yang mencatatnya.".into(),
        )),
    }
}

#[derive(Template)]
#[template(path = "person_form.html")]
struct FormPage {
    action: String,
    back: String,
    title: &'static str,
    form: PersonForm,
    errors: Errors,
    kinds: &'static [Kind],
    has_nik: bool,
    token: String,
}

async fn new(visitor: Visitor, actor: Actor, Params(form): Params<PersonForm>) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    visitor.page(
        "Anggota baru",
        &form_page(&visitor, None, form, Errors::default()),
    )
}

fn form_page(
    visitor: &Visitor,
    person: Option<&Person>,
    form: PersonForm,
    errors: Errors,
) -> FormPage {
    let own = person.map(|person| format!("/anggota/{}", person.id));
    FormPage {
        action: own.clone().unwrap_or_else(|| "/anggota/tambah".to_owned()),
        back: own.unwrap_or_else(|| "/anggota".to_owned()),
        title: if person.is_some() {
            "Ubah data anggota"
        } else {
            "Anggota baru"
        },
        has_nik: person.is_some_and(|person| person.nik_last.is_some()),
        form,
        errors,
        kinds: &Kind::ALL,
        token: visitor.token(),
    }
}

async fn create(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    match form.read(actor.today()) {
        Ok(new) => {
            let id = add(&ctx, &actor, new).await?;
            let flash = Flash::ok(format!("{} tersimpan.", form.nama.trim()));
            Ok(visitor.redirect_with(&format!("/anggota/{id}"), &flash))
        }
        Err(errors) => visitor.page_again("Anggota baru", &form_page(&visitor, None, form, errors)),
    }
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    person: Person,
    born: String,
    phones: Vec<PhoneLine>,
    consents: ConsentCard,
    /// Entries that were merged into this one: the merge, and the name there.
    merges: Vec<(MergeId, String)>,
    /// Memberships that have ended, here and elsewhere.
    former: Vec<Former>,
    since: String,
    may_merge: bool,
    may_change: bool,
    panels: Vec<Panel>,
    token: String,
}

/// A phone as it is shown, and who else has it.
struct PhoneLine {
    local: String,
    wa: String,
    shared: Vec<(PersonId, String)>,
}

pub(crate) async fn found(ctx: &Ctx, actor: &Actor, id: PersonId) -> Result<Person> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    store::find(&mut ctx.db.read().await?, &scope, id)
        .await?
        .ok_or(Error::NotFound)
}

async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let Some(person) = store::find(&mut db, &scope, id).await? else {
        let now = crate::merge::now(&mut db, &scope, id).await?;
        let now = now.ok_or(Error::NotFound)?;
        return Ok(visitor.redirect(&format!("/anggota/{now}")));
    };
    let mut panels = Vec::new();
    for panel in ctx.modules.iter().flat_map(|module| module.person_panels) {
        panels.extend(panel(&ctx, &actor, id).await?);
    }
    panels.push(crate::own::person_panel(&ctx, &visitor, &actor, &person).await?);
    panels.sort_by_key(|panel| panel.order);
    let born = [
        person.birth_place.clone(),
        person.birth_date.map(day::medium).unwrap_or_default(),
    ];
    let shared = store::sharing(&mut db, &scope, id).await?;
    let phones = person.phones.iter().map(|e164| PhoneLine {
        local: phone::local(e164),
        wa: phone::wa(e164),
        shared: shared
            .iter()
            .filter(|(phone, _, _)| phone == e164)
            .map(|(_, id, name)| (*id, name.clone()))
            .collect(),
    });
    let page = PersonPage {
        born: born
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        phones: phones.collect(),
        consents: ConsentCard::of(&mut db, &scope, &person, actor.today()).await?,
        merges: merges(&mut db, &scope, id).await?,
        former: crate::store::memberships::of(&mut db, &scope, id).await?,
        since: person.joined_on.map(day::medium).unwrap_or_default(),
        may_merge: actor.allows(MERGE_MEMBERS),
        may_change: actor.allows(CHANGE_MEMBERS),
        panels,
        token: visitor.token(),
        person,
    };
    visitor.page("Anggota", &page)
}

async fn merges(db: &mut Reader, scope: &Scope, id: PersonId) -> Result<Vec<(MergeId, String)>> {
    let merges = crate::store::merges::into(db, scope, id).await?;
    Ok(merges
        .into_iter()
        .filter_map(|merge| Some((merge.id, merge.gone_before?.full_name)))
        .collect())
}

async fn edit(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let form = PersonForm::of(&person);
    let page = form_page(&visitor, Some(&person), form, Errors::default());
    visitor.page("Ubah data anggota", &page)
}

async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<PersonId>,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let person = found(&ctx, &actor, id).await?;
    let new = match form.read(actor.today()) {
        Ok(new) => new.sealed(&ctx.keys),
        Err(errors) => {
            let page = form_page(&visitor, Some(&person), form, errors);
            return visitor.page_again("Ubah data anggota", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    let version = form.versi.parse().unwrap_or(0);
    if !store::change(&mut tx, &scope, id, version, &new, actor.now).await? {
        drop(tx);
        let mut errors = Errors::default();
        errors.add(
            "nama",
            "Data ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
        );
        let form = PersonForm {
            versi: person.version.to_string(),
            ..form
        };
        let page = form_page(&visitor, Some(&person), form, errors);
        let mut response = visitor.page_again("Ubah data anggota", &page)?;
        *response.status_mut() = axum::http::StatusCode::CONFLICT;
        return Ok(response);
    }
    still_seen(&mut tx, &scope, id).await?;
    let what = format!("Data anggota diubah: {}", storage::mention(id));
    storage::audit(&mut tx, actor.audit(CHANGE_MEMBERS, actor.unit, id, what)).await?;
    tx.commit().await?;
    Ok(visitor.redirect_with(
        &format!("/anggota/{id}"),
        &Flash::ok("Perubahan tersimpan."),
    ))
}

async fn print_book(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let pdf = book::member_book(&ctx, &actor).await?;
    Ok(web::file("Buku Induk Anggota.pdf", "application/pdf", pdf))
}

async fn download(
    State(ctx): State<Ctx>,
    actor: Actor,
    Path(format): Path<String>,
) -> Result<Response> {
    let format = Format::from_code(&format).ok_or(Error::NotFound)?;
    let (name, bytes) = export(&ctx, &actor, format).await?;
    Ok(web::file(&name, format.media(), bytes))
}

async fn print_cards(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    match book::member_cards(&ctx, &actor).await? {
        Some(pdf) => Ok(web::file("Kartu Anggota.pdf", "application/pdf", pdf)),
        None => Ok(visitor.redirect_with(
            "/anggota",
            &Flash::info("Belum ada anggota yang bisa dicetak kartunya."),
        )),
    }
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    form: SettingsForm,
    errors: Errors,
    token: String,
}

async fn show_settings(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(CHANGE_SETTINGS, actor.unit)?;
    let form = SettingsForm::of(&mut ctx.db.read().await?, &scope).await?;
    let page = SettingsPage {
        form,
        errors: Errors::default(),
        token: visitor.token(),
    };
    visitor.page("Pengaturan", &page)
}

async fn save_settings(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    actor.may(CHANGE_SETTINGS, actor.unit)?;
    let text = |name: &str| upload.text(name).to_owned();
    let form = SettingsForm {
        nama: text("nama"),
        alamat: text("alamat"),
        telepon: text("telepon"),
        kertas: text("kertas"),
        versi: text("versi"),
    };
    let mut logo = None;
    if let Some(file) = upload.file("logo") {
        if !documents::is_picture(&file.bytes) {
            let mut errors = Errors::default();
            errors.add("logo", "Logo harus gambar PNG atau JPG.");
            let page = SettingsPage {
                form,
                errors,
                token: visitor.token(),
            };
            return visitor.page_again("Pengaturan", &page);
        }
        logo = Some(ctx.files.put(file.bytes.clone()).await?);
    }
    let page = |form, errors| SettingsPage {
        form,
        errors,
        token: visitor.token(),
    };
    match settings::save(&ctx, &actor, &form, logo).await? {
        Saved::Yes => Ok(visitor.redirect_with("/pengaturan", &Flash::ok("Pengaturan tersimpan."))),
        Saved::Wrong(errors) => visitor.page_again("Pengaturan", &page(form, errors)),
        Saved::Changed(versi) => {
            let mut errors = Errors::default();
            errors.add(
                "nama",
                "Pengaturan ini baru saja diubah orang lain. Periksa isian, lalu simpan lagi.",
            );
            let page = page(SettingsForm { versi, ..form }, errors);
            let mut response = visitor.page_again("Pengaturan", &page)?;
            *response.status_mut() = axum::http::StatusCode::CONFLICT;
            Ok(response)
        }
    }
}

#[derive(Template)]
#[template(path = "home_card.html")]
struct HomeCard {
    counts: Vec<(&'static str, i64)>,
    total: i64,
    may_import: bool,
}

/// How many people are on the roll, or how to get them there.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(LIST_MEMBERS, actor.unit) else {
            return Ok(None);
        };
        let counts = store::counts(&mut ctx.db.read().await?, &scope).await?;
        let of = |kind: Kind| {
            counts
                .iter()
                .find(|(code, _)| code == kind.code())
                .map_or(0, |c| c.1)
        };
        let card = HomeCard {
            counts: [Kind::Active, Kind::Passive, Kind::Candidate]
                .map(|k| (k.label(), of(k)))
                .into(),
            total: counts
                .iter()
                .filter(|(code, _)| code != "guest")
                .map(|(_, n)| n)
                .sum(),
            may_import: actor.allows(IMPORT_MEMBERS),
        };
        let html = card.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 10,
            title: "Anggota".into(),
            html,
        }))
    })
}
