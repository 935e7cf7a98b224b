//! The reasons why a figure does not exist.
//! A reader sees the reason in the place of the number; nobody sees 0 or NaN.

/// A number, or the reason why there is none.
pub type Figure = Result<f64, Undefined>;

/// Why a figure is not defined; its text is Indonesian and for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Undefined {
    /// Nobody answered.
    #[error("belum ada jawaban")]
    NoAnswers,
    /// The formula needs more answers, pairs or persons than there are.
    #[error("perlu sedikitnya {needed}, baru ada {given}")]
    TooFew {
        /// As many as the formula needs.
        needed: u64,
        /// As many as there are.
        given: u64,
    },
    /// The formula needs more items than there are.
    #[error("perlu sedikitnya {needed} butir pertanyaan, baru ada {given}")]
    TooFewItems {
        /// As many as the formula needs.
        needed: u64,
        /// As many as there are.
        given: u64,
    },
    /// All values, or the totals of all persons, are alike: nothing says how much they vary.
    #[error("nilainya tidak cukup beragam untuk dihitung")]
    NoSpread,
    /// Every difference is zero: there is nothing to rank.
    #[error("tidak ada yang berubah, jadi tidak ada yang bisa diuji")]
    NoChange,
    /// Who stood at the top before had no room to gain.
    #[error("nilai awalnya sudah penuh, jadi tidak bisa naik lagi")]
    NoRoom,
    /// The exact distribution holds only without ties and without zero differences.
    #[error("ada selisih yang kembar atau nol, jadi nilai p pasti tidak berlaku")]
    Tied,
    /// Computed exactly only up to so many.
    #[error("dihitung pasti hanya sampai {most}")]
    TooMany {
        /// The greatest number that is computed.
        most: u64,
    },
    /// A part that the whole is made of has no value.
    #[error("salah satu bagiannya belum punya nilai")]
    PartMissing,
    /// More of the whole than the whole, a weight below zero, a number that is none.
    #[error("angka masukannya tidak masuk akal")]
    Senseless,
}

impl Undefined {
    /// `Err` with [`Undefined::NoAnswers`] or [`Undefined::TooFew`] when `given` is below `needed`.
    pub(crate) fn unless_enough(given: u64, needed: u64) -> Result<(), Self> {
        match given {
            0 => Err(Self::NoAnswers),
            _ if given < needed => Err(Self::TooFew { needed, given }),
            _ => Ok(()),
        }
    }
}

/// `number` where it is one; infinite and not-a-number are [`Undefined::Senseless`].
pub(crate) fn finite(number: f64) -> Figure {
    number
        .is_finite()
        .then_some(number)
        .ok_or(Undefined::Senseless)
}
