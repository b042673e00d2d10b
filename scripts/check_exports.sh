#!/usr/bin/env bash
# Whether other programs accept what is written: every .bib, RIS and other bibliography file given (or the fixtures of the
# formats) is converted, and the results are read by biber, a checker of CSL's rules, bibutils and pandoc.
#
#   scripts/check_exports.sh [FILE...]
#
# Needs biber, bibutils and pandoc (apt-get install biber bibutils pandoc). CSL-JSON is held against the rules of CSL 1.0.2
# (scripts/csl_rules.py), and against the schema of CSL where CSL_SCHEMA names the file (needs the Python package jsonschema).
# Hayagriva YAML is loaded by the hayagriva crate in `cargo test --test it typst`. YINWEN names the program (default: the
# release build), PANDOC pandoc; versions before 3 read no RIS and are asked for the .bib alone.
set -uo pipefail
cd "$(dirname "$0")/.."
yinwen=${YINWEN:-$PWD/target/release/yinwen}
[ -x "$yinwen" ] || cargo build --release --quiet || exit 3
if [ $# -eq 0 ]; then
    mapfile -t files < <(find fixtures/formats -name 'input.*' ! -name '*.sql' | sort)
else
    files=("$@")
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pandoc=${PANDOC:-pandoc}
bad=0
fail() { echo "FAIL $*"; bad=$((bad + 1)); }

for file in "${files[@]}"; do
    name=$work/$(basename "$(dirname "$file")")-$(basename "${file%.*}")
    for to in biblatex csl-json ris refer; do
        "$yinwen" convert "$file" --quiet --to $to -o "$name.$to" 2>/dev/null
        [ -f "$name.$to" ] || fail "$file: not written as $to"
    done
    # biber exits 0 whatever it finds: its warnings are what counts.
    biber --tool --validate-datamodel --quiet --output-file "$name.out.bib" --logfile "$name" "$name.biblatex" >"$name.said" 2>&1
    if grep -hE "WARN|ERROR" "$name.said" "$name.blg" 2>/dev/null | sort -u | grep -v "Legacy" | head -3 | grep .; then
        fail "$file: biber"
    fi
    python3 scripts/csl_rules.py "$name.csl-json" || fail "$file: CSL rules"
    if [ -n "${CSL_SCHEMA:-}" ]; then
        python3 -c 'import json, jsonschema, sys; jsonschema.validate(*(json.load(open(p)) for p in (sys.argv[2], sys.argv[1])))' \
            "$CSL_SCHEMA" "$name.csl-json" 2>/dev/null || fail "$file: CSL schema"
    fi
    ris2xml --nosplit-title "$name.ris" 2>/dev/null | xml2ris >"$name.bu.ris" 2>/dev/null
    end2xml --nosplit-title "$name.refer" 2>/dev/null | xml2end >"$name.bu.refer" 2>/dev/null
    back="bu.ris.json bu.refer.json"
    if "$pandoc" --list-input-formats | grep -qx ris; then
        "$pandoc" -f ris -t csljson "$name.ris" -o "$name.pandoc.json" 2>/dev/null
        back="$back pandoc.json"
    fi
    "$pandoc" -f biblatex -t csljson "$name.biblatex" -o "$name.biblatex.json" 2>/dev/null || fail "$file: pandoc cannot read the .bib"
    for tags in ris refer; do
        "$yinwen" convert "$name.bu.$tags" --quiet --from $tags --to csl-json -o "$name.bu.$tags.json" 2>/dev/null
    done
    for one in $back; do
        python3 - "$name.csl-json" "$name.$one" <<'PY' || fail "$file: ${one%.json}"
import json, re, sys, unicodedata
try:
    want, got = (json.load(open(p)) for p in sys.argv[1:])
except (OSError, ValueError) as e:
    print("  ", e); sys.exit(1)
def fold(s):
    s = unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", str(s))).casefold()
    return "".join(c for c in s if c.isalnum())
PARTS = ("literal", "family", "given", "suffix", "non-dropping-particle", "dropping-particle")
def names(item): return ["".join(sorted(fold("".join(n.get(part, "") for part in PARTS)))) for n in item.get("author", [])]
def year(item):
    parts = (item.get("issued") or {}).get("date-parts") or [[""]]
    return str(parts[0][0]) if parts[0] else ""
def core(item):
    return {"title": fold(item.get("title", "")), "author": names(item), "year": year(item), "volume": fold(item.get("volume", "")),
            "container": fold(item.get("container-title", "")), "doi": fold(item.get("DOI", "")), "page": fold(re.split(r"\W", str(item.get("page", "")))[0])}  # bibutils writes shortened last pages in full
if len(want) != len(got):
    print(f"   {len(want)} records, then {len(got)}"); sys.exit(1)
lost = []
for w, g in zip(want, got):
    a, b = core(w), core(g)
    for field, value in a.items():
        # What the type has no tag for in that program is no fault of ours: the field must not come back as something else.
        # bibutils writes persons before bodies.
        if field == "author":
            value, b[field] = sorted(value), sorted(b[field])
        if value and b[field] and value != b[field]:
            lost.append((field, value, b[field]))
for l in lost[:3]: print("  ", *l)
sys.exit(bool(lost))
PY
    done
done
echo "${#files[@]} files, $bad failures"
[ "$bad" -eq 0 ]
