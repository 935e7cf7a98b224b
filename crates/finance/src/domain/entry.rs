//! An entry of a cash book: money in or out, with all that a voucher says. It is never changed;
//! what is wrong is reversed by another entry.

use super::Head;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Money;
use kernel::id::{AccountId, ActivityId, BudgetLineId, EntryId, FundSourceId};
use std::fmt;
use std::str::FromStr;

/// The largest amount of one entry: beyond it somebody has typed some zeros too many.
pub const LARGEST: Money = Money(100_000_000_000);

/// Budget lines to choose from; a board may write its own.
pub const CATEGORIES: &[&str] = &[
    "Iuran",
    "Donasi",
    "Bantuan pemerintah",
    "Sponsor",
    "Usaha",
    "Konsumsi",
    "Perlengkapan",
    "Transportasi",
    "Narasumber",
    "Hadiah",
    "Cetak dan ATK",
    "Sosial",
    "Lain-lain",
];

/// An enum that is kept as a word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$case_doc:meta])* $case:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$case_doc])* $case),+ }

        impl $name {
            /// The word kept in the database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$case => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$case),)+
                    _ => Err("no such word"),
                }
            }
        }

        storage::text_values!($name);
    };
}

words! {
    /// Whether money comes or goes. In Indonesian cash books "debet" is money in.
    Direction {
        /// Masuk, debet.
        In = "in",
        /// Keluar, kredit.
        Out = "out",
    }
}

words! {
    /// What an entry is beside money in or out.
    Kind {
        /// Received or spent.
        Plain = "plain",
        /// What was in the cash box when the book was opened.
        Opening = "opening",
        /// Kas bon: given to somebody who accounts for it later.
        Advance = "advance",
        /// A kas bon that was accounted for.
        Settled = "settled",
        /// Talangan: paid by somebody for the unit.
        OutOfPocket = "out_of_pocket",
        /// A talangan given back.
        Repaid = "repaid",
        /// One side of a transfer between books or funds.
        Transfer = "transfer",
        /// Takes another entry back.
        Reversal = "reversal",
    }
}

words! {
    /// What whoever decides about an entry says.
    Verdict {
        /// Disetujui.
        Approved = "approved",
        /// Ditolak: it is to be reversed.
        Refused = "refused",
    }
}

words! {
    /// How somebody decided.
    Way {
        /// An officer other than who recorded it, signed in.
        Officer = "officer",
        /// Signed on paper, whose photo is kept; for a unit without a second officer.
        Paper = "paper",
    }
}

impl Direction {
    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::In => "Uang masuk",
            Self::Out => "Uang keluar",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::In => Self::Out,
            Self::Out => Self::In,
        }
    }

    /// How a list shows `amount`: "+Rp50.000".
    #[must_use]
    pub fn shown(self, amount: Money) -> String {
        match self {
            Self::In => format!("+{amount}"),
            Self::Out => format!("−{amount}"),
        }
    }

    /// What `amount` does to a balance.
    #[must_use]
    pub const fn signed(self, amount: Money) -> i64 {
        match self {
            Self::In => amount.0,
            Self::Out => -amount.0,
        }
    }
}

impl Kind {
    /// The word on the page; empty for the ordinary.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Opening => "Saldo awal",
            Self::Advance => "Kas bon",
            Self::Settled => "Kas bon selesai",
            Self::OutOfPocket => "Talangan",
            Self::Repaid => "Ganti talangan",
            Self::Transfer => "Pindah kas",
            Self::Reversal => "Koreksi",
        }
    }

    /// What ends a debt of this kind.
    #[must_use]
    pub const fn ended_by(self) -> Option<Self> {
        match self {
            Self::Advance => Some(Self::Settled),
            Self::OutOfPocket => Some(Self::Repaid),
            _ => None,
        }
    }
}

/// What somebody wants to write into a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its id, made by the form: sent twice, it is written once.
    pub id: EntryId,
    /// The day of the money, not of the writing.
    pub day: Date,
    /// In or out.
    pub direction: Direction,
    /// What it is.
    pub kind: Kind,
    /// How much, more than nothing.
    pub amount: Money,
    /// What for.
    pub text: String,
    /// From whom, or to whom.
    pub party: String,
    /// Budget line; may be empty.
    pub category: String,
    /// Whose money it is.
    pub fund: FundSourceId,
    /// For which activity, if for one.
    pub activity: Option<ActivityId>,
    /// The entry that it reverses, ends or is the other side of.
    pub refers_to: Option<EntryId>,
    /// The line of a budget (RAB) that it belongs to, if to one.
    pub line: Option<BudgetLineId>,
}

impl NewEntry {
    /// Whether somebody gave or received money, so that a receipt can say so.
    #[must_use]
    pub const fn has_receipt(&self) -> bool {
        matches!(
            self.kind,
            Kind::Plain | Kind::Advance | Kind::Settled | Kind::OutOfPocket | Kind::Repaid
        )
    }

    /// Whether its receipt carries a duty stamp (UU 10/2020): above Rp5.000.000.
    #[must_use]
    pub const fn needs_duty_stamp(&self) -> bool {
        self.amount.0 > 5_000_000
    }
}

/// An entry that stands in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was written.
    pub says: NewEntry,
    /// Its place among the book's lines.
    pub seq: i64,
    /// Year of its voucher number.
    pub year: i16,
    /// Voucher number, from 1 in each year.
    pub number: i64,
    /// Who recorded it.
    pub recorder: AccountId,
    /// That person's name, as it was then.
    pub recorder_name: String,
    /// When.
    pub at: Timestamp,
    /// The hash of this line and so of all before it.
    pub hash: Head,
}
