//! What `guyub check` looks at: whether every number of every series is there, cancelled or not, and
//! whether the counts of things are what happened to them makes.

use crate::store::{items, letters};
use storage::Db;
use web::{BoxFuture, Checked};

/// See the module's words.
pub(crate) fn check(db: &Db) -> BoxFuture<'_, storage::Result<Checked>> {
    Box::pin(async move {
        let mut db = db.read().await?;
        let told = |gap: letters::Gap| {
            format!(
                "Seri surat {}, tahun {}: nomor {} sampai {}, tetapi hanya {} yang tercatat.",
                gap.series, gap.year, gap.first, gap.last, gap.count
            )
        };
        Ok(Checked {
            good: format!(
                "{} nomor surat, tidak ada yang hilang",
                letters::numbered(&mut db).await?
            ),
            problems: letters::gaps(&mut db)
                .await?
                .into_iter()
                .map(told)
                .collect(),
        })
    })
}

/// See the module's words.
pub(crate) fn inventory(db: &Db) -> BoxFuture<'_, storage::Result<Checked>> {
    Box::pin(async move {
        let mut db = db.read().await?;
        let told = |(code, name)| {
            format!("Barang {code} {name}: jumlahnya tidak sama dengan riwayat atau pinjamannya.")
        };
        Ok(Checked {
            good: format!(
                "{} barang inventaris, jumlahnya cocok dengan riwayatnya",
                items::everywhere(&mut db).await?
            ),
            problems: items::wrong(&mut db).await?.into_iter().map(told).collect(),
        })
    })
}
