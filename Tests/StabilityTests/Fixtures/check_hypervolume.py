#!/usr/bin/env python3
"""Recomputes hypervolume.json by exact rational arithmetic and, where installed, by moocore 0.3.2.

The points of each case are the data (hand-made and seeded random fronts; less is better in every
coordinate); volumes and nondominated indices (equal points all stay) are what this script checks.
Run:  python3 check_hypervolume.py"""
import json, pathlib
from fractions import Fraction

try:
    import moocore
except ImportError:
    moocore = None


def limit(point, points):
    """The points, each moved to where it no longer exceeds what `point` dominates."""
    return nondominated([tuple(map(max, p, point)) for p in points])


def nondominated(points):
    points = sorted(set(points))
    return [p for p in points
            if not any(q != p and all(a <= b for a, b in zip(q, p)) for q in points)]


def volume(points, reference):
    """Recursion of While, Bradstreet and Barone (2012): sum of exclusive volumes."""
    total = Fraction(0)
    for i, p in enumerate(points):
        box = Fraction(1)
        for a, r in zip(p, reference):
            box *= r - a
        total += box - volume(limit(p, points[i + 1:]), reference)
    return total


for case in json.loads((pathlib.Path(__file__).parent / "hypervolume.json").read_text()):
    reference = tuple(map(Fraction, case["reference"]))
    points = [tuple(map(Fraction, p)) for p in case["points"]]
    inside = nondominated([p for p in points if all(a < r for a, r in zip(p, reference))])
    exact = float(volume(inside, reference))
    assert abs(exact - case["hypervolume"]) <= 1e-14 * exact, case["name"]
    if moocore:
        import numpy as np
        found = moocore.hypervolume(np.array(case["points"]), ref=case["reference"])
        assert abs(found - exact) <= 1e-13 * exact, case["name"]
    keep = [i for i, p in enumerate(points)
            if not any(q != p and all(a <= b for a, b in zip(q, p)) for q in points)]
    assert keep == case["nondominated"], case["name"]
    print(case["name"], exact)
