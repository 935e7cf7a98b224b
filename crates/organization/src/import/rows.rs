//! The page of one import: while it waits, every row's reading with its warnings, page by page;
//! afterwards what came of it.

use super::ages::VillagePart;
use super::answer::Answer;
use super::answers;
use super::layout;
use super::open::{Open, open};
use super::plan::{Plan, described};
use super::questions::At;
use super::{Source, find};
use crate::IMPORT_MEMBERS;
use crate::domain::describe_place;
use crate::store::imports::ImportRow;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use kernel::day;
use kernel::id::ImportId;
use roster::{LineKind, Values};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use web::{Actor, Ctx, Form, Result, Visitor, filters};

/// Rows of a page.
const PER_PAGE: usize = 40;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Sure,
    Look,
    Left,
    Nobody,
}

impl Show {
    const ALL: [Self; 5] = [Self::All, Self::Look, Self::Left, Self::Sure, Self::Nobody];

    const fn code(self) -> &'static str {
        match self {
            Self::All => "semua",
            Self::Sure => "yakin",
            Self::Look => "periksa",
            Self::Left => "ditinggal",
            Self::Nobody => "lain",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::All => "Semua orang",
            Self::Sure => "Yakin",
            Self::Look => "Perlu dilihat",
            Self::Left => "Ditinggal",
            Self::Nobody => "Bukan orang",
        }
    }

    fn of(code: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|show| show.code() == code).unwrap_or(Self::All)
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct View {
    lihat: String,
    hal: String,
}

/// A row as the page shows it.
struct ReadRow {
    key: String,
    place: String,
    name: String,
    facts: Vec<String>,
    issues: Vec<String>,
    merged: Option<String>,
    left: Option<String>,
    raw: String,
    person: bool,
    /// Whether the row waits on the page of likely duplicates.
    asked: bool,
    /// Whether a person chose to leave it.
    leave: bool,
}

impl ReadRow {
    fn is(&self, show: Show) -> bool {
        match show {
            Show::All => self.person,
            Show::Sure => self.person && self.left.is_none() && self.issues.is_empty(),
            Show::Look => self.person && self.left.is_none() && !self.issues.is_empty(),
            Show::Left => self.left.is_some(),
            Show::Nobody => !self.person,
        }
    }

    fn tone(&self) -> &'static str {
        if self.left.is_some() {
            "bad"
        } else if self.issues.is_empty() {
            ""
        } else {
            "warn"
        }
    }
}

struct Pick {
    href: String,
    label: &'static str,
    count: usize,
    current: bool,
}

#[derive(Template)]
#[template(path = "import/show.html")]
pub(super) struct WaitingPage {
    row: ImportRow,
    taken: usize,
    merged: usize,
    left: usize,
    questions: usize,
    undecided: usize,
    columns: usize,
    unused: usize,
    hamlets: usize,
    picks: Vec<Pick>,
    show: &'static str,
    page: usize,
    rows: Vec<ReadRow>,
    before: String,
    after: String,
    here: String,
    /// What is told where the village system is the source.
    village: Option<VillagePart>,
    token: String,
}

#[derive(Template)]
#[template(path = "import/done.html")]
struct DonePage {
    row: ImportRow,
    undone: bool,
    village: bool,
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
    if row.state == "waiting" {
        let open = open(&ctx, &scope, row, actor.now).await?;
        let village = VillagePart::of(&open);
        let page = waiting(&visitor, open, village, &view);
        return visitor.page("Periksa daftar", &page);
    }
    let page = DonePage {
        undone: row.state == "undone",
        village: row.source == Source::Village,
        row,
        token: visitor.token(),
    };
    visitor.page("Hasil impor", &page)
}

/// The page of an import that waits.
pub(super) fn waiting(
    visitor: &Visitor,
    open: Open,
    village: Option<VillagePart>,
    view: &View,
) -> WaitingPage {
    let show = Show::of(&view.lihat);
    let all = read_rows(&open);
    let count = |show| all.iter().filter(|row| row.is(show)).count();
    let id = open.row.id;
    let address = |show: Show, page: usize| match page {
        1 => format!("/anggota/impor/{id}?lihat={}", show.code()),
        page => format!("/anggota/impor/{id}?lihat={}&hal={page}", show.code()),
    };
    let picks = Show::ALL.map(|one| Pick {
        href: address(one, 1),
        label: one.label(),
        count: count(one),
        current: one == show,
    });
    let total = count(show);
    let last = total.div_ceil(PER_PAGE).max(1);
    let page = view.hal.parse::<usize>().unwrap_or(1).clamp(1, last);
    let from = (page - 1) * PER_PAGE;
    let shown = all.into_iter().filter(|row| row.is(show));
    let rows: Vec<ReadRow> = shown.skip(from).take(PER_PAGE).collect();
    let sheets = layout::by_sheet(&open.list.reading);
    let columns: Vec<bool> = sheets
        .iter()
        .flat_map(|(_, columns)| columns)
        .map(|column| column.means.is_nothing())
        .collect();
    WaitingPage {
        taken: open.plan.taken(),
        merged: open.plan.merged(),
        left: open.plan.left.len(),
        questions: open.plan.questions.len(),
        undecided: open.plan.undecided(),
        columns: columns.iter().filter(|unused| !**unused).count(),
        unused: columns.iter().filter(|unused| **unused).count(),
        hamlets: layout::suggested(&open.list.reading),
        picks: picks.into(),
        show: show.code(),
        page,
        before: if page > 1 {
            address(show, page - 1)
        } else {
            String::new()
        },
        after: if page < last {
            address(show, page + 1)
        } else {
            String::new()
        },
        here: format!("{}–{} dari {total}", from + 1, from + rows.len()),
        rows,
        village,
        row: open.row,
        token: visitor.token(),
    }
}

