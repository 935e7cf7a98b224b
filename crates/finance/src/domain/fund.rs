//! Where money comes from, and what it may be spent on.

use kernel::id::{ActivityId, FundSourceId};

/// A kind of source, as reports group them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundKind {
    /// The unit's own money.
    Own,
    /// Members' dues.
    Dues,
    /// Residents' gifts.
    Donation,
    /// The village's budget (APBDes).
    Village,
    /// The regency's or province's budget (APBD).
    Region,
    /// A company.
    Company,
    /// A foundation or another body.
    Grant,
}

impl FundKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Own,
        Self::Dues,
        Self::Donation,
        Self::Village,
        Self::Region,
        Self::Company,
        Self::Grant,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Dues => "dues",
            Self::Donation => "donation",
            Self::Village => "village",
            Self::Region => "region",
            Self::Company => "company",
            Self::Grant => "grant",
        }
    }

    /// The kind whose [`code`](Self::code) is `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Own => "Kas sendiri",
            Self::Dues => "Iuran",
            Self::Donation => "Donasi warga",
            Self::Village => "Dana desa (APBDes)",
            Self::Region => "APBD",
            Self::Company => "Perusahaan (CSR, sponsor)",
            Self::Grant => "Hibah lembaga",
        }
    }
}

/// A fund source of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundSource {
    /// Its id.
    pub id: FundSourceId,
    /// What was said of it.
    pub says: NewFund,
    /// Whether nothing more is booked on it.
    pub over: bool,
}

/// A fund source to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFund {
    /// "Dana Desa 2026".
    pub name: String,
    /// Its kind.
    pub kind: FundKind,
    /// Who gave it; empty for own money.
    pub donor: String,
    /// What it is for.
    pub purpose: String,
    /// Whether it may be spent on its purpose only. It never changes.
    pub restricted: bool,
    /// The activity that it is bound to, if to one.
    pub activity: Option<ActivityId>,
}
