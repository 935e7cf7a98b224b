//! The words of a decree that the village issues to confirm a board: drafted here, numbered, dated
//! and signed there. The form is that of village decrees; the law behind it is Permensos 25/2019
//! as changed by 9/2025, UU 6/2014 and Permendagri 18/2018.

use crate::board::Seated;
use crate::domain::board::whole_title;
use crate::domain::composition;
use jiff::civil::Date;
use kernel::day;
use kernel::paper::{Column, Table};

/// A board that is to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBoard {
    /// First day of its term.
    pub from: Date,
    /// Last day of its term as planned.
    pub until: Option<Date>,
    /// Who sits on it, in the order of the paper.
    pub seats: Vec<Seated>,
}

/// What the board knows and the program does not; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftWords {
    /// Number of the record of the Temu Karya.
    pub record_number: String,
    /// Its day.
    pub record_day: Option<Date>,
    /// Name of the village head.
    pub head_name: String,
}

/// The office of whoever leads "Desa Jambu": "Kepala Desa Jambu", "Lurah Jambu".
#[must_use]
pub fn head_of(village: &str) -> String {
    match village.split_once(' ') {
        Some(("Kelurahan" | "Kalurahan", name)) => format!("Lurah {name}"),
        Some(("Nagari", name)) => format!("Wali Nagari {name}"),
        Some(("Gampong", name)) => format!("Keuchik Gampong {name}"),
        _ => format!("Kepala {village}"),
    }
}

/// "2026–2031", or the first year alone.
pub(crate) fn years(from: Date, until: Option<Date>) -> String {
    match until.map(Date::year).filter(|year| *year > from.year()) {
        Some(year) => format!("{}–{year}", from.year()),
        None => from.year().to_string(),
    }
}

/// Menimbang.
pub(crate) fn considering(unit: &str, village: &str, board: &DraftBoard) -> Vec<String> {
    vec![
        format!(
            "bahwa Karang Taruna merupakan wadah pengembangan generasi muda yang tumbuh dari, oleh, \
             dan untuk masyarakat di {village};"
        ),
        format!(
            "bahwa telah terpilih pengurus {unit} masa bakti {} melalui musyawarah warga karang \
             taruna;",
            years(board.from, board.until)
        ),
        format!(
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu \
             menetapkan Keputusan {} tentang pengukuhan pengurus dimaksud.",
            head_of(village)
        ),
    ]
}

/// Mengingat.
pub(crate) fn recalling() -> Vec<String> {
    [
        "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana telah beberapa kali diubah, \
         terakhir dengan Undang-Undang Nomor 3 Tahun 2024;",
        "Peraturan Menteri Dalam Negeri Nomor 18 Tahun 2018 tentang Lembaga Kemasyarakatan Desa dan \
         Lembaga Adat Desa;",
        "Peraturan Menteri Sosial Nomor 25 Tahun 2019 tentang Karang Taruna sebagaimana telah diubah \
         dengan Peraturan Menteri Sosial Nomor 9 Tahun 2025.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Memperhatikan: the record of the Temu Karya, if it is known.
pub(crate) fn noting(words: &DraftWords) -> Vec<String> {
    let number = match words.record_number.trim() {
        "" => String::new(),
        number => format!(" Nomor {number}"),
    };
    let day = words
        .record_day
        .map(|on| format!(" tanggal {}", day::medium(on)));
    match (number.is_empty(), day) {
        (true, None) => Vec::new(),
        (_, day) => vec![format!(
            "Berita Acara Temu Karya{number}{}.",
            day.unwrap_or_default()
        )],
    }
}

/// What is decided.
pub(crate) fn decisions(unit: &str, village: &str, board: &DraftBoard) -> Vec<String> {
    let term = match board.until {
        Some(until) => format!(
            "terhitung mulai tanggal {} sampai dengan tanggal {}",
            day::medium(board.from),
            day::medium(until)
        ),
        None => format!("terhitung mulai tanggal {}", day::medium(board.from)),
    };
    vec![
        format!(
            "Mengukuhkan pengurus {unit} {village} masa bakti {} dengan susunan sebagaimana tercantum \
             dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini.",
            years(board.from, board.until)
        ),
        format!("Masa bakti pengurus sebagaimana dimaksud dalam diktum KESATU {term}."),
        "Pengurus melaksanakan tugas dan fungsi Karang Taruna sesuai peraturan perundang-undangan dan \
         melaporkan kegiatannya secara berkala."
            .to_owned(),
        format!(
            "Biaya yang timbul akibat keputusan ini dibebankan pada {} dan sumber lain yang sah serta \
             tidak mengikat.",
            if village.starts_with("Desa ") {
                "Anggaran Pendapatan dan Belanja Desa"
            } else {
                "anggaran yang tersedia"
            }
        ),
        "Keputusan ini mulai berlaku pada tanggal ditetapkan, dengan ketentuan apabila di kemudian hari \
         terdapat kekeliruan akan diperbaiki sebagaimana mestinya."
            .to_owned(),
    ]
}

/// The annex: number, name and office, in the order of the paper.
pub(crate) fn annex(seats: &[Seated]) -> Table {
    let groups = composition(seats);
    let all = groups.iter().flat_map(|group| &group.seats);
    let row = |(at, seat): (usize, &Seated)| {
        let office = whole_title(&seat.title, &seat.division);
        vec![(at + 1).to_string(), seat.name.clone(), office]
    };
    Table {
        columns: vec![
            Column::right("No", 1),
            Column::left("Nama", 6),
            Column::left("Jabatan", 6),
        ],
        rows: all.enumerate().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_village_is_led_by_whoever_leads_one_of_its_kind() {
        assert_eq!(head_of("Desa Jambu"), "Kepala Desa Jambu");
        assert_eq!(head_of("Kelurahan Sukamaju"), "Lurah Sukamaju");
        assert_eq!(head_of("Nagari Koto Baru"), "Wali Nagari Koto Baru");
    }

    #[test]
    fn the_record_is_noted_only_when_something_is_known_of_it() {
        assert!(noting(&DraftWords::default()).is_empty());
        let words = DraftWords {
            record_number: "003/BA/XI/2026".to_owned(),
            record_day: Some(date(2026, 11, 22)),
            head_name: String::new(),
        };
        assert_eq!(
            noting(&words),
            ["Berita Acara Temu Karya Nomor 003/BA/XI/2026 tanggal 22 November 2026."]
        );
    }

    #[test]
    fn an_office_names_its_division_once() {
        let whole = whole_title("Anggota", "Bidang Olahraga");
        assert_eq!(whole, "Anggota, Bidang Olahraga");
        let named = "Koordinator Bidang Olahraga";
        assert_eq!(whole_title(named, "Bidang Olahraga"), named);
        let short = whole_title("Koordinator Olahraga", "Bidang Olahraga");
        assert_eq!(short, "Koordinator Olahraga");
        assert_eq!(whole_title("Pelindung", ""), "Pelindung");
    }

    #[test]
    fn a_term_is_told_by_its_years() {
        assert_eq!(
            years(date(2026, 11, 24), Some(date(2031, 11, 23))),
            "2026–2031"
        );
        assert_eq!(years(date(2026, 11, 24), None), "2026");
    }
}
