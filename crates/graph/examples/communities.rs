//! Communities of a national attendance file, measured: `communities FILE PERSONS EVENTS [SEED]`.
//! FILE holds little-endian pairs of 32-bit numbers, person and event. One line of JSON: wall and
//! processor seconds of the communities alone, peak memory of the process, modularity.

use graph::{TwoMode, communities};
use std::time::Instant;
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [file, persons, events, rest @ ..] = args.as_slice() else {
        return Err("usage: communities FILE PERSONS EVENTS [SEED]".into());
    };
    let seed = rest.first().map_or(Ok(1), |seed| seed.parse())?;
    let network = read(file, persons.parse()?, events.parse()?)?;
    fs::write("/proc/self/clear_refs", "5")?; // the peak counts from here
    let (loaded, cpu, wall) = (peak_mb(), cpu_seconds(), Instant::now());
    let found = communities(&network, 1.0, seed)?;
    println!(
        "{{\"step\": \"communities\", \"wall_s\": {:.2}, \"cpu_s\": {:.2}, \"loaded_mb\": {loaded}, \
         \"peak_mb\": {}, \"communities\": {}, \"modularity\": {:.6}}}",
        wall.elapsed().as_secs_f64(),
        cpu_seconds() - cpu,
        peak_mb(),
        found.count,
        found.modularity.unwrap_or(f64::NAN),
    );
    Ok(())
}

fn read(file: &str, persons: usize, events: usize) -> Result<TwoMode, Box<dyn Error>> {
    let bytes = fs::read(file)?;
    let number = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let pairs: Vec<(u32, u32)> = bytes
        .chunks_exact(8)
        .map(|pair| (number(pair), number(&pair[4..])))
        .collect();
    Ok(TwoMode::from_pairs(persons, events, &pairs)?)
}

/// Processor seconds of all threads so far, from the kernel's count in hundredths.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or("")
        .split_whitespace()
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|f| f.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// Peak resident memory in MB.
fn peak_mb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kb.unwrap_or(0) / 1024
}
