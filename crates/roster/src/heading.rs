//! What a heading means: `NO. HP/WA`, `Tempat, Tgl Lahir`, `Siapa nama lengkap kamu (sesuai KTP)?`.
//! Headings about somebody else (a parent, the head of the family) mean nothing here.

use crate::field::{Field, Means};
use crate::words::{count_digits, words};

/// The meaning of a heading; nothing when it is unknown or not ours.
pub(crate) fn recognise(heading: &str) -> Means {
    if heading.len() > 300 || count_digits(heading) > 4 {
        return Means::NOTHING;
    }
    let words = words(heading);
    if words.is_empty() || words.len() > 28 || about_another(&words) {
        return Means::NOTHING;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let whole = words.join(" ");
    if let Some(means) = short(&whole) {
        return means;
    }
    let mut means = Means::NOTHING;
    let born = has(&["lahir", "lhr", "kelahiran", "ttl", "birth"]);
    if has(&["ttl"]) || (born && has(&["tempat", "tmpt", "tmp", "tpt", "kota", "kab", "place"])) {
        means = means.and(Field::BirthPlace.into());
    }
    let dated = has(&[
        "tgl", "tanggal", "tgglahir", "tgllahir", "ttl", "bulan", "tahun", "thn", "bln", "tg",
        "hari", "kapan", "date",
    ]);
    if born && (dated || !means.has(Field::BirthPlace)) {
        means = means.and(Field::BirthDate.into());
    }
    if !means.is_nothing() {
        return means;
    }
    if has(&["nik", "ktp", "kependudukan"])
        && !has(&[
            "nama", "alamat", "foto", "scan", "upload", "unggah", "sesuai",
        ])
    {
        return Field::Nik.into();
    }
    if has(&[
        "hp",
        "wa",
        "telp",
        "telepon",
        "telpon",
        "whatsapp",
        "whatsap",
        "handphone",
        "tlp",
        "kontak",
        "ponsel",
        "contact",
        "phone",
        "telephone",
        "hape",
    ]) && !has(&["grup", "group", "bersedia", "punya", "apakah"])
    {
        return Field::Phone.into();
    }
    if has(&["kelamin", "gender", "jk", "sex"]) {
        return Field::Sex.into();
    }
    let placed = place(&words);
    if !placed.is_nothing() {
        return placed;
    }
    if has(&[
        "pendidikan",
        "ijazah",
        "pddk",
        "pend",
        "pendidikkan",
        "education",
    ]) {
        return Field::Education.into();
    }
    if has(&[
        "pekerjaan",
        "profesi",
        "kerja",
        "pekerjan",
        "kesibukan",
        "occupation",
    ]) {
        return Field::Occupation.into();
    }
    if has(&[
        "keahlian",
        "bakat",
        "minat",
        "ketrampilan",
        "keterampilan",
        "skill",
        "skills",
        "potensi",
        "hobi",
        "hobby",
        "kemampuan",
    ]) {
        return Field::Skills.into();
    }
    if has(&["jabatan", "kedudukan", "posisi", "jbtn"]) {
        return Field::Position.into();
    }
    if has(&["nama", "name"])
        && !has(&[
            "panggilan",
            "usaha",
            "kegiatan",
            "sekolah",
            "organisasi",
            "kampus",
            "perusahaan",
        ])
    {
        return Field::Name.into();
    }
    Means::NOTHING
}

/// Headings of a word or two, taken as a whole.
fn short(whole: &str) -> Option<Means> {
    let field = match whole {
        "no" | "nomor" | "nomer" | "no urut" | "nomor urut" | "nmr" | "num" | "urut" | "no urt" => {
            Field::Number
        }
        "nama" | "name" | "nama lengkap" | "nm" | "nama anggota" | "nama peserta" => Field::Name,
        "nik" | "no ktp" | "nomor ktp" | "ktp" | "no nik" | "no identitas" => Field::Nik,
        "l p" | "p l" | "jk" | "j k" | "lp" | "l" | "p" | "lk" | "pr" | "sex" | "gender"
        | "kelamin" | "jenis kel" | "jns kelamin" | "lk pr" | "laki laki" | "perempuan"
        | "laki" | "pria" | "wanita" | "pria wanita" => Field::Sex,
        "dusun" | "alamat" | "dsn" | "dukuh" | "lingkungan" | "banjar" | "padukuhan"
        | "alamat rumah" => Field::Hamlet,
        "rt" => Field::Rt,
        "rw" => Field::Rw,
        "rt rw" | "rtrw" => return Some(Means::of(&[Field::Rt, Field::Rw])),
        "tempat" | "tempat lahir" | "tmp lahir" | "tmpt lahir" | "kota lahir" => Field::BirthPlace,
        "tgl" | "tanggal" | "tgl lahir" => Field::BirthDate,
        "usia" | "umur" | "agama" | "status" | "ket" | "keterangan" | "email" | "ttd"
        | "tanda tangan" => {
            return Some(Means::NOTHING);
        }
        _ => return None,
    };
    Some(field.into())
}

fn place(words: &[String]) -> Means {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let mut means = Means::NOTHING;
    if has(&["rt"]) {
        means = means.and(Field::Rt.into());
    }
    if has(&["rw"]) {
        means = means.and(Field::Rw.into());
    }
    if has(&[
        "dusun",
        "dsn",
        "alamat",
        "dukuh",
        "lingkungan",
        "banjar",
        "padukuhan",
        "domisili",
        "tinggal",
        "kampung",
        "address",
    ]) && !has(&["email", "kantor", "sekolah", "usaha"])
    {
        means = means.and(Field::Hamlet.into());
    }
    means
}

/// Headings about a parent, a household, a signature, the form itself: never the member's own.
fn about_another(words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&[
        "ayah",
        "ibu",
        "bapak",
        "orangtua",
        "ortu",
        "wali",
        "kk",
        "keluarga",
        "suami",
        "istri",
        "panggilan",
        "alias",
        "email",
        "surel",
        "kecamatan",
        "kabupaten",
        "provinsi",
        "timestamp",
        "kta",
        "rekening",
        "bank",
        "kaos",
        "kaus",
        "foto",
        "alasan",
        "harapan",
        "darurat",
        "pos",
        "instagram",
        "ig",
        "facebook",
        "fb",
        "bergabung",
        "daftar",
        "pendaftaran",
        "paraf",
        "ttd",
        "npwp",
        "bpjs",
        "darah",
        "mengapa",
        "kenapa",
        "saran",
        "motivasi",
        "umur",
        "usia",
        "meninggal",
        "sk",
        "pelantikan",
    ]) || words.windows(2).any(|pair| {
        pair == ["orang", "tua"] || pair == ["tanda", "tangan"] || pair == ["cap", "waktu"]
    }) || (has(&["desa", "kelurahan"]) && !has(&["dusun", "alamat", "rt"]))
}

