//! Everything about attendance, as one JSON object: the network of persons and events, the
//! projections on either, and who was with whom how often.

use super::input::{self, Names};
use super::one_mode::{measures, parts, size};
use super::top::{by_name, number};
use crate::clustering::robins_alexander;
use crate::{Graph, TwoMode, betweenness, components, newman_projection, paths, projection};
use serde_json::{Map, Value, json};

/// More persons than this get no matrix of everybody with everybody.
const LARGEST_MATRIX: usize = 1_000;

/// The answer to a case of kind `two_mode_network`.
pub(super) fn answer(input: &Value) -> Result<Value, String> {
    let persons = Names::read(input, "persons", "orang")?;
    let events = Names::read(input, "events", "acara")?;
    let pairs = input::attendance(input, &persons, &events)?;
    let classes = persons.classes(input, "person_attribute")?;
    let network = TwoMode::from_pairs(persons.len(), events.len(), &pairs)
        .map_err(|error| error.to_string())?;
    let plain = projection(&network);
    let mut answer = json!({
        "two_mode": two_mode(&network, &persons.names, &events.names)?,
        "person_projection": measures(&plain, &persons, classes.as_deref())?,
        "event_projection": size(&projection(&network.turned())),
        "newman_collaboration_projection": newman(&network, &persons.names),
    });
    if network.persons() <= LARGEST_MATRIX {
        answer["co_attendance_matrix"] = matrix(&network, &plain, &persons.names);
    }
    Ok(answer)
}

fn two_mode(network: &TwoMode, persons: &[String], events: &[String]) -> Result<Value, String> {
    let attended: Vec<usize> = (0..persons.len() as u32)
        .map(|p| network.events_of(p).len())
        .collect();
    let attendance: Vec<usize> = (0..events.len() as u32)
        .map(|e| network.persons_of(e).len())
        .collect();
    let without: Vec<&String> = persons
        .iter()
        .zip(&attended)
        .filter(|(_, n)| **n == 0)
        .map(|(name, _)| name)
        .collect();
    let mut answer = json!({
        "persons": persons.len(),
        "events": events.len(),
        "attendances": network.attendances(),
        "density": network.density(),
        "events_per_person": by_name(persons, &attended),
        "persons_per_event": by_name(events, &attendance),
        "persons_without_event": without,
        "components": parts(&components(network)),
        "robins_alexander_clustering": robins_alexander(network),
        "sum_over_events_C_k_2": network.pairs_met(),
    });
    centrality(
        &mut answer,
        network,
        &[attended, attendance].concat(),
        &both(persons, events)?,
    );
    Ok(answer)
}

/// Persons, then events; a name that is both could not be told apart.
fn both(persons: &[String], events: &[String]) -> Result<Vec<String>, String> {
    let known: std::collections::HashSet<&String> = persons.iter().collect();
    if let Some(name) = events.iter().find(|name| known.contains(name)) {
        return Err(format!(
            "“{name}” adalah nama orang dan nama acara; bedakan salah satunya"
        ));
    }
    Ok([persons, events].concat())
}

fn centrality(answer: &mut Value, network: &TwoMode, degree: &[usize], names: &[String]) {
    let persons = network.persons();
    let others = |node: usize| {
        if node < persons {
            network.events()
        } else {
            persons
        }
    };
    let share = |(node, degree): (usize, &usize)| *degree as f64 / others(node) as f64;
    let degree: Vec<f64> = degree.iter().enumerate().map(share).collect();
    let views = paths::views(network);
    let raw = betweenness::betweenness(network);
    let (of_person, of_event) = betweenness::greatest_two_mode(network);
    let part = |(node, raw): (usize, &f64)| {
        let greatest = if node < persons { of_person } else { of_event };
        if greatest > 0.0 { raw / greatest } else { 0.0 }
    };
    let between: Vec<f64> = raw.iter().enumerate().map(part).collect();
    answer["degree_centrality_normalized"] = by_name(names, &degree);
    answer["betweenness_normalized_two_mode"] = by_name(names, &between);
    answer["closeness_normalized_two_mode"] =
        by_name(names, &paths::two_mode_closeness(network, &views));
}

fn newman(network: &TwoMode, persons: &[String]) -> Value {
    let graph = newman_projection(network);
    let strength: Vec<f64> = (0..persons.len() as u32)
        .map(|v| graph.strength(v))
        .collect();
    let name = |v: u32| &persons[v as usize];
    let pair =
        |(a, b, weight): (u32, u32, f64)| (format!("{}|{}", name(a), name(b)), json!(weight));
    let weights: Map<String, Value> = graph.each_tie().map(pair).collect();
    json!({ "strength": by_name(persons, &strength), "weights": weights })
}

/// Shared events of everybody with everybody; the diagonal holds a person's own events.
fn matrix(network: &TwoMode, plain: &Graph, persons: &[String]) -> Value {
    let row = |a: u32| {
        let mut row = vec![json!(0); persons.len()];
        row[a as usize] = json!(network.events_of(a).len());
        plain
            .arcs(a)
            .for_each(|(b, weight)| row[b as usize] = number(weight));
        Value::Array(row)
    };
    let rows: Vec<Value> = (0..persons.len() as u32).map(row).collect();
    json!({ "order": persons, "matrix": rows })
}
