//! The chain over a book's lines: each carries a hash of itself and of the line before, so that
//! nobody can change, add or take away a line without changing every hash after it. The hash of a
//! closing is printed and sent around; whoever kept that paper can tell.

use super::{Closing, Entry};
use kernel::id::CashBookId;
use sha2::{Digest, Sha256};
use std::fmt;
use storage::{Cell, FromValue, Value};
use uuid::Uuid;

/// The hash of a line (SHA-256).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Head([u8; 32]);

impl Head {
    /// What the first line of a book follows.
    #[must_use]
    pub fn first(book: CashBookId) -> Self {
        Parts::of("guyub cash book").id(book.into()).hash()
    }

    /// The hash of `entry` after this line; the hash that it carries itself is not looked at.
    #[must_use]
    pub fn with_entry(self, entry: &Entry) -> Self {
        let says = &entry.says;
        let parts = Parts::of("entry")
            .bytes(&self.0)
            .number(entry.seq)
            .id(says.id.into())
            .text(&says.day.to_string())
            .text(says.direction.code())
            .text(says.kind.code())
            .number(says.amount.0)
            .text(&says.text)
            .text(&says.party)
            .text(&says.category)
            .id(says.fund.into())
            .maybe(says.activity.map(Uuid::from))
            .maybe(says.refers_to.map(Uuid::from))
            .number(entry.year.into())
            .number(entry.number)
            .id(entry.recorder.into())
            .text(&entry.recorder_name)
            .number(entry.at.as_millisecond());
        // Only where there is one, so that entries from before there were budgets keep their hash.
        match says.line {
            Some(line) => parts.text("budget line").id(line.into()),
            None => parts,
        }
        .hash()
    }

    /// The hash of `closing` after this line; `evidence` is of what was decided about the entries.
    #[must_use]
    pub fn with_closing(self, closing: &Closing, evidence: Self) -> Self {
        let says = &closing.says;
        Parts::of("closing")
            .bytes(&self.0)
            .number(closing.seq)
            .id(closing.id.into())
            .text(&says.month.to_string())
            .text(&says.day.to_string())
            .number(closing.opening.0)
            .number(closing.income.0)
            .number(closing.expense.0)
            .number(closing.balance.0)
            .text(&says.count.to_string())
            .number(says.bank.0)
            .text(&says.note)
            .id(closing.closer.into())
            .text(&closing.closer_name)
            .number(closing.at.as_millisecond())
            .bytes(&evidence.0)
            .hash()
    }

    /// The hash of what stands beside a month's entries: decisions and proofs, one text each.
    #[must_use]
    pub fn of_evidence(lines: &[String]) -> Self {
        lines
            .iter()
            .fold(Parts::of("evidence"), |parts, line| parts.text(line))
            .hash()
    }

    /// The hash of a file.
    #[must_use]
    pub fn of_file(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// What is printed: 100 bits in five groups of four letters and digits, as in "7H2K-9QWM-…".
    /// Twenty characters can be typed by hand, and nobody can make another book that gives them.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0[..16]);
        let token = kernel::code::token(bytes).to_uppercase();
        let groups: Vec<&str> = (6..26)
            .step_by(4)
            .filter_map(|at| token.get(at..at + 4))
            .collect();
        groups.join("-")
    }

    /// Whether `typed` is this fingerprint, as people type it.
    #[must_use]
    pub fn is_typed(&self, typed: &str) -> bool {
        let plain = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_ascii_alphanumeric());
            let letters = letters.map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            });
            letters.collect()
        };
        plain(typed) == plain(&self.fingerprint())
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fingerprint())
    }
}

impl From<Head> for Value {
    fn from(head: Head) -> Self {
        Self::Bytes(head.0.to_vec())
    }
}

impl FromValue for Head {
    fn from_value(cell: Cell<'_>) -> storage::Result<Self> {
        let bytes = Vec::<u8>::from_value(cell)?;
        let hash = bytes.try_into();
        hash.map(Self)
            .map_err(|_| storage::Error::Type("a hash has 32 bytes".into()))
    }
}

/// What goes into a hash: each part led by its length, so that no two lines give the same bytes.
struct Parts(Sha256);

impl Parts {
    fn of(what: &str) -> Self {
        Self(Sha256::new()).text(what)
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update(length.to_be_bytes());
        self.0.update(bytes);
        self
    }

    fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    fn number(self, number: i64) -> Self {
        self.bytes(&number.to_be_bytes())
    }

    fn id(self, id: Uuid) -> Self {
        self.bytes(id.as_bytes())
    }

