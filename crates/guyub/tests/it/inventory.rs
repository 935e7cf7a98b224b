//! The inventory: things with their counts, photos and a history that stays.

mod loans;

use crate::support::{App, Client, File, Given, Village, each};
use axum::http::StatusCode;
use kernel::access::Role;
use storage::args;

pub struct Stage {
    pub village: Village,
    pub secretary: Client,
    pub head: Client,
}

pub async fn stage(app: &App) -> Stage {
    let given = Given::unit("Jambu")
        .officer(Role::Secretary)
        .officer(Role::DivisionHead)
        .officer(Role::Supervisor)
        .member("Ana Lestari", 3)
        .member("Budi Santoso", 1)
        .member("Budi Santoso", 2);
    let village = given.on(&app.ctx).await;
    let secretary = app.sign_in(village.officer(Role::Secretary));
    let head = app.sign_in(village.officer(Role::DivisionHead));
    Stage {
        village,
        secretary,
        head,
    }
}

pub const CHAIRS: [(&str, &str); 9] = [
    ("nama", "Kursi plastik"),
    ("kode", "KRS-01"),
    ("satuan", "buah"),
    ("baik", "45"),
    ("ringan", "5"),
    ("asal", "bought"),
    ("perolehan", "2024"),
    ("harga", "45rb"),
    ("tempat", "Gudang"),
];

impl Stage {
    /// Enters a thing; its page.
    pub async fn enter(&mut self, fields: &[(&str, &str)]) -> String {
        self.secretary.get("/inventaris/baru").await;
        let made = self.secretary.upload("/inventaris/baru", fields, &[]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        made.location().to_owned()
    }

    /// Lends to an outsider until a day; the loan's page.
    pub async fn lend(&mut self, item: &str, count: &str, due: &str) -> String {
        let fields = [
            ("jumlah", count),
            ("keadaan", "good"),
            ("jenis", "outsider"),
            ("peminjam", "Pak Harjo"),
            ("hp", "0812-3456-7890"),
            ("keperluan", "Hajatan"),
            ("pinjam", "2026-11-20"),
            ("kembali", due),
        ];
        let lent = self.head.form(&format!("{item}/pinjam"), &fields).await;
        assert_eq!(lent.status, StatusCode::SEE_OTHER, "{}", lent.text());
        lent.location().to_owned()
    }
}

/// What `guyub check` finds in the secretariat.
pub async fn problems(app: &App) -> Vec<String> {
    let modules = guyub::modules::all();
    let module = modules.iter().find(|module| module.name == "secretariat");
    let mut problems = Vec::new();
    for check in module.unwrap().checks {
        problems.extend(check(&app.ctx.db).await.unwrap().problems);
    }
    problems
}

#[tokio::test]
async fn a_thing_has_its_counts_its_photo_and_a_history_that_stays() {
    each(async |app| {
        let mut stage = stage(&app).await;
        let item = stage.enter(&CHAIRS).await;
        let again = [
            ("nama", "Lain"),
            ("kode", "krs-01"),
            ("satuan", "set"),
            ("baik", "1"),
            ("asal", "aid"),
        ];
        let refused = stage
            .secretary
            .upload("/inventaris/baru", &again, &[])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Kode ini sudah dipakai barang lain.");
        assert_eq!(refused.field("nama").as_deref(), Some("Lain"));

        let happens = async |client: &mut Client, fields: &[(&str, &str)]| {
            client
                .form(&format!("{item}/catat?jenis=tambah"), &[])
                .await;
            client.post(&format!("{item}/catat"), fields).await
        };
        let broken = [
            ("jenis", "keadaan"),
            ("jumlah", "2"),
            ("dari", "good"),
            ("menjadi", "major_damage"),
            ("sebab", "Jatuh"),
        ];
        let saved = happens(&mut stage.secretary, &broken).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let sold = [
            ("jenis", "keluar"),
            ("jumlah", "2"),
            ("dari", "major_damage"),
            ("cara", "Dijual"),
            ("sebab", "Rongsok"),
        ];
        assert_eq!(
            happens(&mut stage.secretary, &sold).await.status,
            StatusCode::SEE_OTHER
        );
        let twice = happens(&mut stage.secretary, &sold).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        twice.says("hanya 0");
        for wrong in [
            vec![
                ("jenis", "keluar"),
                ("jumlah", "-1"),
                ("dari", "good"),
                ("cara", "Dijual"),
                ("sebab", "x"),
            ],
            vec![
                ("jenis", "keluar"),
                ("jumlah", "1"),
                ("dari", "good"),
                ("cara", "Dibuang"),
                ("sebab", "x"),
            ],
            vec![
                ("jenis", "keadaan"),
                ("jumlah", "1"),
                ("dari", "good"),
                ("menjadi", "good"),
                ("sebab", "x"),
            ],
            vec![
                ("jenis", "tambah"),
                ("jumlah", "1"),
                ("menjadi", "good"),
                ("sebab", ""),
            ],
            vec![
                ("jenis", "pindah"),
                ("tempat", ""),
                ("pemegang", ""),
                ("sebab", "x"),
            ],
        ] {
            let refused = happens(&mut stage.secretary, &wrong).await;
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{wrong:?}"
            );
        }
        let moved = [
            ("jenis", "pindah"),
            ("tempat", "Balai RW"),
            ("pemegang", "Bu Wati"),
            ("sebab", "Gudang bocor"),
        ];
        assert_eq!(
            happens(&mut stage.secretary, &moved).await.status,
            StatusCode::SEE_OTHER
        );
        let page = stage.secretary.get(&item).await;
        for words in [
            "48 buah (43 B, 5 RR)",
            "Dijual: Rongsok",
            "-2 B, 2 RB",
            "Gudang → Balai RW (Bu Wati): Gudang bocor",
            "Rp2.160.000",
        ] {
            page.says(words);
        }
        assert_eq!(problems(&app).await, Vec::<String>::new());
        let mut tx = app.ctx.db.begin().await.unwrap();
        let changed = tx.run("delete from inventory_change", args![]).await;
        assert!(changed.is_err(), "what happened stays");
        drop(tx);
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.run("update inventory_item set good = 99", args![])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(problems(&app).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_photo_is_behind_permission_and_must_be_a_picture() {
    each(async |app| {
        let mut stage = stage(&app).await;
        stage.secretary.get("/inventaris/baru").await;
        let pdf = [File {
            field: "foto",
            name: "a.pdf",
            bytes: b"%PDF-1.7",
        }];
        let refused = stage
            .secretary
            .upload("/inventaris/baru", &CHAIRS, &pdf)
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("JPG atau PNG");
        let png = crate::pictures::photo("kursi");
        let photo = [File {
            field: "foto",
            name: "a.png",
            bytes: &png,
        }];
        let made = stage
            .secretary
            .upload("/inventaris/baru", &CHAIRS, &photo)
            .await;
        let item = made.location().to_owned();
        let address = format!("{item}/foto");
        let seen = stage.head.get(&address).await;
        assert_eq!(&seen.body[..], &png[..]);
        let mut supervisor = app.sign_in(stage.village.officer(Role::Supervisor));
        assert_eq!(supervisor.get(&address).await.status, StatusCode::FORBIDDEN);
        assert!(app.stranger().get(&address).await.status.is_redirection());
        let other = Given::unit("Lenteng")
            .officer(Role::Secretary)
            .on(&app.ctx)
            .await;
        let mut other = app.sign_in(other.officer(Role::Secretary));
        for path in [
            address,
            item.clone(),
            format!("{item}/pinjam"),
            format!("{item}/ubah"),
        ] {
            assert_eq!(
                other.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    })
    .await;
}
