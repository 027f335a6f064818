#!/usr/bin/env python3
"""Outputs and times of networks through Sightline, against the runtime driven from Python on the same pictures.

    python3 bench/deep/networks.py --sightline .build/release/sightline --models DIR --images DIR --work DIR

Pictures are crops of those in --images, saved as PNG at exactly the size that the network sees, so that nothing is resampled: what
goes in is the same, and what comes out must be. `sightline model check` writes its outputs as .npy; Python prepares the same input
from the recipe with NumPy (padding included), and runs the same ONNX file on one thread. A cosine is taken of each output as one long
vector; for lists of points also of each descriptor. Times are of reading, preparing and running a picture on one thread, the middle
of five runs on either side.
"""
import argparse
import json
import os
import statistics
import sys
import time

import numpy
import onnxruntime
from PIL import Image

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
RECIPES = os.path.join(HERE, "..", "..", "docs", "models")
MODELS = {
    "xfeat": "xfeat/xfeat.onnx",
    "aliked": "aliked/aliked-n16rot.onnx",
    "mobilenet-edgetpu": "mobilenet_edgetpu/mobilenet_edgetpu_features_q8.onnx",
}
SIZES = ((224, 224), (640, 480), (500, 333), (448, 336))
"""Width and height; the third one is no multiple of anything."""
WANTED = 0.99999
ROUNDS = 5


def crops(images, work, count):
    """PNG files of each size, out of the middle of pictures that are large enough."""
    names = sorted(name for name in os.listdir(images) if name.lower().endswith((".jpg", ".png")))
    files = []
    for place, size in enumerate(SIZES):
        found = 0
        for name in names[place::7]:
            picture = Image.open(os.path.join(images, name)).convert("RGB")
            left, top = (picture.width - size[0]) // 2, (picture.height - size[1]) // 2
            if min(left, top) < 0:
                continue
            path = os.path.join(work, f"{size[0]}x{size[1]}-{found}.png")
            picture.crop((left, top, left + size[0], top + size[1])).save(path)
            files.append(path)
            found += 1
            if found == count:
                break
    return files


class Peer:
    """The network in Python, with the recipe's preparation written down in NumPy."""

    def __init__(self, recipe, path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        for key, value in recipe.get("session", {}).items():
            options.add_session_config_entry(key, value)
        self.recipe = recipe
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(self, path):
        wanted = self.recipe["input"]
        picture = Image.open(path).convert("L" if wanted["channels"] == "grey" else "RGB")
        values = numpy.asarray(picture, numpy.float32).reshape(picture.height, picture.width, -1)
        if wanted["channels"] == "bgr":
            values = values[:, :, ::-1]
        values = (values * numpy.float32(wanted.get("scale", 1)) - numpy.float32(wanted.get("mean", 0))) / numpy.float32(
            wanted.get("deviation", 1))
        multiple = wanted.get("multiple", 1)
        values = numpy.pad(
            values, ((0, -picture.height % multiple), (0, -picture.width % multiple), (0, 0)), mode="edge")
        feed = {wanted["name"]: numpy.ascontiguousarray(values.transpose(2, 0, 1)[None])}
        for name, value in self.recipe.get("integers", {}).items():
            feed[name] = numpy.array([value] if isinstance(value, int) else value, numpy.int64)
        roles = sorted(self.recipe["outputs"])
        return dict(zip(roles, self.session.run([self.recipe["outputs"][role] for role in roles], feed)))

    def seconds(self, path):
        times = []
        for _ in range(ROUNDS + 1):
            start = time.perf_counter()
            self.run(path)
            times.append(time.perf_counter() - start)
        return statistics.median(times[1:])


def cosine(a, b):
    a, b = a.astype(numpy.float64).ravel(), b.astype(numpy.float64).ravel()
    return float(a @ b / max(numpy.linalg.norm(a) * numpy.linalg.norm(b), 1e-300))


def compare(arguments, model, files):
    recipe_path = os.path.join(RECIPES, model + ".json")
    with open(recipe_path) as file:
        recipe = json.load(file)
    network = os.path.join(arguments.models, MODELS[model])
    peer, rows = Peer(recipe, network), []
    for path in files:
        out = os.path.join(arguments.work, "outputs")
        document = recording.ask(
            [arguments.sightline, "model", "check", network, recipe_path, path, "--side", max(max(size) for size in SIZES),
             "--json", "--output", out])
        seconds = peer.seconds(path)
        expected = peer.run(path)
        result = {"model": model, "picture": os.path.basename(path), "sightline": document["milliseconds"] / 1000,
                  "python": seconds, "runtime": document["runtime"], "cosines": {}, "differences": {}}
        for role, values in expected.items():
            ours = numpy.load(os.path.join(out, role + ".npy"))
            theirs = values.reshape(ours.shape)
            result["cosines"][role] = cosine(ours, theirs)
            result["differences"][role] = float(numpy.abs(ours - theirs).max())
            if role == "descriptors" and ours.ndim == 2:
                each = (ours * theirs).sum(1) / (numpy.linalg.norm(ours, axis=1) * numpy.linalg.norm(theirs, axis=1))
                result["cosines"]["descriptors, the worst row"] = float(each.min())
        rows.append(result)
    return rows


def summary(results):
    rows = []
    for model in MODELS:
        own = [result for result in results if result["model"] == model]
        if not own:
            continue
        for output in own[0]["cosines"]:
            least = min(result["cosines"][output] for result in own)
            most = max((result["differences"].get(output, 0) for result in own), default=0)
            rows.append((f"{model}: {output}", len(own), f"{least:.9f}", WANTED, "yes" if least >= WANTED else "NO",
                         f"{most:.2g}" if output in own[0]["differences"] else ""))
    times = []
    for model in MODELS:
        for size in SIZES:
            own = [r for r in results if r["model"] == model and r["picture"].startswith(f"{size[0]}x{size[1]}-")]
            if own:
                ours, theirs = (1000 * statistics.median(r[key] for r in own) for key in ("sightline", "python"))
                times.append((f"{model}, {size[0]} × {size[1]}", f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.2f}"))
    return "\n".join([
        "# Networks beside the runtime driven from Python", "",
        recording.table(("output", "pictures", "least cosine", "wanted", "reached", "greatest difference"), rows), "",
        "Reading, preparing and running one picture on one thread, milliseconds (medians):", "",
        recording.table(("", "Sightline", "Python", "ratio"), times)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True)
    for name in ("models", "images", "work"):
        parser.add_argument("--" + name, required=True, metavar="DIR")
    parser.add_argument("--pictures", type=int, default=5, help="of each size")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    files = crops(arguments.images, arguments.work, arguments.pictures)
    results = [row for model in MODELS for row in compare(arguments, model, files)]
    recording.finish(
        arguments, "networks", results, summary(results),
        (f"ONNX Runtime {onnxruntime.__version__} from Python", f"NumPy {numpy.__version__}"))
    worst = min(value for result in results for value in result["cosines"].values())
    return 0 if worst >= WANTED else 1


if __name__ == "__main__":
    raise SystemExit(main())
