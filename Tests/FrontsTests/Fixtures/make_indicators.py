#!/usr/bin/env python3
"""Computes every indicator of the fronts in indicators.json in exact rational arithmetic.

The points, references and true fronts in the file are the data: hand-made and seeded random fronts,
each objective with its direction. All else is written anew by this script from the formulas, roots
and square roots in 50 digits; where moocore (0.3.2) and pymoo are installed their values are compared.
Run:  python3 make_indicators.py"""
import json, math, pathlib
from decimal import Decimal, getcontext
from fractions import Fraction

try:
    import moocore
    import numpy as np
except ImportError:
    moocore = None

getcontext().prec = 50
FILE = pathlib.Path(__file__).parent / "indicators.json"


def root(x):
    return (Decimal(x.numerator) / Decimal(x.denominator)).sqrt()


def decimal(x):
    return Decimal(x.numerator) / Decimal(x.denominator)


def dominates(p, q):
    return p != q and all(a <= b for a, b in zip(p, q))


def nondominated(points):
    points = sorted(set(points))
    return [p for p in points if not any(dominates(q, p) for q in points)]


def volume(points, reference):
    """Sum of exclusive volumes, each by a limited set: While, Bradstreet and Barone (2012)."""
    total = Fraction(0)
    for i, p in enumerate(points):
        limited = nondominated([tuple(map(max, p, q)) for q in points[i + 1:]])
        total += math.prod(r - a for a, r in zip(p, reference)) - volume(limited, reference)
    return total


def ranks(points):
    found, left, rank = [None] * len(points), set(range(len(points))), 0
    while left:
        front = {i for i in left if not any(dominates(points[j], points[i]) for j in left)}
        for i in front:
            found[i] = rank
        left, rank = left - front, rank + 1
    return found


def mean(values):
    return sum(values) / len(values)


def distance(p, f, plus=False):
    return root(sum(max(a - b, 0) ** 2 if plus else (a - b) ** 2 for a, b in zip(p, f)))


def spacing(points):
    if len(points) < 2:
        return None
    near = [min(sum(abs(a - b) for a, b in zip(p, q)) for j, q in enumerate(points) if j != i)
            for i, p in enumerate(points)]
    middle = Fraction(sum(near), len(near))
    return float(root(sum((d - middle) ** 2 for d in near) / (len(near) - 1)))


def spread(points, truth):
    if len(points) < 2:
        return None
    front = [f for f in truth if not any(dominates(g, f) for g in truth)]
    ends = [max(front, key=lambda f: f[k]) for k in range(len(points[0]))]
    near = [min(distance(p, q) for j, q in enumerate(points) if j != i)
            for i, p in enumerate(points)]
    far = sum(min(distance(p, e) for p in points) for e in ends)
    uneven = sum(abs(d - mean(near)) for d in near)
    whole = far + sum(near)
    return float((far + uneven) / whole) if whole else None


def solve(rows):
    """Elimination; None where the rows span no hyperplane."""
    rows = [list(r) + [Fraction(1)] for r in rows]
    for k in range(len(rows)):
        pivot = next((i for i in range(k, len(rows)) if rows[i][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(len(rows)):
            if i != k:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k])]
    return [row[-1] / row[k] for k, row in enumerate(rows)]


def knee(points):
    members = [i for i, p in enumerate(points) if not any(dominates(q, p) for q in points)]
    columns = list(zip(*(points[i] for i in members)))
    if any(min(c) == max(c) for c in columns):
        return None
    normalized = [[(a - min(c)) / (max(c) - min(c)) for a, c in zip(points[i], columns)]
                  for i in members]
    normal = solve([max(normalized, key=lambda y: y[k]) for k in range(len(columns))])
    if normal is None:
        return None
    heights = [sum(a * b for a, b in zip(normal, y)) for y in normalized]
    # Rounding blurs the straight front: as the code, by some units in the last place.
    return members[heights.index(min(heights))] if min(heights) < 1 - Fraction(1, 2**46) else None


def turned(rows, signs):
    return [tuple(s * Fraction(v) for s, v in zip(signs, row)) for row in rows]


def compare(name, found, wanted):
    assert abs(found - wanted) <= 1e-12 * max(abs(wanted), 1e-300), (name, found, wanted)


def check(case, points, truth, reference):
    """Compares with moocore, which minimizes here."""
    rows, true = np.array(points, float), np.array(truth, float)
    ref = np.array(reference, float)
    compare("hypervolume", moocore.hypervolume(rows, ref=ref), case["hypervolume"])
    shares = moocore.hv_contributions(rows, ref=ref)
    assert np.allclose(shares, case["contributions"], rtol=1e-11, atol=1e-13 * case["hypervolume"])
    compare("igd", moocore.igd(rows, ref=true), case["igd"])
    compare("igdPlus", moocore.igd_plus(rows, ref=true), case["igdPlus"])
    compare("epsilon", moocore.epsilon_additive(rows, ref=true), case["epsilonAdditive"])
    compare("Hausdorff", moocore.avg_hausdorff_dist(rows, ref=true, p=1), case["averageHausdorff"])
    assert list(moocore.pareto_rank(rows)) == case["ranks"]
    assert list(moocore.is_nondominated(rows, keep_weakly=True)) == case["nondominated"]


def complete(case):
    signs = [1 if d == "minimize" else -1 for d in case["directions"]]
    points, truth = turned(case["points"], signs), turned(case["trueFront"], signs)
    reference = turned([case["reference"]], signs)[0]
    inside = nondominated([p for p in points if all(a < r for a, r in zip(p, reference))])
    whole = volume(inside, reference)
    share = {p: whole - volume([q for q in inside if q != p], reference) for p in inside}
    case["hypervolume"] = float(whole)
    case["contributions"] = [
        float(share.get(p, 0)) if points.count(p) == 1 else 0.0 for p in points]
    case["nondominated"] = [not any(dominates(q, p) for q in points) for p in points]
    case["ranks"] = ranks(points)
    to_truth = lambda plus: float(mean([min(distance(p, f, plus) for p in points) for f in truth]))
    to_points = lambda plus: float(mean([min(distance(p, f, plus) for f in truth) for p in points]))
    case["igd"], case["igdPlus"] = to_truth(False), to_truth(True)
    case["gd"], case["gdPlus"] = to_points(False), to_points(True)
    case["averageHausdorff"] = max(case["gd"], case["igd"])
    case["epsilonAdditive"] = float(max(
        min(max(a - b for a, b in zip(p, f)) for p in points) for f in truth))
    positive = all(v > 0 for row in case["points"] + case["trueFront"] for v in row)
    case["epsilonMultiplicative"] = float(max(
        min(max(a / b if s > 0 else b / a for s, a, b in zip(signs, p, f)) for p in points)
        for f in truth)) if positive else None
    case["spacing"], case["spread"] = spacing(points), spread(points, truth)
    case["knee"] = knee(points)
    if moocore:
        check(case, points, truth, reference)


if __name__ == "__main__":
    cases = json.loads(FILE.read_text())
    for case in cases:
        complete(case)
        print(case["name"], case["hypervolume"])
    FILE.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
