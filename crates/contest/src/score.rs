//! Which scores are possible: of one game or set, and of a whole match.
//! A refusal says in one Indonesian sentence what can't be. Walkovers and retirements are other
//! facts and are never written as a score.

use serde::{Deserialize, Serialize};

mod read;
mod refusal;

pub use read::read;
pub use refusal::Refusal;

/// How a match is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreRules {
    /// In games or sets up to a number of points.
    Games(GameRules),
    /// In goals.
    Goals {
        /// Whether a match may end level.
        draws: bool,
    },
}

/// Games or sets that are played to a number of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GameRules {
    /// Most games of a match; who has won more than half has won.
    pub best_of: u32,
    /// Points that win a game.
    pub to_win: u32,
    /// Points that win the last possible game.
    pub last_to_win: u32,
    /// Points by which a game is won.
    pub win_by: u32,
    /// The point that wins whatever the other side has.
    pub cap: Option<u32>,
}

impl GameRules {
    /// Badminton 3×21: two clear points, the 30th wins (BWF Laws, law 7).
    pub const BADMINTON_3X21: Self = Self::same(3, 21, 2, Some(30));
    /// Badminton 3×15: two clear points, the 21st wins (tried by the BWF since 2025).
    pub const BADMINTON_3X15: Self = Self::same(3, 15, 2, Some(21));
    /// Badminton 3×11: two clear points, the 15th wins.
    pub const BADMINTON_3X11: Self = Self::same(3, 11, 2, Some(15));
    /// Village badminton: one game, the 30th point wins.
    pub const BADMINTON_1X30: Self = Self::same(1, 30, 1, None);
    /// Volleyball: to 25, the fifth to 15, two clear points without end (FIVB rule 6).
    pub const VOLLEYBALL: Self = Self {
        last_to_win: 15,
        ..Self::same(5, 25, 2, None)
    };
    /// Village volleyball: one race, the 50th point wins.
    pub const VOLLEYBALL_1X50: Self = Self::same(1, 50, 1, None);
    /// Table tennis: five games to 11, two clear points (ITTF law 2.11).
    pub const TABLE_TENNIS_5X11: Self = Self::same(5, 11, 2, None);
    /// Table tennis by the old rule: three games to 21, two clear points.
    pub const TABLE_TENNIS_3X21: Self = Self::same(3, 21, 2, None);

    const fn same(best_of: u32, to_win: u32, win_by: u32, cap: Option<u32>) -> Self {
        Self {
            best_of,
            to_win,
            last_to_win: to_win,
            win_by,
            cap,
        }
    }

    /// Games that win the match.
    #[must_use]
    pub fn games_to_win(&self) -> u32 {
        self.best_of / 2 + 1
    }

    /// Points that win game `game`, counted from 1.
    #[must_use]
    pub fn points_to_win(&self, game: u32) -> u32 {
        if game == self.best_of {
            self.last_to_win
        } else {
            self.to_win
        }
    }

    /// Whether a game stands still at `ours` to `theirs`, `ours` being more.
    fn over(&self, to_win: u32, ours: u32, theirs: u32) -> bool {
        let capped = self.cap.is_some_and(|cap| ours >= cap);
        ours >= to_win && (capped || ours - theirs >= self.win_by)
    }
}

/// Checks the final score of game `game` (from 1); which side is written first doesn't matter.
///
/// # Errors
///
/// The [`Refusal`] of a score at which no such game ends.
pub fn check_game(rules: &GameRules, game: u32, score: [u32; 2]) -> Result<(), Refusal> {
    if game == 0 || game > rules.best_of {
        return Err(Refusal::NoSuchGame(game, rules.best_of));
    }
    let to_win = rules.points_to_win(game);
    let (most, least) = (score[0].max(score[1]), score[0].min(score[1]));
    if most == least {
        return Err(Refusal::Level(most));
    }
    if let Some(cap) = rules.cap.filter(|cap| most > *cap) {
        return Err(Refusal::BeyondCap(most, least, cap));
    }
    if most < to_win {
        return Err(Refusal::TooFew(most, least, to_win));
    }
    if !rules.over(to_win, most, least) {
        return Err(Refusal::TooClose(most, least, rules.win_by));
    }
    if rules.over(to_win, most - 1, least) {
        let end = to_win.max(least.saturating_add(rules.win_by));
        return Err(Refusal::OverBefore(most, least, end));
    }
    Ok(())
}

/// A doubt about the last game: it ended with just the points that win each other game.
///
/// Such a score is conceivable (25–23 in a fifth set to 15), but far more often the game was
/// written in the wrong place or played to the wrong number. Ask before it is taken.
#[must_use]
pub fn doubt(rules: &GameRules, game: u32, score: [u32; 2]) -> Option<Refusal> {
    let (most, least) = (score[0].max(score[1]), score[0].min(score[1]));
    let shorter = game == rules.best_of && rules.last_to_win < rules.to_win;
    (shorter && most == rules.to_win).then_some(Refusal::LikeTheOthers(
        most,
        least,
        rules.last_to_win,
    ))
}

