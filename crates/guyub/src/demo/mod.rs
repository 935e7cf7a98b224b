//! `guyub demo`: a made-up village in a real place, and its neighbours, to look around in.
//! Days are told from today; nothing but ids and secrets differs from one demo to the next.

mod assemblies;
mod budgets;
mod care;
mod cash;
mod courses;
mod dice;
mod events;
mod goods;
mod letters;
mod merged;
mod names;
mod officers;
mod people;
mod potentials;
mod privacy;
mod programs;
mod residents;
mod secret;
mod survey;
mod trainings;
mod units;
mod village;

use crate::config::Config;
use crate::serve::{self, Server};
use anyhow::{Result, bail};
use clap::Args;
use kernel::access::Role;
use organization::Sex::{L, P};
use secret::Sandi;
use serde::Serialize;
use std::path::Path;
use village::Plan;
use web::Ctx;

/// How to show the demo.
#[derive(Debug, Clone, Copy, Args)]
pub struct Demo {
    /// Satu baris JSON, bukan kalimat
    #[arg(long)]
    pub json: bool,
    /// Mengisi saja, tanpa melayani
    #[arg(long)]
    pub fill_only: bool,
}

/// What whoever looks around must know.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// Where it is served; nowhere when it is only filled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The village, and how to sign in there.
    #[serde(flatten)]
    pub village: SignIn,
    /// Code of an activity that takes registrations today.
    pub activity: String,
    /// Code of a survey that takes answers today.
    pub survey: String,
    /// The neighbour village.
    pub other: SignIn,
}

/// A unit and its secretary's sign-in.
#[derive(Debug, Clone, Serialize)]
pub struct SignIn {
    /// The unit's address, as in `/u/{unit}`.
    pub unit: String,
    /// What the secretary signs in with.
    pub login: String,
    /// And the passphrase; the other officers of the unit have the same.
    pub passphrase: String,
}

const VILLAGE: Plan = Plan {
    seed: 2,
    region_code: "33.10.03.2016",
    name: "Karang Taruna Tunas Harapan",
    town: "Klaten",
    address: "Sekretariat: Balai Desa Sukorejo, Wedi, Klaten 57461",
    phone: "0812-0000-1880",
    hamlets: &[
        ("Krajan", 3),
        ("Ngemplak", 3),
        ("Gondang", 4),
        ("Karanglo", 2),
    ],
    decree: "141/12",
    term_months: 18,
    particular: names::PARTICULAR,
    members: 250,
    board: &[
        ("Bagas Prasetyo", L, 27, Role::Chair, "Ketua", Some("ketua")),
        (
            "Dwi Nur Rahmawati",
            P,
            26,
            Role::ViceChair,
            "Wakil Ketua",
            None,
        ),
        (
            "Rina Wulandari",
            P,
            24,
            Role::Secretary,
            "Sekretaris",
            Some("sekretaris"),
        ),
        (
            "Tri Handayani",
            P,
            28,
            Role::Treasurer,
            "Bendahara",
            Some("bendahara"),
        ),
        (
            "Fajar Nugroho",
            L,
            25,
            Role::DivisionHead,
            "Koordinator Pendidikan dan Pelatihan",
            None,
        ),
        (
            "Galih Setiawan",
            L,
            29,
            Role::DivisionHead,
            "Koordinator Usaha Ekonomi Produktif",
            None,
        ),
        (
            "Yoga Pamungkas",
            L,
            23,
            Role::DivisionHead,
            "Koordinator Olahraga dan Seni",
            None,
        ),
        (
            "H. Sutarno, S.Sos.",
            L,
            52,
            Role::Supervisor,
            "Pembina",
            None,
        ),
    ],
};

const NEIGHBOUR: Plan = Plan {
    seed: 7,
    region_code: "33.10.03.2019",
    name: "Karang Taruna Bina Remaja",
    town: "Klaten",
    address: "Balai Desa Kadibolo, Wedi, Klaten",
    phone: "",
    hamlets: &[("Kadibolo Lor", 2), ("Kadibolo Kidul", 2)],
    decree: "141.2/07",
    term_months: 60,
    particular: &[],
    members: 46,
    board: &[
        ("Hendra Gunawan", L, 30, Role::Chair, "Ketua", None),
        (
            "Laila Nurjanah",
            P,
            25,
            Role::Secretary,
            "Sekretaris",
            Some("sekretaris.kadibolo"),
        ),
        ("Sri Mulyani", P, 31, Role::Treasurer, "Bendahara", None),
    ],
};

