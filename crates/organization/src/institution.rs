//! Karang Taruna as an institution (`lembaga`) of the village's own system: its members with their
//! offices as a workbook for the village, and the village's workbook read back, office by office.

use crate::board::{self, Seated};
use crate::domain::institution::{HEADINGS, MEMBER, office, seat};
use crate::domain::{NewDecree, Person, Seat};
use crate::import::Known;
use crate::store::imports;
use crate::store::people as store;
use crate::{CHANGE_BOARD, EXPORT_MEMBERS, NOTE_DECREES, Unit};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use kernel::access::Scope;
use kernel::id::PersonId;
use kernel::{day, name};
use roster::InstitutionMember;
use serde::Deserialize;
use std::collections::HashMap;
use storage::Query;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Upload, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/pengurus/lembaga", get(show).post(upload))
        .route("/pengurus/lembaga/terapkan", post(take))
        .route("/pengurus/lembaga/anggota.xlsx", get(export))
}

#[derive(Template)]
#[template(path = "institution.html")]
struct InstitutionPage {
    may_export: bool,
    may_change: bool,
    /// Offices that a workbook tells and the board lacks.
    lines: Vec<Line>,
    /// People of the workbook who are not on the roll.
    unknown: Vec<String>,
    /// A workbook was read.
    read: bool,
    /// The number of the decree in the workbook, if it has one and it is not kept yet.
    decree: String,
    error: String,
    token: String,
}

/// An office that a workbook gives to somebody on the roll.
struct Line {
    /// The person and the system's word for the office, as the form sends it.
    value: String,
    /// "Ana Lestari: Sekretaris, Bidang Humas".
    label: String,
}

impl InstitutionPage {
    fn new(visitor: &Visitor, actor: &Actor) -> Self {
        Self {
            may_export: actor.allows(EXPORT_MEMBERS),
            may_change: actor.allows(CHANGE_BOARD),
            lines: Vec::new(),
            unknown: Vec::new(),
            read: false,
            decree: String::new(),
            error: String::new(),
            token: visitor.token(),
        }
    }
}

const TITLE: &str = "Data lembaga desa";

/// `GET /pengurus/lembaga`.
async fn show(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(crate::SEE_BOARD, actor.unit)?;
    visitor.page(TITLE, &InstitutionPage::new(&visitor, &actor))
}

