//! The survey on paper: the form to print, and the screen on which officers enter one
//! questionnaire after the other.

use crate::answer::{Answered, Pass};
use crate::domain::{Question, SCALE, Survey, Typed, read};
use crate::public::{Asked, asked, form_number};
use crate::{MANAGE_SURVEYS, READ_RESULTS, answer, pages, store};
use activity::Activity;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State as From};
use axum::response::Response;
use axum::routing::get;
use documents::{FormQuestion, SurveyForm, survey_form};
use kernel::id::SurveyId;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

pub(crate) fn router() -> Router<Ctx> {
    Router::new()
        .route("/survei/{id}/kertas", get(form).post(enter))
        .route("/survei/{id}/formulir.pdf", get(print))
}

#[derive(Template)]
#[template(path = "survey_paper.html")]
struct PaperPage {
    survey: Survey,
    activity: Activity,
    sheet: u64,
    asked: Vec<Asked>,
    problem: String,
    failed: bool,
    number: String,
    token: String,
}

fn paper_page(
    visitor: &Visitor,
    survey: Survey,
    activity: Activity,
    questions: Vec<Question>,
    typed: &Typed,
    errors: &Errors,
) -> PaperPage {
    PaperPage {
        sheet: survey.ways[2] + 1,
        asked: asked(questions, typed, errors),
        problem: errors.of("semua").to_owned(),
        failed: !errors.is_empty(),
        number: form_number(typed),
        token: visitor.token(),
        survey,
        activity,
    }
}

async fn form(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SurveyId>,
) -> Result<Response> {
    let (_, survey, activity) = pages::found(&ctx, &actor, MANAGE_SURVEYS, id).await?;
    let questions = store::questions(&mut ctx.db.read().await?, id).await?;
    let (typed, errors) = (Typed::default(), Errors::default());
    let page = paper_page(&visitor, survey, activity, questions, &typed, &errors);
    visitor.page("Rekap kertas", &page)
}

async fn enter(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<SurveyId>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (scope, survey, activity) = pages::found(&ctx, &actor, MANAGE_SURVEYS, id).await?;
    let questions = store::questions(&mut ctx.db.read().await?, id).await?;
    let answers = match read(&questions, &typed) {
        Ok(answers) => answers,
        Err(errors) => {
            let page = paper_page(&visitor, survey, activity, questions, &typed, &errors);
            return visitor.page_again("Rekap kertas", &page);
        }
    };
    // Not in the audit log: it would say when which sheet was entered.
    let pass = Pass::paper(&ctx.keys, &form_number(&typed));
    let mut tx = ctx.db.begin().await?;
    let answered = answer(&mut tx, &scope, id, &pass, &answers, actor.today()).await?;
    tx.commit().await?;
    let flash = match answered {
        Answered::Taken => Flash::ok("Lembar tersimpan. Lanjut ke lembar berikutnya."),
        Answered::Again | Answered::LinkUsed | Answered::Closed => {
            Flash::info("Lembar ini sudah tersimpan tadi, jadi tidak dihitung dua kali.")
        }
    };
    Ok(visitor.redirect_with(&format!("/survei/{id}/kertas"), &flash))
}

async fn print(From(ctx): From<Ctx>, actor: Actor, Path(id): Path<SurveyId>) -> Result<Response> {
    let (scope, survey, activity) = pages::found(&ctx, &actor, READ_RESULTS, id).await?;
    let questions = store::questions(&mut ctx.db.read().await?, id).await?;
    let paper = organization::paper(&ctx, &scope, actor.today()).await?;
    let open = survey.open_on(actor.today());
    let form = SurveyForm {
        letterhead: paper.letterhead,
        sheet: paper.sheet,
        title: format!("Survei {}", activity.title),
        intro: "Nama tidak perlu ditulis. Lingkari satu angka pada tiap baris; yang tidak sesuai \
                boleh dikosongkan."
            .to_owned(),
        questions: questions.into_iter().map(on_paper).collect(),
        closing: "Terima kasih. Lipat lembar ini dan masukkan ke kotak di meja panitia.".to_owned(),
        url: if open {
            ctx.link(&format!("/s/{}", survey.code))
        } else {
            String::new()
        },
    };
    let pdf = web::render_blocking(move || survey_form(&form)).await?;
    Ok(web::file(
        &format!("Survei {}.pdf", activity.title),
        "application/pdf",
        pdf,
    ))
}

fn on_paper(question: Question) -> FormQuestion {
    let answer = if question.is_scale() {
        documents::Answer::Scale {
            steps: SCALE,
            low: "sangat kurang".to_owned(),
            high: "sangat baik".to_owned(),
        }
    } else {
        documents::Answer::Open { lines: 2 }
    };
    FormQuestion {
        group: question.block,
        text: question.words,
        answer,
    }
}
