"""Files of vectors, and the mean squared error of centres."""
import glob
import os
import subprocess

import numpy as np


def read_bytes(path, columns=128):
    return np.memmap(path, np.uint8, mode="r").reshape(-1, columns)


def write_bvecs(path, rows, at_once=200_000):
    """`.bvecs`: before each row its length, as four bytes."""
    with open(path, "wb") as file:
        for first in range(0, len(rows), at_once):
            some = rows[first : first + at_once]
            lines = np.empty((len(some), some.shape[1] + 4), np.uint8)
            lines[:, :4] = np.frombuffer(np.int32(some.shape[1]).tobytes(), np.uint8)
            lines[:, 4:] = some
            lines.tofile(file)


def read_fvecs(path):
    numbers = np.fromfile(path, np.float32)
    return np.ascontiguousarray(numbers.reshape(-1, int(numbers[:1].view(np.int32)[0]) + 1)[:, 1:])


def read_oxford(path):
    """The descriptors of a file of features in the text form of Oxford."""
    with open(path) as file:
        dimension, count = int(file.readline()), int(file.readline())
        return np.array([line.split()[5:] for line in file], np.uint8).reshape(count, dimension)


def describe_pictures(sightline, images, folder, out):
    """Describes a folder of pictures with the default recipe; all descriptors in one file, pictures by name."""
    os.makedirs(folder, exist_ok=True)
    subprocess.run([sightline, "features", images, "--output-directory", folder, "--quiet"], check=True)
    with open(out, "wb") as file:
        for path in sorted(p for p in glob.glob(folder + "/**/*", recursive=True) if os.path.isfile(p)):
            read_oxford(path).tofile(file)


def mean_squared_error(centres, rows, sample=None):
    """Each row against its nearest centre, by Faiss's exact index; of a sample spread evenly, when there is one."""
    import faiss

    if sample and len(rows) > sample:
        rows = rows[np.linspace(0, len(rows) - 1, sample).astype(np.int64)]
    index = faiss.IndexFlatL2(centres.shape[1])
    index.add(np.ascontiguousarray(centres, np.float32))
    total = 0.0
    for first in range(0, len(rows), 100_000):
        some = rows[first : first + 100_000].astype(np.float32)
        total += float(index.search(some, 1)[0].astype(np.float64).sum())
    return total / len(rows)
