"""What every world has: a seeded maker of records, slips, scanning errors, forms of names and pages."""
import random, re, unicodedata

SCANS = [("rn", "m"), ("m", "rn"), ("l", "1"), ("1", "l"), ("O", "0"), ("0", "O"), ("cl", "d"), ("e", "c"), ("h", "b"), ("fi", "f"), ("ti", "d"), ("ii", "u"), ("I", "l"), ("5", "S"), ("g", "q"), ("vv", "w")]
KEYS = {c: n for c, n in zip("qwertyuiopasdfghjklzxcvbnm", ["wa", "qe", "wr", "et", "ry", "tu", "yi", "uo", "ip", "ol", "sq", "ad", "sf", "dg", "fh", "gj", "hk", "jl", "ko", "xs", "zc", "xv", "cb", "vn", "bm", "nj"])}
SMALL = set("a an the of in on for and to with by from at as is or via using".split())


class Damage:
    def __init__(self, args, works):
        self.r, self.args, self.works = random.Random(f"{args.world}{args.seed}"), args, works
        self.supply, self.out, self.groups = list(works), [], []

    def fresh(self):
        """A work that was not taken before: a set ends where there is none left."""
        return self.supply.pop() if self.supply else None

    def chance(self, p):
        return self.r.random() < p


    def slip(self, text):
        """One slip of a typist: a letter lost, doubled, swapped, or the next key."""
        places = [i for i, c in enumerate(text[:-1]) if c.isalpha() and c.isascii() and i]
        if not places:
            return text
        i, kind = self.r.choice(places), self.r.randrange(4)
        c = text[i].lower()
        return text[:i] + ["", c * 2, text[i + 1] + c, self.r.choice(KEYS[c])][kind] + text[i + (2 if kind == 2 else 1):]

    def scan(self, text, rate):
        """Scanning errors, so many a possible place; hyphens of line ends, lost or added spaces at a third of it."""
        out, i = [], 0
        while i < len(text):
            for a, b in SCANS:
                if text.startswith(a, i) and self.chance(rate):
                    out.append(b)
                    i += len(a)
                    break
            else:
                c = text[i]
                space = self.chance(rate / 3)
                out.append("" if c == " " and space else c + self.r.choice(["- ", " "]) if c.isalpha() and c.isascii() and self.chance(rate / 8) else c)
                i += 1
        return "".join(out)

    def lose_word(self, text):
        words = text.split(" ")
        if len(words) > 4:
            del words[self.r.randrange(1, len(words))]
        return " ".join(words)

    def case(self, title, kind):
        if kind == "upper":
            return title.upper()
        if kind == "title":
            return " ".join(w if w.lower() in SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(title.split(" ")))
        if kind == "lower":
            return title.lower()
        return title[:1] + " ".join(w.lower() if w[1:].islower() else w for w in title.split(" "))[1:]

    def sequel(self, title):
        """The title of another work by the same people."""
        words = title.split(" ")
        at = max(range(len(words)), key=lambda i: len(words[i]))
        other = max(self.r.choice(self.works)["title"].split(" "), key=len)
        swapped = " ".join(other.lower() if i == at else w for i, w in enumerate(words))
        return self.r.choice([title + " II", title + ", Part 2", title + " revisited", "More on " + title.lower(), swapped, "Extending " + title, f"{title}: experimental results", swapped])


    def person(self, family, given, style):
        marks = [p[0] for p in re.split(r"[\s.\-]+", given) if p]
        dotted = {"full": given, "first": given.split(" ")[0], "dots": " ".join(m + "." for m in marks), "tight": "".join(m + "." for m in marks), "run": "".join(marks), "one": marks[0] + "." if marks else ""}[style]
        return family, dotted

    def parts(self, people, style):
        return [dict(zip(("family", "given"), self.person(f, g, style))) for f, g in people]

    def plain(self, text):
        return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))

    def line(self, people, style, order, last):
        """All authors in one text, as reference lists print them."""
        flat = [self.person(f, g, style) for f, g in people]
        if order == "inverted":
            names = [f"{f}, {g}".strip(", ") for f, g in flat]
        elif order == "first inverted":
            names = [f"{flat[0][0]}, {flat[0][1]}".strip(", ")] + [f"{g} {f}".strip() for f, g in flat[1:]]
        elif order == "bare":
            names = [f"{f} {g}".strip() for f, g in flat]
        else:
            names = [f"{g} {f}".strip() for f, g in flat]
        if len(names) < 2:
            return "".join(names)
        return ", ".join(names[:-1]) + last + names[-1]

    def put(self, item, group):
        if not item.get("author") or item["author"] == [{"literal": ""}]:
            item.pop("author", None)
        item["id"] = f"v{len(self.out):06d}"
        self.out.append({k: v for k, v in item.items() if v not in ("", None, [])})
        group.append(item["id"])

    def dated(self, year):
        return {"date-parts": [[year]]}

    def pages(self, w):
        first, last = w["first"], w["last"]
        same = 0
        while len(first) == len(last) and same < len(first) - 1 and first[same] == last[same]:
            same += 1
        return self.r.choice([f"{first}-{last}", f"{first}-{last}", f"{first}--{last}", f"{first}-{last[same:]}", f"pp. {first}-{last}"])
