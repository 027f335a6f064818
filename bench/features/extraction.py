"""Local features as the benchmarks compare them: those of `sightline features` and those of OpenCV's SIFT.

Both come back as `Features`: centres in pixels ((0, 0) is the centre of the top left pixel), the matrix S of the
described region's ellipse (p - centre)' S^-1 (p - centre) = 1, and unit descriptors. The described region is
5.196 (3 times the square root of 3) detected scales wide, for everybody: Sightline writes its files so, and the
circles of OpenCV, whose `size` is two scales, are given the same factor.
"""
import os
import subprocess
import tempfile
from typing import NamedTuple

import cv2
import numpy as np

REGION_IN_SCALES = 5.196


class Features(NamedTuple):
    centres: np.ndarray      # n x 2
    regions: np.ndarray      # n x 2 x 2
    descriptors: np.ndarray  # n x dimension, each of length 1

    def __len__(self):
        return len(self.centres)


def unit_rows(descriptors):
    descriptors = np.asarray(descriptors, np.float32)
    return descriptors / np.maximum(np.linalg.norm(descriptors, axis=1, keepdims=True), 1e-9)


def read_oxford(path):
    """A file of the Oxford affine-features format: dimension, count, then `x y a b c d1 …` a line."""
    with open(path) as file:
        dimension, count = int(float(file.readline())), int(file.readline())
        numbers = np.fromstring(file.read(), dtype=np.float64, sep=" ")
    if numbers.size != count * (5 + dimension):
        raise ValueError(f"{path}: {numbers.size} numbers instead of {count} x {5 + dimension}")
    rows = numbers.reshape(count, 5 + dimension)
    a, b, c = rows[:, 2], rows[:, 3], rows[:, 4]
    inverse = np.stack([np.stack([a, b], -1), np.stack([b, c], -1)], -2)
    return Features(rows[:, :2], np.linalg.inv(inverse), unit_rows(rows[:, 5:]))


def run_sightline(binary, pictures, folder, options=(), jobs=1, count=2000):
    """Writes NAME.EXT.oxford into `folder` for each picture. A picture that fails ends the benchmark."""
    command = [binary, "features", *pictures, "--format", "oxford", "--output-directory", folder, "--quiet",
               "--jobs", str(jobs), "--max-features", str(count), *options]
    subprocess.run(command, check=True)


def with_sightline(binary, pictures, options=(), count=2000):
    """The features of pictures whose file names differ."""
    with tempfile.TemporaryDirectory() as folder:
        run_sightline(binary, pictures, folder, options, count=count)
        return [read_oxford(os.path.join(folder, os.path.basename(path) + ".oxford")) for path in pictures]


def opencv_sift(count=2000):
    """OpenCV's SIFT as the benchmarks use it: on one thread, with a threshold low enough to find `count` points."""
    cv2.setNumThreads(1)
    return cv2.SIFT_create(nfeatures=count, contrastThreshold=0.01)


def root_sift(descriptors):
    """Each descriptor divided by its sum, then the square root of each number."""
    return np.sqrt(descriptors / np.maximum(descriptors.sum(1, keepdims=True), 1e-9), dtype=np.float32)


def run_opencv(sift, path):
    """A picture's key points and RootSIFT descriptors, as OpenCV has them."""
    grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise ValueError(f"{path}: OpenCV cannot read it")
    keypoints, descriptors = sift.detectAndCompute(grey, None)
    return keypoints, root_sift(descriptors) if keypoints else np.zeros((0, 128), np.float32)


def with_opencv(sift, path):
    keypoints, descriptors = run_opencv(sift, path)
    centres = np.array([keypoint.pt for keypoint in keypoints]).reshape(-1, 2)
    radii = np.array([REGION_IN_SCALES * keypoint.size / 2 for keypoint in keypoints])
    return Features(centres, radii[:, None, None] ** 2 * np.eye(2), descriptors)
