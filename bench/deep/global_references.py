"""References for vectors of whole pictures, made of numpy, scikit-learn, scikit-image and onnxruntime, and of nothing of ours but feature files."""
import glob
import json
import math
import os
import time

import numpy as np

WORDS, REDUCED, DIMENSION = 64, 64, 128
LEVELS = 3
FILE = "mobilenet_edgetpu_features_q8.onnx"
RECIPE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "models", "mobilenet-edgetpu.json")
with open(RECIPE) as recipe_file:
    PUBLISHED = json.load(recipe_file)
SIDE, MULTIPLE = PUBLISHED["input"]["side"], PUBLISHED["input"].get("multiple", 1)
SESSION = PUBLISHED.get("session", {})
SAMPLE = 100_000
"""Descriptors that words and Gaussians are learnt from."""


def versions():
    import onnxruntime
    import skimage
    import sklearn
    return [f"numpy {np.__version__}", f"scikit-image {skimage.__version__}", f"scikit-learn {sklearn.__version__}",
            f"onnxruntime {onnxruntime.__version__}"]


# Local features

def read_features(path):
    """Centres and descriptors of a file in the Oxford format."""
    with open(path, "rb") as file:
        dimension, count = int(file.readline()), int(file.readline())
        numbers = np.array(file.read().split(), np.float32).reshape(count, 5 + dimension)
    return numbers[:, :2], numbers[:, 5:].astype(np.uint8)


def read_descriptors(path, box=None):
    centres, descriptors = read_features(path)
    if box is None:
        return descriptors
    inside = (centres[:, 0] >= box[0]) & (centres[:, 0] < box[2]) & (centres[:, 1] >= box[1]) & (centres[:, 1] < box[3])
    return descriptors[inside]


def principal(rows, count):
    """Mean and first components."""
    mean = rows.mean(0)
    _, _, directions = np.linalg.svd(rows - mean, full_matrices=False)
    return mean, directions[:count]


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-30)


def vlad(rows, centres, intra=True):
    """Sums of residuals, intra-normalised or not, signed square roots, length one."""
    distances = (centres ** 2).sum(1) - 2 * rows @ centres.T
    nearest = distances.argmin(1)
    sums = np.zeros_like(centres)
    np.add.at(sums, nearest, rows - centres[nearest])
    sums = (unit(sums) if intra else sums).ravel()
    return unit(np.sign(sums) * np.sqrt(np.abs(sums)))


def fisher(rows, mixture):
    from skimage.feature import fisher_vector
    vector = fisher_vector(rows, mixture, improved=True)
    return unit(vector)


def long_vectors(describe, descriptors, project):
    start = time.time()
    rows = [describe(project(d)) if len(d) else None for d in descriptors]
    length = len(next(r for r in rows if r is not None))
    vectors = np.array([r if r is not None else np.zeros(length) for r in rows])
    return vectors, (time.time() - start) / len(descriptors)


def shortened(learnt_from, vectors):
    mean, directions = principal(learnt_from, DIMENSION)
    return unit((vectors - mean) @ directions.T)


def local(train, entries):
    """VLAD and Fisher vectors of the entries, learnt from the feature files in `train`."""
    from skimage.feature import learn_gmm
    from sklearn.cluster import KMeans
    training = [read_descriptors(path) for path in sorted(glob.glob(os.path.join(train, "*")))]
    searched = [read_descriptors(path, box) for path, box in entries]
    everything = np.concatenate(training)
    sample = everything[np.random.default_rng(1).choice(len(everything), SAMPLE, replace=False)].astype(np.float64)
    mean, directions = principal(sample, REDUCED)

    def project(descriptors):
        return (descriptors - mean) @ directions.T

    def cluster(rows):
        return KMeans(WORDS, n_init=1, random_state=1).fit(rows).cluster_centers_

    for name, learn, describe in (
        ("numpy: VLAD, intra-normalised", cluster, vlad),
        ("numpy: VLAD", cluster, lambda rows, centres: vlad(rows, centres, intra=False)),
        ("scikit-image: Fisher", lambda rows: learn_gmm(
            [rows], n_modes=WORDS, gm_args={"covariance_type": "diag", "random_state": 1, "max_iter": 100}), fisher),
    ):
        start = time.time()
        model = learn(project(sample))
        learnt_from, _ = long_vectors(lambda rows: describe(rows, model), training, project)
        vectors, seconds = long_vectors(lambda rows: describe(rows, model), searched, project)
        short = shortened(learnt_from, vectors)
        yield {
            "name": name, "words": WORDS, "from": vectors.shape[1], "to": short.shape[1], "secondsPicture": seconds,
            "secondsToLearn": time.time() - start, "vectors": short}


