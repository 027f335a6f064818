#!/usr/bin/env python3
"""Small sound pictures of many kinds for mutate.py to break, made from the pictures of a folder.

    seeds.py IMAGES_FOLDER OUT_FOLDER [--count 6]

Each picture is shrunk to 160 pixels and written as JPEG (grey, colour; baseline, progressive, with restart markers; four
subsamplings) and as PNG (grey and colour of 8 and 16 bits, with alpha, of 1 bit). Needs numpy and opencv-python-headless.
"""
import argparse
import pathlib

import cv2
import numpy as np

SUBSAMPLINGS = {"411": 0x411111, "420": 0x221111, "422": 0x211111, "444": 0x111111}


def jpegs(stem, colour, grey):
    for name, factor in SUBSAMPLINGS.items():
        yield f"{stem}-{name}.jpg", colour, [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, factor]
    yield f"{stem}-progressive.jpg", colour, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1]
    yield f"{stem}-restart.jpg", colour, [cv2.IMWRITE_JPEG_RST_INTERVAL, 3]
    yield f"{stem}-grey.jpg", grey, []
    yield f"{stem}-grey-progressive.jpg", grey, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1]


def pngs(stem, colour, grey):
    alpha = cv2.merge([*cv2.split(colour), grey])
    yield f"{stem}-colour.png", colour, []
    yield f"{stem}-grey.png", grey, []
    yield f"{stem}-alpha.png", alpha, []
    yield f"{stem}-colour16.png", colour.astype(np.uint16) * 257, []
    yield f"{stem}-grey16.png", grey.astype(np.uint16) * 257, []
    yield f"{stem}-bilevel.png", (grey > 127).astype(np.uint8) * 255, [cv2.IMWRITE_PNG_BILEVEL, 1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("images", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=6, help="pictures to begin with (default 6)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    paths = sorted(p for p in args.images.iterdir() if p.suffix.lower() in (".jpg", ".png"))
    for path in paths[:: max(1, len(paths) // args.count)][: args.count]:
        picture = cv2.imread(str(path))
        scale = 160 / max(picture.shape[:2])
        colour = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
        for name, pixels, options in [*jpegs(path.stem, colour, grey), *pngs(path.stem, colour, grey)]:
            cv2.imwrite(str(args.out / name), pixels, options)


if __name__ == "__main__":
    main()
