"""Runs Poise and its rivals in turn on the same work and prints one table of ratios.

Called by `run`, which builds Poise and sets up the rivals. Every row first checks that both sides
compute the same losses; what differs is named in the row. Times are medians of alternating rounds.
"""
import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from ctypes.util import find_library
from pathlib import Path

HERE = Path(__file__).resolve().parent
EIGHT = ["mgda", "upgrad", "pcgrad", "cagrad", "nash-mtl", "imtl-g", "aligned-mtl", "config"]


def run(command, one_thread=True, text=None):
    """The last line of what a program prints, as JSON."""
    first = sorted(os.sched_getaffinity(0))[0]
    pin = (lambda: os.sched_setaffinity(0, {first})) if one_thread else None
    done = subprocess.run(
        [str(c) for c in command], input=text, capture_output=True, text=True, preexec_fn=pin)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


class Sides:
    """The programs that are compared."""

    def __init__(self, core, python):
        self.core, self.python, self.drawn = core, python, {}
        self.has_blas = find_library("openblas") is not None

    def problem(self, work):
        network = work.split("-")[0]
        if network not in self.drawn:
            self.drawn[network] = json.dumps(run([self.core, "problem", work]))
        return self.drawn[network]

    def poise(self, work, steps, repeats):
        return run([self.core, "train", work, steps, repeats])

    def lanes(self, work, steps, repeats):
        return run([self.core, "lanes", work, steps, repeats])

    def blas(self, work, steps, repeats):
        return run([self.core, "blas", work, steps, repeats])

    def hand(self, work, steps, repeats):
        return {**run([self.core, "hand", work, steps, repeats]), "rival": "hand-written C"}

    def jax(self, work, steps, repeats, one_thread=True):
        script = HERE / "rivals" / "jax_lanes.py"
        return run(
            [self.python, script, work, steps, repeats], one_thread, text=self.problem(work))

    def jax_on_all(self, work, steps, repeats):
        return self.jax(work, steps, repeats, one_thread=False)

    def torch(self, work, steps, repeats, seeds=1):
        script = HERE / "rivals" / "torch_eager.py"
        return run([self.python, script, work, steps, repeats, seeds], text=self.problem(work))


def check(work, ours, theirs, tolerance):
    """Both sides must have computed the same costs; ends the comparison where they did not."""
    gaps = [
        abs(a - b) / (abs(a) + abs(b) + 1e-3)
        for mine, other in zip(ours["costs"], theirs["costs"])
        for a, b in zip(mine, other)
    ]
    worst = max(gaps)
    if not worst <= tolerance:
        sys.exit(f"{work}: costs differ by {worst:.2e} relative beside {theirs['rival']}")
    return worst


