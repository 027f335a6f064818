#!/usr/bin/env python3
"""What memory.py needs much memory for: making a picture of 24 megapixels, and OpenCV's SIFT on it.

    large_picture.py make FILE          FILE's name tells what it becomes: PNG, or JPEG, progressive if it says so
    large_picture.py sift FILE SIDE     decode, scale to SIDE pixels, SIFT
"""
import os
import sys

import cv2
import numpy as np

WIDTH, HEIGHT = 6000, 4000


def noisy_picture():
    """Coarse and fine blotches of colour, enlarged, with a camera's noise."""
    random = np.random.default_rng(1)
    picture = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    for parts, strength in ((12, 60), (60, 35), (300, 25), (1500, 15)):
        blotches = random.normal(0, strength, (parts * 2 // 3, parts, 3)).astype(np.float32)
        picture += cv2.resize(blotches, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    picture += random.normal(128, 5, picture.shape).astype(np.float32)
    return np.clip(picture, 0, 255).astype(np.uint8)


def make(path):
    progressive = "progressive" in os.path.basename(path)
    options = [cv2.IMWRITE_JPEG_QUALITY, 92, cv2.IMWRITE_JPEG_PROGRESSIVE, int(progressive)]
    if path.endswith(".png"):
        options = [cv2.IMWRITE_PNG_COMPRESSION, 1]
    if not cv2.imwrite(path, noisy_picture(), options):
        sys.exit(f"{path}: cannot be written")


def sift(path, side):
    cv2.setNumThreads(1)
    grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    factor = side / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    cv2.SIFT_create(nfeatures=2000, contrastThreshold=0.01).detectAndCompute(small, None)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "make":
        make(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "sift":
        sift(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(__doc__)
