#!/usr/bin/env python3
"""Peak memory of `sightline features` for pictures of 24 megapixels, beside OpenCV's decoding and SIFT.

    python3 -m venv V && V/bin/pip install numpy opencv-python-headless
    V/bin/python bench/features/memory.py --sightline .build/release/sightline --out results

Each measurement is a process of its own, whose largest resident set the system reports when it ends (`wait4`). That
number contains what the parent had resident when it started the process, so this script imports nothing large: pictures
are made, and OpenCV is run, by large_picture.py.

Both scale the picture to 1024 pixels before they look for features. Written: memory.json, summary.md.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile

LARGE_PICTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "large_picture.py")
KINDS = {"baseline JPEG": "baseline.jpg", "progressive JPEG": "progressive.jpg", "PNG": "picture.png"}
LARGEST_SIDE = 1024


def peak_megabytes(command):
    """Runs a program to its end."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: ended with status {child.returncode}")
    return round(usage.ru_maxrss / 1024, 1)


def measure(binary):
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, file in KINDS.items():
            picture = os.path.join(folder, file)
            subprocess.run([sys.executable, LARGE_PICTURE, "make", picture], check=True)
            features = [binary, "features", picture, "--output", os.path.join(folder, "out.oxford"), "--quiet"]
            results[name] = {
                "file megabytes": round(os.path.getsize(picture) / 1e6, 1),
                "Sightline": peak_megabytes(features),
                "OpenCV": peak_megabytes([sys.executable, LARGE_PICTURE, "sift", picture, str(LARGEST_SIDE)]),
            }
            os.remove(picture)
    return results


def markdown(results, own, idle_opencv):
    text = ("# Peak memory for a picture of 24 megapixels\n\nLargest resident set in MB (1024 × 1024 bytes).\n\n"
            "| picture | file, MB | Sightline | OpenCV decoding and SIFT |\n|---|---:|---:|---:|\n")
    for name, values in results.items():
        text += f"| {name} | {values['file megabytes']} | {values['Sightline']} | {values['OpenCV']} |\n"
    return text + (f"\nPython with OpenCV and nothing to do: {idle_opencv}. The measuring process itself, below which "
                   f"no measurement can be: {own}.\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sightline", required=True, metavar="PROGRAM", help="the release build")
    parser.add_argument("--out", required=True, metavar="DIR", help="where the results go")
    arguments = parser.parse_args()
    results = measure(arguments.sightline)
    own = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    idle_opencv = peak_megabytes([sys.executable, "-c", "import cv2, numpy"])
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "memory.json"), "w") as file:
        json.dump({"pictures": results, "measuring process": own, "idle OpenCV": idle_opencv}, file, indent=1)
    text = markdown(results, own, idle_opencv)
    with open(os.path.join(arguments.out, "summary.md"), "w") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    main()
