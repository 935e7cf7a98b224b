//! What a remark says: sick, excused, or coming (late counts as coming).

use super::State;

const SICK: &[&str] = &[
    "sakit",
    "skt",
    "gering",
    "gerah",
    "demam",
    "meriang",
    "panas",
    "flu",
    "pilek",
    "batuk",
    "pusing",
    "mules",
    "diare",
    "tipes",
    "tifus",
    "dbd",
    "opname",
    "rawat",
    "masuk angin",
    "kurang enak badan",
    "ga enak badan",
    "gak enak badan",
    "tidak enak badan",
    "kecelakaan",
    "operasi",
    "muntah",
    "lara",
];
const EXCUSED: &[&str] = &[
    "izin",
    "ijin",
    "ijn",
    "izn",
    "tidak bisa",
    "tdk bisa",
    "tdk bs",
    "tidak dapat",
    "ga bisa",
    "gak bisa",
    "nggak bisa",
    "ngga bisa",
    "gk bisa",
    "ga bs",
    "gak bs",
    "gabisa",
    "ndak bisa",
    "belum bisa",
    "blm bisa",
    "blm bs",
    "ora iso",
    "ora isa",
    "mboten saged",
    "berhalangan",
    "absen dulu",
    "tidak hadir",
    "tidak ikut",
    "tdk hadir",
    "tdk ikut",
    "gak ikut",
    "ga ikut",
    "nggak ikut",
    "gak hadir",
    "ga hadir",
    "batal",
    "lembur",
    "kerja",
    "keluar kota",
    "luar kota",
    "mudik",
    "kuliah",
    "ada acara",
    "jaga warung",
    "shift",
    "dinas",
    "takziah",
    "kondangan",
];
const COMING: &[&str] = &[
    "nyusul",
    "menyusul",
    "telat",
    "terlambat",
    "otw",
    "hadir",
    "ikut",
    "datang",
    "ok",
    "siap",
    "bisa",
    "insya allah",
    "insyaallah",
    "agak telat",
    "keri",
];

/// The state that `remark` tells, if it tells one.
pub(super) fn state(remark: &str) -> Option<State> {
    let words: String = remark
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let padded = format!(
        " {} ",
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    if padded.contains(" tanpa keterangan ") {
        return None;
    }
    let says = |list: &[&str]| {
        list.iter()
            .any(|word| padded.contains(&format!(" {word} ")))
    };
    if says(SICK) {
        Some(State::Sick)
    } else if says(&["nyusul", "menyusul", "telat", "terlambat"]) {
        Some(State::Present)
    } else if says(EXCUSED) {
        Some(State::Excused)
    } else if says(COMING) {
        Some(State::Present)
    } else {
        None
    }
}

/// Where in `text` a remark begins that stands after the name without any sign.
pub(super) fn begins(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let at = |word: &&str| {
        lower.match_indices(*word).find_map(|(at, _)| {
            let before = at > 0 && lower[..at].ends_with(' ');
            let after = lower[at + word.len()..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric());
            (before && after).then_some(at)
        })
    };
    let words = SICK.iter().chain(EXCUSED).chain(COMING);
    words
        .chain(&["maaf", "tanpa keterangan", "jam", "pulang"])
        .filter_map(at)
        .min()
}
