#!/bin/sh
# Writes a small manuscript in LaTeX, Typst and Markdown, exports what it cites, and runs the programs that read it:
# xelatex or pdflatex with biber (Debian: texlive-latex-base texlive-bibtex-extra texlive-xetex biber), typst (the program
# or the PyPI package, and pdftotext), and pandoc with citeproc. Each must give the same entries in the same order, that
# of citation. A program that is not there is named and passed over.
#
# usage: scripts/compile_samples.sh [PROGRAM]      (default: target/release/yinwen)
set -eu
yinwen=$(realpath "${1:-target/release/yinwen}")
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
export YINWEN_LIBRARY="$work/library.db"
failed=0; ran=0

cat > source.bib <<'BIB'
@article{flink2010, author = {Flink, Tim and Schreiterer, Ulrich}, title = {Science diplomacy at the intersection of {S\&T} policies and foreign affairs}, journaltitle = {Science and Public Policy}, volume = {37}, number = {9}, pages = {665--677}, date = {2010}, doi = {10.3152/030234210X12778118264530}}
@article{luo2018, author = {罗, 晖}, title = {中国科技外交40年：回顾与展望}, journaltitle = {人民论坛·学术前沿}, number = {23}, pages = {55--65}, date = {2018}, langid = {chinese}}
@book{muller2004, author = {Müller, Jörg and de la Vallée Poussin, Charles}, title = {Grüße aus $\alpha$-Land: 50\% mehr \& weniger_Zeichen}, publisher = {Springer}, location = {Berlin}, date = {2004}, edition = {2}}
@inbook{turekian2011, author = {Turekian, Vaughan C.}, title = {Building bridges}, crossref = {davis2011}, pages = {1--9}}
@book{davis2011, editor = {Davis, Lloyd S.}, title = {Science diplomacy}, publisher = {AAAS}, date = {2011}}
@online{royal2010, author = {{The Royal Society}}, title = {New frontiers in science diplomacy}, date = {2010}, url = {https://royalsociety.org/a_b?c=d%20e#f}, urldate = {2020-05-06}}
BIB
sed -i 's/weniger_Zeichen/weniger\\_Zeichen/' source.bib
"$yinwen" --quiet add source.bib
order="muller2004 luo2018 turekian2011 flink2010 royal2010"

mkdir latex typst markdown
{ printf '%s\n' '\documentclass{article}\usepackage[backend=biber,style=numeric,sorting=none]{biblatex}\addbibresource{refs.bib}\begin{document}'
  for key in $order; do printf '\\cite{%s}\n' "$key"; done
  printf '%s\n' '\printbibliography' '\end{document}'; } > latex/main.tex
{ for key in $order; do echo "@$key"; done; echo '#bibliography("refs.bib", style: "ieee")'; } > typst/main.typ
{ printf -- '---\nbibliography: refs.bib\ncsl: numeric.csl\n---\n\n'
  for key in $order; do echo "[@$key]"; done; } > markdown/main.md
cat > markdown/numeric.csl <<'CSL'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>n</title><id>n</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout prefix="[" suffix="]" delimiter=","><text variable="citation-number"/></layout></citation>
<bibliography><layout><text variable="citation-number" suffix=". "/><names variable="author editor"/><text variable="title" prefix=". "/></layout></bibliography></style>
CSL

verdict() { # name, keys in the order that was printed
  ran=$((ran + 1))
  if [ "$(echo $2)" = "$order" ]; then echo "ok    $1"; else echo "WRONG $1: $(echo $2)"; failed=1; fi
}

for kind in latex typst markdown; do
  "$yinwen" export --for "$kind" -o "$kind/refs.bib" 2> "$kind/export.log" || { cat "$kind/export.log"; failed=1; }
  "$yinwen" --quiet check "$kind" --skip missing-field || failed=1
done

tex=$(command -v xelatex || command -v pdflatex || true)
if [ -n "$tex" ] && command -v biber > /dev/null && kpsewhich biblatex.sty > /dev/null; then
  ( cd latex
    "$tex" -interaction=batchmode main.tex > /dev/null || true
    biber --validate-datamodel main > biber.out 2>&1 || { cat biber.out; exit 1; }
    grep -E '^(WARN|ERROR)' biber.out || true
    "$tex" -interaction=batchmode main.tex > /dev/null || true
    [ -s main.pdf ] ) || failed=1
  # The parent of two or more children would be printed too; one child alone does not print it.
  verdict "$(basename "$tex") with biber" "$(sed -n 's/^ *\\entry{\([^}]*\)}.*/\1/p' latex/main.bbl | tr '\n' ' ')"
else
  echo "skip  LaTeX with biber: not installed"
fi

# The order of a Typst bibliography is that of its printed numbers: the text of the PDF shows which entry has which.
printed() { # PDF: keys in the order of the numbers in front of the titles
  pdftotext -layout "$1" - | python3 -c '
import re, sys
words = {"muller2004": "Grüße", "luo2018": "人民论坛", "turekian2011": "Building bridges", "flink2010": "intersection", "royal2010": "New frontiers"}
text = " ".join(sys.stdin.read().split())
print(" ".join(sorted(words, key=lambda k: text.find(words[k]) if words[k] in text else 10**9) + [k + "?" for k, w in words.items() if w not in text]))'
}
if command -v typst > /dev/null; then
  ( cd typst && typst compile main.typ main.pdf ) || failed=1
elif python3 -c 'import typst' 2> /dev/null; then
  ( cd typst && python3 -c 'import typst; typst.compile("main.typ", output="main.pdf")' ) || failed=1
fi
if [ -s typst/main.pdf ] && command -v pdftotext > /dev/null; then
  verdict "typst" "$(printed typst/main.pdf)"
else
  echo "skip  typst: not installed (PyPI has it as typst; its own reader of .bib files, hayagriva, is run by the tests)"
fi

if command -v pandoc > /dev/null; then
  ( cd markdown && pandoc --citeproc -t json main.md -o main.json ) || failed=1
  verdict "pandoc with citeproc" "$(python3 - <<'PY'
import json
def walk(x):
    if isinstance(x, dict):
        if x.get("t") == "Div" and x["c"][0][0].startswith("ref-"):
            yield x["c"][0][0][4:]
        for v in x.values():
            yield from walk(v)
    elif isinstance(x, list):
        for v in x:
            yield from walk(v)
print(" ".join(walk(json.load(open("markdown/main.json")))))
PY
)"
else
  echo "skip  pandoc: not installed"
fi
[ "$ran" -gt 0 ] || echo "nothing could be run"
exit $failed
