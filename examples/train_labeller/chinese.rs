//! Made references in Chinese: made names and titles in the ways of GB/T 7714, of notes with 《》, of author and year.

use crate::builder::Builder;
use crate::data::Row;
use crate::learn::Chance;
use crate::pools::{Pools, pick};
use yinwen::refs::labeller::Label;

const FAMILIES: &str = "王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|胡|朱|高|林|何|郭|马|罗|梁|宋|郑|谢|韩|唐|冯|于|董|萧|程|曹|袁|邓|许|傅|沈|曾|彭|吕|苏|卢|蒋|蔡|贾|丁|魏|薛|叶|阎|余|潘|杜|戴|夏|钟|汪|田|任|姜|范|方|石|姚|谭|廖|邹|熊|金|陆|郝|孔|白|崔|康|毛|邱|秦|江|史|顾|侯|邵|孟|龙|万|段|雷|钱|汤|尹|黎|易|常|武|乔|贺|赖|龚|欧阳|司马|上官|诸葛|單|張|劉|陳|楊|黃|許|鄭|謝";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华文建国志红玉春梅海燕林峰晓东波宇浩然子轩思远嘉怡俊雨欣泽天佑宏亮振兴学良永庆德贵福安光荣新民立宁庆生少华仲景其昌亚宗汉家骏维克正清启超孝通汝昌寅恪鼎堂默若望";
const SUBJECTS: &str = "土地利用|生态系统|中国城市|乡村振兴|深度学习|农村金融|国际关系|法律解释|明代赋役|宋代|清末|量子|产业结构|人工智能|干旱区|黄土高原|气候变化|数字经济|高等教育|社会治理|民法典|刑事诉讼|公司治理|货币政策|环境规制|图像识别|知识图谱|信息资源|图书馆|档案|古籍|方言|语言产生|唐诗|近代报刊|中共|抗战时期|人口流动|社会保障|老年人|青少年|心理健康|水资源|大气污染|遥感|地下水|沉积物|岩浆岩|稀土|锂电池|纳米材料|混凝土|桥梁|高速铁路|无人机|车联网|区块链|数据要素|供应链|企业创新|绿色金融|全球价值链|一带一路|外交|安全|海权|行政处罚|侵权责任|知识产权|儒家|佛教|道教|考古|青铜器|敦煌";
const ASPECTS: &str = "研究|分析|时空演变特征|影响因素|路径|机制|演化|优化|评价|模型|方法|理论与实践|问题与对策|考略|新探|述评|综述|比较研究|实证分析|思想|史论|简史|概论|导论|的困境与出路|的逻辑|制度变迁|测度|预测|识别|的再认识|关系|应用|进展|初探|刍议|考论";
const FRAMES: &str = "%@|%的@|论%的@|%@——以北京市为例|基于%的%@|%与%|%与%：@|从%到%|%视角下的%@|关于%的思考|%对%的影响|%中的%@|试论%|%何以可能|“%”与%@|%（第%册）|2000—2010年%@|%及其@|《%》@";
const CITIES: &str = "北京|上海|南京|广州|武汉|成都|西安|天津|杭州|长沙|重庆|沈阳|长春|哈尔滨|济南|合肥|福州|南昌|昆明|兰州|台北|臺北|香港|开封|保定|厦门|大连|苏州|石家庄|太原";
const HOUSES: &str = "商务印书馆|中华书局|人民出版社|科学出版社|社会科学文献出版社|法律出版社|中国人民大学出版社|北京大学出版社|清华大学出版社|高等教育出版社|上海古籍出版社|上海人民出版社|生活·读书·新知三联书店|三联书店|岳麓书社|中国社会科学出版社|机械工业出版社|人民文学出版社|文物出版社|知识产权出版社|中国政法大学出版社|经济科学出版社|中国统计出版社|译林出版社|江苏人民出版社|广西师范大学出版社|齐鲁书社|巴蜀书社|浙江大学出版社|复旦大学出版社|世界知识出版社|作家出版社|聯經出版公司|臺灣商務印書館|學生書局|中国建筑工业出版社|地质出版社|气象出版社|外语教学与研究出版社|人民卫生出版社|中国环境科学出版社|北新书局|开明书店|鼎文書局";
const SCHOOLS: &str = "北京大学|清华大学|武汉大学|复旦大学|南京大学|浙江大学|中国人民大学|中山大学|四川大学|北京师范大学|华东师范大学|吉林大学|中国科学院大学|兰州大学|西北大学|国立台湾大学|臺灣大學中國文學系|南开大学|厦门大学|山东大学|中国社会科学院研究生院|同济大学|华中科技大学";
const PAPERS: &str = "人民日报|光明日报|中国青年报|新华日报|大公报|申报|经济日报|文汇报|南方周末|科技日报|解放日报";
const JOURNALS: &str = "中国社会科学|历史研究|管理世界|经济研究|法学研究|中国法学|社会学研究|世界经济与政治|外交评论|心理学报|地理学报|清华大学学报（自然科学版）|北京大学学报（哲学社会科学版）|文献|考古|文物|哲学研究|文学评论|图书情报工作|情报学报|计算机学报|软件学报|自动化学报|物理学报|化学学报|中国史研究|近代史研究|史学月刊|清议报|東方雜誌|幼獅學誌|新聞學研究|政法论坛|法学评论|开放时代|读书|世界历史|现代法学";

