#!/usr/bin/env python3
"""Makes a set of records with known duplicates: for speed at any size, and for damage of a stated kind.

    scripts/make_records.py FOLDER -n 53000 [--field medicine|computing|citations|chinese|mixed] [--copies 0.25]
                            [--damage light|heavy|none] [--format csl|ris|bibtex] [--seed 1]

FOLDER gets records.json (or .ris, .bib) and gold_pairs.csv (id_1,id_2: every pair that is one work, faces included). All is
drawn from the word lists below by a seeded generator, so that a set is the same in every run. `--copies` is the share of the
records that repeat a work. What a copy suffers is what lists suffer: initials, abbreviated journals, lost fields, shortened
pages, capitals, notes of databases, slips of the pen (heavy: more of them, swapped names, lists cut after the first author).
Beside the works stand their hard neighbours: second parts, errata, the same team's next paper, editorials, conference papers
that became articles. They are never in the gold.
"""
import argparse, csv, json, pathlib, random

SURNAMES = """Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson White
Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner
Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly
Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray James Hughes Price Myers Long Foster Sanders Ross Müller Schmidt
Schneider Fischer Weber Meyer Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann
Braun Krüger Hofmann Hartmann Lange Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti
García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Álvarez Muñoz
Romero Silva Santos Oliveira Souza Pereira Lima Carvalho Ferreira Ribeiro Almeida Costa Dubois Durand Leroy Moreau Simon Laurent
Lefebvre Michel Bertrand Roux Vincent Fournier Girard Bonnet Jansen Visser Smit Meijer Bakker Mulder Dekker Johansson Andersson
Karlsson Nilsson Eriksson Larsson Olsson Hansen Olsen Pedersen Kristensen Sørensen Nowak Kowalski Novák Horváth Tóth Ivanov
Petrov Kuznetsov Tanaka Suzuki Takahashi Watanabe Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Kim Lee Park Choi Singh
Kumar Sharma Gupta Patel Khan Ahmed Hassan Ali Nguyen Tran Pham Yılmaz Demir Kaya O'Connor O'Brien MacDonald McCarthy""".split()
PARTICLES = ["van der Berg", "de Vries", "van Dijk", "von Hagen", "de la Cruz", "Di Stefano", "Garcia-Lopez", "Smith-Jones"]
GIVEN = """James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Charles
Sarah Christopher Karen Daniel Nancy Matthew Lisa Anthony Betty Mark Margaret Donald Sandra Steven Ashley Paul Kimberly Andrew Emily
Joshua Donna Kenneth Michelle Kevin Carol Brian Amanda George Melissa Edward Deborah Ronald Stephanie Hans Ursula Jürgen Renate Pierre
Françoise Jean-Paul Anne-Marie Giovanni Paola Carlos Lucía José Mercè Pedro Inês Lars Ingrid Björn Åsa Hiroshi Yuki Takeshi Akiko Min-Jun
Seo-Yeon Rajesh Priya Ahmed Fatima Ivan Olga Piotr Zofia""".split()
HAN_SURNAMES = dict(zip("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤", """wang li zhang
liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang xu han feng deng cao peng zeng xiao tian dong
yuan pan yu jiang cai yu du ye cheng su wei lü ding ren shen yao lu jiang cui zhong tan lu wang fan jin shi liao jia xia wei fu fang bai zou
meng xiong qin qiu jiang yin xue yan duan lei hou long shi tao li he gu mao hao gong shao wan qian yan qin wu dai mo kong xiang tang""".split()))
HAN_SURNAMES |= {"欧阳": "ouyang", "司马": "sima", "诸葛": "zhuge", "上官": "shangguan"}
HAN_GIVEN = dict(zip("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文志海燕玲云飞宇浩博晨雪梅兰婷慧颖佳欣怡涵睿思源晓东春辉鹏亮红林", """wei fang
na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui ying hua jian guo wen zhi hai yan ling yun fei yu hao
bo chen xue mei lan ting hui ying jia xin yi han rui si yuan xiao dong chun hui peng liang hong lin""".split()))

