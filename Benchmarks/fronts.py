"""Times Poise's hypervolume and contributions beside moocore in one run and prints a table.

    swift build --configuration release --product FrontBenchmarks
    python3 fronts.py .build/release/FrontBenchmarks        (needs numpy and moocore, measured 0.3.2)

Fronts are drawn here (seed 1) and handed over as a file; answers are compared before a time is
reported. Each time is the median over alternating rounds of the best repeat, on one processor."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import moocore
import numpy as np

WORKS = [
    ("volume", 2, 100_000), ("volume", 3, 10_000), ("volume", 4, 1_000), ("volume", 6, 300),
    ("contributions", 4, 1_000)]
SHAPES = ["concave", "convex", "linear", "random"]


def front(rng, n, m, shape):
    if shape == "random":
        return rng.random((n, m))
    if shape == "linear":
        x = rng.exponential(size=(n, m))
        return x / x.sum(axis=1, keepdims=True)
    x = np.abs(rng.standard_normal((n, m)))
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x if shape == "concave" else 1 - x


def rival(work, points, repeats):
    reference = np.full(points.shape[1], 1.1)
    call = moocore.hypervolume if work == "volume" else moocore.hv_contributions
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = call(points, ref=reference)
        times.append(time.perf_counter() - start)
    return min(times), np.atleast_1d(found)


def corrected(points, found, wanted):
    """moocore calls some contributions 0 that its own volumes show: those are taken from volumes."""
    reference = np.full(points.shape[1], 1.1)
    kept = moocore.is_nondominated(points)
    for point in np.flatnonzero((wanted == 0) & (found > 0)):
        rest = kept.copy()
        rest[point] = False
        wanted[point] = (moocore.hypervolume(points[kept], ref=reference)
                         - moocore.hypervolume(points[rest], ref=reference))
    return wanted


def ours(program, work, path, m, repeats):
    done = subprocess.run(
        [program, work, path, str(m), str(repeats)], capture_output=True, text=True, check=True)
    line = json.loads(done.stdout)
    return line["best"], np.array(line["answer"])


def milliseconds(x):
    return f"{x * 1e3:.3g} ms"


def main():
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    rng = np.random.default_rng(1)
    print("| work | rival | Poise | rival takes | ratio | agree to |\n|---|---|---|---|---|---|")
    with tempfile.NamedTemporaryFile() as file:
        for work, m, n in WORKS:
            for shape in SHAPES:
                points = front(rng, n, m, shape)
                points.tofile(file.name)
                mine, other = [], []
                for _ in range(3):
                    took, found = ours(sys.argv[1], work, file.name, m, 9)
                    mine.append(took)
                    took, wanted = rival(work, points, 1 if work == "contributions" else 9)
                    other.append(took)
                if work == "contributions":
                    wanted = corrected(points, found, np.array(wanted))
                gap = np.max(np.abs(found - wanted)) / np.sum(wanted)
                if not gap < 1e-12:
                    sys.exit(f"{work} {m}-D {shape}: answers differ by {gap:.2e}")
                a, b = statistics.median(mine), statistics.median(other)
                print(f"| {work}, {m}-D {shape}, {n:,} points | moocore {moocore.__version__} "
                      f"| {milliseconds(a)} | {milliseconds(b)} | {b / a:.2g}× | {gap:.0e} |",
                      flush=True)
    members(sys.argv[1], 64, 10_000, 9)


def members(program, count, steps, repeats):
    """Many members of a Pareto arm beside one, turn by turn in one process."""
    done = subprocess.run(
        [program, "members", str(count), str(steps), str(repeats)],
        capture_output=True, text=True, check=True)
    line = json.loads(done.stdout)
    print(f"\n{count} members × {steps:,} steps: {milliseconds(line['many'])}, one member "
          f"{milliseconds(line['one'])}: {line['many'] / line['one']:.2g} times")


main()
