//! How the classes of people mix: ties within and between them, assortativity, E-I index, and
//! the modularity of the partition into these classes.

use super::input::Names;
use super::top::{by_name, number};
use crate::{Error, Graph, mixing, modularity};
use serde_json::{Map, Value, json};

/// Adds `attribute_mixing` and `modularity_of_given_partition` to the answer.
pub(super) fn add(
    answer: &mut Value,
    graph: &Graph,
    names: &Names,
    classes: &[Option<String>],
) -> Result<(), Error> {
    let mut labels: Vec<&String> = classes.iter().flatten().collect();
    labels.sort();
    labels.dedup();
    let number_of = |class: &String| labels.binary_search(&class).ok().map(|at| at as u32);
    let numbers: Vec<Option<u32>> = classes
        .iter()
        .map(|class| class.as_ref().and_then(number_of))
        .collect();
    answer["attribute_mixing"] = mixing_of(graph, names, classes, &labels, &numbers)?;
    answer["modularity_of_given_partition"] = partition(graph, names, labels.len(), &numbers)?;
    Ok(())
}

fn mixing_of(
    graph: &Graph,
    names: &Names,
    classes: &[Option<String>],
    labels: &[&String],
    numbers: &[Option<u32>],
) -> Result<Value, Error> {
    let plain = mixing(&graph.without_weights(), numbers)?;
    let mut within: Map<String, Value> = labels
        .iter()
        .map(|&label| (label.clone(), json!(0)))
        .collect();
    let mut between = Map::new();
    for (a, b, ties) in plain.each() {
        let (first, second) = (labels[a as usize], labels[b as usize]);
        if a == b {
            within.insert(first.clone(), number(ties));
        } else {
            between.insert(format!("{first}|{second}"), number(ties));
        }
    }
    let weighted = if graph.is_weighted() {
        mixing(graph, numbers)?.ei_index()
    } else {
        None
    };
    Ok(json!({
        "attribute": by_name(&names.names, classes),
        "edges_within_and_between": { "within": within, "between": between },
        "assortativity_unweighted": plain.assortativity(),
        "EI_index_unweighted": plain.ei_index(),
        "EI_index_weighted": weighted,
    }))
}

/// The parts as lists of names, and Q; undefined where somebody has no class.
fn partition(
    graph: &Graph,
    names: &Names,
    parts: usize,
    numbers: &[Option<u32>],
) -> Result<Value, Error> {
    let mut lists: Vec<Vec<&String>> = vec![Vec::new(); parts];
    for (name, number) in names.names.iter().zip(numbers) {
        if let Some(number) = number {
            lists[*number as usize].push(name);
        }
    }
    let whole: Option<Vec<u32>> = numbers.iter().copied().collect();
    let q = whole
        .map(|parts| modularity(graph, &parts, 1.0))
        .transpose()?
        .flatten();
    Ok(json!({ "partition": lists, "Q": q }))
}
