//! The stock-take: begun, walked through on a phone, closed with a record. What was found changes
//! the counts when it is closed, and the history says so.

use crate::domain::{Change, Found, Item, Pieces, StockTake};
use crate::inventory::{ItemError, Outcome, held};
use crate::letters::By;
use crate::store::{items, takes};
use documents::Letter;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::day;
use kernel::id::{ItemId, StockTakeId};
use kernel::paper::{Block, Column, Section, Table};
use std::collections::{HashMap, HashSet};
use storage::Tx;
use web::{Ctx, Error, Result};

/// Begins a walk, or finds the one under way.
///
/// # Errors
///
/// Whatever the database refuses.
pub async fn begin_take(tx: &mut Tx, scope: &Scope, by: &By) -> Result<StockTakeId> {
    takes::begin(tx, scope, by).await?;
    let open = takes::open(tx, scope).await?;
    open.map(|take| take.id).ok_or(Error::NotFound)
}

/// Writes down what is there of a thing; nothing said means that all is as the book has it.
///
/// # Errors
///
/// [`ItemError::Closed`] when the walk is over.
pub async fn note_found(
    tx: &mut Tx,
    scope: &Scope,
    (take, item): (StockTakeId, ItemId),
    (pieces, note): (Option<Pieces>, &str),
    by: &By,
) -> Outcome<()> {
    tx.hold(take).await?;
    let walk = takes::find(tx, scope, take).await?.ok_or(Error::NotFound)?;
    if walk.closed_on.is_some() {
        return Err(ItemError::Closed);
    }
    let item = held(tx, scope, item).await?;
    let found = Found {
        pieces: pieces.unwrap_or(item.here()),
        seen: true,
        note: note.to_owned(),
        ..as_in_the_book(&item, by)
    };
    takes::note(tx, scope, take, &found, by).await?;
    Ok(())
}

/// What the book has of `item`, which nobody has looked at.
fn as_in_the_book(item: &Item, by: &By) -> Found {
    Found {
        item: item.id,
        expected: item.here(),
        lent: item.out.total(),
        pieces: item.here(),
        seen: false,
        note: String::new(),
        author: by.name.clone(),
    }
}

/// Ends the walk; the counts are now what was found.
///
/// # Errors
///
/// [`ItemError::Closed`] when it is over already.
pub async fn close_take(tx: &mut Tx, scope: &Scope, take: StockTakeId, by: &By) -> Outcome<()> {
    tx.hold(take).await?;
    let walk = takes::find(tx, scope, take).await?.ok_or(Error::NotFound)?;
    if walk.closed_on.is_some() {
        return Err(ItemError::Closed);
    }
    let why = format!("Pemeriksaan {}", day::medium(by.today));
    let mut found = takes::found(tx, scope, take).await?;
    let seen: HashSet<ItemId> = found.iter().map(|one| one.item).collect();
    for item in items::all(tx, scope).await? {
        if !seen.contains(&item.id) {
            takes::note(tx, scope, take, &as_in_the_book(&item, by), by).await?;
        }
    }
    // Held in one order, so that two who hold several never wait for each other.
    found.sort_by_key(|one| one.item);
    for one in found {
        let item = held(tx, scope, one.item).await?;
        let change = one.change(&item);
        if change != Pieces::default() {
            let why = match one.note.as_str() {
                "" => why.clone(),
                note => format!("{why}: {note}"),
            };
            items::happen(tx, scope, item.id, (Change::Counted, change, &why), by).await?;
        }
    }
    takes::close(tx, scope, take, by).await?;
    Ok(())
}

/// A thing in a walk: what should be in the house, how many are on loan, what was found.
pub(crate) struct Line {
    pub(crate) item: Item,
    pub(crate) expected: Pieces,
    pub(crate) lent: i64,
    /// Nothing while nobody has looked.
    pub(crate) found: Option<Found>,
}

impl Line {
    fn new(item: Item, noted: Option<Found>) -> Self {
        let (expected, lent) = match &noted {
            Some(noted) => (noted.expected, noted.lent),
            None => (item.here(), item.out.total()),
        };
        Self {
            item,
            expected,
            lent,
            found: noted.filter(|noted| noted.seen),
        }
    }
}