/// Checks the games of a finished match and says how many each side won.
///
/// # Errors
///
/// The first [`Refusal`]: a game that can't be, one after the end, or too few games.
pub fn check_match(rules: &GameRules, games: &[[u32; 2]]) -> Result<[u32; 2], Refusal> {
    let to_win = rules.games_to_win();
    let mut won = [0, 0];
    for (at, score) in games.iter().enumerate() {
        let number = at + 1;
        if won.contains(&to_win) {
            return Err(Refusal::AfterTheEnd(number, won[0], won[1]));
        }
        let game = u32::try_from(number).unwrap_or(u32::MAX);
        check_game(rules, game, *score)
            .map_err(|refusal| Refusal::InGame(number, Box::new(refusal)))?;
        won[usize::from(score[0] < score[1])] += 1;
    }
    if won.contains(&to_win) {
        return Ok(won);
    }
    Err(Refusal::Unfinished(won[0], won[1], to_win))
}

/// The highest number taken for goals; more is a slip of the finger.
const GOALS_MAX: u32 = 999;

/// Checks a final score in goals.
///
/// # Errors
///
/// [`Refusal::Level`] where a match may not end level, [`Refusal::NotWhole`] beyond 999.
pub fn check_goals(draws: bool, score: [u32; 2]) -> Result<(), Refusal> {
    match score {
        [ours, theirs] if ours.max(theirs) > GOALS_MAX => Err(Refusal::NotWhole),
        [ours, theirs] if ours == theirs && !draws => Err(Refusal::Level(ours)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn badminton(score: [u32; 2]) -> Result<(), String> {
        check_game(&GameRules::BADMINTON_3X21, 1, score).map_err(|why| why.to_string())
    }

    #[test]
    fn thirty_scores_end_a_game_of_badminton() {
        let valid = (0..40)
            .flat_map(|ours| (0..ours).map(move |theirs| [ours, theirs]))
            .filter(|score| badminton(*score).is_ok())
            .count();
        assert_eq!(valid, 30);
    }

    #[test]
    fn a_refusal_says_what_can_not_be() {
        let why = |score| badminton(score).unwrap_err();
        assert_eq!(
            why([20, 18]),
            "Skor 20–18 belum selesai: pemenang harus mencapai 21."
        );
        assert_eq!(why([21, 20]), "Skor 21–20 belum selesai: harus selisih 2.");
        assert_eq!(
            why([25, 22]),
            "Skor 25–22 tidak mungkin: permainan sudah selesai pada 24–22."
        );
        assert_eq!(
            why([22, 3]),
            "Skor 22–3 tidak mungkin: permainan sudah selesai pada 21–3."
        );
        assert_eq!(
            why([31, 29]),
            "Skor 31–29 tidak mungkin: permainan berhenti pada 30."
        );
        assert_eq!(
            why([21, 21]),
            "Skor 21–21 seri, padahal harus ada pemenang."
        );
    }

    #[test]
    fn the_village_game_to_thirty_knows_no_deuce() {
        let game = |score| check_game(&GameRules::BADMINTON_1X30, 1, score).is_ok();
        assert!(game([30, 29]) && game([12, 30]));
        assert!(!game([31, 29]) && !game([29, 27]));
    }

    #[test]
    fn the_fifth_set_ends_at_fifteen() {
        let set = |game, score| check_game(&GameRules::VOLLEYBALL, game, score).is_ok();
        assert!(set(5, [15, 13]) && set(5, [18, 20]) && set(4, [37, 39]));
        assert!(!set(5, [17, 14]) && !set(4, [15, 10]) && !set(6, [15, 3]) && !set(0, [25, 3]));
    }

    #[test]
    fn a_fifth_set_that_looks_like_the_others_is_doubted() {
        let doubt = |game, score| doubt(&GameRules::VOLLEYBALL, game, score);
        assert!(check_game(&GameRules::VOLLEYBALL, 5, [23, 25]).is_ok());
        assert_eq!(doubt(5, [23, 25]), Some(Refusal::LikeTheOthers(25, 23, 15)));
        assert_eq!((doubt(4, [25, 23]), doubt(5, [20, 18])), (None, None));
        assert_eq!(super::doubt(&GameRules::BADMINTON_3X21, 3, [21, 10]), None);
    }

    #[test]
    fn a_match_ends_when_it_is_decided() {
        let rules = GameRules::BADMINTON_3X21;
        assert_eq!(
            check_match(&rules, &[[21, 10], [10, 21], [30, 29]]),
            Ok([2, 1])
        );
        assert_eq!(
            check_match(&rules, &[[21, 10], [21, 12], [21, 5]]),
            Err(Refusal::AfterTheEnd(3, 2, 0))
        );
        assert_eq!(
            check_match(&rules, &[[21, 10], [10, 21]]),
            Err(Refusal::Unfinished(1, 1, 2))
        );
    }

    #[test]
    fn a_knock_out_match_in_goals_needs_a_winner() {
        assert_eq!(check_goals(true, [2, 2]), Ok(()));
        assert_eq!(check_goals(false, [2, 2]), Err(Refusal::Level(2)));
        assert_eq!(check_goals(true, [1000, 0]), Err(Refusal::NotWhole));
    }
}
