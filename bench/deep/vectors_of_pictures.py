"""A million real vectors: descriptors of pictures, at length one, as signed bytes with a scale each."""
import importlib.util
import os

import numpy as np

# The module of bench/words, whose name the script beside this one has too.
WORDS = importlib.util.spec_from_file_location(
    "word_vectors", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../words/vectors.py"))
word_vectors = importlib.util.module_from_spec(WORDS)
WORDS.loader.exec_module(word_vectors)

BASE, TRAINING, QUERIES = 1_000_000, 200_000, 1000


def write(rows, path):
    """The form of stored chunks: rows of signed bytes, then a float for each row. The largest number becomes 127."""
    numbers = rows.astype(np.float32)
    largest, length = numbers.max(1), np.sqrt((numbers.astype(np.float64) ** 2).sum(1))
    numbers, largest, length = (some[length > 0] for some in (numbers, largest, length))
    with open(path, "wb") as file:
        np.clip(np.round(numbers * (127 / largest)[:, None]), -127, 127).astype(np.int8).tofile(file)
        (largest / 127 / length).astype(np.float32).tofile(file)


def load(path):
    """The vectors as floats."""
    raw = np.fromfile(path, np.uint8)
    count = len(raw) // 132
    numbers = raw[: count * 128].view(np.int8).reshape(-1, 128).astype(np.float32)
    return np.ascontiguousarray(numbers * raw[count * 128 :].view(np.float32)[:, None])


def make_vectors(arguments):
    """Writes `base`, `train` and `queries` into the folder, unless they are there."""
    path = lambda name: os.path.join(arguments.folder, name)
    if all(os.path.exists(path(name)) for name in ("base", "train", "queries")):
        return
    if not arguments.images or not arguments.queries:
        raise SystemExit("the folder has no vectors yet: give --images and --queries")
    shuffled = []
    for name, images in (("images", arguments.images), ("others", arguments.queries)):
        word_vectors.describe_pictures(arguments.sightline, images, path(name + "-features"), path(name + "-descriptors"))
        rows = word_vectors.read_bytes(path(name + "-descriptors"))
        shuffled.append(rows[np.random.default_rng(1).permutation(len(rows))[: BASE + TRAINING]])
    rows, others = shuffled
    if len(rows) < BASE + TRAINING:
        raise SystemExit(f"{len(rows)} descriptors are too few: give more pictures than those of {arguments.images}")
    write(rows[:BASE], path("base"))
    write(rows[BASE:], path("train"))
    write(others[:QUERIES], path("queries"))
