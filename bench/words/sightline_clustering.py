"""One k-means of Sightline, by its tool: what it says of itself, and its centres."""
import json

from measured_process import run
from vectors import read_fvecs


def build(sightline, out, vectors, words, method, rounds, seed, jobs, memory="8G"):
    """The tool's own account (JSON), with the process's time, CPU time and peak memory added."""
    measured = run([
        sightline, "build-vocabulary", out, vectors, "--words", str(words), "--method", method, "--rounds", str(rounds),
        "--seed", str(seed), "--memory", memory, "--jobs", str(jobs), "--json", "--quiet"])
    account = json.loads(measured.pop("output"))
    account["path"] = out.rsplit("/", 1)[-1]
    return account | {"process": measured}


def centres(sightline, vocabulary, out):
    run([sightline, "info", vocabulary, "--export", out])
    return read_fvecs(out)
