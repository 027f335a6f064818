"""The one table of the peers, and what can be read from it: who is best in each column."""
import statistics

import recording

HEAD = (
    "system", "pictures", "mAP", "bytes a picture", "index, s", "of them processor, s", "query, ms")
COLUMNS = {
    "mean average precision": ("meanAveragePrecision", max, "{:.3f}"),
    "bytes a picture": ("bytesAPicture", min, "{:,.0f}"),
    "seconds of indexing": ("index", min, "{:,.0f}"),
    "processor's seconds of indexing": ("indexCPU", min, "{:,.0f}"),
    "milliseconds of a query": ("query", min, "{:,.0f}"),
}


def with_numbers(result, pictures):
    """The result with the numbers of the table's columns."""
    return result | {
        "bytesAPicture": result["bytes"] / pictures, "index": sum(result["indexSeconds"].values()),
        "indexCPU": sum(result["indexCPUSeconds"].values()), "query": 1000 * statistics.median(result["querySeconds"])}


def row(result):
    numbers = [form.format(result[key]) for key, _, form in COLUMNS.values()]
    return (result["system"], result["set"], *numbers)


def is_ours(result):
    return result["system"].startswith("Sightline")


def best(results, key, choose):
    return choose(results, key=lambda result: result[key])


def comparison(results):
    """For each set and column the best of ours beside the best of the others, and which is better."""
    rows = []
    for name in dict.fromkeys(result["set"] for result in results):
        for title, (key, choose, form) in COLUMNS.items():
            sides = [[r for r in results if r["set"] == name and is_ours(r) == ours] for ours in (True, False)]
            if not all(sides):
                continue
            ours, theirs = (best(side, key, choose) for side in sides)
            winner = "equal" if ours[key] == theirs[key] else (
                "Sightline" if choose(ours[key], theirs[key]) == ours[key] else theirs["system"].split(",")[0])
            shown = [f"{form.format(side[key])} ({side['system'].split(', ', 1)[1]})" for side in (ours, theirs)]
            shown[1] = f"{form.format(theirs[key])} ({theirs['system']})"
            rows.append((f"{name}: {title}", *shown, winner))
    return recording.table(("", "Sightline's best", "the peers' best", "better"), rows)


def steps(results):
    """Where the time of indexing goes."""
    rows = [
        (result["system"], result["set"], ", ".join(
            f"{step} {seconds:.0f} s ({result['indexCPUSeconds'][step]:.0f})" for step, seconds in result["indexSeconds"].items()))
        for result in results]
    return recording.table(("system", "pictures", "seconds (of the processor)"), rows)


NOTES = """\
- *Mean average precision*: trapezia, junk out, for all systems. Oxford: the official rule, the query's own picture counts; a query is
  what lies in its box, and only features within it are used. Generated: a query is a detail (a quarter of the width and height) of
  an object's picture, its own picture is junk.
- *Bytes a picture*: all files that a later query needs, except the vocabulary, divided by the pictures. COLMAP: the index with the
  geometry of its features, less the vocabulary within the same file; its database, which it also opens, is not counted. OpenCV and
  Faiss: the sparse matrix and the idf; nothing that could verify. Sightline: the folder of the collection, compacted, names included.
- *Index*: from the pictures' files to an index on disk, one thread on one processor, beside it the processor's own seconds, which
  depend less on who else uses the machine. COLMAP: OpenCV's SIFT of every picture, and the retriever's process that indexes them; not
  the import into its database. OpenCV and Faiss: the same SIFT, words, matrix, writing; not the making of Faiss's graph over the
  vocabulary, which is done at each start. Sightline: `ingest` and `compact`.
- *Query*: the median over the queries of one time each, one thread on one processor, decoding and features included, within a
  process that stays open. COLMAP: OpenCV's SIFT of the picture, and the seconds that the retriever prints.
- Features of the peers: OpenCV's SIFT, the strongest 2,000 by a low threshold (contrast 0.01), RootSIFT in bytes. Sightline's: its own
  defaults. Nobody's vocabulary has seen a picture of either set; training one is not counted.
- COLMAP verifies the first 200 of its shortlist and ranks them anew; the others follow as they were.
- The collections: *lean* keeps words alone, ASMK's keeps aggregates beside the signatures, all other stages share one."""


def text(results, sets, vocabularies):
    lines = [
        f"- {name}: {numbers['pictures']:,} pictures, {numbers['queries']} queries, {numbers['positives']} positives in all; "
        f"{numbers['features'] / numbers['pictures']:,.0f} features a picture by OpenCV." for name, numbers in sets.items()]
    sizes = [f"- {name}: {numbers['words']:,} words, {numbers['bytes'] / 1e6:.1f} MB{numbers['note']}."
             for name, numbers in vocabularies.items()]
    loads = ", ".join(f"{result['load']:.1f}" for result in results)
    return "\n".join([
        "# Sightline beside its peers", "", recording.table(HEAD, map(row, results)), "", *lines, "",
        "Vocabularies:", "", *sizes, "", NOTES, f"- The machine's load before each row: {loads}.", "",
        "## Who is best in each column", "", comparison(results), "", "## Where the time of indexing goes", "", steps(results)])
