"""Solving a pair of pictures: matches of descriptors, and from them the homography between the pictures."""
import csv
import glob
import os
from typing import NamedTuple

import cv2
import numpy as np

LARGEST_RATIO = 0.9  # of the distances of the nearest and the second nearest descriptor
TOLERANCE = 3.0      # pixels
POINTS = "_points.csv"


class Pair(NamedTuple):
    """Two pictures of a plane with points that a person found in both: a row is xa, ya, xb, yb."""
    name: str
    pictures: tuple
    points: np.ndarray


def read_pairs(folder):
    """NAME_A.jpg, NAME_B.jpg and NAME_points.csv, for every such NAME."""
    pairs = []
    for path in sorted(glob.glob(os.path.join(folder, "*" + POINTS))):
        stem = path[:-len(POINTS)]
        with open(path) as file:
            rows = list(csv.reader(file))[1:]
        pairs.append(Pair(os.path.basename(stem), (stem + "_A.jpg", stem + "_B.jpg"), np.array(rows, float)))
    return pairs


def distinctive_matches(a, b):
    """Pairs of unit descriptors that are each other's nearest, and clearly nearer than the next one."""
    if len(a) < 2 or len(b) < 2:
        return np.zeros(0, int), np.zeros(0, int)
    likeness = a @ b.T
    nearest = likeness.argmax(1)
    mutual = likeness.argmax(0)[nearest] == np.arange(len(a))
    two_best = np.partition(likeness, -2, axis=1)[:, -2:]
    distances = np.sqrt(np.maximum(2 - 2 * two_best, 0))
    first = np.flatnonzero(mutual & (distances[:, 1] < LARGEST_RATIO * distances[:, 0]))
    return first, nearest[first]


def homography(a, b):
    """The map from the first picture to the second, or None, and how many matches agree with it."""
    first, second = distinctive_matches(a.descriptors, b.descriptors)
    if len(first) < 4:
        return None, 0
    found, agreeing = cv2.findHomography(
        np.float32(a.centres[first]), np.float32(b.centres[second]), cv2.USAC_MAGSAC, TOLERANCE,
        maxIters=10000, confidence=0.9999)
    return found, 0 if agreeing is None else int(agreeing.sum())


def error(found, points):
    """How far, by the median, the first picture's points land from theirs in the second, in pixels."""
    if found is None:
        return float("inf")
    moved = np.column_stack([points[:, :2], np.ones(len(points))]) @ found.T
    return float(np.median(np.linalg.norm(moved[:, :2] / moved[:, 2:] - points[:, 2:], axis=1)))