/// Whether a whole heading is about somebody else.
pub(crate) fn is_about_another(heading: &str) -> bool {
    about_another(&words(heading))
}

/// For one of two columns that are ticked: which sex its tick means.
pub(crate) fn tick(heading: &str) -> Option<char> {
    match words(heading).last()?.as_str() {
        "l" | "lk" | "laki" | "pria" => Some('L'),
        "p" | "pr" | "perempuan" | "wanita" => Some('P'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(heading: &str) -> String {
        recognise(heading).to_string()
    }

    #[test]
    fn short_headings_are_known() {
        for (heading, wanted) in [
            ("No.", "no"),
            ("NAMA LENGKAP", "nama"),
            ("Tempat/Tgl Lahir", "tempat_lahir+tgl_lahir"),
            ("TTL", "tempat_lahir+tgl_lahir"),
            ("Tempat, Tanggal Lahir", "tempat_lahir+tgl_lahir"),
            ("Tempat Lahir", "tempat_lahir"),
            ("Tgl. Lahir", "tgl_lahir"),
            ("L/P", "jk"),
            ("RT/RW", "rt+rw"),
            ("Alamat (Dusun/RT/RW)", "dusun+rt+rw"),
            ("No. HP/WA", "hp"),
            ("No. KTP/NIK", "nik"),
        ] {
            assert_eq!(means(heading), wanted, "{heading}");
        }
    }

    #[test]
    fn long_questions_of_forms_are_understood() {
        for (heading, wanted) in [
            ("Siapa nama lengkap kamu (sesuai KTP)?", "nama"),
            ("Nomor WhatsApp yang aktif", "hp"),
            ("Kamu tinggal di dusun mana?", "dusun"),
            ("RT berapa?", "rt"),
            ("Pendidikan terakhir yang ditempuh", "pendidikan"),
            ("Nomor Induk Kependudukan (NIK) 16 digit", "nik"),
            ("Tanggal lahir (tanggal/bulan/tahun)", "tgl_lahir"),
        ] {
            assert_eq!(means(heading), wanted, "{heading}");
        }
    }

    #[test]
    fn headings_about_somebody_else_mean_nothing() {
        for heading in [
            "Nama Orang Tua",
            "Nama Ayah",
            "No. KK",
            "No HP Orang Tua",
            "Nama Panggilan",
            "Alamat Email",
            "Timestamp",
            "Apa alasan ingin bergabung?",
            "Keterangan",
            "Umur",
        ] {
            assert_eq!(means(heading), "", "{heading}");
        }
    }
}
