//! Loans: what is out, lending, and taking back.

use super::WORKBOOK;
use super::items::found;
use crate::acts::LEND_ITEMS;
use crate::book;
use crate::domain::{
    BorrowerKind, Condition, Item, Loan, LoanForm, NewLoan, NewReturn, ReturnForm,
};
use crate::inventory::ItemError;
use crate::item_books;
use crate::lending::{lend, take_back};
use crate::letters::By;
use crate::store::loans as rows;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::{ItemId, ItemLoanId, ItemReturnId};
use kernel::{day, phone};
use organization::Placed;
use serde::Deserialize;
use web::{Actor, Ctx, Error, Errors, Flash, Form, Result, Visitor, filters};

/// Things are mostly lent for a weekend.
const DAYS: i64 = 3;
/// So many people of one name are offered.
const OFFERED: i64 = 8;

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/inventaris/pinjaman", get(list))
        .route("/inventaris/pinjaman/buku.pdf", get(print))
        .route("/inventaris/pinjaman/buku.xlsx", get(download))
        .route("/inventaris/pinjaman/{loan}", get(show))
        .route("/inventaris/pinjaman/{loan}/kembali", post(give_back))
        .route("/inventaris/{item}/pinjam", get(ask).post(save))
}

/// A line of what is out.
struct Line {
    href: String,
    day: String,
    month: &'static str,
    title: String,
    below: String,
    chip: &'static str,
}

impl Line {
    fn of(loan: &Loan, today: Date) -> Self {
        let due = loan.says.due_on;
        Self {
            href: format!("/inventaris/pinjaman/{}", loan.id),
            day: due.day().to_string(),
            month: day::short_month(due.month()),
            title: format!("{} {} {}", loan.left(), loan.measure, loan.name),
            below: format!("{} · {}", loan.says.borrower, loan.says.purpose),
            chip: if loan.late(today) { "Lewat waktu" } else { "" },
        }
    }
}

#[derive(Template)]
#[template(path = "loans.html")]
struct LoansPage {
    lines: Vec<Line>,
    year: i16,
}

/// `GET /inventaris/pinjaman`.
async fn list(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(LEND_ITEMS, actor.unit)?;
    let open = rows::open(&mut ctx.db.read().await?, &scope).await?;
    let today = actor.today();
    let page = LoansPage {
        lines: open.iter().map(|loan| Line::of(loan, today)).collect(),
        year: today.year(),
    };
    visitor.page("Pinjaman", &page)
}

#[derive(Template)]
#[template(path = "loan_form.html")]
struct FormPage {
    item: Item,
    kinds: [BorrowerKind; 3],
    conditions: [Condition; 3],
    /// Members of the name that was typed, when there are several.
    people: Vec<Placed>,
    form: LoanForm,
    errors: Errors,
    token: String,
}

impl FormPage {
    fn new(visitor: &Visitor, item: Item, form: LoanForm, errors: Errors) -> Self {
        Self {
            item,
            kinds: BorrowerKind::ALL,
            conditions: Condition::ALL,
            people: Vec::new(),
            form,
            errors,
            token: visitor.token(),
        }
    }
}

/// `GET /inventaris/{item}/pinjam`.
async fn ask(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemId>,
) -> Result<Response> {
    let (_, item) = found(&ctx, &actor, LEND_ITEMS, id).await?;
    let today = actor.today();
    let form = LoanForm {
        kunci: storage::fresh::<ItemLoanId>().to_string(),
        keadaan: Condition::Good.code().to_owned(),
        jenis: BorrowerKind::Member.code().to_owned(),
        pinjam: today.to_string(),
        kembali: today.saturating_add(DAYS.days()).to_string(),
        ..LoanForm::default()
    };
    let page = FormPage::new(&visitor, item, form, Errors::default());
    visitor.page("Pinjamkan", &page)
}

/// Finds on the roll the member who was typed or chosen; those to choose from when it is not sure.
async fn member(
    ctx: &Ctx,
    scope: &Scope,
    form: &LoanForm,
    says: &mut NewLoan,
) -> Result<std::result::Result<(), (Errors, Vec<Placed>)>> {
    if says.kind != BorrowerKind::Member {
        return Ok(Ok(()));
    }
    let mut db = ctx.db.read().await?;
    let mut found = organization::search(&mut db, scope, &says.borrower, OFFERED).await?;
    let chosen = form.orang.parse().ok();
    let sure = match (chosen, found.as_slice()) {
        (Some(id), _) => found.iter().find(|one| one.id == id),
        (None, [one]) => Some(one),
        _ => None,
    };
    if let Some(one) = sure {
        says.person = Some(one.id);
        says.borrower.clone_from(&one.full_name);
        return Ok(Ok(()));
    }
    let mut errors = Errors::default();
    if found.is_empty() {
        errors.add(
            "peminjam",
            "Tidak ada anggota dengan nama itu. Periksa ejaannya, atau pilih Orang luar.",
        );
    } else {
        errors.add("orang", "Ada beberapa yang mirip. Pilih yang mana.");
    }
    found.truncate(OFFERED as usize);
    Ok(Err((errors, found)))
}

