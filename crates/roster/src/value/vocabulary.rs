//! Education, occupation, skills and office in a few plain words.
//! Which words is a matter of taste; what is unknown stays as it was written.

use crate::words::{fold, is_nothing, tidy};

/// Education in the usual steps: SD, SMP, SMA, D3, S1.
pub(crate) fn education(text: &str) -> Option<String> {
    if is_nothing(text) {
        return None;
    }
    let plain = fold(text);
    let plain = plain
        .trim_start_matches("tamat ")
        .trim_start_matches("lulus ")
        .trim_start_matches("lulusan ");
    let key: String = plain.chars().filter(|c| c.is_alphanumeric()).collect();
    let step = match key.as_str() {
        "sd" | "mi" | "sdmi" | "sr" | "sdsederajat" | "sekolahdasar" => "SD",
        "smp" | "mts" | "sltp" | "smpmts" | "mtsn" | "smpn" | "smpsederajat" | "sltpsederajat" => {
            "SMP"
        }
        "sma" | "smk" | "ma" | "stm" | "slta" | "smasmk" | "smu" | "smea" | "aliyah" | "man"
        | "sman" | "smkn" | "smasederajat" | "sltasederajat" | "smasmkma" | "paketc"
        | "smamasmk" | "smasmkmasederajat" => "SMA",
        "d1" | "di" | "diploma1" => "D1",
        "d2" | "dii" | "diploma2" => "D2",
        "d3" | "diii" | "diploma3" | "diploma" | "diplomaiii" => "D3",
        "d4" | "div" | "diploma4" | "diplomaiv" => "D4",
        "s1" | "s1pendidikan" | "strata1" | "sarjana" | "stratasatu" | "sarjanas1" => "S1",
        "s2" | "strata2" | "magister" => "S2",
        "s3" | "strata3" | "doktor" => "S3",
        _ => return Some(tidy(text)),
    };
    Some(step.to_owned())
}

/// An occupation, the first letter large.
pub(crate) fn occupation(text: &str) -> Option<String> {
    if is_nothing(text) {
        return None;
    }
    let plain = fold(text);
    let known = match plain.trim_end_matches('.') {
        "swasta" | "kary. swasta" | "karyawan" | "kary swasta" | "pegawai swasta"
        | "karyawan swasta" => "Karyawan swasta",
        "usaha sendiri" | "wirausaha" | "wiraswasta" | "wiraswata" => "Wiraswasta",
        "irt" | "ibu rt" | "ibu rumah tangga" | "rumah tangga" => "Ibu rumah tangga",
        "siswa" | "siswi" | "sekolah" | "pelajar" => "Pelajar",
        "kuliah" | "mahasiswa" | "mahasiswi" | "mhs" => "Mahasiswa",
        "tki" | "tkw" | "pmi" | "kerja di malaysia" => "TKI",
        "tani" | "petani" => "Petani",
        "pns" => "PNS",
        "nganggur" | "blm kerja" | "belum kerja" | "belum bekerja" | "tidak bekerja"
        | "blm bekerja" | "tdk bekerja" => "Belum bekerja",
        "dagang" | "pedagang" | "jualan" => "Pedagang",
        "ojol" | "ojek online" => "Ojek online",
        _ => return Some(capital(&tidy(text))),
    };
    Some(known.to_owned())
}

/// An office; capitals as written, the first letter large.
pub(crate) fn position(text: &str) -> Option<String> {
    (!is_nothing(text)).then(|| capital(&tidy(text)))
}

/// Skills, one by one.
pub(crate) fn skills(text: &str) -> Vec<String> {
    if is_nothing(text) {
        return Vec::new();
    }
    let marked = tidy(text)
        .replace(" dan ", ",")
        .replace([';', '/', '&', '+', '\n'], ",");
    let mut out: Vec<String> = Vec::new();
    for skill in marked
        .split(',')
        .map(skill)
        .filter(|skill| !is_nothing(skill))
    {
        if !out.contains(&skill) {
            out.push(skill);
        }
    }
    out
}

fn skill(text: &str) -> String {
    let plain = fold(text);
    match plain.as_str() {
        "mc" => "MC".to_owned(),
        "p3k" => "P3K".to_owned(),
        "it" => "IT".to_owned(),
        "servis hp" => "servis HP".to_owned(),
        _ => plain
            .strip_prefix("bahasa ")
            .map_or(plain.clone(), |tongue| {
                format!("bahasa {}", capital(tongue))
            }),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// Words that tell a column of education, for guessing columns.
pub(crate) fn like_education(text: &str) -> bool {
    education(text).is_some_and(|step| {
        step.len() <= 3
            && step
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    })
}

/// Words that tell a column of offices, for guessing columns.
pub(crate) fn like_position(text: &str) -> bool {
    let plain = fold(text);
    let first = plain.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "ketua"
            | "wakil"
            | "sekretaris"
            | "bendahara"
            | "anggota"
            | "sie"
            | "seksi"
            | "koordinator"
            | "pembina"
            | "penasehat"
            | "penasihat"
            | "pelindung"
            | "humas"
            | "kabid"
            | "koord"
            | "kasi"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_education_have_one_word_each() {
        assert_eq!(education("MTs").unwrap(), "SMP");
        assert_eq!(education("SMA/SMK").unwrap(), "SMA");
        assert_eq!(education("Strata 1").unwrap(), "S1");
        assert_eq!(education("D-III").unwrap(), "D3");
        assert_eq!(education("kosong"), None);
    }

    #[test]
    fn skills_are_told_one_by_one() {
        assert_eq!(skills("Fotografi,MC"), ["fotografi", "MC"]);
        assert_eq!(
            skills("Edit video / listrik dan Bahasa inggris"),
            ["edit video", "listrik", "bahasa Inggris"]
        );
    }
}
