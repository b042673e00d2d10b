#!/usr/bin/env python3
"""Writes fixtures/dedup/pairs.tsv: pairs of records that are one work, two works, or related works, with the reason.

Each row is derived from one real reference below by one change that is met in practice: an abbreviation, a slip, a lost
field, another language; or by one that makes another work of it: a second part, a reply, an edition, a namesake.
A record is written `kind | authors | title | container | year | volume | issue | pages | extra`, authors divided by `; `,
extra as `name=value` divided by `, `. The output is the same in every run.
"""
import pathlib

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "dedup" / "pairs.tsv"

# authors, title, subtitle, journal, abbreviation, year, volume, issue, first, last
ENGLISH = [
    ("Watson, James D.; Crick, Francis H. C.", "Molecular structure of nucleic acids", "a structure for deoxyribose nucleic acid", "Nature", "Nature", 1953, 171, 4356, 737, 738),
    ("Shannon, Claude E.", "A mathematical theory of communication", "", "Bell System Technical Journal", "Bell Syst. Tech. J.", 1948, 27, 3, 379, 423),
    ("Turing, Alan M.", "Computing machinery and intelligence", "", "Mind", "Mind", 1950, 59, 236, 433, 460),
    ("Kahneman, Daniel; Tversky, Amos", "Prospect theory", "an analysis of decision under risk", "Econometrica", "Econometrica", 1979, 47, 2, 263, 291),
    ("Granovetter, Mark S.", "The strength of weak ties", "", "American Journal of Sociology", "Am. J. Sociol.", 1973, 78, 6, 1360, 1380),
    ("Hardin, Garrett", "The tragedy of the commons", "", "Science", "Science", 1968, 162, 3859, 1243, 1248),
    ("Akerlof, George A.", "The market for lemons", "quality uncertainty and the market mechanism", "Quarterly Journal of Economics", "Q. J. Econ.", 1970, 84, 3, 488, 500),
    ("Codd, Edgar F.", "A relational model of data for large shared data banks", "", "Communications of the ACM", "Commun. ACM", 1970, 13, 6, 377, 387),
    ("Rivest, Ronald L.; Shamir, Adi; Adleman, Leonard", "A method for obtaining digital signatures and public-key cryptosystems", "", "Communications of the ACM", "Commun. ACM", 1978, 21, 2, 120, 126),
    ("Hochreiter, Sepp; Schmidhuber, Jürgen", "Long short-term memory", "", "Neural Computation", "Neural Comput.", 1997, 9, 8, 1735, 1780),
    ("Cortes, Corinna; Vapnik, Vladimir", "Support-vector networks", "", "Machine Learning", "Mach. Learn.", 1995, 20, 3, 273, 297),
    ("Rumelhart, David E.; Hinton, Geoffrey E.; Williams, Ronald J.", "Learning representations by back-propagating errors", "", "Nature", "Nature", 1986, 323, 6088, 533, 536),
    ("Kaplan, Edward L.; Meier, Paul", "Nonparametric estimation from incomplete observations", "", "Journal of the American Statistical Association", "J. Am. Stat. Assoc.", 1958, 53, 282, 457, 481),
    ("Benjamini, Yoav; Hochberg, Yosef", "Controlling the false discovery rate", "a practical and powerful approach to multiple testing", "Journal of the Royal Statistical Society: Series B", "J. R. Stat. Soc. Ser. B", 1995, 57, 1, 289, 300),
    ("Tibshirani, Robert", "Regression shrinkage and selection via the lasso", "", "Journal of the Royal Statistical Society: Series B", "J. R. Stat. Soc. Ser. B", 1996, 58, 1, 267, 288),
    ("Altschul, Stephen F.; Gish, Warren; Miller, Webb; Myers, Eugene W.; Lipman, David J.", "Basic local alignment search tool", "", "Journal of Molecular Biology", "J. Mol. Biol.", 1990, 215, 3, 403, 410),
    ("Saitou, Naruya; Nei, Masatoshi", "The neighbor-joining method", "a new method for reconstructing phylogenetic trees", "Molecular Biology and Evolution", "Mol. Biol. Evol.", 1987, 4, 4, 406, 425),
    ("Bradford, Marion M.", "A rapid and sensitive method for the quantitation of microgram quantities of protein utilizing the principle of protein-dye binding", "", "Analytical Biochemistry", "Anal. Biochem.", 1976, 72, 1, 248, 254),
    ("Laemmli, Ulrich K.", "Cleavage of structural proteins during the assembly of the head of bacteriophage T4", "", "Nature", "Nature", 1970, 227, 5259, 680, 685),
    ("Bland, J. Martin; Altman, Douglas G.", "Statistical methods for assessing agreement between two methods of clinical measurement", "", "The Lancet", "Lancet", 1986, 327, 8476, 307, 310),
    ("Folstein, Marshal F.; Folstein, Susan E.; McHugh, Paul R.", "Mini-mental state", "a practical method for grading the cognitive state of patients for the clinician", "Journal of Psychiatric Research", "J. Psychiatr. Res.", 1975, 12, 3, 189, 198),
    ("Charlson, Mary E.; Pompei, Peter; Ales, Kathy L.; MacKenzie, C. Ronald", "A new method of classifying prognostic comorbidity in longitudinal studies", "development and validation", "Journal of Chronic Diseases", "J. Chronic Dis.", 1987, 40, 5, 373, 383),
    ("Davis, Fred D.", "Perceived usefulness, perceived ease of use, and user acceptance of information technology", "", "MIS Quarterly", "MIS Q.", 1989, 13, 3, 319, 340),
    ("Cohen, Wesley M.; Levinthal, Daniel A.", "Absorptive capacity", "a new perspective on learning and innovation", "Administrative Science Quarterly", "Adm. Sci. Q.", 1990, 35, 1, 128, 152),
    ("Barney, Jay", "Firm resources and sustained competitive advantage", "", "Journal of Management", "J. Manage.", 1991, 17, 1, 99, 120),
    ("DiMaggio, Paul J.; Powell, Walter W.", "The iron cage revisited", "institutional isomorphism and collective rationality in organizational fields", "American Sociological Review", "Am. Sociol. Rev.", 1983, 48, 2, 147, 160),
    ("Baron, Reuben M.; Kenny, David A.", "The moderator-mediator variable distinction in social psychological research", "conceptual, strategic, and statistical considerations", "Journal of Personality and Social Psychology", "J. Pers. Soc. Psychol.", 1986, 51, 6, 1173, 1182),
    ("Braun, Virginia; Clarke, Victoria", "Using thematic analysis in psychology", "", "Qualitative Research in Psychology", "Qual. Res. Psychol.", 2006, 3, 2, 77, 101),
    ("Higgins, Julian P. T.; Thompson, Simon G.; Deeks, Jonathan J.; Altman, Douglas G.", "Measuring inconsistency in meta-analyses", "", "British Medical Journal", "Br. Med. J.", 2003, 327, 7414, 557, 560),
    ("Egger, Matthias; Davey Smith, George; Schneider, Martin; Minder, Christoph", "Bias in meta-analysis detected by a simple, graphical test", "", "British Medical Journal", "Br. Med. J.", 1997, 315, 7109, 629, 634),
    ("Lowe, David G.", "Distinctive image features from scale-invariant keypoints", "", "International Journal of Computer Vision", "Int. J. Comput. Vis.", 2004, 60, 2, 91, 110),
    ("Kirkpatrick, Scott; Gelatt, C. Daniel; Vecchi, Mario P.", "Optimization by simulated annealing", "", "Science", "Science", 1983, 220, 4598, 671, 680),
    ("Metropolis, Nicholas; Rosenbluth, Arianna W.; Rosenbluth, Marshall N.; Teller, Augusta H.; Teller, Edward", "Equation of state calculations by fast computing machines", "", "Journal of Chemical Physics", "J. Chem. Phys.", 1953, 21, 6, 1087, 1092),
    ("Hodgkin, Alan L.; Huxley, Andrew F.", "A quantitative description of membrane current and its application to conduction and excitation in nerve", "", "Journal of Physiology", "J. Physiol.", 1952, 117, 4, 500, 544),
    ("Barabási, Albert-László; Albert, Réka", "Emergence of scaling in random networks", "", "Science", "Science", 1999, 286, 5439, 509, 512),
    ("Watts, Duncan J.; Strogatz, Steven H.", "Collective dynamics of small-world networks", "", "Nature", "Nature", 1998, 393, 6684, 440, 442),
    ("Novoselov, Kostya S.; Geim, Andre K.; Morozov, Sergei V.; Jiang, Da", "Electric field effect in atomically thin carbon films", "", "Science", "Science", 2004, 306, 5696, 666, 669),
    ("Jinek, Martin; Chylinski, Krzysztof; Fonfara, Ines; Hauer, Michael; Doudna, Jennifer A.; Charpentier, Emmanuelle", "A programmable dual-RNA-guided DNA endonuclease in adaptive bacterial immunity", "", "Science", "Science", 2012, 337, 6096, 816, 821),
    ("Rockström, Johan; Steffen, Will; Noone, Kevin; Persson, Åsa", "A safe operating space for humanity", "", "Nature", "Nature", 2009, 461, 7263, 472, 475),
    ("Costanza, Robert; d'Arge, Ralph; de Groot, Rudolf; Farber, Stephen", "The value of the world's ecosystem services and natural capital", "", "Nature", "Nature", 1997, 387, 6630, 253, 260),
    ("Markowitz, Harry", "Portfolio selection", "", "Journal of Finance", "J. Finance", 1952, 7, 1, 77, 91),
    ("Jensen, Michael C.; Meckling, William H.", "Theory of the firm", "managerial behavior, agency costs and ownership structure", "Journal of Financial Economics", "J. Financ. Econ.", 1976, 3, 4, 305, 360),
]

