//! Taking dues from house to house: one row for each member, one button for all; and what was
//! recorded at once, with its receipts.

use super::{PER_PAGE, desk, link, page_of};
use crate::acts::COLLECT_DUES;
use crate::domain::{Book, Charge, CollectForm, FundKind, FundSource, RowErrors, told};
use crate::dues::{Asked, CollectError, Member, collect};
use crate::ledger::{By, WriteError};
use crate::pages::open_funds;
use crate::store::{books, dues as store};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use kernel::access::Scope;
use kernel::id::{EntryId, PersonId, RoundId};
use kernel::{Money, day};
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/kas/iuran/catat", get(ask).post(save))
        .route("/kas/iuran/setoran/{round}", get(show))
}

/// A member's row of the form.
struct Row {
    id: PersonId,
    name: String,
    place: String,
    asked: Money,
    seen: i64,
    typed: String,
    ticked: bool,
    error: String,
}

impl Row {
    fn of(
        member: &Member,
        form: &CollectForm,
        wrong: &RowErrors,
        today: jiff::civil::Date,
    ) -> Self {
        let id = member.placed.id;
        let error = wrong.iter().find(|(person, _)| *person == id);
        Self {
            name: member.placed.full_name.clone(),
            place: member.placed.place(),
            asked: member.account.asked_now(today),
            seen: member.seen,
            typed: form.typed(id).to_owned(),
            ticked: form.ticked(id).is_some(),
            error: error.map(|(_, text)| text.clone()).unwrap_or_default(),
            id,
        }
    }
}

#[derive(Template)]
#[template(path = "dues_collect.html")]
struct CollectPage {
    asked: Asked,
    rows: Vec<Row>,
    rts: Vec<u16>,
    books: Vec<Book>,
    funds: Vec<FundSource>,
    pages: [String; 2],
    here: String,
    form: CollectForm,
    errors: Errors,
    any_wrong: bool,
    token: String,
}

/// The form; the rows are those that were sent, or those that `asked` chooses.
async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    (asked, mut form): (Asked, CollectForm),
    (errors, wrong): (Errors, RowErrors),
) -> Result<CollectPage> {
    let (scope, desk) = desk(ctx, actor).await?;
    let today = actor.today();
    let funds = open_funds(ctx, &scope).await?;
    let mut db = ctx.db.read().await?;
    let sent: Vec<PersonId> = form.orang.iter().filter_map(|id| id.parse().ok()).collect();
    let chosen: Vec<&Member> = if sent.is_empty() {
        let mut chosen = desk.chosen(&mut db, &scope, &asked).await?;
        // Whoever is free is asked for nothing.
        chosen.retain(|member| member.account.items.iter().any(|item| item.open().0 > 0));
        chosen
    } else {
        let sent = sent.iter().take(PER_PAGE * 2);
        sent.filter_map(|id| desk.member(*id)).collect()
    };
    let (shown, pages, here) = if sent.is_empty() {
        page_of(&chosen, "/kas/iuran/catat", &asked)
    } else {
        (&chosen[..], Default::default(), String::new())
    };
    if form.dana.is_empty() {
        let dues = funds.iter().find(|fund| fund.says.kind == FundKind::Dues);
        form.dana = dues
            .or(funds.first())
            .map(|fund| fund.id.to_string())
            .unwrap_or_default();
    }
    let rows = shown.iter();
    Ok(CollectPage {
        rows: rows.map(|one| Row::of(one, &form, &wrong, today)).collect(),
        rts: desk.rts(),
        books: books::list(&mut db, &scope).await?,
        funds,
        pages,
        here,
        any_wrong: !errors.is_empty() || !wrong.is_empty(),
        asked,
        form,
        errors,
        token: visitor.token(),
    })
}

/// `GET /kas/iuran/catat`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let form = CollectForm {
        kunci: storage::fresh::<RoundId>().to_string(),
        hari: actor.today().to_string(),
        ..CollectForm::default()
    };
    let page = page(&ctx, &visitor, &actor, (asked, form), Default::default()).await?;
    visitor.page("Catat iuran", &page)
}

