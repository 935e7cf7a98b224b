//! How a match is played, as far as a board writes it on the notice: change of ends, squads,
//! substitutions, walkovers. Figures of villages are those seen in notices of RW tournaments.

use serde::{Deserialize, Serialize};

/// One match within a tie of two teams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rubber {
    /// Tunggal putra.
    MenSingles,
    /// Tunggal putri.
    WomenSingles,
    /// Ganda putra.
    MenDoubles,
    /// Ganda putri.
    WomenDoubles,
    /// Ganda campuran.
    MixedDoubles,
}

/// The conduct of a match; `None` where the rules say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conduct {
    /// Every rally gives a point; `None` where there are no rallies.
    pub rally: Option<bool>,
    /// Ends are changed in the (last) game when a side has these points.
    pub change_ends_at: Option<u32>,
    /// Time-outs of a team in a game.
    pub timeouts: Option<u8>,
    /// The rubbers of a tie of teams, in order; empty for single matches.
    pub rubbers: Vec<Rubber>,
    /// What a walkover counts as.
    pub walkover_score: Option<[u32; 2]>,
    /// Minutes of one half.
    pub half_minutes: Option<u8>,
    /// Minutes between the halves.
    pub break_minutes: Option<u8>,
    /// Most players of a team.
    pub squad_max: Option<u8>,
    /// Most players from another RT.
    pub transfer_max: Option<u8>,
    /// Most substitutions; `None` for as many as they like.
    pub subs_max: Option<u8>,
}

pub(super) fn football() -> Conduct {
    Conduct {
        walkover_score: Some([3, 0]),
        half_minutes: Some(45),
        break_minutes: Some(15),
        subs_max: Some(5),
        ..Conduct::default()
    }
}

pub(super) fn village_football() -> Conduct {
    Conduct {
        walkover_score: Some([5, 0]),
        half_minutes: Some(35),
        break_minutes: Some(10),
        squad_max: Some(18),
        transfer_max: Some(3),
        subs_max: Some(5),
        ..Conduct::default()
    }
}

pub(super) fn futsal() -> Conduct {
    Conduct {
        walkover_score: Some([5, 0]),
        half_minutes: Some(20),
        break_minutes: Some(15),
        timeouts: Some(1),
        squad_max: Some(14),
        ..Conduct::default()
    }
}

pub(super) fn village_futsal() -> Conduct {
    Conduct {
        half_minutes: Some(15),
        break_minutes: Some(5),
        ..futsal()
    }
}

pub(super) fn badminton(change_ends_at: u32) -> Conduct {
    Conduct {
        rally: Some(true),
        change_ends_at: Some(change_ends_at),
        ..Conduct::default()
    }
}

pub(super) fn village_badminton() -> Conduct {
    Conduct {
        rally: Some(false),
        change_ends_at: Some(15),
        rubbers: vec![Rubber::MenDoubles, Rubber::WomenDoubles, Rubber::MenDoubles],
        ..Conduct::default()
    }
}

pub(super) fn volleyball() -> Conduct {
    Conduct {
        rally: Some(true),
        change_ends_at: Some(8),
        timeouts: Some(2),
        squad_max: Some(14),
        subs_max: Some(6),
        ..Conduct::default()
    }
}

pub(super) fn village_volleyball() -> Conduct {
    Conduct {
        rally: Some(true),
        change_ends_at: Some(25),
        timeouts: Some(4),
        ..Conduct::default()
    }
}

pub(super) fn table_tennis() -> Conduct {
    Conduct {
        rally: Some(true),
        change_ends_at: Some(5),
        timeouts: Some(1),
        ..Conduct::default()
    }
}

pub(super) fn village_table_tennis() -> Conduct {
    Conduct {
        rally: Some(true),
        change_ends_at: Some(10),
        rubbers: vec![Rubber::MenDoubles, Rubber::WomenSingles, Rubber::MenDoubles],
        ..Conduct::default()
    }
}
