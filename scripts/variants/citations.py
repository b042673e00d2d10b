"""Reference lists read by a machine: many citations of each of few works by few people."""
from .computing import Computing

SCHOOLS = ["Carnegie Mellon University", "University of California, Santa Cruz", "Stanford University", "University of Wisconsin", "MIT", "Brown University"]


class Citations(Computing):
    def citations(self):
        """Few people, many works each, each cited often."""
        r, made = self.r, 0
        teams = [w["authors"] for w in r.sample(self.works, min(len(self.works), 25))]
        while made < self.args.n and (base := self.fresh()):
            if self.chance(0.6):
                team = r.choice(teams)
                base = base | {"authors": (team[:r.randint(1, 3)] + base["authors"][:r.randint(0, 1)])[:4]}
            w = self.publish(base, self.chance(0.6)) | {"school": r.choice(SCHOOLS), "number": f"{r.choice(['CMU-CS', 'UCSC-CRL', 'TR', 'CS'])}-{r.randint(85, 99)}-{r.randint(1, 220)}"}
            family = [w]
            if self.chance(0.18):
                family.append(w | self.publish(w, not w["conference"]) | {"year": w["year"] + r.randint(1, 3)})
            if self.chance(0.10):
                family.append(w | {"names": ("Technical Report " + w["number"] + ", " + w["school"],) * 2 + (["Tech. Rep. " + w["number"], "Technical report, " + w["school"], f"{w['school']}, Computer Science Department, Technical Report {w['number']}"],), "first": "", "last": "", "volume": "", "year": w["year"] - 1})
            if self.chance(0.15):
                year = w["year"] + r.randint(0, 2)
                family.append(w | {"title": self.sequel(w["title"]), "year": year, "volume": w["volume"] and str(year - 1970), "first": str(int(w["first"]) + 30), "last": str(int(w["first"]) + 41)})
            for one in family:
                group = []
                for _ in range(r.choice([1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12, 15, 25, 40])):
                    self.put(self.cited(one), group)
                made += len(group)
                self.groups.append(group)

    def cited(self, w):
        r, people, title = self.r, w["authors"], w["title"]
        dirty = self.chance(0.35)
        style, order = r.choice(["full", "dots", "dots", "tight", "run", "first"]), r.choice(["straight", "straight", "inverted", "first inverted", "bare"])
        if len(people) > 3 and self.chance(0.1):
            people = people[:1]
            text = self.line(people, style, order, "") + " et al."
        else:
            if len(people) > 1 and self.chance(0.03):
                people = r.sample(people, len(people) - (1 if self.chance(0.5) else 0))
            text = self.line(people, style, order, r.choice([" and ", ", and ", " & ", ", & ", ", "]))
        if self.chance(0.04) and ":" in title:
            title = title.split(":")[0]
        if self.chance(0.06):
            title = self.lose_word(title)
        if self.chance(0.15):
            title = self.slip(title)
            text = self.slip(text) if self.chance(0.5) else text
        title = self.case(title, r.choice(["title", "sentence", "sentence", "same", "lower"]))
        venue = "" if self.chance(0.08) else self.venue(w, r.choice([0, 1, 2, 2, 2]))
        if venue and self.chance(0.4):
            venue = "In " + venue.removeprefix("In ") if w["conference"] else venue
        year = w["year"] + (r.choice([-1, 1, 1, 2, 10]) if self.chance(0.05) else 0)
        page = self.pages(w) if w["first"] and self.chance(0.6) else ""
        if page and self.chance(0.04):
            page = self.pages(w | {"first": str(int(w["first"]) + r.choice([-1, 1, 10, 100])), "last": w["last"]})
        item = {"type": "article-journal" if not w["conference"] or self.chance(0.3) else "paper-conference", "title": title, "container-title": venue, "page": page}
        # Text that a reader puts in the wrong field, 7 in 100.
        x = r.random()
        if x < 0.02:
            item["title"] = text + " " + title
            text = ""
        elif x < 0.04:
            item["title"] = f"{title}, {venue}" if venue else title
            item["container-title"] = ""
        elif x < 0.055:
            item["title"] = title + f" ({w['year']})"
        elif x < 0.07 and ":" in title:
            item["title"], item["container-title"] = title.split(":")[0], (title.split(":")[1] + ". " + venue).strip()
        if w["volume"] and self.chance(0.6):
            item["volume"] = w["volume"] + (f"({w['issue']})" if self.chance(0.2) else "")
        if dirty:
            for k in ("title", "container-title"):
                item[k] = self.scan(item.get(k, ""), 0.012)
            text = self.scan(text, 0.012)
        if self.chance(0.5):
            item["title"] += r.choice([".", ",", ".", '."'])
            item["container-title"] = item["container-title"] + "," if item["container-title"] else ""
        kind = r.random()
        if text and not self.chance(0.02):
            item["author"] = self.parts(people, style) if kind < 0.4 and not dirty else [{"literal": text.rstrip(",") + ("." if self.chance(0.3) else "")}] if kind < 0.85 else [dict(zip(("family", "given"), (text.split(",", 1) + [""])[:2]))]
        return item | ({"issued": self.dated(year)} if self.chance(0.93) else {})
