//! Why a record can't be replayed: which line, and what is wrong with it.

use super::FactNo;
use crate::entrant::Entrant;
use crate::plan::MatchNo;

/// A line of the record that can't be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("catatan ke-{fact}: {problem}")]
pub struct ReplayError {
    /// The line.
    pub fact: FactNo,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a line; a page may put names in the place of numbers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No such match.
    #[error("pertandingan {0} tidak ada")]
    UnknownMatch(MatchNo),
    /// No such entrant.
    #[error("peserta {0} tidak ada")]
    UnknownEntrant(Entrant),
    /// A match whose sides are not decided.
    #[error("pertandingan {no} belum bisa dicatat karena pertandingan {waits_for} belum selesai")]
    TooEarly {
        /// The match.
        no: MatchNo,
        /// One that it waits for.
        waits_for: MatchNo,
    },
    /// Others play this match.
    #[error("pertandingan {no} adalah peserta {} lawan {}, bukan {} lawan {}", .sides[0], .sides[1], .named[0], .named[1])]
    OtherSides {
        /// The match.
        no: MatchNo,
        /// Who plays it.
        sides: [Entrant; 2],
        /// Who was named.
        named: [Entrant; 2],
    },
    /// The winner, or who gave up, is neither side.
    #[error("peserta {entrant} tidak bermain di pertandingan {no}")]
    NotInMatch {
        /// The match.
        no: MatchNo,
        /// Who was named.
        entrant: Entrant,
    },
    /// A match recorded twice.
    #[error("pertandingan {0} sudah punya hasil; catat koreksi kalau hasilnya keliru")]
    Twice(MatchNo),
    /// A match without two sides, or one that went to the other side of a disqualified entrant.
    #[error("pertandingan {0} tidak dimainkan, jadi tidak bisa diberi hasil")]
    NotPlayed(MatchNo),
    /// A score below 0.
    #[error("skor pertandingan {no} berisi {score}; skor tidak boleh kurang dari 0")]
    Negative {
        /// The match.
        no: MatchNo,
        /// The score.
        score: i64,
    },
    /// A draw where one has to win.
    #[error(
        "pertandingan {0} seri, padahal harus ada pemenang; isi juga hasil adu penalti atau penentu lainnya"
    )]
    NeedsWinner(MatchNo),
    /// A decider where the score decides already, or one that ends level.
    #[error(
        "penentu di pertandingan {0} hanya diisi kalau skornya seri, dan harus ada pemenangnya"
    )]
    Decider(MatchNo),
    /// Disqualified twice.
    #[error("peserta {0} sudah didiskualifikasi")]
    OutAlready(Entrant),
    /// Results of a bracket struck out.
    #[error("hasil peserta {0} di bagan gugur tidak bisa dihapus, sebab lawannya sudah melaju")]
    BracketStands(Entrant),
    /// A correction of a line that does not stand before it or is a correction itself.
    #[error(
        "koreksi menunjuk catatan ke-{0}, padahal di depannya tidak ada hasil dengan nomor itu"
    )]
    CorrectsNothing(FactNo),
}