# authors, title, subtitle, acronym of the conference, its name, how reference lists name it, year, first, last
COMPUTING = [
    ("Agrawal, Rakesh; Srikant, Ramakrishnan", "Fast algorithms for mining association rules in large databases", "", "VLDB", "Very Large Data Bases", "In Proceedings of the 20th International Conference on Very Large Data Bases", 1994, 487, 499),
    ("Zhang, Tian; Ramakrishnan, Raghu; Livny, Miron", "BIRCH", "an efficient data clustering method for very large databases", "SIGMOD Conference", "International Conference on Management of Data", "Proc. ACM SIGMOD Int. Conf. on Management of Data", 1996, 103, 114),
    ("Ester, Martin; Kriegel, Hans-Peter; Sander, Jörg; Xu, Xiaowei", "A density-based algorithm for discovering clusters in large spatial databases with noise", "", "KDD", "Knowledge Discovery and Data Mining", "Proc. 2nd Int. Conf. on Knowledge Discovery and Data Mining", 1996, 226, 231),
    ("Freund, Yoav; Schapire, Robert E.", "Experiments with a new boosting algorithm", "", "ICML", "International Conference on Machine Learning", "Machine Learning: Proceedings of the Thirteenth International Conference", 1996, 148, 156),
    ("Selinger, Patricia G.; Astrahan, Morton M.; Chamberlin, Donald D.; Lorie, Raymond A.; Price, Thomas G.", "Access path selection in a relational database management system", "", "SIGMOD Conference", "International Conference on Management of Data", "Proc. ACM SIGMOD", 1979, 23, 34),
    ("Fahlman, Scott E.; Lebiere, Christian", "The cascade-correlation learning architecture", "", "NIPS", "Advances in Neural Information Processing Systems", "In Advances in Neural Information Processing Systems 2", 1990, 524, 532),
    ("Auer, Peter; Cesa-Bianchi, Nicolò; Freund, Yoav; Schapire, Robert E.", "Gambling in a rigged casino", "the adversarial multi-armed bandit problem", "FOCS", "Symposium on Foundations of Computer Science", "Proc. 36th Annual Symposium on Foundations of Computer Science", 1995, 322, 331),
    ("Viola, Paul A.; Jones, Michael J.", "Rapid object detection using a boosted cascade of simple features", "", "CVPR", "Computer Vision and Pattern Recognition", "Proc. IEEE Conf. on Computer Vision and Pattern Recognition", 2001, 511, 518),
    ("Dean, Jeffrey; Ghemawat, Sanjay", "MapReduce", "simplified data processing on large clusters", "OSDI", "Symposium on Operating Systems Design and Implementation", "Proc. 6th Symp. on Operating Systems Design and Implementation", 2004, 137, 150),
    ("Breslau, Lee; Cao, Pei; Fan, Li; Phillips, Graham; Shenker, Scott", "Web caching and Zipf-like distributions", "evidence and implications", "INFOCOM", "IEEE International Conference on Computer Communications", "Proc. IEEE INFOCOM '99", 1999, 126, 134),
    ("Haussler, David; Littlestone, Nick; Warmuth, Manfred K.", "Predicting 0,1-functions on randomly drawn points", "", "COLT", "Annual Workshop on Computational Learning Theory", "Proc. 1988 Workshop on Computational Learning Theory", 1988, 280, 296),
    ("Chaudhuri, Surajit; Narasayya, Vivek R.", "An efficient cost-driven index selection tool for Microsoft SQL Server", "", "VLDB", "Very Large Data Bases", "Proc. 23rd VLDB Conf.", 1997, 146, 155),
]

