//! Short addresses: eight characters that WhatsApp, paper and QR carry, one table for all kinds.
//! A code says nothing about what it names; who has it may see what the address shows, no more.
//! A thing keeps its code for ever.

use crate::secret;
use jiff::Timestamp;
use kernel::code::Code;
use kernel::id::UnitId;
use storage::{Query, Result, Tx, args};
use uuid::Uuid;

/// What a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The thing's id.
    pub subject: Uuid,
    /// The unit it belongs to.
    pub unit: UnitId,
}

/// The code of `subject`, made if it has none yet.
///
/// # Errors
///
/// When the database refuses.
pub async fn give(
    tx: &mut Tx,
    kind: &'static str,
    subject: impl Into<Uuid> + Copy,
    unit: UnitId,
    now: Timestamp,
) -> Result<Code> {
    let subject = subject.into();
    loop {
        let code = Code::from_bytes(secret::random::<5>());
        tx.run(
            "insert into short_code (code, kind, subject, unit_id, created_at)
             values ($1, $2, $3, $4, $5) on conflict do nothing",
            args![code.to_string(), kind, subject, unit, now],
        )
        .await?;
        // Another thing may have had the code already: then this one still has none.
        let kept: Option<String> = tx
            .maybe(
                "select code from short_code where subject = $1 and kind = $2",
                args![subject, kind],
            )
            .await?;
        if let Some(code) = kept.and_then(|text| text.parse().ok()) {
            return Ok(code);
        }
    }
}

/// The code of `subject`, if it has one.
///
/// # Errors
///
/// When the database refuses.
pub async fn of(
    db: &mut impl Query,
    kind: &'static str,
    subject: impl Into<Uuid>,
) -> Result<Option<Code>> {
    let text: Option<String> = db
        .maybe(
            "select code from short_code where subject = $1 and kind = $2",
            args![subject.into(), kind],
        )
        .await?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// What `code`, as somebody typed it, names among things of `kind`.
///
/// # Errors
///
/// When the database refuses.
pub async fn find(db: &mut impl Query, kind: &'static str, code: &str) -> Result<Option<Named>> {
    let Ok(code) = code.parse::<Code>() else {
        return Ok(None);
    };
    let row: Option<(Uuid, UnitId)> = db
        .maybe(
            "select subject, unit_id from short_code where code = $1 and kind = $2",
            args![code.to_string(), kind],
        )
        .await?;
    Ok(row.map(|(subject, unit)| Named { subject, unit }))
}
