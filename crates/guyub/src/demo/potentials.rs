//! What the demo's village has and lacks. Its sketch map is left to whoever looks around: the
//! picture would have to be drawn.

use super::village::Village;
use anyhow::Result;
use kernel::id::PotentialId;
use planning::potential::{Capital, Condition, NewNeed, NewPotential};
use web::Ctx;

/// Capital, name, what could come of it, owner, condition, hamlet.
type Line = (
    Capital,
    &'static str,
    &'static str,
    &'static str,
    Condition,
    &'static str,
);

const THINGS: [Line; 7] = [
    (
        Capital::Nature,
        "Embung Gondang",
        "Pemancingan akhir pekan dan tempat berkumpul",
        "Kas desa",
        Condition::Fair,
        "Gondang",
    ),
    (
        Capital::People,
        "Perajin lurik",
        "Mengajari pemuda menenun, lalu dijual bersama",
        "Warga",
        Condition::Good,
        "Krajan",
    ),
    (
        Capital::Social,
        "Kelompok hadrah",
        "Tampil di acara desa dan undangan",
        "Masjid Al-Huda",
        Condition::Good,
        "Ngemplak",
    ),
    (
        Capital::Social,
        "Sedekah bumi tiap Sura",
        "Bazar dan pentas pemuda pada malam sebelumnya",
        "Warga",
        Condition::Good,
        "",
    ),
    (
        Capital::Infrastructure,
        "Lapangan Desa Sukorejo",
        "Latihan sore dan turnamen",
        "Kas desa",
        Condition::Good,
        "Krajan",
    ),
    (
        Capital::Infrastructure,
        "Gudang bekas koperasi",
        "Bengkel bersama",
        "Kas desa",
        Condition::Poor,
        "Karanglo",
    ),
    (
        Capital::Finance,
        "Pasar Wedi",
        "Lapak produk anggota pada hari pasaran Pon",
        "Pemerintah kabupaten",
        Condition::Good,
        "",
    ),
];

/// Problem, need, skills, places of what would help.
const NEEDS: [(&str, &str, &str, &[usize]); 3] = [
    (
        "Lulusan SMK menunggu kerja berbulan-bulan",
        "Bengkel bersama untuk mulai usaha",
        "servis HP, las",
        &[5],
    ),
    (
        "Lurik dibeli tengkulak dengan harga rendah",
        "Menjual sendiri lewat internet",
        "pemasaran digital, foto produk",
        &[1, 6],
    ),
    (
        "Sampah dibuang ke sungai",
        "Pengolahan sampah tingkat dusun",
        "kompos",
        &[0],
    ),
];

/// Writes all of it down.
pub(super) async fn fill(ctx: &Ctx, village: &Village) -> Result<()> {
    let (scope, now) = (&village.scope, village.now);
    let mut tx = ctx.db.begin().await?;
    let mut things: Vec<PotentialId> = Vec::new();
    for (capital, name, note, owner, condition, hamlet) in THINGS {
        let new = NewPotential {
            capital,
            name: name.to_owned(),
            note: note.to_owned(),
            owner: owner.to_owned(),
            condition: Some(condition),
            hamlet: hamlet.to_owned(),
            coordinates: None,
        };
        things.push(planning::note_potential(&mut tx, scope, &new, None, now).await?);
    }
    for (problem, need, skills, helps) in NEEDS {
        let new = NewNeed {
            problem: problem.to_owned(),
            need: need.to_owned(),
            hamlet: String::new(),
            skills: skills.to_owned(),
        };
        let helps: Vec<PotentialId> = helps.iter().map(|at| things[*at]).collect();
        planning::note_need(&mut tx, scope, &new, &helps, now).await?;
    }
    tx.commit().await?;
    Ok(())
}
