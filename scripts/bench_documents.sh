#!/usr/bin/env bash
# Speed of reading documents on one core, to references: ten-page PDFs, Word files, text; memory for a book of 1,000 pages.
#
#   scripts/bench_documents.sh [FOLDER]      (FOLDER: where the documents are made; a temporary one without)
#
# Needs the PyPI package `typst` for the PDFs. Prints documents a second of CPU time (user and system) and peak memory;
# every figure is the best of three runs of a release build.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}
$cargo build --release --quiet
yinwen=$PWD/target/release/yinwen
folder=${1:-$(mktemp -d)}
python3 - "$folder" scripts/make_corpus.py scripts/make_documents.py <<'PY'
import re, subprocess, sys
from pathlib import Path

folder, make_corpus, make_documents = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def with_notes(text):
    """Lines of notes (①, ②, ③) as Markdown footnotes of the paragraph that they follow, so that they are printed at its foot."""
    out, notes, number, body = [], [], 0, None
    for line in text.splitlines():
        if line[:2] in ("① ", "② ", "③ ") and body is not None:
            number += 1
            out[body] = out[body].replace(line[0], f"[^{number}]", 1)
            notes.append(f"[^{number}]: {line[2:]}")
        else:
            out.append(f"# {line}" if body is None and line.strip() else line)
            if line.strip():
                body = len(out) - 1
    return "\n".join(out + notes) + "\n"


def corpus(name, count):
    """Documents of about ten printed pages each, with footnotes and a reference list."""
    subprocess.run([sys.executable, make_corpus, folder / name, "-n", str(count), "--kb", "60"], check=True, stdout=subprocess.DEVNULL)
    for path in sorted((folder / name).glob("*.txt")):
        path.with_suffix(".md").write_text(with_notes(path.read_text(encoding="utf-8")), encoding="utf-8")
        path.unlink()


if not (folder / "book.pdf").exists():
    corpus("text", 40)
    subprocess.run([sys.executable, make_documents, folder / "text", folder], check=True, stdout=subprocess.DEVNULL)
    corpus("chapters", 118)
    (folder / "book").mkdir(exist_ok=True)
    chapters = [p.read_text(encoding="utf-8") for p in sorted((folder / "chapters").iterdir())]
    whole = "\n".join(re.sub(r"\[\^(\d+)\]", rf"[^{n}-\1]", text) for n, text in enumerate(chapters))
    (folder / "book/book.md").write_text(whole, encoding="utf-8")
    subprocess.run([sys.executable, make_documents, folder / "book", folder / "printed"], check=True, stdout=subprocess.DEVNULL)
    (folder / "printed/pdf1/book.pdf").rename(folder / "book.pdf")
    (folder / "printed/docx/book.docx").rename(folder / "book.docx")
PY
# run LABEL FOLDER-OR-FILE: CPU seconds, documents a second, peak memory
run() {
    python3 - "$1" "$2" "$yinwen" <<'PY'
import os, resource, subprocess, sys
from pathlib import Path
label, path, yinwen = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
files = sorted(p for p in path.iterdir()) if path.is_dir() else [path]
times = []
for _ in range(3):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run([yinwen, "extract", path], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         env={**os.environ, "RAYON_NUM_THREADS": "1"}).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
seconds = min(times)
found = out.count(b'"type"')
size = sum(p.stat().st_size for p in files) / 1e6
print(f"{label:22s} {len(files):4d} documents {size:7.1f} MB {seconds:7.2f} s CPU {len(files) / seconds:8.1f} documents/s  peak {peak:.0f} MB  {found} references")
PY
}
run "text, ten pages" "$folder/text"
run "PDF, one column" "$folder/pdf1"
run "PDF, two columns" "$folder/pdf2"
run "Word" "$folder/docx"
run "EPUB" "$folder/epub"
run "book of 1,000 pages" "$folder/book.pdf"
run "the same, Word" "$folder/book.docx"