/// `GET /pengurus/lembaga/anggota.xlsx`.
async fn export(State(ctx): State<Ctx>, actor: Actor) -> Result<Response> {
    let scope = actor.may(EXPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    let people = store::book(&mut tx, &scope).await?;
    let seats = board::seats(&mut tx, &scope, actor.today()).await?;
    let status = board::decree_status(&mut tx, &scope, actor.today()).await?;
    let unit = crate::unit(&mut tx, actor.unit).await?;
    let unit = unit.ok_or(Error::NotFound)?;
    let what = format!("Data lembaga desa diunduh: {} orang", people.len());
    let entry = actor.audit(EXPORT_MEMBERS, actor.unit, actor.unit, what);
    storage::audit(&mut tx, entry).await?;
    tx.commit().await?;
    let years = status.term.map(|term| term.years()).unwrap_or_default();
    let decree = status.decree.map(|decree| decree.says).unwrap_or_default();
    let name = format!("Lembaga {} {}.xlsx", unit.name, actor.today());
    let bytes = web::render_blocking(move || {
        let people = people.iter().enumerate();
        let rows =
            people.map(|(at, (person, _))| row(&unit, at + 1, person, &seats, &years, &decree));
        roster::write_xlsx("Lembaga", &HEADINGS, rows)
    });
    let media = crate::export::Format::Xlsx.media();
    Ok(web::file(&name, media, bytes.await?))
}

fn row(
    unit: &Unit,
    number: usize,
    person: &Person,
    seats: &[Seated],
    years: &str,
    decree: &NewDecree,
) -> Vec<String> {
    let seat = seats.iter().find(|seat| seat.person == person.id);
    let jabatan = seat.map(|seat| office(seat.position, &seat.title, &seat.division));
    let of_decree = |text: String| seat.map(|_| text).unwrap_or_default();
    vec![
        unit.slug.clone(),
        unit.name.clone(),
        number.to_string(),
        person.full_name.clone(),
        person.nik_last.clone().unwrap_or_default(),
        jabatan.unwrap_or_else(|| MEMBER.to_owned()),
        of_decree(decree.number.clone()),
        of_decree(years.to_owned()),
        of_decree(decree.number.clone()),
        of_decree(decree.day.map(day::short).unwrap_or_default()),
        String::new(),
        String::new(),
        person.kind.label().to_owned(),
    ]
}

/// `POST /pengurus/lembaga`: what the village's workbook would change; nothing is kept.
async fn upload(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let mut page = InstitutionPage::new(&visitor, &actor);
    let read = match upload.file("lembaga") {
        None => Err(Error::Rule("Pilih dulu berkasnya.".into())),
        Some(file) => read(file.bytes.clone()).await,
    };
    let members = match read {
        Ok(members) => members,
        Err(Error::Rule(text)) => {
            page.error = text;
            return visitor.page_again(TITLE, &page);
        }
        Err(error) => return Err(error),
    };
    let mut db = ctx.db.read().await?;
    let known = imports::known(&mut db, &scope).await?;
    let seats = board::seats(&mut db, &scope, actor.today()).await?;
    let roll = Roll::new(&ctx, &known);
    for member in &members {
        match roll.find(member) {
            Some(person) => page.lines.extend(offered(person, &member.office, &seats)),
            None => page.unknown.push(member.name.clone()),
        }
    }
    page.decree = new_decree(&mut db, &scope, &members).await?;
    page.read = true;
    visitor.page(TITLE, &page)
}

/// The members in `bytes`, read off the thread that serves.
async fn read(bytes: Vec<u8>) -> Result<Vec<InstitutionMember>> {
    let read = tokio::task::spawn_blocking(move || roster::read_institution(&bytes));
    let read = read.await.map_err(|error| Error::Other(error.into()))?;
    let read = read.map_err(|error| Error::Rule(error.to_string()))?;
    read.filter(|members| !members.is_empty()).ok_or_else(|| {
        Error::Rule(
            "Di berkas ini tidak terbaca kolom nama dan jabatan. Unggah daftar anggota lembaga dari OpenSID.".into(),
        )
    })
}

/// The seat that `person` is offered, unless they sit there already.
fn offered(person: &Person, jabatan: &str, seats: &[Seated]) -> Option<Line> {
    let seat = seat(jabatan, person.id)?;
    let has = |one: &Seated| {
        one.person == person.id
            && one.position == seat.position
            && one.title == seat.shown_title()
            && one.division == seat.division
    };
    (!seats.iter().any(has)).then(|| Line {
        value: format!("{} {jabatan}", person.id),
        label: match &*seat.division {
            "" => format!("{}: {}", person.full_name, seat.shown_title()),
            division => format!("{}: {}, {division}", person.full_name, seat.shown_title()),
        },
    })
}

/// The roll by what a workbook tells of somebody.
struct Roll<'a> {
    ctx: &'a Ctx,
    by_nik: HashMap<&'a [u8], &'a Person>,
    /// Nobody where two have the name.
    by_name: HashMap<String, Option<&'a Person>>,
}

impl<'a> Roll<'a> {
    fn new(ctx: &'a Ctx, known: &'a [Known]) -> Self {
        let mut roll = Self {
            ctx,
            by_nik: HashMap::new(),
            by_name: HashMap::new(),
        };
        for one in known {
            if let Some(hash) = &one.nik_hash {
                roll.by_nik.insert(hash, &one.person);
            }
            let named = roll.by_name.entry(name::key(&one.person.full_name));
            named
                .and_modify(|found| *found = None)
                .or_insert(Some(&one.person));
        }
        roll
    }

