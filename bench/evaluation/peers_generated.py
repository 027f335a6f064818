"""A set of generated pictures with its truth in the form of the Oxford buildings.

`make-scenes` draws objects, and further views of each: seen askew, larger or smaller, turned, darker, partly covered, before other
things. A query is a detail, the middle quarter (in width and in height) of the picture of an object as it is. Its positives are
the views that show the whole of the detail, by their homographies; views that show a part of it, or none, and the query's own
picture are junk. Distractors are pictures of other objects, of another seed.
"""
import csv
import os
import shutil

from measured_process import run

SIZE = (640, 480)
SHARE = 0.25
"""Of the picture's width and height."""


def box():
    """Left, top, right, bottom."""
    return tuple(
        side * (1 + sign * SHARE) / 2 for sign in (-1, 1) for side in SIZE)


def mapped(homography, x, y):
    weight = homography[6] * x + homography[7] * y + homography[8]
    return tuple((homography[row] * x + homography[row + 1] * y + homography[row + 2]) / weight for row in (0, 3))


def shows_all(homography):
    """Whether the corners of the detail lie in the view. The homographies' origin is a pixel's centre, the box's its corner."""
    left, top, right, bottom = (edge - 0.5 for edge in box())
    corners = [mapped(homography, x, y) for x in (left, right) for y in (top, bottom)]
    return all(-0.5 <= x <= SIZE[0] - 0.5 and -0.5 <= y <= SIZE[1] - 0.5 for x, y in corners)


def write_names(path, names):
    with open(path, "w") as file:
        file.writelines(name + "\n" for name in sorted(names))


def write_truth(table, folder):
    """Four files a query, for each object of the table that has a positive."""
    objects = {}
    with open(table) as file:
        for row in csv.DictReader(file):
            homography = [float(row[f"h{place // 3 + 1}{place % 3 + 1}"]) for place in range(9)]
            objects.setdefault(row["object"], []).append((os.path.splitext(row["name"])[0], homography))
    os.makedirs(folder, exist_ok=True)
    for (own, _), *views in objects.values():
        positives = {name for name, homography in views if shows_all(homography)}
        if not positives:
            continue
        with open(os.path.join(folder, f"{own}_query.txt"), "w") as file:
            file.write(own + "".join(f" {edge:g}" for edge in box()) + "\n")
        names = {"good": positives, "ok": set(), "junk": {own} | {name for name, _ in views} - positives}
        for kind, group in names.items():
            write_names(os.path.join(folder, f"{own}_{kind}.txt"), group)


def make(program, work, objects, views, distractors, seed=31):
    """Folders of pictures and truth; made when they are not there."""
    folder = os.path.join(work, f"scenes-{objects}-{views}-{distractors}")
    pictures, truth = os.path.join(folder, "images"), os.path.join(folder, "truth")
    if os.path.isdir(truth):
        return pictures, truth
    os.makedirs(pictures, exist_ok=True)
    size = f"{SIZE[0]}x{SIZE[1]}"
    scenes, others = os.path.join(folder, "scenes"), os.path.join(folder, "others")
    for out, count, more, number in ((scenes, objects, views, seed), (others, distractors, 0, seed + 1)):
        run([program, "collection", out, "--count", str(count), "--views", str(more), "--seed", str(number), "--size", size,
             "--force"])
    for place, prefix in ((scenes, ""), (others, "other-")):
        for file in sorted(os.listdir(place)):
            if file.endswith(".jpg"):
                os.replace(os.path.join(place, file), os.path.join(pictures, prefix + file))
    write_truth(os.path.join(scenes, "truth.csv"), truth + ".part")
    os.rename(truth + ".part", truth)
    for place in (scenes, others):
        shutil.rmtree(place)
    return pictures, truth


def self_test():
    """As it is, the detail is seen; half as large it is seen; moved by a half of the picture's width it is cut."""
    assert box() == (240, 180, 400, 300)
    assert shows_all([1, 0, 0, 0, 1, 0, 0, 0, 1])
    assert shows_all([0.5, 0, 0, 0, 0.5, 0, 0, 0, 1])
    assert not shows_all([1, 0, 320, 0, 1, 0, 0, 0, 1])
    assert mapped([1, 0, 0, 0, 1, 0, 0, 0, 2], 4, 6) == (2, 3)
