//! Changes of a case that keep it JSON: a value somewhere in it becomes another one, is taken
//! away, comes twice, or changes places with its neighbour.

use crate::apart;
use libfuzzer_sys::fuzzer_mutate;
use serde_json::{Value, json};

/// A `fuzz_mutator!`: changes the first `size` bytes of `case`, at most to `most`; the new size.
///
/// One time in four, and where `case` is no case, libFuzzer changes the bytes itself.
pub fn change(case: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut dice = Dice(u64::from(seed) << 1 | 1);
    let changed = apart(&case[..size]).and_then(|(kind, mut input)| {
        let places = count(&input);
        for _ in 0..=dice.below(3) {
            let place = dice.below(places);
            at(&mut input, place, &mut dice);
        }
        let text = format!("{kind}\n{input}");
        (text.len() <= most.min(case.len())).then_some(text)
    });
    match changed {
        Some(text) if dice.below(4) > 0 => {
            case[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(case, size, most),
    }
}

/// How many values there are in `value`, itself one of them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// Changes the value at `place`, counted from `value` itself downwards.
fn at(value: &mut Value, mut place: usize, dice: &mut Dice) {
    if place == 0 {
        return one(value, dice);
    }
    place -= 1;
    let inner: Vec<&mut Value> = match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => return,
    };
    for value in inner {
        let inside = count(value);
        if place < inside {
            return at(value, place, dice);
        }
        place -= inside;
    }
}

fn one(value: &mut Value, dice: &mut Dice) {
    let odd = dice.odd();
    match value {
        Value::Array(list) if !list.is_empty() && dice.below(4) > 0 => {
            let (a, b) = (dice.below(list.len()), dice.below(list.len()));
            match dice.below(4) {
                0 => drop(list.remove(a)),
                1 => list.insert(b, list[a].clone()),
                2 => list.swap(a, b),
                _ => list[a] = odd,
            }
        }
        Value::Object(fields) if !fields.is_empty() && dice.below(4) > 0 => {
            let at = dice.below(fields.len());
            let key = fields.keys().nth(at).cloned().unwrap_or_default();
            match dice.below(2) {
                0 => drop(fields.remove(&key)),
                _ => drop(fields.insert(key, odd)),
            }
        }
        Value::Number(number) if dice.below(3) > 0 => {
            let by = [-1.0, 1.0, 0.5, -100.0, 1e6][dice.below(5)];
            *value = match number.as_i64() {
                Some(whole) if by != 0.5 => json!(whole.saturating_add(by as i64)),
                _ => json!(number.as_f64().unwrap_or(0.0) * by),
            };
        }
        Value::String(text) if dice.below(2) > 0 => match dice.below(3) {
            0 => drop(text.pop()),
            1 => text.push(['a', '0', ' ', 'é', '\u{200b}'][dice.below(5)]),
            _ => *text = text.repeat(2),
        },
        _ => *value = odd,
    }
}

/// Numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 33) as usize % count.max(1)
    }

    /// A value that readers forget about.
    fn odd(&mut self) -> Value {
        let odd = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(1),
            json!(2.5),
            json!(1e300),
            json!(-0.0),
            json!(u32::MAX),
            json!(i64::MIN),
            json!(u64::MAX),
            json!(""),
            json!("A"),
            json!("2026-02-30"),
            json!([]),
            json!([[]]),
            json!({}),
        ];
        odd[self.below(odd.len())].clone()
    }
}
