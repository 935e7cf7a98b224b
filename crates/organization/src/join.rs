//! Joining: somebody asks on a unit's public page, an officer decides. Decided about once, even
//! when two officers press at the same moment.

use crate::domain::{
    How, Joining, Kind, NewConsents, NewGuardian, PersonForm, Purpose, Request, UnitKind,
};
use crate::store::{joins as store, people};
use crate::unit::Unit;
use crate::{
    CHANGE_MEMBERS, NewPerson, add_person, find_person, guardians_of, record_consents,
    record_guardian,
};
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::id::{GuardianId, JoinRequestId, PersonId};
use kernel::name;
use storage::Tx;
use web::{Actor, Ctx, Error, Result};

/// A board that has not looked at so many requests is not sent more.
const MOST: i64 = 500;

/// Whether people join this unit by asking: a village and its parts; above, they join a village.
pub(crate) fn takes_requests(unit: &Unit) -> bool {
    let high = unit.kind.regional() && unit.kind != UnitKind::Village;
    !high && unit.archived_at.is_none()
}

/// Keeps the request of `who` for `unit`; sent twice it is one.
///
/// # Errors
///
/// [`Error::Rule`] when too many wait already.
pub(crate) async fn ask(ctx: &Ctx, unit: &Unit, who: &Joining, consent: &str) -> Result<()> {
    let mut tx = ctx.db.begin().await?;
    tx.hold(unit.id).await?;
    let (all, same) = store::waiting(&mut tx, unit.id, who).await?;
    if same {
        return Ok(());
    }
    if all >= MOST {
        return Err(Error::Rule(
            "Permintaan sedang menumpuk. Hubungi pengurusnya langsung, atau coba lagi lain hari."
                .into(),
        ));
    }
    store::add(&mut tx, unit.id, who, consent, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Keeps a request of `who` for the scope's unit, for a program's own use: the demo.
///
/// # Errors
///
/// When the database refuses.
pub async fn ask_to_join(
    tx: &mut Tx,
    scope: &Scope,
    who: &Joining,
    now: Timestamp,
) -> Result<JoinRequestId> {
    store::add(tx, scope.unit(), who, "", now).await
}

/// What an officer decides about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// A new member of this kind.
    New(Kind),
    /// Somebody who stands on the roll already; becomes a member of this kind if not yet one.
    Known(PersonId, Kind),
    /// Not taken; nothing of it is kept.
    No,
}

/// Decides about the request `id` of the actor's unit; the person, if one was taken.
///
/// # Errors
///
/// [`Error::Conflict`] if somebody decided before.
pub(crate) async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    id: JoinRequestId,
    decision: Decision,
) -> Result<Option<(PersonId, String)>> {
    let scope = actor.may(CHANGE_MEMBERS, actor.unit)?;
    let mut tx = ctx.db.begin().await?;
    tx.hold(id).await?;
    let request = store::take(&mut tx, &scope, id).await?.ok_or_else(|| {
        Error::Conflict("Permintaan ini sudah diputuskan. Muat ulang daftarnya.".into())
    })?;
    let name = request.who.name.clone();
    let taken = match decision {
        Decision::New(kind) => Some(take(&mut tx, actor, &scope, &request, kind).await?),
        Decision::Known(person, kind) => {
            raise(&mut tx, &scope, &request, person, kind, actor.now).await?;
            Some(person)
        }
        Decision::No => None,
    };
    if let Some(person) = taken {
        agree(&mut tx, actor, &scope, &request, person).await?;
    }
    let what = match taken {
        Some(person) => format!(
            "Permintaan bergabung diterima: {}",
            storage::mention(person)
        ),
        None => "Permintaan bergabung ditolak".to_owned(),
    };
    let subject = taken.map_or(id.into(), storage::Uuid::from);
    storage::audit(
        &mut tx,
        actor.audit(CHANGE_MEMBERS, actor.unit, subject, what),
    )
    .await?;
    tx.commit().await?;
    Ok(taken.map(|person| (person, name)))
}

async fn take(
    tx: &mut Tx,
    actor: &Actor,
    scope: &Scope,
    request: &Request,
    kind: Kind,
) -> Result<PersonId> {
    let who = &request.who;
    let new = NewPerson {
        kind,
        full_name: who.name.clone(),
        nickname: who.nickname.clone(),
        birth_date: who.birth_date,
        hamlet: who.hamlet.clone(),
        rt: who.rt,
        phones: Some(who.phone.clone())
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect(),
        joined_on: Some(actor.today()),
        ..NewPerson::default()
    };
    add_person(tx, scope, &new, actor.now).await
}

/// Writes down what was agreed to with the request: by the person, or by who answers for them.
async fn agree(
    tx: &mut Tx,
    actor: &Actor,
    scope: &Scope,
    request: &Request,
    person: PersonId,
) -> Result<()> {
    let who = &request.who;
    let guardian = match &who.guardian {
        Some(new) => Some(guardian(tx, scope, person, new, actor.now).await?),
        None => None,
    };
    let agreed = NewConsents {
        purposes: vec![Purpose::Data],
        guardian,
        given_by: match &who.guardian {
            Some(guardian) => guardian.name.clone(),
            None => who.name.clone(),
        },
        given_on: actor.zone.today(request.created_at),
        how: How::Form,
        note: request.consent.clone(),
    };
    record_consents(tx, scope, person, &agreed, Some(actor.account), actor.now).await
}

/// The guardian called so who is known already, or else `new`.
async fn guardian(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    new: &NewGuardian,
    now: Timestamp,
) -> Result<GuardianId> {
    let known = guardians_of(tx, scope, person).await?;
    let same = |name: &str| name::same(name, &new.name) == name::Likeness::Likely;
    match known.iter().find(|one| same(&one.name)) {
        Some(one) => Ok(one.id),
        None => record_guardian(tx, scope, person, new, now).await,
    }
}

/// Makes a guest or a member-to-be a member, and keeps the phone if none is known.
async fn raise(
    tx: &mut Tx,
    scope: &Scope,
    request: &Request,
    id: PersonId,
    kind: Kind,
    now: Timestamp,
) -> Result<()> {
    let person = find_person(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let mut new = PersonForm::of(&person)
        .read(jiff::civil::date(2300, 1, 1))
        .map_err(|_| {
            Error::Rule("Data anggota ini belum lengkap. Perbaiki dulu di halamannya.".into())
        })?;
    if matches!(person.kind, Kind::Guest | Kind::Candidate) {
        new.kind = kind;
    }
    if new.phones.is_empty() && !request.who.phone.is_empty() {
        new.phones.push(request.who.phone.clone());
    }
    new.birth_date = person.birth_date.or(request.who.birth_date);
    people::change(tx, scope, id, person.version, &new, now).await?;
    Ok(())
}
