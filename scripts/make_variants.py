#!/usr/bin/env python3
"""Makes labelled sets of damaged and differently kept records from given ones: for the quality of `yinwen duplicates`.

    scripts/make_variants.py FOLDER --from RECORDS.json [MORE.json] [--world computing|citations|medicine|chinese]
                             [-n 1200] [--seed 1]

RECORDS are CSL-JSON lists (`yinwen convert X --to csl-json`) whose works are taken as distinct. FOLDER gets records.json and
gold_pairs.csv (id_1,id_2). Each world copies what lists of its kind do to one work, and puts beside it what is another work:

computing   two bibliographies and a search engine's list of the same conferences and journals: title, authors, venue, year,
            sometimes pages. Beside: columns of each issue, conference and journal versions, demos, second parts, sequels.
citations   reference lists read by a machine: 1 to 40 citations of each of few works by few people; slips, scanning errors,
            lost words and fields, one text for all authors, text in the wrong field. Beside: report, conference and journal
            version of one title, same authors next year.
medicine    exports of databases: capitals, brackets, notes, cut author lists, shortened pages, online-first years. Beside:
            conference abstracts, protocols, replies, errata, trial registrations, reviews that are updated.
chinese     lists in both scripts, half and full width, scanning errors, renamed journals. Beside: theses of the same title,
            headlines, columns, parts, yearly reports.

Rates of damage are stated where they are used; a set is the same in every run.
"""
import argparse, csv, json, pathlib, random, re

from variants.chinese import Chinese
from variants.citations import Citations
from variants.computing import Computing
from variants.medicine import Medicine

WORLDS = {"computing": Computing, "citations": Citations, "medicine": Medicine, "chinese": Chinese}


def names(item):
    out = []
    for a in item.get("author", []):
        if "family" in a:
            out.append((a["family"], a.get("given", "")))
        elif "literal" in a:
            s = a["literal"].strip()
            if re.search("[\u4e00-\u9fff]", s):
                out.append((s[:1], s[1:]))
            elif len(s.split()) > 1 and s.count(".") <= 3:
                out.append((s.split()[0].title(), " ".join(s.split()[1:])))
    return [(f, g) for f, g in out if f]


def work(item, world):
    """What a source record says, or nothing where it is too little to make copies of."""
    zh = bool(re.search("[\u4e00-\u9fff]{4}", item.get("title", "")))
    people, year = names(item), item.get("issued", {}).get("date-parts", [[0]])[0][0]
    title = re.sub(r"[${}\\]|<[^>]*>", "", item.get("title", "")).strip().rstrip(".")
    if zh != (world == "chinese") or not people or not year or (len(title) < 8 if zh else len(title.split()) < 4) or len(title) > 200:
        return None
    if not zh and not all(g for _, g in people):
        return None
    first, _, last = item.get("page", "").replace("--", "-").partition("-")
    foreign = title.startswith("[")
    if not first.isdigit() or not last.isdigit() or len(first) > 5:
        first = last = ""
    return {"title": title.strip("[]"), "authors": people, "year": int(year), "venue": item.get("container-title", "").replace("\n", " "), "volume": item.get("volume", ""), "issue": item.get("issue", ""), "first": first, "last": last, "doi": item.get("DOI", ""), "foreign": foreign}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=pathlib.Path)
    p.add_argument("--from", dest="sources", nargs="+", type=pathlib.Path, required=True)
    p.add_argument("--world", choices=WORLDS, default="computing")
    p.add_argument("-n", type=int, default=1200)
    p.add_argument("--seed", type=int, default=1)
    args = p.parse_args()
    seen, works = set(), []
    for source in args.sources:
        for item in json.loads(source.read_text()):
            w = work(item, args.world)
            key = w and re.sub(r"\W+", "", w["title"].lower())[:40]
            if w and key not in seen and (w["venue"] or args.world in ("computing", "citations")):
                seen.add(key)
                works.append(w)
    random.Random(args.seed).shuffle(works)
    maker = WORLDS[args.world](args, works)
    getattr(maker, args.world)()
    order = list(range(len(maker.out)))
    maker.r.shuffle(order)
    args.folder.mkdir(parents=True, exist_ok=True)
    (args.folder / "records.json").write_text("[\n" + ",\n".join(json.dumps(maker.out[i], ensure_ascii=False) for i in order) + "\n]\n")
    with open(args.folder / "gold_pairs.csv", "w", newline="") as f:
        rows = csv.writer(f)
        rows.writerow(["id_1", "id_2"])
        rows.writerows((a, b) for g in maker.groups for i, a in enumerate(g) for b in g[i + 1:])
    print(f"{args.folder}: {len(maker.out)} records of {len(maker.groups)} works, {sum(len(g) * (len(g) - 1) // 2 for g in maker.groups)} pairs")


if __name__ == "__main__":
    main()
