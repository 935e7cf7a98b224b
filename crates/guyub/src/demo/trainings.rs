//! The trainings of the demo: two that are over, with everybody's attendance, and those to come,
//! one of them full, with a queue.

use super::events::{attend, committee, register, session, walk_in};
use super::village::Village;
use activity::{Kind, NewActivity, NewSession};
use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, time};
use kernel::id::ActivityId;
use storage::Tx;
use web::Ctx;

/// A training as the board announces it.
struct Told {
    title: &'static str,
    about: &'static str,
    place: &'static str,
    contact: &'static str,
    quota: u32,
    duties: &'static [(usize, &'static str)],
}

const BUSINESS: Told = Told {
    title: "Pelatihan Kewirausahaan Pemuda",
    about: "Dari ide sampai jualan pertama. Hari pertama: mengenali kebutuhan tetangga dan memilih \
            ide yang masuk akal. Hari kedua: menghitung modal, harga pokok, dan harga jual dengan \
            contoh keripik singkong dan cuci motor.",
    place: "Balai Desa Sukorejo",
    contact: "Galih, 0856-0000-2107",
    quota: 40,
    duties: &[
        (4, "Ketua panitia"),
        (2, "Sekretaris panitia"),
        (3, "Bendahara dan konsumsi"),
        (5, "Perlengkapan"),
        (6, "Dokumentasi"),
    ],
};

const LETTERS: Told = Told {
    title: "Pelatihan Surat-Menyurat dan Buku Kas",
    about: "Menulis undangan, proposal, dan notulen yang rapi; mencatat kas supaya siap diperiksa.",
    place: "Gedung PKK Sukorejo",
    contact: "Rina, 0812-0000-1880",
    quota: 25,
    duties: &[(2, "Ketua panitia"), (3, "Pendamping"), (1, "Konsumsi")],
};

const MARKETING: Told = Told {
    title: "Pelatihan Pemasaran Digital untuk Usaha Desa",
    about: "Foto produk dengan ponsel, menulis keterangan yang jujur dan menarik, memakai katalog \
            WhatsApp Business, dan melayani pembeli dari luar kota. Bawa ponsel dan satu contoh \
            produk; yang belum punya usaha boleh ikut.",
    place: "Balai Desa Sukorejo",
    contact: "Galih, 0856-0000-2107",
    quota: 30,
    duties: &[
        (5, "Ketua panitia"),
        (2, "Sekretaris panitia"),
        (3, "Konsumsi"),
        (4, "Narahubung pemateri"),
    ],
};

const PRINTING: Told = Told {
    title: "Lokakarya Sablon Kaos",
    about: "Membuat film, mengafdruk, dan menggesut di kaos sendiri. Hasilnya dibawa pulang.",
    place: "Bengkel Mas Panji, Dukuh Karanglo",
    contact: "Yoga, 0878-0000-2260",
    quota: 16,
    duties: &[(6, "Ketua panitia"), (5, "Perlengkapan")],
};

impl Told {
    fn activity(&self, sessions: Vec<NewSession>, closes_on: Date) -> NewActivity {
        NewActivity {
            kind: Kind::Training,
            title: self.title.to_owned(),
            about: self.about.to_owned(),
            place: self.place.to_owned(),
            sessions,
            registration: true,
            quota: Some(self.quota),
            closes_on: Some(closes_on),
            contact: self.contact.to_owned(),
        }
    }

    /// Announces the training three weeks before it begins, or a week ago.
    async fn announce(
        &self,
        tx: &mut Tx,
        village: &Village,
        sessions: Vec<NewSession>,
    ) -> Result<(ActivityId, Date)> {
        let first = sessions.first().context("a training has a session")?.day;
        let announced = first
            .saturating_sub(21.days())
            .min(village.today.saturating_sub(7.days()));
        let new = self.activity(sessions, first.saturating_sub(2.days()));
        let made = village.at(announced, 8 * 60);
        let id = activity::create(tx, &village.scope, &new, made).await?;
        committee(tx, village, id, self.duties).await?;
        Ok((id, announced))
    }
}

/// The trainings that others refer to.
pub(super) struct Trainings {
    pub(super) older: ActivityId,
    pub(super) past: ActivityId,
    /// Code of the one that takes registrations.
    pub(super) coming: String,
}

/// The trainings of the village.
pub(super) async fn fill(ctx: &Ctx, village: &mut Village) -> Result<Trainings> {
    let mut tx = ctx.db.begin().await?;
    let older = older(&mut tx, village).await?;
    let past = past(&mut tx, village).await?;
    workshop(&mut tx, village).await?;
    let coming = coming(&mut tx, village).await?;
    tx.commit().await?;
    give_one_up(ctx, village, coming).await?;
    let activity = activity::find(&mut ctx.db.read().await?, &village.scope, coming).await?;
    let coming = activity.context("the training was just made")?.code;
    Ok(Trainings {
        older,
        past,
        coming,
    })
}

