//! Things of the unit: entering them, and writing down what happens to them. Counts change only
//! together with a line of the history, while the thing is held.

use crate::domain::{Change, Happening, Item, NewItem, Pieces};
use crate::letters::By;
use crate::scan::Kept;
use crate::store::items;
use kernel::access::Scope;
use kernel::id::ItemId;
use storage::Tx;
use web::{Error, Result};

/// Why nothing was written down.
#[derive(Debug, thiserror::Error)]
pub enum ItemError {
    /// Another thing of the unit has that code.
    #[error("Kode ini sudah dipakai barang lain.")]
    Code,
    /// There are fewer in the house.
    #[error("Yang ada di tempat dengan keadaan itu hanya {0}.")]
    Few(i64),
    /// More came back than went.
    #[error("Yang masih di luar hanya {0}.")]
    Many(i64),
    /// The stock-take is over.
    #[error("Pemeriksaan ini sudah ditutup.")]
    Closed,
    /// Everything else.
    #[error(transparent)]
    Web(#[from] Error),
}

impl From<storage::Error> for ItemError {
    fn from(error: storage::Error) -> Self {
        Self::Web(error.into())
    }
}

/// What use cases of the inventory answer.
pub type Outcome<T> = std::result::Result<T, ItemError>;

/// Enters a thing with its first counts; the same `id` twice is one thing.
///
/// # Errors
///
/// [`ItemError::Code`] if another thing of the unit has its code.
pub async fn enter_item(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    (says, pieces): (&NewItem, Pieces),
    by: &By,
) -> Outcome<()> {
    enter_photographed(tx, scope, id, (says, pieces), (None, by)).await
}

/// As [`enter_item`], with a photo if there is one.
pub(crate) async fn enter_photographed(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    (says, pieces): (&NewItem, Pieces),
    (photo, by): (Option<&Kept>, &By),
) -> Outcome<()> {
    // As in `change_item`.
    tx.hold(scope.unit()).await?;
    if items::add(tx, scope, id, says, (photo, by))
        .await?
        .is_none()
    {
        // The same form again, or somebody else's code.
        let known = items::find(tx, scope, id).await?;
        return known.map(drop).ok_or(ItemError::Code);
    }
    let why = format!("{}, {}", says.origin.label(), says.acquired);
    let why = why.trim_end_matches(", ");
    items::happen(tx, scope, id, (Change::Entered, pieces, why), by).await?;
    Ok(())
}

/// Changes what is said of a thing; counts, place and holder change in [`record`].
pub(crate) async fn change_item(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    (says, photo): (&NewItem, Option<&Kept>),
) -> Outcome<()> {
    // The unit is held: two codes are never given at once.
    tx.hold(scope.unit()).await?;
    let changed = items::change(tx, scope, id, says, photo).await?;
    changed.map(drop).ok_or(ItemError::Code)
}

/// The thing `id`, held until the transaction ends.
pub(crate) async fn held(tx: &mut Tx, scope: &Scope, id: ItemId) -> Result<Item> {
    tx.hold(id).await?;
    let item = items::find(tx, scope, id).await?;
    item.ok_or(Error::NotFound)
}

/// Writes down what happened to a thing, and why.
pub(crate) async fn record(
    tx: &mut Tx,
    scope: &Scope,
    id: ItemId,
    (happening, reason): (&Happening, &str),
    by: &By,
) -> Outcome<()> {
    let item = held(tx, scope, id).await?;
    let pieces = happening.of(&item).map_err(ItemError::Few)?;
    let mut why = reason.to_owned();
    if let Happening::Moved { place, holder } = happening {
        items::put(tx, scope, id, (place, holder)).await?;
        let where_to = |place: &str, holder: &str| match (place, holder) {
            ("", "") => "-".to_owned(),
            (place, "") => place.to_owned(),
            ("", holder) => holder.to_owned(),
            (place, holder) => format!("{place} ({holder})"),
        };
        let from = where_to(&item.says.place, &item.says.holder);
        why = format!("{from} → {}: {reason}", where_to(place, holder));
    }
    items::happen(tx, scope, id, (happening.change(), pieces, &why), by).await?;
    Ok(())
}
