"""The rows that Sightline's k-means begins with, so that another k-means can begin with the same.

The generator is PCG-XSH-RR (O'Neill 2014), two of its 32-bit outputs to a number; numbers below a bound are the upper half of a
product, with rejection (Lemire 2019), as Swift's `next(upperBound:)` has it; rows are the first steps of a shuffle.
"""
import numpy as np

MASK = (1 << 64) - 1


class SeededGenerator:
    def __init__(self, seed, stream=0):
        self.state, self.increment = 0, (stream << 1 | 1) & MASK
        self.next32()
        self.state = (self.state + seed) & MASK
        self.next32()

    def next32(self):
        old = self.state
        self.state = (old * 6364136223846793005 + self.increment) & MASK
        value, turn = ((old >> 18 ^ old) >> 27) & 0xFFFFFFFF, old >> 59
        return (value >> turn | value << (-turn & 31)) & 0xFFFFFFFF

    def index(self, below):
        rejected = (1 << 64) % below
        while True:
            high = self.next32()
            product = (high << 32 | self.next32()) * below
            if product & MASK >= rejected:
                return product >> 64


def starting_rows(count, row_count, seed):
    random, swapped, rows = SeededGenerator(seed), {}, []
    for step in range(count):
        chosen = step + random.index(row_count - step)
        rows.append(swapped.get(chosen, chosen))
        swapped[chosen] = swapped.get(step, step)
    return np.array(rows)
