//! The village's work programmes: this year's, which was agreed to and partly held, and next year's
//! draft; and what only the village knows of its own year.

use super::village::Village;
use anyhow::{Context, Result};
use jiff::ToSpan;
use kernel::Money;
use kernel::id::{ActivityId, ProgramItemId};
use planning::idea::{Answer, Verdict};
use planning::{By, EntryKind, Months, NewEntry, NewItem, When};
use storage::Tx;
use web::Ctx;

/// Place on the board of the chair.
const CHAIR: usize = 0;

/// Division, title, goal, for whom, indicator, place.
type What = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// What, months from this one, thousands of rupiah, source, in charge.
type Line = (What, &'static [i32], i64, &'static str, &'static str);

const TRAINING: &str = "Bidang Pendidikan dan Pelatihan";
const ECONOMY: &str = "Bidang Usaha Ekonomi Produktif";
const SPORT: &str = "Bidang Olahraga dan Seni";

const LINES: &[Line] = &[
    (
        (
            TRAINING,
            "Pelatihan kewirausahaan pemuda",
            "Pemuda berani memulai usaha kecil",
            "40 pemuda dari empat dusun",
            "30 orang menyusun rencana usaha",
            "Balai Desa Sukorejo",
        ),
        &[-2, -1],
        2_500,
        "Dana desa (APBDes)",
        "Koordinator Pendidikan dan Pelatihan",
    ),
    (
        (
            ECONOMY,
            "Bazar produk pemuda",
            "Produk anggota dikenal warga",
            "15 usaha anggota",
            "Omzet semua lapak Rp5.000.000",
            "Halaman Balai Desa",
        ),
        &[0, 1],
        1_200,
        "Kas dan sponsor",
        "Koordinator Usaha Ekonomi Produktif",
    ),
    (
        (
            SPORT,
            "Turnamen voli antar-RT",
            "Mempererat pemuda 12 RT",
            "12 RT",
            "12 tim ikut sampai selesai",
            "Lapangan Desa Sukorejo",
        ),
        &[-3],
        1_800,
        "Donasi warga",
        "Koordinator Olahraga dan Seni",
    ),
    (
        (
            "",
            "Kerja bakti menjelang musim hujan",
            "Saluran air bersih sebelum hujan",
            "Semua warga",
            "Empat dusun ikut",
            "Empat dusun",
        ),
        &[-1, 0],
        350,
        "Kas sendiri",
        "Wakil Ketua",
    ),
    (
        (
            "",
            "Rapat rutin pengurus",
            "Rencana dan kas dibahas bersama",
            "Pengurus",
            "Dua belas kali setahun",
            "Balai Desa Sukorejo",
        ),
        &[-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5],
        600,
        "Kas sendiri",
        "Sekretaris",
    ),
];

/// Days ago, and what was sent.
const IDEAS: [(i64, &str); 4] = [
    (61, "Tolong buatkan kolam renang di lapangan desa"),
    (
        47,
        "Perpustakaan pemuda di balai desa, buku bisa dari warga",
    ),
    (
        33,
        "Lampu jalan dekat SD Gondang mati, anak-anak takut pulang mengaji",
    ),
    (4, "Pelatihan servis HP untuk yang baru lulus SMK"),
];

/// The answers to the oldest of them.
const ANSWERS: [(Verdict, &str, &str); 2] = [
    (
        Verdict::Refused,
        "Kolam renang desa",
        "Lapangan dipakai sekolah dan turnamen, dan biayanya di luar kemampuan kas pemuda.",
    ),
    (
        Verdict::Parked,
        "Perpustakaan pemuda",
        "Menunggu ruang balai desa selesai diperbaiki; dibahas lagi tahun depan.",
    ),
];

/// Writes both programmes; `training` is the activity that came of the first line.
pub(super) async fn fill(ctx: &Ctx, village: &Village, training: ActivityId) -> Result<()> {
    let scope = &village.scope;
    let year = village.today.year();
    let mut tx = ctx.db.begin().await?;
    let program = planning::begin(&mut tx, scope, year, None, village.now).await?;
    let program = program.context("this year's programme")?;
    let mut first: Option<ProgramItemId> = None;
    for line in LINES {
        let id: ProgramItemId = storage::fresh();
        let new = item(village, line);
        planning::add_item(&mut tx, scope, program, id, &new, village.now).await?;
        first = first.or(Some(id));
    }
    let mut accounts = village.accounts.iter();
    let chair = accounts.find(|(at, ..)| *at == CHAIR);
    let by = By {
        name: chair.context("the chair's account")?.2.to_owned(),
        now: village.now,
    };
    let day = village.today.saturating_sub(300.days());
    planning::agree(&mut tx, scope, program, (day, "Rapat kerja"), &by).await?;
    if let Some(first) = first {
        planning::tie(&mut tx, scope, first, training, village.now).await?;
    }
    planning::begin(&mut tx, scope, year + 1, Some(program), village.now).await?;
    calendar(&mut tx, village).await?;
    ideas(&mut tx, village).await?;
    tx.commit().await?;
    Ok(())
}

fn item(village: &Village, line: &Line) -> NewItem {
    let ((division, title, goal, audience, indicator, place), months, budget, source, office) =
        *line;
    let month = |after: &i32| {
        // Within the programme's own year, as boards plan.
        let number = i32::from(village.today.month()) + after;
        i8::try_from(number.clamp(1, 12)).unwrap_or(12)
    };
    NewItem {
        division: division.to_owned(),
        title: title.to_owned(),
        goal: goal.to_owned(),
        audience: audience.to_owned(),
        indicator: indicator.to_owned(),
        place: place.to_owned(),
        months: Months::of(months.iter().map(month)),
        day: None,
        budget: Money(budget * 1_000),
        source: source.to_owned(),
        in_charge: office.to_owned(),
        skills: String::new(),
    }
}

/// The box of ideas: one refused with its reason, one parked, two that wait.
async fn ideas(tx: &mut Tx, village: &Village) -> Result<()> {
    planning::open_box(tx, &village.scope, village.now).await?;
    for (days, text) in IDEAS {
        let sent = village.today.saturating_sub(days.days());
        planning::send(tx, village.unit.id, text, sent, village.now).await?;
    }
    let open = planning::open_ideas(tx, &village.scope).await?;
    for (idea, (verdict, summary, words)) in open.iter().zip(ANSWERS) {
        let answer = Answer {
            verdict,
            summary: summary.to_owned(),
            words: words.to_owned(),
            month: 0,
        };
        let on = idea.sent_on.saturating_add(12.days());
        let times = (on, village.now);
        planning::answer(tx, &village.scope, (idea, 1), &answer, None, times).await?;
    }
    Ok(())
}

/// Exams of the coming weeks, and the days of the market at Wedi.
async fn calendar(tx: &mut Tx, village: &Village) -> Result<()> {
    let first = village.next(jiff::civil::Weekday::Monday, 10);
    let exam = NewEntry {
        kind: EntryKind::School,
        name: "Ujian akhir semester SMA/SMK".to_owned(),
        when: When::Days(first, first.saturating_add(5.days())),
    };
    let market = NewEntry {
        kind: EntryKind::Market,
        name: "Pasar Wedi".to_owned(),
        when: When::Again("Pon".to_owned()),
    };
    for entry in [exam, market] {
        planning::note_in_calendar(tx, &village.scope, &entry, village.now).await?;
    }
    Ok(())
}
