//! Scanned vouchers of an activity, for the annex of its report: four to a page, six where there are
//! many, each with its number, what for, and how much.

use crate::domain::{Direction, Kind};
use crate::store::{books, entries};
use kernel::access::Scope;
use kernel::id::{ActivityId, EntryId, FileId};
use kernel::paper::{Block, Photo, Section};
use std::collections::HashMap;
use storage::{Query, args};
use web::{BoxFuture, Ctx, Result};

/// File and kind of the proofs of an activity's entries, by entry.
async fn proofs(
    db: &mut impl Query,
    scope: &Scope,
    activity: ActivityId,
) -> Result<HashMap<EntryId, Vec<(FileId, String)>>> {
    let rows: Vec<(EntryId, FileId, String)> = db
        .all(
            "select p.entry_id, p.file_id, p.media
               from cash_proof p join cash_entry e on e.id = p.entry_id
              where e.activity_id = $1 and e.unit_id = $2 order by p.at, p.id limit 2000",
            args![activity, scope.unit()],
        )
        .await?;
    let mut proofs: HashMap<EntryId, Vec<(FileId, String)>> = HashMap::new();
    for (entry, file, media) in rows {
        proofs.entry(entry).or_default().push((file, media));
    }
    Ok(proofs)
}

/// The section "Bukti pengeluaran"; nothing while nothing was spent.
pub(crate) fn vouchers_section<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    activity: ActivityId,
) -> BoxFuture<'a, Result<Option<Section>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let books = books::list(&mut db, scope).await?;
        let lines = entries::of_activity(&mut db, scope, activity).await?;
        let proofs = proofs(&mut db, scope, activity).await?;
        let (mut photos, mut apart, mut missing) = (Vec::new(), Vec::new(), Vec::new());
        for listed in &lines {
            let says = &listed.entry.says;
            let spent = says.kind == Kind::Plain && says.direction == Direction::Out;
            if !spent || listed.reversed {
                continue;
            }
            let book = books.iter().find(|book| book.id == listed.book);
            let number = book.map(|book| book.voucher(listed.entry.year, listed.entry.number));
            let number = number.unwrap_or_default();
            let told = format!("{number}: {}, {}", says.text, says.amount);
            match proofs.get(&says.id) {
                None => missing.push(format!("Bukti {number} ({}) belum difoto.", says.text)),
                Some(files) => {
                    for (file, media) in files {
                        if media == "application/pdf" {
                            apart.push(format!("{told} (PDF, dilampirkan tersendiri)"));
                        } else {
                            photos.push(Photo {
                                file: *file,
                                caption: told.clone(),
                            });
                        }
                    }
                }
            }
        }
        if photos.is_empty() && apart.is_empty() && missing.is_empty() {
            return Ok(None);
        }
        let mut blocks = Vec::new();
        if !apart.is_empty() {
            blocks.push(Block::List(apart));
        }
        if !photos.is_empty() {
            blocks.push(Block::Photos {
                columns: 2,
                rows: if photos.len() > 24 { 3 } else { 2 },
                photos,
            });
        }
        Ok(Some(Section {
            order: 92,
            title: "Bukti pengeluaran".to_owned(),
            blocks,
            missing,
        }))
    })
}
