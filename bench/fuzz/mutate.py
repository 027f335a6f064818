#!/usr/bin/env python3
"""Makes broken pictures: each is one JPEG or PNG of a folder with some of its bytes changed.

Usage: mutate.py SEED_FOLDER OUT_FOLDER [--count 10000] [--seed 1]

The same folder, count and seed give the same files. Six things are done to a file, one to three of them at a
time: bits flipped, bytes overwritten with telling values, a cut, segments (JPEG) or chunks (PNG) swapped,
doubled or dropped, a stretch moved, a number in a header changed. Half of the PNGs get sound checksums
afterwards, so that the damage comes further than the first check. Only the standard library is used.
"""

import argparse
import random
import struct
import sys
import zlib
from pathlib import Path

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
TELLING_BYTES = (0x00, 0x01, 0x7F, 0x80, 0xD0, 0xD9, 0xDA, 0xFE, 0xFF)
# Markers after which a JPEG segment's length follows.
SEGMENT_MARKERS = set(range(0xC0, 0xFF)) - set(range(0xD0, 0xDA))


def is_png(data):
    return data.startswith(PNG_SIGNATURE)


def png_parts(data):
    """The signature and the chunks; what is no whole chunk ends the list."""
    parts, position = [data[:8]], 8
    while position + 12 <= len(data):
        length = struct.unpack(">I", data[position : position + 4])[0]
        end = min(len(data), position + 12 + length)
        parts.append(data[position:end])
        position = end
    parts.append(data[position:])
    return parts


def jpeg_parts(data):
    """The start marker, the segments, and with each scan's header the data after it."""
    parts, position = [data[:2]], 2
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] in SEGMENT_MARKERS:
        end = position + 2 + struct.unpack(">H", data[position + 2 : position + 4])[0]
        if data[position + 1] == 0xDA:
            end = end_of_scan(data, end)
        parts.append(data[position:end])
        position = end
    parts.append(data[position:])
    return parts


def end_of_scan(data, position):
    """Where the next marker is that is neither a restart nor a stuffed byte."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            return len(data)
        if data[position + 1] != 0 and not 0xD0 <= data[position + 1] <= 0xD7:
            return position
        position += 2


def with_sound_checksums(data):
    parts = png_parts(data)
    for index, part in enumerate(parts[1:-1], 1):
        if len(part) >= 12:
            parts[index] = part[:-4] + struct.pack(">I", zlib.crc32(part[4:-4]))
    return b"".join(parts)


def some_position(generator, data):
    """Half of the changes go into the first kilobyte: headers are small and decide much."""
    bound = min(1024, len(data)) if generator.random() < 0.5 else len(data)
    return generator.randrange(max(1, bound))


def flip_bits(generator, data):
    data = bytearray(data)
    for _ in range(generator.choice((1, 1, 2, 4, 16, 64))):
        data[some_position(generator, data)] ^= 1 << generator.randrange(8)
    return bytes(data)


def overwrite(generator, data):
    data = bytearray(data)
    start = some_position(generator, data)
    for position in range(start, min(len(data), start + generator.choice((1, 2, 4, 32)))):
        data[position] = generator.choice(TELLING_BYTES)
    return bytes(data)


def cut(generator, data):
    return data[: max(1, some_position(generator, data))]


def rearrange(generator, data):
    parts = png_parts(data) if is_png(data) else jpeg_parts(data)
    if len(parts) < 4:
        return data
    first, second = (generator.randrange(1, len(parts) - 1) for _ in range(2))
    action = generator.choice(("swap", "double", "many", "drop"))
    if action == "swap":
        parts[first], parts[second] = parts[second], parts[first]
    elif action == "double":
        parts.insert(second, parts[first])
    elif action == "many":
        parts[second:second] = [parts[first][:64]] * generator.choice((10, 100, 1000))
    else:
        del parts[first]
    return b"".join(parts)


def move_stretch(generator, data):
    length = generator.randrange(1, max(2, min(4096, len(data) // 2)))
    start = generator.randrange(max(1, len(data) - length))
    target = some_position(generator, data)
    stretch, rest = data[start : start + length], data[:start] + data[start + length :]
    return rest[:target] + stretch + rest[target:]


def change_header_number(generator, data):
    """Width, height, depth or sampling of the frame header (JPEG) or IHDR (PNG)."""
    data = bytearray(data)
    start, length = 16, 13
    if not is_png(data):
        frames = [data.find(bytes((0xFF, marker))) for marker in (0xC0, 0xC1, 0xC2, 0xC9, 0xCA)]
        frames = [frame for frame in frames if frame > 0]
        if not frames:
            return bytes(data)
        start, length = frames[0] + 1, 18
    position = start + generator.randrange(length)
    if position < len(data):
        data[position] = generator.choice((0, 1, 2, 3, 4, 8, 16, 17, 34, 68, 127, 255))
    return bytes(data)


ACTIONS = (flip_bits, overwrite, cut, rearrange, move_stretch, change_header_number)


def mutated(generator, data):
    for _ in range(generator.choice((1, 1, 2, 3))):
        data = generator.choice(ACTIONS)(generator, data) or b"\x00"
    if is_png(data) and generator.random() < 0.5:
        data = with_sound_checksums(data)
    return data


def main():
    parser = argparse.ArgumentParser(description="Makes broken pictures from sound ones.")
    parser.add_argument("seeds", type=Path, help="folder of JPEGs and PNGs")
    parser.add_argument("output", type=Path, help="folder for the broken ones")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    seeds = sorted(p for p in arguments.seeds.rglob("*") if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    if not seeds:
        sys.exit(f"mutate.py: no JPEG or PNG in {arguments.seeds}")
    arguments.output.mkdir(parents=True, exist_ok=True)
    for index in range(arguments.count):
        generator = random.Random(f"{arguments.seed} {index}")
        seed = seeds[index % len(seeds)]
        target = arguments.output / f"{index:06d}-{seed.stem}{seed.suffix.lower()}"
        target.write_bytes(mutated(generator, seed.read_bytes()))


if __name__ == "__main__":
    main()
