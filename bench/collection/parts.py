"""A folder that keeps the result of each part of a benchmark, so that parts can be run one by one."""
import json
import os
import sys


class Parts:
    def __init__(self, folder, settings, wanted=(), again=()):
        """`wanted`: names, or beginnings of names up to a hyphen; those of `again` are measured although there is a result.

        A folder belongs to its settings, so that results of different ones never meet."""
        self.folder, self.wanted, self.again = folder, wanted, again
        os.makedirs(folder, exist_ok=True)
        self.check(settings)

    def check(self, settings):
        path = self.path("settings")
        if not os.path.exists(path):
            with open(path, "w") as file:
                json.dump(settings, file)
        with open(path) as file:
            known = json.load(file)
        if known != settings:
            raise SystemExit(f"{self.folder} was begun with {known}, not {settings}; take another folder")

    def path(self, name):
        return os.path.join(self.folder, name)

    def part(self, name, measure):
        """The result of a part: kept, or measured now, or nothing when it is not asked for."""
        path = self.path(name + ".json")
        if os.path.exists(path) and not self.named(name, self.again):
            with open(path) as file:
                return json.load(file)
        if self.wanted and not self.named(name, [*self.wanted, *self.again]):
            return None
        print(f"== {name}", file=sys.stderr, flush=True)
        load = os.getloadavg()[0]
        result = measure() | {"loadBefore": round(load, 2)}
        with open(path + ".part", "w") as file:
            json.dump(result, file, indent=1)
        os.replace(path + ".part", path)
        return result

    @staticmethod
    def named(name, names):
        return name in names or name.split("-")[0] in names
