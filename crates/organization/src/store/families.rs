//! Rows of people as far as their household is concerned: the family card by its keyed hash.

use crate::domain::Person;
use crate::store::people::PERSON;
use crate::store::roll::ROLL;
use kernel::access::Scope;
use kernel::id::PersonId;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

/// A family card as it is kept, and how somebody belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FamilyCard {
    pub(crate) hash: Vec<u8>,
    pub(crate) last: String,
    /// In Indonesian; empty if not known.
    pub(crate) relation: String,
}

/// Keeps `card` for somebody of the scope's unit who has none; whether it did.
pub(crate) async fn keep(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    card: &FamilyCard,
) -> Result<bool> {
    let kept = tx
        .run(
            "update person set family_card_hash = $3, family_card_last = $4, family_relation = $5
              where id = $2 and family_card_hash is null
                and unit_id = (select roll_id from unit where id = $1)",
            args![
                scope.unit(),
                person,
                card.hash.clone(),
                &card.last,
                &card.relation
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// Takes the family card of `person` away.
pub(crate) async fn forget(tx: &mut Tx, scope: &Scope, person: PersonId) -> Result<()> {
    tx.run(
        "update person set family_card_hash = null, family_card_last = null, family_relation = null
          where id = $2 and unit_id = (select roll_id from unit where id = $1)",
        args![scope.unit(), person],
    )
    .await?;
    Ok(())
}

/// The family card of a person of the scope's unit.
pub(crate) async fn card(
    db: &mut impl Query,
    scope: &Scope,
    person: PersonId,
) -> Result<Option<FamilyCard>> {
    struct Kept(Option<FamilyCard>);
    impl FromRow for Kept {
        fn from_row(row: &Row) -> storage::Result<Self> {
            let Some(hash) = row.get::<Option<Vec<u8>>>(0)? else {
                return Ok(Self(None));
            };
            Ok(Self(Some(FamilyCard {
                hash,
                last: row.get::<Option<String>>(1)?.unwrap_or_default(),
                relation: row.get::<Option<String>>(2)?.unwrap_or_default(),
            })))
        }
    }
    let kept: Option<Kept> = db
        .maybe(
            &format!(
                "select family_card_hash, family_card_last, family_relation from {ROLL}
                  where id = $2 and removed_at is null"
            ),
            args![scope.unit(), person],
        )
        .await?;
    Ok(kept.and_then(|kept| kept.0))
}

/// Everybody on the roll of the scope's unit with this family card and how they belong to it, the
/// oldest first.
pub(crate) async fn household(
    db: &mut impl Query,
    scope: &Scope,
    hash: &[u8],
) -> Result<Vec<(Person, String)>> {
    struct Member(Person, String);
    impl FromRow for Member {
        fn from_row(row: &Row) -> storage::Result<Self> {
            let relation = row.get::<Option<String>>(20)?.unwrap_or_default();
            Ok(Self(Person::from_row(row)?, relation))
        }
    }
    let sql = format!(
        "select {PERSON}, family_relation from {ROLL}
          where family_card_hash = $2 and removed_at is null
          order by birth_date nulls last, id limit 30"
    );
    let members: Vec<Member> = db.all(&sql, args![scope.unit(), hash.to_vec()]).await?;
    Ok(members
        .into_iter()
        .map(|Member(person, relation)| (person, relation))
        .collect())
}