/// One evening, five months ago.
async fn older(tx: &mut Tx, village: &mut Village) -> Result<ActivityId> {
    let day = village.next(Weekday::Wednesday, -150);
    let evening = session("Sesi malam", day, time(19, 30, 0, 0), time(21, 30, 0, 0));
    let (id, announced) = LETTERS.announce(tx, village, vec![evening]).await?;
    let people = village.some(22);
    register(tx, village, id, &people, announced, 15).await?;
    for session in activity::sessions(tx, id).await? {
        attend(tx, village, &session, &people, &[]).await?;
    }
    Ok(id)
}

/// The last weekend, so that its survey is still open, with people who were not registered.
async fn past(tx: &mut Tx, village: &mut Village) -> Result<ActivityId> {
    let sunday = village.next(Weekday::Sunday, -7);
    let saturday = sunday.saturating_sub(1.day());
    let sessions = vec![
        session(
            "Menemukan ide usaha",
            saturday,
            time(8, 0, 0, 0),
            time(12, 0, 0, 0),
        ),
        session(
            "Modal dan harga jual",
            sunday,
            time(8, 0, 0, 0),
            time(12, 30, 0, 0),
        ),
    ];
    let (id, announced) = BUSINESS.announce(tx, village, sessions).await?;
    let people = village.some(40);
    let (registered, late) = people.split_at(38);
    register(tx, village, id, registered, announced, 18).await?;
    let mut expected = registered.to_vec();
    expected.extend((2..7).map(|at| village.officer(at)));
    let mut walk_ins = late.to_vec();
    walk_ins.push(walk_in(tx, village, "Bagas Adi Kurnia", Some(5), saturday).await?);
    walk_ins.push(walk_in(tx, village, "Yuli Astuti", None, saturday).await?);
    for session in activity::sessions(tx, id).await? {
        attend(tx, village, &session, &expected, &walk_ins).await?;
    }
    Ok(id)
}

/// A workshop in more than two weeks that has two seats left.
async fn workshop(tx: &mut Tx, village: &mut Village) -> Result<()> {
    let day = village.next(Weekday::Sunday, 17);
    let morning = session("Praktik", day, time(9, 0, 0, 0), time(14, 0, 0, 0));
    let (id, announced) = PRINTING.announce(tx, village, vec![morning]).await?;
    let people = village.some(14);
    register(tx, village, id, &people, announced, 6).await
}

/// The next training: open, its seats taken, four people waiting.
async fn coming(tx: &mut Tx, village: &mut Village) -> Result<ActivityId> {
    let saturday = village.next(Weekday::Saturday, 9);
    let sunday = saturday.saturating_add(1.day());
    let sessions = vec![
        session(
            "Foto dan cerita produk",
            saturday,
            time(8, 0, 0, 0),
            time(12, 0, 0, 0),
        ),
        session(
            "Katalog dan pesanan",
            sunday,
            time(8, 0, 0, 0),
            time(12, 0, 0, 0),
        ),
    ];
    let (id, announced) = MARKETING.announce(tx, village, sessions).await?;
    let people = village.some(34);
    register(tx, village, id, &people, announced, 7).await?;
    Ok(id)
}

/// Somebody with a seat can't come after all; the queue moves up.
async fn give_one_up(ctx: &Ctx, village: &Village, id: ActivityId) -> Result<()> {
    let mut db = ctx.db.read().await?;
    let activity = activity::find(&mut db, &village.scope, id).await?;
    let activity = activity.context("the training was just made")?;
    let registrations = activity::registrations(&mut db, &village.scope, id).await?;
    drop(db);
    if let Some(first) = registrations.first() {
        activity::withdraw(ctx, &activity, &first.token, village.today).await?;
    }
    Ok(())
}

/// What the neighbours do: one training that is over, one to come.
pub(super) async fn fill_neighbour(ctx: &Ctx, village: &mut Village) -> Result<()> {
    let told = Told {
        title: "Pelatihan Olahan Singkong",
        about: "Getuk, keripik, dan tepung mocaf dari kebun sendiri.",
        place: "Balai Desa Kadibolo",
        contact: "",
        quota: 20,
        duties: &[(0, "Ketua panitia"), (2, "Konsumsi")],
    };
    let mut tx = ctx.db.begin().await?;
    for (days, count) in [(-45, 16), (20, 9)] {
        let day = village.next(Weekday::Sunday, days);
        let morning = session("Praktik", day, time(8, 30, 0, 0), time(12, 0, 0, 0));
        let (id, announced) = told.announce(&mut tx, village, vec![morning]).await?;
        let people = village.some(count);
        register(&mut tx, village, id, &people, announced, 7).await?;
        if days < 0 {
            for session in activity::sessions(&mut tx, id).await? {
                attend(&mut tx, village, &session, &people, &[]).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}