/// Fills an empty house with the demo.
///
/// # Errors
///
/// If somebody lives there already; whatever the contexts refuse.
pub async fn fill(ctx: &Ctx) -> Result<Told> {
    if organization::any_unit(&mut ctx.db.read().await?).await? {
        bail!(
            "Basis data ini sudah berisi organisasi; desa contoh hanya mengisi yang masih kosong"
        );
    }
    let sandi = Sandi::fresh();
    let district = units::district(ctx).await?;
    let mut village = village::found(ctx, &district, &VILLAGE, &sandi).await?;
    units::fill(ctx, &village).await?;
    officers::fill(ctx, &village).await?;
    care::fill(ctx, &village).await?;
    let trainings = trainings::fill(ctx, &mut village).await?;
    survey::fill(ctx, &mut village, trainings.older, 17, &survey::OF_LETTERS).await?;
    let survey = survey::fill(ctx, &mut village, trainings.past, 34, &survey::OF_BUSINESS).await?;
    events::fill(ctx, &mut village).await?;
    letters::fill(ctx, &village).await?;
    let booked = budgets::fill(ctx, &village, trainings.past).await?;
    cash::fill(ctx, &village, trainings.past, &booked).await?;
    potentials::fill(ctx, &village).await?;
    programs::fill(ctx, &village, trainings.past).await?;
    goods::fill(ctx, &village).await?;
    residents::fill(ctx, &village, &VILLAGE).await?;
    assemblies::fill(ctx, &mut village).await?;
    let others = Sandi::fresh();
    let mut neighbour = village::found(ctx, &district, &NEIGHBOUR, &others).await?;
    trainings::fill_neighbour(ctx, &mut neighbour).await?;
    merged::fill(ctx, &district, &neighbour).await?;
    privacy::fill(ctx, &village, &neighbour, &district).await?;
    Ok(Told {
        url: None,
        village: sign_in(village.unit.slug, &VILLAGE, &sandi),
        activity: trainings.coming,
        survey,
        other: sign_in(neighbour.unit.slug, &NEIGHBOUR, &others),
    })
}

fn sign_in(unit: String, plan: &Plan, sandi: &Sandi) -> SignIn {
    let secretary = plan.board.iter().find(|seat| seat.3 == Role::Secretary);
    SignIn {
        unit,
        login: secretary
            .and_then(|seat| seat.5)
            .unwrap_or_default()
            .to_owned(),
        passphrase: sandi.as_str().to_owned(),
    }
}

/// `guyub demo`: fills, says how to look around, serves.
///
/// # Errors
///
/// If the data folder is not empty; as [`Server::open`] and [`fill`].
pub async fn run(config: &Config, how: Demo) -> Result<()> {
    let folder = &config.data;
    if !empty(folder)? {
        bail!(
            "Folder data {} tidak kosong; untuk desa contoh pilih folder baru, misalnya --data contoh",
            folder.display()
        );
    }
    if how.fill_only {
        let _alone = serve::alone(config)?;
        let told = fill(&serve::open_for_work(config).await?).await?;
        return say(how, &told, folder);
    }
    let server = Server::open(config).await?;
    let told = Told {
        url: Some(server.ctx.settings.public_url.clone()),
        ..fill(&server.ctx).await?
    };
    say(how, &told, folder)?;
    server.run_quietly().await
}

/// Whether nothing is in `folder`; the lock that a failed start left there does not count.
fn empty(folder: &Path) -> Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        if entry?.file_name() != serve::LOCK {
            return Ok(false);
        }
    }
    Ok(true)
}

fn say(how: Demo, told: &Told, folder: &Path) -> Result<()> {
    if how.json {
        println!("{}", serde_json::to_string(told)?);
    } else {
        println!("{}", in_words(told, folder));
    }
    Ok(())
}

fn in_words(told: &Told, folder: &Path) -> String {
    let (here, there) = (&told.village, &told.other);
    let (first, last) = match &told.url {
        Some(url) => (
            format!("Buka {url}/masuk di peramban, lalu masuk sebagai sekretaris:"),
            format!(
                "Yang dilihat warga, tanpa akun:\n\n  Pelatihan      {url}/k/{}\n  \
                 Survei         {url}/s/{}\n\nHentikan dengan Ctrl+C.",
                told.activity, told.survey
            ),
        ),
        None => (
            "Masuk sebagai sekretaris:".to_owned(),
            format!("Jalankan: guyub --data {}", folder.display()),
        ),
    };
    format!(
        "Desa contoh sudah terisi. Semua orang dan kegiatannya rekaan.\n{first}\n\n  \
         Nama pengguna  {}\n  Kata sandi     {}\n\n\
         Desa tetangga: {}, kata sandi {}\n{last}",
        here.login, here.passphrase, there.login, there.passphrase
    )
}
