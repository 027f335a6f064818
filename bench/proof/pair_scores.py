"""Scores of pairs of pictures, and how well they tell the same from the different. Called by itself, it tests itself.

A file of proofs has a line a pair: `a b logNFA inliers …`, between tabs or spaces. A pair whose third column is no number has no
proof at all: infinitely many false alarms.
"""
import math

import numpy as np


def log_false_alarms(path):
    """log₁₀ of the number of false alarms of each pair."""
    with open(path) as file:
        lines = [line.rstrip("\n").split("\t" if "\t" in line else None) for line in file if line.strip()]
    return [number(line[2]) for line in lines if not line[0].startswith("#")]


def number(text):
    try:
        value = float(text)
    except (TypeError, ValueError):
        return math.inf
    return math.inf if math.isnan(value) else value


def area_under_curve(same, different):
    """The probability that a pair of the same scores above one of the different; equal scores count half."""
    different = np.sort(np.asarray(different, float))
    below = np.searchsorted(different, same, "left")
    upto = np.searchsorted(different, same, "right")
    return float(np.mean((below + upto) / 2) / len(different))


def accepted(same, different):
    """The share of the same that score above every different pair."""
    return float(np.mean(np.asarray(same, float) > max(different)))


def numbers(same, different):
    return {
        "areaUnderCurve": area_under_curve(same, different), "acceptedWithoutFalse": accepted(same, different),
        "same": len(same), "different": len(different), "highestDifferent": max(different)}


def self_test():
    """Worked by hand: of 2 × 3 comparisons, 5 is above all three, 2 above one and equal to one: (3 + 1.5) / 6."""
    assert area_under_curve([5, 2], [1, 2, 4]) == 4.5 / 6
    assert area_under_curve([0], [1]) == 0 and area_under_curve([-math.inf], [-math.inf]) == 0.5
    assert accepted([5, 2], [1, 2, 4]) == 0.5 and accepted([4], [4]) == 0
    assert number("-3.5") == -3.5 and number("none") == math.inf and number("nan") == math.inf


if __name__ == "__main__":
    self_test()
    print("scores of pairs: the worked examples hold")
