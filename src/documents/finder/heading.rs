//! Headings: of reference lists and notes, of parts of a list, of what ends a list; labels of source lines.

use super::Site;
use crate::text::lists::{Inside, Starts};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Names of reference lists, folded (see [`fold`]).
const LISTS: &str = "主要参考文献 参考文献目录 参考文献列表 参考文献 主要参考书目 参考书目 参考书籍 参考著作 参考论文 参考资料来源 参考资料 参考来源 参考链接 主要引用文献 引用文献 引用书目 引用资料 征引文献 征引书目 引征书目 引文出处 引证文献 \
    文献目录 参照文献 延伸阅读 资料来源 文献来源 参考与引用 引文 文献 参考 书目 listofreferences references reference referencelist referencescited \
    citedreferences selectedreferences keyreferences selectedbibliography selectbibliography bibliography bibliographicreferences \
    workscited worksconsulted literaturecited citedliterature furtherreading sourcescited literaturverzeichnis literatur \
    quellenverzeichnis literaturangaben quellenundliteratur quellen références référencesbibliographiques bibliographie \
    ouvragescités referencias referenciasbibliográficas bibliografía referências referênciasbibliográficas bibliografia \
    riferimentibibliografici списоклитературы списокиспользованнойлитературы списокиспользованныхисточников литература \
    библиография библиографическийсписок referenties referenser 참고문헌";

/// Names of lists of notes, folded.
const NOTES: &str = "注释与参考文献 注释及参考文献 参考文献与注释 参考文献及注释 引文与注释 引文注释 本文注释 全文注释 注释 注解 尾注 脚注 附注 注 notesandreferences referencesandnotes endnotes \
    footnotes notes anmerkungen endnoten fußnoten примечания notas note";

/// The words of a list that is written as one string.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(' ').filter(|word| !word.is_empty())
}

/// Names of lists by their first characters.
static NAMES: LazyLock<Starts<Site>> =
    LazyLock::new(|| Starts::longest_first(words(LISTS).map(|w| (w, Site::Entry)).chain(words(NOTES).map(|w| (w, Site::Note)))));

/// What a heading of a list announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Entries or notes.
    pub site: Site,
    /// Whether the word is so common that only what follows can prove the list.
    pub weak: bool,
}

/// Whether the whole line is the heading of a list.
pub fn list(line: &str) -> Option<Announced> {
    if line.len() > 160 || line.contains("...") || line.contains("……") || line.contains("····") {
        return None;
    }
    let name = unnumbered(line);
    if !folded(name).next().is_some_and(|first| NAMES.begin_with(first)) {
        return None;
    }
    let mut rest: &str = &fold(name);
    let mut site = None;
    let mut weak = false;
    for _ in 0..3 {
        let (word, found) = NAMES.of(rest)?;
        weak |= matches!(
            word,
            "文献"
                | "参考"
                | "书目"
                | "注"
                | "note"
                | "notes"
                | "reference"
                | "引文"
                | "资料来源"
                | "notas"
                | "quellen"
                | "literatur"
                | "литература"
        );
        site = site.or(Some(found));
        rest = &rest[word.len()..];
        // The English name after the Chinese one, or how many there are.
        let count = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.is_empty() || matches!(count, "篇" | "条" | "略" | "附后") || (count.is_empty() && line.contains(['(', '（', '['])) {
            return site.map(|site| Announced { site, weak });
        }
    }
    None
}

/// Names of lists that a first entry may follow on the same line.
const INSIDE: &[&str] = &[
    "参考文献",
    "參考文獻",
    "引用文献",
    "参考资料",
    "參考資料",
    "参考书目",
    "注释",
    "註釋",
    "References",
    "REFERENCES",
    "Bibliography",
    "Works Cited",
    "Literature Cited",
];

static INSIDE_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::overlapping(INSIDE.iter().copied()));

