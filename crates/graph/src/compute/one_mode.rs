//! Everything about a network of people and people, as one JSON object.
//! The projection of a two-mode network is measured in the same way.

use super::input::{self, Names};
use super::mixed;
use super::top::{add_greatest, by_name, number};
use crate::clustering::{average_clustering, local_clustering, transitivity, triangles};
use crate::{
    Components, Graph, betweenness, communities, components, constraint, core_numbers, cuts,
};
use crate::{degree_assortativity, effective_size, eigenvector, pagerank, paths};
use serde_json::{Value, json};

const DAMPING: f64 = 0.85;
const TOLERANCE: f64 = 1e-14;
const SEED: u64 = 1;

/// The answer to a case of kind `one_mode_network`.
pub(super) fn answer(input: &Value) -> Result<Value, String> {
    let nodes = Names::read(input, "nodes", "simpul")?;
    let graph = input::graph(input, &nodes)?;
    let classes = nodes.classes(input, "node_attribute")?;
    measures(&graph, &nodes, classes.as_deref())
}

/// The measures of a network whose nodes have these names and perhaps classes.
pub(super) fn measures(
    graph: &Graph,
    names: &Names,
    classes: Option<&[Option<String>]>,
) -> Result<Value, String> {
    let mut answer = size(graph);
    ties(&mut answer, graph, &names.names);
    distances(&mut answer, graph, &names.names);
    walks(&mut answer, graph, &names.names);
    cohesion(&mut answer, graph, &names.names);
    answer["community_quality"] = groups(graph, &names.names)?;
    if let Some(classes) = classes {
        mixed::add(&mut answer, graph, names, classes).map_err(|e| e.to_string())?;
    }
    Ok(answer)
}

/// Nodes, ties, density and total weight.
pub(super) fn size(graph: &Graph) -> Value {
    json!({
        "nodes": graph.nodes(),
        "edges": graph.ties(),
        "density": graph.density(),
        "total_weight": number(graph.total_weight()),
    })
}

/// Number and sizes of components, largest first.
pub(super) fn parts(found: &Components) -> Value {
    let sizes: Vec<usize> = found.sizes.iter().map(|&(_, size)| size).collect();
    json!({ "count": sizes.len(), "sizes": sizes })
}

fn ties(answer: &mut Value, graph: &Graph, names: &[String]) {
    let nodes = 0..graph.nodes() as u32;
    let degree: Vec<usize> = nodes.clone().map(|v| graph.degree(v)).collect();
    let strength: Vec<f64> = nodes.map(|v| graph.strength(v)).collect();
    let others = graph.nodes() as f64 - 1.0;
    let share = |&degree: &usize| (others > 0.0).then(|| degree as f64 / others);
    let isolates: Vec<&String> = names
        .iter()
        .zip(&degree)
        .filter(|(_, degree)| **degree == 0)
        .map(|(name, _)| name)
        .collect();
    answer["components"] = parts(&components(graph));
    answer["components"]["isolates"] = json!(isolates);
    answer["isolates"] = json!(isolates);
    answer["degree"] = by_name(names, &degree);
    answer["degree_centrality"] = by_name(names, &degree.iter().map(share).collect::<Vec<_>>());
    let written: Vec<Value> = strength.iter().map(|&strength| number(strength)).collect();
    answer["strength"] = by_name(names, &written);
    add_greatest(answer, "strength", names, &strength);
}

fn distances(answer: &mut Value, graph: &Graph, names: &[String]) {
    let views = paths::views(graph);
    let closeness = paths::closeness(&views);
    let harmonic: Vec<f64> = views.iter().map(|view| view.harmonic).collect();
    answer["average_shortest_path_length"] = json!(paths::average_path(&views));
    answer["diameter"] = json!(paths::diameter(&views));
    answer["closeness_wasserman_faust"] = by_name(names, &closeness);
    answer["harmonic_closeness_sum"] = by_name(names, &harmonic);
    add_greatest(answer, "closeness_wasserman_faust", names, &closeness);
    let raw = betweenness::betweenness(graph);
    let greatest = betweenness::greatest(graph.nodes());
    let share = |raw: &f64| if greatest > 0.0 { raw / greatest } else { 0.0 };
    let normalized: Vec<f64> = raw.iter().map(share).collect();
    answer["betweenness_unweighted_raw"] = by_name(names, &raw);
    answer["betweenness_unweighted_normalized"] = by_name(names, &normalized);
    add_greatest(answer, "betweenness_normalized", names, &normalized);
}

fn walks(answer: &mut Value, graph: &Graph, names: &[String]) {
    let plain = graph.without_weights();
    for (network, vector, rank) in [
        (&plain, "eigenvector_unweighted_unit_norm", "pagerank_0.85"),
        (
            graph,
            "eigenvector_weighted_unit_norm",
            "pagerank_0.85_weighted",
        ),
    ] {
        let found = eigenvector(network);
        answer[vector] = found
            .as_ref()
            .map_or(Value::Null, |score| by_name(names, score));
        add_greatest(answer, vector, names, found.as_deref().unwrap_or_default());
        answer[rank] = by_name(names, &pagerank(network, DAMPING, TOLERANCE));
    }
}

/// The best division found and its modularity: one such, others may be as good.
fn groups(graph: &Graph, names: &[String]) -> Result<Value, String> {
    let found = communities(graph, 1.0, SEED).map_err(|error| error.to_string())?;
    let mut lists: Vec<Vec<&String>> = vec![Vec::new(); found.count];
    found
        .of
        .iter()
        .zip(names)
        .for_each(|(&group, name)| lists[group as usize].push(name));
    Ok(json!({
        "Q": found.modularity,
        "partition": lists,
        "best_Q_found": found.modularity,
        "best_partition": lists,
    }))
}

fn cohesion(answer: &mut Value, graph: &Graph, names: &[String]) {
    let plain = graph.without_weights();
    let through = triangles(graph);
    let local = local_clustering(graph, &through);
    answer["local_clustering"] = by_name(names, &local);
    answer["average_clustering"] = json!(average_clustering(&local));
    answer["transitivity"] = json!(transitivity(graph, &through));
    answer["k_core_number"] = by_name(names, &core_numbers(graph));
    let found = cuts(graph);
    let name = |&v: &u32| &names[v as usize];
    answer["articulation_points"] = json!(found.nodes.iter().map(name).collect::<Vec<_>>());
    let bridge = |(a, b): &(u32, u32)| [name(a).clone(), name(b).clone()];
    answer["bridges"] = json!(found.bridges.iter().map(bridge).collect::<Vec<_>>());
    answer["burt_constraint_unweighted"] = by_name(names, &constraint(&plain));
    answer["burt_effective_size_unweighted"] = by_name(names, &effective_size(&plain));
    answer["degree_assortativity"] = json!(degree_assortativity(graph));
}
