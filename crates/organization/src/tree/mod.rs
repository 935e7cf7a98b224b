//! The tree of units: what stands below which, and what officers may do there.
//! Officers reach their own unit and those below it. Above the village they coordinate and see
//! counts; inside the village every part is the village's own.

mod change;
mod create;
pub(crate) mod figures;
mod form_pages;
mod list_pages;
mod merger;
mod merger_pages;
mod pages;
mod place;
mod place_pages;
pub(crate) mod search;

pub use change::{choose_for_office, tell};
pub use merger::merge_villages;
pub(crate) use merger_pages::home_card;
pub(crate) use pages::router;

use crate::store::tree as store;
use crate::unit::{Unit, rule};
use crate::{LIST_UNITS, MANAGE_UNITS};
use kernel::access::Scope;
use kernel::id::UnitId;
use storage::Query;
use web::{Actor, Error, Result};

/// A unit that an officer reaches, and from where.
#[derive(Debug, Clone)]
pub struct Reached {
    /// The scope of the officer's own unit.
    pub scope: Scope,
    /// The officer's own unit.
    pub own: Unit,
    /// The unit reached.
    pub unit: Unit,
    /// The units between: from the one right above `unit` up to `own`.
    pub between: Vec<Unit>,
}

impl Reached {
    /// Whether it is the officer's own unit.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.own.id == self.unit.id
    }

    /// Whether both see the same roll, so that names may be shown.
    #[must_use]
    pub fn same_roll(&self) -> bool {
        self.own.roll == self.unit.roll
    }

    /// Whether the officer may change the unit; whoever has a board decides for themselves.
    ///
    /// # Errors
    ///
    /// [`Error::Rule`] with the reason if not.
    pub async fn may_change(&self, db: &mut impl Query, today: jiff::civil::Date) -> Result<()> {
        if self.is_own() {
            return Ok(());
        }
        if !self.unit.kind.regional() {
            return if self.same_roll() {
                Ok(())
            } else {
                Err(rule(crate::TreeError::OwnBoard))
            };
        }
        let board = crate::board(db, &Scope::of_system(self.unit.id), today).await?;
        self.unit
            .kind
            .changed_from_above(!board.is_empty())
            .map_err(rule)
    }
}

/// The unit `id`, if it is the actor's own or below it, for somebody who may see the tree.
///
/// # Errors
///
/// [`Error::NotFound`] for every other unit, [`Error::Forbidden`] without a role for it.
pub async fn reach(db: &mut impl Query, actor: &Actor, id: UnitId) -> Result<Reached> {
    let scope = actor.may(LIST_UNITS, actor.unit)?;
    reach_from(db, scope, id).await
}

/// As [`reach`], for somebody who may change units.
///
/// # Errors
///
/// As [`reach`].
pub async fn reach_to_manage(db: &mut impl Query, actor: &Actor, id: UnitId) -> Result<Reached> {
    let scope = actor.may(MANAGE_UNITS, actor.unit)?;
    reach_from(db, scope, id).await
}

/// The unit `id` for giving it officers: below the actor's own, or right above it as long as it
/// has none, for somebody must be the first.
///
/// # Errors
///
/// As [`reach`]; [`Error::Rule`] if it has officers who decide.
pub async fn reach_to_found(db: &mut impl Query, actor: &Actor, id: UnitId) -> Result<Reached> {
    let scope = actor.may(MANAGE_UNITS, actor.unit)?;
    let own = crate::unit(db, actor.unit).await?.ok_or(Error::NotFound)?;
    if own.parent != Some(id) {
        let reached = reach_to_manage(db, actor, id).await?;
        reached.may_change(db, actor.today()).await?;
        return Ok(reached);
    }
    let unit = crate::unit(db, id).await?.ok_or(Error::NotFound)?;
    let reached = Reached {
        scope,
        own,
        unit,
        between: Vec::new(),
    };
    if !reached.unit.kind.regional() {
        return Err(Error::NotFound);
    }
    reached.may_change(db, actor.today()).await?;
    Ok(reached)
}

async fn reach_from(db: &mut impl Query, scope: Scope, id: UnitId) -> Result<Reached> {
    let mut path = store::path(db, id).await?;
    let own = path
        .iter()
        .position(|unit| unit.id == scope.unit())
        .ok_or(Error::NotFound)?;
    path.truncate(own + 1);
    let own = path[own].clone();
    let unit = path.remove(0);
    Ok(Reached {
        scope,
        own,
        unit,
        between: path,
    })
}
