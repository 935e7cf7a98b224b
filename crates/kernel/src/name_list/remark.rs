//! What stands behind a name: sick, excused, late, a reason, money, a guest.
//! Words are looked up in closed lists; a word that is in none of them belongs to the name.

use super::State;
use crate::name::plain;

const SICK: &str = "sakit skt sakid atit meriang mriyang mriang muriang gering gerah demam flu pusing puyeng \
    greges udur opname opnam dirawat diopname batuk pilek tipes typus tifus diare vertigo maag kecelakaan \
    rawat nggreges nggregesi lara loro lorone sungkan garing damam madang panas masuk-angin";
/// These are names or usual words, too; they count only where nobody can take them for a name.
const MAYBE_NAME: &str = "lara loro sungkan garing gerah madang panas ada jaga ke di dah mau rawat gering ya yes \
    hari full sore pagi malam siang besok dinas kas am pm pas semua anak menit tua";
const EXCUSED: &str = "izin ijin idzin ijinn izinn ijn izn pamit permisi berhalangan halangan absen skip cancel \
    batal mundur cuti udzur uzur alangan";
const REASON: &str = "kerja lembur shift sift dinas kuliah sekolah ujian mudik kondangan rewang takziah takziyah \
    layat melayat merantau piket tugas luar bepergian pulkam nganter ngantar antar mengantar jenguk njenguk \
    jagong njagong nunggu nungguin momong ngurus merawat besuk mbesuk hamil melahirkan ospek kkn magang pkl kampus mondok pondok jaga";
const NOT: &str = "tidak tdk tak gak ga gk nggak ngga enggak engga ngak ndak nda ndk nggk gag kagak ora ra ndhak \
    mboten boten teu henteu sing tan tida td kada indak dak belum blm durung dereng absent not ga'";
const CAN: &str = "bisa bs isa iso saged hadir datang dateng ikut ikutan melu teko rawuh tindak dapat sempat gabung \
    join merapat bisaa ikutt hadirr kesah tiasa ngiring kersa sanggup mampu sumping hadlir hdr";
const LATE: &str = "telat terlambat tlat nyusul menyusul susul otw belakangan telatt nyusull menyusull ntar \
    kasep lambat akhir";
const PRESENT: &str = "hadir datang dateng ikut melu siap ok oke okey okay insyaallah insyaalloh insyallah insya \
    hadirr hdr merapat gas gass berangkat join gabung ready budal bisa iya ya yes rawuh hadlir";
const OTHER: &str = "lunas bayar dibayar byr titip nitip transfer tf dp maaf mohon karena krn karna soalnya sebab \
    lagi lg masih msh nanti nti sedang baru sudah sdh udah udh dah wis sampun pun kosong tanpa keterangan ket \
    konfirmasi tentatif tentative mungkin alpa alfa alpha mangkir jam pukul pkl rb ribu jt juta rp rupiah orang \
    org bawa dari utk untuk buat bareng bersama beserta ditemani sama sm jadi acara tempat rumah kantor kota kampung \
    pulang perjalanan semoga semangat mas-nya hp wa no nomor telp via cash tunai qris dana mudah-mudahan masuk \
    menit ada di ke mau besok hari pagi siang sore malam dr full kas cepat dl dulu tp tapi tetapi cuma pas \
    anaknya ibunya istrinya isterinya suaminya bapaknya adiknya kakaknya ortunya anake bojone ibuknya ayahnya mertuanya duluan anak keperluan urusan acaranya setelah habis bada bakda ba'da sampai selesai sisanya kurang belom aja saja";
const GUESTS: &str = "istri isteri suami adik adek adiknya adeknya kakak kakaknya anak anaknya anak2 ibu ibuk ibunya \
    bapak bapaknya teman temannya temen temennya pacar pacarnya keluarga sekeluarga saudara saudaranya sepupu \
    keponakan ponakan ortu mertua cucu tamu istrinya suaminya pasangan pasangannya calon tetangga nenek kakek \
    bojo bojone ku saya orang org lagi yang si sama dan konco kancane konconya lainnya nya balita bayi kecil \
    rombongan pak bu mas mbak";
const EMPTY: &str = "dst dll dsb dstnya dsbnya kosong nama isi lanjut lanjutkan next xxx xx x n.n nn isian tambahkan";
const RELATIVE: &str = "anak anaknya ibu ibunya istri istrinya suami suaminya bapak bapaknya orang adik adiknya adek kakak \
    ortu nenek kakek mertua saudara teman temannya keluarga simbah mbah tetangga anake bojo cucu bayi mamak mama papa";

/// Whether `list` has `word`.
pub(super) fn among(list: &'static str, word: &str) -> bool {
    crate::name::among(list, word)
}

