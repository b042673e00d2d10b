#!/usr/bin/env python3
"""Prints the text documents of a folder as PDF (one and two columns), DOCX and EPUB, for measuring what the readers lose.

    make_documents.py FOLDER OUT

Every NAME.txt and NAME.md of FOLDER becomes OUT/pdf1/NAME.pdf (one column), OUT/pdf2/NAME.pdf (two columns),
OUT/docx/NAME.docx and OUT/epub/NAME.epub. A line of the source is a paragraph; headings (`#`), emphasis, Markdown
footnotes (`[^1]`), simple TeX and HTML tables are taken as what they stand for (emphasis as italics), pictures are left out.

The PDFs have running heads, page numbers, hyphenated English, first-line indents, hanging entries and footnotes at the
foot of the column. They need the PyPI package `typst` and the fonts "Noto Serif CJK SC" and "Libertinus Serif"
(Debian: fonts-noto-cjk; the second comes with typst). DOCX and EPUB need nothing but Python.

Compare afterwards, one after the other, the scores of the text originals and of each folder of OUT.
"""

import html
import re
import sys
import zipfile
from pathlib import Path

HAN = re.compile(r"[\u3400-\u9fff]")
ENTRY = re.compile(r"^\s*(?:[\[［〔(（]\s*\d{1,3}\s*[\]］〕)）]|\d{1,3}[.．、])\s*")
LIST_HEADING = re.compile(r"参\s*考\s*文\s*献|參考文獻|^references?$|^bibliography$|works cited", re.I)


# Around what is set in italics, until it is written.
ON, OFF = "\x0e", "\x0f"


def italics(text):
    """The text in pieces, each with whether it is in italics."""
    on = False
    for piece in re.split(f"([{ON}{OFF}])", text):
        if piece in (ON, OFF):
            on = piece == ON
        elif piece:
            yield piece, on


def bare(text):
    return text.replace(ON, "").replace(OFF, "")


def plain(line):
    """Markdown, TeX and HTML of a line as the text that a reader would see, what is in italics between ON and OFF."""
    line = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line)
    if "<table" in line:
        line = re.sub(r"</t[dh]>\s*", "\t", re.sub(r"</tr>", "\n", line))
    line = re.sub(r"<((?:https?|doi|mailto):[^<>\s]+)>", r"\1", line)
    line = re.sub(r"</?[a-zA-Z][^<>]*>", "", line)
    line = re.sub(r"\$([^$]*)\$", lambda m: tex(m.group(1)), line)
    line = re.sub(r"\[([^\]]*)\]\((https?://[^)\s]*)\)", lambda m: m.group(1) if m.group(1) == m.group(2) else f"{m.group(1)} {m.group(2)}", line)
    line = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", line)
    line = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", lambda m: ON + m.group(1) + OFF, line)
    line = re.sub(r"\\([~*_#$&\[\]\\])", r"\1", line)
    return html.unescape(line).rstrip()


def tex(math):
    """`6 5 \\mathrm { m }` as `65 m`: enough for numbers with units."""
    math = re.sub(r"\\(?:mathrm|mathbf|text|rm|mathit)\b", "", math)
    math = re.sub(r"\\([,;:! ~])", " ", math).replace("~", " ").replace("\\sim", "～").replace("\\times", "×").replace("\\circ", "°")
    math = re.sub(r"\\[a-zA-Z]+", "", math)
    math = re.sub(r"(?<=[\d.])\s+(?=[\d.])", "", math)
    math = re.sub(r"(?<=[A-Za-z])\s+(?=[A-Za-z]\b)", "", math)
    return re.sub(r"\s+", " ", re.sub(r"[{}^_]", "", math)).strip()


