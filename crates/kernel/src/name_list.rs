//! Lists pasted from a chat: who is on it, in what state, and which member that is.
//! `lists` finds the lines with people, `body` takes them apart, `matching` finds the members.
//! A list posted again replaces the older one; nothing is guessed when two members fit.

mod body;
mod cut;
mod heading;
mod lines;
mod lists;
mod matching;
mod remark;
mod runs;

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::name::key;
use matching::Roll;

/// A member who may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollEntry {
    /// What the caller knows the member by.
    pub id: String,
    /// The whole name.
    pub name: String,
    /// What people call the member.
    pub nickname: Option<String>,
    /// The number of the RT.
    pub rt: Option<u16>,
}

/// What a list says about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Hadir, also when late.
    Present,
    /// Izin: cannot come.
    Excused,
    /// Sakit.
    Sick,
    /// Tanpa keterangan: not there, and nobody knows why.
    Absent,
}

impl State {
    /// The word on pages and in lists.
    pub fn word(self) -> &'static str {
        match self {
            Self::Present => "hadir",
            Self::Excused => "izin",
            Self::Sick => "sakit",
            Self::Absent => "tanpa keterangan",
        }
    }
}

/// One person on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the text, from 1.
    pub line: usize,
    /// The name as written.
    pub name: String,
    /// What the list says; `None` where it says nothing.
    pub state: Option<State>,
    /// The id of the member, if exactly one fits.
    pub person: Option<String>,
    /// The ids of all who fit.
    pub candidates: Vec<String>,
}

/// A person as read from one line, before the members are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Read {
    line: usize,
    name: String,
    state: Option<State>,
    rt: Option<u16>,
    /// Which list of the text, and which posting of it.
    list: usize,
    copy: usize,
    /// Struck out: takes the person off earlier copies too.
    gone: bool,
}

/// Reads a pasted list against the roll.
pub fn read(text: &str, roll: &[RollEntry]) -> Vec<Entry> {
    let mut roll = Roll::new(roll);
    let people = lists::people(text, &mut |name, rt| {
        !roll.find(name, rt).candidates.is_empty()
    });
    let mut found: Vec<(Read, Entry)> = Vec::with_capacity(people.len());
    for read in people {
        let hit = roll.find(&read.name, read.rt);
        let ids = |all: &[usize]| all.iter().map(|&n| roll.id(n).to_owned()).collect();
        let entry = Entry {
            line: read.line,
            name: read.name.clone(),
            state: read.state,
            person: hit.person.map(|n| roll.id(n).to_owned()),
            candidates: ids(&hit.candidates),
        };
        found.push((read, entry));
    }
    last_copies(found)
}

/// Each person once per list: from the last copy that has the person.
fn last_copies(found: Vec<(Read, Entry)>) -> Vec<Entry> {
    let mut later: HashSet<(usize, String)> = HashSet::new();
    let mut same_copy: HashSet<(usize, String)> = HashSet::new();
    let mut copy = None;
    let mut kept = Vec::with_capacity(found.len());
    for (read, entry) in found.into_iter().rev() {
        if copy != Some(read.copy) {
            later.extend(same_copy.drain());
            copy = Some(read.copy);
        }
        let known = entry.person.is_some();
        let who = (
            read.list,
            entry
                .person
                .clone()
                .unwrap_or_else(|| format!("{}|{:?}", key(&read.name), read.rt)),
        );
        let twice = later.contains(&who) || (known && same_copy.contains(&who));
        same_copy.insert(who);
        if !twice && !read.gone {
            kept.push(entry);
        }
    }
    kept.reverse();
    kept
}

/// One case of the kind "whatsapp_list": `{text, roll}` to `{entries}`.
pub fn compute_case(input: &Value) -> Value {
    let roll = input["roll"]
        .as_array()
        .and_then(|all| all.iter().map(roll_entry).collect::<Option<Vec<_>>>());
    let (Some(text), Some(roll)) = (input["text"].as_str(), roll) else {
        return json!({"error": true});
    };
    let entries: Vec<Value> = read(text, &roll).iter().map(entry_json).collect();
    json!({"entries": entries})
}

fn entry_json(entry: &Entry) -> Value {
    json!({
        "line": entry.line,
        "name": entry.name,
        "state": entry.state.filter(|s| *s != State::Absent).map(State::word),
        "person": entry.person,
        "candidates": entry.candidates,
    })
}

fn roll_entry(value: &Value) -> Option<RollEntry> {
    let rt = match &value["rt"] {
        Value::Number(n) => n.as_u64().and_then(|n| u16::try_from(n).ok()),
        Value::String(s) => s.trim().parse().ok(),
        _ => None,
    };
    let nickname = value["panggilan"].as_str().filter(|n| !n.trim().is_empty());
    Some(RollEntry {
        id: value["id"].as_str()?.to_owned(),
        name: value["nama"].as_str()?.to_owned(),
        nickname: nickname.map(str::to_owned),
        rt,
    })
}

#[cfg(test)]
mod tests;
