"""The tables to be read."""
import statistics

COLLECTIONS = {"same": "{words:,} words from the same pictures", "shipped": "own vocabulary"}


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def median_of_queries(seconds, chosen=statistics.median):
    """The median over the queries; `chosen` makes one number of the times that a query was asked."""
    return statistics.median(chosen(times) for times in seconds.values())


def our_seconds(result, *steps):
    """For each query, the sum of these steps, each time that it was asked."""
    return {name: [sum(times[step] for step in steps) for times in rounds] for name, rounds in result["timings"].items()}


def colmap_ranking_seconds(results):
    """Each query's seconds less those against a collection of one picture, where it has words but hardly a ranking."""
    words = results["colmap-words"]["seconds"]
    return {
        name: [max(0, value - statistics.median(words[name])) for value in values]
        for name, values in results["colmap-queries"]["seconds"].items()}


def time_rows(results):
    ours, theirs = results.get("same-hamming"), results.get("colmap-queries")
    if not theirs:
        return
    whole = theirs["seconds"]
    compared = [("Sightline without finding words, COLMAP with", ["shortlist"], whole)]
    if "colmap-words" in results:
        compared.append(("features and words given: both without", ["shortlist"], colmap_ranking_seconds(results)))
    compared.append(("features given: both with", ["words", "shortlist"], whole))
    compared = [(title + "; a process for each of Sightline's", ours, *rest) for title, *rest in compared] + [
        (title + "; each within one process", results.get("same-warm"), *rest) for title, *rest in compared
        if "same-warm" in results]
    for title, ours, steps, their_seconds in compared:
        b = median_of_queries(their_seconds)
        a = median_of_queries(our_seconds(ours, *steps)) if ours else None
        yield row(
            f"a query, one thread, ms; {title}", f"{1000 * a:.2f}" if ours else "", f"{1000 * b:.1f}",
            f"{a / b:.3f}" if ours and b > 0 else "", "≤ 0.2", "0.05")


def precision(result):
    return f"{result['meanAveragePrecision']:.3f} ({result['meanWithoutQuery']:.3f})" if result else ""


def precision_row(title, ours, theirs, must, aim, shown=None):
    """`theirs` is a mean average precision; `shown`, how it is written."""
    difference = f"{ours['meanAveragePrecision'] - theirs:+.3f}" if ours else ""
    return row(title, precision(ours), shown or f"{theirs:.3f}", difference, must, aim)


def precision_rows(results, words, peer_best):
    theirs, same, shipped = (results.get(name) for name in ("colmap-queries", "same-hamming", "shipped-hamming"))
    if theirs:
        mean = theirs["meanAveragePrecision"]
        yield precision_row(
            f"mAP, same features, {words:,} words each", same, mean, "≥ +0", "+0.05", precision(theirs))
        yield precision_row(
            "mAP, own vocabulary, against this run's COLMAP", shipped, mean, "≥ +0.05", "+0.15", precision(theirs))
    if peer_best:
        yield precision_row(
            "mAP, own vocabulary, against the best known of COLMAP", shipped, peer_best, "≥ +0.05", "+0.15")


def bytes_a_feature(results):
    info = (results.get("same-collection") or {}).get("info", {})
    index, imported = results.get("colmap-index"), results.get("import")
    if index and imported:
        theirs = index["indexBytes"] / imported["collection"]["collection"]["features"]
        ours = info.get("bytesPerFeature")
        yield row(
            "bytes a feature on disk (COLMAP: its index's file less its vocabulary's)", f"{ours:.1f}" if ours else "",
            f"{theirs:.1f}", f"{ours / theirs:.3f}" if ours else "", "≤ 24 bytes", "18 bytes")


def table(results, words, peer_best):
    yield row("what", "Sightline", "COLMAP", "ratio or difference", "must reach", "aim")
    yield "|---|---:|---:|---:|---|---|"
    yield from time_rows(results)
    yield from precision_rows(results, words, peer_best)
    yield from bytes_a_feature(results)


def system_rows(results, words):
    theirs = results.get("colmap-queries")
    if theirs:
        least = median_of_queries(theirs["seconds"], min)
        yield row(
            f"COLMAP, {words:,} words", f"{theirs['meanAveragePrecision']:.3f}", f"{theirs['meanWithoutQuery']:.3f}", "",
            f"{1000 * median_of_queries(theirs['seconds']):.1f} with words", f"{1000 * least:.1f} with words", "")
    for kind, title in COLLECTIONS.items():
        for scoring in ("hamming", "bow", "asmk"):
            result = results.get(f"{kind}-{scoring}")
            if result:
                yield sightline_row(f"Sightline, {title.format(words=words)}, {scoring}", result, theirs)