/// The words of a text in lower case, without signs around them.
pub(super) fn words(text: &str) -> Vec<String> {
    plain(text)
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|w| w.trim_matches('\'').to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

/// What a remark says of somebody; `None` where it says nothing, `Some(None)` where nobody knows.
pub(super) fn state(text: &str) -> Option<Option<State>> {
    const DOUBT: [&str; 5] = [
        "belum tentu",
        "belum pasti",
        "belum konfirmasi",
        "tentatif",
        "mungkin",
    ];
    let joined = words(text).join(" ").replace("blm ", "belum ");
    let doubtful = DOUBT.iter().any(|d| joined.contains(d));
    certain(text).map(Some).or_else(|| doubtful.then_some(None))
}

/// What a remark says for sure.
fn certain(text: &str) -> Option<State> {
    let words = words(text);
    let has = |list: &'static str| words.iter().any(|w| among(list, w));
    let joined = words.join(" ");
    let missing = ["tanpa keterangan", "tanpa kabar", "tanpa ket"]
        .iter()
        .any(|m| joined.contains(m));
    if missing || has("alpa alfa alpha mangkir") || joined == "tk" {
        return Some(State::Absent);
    }
    let even_so = ["tapi", "tp", "tetapi", "tetap"].iter().any(|but| {
        let after = words.iter().skip_while(|w| w != but).skip(1);
        after.take(2).any(|w| among(PRESENT, w) || among(LATE, w))
    });
    if even_so {
        return Some(State::Present);
    }
    if is_sick(&words, &joined) {
        return Some(State::Sick);
    }
    if cannot(&words) {
        return Some(State::Excused);
    }
    let leaves = has("pulang balik pamit") && has("duluan dulu awal cepat gasik");
    let brings = has("bersama bareng beserta ditemani sama sm");
    if leaves || has(LATE) {
        return Some(State::Present);
    }
    if has(EXCUSED) || has(SICK) {
        return Some(State::Excused);
    }
    if has(PRESENT) {
        return Some(State::Present);
    }
    let reason = has(REASON) || joined.contains("ada acara") || joined.contains("ada keperluan");
    (reason && !brings).then_some(State::Excused)
}

/// Sick oneself: not a child, nor visiting somebody.
fn is_sick(words: &[String], joined: &str) -> bool {
    if joined.contains("sembuh") || joined.contains("sehat") {
        return false;
    }
    let for_others = words.iter().any(|w| among("jenguk njenguk besuk mbesuk nunggu nungguin momong ngurus merawat nganter ngantar antar mengantar jaga menjaga kerja", w));
    let sick = |at: usize| {
        let before = at.checked_sub(1).map_or("", |n| words[n].as_str());
        let hot = words[at] == "panas" && words.len() > 2;
        among(SICK, &words[at]) && !among(RELATIVE, before) && !among(NOT, before) && !hot
    };
    let cold = joined.contains("masuk angin")
        || joined.contains("teu damang")
        || joined.contains("kurang enak badan")
        || joined.contains("ga enak badan")
        || joined.contains("gak enak badan")
        || joined.contains("tidak enak badan")
        || joined.contains("nggak enak badan");
    cold || (!for_others && (0..words.len()).any(sick))
}

/// "tidak bisa hadir", "ora iso melu", "gak jadi ikut".
fn cannot(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let sure = !among("belum blm durung dereng", word);
        let next = words.iter().skip(at + 1).take(2);
        let can = next.clone().any(|w| among(CAN, w) || (sure && w == "jadi"));
        (among(NOT, word) && can)
            || word == "gabisa"
            || word == "gaikut"
            || word == "gkbisa"
            || word == "tdkhadir"
    })
}

/// Whether `word` begins a remark when it follows a name that begins with `first`.
pub(super) fn begins(word: &str, first: &str) -> bool {
    let lower = words(word).concat();
    let among_all = [SICK, EXCUSED, REASON, NOT, LATE, PRESENT, OTHER]
        .iter()
        .any(|l| among(l, &lower));
    let small = |w: &str| {
        w.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_lowercase)
    };
    let doubtful = among(MAYBE_NAME, &lower);
    let sing = lower == "sing"
        || lower == "tan"
        || lower == "tak"
        || lower == "ra"
        || lower == "akhir"
        || lower == "luar";
    among_all && ((!doubtful && !sing) || (small(word) && !small(first)))
}

/// Whether all of `text` is a remark, as in brackets or between commas.
pub(super) fn is_remark(text: &str) -> bool {
    let words = words(text);
    let first = words.first().map_or("", String::as_str);
    [SICK, EXCUSED, REASON, NOT, LATE, PRESENT, OTHER]
        .iter()
        .any(|l| among(l, first))
        || state(text).is_some()
}

/// Whether `text` names only guests: "istri", "2 anak", "adik saya".
pub(super) fn are_guests(text: &str) -> bool {
    let words = words(text);
    let number = |w: &str| w.chars().all(|c| c.is_ascii_digit());
    !words.is_empty()
        && words
            .iter()
            .all(|w| number(w) || among(GUESTS, w) || matches!(w.as_str(), "satu" | "dua" | "tiga"))
}

/// Whether a place on a list is still free.
pub(super) fn is_empty(name: &str) -> bool {
    let words = words(name);
    words
        .iter()
        .all(|w| among(EMPTY, w) || w.chars().all(|c| c == 'x'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_tells_the_state() {
        let says = |text: &str| state(text);
        for text in [
            "sakit",
            "lagi meriang",
            "opname di RS",
            "demam",
            "gerah",
            "masuk angin",
            "lara",
        ] {
            assert_eq!(says(text), Some(Some(State::Sick)), "{text}");
        }
        for text in [
            "izin kerja",
            "ijin",
            "maaf tidak bisa hadir",
            "ga bisa ikut",
            "ora iso melu",
            "berhalangan",
            "anak sakit",
            "nganter ibu sakit",
            "luar kota",
            "belum bisa ikut",
            "mboten saged rawuh",
            "gak jadi ikut",
        ] {
            assert_eq!(says(text), Some(Some(State::Excused)), "{text}");
        }
        for text in [
            "nyusul jam 8",
            "izin telat",
            "hadir",
            "insya Allah",
            "ijin nyusul",
            "terlambat 10 menit",
            "siap",
        ] {
            assert_eq!(says(text), Some(Some(State::Present)), "{text}");
        }
        for text in ["lunas", "20rb", "ketua", "belum lunas"] {
            assert_eq!(says(text), None, "{text}");
        }
        assert_eq!(says("tanpa keterangan"), Some(Some(State::Absent)));
        assert_eq!(says("belum tentu"), Some(None));
    }
}
