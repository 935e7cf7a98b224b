//! Rows that may be somebody's second entry, side by side with that one: what they share, what
//! differs, and which value would be kept. One press is one answer, kept at once.

use super::answer::Answer;
use super::answers;
use super::find;
use super::merge::{combine, values_of};
use super::open::{Open, open};
use super::questions::{At, Candidate, Question};
use super::rows::masked;
use crate::IMPORT_MEMBERS;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use kernel::id::ImportId;
use roster::{Field, Shared, Values};
use serde::Deserialize;
use web::{Actor, Ctx, Error, Form, Result, Visitor, filters};

/// Questions of a page.
const PER_PAGE: usize = 10;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct View {
    lihat: String,
    hal: String,
}

struct Card {
    key: String,
    name: String,
    place: String,
    chip: (&'static str, &'static str),
    pairs: Vec<Pair>,
    other: bool,
    leave: bool,
    same_nik: bool,
}

/// The row beside one who may be the same person.
struct Pair {
    title: String,
    on_the_roll: bool,
    answer: String,
    chosen: bool,
    shared: String,
    differs: String,
    fields: Vec<FieldRow>,
}

struct FieldRow {
    label: &'static str,
    there: String,
    here: String,
    mark: &'static str,
}

#[derive(Template)]
#[template(path = "import/pairs.html")]
struct PairsPage {
    id: ImportId,
    file_name: String,
    cards: Vec<Card>,
    all: usize,
    undecided: usize,
    only_open: bool,
    shown: &'static str,
    page: usize,
    before: String,
    after: String,
    here: String,
    token: String,
}

pub(crate) async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Query(view): Query<View>,
) -> Result<Response> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let row = find(&mut ctx.db.read().await?, &scope, id).await?;
    if row.state != "waiting" {
        return Ok(visitor.redirect(&format!("/anggota/impor/{id}")));
    }
    let open = open(&ctx, &scope, row, actor.now).await?;
    visitor.page("Mungkin orang yang sama", &page(&visitor, &open, &view))
}

fn page(visitor: &Visitor, open: &Open, view: &View) -> PairsPage {
    let only_open = view.lihat == "belum";
    let mut questions: Vec<&Question> = open.plan.questions.iter().collect();
    // what nobody can know but a person comes first, and stays there when it is answered
    questions.sort_by_key(|one| one.candidates.iter().any(|candidate| candidate.certain));
    if only_open {
        questions.retain(|one| one.is_open());
    }
    let total = questions.len();
    let last = total.div_ceil(PER_PAGE).max(1);
    let page = view.hal.parse::<usize>().unwrap_or(1).clamp(1, last);
    let from = (page - 1) * PER_PAGE;
    let id = open.row.id;
    let shown = if only_open { "belum" } else { "semua" };
    let address = |page| format!("/anggota/impor/{id}/ganda?lihat={shown}&hal={page}");
    let cards = questions.into_iter().skip(from).take(PER_PAGE);
    let cards: Vec<Card> = cards.map(|question| card(open, question)).collect();
    PairsPage {
        id,
        file_name: open.row.file_name.clone(),
        all: open.plan.questions.len(),
        undecided: open.plan.undecided(),
        only_open,
        shown,
        page,
        before: if page > 1 {
            address(page - 1)
        } else {
            String::new()
        },
        after: if page < last {
            address(page + 1)
        } else {
            String::new()
        },
        here: format!("{}–{} dari {total}", from + 1, from + cards.len()),
        cards,
        token: visitor.token(),
    }
}

