//! Lots that anybody can check: a secret is promised by its hash, told afterwards, and gives the
//! same draw again on any machine. A seed is an argument; nothing here is random by itself.
//!
//! Before the draw the committee publishes [`commitment`] of a secret; then those present say a
//! text of their own (numbers called out in the hall), so that neither side chooses the outcome;
//! then the secret is told.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A secret too short to keep from guessing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("rahasia undian terlalu pendek; isi paling sedikit {SHORTEST} huruf atau angka")]
pub struct ShortSecret;

/// The fewest characters of a secret.
pub const SHORTEST: usize = 16;

/// The promise of `secret`: its SHA-256 in hexadecimal, as `sha256sum` prints it.
///
/// # Errors
///
/// [`ShortSecret`] under [`SHORTEST`] characters: whoever reads the hash could try them all.
pub fn commitment(secret: &str) -> Result<String, ShortSecret> {
    if secret.chars().count() < SHORTEST {
        return Err(ShortSecret);
    }
    let mut hex = String::new();
    for byte in Sha256::digest(secret) {
        let _ = write!(hex, "{byte:02x}"); // a String takes everything
    }
    Ok(hex)
}

/// Whether `secret` is the one that was promised.
#[must_use]
pub fn keeps(secret: &str, promised: &str) -> bool {
    commitment(secret).is_ok_and(|made| made.eq_ignore_ascii_case(promised.trim()))
}

/// A stream of lots.
///
/// The key is SHA-256 of `undian guyub 1`, the length of `public` in bytes, `public` and `secret`,
/// each ended by a line feed; block i is SHA-256 of the key and i (8 bytes, high byte first);
/// a block gives four numbers of 8 bytes. A number below n is the remainder, numbers from the
/// last incomplete run of n being skipped. A shuffle is Fisher–Yates from the last place down.
#[derive(Debug, Clone)]
pub struct Lot {
    key: [u8; 32],
    block: u64,
    numbers: Vec<u64>,
}

impl Lot {
    /// The lots of `secret` and of what those present said.
    #[must_use]
    pub fn new(secret: &str, public: &str) -> Self {
        let text = format!("undian guyub 1\n{}\n{public}\n{secret}\n", public.len());
        Self {
            key: Sha256::digest(text).into(),
            block: 0,
            numbers: Vec::new(),
        }
    }

    /// The next number below `limit`, each equally likely; 0 for a limit of 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 {
            return 0;
        }
        let whole = u64::MAX - u64::MAX % limit;
        loop {
            let number = self.next();
            if number < whole {
                return number % limit;
            }
        }
    }

    /// Puts `items` into an order, each equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u64 + 1);
            items.swap(last, other as usize);
        }
    }

    fn next(&mut self) -> u64 {
        loop {
            if let Some(number) = self.numbers.pop() {
                return number;
            }
            let hash = Sha256::new()
                .chain_update(self.key)
                .chain_update(self.block.to_be_bytes())
                .finalize();
            self.block += 1;
            let number = |eight: &[u8]| eight.iter().fold(0, |n, &b| n << 8 | u64::from(b));
            self.numbers = hash.chunks(8).rev().map(number).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_the_sum_that_any_machine_computes() {
        let secret = "merdeka 17 agustus 1945";
        let promised = commitment(secret).unwrap();
        assert_eq!(
            promised,
            "57368e593336ed866867cdaa1146c01d459c3fec501f3052f6f9350e530d92eb"
        );
        assert!(keeps(secret, &promised.to_uppercase()));
        assert!(!keeps("merdeka 17 agustus 1946", &promised));
        assert_eq!(commitment("pendek"), Err(ShortSecret));
    }

    #[test]
    fn the_same_secret_draws_the_same_and_another_something_else() {
        let draw = |secret, public| {
            let mut items: Vec<u8> = (0..20).collect();
            Lot::new(secret, public).shuffle(&mut items);
            items
        };
        assert_eq!(draw("a", "b"), draw("a", "b"));
        assert_ne!(draw("a", "b"), draw("a", "c"));
        assert_ne!(draw("a", "b"), draw("c", "b"));
    }

    #[test]
    fn a_program_in_another_language_draws_the_same() {
        let mut items: Vec<u8> = (1..=8).collect();
        Lot::new("merdeka 17 agustus 1945", "4 7 1").shuffle(&mut items);
        assert_eq!(items, [6, 3, 4, 2, 7, 5, 8, 1]); // computed in Python from the text of [`Lot`]
    }

    #[test]
    fn each_place_is_equally_likely() {
        let mut lot = Lot::new("rahasia", "");
        let mut seen = [[0_i32; 4]; 4];
        for _ in 0..4000 {
            let mut items = [0, 1, 2, 3];
            lot.shuffle(&mut items);
            for (place, item) in items.into_iter().enumerate() {
                seen[item][place] += 1;
            }
        }
        // 1000 expected; five standard deviations are 137
        assert!(
            seen.iter().flatten().all(|n| (n - 1000).abs() < 137),
            "{seen:?}"
        );
    }
}
