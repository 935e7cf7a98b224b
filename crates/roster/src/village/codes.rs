//! The numbers of the village system and the words that stand for them, as it writes both.
//! What a job or a school would tell of faith or of health is told no closer than it must be.

use crate::value::vocabulary;
use crate::village::{Fate, Relation};
use crate::words::tidy;

/// A number from 1, or the word itself: OpenSID exports either ("angka" or "huruf").
fn place<const N: usize>(text: &str, words: [&str; N]) -> Option<usize> {
    if let Ok(number) = text.trim().parse::<usize>() {
        return (1..=N).contains(&number).then(|| number - 1);
    }
    let wanted = key(text);
    words.iter().position(|word| key(word) == wanted)
}

/// Letters and digits only, so that `TAMAT SD / SEDERAJAT` is `tamat sd/sederajat`.
fn key(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// `status_dasar`; an empty cell is somebody alive, as the system itself reads it.
pub(super) fn fate(text: &str) -> Option<Fate> {
    if key(text).is_empty() {
        return Some(Fate::Alive);
    }
    let words = [
        "hidup",
        "mati",
        "pindah",
        "hilang",
        "pergi",
        "",
        "",
        "",
        "tidak valid",
    ];
    Some(match place(text, words)? {
        0 => Fate::Alive,
        1 => Fate::Dead,
        2 => Fate::Moved,
        3 => Fate::Missing,
        // the word is the fifth, its number is 6
        4 | 5 => Fate::Gone,
        8 => Fate::Invalid,
        _ => return None,
    })
}

/// `kk_level`: how somebody belongs to the household.
pub(super) fn relation(text: &str) -> Option<Relation> {
    let words = [
        "kepala keluarga",
        "suami",
        "istri",
        "anak",
        "menantu",
        "cucu",
        "orangtua",
        "mertua",
        "famili lain",
        "pembantu",
        "lainnya",
    ];
    Relation::ALL.get(place(text, words)?).copied()
}

/// `pendidikan_kk_id`: the last school, in the words of the boards' own lists.
pub(super) fn education(text: &str) -> Option<&'static str> {
    let words = [
        "tidak / belum sekolah",
        "belum tamat sd/sederajat",
        "tamat sd / sederajat",
        "sltp/sederajat",
        "slta / sederajat",
        "diploma i / ii",
        "akademi/ diploma iii/s. muda",
        "diploma iv/ strata i",
        "strata ii",
        "strata iii",
    ];
    let ours = [
        "Belum sekolah",
        "Belum tamat SD",
        "SD",
        "SMP",
        "SMA",
        "D1/D2",
        "D3",
        "D4/S1",
        "S2",
        "S3",
    ];
    ours.get(place(text, words)?).copied()
}

/// `pendidikan_sedang_id`: the school somebody goes to now. A school for the disabled is a school.
pub(super) fn studying(text: &str) -> Option<&'static str> {
    let words = [
        "belum masuk tk/kelompok bermain",
        "sedang tk/kelompok bermain",
        "tidak pernah sekolah",
        "sedang sd/sederajat",
        "tidak tamat sd/sederajat",
        "sedang sltp/sederajat",
        "sedang slta/sederajat",
        "sedang d-1/sederajat",
        "sedang d-2/sederajat",
        "sedang d-3/sederajat",
        "sedang s-1/sederajat",
        "sedang s-2/sederajat",
        "sedang s-3/sederajat",
        "sedang slb a/sederajat",
        "sedang slb b/sederajat",
        "sedang slb c/sederajat",
        "tidak dapat membaca dan menulis huruf latin/arab",
        "tidak sedang sekolah",
    ];
    Some(match place(text, words)? + 1 {
        4 => "SD",
        6 => "SMP",
        7 => "SMA",
        8 => "D1",
        9 => "D2",
        10 => "D3",
        11 => "S1",
        12 => "S2",
        13 => "S3",
        14..=16 => "sekolah",
        _ => return None,
    })
}

/// Words in the name of a job that say what somebody believes.
const FAITH: [&str; 8] = [
    "imammasjid",
    "pendeta",
    "pastor",
    "pastur",
    "ustad",
    "mubalig",
    "biarawati",
    "pemangku",
];

/// `pekerjaan_id`: the job, as written where the table has no such one. A servant of whichever
/// faith is a "pemuka agama"; "lainnya" says nothing.
pub(super) fn occupation(text: &str) -> Option<String> {
    let job = match place(text, JOBS) {
        Some(at) => JOBS[at].to_owned(),
        None => vocabulary::occupation(&tidy(text).to_lowercase())?,
    };
    if job == "Lainnya" || job.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    if FAITH.iter().any(|word| key(&job).contains(word)) {
        return Some("Pemuka agama".to_owned());
    }
    Some(match job.as_str() {
        "Belum/tidak bekerja" => "Belum bekerja".to_owned(),
        "Aparatur sipil negara (ASN)" => "ASN".to_owned(),
        "Tentara Nasional Indonesia (TNI)" => "TNI".to_owned(),
        "Kepolisian RI (Polri)" => "Polri".to_owned(),
        _ => job,
    })
}

