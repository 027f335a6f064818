#!/usr/bin/env python3
"""How well drawings are read whatever they were drawn with and on, and whether photographs are told from drawings.

    python3 bench/drawings/reading.py --sightline .build/release/sightline --drawings DIR --photographs DIR [--count N] [--record]

Each of N drawings (black on white) is made into others: chalk, colours, a faint pencil, a photographed page under uneven light as JPEG, a
frame, a page on a table, a fat pen. Both readers read the drawing as it was and as it was made; the score is the mean over drawings of the
F-measure of points within 3 pixels of 256. The reference binarises by Otsu's threshold (dark ink if most is light, else the other way
round), thins by scikit-image's `skeletonize`, crops and scales as the tool does. Then all photographs are given as drawings.

Needs NumPy, Pillow, SciPy and scikit-image.
"""
import argparse
import os
import subprocess
import sys
import tempfile

import numpy as np
import PIL
import scipy.ndimage as nd
import skimage
from PIL import Image
from skimage.filters import threshold_otsu
from skimage.morphology import skeletonize

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402

SIDE = 256


def coloured(grey, ink, ground):
    share = (grey / 255.0)[..., None]
    return share * np.array(ground, float) + (1 - share) * np.array(ink, float)


def larger(grey, side=800):
    return np.asarray(Image.fromarray(grey).resize((side, side), Image.BICUBIC))


def page(grey, rng):
    """A photographed page: a falling light, a warm paper, noise."""
    grey = larger(grey)
    y, x = np.mgrid[0:grey.shape[0], 0:grey.shape[1]] / grey.shape[0]
    light = 1 - 0.5 * (0.7 * x + 0.3 * y * y)
    return coloured(grey, (40, 45, 70), (225, 220, 205)) * light[..., None] + rng.normal(0, 4, (*grey.shape, 3))


def table(grey, rng):
    inner = page(grey, rng)
    outer = np.full((inner.shape[0] + 120, inner.shape[1] + 120, 3), (90.0, 60, 40)) + rng.normal(0, 6, (inner.shape[0] + 120, 1, 1))
    outer[60:-60, 60:-60] = inner
    return outer


def framed(grey, rng):
    grey = np.pad(grey, 12, constant_values=255)
    grey[4:7, 4:-4] = grey[-7:-4, 4:-4] = 0
    grey[4:-4, 4:7] = grey[4:-4, -7:-4] = 0
    return coloured(grey, (0, 0, 0), (255, 255, 255))


CONDITIONS = {
    "chalk on black": (lambda g, r: coloured(g, (240, 240, 235), (10, 10, 12)), "png"),
    "red on green": (lambda g, r: coloured(g, (200, 40, 40), (60, 130, 60)), "png"),
    "yellow on white": (lambda g, r: coloured(g, (255, 225, 0), (255, 255, 255)), "png"),
    "faint pencil, JPEG": (lambda g, r: coloured(larger(g), (200, 200, 200), (250, 250, 248)), "jpg"),
    "photographed page, JPEG": (page, "jpg"),
    "page on a table, JPEG": (table, "jpg"),
    "frame": (framed, "png"),
    "fat pen": (lambda g, r: coloured(nd.grey_erosion(larger(g), 21), (0, 0, 0), (255, 255, 255)), "png"),
}


def fitted(mask):
    """The ink's places at a longest side of 256, as the tool has them."""
    ys, xs = np.nonzero(mask)
    if len(ys) == 0:
        return np.zeros((1, 1), bool)
    ys, xs = ys - ys.min(), xs - xs.min()
    scale = (SIDE - 1) / max(ys.max(), xs.max(), 1)
    ys, xs = np.rint(ys * scale).astype(int), np.rint(xs * scale).astype(int)
    result = np.zeros((ys.max() + 1, xs.max() + 1), bool)
    result[ys, xs] = True
    return result


def reference(path):
    grey = np.asarray(Image.open(path).convert("L"))
    dark = grey < threshold_otsu(grey)
    return fitted(skeletonize(dark if dark.mean() < 0.5 else ~dark))


class Tool:
    def __init__(self, path, folder):
        self.path, self.out = path, os.path.join(folder, "lines.png")

    def run(self, picture, *words):
        return subprocess.run([self.path, "edges", picture, *words], capture_output=True, text=True)

    def __call__(self, picture):
        if self.run(picture, "--drawing", "--picture", self.out).returncode != 0:
            return np.zeros((1, 1), bool)
        return np.asarray(Image.open(self.out)) == 0


def agreement(a, b, reach=3):
    if not a.any() or not b.any():
        return 0.0
    height, width = max(a.shape[0], b.shape[0]), max(a.shape[1], b.shape[1])
    a, b = (np.pad(m, ((0, height - m.shape[0]), (0, width - m.shape[1]))) for m in (a, b))
    near = [nd.distance_transform_edt(~m) <= reach for m in (a, b)]
    precision, recall = (a & near[1]).sum() / a.sum(), (b & near[0]).sum() / b.sum()
    return 2 * precision * recall / max(precision + recall, 1e-9)


def conditions(tool, names, folder):
    rng = np.random.default_rng(1)
    scores = {what: ([], []) for what in CONDITIONS}
    for name in names:
        grey = np.asarray(Image.open(name).convert("L"))
        usual = tool(name), reference(name)
        for what, (make, kind) in CONDITIONS.items():
            path = os.path.join(folder, "made." + kind)
            Image.fromarray(np.clip(make(grey, rng), 0, 255).astype(np.uint8)).save(path, quality=80)
            for reader, plain, kept in zip((tool, reference), usual, scores[what]):
                kept.append(agreement(reader(path), plain))
    return [(what, f"{np.mean(ours):.3f}", f"{np.mean(theirs):.3f}") for what, (ours, theirs) in scores.items()]


def verdicts(tool, names):
    counts = {"read": 0, "read with a warning": 0, "told as a photograph": 0, "other errors": 0}
    for name in names:
        result = tool.run(name, "--drawing")
        if result.returncode == 0:
            counts["read with a warning" if "photograph" in result.stderr else "read"] += 1
        else:
            counts["told as a photograph" if "photograph" in result.stderr else "other errors"] += 1
    return counts


def files(folder):
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True)
    parser.add_argument("--drawings", required=True)
    parser.add_argument("--photographs", required=True)
    parser.add_argument("--count", type=int, default=40, help="drawings that are made into others")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    drawings, photographs = files(arguments.drawings), files(arguments.photographs)
    chosen = drawings[:: max(1, len(drawings) // arguments.count)][: arguments.count]
    with tempfile.TemporaryDirectory() as folder:
        tool = Tool(os.path.abspath(arguments.sightline), folder)
        rows = conditions(tool, chosen, folder)
        told = {"drawings": verdicts(tool, drawings), "photographs": verdicts(tool, photographs)}
    text = f"{len(chosen)} drawings, read as they were and as they were made: F-measure of points within 3 pixels of 256\n\n"
    text += recording.table(("made into", "Sightline", "Otsu and skeletonize"), rows)
    text += "\n\nGiven as drawings\n\n"
    text += recording.table(
        ("", "pictures", *told["drawings"]), [(what, sum(c.values()), *c.values()) for what, c in told.items()])
    peers = (f"scikit-image {skimage.__version__}", f"Pillow {PIL.__version__}")
    recording.finish(arguments, "reading", {"conditions": rows, "verdicts": told}, text, peers)


if __name__ == "__main__":
    main()