# (Chinese authors, title, journal), (pinyin authors, title, journal), year, volume, issue, first, last; 0 = none
CHINESE = [
    (("施雅风; 沈永平; 胡汝骥", "西北气候由暖干向暖湿转型的信号、影响和前景初步探讨", "冰川冻土"), ("Shi Yafeng; Shen Yongping; Hu Ruji", "Preliminary study on signal, impact and foreground of climatic shift from warm-dry to warm-humid in Northwest China", "Journal of Glaciology and Geocryology"), 2002, 24, 3, 219, 226),
    (("刘纪远; 匡文慧; 张增祥", "20世纪80年代末以来中国土地利用变化的基本特征与空间格局", "地理学报"), ("Liu Jiyuan; Kuang Wenhui; Zhang Zengxiang", "Spatiotemporal characteristics, patterns and causes of land use changes in China since the late 1980s", "Acta Geographica Sinica"), 2014, 69, 1, 3, 14),
    (("王劲峰; 徐成东", "地理探测器：原理与展望", "地理学报"), ("Wang Jinfeng; Xu Chengdong", "Geodetector: principle and prospective", "Acta Geographica Sinica"), 2017, 72, 1, 116, 134),
    (("单豪杰", "中国资本存量K的再估算：1952—2006年", "数量经济技术经济研究"), ("Shan Haojie", "Reestimating the capital stock of China: 1952-2006", "The Journal of Quantitative & Technical Economics"), 2008, 25, 10, 17, 31),
    (("温忠麟; 张雷; 侯杰泰; 刘红云", "中介效应检验程序及其应用", "心理学报"), ("Wen Zhonglin; Zhang Lei; Hou Jietai; Liu Hongyun", "Testing and application of the mediating effects", "Acta Psychologica Sinica"), 2004, 36, 5, 614, 620),
    (("谢高地; 甄霖; 鲁春霞; 肖玉; 陈操", "一个基于专家知识的生态系统服务价值化方法", "自然资源学报"), ("Xie Gaodi; Zhen Lin; Lu Chunxia; Xiao Yu; Chen Cao", "Expert knowledge based valuation method of ecosystem services in China", "Journal of Natural Resources"), 2008, 23, 5, 911, 919),
    (("方精云; 刘国华; 徐嵩龄", "我国森林植被的生物量和净生产量", "生态学报"), ("Fang Jingyun; Liu Guohua; Xu Songling", "Biomass and net production of forest vegetation in China", "Acta Ecologica Sinica"), 1996, 16, 5, 497, 508),
    (("张军; 吴桂英; 张吉鹏", "中国省际物质资本存量估算：1952—2000", "经济研究"), ("Zhang Jun; Wu Guiying; Zhang Jipeng", "The estimation of China's provincial capital stock: 1952-2000", "Economic Research Journal"), 2004, 0, 10, 35, 44),
    (("刘彦随", "中国新时代城乡融合与乡村振兴", "地理学报"), ("Liu Yansui", "Research on the urban-rural integration and rural revitalization in the new era in China", "Acta Geographica Sinica"), 2018, 73, 4, 637, 650),
    (("龙花楼; 屠爽爽", "论乡村重构的理论与方法", "地理学报"), ("Long Hualou; Tu Shuangshuang", "Rural restructuring: theory, approach and research prospect", "Acta Geographica Sinica"), 2017, 72, 4, 563, 576),
    (("傅伯杰; 陈利顶; 马克明", "黄土丘陵区小流域土地利用变化对生态环境的影响", "地理学报"), ("Fu Bojie; Chen Liding; Ma Keming", "The effect of land use change on the regional environment in the Yangjuangou catchment in the Loess Plateau of China", "Acta Geographica Sinica"), 1999, 54, 3, 241, 246),
    (("王绍强; 周成虎", "中国陆地土壤有机碳库的估算", "地理研究"), ("Wang Shaoqiang; Zhou Chenghu", "Estimating soil carbon reservoir of terrestrial ecosystem in China", "Geographical Research"), 1999, 18, 4, 349, 356),
    (("欧阳志云; 王效科; 苗鸿", "中国陆地生态系统服务功能及其生态经济价值的初步研究", "生态学报"), ("Ouyang Zhiyun; Wang Xiaoke; Miao Hong", "A primary study on Chinese terrestrial ecosystem services and their ecological-economic values", "Acta Ecologica Sinica"), 1999, 19, 5, 607, 613),
    (("仇保兴", "我国城镇化中后期的若干挑战与机遇", "城市规划"), ("Qiu Baoxing", "Challenges and opportunities in the middle and late stage of urbanization in China", "City Planning Review"), 2010, 34, 1, 15, 23),
    (("于潇; 刘义; 柴跃廷; 孙宏波", "互联网药品可信交易环境中主体资质审核备案模式", "清华大学学报（自然科学版）"), ("Yu Xiao; Liu Yi; Chai Yueting; Sun Hongbo", "Qualification review and filing model in a trusted environment for trading medicines on the Internet", "Journal of Tsinghua University (Science and Technology)"), 2012, 52, 11, 1518, 1523),
    (("罗晖; 吕晓阳", "公民科学素质监测评估的方法与指标", "科普研究"), ("Luo Hui; Lü Xiaoyang", "Methods and indicators for monitoring civic scientific literacy", "Studies on Science Popularization"), 2014, 9, 2, 21, 28),
]