FIELDS = {"Cardiology": "Cardiol", "Neurology": "Neurol", "Surgery": "Surg", "Medicine": "Med", "Oncology": "Oncol", "Pediatrics": "Pediatr", "Psychiatry": "Psychiatry", "Immunology": "Immunol", "Endocrinology": "Endocrinol", "Nephrology": "Nephrol", "Radiology": "Radiol", "Pharmacology": "Pharmacol", "Physiology": "Physiol", "Pathology": "Pathol", "Epidemiology": "Epidemiol", "Public Health": "Public Health", "Rehabilitation": "Rehabil", "Nutrition": "Nutr", "Anesthesiology": "Anesthesiol", "Dermatology": "Dermatol", "Gastroenterology": "Gastroenterol", "Hepatology": "Hepatol", "Virology": "Virol", "Infectious Diseases": "Infect Dis", "Emergency Medicine": "Emerg Med", "Stroke": "Stroke", "Hypertension": "Hypertens", "Sleep": "Sleep", "Pain": "Pain", "Aging": "Aging"}
FRAMES = [("Journal of {}", "J {}"), ("American Journal of {}", "Am J {}"), ("European Journal of {}", "Eur J {}"), ("British Journal of {}", "Br J {}"), ("International Journal of {}", "Int J {}"), ("Annals of {}", "Ann {}"), ("Archives of {}", "Arch {}"), ("Current Opinion in {}", "Curr Opin {}"), ("Advances in {}", "Adv {}"), ("{} Research", "{} Res"), ("Clinical {}", "Clin {}"), ("Experimental {}", "Exp {}"), ("Scandinavian Journal of {}", "Scand J {}"), ("Asian Journal of {}", "Asian J {}"), ("BMC {}", "BMC {}"), ("Frontiers in {}", "Front {}")]
JOURNALS = [(a.format(f), b.format(s)) for f, s in FIELDS.items() for a, b in FRAMES]
VENUES = [("International Conference on Very Large Data Bases", "VLDB"), ("ACM SIGMOD International Conference on Management of Data", "SIGMOD Conference"), ("International Conference on Machine Learning", "ICML"), ("National Conference on Artificial Intelligence", "AAAI"), ("Neural Information Processing Systems", "NIPS"), ("IEEE International Conference on Data Engineering", "ICDE"), ("Conference on Computational Learning Theory", "COLT"), ("International Joint Conference on Artificial Intelligence", "IJCAI"), ("ACM Symposium on Theory of Computing", "STOC"), ("Knowledge Discovery and Data Mining", "KDD"), ("International Conference on Computer Vision", "ICCV"), ("Uncertainty in Artificial Intelligence", "UAI")]
CS_JOURNALS = [("ACM Transactions on Database Systems", "ACM Trans. Database Syst."), ("The VLDB Journal", "VLDB J."), ("Machine Learning", "Mach. Learn."), ("Artificial Intelligence", "Artif. Intell."), ("Journal of Artificial Intelligence Research", "J. Artif. Intell. Res."), ("IEEE Transactions on Knowledge and Data Engineering", "IEEE Trans. Knowl. Data Eng."), ("Neural Computation", "Neural Comput."), ("Communications of the ACM", "Commun. ACM"), ("SIGMOD Record", "SIGMOD Rec."), ("Information Systems", "Inf. Syst."), ("Data and Knowledge Engineering", "Data Knowl. Eng.")]
HAN_JOURNALS = [("地理学报", "Acta Geographica Sinica"), ("生态学报", "Acta Ecologica Sinica"), ("心理学报", "Acta Psychologica Sinica"), ("自然资源学报", "Journal of Natural Resources"), ("地理研究", "Geographical Research"), ("冰川冻土", "Journal of Glaciology and Geocryology"), ("中国沙漠", "Journal of Desert Research"), ("经济研究", "Economic Research Journal"), ("中国农业科学", "Scientia Agricultura Sinica"), ("计算机学报", "Chinese Journal of Computers"), ("软件学报", "Journal of Software"), ("水利学报", "Journal of Hydraulic Engineering"), ("岩石学报", "Acta Petrologica Sinica"), ("应用生态学报", "Chinese Journal of Applied Ecology"), ("管理世界", ""), ("历史研究", ""), ("教育研究", ""), ("图书情报工作", ""), ("社会学研究", ""), ("中华医学杂志", "")]