def read(path):
    """The document as a list of (kind, text) with its footnotes."""
    blocks, notes = [], {}
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if path.suffix == ".md" and lines[:1] == ["---"] and "---" in lines[1:]:
        lines = lines[lines.index("---", 1) + 1 :]
    in_list = False
    for line in lines:
        note = re.match(r"\[\^([^\]]+)\]:\s*(.*)", line)
        heading = re.match(r"(#{1,6})\s*(.*)", line) if path.suffix == ".md" else None
        if note:
            notes[note.group(1)] = plain(note.group(2))
            continue
        text = plain(heading.group(2) if heading else line).strip()
        if not text or re.fullmatch(r"[-=*_]{3,}", text):
            continue
        if heading or (len(text) < 30 and LIST_HEADING.search(text)):
            text = bare(text)
            in_list = bool(LIST_HEADING.search(text))
            blocks.append((f"h{len(heading.group(1)) if heading else 2}", text))
        elif ENTRY.match(bare(text)) or in_list:
            blocks.append(("entry", text))
        else:
            blocks += [("p", part) for part in text.split("\n") if part.strip()]
    return blocks, notes


def pieces(text, notes):
    """The text in pieces: strings, and notes as (number, text)."""
    out, at = [], 0
    for m in re.finditer(r"\[\^([^\]]+)\]", text):
        if m.group(1) in notes:
            out += [text[at : m.start()], (m.group(1), notes[m.group(1)])]
            at = m.end()
    return out + [text[at:]]


# --- PDF -----------------------------------------------------------------------------------------------------------


def typst_text(text):
    return "".join(f"#emph[{typst_plain(t)}];" if on else typst_plain(t) for t, on in italics(text))


def typst_plain(text):
    return re.sub(r"([\\#$*_`<>@=\[\]~/\"'\-+])", r"\\\1", text)


def typst_source(name, blocks, notes, columns):
    chinese = sum(len(HAN.findall(t)) for _, t in blocks) * 4 > sum(len(t) for _, t in blocks)
    title = next((t for k, t in blocks if k.startswith("h")), name)[:24]
    out = [
        f'#set page(paper: "a4", columns: {columns}, margin: 2.2cm, header: context[#set text(8pt); '
        f"{typst_text(title)} #h(1fr) #counter(page).display()], footer: context align(center)[#set text(8pt); — #counter(page).display() —])",
        f'#set text(font: ("Libertinus Serif", "Noto Serif CJK SC"), size: 10pt, lang: "{"zh" if chinese else "en"}", hyphenate: true)',
        f"#set par(justify: true, first-line-indent: (amount: {2 if chinese else 1.2}em, all: true))",
        '#set footnote(numbering: "①")' if chinese else "",
        "#show heading: set par(first-line-indent: 0pt)",
        # Notes are counted by chapters, as books do.
        "#show heading.where(level: 1): it => { counter(footnote).update(0); it }",
    ]
    for kind, text in blocks:
        body = "".join(typst_text(p) if isinstance(p, str) else f"#footnote[{typst_text(p[1])}]" for p in pieces(text, notes))
        if kind.startswith("h"):
            out.append(f"#heading(level: {min(int(kind[1]), 4)})[{body}]")
        elif kind == "entry":
            out.append(f"#par(first-line-indent: 0pt, hanging-indent: 2em)[#set text(9pt); {body}]")
        else:
            out.append(f"#par[{body}]")
    return "\n\n".join(out)


def write_pdf(path, name, blocks, notes, columns):
    import typst

    path.write_bytes(typst.compile(typst_source(name, blocks, notes, columns).encode("utf-8")))


# --- DOCX ----------------------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text):
    style = {True: "<w:rPr><w:i/></w:rPr>", False: ""}
    return "".join(f'<w:r>{style[on]}<w:t xml:space="preserve">{html.escape(t, quote=False)}</w:t></w:r>' for t, on in italics(text))


