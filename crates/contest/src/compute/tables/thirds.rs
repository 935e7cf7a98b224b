//! The best thirds across groups.

use super::answer;
use super::read::At;
use super::teams::Teams;
use crate::rules::presets;
use crate::standings::{Line, explain};
use crate::thirds::thirds;
use serde_json::{Value, json};

/// Thirds in order, and the names of those who go on.
///
/// `rank` is the line in the list, as it is published: thirds that only lots can part stand in the
/// order of their groups there, are marked `needs_lots`, and don't qualify before lots where there
/// is no room for all of them.
pub(super) fn ranking(input: &At<'_>) -> Result<Value, String> {
    let mut rows: Vec<At<'_>> = input.need("thirds")?.some_items()?.collect();
    rows.sort_by_key(|row| row.get("group").map(|group| group.value().to_string()));
    let names: Result<Vec<At<'_>>, String> = rows.iter().map(|row| row.need("team")).collect();
    let teams = Teams::read(names?)?;
    let lines: Result<Vec<Line>, String> = rows.iter().map(line).collect();
    let mut group = teams.group(input)?;
    if group.fair_play.is_empty() {
        let marks = |row: &At<'_>| row.get("fair_play_points").map(|at| at.whole()).transpose();
        group.fair_play = rows.iter().map(marks).collect::<Result<_, _>>()?;
    }
    let qualify = qualify(input, rows.len())?;
    let rules = presets::thirds();
    let ranked = thirds(&rules, &group, lines?, qualify);
    let named = |list: &[usize]| {
        list.iter()
            .map(|team| teams.names[*team])
            .collect::<Vec<_>>()
    };
    let order: Vec<Value> = ranked
        .table
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let mut whole = answer::object(rows[row.team].value().clone());
            let [made, conceded] = row.line.tallies[0].unwrap_or_default();
            whole.insert("rank".to_owned(), json!(at + 1));
            whole.insert("needs_lots".to_owned(), json!(row.shared));
            whole.insert(
                "gd".to_owned(),
                json!(made.cast_signed() - conceded.cast_signed()),
            );
            Value::Object(whole)
        })
        .collect();
    Ok(json!({
        "order": order,
        "qualified": named(&ranked.qualified),
        "level_at_the_border": named(&ranked.level),
        "deciding": answer::deciding(&rules, &ranked.table, &teams.names, ["goal", "goal"]),
        "explanation": explain(&rules, &ranked.table, &teams.names),
    }))
}

fn line(row: &At<'_>) -> Result<Line, String> {
    let (made, conceded) = (row.need("gf")?.count()?, row.need("ga")?.count()?);
    if let Some(at) = row.get("gd")
        && at.whole()? != i64::from(made) - i64::from(conceded)
    {
        return Err(at.fails("selisih gol tidak sama dengan gf dikurangi ga"));
    }
    let line = Line {
        played: row.count_or_zero("played")?,
        won: row.count_or_zero("won")?,
        drawn: row.count_or_zero("drawn")?,
        lost: row.count_or_zero("lost")?,
        points: row.need("points")?.whole()?,
        tallies: [Some([made.into(), conceded.into()]), None, None],
    };
    let all = u64::from(line.won) + u64::from(line.drawn) + u64::from(line.lost);
    match row.get("played") {
        Some(at) if row.get("won").is_some() && all != u64::from(line.played) => {
            Err(at.fails("tidak sama dengan menang, seri dan kalah dijumlahkan"))
        }
        _ => Ok(line),
    }
}

fn qualify(input: &At<'_>, thirds: usize) -> Result<usize, String> {
    let Some(at) = input.get("qualify") else {
        return Ok(0);
    };
    let qualify = usize::try_from(at.count()?).unwrap_or(usize::MAX);
    if qualify > thirds {
        return Err(at.fails(format_args!("hanya ada {thirds} tim")));
    }
    Ok(qualify)
}