AIMS = ["Effect of {a} on {b} in {p}", "{a} and {b} in {p}", "Association between {a} and {b} in {p}", "{a} for the treatment of {b}", "Prevalence and predictors of {b} among {p}", "Role of {a} in the pathogenesis of {b}", "{a} improves {b} in {p}", "Comparison of {a} and {a2} in {p} with {b}", "Risk factors for {b} after {a}", "{b}: clinical features and outcome of {a}", "Long-term follow-up of {p} treated with {a} for {b}", "{a} versus {a2} for {b}"]
TAILS = ["", "", "", "", ": a randomized controlled trial", ": a systematic review and meta-analysis", ": a prospective cohort study", ": results of a multicenter study", ": a case-control study", ": a pilot study"]
PEOPLE = ["elderly patients", "children", "pregnant women", "adolescents", "healthy volunteers", "hospitalized patients", "postmenopausal women", "rats", "mice", "young adults", "nursing home residents", "type 2 diabetic patients", "veterans", "preterm infants", "athletes", "kidney transplant recipients", "smokers", "stroke survivors"]
PRE = "cardio neuro nephro hepato gastro pulmo osteo myo immuno angio cyto histo lipo glyco thrombo haemo dermo endo peri trans".split()
MID = "vascul mitr ren arter thyr plasm genet metabol inflamm sclero card fibr necr tox troph stat dynam therm phag".split()
POST = "opathy osis itis emia ectomy ography oplasty ation ility ergy uria ism osity".split()
DRUG = ["ator", "pra", "losa", "meto", "ami", "cilo", "ena", "rami", "sita", "vilda", "dapa", "empa", "rivaro", "api", "dabi", "cefu", "levo", "moxi", "doxy", "azi"]
DEND = ["vastatin", "zole", "rtan", "prolol", "dipine", "pril", "gliptin", "gliflozin", "xaban", "mycin", "floxacin", "cycline", "tinib", "zumab", "ximab"]
PLAIN = """blood pressure|insulin resistance|cognitive decline|bone density|quality of life|oxidative stress|renal function|sleep quality|heart failure|myocardial infarction|atrial fibrillation|breast cancer|lung cancer|prostate cancer|hip fracture|chronic pain|major depression|multiple sclerosis|Parkinson's disease|Alzheimer's disease|chronic obstructive pulmonary disease|rheumatoid arthritis|hepatitis C|acute pancreatitis|gestational diabetes|iron deficiency|body mass index|cerebral blood flow|ventricular function|immune response|gene expression|wound healing|exercise training|vitamin D supplementation|low-dose aspirin|cognitive behavioural therapy|early mobilization|mechanical ventilation|laparoscopic surgery|magnetic resonance imaging|music therapy|acupuncture|intermittent fasting|bariatric surgery|telemedicine|hormone replacement therapy|blood transfusion|physical activity""".split("|")
CS_A = """query optimization|view maintenance|data integration|schema matching|association rules|nearest neighbor search|transaction processing|concurrency control|data warehouses|XML documents|information extraction|decision trees|reinforcement learning|neural networks|hidden Markov models|support vector machines|genetic algorithms|belief networks|inductive logic programming|boosting|feature selection|text classification|clustering|time series|spatial databases|object-oriented databases|active rules|temporal queries|sensor networks|stream processing|index structures|duplicate detection|constraint satisfaction|planning under uncertainty|case-based reasoning|knowledge discovery|parallel joins|approximate answers|data mining|web caching""".split("|")
CS_F = ["Efficient {a} for {b}", "On the complexity of {a} in {b}", "{a}: a new approach to {b}", "Learning {a} from {b}", "Scalable {a} over {b}", "An empirical study of {a} and {b}", "{N}: a system for {a} with {b}", "Improving {a} by {b}", "Optimizing {a} in the presence of {b}", "A framework for {a} using {b}", "Towards {a} with {b}", "The {N} approach to {a} and {b}", "Incremental {a} for {b}", "A unified view of {a} and {b}", "{a} meets {b}"]
HAN_A = "土地利用|植被覆盖|水资源承载力|城市化进程|农业生产效率|气候变化|土壤有机碳|冰川退缩|人口老龄化|产业结构|区域经济差异|公共服务设施|生态系统服务|旅游流|交通可达性|住房价格|科技创新|乡村振兴|劳动力转移|教育公平|数字普惠金融|碳排放|粮食安全|文化遗产|社会资本|高校图书馆|深度学习|知识图谱|遥感影像|中小企业融资|地方政府债务|古代文学批评|汉语方言|近代报刊|民族关系|沙漠化|河流泥沙|地下水位|降水时空变化|森林生物量".split("|")
EN_A = "land use|vegetation cover|water resources carrying capacity|urbanization|agricultural efficiency|climate change|soil organic carbon|glacier retreat|population aging|industrial structure|regional economic disparity|public service facilities|ecosystem services|tourism flows|traffic accessibility|housing prices|technological innovation|rural revitalization|labor migration|educational equity|digital inclusive finance|carbon emissions|food security|cultural heritage|social capital|university libraries|deep learning|knowledge graphs|remote sensing images|financing of small enterprises|local government debt|ancient literary criticism|Chinese dialects|modern newspapers|ethnic relations|desertification|river sediment|groundwater level|spatial and temporal variation of precipitation|forest biomass".split("|")
HAN_P = "黄土高原|长江流域|京津冀|青藏高原|新疆|内蒙古|东北地区|珠江三角洲|西南山区|塔里木河|太湖|黄河三角洲|浙江省|陕西省|云南|甘肃河西走廊|北京市|上海市|四川盆地|祁连山|鄱阳湖|华北平原|三江源|松嫩平原|海南岛|武汉都市圈|山东半岛|贵州喀斯特地区|关中|江汉平原".split("|")
EN_P = "the Loess Plateau|the Yangtze River basin|Beijing-Tianjin-Hebei|the Tibetan Plateau|Xinjiang|Inner Mongolia|Northeast China|the Pearl River Delta|the mountains of Southwest China|the Tarim River|Taihu Lake|the Yellow River Delta|Zhejiang Province|Shaanxi Province|Yunnan|the Hexi Corridor|Beijing|Shanghai|the Sichuan Basin|the Qilian Mountains|Poyang Lake|the North China Plain|the Three-River Source|the Songnen Plain|Hainan Island|the Wuhan metropolitan area|the Shandong Peninsula|the karst region of Guizhou|Guanzhong|the Jianghan Plain".split("|")
HAN_F = [("{p}{a}对{b}的影响研究", "Influence of {a} on {b} in {p}"), ("{p}{a}与{b}的耦合关系分析", "Coupling relationship between {a} and {b} in {p}"), ("基于{b}的{p}{a}评价", "Evaluation of {a} in {p} based on {b}"), ("{p}{a}时空格局及其驱动因素", "Spatio-temporal pattern and driving factors of {a} in {p}"), ("{a}视角下的{p}{b}问题探讨", "Discussion on {b} of {p} from the perspective of {a}"), ("近{n}年来{p}{a}变化特征", "Characteristics of {a} in {p} during the last {n} years"), ("论{a}与{b}——以{p}为例", "On {a} and {b}: a case study of {p}"), ("{p}{a}研究进展", "Research progress of {a} in {p}")]
HAN_COMPOUND = "综合 动态 协同 多维 绿色 区域 高质量 精细 复合 季节 年际 潜在 关键 结构 梯度 弹性".split()
EN_COMPOUND = "comprehensive dynamic coordinated multidimensional green regional high-quality fine-grained compound seasonal interannual potential key structural gradient resilient".split()
NEAR = {c: n for c, n in zip("qwertyuiopasdfghjklzxcvbnm", "wqrewtyuoisadfghkjlxzvcbmn")}


