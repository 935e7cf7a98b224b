//! A nation's attendance through `graph` and through the packages of Python that are there, on the
//! same file in the same run: each step of each, and our part of what the others need.

use std::collections::HashMap;
use std::process::Command;

use anyhow::Result;

use crate::bench::example;
use crate::env::{Scratch, output, root};
use crate::machine::which;

/// The steps, and what of ours is to be the same as theirs.
const STEPS: [(&str, &str); 8] = [
    ("start", ""),
    ("load", "attendances"),
    ("reorder", ""),
    ("components", "components"),
    ("co_attendees", "co_attendees_sum"),
    ("projection", "pairs_of_weight_2"),
    ("pagerank", "pagerank_of_persons_greatest"),
    ("communities", "modularity"),
];
const LAST: (&str, &str) = ("betweenness", "betweenness_sources");

/// Processor seconds that a step of others may take, its loading included.
const SECONDS: &str = "300";

/// A step of somebody: processor and wall seconds, peak memory in MB; the result, or why none.
struct Row {
    who: String,
    step: String,
    figures: Option<[f64; 3]>,
    result: String,
}

/// Measures everything, and gives the lines of a table.
///
/// The file is `GUYUB_BENCH_ATTENDANCE` (pairs of little-endian 32-bit numbers, person below
/// 1,000,000 and event below 100,000), or one made up for the purpose. The Python is
/// `GUYUB_BENCH_PYTHON` or `python3`, and others may take `GUYUB_BENCH_SECONDS` of processor time
/// for a step.
pub fn beside_others() -> Result<Vec<String>> {
    let folder = Scratch::new("networks")?;
    let made = folder.path().join("attendance.bin").display().to_string();
    let file = match std::env::var("GUYUB_BENCH_ATTENDANCE") {
        Ok(file) => file,
        Err(_) => {
            example("graph", "attendance", &[&made, "1000000", "100000"])?;
            made
        }
    };
    let args = [&*file, "1000000", "100000"];
    let ours = ours(&example("graph", "national", &args)?);
    let python = std::env::var("GUYUB_BENCH_PYTHON").ok().map(Into::into);
    let report = match python.or_else(|| which(&["python3"])) {
        None => String::new(),
        Some(python) => {
            let seconds = std::env::var("GUYUB_BENCH_SECONDS").unwrap_or_else(|_| SECONDS.into());
            let script = root().join("xtask/bench/networks.py");
            output(Command::new(python).arg(script).arg(seconds).args(args))?
        }
    };
    Ok(table(&ours, &theirs(&report)))
}

/// The lines of the example, `what<tab>figure`.
fn ours(report: &str) -> Vec<Row> {
    let lines = report.lines().filter_map(|line| line.split_once('\t'));
    let told: HashMap<&str, &str> = lines.collect();
    let row = |(step, result): (&str, &str)| {
        let of = |what| told.get(&*format!("{step}_{what}"))?.parse().ok();
        Some(Row {
            who: "guyub".into(),
            step: step.into(),
            figures: Some([of("cpu_s")?, of("wall_s")?, of("peak_mb")?]),
            result: told.get(result).copied().unwrap_or_default().into(),
        })
    };
    STEPS.into_iter().chain([LAST]).filter_map(row).collect()
}

/// The lines of `networks.py`.
fn theirs(report: &str) -> Vec<Row> {
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let (figures, result) = match fields[2..] {
            [cpu, wall, peak, result] => (
                Some([cpu.parse().ok()?, wall.parse().ok()?, peak.parse().ok()?]),
                result,
            ),
            [why] => (None, why),
            _ => return None,
        };
        Some(Row {
            who: fields[0].into(),
            step: fields[1].into(),
            figures,
            result: result.into(),
        })
    };
    let whole = report.lines().filter(|line| line.matches('\t').count() > 1);
    whole.filter_map(row).collect()
}

/// One line for each step of each, ours first; the ratios are ours to theirs.
fn table(ours: &[Row], theirs: &[Row]) -> Vec<String> {
    let head = [
        "step", "who", "CPU s", "ratio", "wall s", "ratio", "peak MB", "ratio", "result",
    ];
    let mut lines = vec![
        line(&head.map(str::to_owned)),
        line(&head.map(|_| "-".into())),
    ];
    for (step, _) in STEPS.into_iter().chain([LAST]) {
        let own = ours.iter().find(|row| row.step == step);
        let others = theirs.iter().filter(|row| row.step == step);
        for row in own.into_iter().chain(others) {
            let mut cells = vec![step.to_owned(), row.who.clone()];
            for at in 0..3 {
                let figure = row.figures.map(|figures| figures[at]);
                let base = own.filter(|own| own.who != row.who);
                let base = base.and_then(|own| own.figures).map(|figures| figures[at]);
                let ratio = figure.zip(base).filter(|(figure, _)| *figure > 0.0);
                let told = |value: f64| match at {
                    2 => format!("{value:.0}"),
                    _ => format!("{value:.2}"),
                };
                cells.push(figure.map(told).unwrap_or_default());
                let ratio = ratio.map(|(figure, base)| format!("{:.2}", base / figure));
                cells.push(ratio.unwrap_or_default());
            }
            cells.push(row.result.clone());
            lines.push(line(&cells));
        }
    }
    lines
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_stands_beside_that_of_others_with_its_ratio() {
        let ours = ours("load_wall_s\t1.0\nload_cpu_s\t0.5\nload_peak_mb\t100\nattendances\t7");
        let theirs = theirs("scipy\tload\t2.00\t4.00\t400\t7\nigraph\tbetweenness\ttoo long\n");
        let lines = table(&ours, &theirs);
        assert_eq!(
            lines[2..],
            [
                "| load | guyub | 0.50 |  | 1.00 |  | 100 |  | 7 |",
                "| load | scipy | 2.00 | 0.25 | 4.00 | 0.25 | 400 | 0.25 | 7 |",
                "| betweenness | igraph |  |  |  |  |  |  | too long |",
            ]
        );
    }
}
