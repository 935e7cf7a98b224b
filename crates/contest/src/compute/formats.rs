//! Brackets, schedules, crossings and pairings as JSON.

mod crossing;
mod swiss;

use crate::bracket::{Slots, double, single};
use crate::entrant::{Entrant, Entrants};
use crate::plan::{Part, Plan, Source};
use crate::round_robin;
use serde_json::{Value, json};

/// The answer of a format; `None` for a kind that is none.
pub(super) fn compute(kind: &str, input: &Value) -> Option<Result<Value, String>> {
    Some(match kind {
        "single_elimination_seeding" => sizes(input, single_elimination),
        "double_elimination_size" => sizes(input, double_elimination),
        "round_robin_schedule" => sizes(input, league),
        "group_to_knockout" => crossing::compute(input),
        "swiss_pairing" => swiss::compute(input),
        _ => return None,
    })
}

/// One answer for each number of `participants`, which stands in `cases`, in a list, or alone.
fn sizes(input: &Value, answer: fn(Entrants) -> Value) -> Result<Value, String> {
    let one = |size: &Value, place: &str| entrants(size, place).map(answer);
    if let Some(cases) = input.get("cases") {
        let cases = cases.as_array().ok_or("cases: isinya bukan daftar")?;
        let each = cases.iter().enumerate();
        let each =
            each.map(|(i, case)| one(&case["participants"], &format!("cases[{i}].participants")));
        return Ok(json!({ "cases": each.collect::<Result<Vec<_>, _>>()? }));
    }
    match &input["participants"] {
        Value::Array(list) => {
            let each = list.iter().enumerate();
            let each = each.map(|(i, size)| one(size, &format!("participants[{i}]")));
            Ok(json!({ "cases": each.collect::<Result<Vec<_>, _>>()? }))
        }
        alone => one(alone, "participants"),
    }
}

/// A number of entrants at `place` in the input.
fn entrants(size: &Value, place: &str) -> Result<Entrants, String> {
    let count = size
        .as_u64()
        .and_then(|count| usize::try_from(count).ok())
        .ok_or_else(|| format!("{place}: isi jumlah peserta, 2 sampai 1.024"))?;
    Entrants::new(count).map_err(|wrong| format!("{place}: {wrong}"))
}

fn single_elimination(entrants: Entrants) -> Value {
    let slots = Slots::seeded(entrants);
    let mut lucky: Vec<Entrant> = slots.with_bye().collect();
    lucky.sort_unstable();
    let mut pairs: Vec<[Entrant; 2]> = slots.first_round().collect();
    pairs.sort_unstable();
    json!({
        "bracket_size": slots.as_slice().len(),
        "rounds": slots.rounds(),
        "byes": slots.byes(),
        "bye_seeds": lucky,
        "matches_played": single(&slots, false).matches.len(),
        "first_round_pairs": pairs,
        "halves": slots.parts(2),
        "quarters": slots.parts(4),
        "one_valid_slot_order": slots.as_slice().chunks(2).collect::<Vec<_>>(),
    })
}

fn double_elimination(entrants: Entrants) -> Value {
    let slots = Slots::seeded(entrants);
    let plan = double(&slots, true);
    let [main, losers] = [Part::Main, Part::Losers].map(|part| plan.round_sizes(part));
    let total = plan.matches.len();
    json!({
        "winners_bracket_matches": main.iter().sum::<usize>(),
        "losers_bracket_matches": losers.iter().sum::<usize>(),
        "grand_final_matches": [1, 2],
        "total_without_reset": total - 1,
        "total_with_reset": total,
        "winners_rounds": slots.rounds(),
        "losers_rounds_full_bracket": 2 * (slots.rounds() - 1),
        "winners_round_sizes": main,
        "losers_round_sizes": losers,
    })
}

fn league(entrants: Entrants) -> Value {
    let plan = round_robin::league(entrants, false);
    let sizes = plan.round_sizes(Part::League);
    let odd = entrants.count() % 2 == 1;
    let rests: Vec<Entrant> = plan.rests.iter().map(|rest| rest.entrant).collect();
    json!({
        "rounds": sizes.len(),
        "matches": plan.matches.len(),
        "matches_per_round": sizes.first(),
        "byes_per_participant": usize::from(odd),
        "max_abs_home_minus_away": most_unbalanced(&plan),
        "berger_rounds": rounds(&plan, sizes.len()),
        "berger_byes": odd.then_some(rests),
    })
}

/// Home and away of each match, by round.
fn rounds(plan: &Plan, count: usize) -> Vec<Vec<[Entrant; 2]>> {
    let mut rounds = vec![Vec::new(); count];
    for m in &plan.matches {
        if let [Source::Entrant(home), Source::Entrant(away)] = m.sides {
            rounds[usize::from(m.round) - 1].push([home, away]);
        }
    }
    rounds
}

fn most_unbalanced(plan: &Plan) -> i32 {
    let mut balance = vec![0_i32; plan.entrants.count()];
    for m in &plan.matches {
        for (source, step) in m.sides.into_iter().zip([1, -1]) {
            if let Source::Entrant(entrant) = source {
                balance[entrant.index()] += step;
            }
        }
    }
    balance.iter().map(|b| b.abs()).max().unwrap_or(0)
}
