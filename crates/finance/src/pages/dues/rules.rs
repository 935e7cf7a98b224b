//! What is asked: by month, dated, and for occasions.

use super::choices;
use crate::acts::COLLECT_DUES;
use crate::domain::{Dues, Month, OccasionForm, RuleForm};
use crate::dues::{add_occasion, set_rule};
use crate::ledger::By;
use crate::store::dues as store;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use kernel::day;
use organization::Kind;
use web::{Actor, Ctx, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/iuran/aturan", get(show).post(set))
        .route("/kas/iuran/sekali", get(ask).post(add))
}

#[derive(Template)]
#[template(path = "dues_rules.html")]
struct RulesPage {
    /// The rules as they count, the latest first: what, who is free, who set it.
    rules: Vec<(String, String, String)>,
    occasions: Vec<(String, String, String)>,
    choices: Vec<Month>,
    form: RuleForm,
    errors: Errors,
    token: String,
}

fn free(kinds: &[Kind]) -> String {
    let words: Vec<String> = kinds
        .iter()
        .map(|kind| kind.label().to_lowercase())
        .collect();
    words.join(", ")
}

fn rule_lines(
    dues: &Dues,
    set_by: &[(String, jiff::Timestamp)],
    actor: &Actor,
) -> Vec<(String, String, String)> {
    let lines = dues.rules.iter().zip(set_by);
    let lines = lines.map(|(rule, (name, at))| {
        let what = if rule.amount.0 > 0 {
            format!("{}: {} tiap bulan", rule.from.label(), rule.amount)
        } else {
            format!("{}: tidak ada iuran bulanan", rule.from.label())
        };
        let day = day::medium(actor.zone.today(*at));
        (what, free(&rule.free), format!("{name}, {day}"))
    });
    let mut lines: Vec<_> = lines.collect();
    lines.reverse();
    lines
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    form: RuleForm,
    errors: Errors,
) -> Result<RulesPage> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let dues = store::rules(&mut db, &scope).await?;
    let set_by = store::set_by(&mut db, &scope).await?;
    let occasions = dues.occasions.iter().rev().map(|one| {
        let what = format!("{}, paling lambat {}", one.amount, day::medium(one.day));
        (one.name.clone(), what, free(&one.free))
    });
    Ok(RulesPage {
        occasions: occasions.collect(),
        rules: rule_lines(&dues, &set_by, actor),
        choices: choices(actor.today()),
        form,
        errors,
        token: visitor.token(),
    })
}

/// Honorary members and candidates are free unless the board says otherwise.
fn usually_free() -> Vec<String> {
    let free = [Kind::Honorary, Kind::Candidate];
    free.map(|kind| kind.code().to_owned()).to_vec()
}

/// `GET /kas/iuran/aturan`.
async fn show(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let form = RuleForm {
        mulai: Month::of(actor.today()).to_string(),
        bebas: usually_free(),
        ..RuleForm::default()
    };
    let page = page(&ctx, &visitor, &actor, form, Errors::default()).await?;
    visitor.page("Aturan iuran", &page)
}

/// `POST /kas/iuran/aturan`.
async fn set(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<RuleForm>,
) -> Result<Response> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let rule = match form.read() {
        Ok(rule) => rule,
        Err(errors) => {
            let page = page(&ctx, &visitor, &actor, form, errors).await?;
            return visitor.page_again("Aturan iuran", &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    set_rule(&mut tx, &scope, &rule, &By::of(&actor)).await?;
    let what = format!(
        "Iuran {} tiap bulan mulai {}",
        rule.amount,
        rule.from.label()
    );
    storage::audit(
        &mut tx,
        actor.audit(COLLECT_DUES, actor.unit, rule.id, what),
    )
    .await?;
    tx.commit().await?;
    Ok(visitor.redirect_with("/kas/iuran", &Flash::ok("Aturan iuran tersimpan.")))
}

#[derive(Template)]
#[template(path = "dues_occasion.html")]
struct OccasionPage {
    form: OccasionForm,
    errors: Errors,
    token: String,
}

/// `GET /kas/iuran/sekali`.
async fn ask(visitor: Visitor, actor: Actor) -> Result<Response> {
    actor.may(COLLECT_DUES, actor.unit)?;
    let page = OccasionPage {
        form: OccasionForm {
            bebas: usually_free(),
            ..OccasionForm::default()
        },
        errors: Errors::default(),
        token: visitor.token(),
    };
    visitor.page("Iuran sekali", &page)
}

/// `POST /kas/iuran/sekali`.
async fn add(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<OccasionForm>,
) -> Result<Response> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let mut errors = Errors::default();
    match form.read(actor.today()) {
        Ok(new) => {
            let mut tx = ctx.db.begin().await?;
            if add_occasion(&mut tx, &scope, &new, &By::of(&actor)).await? {
                let what = format!("Iuran sekali {}: {}", new.name, new.amount);
                storage::audit(&mut tx, actor.audit(COLLECT_DUES, actor.unit, new.id, what))
                    .await?;
                tx.commit().await?;
                let flash = Flash::ok("Iuran sekali tersimpan.");
                return Ok(visitor.redirect_with("/kas/iuran/aturan", &flash));
            }
            errors.add(
                "nama",
                "Nama ini sudah dipakai. Pakai nama lain, misalnya dengan tahunnya.",
            );
        }
        Err(found) => errors = found,
    }
    let page = OccasionPage {
        form,
        errors,
        token: visitor.token(),
    };
    visitor.page_again("Iuran sekali", &page)
}