TRADITIONAL = str.maketrans("气候转型响国与间学报计开类发经济业产环变对义张刘陈马苏欧阳书关于产业农业务图馆电脑网络传统历史东亚", "氣候轉型響國與間學報計開類發經濟業產環變對義張劉陳馬蘇歐陽書關於產業農業務圖館電腦網絡傳統歷史東亞")


def row(a, b, verdict, why):
    return "\t".join((a, b, verdict, why))


def rec(kind, authors, title, container, year, volume="", issue="", pages="", extra=""):
    return " | ".join(str(x) if x else "" for x in (kind, authors, title, container, year, volume, issue, pages, extra)).strip()


def initials(authors, dots=True):
    out = []
    for name in authors.split("; "):
        family, _, given = name.partition(", ")
        marks = [w[0] for w in given.replace("-", " ").split()]
        out.append(f"{family}, " + (" ".join(m + "." for m in marks) if dots else "".join(marks)))
    return "; ".join(out)


def bare(authors):
    return "; ".join(f"{n.partition(', ')[0]} " + "".join(w[0] for w in n.partition(", ")[2].replace("-", " ").split()) for n in authors.split("; "))


def turned(authors):
    return "; ".join(f"{n.partition(', ')[2]} {n.partition(', ')[0]}" for n in authors.split("; "))


def slip(title):
    """Two neighbouring letters of the longest word change places."""
    word = max(title.split(), key=len)
    at = len(word) // 2
    return title.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2:], 1)