/// The heading of a list in the middle or at the start of a line that goes on with the first entry: where the entry begins.
pub fn with_entry(line: &str) -> Option<(Announced, usize)> {
    if !INSIDE_WORDS.has(line) {
        return None;
    }
    for word in INSIDE {
        for (at, _) in line.match_indices(word).take(4) {
            let after = &line[at + word.len()..];
            let joined = after.trim_start_matches(['如', '下', '为', '是', '列', '表', '*', '_', '】', '］', ']', '〉']);
            let open =
                joined.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '【' | '“' | '—' | '.' | '｜' | '|'));
            // `【[1]` and `【1】` differ: the bracket belongs to the mark where a number follows it.
            let rest = if open.starts_with(|c: char| c.is_ascii_digit()) && joined.contains('【') {
                joined.trim_start_matches([':', '：', ' '])
            } else {
                open
            };
            let offset = line.len() - rest.len();
            let Some(mark) = super::marks::at_start(rest) else {
                let separate = at < 24 && joined.trim_start().starts_with([':', '：', '】']) || (at == 0 && after.starts_with("  "));
                if separate && super::signs::signs(rest).score >= 4 {
                    return Some((Announced { site: Site::Entry, weak: true }, offset));
                }
                continue;
            };
            if mark.number == 1 && !rest[mark.rest..].is_empty() {
                let site = if matches!(*word, "注释" | "註釋") { Site::Note } else { Site::Entry };
                return Some((Announced { site, weak: true }, offset));
            }
        }
    }
    None
}

/// Words that headings of parts of a list have.
const PARTS: &str = "中文 英文 外文 日文 西文 俄文 韩文 法文 德文 古籍 史料 档案 专著 著作 论文 期刊 报纸 报刊 学位 网络 网站 电子 译著 其他 资料 文献 文集 方志 图书 书籍 文章 工具书 法规 法律 标准 专利 报告 中国 国外 \
        国内 史籍 碑刻 年鉴 会议 典籍 原典 近人 今人 传统 專書 primary secondary source book article journal thes dissertation website online chinese \
        english japanese manuscript newspaper archiv report chapter conference publication unpublished published statut case \
        legislation interview other works internet document monograph";

static PART_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::overlapping(words(PARTS)));

/// Whether the line is the heading of a part of a list (一、古籍; Primary sources; 英文文献).
pub fn part(line: &str) -> bool {
    let name = fold(unnumbered(line));
    (2..=60).contains(&name.len())
        && !line.ends_with(['。', '.', '，', ','])
        && PART_WORDS.has(&name)
        && !line.contains(|c: char| c.is_ascii_digit() && !line.starts_with(c))
        && super::signs::signs(line).score <= 1
}

/// What follows something that ends a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Anything.
    Open,
    /// The document's own citation, in this paragraph or the next.
    OwnCitation,
    /// The author's own works, up to the next heading.
    OwnWorks,
}

/// How a word ends a list.
#[derive(Clone, Copy)]
enum Ending {
    /// It announces the document's own citation.
    Own,
    /// It announces the author's own works.
    Works,
    /// Where it is the whole line.
    Exact,
    /// Where the line begins with it.
    Front,
}

const OWN: &str = "引用本文 本文引用 引用格式 引文格式 推荐引用 citethisarticle citethis howtocite recommendedcitation suggestedcitation tocitethis pleasecite \
        citationinformation";
const WORKS: &str = "攻读 在学期间 在读期间 博士期间 硕士期间 发表的学术论文 发表论文 已发表 publicationsby listofpublications papersby";
const EXACT: &str = "share coins figurelegends figurelegend figurecaptions listoffigures tablelegends user assistant human system abstract summary 摘要 关键词 keywords download downloads relatedarticles \
        similararticles citedby comments 评论 metrics views index 索引 后记 跋 外部链接 externallinks 参见 seealso 用户 助手 appendices figures \
        tables 关于作者 声明 用户登录 userlogin ai chatgpt claude";
const FRONT: &str = "received revisionreceived revisionaccepted manuscriptreceived 分类： 分類： 分类: 本页面 本頁面 thispagewas categories: retrievedfrom 上一篇 下一篇 相关文章 相关阅读 转载请注明 致谢 致辞 附录 附表 附图 作者简介 作者介绍 作者信息 作者单位 个人简历 攻读 在学期间 发表的学术论文 发表论文 原创性声明 独创性声明 学位论文原创 收稿日期 责任编辑 基金项目 通讯作者 appendix acknowledg \
        abouttheauthor authorcontribution authorinformation authordetails funding conflictofinterest conflictsofinterest \
        competinginterest declarationof dataavailability supplementary supportinginformation rightsandpermissions copyright © \
        publishersnote additionalinformation abstract: 摘要: 摘要： keywords: 关键词: 关键词： 英文摘要 翻译 辞谢";

/// The words that end lists, in the order in which they are believed.
static ENDS: LazyLock<Starts<Ending>> = LazyLock::new(|| {
    let lists = [(OWN, Ending::Own), (WORKS, Ending::Works), (EXACT, Ending::Exact), (FRONT, Ending::Front)];
    Starts::longest_first(lists.into_iter().flat_map(|(list, ending)| words(list).map(move |word| (word, ending))))
});

