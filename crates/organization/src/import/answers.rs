//! What a person says of an import's rows and columns, kept at once.

use super::answer::{Answer, Answers};
use super::layout::Layout;
use super::{find, still_waits};
use crate::IMPORT_MEMBERS;
use crate::store::imports as store;
use kernel::id::ImportId;
use roster::Reading;
use web::{Actor, Ctx, Error, Result};

/// Keeps `answer` for the row `key`; asked again and again it stays the last.
pub(crate) async fn answer(
    ctx: &Ctx,
    actor: &Actor,
    id: ImportId,
    key: &str,
    answer: Option<Answer>,
) -> Result<()> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    if !is_key(key) {
        return Err(Error::Bad(
            "Barisnya tidak dikenal. Muat ulang halamannya, lalu pilih lagi.".into(),
        ));
    }
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let row = find(&mut tx, &scope, id).await?;
    still_waits(&row)?;
    let mut answers: Answers = serde_json::from_str(&row.decisions).unwrap_or_default();
    match answer {
        Some(answer) => answers.insert(key.to_owned(), answer),
        None => answers.remove(key),
    };
    let text = serde_json::to_string(&answers).map_err(|error| Error::Other(error.into()))?;
    store::keep_answers(&mut tx, &scope, id, &text).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether `key` has the form of a row's place.
fn is_key(key: &str) -> bool {
    let numbers = key.split('.').filter(|part| part.parse::<u32>().is_ok());
    key.len() < 24 && numbers.count() == 3 && key.split('.').count() == 3
}

/// Keeps what the columns mean, for this list and for the next of the same shape.
pub(crate) async fn arrange(
    ctx: &Ctx,
    actor: &Actor,
    id: ImportId,
    layout: &Layout,
    reading: &Reading,
) -> Result<()> {
    let scope = actor.may(IMPORT_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    still_waits(&find(&mut tx, &scope, id).await?)?;
    store::keep_choices(&mut tx, &scope, id, &layout.text()?).await?;
    layout.remember(&mut tx, &scope, reading).await?;
    tx.commit().await?;
    Ok(())
}
