//! Attendance from the files that large lists come in: pairs of 32-bit numbers, or lines of text.
//! Takes bytes from whoever reads the file; what is cut off or wrong is told with its place.

use crate::gathered::Gathered;
use crate::{Error, TwoMode};

/// Numbers may be this many times more than attendances, plus a million: a wrong number must not
/// ask for all memory.
const SPARSEST: usize = 100;

/// Pairs of unsigned 32-bit numbers, little end first: person, event, person, event, …; read from
/// a file piece by piece, whatever the pieces, so that the file never stands in memory.
///
/// In the order of events, then persons, it needs no more memory than the network in the end, and
/// time O(pairs); in any other order 8 bytes a pair more.
#[derive(Debug, Default)]
pub struct Binary {
    gathered: Gathered,
    /// The beginning of the pair that the last piece broke off in.
    begun: Vec<u8>,
}

impl Binary {
    /// Nothing yet, with room for a file of `size` bytes.
    #[must_use]
    pub fn with_capacity(size: usize) -> Self {
        Self {
            gathered: Gathered::with_capacity(size / 8),
            begun: Vec::new(),
        }
    }

    /// Reads the next piece.
    pub fn take(&mut self, mut piece: &[u8]) {
        if !self.begun.is_empty() {
            let (head, rest) = piece.split_at(piece.len().min(8 - self.begun.len()));
            self.begun.extend(head);
            piece = rest;
            if let Some(&pair) = self.begun.first_chunk() {
                self.pair(pair);
                self.begun.clear();
            }
        }
        let (pairs, rest) = piece.as_chunks::<8>();
        pairs.iter().for_each(|&pair| self.pair(pair));
        self.begun.extend(rest);
    }

    #[inline]
    fn pair(&mut self, [a, b, c, d, e, f, g, h]: [u8; 8]) {
        let number = u32::from_le_bytes;
        self.gathered
            .push(number([a, b, c, d]), number([e, f, g, h]));
    }

    /// The network; `sizes` are the numbers of persons and events, without them the largest
    /// numbers decide.
    ///
    /// # Errors
    ///
    /// [`Error::CutOff`] unless the last pair is whole, [`Error::Sparse`] for numbers far above
    /// the count of pairs, otherwise as [`TwoMode::from_pairs`].
    pub fn finish(self, sizes: Option<(usize, usize)>) -> Result<TwoMode, Error> {
        if !self.begun.is_empty() {
            return Err(Error::CutOff {
                whole: self.gathered.len(),
                rest: self.begun.len(),
            });
        }
        build(self.gathered, sizes)
    }
}

/// The network in a file as [`Binary`] reads it.
///
/// # Errors
///
/// As [`Binary::finish`].
pub fn binary(bytes: &[u8], sizes: Option<(usize, usize)>) -> Result<TwoMode, Error> {
    let mut reader = Binary::with_capacity(bytes.len());
    reader.take(bytes);
    reader.finish(sizes)
}

/// From lines `person,event` of numbers, perhaps below the head `person,event`.
///
/// `sizes`, time and memory as [`Binary`].
///
/// # Errors
///
/// [`Error::Line`] for a line that is not two numbers, [`Error::LastLine`] if the last one has no
/// end, otherwise as [`Binary::finish`].
pub fn lines(bytes: &[u8], sizes: Option<(usize, usize)>) -> Result<TwoMode, Error> {
    let body = bytes
        .strip_prefix(b"person,event\r\n")
        .or(bytes.strip_prefix(b"person,event\n"));
    let first = if body.is_some() { 2 } else { 1 };
    let mut gathered = Gathered::default();
    for (line, text) in (first..).zip(body.unwrap_or(bytes).split_inclusive(|&byte| byte == b'\n'))
    {
        let text = text.strip_suffix(b"\n").ok_or(Error::LastLine { line })?;
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        let (person, event) = pair(text).ok_or(Error::Line { line })?;
        gathered.push(person, event);
    }
    build(gathered, sizes)
}

