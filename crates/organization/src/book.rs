//! The member book and the member cards: what the board prints of its roll.
//! Columns of the book follow the boards' own (No, nama, L/P, lahir, alamat, …).

use crate::domain::{Person, Sex};
use crate::store::people as store;
use crate::{EXPORT_MEMBERS, LIST_MEMBERS, paper};
use jiff::civil::Date;
use kernel::paper::{Column, Table};
use kernel::{day, phone};
use web::{Actor, Ctx, Result};

/// The member book of the actor's unit as PDF.
pub(crate) async fn member_book(ctx: &Ctx, actor: &Actor) -> Result<Vec<u8>> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let today = actor.today();
    let people = store::book(&mut ctx.db.read().await?, &scope).await?;
    note(ctx, actor, "Buku induk anggota", people.len()).await?;
    let paper = paper(ctx, &scope, today).await?;
    let document = documents::TableDocument {
        letterhead: paper.letterhead.clone(),
        sheet: paper.sheet,
        landscape: true,
        title: "Buku Induk Anggota".into(),
        period: format!("Keadaan {}", day::medium(today)),
        table: table(&people, today),
        below: String::new(),
        signatures: paper.signatures(today),
    };
    web::render_blocking(move || documents::table_document(&document)).await
}

fn table(people: &[(Person, String)], today: Date) -> Table {
    let columns = vec![
        Column::right("No", 2),
        Column::left("Nama lengkap", 7),
        Column::left("L/P", 2),
        Column::left("Tempat, tanggal lahir", 6),
        Column::left("Alamat", 6),
        Column::left("Pendidikan", 4),
        Column::left("Pekerjaan", 5),
        Column::left("No. HP/WA", 5),
        Column::left("Minat/keterampilan", 5),
        Column::left("Jenis", 3),
        Column::left("Tgl masuk", 4),
        Column::left("Tanda tangan", 4),
        Column::left("Ket.", 3),
    ];
    let rows = people
        .iter()
        .enumerate()
        .map(|(at, line)| row(at + 1, line, today))
        .collect();
    Table { columns, rows }
}

fn row(number: usize, (person, first_phone): &(Person, String), today: Date) -> Vec<String> {
    let name = match person.nickname.as_str() {
        "" => person.full_name.clone(),
        nickname => format!("{} ({nickname})", person.full_name),
    };
    let born = match (person.birth_place.as_str(), person.birth_date) {
        ("", None) => String::new(),
        (place, None) => place.to_owned(),
        (place, Some(date)) => {
            let age = person
                .age_on(today)
                .map(|age| format!(" ({age} th)"))
                .unwrap_or_default();
            let comma = if place.is_empty() { "" } else { ", " };
            format!("{place}{comma}{}{age}", day::short(date))
        }
    };
    let phone = if first_phone.is_empty() {
        String::new()
    } else {
        phone::local(first_phone)
    };
    vec![
        number.to_string(),
        name,
        person.sex.map(Sex::code).unwrap_or_default().to_owned(),
        born,
        person.place(),
        person.education.clone(),
        person.occupation.clone(),
        phone,
        person.skills.clone(),
        person.kind.label().to_owned(),
        person.joined_on.map(day::short).unwrap_or_default(),
        String::new(),
        person.note.clone(),
    ]
}

/// Writes down that the roll was taken out on paper.
async fn note(ctx: &Ctx, actor: &Actor, paper: &str, people: usize) -> Result<()> {
    let what = format!("{paper} dicetak: {people} orang");
    let entry = actor.audit(EXPORT_MEMBERS, actor.unit, actor.unit, what);
    let mut tx = ctx.db.begin().await?;
    storage::audit(&mut tx, entry).await?;
    Ok(tx.commit().await?)
}

/// Cards of everybody on the roll as PDF, eight to a sheet; `None` while the roll is empty.
pub(crate) async fn member_cards(ctx: &Ctx, actor: &Actor) -> Result<Option<Vec<u8>>> {
    let scope = actor.may(LIST_MEMBERS, actor.unit)?;
    let people = store::book(&mut ctx.db.read().await?, &scope).await?;
    if people.is_empty() {
        return Ok(None);
    }
    note(ctx, actor, "Kartu anggota", people.len()).await?;
    let paper = paper(ctx, &scope, actor.today()).await?;
    let cards = people.iter().map(|(person, _)| documents::MemberCard {
        name: person.full_name.clone(),
        number: String::new(),
        office: "Anggota".into(),
        area: person.place(),
        qr: ctx.link(&format!("/p/{}", person.token)),
    });
    let cards = documents::MemberCards {
        title: String::new(),
        letterhead: paper.letterhead,
        sheet: paper.sheet,
        cards: cards.collect(),
    };
    web::render_blocking(move || documents::member_cards(&cards))
        .await
        .map(Some)
}
