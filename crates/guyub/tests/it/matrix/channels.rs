//! Every way to a thing shows the same things: a list, a record opened by its id, a search, an
//! export, a printed file, the API. For every act, in random worlds.

use super::world::{Noun, Thing, World};
use crate::support::{App, Client, Officer, each};
use axum::http::StatusCode;
use kernel::access::Role;
use std::collections::BTreeSet;
use std::io::Read;

/// How somebody gets to see things; `{id}` is the thing's id, `{of}` what it is part of, `{name}`
/// its name.
#[derive(Debug, Clone, Copy)]
enum How {
    /// A page whose links name them.
    List(&'static str),
    /// One page for each.
    One(&'static str),
    /// A search by name, whose links name them.
    Search(&'static str),
    /// A file in which their names stand.
    File(&'static str),
    /// A file for each, or one for all.
    Paper(&'static str),
    /// What a program sends to each.
    Api(&'static str),
}

use How::{Api, File, List, One, Paper, Search};

/// The ways that each act opens. A new act gets its ways here.
const WAYS: &[(&str, Noun, &[How])] = &[
    (
        "organization.list_members",
        Noun::Person,
        &[
            List("/anggota"),
            Search("/anggota?cari={name}"),
            One("/anggota/{id}"),
        ],
    ),
    (
        "organization.list_members",
        Noun::Unit,
        &[Paper("/anggota/buku"), Paper("/anggota/kartu")],
    ),
    (
        "organization.change_members",
        Noun::Person,
        &[One("/anggota/{id}/ubah")],
    ),
    (
        "organization.export_members",
        Noun::Person,
        &[File("/anggota/unduh/csv"), File("/anggota/unduh/xlsx")],
    ),
    (
        "organization.import_members",
        Noun::Unit,
        &[Paper("/anggota/impor")],
    ),
    (
        "organization.merge_members",
        Noun::Person,
        &[One("/anggota/{id}/gabung")],
    ),
    (
        "organization.merge_members",
        Noun::Unit,
        &[Paper("/anggota/kembar")],
    ),
    (
        "organization.change_settings",
        Noun::Unit,
        &[Paper("/pengaturan"), Paper("/pengaturan/penyimpanan")],
    ),
    (
        "organization.read_evidence",
        Noun::Unit,
        &[
            Paper("/pengaturan/klasifikasi"),
            Paper("/pengaturan/klasifikasi.pdf"),
        ],
    ),
    (
        "organization.list_units",
        Noun::Unit,
        &[One("/unit/{id}"), Paper("/unit")],
    ),
    (
        "organization.manage_units",
        Noun::Unit,
        &[One("/unit/{id}/ubah"), One("/unit/{id}/pindah")],
    ),
    (
        "organization.see_board",
        Noun::Unit,
        &[Paper("/pengurus/masa-bakti"), Paper("/pengurus/sk")],
    ),
    (
        "organization.change_board",
        Noun::Unit,
        &[Paper("/pengurus/jabatan/baru")],
    ),
    (
        "identity.read_log",
        Noun::Unit,
        &[Paper("/pengaturan/catatan")],
    ),
    ("identity.list_officers", Noun::Unit, &[Paper("/pengurus")]),
    (
        "identity.manage_officers",
        Noun::Person,
        &[
            Search("/pengurus/baru?cari={name}"),
            One("/pengurus/baru?orang={id}"),
            One("/pengurus/{id}/izin"),
        ],
    ),
    // Asked for and agreed to on the page of officers; nothing more is seen.
    ("identity.recover_account", Noun::Person, &[]),
    (
        "identity.read_log",
        Noun::Unit,
        &[Paper("/pengaturan/catatan")],
    ),
    (
        "activity.read",
        Noun::Activity,
        &[
            List("/kegiatan"),
            One("/kegiatan/{id}"),
            One("/kegiatan/{id}/pendaftar"),
        ],
    ),
    (
        "activity.manage",
        Noun::Activity,
        &[One("/kegiatan/{id}/ubah")],
    ),
    (
        "activity.mark_attendance",
        Noun::Session,
        &[
            One("/kegiatan/{of}/sesi/{id}"),
            One("/kegiatan/{of}/sesi/{id}/tempel"),
            Api("/api/v1/sessions/{id}/marks"),
        ],
    ),
    (
        "activity.print_documents",
        Noun::Session,
        &[Paper("/kegiatan/{of}/sesi/{id}/daftar-hadir.pdf")],
    ),
    (
        "activity.print_documents",
        Noun::Assembly,
        &[Paper("/temu-karya/{id}/undangan.pdf")],
    ),
    (
        "activity.mark_attendance",
        Noun::Assembly,
        &[One("/temu-karya/{id}/pintu")],
    ),
    (
        "meeting.read_assemblies",
        Noun::Assembly,
        &[
            List("/temu-karya"),
            One("/temu-karya/{id}"),
            One("/temu-karya/{id}/peserta"),
            One("/temu-karya/{id}/pemilihan"),
            One("/temu-karya/{id}/susunan"),
        ],
    ),
    (
        "meeting.plan_assemblies",
        Noun::Assembly,
        &[One("/temu-karya/{id}/ubah")],
    ),
    (
        "meeting.record_assemblies",
        Noun::Assembly,
        &[One("/temu-karya/{id}/catat/buka")],
    ),
    (
        "planning.read_program",
        Noun::Program,
        &[
            List("/proker"),
            One("/proker/{id}"),
            Paper("/proker/{id}/cetak.pdf"),
        ],
    ),
    (
        "planning.read_program",
        Noun::ProgramItem,
        &[One("/proker/program/{id}")],
    ),
    (
        "planning.plan_program",
        Noun::ProgramItem,
        &[One("/proker/program/{id}/ubah")],
    ),
    (
        "planning.read_potentials",
        Noun::Potential,
        &[List("/potensi"), One("/potensi/{id}")],
    ),
    (
        "planning.read_potentials",
        Noun::Unit,
        &[Paper("/potensi/prioritas"), Paper("/potensi/keterampilan")],
    ),
    (
        "planning.map_potentials",
        Noun::Potential,
        &[One("/potensi/{id}/ubah")],
    ),
    (
        "planning.agree_program",
        Noun::Unit,
        &[Paper("/proker/baru")],
    ),
    ("training.read", Noun::Activity, &[List("/pelatihan")]),
    (
        "training.manage",
        Noun::Activity,
        &[One("/pelatihan/{id}/ubah")],
    ),
    (
        "evaluation.read_results",
        Noun::Survey,
        &[
            List("/survei"),
            One("/survei/{id}"),
            Paper("/survei/{id}/formulir.pdf"),
        ],
    ),
    (
        "evaluation.manage_surveys",
        Noun::Survey,
        &[One("/survei/{id}/tautan")],
    ),
    (
        "organization.see_board",
        Noun::Unit,
        &[
            Paper("/pengurus/masa-bakti"),
            Paper("/pengurus/sk"),
            Paper("/pengurus/bagan/gambar.svg"),
        ],
    ),
    (
        "organization.change_board",
        Noun::Person,
        &[
            Search("/pengurus/jabatan/baru?cari={name}"),
            One("/pengurus/jabatan/baru?orang={id}"),
        ],
    ),
    (
        "organization.erase_people",
        Noun::Person,
        &[One("/anggota/{id}/hapus")],
    ),
    (
        "organization.share_names",
        Noun::Share,
        &[List("/pengaturan/bagikan"), One("/pengaturan/bagikan/{id}")],
    ),
    (
        "organization.read_shares",
        Noun::Loan,
        &[List("/bagian"), One("/bagian/{id}")],
    ),
    (
        "organization.read_shares",
        Noun::Lent,
        &[One("/bagian/{of}"), One("/bagian/{of}/unduh")],
    ),
    (
        "finance.read_cash",
        Noun::Book,
        &[List("/kas"), One("/kas/{id}"), One("/kas/{id}/periksa")],
    ),
    ("finance.read_cash", Noun::Entry, &[One("/kas/bukti/{id}")]),
    (
        "finance.read_cash",
        Noun::Unit,
        &[Paper("/kas/dana"), Paper("/kas/persetujuan")],
    ),
    (
        "finance.record_cash",
        Noun::Book,
        &[
            One("/kas/{id}/catat"),
            One("/kas/{id}/pindah"),
            One("/kas/{id}/tutup"),
        ],
    ),
    // Decides about what is seen already; tests/it/finance.rs goes through it.
    ("finance.approve_cash", Noun::Entry, &[]),
    (
        "finance.manage_cash",
        Noun::Unit,
        &[
            Paper("/kas/buku/baru"),
            Paper("/kas/dana/baru"),
            Paper("/kas/terbuka"),
        ],
    ),
    ("finance.read_cash", Noun::Unit, &[Paper("/rab")]),
    ("finance.write_budget", Noun::Unit, &[Paper("/rab/baru")]),
    // Decides about what is seen already; tests/it/budget.rs goes through it.
    ("finance.approve_budget", Noun::Unit, &[]),
    (
        "activity.print_documents",
        Noun::Activity,
        &[
            One("/kegiatan/{id}/proposal"),
            Paper("/kegiatan/{id}/proposal.pdf"),
        ],
    ),
    (
        "activity.read",
        Noun::Activity,
        &[One("/kegiatan/{id}/foto")],
    ),
    (
        "secretariat.read_letters",
        Noun::Letter,
        &[
            List("/surat"),
            Search("/surat?cari={name}"),
            One("/surat/{id}"),
            Paper("/surat/{id}/cetak"),
        ],
    ),
    (
        "secretariat.read_letters",
        Noun::Incoming,
        &[
            List("/surat/masuk"),
            Search("/surat/masuk?cari={name}"),
            One("/surat/masuk/{id}"),
        ],
    ),
    (
        "secretariat.read_letters",
        Noun::Unit,
        &[
            Paper("/surat/seri"),
            Paper("/surat/salam"),
            Paper("/surat/buku/keluar.pdf"),
            Paper("/surat/buku/keluar.xlsx"),
            Paper("/surat/buku/masuk.pdf"),
            Paper("/surat/buku/masuk.xlsx"),
        ],
    ),
    (
        "secretariat.write_letters",
        Noun::Letter,
        &[One("/surat/{id}/ubah")],
    ),
    (
        "secretariat.write_letters",
        Noun::Incoming,
        &[One("/surat/masuk/{id}/ubah")],
    ),
    (
        "secretariat.write_letters",
        Noun::Unit,
        &[Paper("/surat/baru"), Paper("/surat/masuk/baru")],
    ),
    (
        "secretariat.keep_guests",
        Noun::Guest,
        &[
            List("/surat/tamu"),
            Search("/surat/tamu?cari={name}"),
            One("/surat/tamu/{id}"),
            File("/surat/tamu/buku.xlsx"),
        ],
    ),
    (
        "secretariat.keep_guests",
        Noun::Unit,
        &[Paper("/surat/tamu/baru"), Paper("/surat/tamu/buku.pdf")],
    ),
    (
        "secretariat.read_inventory",
        Noun::Item,
        &[
            List("/inventaris"),
            Search("/inventaris?cari={name}"),
            One("/inventaris/{id}"),
            File("/inventaris/buku.xlsx"),
            Paper("/inventaris/label.pdf?barang={id}"),
        ],
    ),
    (
        "secretariat.read_inventory",
        Noun::Unit,
        &[
            Paper("/inventaris/buku.pdf"),
            Paper("/inventaris/label.pdf"),
        ],
    ),
    (
        "secretariat.change_inventory",
        Noun::Item,
        &[One("/inventaris/{id}/ubah"), One("/inventaris/{id}/catat")],
    ),
    (
        "secretariat.change_inventory",
        Noun::Unit,
        &[Paper("/inventaris/baru")],
    ),
    (
        "secretariat.lend_items",
        Noun::Item,
        &[One("/inventaris/{id}/pinjam")],
    ),
    (
        "secretariat.lend_items",
        Noun::ItemLoan,
        &[
            List("/inventaris/pinjaman"),
            One("/inventaris/pinjaman/{id}"),
            File("/inventaris/pinjaman/buku.xlsx"),
        ],
    ),
    (
        "secretariat.lend_items",
        Noun::StockTake,
        &[List("/inventaris/periksa"), One("/inventaris/periksa/{id}")],
    ),
    (
        "secretariat.lend_items",
        Noun::Unit,
        &[Paper("/inventaris/pinjaman/buku.pdf")],
    ),
    (
        "finance.export_cash",
        Noun::Book,
        &[Paper("/kas/{id}/bku.xlsx?tahun=2026")],
    ),
    (
        "finance.collect_dues",
        Noun::Person,
        &[
            List("/kas/iuran"),
            Search("/kas/iuran?cari={name}"),
            One("/kas/iuran/anggota/{id}"),
            File("/kas/iuran/buku.xlsx"),
        ],
    ),
    (
        "finance.collect_dues",
        Noun::Unit,
        &[
            Paper("/kas/iuran/aturan"),
            Paper("/kas/iuran/sekali"),
            Paper("/kas/iuran/tunggakan"),
            Paper("/kas/iuran/lembar.pdf"),
        ],
    ),
    // Opens what a handover under way has; tests/it/handover.rs goes through all of it.
    ("identity.hand_over", Noun::Unit, &[]),
];

#[test]
fn every_act_has_its_ways() {
    for act in guyub::modules::all().iter().flat_map(|module| module.acts) {
        assert!(
            WAYS.iter().any(|(name, ..)| *name == act.name),
            "{}: write the ways it opens into matrix/channels.rs",
            act.name
        );
    }
}

#[tokio::test]
async fn every_way_shows_the_same_things_and_only_those_of_the_own_unit() {
    each(async |app| {
        for seed in 0..SEEDS {
            let app = app.again().await;
            let mut world = World::made(&app.ctx, seed).await;
            world.lend_names(&app.ctx, seed).await;
            for (home, place) in world.places.iter().enumerate() {
                for officer in &place.officers {
                    compare(&app, &world, seed, home, officer).await;
                }
            }
        }
    })
    .await;
}

/// Worlds on each engine.
const SEEDS: u64 = 3;

/// What `officer` sees by each way, against what the act says.
async fn compare(app: &App, world: &World, seed: u64, home: usize, officer: &Officer) {
    let mut client = app.sign_in(officer);
    for (name, noun, ways) in WAYS {
        let modules = guyub::modules::all();
        let mut acts = modules.iter().flat_map(|module| module.acts);
        let act = acts.find(|act| act.name == *name).unwrap();
        let may = act.allows(officer.role);
        let expected: BTreeSet<_> = world
            .all(*noun)
            .filter(|thing| may && thing.home == home)
            .map(key)
            .collect();
        for way in *ways {
            // Setting paper is slow: once is enough where it is allowed.
            let once = seed == 0 && home == 0 && officer.role == Role::Chair;
            if may && matches!(way, Paper(_)) && !once {
                continue;
            }
            let seen = seen(&mut client, officer, world, *noun, *way).await;
            assert_eq!(
                seen, expected,
                "world {seed}: {} sees by {way:?} of {name}",
                officer.name
            );
        }
    }
}

async fn seen<'a>(
    client: &mut Client,
    officer: &Officer,
    world: &'a World,
    noun: Noun,
    way: How,
) -> BTreeSet<(&'a str, &'a str)> {
    let whole = match way {
        List(path) => links(client, path).await,
        File(path) => text(client, path).await,
        _ => String::new(),
    };
    let mut seen = BTreeSet::new();
    for thing in world.all(noun) {
        let there = match way {
            List(_) => whole.contains(&thing.id),
            File(_) => whole.contains(&thing.name),
            Search(path) => links(client, &filled(path, thing))
                .await
                .contains(&thing.id),
            One(path) => shows(client, &filled(path, thing))
                .await
                .contains(&thing.name),
            // A list for all is of one's own unit; one that names a thing is that thing's.
            Paper(path) if path.contains('{') => {
                !shows(client, &filled(path, thing)).await.is_empty()
            }
            Paper(path) => {
                let own = officer
                    .name
                    .ends_with(thing.name.rsplit(' ').next().unwrap());
                own && !shows(client, path).await.is_empty()
            }
            Api(path) => {
                let body = serde_json::json!([]);
                let path = filled(path, thing);
                let answer = client.post_json(&path, &officer.bearer, &body).await;
                answer.status == StatusCode::OK
            }
        };
        if there {
            seen.insert(key(thing));
        }
    }
    seen
}

/// What stands for a thing: its name, and what it is part of.
fn key(thing: &Thing) -> (&str, &str) {
    (&thing.name, &thing.part_of)
}

fn filled(path: &str, thing: &Thing) -> String {
    path.replace("{id}", &thing.id)
        .replace("{of}", &thing.part_of)
        .replace("{name}", &thing.name)
}

/// The page as it came, if it came.
async fn shows(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    if answer.status != StatusCode::OK {
        return String::new();
    }
    String::from_utf8_lossy(&answer.body).into_owned()
}

/// Where the links of a page lead, in one text.
async fn links(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    if answer.status == StatusCode::OK {
        answer.links("/").join(" ")
    } else {
        String::new()
    }
}

/// The words of a text or of a workbook.
async fn text(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    if answer.status != StatusCode::OK {
        return String::new();
    }
    if !answer.body.starts_with(b"PK") {
        return String::from_utf8_lossy(&answer.body).into_owned();
    }
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(&answer.body[..])).unwrap();
    let mut words = String::new();
    book.by_name("xl/sharedStrings.xml")
        .unwrap()
        .read_to_string(&mut words)
        .unwrap();
    words
}