fn read_rows(open: &Open) -> Vec<ReadRow> {
    let plan = &open.plan;
    let left: HashMap<usize, &String> = plan.left.iter().map(|(at, why)| (*at, why)).collect();
    let asked: HashSet<usize> = plan.questions.iter().map(|one| one.line).collect();
    let merged = merges(open);
    let without_nik = without_nik(plan);
    let lines = open.list.reading.lines.iter().enumerate();
    let row = |(at, line): (usize, &roster::Line)| {
        let values = line.values.as_ref();
        let mut issues = line.issues().to_vec();
        issues.extend(plan.remarks.get(&at).cloned());
        if without_nik.contains(&at) {
            issues.push("NIK tidak ikut disimpan karena sudah dipakai orang lain.".to_owned());
        }
        if let Some(reason) = left.get(&at) {
            issues.retain(|issue| !reason.contains(issue));
        }
        let name = values.and_then(|values| values.name.clone());
        let raw = line
            .raw
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty());
        let raw: Vec<&str> = raw.collect();
        ReadRow {
            key: open.list.keys[at].clone(),
            place: line.place.to_string(),
            name: name.unwrap_or_else(|| kind(line.kind).to_owned()),
            facts: values
                .map(facts)
                .into_iter()
                .flatten()
                .chain(household(open, at))
                .collect(),
            issues,
            merged: merged.get(&at).cloned(),
            left: left.get(&at).map(|reason| (*reason).clone()),
            raw: cut(&raw.join(" · ")),
            person: line.kind == LineKind::Person,
            asked: asked.contains(&at),
            leave: open.answers.get(&open.list.keys[at]) == Some(&Answer::Leave),
        }
    };
    lines
        .filter(|(_, line)| line.kind != LineKind::Blank)
        .map(row)
        .collect()
}

/// With whom a row becomes one.
fn merges(open: &Open) -> HashMap<usize, String> {
    let mut found = HashMap::new();
    for record in &open.plan.records {
        let (first, rows) = match record.into {
            Some(at) => (At::Known(at), &record.lines[..]),
            None => (At::Line(record.lines[0]), &record.lines[1..]),
        };
        for at in rows {
            let who = described(&open.list, &open.known, first);
            found.insert(*at, format!("Digabung dengan {who}."));
        }
    }
    found
}

/// Rows whose NIK somebody else has.
fn without_nik(plan: &Plan) -> HashSet<usize> {
    let refused = plan
        .records
        .iter()
        .filter(|record| record.into.is_none() && record.values.nik.is_some() && !record.keeps_nik);
    refused.map(|record| record.lines[0]).collect()
}

fn kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Title => "Judul",
        LineKind::Blank => "Kosong",
        LineKind::Header => "Kepala kolom",
        LineKind::Section => "Judul bagian",
        LineKind::Person => "Nama tidak terbaca",
        LineKind::Total => "Jumlah",
        LineKind::Sign => "Tanda tangan",
        LineKind::Note => "Catatan",
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(300) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// What was read of a person, in up to three short lines.
fn facts(values: &Values) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let born = [
        text(&values.birth_place),
        values.birth_date.map(day::short).unwrap_or_default(),
    ];
    let nik = values.nik.as_deref().map(masked).unwrap_or_default();
    let phones: Vec<String> = values
        .phones
        .iter()
        .map(|one| kernel::phone::local(one))
        .collect();
    let place = describe_place(&text(&values.hamlet), values.rt, values.rw);
    let sex = values.sex.map(|sex| format!("{sex:?}")).unwrap_or_default();
    [
        vec![sex, joined(&born, ", "), nik],
        vec![place, phones.join(", ")],
        vec![
            text(&values.education),
            text(&values.occupation),
            values.skills.join(", "),
            text(&values.position),
        ],
    ]
    .iter()
    .map(|parts| cut(&joined(parts, " · ")))
    .filter(|line| !line.is_empty())
    .collect()
}

/// How somebody belongs to which household, as the village system says.
fn household(open: &Open, line: usize) -> Option<String> {
    let (card, relation) = open.list.village.as_ref()?.cards.get(&line)?;
    let relation = relation.map(|relation| format!("{} · ", relation.label()));
    Some(format!("{}KK …{}", relation.unwrap_or_default(), card.last))
}

fn joined(parts: &[String], between: &str) -> String {
    let filled = parts.iter().filter(|part| !part.is_empty());
    filled.cloned().collect::<Vec<_>>().join(between)
}

/// Only the last four digits are shown.
pub(crate) fn masked(nik: &str) -> String {
    format!("NIK …{}", &nik[nik.len().saturating_sub(4)..])
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RowForm {
    tinggal: String,
    masuk: String,
    lihat: String,
    hal: String,
}

/// A row is left, or taken after all.
pub(crate) async fn answer(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ImportId>,
    Form(form): Form<RowForm>,
) -> Result<Response> {
    let (key, answer) = match (form.tinggal.as_str(), form.masuk.as_str()) {
        ("", key) => (key, None),
        (key, _) => (key, Some(Answer::Leave)),
    };
    answers::answer(&ctx, &actor, id, key, answer).await?;
    let page = form.hal.parse::<usize>().unwrap_or(1);
    let show = Show::of(&form.lihat).code();
    Ok(visitor.redirect(&format!(
        "/anggota/impor/{id}?lihat={show}&hal={page}#baris"
    )))
}
