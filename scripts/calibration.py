#!/usr/bin/env python3
"""How well the confidences of parsed references are borne out.

    calibration.py LABELLED.jsonl [-v] -- CMD ...

Each line of LABELLED.jsonl is {"text": printed reference, "fields": {...}} with any of author (list of family names,
or the printed text), title, container, publisher, place, year, volume, issue, page. CMD reads the strings, one a line,
and prints a CSL-JSON array with one item a line (`yinwen parse --to csl-json`). A reference is wholly right where every
labelled field is, letters and digits compared without case; a label that the text does not print (a place that is only
a part of the publisher's name, a volume left out by the style) is not judged. Printed: by reader (rules, labeller) and step of
confidence, how many references there are and how many are wholly right; -v lists what is wrong at 0.9 and above.
"""
import json
import re
import subprocess
import sys
import unicodedata

STEPS = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01]
PLACES = {"title": ["title"], "container": ["container-title"], "publisher": ["publisher"], "volume": ["volume"], "issue": ["issue"],
          "place": ["publisher-place", "event-place"]}


def fold(value):
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    return "".join(c for c in text if c.isalnum())


def numbers(value):
    return re.findall(r"[a-z]*\d+", unicodedata.normalize("NFKC", str(value)).casefold())


def author(item, wanted):
    names = [fold(n.get("literal") or "".join(n.get(k, "") for k in ("dropping-particle", "non-dropping-particle", "family", "given", "suffix")))
             for n in item.get("author") or []]
    if isinstance(wanted, list):
        return len(names) == len(wanted) and all(fold(w) in n for n, w in zip(names, wanted))
    text = re.sub(r"\b(et\.? ?al\.?|and|und|u\.a\.|eds?\.?|hrsg\.?|editors?|in:?)\b|等|合著|主编|编著?|著|&", " ", wanted, flags=re.I)
    want, got = sorted(fold(text)), sorted("".join(names))
    missing = list(got)
    hits = sum(1 for c in want if c in missing and not missing.remove(c))
    return hits >= 0.9 * len(want) and len(missing) <= 0.1 * len(want) + 1


def right(item, field, wanted):
    if field == "author":
        return author(item, wanted)
    if field == "year":
        parts = (item.get("issued") or {}).get("date-parts") or [[""]]
        return str(parts[0][0]) == str(wanted)[:4]
    if field == "page":
        locator = (item.get("custom") or {}).get("locator", "")
        a, b = numbers(item.get("page") or locator or item.get("number") or item.get("number-of-pages", "")), numbers(wanted)
        return a == b or len(a) == len(b) == 2 and a[0] == b[0] and (a[1].endswith(b[1]) or b[1].endswith(a[1]))
    if field not in PLACES:
        return True
    return any(fold(item.get(place, "")) == fold(wanted) for place in PLACES[field])


def printed(text, fields, field):
    if field not in PLACES:
        return True
    text, value = fold(text), fold(fields[field])
    if field == "place":
        text = text.replace(fold(fields.get("publisher", "")) or "\0", " ")
    return value in text


def main():
    args = sys.argv[1:]
    verbose = "-v" in args
    args = [a for a in args if a != "-v"]
    cut = args.index("--")
    rows = [json.loads(line) for line in open(args[0], encoding="utf-8")]
    lines = "".join(re.sub(r"\s+", " ", row["text"]).strip() + "\n" for row in rows)
    items = json.loads(subprocess.run(args[cut + 1:], input=lines, capture_output=True, text=True, check=True).stdout)
    table = {}
    for row, item in zip(rows, items):
        custom = item.get("custom") or {}
        reader = (custom.get("evidence") or {}).get("reader", "")
        reader = "labeller" if reader.startswith("labeller") else "rules"
        sure = custom.get("confidence", 0.0)
        step = max(s for s in STEPS if s <= sure)
        wrong = [f for f, wanted in row["fields"].items() if printed(row["text"], row["fields"], f) and not right(item, f, wanted)]
        for key in ((reader, step), ("all", step)):
            cell = table.setdefault(key, [0, 0])
            cell[0] += 1
            cell[1] += not wrong
        if verbose and wrong and sure >= 0.9:
            print(f"{sure:.2f} {custom.get('evidence', {}).get('reader')} {wrong}: {row['text'][:200]}")
    print("| Reader | Confidence | References | Wholly right |\n|---|---|---|---|")
    for reader in ("rules", "labeller", "all"):
        for low, high in zip(STEPS, STEPS[1:]):
            count, hits = table.get((reader, low), [0, 0])
            if count:
                print(f"| {reader} | {low:g}–{min(high, 1):g} | {count:,} | {hits / count:.3f} |")
        count = sum(table.get((reader, s), [0, 0])[0] for s in (0.9, 0.95))
        hits = sum(table.get((reader, s), [0, 0])[1] for s in (0.9, 0.95))
        if count:
            print(f"| {reader} | 0.9–1 | {count:,} | {hits / count:.3f} |")


if __name__ == "__main__":
    main()
