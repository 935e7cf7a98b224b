//! The inventory on paper: the book, the book of loans, labels.

use crate::domain::{Item, Loan};
use crate::store::{items, loans as rows};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::paper::{Column, Table};
use kernel::{Money, day, phone};
use web::{Ctx, Result};

/// The inventory book, in the boards' columns.
pub(crate) async fn inventory(ctx: &Ctx, scope: &Scope) -> Result<Table> {
    let all = items::all(&mut ctx.db.read().await?, scope).await?;
    let columns = vec![
        Column::right("No", 2),
        Column::left("Kode barang", 4),
        Column::left("Nama/jenis barang", 7),
        Column::left("Merek/ukuran", 5),
        Column::left("Jumlah & satuan", 4),
        Column::left("Asal barang", 4),
        Column::left("Tgl/tahun perolehan", 4),
        Column::right("Harga satuan (Rp)", 5),
        Column::right("Jumlah harga (Rp)", 5),
        Column::left("Kondisi", 4),
        Column::left("Lokasi/pemegang", 6),
        Column::left("Ket.", 5),
    ];
    Ok(Table {
        columns,
        rows: all.iter().enumerate().map(line).collect(),
    })
}

fn line((at, item): (usize, &Item)) -> Vec<String> {
    let says = &item.says;
    let total = item.pieces.total();
    let money = |amount: Option<Money>| {
        let some = amount.filter(|amount| amount.0 > 0);
        some.map(|amount| amount.to_string()).unwrap_or_default()
    };
    let kept = [says.place.as_str(), says.holder.as_str()];
    let kept: Vec<&str> = kept.into_iter().filter(|part| !part.is_empty()).collect();
    let lent = match item.out.total() {
        0 => String::new(),
        out => format!("{out} dipinjam"),
    };
    let remarks = [says.note.as_str(), lent.as_str()];
    let remarks: Vec<&str> = remarks
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    vec![
        (at + 1).to_string(),
        says.code.clone(),
        says.name.clone(),
        says.brand.clone(),
        format!("{total} {}", says.measure),
        says.origin.label().to_owned(),
        says.acquired.clone(),
        money(Some(says.price)),
        money(says.price.times(total)),
        item.pieces.to_string(),
        kept.join(", "),
        remarks.join("; "),
    ]
}

/// The book of loans that began in `year`; the last column is for the pen.
pub(crate) async fn loans(ctx: &Ctx, scope: &Scope, year: i16) -> Result<Table> {
    let all = rows::of_year(&mut ctx.db.read().await?, scope, year).await?;
    let columns = vec![
        Column::left("Tgl", 4),
        Column::left("Barang", 7),
        Column::left("Jml", 3),
        Column::left("Peminjam (HP)", 7),
        Column::left("Keperluan", 6),
        Column::left("Tgl kembali rencana", 4),
        Column::left("Tgl kembali nyata", 4),
        Column::left("Kondisi", 5),
        Column::right("Biaya/infak", 4),
        Column::left("TTD", 4),
    ];
    Ok(Table {
        columns,
        rows: all.iter().map(loan).collect(),
    })
}

fn loan(loan: &Loan) -> Vec<String> {
    let says = &loan.says;
    let borrower = match says.phone.as_str() {
        "" => says.borrower.clone(),
        number => format!("{} ({})", says.borrower, phone::local(number)),
    };
    vec![
        day::short(says.out_on),
        format!("{} {}", loan.code, loan.name),
        format!("{} {}", says.count, loan.measure),
        borrower,
        says.purpose.clone(),
        day::short(says.due_on),
        loan.ended_on.map(day::short).unwrap_or_default(),
        state(loan),
        if says.fee.0 > 0 {
            says.fee.to_string()
        } else {
            String::new()
        },
        String::new(),
    ]
}

/// "keluar B; kembali 45 B, 2 hilang".
fn state(loan: &Loan) -> String {
    let out = format!("keluar {}", loan.says.condition.short());
    let lost = match loan.lost {
        0 => String::new(),
        lost => format!(", {lost} hilang"),
    };
    if loan.back.total() + loan.lost == 0 {
        return out;
    }
    format!("{out}; kembali {}{lost}", loan.back)
}

/// Labels of `items` as PDF, each with the code that leads to its page.
pub(crate) async fn labels(
    ctx: &Ctx,
    scope: &Scope,
    items: &[Item],
    today: Date,
) -> Result<Vec<u8>> {
    let paper = organization::paper(ctx, scope, today).await?;
    let label = |item: &Item| documents::Label {
        code: item.says.code.clone(),
        name: item.says.name.clone(),
        owner: paper.organiser.clone(),
        qr: ctx.link(&format!("/inventaris/{}", item.id)),
    };
    let labels = documents::Labels {
        sheet: paper.sheet,
        title: "Label Inventaris".to_owned(),
        labels: items.iter().map(label).collect(),
    };
    web::render_blocking(move || documents::labels(&labels)).await
}
