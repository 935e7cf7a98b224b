//! Who was at which of a few events, as a table of bits that can be shuffled and still has the same
//! sums of rows and columns. Column 0 is the event in question, the others came earlier.

use crate::{Error, Random, TwoMode};
use std::collections::BTreeMap;

/// Cells of persons and events that a table may have: a quarter of a gigabyte of bits.
const MOST: usize = 2_000_000_000;

/// Swaps tried for each attendance.
const SWAPS: usize = 20;

/// Attendance at an event and at those before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// Row and column of each attendance.
    pairs: Vec<(u32, u32)>,
    /// Words of 64 columns in a row.
    words: usize,
    bits: Vec<u64>,
}

impl Table {
    pub fn new(attendance: &TwoMode, event: u32, earlier: &[u32]) -> Result<Self, Error> {
        let events = attendance.events();
        let mut columns = earlier.to_vec();
        columns.sort_unstable();
        columns.dedup();
        columns.retain(|&other| other != event);
        columns.insert(0, event);
        if let Some(&event) = columns.iter().find(|&&e| e as usize >= events) {
            return Err(Error::Event { event, events });
        }
        let mut rows = BTreeMap::new();
        let mut pairs = Vec::new();
        for (column, &event) in columns.iter().enumerate() {
            for &person in attendance.persons_of(event) {
                let next = rows.len() as u32;
                pairs.push((*rows.entry(person).or_insert(next), column as u32));
            }
        }
        let words = columns.len().div_ceil(64);
        let cells = rows.len().saturating_mul(words * 64);
        if cells > MOST {
            return Err(Error::TooWide { cells, most: MOST });
        }
        let mut table = Self {
            bits: vec![0; rows.len() * words],
            words,
            pairs,
        };
        for at in 0..table.pairs.len() {
            let (row, column) = table.pairs[at];
            table.turn(row, column);
        }
        Ok(table)
    }

    /// Whether anyone attended an earlier event.
    pub fn has_earlier(&self) -> bool {
        self.pairs.iter().any(|&(_, column)| column != 0)
    }

    /// Pairs of persons at the event who share no earlier one.
    pub fn new_ties(&self) -> usize {
        let rows: Vec<&[u64]> = self
            .bits
            .chunks_exact(self.words)
            .filter(|row| row[0] & 1 == 1)
            .collect();
        let met = |a: &[u64], b: &[u64]| {
            (a[0] & b[0]) > 1 || a[1..].iter().zip(&b[1..]).any(|(x, y)| x & y != 0)
        };
        let after = |at: usize| rows[at + 1..].iter();
        let new_of = |(at, a): (usize, &&[u64])| after(at).filter(|b| !met(a, b)).count();
        rows.iter().enumerate().map(new_of).sum()
    }

    /// Swaps the events of two attendances drawn by lot, many times, where nobody would then be
    /// twice at one event.
    pub fn shuffle(&mut self, random: &mut Random) {
        for _ in 0..self.pairs.len() * SWAPS {
            let (i, j) = (
                random.below(self.pairs.len()),
                random.below(self.pairs.len()),
            );
            let ((p, e), (q, f)) = (self.pairs[i], self.pairs[j]);
            if p == q || e == f || self.has(p, f) || self.has(q, e) {
                continue;
            }
            for (row, column) in [(p, e), (q, f), (p, f), (q, e)] {
                self.turn(row, column);
            }
            self.pairs[i] = (p, f);
            self.pairs[j] = (q, e);
        }
    }

    fn cell(&self, row: u32, column: u32) -> (usize, u64) {
        let word = row as usize * self.words + column as usize / 64;
        (word, 1 << (column % 64))
    }

    fn has(&self, row: u32, column: u32) -> bool {
        let (word, bit) = self.cell(row, column);
        self.bits[word] & bit != 0
    }

    fn turn(&mut self, row: u32, column: u32) {
        let (word, bit) = self.cell(row, column);
        self.bits[word] ^= bit;
    }

    /// Attendances of each row and of each column, and the table as text: for tests.
    #[cfg(test)]
    pub fn sums(&self) -> (Vec<u32>, Vec<u32>, Vec<(u32, u32)>) {
        let mut cells: Vec<(u32, u32)> = (0..self.bits.len() / self.words.max(1))
            .flat_map(|row| (0..self.words as u32 * 64).map(move |column| (row as u32, column)))
            .filter(|&(row, column)| self.has(row, column))
            .collect();
        let count = |at: fn(&(u32, u32)) -> u32| {
            let mut sums = vec![0; cells.iter().map(at).max().map_or(0, |m| m as usize + 1)];
            cells.iter().for_each(|cell| sums[at(cell) as usize] += 1);
            sums
        };
        let (rows, columns) = (count(|c| c.0), count(|c| c.1));
        let mut pairs = self.pairs.clone();
        pairs.sort_unstable();
        cells.sort_unstable();
        assert_eq!(cells, pairs, "the list and the bits say the same");
        (rows, columns, cells)
    }
}
