//! What a line above others says about them: which list they are on and in what state, or that
//! they are no people at all (agenda, goods). Greetings, remarks and totals are no headings.

use super::State;
use super::cut::take_rt;
use super::remark::{among, words};

/// What the lines under a heading are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// People, in this state.
    State(State),
    /// People of a contest, dues, a night watch: no state.
    People,
    /// Not people.
    Things,
    /// A part of the list above: an RT, the women, whatever ends with a colon.
    Part,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) kind: Kind,
    /// What tells this list from others, without the usual words: `rapat`, `17/8`.
    pub(super) title: Vec<String>,
    /// All words, to know the heading when it comes again.
    pub(super) key: String,
    pub(super) rt: Option<u16>,
    /// Bold, in capitals, or with a colon.
    pub(super) strong: bool,
    pub(super) length: usize,
}

const CHAT_STARTS: &str = "monggo mangga silakan silahkan silahken sumangga mohon harap tolong dimohon diharap ayo yuk yok terima \
    terimakasih makasih suwun matur nuwun assalamualaikum assalamu'alaikum wassalam wassalamualaikum wassalamu'alaikum \
    selamat salam maaf siap ok oke nggih jangan bagi ditunggu semangat tinggal kurang info permisi punten ngapunten kulo \
    total jumlah jml jmlh note nb ps yth kepada dear halo hai bismillah alhamdulillah lanjut lanjutkan tambah copas copy salin";
const CHAT: &str = "ya yaa ya dong kak gaes guys gais lur bro sis gan nggih nggeh njih lho loh deh kok nih yah monggo silakan \
    silahkan mohon harap tolong kabari kabarin tulis isi ditulis diisi diharapkan dimohon jika kalau kalo apabila bisa";
const LISTS: &str = "list daftar lis hadir kehadiran hadirin absen absensi absent presensi presence update updated terbaru revisi rev \
    lanjutan lanjut yang yg sing konfirmasi izin ijin sakit rekap nama nama-nama peserta anggota kumpulan-nya fix final total jumlah \
    tidak tdk bisa ikut datang wib wita wit dan orang org pukul jam sementara baru berikut ini";
const ATTEND: &str =
    "hadir kehadiran absen absensi presensi absent absensinya presensinya attendance hadlir rawuh";
const NOT: &str = "tidak tdk tak gak ga nggak ngga enggak belum blm ora mboten teu ndak";
const CAME: &str = "hadir bisa datang dateng ikut dapat melu teko absen rawuh";
const EXCUSED: &str = "izin ijin idzin berhalangan izinnya pamit halangan";
const SICK: &str = "sakit";
const ABSENT: &str = "alpa alfa alpha mangkir";
const LATE: &str = "terlambat telat menyusul nyusul";
const PEOPLE: &str = "pendaftaran pendaftar peserta iuran ronda jaga panitia kepanitiaan petugas tim team regu kelompok grup pemain \
    lomba piket anggota arisan kas donatur penyumbang seksi sie pengurus relawan personil personel ikut join volunteer jimpitan \
    dana tabungan pembayaran lunas patungan urunan voli volly futsal badminton bulutangkis catur tenis karung tambang kaos jersey \
    pesanan pemesan pesan order siskamling penerima undian pemenang juara pelatihan kursus bayar setoran sumbangan giliran koor paduan";
const THINGS: &str = "agenda acara susunan-acara rundown pembahasan dibahas bahasan hasil notulen notulensi keputusan perlengkapan \
    barang barang-barang alat alat-alat peralatan bahan bahan-bahan belanja belanjaan kebutuhan keperluan menu konsumsi catatan aturan tata \
    tatib syarat persyaratan ketentuan peraturan tempat lokasi hadiah jenis macam cabang anggaran pengeluaran pemasukan rekening kriteria \
    cara langkah usulan usul ide pertanyaan topik materi poin point rencana program kegiatan saran evaluasi tugas tujuan kesimpulan \
    dress dresscode ingat perhatian keterangan ket inventaris logistik snack doorprize undangan mata-lomba note nb persiapan bawaan";
