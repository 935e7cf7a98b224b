//! The inventory: the list, a thing's page with its photo and history, and the form for it.

use super::{Sought, Turn};
use crate::acts::{CHANGE_INVENTORY, LEND_ITEMS, READ_INVENTORY};
use crate::domain::{Item, ItemForm, Loan, NewItem, Origin, Pieces};
use crate::inventory::{ItemError, change_item, enter_photographed};
use crate::letters::By;
use crate::scan::{self, Kept};
use crate::store::{items as rows, loans};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query as Params, State};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use kernel::access::{Act, Scope};
use kernel::day;
use kernel::id::ItemId;
use web::{Actor, Ctx, Error, Errors, Flash, Result, Upload, Visitor, filters};

pub(super) fn router() -> Router<Ctx> {
    Router::new()
        .route("/inventaris", get(list))
        .route("/inventaris/baru", get(ask).post(save))
        .route("/inventaris/{item}", get(show))
        .route("/inventaris/{item}/foto", get(photo))
        .route("/inventaris/{item}/ubah", get(ask_change).post(change))
}

/// The thing of the actor's unit, for who may do `act`.
pub(super) async fn found(ctx: &Ctx, actor: &Actor, act: Act, id: ItemId) -> Result<(Scope, Item)> {
    let scope = actor.may(act, actor.unit)?;
    let item = rows::find(&mut ctx.db.read().await?, &scope, id).await?;
    Ok((scope, item.ok_or(Error::NotFound)?))
}

/// A line of the list.
struct Line {
    href: String,
    name: String,
    below: String,
    chip: &'static str,
    chip_kind: &'static str,
}

impl Line {
    fn of(item: &Item) -> Self {
        let says = &item.says;
        let amount = format!("{} {}", item.pieces.total(), says.measure);
        let parts = [says.code.as_str(), &amount, &says.place, &says.holder];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let (chip, chip_kind) = match item {
            item if item.pieces.total() == 0 => ("Sudah keluar", ""),
            item if item.out.total() > 0 => ("Dipinjam", "warn"),
            item if item.pieces.major > 0 => ("Ada yang rusak berat", "bad"),
            _ => ("", ""),
        };
        Self {
            href: format!("/inventaris/{}", item.id),
            name: says.name.clone(),
            below: parts.join(" · "),
            chip,
            chip_kind,
        }
    }
}

#[derive(Template)]
#[template(path = "items.html")]
struct ListPage {
    lines: Vec<Line>,
    turn: Turn,
    words: String,
    may_change: bool,
    may_lend: bool,
}

/// `GET /inventaris`.
async fn list(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Params(sought): Params<Sought>,
) -> Result<Response> {
    let scope = actor.may(READ_INVENTORY, actor.unit)?;
    let mut db = ctx.db.read().await?;
    let mut found = rows::list(&mut db, &scope, &sought.cari, sought.window()).await?;
    let page = ListPage {
        turn: sought.turn("/inventaris", &mut found),
        lines: found.iter().map(Line::of).collect(),
        words: sought.cari,
        may_change: actor.allows(CHANGE_INVENTORY),
        may_lend: actor.allows(LEND_ITEMS),
    };
    visitor.page("Inventaris", &page)
}

/// What may happen to a thing: the word in the address, the icon, the words.
const WAYS: [(&str, &str, &str); 4] = [
    ("tambah", "plus", "Barang bertambah"),
    ("keadaan", "refresh", "Keadaan berubah"),
    ("pindah", "map-pin", "Pindah tempat atau pemegang"),
    ("keluar", "log-out", "Barang keluar"),
];

/// Something that happened, as the page tells it.
struct Past {
    day: String,
    what: &'static str,
    amount: String,
    reason: String,
    author: String,
}

