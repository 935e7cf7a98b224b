//! The record of a handover (berita acara serah terima), signed by both chairs on paper.

use super::Open;
use super::checklist::Line;
use documents::Letter;
use jiff::civil::Date;
use kernel::day;
use kernel::paper::{Block, Column, Section, Signature, Signatures, Table};
use organization::Term;
use web::{Actor, Ctx, HandoverKind, Result};

/// The record as PDF on the unit's paper.
pub(super) async fn pdf(
    ctx: &Ctx,
    actor: &Actor,
    open: &Open,
    term: &Term,
    lines: &[Line],
) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, &open.scope, actor.today()).await?;
    let unit = organization::unit(&mut ctx.db.read().await?, actor.unit).await?;
    let village = unit.map(|unit| unit.village).unwrap_or_default();
    let village = village.split(", ").next().unwrap_or_default().to_owned();
    let on = open
        .handover
        .received
        .as_ref()
        .map_or(actor.today(), |(_, at)| actor.zone.today(*at));
    let name = |party: &Option<(_, String)>| {
        party
            .as_ref()
            .map(|(_, name): &(_, String)| name.clone())
            .unwrap_or_default()
    };
    let receiver = name(&open.parties.receiver);
    // a board from before the program is known by what was written down
    let giver = match (&open.parties.giver, &open.handover.given) {
        (None, Some((name, _))) => name.clone(),
        (giver, _) => name(giver),
    };
    let record = Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Berita acara serah terima jabatan".to_owned(),
        titled: true,
        below: format!("Pengurus {}", paper.organiser),
        blocks: opening(
            open,
            on,
            &paper.place,
            (&giver, &receiver),
            &paper.organiser,
            term,
        ),
        sections: sections(lines),
        signatures: signatures((&paper.place, on), &giver, &receiver, &village),
        ..Letter::default()
    };
    web::render_blocking(move || documents::letter(&record)).await
}

fn opening(
    open: &Open,
    on: Date,
    place: &str,
    (giver, receiver): (&str, &str),
    organiser: &str,
    term: &Term,
) -> Vec<Block> {
    let place = match open.handover.place.as_str() {
        "" => place,
        place => place,
    };
    let dotted = |name: &str| match name {
        "" => "……………………………".to_owned(),
        name => name.to_owned(),
    };
    vec![
        Block::Text(format!(
            "Pada hari ini {}, {} ({}), bertempat di {place}, yang bertanda tangan di bawah ini:",
            day::weekday(on),
            day::in_words(on),
            day::short(on)
        )),
        Block::Facts(vec![
            ("Pihak Pertama".to_owned(), dotted(giver)),
            (
                String::new(),
                format!("Ketua {organiser} masa bakti {}", term.years()),
            ),
            ("Pihak Kedua".to_owned(), dotted(receiver)),
            (
                String::new(),
                format!("Ketua {organiser} masa bakti {}", new_years(open, on)),
            ),
        ]),
        Block::Text(format!(
            "Pihak Pertama menyerahkan kepada Pihak Kedua, dan Pihak Kedua menerima dari Pihak Pertama, \
             tugas dan tanggung jawab kepengurusan {organiser} beserta hal-hal di bawah ini. Sejak berita \
             acara ini ditandatangani, pengelolaannya menjadi tanggung jawab Pihak Kedua."
        )),
    ]
}

fn new_years(open: &Open, on: Date) -> String {
    let from = open.handover.from.unwrap_or(on).year();
    match open
        .handover
        .until
        .map(Date::year)
        .filter(|year| *year > from)
    {
        Some(until) => format!("{from}–{until}"),
        None => from.to_string(),
    }
}

/// A table under each heading.
fn sections(lines: &[Line]) -> Vec<Section> {
    let of = |kind: HandoverKind| -> Vec<&Line> {
        lines.iter().filter(|line| line.kind == kind).collect()
    };
    let filled = HandoverKind::ALL
        .into_iter()
        .filter(|kind| !of(*kind).is_empty());
    filled
        .zip(('A'..='Z').zip(0..))
        .map(|(kind, (letter, order))| Section {
            order,
            title: format!("{letter}. {}", kind.title()),
            blocks: vec![Block::Table(table(&of(kind)))],
            missing: Vec::new(),
        })
        .collect()
}

fn table(lines: &[&Line]) -> Table {
    let row = |(at, line): (usize, &&Line)| {
        let parts = [line.state.as_str(), line.note.as_str()];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let given = if line.given { "Diserahkan" } else { "Belum" };
        vec![
            (at + 1).to_string(),
            line.title.clone(),
            said.join("; "),
            given.to_owned(),
        ]
    };
    Table {
        columns: vec![
            Column::right("No", 1),
            Column::left("Uraian", 6),
            Column::left("Keadaan dan keterangan", 7),
            Column::left("Status", 3),
        ],
        rows: lines.iter().enumerate().map(row).collect(),
    }
}

fn signatures((place, on): (&str, Date), giver: &str, receiver: &str, village: &str) -> Signatures {
    let sign = |lead: &str, office: &str, name: &str| Signature {
        lead: lead.to_owned(),
        office: office.to_owned(),
        name: name.to_owned(),
    };
    Signatures {
        place_and_day: format!("{place}, {}", day::medium(on)),
        people: vec![
            sign("Yang menyerahkan,", "Pihak Pertama", giver),
            sign("Mengetahui,", &organization::head_of(village), ""),
            sign("Yang menerima,", "Pihak Kedua", receiver),
        ],
    }
}
