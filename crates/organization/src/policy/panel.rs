//! What the rules of membership say about one person, on the person's page: only when there is
//! something to say.

use crate::domain::Kind;
use crate::{LIST_MEMBERS, find_person, policy_on};
use askama::Template;
use kernel::id::PersonId;
use web::{Actor, BoxFuture, Ctx, Panel, Result, filters};

#[derive(Template)]
#[template(path = "policy/panel.html")]
struct AgePanel {
    words: String,
}

/// A warning about the person's age, with its reason.
pub(crate) fn person_panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    person: PersonId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(LIST_MEMBERS, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let Some(person) = find_person(&mut db, &scope, person).await? else {
            return Ok(None);
        };
        let Some(age) = person.age_on(actor.today()) else {
            return Ok(None);
        };
        if matches!(person.kind, Kind::Honorary | Kind::Guest) {
            return Ok(None);
        }
        let policy = policy_on(&mut db, &scope, actor.today()).await?;
        let Some(warning) = policy.of_member(age) else {
            return Ok(None);
        };
        let lang = actor.lang.unwrap_or_default();
        let words = warning.told(&web::texts::say(lang, warning.text));
        let html = AgePanel { words }.render_with_values(&lang)?;
        Ok(Some(Panel {
            order: 5,
            title: "Umur".into(),
            html,
        }))
    })
}
