"""Exports of medical databases."""
import re

from .damage import SMALL, Damage


class Medicine(Damage):
    def medicine(self):
        r, n = self.r, 0
        while n < self.args.n and (w := self.fresh()):
            first = w.get("first") or str(r.randint(1, 2000))
            w = w | {"first": first, "last": w.get("last") or str(int(first) + r.randint(2, 14)) if first.isdigit() else first, "volume": w.get("volume") or str(r.randint(3, 90)), "issue": w.get("issue") or str(r.randint(1, 12)), "year": w["year"], "doi": w.get("doi") or f"10.{r.randint(1001, 1199)}/x.{r.randint(10**6, 10**7)}"}
            family = [w]
            other = lambda **k: family.append(w | {"doi": "", "first": str(r.randint(1, 2000)), "last": "", "issue": str(r.randint(1, 12))} | k)
            x = r.random()
            if x < 0.05:
                place = {"volume": str(r.randint(3, 90)), "year": w["year"] - r.choice([1, 1, 2]), "venue": r.choice(self.works)["venue"]}
                other(**place, issue="Suppl 1", first="S" + str(r.randint(1, 900)))
                if self.chance(0.4):
                    other(**place | {"venue": r.choice(self.works)["venue"], "volume": str(r.randint(3, 90)), "year": w["year"] - 1})
            elif x < 0.08:
                other(title=w["title"] + r.choice([": study protocol", ": protocol for a randomised trial", ": rationale and design"]), year=w["year"] - 2, volume=str(r.randint(3, 90)))
            elif x < 0.11:
                other(title=r.choice(["Re: ", "Comment on: ", "Reply to: ", "Response to: "]) + w["title"], authors=r.choice(self.works)["authors"][:2])
            elif x < 0.13:
                other(title=r.choice(["Erratum: ", "Corrigendum to ", "Correction to: "]) + w["title"])
            elif x < 0.15:
                other(venue="https://clinicaltrials.gov/show/NCT" + str(r.randint(10**7, 10**8)), year=w["year"] - 3, volume="", issue="", first="", authors=[])
            elif x < 0.17:
                for k in (2, 5):
                    other(venue="Cochrane Database of Systematic Reviews", year=w["year"] + k, volume="", issue=str(r.randint(1, 12)), first="CD00" + str(1000 + k), authors=w["authors"])
            elif x < 0.20:
                other(title=self.sequel(w["title"]), year=w["year"] + r.randint(0, 2), volume=str(int(re.sub(r"\D", "", w["volume"])[:4] or 7) + 1))
            for one in family:
                group, bases = [], r.sample(["pubmed", "embase", "scopus", "wos", "cinahl", "cochrane"], r.choice([1, 1, 1, 1, 2, 2, 3, 4]))
                for base in bases + ([r.choice(bases)] if self.chance(0.05) else []):
                    self.put(self.exported(one, base), group)
                n += len(group)
                self.groups.append(group)

    def abbreviated(self, venue):
        keep = [w for w in re.split(r"[\s,:]+", venue) if w.lower() not in SMALL]
        return venue if len(keep) < 2 else " ".join(w if len(w) < 6 else w[:self.r.choice([3, 4, 5])] + "." for w in keep)

    def exported(self, w, base):
        r, title, people = self.r, w["title"], w["authors"]
        venue, page, style = w["venue"], "", "run"
        if base == "pubmed":
            style, venue = r.choice(["full", "run"]), self.abbreviated(venue) if self.chance(0.5) else venue
            title = f"[{title}]" if w.get("foreign") else title + ("." if self.chance(0.5) else "")
        elif base == "embase":
            style = "dots"
            title = title + r.choice(["", "", " [abstract]", ". [Chinese]" if w.get("foreign") else ""])
        elif base == "scopus":
            style = "tight"
            people = people if self.chance(0.85) else people[:3]
        elif base == "wos":
            title, venue = r.choice([title, self.case(title, "upper"), self.case(title, "title")]), venue.upper()
        elif base == "cinahl":
            style, title = "full", r.choice([self.case(title, "title"), title + " (includes abstract)", self.case(title, "upper")])
        elif base == "cochrane":
            title = title + (" (Provisional abstract)" if self.chance(0.15) else "")
            style = "run"
        if self.chance(0.02):
            title = self.slip(title)
        if self.chance(0.02) and ": " in title:
            title = title.split(": ")[0]
        if w["first"] and not self.chance(0.08):
            page = self.pages(w).removeprefix("pp. ") if w["last"] else w["first"]
            page = page.split("-")[0] if self.chance(0.1) else page
        year = w["year"] + (r.choice([-1, 1]) if self.chance(0.05) else 0)
        item = {"type": "article-journal", "title": title, "author": self.parts(people, style), "container-title": venue, "issued": self.dated(year), "page": page}
        if self.chance(0.1):
            item["author"] = [{"literal": "".join(f"{f} {' '.join(m[0] + '.' for m in g.split())}" for f, g in people)}]
        if not self.chance(0.07):
            item["volume"] = w["volume"]
        if w["issue"] and not self.chance(0.15):
            item["issue"] = w["issue"] + (f" (Suppl {r.randint(1, 4)})" if self.chance(0.03) else "")
        if w["doi"] and not self.chance(0.4):
            item["DOI"] = w["doi"] if self.chance(0.7) else "https://doi.org/" + w["doi"]
        if base == "cochrane" and self.chance(0.3):
            item.pop("author")
        return item
