#!/usr/bin/env python3
"""Reference values of the statistics, by numpy, scipy and brute force; Qn by GSL's own factors.

Run:  python3 make_statistics.py > statistics.json      (numpy 2.4.6, scipy 1.17.1)"""
import itertools, json, math
import numpy as np
from scipy import stats

V = {
    "v8": [2, 4, 4, 4, 5, 5, 7, 9],
    "v11": [0.31, 0.28, 0.35, 0.30, 5.0, 0.29, 0.33, 0.27, 0.32, 0.34, 0.30],
    "v10": [0.91, 0.88, 0.93, 0.12, 0.95, 0.90, 0.87, 0.94, 0.89, 0.92],
    "trace20": [1.0000, 0.8187, 0.7103, 0.5488, 0.4493, 0.4179, 0.3012, 0.2466, 0.2519, 0.1653,
                0.1353, 0.1608, 0.0907, 0.0743, 0.1108, 0.0498, 0.0408, 0.0834, 0.0273, 0.0224],
    "osc24": [round(0.5 + 0.2 * math.sin(2 * math.pi * t / 6) + 0.01 * ((t * 7) % 5 - 2), 4)
              for t in range(24)],
    "v2": [1.0, 3.0],
    "const5": [2.0] * 5,
    # NIST StRD univariate: means 10000002, 1.2, 1000000.2, 10000000.2; deviations 1, .1, .1, .1
    "nist_numacc1": [10000001.0, 10000003.0, 10000002.0],
    "nist_numacc2": [1.2] + [1.1, 1.3] * 500,
    "nist_numacc3": [1000000.2] + [1000000.1, 1000000.3] * 500,
    "nist_numacc4": [10000000.2] + [10000000.1, 10000000.3] * 500,
}
SMALL = {2: .399356, 3: .99365, 4: .51321, 5: .84401, 6: .61220, 7: .85877, 8: .66993, 9: .87344,
         10: .72014, 11: .88906, 12: .75743}


def qn_factor(n):
    if n <= 12:
        return SMALL[n]
    d = (1.60188 + (-2.1284 - 5.172 / n) / n if n % 2
         else 3.67561 + (1.9654 + (6.987 - 77.0 / n) / n) / n)
    return 1.0 / (d / n + 1.0)


def qn(x):
    n = len(x)
    h = n // 2 + 1
    differences = sorted(abs(a - b) for a, b in itertools.combinations(x, 2))
    return 2.21914 * qn_factor(n) * differences[h * (h - 1) // 2 - 1]


def tail(x, share):
    x = sorted(x)
    return float(np.mean(x[len(x) - math.ceil(share * len(x) - 1e-12):]))


def univariate(values):
    a = np.asarray(values, float)
    d = a - a.mean()
    e = dict(mean=a.mean(), median=np.median(a), variance=a.var(ddof=1), sd=a.std(ddof=1),
             mad=1.482602218505602 * stats.median_abs_deviation(a))
    e["quantiles"] = {q: np.quantile(a, float(q)) for q in ("0.05", "0.25", "0.5", "0.75", "0.95")}
    e["tails"] = {q: tail(a, float(q)) for q in ("0.05", "0.1", "0.25")}
    if len(set(values)) > 1 and len(a) > 2:
        e["lag1"] = (d[1:] * d[:-1]).sum() / (d * d).sum()
    if len(a) < 100:
        e["qn"] = qn(values)
        e["gini"] = np.abs(a[:, None] - a[None]).sum() / (len(a) * (len(a) - 1))
    return {k: v if isinstance(v, dict) else float(v) for k, v in e.items()} | {"values": values}


def moving_median(x, K):
    H = K // 2
    return [float(np.median(x[max(0, t - H):t + H + 1])) for t in range(len(x))]


def line(x):
    r = stats.linregress(np.arange(len(x)), x)
    return dict(intercept=r.intercept, slope=r.slope, slopeError=r.stderr, p=r.pvalue)


def clopper_pearson(k, n):
    return dict(k=k, n=n, lower=0.0 if k == 0 else stats.beta.ppf(.025, k, n - k + 1),
                upper=1.0 if k == n else stats.beta.ppf(.975, k + 1, n - k))


def expanded(n):
    return stats.norm.cdf(-math.sqrt(n / (n - 1)) * stats.t.ppf(.975, n - 1))


def exact_bootstrap(values):
    """The ends of the expanded percentile interval over all n^n draws, every draw once."""
    a = np.asarray(values, float)
    n = len(a)
    draws = a[np.array(list(itertools.product(range(n), repeat=n)))]
    tail = expanded(n)
    # The upper end is the lower one of the mirrored distribution.
    ends = {name: [float(np.quantile(of, tail, method="inverted_cdf")),
                   float(-np.quantile(-of, tail, method="inverted_cdf"))]
            for name, of in (("mean", draws.mean(1)), ("median", np.median(draws, 1)))}
    different = len(list(itertools.combinations_with_replacement(range(n), n)))
    return dict(values=a.tolist(), different=different, **ends)


def show(value):
    """One line an entry, so that a changed number is a changed line."""
    entries = (f'"{k}": {json.dumps(v, default=float)}' for k, v in value.items())
    return "{\n  " + ",\n  ".join(entries) + "\n}"


if __name__ == "__main__":
    out = dict(
        univariate={k: univariate(v) for k, v in V.items()},
        movingMedian={str(K): moving_median(V["trace20"], K) for K in (1, 5, 7, 41)},
        lines={k: line(V[k]) for k in ("v8", "trace20", "osc24")},
        clopperPearson=[clopper_pearson(k, n)
                        for k, n in ((10, 10), (8, 10), (30, 30), (29, 30), (0, 10), (3, 5))],
        expandedPercentile={str(n): expanded(n) for n in (5, 6, 8, 10, 15, 20, 30, 50)},
        exactBootstrap=[exact_bootstrap(v) for v in (
            [3.0, -1.0], V["v11"][2:7], V["v10"][:6], V["trace20"][::3])],
        normal={str(x): stats.norm.cdf(x) for x in (-8.0, -1.96, 0.0, 0.5, 3.0)},
        student=[dict(degrees=d, t=t, lower=stats.t.cdf(t, d), upper=stats.t.sf(t, d))
                 for d in (1.0, 2.5, 9.0, 100.0) for t in (-3.0, 0.0, 0.7, 12.0)],
        mt19937={str(s): [int(v) for v in
                          np.random.RandomState(s).randint(0, 2 ** 32, 5, np.uint32)]
                 for s in (42, 4357)})
    print("{\n" + ",\n".join(
        f'"{k}": ' + (show(v) if isinstance(v, dict) else json.dumps(v, default=float))
        for k, v in out.items()) + "\n}")
