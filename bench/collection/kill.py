#!/usr/bin/env python3
"""Kills the tool at random instants of ingesting, removing and compacting, and looks at what is left.

    python3 bench/collection/kill.py --sightline .build/release/sightline --images DIR --out results [--kills 100]

`--images` is any folder of at least 60 pictures. After each kill the collection must be sound (`check`), the pictures that were in before and
are not being removed must all be found by name, and a query must find its own picture first. At the end the same
ingestion is run to its end, and everything must be in. Written: results.json, summary.md.
"""
import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PERMANENT, COMING = 10, 50
LONGEST = {"ingest": 1.2, "remove": 0.15, "compact": 0.15}


class Trial:
    def __init__(self, arguments, folder):
        self.tool, self.folder = arguments.sightline, folder
        self.collection = os.path.join(folder, "collection")
        names = sorted(os.listdir(arguments.images))[:PERMANENT + COMING]
        paths = [os.path.abspath(os.path.join(arguments.images, name)) for name in names]
        if len(paths) < PERMANENT + COMING:
            raise SystemExit(f"{arguments.images}: fewer than {PERMANENT + COMING} pictures")
        self.permanent, self.coming = paths[:PERMANENT], paths[PERMANENT:]
        self.chance = random.Random(arguments.seed)
        self.faults = []

    def run(self, *words):
        return subprocess.run([self.tool, *words], capture_output=True, text=True)

    def command(self, action):
        if action == "compact":
            return ["compact", self.collection]
        some = self.chance.sample(self.coming, 12)
        return [action, self.collection, *some]

    def kill(self, action):
        """Starts the action and kills it at some instant; says whether it was done before."""
        process = subprocess.Popen(
            [self.tool, *self.command(action), "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.chance.uniform(0, LONGEST[action]))
        process.send_signal(signal.SIGKILL)
        return process.wait() != -signal.SIGKILL

    def look(self, after):
        checked = self.run("check", self.collection, "--json")
        if checked.returncode != 0 or not json.loads(checked.stdout)["sound"]:
            self.faults.append(f"{after}: {checked.stdout.strip()} {checked.stderr.strip()}")
            return
        for path in self.permanent:
            found = self.run("query", self.collection, "name:" + path, "--json")
            results = json.loads(found.stdout)["results"] if found.returncode == 0 else []
            if not results or results[0]["name"] != path:
                self.faults.append(f"{after}: {os.path.basename(path)} is lost: {found.stderr.strip()}")
        path = self.chance.choice(self.permanent)
        found = self.run("query", self.collection, path, "--json")
        if found.returncode != 0 or json.loads(found.stdout)["results"][0]["name"] != path:
            self.faults.append(f"{after}: a query fails: {found.stderr.strip()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("--images", required=True, help="a folder of pictures")
    parser.add_argument("--out", required=True, help="the folder for the results")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp()
    counts = {action: {"killed": 0, "done before": 0} for action in LONGEST}
    try:
        trial = Trial(arguments, folder)
        first = trial.run("ingest", trial.collection, *trial.permanent, "--quiet")
        if first.returncode != 0:
            raise SystemExit(first.stderr)
        killed = 0
        while killed < arguments.kills:
            action = trial.chance.choice(["ingest", "ingest", "remove", "compact"])
            was_done = trial.kill(action)
            counts[action]["done before" if was_done else "killed"] += 1
            killed += not was_done
            trial.look(f"{action} {killed}")
            print(f"\r{killed} of {arguments.kills} kills, {len(trial.faults)} faults", end="", file=sys.stderr, flush=True)
        last = trial.run("ingest", trial.collection, *trial.permanent, *trial.coming, "--quiet")
        information = json.loads(trial.run("info", trial.collection, "--json").stdout)
        if last.returncode != 0 or information["pictures"] != PERMANENT + COMING:
            trial.faults.append(f"at the end {information['pictures']} pictures are in: {last.stderr.strip()}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "results.json"), "w") as file:
        json.dump({"kills": counts, "faults": trial.faults}, file, indent=1)
    rows = "".join(f"| {a} | {c['killed']} | {c['done before']} |\n" for a, c in counts.items())
    summary = (f"# Killed {arguments.kills} times\n\n| while | killed | was done before |\n|---|---:|---:|\n{rows}\n"
               f"Lost or wrong: {len(trial.faults)}\n" + "".join(f"- {fault}\n" for fault in trial.faults))
    with open(os.path.join(arguments.out, "summary.md"), "w") as file:
        file.write(summary)
    print("\n" + summary)
    sys.exit(1 if trial.faults else 0)


if __name__ == "__main__":
    main()
