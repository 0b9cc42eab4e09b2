#!/usr/bin/env python3
"""The white-noise thresholds of score profile v1, as Swift literals.

Each kappa is the 90th percentile of a statistic over 2,000 traces of Gaussian white noise, from
numpy's default_rng with the seeds written here. Run:  python3 calibrate_kappa.py > table.txt
(numpy 2.4.6; about five minutes). The rows' digits stand in WhiteNoiseTable.swift."""
import numpy as np

# T = 32...119 has K = 5; from T = 120 on, K is about T/20. Both ends of each K up to 21, then
# every other power of about 1.25: from there on the thresholds move less than the simulation's
# own error (1.5 %).
LENGTHS = (32, 50, 64, 100, 119, 120, 128, 159, 160, 199, 200, 239, 240, 256, 279, 280, 319, 320,
           359, 360, 399, 400, 439, 512, 640, 800, 1024)
OBJECTIVES = range(1, 17)
TRACES = 2000


def window(T):
    return max(5, 2 * (T // 40) + 1)


def level(x, K, points):
    """Centered moving median at the given points, the window shrinking at the ends."""
    H, T = K // 2, x.shape[-1]
    return np.stack([np.median(x[..., max(0, p - H):p + H + 1], axis=-1) for p in points], -1)


def tail_mean(x, share=0.05):
    n = x.shape[-1]
    return np.sort(x, axis=-1)[..., n - int(np.ceil(share * n - 1e-12)):].mean(-1)


def qn_factor(n):
    d = (1.60188 + (-2.1284 - 5.172 / n) / n if n % 2
         else 3.67561 + (1.9654 + (6.987 - 77.0 / n) / n) / n)
    return 1.0 / (d / n + 1.0)


def qn(x):
    """Qn of Rousseeuw and Croux (1993) along the last axis, finite-sample factors as in GSL."""
    n = x.shape[-1]
    i, j = np.triu_indices(n, 1)
    h = n // 2 + 1
    k = h * (h - 1) // 2
    step = max(1, 4_000_000 // len(i))
    order = [np.partition(np.abs(b[:, i] - b[:, j]), k - 1, axis=1)[:, k - 1]
             for b in (x[s:s + step] for s in range(0, len(x), step))]
    return 2.21914 * qn_factor(n) * np.concatenate(order)


def regress(m, rho=10.0):
    B, k, n = m.shape
    out = np.zeros((B, n))
    for t in range(1, n):
        d = m[:, :, t, None] - m[:, :, :t]
        u = np.maximum(d, 0).max(1) - rho * np.maximum(-d, 0).max(1)
        out[:, t] = np.maximum(0, u.max(1))
    return out


def kappa_p(T, K):
    H = K // 2
    w = np.random.default_rng(54321).standard_normal((TRACES, T))
    r = (w - level(w, K, range(T)))[:, H:T - H]
    return float(np.quantile(tail_mean(r) / qn(r), .90))


def kappa_w(T, K):
    x = level(np.random.default_rng(777).standard_normal((TRACES, T)), K, range(T))[..., T // 2:]
    t = np.arange(x.shape[-1]) - (x.shape[-1] - 1) / 2
    x = x - x.mean(-1, keepdims=True)
    x = x - (x * t).sum(-1, keepdims=True) / (t * t).sum() * t
    return float(np.quantile(np.sqrt(2 * (x * x).mean(-1)), .90) / (1.2533 / np.sqrt(K)))


def kappa_u(T, K, k):
    points = np.arange(T - 1, -1, -((K + 1) // 2))[::-1]
    w = np.random.default_rng(12345).standard_normal((TRACES, k, T))
    return float(np.quantile(tail_mean(regress(level(w, K, points))), .90) / (1.2533 / np.sqrt(K)))


def literals(values):
    return ", ".join(repr(v) for v in values)


if __name__ == "__main__":
    for T in LENGTHS:
        K = window(T)
        u = [kappa_u(T, K, m) for m in OBJECTIVES]
        print(f"    Row(\n      length: {T}, spikes: {kappa_p(T, K)!r}, wander: {kappa_w(T, K)!r},")
        print("      regress: [")
        for s in range(0, len(u), 4):
            print(f"        {literals(u[s:s + 4])},")
        print("      ]),", flush=True)
