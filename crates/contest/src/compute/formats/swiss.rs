//! `swiss_pairing`: for each state of a tournament the pairing that the next round takes.

use super::entrants;
use crate::entrant::{Entrant, Entrants};
use crate::swiss::{Player, Progress, most_rounds, pair};
use serde_json::{Value, json};

/// Scores are kept in millionths.
const UNIT: f64 = 1e6;

/// One answer per state; `pairs` is null where no legal round exists or all are played.
pub(super) fn compute(input: &Value) -> Result<Value, String> {
    let entrants = entrants(&input["participants"], "participants")?;
    let states = input["states"]
        .as_array()
        .ok_or("states: isinya bukan daftar")?;
    let one = |(i, state)| answer(entrants, state, &format!("states[{i}]"));
    let rounds: Result<Vec<Value>, String> = states.iter().enumerate().map(one).collect();
    Ok(json!({ "per_round": rounds? }))
}

fn answer(entrants: Entrants, state: &Value, place: &str) -> Result<Value, String> {
    let progress = progress(entrants, state, place)?;
    let number = &state["round"];
    let too_late = number
        .as_u64()
        .is_some_and(|round| round > most_rounds(entrants) as u64);
    let round = match too_late {
        true => None,
        false => pair(&progress).map_err(|wrong| format!("{place}: {wrong}"))?,
    };
    Ok(match round {
        None => json!({ "round": number, "pairs": null, "bye": null }),
        Some(round) => {
            let score = |e: Entrant| progress.players[e.index()].score;
            let gap: i64 = round
                .pairs
                .iter()
                .map(|&[a, b]| (score(a) - score(b)).abs())
                .sum();
            json!({
                "round": number,
                "pairs": round.pairs,
                "bye": round.bye,
                "total_score_gap": gap as f64 / UNIT,
            })
        }
    })
}

fn progress(entrants: Entrants, state: &Value, place: &str) -> Result<Progress, String> {
    let scores = state["scores_before"]
        .as_object()
        .ok_or_else(|| format!("{place}.scores_before: isi skor tiap peserta"))?;
    let mut players = Vec::new();
    for entrant in entrants.iter() {
        let score = scores.get(&entrant.to_string()).and_then(Value::as_f64);
        let score = score.filter(|score| score.abs() <= 1e6).ok_or_else(|| {
            format!("{place}.scores_before.{entrant}: isi skor, paling banyak 1.000.000")
        })?;
        players.push(Player {
            score: (score * UNIT).round() as i64,
            had_bye: false,
        });
    }
    if let Some(stranger) = scores.keys().find(|&key| number(key, entrants).is_none()) {
        return Err(format!(
            "{place}.scores_before: peserta “{stranger}” tidak ada"
        ));
    }
    for (i, rested) in list(state, "had_bye", place)?.iter().enumerate() {
        let rested = entrant(rested, entrants)
            .ok_or_else(|| format!("{place}.had_bye[{i}]: peserta itu tidak ada"))?;
        players[rested.index()].had_bye = true;
    }
    Ok(Progress {
        players,
        met: met(entrants, state, place)?,
    })
}

fn met(entrants: Entrants, state: &Value, place: &str) -> Result<Vec<[Entrant; 2]>, String> {
    let pairs = list(state, "already_met", place)?.iter().enumerate();
    let pair = |(i, pair): (usize, &Value)| {
        let sides = pair.as_array().map(Vec::as_slice);
        let both = match sides {
            Some([a, b]) => entrant(a, entrants).zip(entrant(b, entrants)),
            _ => None,
        };
        let (a, b) = both.filter(|(a, b)| a != b).ok_or_else(|| {
            format!("{place}.already_met[{i}]: isi dua peserta yang berbeda dan ada")
        })?;
        Ok([a, b])
    };
    pairs.map(pair).collect()
}

/// A list that may be missing.
fn list<'a>(state: &'a Value, key: &str, place: &str) -> Result<&'a [Value], String> {
    match state.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(format!("{place}.{key}: isinya bukan daftar")),
    }
}

fn entrant(value: &Value, entrants: Entrants) -> Option<Entrant> {
    let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
    number.map(Entrant).filter(|&e| entrants.has(e))
}

fn number(key: &str, entrants: Entrants) -> Option<Entrant> {
    let number = key.parse().ok().map(Entrant).filter(|&e| entrants.has(e))?;
    (number.to_string() == key).then_some(number)
}
