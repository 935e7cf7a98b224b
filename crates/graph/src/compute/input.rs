//! Reads the names, pairs and classes of a case; says in one sentence what it can't read.
//! Names are texts or whole numbers; places count from 1.

use crate::Graph;
use serde_json::Value;
use std::collections::HashMap;

/// Names in the order of the input; the place in it is a node's number.
pub(super) struct Names<'a> {
    /// What they name, in Indonesian: orang, acara, simpul.
    what: &'static str,
    pub(super) names: Vec<String>,
    numbers: HashMap<Name<'a>, u32>,
}

/// A name as it is written in the input.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Name<'a> {
    Text(&'a str),
    Number(i64),
}

impl<'a> Names<'a> {
    /// The names under `key`: at least one, none twice.
    pub(super) fn read(input: &'a Value, key: &str, what: &'static str) -> Result<Self, String> {
        let list = list(input, key)?;
        if list.is_empty() {
            return Err(format!(
                "daftar “{key}” kosong; isi paling sedikit satu {what}"
            ));
        }
        let (mut names, mut numbers) = (Vec::with_capacity(list.len()), HashMap::new());
        for (place, value) in (1..).zip(list) {
            let name = name(value).ok_or_else(|| {
                format!("{what} ke-{place} dalam “{key}” bukan nama; tulis sebagai teks")
            })?;
            if let Some(first) = numbers.insert(name, names.len() as u32) {
                let (name, first) = (written(value), first + 1);
                return Err(format!(
                    "{what} “{name}” tertulis dua kali, ke-{first} dan ke-{place}"
                ));
            }
            names.push(written(value));
        }
        Ok(Self {
            what,
            names,
            numbers,
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The number of the name at position `at` of a pair; `row` says where that pair stands.
    fn number(&self, pair: &'a [Value], at: usize, row: &str) -> Result<u32, String> {
        let what = self.what;
        let value = &pair[at];
        let name = name(value).ok_or_else(|| format!("{row}: {what} di sana bukan nama"))?;
        let unknown = || {
            format!(
                "{row} menyebut {what} “{}” yang tidak ada di daftar",
                written(value)
            )
        };
        self.numbers.get(&name).copied().ok_or_else(unknown)
    }

    /// The class of each name under `key`, a text or a number; `None` where it has none.
    ///
    /// `Ok(None)` where the input has no such key.
    pub(super) fn classes(
        &self,
        input: &Value,
        key: &str,
    ) -> Result<Option<Vec<Option<String>>>, String> {
        let given = match input.get(key) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Object(map)) => map,
            Some(_) => return Err(format!("“{key}” harus berupa pasangan nama dan golongan")),
        };
        let what = self.what;
        if let Some(name) = given.keys().find(|name| !self.names.contains(name)) {
            return Err(format!(
                "“{key}” menyebut {what} “{name}” yang tidak ada di daftar"
            ));
        }
        let class = |name: &String| match given.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(_) | Value::Object(_)) => {
                Err(format!("golongan {what} “{name}” dalam “{key}” bukan teks"))
            }
            Some(value) => Ok(Some(written(value))),
        };
        self.names
            .iter()
            .map(class)
            .collect::<Result<_, _>>()
            .map(Some)
    }
}

/// The attendances: pairs of person and event, each once, no event without persons.
pub(super) fn attendance(
    input: &Value,
    persons: &Names,
    events: &Names,
) -> Result<Vec<(u32, u32)>, String> {
    let list = list(input, "attendance")?;
    let (mut pairs, mut seen) = (Vec::with_capacity(list.len()), HashMap::new());
    for (place, value) in (1..).zip(list) {
        let row = format!("kehadiran ke-{place}");
        let pair = value.as_array().filter(|pair| pair.len() == 2);
        let pair = pair.ok_or_else(|| format!("{row} bukan pasangan orang dan acara"))?;
        let found = (
            persons.number(pair, 0, &row)?,
            events.number(pair, 1, &row)?,
        );
        if let Some(first) = seen.insert(found, place) {
            let (person, event) = (written(&pair[0]), written(&pair[1]));
            return Err(format!(
                "{row}: orang “{person}” sudah tercatat di acara “{event}” pada kehadiran ke-{first}"
            ));
        }
        pairs.push(found);
    }
    let mut visited = vec![false; events.len()];
    pairs
        .iter()
        .for_each(|&(_, event)| visited[event as usize] = true);
    if let Some(empty) = visited.iter().position(|&visited| !visited) {
        let name = &events.names[empty];
        return Err(format!(
            "acara ke-{} “{name}” tidak dihadiri siapa pun",
            empty + 1
        ));
    }
    Ok(pairs)
}

/// The network of the ties: pairs of nodes, each once, perhaps with weights.
pub(super) fn graph(input: &Value, nodes: &Names) -> Result<Graph, String> {
    let list = list(input, "edges")?;
    let (mut ties, mut seen) = (Vec::with_capacity(list.len()), HashMap::new());
    let mut weighted = false;
    for (place, value) in (1..).zip(list) {
        let row = format!("hubungan ke-{place}");
        let tie = value.as_array().filter(|tie| (2..=3).contains(&tie.len()));
        let tie = tie.ok_or_else(|| format!("{row} bukan pasangan simpul, boleh dengan bobot"))?;
        let (a, b) = (nodes.number(tie, 0, &row)?, nodes.number(tie, 1, &row)?);
        if a == b {
            let name = written(&tie[0]);
            return Err(format!("{row} mengaitkan “{name}” dengan dirinya sendiri"));
        }
        if let Some(first) = seen.insert((a.min(b), a.max(b)), place) {
            return Err(format!(
                "{row} sama dengan hubungan ke-{first}; tulis sekali saja"
            ));
        }
        weighted |= tie.len() == 3;
        ties.push((
            a,
            b,
            tie.get(2).map_or(Ok(1.0), |value| weight(value, &row))?,
        ));
    }
    let graph = Graph::from_weighted_ties(nodes.len(), &ties).map_err(|e| e.to_string())?;
    Ok(if weighted {
        graph
    } else {
        graph.without_weights()
    })
}

fn weight(value: &Value, row: &str) -> Result<f64, String> {
    let weight = value.as_f64().filter(|w| w.is_finite());
    let weight = weight.ok_or_else(|| format!("bobot {row} bukan bilangan"))?;
    if weight > 0.0 && weight < 1e100 {
        return Ok(weight);
    }
    Err(format!(
        "bobot {row} adalah {weight}, padahal harus lebih dari nol dan di bawah 1e100"
    ))
}

fn list<'a>(input: &'a Value, key: &str) -> Result<&'a Vec<Value>, String> {
    let missing = || format!("isian tidak memuat daftar “{key}”");
    input.get(key).and_then(Value::as_array).ok_or_else(missing)
}

fn name(value: &Value) -> Option<Name<'_>> {
    let text = value.as_str().filter(|text| !text.trim().is_empty());
    text.map(Name::Text)
        .or_else(|| value.as_i64().map(Name::Number))
}

fn written(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
