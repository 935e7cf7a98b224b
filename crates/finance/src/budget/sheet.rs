//! A budget as a board keeps it in a spreadsheet: read line by line, and every sum that is written
//! there compared with the one that follows. What does not agree is told, row by row.

use super::sheet_head::{Columns, Plain, find_head, plain};
use super::{BudgetLine, Content, LineError, Side, Volume};
use kernel::Money;
use kernel::id::BudgetLineId;
use kernel::money;
use std::collections::HashMap;

/// What does not agree in a row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The row, as the file's program shows it.
    pub row: u32,
    /// What is wrong and what is right, a sentence.
    pub text: String,
}

/// A budget read from a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetBudget {
    /// Its lines, reckoned anew.
    pub content: Content,
    /// The row of each line, in their order.
    pub rows: Vec<u32>,
    /// What did not agree.
    pub findings: Vec<Finding>,
}

/// Reads the rows of a sheet; `None` if no row of them is the head of a budget.
pub fn read_sheet(
    rows: &[(u32, Vec<String>)],
    id: impl FnMut() -> BudgetLineId,
) -> Option<SheetBudget> {
    let (at, columns) = find_head(rows)?;
    let mut reader = Reader {
        columns,
        id,
        budget: SheetBudget::default(),
        side: side_above(&rows[..at]),
        section: String::new(),
        since: Money(0),
        numbers: HashMap::new(),
    };
    for (row, cells) in &rows[at + 1..] {
        reader.row(*row, cells);
    }
    Some(reader.budget)
}

/// A heading above the table may say that it is one of income.
fn side_above(rows: &[(u32, Vec<String>)]) -> Side {
    let words = rows.iter().rev().flat_map(|(_, cells)| cells);
    let mut sides = words.filter_map(|cell| match plain(cell) {
        Plain::Side(side) | Plain::Section(Some(side), _) => Some(side),
        Plain::Section(None, _) => None,
    });
    sides.next().unwrap_or_default()
}

struct Reader<F> {
    columns: Columns,
    id: F,
    budget: SheetBudget,
    side: Side,
    section: String,
    /// What the lines since the last heading or sum come to.
    since: Money,
    /// Rows by the number that they carry.
    numbers: HashMap<String, u32>,
}

impl<F: FnMut() -> BudgetLineId> Reader<F> {
    fn row(&mut self, row: u32, cells: &[String]) {
        let cell = |column: Option<usize>| {
            let cell = column.and_then(|column| cells.get(column));
            cell.map_or("", |cell| cell.trim())
        };
        let (text, volume) = (cell(self.columns.text), cell(self.columns.volume));
        let (price, amount) = (cell(self.columns.price), cell(self.columns.amount));
        let said = if text.is_empty() {
            first_words(cells)
        } else {
            text
        };
        if is_sum(said) || (said.is_empty() && !amount.is_empty()) {
            self.sum(row, said, amount);
        } else if volume.is_empty() && price.is_empty() && amount.is_empty() {
            self.heading(said);
        } else if self.columns.is_head(cells) || is_number(text) {
            // The head again on a further page, or the numbers of the columns under it.
        } else {
            self.number(row, cell(self.columns.number));
            let unit = cell(self.columns.unit);
            let note = cell(self.columns.note);
            self.line(row, text, (volume, unit), (price, amount), note);
        }
    }

    fn heading(&mut self, said: &str) {
        match plain(said) {
            Plain::Side(side) => {
                self.side = side;
                self.section = String::new();
            }
            Plain::Section(side, title) => {
                self.side = side.unwrap_or(self.side);
                self.section = title;
            }
        }
        self.since = Money(0);
        self.numbers.clear();
    }

    fn number(&mut self, row: u32, number: &str) {
        let number = number.trim_end_matches('.');
        if number.is_empty() {
            return;
        }
        if let Some(before) = self.numbers.insert(number.to_owned(), row) {
            self.tell(
                row,
                format!("Nomor {number} dipakai dua kali, juga di baris {before}."),
            );
        }
    }

    fn line(
        &mut self,
        row: u32,
        text: &str,
        (volume_text, unit): (&str, &str),
        (price_text, amount_text): (&str, &str),
        note: &str,
    ) {
        let text: String = if text.is_empty() {
            "(tanpa uraian)"
        } else {
            text
        }
        .chars()
        .take(120)
        .collect();
        let mut price = self.amount(row, &text, price_text);
        let written = self.amount(row, &text, amount_text);
        let mut volume = Volume::of_columns(volume_text, unit).unwrap_or_else(|_| {
            let say = format!("{text}: volume \"{volume_text}\" tidak terbaca, dihitung 1.");
            self.tell(row, say);
            Volume::one()
        });
        if price.is_none()
            && let Some((first, last)) = volume.clone().split_price()
        {
            (volume, price) = (first, Some(last));
        }
        if price.is_none()
            && let Some(written) = written
        {
            price = volume.price_of(written);
            if price.is_none() {
                self.tell(
                    row,
                    format!(
                        "{text}: {written} tidak habis dibagi {volume}; dihitung sekali {written}."
                    ),
                );
                (volume, price) = (Volume::one(), Some(written));
            }
        }
        let line = BudgetLine {
            id: (self.id)(),
            side: self.side,
            section: self.section.clone(),
            text,
            volume,
            price: price.unwrap_or_default(),
            in_kind: is_in_kind(note),
            note: note.chars().take(120).collect(),
        };
        self.compare(row, &line, written);
        self.add(row, line);
    }

