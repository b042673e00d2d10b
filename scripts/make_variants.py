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
import argparse, csv, json, pathlib, random, re, unicodedata

# Names under which the same series or journal stands: in one bibliography, at its publisher, in reference lists.
CONFERENCES = [
    ("SIGMOD Conference", "International Conference on Management of Data", ["Proc. ACM SIGMOD", "ACM SIGMOD Int. Conf. on Management of Data", "SIGMOD", "In Proceedings of the ACM SIGMOD International Conference on Management of Data"]),
    ("VLDB", "Very Large Data Bases", ["Proc. VLDB", "Proceedings of the {o} International Conference on Very Large Data Bases", "Proc. {o} VLDB Conf.", "In VLDB"]),
    ("ICDE", "International Conference on Data Engineering", ["Proc. IEEE Int. Conf. on Data Engineering", "Data Engineering, {y}. Proceedings. {o} International Conference on", "ICDE '{s}"]),
    ("KDD", "Conference on Knowledge Discovery in Data", ["Proceedings of the {o} ACM SIGKDD International Conference on Knowledge Discovery and Data Mining", "Proc. KDD"]),
    ("PODS", "Symposium on Principles of Database Systems", ["Proc. {o} ACM Symp. on Principles of Database Systems", "ACM PODS"]),
    ("NIPS", "Advances in Neural Information Processing Systems", ["Advances in Neural Information Processing Systems {k}", "In Neural Information Processing Systems", "NIPS-{s}"]),
    ("ICML", "International Conference on Machine Learning", ["Machine Learning: Proceedings of the {o} International Conference", "Proc. {o} Int. Conf. on Machine Learning", "In Proceedings of the {o} International Workshop on Machine Learning"]),
    ("COLT", "Annual Workshop on Computational Learning Theory", ["Proc. {o} Annu. Conf. on Comput. Learning Theory", "In Proceedings of the {o} Annual ACM Conference on Computational Learning Theory"]),
    ("STOC", "Annual ACM Symposium on Theory of Computing", ["Proc. {o} ACM Symp. on Theory of Computing", "In Proceedings of the {o} Annual ACM Symposium on the Theory of Computing"]),
    ("INFOCOM", "IEEE International Conference on Computer Communications", ["Proc. IEEE INFOCOM", "INFOCOM {y}"]),
    ("CHI", "Conference on Human Factors in Computing Systems", ["Proc. CHI '{s}", "CHI {y} Conference on Human Factors in Computing Systems"]),
    ("AAAI", "National Conference on Artificial Intelligence", ["Proceedings of the {o} National Conference on Artificial Intelligence", "AAAI-{s}", "Proc. AAAI"]),
]
JOURNALS = [
    ("SIGMOD Record", "ACM SIGMOD Record", ["SIGMOD Rec.", "ACM SIGMOD Record, {k}"]),
    ("VLDB J.", "The VLDB Journal — The International Journal on Very Large Data Bases", ["The VLDB Journal", "VLDB Journal {k}"]),
    ("ACM Trans. Database Syst.", "ACM Transactions on Database Systems (TODS)", ["TODS", "ACM TODS", "ACM Transactions on Database Systems"]),
    ("IEEE Trans. Knowl. Data Eng.", "IEEE Transactions on Knowledge and Data Engineering", ["IEEE TKDE", "TKDE", "IEEE Trans. on Knowledge and Data Eng."]),
    ("Machine Learning", "Machine Learning", ["Mach. Learn.", "Machine Learning, {k}", "Machine Learning Journal"]),
    ("Neural Computation", "Neural Computation", ["Neural Comp.", "Neural Computation, {k}"]),
    ("J. ACM", "Journal of the ACM (JACM)", ["JACM", "Journal of the Association for Computing Machinery", "J. Assoc. Comput. Mach."]),
    ("Commun. ACM", "Communications of the ACM", ["CACM", "Comm. of the ACM"]),
    ("Artif. Intell.", "Artificial Intelligence", ["AI Journal", "Artificial Intelligence, {k}"]),
    ("Inf. Syst.", "Information Systems", ["Information Systems, {k}"]),
]
COLUMNS = ["Editor's Notes", "Chair's Message", "Guest Editorial", "Guest Editors' Introduction", "Reminiscences on Influential Papers", "Book Review Column", "Treasurer's Message", "Editorial", "Introduction to the Special Section", "Research in Databases at the University", "Letter from the Editor-in-Chief", "Distinguished Database Profiles", "Preface"]
SCHOOLS = ["Carnegie Mellon University", "University of California, Santa Cruz", "Stanford University", "University of Wisconsin", "MIT", "Brown University"]
SCANS = [("rn", "m"), ("m", "rn"), ("l", "1"), ("1", "l"), ("O", "0"), ("0", "O"), ("cl", "d"), ("e", "c"), ("h", "b"), ("fi", "f"), ("ti", "d"), ("ii", "u"), ("I", "l"), ("5", "S"), ("g", "q"), ("vv", "w")]
KEYS = {c: n for c, n in zip("qwertyuiopasdfghjklzxcvbnm", ["wa", "qe", "wr", "et", "ry", "tu", "yi", "uo", "ip", "ol", "sq", "ad", "sf", "dg", "fh", "gj", "hk", "jl", "ko", "xs", "zc", "xv", "cb", "vn", "bm", "nj"])}
LIKE = "己已 未末 土士 日曰 人入 干千 大太 天夫 侯候 沙砂 漠摸 栽裁 徽微 析折 洲州 陕峡 治冶 清情 侧测 密蜜 融隔 戊戌 哀衰 侍待 拔拨 暖瞹 河何 流硫 城域 环坏 农衣 林材 草早 壤壞 模摸 型形 评坪 估佔 征怔 量重 变娈 化北 间问 分芬 布市 态志 理埋 历厉 史吏 问间 题颢 论沦 与写 研妍 究宄 性姓 村材 乡多 经径 济挤".split()
LOOKS = {pair[i]: pair[1 - i] for pair in LIKE for i in (0, 1)}
TRADITIONAL = str.maketrans("气候变转国与间学报计开类发经济业产环对义张刘陈马苏欧阳书关农务图馆电脑网络传统历东亚区县乡镇层态价数据库论题结构术评测温带动力质长江黄汉语词诗红楼梦战争资劳应华实现预测机制响应过门师医药龙飞", "氣候變轉國與間學報計開類發經濟業產環對義張劉陳馬蘇歐陽書關農務圖館電腦網絡傳統歷東亞區縣鄉鎮層態價數據庫論題結構術評測溫帶動力質長江黃漢語詞詩紅樓夢戰爭資勞應華實現預測機制響應過門師醫藥龍飛")
SMALL = set("a an the of in on for and to with by from at as is or via using".split())


