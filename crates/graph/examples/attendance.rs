//! A made-up nation's attendance as a file: `attendance FILE [PERSONS EVENTS ATTENDANCES [SEED]]`
//! (about so many attendances). FILE will hold pairs of little-endian 32-bit numbers, person and event, by event, then person.
//! Villages of about 400; five seats of six go to the event's own village, the rest to anybody.

use graph::Random;
use std::{collections::BTreeSet, env, error::Error, fs};

const VILLAGE: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some(file) = args.first() else {
        return Err("usage: attendance FILE [PERSONS EVENTS ATTENDANCES [SEED]]".into());
    };
    let number = |at: usize, default: usize| args.get(at).map_or(Ok(default), |text| text.parse());
    let (persons, events) = (number(1, 1_000_000)?, number(2, 100_000)?);
    let attendances = number(3, 10_000_000)?;
    let mut random = Random::new(number(4, 1)? as u64);
    // Numbers say nothing about villages.
    let mut place: Vec<u32> = (0..persons as u32).collect();
    random.shuffle(&mut place);
    let mut bytes = Vec::with_capacity(attendances * 9);
    for event in 0..events as u32 {
        let seats = seats(&mut random, persons, attendances / events);
        let present: BTreeSet<u32> = seats.into_iter().map(|seat| place[seat]).collect();
        for person in present {
            bytes.extend([person.to_le_bytes(), event.to_le_bytes()].concat());
        }
    }
    Ok(fs::write(file, bytes)?)
}

/// Seats of one event, on average about `mean`, some taken twice: many small events and few large ones.
fn seats(random: &mut Random, persons: usize, mean: usize) -> Vec<usize> {
    let own = random.below(persons / VILLAGE + 1) * VILLAGE;
    let size = (mean as f64 * 0.5 * random.unit().powf(-0.5)) as usize;
    let size = size
        .clamp(2.min(persons), (mean * 40).max(2))
        .min(persons / 2 + 1);
    let seat = |at: usize| {
        let village = own + random.below(VILLAGE);
        let anybody = random.below(persons);
        let stays = at % 6 != 5 && at < VILLAGE / 2 && village < persons;
        if stays { village } else { anybody }
    };
    (0..size).map(seat).collect()
}
