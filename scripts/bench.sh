#!/usr/bin/env bash
# Speed of the main job on one core: 1,000 documents made by make_corpus.py, from files to a committed library.
#
#   scripts/bench.sh [FOLDER]        (FOLDER: where the documents and the library are made; a temporary one without)
#
# Prints seconds, peak memory and MB/s of text; every figure is the median of three runs on a release build.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
yinwen=$PWD/target/release/yinwen
folder=${1:-$(mktemp -d)}
[ -d "$folder/corpus" ] || python3 scripts/make_corpus.py "$folder/corpus" -n 1000 --kb 20
bytes=$(cat "$folder"/corpus/* | wc -c)

# median LABEL COMMAND...: three runs, the middle time, the largest memory
median() {
    local label=$1; shift
    python3 - "$label" "$bytes" "$@" <<'PY'
import os, resource, subprocess, sys, time
label, size, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
times = []
for _ in range(3):
    if label == "add":
        for end in ("", "-wal", "-shm"):
            try: os.remove(command[command.index("--library") + 1] + end)
            except FileNotFoundError: pass
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times.append(time.perf_counter() - start)
middle = sorted(times)[1]
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
rate = f"  {size / 1e6 / middle:.1f} MB/s" if label == "add" else ""
print(f"{label:12s} {middle * 1000:9.1f} ms  peak {peak:.0f} MB{rate}")
PY
}

one=(taskset -c 0)
export RAYON_NUM_THREADS=1
median add       "${one[@]}" "$yinwen" --library "$folder/bench.db" add "$folder/corpus"
median again     "${one[@]}" "$yinwen" --library "$folder/bench.db" add "$folder/corpus"
median version   "${one[@]}" "$yinwen" --version
median list      "${one[@]}" "$yinwen" --library "$folder/bench.db" list
median find      "${one[@]}" "$yinwen" --library "$folder/bench.db" find 外交
"$yinwen" --library "$folder/bench.db" library