class Maker:
    def __init__(self, args, works):
        self.r, self.args, self.works = random.Random(f"{args.world}{args.seed}"), args, works
        self.supply, self.out, self.groups = list(works), [], []

    def fresh(self):
        """A work that was not taken before: a set ends where there is none left."""
        return self.supply.pop() if self.supply else None

    def chance(self, p):
        return self.r.random() < p

    # Damage ---------------------------------------------------------------------------------------------------------

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

    # Forms of names and places --------------------------------------------------------------------------------------

    def person(self, family, given, style):
        marks = [p[0] for p in re.split(r"[\s.\-]+", given) if p]
        dotted = {"full": given, "first": given.split(" ")[0], "dots": " ".join(m + "." for m in marks), "tight": "".join(m + "." for m in marks), "run": "".join(marks), "one": marks[0] + "." if marks else ""}[style]
        return family, dotted

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

    # Computing ------------------------------------------------------------------------------------------------------

    def publish(self, w, conference):
        r = self.r
        year, first = r.randint(1988, 2009), r.randint(1, 900)
        names = r.choice(CONFERENCES if conference else JOURNALS)
        return w | {"names": names, "conference": conference, "year": year, "first": str(first), "last": str(first + r.randint(1, 24)), "volume": "" if conference else str(year - 1970), "issue": "" if conference else str(r.randint(1, 4))}

    def venue(self, w, which):
        o = lambda n: f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
        name = w["names"][which] if which < 2 else self.r.choice(w["names"][2])
        return name.format(o=o(w["year"] - 1975), y=w["year"], s=str(w["year"])[2:], k=w["year"] - 1987)

    def computing(self):
        r, n = self.r, 0
        self.shape = r.choice(["parts", "parts", "literals", "one text"])
        kinds = {"parts": self.parts, "literals": lambda p, s: [{"literal": f"{g} {f}".strip()} for f, g in (self.person(*x, s) for x in p)], "one text": lambda p, s: [{"literal": self.line(p, s, "straight", ", ")}]}
        self.authors = kinds[self.shape]
        self.paged = r.random() < 0.4
        works = []
        while n < self.args.n:
            w = self.fresh()
            if not w:
                break
            w = self.publish(w, self.chance(0.6))
            works.append(w)
            n += 2
            x = r.random()
            if x < 0.05:
                works.append(self.publish(w, not w["conference"]) | {"year": w["year"] + r.choice([0, 1, 1, 2, 3]), "title": w["title"] if self.chance(0.7) else w["title"].split(":")[0] + r.choice(["", ": a full account"])})
            elif x < 0.10:
                works.append(self.publish(w, True) | {"names": w["names"], "year": w["year"] + r.randint(0, 2), "title": self.sequel(w["title"])})
            elif x < 0.12:
                works.append(self.publish(w, True) | {"title": w["title"].split(":")[0] + r.choice([" (demonstration)", ": a demo", " (extended abstract)", " (invited talk)"]), "first": "570", "last": "573", "year": w["year"] + r.choice([-1, 1])})
            elif x < 0.13:
                title, who = r.choice(COLUMNS), r.choice(self.works)["authors"][:r.choice([1, 1, 2])]
                for k in range(r.randint(2, 6)):
                    works.append(self.publish(w, False) | {"title": title, "authors": who if self.chance(0.8) else r.choice(self.works)["authors"][:1], "names": JOURNALS[0], "year": 1995 + k})
        for w in works:
            group = []
            if self.chance(0.95):
                self.put(self.listed(w, 0), group)
            if self.chance(0.95):
                self.put(self.listed(w, 1), group)
            for _ in range(r.choice([0] * 12 + [1, 1, 2, 4]) if len(w["title"]) > 30 else 0):
                self.put(self.found(w), group)
            self.groups.append(group)

    def parts(self, people, style):
        return [dict(zip(("family", "given"), self.person(f, g, style))) for f, g in people]

    def listed(self, w, which):
        """A record of a kept bibliography (0) or of the publisher (1): few errors."""
        r, title, people = self.r, w["title"], w["authors"]
        style = "full" if which == 0 or self.chance(0.8) else r.choice(["first", "dots"])
        if which and self.chance(0.04) and ":" in title:
            title = title.split(":")[0]
        if self.chance(0.04):
            title = self.slip(title)
        if which and self.chance(0.03):
            title = r.choice(["{} (abstract)", "{} (panel)", "{}.", "“{}”", "{} - a survey"]).format(title) if self.chance(0.5) else title.replace("-", " ")
        if which and self.chance(0.03):
            people = [(self.plain(f), self.plain(g)) for f, g in people]
        if which and self.chance(0.03):
            people = people[1:] if len(people) > 2 and self.chance(0.5) else [] if self.chance(0.5) else people[::-1]
        year = w["year"] + (r.choice([-1, 1]) if which and self.chance(0.02) else 0)
        item = {"type": "article-journal", "title": self.case(title, "title" if which == 0 else r.choice(["sentence", "title", "same"])), "author": self.authors(people, style), "container-title": self.venue(w, which), "issued": self.dated(year)}
        if self.paged and self.chance(0.8):
            item["page"] = self.pages(w)
        return item

    def found(self, w):
        """A record as a search engine gathers it: initials, cut titles and lists, often no year."""
        r, title, people = self.r, w["title"], w["authors"]
        x = r.random()
        if x < 0.08:
            title = " ".join(title.split(" ")[:max(4, len(title.split(" ")) * 2 // 3)]) + " …"
        elif x < 0.2:
            title = self.slip(title)
        elif x < 0.25 and ":" in title:
            title = title.split(":")[0]
        elif x < 0.28:
            title = f"{people[0][0]}, " + title
        if self.chance(0.1) and len(people) > 2:
            people = people[:2]
        if self.chance(0.03):
            people = []
        year = w["year"] + (r.choice([-1, 1, 2]) if self.chance(0.06) else 0)
        item = {"type": "article-journal", "title": self.case(title, r.choice(["sentence", "title", "lower"])), "author": self.authors(people, "run"), "container-title": self.venue(w, 2) if self.chance(0.75) else ""}
        return item | ({"issued": self.dated(year)} if self.chance(0.6) else {})

    # Citations ------------------------------------------------------------------------------------------------------

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

    # Medicine -------------------------------------------------------------------------------------------------------

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

    # Chinese --------------------------------------------------------------------------------------------------------

    def chinese(self):
        r, n = self.r, 0
        while n < self.args.n and (w := self.fresh()):
            first = w.get("first") or str(r.randint(1, 200))
            w = w | {"first": first, "last": w.get("last") or str(int(re.sub(r"\D", "", first) or 1) + r.randint(2, 12)), "volume": w.get("volume", ""), "issue": w.get("issue") or str(r.randint(1, 12)), "kind": "article-journal"}
            family, x = [w], r.random()
            other = lambda **k: family.append(w | {"first": str(r.randint(1, 200)), "last": "", "issue": str(r.randint(1, 12))} | k)
            if x < 0.05:
                other(kind="thesis", venue="", school=r.choice(["武汉大学", "北京大学", "兰州大学", "南京师范大学"]), volume="", issue="", first="", authors=w["authors"][:1], year=w["year"] - r.randint(0, 1))
            elif x < 0.10:
                w["title"] += "（上）"
                other(title=w["title"].replace("（上）", r.choice(["（下）", "（二）", "（续）"])), issue=str(int(re.sub(r"\D", "", w["issue"]) or 1) + 1))
            elif x < 0.13:
                title = r.choice(["编者按", "卷首语", "主持人语", "简讯", "本刊启事", "新书推介"])
                for k in range(3):
                    other(title=title, authors=[], year=w["year"] + r.randint(0, 1), issue=str(k + 1))
            elif x < 0.16:
                for k in range(3):
                    other(title=re.sub("研究$", "", w["title"][:12]) + f"{w['year'] + k}年度报告", year=w["year"] + k)
            elif x < 0.18:
                for k in range(2):
                    family.append(w | {"kind": "article-newspaper", "title": w["title"][:10], "venue": r.choice(["人民日报", "光明日报", "中国青年报"]), "day": [r.randint(1, 12), r.randint(1, 28)], "first": str(r.randint(1, 16)), "last": "", "volume": "", "issue": "", "authors": []})
            elif x < 0.22:
                k = r.randint(1, 3)
                other(title=r.choice(["再论{}", "{}再研究", "{}的新进展", "关于{}的几个问题"]).format(w["title"]), year=w["year"] + k, volume=str(int(w["volume"]) + k) if w["volume"].isdigit() else "")
            elif x < 0.25:
                other(title=r.choice(["与{a}商榷", "《{t}》一文更正", "评《{t}》"]).format(a=w["authors"][0][0] + "先生", t=w["title"]), authors=r.choice(self.works)["authors"][:1], year=w["year"])
            for one in family:
                group = []
                for _ in range(r.choice([1, 1, 1, 2, 2, 3, 4, 6])):
                    self.put(self.han(one), group)
                n += len(group)
                self.groups.append(group)

    def han(self, w):
        r, title, people, venue = self.r, w["title"], w["authors"], w["venue"]
        scanned = self.chance(0.2)
        places = [i for i, c in enumerate(title) if c in LOOKS]
        if scanned and places:
            i = r.choice(places)
            title = title[:i] + LOOKS[title[i]] + title[i + 1:]
        if len(title) > 4 and self.chance(0.03):
            i = r.randrange(1, len(title))
            title = title[:i] + title[i + 1:]
        if scanned and len(title) > 4 and self.chance(0.3):
            i = r.randrange(1, len(title))
            title = title[:i] + " " + title[i:]
        if self.chance(0.06):
            title, venue = title.translate(TRADITIONAL), venue.translate(TRADITIONAL)
            people = [(f.translate(TRADITIONAL), g.translate(TRADITIONAL)) for f, g in people]
        if self.chance(0.2):
            title = title.translate(str.maketrans("：，（）—", ":,()-"))
        if self.chance(0.06):
            title = re.split("[：:——]", title)[0] if len(re.split("[：:——]", title)[0]) > 5 else title
        if self.chance(0.1):
            title = r.choice(["{}[J]", "《{}》", "“{}”", "{}。", "{} "]).format(title)
        more = len(people) > 3 and self.chance(0.35)
        people = people[:3] if more else people
        if self.chance(0.03):
            people = []
        kind = r.random()
        names = [{"literal": f + g} for f, g in people] if kind < 0.6 else [{"family": f, "given": g} for f, g in people] if kind < 0.85 else [{"literal": r.choice([", ", "，", "、", " ", ";"]).join(f + g for f, g in people) + ("，等" if more else "")}] if people else []
        if more and kind < 0.85:
            names.append({"literal": "等"})
        if self.chance(0.08):
            venue = venue.replace("（", "(").replace("）", ")") if "（" in venue else re.sub("学报$", "学报（自然科学版）", venue) if venue.endswith("大学学报") else venue
        if self.chance(0.05):
            venue = re.sub(r"[（(].*", "", venue)
        year = w["year"] + (r.choice([-1, 1]) if self.chance(0.03) else 0)
        date = {"date-parts": [[year, *w["day"]]]} if "day" in w else self.dated(year)
        item = {"type": w["kind"], "title": title, "author": names, "container-title": "" if self.chance(0.05) else venue, "publisher": w.get("school", ""), "issued": date if not self.chance(0.03) else None}
        if w["volume"] and not self.chance(0.2):
            item["volume"] = w["volume"]
        if w["issue"] and not self.chance(0.15):
            item["issue"] = r.choice(["{}", "{}", "0{}", "第{}期"]).format(w["issue"])
        if w["first"] and not self.chance(0.25):
            page = f"{w['first']}-{w['last']}" if w["last"] else w["first"]
            item["page"] = r.choice([page, page, page.replace("-", "～"), page.replace("-", "–"), page.split("-")[0], page.replace("0", "O") if scanned else page])
        return item


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
    p.add_argument("--world", choices=["computing", "citations", "medicine", "chinese"], default="computing")
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
    maker = Maker(args, works)
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