const PARTS: &str = "rt rw putra putri laki-laki laki lelaki perempuan cowok cewek cowo cewe pria wanita bapak bapak-bapak ibu ibu-ibu \
    remaja remaja-remaja dewasa anak anak-anak pemuda pemudi pengurus anggota warga tamu undangan panitia inti kaum mudi muda kategori \
    a b c d";

/// Whether the line is a heading; `bold` where it is written so.
pub(super) fn of(text: &str, bold: bool) -> Option<Heading> {
    let text = text.trim();
    let (rest, rt) = take_rt(text);
    let words = words(&rest);
    let lower = text.to_lowercase();
    let ends = text
        .trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':' && c != ')')
        .ends_with(':');
    let capitals = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    let strong = bold || ends || capitals;
    if words.is_empty() && rt.is_none()
        || words.len() > 16
        || text.contains('?')
        || text.contains("://")
    {
        return None;
    }
    if words
        .first()
        .is_some_and(|w| among(CHAT_STARTS, w) && !(among("nb note", w) && words.len() == 1))
    {
        return None;
    }
    if !strong && words.len() > 3 && words.iter().any(|w| among(CHAT, w) && w != "bisa") {
        return None;
    }
    let valued = lower
        .split_once(':')
        .is_some_and(|(_, value)| value.chars().any(char::is_alphanumeric));
    let kind = kind(&words, rt, strong, valued)?;
    if !strong && words.len() > 9 {
        return None;
    }
    Some(Heading {
        kind,
        title: title(&lower),
        key: words.join(" "),
        rt,
        strong,
        length: words.len(),
    })
}

fn kind(words: &[String], rt: Option<u16>, strong: bool, valued: bool) -> Option<Kind> {
    let state = |state| Some(Kind::State(state));
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map_or("", String::as_str);
        let short = strong || words.len() <= 4;
        if among("belum blm", word) && among("konfirmasi konfirm kabar respon jawab", next) {
            return state(State::Absent);
        }
        if among(NOT, word) && words[at + 1..].iter().take(2).any(|w| among(CAME, w)) {
            return if among("belum blm", word) {
                state(State::Absent)
            } else {
                state(State::Excused)
            };
        }
        if (word == "tanpa" && among("keterangan kabar ket", next)) || among(ABSENT, word) {
            return state(State::Absent);
        }
        if among(ATTEND, word) {
            return state(State::Present);
        }
        if among(EXCUSED, word) && short {
            return state(State::Excused);
        }
        if among(SICK, word) && short {
            return state(State::Sick);
        }
        if among(LATE, word) && short {
            return state(State::Present);
        }
        if word == "susunan" && next != "acara" {
            return Some(Kind::People);
        }
        let part = words
            .iter()
            .all(|w| among(PARTS, w) || w.chars().all(|c| c.is_ascii_digit()));
        if part {
            return Some(Kind::Part);
        }
        let bringers = matches!(word.as_str(), "yang" | "yg" | "siapa" | "sing")
            && among("bawa membawa mbawa gowo iuran", next);
        if among(PEOPLE, word) || bringers {
            return (!valued || strong).then_some(Kind::People);
        }
        if among(THINGS, word) || word == "jenis" {
            return (!valued && (strong || words.len() <= 5)).then_some(Kind::Things);
        }
    }
    if rt.is_some() && words.is_empty() {
        return Some(Kind::Part);
    }
    words
        .iter()
        .any(|w| among("daftar list nama", w))
        .then_some(Kind::People)
}

/// The words that tell one list from another; days and dates count, times do not.
fn title(lower: &str) -> Vec<String> {
    let mut title: Vec<String> = Vec::new();
    for word in lower.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let time = word.contains(['.', ':'])
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == ':');
        if !word.is_empty() && !time && !among(LISTS, word) && !title.iter().any(|t| t == word) {
            title.push(word.to_owned());
        }
    }
    title
}

