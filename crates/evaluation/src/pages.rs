//! Officers' pages of surveys: the list, a new one, what came of it, closing and reopening.

use crate::domain::{
    FEW, FEWEST, Finding, Question, QuestionResult, Rate, Results, Summary, Survey, TRAINING,
    decimal, default_closing, percent, shown,
};
use crate::words::Telling;
use crate::{MANAGE_SURVEYS, READ_RESULTS, create_survey, links, manage, paper, public, store};
use activity::Activity;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State as From};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use kernel::access::{Act, Scope};
use kernel::day;
use kernel::id::{ActivityId, SurveyId};
use serde::Deserialize;
use web::chart::Distribution;
use web::{Actor, BoxFuture, Ctx, Error, Flash, Form, Panel, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/survei", get(list).post(create))
        .route("/survei/baru", get(new))
        .route("/survei/{id}", get(show))
        .route("/survei/{id}/tutup", post(close))
        .route("/survei/{id}/buka", post(reopen))
        .merge(links::router())
        .merge(paper::router())
        .merge(public::router())
}

/// The survey `id` with its activity, if the actor may do `act`.
pub(crate) async fn found(
    ctx: &Ctx,
    actor: &Actor,
    act: Act,
    id: SurveyId,
) -> Result<(Scope, Survey, Activity)> {
    let scope = actor.may(act, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let survey = store::find(&mut db, &scope, id)
        .await?
        .ok_or(Error::NotFound)?;
    let activity = activity::find(&mut db, &scope, survey.activity)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((scope, survey, activity))
}

struct Line {
    href: String,
    title: String,
    answers: u64,
    open: bool,
}

/// The newest surveys, at most `limit`.
async fn lines(ctx: &Ctx, actor: &Actor, scope: &Scope, limit: i64) -> Result<Vec<Line>> {
    let mut db = ctx.db.read().await?;
    let mut lines = Vec::new();
    for survey in store::newest(&mut db, scope, limit).await? {
        let activity = activity::find(&mut db, scope, survey.activity).await?;
        lines.push(Line {
            href: format!("/survei/{}", survey.id),
            title: activity.map(|activity| activity.title).unwrap_or_default(),
            answers: survey.answers(),
            open: survey.open_on(actor.today()),
        });
    }
    Ok(lines)
}

#[derive(Template)]
#[template(path = "surveys.html")]
struct ListPage {
    lines: Vec<Line>,
}

async fn list(From(ctx): From<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(READ_RESULTS, actor.unit)?;
    let lines = lines(&ctx, &actor, &scope, 100).await?;
    visitor.page("Survei", &ListPage { lines })
}

#[derive(Template)]
#[template(path = "home_card.html")]
struct HomeCard {
    lines: Vec<Line>,
}

/// The newest surveys on the home page, once there are any.
pub(crate) fn home_card<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_RESULTS, actor.unit) else {
            return Ok(None);
        };
        let lines = lines(ctx, actor, &scope, 3).await?;
        if lines.is_empty() {
            return Ok(None);
        }
        let html = HomeCard { lines }.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 40,
            title: "Survei".into(),
            html,
        }))
    })
}

/// `text` in the visitor's language with its places filled.
pub(crate) fn said(visitor: &Visitor, text: &str, places: &[(&str, &str)]) -> String {
    places
        .iter()
        .fold(visitor.say(text), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OfActivity {
    kegiatan: String,
}

impl OfActivity {
    async fn find(&self, ctx: &Ctx, scope: &Scope) -> Result<Activity> {
        let id: ActivityId = self.kegiatan.parse().map_err(|_| Error::NotFound)?;
        activity::find(&mut ctx.db.read().await?, scope, id)
            .await?
            .ok_or(Error::NotFound)
    }
}

#[derive(Template)]
#[template(path = "survey_new.html")]
struct NewPage {
    activity: Activity,
    closes_on: String,
    questions: Vec<(&'static str, &'static str)>,
    token: String,
}

async fn new(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(of): Params<OfActivity>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_SURVEYS, actor.unit)?;
    let activity = of.find(&ctx, &scope).await?;
    let there = store::find_of(&mut ctx.db.read().await?, &scope, activity.id).await?;
    if let Some(survey) = there {
        return Ok(visitor.redirect(&format!("/survei/{}", survey.id)));
    }
    let mut block = "";
    let heading = |next: &'static str| {
        let fresh = if next == block { "" } else { next };
        block = next;
        fresh
    };
    let headings: Vec<&str> = TRAINING
        .iter()
        .map(|question| question.block)
        .map(heading)
        .collect();
    let page = NewPage {
        closes_on: day::long(default_closing(activity.ends_on, actor.today())),
        questions: headings
            .into_iter()
            .zip(TRAINING.iter().map(|q| q.words))
            .collect(),
        activity,
        token: visitor.token(),
    };
    visitor.page("Survei baru", &page)
}

