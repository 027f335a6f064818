"""The same features for COLMAP: exported by Sightline, cut to the queries' boxes, imported into two databases.

COLMAP cannot search with a part of a picture. So each query becomes a picture of its own, `queries/NAME`, that has only the
features whose centres lie in the box; it is in the database, but not among the pictures that are searched, so it is neither in
the index nor in any ranking.

The importer opens every picture for its size. A camera to each picture (the default) takes them all; with a single camera,
pictures of another size than the first are left out without an error. Therefore the numbers of features are compared
afterwards.
"""
import os
import sqlite3

from measured_process import run

ENVIRONMENT = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
SUFFIX = ".txt"


def export(sightline, pictures, folder):
    """Describes a folder of pictures with the default recipe, a file a picture."""
    partial = folder + ".part"
    os.makedirs(partial, exist_ok=True)
    run([sightline, "features", pictures, "--format", "colmap", "--output-directory", partial, "--quiet"])
    os.rename(partial, folder)


def described_pictures(folder):
    """The names of the pictures whose features lie in a folder, sorted."""
    names = []
    for place, _, files in os.walk(folder):
        names += [os.path.relpath(os.path.join(place, file), folder).removesuffix(SUFFIX) for file in files]
    return sorted(names)


def count_of(path):
    with open(path) as file:
        return int(file.readline().split()[0])


def write_boxed(query, source, out):
    """The features of a picture whose centres lie in the query's box. COLMAP's origin is the picture's corner, as the box's."""
    with open(source) as file:
        dimension = file.readline().split()[1]
        lines = [line for line in file if query.holds(*map(float, line.split(None, 2)[:2]))]
    with open(out, "w") as file:
        file.writelines([f"{len(lines)} {dimension}\n", *lines])
    return len(lines)


def link(target, path):
    if not os.path.lexists(path):
        os.symlink(os.path.abspath(target), path)


class Layout:
    """`features/{training,collection,queries}` and `pictures/{training,collection,queries}` in one folder."""

    def __init__(self, folder):
        self.folder = folder

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def names(self, kind):
        return [f"{kind}/{name}" for name in described_pictures(self.path("features", kind))]

    def write_list(self, kind, first=None):
        """A file of the names of all pictures, or of the first ones."""
        path = self.path(f"{kind}-first-{first}.list" if first else f"{kind}.list")
        with open(path, "w") as file:
            file.writelines(name + "\n" for name in self.names(kind)[:first])
        return path

    def prepare(self, sightline, pictures):
        """Exports the features of `training` and `collection`, whose folders are given by name."""
        os.makedirs(self.path("pictures"), exist_ok=True)
        for kind, folder in pictures.items():
            link(folder, self.path("pictures", kind))
            if not os.path.exists(self.path("features", kind)):
                export(sightline, folder, self.path("features", kind))

    def prepare_queries(self, queries, picture_name):
        """A picture for each query; the number of features of each, by the query's name."""
        for folder in ("features", "pictures"):
            os.makedirs(self.path(folder, "queries"), exist_ok=True)
        files = {picture_name(name): name for name in described_pictures(self.path("features", "collection"))}
        counts = {}
        for query in queries:
            file = files[query.picture]
            name = query.name + os.path.splitext(file)[1]
            link(self.path("pictures", "collection", file), self.path("pictures", "queries", name))
            counts[query.name] = write_boxed(
                query, self.path("features", "collection", file + SUFFIX), self.path("features", "queries", name + SUFFIX))
        return counts

    def import_features(self, database, kinds):
        """Makes a database; returns what the importing took, and how many features there are."""
        path = self.path(database)
        if os.path.exists(path):
            os.remove(path)
        lists = [self.write_list(kind) for kind in kinds]
        results = [
            run([
                "colmap", "feature_importer", "--database_path", path, "--image_path", self.path("pictures"),
                "--import_path", self.path("features"), "--image_list_path", names], env=ENVIRONMENT) for names in lists]
        return {"seconds": sum(result["seconds"] for result in results)} | self.check(path, kinds)

    def check(self, database, kinds):
        """Every picture is in the database with as many points and descriptors as its file has."""
        expected = {
            name: count_of(self.path("features", name + SUFFIX)) for kind in kinds for name in self.names(kind)}
        for table in ("keypoints", "descriptors"):
            found = rows_of_pictures(database, table)
            wrong = [name for name in expected if found.get(name) != expected[name]]
            if wrong or len(found) != len(expected):
                raise SystemExit(
                    f"{database}: {len(wrong)} of {len(expected)} pictures have other {table} than their files, "
                    f"for example {wrong[:1]}")
        return {
            kind: {"pictures": len(names), "features": sum(expected[name] for name in names)}
            for kind, names in ((kind, self.names(kind)) for kind in kinds)}


def rows_of_pictures(database, table):
    connection = sqlite3.connect(database)
    try:
        return dict(connection.execute(
            f"SELECT name, coalesce(rows, 0) FROM images LEFT JOIN {table} USING (image_id)").fetchall())
    finally:
        connection.close()