fn build(gathered: Gathered, sizes: Option<(usize, usize)>) -> Result<TwoMode, Error> {
    let (persons, events) = sizes.map_or_else(|| largest(&gathered), Ok)?;
    TwoMode::from_gathered(persons, events, gathered)
}

fn largest(gathered: &Gathered) -> Result<(usize, usize), Error> {
    let (count, greatest) = (gathered.len(), gathered.greatest());
    let (persons, events) = greatest.map_or((0, 0), |(p, e)| (p as usize + 1, e as usize + 1));
    let number = persons.max(events);
    if number > count.saturating_mul(SPARSEST).saturating_add(1_000_000) {
        return Err(Error::Sparse {
            number: number - 1,
            count,
        });
    }
    Ok((persons, events))
}

fn pair(line: &[u8]) -> Option<(u32, u32)> {
    let comma = line.iter().position(|&byte| byte == b',')?;
    Some((digits(&line[..comma])?, digits(&line[comma + 1..])?))
}

fn digits(text: &[u8]) -> Option<u32> {
    let add = |number: u32, &digit: &u8| {
        let digit = digit.is_ascii_digit().then_some(u32::from(digit & 15))?;
        number.checked_mul(10)?.checked_add(digit)
    };
    text.iter().try_fold(0, add).filter(|_| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(pairs: &[(u32, u32)]) -> Vec<u8> {
        pairs
            .iter()
            .flat_map(|&(p, e)| [p.to_le_bytes(), e.to_le_bytes()].concat())
            .collect()
    }

    #[test]
    fn both_files_give_the_same_network_in_any_order() {
        let pairs = [(2, 0), (0, 1), (1, 0)];
        let network = TwoMode::from_pairs(3, 2, &pairs).unwrap();
        assert_eq!(binary(&file(&pairs), None), Ok(network.clone()));
        assert_eq!(
            binary(&file(&[(1, 0), (2, 0), (0, 1)]), Some((3, 2))),
            Ok(network.clone())
        );
        assert_eq!(
            lines(b"person,event\n2,0\n0,1\n1,0\n", None),
            Ok(network.clone())
        );
        assert_eq!(lines(b"2,0\r\n0,1\r\n1,0\r\n", None), Ok(network));
    }

    #[test]
    fn what_is_cut_off_is_said_with_its_place() {
        let cut = &file(&[(0, 0), (1, 0)])[..13];
        assert_eq!(binary(cut, None), Err(Error::CutOff { whole: 1, rest: 5 }));
        assert_eq!(lines(b"0,0\n1,0", None), Err(Error::LastLine { line: 2 }));
        for wrong in [
            "0,0\n1\n",
            "0,0\n1,\n",
            "0,0\n1,x\n",
            "0,0\n\n",
            "0,0\n4294967296,0\n",
        ] {
            assert_eq!(
                lines(wrong.as_bytes(), None),
                Err(Error::Line { line: 2 }),
                "{wrong}"
            );
        }
        assert_eq!(
            lines(b"person,event\n0,0\n-1,0\n", None),
            Err(Error::Line { line: 3 })
        );
    }

    #[test]
    fn the_pieces_of_a_file_make_no_difference() {
        for pairs in [[(2, 0), (0, 1), (1, 1)], [(1, 1), (2, 0), (0, 1)]] {
            let whole = file(&pairs);
            for size in 1..=whole.len() {
                let mut reader = Binary::default();
                whole.chunks(size).for_each(|piece| reader.take(piece));
                assert_eq!(reader.finish(None), binary(&whole, None), "{size}");
            }
        }
    }

    #[test]
    fn one_wild_number_does_not_take_all_memory() {
        let wild = binary(&file(&[(0, 0), (4_000_000_000, 0)]), None);
        assert_eq!(
            wild,
            Err(Error::Sparse {
                number: 4_000_000_000,
                count: 2
            })
        );
    }

    #[test]
    fn a_list_of_ten_million_lines_that_breaks_off_names_the_line() {
        let mut text = b"12,3\n".repeat(10_000_000);
        text.truncate(text.len() - 3);
        assert_eq!(
            lines(&text, None),
            Err(Error::LastLine { line: 10_000_000 })
        );
    }
}
