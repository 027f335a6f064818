#!/usr/bin/env python3
"""One command, all stages, twice: are the numbers the same to the last digit?

    python3 bench/evaluation/rerun.py --sightline .build/release/sightline -- oxford5k --images DIR --truth DIR

What stands behind `--` goes to `sightline benchmark`. It is run with one job and with all processors; whatever is no time has to be equal.
"""
import argparse
import os
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402

TIMES = {"timings", "seconds", "ingestSeconds", "command", "jobs"}


def timeless(value):
    """Without all that may differ from run to run."""
    if isinstance(value, dict):
        return {key: timeless(member) for key, member in value.items() if key not in TIMES}
    return [timeless(member) for member in value] if isinstance(value, list) else value


def rows(document):
    return [
        (stage["title"] + (f", {setup['name']}" if setup["name"] else ""), f"{setup['meanAveragePrecision']:.4f}",
         f"{setup['interval'][0]:.4f} … {setup['interval'][1]:.4f}", *(f"{value:.4f}" for value in setup["precision"].values()),
         f"{setup['rPrecision']:.4f}", f"{1000 * stage['timings']['total']:.0f}")
        for stage in document["stages"] for setup in stage["setups"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("words", nargs="+", metavar="WORD", help="the words behind `sightline benchmark`")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    documents = [
        recording.ask([arguments.sightline, "benchmark", *arguments.words, "--json", "--quiet", "--jobs", jobs])
        for jobs in (1, os.cpu_count())]
    first, second = map(timeless, documents)
    pictures, settings = documents[0]["pictures"], documents[0]["settings"]
    recording.finish(arguments, documents[0]["benchmark"], documents, "\n".join([
        f"# {documents[0]['benchmark']}, all stages", "",
        recording.table(("stage", "mAP", "95 %", "P@1", "P@5", "P@10", "R-precision", "ms a query"), rows(documents[0])), "",
        f"- {documents[0]['queries']} queries in {pictures['searched']} pictures; {pictures['bytesPerPicture']:.0f} bytes a picture, "
        f"{pictures['bytesPerFeature']:.2f} a feature, aggregates for ASMK included.",
        f"- Words: {os.path.basename(settings['vocabulary'])}, fingerprint {settings['vocabularyFingerprint']}.",
        f"- Run again with {os.cpu_count()} jobs instead of one: {'the same numbers to the last digit' if first == second else 'OTHER NUMBERS'}."]))
    if first != second:
        raise SystemExit("the two runs differ")


if __name__ == "__main__":
    main()