/// `POST /inventaris/{item}/pinjam`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemId>,
    Form(form): Form<LoanForm>,
) -> Result<Response> {
    let (scope, item) = found(&ctx, &actor, LEND_ITEMS, id).await?;
    let mut says = match form.read(actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = FormPage::new(&visitor, item, form, errors);
            return visitor.page_again("Pinjamkan", &page);
        }
    };
    if let Err((errors, people)) = member(&ctx, &scope, &form, &mut says).await? {
        let page = FormPage {
            people,
            ..FormPage::new(&visitor, item, form, errors)
        };
        return visitor.page_again("Pinjamkan", &page);
    }
    let loan: ItemLoanId = form.kunci.parse().unwrap_or_else(|_| storage::fresh());
    let mut tx = ctx.db.begin().await?;
    match lend(&mut tx, &scope, (loan, id), &says, &By::of(&actor)).await {
        Ok(()) => {}
        Err(ItemError::Web(error)) => return Err(error),
        Err(refused) => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("jumlah", refused.to_string());
            let (_, item) = found(&ctx, &actor, LEND_ITEMS, id).await?;
            let page = FormPage::new(&visitor, item, form, errors);
            return visitor.page_again("Pinjamkan", &page);
        }
    }
    tx.commit().await?;
    let flash = Flash::ok("Pinjaman tercatat.");
    Ok(visitor.redirect_with(&format!("/inventaris/pinjaman/{loan}"), &flash))
}

#[derive(Template)]
#[template(path = "loan.html")]
struct LoanPage {
    loan: Loan,
    phone: String,
    out: String,
    due: String,
    late: bool,
    reminder: String,
    /// Day, what came back, note, who wrote it down.
    returns: Vec<(String, String, String, String)>,
    form: ReturnForm,
    errors: Errors,
    token: String,
}

async fn held(ctx: &Ctx, actor: &Actor, id: ItemLoanId) -> Result<(Scope, Loan)> {
    let scope = actor.may(LEND_ITEMS, actor.unit)?;
    let loan = rows::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, loan.ok_or(Error::NotFound)?))
}

fn told((says, author): (NewReturn, String)) -> (String, String, String, String) {
    let lost = match says.lost {
        0 => String::new(),
        lost => format!(", {lost} hilang"),
    };
    let back = format!("{}{lost}", says.back);
    (day::medium(says.day), back, says.note, author)
}

async fn page(
    ctx: &Ctx,
    visitor: &Visitor,
    actor: &Actor,
    id: ItemLoanId,
    (form, errors): (Option<ReturnForm>, Errors),
) -> Result<LoanPage> {
    let (scope, loan) = held(ctx, actor, id).await?;
    let returns = rows::returns(&mut ctx.db.read().await?, &scope, id).await?;
    let today = actor.today();
    let form = form.unwrap_or_else(|| ReturnForm {
        kunci: storage::fresh::<ItemReturnId>().to_string(),
        hari: today.to_string(),
        baik: loan.left().to_string(),
        ..ReturnForm::default()
    });
    Ok(LoanPage {
        phone: match loan.says.phone.as_str() {
            "" => String::new(),
            number => phone::local(number),
        },
        out: day::medium(loan.says.out_on),
        due: day::medium(loan.says.due_on),
        late: loan.late(today),
        reminder: loan.reminder(&actor.unit_name),
        returns: returns.into_iter().map(told).collect(),
        form,
        errors,
        token: visitor.token(),
        loan,
    })
}

/// `GET /inventaris/pinjaman/{loan}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemLoanId>,
) -> Result<Response> {
    let page = page(&ctx, &visitor, &actor, id, (None, Errors::default())).await?;
    visitor.page("Pinjaman", &page)
}

/// `POST /inventaris/pinjaman/{loan}/kembali`.
async fn give_back(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemLoanId>,
    Form(form): Form<ReturnForm>,
) -> Result<Response> {
    let (scope, loan) = held(&ctx, &actor, id).await?;
    let says = match form.read(loan.says.out_on, actor.today()) {
        Ok(says) => says,
        Err(errors) => {
            let page = page(&ctx, &visitor, &actor, id, (Some(form), errors)).await?;
            return visitor.page_again("Pinjaman", &page);
        }
    };
    let key: ItemReturnId = form.kunci.parse().unwrap_or_else(|_| storage::fresh());
    let mut tx = ctx.db.begin().await?;
    match take_back(&mut tx, &scope, (key, id), &says, &By::of(&actor)).await {
        Ok(()) => {}
        Err(ItemError::Web(error)) => return Err(error),
        Err(refused) => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("baik", refused.to_string());
            let page = page(&ctx, &visitor, &actor, id, (Some(form), errors)).await?;
            return visitor.page_again("Pinjaman", &page);
        }
    }
    tx.commit().await?;
    let flash = Flash::ok("Pengembalian tercatat.");
    Ok(visitor.redirect_with(&format!("/inventaris/pinjaman/{id}"), &flash))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    tahun: String,
}

/// `GET /inventaris/pinjaman/buku.pdf`.
async fn print(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let scope = actor.may(LEND_ITEMS, actor.unit)?;
    let today = actor.today();
    let year = book::year(&asked.tahun, today);
    let table = item_books::loans(&ctx, &scope, year).await?;
    let title = ("Buku Pinjam Barang", format!("Tahun {year}"));
    let bytes = book::print(&ctx, &scope, title, table, today).await?;
    let name = format!("Buku Pinjam Barang {year}.pdf");
    Ok(web::file(&name, "application/pdf", bytes))
}

/// `GET /inventaris/pinjaman/buku.xlsx`.
async fn download(
    State(ctx): State<Ctx>,
    actor: Actor,
    Params(asked): Params<Asked>,
) -> Result<Response> {
    let scope = actor.may(LEND_ITEMS, actor.unit)?;
    let year = book::year(&asked.tahun, actor.today());
    let table = item_books::loans(&ctx, &scope, year).await?;
    let bytes = web::render_blocking(move || book::workbook("Buku Pinjam", table)).await?;
    let name = format!("Buku Pinjam Barang {year}.xlsx");
    Ok(web::file(&name, WORKBOOK, bytes))
}
