"""The table and the plot of growth.py."""
import math
from xml.sax.saxutils import escape

COLOURS = {"full": "#D55E00", "lean": "#0072B2"}
PANELS = (
    ("bytes a feature, compacted", lambda r: r["bytes"] / r["grown"]["features"]),
    ("features a second, ingested", lambda r: r["grown"]["featuresASecond"]),
    ("query, warm, compacted: ms", lambda r: r["compacted"]["medianMilliseconds"]),
    ("first answer of a new process: ms", lambda r: r["coldMilliseconds"]),
)
WIDTH, HEIGHT, GAP, LEFT, TOP = 330, 230, 90, 70, 60


def slope(results, value):
    """By which power of the number of pictures a value grows, by least squares over the logarithms."""
    points = [(math.log(r["pictures"]), math.log(value(r))) for r in results if value(r) > 0]
    if len(points) < 2:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def text(results):
    lines = [
        "# Growth", "",
        "| kind | pictures | features | ingest: million features/s | bytes a feature | after compact | query ms | after compact | 3 words a "
        "feature | slowest | first answer, new process | pairs found | memory beyond the map, MB |",
        "|---|" + "---:|" * 12]
    for r in results:
        grown, three = r["grown"], r.get("threeWords", {}).get("medianMilliseconds")
        lines.append("| " + " | ".join([
            r["kind"], f"{r['pictures']:,}", f"{grown['features']:,}", f"{grown['featuresASecond'] / 1e6:.1f}",
            f"{grown['bytesAFeature']:.2f}", f"{r['bytes'] / grown['features']:.2f}",
            f"{r['fresh']['medianMilliseconds']:.2f}", f"{r['compacted']['medianMilliseconds']:.2f}",
            f"{three:.2f}" if three else "", f"{r['compacted']['slowestMilliseconds']:.2f}", f"{r['coldMilliseconds']:.1f}",
            f"{r['compacted']['pairsFound']} of {r['compacted']['queries']}",
            f"{grown['residentBeyondTheMapBytes'] / 1e6:.0f}"]) + " |")
    lines += ["", "Growth as a power of the number of pictures (0: not at all, 1: in proportion):", ""]
    for kind in COLOURS:
        of_kind = [r for r in results if r["kind"] == kind]
        slopes = [(title, slope(of_kind, value)) for title, value in PANELS]
        lines += [f"- {kind}, {title}: {power:.2f}" for title, power in slopes if power is not None]
    if results:
        loads = ", ".join(f"{r['kind']} {r['pictures']:,}: {r['loadBefore']}" for r in results)
        lines += ["", f"Load of the machine before each part: {loads}."]
    return "\n".join(lines) + "\n"


def label(x, y, words, anchor="middle", size=12, colour="#222"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">'
            f'{escape(words)}</text>\n')


class Panel:
    def __init__(self, index, results, value):
        self.left = LEFT + index % 2 * (WIDTH + GAP)
        self.top = TOP + index // 2 * (HEIGHT + GAP)
        counts = [r["pictures"] for r in results]
        values = [value(r) for r in results]
        self.x_range = math.log10(min(counts)), math.log10(max(counts))
        self.y_range = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)

    def x(self, count):
        low, high = self.x_range
        return self.left + 10 + (WIDTH - 20) * (math.log10(count) - low) / ((high - low) or 1)

    def y(self, value):
        low, high = self.y_range
        return self.top + HEIGHT * (1 - (math.log10(value) - low) / ((high - low) or 1))


def panel(index, title, results, value):
    place = Panel(index, results, value)
    out = label(place.left, place.top - 12, title, "start", 14)
    for power in range(place.y_range[0], place.y_range[1] + 1):
        y = place.y(10.0 ** power)
        out += f'<line x1="{place.left}" y1="{y:.1f}" x2="{place.left + WIDTH}" y2="{y:.1f}" stroke="#ddd"/>\n'
        out += label(place.left - 6, y + 4, f"{10.0 ** power:g}", "end", colour="#555")
    for count in sorted({r["pictures"] for r in results}):
        out += label(place.x(count), place.top + HEIGHT + 16, f"{count:,}", colour="#555")
    for kind, colour in COLOURS.items():
        points = [(place.x(r["pictures"]), place.y(value(r))) for r in results if r["kind"] == kind]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        out += f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>\n'
        out += "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>\n' for x, y in points)
    return out


def plot(results):
    width, height = LEFT + 2 * WIDTH + GAP + 20, TOP + 2 * HEIGHT + GAP + 60
    out = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
           f'font-family="sans-serif">\n<rect width="100%" height="100%" fill="white"/>\n')
    out += label(LEFT, 24, "Collections of generated pictures, by number of pictures", "start", 16)
    for place, (kind, colour) in enumerate(COLOURS.items()):
        out += label(width - 140 + 70 * place, 24, kind, "start", 13, colour)
    if results:
        out += "".join(panel(index, title, results, value) for index, (title, value) in enumerate(PANELS))
    return out + "</svg>\n"
