#!/usr/bin/env python3
"""GradNorm (Chen et al. 2018, Algorithm 1) on a small toy regression, recomputed in plain numpy.

gradnorm.json was made with PyTorch 2.15 in double precision. This script takes initial parameters,
features, targets and settings of each case from it, works out losses and weights of 200 steps by
hand-written gradients, and prints the largest difference.
Run:  python3 make_gradnorm.py            (numpy 2.4.6)
      python3 make_gradnorm.py --write    to put the recomputed numbers into gradnorm.json

Trunk: h1 = relu(W1 x + b1) (6 to 12), h2 = relu(W2 h1 + b2) (12 to 12); head i: V_i h2 + c_i
(12 to 4). L_i is the mean over the 16 x 4 squared errors. At each step, before the update:
  G_i = |w_i| ||dL_i/dW||, W the parameters of `grad_norm_parameters`
  target_i = mean G * r_i^alpha, r_i = (L_i/L_i(0)) / mean(L/L(0)), both constants
  dw_i = sign(G_i - target_i) sign(w_i) ||dL_i/dW||
The network descends sum_i w_i L_i with the weights before their update; then w takes a step on dw
and is scaled to sum to the number of tasks. Nothing is clamped. Losses and weights are those before
update k + 1."""
import json
import pathlib
import sys
import numpy as np

PATH = pathlib.Path(__file__).with_name("gradnorm.json")
STEPS = 200


def gradients(p, x, targets):
    """Losses, and the gradient of each by all parameters."""
    z1 = x @ p["W1"].T + p["b1"]
    h1 = np.maximum(z1, 0)
    z2 = h1 @ p["W2"].T + p["b2"]
    h2 = np.maximum(z2, 0)
    found, rows = [], []
    for i, y in enumerate(targets):
        error = h2 @ p[f"V{i}"].T + p[f"c{i}"] - y
        d = 2 * error / error.size
        d2 = (d @ p[f"V{i}"]) * (z2 > 0)
        d1 = (d2 @ p["W2"]) * (z1 > 0)
        found.append((error**2).mean())
        rows.append({"W1": d1.T @ x, "b1": d1.sum(0), "W2": d2.T @ h1, "b2": d2.sum(0),
                     f"V{i}": d.T @ h2, f"c{i}": d.sum(0)})
    return np.array(found), rows


class SGD:
    def __init__(self, lr):
        self.lr = lr

    def step(self, p, g):
        return p - self.lr * g


class Adam:
    def __init__(self, lr):
        self.lr, self.m, self.v, self.t = lr, 0.0, 0.0, 0

    def step(self, p, g):
        self.t += 1
        self.m = self.m + (1 - 0.9) * (g - self.m)
        self.v = 0.999 * self.v + (1 - 0.999) * g * g
        root = np.sqrt(self.v) / np.sqrt(1 - 0.999**self.t) + 1e-8
        return p - self.lr / (1 - 0.9**self.t) * self.m / root


def optimizer(settings):
    return {"SGD": SGD, "Adam": Adam}[settings["kind"]](settings["lr"])


def train(case):
    p = {name: np.array(value) for name, value in case["initial_parameters"].items()}
    x, targets = np.array(case["features"]), np.array(case["targets"])
    tasks, watched = case["tasks"], case["grad_norm_parameters"]
    rules = {name: optimizer(case["theta_optimizer"]) for name in p}
    weigh, w = optimizer(case["weight_optimizer"]), np.ones(tasks)
    losses, weights, first = [], [], None
    for k in range(STEPS + 1):
        loss, rows = gradients(p, x, targets)
        first = loss if first is None else first
        losses.append(loss.tolist())
        weights.append(w.tolist())
        if k == STEPS:
            return dict(case, losses=losses, weights=weights)
        norms = np.array([np.sqrt(sum((row[name]**2).sum() for name in watched)) for row in rows])
        ratio = loss / first
        g = np.abs(w) * norms
        target = g.mean() * (ratio / ratio.mean())**case["alpha"]
        slope = np.sign(g - target) * np.sign(w) * norms
        for name in p:
            total = sum(w[i] * row[name] for i, row in enumerate(rows) if name in row)
            p[name] = rules[name].step(p[name], total)
        w = weigh.step(w, slope)
        w = w * tasks / w.sum()


def worst(a, b):
    """The largest difference of two trees of numbers, relative where they exceed 1."""
    if isinstance(a, list):
        return max((worst(u, v) for u, v in zip(a, b, strict=True)), default=0.0)
    return abs(a - b) / max(1.0, abs(a))


stored = json.loads(PATH.read_text())
made = [train(case) for case in stored["cases"]]
for old, new in zip(stored["cases"], made, strict=True):
    print(f"{old['name']}: losses {worst(old['losses'], new['losses']):.1e},",
          f"weights {worst(old['weights'], new['weights']):.1e}")
if "--write" in sys.argv:
    PATH.write_text(json.dumps(dict(stored, cases=made)))