# Networks

def write_recipe(work, network, pooling):
    """The published recipe with this pooling, for our side; its path."""
    recipe = {**PUBLISHED, "file": os.path.abspath(os.path.join(network, FILE)), "pooling": pooling}
    path = os.path.join(work, "network.json")
    with open(path, "w") as file:
        json.dump(recipe, file)
    return path


def prepare(path, box):
    """A picture, cut and brought down to the longest side, by PIL; the network's input, and the size without padding."""
    from PIL import Image
    picture = Image.open(path).convert("RGB")
    if box is not None:
        corner = [math.floor(value + 0.5) for value in box]
        picture = picture.crop((
            max(0, corner[0]), max(0, corner[1]), min(picture.width, corner[2]), min(picture.height, corner[3])))
    scale = SIDE / max(picture.size)
    if scale < 1:
        size = [max(1, math.floor(length * scale + 0.5)) for length in picture.size]
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    pixels = np.asarray(picture, np.float32)
    height, width = pixels.shape[:2]
    padding = [(0, -length % MULTIPLE) for length in (height, width)]
    padded = np.pad(pixels, [*padding, (0, 0)], mode="edge")
    return padded.transpose(2, 0, 1)[None] / np.float32(127.5) - 1, width, height


def squares(width, height, levels):
    """R-MAC's regions: left, top, side."""
    shorter, longer = min(width, height), max(width, height)
    more = 0
    if longer > shorter:
        misses = [abs(1 - (longer - shorter) / (count - 1) / shorter - 0.4) for count in range(2, 8)]
        more = int(np.argmin(misses)) + 1
    for level in range(1, levels + 1):
        side = 2 * shorter // (level + 1)
        if side == 0:
            return

        def starts(length, count):
            return [int(i * (length - side) // (count - 1)) for i in range(count)] if count > 1 else [0]
        for top in starts(height, level + (more if height > width else 0)):
            for left in starts(width, level + (more if width > height else 0)):
                yield left, top, side


def regions_of_maximum(network, entries):
    """R-MAC of the entries by numpy, on onnxruntime's map."""
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    for key, value in SESSION.items():
        options.add_session_config_entry(key, value)
    session = onnxruntime.InferenceSession(
        os.path.join(network, FILE), options, providers=["CPUExecutionProvider"])
    vectors, seconds = [], 0.0
    for path, box in entries:
        image, width, height = prepare(path, box)
        start = time.time()
        planes = session.run(["conv_1_map"], {"image": image})[0][0]
        # Cells whose middles lie in the picture.
        columns = sum((i + 0.5) / planes.shape[2] < width / image.shape[3] for i in range(planes.shape[2]))
        rows = sum((i + 0.5) / planes.shape[1] < height / image.shape[2] for i in range(planes.shape[1]))
        planes = planes[:, :max(1, rows), :max(1, columns)]
        total = sum(
            unit(planes[:, top:top + side, left:left + side].max((1, 2)))
            for left, top, side in squares(planes.shape[2], planes.shape[1], LEVELS))
        vectors.append(unit(total))
        seconds += time.time() - start
    return {
        "name": "numpy and onnxruntime: MobileNetEdgeTPU, r-mac-3", "from": vectors[0].size, "to": vectors[0].size,
        "secondsPicture": seconds / len(entries), "vectors": np.array(vectors)}
