"""The steps of crates/graph/examples/national.rs by scipy, igraph and NetworKit, on the same file.

  networks.py FILE PERSONS EVENTS [STEP...]

FILE holds pairs of little-endian 32-bit numbers, person and event. Every step runs in a process of
its own and prints lines of what<tab>figure: result, wall seconds, processor seconds of all threads,
peak memory in MB (of the step, with its network already loaded). A step whose package is missing
is left out.
"""

import importlib.util
import os
import resource
import subprocess
import sys
import time

THREADS = 2
DAMPING, TOLERANCE = 0.85, 1e-9
SOURCES = 256
BLOCK = 20_000


def pairs(file):
    import numpy
    return numpy.fromfile(file, dtype="<u4").reshape(-1, 2)


def matrix(file, persons, events):
    """Persons by events, and its transpose, as compressed sparse rows."""
    import numpy
    import scipy.sparse
    both = pairs(file)
    ones = numpy.ones(len(both), dtype=numpy.int32)
    rows = scipy.sparse.csr_matrix((ones, (both[:, 0], both[:, 1])), shape=(persons, events))
    return rows, rows.T.tocsr()


def networkit_graph(file, persons, events):
    import networkit
    import numpy
    networkit.setNumberOfThreads(THREADS)
    both = pairs(file).astype(numpy.uint64)
    ends = (numpy.ascontiguousarray(both[:, 0]), both[:, 1] + persons)
    return networkit.GraphFromCoo(ends, n=persons + events, weighted=False, directed=False)


def igraph_graph(file, persons, events):
    import igraph
    import numpy
    both = pairs(file).astype(numpy.int64)
    both[:, 1] += persons
    return igraph.Graph(n=persons + events, edges=both)


def measured(step, work):
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        pass
    def processor():
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime
    cpu, wall = processor(), time.perf_counter()
    result = work()
    show(f"{step}_wall_s", f"{time.perf_counter() - wall:.3f}")
    show(f"{step}_cpu_s", f"{processor() - cpu:.2f}")
    with open("/proc/self/status") as file:
        peak = next(line for line in file if line.startswith("VmHWM:"))
    show(f"{step}_peak_mb", int(peak.split()[1]) // 1000)
    return result


def show(what, figure):
    print(f"{what}\t{figure}", flush=True)


def load_scipy(*file):
    measured("scipy_load", lambda: matrix(*file))


def components_scipy(file, persons, events):
    import scipy.sparse
    from scipy.sparse.csgraph import connected_components
    _, turned = matrix(file, persons, events)
    square = scipy.sparse.block_array([[None, turned.T], [turned, None]], format="csr")
    count, _ = measured("scipy_components", lambda: connected_components(square, directed=False))
    show("scipy_components", count)


def components_networkit(*file):
    import networkit
    graph = networkit_graph(*file)
    found = networkit.components.ParallelConnectedComponents(graph, False)
    measured("networkit_components", found.run)
    show("networkit_components", found.numberOfComponents())


def co_attendees_igraph(file, persons, events):
    graph = igraph_graph(file, persons, events)
    who = range(persons)
    met = measured("igraph_co_attendees", lambda: graph.neighborhood_size(who, order=2, mindist=2))
    show("igraph_co_attendees_sum", sum(met))


def projection_scipy(file, persons, events):
    import scipy.sparse
    rows, turned = matrix(file, persons, events)
    def blocks():
        kept = []
        for start in range(0, persons, BLOCK):
            shared = rows[start:start + BLOCK] @ turned
            shared.data[shared.data < 2] = 0
            shared = scipy.sparse.triu(shared, k=start + 1, format="csr")
            shared.eliminate_zeros()
            kept.append(shared)
        return kept
    kept = measured("scipy_projection", blocks)
    show("scipy_pairs_of_weight_2", sum(block.nnz for block in kept))
    show("scipy_weight_of_those_pairs", sum(int(block.data.sum()) for block in kept))


def pagerank_scipy(file, persons, events):
    import numpy
    rows, turned = matrix(file, persons, events)
    rows, turned = rows.astype(float), turned.astype(float)
    sizes = [numpy.diff(rows.indptr), numpy.diff(turned.indptr)]
    n = persons + events
    def ranks():
        inverse = [numpy.divide(1.0, size, where=size > 0, out=numpy.zeros(len(size))) for size in sizes]
        lone = [size == 0 for size in sizes]
        now = [numpy.full(len(size), 1.0 / n) for size in sizes]
        while True:
            idle = sum(rank[alone].sum() for rank, alone in zip(now, lone))
            jump = (1 - DAMPING + DAMPING * idle) / n
            new = [jump + DAMPING * (rows @ (now[1] * inverse[1])),
                   jump + DAMPING * (turned @ (now[0] * inverse[0]))]
            change = sum(numpy.abs(a - b).sum() for a, b in zip(new, now))
            now = new
            if change * DAMPING / (1 - DAMPING) < TOLERANCE:
                return now
    found = measured("scipy_pagerank", ranks)
    show("scipy_pagerank_of_persons_greatest", found[0].max())


def pagerank_igraph(file, persons, events):
    graph = igraph_graph(file, persons, events)
    rank = measured("igraph_pagerank", lambda: graph.pagerank(damping=DAMPING))
    show("igraph_pagerank_of_persons_greatest", max(rank[:persons]))


def pagerank_networkit(file, persons, events):
    import networkit
    graph = networkit_graph(file, persons, events)
    found = networkit.centrality.PageRank(graph, DAMPING, TOLERANCE)
    measured("networkit_pagerank", found.run)
    show("networkit_pagerank_of_persons_greatest", max(found.scores()[:persons]))


def communities_networkit(*file):
    import networkit
    graph = networkit_graph(*file)
    quality = networkit.community.Modularity()
    for name, found in [("louvain", networkit.community.PLM(graph, refine=False)),
                        ("leiden", networkit.community.ParallelLeiden(graph))]:
        measured(f"networkit_{name}", found.run)
        show(f"networkit_{name}_modularity", quality.getQuality(found.getPartition(), graph))


def betweenness_networkit(file, persons, events):
    import networkit
    graph = networkit_graph(file, persons, events)
    found = networkit.centrality.EstimateBetweenness(graph, SOURCES, False, True)
    measured("networkit_betweenness", found.run)
    show("networkit_betweenness_of_persons_greatest", max(found.scores()[:persons]))


STEPS = {name: work for name, work in globals().items()
         if name.rpartition("_")[2] in ("scipy", "igraph", "networkit") and callable(work)}
PACKAGES = ["numpy", "scipy", "igraph", "networkit"]


def main():
    file, persons, events, *chosen = sys.argv[1:]
    if len(chosen) == 1:
        STEPS[chosen[0]](file, int(persons), int(events))
        return
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    for step in chosen or STEPS:
        if step.rpartition("_")[2] not in missing and "numpy" not in missing:
            subprocess.run([sys.executable, __file__, file, persons, events, step],
                           env={**os.environ, "OMP_NUM_THREADS": str(THREADS)})


main()