/// Everything that a walk looks for, by place and code. Of a walk that is over, what stood in the
/// book and in the house when it ended.
pub(crate) async fn lines(ctx: &Ctx, scope: &Scope, take: &StockTake) -> Result<Vec<Line>> {
    let mut db = ctx.db.read().await?;
    let noted = takes::found(&mut db, scope, take.id).await?;
    let noted = noted.into_iter().map(|one| (one.item, one));
    let mut noted: HashMap<ItemId, Found> = noted.collect();
    let over = take.closed_on.is_some();
    let mut lines = Vec::new();
    for item in items::every(&mut db, scope).await? {
        let noted = noted.remove(&item.id);
        // What came after a walk is not in its record; what is gone is not looked for.
        let counts = if over { 0 } else { item.pieces.total() };
        if noted.is_some() || counts > 0 {
            lines.push(Line::new(item, noted));
        }
    }
    Ok(lines)
}

/// The record of a walk: how many were looked for, what was found, who signs.
pub(crate) async fn pdf(
    ctx: &Ctx,
    scope: &Scope,
    take: &StockTake,
    today: Date,
) -> Result<Vec<u8>> {
    let day = take.closed_on.unwrap_or(today);
    let paper = organization::paper(ctx, scope, day).await?;
    let lines = lines(ctx, scope, take).await?;
    let letter = Letter {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        title: "Berita Acara Pemeriksaan Inventaris".to_owned(),
        titled: true,
        below: match take.closed_on {
            Some(_) => day::long(day),
            None => "(belum ditutup)".to_owned(),
        },
        blocks: vec![Block::Text(summary(take, &lines, day, &paper.organiser))],
        sections: sections(&lines),
        signatures: paper.signatures(day),
        ..Letter::default()
    };
    web::render_blocking(move || documents::letter(&letter)).await
}

fn summary(take: &StockTake, lines: &[Line], day: Date, unit: &str) -> String {
    let seen: Vec<&Found> = lines
        .iter()
        .filter_map(|line| line.found.as_ref())
        .collect();
    let missing: i64 = seen.iter().map(|one| one.missing().max(0)).sum();
    let begun = day::medium(take.begun_on);
    format!(
        "Pada hari ini, {}, telah diperiksa inventaris {unit}, dimulai {begun} oleh {}. Dari {} \
         jenis barang, {} diperiksa; {missing} buah tidak ditemukan.",
        day::in_words(day),
        take.beginner,
        lines.len(),
        seen.len(),
    )
}

fn sections(lines: &[Line]) -> Vec<Section> {
    let columns = vec![
        Column::right("No", 2),
        Column::left("Kode", 4),
        Column::left("Nama barang", 8),
        Column::left("Menurut buku", 5),
        Column::left("Ditemukan", 5),
        Column::right("Kurang", 3),
        Column::right("Dipinjam", 4),
        Column::left("Ket.", 7),
    ];
    let row = |(at, line): (usize, &Line)| {
        let item = &line.item;
        let (there, missing, note) = match &line.found {
            Some(one) => (
                one.pieces.to_string(),
                one.missing().to_string(),
                one.note.clone(),
            ),
            None => (String::new(), String::new(), "Belum diperiksa".to_owned()),
        };
        let (expected, out) = (line.expected.to_string(), line.lent.to_string());
        let (code, name) = (item.says.code.clone(), item.says.name.clone());
        vec![
            (at + 1).to_string(),
            code,
            name,
            expected,
            there,
            missing,
            out,
            note,
        ]
    };
    vec![Section {
        order: 10,
        title: "Hasil pemeriksaan".to_owned(),
        blocks: vec![
            Block::Table(Table {
                columns,
                rows: lines.iter().enumerate().map(row).collect(),
            }),
            Block::Text("B: baik. RR: rusak ringan. RB: rusak berat.".to_owned()),
        ],
        missing: Vec::new(),
    }]
}
