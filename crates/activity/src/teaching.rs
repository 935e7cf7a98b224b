//! What is taught at an activity, asked from whichever context knows.
//! Activities print it and tell it; they do not know what a training is.

use kernel::access::Scope;
use kernel::id::ActivityId;
use web::{Ctx, Result, Teaching};

/// What is taught at this activity; nothing in it when nobody knows.
pub(crate) async fn teaching(ctx: &Ctx, scope: &Scope, id: ActivityId) -> Result<Teaching> {
    for hook in ctx.modules.iter().filter_map(|module| module.teaching) {
        if let Some(teaching) = hook(ctx, scope, id).await? {
            return Ok(teaching);
        }
    }
    Ok(Teaching::default())
}
