"""Repeatability and matching score of one pair of pictures whose homography is known.

After Mikolajczyk, Tuytelaars, Schmid, Matas, Schaffalitzky, Kadir and Van Gool, "A comparison of affine region
detectors", IJCV 2005, with these definitions:

* Everything happens in the reference picture. Regions of the view come there by the inverse homography, their
  ellipses by its derivative at their centre.
* The common part: regions whose centre lies, in the other picture, inside of the picture's borders.
* Overlap error of two regions: 1 - area in common / area together, after both ellipses were scaled by the factor that
  gives the reference region the area of a circle of radius 30. The distance of the centres stays as it is, in pixels
  of the reference picture: otherwise large regions would be allowed to be further off than small ones.
* A correspondence: error of at most 40 %, each region used once, the smallest errors first.
* Repeatability: correspondences / the smaller number of regions in the common part.
* A match: two descriptors that are each other's nearest among all of both pictures, those outside of the common
  part included. It is correct when its regions' overlap error is at most 40 %.
* Matching score: correct matches / the smaller number of regions in the common part.

A region that is described several times, for several dominant orientations, counts once in either.
"""
from typing import NamedTuple

import numpy as np

import ellipses

LARGEST_ERROR = 0.4
NORMAL_RADIUS = 30.0
FURTHEST = 0.6  # in radii of the reference region; beyond, no two ellipses have an error below 40 %


class Score(NamedTuple):
    regions: int          # the smaller number in the common part
    correspondences: int
    matches: int          # mutual nearest neighbours with both ends in the common part
    correct: int

    @property
    def repeatability(self):
        return self.correspondences / self.regions if self.regions else 0.0

    @property
    def matching_score(self):
        return self.correct / self.regions if self.regions else 0.0


class Side:
    """One picture's features with their places in the reference picture, and which share the common part."""

    def __init__(self, features, centres, regions, common):
        self.descriptors = features.descriptors
        self.centres, self.regions, self.common = centres, regions, common
        described = np.column_stack([features.centres, features.regions.reshape(-1, 4)])
        _, self.representatives, self.identities = np.unique(
            described, axis=0, return_index=True, return_inverse=True)

    def distinct(self):
        """The features of the common part, one for each region."""
        return self.representatives[self.common[self.representatives]]


def inside(points, size):
    width, height = size
    return ((points >= -0.5) & (points <= np.array([width, height]) - 0.5)).all(1)


def sides(reference, view, view_from_reference, reference_size, view_size):
    """Both sides of a pair of pictures; sizes are (width, height)."""
    reference_from_view = np.linalg.inv(view_from_reference)
    middle = reference_from_view @ [view_size[0] / 2, view_size[1] / 2, 1]
    reference_from_view = reference_from_view / middle[2]
    there, visible_there = ellipses.project(view_from_reference, reference.centres)
    here, visible_here = ellipses.project(reference_from_view, view.centres)
    regions = ellipses.project_regions(reference_from_view, view.centres, view.regions)
    return (Side(reference, reference.centres, reference.regions, visible_there & inside(there, view_size)),
            Side(view, here, regions, visible_here & inside(here, reference_size)))


def overlap_errors(a, b, first, second):
    """The errors of the pairs (first, second); 1 where they are too far from each other to be looked at."""
    factor = NORMAL_RADIUS ** 2 / np.maximum(ellipses.areas(a.regions[first]), 1e-9)
    ours, theirs = (side.regions[i] * factor[:, None, None] for side, i in ((a, first), (b, second)))
    offsets = b.centres[second] - a.centres[first]
    squared = (ours[:, 1, 1] * offsets[:, 0] ** 2 - 2 * ours[:, 0, 1] * offsets[:, 0] * offsets[:, 1]
               + ours[:, 0, 0] * offsets[:, 1] ** 2) / NORMAL_RADIUS ** 4
    ratio = ellipses.areas(theirs) / NORMAL_RADIUS ** 2
    near = (squared < FURTHEST ** 2) & (np.minimum(ratio, 1 / np.maximum(ratio, 1e-9)) >= 1 - LARGEST_ERROR)
    errors = np.ones(len(first))
    errors[near] = 1 - ellipses.overlaps(ours[near], theirs[near], offsets[near])
    return errors


def correspondence_count(a, b):
    ours, theirs = a.distinct(), b.distinct()
    first, second = ellipses.neighbours(a.centres[ours], b.centres[theirs])
    errors = overlap_errors(a, b, ours[first], theirs[second])
    good = errors <= LARGEST_ERROR
    taken = ellipses.one_to_one(first[good], second[good], -errors[good], len(ours), len(theirs))
    return int(taken.sum())


def mutual_nearest(a, b):
    """Pairs of descriptors that are each other's nearest."""
    if len(a) == 0 or len(b) == 0:
        return np.zeros(0, int), np.zeros(0, int)
    likeness = a @ b.T
    nearest = likeness.argmax(1)
    first = np.flatnonzero(likeness.argmax(0)[nearest] == np.arange(len(nearest)))
    return first, nearest[first]


def score(a, b):
    first, second = mutual_nearest(a.descriptors, b.descriptors)
    shared = a.common[first] & b.common[second]
    first, second = first[shared], second[shared]
    good = overlap_errors(a, b, first, second) <= LARGEST_ERROR
    correct = min(len(np.unique(side.identities[i[good]])) for side, i in ((a, first), (b, second)))
    regions = min(len(a.distinct()), len(b.distinct()))
    return Score(regions, correspondence_count(a, b), len(first), correct)
