#!/usr/bin/env python3
"""Trains one small network on two tasks with PyTorch, the losses of the second a thousand times larger,
under seven ways of handling that, and logs both losses on a fixed evaluation set: losses.csv.

Run:  python3 train.py > losses.csv      (torch 2.15, two minutes on one core)"""
import csv
import math
import sys

import torch

SEEDS, STEPS, EVERY = 10, 1000, 10
RATE = 0.01
SCALE = torch.tensor([1, 0.001])
ARMS = {
    # Weights of the two losses; None scales both gradients to length 1.
    "normalized": lambda t, random: None,
    "scaled": lambda t, random: [1, 0.001],
    "random": lambda t, random: [float(w) for w in torch.rand(2, generator=random) * SCALE],
    "sum": lambda t, random: [1, 1],
    "alternating": lambda t, random: [1, 0] if t // 50 % 2 == 0 else [0, 0.001],
    # The scaled losses again, with the learning rates of two slips.
    "hasty": lambda t, random: [1, 0.001],
    "timid": lambda t, random: [1, 0.001],
}
RATES = {"hasty": 0.3, "timid": 1e-6}


def data(seed, count):
    generator = torch.Generator().manual_seed(seed)
    x = torch.rand(count, 2, generator=generator) * 2 - 1
    waves = torch.sin(4 * x[:, :1]) * torch.cos(3 * x[:, 1:])
    return x, waves, x.norm(dim=1, keepdim=True)


def network(seed):
    torch.manual_seed(seed)
    return torch.nn.Sequential(
        torch.nn.Linear(2, 24), torch.nn.Tanh(), torch.nn.Linear(24, 24), torch.nn.Tanh(),
        torch.nn.Linear(24, 2))


def losses(model, batch):
    x, waves, distance = batch
    out = model(x)
    return [((out[:, :1] - waves) ** 2).mean(), 1000 * ((out[:, 1:] - distance) ** 2).mean()]


def backward(model, values, weights):
    """Leaves one gradient of the weighted losses in the parameters."""
    parameters = list(model.parameters())
    if weights is None:
        grads = [torch.autograd.grad(v, parameters, retain_graph=True) for v in values]
        norms = [math.sqrt(sum(float((g * g).sum()) for g in grad)) for grad in grads]
        total = [sum(g / n for g, n in zip(row, norms)) for row in zip(*grads)]
    else:
        total = torch.autograd.grad(sum(w * v for w, v in zip(weights, values)), parameters)
    for parameter, gradient in zip(parameters, total):
        parameter.grad = gradient


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["arm", "seed", "step", "waves", "distance"])
    evaluation = data(10_000, 512)
    for arm, weights in ARMS.items():
        for seed in range(SEEDS):
            # The same start and the same batches in every arm; random weights draw from their own stream.
            model, train = network(seed), data(seed, 2048)
            batches = torch.Generator().manual_seed(1_000 + seed)
            random = torch.Generator().manual_seed(2_000 + seed)
            optimizer = torch.optim.Adam(model.parameters(), lr=RATES.get(arm, RATE))
            schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
            for t in range(STEPS + 1):
                if t % EVERY == 0:
                    with torch.no_grad():
                        seen = [f"{float(v):.4g}" for v in losses(model, evaluation)]
                    out.writerow([arm, seed, t, *seen])
                rows = torch.randint(2048, (64,), generator=batches)
                values = losses(model, [part[rows] for part in train])
                backward(model, values, weights(t, random))
                optimizer.step()
                schedule.step()


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
