//! The unit's officers: who they are, who can sign in, and making somebody an officer.

use super::{page, secret};
use crate::acts::{MANAGE_OFFICERS, RECOVER_ACCOUNT};
use crate::domain::Login;
use crate::invites;
use crate::officer_list::{self, Officer};
use crate::officers::{self, AddError, NewOfficer, OneTime, Who};
use crate::store::extra_roles::ExtraRole;
use crate::store::recoveries::Recovery;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use kernel::access::{Role, Scope};
use kernel::day;
use kernel::id::{AccountId, PersonId};
use kernel::zone::Zone;
use organization::{BoardWords, Placed, Position};
use serde::Deserialize;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

/// Offices that the board gives here; a committee's come with its activity.
pub(super) const OFFICES: [Role; 6] = [
    Role::Chair,
    Role::ViceChair,
    Role::Secretary,
    Role::Treasurer,
    Role::DivisionHead,
    Role::Supervisor,
];

/// The offices that can be given, as the unit calls them.
pub(super) fn offices(words: &BoardWords) -> Vec<(Role, String)> {
    let named = |role| (role, words.title(Position::With(role)).to_owned());
    OFFICES.map(named).to_vec()
}

#[derive(Template)]
#[template(path = "officers.html")]
struct ListPage {
    /// How long the decree holds, and the board's other pages.
    head: String,
    officers: Vec<Officer>,
    /// Patrons and divisions.
    groups: String,
    me: Option<PersonId>,
    zone: Zone,
    my_account: AccountId,
    may_manage: bool,
    may_recover: bool,
    token: String,
}

#[derive(Template)]
#[template(path = "officer_choose.html")]
struct ChoosePage {
    text: String,
    people: Vec<Placed>,
}

#[derive(Template)]
#[template(path = "officer_form.html")]
struct FormPage {
    form: OfficerForm,
    /// The person's name, if chosen from the roll.
    chosen: Option<String>,
    /// The offices that person holds.
    holds: String,
    offices: Vec<(Role, String)>,
    titles: Vec<String>,
    errors: Errors,
    token: String,
}

#[derive(Template)]
#[template(path = "one_time.html")]
struct OneTimePage {
    name: String,
    login: String,
    passphrase: String,
    message: String,
}

impl ListPage {
    fn is_me(&self, officer: &Officer) -> bool {
        self.me == Some(officer.person)
    }

    fn may_agree(&self, recovery: &Recovery) -> bool {
        self.may_recover
            && recovery.agreed_by_name.is_empty()
            && recovery.asked_by != Some(self.my_account)
    }

    fn day(&self, moment: &Timestamp) -> String {
        day::medium(self.zone.today(*moment))
    }

    fn span(&self, extra: &ExtraRole) -> String {
        let (from, until) = (day::medium(extra.span.from), day::medium(extra.span.until));
        format!("{from} – {until}")
    }
}

/// `GET /pengurus`.
pub(super) async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
) -> Result<Response> {
    let body = ListPage {
        head: organization::board_head(&ctx, &visitor, &actor).await?,
        groups: organization::board_groups(&ctx, &visitor, &actor).await?,
        officers: officer_list::list(&ctx, &actor).await?,
        zone: actor.zone,
        me: actor.person,
        my_account: actor.account,
        may_manage: actor.allows(MANAGE_OFFICERS),
        may_recover: actor.allows(RECOVER_ACCOUNT),
        token: visitor.token(),
    };
    visitor.page("Pengurus", &body)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    cari: String,
    /// Somebody on the roll.
    orang: String,
    /// Somebody who is not.
    nama: Option<String>,
}

/// `GET /pengurus/baru`: who, then office and login.
pub(super) async fn choose(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Query(choice): Query<Choice>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    if !choice.orang.is_empty() || choice.nama.is_some() {
        let form = OfficerForm {
            orang: choice.orang,
            nama: choice.nama.unwrap_or_default(),
            ..OfficerForm::default()
        };
        return form_page(&ctx, &visitor, &actor, form, Errors::default()).await;
    }
    let text: String = choice.cari.trim().chars().take(100).collect();
    let people = match text.is_empty() {
        true => Vec::new(),
        false => organization::search(&mut ctx.db.read().await?, &scope, &text, 20).await?,
    };
    visitor.page("Tambah pengurus", &ChoosePage { text, people })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OfficerForm {
    orang: String,
    nama: String,
    jabatan: String,
    /// The board's own words for the office.
    sebutan: String,
    login: String,
    /// `undang`: by a link; `sandi`: with a one-time passphrase.
    cara: String,
}

impl OfficerForm {
    fn by_link(&self) -> bool {
        self.cara == "undang" || (self.cara.is_empty() && self.login.trim().is_empty())
    }
}

async fn form_page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    mut form: OfficerForm,
    errors: Errors,
) -> Result<Response> {
    let scope = actor.may(MANAGE_OFFICERS, actor.unit)?;
    let (chosen, holds) = match form.orang.parse::<PersonId>() {
        Ok(person) => chosen(ctx, actor, &scope, person, &mut form).await?,
        Err(_) => (None, String::new()),
    };
    let words = organization::board_words(&mut ctx.db.read().await?, &scope).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let token = visitor.token();
    let body = FormPage {
        form,
        chosen,
        holds,
        offices: offices(&words),
        titles: words.all_titles(),
        errors,
        token,
    };
    visitor.page_with(page("Tambah pengurus", status), &body)
}