def joined(title):
    words = title.split()
    at = len(words) // 2
    return " ".join(words[: at - 1] + [words[at - 1] + words[at]] + words[at + 1:])


def shortened(first, last):
    a, b = str(first), str(last)
    if len(a) != len(b):
        return f"{a}-{b}"
    same = next((i for i in range(len(a)) if a[i] != b[i]), len(a) - 1)
    return f"{a}-{b[same:]}"


def english(ref, other, third):
    authors, head, sub, journal, short, year, volume, issue, first, last = ref
    title = f"{head}: {sub}" if sub else head
    j = "article-journal"
    pages = f"{first}-{last}"
    full = rec(j, authors, title, journal, year, volume, issue, pages)
    rows = []
    same = lambda b, why: rows.append(row(full, b, "same", why))
    same(rec(j, initials(authors), title, short, year, volume, "", shortened(first, last)), "initials, abbreviated journal, shortened pages")
    same(rec(j, bare(authors), title.upper(), journal.upper(), year, volume, issue, pages), "capitals")
    same(rec(j, turned(authors), title.title(), journal, year, "", "", ""), "given names in front, no place in print")
    same(rec(j, authors, slip(title), journal, year, volume, "", pages), "two letters changed places")
    same(rec(j, initials(authors), slip(title), short, year, "", "", pages), "slip in the title, abbreviated journal, no volume")
    same(rec(j, authors, joined(title), journal, year, volume, issue, pages), "two words run together")
    same(rec(j, authors, title + ".", journal, year, volume, issue, f"{first}–{last}"), "full stop, en dash")
    same(rec(j, initials(authors.split("; ")[0]) + "; et al.", title, short, year, volume, "", str(first)), "list cut after the first author, first page only")
    same(rec(j, authors, title, "", year, "", "", ""), "only authors, title and year")
    same(rec(j, "", title, journal, year, volume, issue, pages), "no authors")
    same(rec(j, authors, title, journal, "", volume, issue, pages), "no year")
    same(rec(j, authors, f"[{title}]", journal, year, volume, issue, pages), "title in brackets")
    same(rec(j, authors, f"{title}.[Erratum appears in {journal}. {year + 1};{volume + 1}:12]", journal, year, volume, issue, pages), "remark of a database on an erratum")
    same(rec(j, authors, title, journal, year + 1, volume, issue, pages), "year off by one, same place in print")
    if sub:
        same(rec(j, authors, head, journal, year, volume, issue, pages), "without the subtitle")
        same(rec(j, initials(authors), head, short, year, volume, "", shortened(first, last)), "without the subtitle, abbreviated")
    diff = lambda b, why: rows.append(row(full, b, "different", why))
    rel = lambda b, why: rows.append(row(full, b, "related", why))
    p1 = rec(j, authors, f"{title}. Part I", journal, year, volume, issue, pages)
    p2 = rec(j, authors, f"{title}. Part II", journal, year, volume, issue, f"{last + 1}-{last + 12}")
    rows.append(row(p1, p2, "different", "two parts"))
    rows.append(row(rec(j, authors, f"{title} I", journal, year), rec(j, authors, f"{title} II", journal, year), "different", "two parts, no place in print"))
    rel(rec(j, authors, f"Erratum: {title}", journal, year + 1, volume + 1, 1, "12"), "erratum")
    rel(rec(j, authors, f"{title}: correction", journal, year, volume, issue + 1, str(last + 40)), "correction in the same volume")
    diff(rec(j, other[0], f"Comment on \"{title}\"", journal, year + 1, volume + 1, issue, f"{first + 5}-{last + 5}"), "comment by others")
    rel(rec(j, authors, f"{title}: reply", journal, year + 1, volume + 1, issue, f"{first + 7}-{first + 8}"), "reply of the authors")
    rel(rec("thesis", authors.split("; ")[0], title, "", year - 1, "", "", "", "publisher=University of Cambridge, genre=PhD thesis"), "thesis of the same title")
    rel(rec("article", authors, title, "arXiv", year - 1, "", "", "", "eprint=1201.00001"), "preprint")
    rel(rec("paper-conference", authors, title, "Proceedings of the International Congress of Mathematicians", year - 1, "", "", f"{first + 300}-{last + 290}"), "conference paper of the same title")
    diff(rec(j, other[0], title, other[3], year + 9, other[6], other[7], f"{other[8]}-{other[9]}"), "same title, other authors, journal and year")
    diff(rec(j, authors, other[1], journal, year, volume, issue, f"{last + 1}-{last + 9}"), "next article of the same authors in the same issue")
    diff(rec(j, other[0], other[1], journal, year, volume, issue, f"{last}-{last + 6}"), "another article in the same issue")
    diff(rec(j, other[0], f"{head} revisited", third[3], year + 20, third[6], third[7], f"{third[8]}-{third[9]}"), "a later paper that plays on the title")
    rows.append(row(rec(j, authors, f"{title}: study 1", journal, year, volume, issue, pages), rec(j, authors, f"{title}: study 2", journal, year, volume, issue + 1, f"{last + 60}-{last + 70}"), "different", "numbered studies"))
    rows.append(row(rec(j, authors.split("; ")[0], "Editorial", journal, year, volume, issue, str(first)), rec(j, authors.split("; ")[0], "Editorial", journal, year, volume, issue + 1, str(first + 90)), "different", "two editorials"))
    return rows