#[derive(Template)]
#[template(path = "item.html")]
struct ItemPage {
    item: Item,
    value: String,
    loans: Vec<Lent>,
    past: Vec<Past>,
    ways: [(&'static str, &'static str, &'static str); 4],
    may_change: bool,
    may_lend: bool,
}

/// A loan, as the page tells it.
struct Lent {
    href: String,
    text: String,
    below: String,
    late: bool,
}

impl Lent {
    fn of(loan: &Loan, today: Date) -> Self {
        let says = &loan.says;
        Self {
            href: format!("/inventaris/pinjaman/{}", loan.id),
            text: format!("{} {} · {}", says.count, loan.measure, says.borrower),
            below: match loan.ended_on {
                Some(day) => format!("{} – {}", day::medium(says.out_on), day::medium(day)),
                None => format!(
                    "{} – {}",
                    day::medium(says.out_on),
                    day::medium(says.due_on)
                ),
            },
            late: loan.late(today),
        }
    }
}

/// `GET /inventaris/{item}`.
async fn show(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemId>,
) -> Result<Response> {
    let (scope, item) = found(&ctx, &actor, READ_INVENTORY, id).await?;
    let mut db = ctx.db.read().await?;
    let history = rows::history(&mut db, &scope, id).await?;
    let loans = loans::of_item(&mut db, &scope, id).await?;
    let today = actor.today();
    let past = |happened: rows::Happened| Past {
        day: day::medium(actor.zone.today(happened.at)),
        what: happened.change.label(),
        amount: match happened.pieces {
            pieces if pieces == Pieces::default() => String::new(),
            pieces => pieces.to_string(),
        },
        reason: happened.reason,
        author: happened.author,
    };
    let page = ItemPage {
        value: item
            .says
            .price
            .times(item.pieces.total())
            .filter(|value| value.0 > 0)
            .map(|value| value.to_string())
            .unwrap_or_default(),
        loans: loans.iter().map(|loan| Lent::of(loan, today)).collect(),
        past: history.into_iter().map(past).collect(),
        ways: WAYS,
        may_change: actor.allows(CHANGE_INVENTORY),
        may_lend: actor.allows(LEND_ITEMS),
        item,
    };
    visitor.page("Inventaris", &page)
}

/// `GET /inventaris/{item}/foto`.
async fn photo(State(ctx): State<Ctx>, actor: Actor, Path(id): Path<ItemId>) -> Result<Response> {
    let (scope, item) = found(&ctx, &actor, READ_INVENTORY, id).await?;
    let kept = rows::photo(&mut ctx.db.read().await?, &scope, id).await?;
    scan::show(&ctx, &kept.ok_or(Error::NotFound)?, &item.says.code).await
}

#[derive(Template)]
#[template(path = "item_form.html")]
struct FormPage {
    /// The thing that is changed; none for a new one.
    id: Option<ItemId>,
    form: ItemForm,
    origins: [Origin; 4],
    errors: Errors,
    token: String,
}

impl FormPage {
    fn new(visitor: &Visitor, id: Option<ItemId>, form: ItemForm, errors: Errors) -> Self {
        Self {
            id,
            form,
            origins: Origin::ALL,
            errors,
            token: visitor.token(),
        }
    }

    fn title(&self) -> &'static str {
        match self.id {
            Some(_) => "Ubah barang",
            None => "Barang baru",
        }
    }
}

/// `GET /inventaris/baru`.
async fn ask(State(ctx): State<Ctx>, visitor: Visitor, actor: Actor) -> Result<Response> {
    let scope = actor.may(CHANGE_INVENTORY, actor.unit)?;
    let count = rows::count(&mut ctx.db.read().await?, &scope).await?;
    let form = ItemForm {
        kunci: storage::fresh::<ItemId>().to_string(),
        kode: format!("INV-{:03}", count + 1),
        satuan: "buah".to_owned(),
        asal: Origin::Bought.code().to_owned(),
        ..ItemForm::default()
    };
    let page = FormPage::new(&visitor, None, form, Errors::default());
    visitor.page(page.title(), &page)
}

/// What was typed beside the photo.
fn typed(upload: &Upload) -> ItemForm {
    let text = |name: &str| upload.text(name).to_owned();
    ItemForm {
        kunci: text("kunci"),
        nama: text("nama"),
        kode: text("kode"),
        merek: text("merek"),
        satuan: text("satuan"),
        baik: text("baik"),
        ringan: text("ringan"),
        berat: text("berat"),
        asal: text("asal"),
        perolehan: text("perolehan"),
        harga: text("harga"),
        tempat: text("tempat"),
        pemegang: text("pemegang"),
        catatan: text("catatan"),
    }
}

/// A thing that was read, its counts and its photo.
type Read = (NewItem, Pieces, Option<Kept>);

/// What was typed and the photo that came with it, put away; or what is wrong.
async fn read(
    ctx: &Ctx,
    upload: &Upload,
    form: &ItemForm,
    new: bool,
) -> Result<std::result::Result<Read, Errors>> {
    let (says, file) = match (form.read(new), scan::read_photo(upload, "foto")) {
        (Ok(says), Ok(file)) => (says, file),
        (says, file) => {
            let mut errors = says.err().unwrap_or_default();
            if let Err(text) = file {
                errors.add("foto", text);
            } else if !upload.files.is_empty() {
                errors.add("foto", "Pilih lagi fotonya; yang tadi belum tersimpan.");
            }
            return Ok(Err(errors));
        }
    };
    let kept = match file {
        Some(file) => Some(scan::keep(ctx, file).await?),
        None => None,
    };
    Ok(Ok((says.0, says.1, kept)))
}

/// `POST /inventaris/baru`.
async fn save(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    upload: Upload,
) -> Result<Response> {
    let scope = actor.may(CHANGE_INVENTORY, actor.unit)?;
    let form = typed(&upload);
    let (says, pieces, photo) = match read(&ctx, &upload, &form, true).await? {
        Ok(read) => read,
        Err(errors) => {
            let page = FormPage::new(&visitor, None, form, errors);
            return visitor.page_again(page.title(), &page);
        }
    };
    let id: ItemId = form.kunci.parse().unwrap_or_else(|_| storage::fresh());
    let by = By::of(&actor);
    let mut tx = ctx.db.begin().await?;
    let says = (&says, pieces);
    match enter_photographed(&mut tx, &scope, id, says, (photo.as_ref(), &by)).await {
        Ok(()) => {}
        Err(ItemError::Web(error)) => return Err(error),
        Err(refused) => {
            let mut errors = Errors::default();
            errors.add("kode", refused.to_string());
            let page = FormPage::new(&visitor, None, form, errors);
            return visitor.page_again(page.title(), &page);
        }
    }
    tx.commit().await?;
    let flash = Flash::ok("Barang tercatat.");
    Ok(visitor.redirect_with(&format!("/inventaris/{id}"), &flash))
}

/// `GET /inventaris/{item}/ubah`.
async fn ask_change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemId>,
) -> Result<Response> {
    let (_, item) = found(&ctx, &actor, CHANGE_INVENTORY, id).await?;
    let form = ItemForm::of(&item.says);
    let page = FormPage::new(&visitor, Some(id), form, Errors::default());
    visitor.page(page.title(), &page)
}

