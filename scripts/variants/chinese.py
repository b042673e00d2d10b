"""Chinese lists in both scripts."""
import re

from .damage import Damage

LIKE = "己已 未末 土士 日曰 人入 干千 大太 天夫 侯候 沙砂 漠摸 栽裁 徽微 析折 洲州 陕峡 治冶 清情 侧测 密蜜 融隔 戊戌 哀衰 侍待 拔拨 暖瞹 河何 流硫 城域 环坏 农衣 林材 草早 壤壞 模摸 型形 评坪 估佔 征怔 量重 变娈 化北 间问 分芬 布市 态志 理埋 历厉 史吏 问间 题颢 论沦 与写 研妍 究宄 性姓 村材 乡多 经径 济挤".split()
LOOKS = {pair[i]: pair[1 - i] for pair in LIKE for i in (0, 1)}
TRADITIONAL = str.maketrans("气候变转国与间学报计开类发经济业产环对义张刘陈马苏欧阳书关农务图馆电脑网络传统历东亚区县乡镇层态价数据库论题结构术评测温带动力质长江黄汉语词诗红楼梦战争资劳应华实现预测机制响应过门师医药龙飞", "氣候變轉國與間學報計開類發經濟業產環對義張劉陳馬蘇歐陽書關農務圖館電腦網絡傳統歷東亞區縣鄉鎮層態價數據庫論題結構術評測溫帶動力質長江黃漢語詞詩紅樓夢戰爭資勞應華實現預測機制響應過門師醫藥龍飛")


class Chinese(Damage):
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
