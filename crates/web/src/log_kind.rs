//! The kinds of line by which the board looks through the audit log.
//! A context says in [`Module::log`](crate::Module::log) which of its acts make such lines.

/// What a line of the audit log is about, for whoever looks for such lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogKind {
    /// Somebody signed in or out, or tried to.
    SignIns,
    /// Somebody may do more or less than before: accounts, offices, extra roles.
    Permissions,
    /// Personal data were seen from another unit.
    Looks,
    /// Data were taken out as a file.
    Exports,
    /// Two records became one, or two again.
    Merges,
    /// A decree was noted or changed.
    Decrees,
    /// Money: cash books, entries, approvals, closings.
    Money,
}

impl LogKind {
    /// Every kind, in the order in which the page offers them.
    pub const ALL: [Self; 7] = [
        Self::SignIns,
        Self::Permissions,
        Self::Looks,
        Self::Exports,
        Self::Merges,
        Self::Decrees,
        Self::Money,
    ];

    /// The word in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIns => "masuk",
            Self::Permissions => "izin",
            Self::Looks => "lihat",
            Self::Exports => "unduh",
            Self::Merges => "gabung",
            Self::Decrees => "sk",
            Self::Money => "kas",
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SignIns => "Masuk dan keluar",
            Self::Permissions => "Pengurus dan izin",
            Self::Looks => "Dilihat unit lain",
            Self::Exports => "Unduhan",
            Self::Merges => "Penggabungan",
            Self::Decrees => "SK",
            Self::Money => "Kas",
        }
    }
}
