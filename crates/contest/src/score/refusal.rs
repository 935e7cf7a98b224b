//! Why a score is refused, in words for the person who wrote it.

/// Why a score can't be the last of a game or match; the text is for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A negative number.
    #[error("Angka tidak boleh negatif.")]
    Negative,
    /// Not a whole number, or one beyond all sense.
    #[error("Angka harus bilangan bulat yang wajar.")]
    NotWhole,
    /// Nobody has won.
    #[error("Skor {0}–{0} seri, padahal harus ada pemenang.")]
    Level(u32),
    /// Too few points.
    #[error("Skor {0}–{1} belum selesai: pemenang harus mencapai {2}.")]
    TooFew(u32, u32, u32),
    /// The lead is too small.
    #[error("Skor {0}–{1} belum selesai: harus selisih {2}.")]
    TooClose(u32, u32, u32),
    /// A point beyond the cap.
    #[error("Skor {0}–{1} tidak mungkin: permainan berhenti pada {2}.")]
    BeyondCap(u32, u32, u32),
    /// The game was over before.
    #[error("Skor {0}–{1} tidak mungkin: permainan sudah selesai pada {2}–{1}.")]
    OverBefore(u32, u32, u32),
    /// A last game that ended as one of the others would.
    #[error("Skor {0}–{1} seperti permainan sampai {0}, padahal permainan penentuan sampai {2}.")]
    LikeTheOthers(u32, u32, u32),
    /// No such game in this match.
    #[error("Permainan ke-{0} tidak ada: paling banyak {1}.")]
    NoSuchGame(u32, u32),
    /// A game after the match was decided.
    #[error("Permainan ke-{0} tidak mungkin: pertandingan sudah selesai {1}–{2}.")]
    AfterTheEnd(usize, u32, u32),
    /// Too few games.
    #[error("Pertandingan belum selesai: baru {0}–{1}, pemenang harus menang {2} kali.")]
    Unfinished(u32, u32, u32),
    /// A game of the match is refused.
    #[error("Permainan ke-{0}: {1}")]
    InGame(usize, Box<Refusal>),
}