/// Whether two headings stand over the same list.
pub(super) fn same_title(a: &[String], b: &[String]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().all(|word| many.contains(word))
}

/// Words of agendas and shopping lists, to judge lines that have no telling heading.
const THING_WORDS: &str = "pembukaan pembuka laporan pembentukan penutup penutupan doa sambutan lain-lain lain pembacaan evaluasi \
    tikar sound mic kursi meja tenda terpal gelas piring sendok lampu kabel cangkul sapu ember cat kuas kopi teh gula air beras snack nasi \
    balap karung tarik tambang makan kerupuk kelereng panjat pinang memasak estafet menyanyi menyanyikan lagu karaoke jalan sehat gerak \
    pertandingan lomba pembahasan musyawarah istirahat ramah tamah foto tahlil yasin mengaji tilawah indonesia raya rencana anggaran iuran \
    pemilihan penentuan persiapan pembagian hiburan pengajian bensin semen pasir bambu bendera umbul-umbul spanduk hadiah trofi piala minum \
    minuman gorengan buah sayur minyak bumbu ayam telur mie roti kue galon gas plastik kertas pulpen buku spidol tali paku palu konsumsi";

/// Whether a line speaks of a thing rather than a person.
pub(super) fn is_thing(text: &str) -> bool {
    words(text).iter().any(|w| among(THING_WORDS, w))
}

/// Whether a line without a mark is talk, a day, a place or a sum, not a name.
pub(super) fn is_talk(text: &str) -> bool {
    const DAYS: &str = "senin selasa rabu kamis jumat jum'at sabtu minggu ahad januari februari maret april mei juni juli agustus \
        september oktober november desember hari tanggal tgl jam pukul pkl waktu tempat lokasi wib wita wit total jumlah jml catatan nb ttd \
        tertanda hormat salam acara keterangan balai rumah besok nanti malam pukul";
    let words = words(text);
    let first = words.first().map_or("", String::as_str);
    words.is_empty()
        || words.len() > 8
        || among(CHAT_STARTS, first)
        || among(DAYS, first)
        || text.contains(['?', '=']) && words.len() > 2
        || text.contains("://")
        || (words.iter().any(|w| among(CHAT, w))
            && words.len() > 2
            && !words.iter().any(|w| among(NOT, w)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> Option<Kind> {
        of(text, false).map(|h| h.kind)
    }

    #[test]
    fn headings_tell_what_stands_below() {
        let present = Some(Kind::State(State::Present));
        let excused = Some(Kind::State(State::Excused));
        for text in [
            "LIST HADIR RAPAT",
            "Absensi kumpulan",
            "presensi",
            "Konfirmasi hadir kerja bakti",
            "Daftar kehadiran:",
        ] {
            assert_eq!(kind_of(text), present, "{text}");
        }
        for text in [
            "IZIN",
            "Tidak hadir:",
            "yang ijin",
            "tidak bisa hadir :",
            "Berhalangan",
        ] {
            assert_eq!(kind_of(text), excused, "{text}");
        }
        assert_eq!(kind_of("SAKIT:"), Some(Kind::State(State::Sick)));
        assert_eq!(
            kind_of("Tanpa keterangan"),
            Some(Kind::State(State::Absent))
        );
        for text in [
            "Pendaftaran lomba voli:",
            "Iuran Agustus",
            "Jadwal ronda",
            "Daftar:",
            "Susunan panitia",
        ] {
            assert_eq!(kind_of(text), Some(Kind::People), "{text}");
        }
        for text in [
            "Agenda:",
            "Susunan acara",
            "Perlengkapan yang dibawa:",
            "Jenis lomba",
            "Hasil rapat",
        ] {
            assert_eq!(kind_of(text), Some(Kind::Things), "{text}");
        }
        for text in [
            "Monggo dilanjut nggih",
            "Total hadir: 7",
            "Sabtu, 22 Agustus 2026, 19.30 WIB",
            "mohon hadir semua",
        ] {
            assert_eq!(kind_of(text), None, "{text}");
        }
    }
}