async fn create(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(of): Form<OfActivity>,
) -> Result<Response> {
    let scope = actor.may(MANAGE_SURVEYS, actor.unit)?;
    let activity = of.find(&ctx, &scope).await?;
    let mut tx = ctx.db.begin().await?;
    let before = store::find_of(&mut tx, &scope, activity.id).await?;
    let id = create_survey(&mut tx, &scope, &activity, actor.now).await?;
    if before.is_none() {
        let what = format!("Survei dibuat: {}", activity.title);
        storage::audit(&mut tx, actor.audit(MANAGE_SURVEYS, actor.unit, id, what)).await?;
    }
    tx.commit().await?;
    let flash = Flash::ok("Survei siap. Bagikan tautannya ke peserta.");
    Ok(visitor.redirect_with(&format!("/survei/{id}"), &flash))
}

/// A question's result as it stands on the page.
pub(crate) struct Shown {
    block: String,
    words: String,
    chart: Option<Distribution>,
    figures: Figures,
    open: bool,
    written: Vec<String>,
}

/// A question's figures in words; all dashes where they are not told.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) n: u64,
    pub(crate) median: String,
    pub(crate) mean: String,
    pub(crate) interval: String,
    pub(crate) top_two: String,
}

impl Figures {
    pub(crate) fn of(summary: &Summary) -> Self {
        let median = summary.median().unwrap_or_default();
        let places = usize::from(median.fract() != 0.0);
        let interval =
            |(low, high)| format!("{}–{}", decimal(Some(low), 1), decimal(Some(high), 1));
        Self {
            n: summary.n(),
            median: decimal(summary.median(), places),
            mean: decimal(summary.mean(), 1),
            interval: summary.interval().map(interval).unwrap_or_default(),
            top_two: percent(summary.top_two()),
        }
    }
}

/// The words of the scale, best first.
pub(crate) const RATINGS: [(usize, &str); 5] = [
    (5, "Sangat baik"),
    (4, "Baik"),
    (3, "Cukup"),
    (2, "Kurang"),
    (1, "Sangat kurang"),
];

fn chart(visitor: &Visitor, question: &Question, summary: &Summary) -> Distribution {
    let bar = |(rating, words): (usize, &str)| {
        (
            format!("{rating} · {}", visitor.say(words)),
            summary.counts[rating - 1],
        )
    };
    Distribution::new(visitor.say(&question.words), RATINGS.map(bar))
}

fn shown_question(visitor: &Visitor, result: QuestionResult) -> Shown {
    let (chart, figures) = match &result.finding {
        Finding::Ratings(summary) => (
            Some(chart(visitor, &result.question, summary)),
            Figures::of(summary),
        ),
        Finding::TooFew | Finding::Words(_) => (None, Figures::default()),
    };
    Shown {
        chart,
        figures,
        open: !result.question.is_scale(),
        written: match result.finding {
            Finding::Words(words) => words,
            Finding::Ratings(_) | Finding::TooFew => Vec::new(),
        },
        block: result.question.block,
        words: result.question.words,
    }
}

