//! Why an entry can't be written, in words for whoever tries, and at which field.

use super::LARGEST;
use jiff::civil::Date;
use kernel::{Money, day};

/// See the module's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The book is closed on that day.
    #[error(
        "Buku sudah ditutup sampai {}. Pakai tanggal sesudahnya; yang keliru dikoreksi di bulan berjalan.",
        day::medium(*.0)
    )]
    Closed(Date),
    /// That day has not come yet.
    #[error("Tanggal ini belum tiba.")]
    Future,
    /// Nothing, less than nothing, or some zeros too many.
    #[error("Jumlahnya harus lebih dari nol, paling besar {LARGEST}.")]
    Amount,
    /// A purse would be below nothing.
    #[error("{purse} kurang {lacking} untuk ini. Tunda dulu, atau tulis siapa yang menalangi.")]
    Short {
        /// What is short: the restricted fund, or the book.
        purse: String,
        /// How much.
        lacking: Money,
    },
    /// Nothing more is booked on the fund.
    #[error("Sumber dana ini sudah ditutup. Pilih yang lain.")]
    FundOver,
    /// The fund is bound to another activity.
    #[error("{0} hanya untuk kegiatan yang diikatkan padanya. Pilih kegiatan itu atau dana lain.")]
    Bound(String),
    /// Restricted money can't become other money.
    #[error("{0} adalah dana terikat, jadi tidak bisa dipindah menjadi dana lain.")]
    Restricted(String),
}

impl Refusal {
    /// The form's field that it is about.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Closed(_) | Self::Future => "hari",
            Self::Amount => "jumlah",
            Self::Short { .. } => "talangan",
            Self::FundOver => "dana",
            Self::Bound(_) => "kegiatan",
            Self::Restricted(_) => "dana_tujuan",
        }
    }
}
