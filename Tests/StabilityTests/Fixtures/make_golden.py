#!/usr/bin/env python3
"""Reference values of the run components, the score and the seed spread, in plain numpy.

Seven traces without randomness, one strategy of four of them, and the regress of a short level.
Run:  python3 make_golden.py > golden.json      (numpy 2.4.6)"""
import json
import numpy as np
from calibrate_kappa import kappa_p, kappa_u, kappa_w, level, qn, regress, tail_mean, window

TOLERANCES = dict(noise=0.10, spikes=0.20, regress=0.15, wander=0.15)
SPREAD = 0.15
T = 100
ASPIRATION = 0.25


def jitter(s):
    """Deterministic pseudo-noise in [-0.5, 0.5)."""
    return np.array([((i * 7919 + s * 104729) % 1009) / 1009 - .5 for i in range(T)])


def traces():
    t = np.arange(T) / T
    base = np.stack([.25 + .75 * np.exp(-t / .08), .25 + .75 * np.exp(-t / .10)])
    noise = np.stack([jitter(1), jitter(2)])
    sway = np.outer([1, -1], np.sin(2 * np.pi * t / .125))
    slide = np.outer([1, 0], np.maximum(0, (t - .5) * .6))
    return {
        "smooth": base + .02 * noise,
        "noisy": base + .2 * noise,
        "seesaw": base + .15 * sway + .02 * noise,
        "drift": base + slide + .02 * noise,
        "late_collapse": np.where(t >= .85, .9, base) + .02 * noise,
        "inert": np.ones((2, T)),
        "one_nan": np.where(np.arange(T) == 60, np.nan, base)}


def wander(m):
    x = m[:, T // 2:]
    t = np.arange(x.shape[-1]) - (x.shape[-1] - 1) / 2
    x = x - x.mean(-1, keepdims=True)
    x = x - (x * t).sum(-1, keepdims=True) / (t * t).sum() * t
    return np.sqrt(2 * (x * x).mean(-1))


def components(z):
    K = window(T)
    H = K // 2
    m = level(z, K, range(T))
    e = (z - m)[:, H:T - H]
    noises = qn(e)
    s = 1.2533 * noises / np.sqrt(K)
    points = np.arange(T - 1, -1, -((K + 1) // 2))[::-1]
    u = tail_mean(regress(m[None][:, :, points]))[0] - kappa_u(T, K, len(z)) * s.max()
    w = np.maximum(0, wander(m) ** 2 - (kappa_w(T, K) * s) ** 2)
    return dict(noise=noises.max(), spikes=np.maximum(0, tail_mean(e) - kappa_p(T, K) * noises).max(),
                regress=max(0, u), wander=np.sqrt(w).max())


def run(z):
    if not np.isfinite(z).all():
        return dict(failed=True, score=0.0, attainment=0.0)
    end = np.median(z[:, T - max(3, int(.1 * T + .5)):], axis=-1)
    short = lambda v: np.maximum(v - ASPIRATION, 0).max()
    c = components(z)
    return dict(c, failed=False, attainment=np.clip(1 - short(end) / short(z[:, 0]), 0, 1),
                end=end.tolist(),
                score=2.0 ** -sum(c[k] / TOLERANCES[k] for k in TOLERANCES))


def strategy(runs):
    q = [r["score"] * min(1, r["attainment"] / .5) for r in runs]
    ends = np.array([r["end"] for r in runs if not r["failed"]])
    distances = np.abs(ends[:, None] - ends[None]).max(-1)
    R = distances[~np.eye(len(ends), dtype=bool)].mean()
    return dict(guarded=q, survival=len(ends) / len(runs), spread=R,
                stability=np.mean(q) * 2.0 ** (-R / SPREAD))


if __name__ == "__main__":
    runs = {k: run(z) for k, z in traces().items()}
    lv = np.array([[[1.0, .8, .5, .4, .6, .9, .45], [1.0, .7, .6, .5, .5, .48, .2]]])
    names = ["smooth", "noisy", "seesaw", "one_nan"]
    out = dict(
        runs=runs, strategy=dict(strategy([runs[k] for k in names]), runs=names),
        regress=dict(level=lv[0].tolist(), **{
            k: regress(lv, rho)[0].tolist()
            for k, rho in (("rho0", 0.), ("rho2", 2.), ("rho10", 10.), ("rho1e18", 1e18))}))
    print(json.dumps(out, indent=1, default=float))