    fn compare(&mut self, row: u32, line: &BudgetLine, written: Option<Money>) {
        let right = line.amount();
        let Some(written) = written.filter(|written| *written != right) else {
            return;
        };
        let text = format!(
            "{}: {} × {} tertulis {written}, seharusnya {right} ({}).",
            line.text,
            line.volume,
            line.price,
            difference(written, right)
        );
        self.tell(row, text);
    }

    fn add(&mut self, row: u32, line: BudgetLine) {
        let amount = line.amount();
        match self.budget.content.put(line) {
            Ok(()) => {
                self.budget.rows.push(row);
                self.since = Money(self.since.0 + amount.0);
            }
            Err(error @ LineError::Many) => {
                let known = |finding: &Finding| finding.text == error.to_string();
                if !self.budget.findings.iter().any(known) {
                    self.tell(row, error.to_string());
                }
            }
            Err(error @ LineError::Large) => self.tell(row, error.to_string()),
        }
    }

    /// A row of a sum: that of the lines since the last heading or sum, or that of the whole side.
    fn sum(&mut self, row: u32, said: &str, amount: &str) {
        let Some(written) = self.amount(row, said, amount) else {
            return;
        };
        let side = match plain(said) {
            Plain::Side(side) | Plain::Section(Some(side), _) => side,
            Plain::Section(None, _) => self.side,
        };
        let (since, whole) = (self.since, self.budget.content.sum(side).all());
        self.since = Money(0);
        let everything = Side::ALL.map(|side| self.budget.content.sum(side).all().0);
        let all = Money(everything.iter().sum());
        if [since, whole, all].contains(&written) {
            return;
        }
        let part = said.to_lowercase().starts_with("sub");
        let right = if since.0 == 0 || !part { whole } else { since };
        let name = if said.is_empty() { "Jumlah" } else { said };
        let text = format!(
            "{name} tertulis {written}, padahal baris-barisnya berjumlah {right} ({}).",
            difference(written, right)
        );
        self.tell(row, text);
    }

    fn amount(&mut self, row: u32, text: &str, typed: &str) -> Option<Money> {
        let typed = typed.trim().trim_start_matches('@').trim();
        if typed.is_empty() || typed == "-" {
            return None;
        }
        let read = money::read(typed).ok();
        if read.is_none() {
            self.tell(
                row,
                format!("{text}: \"{typed}\" tidak terbaca sebagai uang."),
            );
        }
        read
    }

    fn tell(&mut self, row: u32, text: String) {
        self.budget.findings.push(Finding { row, text });
    }
}

/// The first cell with words in a row without a text.
fn first_words(cells: &[String]) -> &str {
    let words = |cell: &&String| cell.chars().filter(|c| c.is_alphabetic()).count() > 2;
    cells.iter().find(words).map_or("", |cell| cell.trim())
}