class Maker:
    def __init__(self, args):
        self.r = random.Random(args.seed)
        self.args, self.out, self.gold = args, [], []
        self.heavy = args.damage == "heavy"

    # Works ----------------------------------------------------------------------------------------------------------

    def latin_person(self):
        r = self.r
        if r.random() < 0.18:
            return self.han_person()[1]
        family = r.choice(PARTICLES) if r.random() < 0.03 else r.choice(SURNAMES)
        given = r.choice(GIVEN)
        if r.random() < 0.5:
            given += " " + r.choice("ABCDEFGHJKLMNPRSTW") + "."
        return family, given

    def han_person(self):
        r = self.r
        s = r.choice(list(HAN_SURNAMES))
        given = [r.choice(list(HAN_GIVEN)) for _ in range(1 if r.random() < 0.25 else 2)]
        return (s, "".join(given)), (HAN_SURNAMES[s].capitalize(), "".join(HAN_GIVEN[g] for g in given).capitalize())

    def term(self):
        r = self.r
        x = r.random()
        if x < 0.35:
            return r.choice(PLAIN)
        if x < 0.6:
            return r.choice(DRUG) + r.choice(["", "", "li", "to", "ra", "ne"]) + r.choice(DEND)
        if x < 0.9:
            return r.choice(["", "", "acute ", "chronic ", "familial ", "idiopathic ", "severe "]) + r.choice(PRE) + r.choice(MID) + r.choice(POST)
        return f"{r.choice('ABCDEGHIKLMNPRST')}{r.choice('ABCDEGHIKLMNPRST')}{r.choice('ABCDEGHIKLMNPRST')}-{r.randint(1, 60)} polymorphism"

    def place(self, year, first_year=1970):
        r = self.r
        first = r.randint(1, 2400)
        return {"volume": str(max(1, year - first_year + r.randint(1, 40))), "issue": str(r.randint(1, 12)), "page": f"{first}-{first + r.randint(1, 18)}"}

    def doi(self):
        return f"10.{self.r.randint(1000, 1199)}/{self.r.choice('abcdefgh')}.{self.r.randint(10**6, 10**8)}"

    def medicine(self):
        r = self.r
        title = r.choice(AIMS).format(a=self.term(), a2=self.term(), b=self.term(), p=r.choice(PEOPLE)) + r.choice(TAILS)
        journal = r.choice(JOURNALS)
        year = r.randint(1985, 2024)
        w = {"kind": "article-journal", "title": title[0].upper() + title[1:], "authors": [self.latin_person() for _ in range(r.choice([1, 2, 3, 3, 4, 4, 5, 6, 7, 9]))], "venue": journal, "year": year, **self.place(year)}
        if r.random() < 0.6:
            w["doi"] = self.doi()
        return [w]

    def computing(self):
        r = self.r
        name = "".join(r.choice("BCDFGLMNPRSTVX") + r.choice("aeiou") for _ in range(3)).capitalize()
        title = r.choice(CS_F).format(a=r.choice(CS_A), b=r.choice(CS_A), N=name)
        if r.random() < 0.6:
            title += " " + r.choice(["in", "for", "with", "under"]) + " " + r.choice(["large", "distributed", "heterogeneous", "noisy", "mobile", "relational", "semistructured", "dynamic", "sparse", "high-dimensional"]) + " " + r.choice(["databases", "environments", "data sets", "domains", "systems", "networks", "images", "logs"])
        conference = r.random() < 0.6
        venue = r.choice(VENUES if conference else CS_JOURNALS)
        year = r.randint(1988, 2012)
        w = {"kind": "paper-conference" if conference else "article-journal", "title": title[0].upper() + title[1:], "authors": [self.latin_person() for _ in range(r.choice([1, 2, 2, 3, 3, 4]))], "venue": venue, "year": year, **self.place(year)}
        if conference:
            w["volume"] = w["issue"] = ""
        return [w]

    def chinese(self):
        r = self.r
        i, j, p = r.randrange(len(HAN_A)), r.randrange(len(HAN_A)), r.randrange(len(HAN_P))
        han, english = r.choice(HAN_F)
        x, y, n = r.randrange(len(HAN_COMPOUND)), r.randrange(len(HAN_COMPOUND)), r.randint(10, 60)
        journal = r.choice(HAN_JOURNALS)
        year = r.randint(1985, 2024)
        people = [self.han_person() for _ in range(r.choice([1, 1, 2, 2, 3, 3, 4, 5]))]
        w = {"kind": "article-journal", "lang": "zh", "title": han.format(a=HAN_COMPOUND[x] + HAN_A[i], b=HAN_COMPOUND[y] + HAN_A[j], p=HAN_P[p], n=n), "authors": [a for a, _ in people], "venue": (journal[0], ""), "year": year, **self.place(year)}
        e = {**w, "lang": "en", "title": english.format(a=EN_COMPOUND[x] + " " + EN_A[i], b=EN_COMPOUND[y] + " " + EN_A[j], p=EN_P[p], n=n), "authors": [b for _, b in people], "venue": (journal[1] or "Journal of " + EN_A[i].title(), "")}
        return [w, e] if r.random() < 0.4 else [w]

    def work(self):
        field = self.args.field
        if field == "mixed":
            field = self.r.choices(["medicine", "computing", "chinese"], [5, 2, 3])[0]
        return {"medicine": self.medicine, "computing": self.computing, "citations": self.computing, "chinese": self.chinese}[field]()

    def neighbour(self, w):
        """Another work that looks like this one."""
        r, n = self.r, dict(w)
        place = self.place(w["year"])
        zh = w.get("lang") == "zh"
        kind = r.randrange(6)
        n.pop("doi", None)
        if kind == 0:
            n |= place | {"title": w["title"] + ("（下）" if zh else ". Part II")}
        elif kind == 1:
            n |= {"title": f"《{w['title']}》一文更正" if zh else "Erratum: " + w["title"], "page": place["page"], "issue": place["issue"]}
        elif kind == 2:
            other = self.work()[0] if not zh else self.chinese()[0]
            n |= {"title": other["title"], "page": place["page"]}
        elif kind == 3:
            n |= place | {"title": "编者按" if zh else "Editorial", "authors": w["authors"][:1]}
        elif kind == 4 and not zh:
            n |= {"kind": "paper-conference" if w["kind"] == "article-journal" else "article-journal", "year": w["year"] - 1, "venue": r.choice(VENUES if w["kind"] == "article-journal" else CS_JOURNALS), "volume": "", "issue": "", "page": place["page"]}
        else:
            words = w["title"].split(" ")
            n |= place | {"year": w["year"] + r.randint(1, 3), "title": w["title"].replace("研究", "再研究").replace("分析", "实证分析") + "：新的证据" if zh else " ".join(["Further evidence on", *words[:1], *words[1:]])}
        return n

    # Copies ---------------------------------------------------------------------------------------------------------

    def slip(self, text):
        r = self.r
        at = r.randrange(max(1, len(text) - 1))
        c = text[at].lower()
        if not ("a" <= c <= "z") or at == 0:
            return text
        kind = r.randrange(4)
        if kind == 0:
            return text[:at] + text[at + 1:]
        if kind == 1:
            return text[:at] + text[at + 1] + text[at] + text[at + 2:]
        if kind == 2:
            return text[:at] + NEAR[c] + text[at + 1:]
        return text[:at] + c + text[at:]

    def names(self, w, style):
        r, out = self.r, []
        zh = w.get("lang") == "zh"
        if zh:
            return [{"literal": a + b} if style.get("literal") else {"family": a, "given": b} for a, b in w["authors"]]
        for family, given in w["authors"]:
            marks = [p[0] for p in given.replace("-", " ").split()]
            if style["names"] == "initials":
                given = " ".join(m + "." for m in marks)
            elif style["names"] == "run":
                given = "".join(marks)
            elif style["names"] == "first":
                given = given.split(" ")[0]
            elif style["names"] == "one":
                given = marks[0] + "."
            if style.get("swapped") and len(given) > 2:
                family, given = given, family
            if self.heavy and r.random() < 0.04:
                family = self.slip(family)
            out.append({"family": family.upper() if style.get("upper") else family, "given": given})
        return out

    def copy(self, w, first):
        """One print of a work as CSL-JSON."""
        r = self.r
        damage = self.args.damage != "none" and not (first and r.random() < 0.6)
        heavy = self.heavy and damage
        typed = self.args.field == "citations"
        chance = lambda light, much: damage and r.random() < (much if heavy else light)
        style = {"names": r.choice(["full", "full", "initials", "run", "one"]) if damage else "full", "upper": chance(0.03, 0.05), "swapped": chance(0.0, 0.04), "literal": r.random() < 0.3}
        zh = w.get("lang") == "zh"
        title = w["title"]
        if chance(0.06, 0.4 if typed else 0.25):
            title = self.slip(title)
            if heavy and r.random() < 0.5:
                title = self.slip(title)
        if chance(0.03, 0.05) and ": " in title:
            title = title.split(": ")[0]
        if chance(0.06, 0.06):
            title = title.upper() if r.random() < 0.3 else title.title() if r.random() < 0.6 else title.lower()
        if chance(0.05, 0.05) and not zh:
            title = r.choice(["[{}]", "{}. [Chinese]", "{}.", "{} [abstract]", "{} *"]).format(title)
        if heavy and not zh and r.random() < 0.05 and " " in title:
            at = r.choice([i for i, c in enumerate(title) if c == " "])
            title = title[:at] + title[at + 1:]
        venue = w["venue"][1] if damage and w["venue"][1] and r.random() < 0.5 else w["venue"][0]
        if chance(0.05, 0.2 if typed else 0.08):
            venue = ""
        elif w["kind"] == "paper-conference" and r.random() < 0.4 and damage:
            venue = r.choice(["Proceedings of the {}", "Proc. {}", f"{r.randint(5, 30)}th {{}}", "{} " + str(w["year"])]).format(venue)
        names = self.names(w, style)
        if chance(0.02, 0.06) and len(names) > 2:
            names = names[:1] + [{"literal": "等" if zh else "et al."}]
        if chance(0.01, 0.03):
            names = []
        pages = w["page"]
        first_page, _, last = pages.partition("-")
        if damage and r.random() < 0.3 and last:
            same = next((k for k in range(len(last)) if len(first_page) != len(last) or first_page[k] != last[k]), 0)
            pages = f"{first_page}-{last[same:]}"
        if chance(0.05, 0.1):
            pages = first_page
        if chance(0.06, 0.3 if typed else 0.15):
            pages = ""
        item = {"id": f"r{len(self.out):07d}", "type": w["kind"], "title": title, "author": names}
        if venue:
            item["container-title"] = venue
        year = w["year"] + (r.choice([-1, 1]) if chance(0.01, 0.05) else 0)
        if not chance(0.01, 0.05):
            item["issued"] = {"date-parts": [[year]]}
        for name in ("volume", "issue"):
            if w[name] and not chance(0.06 if name == "volume" else 0.2, 0.2 if name == "volume" else 0.4):
                item[name] = w[name]
        if pages:
            item["page"] = pages
        if w.get("doi") and not chance(0.3, 0.5):
            item["DOI"] = w["doi"]
        if zh or w.get("lang"):
            item["language"] = "zh-CN" if zh else "en"
        return item

    def add(self, faces):
        r, ids = self.r, []
        share = self.args.copies
        count = 1 if r.random() > share / (1.0 - 0.4 * share) else r.choice([2, 2, 2, 2, 3, 3, 4, 6] if self.args.field != "citations" else [3, 5, 8, 12])
        for w in faces:
            for _ in range(count):
                item = self.copy(w, first=len(ids) == 0)
                ids.append(item["id"])
                self.out.append(item)
        self.gold += [(a, b) for i, a in enumerate(ids) for b in ids[i + 1:]]

    def run(self):
        while len(self.out) < self.args.n:
            faces = self.work()
            self.add(faces)
            if self.r.random() < 0.06:
                self.add([self.neighbour(faces[0])])
        order = list(range(len(self.out)))
        self.r.shuffle(order)
        self.out = [self.out[i] for i in order]


