#!/bin/sh
# Time of bibliographies: GB/T 7714 of 1,000 and 10,000 works, APA of 5,000, and a multi-layout style of 5,000.
# Usage: scripts/bench_styles.sh [PROGRAM]   (default: target/release/yinwen)
set -eu
yinwen=${1:-target/release/yinwen}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$work" <<'PY'
import json, random, sys
random.seed(7)
here = sys.argv[1]
base = json.load(open("fixtures/styles/records.json", encoding="utf-8"))
for count in (1000, 5000, 10000):
    items = []
    for i in range(count):
        item = dict(random.choice(base))
        item["id"] = f"k{i}"
        item["title"] = f"{item['title']} {i}"
        item["issued"] = {"date-parts": [[random.randint(1950, 2025)]]}
        items.append(item)
    with open(f"{here}/{count}.json", "w", encoding="utf-8") as f:
        json.dump(items, f, ensure_ascii=False)
PY
measure() {
    start=$(date +%s.%N)
    "$yinwen" bibliography --input "$work/$2.json" --style "$1" --to json > "$work/out.json"
    end=$(date +%s.%N)
    lines=$(python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))))' "$work/out.json")
    echo "$1 $2 works: $(echo "$end - $start" | bc) s, $lines entries"
}
measure gb-t-7714-2025-numeric 1000
measure gb-t-7714-2025-numeric 10000
measure gb-t-7714-2015-author-date 1000
measure gb-t-7714-2015-author-date 10000
measure apa 1000
measure apa 5000
measure zh-author-date 5000
measure chicago-notes 5000