fn is_sum(said: &str) -> bool {
    let said = said.to_lowercase();
    [
        "jumlah",
        "total",
        "subtotal",
        "sub total",
        "sub jumlah",
        "sub-total",
        "grand total",
    ]
    .iter()
    .any(|word| said.starts_with(word))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_in_kind(note: &str) -> bool {
    let note = note.to_lowercase();
    note.contains("swadaya") || note.contains("natura")
}

fn difference(written: Money, right: Money) -> String {
    match written.0 - right.0 {
        more if more > 0 => format!("lebih {}", Money(more)),
        less => format!("kurang {}", Money(-less)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use storage::Uuid;

    fn read(rows: &[&[&str]]) -> SheetBudget {
        let rows: Vec<(u32, Vec<String>)> = (1..)
            .zip(rows)
            .map(|(n, row)| (n, row.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        let mut next = 0;
        read_sheet(&rows, || {
            next += 1;
            Uuid::from_u128(next).into()
        })
        .unwrap()
    }

    fn told(budget: &SheetBudget) -> Vec<String> {
        budget
            .findings
            .iter()
            .map(|f| format!("{}: {}", f.row, f.text))
            .collect()
    }

    const HEAD: &[&str] = &[
        "No",
        "Uraian",
        "Volume",
        "Satuan",
        "Harga satuan (Rp)",
        "Jumlah (Rp)",
        "Ket.",
    ];

    /// The errors of a real village budget (domain.md §3.13): a product that is wrong by 200.000,
    /// a number used twice, and a total of 29.150.000 where the lines come to 69.427.500.
    #[test]
    fn the_errors_of_a_real_budget_are_found() {
        let budget = read(&[
            &["RENCANA ANGGARAN BIAYA HUT RI"],
            &["PENGELUARAN"],
            HEAD,
            &[
                "12",
                "Panggung dan tenda",
                "1",
                "paket",
                "18.500.000",
                "18.500.000",
            ],
            &[
                "13",
                "Kaos panitia dan peserta",
                "1.103",
                "lembar",
                "20.000",
                "22.260.000",
            ],
            &[
                "13",
                "Hadiah lomba",
                "150",
                "paket",
                "100.000",
                "15.000.000",
            ],
            &["14", "Konsumsi", "544", "orang", "25.000", "13.600.000"],
            &["15", "Dokumentasi", "1", "paket", "267.500", "267.500"],
            &["", "JUMLAH PENGELUARAN", "", "", "", "29.150.000"],
        ]);
        assert_eq!(
            told(&budget),
            [
                "5: Kaos panitia dan peserta: 1.103 lembar × Rp20.000 tertulis Rp22.260.000, seharusnya Rp22.060.000 (lebih Rp200.000).",
                "6: Nomor 13 dipakai dua kali, juga di baris 5.",
                "9: JUMLAH PENGELUARAN tertulis Rp29.150.000, padahal baris-barisnya berjumlah Rp69.427.500 (kurang Rp40.277.500).",
            ]
        );
        assert_eq!(budget.content.sum(Side::Expense).cash, Money(69_427_500));
        assert_eq!(budget.rows, [4, 5, 6, 7, 8]);
    }

    #[test]
    fn sides_sections_and_subtotals_are_read() {
        let budget = read(&[
            HEAD,
            &["1", "2", "3", "4", "5", "6", "7"],
            &["A", "PEMASUKAN"],
            &["1", "Iuran warga", "544 x 30.000", "", "", "16.320.000", ""],
            &["", "Jumlah pemasukan", "", "", "", "16.320.000"],
            &["B", "PENGELUARAN"],
            &["I", "Konsumsi"],
            &[
                "1",
                "Nasi kotak",
                "3 x 20",
                "hari x orang",
                "15000",
                "900000",
                "",
            ],
            &["2", "Beras", "10", "kg", "15rb", "150000", "Swadaya Bu RT"],
            &["", "Subtotal", "", "", "", "1050000"],
            &["II", "Hadiah"],
            &["1", "Piala", "", "", "", "250.000", ""],
            &["", "Subtotal", "", "", "", "260000"],
            &["", "TOTAL", "", "", "", "1.300.000"],
        ]);
        assert_eq!(
            told(&budget),
            [
                "13: Subtotal tertulis Rp260.000, padahal baris-barisnya berjumlah Rp250.000 (lebih Rp10.000)."
            ]
        );
        let line = |at: usize| {
            let line = &budget.content.lines[at];
            (
                line.side,
                line.section.as_str(),
                line.volume.to_string(),
                line.price.0,
                line.in_kind,
            )
        };
        assert_eq!(line(0), (Side::Income, "", "544".into(), 30_000, false));
        assert_eq!(
            line(1),
            (
                Side::Expense,
                "Konsumsi",
                "3 hari × 20 orang".into(),
                15_000,
                false
            )
        );
        assert_eq!(
            line(2),
            (Side::Expense, "Konsumsi", "10 kg".into(), 15_000, true)
        );
        assert_eq!(
            line(3),
            (Side::Expense, "Hadiah", "1".into(), 250_000, false)
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_not_guessed() {
        let budget = read(&[
            HEAD,
            &["1", "Tenda", "banyak", "", "500.000", "500.000"],
            &["2", "Sound", "1", "set", "murah", ""],
            &["3", "Kembang api", "3", "dus", "", "100.000"],
        ]);
        assert_eq!(
            told(&budget),
            [
                "2: Tenda: volume \"banyak\" tidak terbaca, dihitung 1.",
                "3: Sound: \"murah\" tidak terbaca sebagai uang.",
                "4: Kembang api: Rp100.000 tidak habis dibagi 3 dus; dihitung sekali Rp100.000.",
            ]
        );
        assert_eq!(budget.content.without_price(), 1);
    }

    #[test]
    fn a_sheet_without_a_head_is_no_budget() {
        let rows = [(1, vec!["Nama".to_owned(), "Alamat".to_owned()])];
        assert_eq!(read_sheet(&rows, || Uuid::nil().into()), None);
    }

    proptest::proptest! {
        #[test]
        fn no_sheet_breaks_the_reader(rows in proptest::collection::vec(proptest::collection::vec(".{0,12}", 0..8), 0..12)) {
            let mut all = vec![(1, HEAD.iter().map(|cell| (*cell).to_owned()).collect())];
            all.extend((2..).zip(rows));
            let read = read_sheet(&all, || Uuid::nil().into());
            proptest::prop_assert!(read.is_some());
        }
    }
}
