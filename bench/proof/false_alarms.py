#!/usr/bin/env python3
"""Whether the number of false alarms means what it says: pairs of different things, and how often they fall below a bound.

    V/bin/python bench/proof/false_alarms.py PROOFS [--searched N]

PROOFS has a line a pair of different pictures: `a b logNFA inliers …`, between tabs or spaces. The NFA of a pair, among so many
as were searched, is the number of pictures of other things that would agree as well by chance: over N pairs, at most N·ε/searched
may have NFA ≤ ε. Files of comparisons of two (`verify A B`) have one searched. A rate may be below the model, and by chance up to
the factor 3 above it; the interval beside it (Clopper and Pearson, 95 %) says what so few cases can tell.
"""
import argparse
import functools
import math

import numpy as np

import recording
import pair_scores

BOUNDS = (-2, -1, 0)
"""log₁₀ of the bounds on the NFA that are asked for; others stand beside them to be read."""
OTHERS = (-4, -3, -2.5, -1.5, -0.5, 0.5)
ALLOWED = 3


@functools.cache
def log_binomials(trials):
    """ln of the binomial coefficients of so many trials."""
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, trials + 1)))])
    return factorials[-1] - factorials - factorials[::-1]


def log_binomial_tail(count, trials, probability):
    """ln of the probability of `count` or more successes."""
    if count <= 0:
        return 0.0
    if probability <= 0:
        return -math.inf
    if probability >= 1:
        return 0.0
    k = np.arange(count, trials + 1)
    terms = log_binomials(trials)[count:] + k * math.log(probability) + (trials - k) * math.log1p(-probability)
    greatest = terms.max()
    return float(greatest + math.log(np.exp(terms - greatest).sum()))


def bisect(test):
    """The least probability for which `test` holds."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if test(middle) else (middle, high)
    return high


def interval(count, trials):
    low = bisect(lambda p: log_binomial_tail(count, trials, p) >= math.log(0.025)) if count else 0.0
    high = bisect(lambda p: log_binomial_tail(count + 1, trials, p) >= math.log(0.975)) if count < trials else 1.0
    return low, high


def rates(values, searched):
    values = np.asarray(values, float)
    for bound in sorted((*BOUNDS, *OTHERS)):
        count = int((values <= bound).sum())
        expected = min(1.0, 10 ** bound / searched)
        low, high = interval(count, len(values))
        yield {
            "logBound": bound, "pairs": len(values), "below": count, "rate": count / len(values), "model": expected,
            "ratio": count / len(values) / expected, "low": low, "high": high, "asked": bound in BOUNDS}


def verdict(result):
    if not result["asked"]:
        return ""
    if result["ratio"] > ALLOWED:
        return "too many" if result["low"] > ALLOWED * result["model"] else "too many, perhaps by chance"
    return "yes" if result["ratio"] >= 1 / ALLOWED else "fewer"


def summary(results):
    rows = [
        (f"1e{result['logBound']:g}", f"{result['model']:.2e}", f"{result['rate']:.2e}", result["below"], f"{result['ratio']:.2f}",
         f"{result['low']:.2e}–{result['high']:.2e}", verdict(result)) for result in results]
    head = ("NFA ≤", "model's rate", "measured", "pairs", "measured / model", "95 %", f"within a factor {ALLOWED}")
    return "\n".join([
        "# False alarms", "", f"{results[0]['pairs']:,} pairs of different things.", "", recording.table(head, rows)])


def self_test():
    """A tail worked by hand: 2 or more of 3 at 1/2 is 1/2. No case of 100: at most 3.6 %, by 1 − 0.025^(1/100)."""
    assert abs(math.exp(log_binomial_tail(2, 3, 0.5)) - 0.5) < 1e-12
    low, high = interval(0, 100)
    assert low == 0 and abs(high - (1 - 0.025 ** 0.01)) < 1e-9, (low, high)
    counted = {result["logBound"]: result for result in rates([-2, -0.5, math.inf, 3], 1)}
    assert (counted[-2]["below"], counted[0]["below"], counted[-3]["below"]) == (1, 2, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("proofs", nargs="+", metavar="PROOFS")
    parser.add_argument("--searched", type=float, default=1, help="the number of pictures that the NFA counts (default: 1)")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    self_test()
    values = [value for path in arguments.proofs for value in pair_scores.log_false_alarms(path)]
    results = list(rates(values, arguments.searched))
    recording.finish(arguments, "false-alarms", results, summary(results))


if __name__ == "__main__":
    main()