/// What ends a list for certain: headings and footers that come after references.
pub fn ends(line: &str) -> Option<End> {
    if line.len() > 600 {
        return None;
    }
    let bare = unnumbered(line);
    let spelled =
        || line.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '#' | '【' | '】' | '[' | ']')).flat_map(char::to_lowercase);
    let begins = |first: Option<char>| first.is_some_and(|first| ENDS.begin_with(first));
    if !begins(folded(bare).next()) && !begins(spelled().next()) {
        return None;
    }
    let (name, colon) = (fold(bare), spelled().take(12).collect::<String>());
    let score = || super::signs::signs(line).score;
    let mut open = false;
    for (word, ending) in ENDS.each(&name) {
        match ending {
            Ending::Own => return Some(End::OwnCitation),
            Ending::Works if name.len() <= 90 && score() <= 1 => return Some(End::OwnWorks),
            Ending::Works => {}
            Ending::Exact => open |= name == word && name.len() <= 30,
            Ending::Front => open |= (name.len() <= word.len() + 60 || colon.starts_with(word)) && !(line.ends_with('.') && score() >= 3),
        }
    }
    open |= ENDS.each(&colon).any(|(_, ending)| matches!(ending, Ending::Front)) && !(line.ends_with('.') && score() >= 3);
    open.then_some(End::Open)
}

/// A line as headings are compared: letters and digits only, lower case, Simplified.
pub fn fold(line: &str) -> String {
    folded(line).collect()
}

fn folded(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric() || *c == '©').take(80).flat_map(char::to_lowercase).map(simplified)
}

/// The characters of headings with their Simplified forms behind them.
const PAIRS: &str = "參参獻献書书註注釋释資资來来徵征錄录腳脚論论證证關关鍵键詞词謝谢簡简後后記记網网絡络檔档專专報报學学譯译誌志連链結结閱阅讀读數数據据圖图處处";

static SIMPLIFIED: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let mut pairs = PAIRS.chars();
    std::iter::from_fn(|| pairs.next().zip(pairs.next())).collect()
});

/// The characters of headings in Simplified form.
fn simplified(c: char) -> char {
    if c.is_ascii() { c } else { SIMPLIFIED.get(&c).copied().unwrap_or(c) }
}

/// The line without Markdown marks and section numbers in front (`## 陸、`, `7.`, `VII.`, `第六章`, `（六）`).
fn unnumbered(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| {
        matches!(c, '#' | '*' | '_' | '=' | '>' | '【' | '［' | '[' | '〔' | '《' | '<' | '■' | '◆' | '□' | '•' | '-') || c.is_whitespace()
    });
    let open = line.trim_start_matches(['(', '（', '第', '§']);
    let body = open.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | '．') || "一二三四五六七八九十百零壹貳贰參叁肆伍陸陆柒捌玖拾".contains(c)
    });
    let number = &open[..open.len() - body.len()];
    let roman = if number.is_empty() {
        open.trim_start_matches(['I', 'V', 'X', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', 'Ⅶ', 'Ⅷ', 'Ⅸ', 'Ⅹ'])
    } else {
        body
    };
    let closed = roman.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '、' | '.' | '．' | ')' | '）' | '章' | '节' | '節' | '部' | '分' | ':' | '：' | ',' | '，')
    });
    if roman.len() < open.len()
        && (closed.len() < roman.len() || number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !number.is_empty())
    {
        closed
    } else {
        line
    }
}

/// Labels of source lines.
const LABELS: &[&str] = &[
    "数据来源",
    "資料來源",
    "资料来源",
    "數據來源",
    "图片来源",
    "圖片來源",
    "材料来源",
    "资料出处",
    "資料出處",
    "图表来源",
    "表格来源",
    "数据出处",
    "图源",
    "Data source",
    "Data sources",
    "Data Source",
    "Sources",
    "Source",
    "SOURCE",
    "Sources",
    "来源",
    "來源",
    "出处",
];

static LABEL_WORDS: LazyLock<Inside> = LazyLock::new(|| Inside::overlapping(LABELS.iter().copied()));

