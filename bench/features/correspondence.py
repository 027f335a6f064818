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
* Chance: what the repeatability would be if the truth were wrong, namely shifted by tens of pixels. Dense and
  clustered regions find a partner anywhere; a detector's merit is what it has beyond that.

A region that is described several times, for several dominant orientations, counts once in each.
"""
import copy
from typing import NamedTuple

import numpy as np

import ellipses

LARGEST_ERROR = 0.4
NORMAL_RADIUS = 30.0
WRONG_SHIFTS = ((60, 37), (-45, 52))  # pixels
FURTHEST = 0.6  # in radii of the reference region; beyond, no two ellipses have an error below 40 %


class Score(NamedTuple):
    regions: int          # the smaller number in the common part
    correspondences: int
    matches: int          # mutual nearest neighbours with both ends in the common part
    correct: int
    chance: float         # a share

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
        _, self.representatives, self.identities = np.unique(
            centre_and_size(features), axis=0, return_index=True, return_inverse=True)

    def distinct(self):
        """The features of the common part, one for each region."""
        return self.representatives[self.common[self.representatives]]


def centre_and_size(features):
    """What is the same, but for rounding, when one region is described for several orientations."""
    size = np.log(np.maximum(ellipses.areas(features.regions), 1e-9))
    return np.column_stack([np.round(features.centres, 3), np.round(size, 2)])


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


def chance(a, b, reference_size):
    """The share of regions that find a partner where none is, the mean over a few wrong shifts."""
    shares = []
    for shift in WRONG_SHIFTS:
        wrong = copy.copy(b)
        wrong.centres = b.centres + shift
        wrong.common = b.common & inside(wrong.centres, reference_size)
        regions = min(len(a.distinct()), len(wrong.distinct()))
        shares.append(correspondence_count(a, wrong) / regions if regions else 0.0)
    return round(float(np.mean(shares)), 4)


def score(a, b, reference_size):
    first, second = mutual_nearest(a.descriptors, b.descriptors)
    shared = a.common[first] & b.common[second]
    first, second = first[shared], second[shared]
    good = overlap_errors(a, b, first, second) <= LARGEST_ERROR
    correct = min(len(np.unique(side.identities[i[good]])) for side, i in ((a, first), (b, second)))
    regions = min(len(a.distinct()), len(b.distinct()))
    return Score(regions, correspondence_count(a, b), len(first), correct, chance(a, b, reference_size))
