"""Ground truth in the form of the Oxford buildings: queries with boxes, and which pictures answer them.

A query NAME has four files: `NAME_query.txt` (a picture's name, perhaps behind `oxc1_`, and a box: left, top, right, bottom in
pixels), `NAME_good.txt`, `NAME_ok.txt` and `NAME_junk.txt`, a picture's name a line. Pictures stand there without folder and
ending.
"""
import glob
import os
from dataclasses import dataclass

PREFIX = "oxc1_"


@dataclass(frozen=True)
class Query:
    name: str
    picture: str
    box: tuple
    """Left, top, right, bottom."""
    positives: frozenset
    junk: frozenset

    @property
    def region(self):
        """The box as the tool wants it: left, top, width, height."""
        left, top, right, bottom = self.box
        return ",".join(f"{value:.10g}" for value in (left, top, right - left, bottom - top))

    def holds(self, x, y):
        """Whether a point lies in the box; the corner of the picture is (0, 0)."""
        left, top, right, bottom = self.box
        return left <= x < right and top <= y < bottom


def names_in(path):
    with open(path) as file:
        return frozenset(line.strip() for line in file if line.strip())


def read_query(folder, name):
    def path(kind):
        return os.path.join(folder, f"{name}_{kind}.txt")

    with open(path("query")) as file:
        picture, *box = file.read().split()
    if len(box) != 4:
        raise SystemExit(f"{path('query')}: expected a name and four numbers")
    return Query(
        name, picture.removeprefix(PREFIX), tuple(map(float, box)), names_in(path("good")) | names_in(path("ok")),
        names_in(path("junk")))


def read_queries(folder):
    ending = "_query.txt"
    names = sorted(os.path.basename(path).removesuffix(ending) for path in glob.glob(os.path.join(folder, "*" + ending)))
    if not names:
        raise SystemExit(f"{folder}: no queries (NAME{ending}) there")
    return [read_query(folder, name) for name in names]


def picture_name(path):
    """A picture as the ground truth calls it: without folder and ending."""
    return os.path.splitext(os.path.basename(path))[0]
