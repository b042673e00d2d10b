#!/usr/bin/env python3
"""Shows in which order expected records stand, where it is not that of the file.

    align_cases.py CASES_DIR --scorer SCORER.py [--all] -- CMD ...

CASES_DIR/NNN.in is read with CMD (its path appended, CSL-JSON on standard output) and compared with NNN.expected.json by
the scorer's own functions (`FIELDS`, `get`, `same`, `fold`), imported from its path. For each case whose records stand
better in another order than in that of the file, or with --all for every case of as many records as expected (two or more), it prints how many fields
agree when our records are put

  file     in the order of the file
  key …    in every other order that the file gives: by key, title, author, year, DOI, type
  types    by Zotero's name of the item type, then by the place in the file compared as text (10, 1051, 11)
  ids      in the order of the file, the expected ones sorted by their own `id`
  beside   each beside the expected record with the same key, or else the most alike of those with the same title

The last line is the sum over all cases of the folder and the folders in it, as the scorer counts and set side by side.
"""
import importlib.util, json, subprocess, sys
from pathlib import Path

ZOTERO = {"chapter": "bookSection", "paper-conference": "conferencePaper", "article-journal": "journalArticle", "article": "preprint",
          "article-magazine": "magazineArticle", "article-newspaper": "newspaperArticle", "software": "computerProgram",
          "motion_picture": "film", "speech": "presentation", "song": "audioRecording", "graphic": "artwork", "legal_case": "case",
          "legislation": "statute", "broadcast": "tvBroadcast", "personal_communication": "letter", "post-weblog": "blogPost"}


def year(item):
    parts = (item.get("issued") or {}).get("date-parts") or [[0]]
    return parts[0][0] if parts[0] else 0


def author(item):
    first = (item.get("author") or [{}])[0]
    return (first.get("family") or first.get("literal") or "").casefold()


def orders(got):
    key = lambda g: str(g.get("id", ""))
    title = lambda g: str(g.get("title", "")).casefold()
    kind = lambda g: ZOTERO.get(g.get("type"), g.get("type", ""))
    place = list(enumerate(got, 1))
    by = lambda f: [g for _, g in sorted(place, key=lambda p: f(p[1]))]
    return {
        "file": got, "key": by(key), "key folded": by(lambda g: key(g).casefold()), "title": by(title),
        "author, year": by(lambda g: (author(g), year(g))), "year, author": by(lambda g: (year(g), author(g))),
        "DOI": by(lambda g: str(g.get("DOI", ""))), "type, key": by(lambda g: (kind(g), key(g))),
        "type, title": by(lambda g: (kind(g), title(g))), "type, file": by(kind),
        "types": [g for _, g in sorted(place, key=lambda p: (kind(p[1]), str(p[0])))],
    }


def kept(score, want, got):
    good = total = 0
    for i, w in enumerate(want):
        g = got[i] if i < len(got) else {}
        for f in score.FIELDS:
            v = score.get(w, f)
            if v not in ("", [], None):
                total += 1
                good += bool(score.same(f, score.get(g, f), v))
    return good, total


def beside(score, want, got):
    keys, titles = {}, {}
    for g in got:
        keys.setdefault(g.get("id"), []).append(g)
        titles.setdefault(score.fold(g.get("title", "")), []).append(g)
    out = []
    for w in want:
        named = keys.get(w.get("citation-key"), [])
        same = named if len(named) == 1 else titles.get(score.fold(w.get("title", "")), [])
        best = max(same, key=lambda g: kept(score, [w], [g])[0], default={})
        if best and best in titles.get(score.fold(best.get("title", "")), []):
            titles[score.fold(best.get("title", ""))].remove(best)
        out.append(best)
    return out


def main():
    args = sys.argv[1:]
    if "--" not in args or "--scorer" not in args:
        sys.exit(__doc__)
    cmd = args[args.index("--") + 1:]
    spec = importlib.util.spec_from_file_location("score", args[args.index("--scorer") + 1])
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    sums, several, counted = {}, 0, [0, 0, 0]
    for exp in sorted(Path(args[0]).glob("**/*.expected.json")):
        want = json.load(open(exp)).get("csl") or []
        run = subprocess.run(cmd + [str(exp).replace(".expected.json", ".in")], capture_output=True, text=True)
        got = json.loads(run.stdout or "[]")
        set_, total = kept(score, want, beside(score, want, got))
        plain = got if len(got) == len(want) else [{score.fold(g.get("title", "")): g for g in got}.get(score.fold(w.get("title", "")), {}) for w in want]
        as_scored = kept(score, want, plain)[0]
        counted = [a + b for a, b in zip(counted, (as_scored, max(as_scored, set_), total))]
        if len(want) < 2 or len(got) != len(want):  # other counts are set side by side by title anyway
            continue
        several += 1
        row = {name: kept(score, want, list_)[0] for name, list_ in orders(got).items()}
        number = lambda w: int(w["id"]) if str(w.get("id", "")).isdigit() else 0
        row["ids"] = kept(score, sorted(want, key=number), got)[0]
        row["beside"] = set_
        for name, n in row.items():
            sums[name] = sums.get(name, 0) + n
        sums["fields"] = sums.get("fields", 0) + total
        if "--all" in args or row["beside"] - row["file"] > total // 20:
            print(f"{exp.parent.name}/{exp.name[:3]}: {len(want)} records, {total} fields; " + ", ".join(f"{k} {v / total:.3f}" for k, v in row.items()))
    total = sums.pop("fields", 0) or 1
    print(f"all {several} cases of several records, {total} fields; " + ", ".join(f"{k} {v / total:.3f}" for k, v in sums.items()))
    print(f"as scored {counted[0]}/{counted[2]} = {counted[0] / max(1, counted[2]):.3f}, side by side {counted[1]}/{counted[2]} = {counted[1] / max(1, counted[2]):.3f}")


if __name__ == "__main__":
    main()
