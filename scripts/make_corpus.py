#!/usr/bin/env python3
"""Makes a folder of text documents for benchmarks: running prose with footnotes, and a reference list at the end.

    make_corpus.py FOLDER [-n DOCUMENTS] [--kb SIZE] [--prose N]

One reference stands in about 1.6 kB of text, a little more than in ordinary papers and pages; --prose 2 gives one in 0.7 kB.
Same arguments, same bytes (fixed seed). About a fifth of the works are cited in several documents, some with an English face.
"""
import argparse, random
from pathlib import Path

SURNAMES = "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 尤 许 何 吕 施 张 孔 曹 严 华 金 魏 陶 姜 戚 谢 邹 欧阳 司马 诸葛".split()
PINYIN = "Zhao Qian Sun Li Zhou Wu Zheng Wang Feng Chen Chu Wei Jiang Shen Han Yang Zhu Qin You Xu He Lyu Shi Zhang Kong Cao Yan Hua Jin Wei Tao Jiang Qi Xie Zou Ouyang Sima Zhuge".split()
GIVEN = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 建国 志强 晓明 文华 海燕 雪梅 国庆 玉兰 桂芳 立新 宏伟 子涵".split()
GIVEN_PINYIN = "Wei Fang Na Min Jing Li Qiang Lei Jun Yang Yong Yan Jie Juan Tao Ming Chao Xiuying Jianguo Zhiqiang Xiaoming Wenhua Haiyan Xuemei Guoqing Yulan Guifang Lixin Hongwei Zihan".split()
TOPICS = "科技外交 乡村治理 数字经济 气候变化 文献计量 图像识别 城市更新 教育公平 能源转型 公共卫生 古籍整理 语音合成 供应链 海洋法 人口流动".split()
ANGLES = "理论与实践 现状与对策 若干问题研究 的历史演化 机制研究 评价方法初探 的比较分析 路径选择 影响因素分析 述评".split()
TOPICS_EN = "Science Diplomacy;Rural Governance;the Digital Economy;Climate Change;Bibliometrics;Image Recognition;Urban Renewal;Educational Equity;the Energy Transition;Public Health;Old Books;Speech Synthesis;Supply Chains;the Law of the Sea;Population Mobility".split(";")
ANGLES_EN = "Theory and Practice;Present State and Remedies;Some Questions;Historical Evolution;Mechanisms;Methods of Evaluation;A Comparison;Choice of Paths;Determinants;A Review".split(";")
JOURNALS = [("科研管理", "Science Research Management"), ("中国科技论坛", "Forum on Science and Technology in China"), ("图书馆学研究", "Research on Library Science"), ("自动化学报", "Acta Automatica Sinica"), ("求是", "Qiushi"), ("世界经济", "The Journal of World Economy"), ("地理学报", "Acta Geographica Sinica"), ("心理学报", "Acta Psychologica Sinica")]
PRESSES = [("北京", "科学出版社"), ("上海", "上海人民出版社"), ("北京", "商务印书馆"), ("武汉", "武汉大学出版社"), ("南京", "译林出版社")]
WESTERN = "Smith J A;Jones P;Garcia M L;Müller K;Dubois C;Rossi G;Brown T R;Wilson E;Taylor H;Anderson B".split(";")
WESTERN_JOURNALS = "Research Policy;Nature;Public Administration Review;Energy Policy;World Development;Scientometrics".split(";")
PROSE = "这一段文字没有别的用意，只为把引文隔开，让它看上去像一篇文章。论述从一个概念走到另一个概念，中间夹着几个例子，例子之后是一点限定。由此可见，问题并不在于有没有材料，而在于怎样使用材料。下面再从另一个角度说明同样的意思，并且指出它的边界在哪里。"