/// Full-width or half-width marks of one style.
struct Marks {
    comma: &'static str,
    stop: &'static str,
    colon: &'static str,
    open: &'static str,
    close: &'static str,
}

const HALF: Marks = Marks { comma: ", ", stop: ". ", colon: ": ", open: "(", close: ")" };
const FULL: Marks = Marks { comma: "，", stop: ". ", colon: "：", open: "（", close: "）" };
const BARE: Marks = Marks { comma: ",", stop: ".", colon: ":", open: "(", close: ")" };

fn name(chance: &mut Chance) -> String {
    let n = GIVEN.chars().count();
    let mut out = pick(FAMILIES, chance).to_owned();
    for _ in 0..1 + usize::from(chance.hit(0.7)) {
        out.extend(GIVEN.chars().nth(chance.below(n)));
    }
    out
}

fn names(separator: &str, chance: &mut Chance, most: usize) -> String {
    let n = 1 + chance.below(most).min(chance.below(most + 1));
    let mut all: Vec<String> = (0..n).map(|_| name(chance)).collect();
    if chance.hit(0.04) {
        all = vec![format!(
            "{}{}",
            pick("国家|中国|北京市|世界|最高人民", chance),
            pick("统计局|科学院文献情报中心|环境保护总局|卫生组织|法院|编写组|标准化管理委员会|发展和改革委员会", chance)
        )];
    }
    let mut out = all.join(separator);
    if n >= 2 && chance.hit(0.35) {
        out.push_str(if separator == "、" { "等" } else { pick(", 等|，等|等| 等", chance) });
    }
    out
}

fn title(chance: &mut Chance) -> String {
    let mut out = String::new();
    for c in pick(FRAMES, chance).chars() {
        match c {
            '%' => out.push_str(pick(SUBJECTS, chance)),
            '@' => out.push_str(pick(ASPECTS, chance)),
            c => out.push(c),
        }
    }
    if chance.hit(0.5) && out.chars().count() < 12 {
        out.push_str(pick(ASPECTS, chance));
    }
    out
}

fn journal(pools: &Pools, chance: &mut Chance) -> String {
    if chance.hit(0.5) || pools.chinese_journals.is_empty() {
        pick(JOURNALS, chance).to_owned()
    } else {
        pools.chinese_journals[chance.below(pools.chinese_journals.len())].0.clone()
    }
}

fn year(chance: &mut Chance) -> String {
    (1912 + chance.below(114)).to_string()
}

