"""The plot of repeatability.py as SVG: a panel for each kind of sequence, repeatability solid, matching dashed."""
import math
from xml.sax.saxutils import escape

from repeatability_report import KINDS, parameters

# After Okabe and Ito: colours that people who confuse some of them can tell apart.
COLOURS = {
    "hessian-affine": "#D55E00", "hessian-affine upright": "#E69F00", "hessian-laplace": "#CC79A7",
    "harris-affine": "#0072B2", "harris-laplace": "#56B4E9", "dog": "#009E73", "OpenCV SIFT": "#000000",
}
TITLES = {"jpeg": "JPEG"}
COLUMNS, WIDTH, HEIGHT, GAP_X, GAP_Y = 3, 440, 340, 66, 88
LEFT, TOP = 70, 96


class Panel:
    """Turns a kind's parameters and shares of 0 to 1 into places in the picture."""

    def __init__(self, index, kind, values):
        self.left = LEFT + index % COLUMNS * (WIDTH + GAP_X)
        self.top = TOP + index // COLUMNS * (HEIGHT + GAP_Y)
        self.kind, self.values = kind, values

    def x(self, value):
        position = [math.log(v) if self.kind == "scale" else v for v in (value, self.values[0], self.values[-1])]
        return self.left + 12 + (WIDTH - 24) * (position[0] - position[1]) / ((position[2] - position[1]) or 1)

    def y(self, share):
        return self.top + HEIGHT * (1 - share)


def text(x, y, words, size=13, anchor="middle", weight="normal", colour="#222", more=""):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}" '
            f'fill="{colour}" {more}>{escape(words)}</text>\n')


def line(x1, y1, x2, y2, colour, width=1.0, more=""):
    return (f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
            f'stroke-width="{width}" {more}/>\n')


def frame(panel, is_first_column):
    out = ""
    for percent in range(0, 101, 20):
        y = panel.y(percent / 100)
        out += line(panel.left, y, panel.left + WIDTH, y, "#bbb" if percent in (0, 100) else "#e4e4e4")
        out += text(panel.left - 8, y + 4, str(percent), 12, "end", colour="#555")
    for value in panel.values:
        out += line(panel.x(value), panel.y(0), panel.x(value), panel.y(0) + 4, "#999")
        out += text(panel.x(value), panel.y(0) + 18, f"{value:g}", 12, colour="#555")
    out += text(panel.left, panel.top - 10, TITLES.get(panel.kind, panel.kind.capitalize()), 16, "start", "bold")
    out += text(panel.left + WIDTH / 2, panel.y(0) + 38, KINDS[panel.kind], 13)
    if is_first_column:
        x, y = panel.left - 44, panel.top + HEIGHT / 2
        out += text(x, y, "percent", 13, more=f'transform="rotate(-90 {x:.1f} {y:.1f})"')
    return out


def curve(panel, table, detector, measure):
    """One detector's repeatability (measure 0) or matching score (measure 1)."""
    points = [(panel.x(value), panel.y(table[panel.kind, value, detector][measure]))
              for value in panel.values if (panel.kind, value, detector) in table]
    if not points:
        return ""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = 'stroke-dasharray="6 4"' if measure else ""
    colour = COLOURS[detector]
    out = (f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" '
           f'stroke-linejoin="round" {dashes}/>\n')
    for x, y in points:
        out += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colour if not measure else "white"}" ' \
               f'stroke="{colour}" stroke-width="1.2"/>\n'
    return out


def legend(index, detectors):
    left = LEFT + index % COLUMNS * (WIDTH + GAP_X)
    y = TOP + index // COLUMNS * (HEIGHT + GAP_Y) + 8
    out = ""
    for detector in detectors:
        out += line(left, y, left + 40, y, COLOURS[detector], 3) + text(left + 52, y + 5, detector, 14, "start")
        y += 25
    for name, dashes in (("repeatability", ""), ("matching score", 'stroke-dasharray="6 4"')):
        y += 8 if name == "repeatability" else 0
        out += line(left, y, left + 40, y, "#444", 2, dashes) + text(left + 52, y + 5, name, 14, "start")
        y += 25
    return out


def svg(table, detectors):
    kinds = [kind for kind in KINDS if any(key[0] == kind for key in table)]
    rows = (len(kinds) + COLUMNS) // COLUMNS
    width = LEFT + COLUMNS * (WIDTH + GAP_X) - GAP_X + 24
    height = TOP + rows * (HEIGHT + GAP_Y) - GAP_Y + 62
    order = [name for name in COLOURS if name in detectors]
    out = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
           'font-family="DejaVu Sans, Helvetica, Arial, sans-serif">\n'
           f'<rect width="{width}" height="{height}" fill="white"/>\n')
    out += text(LEFT, 36, "Regions found again, and matched, as a picture changes", 21, "start", "bold")
    out += text(LEFT, 59, "Overlap error of at most 40 %; share of the smaller number of regions in the part that "
                "both pictures show; RootSIFT, mutual nearest neighbours", 13, "start", colour="#555")
    for index, kind in enumerate(kinds):
        panel = Panel(index, kind, parameters(table, kind))
        out += frame(panel, index % COLUMNS == 0)
        for detector in reversed(order):
            out += curve(panel, table, detector, 1) + curve(panel, table, detector, 0)
    return out + legend(len(kinds), order) + "</svg>\n"
