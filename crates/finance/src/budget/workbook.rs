//! A budget as a workbook in which Excel reckons, too; read back, it is the same budget.

use super::paper::{letter, note};
use super::{Budget, BudgetLine, Side};
use roster::Figure;

/// Widths of the columns in letters.
const WIDTHS: [u8; 7] = [5, 34, 12, 16, 16, 16, 22];

const HEAD: [&str; 7] = [
    "No",
    "Uraian",
    "Volume",
    "Satuan",
    "Harga satuan (Rp)",
    "Jumlah (Rp)",
    "Sumber/Ket.",
];

/// `budget` as XLSX.
pub(super) fn xlsx(budget: &Budget) -> Result<Vec<u8>, roster::Error> {
    roster::write_figures("RAB", &WIDTHS, &rows(budget))
}

fn rows(budget: &Budget) -> Vec<Vec<Figure>> {
    let mut rows = vec![
        vec![Figure::Empty, bold(&budget.title)],
        Vec::new(),
        HEAD.map(bold).to_vec(),
    ];
    for side in Side::ALL {
        let sections = budget.content.sections(side);
        if sections.is_empty() {
            continue;
        }
        rows.push(vec![Figure::Empty, bold(&side.label().to_uppercase())]);
        let mut sums = Vec::new();
        for (at, section) in sections.iter().enumerate() {
            if !section.title.is_empty() {
                rows.push(vec![bold(&letter(at)), bold(section.title)]);
            }
            let first = rows.len() + 1;
            for (number, line) in (1_i64..).zip(&section.lines) {
                rows.push(self::line(number, line, rows.len() + 1));
            }
            let last = rows.len();
            sums.push(format!("F{}", last + 1));
            let formula = format!("=SUM(F{first}:F{last})");
            let name = format!("Subtotal {}", section.title);
            rows.push(sum(name.trim(), formula, section.sum.all().0));
        }
        let formula = format!("={}", sums.join("+"));
        let name = format!("JUMLAH {}", side.label().to_uppercase());
        rows.push(sum(&name, formula, budget.content.sum(side).all().0));
    }
    rows
}

fn bold(text: &str) -> Figure {
    Figure::Bold(text.to_owned())
}

fn text(text: String) -> Figure {
    if text.is_empty() {
        Figure::Empty
    } else {
        Figure::Text(text)
    }
}

fn sum(name: &str, formula: String, value: i64) -> Vec<Figure> {
    let mut row = vec![Figure::Empty, bold(name)];
    row.resize(5, Figure::Empty);
    row.push(Figure::Reckoned(formula, value));
    row
}

/// A line in row `row`; the amount is a formula over the price beside it.
fn line(number: i64, line: &BudgetLine, row: usize) -> Vec<Figure> {
    let numbers = line.volume.numbers();
    let volume = numbers
        .replace('.', "")
        .replace(',', ".")
        .replace(" × ", "*");
    vec![
        Figure::Number(number),
        Figure::Text(line.text.clone()),
        match volume.parse() {
            Ok(whole) => Figure::Number(whole),
            Err(_) => Figure::Text(numbers),
        },
        text(line.volume.units()),
        Figure::Number(line.price.0),
        Figure::Reckoned(format!("=ROUND({volume}*E{row},0)"), line.amount().0),
        text(note(line)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::content::sample::line;
    use super::super::store::BudgetFor;
    use super::super::{Content, Volume, read_sheet};
    use super::*;
    use jiff::Timestamp;
    use kernel::Money;

    fn budget(lines: Vec<BudgetLine>) -> Budget {
        Budget {
            id: storage::Uuid::nil().into(),
            of: BudgetFor::Unit,
            title: "RAB Turnamen".into(),
            latest: 1,
            version: 1,
            approved: false,
            content: Content { lines },
            changed_by: String::new(),
            changed_at: Timestamp::UNIX_EPOCH,
            approved_by: String::new(),
            approved_on: None,
        }
    }

    #[test]
    fn what_is_written_reads_as_the_same_budget_without_an_error() {
        let with = |line: BudgetLine, volume: &str, price| BudgetLine {
            volume: Volume::read(volume).unwrap(),
            price: Money(price),
            ..line
        };
        let lines = vec![
            with(line(1, Side::Income, "", "Iuran warga"), "544 KK", 30_000),
            line(2, Side::Expense, "Konsumsi", "Nasi kotak"),
            with(
                line(3, Side::Expense, "Konsumsi", "Beras"),
                "12,5 kg",
                14_500,
            ),
            with(line(4, Side::Expense, "Hadiah", "=Piala"), "", 250_000),
            with(line(5, Side::Expense, "Hadiah", "Medali"), "3", 0),
        ];
        let budget = budget(lines);
        let bytes = xlsx(&budget).unwrap();
        let grid = roster::grids(&bytes).unwrap().remove(0);
        let mut next = 0;
        let read = read_sheet(&grid.rows, || {
            next += 1;
            storage::Uuid::from_u128(next).into()
        })
        .unwrap();
        assert_eq!(read.findings, []);
        for (read, known) in read.content.lines.iter().zip(&budget.content.lines) {
            assert!(read.says_same(known), "{read:?} {known:?}");
        }
        assert_eq!(read.content.lines.len(), 5);
    }
}
