"""OpenCV's SIFT of a folder of pictures, timed, for both peers: in memory, and as the text that COLMAP's importer reads.

The strongest 2,000 points by a low threshold, RootSIFT in bytes. A picture's seconds go from its file to its descriptors, on one
thread; writing texts is not among them.
"""
import os
import time

import recording  # noqa: F401, finds the modules below
import extraction
import opencv_features
from ground_truth import picture_name


class FolderFeatures:
    """By the pictures' names in the truth, sorted: positions (the picture's corner is the origin), descriptors, seconds."""

    def __init__(self, folder, texts):
        self.sift = extraction.opencv_sift()
        self.files, self.points, self.descriptors, self.seconds = {}, {}, {}, {}
        self.cpu_seconds = 0.0
        partial = None if os.path.isdir(texts) else texts + ".part"
        if partial:
            os.makedirs(partial, exist_ok=True)
        for file in sorted(os.listdir(folder)):
            if picture_name(file) != file:
                self.describe(picture_name(file), os.path.join(folder, file), partial)
        if partial:
            os.rename(partial, texts)

    def describe(self, name, path, texts):
        processor = time.process_time()
        points, descriptors, self.seconds[name] = self.of_file(path)
        self.cpu_seconds += time.process_time() - processor
        self.files[name], self.points[name], self.descriptors[name] = path, points[:, :2], descriptors
        if texts:
            opencv_features.write(os.path.join(texts, os.path.basename(path) + ".txt"), points, descriptors)

    def of_file(self, path):
        """Points, descriptors, and the seconds that they took."""
        begin = time.perf_counter()
        points, descriptors = opencv_features.describe(self.sift, path)
        return points, descriptors.reshape(-1, 128), time.perf_counter() - begin

    def of_query(self, query):
        """The descriptors of the points within the query's box, and the seconds from the file on."""
        points, descriptors, seconds = self.of_file(self.files[query.picture])
        return descriptors[[query.holds(x, y) for x, y in points[:, :2]]], seconds
