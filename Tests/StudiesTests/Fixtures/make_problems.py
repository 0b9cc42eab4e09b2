#!/usr/bin/env python3
"""Values and gradients of the catalogue's problems, written down once more in PyTorch 2.15 (double precision)
from their papers, at seeded points of their boxes.

problems.json holds for each problem its settings and at each point the parameters in the order of the
library (one vector), the values, and the gradients, row by row.
Run:  python3 make_problems.py      (torch 2.15.0, CPU)"""
import json
import math
import pathlib
import torch

torch.set_default_dtype(torch.float64)
random = torch.Generator().manual_seed(11)
pi = math.pi


def zdt(kind):
    def f(x):
        n, rest = len(x), x[1:]
        f1 = x[0]
        if kind == 6:
            f1 = 1 - torch.exp(-4 * x[0]) * torch.sin(6 * pi * x[0]) ** 6
            g = 1 + 9 * (rest.sum() / (n - 1)) ** 0.25
        elif kind == 4:
            g = 1 + 10 * (n - 1) + (rest**2 - 10 * torch.cos(4 * pi * rest)).sum()
        else:
            g = 1 + 9 * rest.sum() / (n - 1)
        h = {1: lambda: 1 - torch.sqrt(f1 / g), 2: lambda: 1 - (f1 / g) ** 2,
             3: lambda: 1 - torch.sqrt(f1 / g) - (f1 / g) * torch.sin(10 * pi * f1)}
        h[4], h[6] = h[1], h[2]
        return [f1, g * h[kind]()]
    return f


def dtlz(kind, m):
    def f(x):
        y, z = x[: m - 1], x[m - 1:]
        k = len(z)
        if kind in (1, 3):
            g = 100 * (k + ((z - 0.5) ** 2 - torch.cos(20 * pi * (z - 0.5))).sum())
        elif kind == 7:
            g = 1 + 9 / k * z.sum()
        else:
            g = ((z - 0.5) ** 2).sum()
        if kind == 7:
            h = m - sum(y[i] / (1 + g) * (1 + torch.sin(3 * pi * y[i])) for i in range(m - 1))
            return [y[i] for i in range(m - 1)] + [(1 + g) * h]
        out = []
        for i in range(m):
            if kind == 1:
                value = 0.5 * (1 + g)
                for j in range(m - 1 - i):
                    value = value * y[j]
                if i > 0:
                    value = value * (1 - y[m - 1 - i])
            else:
                t = (y**100 if kind == 4 else y) * pi / 2
                value = 1 + g
                for j in range(m - 1 - i):
                    value = value * torch.cos(t[j])
                if i > 0:
                    value = value * torch.sin(t[m - 1 - i])
            out.append(value)
        return out
    return f


def bells(x):
    c = 1 / math.sqrt(len(x))
    return [1 - torch.exp(-((x - c) ** 2).sum()), 1 - torch.exp(-((x + c) ** 2).sum())]


def bowls(x):
    c = 1 / math.sqrt(len(x))
    return [((x - c) ** 2).sum() / 4, ((x + c) ** 2).sum() / 4]


def vlmop3(x):
    a, b = x[0], x[1]
    r = a * a + b * b
    return [0.5 * r + torch.sin(r), (3 * a - 2 * b + 4) ** 2 / 8 + (a - b + 1) ** 2 / 27 + 15,
            1 / (r + 1) - 1.1 * torch.exp(-r)]


def form(A, u, s=1.0):
    A, u = torch.tensor(A), torch.tensor(u)
    return lambda x: s * (x - u) @ A @ (x - u)


def pair(*forms):
    return lambda x: [f(x) for f in forms]


def toy(x):
    a, b = x[0], x[1]
    f1 = torch.log(torch.clamp((0.5 * (-a - 7) - torch.tanh(-b)).abs(), min=5e-6)) + 6
    f2 = torch.log(torch.clamp((0.5 * (-a + 3) + torch.tanh(-b) + 2).abs(), min=5e-6)) + 6
    c1, c2 = torch.clamp(torch.tanh(b * 0.5), min=0), torch.clamp(torch.tanh(-b * 0.5), min=0)
    q1 = ((-a + 7) ** 2 + 0.1 * (-b - 8) ** 2) / 10 - 20
    q2 = ((-a - 7) ** 2 + 0.1 * (-b - 8) ** 2) / 10 - 20
    return [0.1 * (f1 * c1 + q1 * c2), f2 * c1 + q2 * c2]


def box(n, low=0.0, high=1.0):
    return [low + (high - low) * torch.rand(n, generator=random) for _ in range(3)]


CASES = [
    ("zdt1", {"n": 6}, zdt(1), box(6)), ("zdt2", {"n": 6}, zdt(2), box(6)),
    ("zdt3", {"n": 6}, zdt(3), box(6)),
    ("zdt4", {"n": 5}, zdt(4), [torch.cat([a, b]) for a, b in zip(box(1), box(4, -5, 5))]),
    ("zdt6", {"n": 5}, zdt(6), box(5)),
    *[(f"dtlz{d}", {"m": m, "k": 4}, dtlz(d, m), box(m + 3)) for d in (1, 2, 3, 7) for m in (2, 4)],
    ("dtlz4", {"m": 3, "k": 4}, dtlz(4, 3), box(6, 0.97, 1.0)),
    ("fonseca-fleming", {"n": 3}, bells, box(3, -1.0)), ("vlmop2", {"n": 5}, bells, box(5, -0.5, 0.5)),
    ("vlmop1", {"n": 4}, bowls, box(4, -1.0)), ("vlmop3", {}, vlmop3, box(2, -3.0, 3.0)),
    ("ewq", {}, lambda x: [x[0] ** 2, x[1] ** 2], box(2, -4.0, 4.0)),
    ("cqf", {}, pair(form([[1, 0.2], [0.2, 0.05]], [1.0, 0]), form([[3, -0.6], [-0.6, 0.2]], [-1.0, 0])),
     box(2, -4.0, 4.0)),
    ("hqf", {}, pair(form([[2.0, -1], [-1, 2]], [1.0, 0]), form([[2.0, -1], [-1, 2]], [-10.0, 0], 10.0)),
     box(2, -4.0, 4.0)),
    ("cagrad-toy", {"scale": 0.1}, toy,
     [torch.tensor(p) for p in ([-8.5, 7.5], [-8.5, -5.0], [9.0, 9.0], [0.0, 0.0], [9.0, -1.0])]),
]


def record(name, settings, f, points):
    out = {"name": name, "settings": settings, "points": []}
    for point in points:
        x = point.clone().requires_grad_()
        values = f(x)
        rows = [torch.autograd.grad(v, x, retain_graph=True)[0].tolist() for v in values]
        out["points"].append(
            {"x": point.tolist(), "values": [float(v.detach()) for v in values], "gradients": rows})
    return out


if __name__ == "__main__":
    path = pathlib.Path(__file__).with_name("problems.json")
    path.write_text(json.dumps([record(*case) for case in CASES], indent=0) + "\n")
