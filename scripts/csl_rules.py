#!/usr/bin/env python3
"""Whether CSL-JSON keeps to CSL 1.0.2: types and variables of the specification's appendices III and IV, names, dates.

    csl_rules.py FILE.json

Prints what does not, and exits with 1 then. What the specification leaves to applications is `custom`.
"""
import json
import sys

TYPES = set("""article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication
post post-weblog regulation report review review-book software song speech standard thesis treaty webpage""".split())
TEXTS = set("""id citation-key categories language journalAbbreviation shortTitle abstract annote archive archive_collection
archive_location archive-place authority call-number citation-label collection-title container-title container-title-short
dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword medium note original-publisher
original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
reviewed-title scale source status title title-short URL volume-title year-suffix""".split())
NUMBERS = set("""chapter-number citation-number collection-number edition first-reference-note-number issue locator number
number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
volume""".split())
NAMES = set("""author chair collection-editor compiler composer container-author contributor curator director editor
editorial-director editor-translator executive-producer guest host illustrator interviewer narrator organizer
original-author performer producer recipient reviewed-author script-writer series-creator translator""".split())
DATES = set("accessed available-date event-date issued original-date submitted".split())
PARTS = {"family": str, "given": str, "dropping-particle": str, "non-dropping-particle": str, "suffix": str, "literal": str,
         "comma-suffix": (str, int, bool), "static-ordering": (str, int, bool), "parse-names": (str, int, bool)}


def number(value):
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def wrong_date(date):
    if not isinstance(date, dict):
        return "no object"
    for key, value in date.items():
        if key == "date-parts":
            whole = isinstance(value, list) and 1 <= len(value) <= 2
            if not whole or not all(isinstance(p, list) and 1 <= len(p) <= 3 and all(map(number, p)) for p in value):
                return "date-parts"
        elif key in ("season", "circa"):
            if not isinstance(value, (str, int, bool)):
                return key
        elif key not in ("literal", "raw", "edtf") or not isinstance(value, str):
            return key
    return None


def wrong(item):
    if item.get("type") not in TYPES:
        yield f"type {item.get('type')!r}"
    if not number(item.get("id", None)):
        yield "no id"
    for key, value in item.items():
        if key in ("type", "custom"):
            continue
        if key in NAMES:
            for name in value if isinstance(value, list) else [None]:
                good = isinstance(name, dict) and all(k in PARTS and isinstance(v, PARTS[k]) for k, v in name.items())
                if not good or not name:
                    yield f"{key}: {name!r}"
        elif key in DATES:
            why = wrong_date(value)
            if why:
                yield f"{key}: {why}"
        elif key == "categories":
            if not isinstance(value, list):
                yield key
        elif key in NUMBERS or key == "id":
            if not number(value):
                yield f"{key}: {value!r}"
        elif key not in TEXTS or not isinstance(value, str):
            yield f"{key}: {str(value)[:60]!r}"


def main():
    items = json.load(open(sys.argv[1], encoding="utf-8"))
    faults = [f"item {i}: {why}" for i, item in enumerate(items) for why in wrong(item)]
    print("\n".join(faults[:5]), end="\n" if faults else "")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
