"""The steps of crates/graph/examples/national.rs by scipy, igraph and NetworKit, on the same file.

  networks.py SECONDS FILE PERSONS EVENTS [STEP...]

FILE holds pairs of little-endian 32-bit numbers, person and event. Every step runs in a process of
its own, for SECONDS of processor time and in MOST_MEMORY at most, and prints lines of
who<tab>step<tab>processor seconds of all threads<tab>wall seconds<tab>peak memory in MB of the
process (of the step, with its network already loaded)<tab>result; or who<tab>step<tab>why not.
A step whose package is missing is left out.
"""

import importlib.util
import os
import resource
import signal
import subprocess
import sys
import time

THREADS = 2
DAMPING, TOLERANCE = 0.85, 1e-9
SOURCES = 256
BLOCK = 20_000
MOST_MEMORY = 12 << 30


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


def measured(who, step, work, result):
    """Does `work`, and tells what `result` makes of it."""
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        pass
    def processor():
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime
    cpu, wall = processor(), time.perf_counter()
    found = work()
    cpu, wall, peak = processor() - cpu, time.perf_counter() - wall, peak_mb()
    show(who, step, f"{cpu:.2f}", f"{wall:.2f}", peak, result(found))


def peak_mb():
    with open("/proc/self/status") as file:
        peak = next(line for line in file if line.startswith("VmHWM:"))
    return int(peak.split()[1]) // 1000


def show(*fields):
    print(*fields, sep="\t", flush=True)


def start_scipy(*_):
    import scipy.sparse.csgraph
    measured("scipy", "start", lambda: None, lambda _: scipy.__version__)


def start_igraph(*_):
    import igraph, numpy
    measured("igraph", "start", lambda: None, lambda _: igraph.__version__)


def start_networkit(*_):
    import networkit, numpy
    measured("NetworKit", "start", lambda: None, lambda _: networkit.__version__)


def load_scipy(*file):
    measured("scipy", "load", lambda: matrix(*file), lambda both: both[0].nnz)


def components_scipy(file, persons, events):
    import scipy.sparse
    from scipy.sparse.csgraph import connected_components
    _, turned = matrix(file, persons, events)
    square = scipy.sparse.block_array([[None, turned.T], [turned, None]], format="csr")
    work = lambda: connected_components(square, directed=False)
    measured("scipy", "components", work, lambda found: found[0])


def components_networkit(*file):
    import networkit
    graph = networkit_graph(*file)
    found = networkit.components.ParallelConnectedComponents(graph, False)
    measured("NetworKit", "components", found.run, lambda _: found.numberOfComponents())


def co_attendees_igraph(file, persons, events):
    graph = igraph_graph(file, persons, events)
    who = range(persons)
    work = lambda: graph.neighborhood_size(who, order=2, mindist=2)
    measured("igraph", "co_attendees", work, sum)


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
    measured("scipy", "projection", blocks, lambda kept: sum(block.nnz for block in kept))


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
    measured("scipy", "pagerank", ranks, lambda found: found[0].max())


def pagerank_igraph(file, persons, events):
    graph = igraph_graph(file, persons, events)
    work = lambda: graph.pagerank(damping=DAMPING)
    measured("igraph", "pagerank", work, lambda rank: max(rank[:persons]))


def pagerank_networkit(file, persons, events):
    import networkit
    graph = networkit_graph(file, persons, events)
    found = networkit.centrality.PageRank(graph, DAMPING, TOLERANCE)
    measured("NetworKit", "pagerank", found.run, lambda _: max(found.scores()[:persons]))


def communities(file, name, algorithm):
    import networkit
    graph = networkit_graph(*file)
    found = algorithm(networkit.community, graph)
    quality = networkit.community.Modularity()
    measured(name, "communities", found.run, lambda _: quality.getQuality(found.getPartition(), graph))


def communities_louvain_networkit(*file):
    communities(file, "NetworKit Louvain", lambda community, graph: community.PLM(graph, refine=False))


def communities_leiden_networkit(*file):
    communities(file, "NetworKit Leiden", lambda community, graph: community.ParallelLeiden(graph))


def betweenness_networkit(*file):
    import networkit
    graph = networkit_graph(*file)
    found = networkit.centrality.EstimateBetweenness(graph, SOURCES, False, True)
    measured("NetworKit", "betweenness", found.run, lambda _: f"{SOURCES} sources")


def betweenness_igraph(file, persons, events):
    import random
    graph = igraph_graph(file, persons, events)
    sources = random.Random(1).sample(range(persons + events), SOURCES)
    work = lambda: graph.betweenness(directed=False, sources=sources)
    measured("igraph", "betweenness", work, lambda _: f"{SOURCES} sources")


STEPS = {name: work for name, work in globals().items()
         if name.rpartition("_")[2] in ("scipy", "igraph", "networkit") and callable(work)}
PACKAGES = ["numpy", "scipy", "igraph", "networkit"]


NAMES = {"scipy": "scipy", "igraph": "igraph", "networkit": "NetworKit"}


def alone(step, seconds, file):
    """One step in a process of its own; says so where it doesn't come to an end."""
    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    done = subprocess.run([sys.executable, __file__, str(seconds), *file, step],
                          env={**os.environ, "OMP_NUM_THREADS": str(THREADS)},
                          preexec_fn=limits, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        what, _, package = step.rpartition("_")
        last = done.stderr.strip().rpartition("\n")[2] or f"signal {-done.returncode}"
        over = done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        show(NAMES[package], what, f"not within {seconds} CPU s" if over else last)


def main():
    seconds, *file = sys.argv[1:5]
    chosen = sys.argv[5:]
    if len(chosen) == 1:
        STEPS[chosen[0]](file[0], *map(int, file[1:]))
        return
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    for step in chosen or STEPS:
        if step.rpartition("_")[2] not in missing and "numpy" not in missing:
            alone(step, int(seconds), file)


main()
