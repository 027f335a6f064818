"""Elliptic regions under homographies, and how far two of them overlap, for many pairs at a time.

An ellipse is a 2 x 2 matrix S: (p - centre)' S^-1 (p - centre) = 1. A homography moves it, near its centre, like
its derivative J there: S becomes J S J'.
"""
import numpy as np

SLICES = 32
SEARCH_CELL = 12.0  # pixels
SEARCH_CELLS = 2    # on each side


def project(homography, points):
    """The points' places, and whether each is on the side of the horizon that can be seen."""
    moved = points @ homography[:, :2].T + homography[:, 2]
    visible = moved[:, 2] > 1e-6
    return moved[:, :2] / np.where(visible, moved[:, 2], 1)[:, None], visible


def derivatives(homography, points):
    """The 2 x 2 derivative of the homography at each point."""
    weight = points @ homography[2, :2] + homography[2, 2]
    weight = np.where(weight > 1e-6, weight, 1)
    moved = (points @ homography[:2, :2].T + homography[:2, 2]) / weight[:, None]
    return (homography[None, :2, :2] - moved[:, :, None] * homography[None, 2:, :2]) / weight[:, None, None]


def project_regions(homography, points, regions):
    derivative = derivatives(homography, points)
    return derivative @ regions @ derivative.transpose(0, 2, 1)


def areas(regions):
    """In units of pi."""
    return np.sqrt(np.maximum(regions[:, 0, 0] * regions[:, 1, 1] - regions[:, 0, 1] ** 2, 0))


def overlaps(first, second, offsets):
    """Area in common over area together, of `first` at 0 and `second` at its offset.

    The area in common is summed over horizontal slices, on each of which both ellipses are intervals; the slices
    are closer together where the ellipses end, so that 32 of them give three digits.
    """
    angles = (np.arange(SLICES) + 0.5) / SLICES * np.pi - np.pi / 2
    low = np.maximum(-np.sqrt(first[:, 1, 1]), offsets[:, 1] - np.sqrt(second[:, 1, 1]))
    high = np.minimum(np.sqrt(first[:, 1, 1]), offsets[:, 1] + np.sqrt(second[:, 1, 1]))
    half = np.maximum(high - low, 0) / 2
    y = ((low + high) / 2)[:, None] + half[:, None] * np.sin(angles)
    first_low, first_high = _interval(first, np.zeros_like(offsets), y)
    second_low, second_high = _interval(second, offsets, y)
    lengths = np.maximum(np.minimum(first_high, second_high) - np.maximum(first_low, second_low), 0)
    common = (lengths * np.cos(angles)).sum(1) * half * np.pi / SLICES
    together = np.pi * (areas(first) + areas(second)) - common
    return common / np.maximum(together, 1e-12)


def _interval(regions, centres, y):
    """Where each ellipse begins and ends at heights `y`."""
    height = regions[:, 1, 1]
    distance = y - centres[:, 1, None]
    middle = centres[:, 0, None] + (regions[:, 0, 1] / height)[:, None] * distance
    width = (areas(regions) / np.sqrt(height))[:, None]
    reach = width * np.sqrt(np.maximum(1 - distance ** 2 / height[:, None], 0))
    return middle - reach, middle + reach


def neighbours(points, others):
    """Index pairs of all points and others that are less than 24 pixels from each other, and some further ones."""
    if len(points) == 0 or len(others) == 0:
        return np.zeros(0, int), np.zeros(0, int)
    origin = np.minimum(points.min(0), others.min(0))
    cells, other_cells = (np.floor((p - origin) / SEARCH_CELL).astype(int) + SEARCH_CELLS for p in (points, others))
    columns = max(cells[:, 0].max(), other_cells[:, 0].max()) + SEARCH_CELLS + 1
    keys = other_cells[:, 1] * columns + other_cells[:, 0]
    order = np.argsort(keys, kind="stable")
    found = []
    for row in range(-SEARCH_CELLS, SEARCH_CELLS + 1):
        key = (cells[:, 1] + row) * columns + cells[:, 0]
        start = np.searchsorted(keys[order], key - SEARCH_CELLS, "left")
        length = np.searchsorted(keys[order], key + SEARCH_CELLS, "right") - start
        first = np.repeat(np.arange(len(points)), length)
        position = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        found.append((first, order[np.repeat(start, length) + position]))
    return np.concatenate([f for f, _ in found]), np.concatenate([s for _, s in found])


def one_to_one(first, second, quality, first_count, second_count):
    """The greedy assignment by falling quality: which of the pairs are taken.

    Done in rounds: every pair that is the best one left for both its ends is taken at once, which gives the same.
    """
    order = np.argsort(-quality, kind="stable")
    rank = np.empty(len(order), int)
    rank[order] = np.arange(len(order))
    taken = np.zeros(len(order), bool)
    left = np.arange(len(order))
    while len(left):
        best_of_first = np.full(first_count, len(order))
        best_of_second = np.full(second_count, len(order))
        np.minimum.at(best_of_first, first[left], rank[left])
        np.minimum.at(best_of_second, second[left], rank[left])
        best = (best_of_first[first[left]] == rank[left]) & (best_of_second[second[left]] == rank[left])
        won = left[best]
        taken[won] = True
        gone_first, gone_second = np.zeros(first_count, bool), np.zeros(second_count, bool)
        gone_first[first[won]] = gone_second[second[won]] = True
        left = left[~(gone_first[first[left]] | gone_second[second[left]])]
    return taken
