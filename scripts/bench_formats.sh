#!/usr/bin/env bash
# Speed of bibliography files on one core, beside other programs, in one run.
#
#   scripts/bench_formats.sh [FILE.bib]      (without a file: that of the corpus, see benches/formats.rs)
#
# First the library beside the biblatex and hayagriva crates (`cargo bench --bench formats`), then whole programs from file
# to CSL-JSON: seconds of processor time (user and system), best of three, and peak memory. pandoc and bibtexparser are
# measured where they are there; bibtexparser reads only, without decoding LaTeX.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
yinwen=${YINWEN:-$PWD/target/release/yinwen}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -gt 0 ]; then
    bib=$(realpath "$1")
else
    bib=$work/corpus.bib
    gzip -dc "${YINWEN_CORPUS:?a file, or the folder of the corpus}/data/bib/real_10k.bib.gz" >"$bib"
fi
cargo bench --quiet --bench formats -- "$bib"

row() {
    python3 - "$@" <<'PY'
import os, re, resource, subprocess, sys
label, bib, command = sys.argv[1], sys.argv[2], sys.argv[3:]
entries = len(re.findall(rb"(?mi)^\s*@(?!string|comment|preamble)\w+\s*[{(]", open(bib, "rb").read()))
best, peak = None, 0
for _ in range(3):
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
    _, _, used = os.wait4(pid, 0)
    took = used.ru_utime + used.ru_stime
    best, peak = min(took, best or took), max(peak, used.ru_maxrss / 1024)
print(f"{label:36s} {best * 1000:9.1f} ms {entries / best:9.0f} entries/s   peak {peak:.0f} MB")
PY
}

export RAYON_NUM_THREADS=1
row "yinwen: start-up alone" "$bib" "$yinwen" --version
row "yinwen convert --to csl-json" "$bib" "$yinwen" convert "$bib" --to csl-json -o "$work/out.json"
for i in 1 2 3 4 5 6 7 8 9 10; do sed -E "s/^(@[A-Za-z]+\{)([^,[:space:]]+),/\1\2x$i,/" "$bib"; done >"$work/ten.bib"
row "yinwen: ten times the entries" "$work/ten.bib" "$yinwen" convert "$work/ten.bib" --to csl-json -o "$work/out.json"
command -v bib2xml >/dev/null && row "bib2xml (bibutils)" "$bib" bib2xml "$bib"
python3 -c "import bibtexparser" 2>/dev/null &&
    row "bibtexparser: read" "$bib" python3 -c "import bibtexparser, sys; getattr(bibtexparser, 'parse_file', lambda f: bibtexparser.load(open(f)))(sys.argv[1])" "$bib"
command -v pandoc >/dev/null && row "pandoc -f bibtex -t csljson" "$bib" pandoc -f bibtex -t csljson "$bib" -o "$work/pandoc.json"
exit 0