def middle(values):
    return sorted(values)[len(values) // 2]


def race(works, ours, theirs, *, steps, check_steps, tolerance, rounds, repeats=3, scale=1.0):
    """The seconds of both sides on each work, in alternating rounds, once their costs agree."""
    gaps = {
        w: check(w, ours(w, check_steps, 1), theirs(w, check_steps, 1), tolerance) for w in works}
    times = {w: ([], []) for w in works}
    for _ in range(rounds):
        for work, (mine, other) in times.items():
            mine.append(ours(work, steps, repeats)["median"])
            result = theirs(work, steps, 1 if scale > 1 else repeats)
            other.append(scale * result["median"])
    return {"times": times, "gaps": gaps, "rival": result["rival"]}


def line(label, raced, aim=None, works=None):
    """One row: the sum over `works`, all of a race where none are named."""
    works = list(raced["times"]) if works is None else works
    mine, other = (
        [sum(parts) for parts in zip(*(raced["times"][w][side] for w in works))] for side in (0, 1))
    ratios = [b / a for a, b in zip(mine, other)]
    return {
        "label": label, "rival": raced["rival"], "ours": middle(mine), "theirs": middle(other),
        "ratio": middle(ratios), "low": min(ratios), "high": max(ratios), "aim": aim,
        "gap": max(raced["gaps"][w] for w in works)}


def row(label, work, ours, theirs, *, aim, **terms):
    """One row of one work."""
    return line(label, race([work], ours, theirs, **terms), aim)


def seconds(x):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if x * factor >= 1:
            return f"{x * factor:.3g} {unit}"
    return f"{x * 1e9:.3g} ns"


def study_rows(sides, rounds):
    """The eight strategies on the seed network, together and one by one."""
    works = [f"seed-{s}" for s in EIGHT]
    jax = race(
        works, sides.poise, sides.jax, steps=2000, check_steps=20, tolerance=2e-2, rounds=rounds)
    yield line("study: 8 Gramian strategies × 30 seeds × 2,000 steps", jax, aim=8)
    for strategy, work in zip(EIGHT, works):
        yield line(f"of these {strategy}", jax, works=[work])


def eager_rows(sides, rounds):
    """The same beside a rival that takes an hour: one seed, some steps, scaled up."""
    works, steps, seeds, all_steps = [f"seed-{s}" for s in EIGHT], 100, 30, 2000
    torch = race(
        works, sides.poise, lambda w, n, k: sides.torch(w, min(n, steps), k), steps=all_steps,
        check_steps=20, tolerance=5e-2, rounds=rounds, scale=seeds * all_steps / steps)
    yield line("the study, 1 seed × 100 steps of the rival scaled", torch, aim=10_000)
    for strategy, work in zip(EIGHT, works):
        yield line(f"of these {strategy}", torch, works=[work])


def lane_rows(sides, rounds):
    for label, work, rival, aim in (
            ("fixed weights, 30 seeds × 2,000 steps", "seed-fixed", sides.jax, None),
            ("fixed weights, one run × 2,000 steps", "single-fixed", sides.jax, 4)):
        yield row(
            label, work, sides.poise, rival, steps=2000, check_steps=20, tolerance=1e-2, aim=aim,
            rounds=rounds, repeats=9)
    for strategy, aim in (("fixed", 1 / 3), ("mgda", 1 / 5)):
        yield row(
            f"32 lanes × 2,000 steps, {strategy}", f"seed-{strategy}", sides.lanes, sides.hand,
            steps=2000, check_steps=20, tolerance=1e-2, aim=aim, rounds=rounds, repeats=9)
    yield row(
        "heads 16-64-64-4×1, batch 64, 4 objectives, IMTL-G, 30 seeds × 100 steps",
        "heads-imtl-g", sides.poise, sides.jax, steps=100, check_steps=3, tolerance=2e-2, aim=2,
        rounds=rounds)


def digits_rows(sides, rounds):
    terms = {"steps": 20, "check_steps": 2, "tolerance": 2e-2, "rounds": rounds}
    for strategy in ("fixed", "mgda"):
        work = f"digits-{strategy}"
        for rival in (sides.jax, sides.torch):
            yield row(
                f"digits 784-512-512-10, batch 256, {strategy}, 20 steps", work, sides.poise, rival,
                aim=1 / 1.3, **terms)
            if sides.has_blas:
                yield row(
                    f"the same with `--blas openblas`, {strategy}", work, sides.blas, rival, aim=1,
                    **terms)


def all_rows(sides, rounds):
    """All processors on both sides; one training of Poise takes one of them."""
    count = len(os.sched_getaffinity(0))
    works = [f"seed-{s}" for s in EIGHT]
    gaps = {w: check(w, sides.poise(w, 20, 1), sides.jax_on_all(w, 20, 1), 2e-2) for w in works}
    mine, other = [], []
    for _ in range(rounds):
        mine.append(run([sides.core, "study", 2000, 3, count], one_thread=False)["median"])
        results = [sides.jax_on_all(w, 2000, 3) for w in works]
        other.append(sum(r["median"] for r in results))
    raced = {"times": {"all": (mine, other)}, "gaps": {"all": max(gaps.values())},
             "rival": results[0]["rival"]}
    yield line(f"the study on {count} threads, 200 evaluations recorded by Poise alone", raced)
    yield row(
        f"digits 784-512-512-10, batch 256, fixed, 20 steps, the rival on {count} threads",
        "digits-fixed", sides.poise, sides.jax_on_all, steps=20, check_steps=2, tolerance=2e-2,
        rounds=rounds, aim=None)


def whole_command(poise, folder):
    """Seconds and megabytes of the whole command on the eight strategies, report included."""
    text = (HERE / "eight.yaml").read_text()
    study = Path(folder) / "eight.yaml"
    times = []
    for k in range(3):
        study.write_text(text)
        start = time.perf_counter()
        subprocess.run(
            [poise, "compare", study, "--quiet", "--output", Path(folder) / f"out{k}"],
            check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    # Once more as the child of a small process: a child begins with the peak of who made it.
    small = "import os, sys\nif not (child := os.fork()): os.execv(sys.argv[1], sys.argv[1:])\n" \
            "_, status, usage = os.wait4(child, 0)\nprint(usage.ru_maxrss)\nsys.exit(status != 0)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", small, poise, "compare", study, "--quiet", "--output",
         Path(folder) / "memory"], check=True, capture_output=True, text=True)
    memory = int(done.stdout.splitlines()[-1]) / 1024
    return middle(times), memory


