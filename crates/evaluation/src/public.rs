//! What people see who answer: the form behind the link, thanks, and why it can't be answered.
//! Nothing of the visitor is kept: no address, no sign-in, no time finer than the day.

use crate::answer::{Answered, Pass};
use crate::domain::{Question, Survey, Typed, read};
use crate::{answer, store};
use activity::Activity;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State as From};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::day;
use organization::Unit;
use serde::Deserialize;
use web::secret::random;
use web::{Ctx, Error, Errors, Form, Page, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/s/{code}", get(form).post(send))
        .route("/s/{code}/terima-kasih", get(thanks))
}

/// A question as it stands in a form.
pub(crate) struct Asked {
    /// The heading above it; empty within a block.
    pub(crate) heading: String,
    pub(crate) question: Question,
    pub(crate) typed: String,
    pub(crate) error: String,
}

pub(crate) fn asked(questions: Vec<Question>, typed: &Typed, errors: &Errors) -> Vec<Asked> {
    let mut block = String::new();
    let asked = |question: Question| {
        let fresh = question.block != block;
        block.clone_from(&question.block);
        Asked {
            heading: if fresh { block.clone() } else { String::new() },
            typed: typed.of(question.field()).to_owned(),
            error: errors.of(question.field()).to_owned(),
            question,
        }
    };
    questions.into_iter().map(asked).collect()
}

/// The random number that makes a form one form, however often it is sent.
pub(crate) fn form_number(typed: &Typed) -> String {
    match typed.of("n") {
        number if (16..=64).contains(&number.len()) => number.to_owned(),
        _ => kernel::code::token(random::<16>()),
    }
}

struct Found {
    survey: Survey,
    activity: Activity,
    unit: Unit,
    questions: Vec<Question>,
}

impl Found {
    async fn by(ctx: &Ctx, code: &str) -> Result<Self> {
        let mut db = ctx.db.read().await?;
        let survey = store::find_public(&mut db, code)
            .await?
            .ok_or(Error::NotFound)?;
        let scope = Scope::of_system(survey.unit);
        let activity = activity::find(&mut db, &scope, survey.activity).await?;
        let unit = organization::unit(&mut db, survey.unit).await?;
        Ok(Self {
            activity: activity.ok_or(Error::NotFound)?,
            unit: unit.ok_or(Error::NotFound)?,
            questions: store::questions(&mut db, survey.id).await?,
            survey,
        })
    }

    fn cookie(&self) -> String {
        format!("survei-{}", self.survey.code)
    }

    fn closed_words(&self, visitor: &Visitor) -> String {
        if self.survey.closed {
            return visitor.say("Survei ini sudah ditutup oleh panitia.");
        }
        let last = day::long(self.survey.closes_on);
        crate::pages::said(
            visitor,
            "Survei ini ditutup setelah {hari}.",
            &[("hari", &last)],
        )
    }

    fn page(self, visitor: &Visitor, typed: &Typed, errors: &Errors, notice: Notice) -> FormPage {
        FormPage {
            title: self.activity.title,
            unit_name: self.unit.name,
            code: self.survey.code,
            asked: asked(self.questions, typed, errors),
            problem: errors.of("semua").to_owned(),
            failed: !errors.is_empty(),
            own_link: typed.of("t").to_owned(),
            number: form_number(typed),
            notice,
            token: visitor.token(),
        }
    }
}

/// What stands above the form, or in its place.
#[derive(Default)]
struct Notice {
    text: String,
    /// Whether the form stands below it.
    form: bool,
    /// Whether somebody else may answer on this phone.
    again: bool,
}

impl Notice {
    fn none() -> Self {
        Self {
            form: true,
            ..Self::default()
        }
    }

