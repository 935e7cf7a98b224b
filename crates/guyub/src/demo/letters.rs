//! The village's letters: an invitation with its number, a request to borrow, one that was cancelled,
//! a draft, and two that came in; and who came to the secretariat.

use super::village::Village;
use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::id::{LetterId, SeriesId};
use secretariat::{
    By, Greeting, Kind, NewGuest, NewIncoming, NewLetter, NewSeries, cancel, enter, finish,
    open_series, welcome, write,
};
use storage::Tx;
use web::Ctx;

/// The secretary's place on the board.
const SECRETARY: usize = 2;

/// Kind, days ago, subject, to whom, text.
type Line = (Kind, i32, &'static str, &'static str, &'static str);

const FINAL: &[Line] = &[
    (
        Kind::Loan,
        21,
        "Peminjaman Balai Desa",
        "Yth. Kepala Desa Sukorejo\ndi tempat",
        "Sehubungan dengan pelatihan yang akan kami adakan, kami bermaksud meminjam:\n\n\
         Tempat: Balai Desa Sukorejo\nDipakai untuk: pelatihan pemuda\nPukul: 08.00 sampai 15.00\n\n\
         Kami bersedia menjaga dan mengembalikannya dalam keadaan baik. Atas bantuannya kami \
         ucapkan terima kasih.",
    ),
    (
        Kind::Invitation,
        9,
        "Undangan Rapat Pengurus",
        "Yth. Pengurus Karang Taruna\ndi tempat",
        "Kami mengundang Saudara untuk hadir pada:\n\n\
         Pukul: 19.30\nTempat: Balai Desa Sukorejo\nAcara: persiapan pelatihan\n\n\
         Kehadiran Saudara sangat kami harapkan.",
    ),
];

const CANCELLED: Line = (
    Kind::Notice,
    6,
    "Pemberitahuan Kerja Bakti",
    "Yth. Ketua RT\ndi tempat",
    "Kami memberitahukan kerja bakti hari Minggu, pukul 07.00.",
);

const DRAFT: Line = (
    Kind::Thanks,
    1,
    "Ucapan Terima Kasih",
    "Yth. …\ndi tempat",
    "Kami mengucapkan terima kasih atas bantuan Bapak/Ibu berupa …",
);

/// Days ago, number, sender, subject.
const CAME: &[(i32, &str, &str, &str)] = &[
    (
        15,
        "005/087/2026",
        "Pemerintah Desa Sukorejo",
        "Undangan Musyawarah Desa",
    ),
    (
        4,
        "",
        "Karang Taruna Kecamatan",
        "Pemberitahuan lomba antardesa",
    ),
];

/// Days ago, name, from, purpose, impression.
const GUESTS: &[(i32, &str, &str, &str, &str)] = &[
    (
        33,
        "H. Sutarno",
        "Ketua RW 02",
        "Menyerahkan sumbangan untuk kas",
        "Semoga kegiatannya ajek.",
    ),
    (
        18,
        "Endah Purwanti",
        "Dinas Sosial Kabupaten",
        "Pembinaan dan melihat administrasi",
        "Buku-bukunya tertib, pertahankan.",
    ),
    (
        5,
        "Agus Riyadi",
        "Karang Taruna Desa sebelah",
        "Menanyakan cara membuat agenda surat",
        "",
    ),
];

/// Writes all of them.
pub(super) async fn fill(ctx: &Ctx, village: &Village) -> Result<()> {
    let secretary = village.accounts.iter().find(|(at, ..)| *at == SECRETARY);
    let by = By {
        name: secretary
            .map_or("Sekretaris", |(_, _, name)| *name)
            .to_owned(),
        now: village.now,
        today: village.today,
    };
    let mut tx = ctx.db.begin().await?;
    let series = NewSeries {
        name: "Surat umum".to_owned(),
        org: "KT-TH".to_owned(),
        pattern: "{seq:03}/{org}/{roman}/{year}".to_owned(),
        first: 1,
    };
    let series = open_series(&mut tx, &village.scope, &series, &by)
        .await?
        .context("the demo's series of letters")?;
    for line in FINAL {
        let id = draft(&mut tx, village, series, line, &by).await?;
        finish(&mut tx, &village.scope, id, &by).await?;
    }
    let id = draft(&mut tx, village, series, &CANCELLED, &by).await?;
    finish(&mut tx, &village.scope, id, &by).await?;
    cancel(&mut tx, &village.scope, id, "Diundur karena hujan", &by).await?;
    draft(&mut tx, village, series, &DRAFT, &by).await?;
    for (ago, number, sender, subject) in CAME {
        let says = NewIncoming {
            received: day(village, *ago)?,
            number: (*number).to_owned(),
            day: None,
            sender: (*sender).to_owned(),
            subject: (*subject).to_owned(),
            attachments: String::new(),
            note: String::new(),
        };
        enter(&mut tx, &village.scope, storage::fresh(), &says, &by).await?;
    }
    for (ago, name, from, purpose, impression) in GUESTS {
        let says = NewGuest {
            day: day(village, *ago)?,
            name: (*name).to_owned(),
            from: (*from).to_owned(),
            address: String::new(),
            phone: String::new(),
            purpose: (*purpose).to_owned(),
            met: by.name.clone(),
            impression: (*impression).to_owned(),
        };
        welcome(&mut tx, &village.scope, storage::fresh(), &says, &by).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn day(village: &Village, ago: i32) -> Result<Date> {
    Ok(village.today.checked_sub(ago.days())?)
}

async fn draft(
    tx: &mut Tx,
    village: &Village,
    series: SeriesId,
    (kind, ago, subject, to, body): &Line,
    by: &By,
) -> Result<LetterId> {
    let says = NewLetter {
        series,
        kind: *kind,
        day: day(village, *ago)?,
        subject: (*subject).to_owned(),
        recipient: (*to).to_owned(),
        attachments: String::new(),
        greeting: Greeting::preset("islam"),
        body: (*body).to_owned(),
        cc: String::new(),
        slip: *kind == Kind::Invitation,
    };
    let id = storage::fresh();
    write(tx, &village.scope, id, &says, by).await?;
    Ok(id)
}