def start_up(poise):
    times = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run([poise, "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return middle(times)


def threads(core, rounds):
    """How near all processors come to a linear gain over one."""
    count = len(os.sched_getaffinity(0))
    shares = []
    for _ in range(rounds):
        one = run([core, "study", 4000, 3, 1], one_thread=False)["median"]
        all_ = run([core, "study", 4000, 3, count], one_thread=False)["median"]
        shares.append(one / all_ / count)
    return count, middle(shares), min(shares), max(shares)


def command_rows(sides, rounds, poise, eager):
    """The command itself: on the study, on all processors, its memory, its start."""
    with tempfile.TemporaryDirectory() as folder:
        took, memory = whole_command(poise, folder)
    count, share, low, high = threads(sides.core, rounds)
    rival = f"TorchJD, as above | {seconds(took)} | {seconds(eager)} | {eager / took:.3g}×"
    if not eager:
        rival = f"– | {seconds(took)} | |"
    yield (f"| the study by `poise compare`, score and report included, {count} threads "
           f"| {rival} | | ≥ 1e+03× | |")
    yield f"| the study on {count} threads | linear | | | {share:.2f} | {low:.2f}–{high:.2f} | ≥ 0.9 | |"
    yield f"| memory of `poise compare` on the study | – | {memory:.0f} MB | | | | < 100 MB | |"
    yield f"| start-up, `poise --help` | – | {seconds(start_up(poise))} | | | | < 20 ms | |"


def written(r):
    aim = "" if r["aim"] is None else f"≥ {r['aim']:.3g}×"
    return (f"| {r['label']} | {r['rival']} | {seconds(r['ours'])} | {seconds(r['theirs'])} "
            f"| {r['ratio']:.3g}× | {r['low']:.3g}–{r['high']:.3g} | {aim} | {r['gap']:.0e} |")


def processor():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((x.split(":")[1].strip() for x in lines if x.startswith("model name")),
                platform.machine())


def main():
    parts = {"study": study_rows, "eager": eager_rows, "lanes": lane_rows, "digits": digits_rows,
             "all": all_rows}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("core", help="the benchmark's program")
    parser.add_argument("poise", help="the command")
    parser.add_argument("--quick", action="store_true", help="one round of each")
    parser.add_argument("--only", nargs="*", choices=[*parts, "command"], default=[*parts, "command"],
                        help="some parts of the table")
    options = parser.parse_args()
    sides, rounds = Sides(options.core, sys.executable), 1 if options.quick else 3
    print(f"{processor()}, {len(os.sched_getaffinity(0))} processors, "
          "one thread unless said otherwise\n")
    print("| work | rival | Poise | rival takes | ratio | spread | aim | costs agree to |")
    print("|---|---|---|---|---|---|---|---|")
    eager = 0
    for name in options.only:
        if name == "command":
            continue
        for r in parts[name](sides, rounds):
            print(written(r), flush=True)
            if name == "eager":
                eager = max(eager, r["theirs"])
    if "command" in options.only:
        for text in command_rows(sides, rounds, options.poise, eager):
            print(text, flush=True)


main()
