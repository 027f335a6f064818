"""XFeat as its authors use it, of numpy, onnxruntime and OpenCV: one scale, the strongest 5 × 5 maxima, descriptors between cells by a bicubic."""
import json
import os

import cv2
import numpy as np
import onnxruntime

MOST, THRESHOLD, COSINE = 1000, 0.05, 0.82
"""How many points, above which probability; and which cosine a match has at least."""


class CachedPoints:
    """Places and descriptors, a file a picture."""

    def __init__(self, recipe, folder):
        with open(recipe) as file:
            network = os.path.join(os.path.dirname(os.path.abspath(recipe)), json.load(file)["file"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.folder = folder
        os.makedirs(folder, exist_ok=True)

    def of(self, path):
        cached = os.path.join(self.folder, "xfeat-" + "-".join(path.split(os.sep)[-2:]) + ".npz")
        if os.path.exists(cached):
            with np.load(cached) as kept:
                return kept["places"], kept["descriptors"].astype(np.float32)
        places, descriptors = self.points(cv2.imread(path))
        np.savez(cached, places=places, descriptors=descriptors.astype(np.float16))
        return places, descriptors

    def points(self, picture):
        height, width = picture.shape[:2]
        high, wide = -(-height // 32) * 32, -(-width // 32) * 32
        padded = cv2.copyMakeBorder(picture, 0, high - height, 0, wide - width, cv2.BORDER_REPLICATE)
        planes = padded.transpose(2, 0, 1)[None].astype(np.float32)
        maps = [out[0] for out in self.session.run(["descriptors", "keypoint_map", "reliability"], {"image": planes})]
        heat = maps[1][0]
        peaks = (heat == cv2.dilate(heat, np.ones((5, 5), np.uint8))) & (heat > THRESHOLD)
        y, x = np.nonzero(peaks[:height, :width])
        grid = np.float32(x * (wide / 8) / (wide - 1) - 0.5), np.float32(y * (high / 8) / (high - 1) - 0.5)
        score = heat[y, x] * sample(maps[2], *grid, cv2.INTER_LINEAR)[:, 0]
        best = np.argsort(-score, kind="stable")[:MOST]
        descriptors = sample(maps[0], grid[0][best], grid[1][best], cv2.INTER_CUBIC)
        return np.float32(np.stack([x, y], 1)[best]), descriptors / np.linalg.norm(descriptors, axis=1, keepdims=True).clip(1e-9)


def sample(maps, x, y, interpolation):
    """Maps, C × H × W, at some places: N × C."""
    columns = [cv2.remap(each, x[:, None], y[:, None], interpolation, borderMode=cv2.BORDER_REPLICATE)[:, 0] for each in maps]
    return np.stack(columns, 1) if len(x) else np.zeros((0, len(maps)), np.float32)


def inliers(a, b):
    """Of a homography by MAGSAC, within three pixels, of mutual nearest neighbours."""
    if min(len(a[0]), len(b[0])) == 0:
        return 0
    cosines = a[1] @ b[1].T
    there, back = cosines.argmax(1), cosines.argmax(0)
    rows = np.arange(len(there))
    kept = (back[there] == rows) & (cosines[rows, there] > COSINE)
    if kept.sum() < 4:
        return 0
    _, mask = cv2.findHomography(a[0][kept], b[0][there[kept]], cv2.USAC_MAGSAC, 3, maxIters=5000, confidence=0.999)
    return 0 if mask is None else int(mask.sum())
