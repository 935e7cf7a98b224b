//! What the organisation knows of a person, for the person: the record, guardians and consents,
//! memberships and offices held, and who of another unit has read their name.

use crate::domain::{Consent, Former, Guardian, Person, Sex};
use crate::store::families::{self, FamilyCard};
use crate::store::{consents, memberships, offices, people, roll, shares};
use jiff::civil::Date;
use kernel::access::Scope;
use kernel::id::PersonId;
use kernel::{clock, day, phone};
use storage::Query;
use web::{BoxFuture, Ctx, Known, Result};

/// The organisation's hook.
pub(crate) fn export<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    person: PersonId,
) -> BoxFuture<'a, Result<Vec<Known>>> {
    Box::pin(async move {
        let mut db = ctx.db.read().await?;
        if roll::keeper(&mut db, scope).await? != scope.unit() {
            return of_part(&mut db, scope, person).await;
        }
        let Some(person) = people::find(&mut db, scope, person).await? else {
            return Ok(Vec::new());
        };
        let card = families::card(&mut db, scope, person.id).await?;
        let agreed = consents::consents(&mut db, scope, person.id).await?;
        let guardians = consents::guardians(&mut db, scope, person.id).await?;
        let former = memberships::of(&mut db, scope, person.id).await?;
        let held = offices::held_by(&mut db, scope, person.id).await?;
        let looks = shares::looks_at(&mut db, scope, person.id).await?;
        let zone = crate::unit(&mut db, scope.unit())
            .await?
            .map(|unit| unit.zone)
            .unwrap_or_default();
        drop(db);
        let look = |(unit, who, purpose, at)| {
            let civil = zone.civil(at);
            let time = clock::with_zone(civil.time(), zone);
            let when = format!("{}, {time}", day::medium(civil.date()));
            vec![when, unit, who, purpose]
        };
        Ok(vec![
            Known {
                title: "Data diri",
                columns: &["Isian", "Isi"],
                rows: record(&person, card),
            },
            Known {
                title: "Orang tua atau wali",
                columns: &["Nama", "Hubungan", "Nomor HP/WA"],
                rows: guardians.iter().map(guardian).collect(),
            },
            Known {
                title: "Riwayat persetujuan",
                columns: &["Untuk", "Dari", "Diberikan", "Cara", "Dicabut"],
                rows: agreed.iter().map(consent).collect(),
            },
            Known {
                title: "Keanggotaan yang sudah berakhir",
                columns: &["Unit", "Mulai", "Sampai", "Sebab"],
                rows: former.into_iter().map(membership).collect(),
            },
            offices(held),
            Known {
                title: "Siapa dari unit lain yang melihat",
                columns: &["Waktu", "Unit", "Siapa", "Keperluan"],
                rows: looks.into_iter().map(look).collect(),
            },
        ])
    })
}

/// What only a part of the village knows: offices held there. The person's own data stand with the
/// unit that keeps the roll.
async fn of_part(db: &mut impl Query, scope: &Scope, person: PersonId) -> Result<Vec<Known>> {
    let mut held = offices::held_by(db, scope, person).await?;
    let part = crate::unit(db, scope.unit()).await?;
    let name = part.map(|part| part.name).unwrap_or_default();
    for (title, ..) in &mut held {
        *title = format!("{title}, {name}");
    }
    Ok(vec![offices(held)])
}

fn offices(held: Vec<(String, Date, Option<Date>)>) -> Known {
    let row = |(title, from, until): (String, Date, Option<Date>)| {
        let until = until.map(day::medium).unwrap_or_default();
        vec![title, day::medium(from), until]
    };
    Known {
        title: "Jabatan",
        columns: &["Jabatan", "Mulai", "Sampai"],
        rows: held.into_iter().map(row).collect(),
    }
}

fn guardian(guardian: &Guardian) -> Vec<String> {
    let relation = guardian.relation.label().to_owned();
    vec![guardian.name.clone(), relation, guardian.local_phone()]
}

fn consent(consent: &Consent) -> Vec<String> {
    vec![
        consent.purpose.label().to_owned(),
        consent.given_by.clone(),
        consent.given_day(),
        consent.how.label().to_owned(),
        consent.withdrawn_day().unwrap_or_default(),
    ]
}

fn membership(former: Former) -> Vec<String> {
    let from = former.from.map(day::medium).unwrap_or_default();
    let reason = former.reason.label().to_owned();
    let unit = match former.elsewhere.as_str() {
        "" => "Di sini".to_owned(),
        elsewhere => elsewhere.to_owned(),
    };
    vec![unit, from, day::medium(former.until), reason]
}

/// Label and value of everything that is filled in.
fn record(person: &Person, card: Option<FamilyCard>) -> Vec<Vec<String>> {
    let phones: Vec<String> = person.phones.iter().map(|one| phone::local(one)).collect();
    let day = |day: Option<jiff::civil::Date>| day.map(day::medium).unwrap_or_default();
    let hidden = |last: &String| format!("••••••••••••{last}");
    let nik = person.nik_last.as_ref();
    let (family, relation) =
        card.map_or_else(Default::default, |card| (hidden(&card.last), card.relation));
    let lines = [
        ("Nama lengkap", person.full_name.clone()),
        ("Nama panggilan", person.nickname.clone()),
        ("Jenis keanggotaan", person.kind.label().to_owned()),
        ("Jenis kelamin", sex(person.sex).to_owned()),
        ("Tempat lahir", person.birth_place.clone()),
        ("Tanggal lahir", day(person.birth_date)),
        ("Tempat tinggal", person.place()),
        ("Alamat", person.address.clone()),
        ("Nomor HP/WA", phones.join(", ")),
        ("Pendidikan terakhir", person.education.clone()),
        ("Pekerjaan", person.occupation.clone()),
        ("Minat dan keterampilan", person.skills.clone()),
        ("NIK", nik.map(hidden).unwrap_or_default()),
        ("Nomor KK", family),
        ("Hubungan keluarga", relation),
        ("Catatan", person.note.clone()),
        ("Tanggal masuk", day(person.joined_on)),
    ];
    let filled = lines.into_iter().filter(|(_, value)| !value.is_empty());
    filled
        .map(|(label, value)| vec![label.to_owned(), value])
        .collect()
}

const fn sex(sex: Option<Sex>) -> &'static str {
    match sex {
        Some(Sex::L) => "Laki-laki",
        Some(Sex::P) => "Perempuan",
        None => "",
    }
}
