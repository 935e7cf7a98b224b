//! What cash knows of a person, for the person: the dues that they paid and what is open; and how
//! they are forgotten: the money stays, with nobody's name.

use crate::domain::Charge;
use crate::dues::Desk;
use crate::store::books;
use crate::store::dues as store;
use jiff::Timestamp;
use kernel::access::Scope;
use kernel::day;
use kernel::id::PersonId;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use storage::Tx;
use web::{BoxFuture, Ctx, Error, Known, Result};

/// Finance's hook for a person's own page and copy.
pub(crate) fn export<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    person: PersonId,
) -> BoxFuture<'a, Result<Vec<Known>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        let paid = store::of_person(&mut db, person).await?;
        let rules = store::rules(&mut db, scope).await?;
        if paid.is_empty() && rules.rules.is_empty() && rules.occasions.is_empty() {
            return Ok(Vec::new());
        }
        let unit = organization::unit(&mut db, scope.unit()).await?;
        let today = unit.ok_or(Error::NotFound)?.zone.today(ctx.clock.now());
        let desk = Desk::open(&mut db, scope, today).await?;
        let mut known = Vec::new();
        if let Some(member) = desk.member(person) {
            let open = member.account.items.iter();
            let open = open.filter(|item| item.open().0 > 0 && item.due <= today.last_of_month());
            let row = |item: &crate::domain::Item| {
                let label = desk.dues.label(item.charge);
                vec![label, item.open().to_string(), day::medium(item.due)]
            };
            known.push(Known {
                title: "Iuran yang belum dibayar",
                columns: &["Untuk", "Jumlah", "Paling lambat"],
                rows: open.map(row).collect(),
            });
        }
        let mut units = HashMap::new();
        let mut rows = Vec::new();
        for one in paid {
            let (rules, books) = match units.entry(one.unit) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(slot) => {
                    let of = Scope::of_system(one.unit);
                    let rules = store::rules(&mut db, &of).await?;
                    slot.insert((rules, books::list(&mut db, &of).await?))
                }
            };
            let book = books.iter().find(|book| book.id == one.book);
            let voucher = book.map(|book| book.voucher(one.year, one.number));
            let label = match one.charge {
                Charge::Month(month) => month.label(),
                charge @ Charge::Occasion(_) => rules.label(charge),
            };
            let state = if one.reversed {
                "Dibatalkan"
            } else {
                "Diterima"
            };
            rows.push(vec![
                label,
                one.amount.to_string(),
                day::medium(one.day),
                voucher.unwrap_or_default(),
                state.to_owned(),
            ]);
        }
        known.push(Known {
            title: "Iuran yang sudah dibayar",
            columns: &["Untuk", "Jumlah", "Tanggal", "No. bukti", "Keadaan"],
            rows,
        });
        Ok(known)
    })
}

/// Forgets why somebody paid nothing for a time.
pub(crate) fn forget<'a>(
    tx: &'a mut Tx,
    scope: &'a Scope,
    person: PersonId,
    _: Timestamp,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        store::forget(tx, scope, person).await?;
        Ok(())
    })
}