#[derive(Template)]
#[template(path = "survey.html")]
struct SurveyPage {
    survey: Survey,
    activity: Activity,
    open: bool,
    answers: u64,
    attendees: u64,
    rate: String,
    why_no_rate: &'static str,
    told: u64,
    waiting: u64,
    has_figures: bool,
    fewest: u64,
    few: bool,
    ways: Vec<(&'static str, String)>,
    again: i64,
    blocks: Vec<(String, Vec<Shown>)>,
    last_day: String,
    until: String,
    invitation: String,
    link: String,
    qr: String,
    result_text: String,
    may_manage: bool,
    token: String,
}

async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SurveyId>,
) -> Result<Response> {
    let (scope, survey, activity) = found(&ctx, &actor, READ_RESULTS, id).await?;
    let results = crate::results(&ctx, survey.id).await?;
    let mut db = ctx.db.read().await?;
    let there = activity::attendees(&mut db, &scope, activity.id)
        .await?
        .len() as u64;
    let links = store::links(&mut db, &scope, id).await?;
    drop(db);
    let link = ctx.link(&format!("/s/{}", survey.code));
    let telling = Telling {
        unit_name: &actor.unit_name,
        activity: &activity,
        survey: &survey,
        link,
    };
    let rate = Rate::of(results.answers, there);
    let page = SurveyPage {
        open: survey.open_on(actor.today()),
        answers: results.answers,
        attendees: there,
        rate: percent(rate.share()),
        why_no_rate: rate.why_not(),
        told: results.told,
        waiting: results.waiting(),
        has_figures: results.has_figures(),
        fewest: FEWEST,
        few: results.told < FEW,
        ways: if results.has_figures() {
            ways(&visitor, &survey)
        } else {
            Vec::new()
        },
        again: links.iter().map(|(_, times)| times - 1).sum(),
        last_day: day::long(survey.closes_on),
        until: suggested(&survey, actor.today()).to_string(),
        invitation: telling.invitation(),
        qr: web::qr::svg(&telling.link, "Kode QR survei"),
        result_text: telling.results(&results, there),
        link: telling.link.clone(),
        blocks: blocks(&visitor, results),
        may_manage: actor.allows(MANAGE_SURVEYS),
        token: visitor.token(),
        activity: activity.clone(),
        survey: survey.clone(),
    };
    visitor.page("Hasil survei", &page)
}

/// How many came in which way; small groups stay hidden.
fn ways(visitor: &Visitor, survey: &Survey) -> Vec<(&'static str, String)> {
    let names = ["Tautan pribadi", "Tautan umum", "Kertas"];
    let sizes = shown(&survey.ways).into_iter();
    let size = |size: Option<u64>| {
        size.map_or_else(|| visitor.say("tidak ditampilkan"), |size| size.to_string())
    };
    names.into_iter().zip(sizes.map(size)).collect()
}

fn suggested(survey: &Survey, today: Date) -> Date {
    if survey.open_on(today) {
        survey.closes_on
    } else {
        default_closing(today, today)
    }
}

fn blocks(visitor: &Visitor, results: Results) -> Vec<(String, Vec<Shown>)> {
    let mut blocks: Vec<(String, Vec<Shown>)> = Vec::new();
    for result in results.questions {
        let shown = shown_question(visitor, result);
        match blocks.last_mut() {
            Some((block, questions)) if *block == shown.block => questions.push(shown),
            _ => blocks.push((shown.block.clone(), vec![shown])),
        }
    }
    blocks
}

#[derive(Deserialize)]
struct Nothing {}

async fn close(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SurveyId>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    manage::set_closing(&ctx, &actor, id, None).await?;
    let flash = Flash::ok("Survei ditutup. Tautannya tidak menerima jawaban lagi.");
    Ok(visitor.redirect_with(&format!("/survei/{id}"), &flash))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct UntilForm {
    sampai: String,
}

async fn reopen(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SurveyId>,
    Form(form): Form<UntilForm>,
) -> Result<Response> {
    actor.may(MANAGE_SURVEYS, actor.unit)?;
    let until: Date = form.sampai.trim().parse().map_err(|_| {
        Error::Rule("Hari terakhir belum terbaca. Pilih dari kalender, lalu simpan lagi.".into())
    })?;
    manage::set_closing(&ctx, &actor, id, Some(until)).await?;
    let flash = Flash::ok("Tersimpan. Survei menerima jawaban sampai hari itu.");
    Ok(visitor.redirect_with(&format!("/survei/{id}"), &flash))
}
