#!/usr/bin/env bash
# Duplicates beside another program, on the same made records in the same run.
#
#   scripts/bench_dedup.sh [FOLDER] [RECORDS]      (a temporary folder, 10,000 records)
#
# Makes records with known duplicates (make_records.py), runs `yinwen duplicates --json` and bib-dedupe (PyPI, installed into a
# virtual environment in FOLDER where it is not there) on them and prints records, seconds, CPU seconds, peak memory, precision,
# recall and F1 of both. Pairs are counted after transitive closure; joined faces count as pairs for yinwen, and bib-dedupe,
# which knows none, is not blamed for missing them: pairs of two languages are left out of its count.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-$(mktemp -d)}
count=${2:-10000}
cargo build --release --quiet
[ -f "$folder/set/records.json" ] || python3 scripts/make_records.py "$folder/set" -n "$count"
if [ ! -x "$folder/venv/bin/python" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet bib-dedupe
fi
"$folder/venv/bin/python" - "$folder/set" "$PWD/target/release/yinwen" <<'PY'
import csv, itertools, json, os, resource, subprocess, sys, time

folder, yinwen = sys.argv[1:]
records = json.load(open(f"{folder}/records.json"))
language = {r["id"]: r.get("language", "")[:2] == "zh" for r in records}


def closure(pairs):
    parent = {}
    def find(x):
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x
    for a, b in pairs:
        parent[find(a)] = find(b)
    groups = {}
    for x in list(parent):
        groups.setdefault(find(x), []).append(x)
    return {tuple(sorted(p)) for g in groups.values() for p in itertools.combinations(g, 2)}


gold = closure([tuple(r) for r in list(csv.reader(open(f"{folder}/gold_pairs.csv")))[1:]])


def report(name, found, gold, seconds, cpu, peak):
    right = len(found & gold)
    p, r = right / max(1, len(found)), right / max(1, len(gold))
    print(f"{name:12s} {len(records):8d} records {seconds:8.2f} s  cpu {cpu:8.2f} s  peak {peak:6.0f} MB  P {p:.4f}  R {r:.4f}  F1 {2 * p * r / max(1e-9, p + r):.4f}")


def measured(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    out = process.stdout.read()
    _, _, used = os.wait4(process.pid, 0)
    return out, time.time() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


out, *cost = measured([yinwen, "duplicates", "--json", f"{folder}/records.json"])
found = json.loads(out)
pairs = [p for c in found["clusters"] for p in zip(c, c[1:])] + [tuple(p) for p in found["translations"]]
report("yinwen", closure(pairs), gold, *cost)

PEER = r'''
import json, sys, pandas as pd
from bib_dedupe.bib_dedupe import prep, block, match, cluster
def name(a):
    return a.get("literal") or f"{a['family']}, {a['given']}"
rows = [{"ID": r["id"], "ENTRYTYPE": "article" if r["type"] == "article-journal" else "inproceedings", "title": r["title"],
         "author": " and ".join(map(name, r["author"])), "journal": r.get("container-title", ""), "booktitle": "",
         "year": str(r["issued"]["date-parts"][0][0]) if "issued" in r else "", "volume": r.get("volume", ""), "number": r.get("issue", ""),
         "pages": r.get("page", "").replace("-", "--"), "doi": r.get("DOI", ""), "abstract": ""} for r in json.load(open(sys.argv[1]))]
table = prep(pd.DataFrame(rows), cpu=2)
print(json.dumps(cluster(match(block(table, cpu=2), cpu=2))), file=open(sys.argv[2], "w"))
'''
_, *cost = measured([sys.executable, "-c", PEER, f"{folder}/records.json", f"{folder}/peer.json"])
same_language = lambda pairs: {p for p in pairs if language[p[0]] == language[p[1]]}
groups = json.load(open(f"{folder}/peer.json"))
report("bib-dedupe", same_language(closure([p for g in groups for p in zip(g, g[1:])])), same_language(gold), *cost)
PY