def one_text(authors, given_first=True):
    """All authors as one text, as reference lists print them."""
    parts = [(n.partition(", ")[0], "".join(w[0] + "." for w in n.partition(", ")[2].replace("-", " ").split())) for n in authors.split("; ")]
    names = [f"{g} {f}" if given_first else f"{f}, {g}" for f, g in parts]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def scanned(text):
    for a, b in (("m", "rn"), ("e", "c")):
        at = text.find(a, 4)
        if at > 0:
            text = text[:at] + b + text[at + 1:]
    return text


def computing(ref, other):
    """Entries of bibliographies that know authors, title, conference and year, and citations of them."""
    authors, head, sub, acronym, name, cited, year, first, last = ref
    title = f"{head}: {sub}" if sub else head
    j, c = "article-journal", "paper-conference"
    full = rec(j, authors, title, acronym, year)
    rows = []
    same = lambda b, why: rows.append(row(full, b, "same", why))
    same(rec(j, turned(authors), title, name, year), "acronym and name of a conference")
    same(rec(c, initials(authors), title, cited, year, "", "", f"{first}-{last}"), "acronym and proceedings")
    same(rec(c, one_text(authors), title + ".", cited, year), "all authors in one text")
    same(rec(c, one_text(authors, False), title.lower(), acronym, year), "all authors in one text, family names in front")
    same(rec(c, "", f"{one_text(authors)}. {title}", name, year), "authors in the title")
    same(rec(c, authors, f"{title}, {cited}", "", year), "proceedings in the title")
    same(rec(c, authors, f"{title} ({year})", name, year), "year in the title")
    same(rec(c, scanned(one_text(authors)), scanned(title), name, year, "", "", f"{first}-{last}"), "badly scanned")
    same(rec(j, bare(authors), " ".join(title.split(" ")[:5]) + " …", name, year), "title cut off")
    same(rec(j, authors, title + " (extended abstract)", name, year), "remark in brackets")
    same(rec(j, authors, title, "", year), "no container")
    if len(title.split(" ")) >= 8:
        words = title.split(" ")
        same(rec(j, initials(authors), " ".join(words[:3] + words[4:]), acronym, year), "a word lost")
    diff = lambda b, why: rows.append(row(full, b, "different", why))
    diff(rec(j, authors, title + " II", name, year + 1), "second part at the next conference")
    diff(rec(j, authors, other[1], acronym, year), "another paper of the same authors at the same conference")
    diff(rec(j, authors, title + " revisited", acronym, year + 3), "revisited")
    diff(rec(j, authors, title, "Journal of the ACM", year + 2, 45, 3, "400-431"), "journal version")
    diff(rec(j, authors, title, "Machine Learning", year + 1, "", "", f"{first + 300}-{last + 320}"), "journal version, pages only")
    diff(rec("report", authors, title, "", year - 1, "", "", "", "publisher=Stanford University, number=CS-89-14"), "report of the same title")
    who = authors.split("; ")[0]
    for column in ("Editor's notes", "Guest editorial", "Preface"):
        rows.append(row(rec(j, who, column, "SIGMOD Record", year, 30, 1, "3"), rec(j, who, column, "ACM SIGMOD Record", year, 30, 2, "3"), "different", "a column in two issues"))
        rows.append(row(rec(j, who, column, "SIGMOD Record", year, 30, 1), rec(j, who, column, "ACM SIGMOD Record", year, 30, 1), "same", "a column in one issue"))
    rows.append(row(rec(j, who, "Reminiscences on influential papers", "SIGMOD Record", year), rec(j, who, "Reminiscences on influential papers", "SIGMOD Record", year + 1), "different", "a column of two years"))
    return rows


def pinyin_forms(names):
    list_ = names.split("; ")
    part = [n.split(" ") for n in list_]
    cap = lambda s: s[:1].upper() + s[1:]
    return {
        "pinyin, family name in capitals": "; ".join(f"{f.upper()} {g}" for f, g in part),
        "pinyin, given name in front": "; ".join(f"{g} {f}" for f, g in part),
        "pinyin, one initial": "; ".join(f"{f} {g[0]}" for f, g in part),
        "pinyin with a comma": "; ".join(f"{f}, {cap(g)}" for f, g in part),
        "pinyin run together": "; ".join(f"{f}{g}" for f, g in part),
        "pinyin, initial in front": "; ".join(f"{g[0]}. {f}" for f, g in part),
    }