    fn find(&self, member: &InstitutionMember) -> Option<&'a Person> {
        let hash = self.ctx.keys.hash("nik", member.nik.as_bytes());
        let by_nik = self.by_nik.get(&hash[..]).copied();
        let by_name = || *self.by_name.get(&name::key(&member.name))?;
        by_nik.filter(|_| !member.nik.is_empty()).or_else(by_name)
    }
}

/// The number of the decree that the workbook tells, if it is one and not kept yet.
async fn new_decree(
    db: &mut impl Query,
    scope: &Scope,
    members: &[InstitutionMember],
) -> Result<String> {
    let mut numbers: Vec<&str> = members.iter().map(|member| &*member.decree).collect();
    numbers.retain(|number| number.chars().any(|c| c.is_ascii_digit()) && number.len() <= 100);
    numbers.sort_unstable();
    numbers.dedup();
    let [number] = &numbers[..] else {
        return Ok(String::new());
    };
    let kept = crate::store::decrees::decrees(db, scope).await?;
    let known = kept.iter().any(|decree| decree.says.number == *number);
    Ok(if known {
        String::new()
    } else {
        (*number).to_owned()
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    jabatan: Vec<String>,
    sk: String,
}

impl Chosen {
    /// The seats that were ticked.
    fn seats(&self) -> Option<Vec<Seat>> {
        let read = |text: &String| {
            let (person, jabatan) = text.split_once(' ')?;
            let person: PersonId = person.parse().ok()?;
            seat(jabatan, person).filter(|seat| {
                seat.title.chars().count() <= 80 && seat.division.chars().count() <= 80
            })
        };
        self.jabatan.iter().map(read).collect()
    }
}

/// `POST /pengurus/lembaga/terapkan`: the ticked offices, and the decree, in one moment.
async fn take(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    let scope = actor.may(CHANGE_BOARD, actor.unit)?;
    let seats = chosen.seats().ok_or(Error::NotFound)?;
    let mut errors = Errors::default();
    let number = errors.within("sk", &chosen.sk, 100);
    if !errors.is_empty() || seats.len() > 300 {
        return Err(Error::Bad(
            "Nomor SK atau daftarnya terlalu panjang. Unggah lagi berkasnya.".into(),
        ));
    }
    if seats.is_empty() {
        let flash = Flash::warn("Tidak ada jabatan yang dicentang, jadi tidak ada yang berubah.");
        return Ok(visitor.redirect_with("/pengurus/lembaga", &flash));
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(scope.unit()).await?;
    let there = board::seats(&mut tx, &scope, actor.today()).await?;
    let mut given = 0;
    for seat in &seats {
        let person = crate::find_person(&mut tx, &scope, seat.person).await?;
        let who = storage::mention(person.ok_or(Error::NotFound)?.id);
        let title = seat.shown_title();
        let has = |one: &Seated| {
            one.person == seat.person && one.title == title && one.division == seat.division
        };
        if there.iter().any(has) {
            continue;
        }
        board::give_seat(&mut tx, &scope, seat, actor.today(), actor.now).await?;
        let what = format!("Menjadikan {who} {title}, dari data lembaga desa");
        storage::audit(
            &mut tx,
            actor.audit(CHANGE_BOARD, actor.unit, seat.person, what),
        )
        .await?;
        given += 1;
    }
    let kept = crate::store::decrees::decrees(&mut tx, &scope).await?;
    if !number.is_empty() && !kept.iter().any(|decree| decree.says.number == number) {
        let decree = NewDecree {
            number,
            ..NewDecree::default()
        };
        let id = board::add_decree(&mut tx, &scope, &decree, actor.now).await?;
        let what = format!("Mencatat SK {}, dari data lembaga desa", decree.number);
        storage::audit(&mut tx, actor.audit(NOTE_DECREES, actor.unit, id, what)).await?;
    }
    tx.commit().await?;
    let text = visitor.say("{n} jabatan dicatat dari data lembaga desa.");
    let flash = Flash::ok(text.replace("{n}", &given.to_string()));
    Ok(visitor.redirect_with("/pengurus", &flash))
}