fn pages(chance: &mut Chance) -> String {
    let from = 1 + chance.below(600);
    match chance.below(5) {
        0 => from.to_string(),
        n => format!("{from}{}{}", ["-", "–", "—", "～"][n - 1], from + 1 + chance.below(30)),
    }
}

/// One made reference.
pub fn reference(pools: &Pools, chance: &mut Chance) -> Row {
    let mut b = Builder::default();
    match chance.below(10) {
        0..=3 => gbt(&mut b, pools, chance),
        4..=7 => notes(&mut b, pools, chance),
        _ => author_year(&mut b, pools, chance),
    }
    b.row("made chinese")
}

/// After GB/T 7714, with and without type marks, numeric or author–date.
fn gbt(b: &mut Builder, pools: &Pools, chance: &mut Chance) {
    let m = [HALF, HALF, FULL, BARE].into_iter().nth(chance.below(4)).unwrap_or(HALF);
    let marked = chance.hit(0.7);
    let by_year = chance.hit(0.25);
    let y = year(chance);
    if chance.hit(0.15) {
        b.put(Label::Number, &format!("[{}] ", 1 + chance.below(90)));
    }
    b.put(Label::Author, &names(m.comma, chance, 4));
    if by_year {
        b.glue(pick(". |, |，", chance)).put(Label::Date, &y);
    }
    b.glue(m.stop);
    let kind = chance.below(8);
    let mark = ["J", "J", "J", "M", "D", "C", "N", "EB/OL"][kind];
    b.put(Label::Title, &title(chance));
    if marked {
        b.glue(&format!("[{mark}{}]", if chance.hit(0.15) && kind < 5 { "/OL" } else { "" }));
    }
    let behind = |b: &mut Builder| {
        if !by_year {
            b.glue(m.comma).put(Label::Date, &y);
        }
    };
    match kind {
        0..=2 => {
            b.glue(m.stop).put(Label::Container, &journal(pools, chance));
            behind(b);
            b.glue(m.comma);
            if chance.hit(0.75) {
                b.put(Label::Volume, &(1 + chance.below(70)).to_string());
            }
            b.glue(m.open)
                .put(Label::Issue, &(1 + chance.below(24)).to_string())
                .glue(m.close)
                .glue(m.colon)
                .put(Label::Pages, &pages(chance))
                .glue(".");
        }
        3 => {
            b.glue(m.stop);
            if chance.hit(0.25) {
                b.put(Label::Translator, &format!("{}{}译", names(m.comma, chance, 2), m.comma)).glue(m.stop);
            }
            if chance.hit(0.2) {
                b.put(Label::Edition, pick("2版|第2版|修订版|影印本|刻本|3 版|标点本", chance)).glue(m.stop);
            }
            b.put(Label::Place, pick(CITIES, chance)).glue(m.colon).put(Label::Publisher, pick(HOUSES, chance));
            behind(b);
            if chance.hit(0.5) {
                b.glue(m.colon).put(Label::Pages, &pages(chance));
            }
            b.glue(".");
        }
        4 => {
            b.glue(m.stop);
            if chance.hit(0.7) {
                b.put(Label::Place, pick(CITIES, chance)).glue(m.colon);
            }
            b.put(Label::Publisher, pick(SCHOOLS, chance));
            behind(b);
            b.glue(".");
        }
        5 => {
            b.glue("//")
                .put(Label::Editor, &names(m.comma, chance, 2))
                .glue(m.stop)
                .put(Label::Container, &format!("{}{}", title(chance), pick("论文集|文集||全集", chance)))
                .glue(m.stop);
            b.put(Label::Place, pick(CITIES, chance)).glue(m.colon).put(Label::Publisher, pick(HOUSES, chance));
            behind(b);
            b.glue(m.colon).put(Label::Pages, &pages(chance)).glue(".");
        }
        6 => {
            b.glue(m.stop).put(Label::Container, pick(PAPERS, chance));
            b.glue(m.comma).put(Label::Date, &format!("{y}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28)));
            b.glue(m.open).put(Label::Pages, &(1 + chance.below(16)).to_string()).glue(m.close).glue(".");
        }
        _ => {
            b.glue(m.stop).glue("(").put(Label::Date, &format!("{y}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28))).glue(")");
            b.put(Label::Note, &format!("[20{:02}-{:02}-{:02}]", 10 + chance.below(16), 1 + chance.below(12), 1 + chance.below(28)))
                .glue(". ");
            b.put(
                Label::Url,
                &format!(
                    "http://www.{}.{}/{}/{}.html",
                    pick("gov|people|cnki|stats|xinhuanet", chance),
                    pick("cn|com|net", chance),
                    2000 + chance.below(25),
                    chance.below(99_999)
                ),
            );
        }
    }
}

/// Notes of humanities and law journals: 《》, 第…期, 第…页; traditional 〈〉《》.
fn notes(b: &mut Builder, pools: &Pools, chance: &mut Chance) {
    let y = year(chance);
    let traditional = chance.hit(0.2);
    let (inner, outer) = if traditional {
        (("〈", "〉"), ("《", "》"))
    } else if chance.hit(0.1) {
        (("“", "”"), ("《", "》"))
    } else {
        (("《", "》"), ("《", "》"))
    };
    let page = if traditional { "頁" } else { "页" };
    let kind = chance.below(8);
    let translated = kind == 4;
    if translated {
        b.put(
            Label::Author,
            &format!(
                "{}{}",
                pick("[德]|[美]|［英］|〔日〕|[法]|（美）", chance),
                pick("卡尔·拉伦茨|马克斯·韦伯|约翰·罗尔斯|费正清|孔飞力|埃里克·坎德尔|滨下武志|哈贝马斯|罗伯特·达恩顿", chance)
            ),
        );
    } else if chance.hit(0.93) {
        b.put(Label::Author, &names("、", chance, 3));
    }
    let comma = if chance.hit(0.9) { "，" } else { ", " };
    if !b.segments.is_empty() {
        b.glue(pick("：|：|：|：|，", chance));
    }
    let book = kind >= 4;
    let quote = if book { outer } else { inner };
    b.put(Label::Title, &format!("{}{}{}", quote.0, title(chance), quote.1));
    match kind {
        0..=2 => note_article(b, pools, &y, comma, outer, chance),
        3 => {
            b.glue(comma).glue(pick("载|见|收入|", chance));
            b.put(Label::Editor, &format!("{}{}", names("、", chance, 2), pick("主编|编|编著|", chance))).glue(pick("：|", chance));
            b.put(Label::Container, &format!("{}{}{}", outer.0, title(chance), outer.1)).glue(comma);
            note_imprint(b, &y, comma, traditional, chance);
        }
        7 if chance.hit(0.5) => {
            b.glue(comma).put(Label::Publisher, pick(SCHOOLS, chance));
            if chance.hit(0.5) {
                b.put(Label::Date, &format!("{y}年")).put(Label::Genre, pick("博士学位论文|硕士学位论文|博士论文", chance));
            } else {
                b.put(Label::Genre, pick("博士学位论文|硕士論文|碩士論文", chance)).glue(comma).put(Label::Date, &format!("{y}年"));
            }
        }
        _ => {
            if chance.hit(0.15) {
                b.put(Label::Volume, pick("上册|下册|第1册|第3卷|卷9", chance));
            }
            if translated {
                b.glue(comma).put(Label::Translator, &format!("{}译", names("、", chance, 2)));
            }
            b.glue(comma);
            note_imprint(b, &y, comma, traditional, chance);
        }
    }
    if chance.hit(0.65) {
        b.glue(comma).glue(if traditional { page } else { "第" }).put(Label::Pages, &pages(chance));
        b.glue(if traditional { "" } else { page });
    }
    b.glue("。");
}

fn note_article(b: &mut Builder, pools: &Pools, y: &str, comma: &str, outer: (&str, &str), chance: &mut Chance) {
    b.glue(if chance.hit(0.8) { comma } else { "" });
    if chance.hit(0.25) {
        b.glue("载");
    }
    b.put(Label::Container, &format!("{}{}{}", outer.0, journal(pools, chance), outer.1));
    let (v, n) = ((1 + chance.below(60)).to_string(), (1 + chance.below(24)).to_string());
    match chance.below(6) {
        0 | 1 => drop(b.put(Label::Date, &format!("{y}年")).glue("第").put(Label::Issue, &n).glue("期")),
        2 | 3 => drop(b.glue(comma).put(Label::Date, &format!("{y}年")).glue("第").put(Label::Issue, &n).glue("期")),
        4 => drop(
            b.glue("第")
                .put(Label::Volume, &v)
                .glue("卷第")
                .put(Label::Issue, &n)
                .glue("期")
                .glue(comma)
                .put(Label::Date, &format!("{y}年")),
        ),
        _ => drop(
            b.glue("第")
                .put(Label::Issue, &n)
                .glue("期")
                .glue("（")
                .put(Label::Date, &format!("{y}年{}月", 1 + chance.below(12)))
                .glue("）"),
        ),
    }
}

fn note_imprint(b: &mut Builder, y: &str, comma: &str, traditional: bool, chance: &mut Chance) {
    let city = chance.hit(0.5);
    if traditional {
        b.glue("（");
    }
    if city {
        b.put(Label::Place, pick(CITIES, chance)).glue("：");
    }
    b.put(Label::Publisher, pick(HOUSES, chance));
    if city || chance.hit(0.5) {
        b.glue(comma);
    }
    b.put(Label::Date, &format!("{y}{}", if traditional { "" } else { "年" }));
    if !city && chance.hit(0.6) {
        b.glue("版");
    }
    if traditional {
        b.glue("）");
    }
}

/// Author and year first, in the manner of APA and of economics journals.
fn author_year(b: &mut Builder, pools: &Pools, chance: &mut Chance) {
    let y = year(chance);
    let wide = chance.hit(0.6);
    let stop = if wide { "。" } else { ". " };
    b.put(Label::Author, &names(pick("、|, |，", chance), chance, 4));
    match chance.below(4) {
        0 => drop(b.glue("，").put(Label::Date, &y).glue(pick("：|，", chance))),
        1 => drop(b.glue("（").put(Label::Date, &y).glue("）").glue(stop)),
        2 => drop(b.glue(". (").put(Label::Date, &y).glue("). ")),
        _ => drop(b.glue(if wide { "，" } else { ". " }).put(Label::Date, &y).glue(stop)),
    }
    let marks = if chance.hit(0.4) { ("《", "》") } else { ("", "") };
    b.put(Label::Title, &format!("{}{}{}", marks.0, title(chance), marks.1));
    b.glue(if marks.0.is_empty() { stop } else { pick("，|。", chance) });
    if chance.hit(0.6) {
        let outer = if marks.0.is_empty() { ("", "") } else { marks };
        b.put(Label::Container, &format!("{}{}{}", outer.0, journal(pools, chance), outer.1));
        let (v, n) = ((1 + chance.below(60)).to_string(), (1 + chance.below(24)).to_string());
        if !outer.0.is_empty() && chance.hit(0.6) {
            b.glue(pick("，|", chance)).glue("第").put(Label::Issue, &n).glue("期");
            if chance.hit(0.5) {
                b.glue("，").glue(pick("第|頁|", chance)).put(Label::Pages, &pages(chance)).glue("页");
            }
        } else {
            let open = pick("(|（", chance);
            b.glue(if wide { "，" } else { ", " }).put(Label::Volume, &v).glue(open).put(Label::Issue, &n).glue(if open == "(" {
                ")"
            } else {
                "）"
            });
            b.glue(pick(", |，|: |：", chance)).put(Label::Pages, &pages(chance));
        }
    } else {
        if chance.hit(0.6) {
            b.put(Label::Place, pick(CITIES, chance)).glue(if wide { "：" } else { ": " });
        }
        b.put(Label::Publisher, pick(HOUSES, chance));
    }
    b.glue(stop.trim_end());
}
