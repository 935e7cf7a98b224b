//! What a database finds broken in itself.

use crate::db::Query;
use crate::dialect::{self, Engine};
use crate::{Result, args};

/// What is broken, a line each; `None` where the engine looks after its pages by itself.
///
/// # Errors
///
/// Those of the database.
pub async fn problems(db: &mut impl Query, engine: Engine) -> Result<Option<Vec<String>>> {
    let Some(questions) = dialect::self_checks(engine) else {
        return Ok(None);
    };
    let mut problems = Vec::new();
    for question in questions {
        problems.extend(db.all::<String>(question, args![]).await?);
    }
    Ok(Some(problems))
}