def sightline_row(title, result, theirs):
    shortlist, found = our_seconds(result, "shortlist"), our_seconds(result, "words")
    return row(
        title, f"{result['meanAveragePrecision']:.3f}", f"{result['meanWithoutQuery']:.3f}",
        better_and_worse(result, theirs) if theirs else "", f"{1000 * median_of_queries(shortlist):.2f}",
        f"{1000 * median_of_queries(shortlist, min):.2f}", f"{1000 * median_of_queries(found):.2f}")


def better_and_worse(ours, theirs):
    pairs = [(ours["queries"][name]["official"], value["official"]) for name, value in theirs["queries"].items()]
    return f"{sum(a > b for a, b in pairs)} / {sum(a < b for a, b in pairs)}"


def systems(results, words):
    yield row(
        "first stage", "mAP", "without the query's picture", "queries better / worse than COLMAP", "ms a query", "least",
        "ms for words")
    yield "|---|---:|---:|---:|---:|---:|---:|"
    yield from system_rows(results, words)


def query_table(results):
    """Each query's average precision, in every system that was measured."""
    names = [name for name in (
        "colmap-queries", "same-hamming", "same-bow", "shipped-hamming", "shipped-bow", "shipped-asmk") if name in results]
    if not names:
        return
    counts = results.get("features", {}).get("queries", {})
    yield row("query", "features", *names)
    yield "|---|---:|" + "---:|" * len(names)
    for query in results[names[0]]["queries"]:
        yield row(query, str(counts.get(query, "")), *(f"{results[name]['queries'][query]['official']:.3f}" for name in names))


NOTES = """\
- mAP: the mean over all queries of the official average precision (trapezia, junk left out, the query's own picture counted); in
  brackets with the query's own picture taken out of rankings and positives.
- Both sides have Sightline's default features of the same pictures, and a query is the features whose centres lie in its box.
  COLMAP has default options: five words to a feature of a query, Hamming embedding, no verification. Sightline has its own.
- Vocabularies of the same size were learnt from the same features of the same pictures. COLMAP chooses its search structure for
  them by timing, so that its vocabulary differs a little from run to run.
- Times are medians over the queries, of the median of the times that each was asked; `least` takes the least of these instead.
  All on one processor. COLMAP prints what a query took within a process that holds the index in memory; that includes reading
  the features from its database and finding their words. To tell words from ranking, the queries were also asked of a
  collection of one picture, and that time was taken off. Sightline's are the `timings` of a process for each query, which opens
  the collection anew."""


def checks(results):
    """Whether both sides really had the same."""
    imported = results.get("import")
    if not imported:
        return
    expected = imported["collection"]["collection"]
    yield (
        f"- COLMAP's databases hold {imported['training']['training']['features']:,} features of "
        f"{imported['training']['training']['pictures']:,} pictures for the vocabulary, {expected['features']:,} of "
        f"{expected['pictures']:,} to be searched; every picture has as many as were exported.")
    info = (results.get("same-collection") or {}).get("info")
    if info:
        same = all(info.get(key) == expected[key] for key in ("pictures", "features"))
        yield f"- Sightline's collection holds {'the same numbers' if same else 'OTHER NUMBERS'} of pictures and features."
    ours, theirs = results.get("same-hamming"), results.get("features")
    if ours and theirs:
        known = {name: count for name, count in ours["features"].items() if count is not None}
        different = [name for name, count in known.items() if count != theirs["queries"][name]]
        yield f"- Numbers of features of queries: {len(known)} compared, {len(different)} different."


def building(results):
    vocabulary, index = results.get("colmap-vocabulary"), results.get("colmap-index")
    if vocabulary:
        yield (
            f"- COLMAP's vocabulary: {vocabulary['cpuSeconds']:.0f} s of processors ({vocabulary['seconds']:.0f} s by the clock, which "
            "went on while other work had the machine).")
    if index:
        yield f"- COLMAP's index: {index['secondsAPicture']:.3f} s a picture on one processor, features given."
    ours = results.get("same-vocabulary")
    if ours:
        process = ours["process"]
        yield (
            f"- Sightline's vocabulary of that size: {process['cpuSeconds']:.0f} s of processors "
            f"({process['seconds']:.0f} s by the clock), features included.")
    collection = results.get("same-collection")
    if collection:
        yield f"- Sightline's `ingest`, from files: {collection['process']['seconds']:.0f} s on all processors."
    loads = ", ".join(f"{name} {result['loadBefore']}" for name, result in results.items())
    yield f"- Load of the machine before each part: {loads}."


def text(results, words, peer_best=None):
    lines = ["# The first stage beside COLMAP's retriever", "", *table(results, words, peer_best), "", NOTES]
    lines += [*checks(results), *building(results), "", "## All that was measured", "", *systems(results, words), ""]
    queries = list(query_table(results))
    if queries:
        lines += ["## Average precision of each query", "", *queries, ""]
    return "\n".join(lines)
