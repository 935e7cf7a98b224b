//! The API of attendance: marks of a session, made by a phone that may have been offline.
//! Answers after the commit; ids are made by the caller, so that a repeat is harmless.

use crate::attend::{self, SentMark};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Json, body::Bytes};
use kernel::id::SessionId;
use web::{Actor, Ctx, Error, Result, Visitor};

/// Most marks of one request.
const MOST: usize = 5_000;

pub(crate) async fn marks(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(session): Path<SessionId>,
    body: Bytes,
) -> Result<Response> {
    if !visitor.bearer {
        return Err(Error::Forbidden);
    }
    let sent: Vec<SentMark> = serde_json::from_slice(&body).map_err(|error| {
        Error::Bad(format!(
            "Isi permintaan bukan daftar tanda hadir yang benar: {error}"
        ))
    })?;
    if sent.len() > MOST {
        return Err(Error::TooLarge(format!(
            "Paling banyak {MOST} tanda hadir sekali kirim."
        )));
    }
    let marks = sent
        .iter()
        .map(SentMark::read)
        .collect::<Result<Vec<_>>>()?;
    attend::mark(&ctx, &actor, session, &marks).await?;
    let ids: Vec<_> = marks.iter().map(|mark| mark.id).collect();
    Ok(Json(serde_json::json!({ "accepted": ids })).into_response())
}
