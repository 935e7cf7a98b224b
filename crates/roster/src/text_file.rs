//! CSV as it is met: any of four separators, UTF-8 with or without a mark, UTF-16, cp1252,
//! quotes that were never closed. Records are counted as in RFC 4180, empty lines included.
//! The `csv` crate is not used to read, because it skips empty lines.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::Error;
use crate::table::{COLUMNS, Cell, ROWS, Row, Table};

const SEPARATORS: [char; 4] = [';', '\t', ',', '|'];
/// A quoted cell with more line ends than this was never closed.
const LINES_IN_A_CELL: usize = 25;

/// Whether `bytes` can be text at all.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    if wide(bytes).is_some() {
        return true;
    }
    let head = &bytes[..bytes.len().min(4096)];
    let odd = head
        .iter()
        .filter(|&&b| b < 9 || (b > 13 && b < 32 && b != 27))
        .count();
    odd == 0 && !bytes.contains(&0)
}

/// UTF-16 by its mark, or by zeros that stand in every second place.
fn wide(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(400) & !1];
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if half < 4 => None,
        (0, high) if high * 10 > half * 8 => Some(UTF_16LE),
        (low, 0) if low * 10 > half * 8 => Some(UTF_16BE),
        _ => None,
    }
}

fn decode(bytes: &[u8]) -> String {
    if let Some(encoding) = wide(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// Reads a text file as one table without a name.
pub(crate) fn read(bytes: &[u8]) -> Result<Table, Error> {
    let text = decode(bytes);
    let separator = separator(&text);
    let mut table = Table::default();
    for (at, record) in Records::new(&text, separator).enumerate() {
        if at >= ROWS {
            return Err(Error::TooManyRows(ROWS));
        }
        table.width = table.width.max(record.len());
        let mut cells: Vec<Cell> = record
            .iter()
            .take(COLUMNS)
            .map(|cell| Cell::of(cell))
            .collect();
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        table.rows.push(Row { number, cells });
    }
    Ok(table)
}

/// The separator that gives the most records of one and the same width.
fn separator(text: &str) -> char {
    if let Some(told) = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.chars().next())
    {
        return told;
    }
    let score = |separator: char| {
        let widths: Vec<usize> = Records::new(text, separator)
            .take(80)
            .map(|record| record.len())
            .filter(|&width| width > 1)
            .collect();
        let most = widths
            .iter()
            .map(|width| {
                (
                    widths.iter().filter(|other| *other == width).count(),
                    *width,
                )
            })
            .max()
            .unwrap_or((0, 0));
        most.0 * most.1.min(12)
    };
    let mut best = (0, ',');
    for separator in SEPARATORS {
        let points = score(separator);
        if points > best.0 {
            best = (points, separator);
        }
    }
    best.1
}

/// The records of a text.
struct Records<'a> {
    rest: &'a str,
    separator: char,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Self {
            rest: text,
            separator,
        }
    }

    /// One cell, and what ended it.
    fn cell(&mut self) -> (String, End) {
        if let Some(cell) = self.quoted() {
            return cell;
        }
        let stop = |c: char| c == self.separator || c == '\n' || c == '\r';
        let at = self.rest.find(stop).unwrap_or(self.rest.len());
        let cell = self.rest[..at].to_owned();
        self.rest = &self.rest[at..];
        (cell, self.end())
    }

    /// A cell in quotes; none when the quote is a ditto mark or is never closed.
    fn quoted(&mut self) -> Option<(String, End)> {
        let inner = self.rest.trim_start_matches(' ').strip_prefix('"')?;
        if inner.starts_with(self.separator) || inner.starts_with(['\n', '\r']) {
            return None;
        }
        let mut cell = String::new();
        let mut lines = 0;
        let mut chars = inner.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                    cell.push('"');
                    chars.next();
                }
                '"' => {
                    let after = &inner[at + 1..];
                    let stop = |c: char| c == self.separator || c == '\n' || c == '\r';
                    let end = after.find(stop).unwrap_or(after.len());
                    cell.push_str(after[..end].trim_end());
                    self.rest = &after[end..];
                    return Some((cell, self.end()));
                }
                '\n' if lines >= LINES_IN_A_CELL => return None,
                '\n' => {
                    lines += 1;
                    cell.push(c);
                }
                _ => cell.push(c),
            }
        }
        None
    }

    fn end(&mut self) -> End {
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            End::Cell
        } else {
            self.rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
            self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
            End::Record
        }
    }
}

#[derive(PartialEq)]
enum End {
    Cell,
    Record,
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            let (cell, end) = self.cell();
            record.push(cell);
            if end == End::Record {
                return Some(record);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = read(text.as_bytes()).unwrap();
        table
            .rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| cell.text().into_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn an_empty_line_is_a_record() {
        assert_eq!(
            cells("a,b\r\n\r\nc,d\r\n"),
            [vec!["a", "b"], vec![], vec!["c", "d"]]
        );
    }

    #[test]
    fn a_ditto_mark_does_not_open_a_quote() {
        assert_eq!(
            cells("1;Budi;\";x\n2;Adi;\";y\n")[0],
            ["1", "Budi", "\"", "x"]
        );
    }

    #[test]
    fn a_quote_never_closed_is_a_letter() {
        assert_eq!(cells("1,\"Budi,x\n2,Adi,y\n")[1], ["2", "Adi", "y"]);
    }

    #[test]
    fn commas_in_cells_do_not_win_over_the_real_separator() {
        let text = "No;Nama;TTL\n1;Budi;Sumenep, 1 Mei 2001\n2;Adi;Sumenep, 2 Mei 2001\n";
        assert_eq!(cells(text)[1], ["1", "Budi", "Sumenep, 1 Mei 2001"]);
    }

    #[test]
    fn utf_16_and_cp1252_are_read() {
        let wide: Vec<u8> = "Nama;HP\nJosé;1\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&wide), "Nama;HP\nJosé;1\n");
        assert_eq!(decode(b"Jos\xe9 \x96 x"), "José – x");
    }
}
