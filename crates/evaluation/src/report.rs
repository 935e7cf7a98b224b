//! What evaluation says elsewhere: the panel on an activity's page, the section of its report.

use crate::domain::{Finding, Rate, Results, Survey, percent, shown};
use crate::pages::Figures;
use crate::words::{Telling, few, waiting};
use crate::{FEWEST, MANAGE_SURVEYS, READ_RESULTS, domain::FEW, store};
use activity::{Activity, Kind};
use askama::Template;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ActivityId, SurveyId};
use kernel::paper::{Block, Column, Section, Table};
use web::chart::Grouped;
use web::{Actor, BoxFuture, Ctx, Panel, Result, filters};

/// Where evaluation stands among the panels and sections of all contexts.
const ORDER: u16 = 60;
const TITLE: &str = "Evaluasi peserta";

/// What came of a survey, as far as it may be told: answers that wait are told from now on if
/// they are five or more, so that no two looks differ by fewer ([`Results::of`]).
///
/// # Errors
///
/// When the database refuses.
pub async fn results(ctx: &Ctx, survey: SurveyId) -> Result<Results> {
    let waiting = store::waiting(&mut ctx.db.read().await?, survey).await?;
    if waiting >= FEWEST {
        tell_waiting(ctx, survey).await?;
    }
    let mut db = ctx.db.read().await?;
    let questions = store::questions(&mut db, survey).await?;
    let waiting = store::waiting(&mut db, survey).await?;
    let batches = store::batches(&mut db, survey).await?;
    Ok(Results::of(questions, &batches, waiting))
}

async fn tell_waiting(ctx: &Ctx, survey: SurveyId) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    tx.hold(survey).await?;
    if store::waiting(&mut tx, survey).await? >= FEWEST {
        store::tell_waiting(&mut tx, survey).await?;
    }
    tx.commit().await?;
    Ok(())
}

#[derive(Template)]
#[template(path = "panel.html")]
struct PanelPage {
    activity: ActivityId,
    survey: Option<SurveyId>,
    open: bool,
    answers: u64,
    told: bool,
    fewest: u64,
    last_day: String,
    invitation: String,
    may_manage: bool,
}

/// How the survey stands and what to do next.
pub(crate) fn activity_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    id: ActivityId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(READ_RESULTS, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let Some(activity) = activity::find(&mut db, &scope, id).await? else {
            return Ok(None);
        };
        let survey = store::find_of(&mut db, &scope, id).await?;
        drop(db);
        let panel = panel(ctx, actor, &activity, survey.as_ref());
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: ORDER,
            title: TITLE.into(),
            html,
        }))
    })
}

fn panel(ctx: &Ctx, actor: &Actor, activity: &Activity, survey: Option<&Survey>) -> PanelPage {
    let invitation = |survey: &Survey| {
        let link = ctx.link(&format!("/s/{}", survey.code));
        Telling {
            unit_name: &actor.unit_name,
            activity,
            survey,
            link,
        }
        .invitation()
    };
    let answers = survey.map_or(0, Survey::answers);
    PanelPage {
        activity: activity.id,
        survey: survey.map(|survey| survey.id),
        open: survey.is_some_and(|survey| survey.open_on(actor.today())),
        answers,
        told: answers >= FEWEST,
        fewest: FEWEST,
        last_day: survey
            .map(|survey| day::long(survey.closes_on))
            .unwrap_or_default(),
        invitation: survey.map(invitation).unwrap_or_default(),
        may_manage: actor.allows(MANAGE_SURVEYS),
    }
}

/// The survey's section of an activity's report; what is missing if there is nothing to tell.
pub(crate) fn report_section<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    id: ActivityId,
) -> BoxFuture<'a, Result<Option<Section>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let Some(activity) = activity::find(&mut db, scope, id).await? else {
            return Ok(None);
        };
        let Some(survey) = store::find_of(&mut db, scope, id).await? else {
            let asked = activity.kind == Kind::Training;
            return Ok(asked.then(|| missing("Survei peserta belum dibuat.".into())));
        };
        drop(db);
        let results = results(ctx, survey.id).await?;
        let mut db = ctx.db.read().await?;
        let there = activity::attendees(&mut db, scope, id).await?.len() as u64;
        Ok(Some(section(&survey, &results, there)))
    })
}

fn missing(what: String) -> Section {
    Section {
        order: ORDER,
        title: TITLE.into(),
        blocks: Vec::new(),
        missing: vec![what],
    }
}

fn section(survey: &Survey, results: &Results, attendees: u64) -> Section {
    if !results.has_figures() {
        return missing(format!(
            "Hasil survei peserta belum bisa ditampilkan: baru {} jawaban, perlu paling sedikit \
             {FEWEST}.",
            results.answers
        ));
    }
    let mut blocks = vec![facts(survey, results, attendees)];
    if results.told < FEW {
        blocks.push(Block::Text(few(results.told)));
    }
    blocks.extend(waiting(results).map(Block::Text));
    if results.rated().next().is_some() {
        blocks.extend([Block::Table(table(results)), drawing(results)]);
    }
    for result in &results.questions {
        match &result.finding {
            Finding::Words(words) if !words.is_empty() => {
                blocks.push(Block::Text(result.question.words.clone()));
                blocks.push(Block::List(words.clone()));
            }
            _ => {}
        }
    }
    Section {
        order: ORDER,
        title: TITLE.into(),
        blocks,
        missing: Vec::new(),
    }
}