def chinese(ref, other):
    (az, tz, jz), (ae, te, je), year, volume, issue, first, last = ref
    j = "article-journal"
    pages = f"{first}-{last}"
    zh = rec(j, az, tz, jz, year, volume, issue, pages)
    en = rec(j, ae, te, je, year, volume, issue, pages)
    rows = [row(zh, en, "same", "Chinese and English face")]
    for why, names in pinyin_forms(ae).items():
        rows.append(row(zh, rec(j, names, te, je, year, volume, issue, pages), "same", why))
    same = lambda b, why: rows.append(row(zh, b, "same", why))
    same(rec(j, ae, te, "", year, volume, issue, pages), "English face without journal")
    same(rec(j, ae, te + " [J]", je, year, volume, issue, f"{first}-"), "English face, first page only")
    same(rec(j, az.translate(TRADITIONAL), tz.translate(TRADITIONAL), jz.translate(TRADITIONAL), year, volume, issue, pages), "Traditional characters")
    same(rec(j, az.split("; ")[0] + "; 等", tz, jz, year, volume, issue, pages), "list cut with 等")
    same(rec(j, az, tz.replace("：", ":").replace("、", ","), jz.replace("（", "(").replace("）", ")"), year, volume, issue, f"{first}～{last}"), "half width, wave dash")
    same(rec(j, az, tz[:5] + " " + tz[5:], jz, year, volume, issue, pages), "space of a line break in the title")
    same(rec(j, az, tz, jz, year, "", issue, ""), "no volume, no pages")
    same(rec(j, az, tz, "", year, "", "", ""), "only authors, title and year")
    same(rec(j, az, tz[:-3] + tz[-2:], jz, year, volume, issue, pages), "a character lost")
    same(rec(j, az, f"{tz}[{te}]", jz, year, volume, issue, pages), "translated title in brackets")
    same(rec(j, az.replace("; ", "，"), tz, jz, year, volume, issue, pages), "all authors in one text")
    same(rec(j, az.replace("; ", "、") + "等", tz + "[J]", jz, year, "", issue, ""), "all authors in one text, mark of the kind")
    same(rec(j, az, f"《{tz}》", jz, year, "", "", ""), "title in book title marks")
    rows.append(row(rec(j, "", "编者按", jz, year, volume, issue or 1, str(first)), rec(j, "", "编者按", jz, year, volume, (issue or 1) + 1, str(first)), "different", "a column in two issues"))
    rows.append(row(rec(j, "", "编者按", jz, year, volume, issue or 1, str(first)), rec(j, "", "编者按", jz, year, volume, issue or 1, ""), "same", "a column in one issue"))
    (bz, uz, kz), (be, ue, ke), *_ = other
    diff = lambda a, b, why: rows.append(row(a, b, "different", why))
    diff(rec(j, az, tz + "（上）", jz, year, volume, issue, pages), rec(j, az, tz + "（下）", jz, year, volume, (issue or 1) + 1, pages), "two parts, 上 and 下")
    diff(rec(j, az, tz + "之一", jz, year), rec(j, az, tz + "之二", jz, year), "two parts, 之一 and 之二")
    diff(zh, rec(j, be, ue, ke, year, volume, issue, pages), "unrelated English article at the same place")
    diff(zh, rec(j, bz, uz, jz, year, volume, issue, f"{last + 1}-{last + 8}"), "next article in the same issue")
    diff(zh, rec(j, ae, ue, je, year, volume, issue, f"{last + 1}-{last + 5}"), "another English title of the same authors in the same issue")
    diff(zh, rec(j, bz, f"也谈“{tz}”——与{az.split('; ')[0]}商榷", jz, year + 1, volume and volume + 1, issue, f"{first + 3}-{last + 3}"), "a critical answer by another author")
    rows.append(row(zh, rec(j, az, f"《{tz}》一文更正", jz, year, volume, (issue or 1) + 1, str(last + 80)), "related", "a correction"))
    rows.append(row(zh, rec("thesis", az.split("; ")[0], tz, "", year - 1, "", "", "", "publisher=北京大学, genre=博士学位论文"), "related", "thesis of the same title"))
    diff(rec("article-newspaper", az.split("; ")[0], tz, "光明日报", year, "", "", "3", "month=5, day=4"), rec("article-newspaper", az.split("; ")[0], tz, "光明日报", year, "", "", "3", "month=6, day=9"), "same headline on two days")
    diff(rec(j, az, "1990年" + tz, jz, year), rec(j, az, "2000年" + tz, jz, year), "other years in the title")
    return rows


