//! Tells corporate bodies from persons, in Chinese and in Latin script.

use super::surnames;
use crate::text::script::is_han;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Endings of Chinese names of bodies that no given name has.
const HAN_ENDINGS: &[&str] = &[
    "大学",
    "学院",
    "学校",
    "研究所",
    "研究院",
    "研究中心",
    "中心",
    "委员会",
    "委員會",
    "协会",
    "協會",
    "学会",
    "學會",
    "公司",
    "集团",
    "出版社",
    "编辑部",
    "编写组",
    "课题组",
    "项目组",
    "小组",
    "办公室",
    "法院",
    "检察院",
    "政府",
    "国务院",
    "银行",
    "图书馆",
    "圖書館",
    "博物馆",
    "博物館",
    "档案馆",
    "纪念馆",
    "杂志社",
    "报社",
    "通讯社",
    "联盟",
    "联合会",
    "基金会",
    "组织",
    "联合国",
    "大會",
    "大会",
    "大學",
    "學院",
    "總署",
    "总局",
    "总署",
    "国家",
    "共和国",
    "医院",
    "电视台",
    "网站",
    "人大",
    "常委会",
    "代表大会",
    "中央",
    "党委",
    "支部",
    "工作组",
    "编委会",
    "编纂委员会",
    "领导小组",
    "实验室",
    "科学院",
    "工程院",
    "社科院",
    "事务所",
    "书店",
    "书局",
    "印书馆",
    "工厂",
    "企业",
    "机构",
    "平台",
    "联盟",
    "论坛",
    "俱乐部",
    "剧院",
    "剧团",
    "乐团",
    "研究会",
    "促进会",
    "商会",
    "工会",
    "议会",
    "国会",
    "法庭",
    "统计局",
    "委办",
    "指挥部",
    "司令部",
    "参谋部",
    "党史研究室",
    "研究室",
    "教研室",
    "文献室",
    "编写委员会",
    "課題組",
    "協会",
    "機構",
    "出版部",
    "編集部",
    "编集部",
    "联席会议",
    "会议",
];

/// The last characters of [`HAN_ENDINGS`].
static HAN_FINALS: LazyLock<FxHashSet<char>> = LazyLock::new(|| HAN_ENDINGS.iter().filter_map(|e| e.chars().last()).collect());

/// Last characters of short names of bodies (教育部, 统计局); given names do not end so.
const HAN_LAST: &str = "部局院厅署委處处庁庭廳";

/// Last characters that speak for a body where the first is no surname.
const HAN_WEAK: &str = "会會社所司网站报報组組馆館台厂室系校店团團军国國盟行";

/// Names of bodies that look like persons.
const HAN_KNOWN: &[&str] = &["国务院", "国务委", "新华社", "联合国", "欧盟", "中科院", "人民网", "新华网", "发改委", "世界银行", "佚名"];

/// Whether a name in Han characters (without spaces and marks) is a body rather than a person.
pub fn han(name: &str) -> bool {
    let n = name.chars().filter(|c| is_han(*c)).count();
    if n <= 1 {
        return false;
    }
    let (Some(first), Some(last)) = (name.chars().next(), name.chars().last()) else { return false };
    if HAN_KNOWN.contains(&name) || n >= 3 && HAN_FINALS.contains(&last) && HAN_ENDINGS.iter().any(|e| name.ends_with(e)) {
        return true;
    }
    n >= 3 && HAN_LAST.contains(last)
        || n >= 4 && HAN_WEAK.contains(last)
        || n == 3 && HAN_WEAK.contains(last) && !surnames::is_single(first)
}

/// Words that only bodies have, in lower case.
const STRONG: &str = " academy academia administration agency alliance association associates authority bureau center centre centro coalition collaboration college comisión comité commission committee commonwealth company confederation consejo consortium corporation corp council department dept directorate federation fondation forum foundation fundación gesellschaft gmbh government inc incorporated initiative institut institute institution instituto istituto kommission laboratory laboratories library llc llp ltd limited ministère ministerio ministerium ministry museum nations observatory organisation organization organisations organizations parliament partnership secretariat senate société sociedad society stiftung subcommittee taskforce treasury union universidad universidade universität università universität université university universities univ verband verein zentrum bundesamt bundesregierung bundesministerium akademie agence ecole école hochschule nasa unesco unicef oecd who un wto ipcc ieee iso iec commissie hospital collaborative investigators collaborators consultants editors staff survey registry programme program project network faculty ministério secretaria secretaría departamento gobierno governo asociación associação association fundação fundacion comissão comision comite consiglio ministero bundestag landtag regierung académie ";

/// Words that bodies have, but surnames too.
const WEAK: &str = " bank banks board church court division fund group house office panel party press school service services states team trust unit working assembly conference congress international national federal european united global world american british chinese german french canadian australian royal central people's republic kingdom bundes state public health research science sciences news times daily post study systems technologies technology ";

/// Small words inside names of bodies.
const JOINS: &[&str] = &["of", "for", "on", "the", "in", "to", "against", "für", "pour", "para"];

static STRONG_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STRONG.split_whitespace().collect());
static WEAK_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WEAK.split_whitespace().collect());

/// How much a name in Latin script looks like a body: 0 not at all, 1 it could be, 2 certainly.
pub fn latin(name: &str) -> u8 {
    let (mut words, mut weak, mut join, mut initials) = (0, 0, false, false);
    let mut strong = false;
    let mut lower = String::new();
    for raw in name.split([' ', ',', '(', ')', '/', '\u{a0}']).filter(|w| !w.is_empty()) {
        words += 1;
        let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
        lower.clear();
        if bare.is_ascii() {
            lower.push_str(bare);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(bare.chars().flat_map(char::to_lowercase));
        }
        strong |= STRONG_SET.contains(lower.as_str());
        weak += u32::from(WEAK_SET.contains(lower.as_str()));
        join |= words > 1 && JOINS.contains(&raw);
        let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
        initials |= letters == 1 && !bare.chars().any(|c| c.is_ascii_digit()) && bare.chars().all(char::is_uppercase);
    }
    let article = name.starts_with("The ") || name.starts_with("the ");
    if initials && !join && !(strong && words > 3) {
        return 0;
    }
    if strong && words > 1 || join && words > 2 || article && words > 1 || weak >= 2 {
        2
    } else if strong || weak == 1 && words > 2 || numbered(name) {
        if strong || weak == 1 { 1 } else { 2 }
    } else {
        0
    }
}

/// Whether a name in Latin script has a word that only bodies have.
pub fn named(name: &str) -> bool {
    name.split([' ', ',', '(', ')', '/']).any(|w| STRONG_SET.contains(w.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether a number belongs to the name; an ordinal behind it (`Dorn GW 2nd`) is a person's.
fn numbered(name: &str) -> bool {
    name.split(' ').any(|w| w.bytes().any(|b| b.is_ascii_digit()) && !super::parts::is_suffix(w))
}

/// Whether a single word is an acronym of a body (`IHME`, `ISO`, `IEC`): capitals only, short, no pinyin surname.
pub fn acronym(word: &str) -> bool {
    let n = word.chars().count();
    (2..=6).contains(&n)
        && word.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '-' | '&') || c.is_ascii_digit())
        && !surnames::is_pinyin(&word.to_lowercase())
}
