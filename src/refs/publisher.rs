//! What publishers, universities, places, editions and degrees look like in print.

use crate::model::Kind;
use crate::text::lists::{Ends, Inside};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

const ENDS: &[(&str, ())] = &[
    ("出版社", ()),
    ("出版公司", ()),
    ("出版集团", ()),
    ("出版总社", ()),
    ("出版中心", ()),
    ("出版部", ()),
    ("出版者", ()),
    ("书局", ()),
    ("書局", ()),
    ("书店", ()),
    ("書店", ()),
    ("书馆", ()),
    ("書館", ()),
    ("印书馆", ()),
    ("印書館", ()),
    ("书社", ()),
    ("書社", ()),
    ("书院", ()),
    ("書院", ()),
    ("书房", ()),
    ("書房", ()),
    ("印书局", ()),
    ("大学", ()),
    ("大學", ()),
    ("学院", ()),
    ("學院", ()),
    ("研究所", ()),
    ("研究院", ()),
    ("研究中心", ()),
    ("有限公司", ()),
    ("公司", ()),
    ("书屋", ()),
    ("書屋", ()),
    ("书坊", ()),
    ("文物", ()),
    ("基金会", ()),
    ("中心", ()),
    ("刻本", ()),
    ("协会", ()),
    ("學會", ()),
    ("学会", ()),
    ("图书馆", ()),
    ("委员会", ()),
    ("出版", ()),
    ("研究生处", ()),
    ("国社", ()),
    ("有斐閣", ()),
];

const WORDS: &[&str] = &[
    "press",
    "publish",
    "verlag",
    "books",
    "universit",
    "universidad",
    "institut",
    "éditions",
    "Éditions",
    "edition",
    "editions",
    "elsevier",
    "springer",
    "wiley",
    "mcgraw",
    "routledge",
    "macmillan",
    "sage",
    "company",
    "inc.",
    "ltd",
    "& sons",
    "издательство",
    "Издательство",
    "presse",
    "pub.",
    "college",
    "academy",
    "association",
    "publications",
    "kluwer",
    "benjamins",
    "corporation",
];

/// Whether a text looks like a publisher or institution.
pub fn publisher(s: &str) -> bool {
    let t = s.trim_end_matches(['.', '。', ' ', '，', ',']);
    ENDINGS.of(t).is_some() || WORDS_INSIDE.has(t)
}

static ENDINGS: LazyLock<Ends<()>> = LazyLock::new(|| Ends::new(ENDS.iter().copied()));
static WORDS_INSIDE: LazyLock<Inside> = LazyLock::new(|| Inside::any_case(WORDS));

const PLACES: &str = " 北京 上海 天津 重庆 重慶 广州 廣州 深圳 南京 武汉 武漢 成都 西安 杭州 沈阳 瀋陽 长春 長春 哈尔滨 大连 青岛 济南 濟南 郑州 鄭州 长沙 長沙 福州 厦门 廈門 南昌 合肥 昆明 贵阳 南宁 桂林 兰州 西宁 银川 乌鲁木齐 呼和浩特 太原 石家庄 海口 苏州 蘇州 无锡 扬州 揚州 宁波 温州 洛阳 开封 保定 延安 拉萨 香港 澳门 澳門 台北 臺北 台中 臺中 台南 臺南 高雄 新竹 桃园 桃園 北平 奉天 金陵 汉口 漢口 宜昌 株洲 湘潭 岳阳 徐州 镇江 南通 珠海 汕头 东京 東京 京都 大阪 纽约 伦敦 巴黎 柏林 莫斯科 新加坡 首尔 曼谷 剑桥 牛津 波士顿 华盛顿 芝加哥 慕尼黑 维也纳 罗马 日内瓦 多伦多 悉尼 吉隆坡 平壤 河内 New York London Paris Berlin Boston Chicago Beijing Shanghai Tianjin Chongqing Guangzhou Nanjing Wuhan Chengdu Xi'an Hangzhou Cambridge Oxford Amsterdam Tokyo Kyoto Washington Philadelphia Princeton Stanford Berkeley Leipzig Hamburg München Munich Heidelberg Wien Vienna Zürich Zurich Geneva Genève Frankfurt Stuttgart Tübingen Göttingen Moscow Москва Madrid Barcelona Roma Rome Milano Toronto Sydney Melbourne Singapore Taipei Dordrecht Leiden Hague Toulouse Lyon Edinburgh Ithaca Durham Baltimore Bloomington Harmondsworth Westport Hoboken Thousand Oaks Upper Saddle River Englewood Cliffs San Francisco Los Angeles New Haven Hong Kong New Delhi ";

const PROVINCES: &str =
    "河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 广西 西藏 宁夏 新疆";

/// Whether a text is the name of a well-known place of publication.
pub fn place(s: &str) -> bool {
    let t = s.trim_matches(['[', ']', ' ', '.', '。']);
    let t = t.split([',', '，']).next().unwrap_or(t).trim();
    if matches!(t, "S.l" | "S. l" | "s.l" | "出版地不详" | "出版地不詳") {
        return true;
    }
    let han = crate::text::script::has_han(t);
    let t = if han { t.strip_prefix("中国").filter(|r| r.chars().count() > 1).unwrap_or(t) } else { t };
    if han
        && t.chars().count() == 4
        && t.char_indices().nth(2).is_some_and(|(i, _)| PROVINCES.contains(&t[..i]) && PLACE_NAMES.contains(&t[i..]))
    {
        return true;
    }
    let bare = if han && t.chars().count() > 2 { t.strip_suffix(['市', '省', '县']).unwrap_or(t) } else { t };
    bare.len() > 1 && PLACE_NAMES.contains(bare)
}