/// `POST /kas/iuran/catat`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Form(form): Form<CollectForm>,
) -> Result<Response> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let wrong = match write(&ctx, &actor, &scope, &form).await? {
        Ok(round) => {
            let address = format!("/kas/iuran/setoran/{round}");
            let flash = Flash::ok("Iuran tercatat. Sekarang menunggu persetujuan pengurus lain.");
            return Ok(visitor.redirect_with(&address, &flash));
        }
        Err(wrong) => wrong,
    };
    let page = page(&ctx, &visitor, &actor, (Asked::default(), form), wrong).await?;
    visitor.page_again("Catat iuran", &page)
}

/// Writes the round; what is wrong with the form, field by field and row by row.
async fn write(
    ctx: &Ctx,
    actor: &Actor,
    scope: &Scope,
    form: &CollectForm,
) -> Result<Result<RoundId, (Errors, RowErrors)>> {
    let round = match form.read(actor.today()) {
        Ok(round) => round,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut tx = ctx.db.begin().await?;
    let mut errors = Errors::default();
    if books::find(&mut tx, scope, round.book).await?.is_none() {
        errors.add("buku", "Pilih buku kasnya.");
    }
    let fund = crate::store::funds::find(&mut tx, scope, round.fund).await?;
    if fund.is_none() {
        errors.add("dana", "Pilih sumber dananya.");
    }
    if !errors.is_empty() {
        return Ok(Err((errors, RowErrors::new())));
    }
    let before = store::of_round(&mut tx, scope, round.id).await?;
    match collect(&mut tx, scope, &round, &By::of(actor)).await {
        Ok(()) => {}
        Err(CollectError::Rows(rows)) => return Ok(Err((errors, rows))),
        Err(CollectError::Write(WriteError::Refused(refusal))) => {
            errors.add(refusal.field(), refusal.to_string());
            return Ok(Err((errors, RowErrors::new())));
        }
        Err(CollectError::Write(WriteError::Web(error))) => return Err(error),
    }
    if before.is_empty() {
        let total = Money(round.handed.iter().map(|one| one.amount.0).sum());
        let what = format!("Mencatat iuran {} anggota, {total}", round.handed.len());
        storage::audit(
            &mut tx,
            actor.audit(COLLECT_DUES, actor.unit, round.id, what),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(Ok(round.id))
}

/// A receipt of a round.
struct Receipt {
    entry: EntryId,
    name: String,
    voucher: String,
    text: String,
    amount: Money,
    reversed: bool,
}

#[derive(Template)]
#[template(path = "dues_round.html")]
struct RoundPage {
    receipts: Vec<Receipt>,
    total: Money,
    day: String,
    message: String,
    again: String,
}

/// `GET /kas/iuran/setoran/{round}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<RoundId>,
) -> Result<Response> {
    let scope = actor.may(COLLECT_DUES, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let rows = store::of_round(&mut db, &scope, id).await?;
    let first = rows.first().ok_or(Error::NotFound)?;
    let dues = store::rules(&mut db, &scope).await?;
    let names = store::names(&mut db, &scope).await?;
    let book = books::find(&mut db, &scope, first.book).await?;
    let book = book.ok_or(Error::NotFound)?;
    let unit = organization::unit(&mut db, scope.unit()).await?;
    let unit = unit.ok_or(Error::NotFound)?.name;
    drop(db);
    let mut receipts: Vec<Receipt> = Vec::new();
    for part in rows.chunk_by(|one, next| one.entry == next.entry) {
        let Some(one) = part.first() else { continue };
        let charges: Vec<Charge> = part.iter().map(|one| one.charge).collect();
        receipts.push(Receipt {
            entry: one.entry,
            name: names.get(&one.person).cloned().unwrap_or_default(),
            voucher: book.voucher(one.year, one.number),
            text: told(&dues, &charges),
            amount: Money(part.iter().map(|one| one.amount.0).sum()),
            reversed: one.reversed,
        });
    }
    let counted = receipts.iter().filter(|one| !one.reversed);
    let total = Money(counted.clone().map(|one| one.amount.0).sum());
    let day = day::medium(first.day);
    let message = format!(
        "*Iuran {unit}*\n{day}: {} anggota membayar iuran, seluruhnya {total}, masuk {}.\n\
         Terima kasih. Yang ingin melihat catatannya, buka halaman anggota masing-masing.",
        counted.count(),
        book.name
    );
    let page = RoundPage {
        receipts,
        total,
        day,
        message,
        again: link("/kas/iuran/catat", &Asked::default(), 1),
    };
    visitor.page("Iuran tercatat", &page)
}