    fn instead(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

#[derive(Template)]
#[template(path = "answer.html")]
struct FormPage {
    title: String,
    unit_name: String,
    code: String,
    asked: Vec<Asked>,
    problem: String,
    failed: bool,
    own_link: String,
    number: String,
    notice: Notice,
    token: String,
}

const USED: &str = "Tautan ini sudah dipakai dan jawabannya sudah tersimpan. Satu tautan hanya \
     untuk satu jawaban. Kalau belum pernah mengisi, minta tautan baru kepada panitia.";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LinkQuery {
    t: String,
    lagi: String,
}

async fn form(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(code): Path<String>,
    Params(query): Params<LinkQuery>,
) -> Result<Response> {
    let found = Found::by(&ctx, &code).await?;
    let own = own_link(&query.t)?;
    let mut status = StatusCode::OK;
    let mut notice = Notice::none();
    if let Some(own) = &own
        && let Pass::Link(hash) = Pass::link(&ctx.keys, own)
        && !store::unused(&mut ctx.db.read().await?, found.survey.id, &hash).await?
    {
        status = StatusCode::CONFLICT;
        notice = Notice::instead(visitor.say(USED));
    } else if !found.survey.open_on(found.unit.zone.today(visitor.now())) {
        notice = Notice::instead(found.closed_words(&visitor));
    } else if own.is_none() && query.lagi.is_empty() && has_cookie(&headers, &found.cookie()) {
        let text = visitor.say("Survei ini sudah diisi dari HP ini. Terima kasih.");
        notice = Notice {
            again: true,
            ..Notice::instead(text)
        };
    }
    let typed = Typed(vec![("t".to_owned(), own.unwrap_or_default())]);
    let body = found.page(&visitor, &typed, &Errors::default(), notice);
    visitor.page_with(
        Page {
            status,
            ..Page::titled("Survei")
        },
        &body,
    )
}

/// The token of a personal link, if there is one.
///
/// # Errors
///
/// [`Error::Bad`] for what can't be a token: a link that was cut off.
fn own_link(text: &str) -> Result<Option<String>> {
    let token = text.trim().to_lowercase();
    let whole = token.len() == 26 && token.chars().all(|c| c.is_ascii_alphanumeric());
    match (token.is_empty(), whole) {
        (true, _) => Ok(None),
        (_, true) => Ok(Some(token)),
        _ => Err(Error::Bad(
            "Tautannya terpotong. Buka lagi dari pesan yang diterima, lalu tekan tautannya.".into(),
        )),
    }
}

fn has_cookie(headers: &HeaderMap, name: &str) -> bool {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';'));
    pairs.any(|pair| pair.trim().split('=').next() == Some(name))
}

async fn send(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let found = Found::by(&ctx, &code).await?;
    if let Some(seconds) = ctx
        .limiter
        .count(&format!("s {}", visitor.address), 120, 60)
    {
        return Err(Error::TooMany(format!(
            "Terlalu banyak kiriman dari sini. Tunggu {seconds} detik, lalu kirim lagi."
        )));
    }
    let answers = match read(&found.questions, &typed) {
        Ok(answers) => answers,
        Err(errors) => {
            let page = found.page(&visitor, &typed, &errors, Notice::none());
            return visitor.page_again("Survei", &page);
        }
    };
    let pass = match own_link(typed.of("t"))? {
        Some(token) => Pass::link(&ctx.keys, &token),
        None => Pass::open_link(&ctx.keys, &form_number(&typed)),
    };
    let scope = Scope::of_system(found.survey.unit);
    let today = found.unit.zone.today(visitor.now());
    let mut tx = ctx.db.begin().await?;
    match answer(&mut tx, &scope, found.survey.id, &pass, &answers, today).await? {
        Answered::Taken => tx.commit().await?,
        Answered::Again => drop(tx),
        Answered::LinkUsed => {
            drop(tx);
            let page = found.page(
                &visitor,
                &typed,
                &Errors::default(),
                Notice::instead(visitor.say(USED)),
            );
            let conflict = Page {
                status: StatusCode::CONFLICT,
                ..Page::titled("Survei")
            };
            return visitor.page_with(conflict, &page);
        }
        Answered::Closed => {
            drop(tx);
            let words = found.closed_words(&visitor);
            let sorry = visitor.say("Jawaban belum terkirim; isiannya masih ada di bawah.");
            let notice = Notice {
                text: format!("{words} {sorry}"),
                ..Notice::none()
            };
            let page = found.page(&visitor, &typed, &Errors::default(), notice);
            return visitor.page_again("Survei", &page);
        }
    }
    let mut response = visitor.redirect(&format!("/s/{}/terima-kasih", found.survey.code));
    let two_months = 60 * 24 * 3600;
    let cookie = visitor.set_cookie(&found.cookie(), "1", two_months);
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

#[derive(Template)]
#[template(path = "thanks.html")]
struct ThanksPage {
    title: String,
    unit_name: String,
    activity_code: String,
}

async fn thanks(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response> {
    let found = Found::by(&ctx, &code).await?;
    let page = ThanksPage {
        title: found.activity.title,
        unit_name: found.unit.name,
        activity_code: found.activity.code,
    };
    visitor.page("Terima kasih", &page)
}
