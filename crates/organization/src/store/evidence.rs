//! Counts of what is known of the people on a roll.

use crate::evidence::KnownOf;
use crate::store::roll::ROLL;
use kernel::access::Scope;
use storage::{Query, args};
use web::Result;

/// How much is known of the scope's roll, guests left out.
pub(crate) async fn known_of(db: &mut impl Query, scope: &Scope) -> Result<KnownOf> {
    let (all, born, placed, skilled): (i64, i64, i64, i64) = db
        .one(
            &format!(
                "select count(*), count(birth_date),
                        coalesce(cast(sum(case when hamlet <> '' or rt is not null then 1 else 0
                                          end) as bigint), 0),
                        coalesce(cast(sum(case when skills <> '' then 1 else 0 end) as bigint), 0)
                   from {ROLL} where removed_at is null and kind <> 'guest'"
            ),
            args![scope.unit()],
        )
        .await?;
    Ok(KnownOf {
        all,
        born,
        placed,
        skilled,
    })
}
