"""The tables of repeatability.py: means over the objects, per parameter and per kind of sequence."""
import collections

DOG, OPENCV = "dog", "OpenCV SIFT"
AFFINE = ("hessian-affine", "hessian-affine upright")
KINDS = {  # in the order in which they are shown; the parameter's name
    "viewpoint": "angle of view, degrees",
    "scale": "times smaller",
    "rotation": "turn, degrees",
    "blur": "blur's σ, pixels",
    "jpeg": "JPEG quality",
    "light": "gain",
    "noise": "noise's σ, levels",
}


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def means(lines):
    """(kind, parameter, detector) → (repeatability, matching score, chance), the means over the objects."""
    groups = collections.defaultdict(list)
    for line in lines:
        groups[line["kind"], line["parameter"], line["detector"]].append(line)
    return {key: tuple(mean(line[name] for line in group) for name in ("repeatability", "matching_score", "chance"))
            for key, group in groups.items()}


def parameters(table, kind):
    """A kind's parameters from no change to the strongest."""
    return sorted({key[1] for key in table if key[0] == kind}, reverse=kind == "jpeg")


def cell(scores):
    return "" if scores is None else f"{100 * scores[0]:.1f} / {100 * scores[1]:.1f}"


def chance_cell(scores):
    return "" if scores is None else f"{100 * scores[2]:.1f}"


def row(*cells):
    return "| " + " | ".join(cells) + " |\n"


def table_head(first, detectors):
    return row(*first, *detectors) + row(*["---"] * len(first), *["---:"] * len(detectors))


def kind_mean(table, kind, detector, parameters_):
    scores = [table[kind, parameter, detector] for parameter in parameters_ if (kind, parameter, detector) in table]
    return tuple(mean(values) for values in zip(*scores)) if scores else None


def parameter_table(table, kinds, detectors):
    text = table_head(["sequence", "parameter"], detectors)
    for kind in kinds:
        for parameter in parameters(table, kind):
            text += row(f"{kind} ({KINDS[kind]})", f"{parameter:g}",
                        *[cell(table.get((kind, parameter, detector))) for detector in detectors])
    return text


def kind_table(table, kinds, detectors, cell=cell):
    text = table_head(["sequence"], detectors)
    for kind in kinds:
        everything = parameters(table, kind)
        text += row(kind, *[cell(kind_mean(table, kind, detector, everything)) for detector in detectors])
    return text


def count_table(lines, detectors):
    text = row("", *detectors) + row("---", *["---:"] * len(detectors))
    for title, key in (("described features a view", "features_view"), ("regions in the common part", "regions"),
                       ("correct matches", "correct")):
        text += row(title, *[f"{mean(line[key] for line in lines if line['detector'] == detector):.0f}"
                             for detector in detectors])
    return text


def steep_views(table, lines, detectors):
    """Whether Hessian-affine is above the difference of Gaussians where the view is steeper than 30 degrees."""
    steep = [parameter for parameter in parameters(table, "viewpoint") if parameter > 30]
    if not steep:
        return ""
    scores = {detector: kind_mean(table, "viewpoint", detector, steep) for detector in detectors}
    steep_lines = [line for line in lines if line["kind"] == "viewpoint" and line["parameter"] in steep]
    text = "\nBeyond 30° of view:\n\n" + count_table(steep_lines, detectors) + "\n"
    for ours in AFFINE:
        for other, name in ((DOG, "Sightline's"), (OPENCV, "OpenCV's")):
            verdict = verdicts(scores[ours], scores[other])
            text += f"- {ours} above {name} difference of Gaussians beyond 30°: {verdict}\n"
    return text


def verdicts(ours, theirs):
    compared = {"repeatability": (ours[0], theirs[0]),
                "repeatability less that by chance": (ours[0] - ours[2], theirs[0] - theirs[2]),
                "matching score": (ours[1], theirs[1])}
    return "; ".join(f"{title} {'yes' if a > b else 'no'}, {100 * a:.1f} against {100 * b:.1f} ({100 * (a - b):+.1f})"
                     for title, (a, b) in compared.items())


def markdown(table, lines, detectors):
    kinds = [kind for kind in KINDS if any(key[0] == kind for key in table)]
    objects = len({line["object"] for line in lines})
    return (f"# Repeatability and matching score\n\nIn percent, repeatability / matching score, means over {objects} "
            "objects. Dominant orientations for everyone but `hessian-affine upright`, RootSIFT descriptors.\n\n"
            + parameter_table(table, kinds, detectors)
            + "\n## Means\n\n" + kind_table(table, kinds, detectors)
            + "\nRepeatability by chance (with a wrong truth, shifted by tens of pixels):\n\n"
            + kind_table(table, kinds, detectors, chance_cell)
            + "\n" + count_table(lines, detectors) + steep_views(table, lines, detectors))
