//! The household on a person's page: the family card's last digits, and who else of the roll is on
//! the same card. It comes from the village system only.

use crate::LIST_MEMBERS;
use crate::domain::Person;
use crate::store::families;
use askama::Template;
use kernel::id::PersonId;
use web::{Actor, BoxFuture, Ctx, Panel, Result, filters};

#[derive(Template)]
#[template(path = "family.html")]
struct FamilyPanel {
    last: String,
    relation: String,
    others: Vec<(Person, String)>,
}

/// A person's household, where the village system has told of one.
pub(crate) fn panel<'a>(
    ctx: &'a Ctx,
    actor: &'a Actor,
    person: PersonId,
) -> BoxFuture<'a, Result<Option<Panel>>> {
    Box::pin(async move {
        let Ok(scope) = actor.may(LIST_MEMBERS, actor.unit) else {
            return Ok(None);
        };
        let mut db = ctx.db.read().await?;
        let Some(card) = families::card(&mut db, &scope, person).await? else {
            return Ok(None);
        };
        let mut others = families::household(&mut db, &scope, &card.hash).await?;
        others.retain(|(other, _)| other.id != person);
        let panel = FamilyPanel {
            last: card.last,
            relation: card.relation,
            others,
        };
        let html = panel.render_with_values(&actor.lang.unwrap_or_default())?;
        Ok(Some(Panel {
            order: 10,
            title: "Keluarga".into(),
            html,
        }))
    })
}
