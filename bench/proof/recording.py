"""What the scripts of this folder, and those of bench/evaluation, share: the other folders' modules, asking the tool, and keeping a run.

Importing it makes the modules of `bench/collection`, `bench/features` and `bench/words` importable.
"""
import datetime
import json
import os
import platform
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOPIC = os.path.basename(os.path.dirname(os.path.abspath(sys.argv[0])))
"""The folder of the script that runs; runs are named after it."""
for folder in ("collection", "features", "words"):
    sys.path.append(os.path.join(HERE, "..", folder))


def ask(command, statuses=(0, 1)):
    """The JSON that a command prints; 1 says that nothing was found."""
    result = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE)
    if result.returncode not in statuses:
        raise SystemExit(f"{' '.join(map(str, command))}: ended with {result.returncode}")
    return json.loads(result.stdout)


def row(*cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def table(head, rows):
    """Markdown; the first column is text, the others are numbers."""
    return "\n".join([row(*head), "|---|" + "---:|" * (len(head) - 1), *(row(*cells) for cells in rows)])


def command_text(peers=()):
    """The command without the folders of this machine, the commit, the processor and the peers' versions."""
    shown = [os.path.basename(word.rstrip("/")) if os.path.isabs(word) else word for word in sys.argv[1:]]
    processor = next((l.split(": ")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "unknown")
    commit = subprocess.run(
        ["git", "describe", "--always", "--abbrev=40", "--dirty=, with changes"], capture_output=True, text=True, cwd=HERE)
    return "\n".join([
        f"bench/{TOPIC}/{os.path.basename(sys.argv[0])} " + " ".join(shown), "",
        f"commit: {commit.stdout.strip() or 'unknown'}",
        f"processor: {processor}, {os.cpu_count()} of them",
        f"load: {os.getloadavg()[0]:.2f}",
        "peers: " + ", ".join(peers),
        f"Python {platform.python_version()}"]) + "\n"


def new_run(what):
    """A folder bench/runs/DATE-TOPIC-WHAT that is not there yet."""
    base = os.path.join(HERE, "..", "runs", f"{datetime.date.today()}-{TOPIC}-{what}")
    path, number = base, 2
    while os.path.exists(path):
        path, number = f"{base}-{number}", number + 1
    os.makedirs(path)
    return path


def add_record_option(parser):
    parser.add_argument("--record", action="store_true", help="keep the results in bench/runs/DATE-TOPIC-WHAT")
    parser.add_argument("--json", metavar="FILE", help="write all numbers to this file")


def without_folders(text):
    """Absolute paths as their last parts: a record says nothing of where things lay on a machine."""
    return re.sub(r"""(?<![\w.])/(?:[^/\s"']+/)+([^/\s"']*)""", r"\1", text)


def finish(arguments, what, results, summary, peers=()):
    """Prints the summary, and keeps everything where that was asked for."""
    print(summary)
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump(results, file, indent=1)
    if not arguments.record:
        return
    path = new_run(what)
    for name, text in (
        ("command.txt", command_text(peers)), ("results.json", without_folders(json.dumps(results, indent=1)) + "\n"),
        ("summary.md", summary + "\n"),
    ):
        with open(os.path.join(path, name), "w") as file:
            file.write(text)
