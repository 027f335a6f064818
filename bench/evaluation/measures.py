#!/usr/bin/env python3
"""Sightline's measures of rankings against two other programs: the definitions written down again here, and scikit-learn.

    python3 bench/evaluation/measures.py --bench .build/release/evaluation-benchmark [--rankings 1000] [--seed 1]

Rankings are random: short and long, with junk, with positives that were not found, with names that come again. The definitions
are written with arrays and, where a level of recall must be reached exactly, with fractions; the trapezia are added place by place,
as the program of the Oxford buildings does, where Sightline goes from hit to hit. scikit-learn's `average_precision_score` is the
finite sum; it wants every positive to have a place, so it judges the rankings that hold them all. All must agree to 1e-12.
"""
import argparse
import json
import os
import subprocess
import sys
from fractions import Fraction

import numpy

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402

CUTOFFS = (1, 4, 5, 10, 20, 100)


def random_query(random):
    size = int(random.choice([3, 10, 50, 300]))
    names = [f"picture-{number}" for number in random.permutation(size)]
    positives = names[:int(random.integers(1, max(2, size // 2)))]
    junk = names[len(positives):len(positives) + int(random.integers(0, size // 3 + 1))]
    # Right answers tend to the front, as in a ranking that somebody made.
    place = {name: random.normal() - (name in positives) * random.uniform(0, 3) for name in names}
    ranking = sorted(names, key=place.get)
    ranking = ranking[:int(random.integers(0, size + 1))] if random.random() < 0.3 else ranking
    if ranking and random.random() < 0.2:
        ranking = ranking + [ranking[0]]
    return {"ranking": ranking, "positives": positives, "junk": junk}


def hits_of(query):
    """1 for each positive of the ranking and 0 for the others, junk and repetitions left out."""
    return numpy.array([
        name in query["positives"] for name in dict.fromkeys(query["ranking"]) if name not in query["junk"]], dtype=float)


def trapezoid(hits, count):
    found = numpy.cumsum(hits)
    recall = numpy.concatenate([[0], found / count])
    precision = numpy.concatenate([[1], found / numpy.arange(1, len(hits) + 1)])
    return float(numpy.sum(numpy.diff(recall) * (precision[1:] + precision[:-1]) / 2))


def revisited(hits, count, cutoff):
    """Places from 1; positives that are missing have none that any cut-off reaches."""
    places = numpy.concatenate([numpy.flatnonzero(hits) + 1, numpy.full(count - int(hits.sum()), numpy.inf)])
    last = int(min(places.max(), cutoff))
    return float((places <= last).sum() / last)


def eleven_levels(hits, count):
    found = numpy.cumsum(hits).astype(int)
    return [
        max((found[i] / (i + 1) for i in range(len(hits)) if Fraction(int(found[i]), count) >= Fraction(level, 10)), default=0.0)
        for level in range(11)]


def expected(query):
    hits, count = hits_of(query), len(query["positives"])
    found = numpy.cumsum(hits)
    ranks = numpy.arange(1, len(hits) + 1)

    def within(cutoff):
        return float(hits[:cutoff].sum())

    return {
        "trapezoid": trapezoid(hits, count), "finite-sum": float(numpy.sum(hits * found / ranks) / count),
        "r-precision": within(count) / count, "top-four": within(4),
        "precision": [within(cutoff) / cutoff for cutoff in CUTOFFS], "recall": [within(cutoff) / count for cutoff in CUTOFFS],
        "success": [float(within(cutoff) > 0) for cutoff in CUTOFFS],
        "revisited-precision": [revisited(hits, count, cutoff) for cutoff in CUTOFFS],
        "eleven-levels": eleven_levels(hits, count), "raw-recall": list(found / count), "raw-precision": list(found / ranks)}


def scikit_finite_sum(query):
    """`None` where scikit-learn is not installed."""
    try:
        from sklearn.metrics import average_precision_score
    except ImportError:
        return None
    hits = hits_of(query)
    return float(average_precision_score(hits, -numpy.arange(len(hits))))


def difference(ours, theirs):
    ours, theirs = numpy.atleast_1d(ours), numpy.atleast_1d(theirs)
    assert ours.shape == theirs.shape, (ours, theirs)
    return float(numpy.abs(ours - theirs).max(initial=0.0))


def measured(arguments, queries):
    lines = "".join(json.dumps(query) + "\n" for query in queries)
    result = subprocess.run([arguments.bench], input=lines, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(result.stderr)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(queries), f"{len(answers)} answers for {len(queries)} rankings"
    return answers


def compare(queries, answers):
    """The greatest difference of each measure."""
    worst = {}
    for query, answer in zip(queries, answers):
        for name, value in expected(query).items():
            worst[name] = max(worst.get(name, 0.0), difference(answer[name], value))
        theirs = scikit_finite_sum(query) if set(query["positives"]) <= set(query["ranking"]) else None
        if theirs is not None:
            name = "finite-sum, scikit-learn"
            worst[name] = max(worst.get(name, 0.0), difference(answer["finite-sum"], theirs))
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, help="the program evaluation-benchmark")
    parser.add_argument("--rankings", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    random = numpy.random.default_rng(arguments.seed)
    queries = [random_query(random) for _ in range(arguments.rankings)]
    worst = compare(queries, measured(arguments, queries))
    summary = recording.table(["measure", "greatest difference"], [[name, f"{value:.1e}"] for name, value in worst.items()])
    recording.finish(arguments, "measures", worst, f"{len(queries)} rankings\n\n{summary}", [f"numpy {numpy.__version__}"])
    assert all(value <= 1e-12 for value in worst.values()), worst


if __name__ == "__main__":
    main()
