#!/usr/bin/env python3
"""Makes a thesis-size manuscript in LaTeX, Markdown and Typst, for tests and measuring.

usage: make_manuscript.py FOLDER [--works 300] [--citations 400] [--files 40] [--kb 12]

FOLDER/latex/main.tex, FOLDER/markdown/00.md …, FOLDER/typst/main.typ, each with its chapters; FOLDER/refs.bib holds all
works, and a copy lies in each folder. The same call gives the same bytes.
"""
import argparse
import os
import random

from make_corpus import GIVEN, PINYIN, SURNAMES, TOPICS, WESTERN

WORDS = "adaptive regional robust sparse temporal causal hybrid stochastic modular distributed".split()
THINGS = "models networks policies systems surveys methods markets materials signals archives".split()
ZH = "本章讨论所用数据与方法并说明其局限结果表明该模型在多种条件下稳定而其解释仍有待进一步研究"
EN = "this section describes the data and the method and then turns to what the results can and cannot show".split()


def works(rng, count):
    out = []
    for i in range(count):
        year = 1985 + i % 40
        if i % 2:
            n = rng.randrange(len(SURNAMES))
            topic = rng.choice(TOPICS)
            key = f"{PINYIN[n].lower()}{year}w{i}"
            author = f"{SURNAMES[n]}, {rng.choice(GIVEN)}{rng.choice(GIVEN)}"
            fields = [("author", author), ("title", f"{topic}研究之{i}"), ("langid", "chinese")]
            venue = f"{topic}学报"
        else:
            family = rng.choice(WESTERN).split()[0]
            key = family.lower().replace("ü", "u") + f"{year}w{i}"
            title = f"{rng.choice(WORDS)} {rng.choice(THINGS)} in practice, part {i}"
            fields = [("author", f"{family}, {chr(65 + i % 26)}."), ("title", title.capitalize()), ("langid", "english")]
            venue = f"Journal of {rng.choice(THINGS).capitalize()}"
        if i % 3:
            kind = "article"
            fields += [("journaltitle", venue), ("volume", str(1 + i % 60)), ("number", str(1 + i % 12)),
                       ("pages", f"{10 + i}--{19 + i}"), ("doi", f"10.1234/made.{i}")]
        else:
            kind = "book"
            fields += [("publisher", "科学出版社" if i % 2 else "Academic Books"), ("location", "北京" if i % 2 else "Boston")]
        fields.append(("date", str(year)))
        body = ",\n".join(f"  {n} = {{{v}}}" for n, v in fields)
        out.append((key, f"@{kind}{{{key},\n{body}\n}}\n"))
    return out


def paragraph(rng, size):
    out = []
    while sum(len(s.encode()) for s in out) < size:
        if rng.random() < 0.5:
            out.append("".join(rng.choice(ZH) for _ in range(40)) + "。")
        else:
            out.append(" ".join(rng.choice(EN) for _ in range(25)).capitalize() + ". ")
    return "".join(out)


def cite(kind, keys, rng):
    page = rng.randrange(1, 200)
    if kind == "latex":
        return f"\\autocite[{page}]{{{keys[0]}}}" if len(keys) == 1 else f"\\autocite{{{','.join(keys)}}}"
    if kind == "markdown":
        return "[" + "; ".join([f"@{keys[0]}, p. {page}"] + [f"@{k}" for k in keys[1:]]) + "]"
    return f"#cite(<{keys[0]}>, supplement: [p. {page}])" + "".join(f" @{k} " for k in keys[1:])


def chapter(kind, number, groups, kb, rng):
    head = {"latex": f"\\section{{Chapter {number}}}\n", "markdown": f"# Chapter {number}\n\n", "typst": f"= Chapter {number}\n"}[kind]
    note = {"latex": "% a note: \\cite{nobody}\n", "markdown": "<!-- a note: @nobody -->\n\n", "typst": "// a note: @nobody\n"}[kind]
    pieces = [head, note]
    size = kb * 1024 // (len(groups) + 1)
    for keys in groups:
        pieces.append(paragraph(rng, size) + " " + cite(kind, keys, rng) + "\n\n")
    pieces.append(paragraph(rng, size) + "\n")
    return "".join(pieces)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--works", type=int, default=300)
    parser.add_argument("--citations", type=int, default=400)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--kb", type=int, default=12)
    args = parser.parse_args()
    rng = random.Random(7714)
    entries = works(rng, args.works)
    keys = [k for k, _ in entries]
    order = keys + [rng.choice(keys) for _ in range(max(0, args.citations - len(keys)))]
    rng.shuffle(order)
    order = order[: args.citations]
    bib = "\n".join(e for _, e in entries)
    for kind in ("latex", "markdown", "typst"):
        rng = random.Random(2015)
        folder = os.path.join(args.folder, kind)
        os.makedirs(folder, exist_ok=True)
        ending = {"latex": "tex", "markdown": "md", "typst": "typ"}[kind]
        names = []
        for n in range(args.files):
            mine = order[n * len(order) // args.files : (n + 1) * len(order) // args.files]
            groups = []
            while mine:
                size = 2 if len(mine) > 2 and rng.random() < 0.2 else 1
                groups.append(mine[:size])
                mine = mine[size:]
            text = chapter(kind, n, groups, args.kb, rng)
            if kind == "markdown" and n == 0:
                text = "---\ntitle: Thesis\nbibliography: refs.bib\n---\n\n" + text
            name = f"c{n:02}.{ending}"
            names.append(name)
            write(os.path.join(folder, name), text)
        if kind == "latex":
            body = "\n".join(f"\\input{{{n[:-4]}}}" for n in names)
            write(os.path.join(folder, "main.tex"),
                  "\\documentclass{article}\n\\usepackage[backend=biber,style=numeric,sorting=none]{biblatex}\n"
                  "\\addbibresource{refs.bib}\n\\begin{document}\n" + body + "\n\\printbibliography\n\\end{document}\n")
        if kind == "typst":
            body = "\n".join(f'#include "{n}"' for n in names)
            write(os.path.join(folder, "main.typ"), body + '\n#bibliography("refs.bib")\n')
        write(os.path.join(folder, "refs.bib"), bib)
    write(os.path.join(args.folder, "refs.bib"), bib)
    cited = len(set(order))
    print(f"{args.folder}: {args.files} files, {len(order)} citations of {cited} works, three formats")


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)


main()