def work(rng):
    i, j = rng.randrange(len(TOPICS)), rng.randrange(len(ANGLES))
    people = [(rng.randrange(len(SURNAMES)), rng.randrange(len(GIVEN))) for _ in range(rng.randint(1, 4))]
    return dict(topic=i, angle=j, tag=rng.randrange(1, 400), people=people, journal=rng.choice(JOURNALS), press=rng.choice(PRESSES), year=rng.randint(1985, 2025),
                volume=rng.randint(1, 60), issue=rng.randint(1, 12), page=rng.randint(1, 180), length=rng.randint(3, 20), kind=rng.choice("JJJJMDWW"), western=rng.sample(WESTERN, rng.randint(1, 3)), abroad=rng.choice(WESTERN_JOURNALS))


def han(people, most=3):
    names = [SURNAMES[a] + GIVEN[b] for a, b in people]
    return names[:most], len(names) > most


def gbt(w):
    title = f"{TOPICS[w['topic']]}{ANGLES[w['angle']]}（{w['tag']}）"
    english = f"{TOPICS_EN[w['topic']]}: {ANGLES_EN[w['angle']]} ({w['tag']})"
    span = f"{w['page']}-{w['page'] + w['length']}"
    if w["kind"] == "W":
        return f"{', '.join(w['western'])}. {english}[J]. {w['abroad']}, {w['year']}, {w['volume']}({w['issue']}): {span}."
    names, cut = han(w["people"])
    authors = ", ".join(names) + (", 等" if cut else "")
    if w["kind"] == "M":
        return f"{authors}. {title}[M]. {w['press'][0]}: {w['press'][1]}, {w['year']}."
    if w["kind"] == "D":
        return f"{names[0]}. {title}[D]. 武汉: 武汉大学, {w['year']}."
    entry = f"{authors}. {title}[J]. {w['journal'][0]}, {w['year']}, {w['volume']}({w['issue']}): {span}."
    if w["tag"] % 3 == 0:
        latin = ", ".join(f"{PINYIN[a]} {GIVEN_PINYIN[b][0]}" for a, b in w["people"][:3]) + (", et al" if cut else "")
        entry += f" {latin}. {english}[J]. {w['journal'][1]}, {w['year']}, {w['volume']}({w['issue']}): {span}. (in Chinese)"
    return entry


def note(w):
    title = f"{TOPICS[w['topic']]}{ANGLES[w['angle']]}（{w['tag']}）"
    names, cut = han(w["people"])
    authors = "、".join(names) + ("等" if cut else "")
    if w["kind"] in "MDW":
        return f"{authors}：《{title}》，{w['press'][0]}：{w['press'][1]}，{w['year']}年，第{w['page']}页。"
    return f"{authors}：《{title}》，《{w['journal'][0]}》，{w['year']}年第{w['issue']}期，第{w['page']}—{w['page'] + w['length']}页。"


def document(rng, pool, kilobytes, prose):
    lines, size, number = [f"演示文档之{rng.randrange(10**6)}", ""], 0, 0
    cited = []
    while size < kilobytes * 1024:
        paragraph = PROSE * rng.randint(prose - 1, prose + 1)
        notes = []
        for k in range(rng.randint(0, 2)):
            w = rng.choice(pool)
            notes.append(f"{'①②③'[k]} {note(w)}")
            paragraph += f"{'①②③'[k]}" + PROSE[:40]
        if rng.random() < 0.6:
            number += 1
            cited.append(rng.choice(pool))
            paragraph += f"[{number}]"
        lines += [paragraph, ""] + [x for n in notes for x in (n, "")]
        size += sum(len(x.encode()) for x in [paragraph] + notes)
    lines += ["参考文献", ""] + [f"[{i}] {gbt(w)}" for i, w in enumerate(cited, 1)]
    return "\n".join(lines) + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("-n", type=int, default=1000)
    arguments.add_argument("--kb", type=int, default=20)
    arguments.add_argument("--prose", type=int, default=6)
    a = arguments.parse_args()
    rng = random.Random(7714)
    pool = [work(rng) for _ in range(a.n * 12)]
    a.folder.mkdir(parents=True, exist_ok=True)
    for i in range(a.n):
        (a.folder / f"{i:05}.txt").write_text(document(rng, pool, a.kb, a.prose), encoding="utf-8")


if __name__ == "__main__":
    main()
