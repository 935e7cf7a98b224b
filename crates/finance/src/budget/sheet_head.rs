//! Where a sheet's columns are, and what a row of words alone says.

use super::Side;

/// The columns of a budget's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Columns {
    pub(super) number: Option<usize>,
    pub(super) text: Option<usize>,
    pub(super) volume: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) price: Option<usize>,
    pub(super) amount: Option<usize>,
    pub(super) note: Option<usize>,
}

impl Columns {
    /// The columns of a row that may be the head of a budget.
    fn of(cells: &[String]) -> Self {
        let mut columns = Self::default();
        let mut sums = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let words = words(cell);
            let has = |some: &[&str]| some.iter().any(|one| words.contains(one));
            let free = |place: &mut Option<usize>| *place = place.or(Some(at));
            if words.is_empty() {
            } else if has(&["jumlah", "total", "subtotal", "jml"]) {
                sums.push(at);
            } else if has(&[
                "volume",
                "vol",
                "qty",
                "kuantitas",
                "banyaknya",
                "banyak",
                "kuantum",
            ]) {
                free(&mut columns.volume);
            } else if has(&["harga", "tarif", "biaya"]) {
                free(&mut columns.price);
            } else if has(&["satuan", "sat", "unit"]) {
                free(&mut columns.unit);
            } else if has(&["no", "nomor", "nmr"]) {
                free(&mut columns.number);
            } else if has(&["ket", "sumber", "catatan"]) {
                free(&mut columns.note);
            } else if has(TEXT) {
                free(&mut columns.text);
            } else if has(&["keterangan"]) {
                free(if columns.text.is_some() {
                    &mut columns.note
                } else {
                    &mut columns.text
                });
            }
        }
        if columns.volume.is_none() && sums.len() > 1 {
            columns.volume = sums.first().copied();
        }
        columns.amount = sums.last().copied();
        // "Sumber dana" is what an income is called where no other column says it.
        if columns.text.is_none() {
            columns.text = columns.note.take();
        }
        columns
    }

    /// Whether `cells` are a head: what for, and at least one column of money.
    pub(super) fn is_head(&self, cells: &[String]) -> bool {
        *self == Self::of(cells)
    }

    fn is_enough(&self) -> bool {
        self.text.is_some() && (self.price.is_some() || self.amount.is_some())
    }
}

const TEXT: &[&str] = &[
    "uraian",
    "rincian",
    "kebutuhan",
    "keperluan",
    "item",
    "barang",
    "jenis",
    "nama",
    "kegiatan",
    "pos",
    "perlengkapan",
    "pengeluaran",
    "pemasukan",
];

/// The first row that is the head of a budget, and its columns.
pub(super) fn find_head(rows: &[(u32, Vec<String>)]) -> Option<(usize, Columns)> {
    let heads = rows.iter().map(|(_, cells)| Columns::of(cells));
    heads.enumerate().find(|(_, columns)| columns.is_enough())
}

/// What a row of words alone says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Plain {
    /// "B. PENGELUARAN": a side begins, without a section.
    Side(Side),
    /// "II. Konsumsi": a section begins; it may tell its side, too.
    Section(Option<Side>, String),
}

/// Reads a heading.
pub(super) fn plain(said: &str) -> Plain {
    let title = without_number(said);
    let words = words(title);
    let side = words.iter().find_map(|word| match *word {
        "pemasukan" | "penerimaan" | "pendapatan" => Some(Side::Income),
        "pengeluaran" | "belanja" => Some(Side::Expense),
        _ => None,
    });
    let bare = words.iter().all(|word| {
        matches!(
            *word,
            "pemasukan"
                | "penerimaan"
                | "pendapatan"
                | "pengeluaran"
                | "belanja"
                | "rencana"
                | "anggaran"
                | "dana"
                | "biaya"
                | "jumlah"
                | "total"
                | "rincian"
        )
    });
    match side {
        Some(side) if bare => Plain::Side(side),
        side => Plain::Section(side, title.chars().take(60).collect()),
    }
}

/// "B. Konsumsi" without its letter, "II) Hadiah" without its number.
fn without_number(said: &str) -> &str {
    let said = said.trim();
    let end = said.find(['.', ')', ' ']).unwrap_or(0);
    let (lead, rest) = said.split_at(end);
    let roman =
        lead.chars().all(|c| "IVXivx".contains(c)) || lead.chars().all(|c| c.is_ascii_digit());
    if lead.len() <= 4 && !lead.is_empty() && (roman || lead.chars().count() == 1) {
        rest.trim_start_matches(['.', ')', ' '])
    } else {
        said
    }
}

/// The words of a cell in small letters.
fn words(cell: &str) -> Vec<&str> {
    // Small letters are compared without a new text: headings are short and mostly plain.
    cell.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(lower)
        .collect()
}

/// The known word that `word` is, whatever its case; itself if it is none.
fn lower(word: &str) -> &str {
    const KNOWN: &[&str] = &[
        "jumlah",
        "total",
        "subtotal",
        "jml",
        "volume",
        "vol",
        "qty",
        "kuantitas",
        "banyaknya",
        "banyak",
        "kuantum",
        "harga",
        "tarif",
        "biaya",
        "satuan",
        "sat",
        "unit",
        "no",
        "nomor",
        "nmr",
        "ket",
        "sumber",
        "catatan",
        "keterangan",
        "penerimaan",
        "pendapatan",
        "belanja",
        "rencana",
        "anggaran",
        "dana",
    ];
    let same = |known: &&&str| known.eq_ignore_ascii_case(word);
    KNOWN.iter().chain(TEXT).find(same).copied().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(cells: &[&str]) -> Columns {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        Columns::of(&cells)
    }

    #[test]
    fn columns_are_known_by_their_headings() {
        let found = columns(&[
            "NO.",
            "URAIAN",
            "VOLUME",
            "SATUAN",
            "HARGA SATUAN (Rp)",
            "JUMLAH (Rp)",
            "KET",
        ]);
        let all = |at| Some(at);
        assert_eq!(
            found,
            Columns {
                number: all(0),
                text: all(1),
                volume: all(2),
                unit: all(3),
                price: all(4),
                amount: all(5),
                note: all(6)
            }
        );
        let other = columns(&["Nama Barang", "Jumlah", "Harga", "Total", "Keterangan"]);
        assert_eq!(
            (
                other.text,
                other.volume,
                other.price,
                other.amount,
                other.note
            ),
            (Some(0), Some(1), Some(2), Some(3), Some(4))
        );
    }

    #[test]
    fn a_heading_tells_side_or_section() {
        assert_eq!(plain("A. PEMASUKAN"), Plain::Side(Side::Income));
        assert_eq!(plain("Rencana Pengeluaran"), Plain::Side(Side::Expense));
        assert_eq!(
            plain("II. Konsumsi"),
            Plain::Section(None, "Konsumsi".into())
        );
        assert_eq!(plain("Hadiah"), Plain::Section(None, "Hadiah".into()));
        assert_eq!(
            plain("Pengeluaran Lomba"),
            Plain::Section(Some(Side::Expense), "Pengeluaran Lomba".into())
        );
    }
}