/// The jobs by their number, from 1.
const JOBS: [&str; 89] = [
    "Belum/tidak bekerja",
    "Mengurus rumah tangga",
    "Pelajar/mahasiswa",
    "Pensiunan",
    "Aparatur sipil negara (ASN)",
    "Tentara Nasional Indonesia (TNI)",
    "Kepolisian RI (Polri)",
    "Perdagangan",
    "Petani/pekebun",
    "Peternak",
    "Nelayan/perikanan",
    "Industri",
    "Konstruksi",
    "Transportasi",
    "Karyawan swasta",
    "Karyawan BUMN",
    "Karyawan BUMD",
    "Karyawan honorer",
    "Buruh harian lepas",
    "Buruh tani/perkebunan",
    "Buruh nelayan/perikanan",
    "Buruh peternakan",
    "Pembantu rumah tangga",
    "Tukang cukur",
    "Tukang listrik",
    "Tukang batu",
    "Tukang kayu",
    "Tukang sol sepatu",
    "Tukang las/pandai besi",
    "Tukang jahit",
    "Tukang gigi",
    "Penata rias",
    "Penata busana",
    "Penata rambut",
    "Mekanik",
    "Seniman",
    "Tabib",
    "Paraji",
    "Perancang busana",
    "Penterjemah",
    "Imam masjid",
    "Pendeta",
    "Pastor",
    "Wartawan",
    "Ustadz/mubaligh",
    "Juru masak",
    "Promotor acara",
    "Anggota DPR-RI",
    "Anggota DPD",
    "Anggota BPK",
    "Presiden",
    "Wakil presiden",
    "Anggota Mahkamah Konstitusi",
    "Anggota kabinet kementerian",
    "Duta besar",
    "Gubernur",
    "Wakil gubernur",
    "Bupati",
    "Wakil bupati",
    "Wali kota",
    "Wakil wali kota",
    "Anggota DPRD provinsi",
    "Anggota DPRD kabupaten/kota",
    "Dosen",
    "Guru",
    "Pilot",
    "Pengacara",
    "Notaris",
    "Arsitek",
    "Akuntan",
    "Konsultan",
    "Dokter",
    "Bidan",
    "Perawat",
    "Apoteker",
    "Psikiater/psikolog",
    "Penyiar televisi",
    "Penyiar radio",
    "Pelaut",
    "Peneliti",
    "Sopir",
    "Pialang",
    "Paranormal",
    "Pedagang",
    "Perangkat desa",
    "Kepala desa",
    "Biarawati",
    "Wiraswasta",
    "Lainnya",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_word_say_the_same() {
        assert_eq!(occupation("88").as_deref(), Some("Wiraswasta"));
        assert_eq!(occupation("WIRASWASTA").as_deref(), Some("Wiraswasta"));
        assert_eq!(education("5"), Some("SMA"));
        assert_eq!(education("SLTA/SEDERAJAT"), Some("SMA"));
        assert_eq!(education("AKADEMI/ DIPLOMA III/S. MUDA"), Some("D3"));
        assert_eq!(studying("11"), Some("S1"));
        assert_eq!(studying("SEDANG  S-1/SEDERAJAT"), Some("S1"));
        assert_eq!(studying("18"), None);
        assert_eq!(relation("4"), Some(Relation::Child));
        assert_eq!(relation("KEPALA KELUARGA"), Some(Relation::Head));
    }

    #[test]
    fn who_is_not_there_any_more_is_told_apart() {
        for (text, wanted) in [
            ("", Fate::Alive),
            ("1", Fate::Alive),
            ("HIDUP", Fate::Alive),
            ("2", Fate::Dead),
            ("Pindah", Fate::Moved),
            ("4", Fate::Missing),
            ("6", Fate::Gone),
            ("PERGI", Fate::Gone),
            ("9", Fate::Invalid),
            ("TIDAK VALID", Fate::Invalid),
        ] {
            assert_eq!(fate(text), Some(wanted), "{text}");
        }
        assert_eq!(fate("12"), None);
    }

    #[test]
    fn faith_and_health_do_not_come_in_by_a_side_door() {
        for job in ["41", "42", "45", "87", "PASTOR"] {
            assert_eq!(occupation(job).as_deref(), Some("Pemuka agama"), "{job}");
        }
        assert_eq!(occupation("PASTUR").as_deref(), Some("Pemuka agama"));
        assert_eq!(studying("15"), Some("sekolah"));
        assert_eq!(studying("17"), None);
    }
}
