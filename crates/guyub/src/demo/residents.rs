//! What the village office would hand over: a population workbook as OpenSID exports it, uploaded
//! and waiting for the board. Nobody in it has a NIK, so that no number is a real person's.

use super::people::People;
use super::village::{Plan, Village};
use anyhow::Result;
use organization::{NewPerson, Sex};
use web::Ctx;

/// The headings that the demo's workbook fills, and two of those that are never read.
const HEADINGS: [&str; 14] = [
    "dusun",
    "rw",
    "rt",
    "nama",
    "no_kk",
    "nik",
    "sex",
    "tanggallahir",
    "agama_id",
    "pendidikan_kk_id",
    "pekerjaan_id",
    "kk_level",
    "suku",
    "status_dasar",
];
/// Families in it.
const FAMILIES: u32 = 12;

/// Leaves the workbook of some families, the chair's among them, for the board to look at.
pub(super) async fn fill(ctx: &Ctx, village: &Village, plan: &Plan) -> Result<()> {
    let mut people = People::of(
        &Plan {
            seed: plan.seed + 40,
            ..*plan
        },
        village.today,
    );
    let chair = organization::find_person(
        &mut ctx.db.read().await?,
        &village.scope,
        village.officer(0),
    )
    .await?;
    let mut rows = Vec::new();
    for family in 0..FAMILIES {
        rows.extend(household(&mut people, family));
    }
    if let Some(chair) = chair {
        let known = NewPerson {
            full_name: chair.full_name,
            sex: chair.sex,
            birth_date: chair.birth_date,
            hamlet: chair.hamlet,
            rt: chair.rt,
            rw: chair.rw,
            ..NewPerson::default()
        };
        rows.push(row(&known, 1, "4", "1"));
    }
    let book = roster::write_xlsx("Penduduk", &HEADINGS, rows)?;
    let name = "Penduduk Sukorejo.xlsx";
    organization::keep_file(ctx, &village.scope, name, book).await?;
    Ok(())
}

/// A head, and three who live there too; now and then one of them has moved.
fn household(people: &mut People, family: u32) -> Vec<Vec<String>> {
    let head = people.named(&format!("Kepala Keluarga {}", family + 1), Sex::L, 48);
    let mut rows = vec![row(&head, family, "1", "1")];
    for at in 0..3 {
        let one = NewPerson {
            hamlet: head.hamlet.clone(),
            rt: head.rt,
            rw: head.rw,
            ..people.next()
        };
        let moved = at == 1 && family.is_multiple_of(5);
        rows.push(row(&one, family, "4", if moved { "3" } else { "1" }));
    }
    rows
}

fn row(person: &NewPerson, family: u32, level: &str, status: &str) -> Vec<String> {
    let number = |number: Option<u16>| number.map(|n| format!("{n:03}")).unwrap_or_default();
    let born = person.birth_date.map(|day| day.to_string());
    [
        format!("DUSUN {}", person.hamlet.to_uppercase()),
        number(person.rw),
        number(person.rt),
        person.full_name.to_uppercase(),
        format!("331003000000{family:04}"),
        "0".to_owned(),
        if person.sex == Some(Sex::P) { "2" } else { "1" }.to_owned(),
        born.unwrap_or_default(),
        "1".to_owned(),
        "5".to_owned(),
        "88".to_owned(),
        level.to_owned(),
        "JAWA".to_owned(),
        status.to_owned(),
    ]
    .to_vec()
}