/// Where the source named in a figure's or table's source line begins (`数据来源：…`, `注：…。资料来源：…`, `Source: …`).
///
/// The second value says whether the label alone does not prove it (来源 also names the site a text was taken from).
pub fn source(line: &str) -> Option<(usize, bool)> {
    if line.len() > 1500 || !LABEL_WORDS.has(line) {
        return None;
    }
    for label in LABELS {
        for (at, _) in line.match_indices(label).take(3) {
            let before = line[..at].trim_end();
            let free = before.is_empty()
                || before.ends_with(['。', '；', ';', '.', '（', '(', '*', '_', '】', '|', '>'])
                || before.ends_with(['：', ':']) && before.len() < 16;
            let after = line[at + label.len()..].trim_start_matches(['*', '_', ' ', ']', '】', '〕']);
            let Some(colon) = after.chars().next().filter(|c| matches!(c, ':' | '：')) else { continue };
            if free {
                let rest = after[colon.len_utf8()..].trim_start_matches(['*', '_', ' ', '\u{3000}']);
                return Some((line.len() - rest.len(), matches!(*label, "来源" | "來源" | "出处")));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_announced_in_every_usual_way() {
        for line in [
            "参考文献",
            "参 考 文 献",
            "【参考文献】",
            "［参考文献］",
            "參考文獻",
            "主要参考文献",
            "## 陸、\t參考文獻",
            "六、参考文献",
            "7. References",
            "# 参考文献：",
            "**参考文献**",
            "參考資料",
            "徵引書目",
            "参考来源",
            "參、參考書目",
            "References",
            "REFERENCES:",
            "Works Cited",
            "Literature Cited",
            "VII. Bibliography",
            "Literaturverzeichnis",
            "Références",
            "Список литературы",
            "参考文献 (References)",
            "参考文献/References:",
            "第七章 参考文献",
            "References (45)",
            "[参考文献]",
            "<参考文献>",
            "Selected Bibliography",
            "参考文献(12篇)",
            "## 参考来源",
        ] {
            assert_eq!(list(line).map(|a| a.site), Some(Site::Entry), "{line}");
        }
        for line in ["注释", "註釋", "注 释：", "Notes", "尾注", "Endnotes", "Notes and References", "注释与参考文献", "[注释]", "【註釋】"]
        {
            assert_eq!(list(line).map(|a| a.site), Some(Site::Note), "{line}");
        }
        for line in [
            "参考文献 ........ 45",
            "参考文献著录规则",
            "References are listed below",
            "参考文献 87",
            "本文的参考文献",
            "Notes on style",
            "参",
            "注意",
            "文献综述",
            "参考文献……12",
        ] {
            assert_eq!(list(line), None, "{line}");
        }
    }

    #[test]
    fn a_heading_on_the_line_of_its_first_entry_is_seen() {
        for (line, rest) in [
            ("请插入引用。参考文献如下：【[1]PITIC A G. X[J]", "[1]PITIC A G. X[J]"),
            ("References 1. Smith J. A. 2001.", "1. Smith J. A. 2001."),
            ("参考文献：[1] 王娜. 甲[J]", "[1] 王娜. 甲[J]"),
            ("【参考文献】[1]王娜", "[1]王娜"),
        ] {
            assert_eq!(with_entry(line).map(|(_, at)| &line[at..]), Some(rest), "{line}");
        }
        assert_eq!(with_entry("参考文献著录规则见[1]和[2]"), None);
        assert_eq!(with_entry("See the References [12] for more"), None);
    }

    #[test]
    fn what_follows_a_list_ends_it() {
        for line in [
            "致 谢",
            "八、致谢",
            "附录A 问卷",
            "Appendix A",
            "Acknowledgements",
            "作者简介：李明，教授",
            "**User**",
            "**Assistant**",
            "Share",
            "COinS",
            "Abstract: This paper",
            "摘 要：本文",
            "About the Author",
            "收稿日期：2019-01-01",
        ] {
            assert!(ends(line).is_some(), "{line}");
        }
        for line in ["[1] 王娜. 附录研究[J]. 2001.", "Abstract algebra. New York: Springer, 1999.", "Shared understanding. 2001."] {
            assert!(ends(line).is_none(), "{line}");
        }
        assert_eq!(ends("引用本文：王娜. 甲[J]"), Some(End::OwnCitation));
        assert_eq!(ends("攻读博士学位期间发表的学术论文"), Some(End::OwnWorks));
    }

    #[test]
    fn the_label_of_a_source_line_is_cut_off() {
        for (line, rest) in [
            ("数据来源：National Science Board, 2020.", "National Science Board, 2020."),
            ("注：括号内为标准误。资料来源：王娜《甲》", "王娜《甲》"),
            ("Source: Smith (2001).", "Smith (2001)."),
            ("（資料來源：某書，頁5）", "某書，頁5）"),
        ] {
            assert_eq!(source(line).map(|(at, _)| &line[at..]), Some(rest), "{line}");
        }
        assert_eq!(source("The source: unknown"), None);
        assert_eq!(source("本文数据来源于统计局"), None);
    }
}
