#!/usr/bin/env python3
"""How often a drawing of a shape finds the scene that the shape stands in, and how long a drawing's query takes.

    python3 bench/drawings/search.py --benchmark .build/release/drawing-benchmark [--vocabulary vocab/keyshapes-255.slv] [--record]

Scenes are generated (`make-scenes drawings` writes such ones to look at): a painted shape, 45 to 90 of a hundred parts of the picture's
shorter side, before textured ground, among one to four other things. Drawings are crooked, stretched and turned a little. No drawing or scene
of this seed was used to learn the keyshapes. Times are of one thread, from the drawing's file to the best hundred pictures, over rows in
memory.
"""
import argparse
import os
import re
import subprocess
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402


def measure(*command):
    text = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout
    print(text, end="", flush=True)
    return dict(re.findall(r"([a-z-]+) ([\d.]+)", text))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--benchmark", required=True)
    parser.add_argument("--vocabulary", default="vocab/keyshapes-255.slv")
    parser.add_argument("--scenes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--drawings", type=int, default=200)
    parser.add_argument("--pictures", type=int, nargs="+", default=[10000, 100000])
    parser.add_argument("--jobs", type=int, default=2)
    recording.add_record_option(parser)
    options = parser.parse_args()
    found = []
    for scenes in options.scenes:
        drawings = min(options.drawings, scenes)
        figures = measure(options.benchmark, "planted", options.vocabulary, scenes, drawings, 1, options.jobs)
        shares = [f"{100 * int(figures[key]) / drawings:.1f} %" for key in ("first", "in-ten", "in-place")]
        found.append((f"{scenes:,}", drawings, *shares))
    times = []
    for pictures in options.pictures:
        figures = measure(options.benchmark, "time", options.vocabulary, pictures, 15)
        times.append((f"{pictures:,}", figures["milliseconds"], figures["preparing"], figures["scanning"],
                      figures["fastest"], figures["bytes-a-picture"]))
    summary = "\n\n".join([
        "# Drawings: shapes in scenes, and the time of a query",
        recording.table(("scenes", "drawings", "first", "among ten", "first and in place"), found),
        recording.table(("pictures", "ms, median of 15", "reading, describing", "searching", "fastest", "bytes a picture"), times)])
    recording.finish(options, "search", {"scenes": found, "times": times}, summary)


main()