def single():
    """Books, reports, standards, patents: rows written out one by one."""
    out = []
    book = lambda a, t, p, y, extra="": rec("book", a, t, "", y, "", "", "", f"publisher={p}" + (", " + extra if extra else ""))
    for a, t, p, y in [
        ("Knuth, Donald E.", "The art of computer programming", "Addison-Wesley", 1973),
        ("Kotler, Philip", "Marketing management", "Prentice Hall", 1984),
        ("Samuelson, Paul A.", "Economics: an introductory analysis", "McGraw-Hill", 1955),
        ("费孝通", "乡土中国与乡土重建", "生活书店", 1985),
        ("王力", "古代汉语常识讲义", "中华书局", 1981),
        ("Cormen, Thomas H.; Leiserson, Charles E.; Rivest, Ronald L.", "Introduction to algorithms", "MIT Press", 1990),
    ]:
        out.append(row(book(a, t, p, y, "edition=1"), book(a, t, p, y + 8, "edition=2"), "related", "two editions"))
        out.append(row(book(a, t, p, y, "edition=2"), book(a, t, p, y + 5, "edition=3"), "related", "second and third edition"))
        out.append(row(book(a, f"{t}. Volume 1", p, y), book(a, f"{t}. Volume 2", p, y), "different", "two volumes"))
        out.append(row(book(a, t, p, y), rec("chapter", a, t, f"{t}: collected essays", y, "", "", "12-40", f"publisher={p}"), "related", "a chapter with the title of the book"))
        out.append(row(book(a, t, p, y), book(a, t, "", y), "same", "no publisher"))
        out.append(row(book(a, t, p, y), book(a, t.upper(), p, y), "same", "capitals"))
    for body, t in [("World Bank", "World development report"), ("国家统计局", "中国统计年鉴"), ("International Monetary Fund", "Annual report of the executive board"), ("中国互联网络信息中心", "中国互联网络发展状况统计报告"), ("World Health Organization", "Global tuberculosis report")]:
        for y in (2008, 2012, 2017):
            out.append(row(rec("report", body, f"{t} {y}", "", y), rec("report", body, f"{t} {y + 1}", "", y + 1), "different", "annual reports of two years"))
            out.append(row(rec("report", body, t, "", y), rec("report", body, t, "", y + 2), "different", "annual reports of two years, year not in the title"))
            out.append(row(rec("report", body, f"{t} {y}", "", y), rec("report", "", f"{t} {y}", "", y, "", "", "", f"publisher={body}"), "same", "the body as author and as publisher"))
    for n, t in [("GB/T 7714", "信息与文献 参考文献著录规则"), ("GB/T 3792", "信息与文献 资源描述"), ("ISO 690", "Guidelines for bibliographic references and citations to information resources")]:
        for x, y in ((1987, 2005), (2005, 2015), (2015, 2025)):
            out.append(row(rec("standard", "", t, "", x, "", "", "", f"number={n}—{x}"), rec("standard", "", t, "", y, "", "", "", f"number={n}—{y}"), "different", "two issues of a standard"))
    for x, y in ((200610171314, 200710171315), (201010123456, 201010123457), (199910000001, 200110000009)):
        out.append(row(rec("patent", "邓一刚", "全智能节电器", "", 2008, "", "", "", f"number=CN{x}"), rec("patent", "邓一刚", "全智能节电器", "", 2008, "", "", "", f"number=CN{y}"), "different", "two patents"))
    return out


def opposites():
    """Titles that differ in the one word that matters; same authors, same year, nothing else known."""
    out = []
    frames = [
        ("Effects of long-term {} on cognitive function in elderly patients", [("hypertension", "hypotension"), ("hyperglycemia", "hypoglycemia"), ("smoking", "fasting")]),
        ("Comparison of {} infusion for labour analgesia in nulliparous women", [("intrathecal", "epidural"), ("morphine", "fentanyl"), ("continuous", "intermittent")]),
        ("Employment and family life of {} workers in rural provinces", [("male", "female"), ("young", "older"), ("skilled", "unskilled")]),
        ("Determination of trace {} in surface water by mass spectrometry", [("lead", "zinc"), ("copper", "nickel"), ("arsenic", "mercury")]),
        ("A survey of {} learning methods for image segmentation", [("supervised", "unsupervised"), ("deep", "kernel")]),
    ]
    han = [("{}青年返乡创业的影响因素研究", [("男性", "女性"), ("城市", "农村")]), ("改革开放{}三十年中国外交的回顾", [("前", "后")]), ("{}方农村土地流转状况调查", [("南", "北"), ("东", "西")])]
    for frame, pairs in frames:
        for x, y in pairs:
            a = lambda w: rec("article-journal", "Smith, John; Brown, Anna", frame.format(w), "Journal of Applied Research", 2010, 12, 3)
            out.append(row(a(x), a(y), "different", f"one word differs: {x}, {y}"))
    for frame, pairs in han:
        for x, y in pairs:
            a = lambda w: rec("article-journal", "王明; 李华", frame.format(w), "社会研究", 2010, "", 3)
            out.append(row(a(x), a(y), "different", f"one word differs: {x}, {y}"))
    return out


def main():
    rows = ["a\tb\tverdict\twhy"]
    for at, ref in enumerate(ENGLISH):
        rows += english(ref, ENGLISH[(at + 7) % len(ENGLISH)], ENGLISH[(at + 19) % len(ENGLISH)])
    for at, ref in enumerate(CHINESE):
        rows += chinese(ref, CHINESE[(at + 5) % len(CHINESE)])
    for at, ref in enumerate(COMPUTING):
        rows += computing(ref, COMPUTING[(at + 5) % len(COMPUTING)])
    rows += single() + opposites()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("\n".join(rows) + "\n", encoding="utf-8")
    verdicts = [r.split("\t")[2] for r in rows[1:]]
    print({v: verdicts.count(v) for v in sorted(set(verdicts))})


if __name__ == "__main__":
    main()
