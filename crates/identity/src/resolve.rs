//! Who is asking: from the cookie of a browser or the bearer token of a program to an officer
//! with the roles held today. Runs before every request.

use crate::domain::Kind;
use crate::origin::{TOKEN, UNIT, cookie};
use crate::store::{self, Found};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use jiff::civil::Date;
use kernel::access::Grant;
use kernel::id::{PersonId, UnitId};
use storage::Query;
use web::{Actor, BoxFuture, Ctx, Identity, Result};

/// The hash under which a token is kept.
pub(crate) fn token_hash(ctx: &Ctx, token: &str) -> Vec<u8> {
    ctx.keys.hash("sign-in", token.as_bytes())
}

/// Identity's hook.
pub(crate) fn actor<'a>(ctx: &'a Ctx, headers: &'a HeaderMap) -> BoxFuture<'a, Result<Identity>> {
    Box::pin(async move {
        let bearer = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let Some(token) = bearer.or_else(|| cookie(headers, TOKEN)) else {
            return Ok(Identity::default());
        };
        let chosen = cookie(headers, UNIT).filter(|_| bearer.is_none());
        let chosen = chosen.and_then(|unit| unit.parse().ok());
        let actor = officer(ctx, token.trim(), chosen).await?;
        Ok(Identity {
            bearer: bearer.is_some() && actor.is_some(),
            actor,
        })
    })
}

/// The unit that the pages show: the one chosen, if an office is held there; else the account's
/// own; else the first where one is held.
fn unit_to_open(chosen: Option<UnitId>, own: UnitId, grants: &[Grant]) -> UnitId {
    let holds = |unit: &UnitId| grants.iter().any(|grant| grant.unit == *unit);
    chosen
        .filter(holds)
        .or(Some(own).filter(holds))
        .or(grants.first().map(|grant| grant.unit))
        .unwrap_or(own)
}

async fn officer(ctx: &Ctx, token: &str, chosen: Option<UnitId>) -> Result<Option<Actor>> {
    let now = ctx.clock.now();
    let mut db = ctx.db.read().await?;
    let Some(Found { account, sign_in }) =
        store::signed_in(&mut db, token_hash(ctx, token)).await?
    else {
        return Ok(None);
    };
    if sign_in.kind.ended(sign_in.created_at, sign_in.seen_at, now) {
        return Ok(None);
    }
    let Some(mut unit) = organization::unit(&mut db, account.unit).await? else {
        return Ok(None);
    };
    let grants = match account.person {
        Some(person) => grants(&mut db, person, unit.zone.today(now)).await?,
        None => Vec::new(),
    };
    let at = unit_to_open(chosen, unit.id, &grants);
    if at != unit.id
        && let Some(other) = organization::unit(&mut db, at).await?
    {
        unit = other;
    }
    drop(db);
    if sign_in.kind.seen_is_old(sign_in.seen_at, now) {
        note_seen(ctx, sign_in.id, now).await;
    }
    Ok(Some(Actor {
        account: account.id,
        person: account.person,
        name: account.name,
        sign_in: sign_in.id,
        shared: sign_in.kind == Kind::Shared,
        unit: unit.id,
        unit_name: unit.name,
        reads_only: unit.merged_into.is_some(),
        zone: unit.zone,
        grants,
        lang: account.lang,
        now,
        address: String::new(), // the middleware knows it
    }))
}

/// What the person may be on `today`: by office, and by roles beside it.
pub(crate) async fn grants(
    db: &mut impl Query,
    person: PersonId,
    today: Date,
) -> Result<Vec<Grant>> {
    let mut grants = organization::grants_of(db, person, today).await?;
    grants.extend(store::extra_roles::grants_of(db, person, today).await?);
    Ok(grants)
}

/// A full or busy disk must not keep an officer from reading, so a failure is only logged.
async fn note_seen(ctx: &Ctx, id: kernel::id::SignInId, now: jiff::Timestamp) {
    let noted = async {
        let mut tx = ctx.db.begin().await?;
        store::saw(&mut tx, id, now).await?;
        tx.commit().await
    };
    if let Err(error) = noted.await {
        tracing::warn!(%error, "last seen was not noted");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::access::Role;

    #[test]
    fn only_a_unit_where_an_office_is_held_is_opened() {
        let [own, hamlet, other] = [(); 3].map(|()| storage::fresh::<UnitId>());
        let grant = |unit| Grant {
            unit,
            role: Role::Chair,
        };
        let both = [grant(own), grant(hamlet)];
        assert_eq!(unit_to_open(None, own, &both), own);
        assert_eq!(unit_to_open(Some(hamlet), own, &both), hamlet);
        assert_eq!(unit_to_open(Some(other), own, &both), own);
        assert_eq!(unit_to_open(None, own, &[grant(hamlet)]), hamlet);
        assert_eq!(unit_to_open(Some(other), own, &[]), own);
    }
}
