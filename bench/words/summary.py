"""The tables to be read."""
import math

LEVELS = [0.97, 0.98, 0.99]


def rate_at(points, level):
    """Rows a second at an agreement: between two measurements, on logarithmic scales of rate and of misses.

    When even the least effort agrees better, its rate; when none agrees so well, nothing."""
    points = sorted((p["agreement"], p["rowsPerSecond"]) for p in points)
    if not points or points[-1][0] < level:
        return None
    if points[0][0] >= level:
        return points[0][1]
    above = next(i for i, p in enumerate(points) if p[0] >= level)
    (a, slow), (b, fast) = points[above - 1], points[above]
    misses = [math.log(max(1 - x, 1e-9)) for x in (a, level, b)]
    share = (misses[1] - misses[0]) / (misses[2] - misses[0])
    return math.exp(math.log(slow) + share * (math.log(fast) - math.log(slow)))


def ways(search):
    """Measurements by the name of the way."""
    named = {}
    for side in search.values():
        for point in side["ways"] if side else []:
            named.setdefault(point["way"], []).append(point)
    return named


def compared_rates(search, level):
    named = ways(search)
    ours = rate_at(named.get("two-level", []), level)
    peers = {name: rate_at(points, level) for name, points in named.items() if name.startswith("Index")}
    peers = {name: rate for name, rate in peers.items() if rate}
    if not ours or not peers:
        return None
    best = max(peers, key=peers.get)
    return ours, best, peers[best]


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def clustering_rows(results, name, title, must, aim, must_error, aim_error):
    result = results.get(name) or {}
    ours, faiss, errors = (result.get(key) for key in ("sightline", "faiss", "errors"))
    if ours and not faiss:
        yield row(f"{title}: seconds", f"{ours['timings']['cluster']:.1f}", "not measured", "", must, aim)
    if not ours or not faiss:
        return
    a, b = ours["timings"]["cluster"], faiss["seconds"]
    yield row(f"{title}: seconds", f"{a:.1f}", f"{b:.1f}", f"{a / b:.3f}", must, aim)
    cpu = ours["process"]["cpuSeconds"]
    yield row(f"{title}: CPU seconds", f"{cpu:.1f}", f"{faiss['cpuSeconds']:.1f}", f"{cpu / faiss['cpuSeconds']:.3f}", "", "")
    if errors:
        a, b = errors["sightline"], errors["faiss"]
        yield row(
            f"{title}: mean squared error ({errors['rows']:,} rows)", f"{a:.1f}", f"{b:.1f}", f"{a / b:.5f}", must_error,
            aim_error)


def peak_rows(peak):
    if not peak:
        return
    # No peak is measured on processors other than x86-64, and then there is no share of it.
    best = peak["peakMultiplyAddsPerSecond"]
    yield row(
        f"exact assignment to {peak['words']:,} words, one thread, {peak['processorPath']}: multiply-adds a second",
        f"{peak['multiplyAddsPerSecond']:.4g}", f"peak {best:.4g}" if best else "not measured",
        f"{peak['multiplyAddsPerSecond'] / best:.3f}" if best else "not measured", "≥ 0.85", "")


def table(results):
    yield row("what", "Sightline", "Faiss", "ratio", "must reach", "aim")
    yield "|---|---:|---:|---:|---|---|"
    yield from clustering_rows(
        results, "exact", "exact k-means, 4,096 words", "≤ 0.7", "0.5", "≤ 1.003", "1.000")
    yield from clustering_rows(
        results, "approximate", "approximate k-means, 65,536 words", "≤ 0.5", "0.25", "≤ 1", "")
    for level in LEVELS:
        rates = compared_rates(results.get("searching") or {}, level)
        if rates:
            ours, name, theirs = rates
            must, aim = ("≥ 2", "4") if level == LEVELS[0] else ("", "")
            yield row(
                f"assignment to 65,536 words, {level:.0%} agreement: rows a second, one thread", f"{ours:,.0f}",
                f"{theirs:,.0f} ({name})", f"{ours / theirs:.2f}", must, aim)
    yield from peak_rows(results.get("peak"))
    opening = results.get("opening")
    if opening:
        yield row(
            "opening 65,536 words and assigning 2,000 descriptors, whole process: ms, median of 20",
            f"{opening['median']:.1f}", "", "", "≤ 60", "")
    million = results.get("million")
    if million:
        yield row(
            "1,000,000 words from 3,000,000 descriptors: peak memory, MB",
            f"{million['peakBytes'] / 1e6:.0f}", f"{million['descriptorsAndCentres'] / 1e6:.0f} (descriptors + centres)",
            f"{million['ratio']:.3f}", "≤ 1.3", "")


def search_table(search):
    yield row("way", "effort", "rows a second", "agreement")
    yield "|---|---:|---:|---:|"
    for name, points in ways(search).items():
        for p in points:
            effort = str(p["effort"]) if p["effort"] else ""
            yield row(name, effort, f"{p['rowsPerSecond']:,.0f}", f"{p['agreement']:.2%}")


def start_lines(results):
    """The first round's error is that of the start: the same on both sides when the start is."""
    for name in ("exact", "approximate"):
        result = results.get(name) or {}
        if result.get("sightline") and result.get("faiss"):
            ours = result["sightline"]["rounds"][0]["meanSquaredError"]
            theirs = result["faiss"]["meanSquaredErrorOfRounds"][0]
            yield f"- Same start, {name}: mean squared error of round 1 is {ours:.2f} here and {theirs:.2f} in Faiss."


def loads(results, name=""):
    if isinstance(results, dict):
        if "loadBefore" in results:
            yield f"{name.strip()} {results['loadBefore']}"
        for key, value in results.items():
            yield from loads(value, f"{name} {key}")


NOTES = """\
- Seconds: Sightline's `cluster` of its own account, which holds all rounds, each with a checkpoint written, and a last assignment of
  all descriptors (for approximate clustering, a new search structure too); Faiss's `train` alone. Sightline's CPU seconds are
  those of the whole process, reading and writing included; Faiss's are those of `train`.
- Mean squared error: every row (or the sample named) against its nearest final centre by `IndexFlatL2`, the same for both.
  Sightline's centres are bytes, Faiss's floats.
- Agreement: the share of rows whose found centre is as near as the nearest. Rates at an agreement lie between two
  measurements, interpolated on logarithmic scales. Seconds of one thread are processor time, the least of two or three (exact
  and forest: of one). The centres are Sightline's 65,536, as floats for Faiss.
- The peak is that of a loop of nothing but the instruction that the kernel uses (`CPeak`)."""


def text(results):
    lines = ["# Words beside Faiss", ""] + list(table(results)) + ["", NOTES] + list(start_lines(results))
    busy = ", ".join(loads(results))
    lines += [f"- Load of the machine before each part (two processors): {busy}.", ""]
    search = results.get("searching")
    if search and any(search.values()):
        lines += ["## Searching 65,536 words, one thread", ""] + list(search_table(search)) + [""]
    opening = results.get("opening")
    if opening:
        inside = ", ".join(
            f"{key.removesuffix('Milliseconds')} {value:.1f}" for key, value in opening["medianWithin"].items())
        lines += [f"Within the process of one picture, medians in ms: {inside}.", ""]
    return "\n".join(lines)