    fn maybe(self, id: Option<Uuid>) -> Self {
        match id {
            Some(id) => self.id(id),
            None => self.bytes(&[]),
        }
    }

    fn hash(self) -> Head {
        Head(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Direction, Kind, NewEntry};
    use jiff::Timestamp;
    use jiff::civil::date;
    use kernel::Money;
    use proptest::prelude::*;

    fn id<T: From<Uuid>>(number: u128) -> T {
        Uuid::from_u128(number).into()
    }

    fn entry(number: i64, amount: i64, text: &str, party: &str) -> Entry {
        Entry {
            says: NewEntry {
                id: id(u128::from(number.unsigned_abs())),
                day: date(2026, 11, 24),
                direction: Direction::In,
                kind: Kind::Plain,
                amount: Money(amount),
                text: text.to_owned(),
                party: party.to_owned(),
                category: String::new(),
                fund: id(7),
                activity: None,
                refers_to: None,
                line: None,
            },
            seq: number,
            year: 2026,
            number,
            recorder: id(8),
            recorder_name: "Tri".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            hash: Head::first(id(1)),
        }
    }

    /// The head after all of `entries`.
    fn head(entries: &[Entry]) -> Head {
        entries.iter().fold(Head::first(id(1)), Head::with_entry)
    }

    #[test]
    fn words_that_move_from_one_field_to_the_next_give_another_hash() {
        let one = entry(1, 5_000, "Iuran dari", "Ana");
        let other = entry(1, 5_000, "Iuran", " dariAna");
        assert_ne!(head(&[one]), head(&[other]));
    }

    #[test]
    fn each_field_counts() {
        let plain = entry(1, 5_000, "Iuran", "Ana");
        let changes: [fn(&mut Entry); 15] = [
            |e| e.seq = 2,
            |e| e.says.id = id(99),
            |e| e.says.day = date(2026, 11, 25),
            |e| e.says.direction = Direction::Out,
            |e| e.says.kind = Kind::OutOfPocket,
            |e| e.says.category = "Iuran".into(),
            |e| e.says.fund = id(9),
            |e| e.says.activity = Some(id(1)),
            |e| e.says.refers_to = Some(id(1)),
            |e| e.says.line = Some(id(1)),
            |e| e.year = 2025,
            |e| e.number = 2,
            |e| e.recorder = id(9),
            |e| e.recorder_name = "Rina".into(),
            |e| e.at = Timestamp::from_millisecond(1).unwrap(),
        ];
        for change in changes {
            let mut changed = plain.clone();
            change(&mut changed);
            assert_ne!(
                head(std::slice::from_ref(&changed)),
                head(std::slice::from_ref(&plain)),
                "{changed:?}"
            );
        }
    }

    #[test]
    fn a_fingerprint_is_known_however_people_type_it() {
        let head = Head::first(id(1));
        let print = head.fingerprint();
        assert_eq!(print.len(), 24, "{print}");
        assert!(head.is_typed(&print));
        assert!(head.is_typed(&print.to_lowercase().replace('-', " ").replace('0', "o")));
        assert!(!head.is_typed(&print[..19]));
        assert!(!head.is_typed(""));
    }

    #[test]
    fn an_entry_from_before_there_were_budgets_keeps_its_hash() {
        let print = head(&[entry(1, 5_000, "Iuran", "Ana")]).fingerprint();
        assert_eq!(print, "J3RN-XQGS-F54S-MJZK-R66C");
    }

    proptest! {
        #[test]
        fn any_change_of_any_line_changes_the_head(
            amounts in proptest::collection::vec(1_i64..1_000_000, 1..20),
            at in any::<prop::sample::Index>(),
            more in 1_i64..1_000,
        ) {
            let entries: Vec<Entry> = (1..)
                .zip(&amounts)
                .map(|(number, amount)| entry(number, *amount, "Iuran", "Ana"))
                .collect();
            let kept = head(&entries);
            let at = at.index(entries.len());
            let mut changed = entries.clone();
            changed[at].says.amount.0 += more;
            prop_assert_ne!(kept, head(&changed));
            let mut fewer = entries.clone();
            fewer.remove(at);
            prop_assert_ne!(kept, head(&fewer));
            let mut twice = entries.clone();
            twice.insert(at, entries[at].clone());
            prop_assert_ne!(kept, head(&twice));
            let mut turned = entries.clone();
            turned.reverse();
            if turned != entries {
                prop_assert_ne!(kept, head(&turned));
            }
        }
    }
}
