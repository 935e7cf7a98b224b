//! A nation's attendance, measured step by step: `national FILE [PERSONS EVENTS [STEP…]]`.
//! FILE holds pairs of little-endian 32-bit numbers, person and event. Prints `what<tab>figure`:
//! of each step its result, wall and processor seconds of all threads, and peak memory in MB.

use graph::{TwoMode, betweenness, co_attendance, communities, components, read, reorder};
use std::io::Read;
use std::time::Instant;
use std::{env, error::Error, fs};

/// The projection last: what it holds at its peak stays with the process.
const STEPS: [&str; 6] = [
    "components",
    "co_attendees",
    "pagerank",
    "communities",
    "betweenness",
    "projection",
];
const SOURCES: usize = 256;
const SEED: u64 = 1;
const DAMPING: f64 = 0.85;
const TOLERANCE: f64 = 1e-9;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some(file) = args.first() else {
        return Err("usage: national FILE [PERSONS EVENTS [STEP…]]".into());
    };
    let sizes = match args.get(1..3) {
        Some(sizes) => Some((sizes[0].parse()?, sizes[1].parse()?)),
        None => None,
    };
    measured("start", || ());
    let chosen = args.get(3..).filter(|steps| !steps.is_empty());
    let network = measured("load", || load(file, sizes))?;
    print("persons", network.persons());
    print("events", network.events());
    print("attendances", network.attendances());
    let network = measured("reorder", || reorder(network)).network;
    for step in STEPS {
        if chosen.is_none_or(|chosen| chosen.iter().any(|name| name == step)) {
            run(step, &network)?;
        }
    }
    Ok(())
}

fn load(file: &str, sizes: Option<(usize, usize)>) -> Result<TwoMode, Box<dyn Error>> {
    let mut file = fs::File::open(file)?;
    let mut reader = read::Binary::with_capacity(file.metadata()?.len() as usize);
    let mut piece = vec![0; 1 << 20];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(reader.finish(sizes)?),
            size => reader.take(&piece[..size]),
        }
    }
}

fn run(step: &str, network: &TwoMode) -> Result<(), Box<dyn Error>> {
    match step {
        "components" => {
            let found = measured(step, || components(network));
            print("components", found.sizes.len());
            print(
                "largest_component",
                found.sizes.first().map_or(0, |part| part.1),
            );
        }
        "co_attendees" => {
            let met = measured(step, || co_attendance::co_attendees(network));
            print(
                "co_attendees_sum",
                met.iter().map(|&n| u64::from(n)).sum::<u64>(),
            );
            print("co_attendees_most", met.iter().max().unwrap_or(&0));
        }
        "projection" => {
            let pairs = measured(step, || co_attendance::pairs(network, 2));
            print("pairs_of_weight_2", pairs.len());
            print("weight_of_those_pairs", pairs.total());
        }
        "pagerank" => {
            let rank = measured(step, || {
                graph::two_mode_pagerank(network, DAMPING, TOLERANCE)
            });
            print("pagerank_sum", rank.iter().sum::<f64>());
            print(
                "pagerank_of_persons_greatest",
                greatest(&rank[..network.persons()]),
            );
        }
        "communities" => {
            let found = measured(step, || communities(network, 1.0, SEED))?;
            print("communities", found.count);
            print("modularity", found.modularity.unwrap_or(f64::NAN));
        }
        _ => {
            let found = measured(step, || betweenness::sampled(network, SOURCES, SEED));
            let persons = &found.score[..network.persons()];
            let first = (0..persons.len()).max_by(|&a, &b| persons[a].total_cmp(&persons[b]));
            print("betweenness_sources", found.sources);
            print("betweenness_of_persons_greatest", greatest(persons));
            print(
                "its_standard_error",
                first.map_or(f64::NAN, |at| found.error[at]),
            );
        }
    }
    Ok(())
}

fn greatest(figures: &[f64]) -> f64 {
    figures.iter().copied().fold(0.0, f64::max)
}

fn print(what: &str, figure: impl std::fmt::Display) {
    println!("{what}\t{figure}");
}

/// Does `work`; prints its wall seconds, processor seconds and the peak memory of the process.
fn measured<R>(step: &str, work: impl FnOnce() -> R) -> R {
    // Where this can't be written the peak is that of all steps so far.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let result = work();
    println!("{step}_wall_s\t{:.3}", wall.elapsed().as_secs_f64());
    println!("{step}_cpu_s\t{:.2}", cpu_seconds() - cpu);
    println!("{step}_peak_mb\t{}", peak_mb());
    result
}

/// Processor seconds of all threads so far, which the kernel counts in hundredths.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    fields
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// Peak memory of the process in MB.
fn peak_mb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}
