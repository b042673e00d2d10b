"""Two bibliographies and a search engine's list of the same conferences and journals."""
from .damage import Damage

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


class Computing(Damage):
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