def write_docx(path, blocks, notes):
    numbers, body = {}, []
    for kind, text in blocks:
        style = f'<w:pPr><w:pStyle w:val="Heading{kind[1]}"/></w:pPr>' if kind.startswith("h") else ""
        runs = []
        for piece in pieces(text, notes):
            if isinstance(piece, str):
                runs.append(run(piece) if piece else "")
            else:
                number = numbers.setdefault(piece[0], len(numbers) + 1)
                runs.append(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>')
        body.append(f"<w:p>{style}{''.join(runs)}</w:p>")
    feet = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + notes[k])}</w:p></w:footnote>' for k, n in numbers.items())
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="Heading{i}"><w:name w:val="heading {i}"/></w:style>' for i in range(1, 7))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(f'<Override PartName="/word/{p}.xml" ContentType="{kind}.{t}+xml"/>' for p, t in [("document", "document.main"), ("styles", "styles"), ("footnotes", "footnotes")])
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = lambda pairs: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
        f'<Relationship Id="r{i}" Type="{rel}/{t}" Target="{p}"/>' for i, (t, p) in enumerate(pairs)) + "</Relationships>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                   f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>')
        z.writestr("_rels/.rels", rels([("officeDocument", "word/document.xml")]))
        z.writestr("word/_rels/document.xml.rels", rels([("styles", "styles.xml"), ("footnotes", "footnotes.xml")]))
        z.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        z.writestr("word/footnotes.xml", f"<w:footnotes {W}>{feet}</w:footnotes>")
        z.writestr("word/document.xml", f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>")


# --- EPUB ----------------------------------------------------------------------------------------------------------


def inline(text):
    return "".join(f"<i>{html.escape(t, quote=False)}</i>" if on else html.escape(t, quote=False) for t, on in italics(text))


def write_epub(path, name, blocks, notes):
    numbers, body = {}, []
    for kind, text in blocks:
        inside = []
        for piece in pieces(text, notes):
            if isinstance(piece, str):
                inside.append(inline(piece))
            else:
                n = numbers.setdefault(piece[0], len(numbers) + 1)
                inside.append(f'<a epub:type="noteref" href="a.xhtml#n{n}"><sup>{n}</sup></a>')
        tag = kind if kind.startswith("h") else "p"
        body.append(f"<{tag}>{''.join(inside)}</{tag}>")
    body += [f'<aside epub:type="footnote" id="n{n}"><p>{inline(notes[k])}</p></aside>' for k, n in numbers.items()]
    # Two chapters, so that the order of the spine counts.
    half = len(body) // 2
    page = lambda inside: ('<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
                           f"<head><title>{html.escape(name)}</title></head><body>{inside}</body></html>")
    nav = '<nav epub:type="toc"><ol><li><a href="b.xhtml">1</a></li></ol></nav>'
    files = {"a.xhtml": page("\n".join(body[half:])), "b.xhtml": page("\n".join(body[:half])), "nav.xhtml": page(nav)}
    items = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>' + "".join(
        f'<item id="{f[0]}" href="{f}" media-type="application/xhtml+xml"/>' for f in ["a.xhtml", "b.xhtml"])
    opf = ('<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
           f'<dc:identifier id="id">{html.escape(name)}</dc:identifier><dc:title>{html.escape(name)}</dc:title><dc:language>zh</dc:language></metadata>'
           f'<manifest>{items}</manifest><spine><itemref idref="b"/><itemref idref="a"/></spine></package>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        z.writestr("META-INF/container.xml", '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                   '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
        z.writestr("OEBPS/content.opf", opf)
        for file, text in files.items():
            z.writestr(f"OEBPS/{file}", text)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    for kind in ["pdf1", "pdf2", "docx", "epub"]:
        (out / kind).mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".txt", ".md"):
            continue
        blocks, notes = read(path)
        write_docx(out / "docx" / f"{path.stem}.docx", blocks, notes)
        write_epub(out / "epub" / f"{path.stem}.epub", path.stem, blocks, notes)
        write_pdf(out / "pdf1" / f"{path.stem}.pdf", path.stem, blocks, notes, 1)
        write_pdf(out / "pdf2" / f"{path.stem}.pdf", path.stem, blocks, notes, 2)
        print(path.name, len(blocks), "blocks", len(notes), "notes")


main()