/// Name and offices of somebody on the roll; their phone is proposed as the login.
async fn chosen(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    person: PersonId,
    form: &mut OfficerForm,
) -> Result<(Option<String>, String)> {
    let mut db = ctx.db.read().await?;
    let Some(found) = organization::find_person(&mut db, scope, person).await? else {
        form.orang.clear();
        return Ok((None, String::new()));
    };
    if form.login.is_empty() {
        form.login = found
            .phones
            .first()
            .map(|phone| kernel::phone::local(phone))
            .unwrap_or_default();
    }
    let board = organization::board(&mut db, scope, actor.today()).await?;
    let titles = board
        .into_iter()
        .filter(|seat| seat.person == person)
        .map(|seat| seat.title);
    Ok((Some(found.full_name), titles.collect::<Vec<_>>().join(", ")))
}

/// `POST /pengurus`: gives the office and shows an invitation or, with an account, the one-time
/// passphrase.
pub(super) async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<OfficerForm>,
) -> Result<Response> {
    actor.may(MANAGE_OFFICERS, actor.unit)?;
    let mut errors = Errors::default();
    if form.by_link() {
        if let Some((who, office)) = read_office(&form, &mut errors) {
            match invites::invite(&ctx, &actor, &who, office).await {
                Ok(made) => return super::invites::made_page(&ctx, &visitor, &actor, &made),
                Err(AddError::Web(error)) => return Err(error),
                Err(error) => errors.add("nama", error.to_string()),
            }
        }
    } else if let Some(new) = read(&form, &mut errors) {
        match officers::add(&ctx, &actor, new).await {
            Ok(one_time) => return one_time_page(&ctx, &visitor, one_time),
            Err(AddError::Web(error)) => return Err(error),
            Err(error @ AddError::LoginTaken) => errors.add("login", error.to_string()),
            Err(error @ AddError::NeedsLogin) => errors.add("login", error.to_string()),
            Err(error @ AddError::HasAccount(_)) => errors.add("nama", error.to_string()),
        }
    }
    form_page(&ctx, &visitor, &actor, form, errors).await
}

/// What the form asks for, or notes in `errors` why it can't be.
fn read(form: &OfficerForm, errors: &mut Errors) -> Option<NewOfficer> {
    let office = read_office(form, errors);
    let login = errors.keep("login", Login::parse(&form.login))?;
    office.map(|(who, office)| NewOfficer { who, office, login })
}

/// Who becomes an officer, and in which office.
fn read_office(form: &OfficerForm, errors: &mut Errors) -> Option<(Who, Option<(Role, String)>)> {
    let who = match form.orang.parse() {
        Ok(person) => Who::OnRoll(person),
        Err(_) => Who::New(errors.required("nama", &form.nama, 100)),
    };
    let title = errors.within("sebutan", &form.sebutan, 80);
    let office = match form.jabatan.as_str() {
        "tetap" if matches!(who, Who::OnRoll(_)) => None,
        "tanpa" => None,
        code => {
            let role = Role::from_code(code).filter(|role| OFFICES.contains(role));
            if role.is_none() {
                errors.add("jabatan", "Pilih salah satu jabatan.");
            }
            role.map(|role| (role, title))
        }
    };
    errors.is_empty().then_some((who, office))
}

/// The passphrase, this one time, with a message to send to its owner.
pub(super) fn one_time_page(ctx: &Ctx, visitor: &Visitor, one_time: OneTime) -> Result<Response> {
    let login = one_time.login.to_string();
    let message = format!(
        "*Akun Guyub untuk {}*\n\nMasuk di {}\nNomor HP atau nama pengguna: {login}\n\
         Kata sandi sekali pakai: {}\n\nSetelah masuk, langsung buat kata sandi sendiri. \
         Jangan teruskan pesan ini.",
        one_time.name,
        ctx.link("/masuk"),
        one_time.passphrase
    );
    let OneTime {
        name, passphrase, ..
    } = one_time;
    let body = OneTimePage {
        name,
        login,
        passphrase,
        message,
    };
    visitor.page("Kata sandi sekali pakai", &body).map(secret)
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /pengurus/{id}/sandi`: for an officer who forgot the passphrase.
pub(super) async fn renew(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    one_time_page(&ctx, &visitor, officers::renew(&ctx, &actor, person).await?)
}

#[derive(Deserialize)]
pub(super) struct RemoveForm {
    /// Whether the office ends, too.
    akhiri: Option<String>,
}

/// `POST /pengurus/{id}/tutup`.
pub(super) async fn remove(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(person): Path<PersonId>,
    Form(form): Form<RemoveForm>,
) -> Result<Response> {
    let name = officers::remove(&ctx, &actor, person, form.akhiri.is_some()).await?;
    let flash = Flash::ok(
        visitor
            .say("{nama} tidak bisa masuk lagi.")
            .replace("{nama}", &name),
    );
    Ok(visitor.redirect_with("/pengurus", &flash))
}
