#!/usr/bin/env python3
"""OpenCV's SIFT of folders of pictures, written as COLMAP's importer reads it, where `retrieval.py` looks for it.

    V/bin/python bench/proof/opencv_features.py --work DIR training=DIR collection=DIR

The strongest 2,000 points by a low threshold, RootSIFT in bytes (512 times the root, 255 at most), as COLMAP makes its own. Each
folder is written to `DIR/features/NAME`; one that is there is left alone.
"""
import argparse
import os

import cv2
import numpy as np

import recording  # noqa: F401, finds the modules below
import extraction
from ground_truth import picture_name


def describe(sift, path):
    """x, y (the picture's corner is the origin), scale, radians; and bytes."""
    keypoints, descriptors = extraction.run_opencv(sift, path)
    points = np.array([
        (*point.pt, point.size / 2, np.deg2rad(point.angle)) for point in keypoints]).reshape(-1, 4) + (0.5, 0.5, 0, 0)
    return points, np.minimum(255, np.round(512 * descriptors)).astype(np.uint8)


def write(path, points, descriptors):
    with open(path, "w") as file:
        file.write(f"{len(points)} 128\n")
        for point, descriptor in zip(points, descriptors):
            file.write("%.3f %.3f %.4f %.5f " % tuple(point) + " ".join(map(str, descriptor)) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="NAME=DIR")
    parser.add_argument("--work", required=True, metavar="DIR")
    arguments = parser.parse_args()
    sift = extraction.opencv_sift()
    for name, folder in (pair.split("=", 1) for pair in arguments.folders):
        out = os.path.join(arguments.work, "features", name)
        if os.path.exists(out):
            continue
        os.makedirs(out + ".part", exist_ok=True)
        for file in sorted(os.listdir(folder)):
            path = os.path.join(out + ".part", file + ".txt")
            if picture_name(file) != file and not os.path.exists(path):
                write(path + ".new", *describe(sift, os.path.join(folder, file)))
                os.rename(path + ".new", path)
        os.rename(out + ".part", out)


if __name__ == "__main__":
    main()