fn card(open: &Open, question: &Question) -> Card {
    let line = &open.list.reading.lines[question.line];
    let values = line.values.clone().unwrap_or_default();
    let pairs = question.candidates.iter();
    Card {
        key: open.list.keys[question.line].clone(),
        name: values.name.clone().unwrap_or_default(),
        place: line.place.to_string(),
        chip: match (question.decided, &question.answer) {
            (true, Answer::Same(_)) => ("Diputuskan: orang yang sama", "ok"),
            (true, Answer::Other) => ("Diputuskan: orang lain", "ok"),
            (true, Answer::Leave) => ("Diputuskan: ditinggal dulu", "ok"),
            (false, Answer::Leave) => ("Belum diputuskan", "ask"),
            (false, _) => ("Usulan: orang yang sama", "info"),
        },
        pairs: pairs
            .map(|one| pair(open, question, one, &values))
            .collect(),
        other: question.answer == Answer::Other,
        leave: question.decided && question.answer == Answer::Leave,
        same_nik: question
            .candidates
            .iter()
            .any(|one| one.shared.contains(&Shared::Nik)),
    }
}

fn pair(open: &Open, question: &Question, candidate: &Candidate, here: &Values) -> Pair {
    let (title, there) = match candidate.at {
        At::Known(at) => {
            let known = &open.known[at];
            let nik = known.person.nik_last.clone();
            let there = Values {
                nik,
                ..values_of(&known.person)
            };
            (known.person.full_name.clone(), there)
        }
        At::Line(at) => {
            let line = &open.list.reading.lines[at];
            (
                line.place.to_string(),
                line.values.clone().unwrap_or_default(),
            )
        }
    };
    let same_nik = candidate.shared.contains(&Shared::Nik);
    let fields: Vec<FieldRow> = Field::ALL
        .into_iter()
        .filter_map(|field| field_row(field, &there, here, same_nik))
        .collect();
    let alike = candidate.shared.contains(&Shared::Name);
    let differs: Vec<&str> = fields
        .iter()
        .filter(|row| !row.there.is_empty() && row.mark == NOT_USED)
        .filter(|row| !(alike && row.label == Field::Name.label()))
        .map(|row| row.label)
        .collect();
    let same_name = there.name == here.name;
    let shared = candidate.shared.iter().map(|one| match one {
        Shared::Name if !same_name => "nama mirip",
        other => other.label(),
    });
    let shared: Vec<&str> = shared.collect();
    let answer = Answer::Same(candidate.target.clone());
    Pair {
        title,
        on_the_roll: matches!(candidate.at, At::Known(_)),
        chosen: question.answer == answer,
        answer: answer.to_string(),
        shared: shared.join(", "),
        differs: differs.join(", "),
        fields,
    }
}

const NOT_USED: &str = "tidak dipakai";

/// One field of both; nothing where neither says anything. A merge keeps what is there.
fn field_row(field: Field, there: &Values, here: &Values, same_nik: bool) -> Option<FieldRow> {
    let text = |values: &Values| match (field, &values.nik) {
        (Field::Nik, Some(nik)) => masked(nik),
        _ => values.text(field),
    };
    let (left, right) = (text(there), text(here));
    if left.is_empty() && right.is_empty() {
        return None;
    }
    let after = text(&combine([there, here].into_iter()));
    let same = right == left || (field == Field::Nik && same_nik);
    let mark = if right.is_empty() || same {
        ""
    } else if after == left {
        NOT_USED
    } else if left.is_empty() {
        "melengkapi"
    } else {
        "ditambahkan"
    };
    Some(FieldRow {
        label: field.label(),
        there: left,
        here: right,
        mark,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    baris: String,
    jawab: String,
    lihat: String,
    hal: String,
}

pub(crate) async fn answer(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    actor.may(IMPORT_MEMBERS, actor.unit)?;
    let answer = Answer::try_from(form.jawab).map_err(|_| {
        Error::Bad("Jawabannya tidak terbaca. Muat ulang halamannya, lalu pilih lagi.".into())
    })?;
    answers::answer(&ctx, &actor, id, &form.baris, Some(answer)).await?;
    let (shown, at) = if form.lihat == "belum" {
        ("belum", "putusan".to_owned())
    } else {
        ("semua", format!("b{}", form.baris))
    };
    let page = form.hal.parse::<usize>().unwrap_or(1);
    Ok(visitor.redirect(&format!(
        "/anggota/impor/{id}/ganda?lihat={shown}&hal={page}#{at}"
    )))
}