fn facts(survey: &Survey, results: &Results, attendees: u64) -> Block {
    let rate = Rate::of(results.answers, attendees);
    let rate = match rate.share() {
        Some(share) => format!(
            "{} dari {attendees} peserta yang hadir",
            percent(Some(share))
        ),
        None => rate.why_not().to_owned(),
    };
    let names = ["tautan pribadi", "tautan umum", "kertas"];
    let ways = names.into_iter().zip(shown(&survey.ways));
    let ways: Vec<String> = ways
        .filter_map(|(name, size)| match size {
            Some(0) => None,
            Some(size) => Some(format!("{name} {size}")),
            None => Some(format!("{name} (tidak ditampilkan)")),
        })
        .collect();
    Block::Facts(vec![
        ("Jawaban".into(), results.answers.to_string()),
        ("Tingkat jawaban".into(), rate),
        ("Cara mengisi".into(), ways.join(", ")),
        (
            "Skala".into(),
            "1 (sangat kurang) sampai 5 (sangat baik), tanpa nama".into(),
        ),
    ])
}

fn table(results: &Results) -> Table {
    let columns = vec![
        Column::left("Pertanyaan", 8),
        Column::right("Jawaban", 3),
        Column::right("Median", 3),
        Column::right("Rata-rata", 3),
        Column::right("Selang 95%", 3),
        Column::right("Nilai 4–5", 3),
    ];
    let row = |(question, summary)| {
        let question: &crate::Question = question;
        let figures = Figures::of(summary);
        let interval = match figures.interval {
            empty if empty.is_empty() => "–".to_owned(),
            interval => interval,
        };
        vec![
            question.words.clone(),
            figures.n.to_string(),
            figures.median,
            figures.mean,
            interval,
            figures.top_two,
        ]
    };
    Table {
        columns,
        rows: results.rated().map(row).collect(),
    }
}

fn drawing(results: &Results) -> Block {
    let caption = "Nilai rata-rata tiap pertanyaan, skala 1 sampai 5";
    let group = |(question, summary): (&crate::Question, &crate::Summary)| {
        (question.words.clone(), vec![summary.mean()])
    };
    let chart = Grouped {
        title: caption.into(),
        series: vec!["Rata-rata".into()],
        groups: results.rated().map(group).collect(),
        full: 5.0,
    };
    Block::Svg {
        svg: for_paper(&chart.svg()),
        caption: caption.into(),
    }
}

/// The drawing with what the page's style sheet would have given it.
fn for_paper(svg: &str) -> String {
    let style = "<style>text{font-family:\"Noto Sans\",sans-serif;font-size:13px;fill:#1B211E}\
                 .c1{fill:#1F4E79}</style>";
    let svg = svg.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1);
    svg.replacen("</title>", &format!("</title>{style}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Answer, Given, Question, QuestionKind};
    use jiff::civil::date;
    use uuid::Uuid;

    fn section_of(ratings: &[u8]) -> Section {
        let id = Uuid::from_u128(1).into();
        let question = Question {
            id,
            position: 1,
            block: "Materi".into(),
            kind: QuestionKind::Scale,
            words: "Materi <jelas>".into(),
        };
        let sheet = |rating: &u8| {
            vec![Answer {
                question: id,
                given: Given::Rating(*rating),
            }]
        };
        let sheets: Vec<Vec<Answer>> = ratings.iter().map(sheet).collect();
        let survey = Survey {
            id: Uuid::nil().into(),
            unit: Uuid::nil().into(),
            activity: Uuid::nil().into(),
            code: String::new(),
            closes_on: date(2026, 12, 9),
            closed: false,
            ways: [0, sheets.len() as u64, 0],
        };
        let results = match sheets.len() {
            waiting @ 0..5 => Results::of(vec![question], &[], waiting as u64),
            _ => Results::of(vec![question], &[sheets], 0),
        };
        section(&survey, &results, 10)
    }

    #[test]
    fn four_answers_are_missing_from_the_report() {
        let section = section_of(&[4, 4, 5, 3]);
        assert!(section.blocks.is_empty());
        assert!(
            section.missing[0].contains("baru 4 jawaban"),
            "{:?}",
            section.missing
        );
    }

    #[test]
    fn five_answers_become_a_line_of_figures() {
        let section = section_of(&[3, 4, 4, 5, 5]);
        let table = section.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let row = ["Materi <jelas>", "5", "4", "4,2", "3,2–5,0", "80%"];
        assert_eq!(table.unwrap().rows, [row]);
        assert!(section.missing.is_empty());
    }

    #[test]
    fn the_drawing_stands_without_a_style_sheet() {
        let section = section_of(&[3, 4, 4, 5, 5]);
        let svg = section.blocks.iter().find_map(|block| match block {
            Block::Svg { svg, .. } => Some(svg),
            _ => None,
        });
        let svg = svg.unwrap();
        assert!(
            svg.starts_with("<svg xmlns=") && svg.contains("</title><style>"),
            "{svg}"
        );
    }
}
