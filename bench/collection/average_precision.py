#!/usr/bin/env python3
"""The average precision of the Oxford buildings benchmark, and of a set of queries. Called by itself, it tests itself.

Down a ranking, recall and precision draw a curve, beginning at recall 0 and precision 1; the average precision is the area
below it, by trapezia (the mean of the precisions before and after each picture, times the recall that it adds). Junk counts as
if it were not there. A positive that the ranking lacks adds no area. Officially the query's own picture counts as any other; it
is also given without it.
"""
import statistics


def average_precision(ranking, positives, junk=frozenset()):
    """`ranking` has names, best first; each name counts where it stands first."""
    if not positives:
        raise ValueError("a query without positives has no average precision")
    area, found, precision = 0.0, 0, 1.0
    kept = (name for name in dict.fromkeys(ranking) if name not in junk)
    for place, name in enumerate(kept, 1):
        before, precision_before = found, precision
        found += name in positives
        precision = found / place
        area += (found - before) / len(positives) * (precision_before + precision) / 2
    return area


def without_query(query, ranking):
    """The query's own picture taken out of ranking and positives; nothing when no positive is left."""
    positives = query.positives - {query.picture}
    others = [name for name in ranking if name != query.picture]
    return average_precision(others, positives, query.junk) if positives else None


def evaluate(queries, rankings):
    """Both means, and both numbers of each query. `rankings`: names by the query's name."""
    missing = [query.name for query in queries if query.name not in rankings]
    if missing:
        raise SystemExit(f"no ranking for {len(missing)} of {len(queries)} queries, for example {missing[0]}")
    each = {
        query.name: {
            "official": average_precision(rankings[query.name], query.positives, query.junk),
            "withoutQuery": without_query(query, rankings[query.name])}
        for query in queries}

    def mean(key):
        values = [result[key] for result in each.values() if result[key] is not None]
        return statistics.fmean(values) if values else None

    return {"meanAveragePrecision": mean("official"), "meanWithoutQuery": mean("withoutQuery"), "queries": each}


def self_test():
    """Worked by hand. Positives a, b, c; junk j.

    Ranking a j x b: a is first: recall 1/3, precision 1 after 1: area 1/3. j is not there. x: precision 1/2, no recall. b is
    third: precision 2/3 after 1/2, recall 1/3 more: 1/3 · 7/12 = 7/36. c is missing. Together 12/36 + 7/36 = 19/36.
    """
    from ground_truth import Query

    def close(value, expected):
        assert abs(value - expected) < 1e-12, (value, expected)

    positives, junk = frozenset("abc"), frozenset("j")
    close(average_precision(["a", "j", "x", "b"], positives, junk), 19 / 36)
    close(average_precision(["a", "x", "b"], positives), 19 / 36)
    close(average_precision(["a", "j", "x", "b"], positives), 1 / 3 + 1 / 3 * (1 / 3 + 2 / 4) / 2)
    close(average_precision(["c", "b", "a"], positives, junk), 1)
    close(average_precision(["x", "y"], positives, junk), 0)
    close(average_precision([], positives, junk), 0)
    close(average_precision(["x", "a"], frozenset("a")), 1 / 4)
    close(average_precision(["a", "a", "x", "b"], positives), 19 / 36)
    query = Query("q", "a", (0, 0, 1, 1), positives, junk)
    close(without_query(query, ["a", "j", "x", "b"]), 1 / 2 * (0 + 1 / 2) / 2)
    alone = Query("alone", "a", (0, 0, 1, 1), frozenset("a"), junk)
    result = evaluate([query, alone], {"q": ["a", "j", "x", "b"], "alone": ["x", "a"]})
    close(result["meanAveragePrecision"], (19 / 36 + 1 / 4) / 2)
    close(result["meanWithoutQuery"], 1 / 8)


if __name__ == "__main__":
    self_test()
    print("average precision: the worked examples hold")