/// The places, of one word up to three.
static PLACE_NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let starts: Vec<usize> = PLACES.match_indices(' ').map(|(i, _)| i).collect();
    let runs = |n: usize| starts.iter().zip(starts.iter().skip(n)).map(|(a, b)| &PLACES[a + 1..*b]);
    (1..=3).flat_map(runs).collect()
});

/// Whether a text names an edition without a number (修订版, 影印本, Rev. ed.).
pub fn edition(s: &str) -> bool {
    let t = s.trim().trim_end_matches(['.', '。']);
    if t.chars().count() > 24 || t.is_empty() {
        return false;
    }
    if t.ends_with(['本', '版']) {
        return EDITION_WORDS.has(t) && !t.ends_with("年版") && !t.ends_with("出版");
    }
    let lower = t.to_lowercase();
    lower.ends_with(" ed")
        || lower.ends_with(" edition")
        || lower.ends_with(" aufl")
        || lower.ends_with("изд")
        || matches!(lower.as_str(), "rev" | "revised")
}

static EDITION_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::new(EDITIONS));

const EDITIONS: &[&str] = &[
    "修订",
    "增订",
    "影印",
    "标点",
    "點校",
    "点校",
    "校注",
    "校点",
    "刻",
    "抄",
    "鈔",
    "稿本",
    "重印",
    "增补",
    "增補",
    "增訂",
    "修訂",
    "初版",
    "再版",
    "新版",
    "新一版",
    "活字",
    "铅印",
    "石印",
    "排印",
    "整理",
    "全译",
    "节本",
    "节译",
    "注疏",
    "善本",
    "足本",
    "精装",
    "平装",
    "原版",
    "最新",
    "第一版",
    "第二版",
    "第三版",
    "第四版",
    "第五版",
    "第六版",
    "标点",
    "標點",
    "中译",
    "中文版",
    "英文版",
    "插图",
    "典藏",
    "珍藏",
    "通行",
    "缩印",
    "翻译",
    "写本",
    "丛刊本",
    "四库",
    "集成本",
    "丛书本",
    "刊本",
    "石经",
];

const DEGREES: &[&str] = &[
    "博士学位论文",
    "硕士学位论文",
    "学士学位论文",
    "博士後研究報告",
    "博士后研究工作报告",
    "博士后出站报告",
    "博士后研究报告",
    "博士論文",
    "碩士論文",
    "博士學位論文",
    "碩士學位論文",
    "博士论文",
    "硕士论文",
    "学位论文",
    "學位論文",
    "毕业论文",
    "unpublished doctoral dissertation",
    "doctoral dissertation",
    "unpublished doctorial dissertation",
    "doctorial dissertation",
    "ph.d. dissertation",
    "phd dissertation",
    "ph. d. dissertation",
    "ph.d. thesis",
    "phd thesis",
    "doctoral thesis",
    "master's thesis",
    "master’s thesis",
    "master thesis",
    "ma thesis",
    "dissertation",
];

static DEGREE_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::any_case(DEGREES));

/// A degree in a text: where it starts and how long it is.
pub fn degree(s: &str) -> Option<(usize, usize)> {
    DEGREE_WORDS.first(s).map(|(at, word)| (at, word.len()))
}

/// Whether a title names a newspaper.
pub fn newspaper(s: &str) -> bool {
    let t = s.trim();
    if !t.ends_with(['报', '報', '末']) {
        return false;
    }
    [
        "日报",
        "日報",
        "晚报",
        "晚報",
        "时报",
        "時報",
        "早报",
        "晨报",
        "周报",
        "商报",
        "导报",
        "邮报",
        "青年报",
        "法制报",
        "光明日报",
        "新闻报",
        "文摘报",
        "周末",
        "读书报",
    ]
    .iter()
    .any(|e| t.ends_with(e))
        || t.ends_with('报') && !t.ends_with("学报") && !t.ends_with("通报") && !t.ends_with("汇报") && !t.ends_with("公报")
        || t.ends_with("文汇报")
}

/// The kind that a GB/T type mark stands for (`J`, `EB/OL`; carriers and damage aside).
pub fn kind_of_mark(mark: &str) -> Option<Kind> {
    let letters: String =
        mark.chars().take_while(|c| *c != '/' && *c != '／').filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
    Some(match letters.as_str() {
        "M" => Kind::Book,
        "J" => Kind::ArticleJournal,
        "C" => Kind::PaperConference,
        "D" => Kind::Thesis,
        "N" => Kind::ArticleNewspaper,
        "R" => Kind::Report,
        "S" => Kind::Standard,
        "P" => Kind::Patent,
        "EB" | "OL" => Kind::Webpage,
        "DB" | "DS" => Kind::Dataset,
        "CP" => Kind::Software,
        "G" => Kind::Book,
        "A" => Kind::Document,
        "CM" => Kind::Map,
        "PP" => Kind::Article,
        "Z" => Kind::Document,
        _ => return None,
    })
}