def ris(item):
    kinds = {"article-journal": "JOUR", "paper-conference": "CPAPER"}
    pages = item.get("page", "").split("-")
    rows = [("TY", kinds[item["type"]]), ("ID", item["id"]), ("TI", item["title"])]
    rows += [("AU", a.get("literal") or f"{a['family']}, {a['given']}".strip(", ")) for a in item["author"]]
    rows += [("JO", item.get("container-title", "")), ("PY", str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""), ("VL", item.get("volume", "")), ("IS", item.get("issue", "")), ("SP", pages[0]), ("EP", pages[1] if len(pages) > 1 else ""), ("DO", item.get("DOI", "")), ("LA", item.get("language", ""))]
    return "".join(f"{t}  - {v}\n" for t, v in rows if v) + "ER  - \n\n"


def bibtex(item):
    name = lambda a: "{" + a["literal"] + "}" if "literal" in a else f"{a['family']}, {a['given']}".strip(", ")
    kind, holder = ("article", "journal") if item["type"] == "article-journal" else ("inproceedings", "booktitle")
    fields = [("title", item["title"]), ("author", " and ".join(map(name, item["author"]))), (holder, item.get("container-title", "")), ("year", str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""), ("volume", item.get("volume", "")), ("number", item.get("issue", "")), ("pages", item.get("page", "").replace("-", "--")), ("doi", item.get("DOI", ""))]
    return f"@{kind}{{{item['id']},\n" + "".join(f"  {k} = {{{v}}},\n" for k, v in fields if v) + "}\n\n"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=pathlib.Path)
    p.add_argument("-n", type=int, default=10000)
    p.add_argument("--field", choices=["medicine", "computing", "citations", "chinese", "mixed"], default="mixed")
    p.add_argument("--copies", type=float, default=0.25)
    p.add_argument("--damage", choices=["none", "light", "heavy"], default="light")
    p.add_argument("--format", choices=["csl", "ris", "bibtex"], default="csl")
    p.add_argument("--seed", type=int, default=1)
    args = p.parse_args()
    maker = Maker(args)
    maker.run()
    args.folder.mkdir(parents=True, exist_ok=True)
    if args.format == "csl":
        (args.folder / "records.json").write_text("[\n" + ",\n".join(json.dumps(i, ensure_ascii=False) for i in maker.out) + "\n]\n")
    else:
        name, write = ("records.ris", ris) if args.format == "ris" else ("records.bib", bibtex)
        (args.folder / name).write_text("".join(map(write, maker.out)))
    with open(args.folder / "gold_pairs.csv", "w", newline="") as f:
        rows = csv.writer(f)
        rows.writerow(["id_1", "id_2"])
        rows.writerows(maker.gold)
    print(f"{args.folder}: {len(maker.out)} records, {len(maker.gold)} pairs")


if __name__ == "__main__":
    main()
