//! Which scores a game, set or match in goals can end with.

use super::read::At;
use crate::score::{Refusal, ScoreRules, check_game, check_goals, doubt, read};
use serde_json::{Value, json};

/// For each score whether it is possible, and why not.
pub(super) fn scores(input: &At<'_>) -> Result<Value, String> {
    let text = |key| input.get(key).map_or(Ok(""), |at| at.text());
    let (sport, rule) = (text("sport")?, text("rule")?);
    if sport.is_empty() && rule.is_empty() {
        return Err(input.fails("isian “sport” atau “rule” belum ada"));
    }
    let rules = read(sport, rule).ok_or_else(|| {
        input.fails(format_args!(
            "aturan “{rule}” untuk “{sport}” tidak dikenal"
        ))
    })?;
    let game = match input.get("game") {
        Some(at) => game(&at, &rules)?,
        None => 1,
    };
    let (mut valid, mut why) = (Vec::new(), Vec::new());
    for at in input.need("scores")?.some_items()? {
        let refusal = check(&at, &rules, game)?.err();
        valid.push(refusal.is_none());
        why.push(refusal.map(|refusal| refusal.to_string()));
    }
    Ok(json!({ "valid": valid, "why": why }))
}

fn game(at: &At<'_>, rules: &ScoreRules) -> Result<u32, String> {
    let game = at.count()?;
    match rules {
        ScoreRules::Games(rules) if game == 0 || game > rules.best_of => {
            Err(at.fails(Refusal::NoSuchGame(game, rules.best_of)))
        }
        _ => Ok(game),
    }
}

/// A score in numbers is possible or refused, and so is one to doubt; anything else is no score.
fn check(at: &At<'_>, rules: &ScoreRules, game: u32) -> Result<Result<(), Refusal>, String> {
    let mut score = [0, 0];
    for (side, at) in at.pair()?.iter().enumerate() {
        let Some(number) = at.value().as_f64() else {
            return Err(at.fails("harus berupa angka"));
        };
        if number < 0.0 {
            return Ok(Err(Refusal::Negative));
        }
        let Ok(count) = at.count() else {
            return Ok(Err(Refusal::NotWhole));
        };
        score[side] = count;
    }
    Ok(match rules {
        ScoreRules::Games(rules) => {
            check_game(rules, game, score).and(doubt(rules, game, score).map_or(Ok(()), Err))
        }
        ScoreRules::Goals { draws } => check_goals(*draws, score),
    })
}