/// `POST /inventaris/{item}/ubah`.
async fn change(
    State(ctx): State<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(id): Path<ItemId>,
    upload: Upload,
) -> Result<Response> {
    let (scope, item) = found(&ctx, &actor, CHANGE_INVENTORY, id).await?;
    let form = typed(&upload);
    let (says, _, photo) = match read(&ctx, &upload, &form, false).await? {
        Ok(read) => read,
        Err(errors) => {
            let page = FormPage::new(&visitor, Some(id), form, errors);
            return visitor.page_again(page.title(), &page);
        }
    };
    let mut tx = ctx.db.begin().await?;
    match change_item(&mut tx, &scope, id, (&says, photo.as_ref())).await {
        Ok(()) => {}
        Err(ItemError::Web(error)) => return Err(error),
        Err(refused) => {
            let mut errors = Errors::default();
            errors.add("kode", refused.to_string());
            let page = FormPage::new(&visitor, Some(id), form, errors);
            return visitor.page_again(page.title(), &page);
        }
    }
    let what = format!("Mengubah data barang {}", item.says.code);
    storage::audit(&mut tx, actor.audit(CHANGE_INVENTORY, actor.unit, id, what)).await?;
    tx.commit().await?;
    let flash = Flash::ok("Data barang tersimpan.");
    Ok(visitor.redirect_with(&format!("/inventaris/{id}"), &flash))
}
