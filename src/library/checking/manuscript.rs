//! Rules about a manuscript and what it cites: missing, unused, repeated, ambiguous keys, missing files and fields.

use super::rule::{Finding, Grade, Rule, nothing};
use crate::citing::manuscript::{Manuscript, Spot};
use crate::citing::{nearest, requirements};
use crate::library::pool::{self, Found, Pool};
use crate::model::{Record, Severity, Var};
use crate::normalise::fold;
use rustc_hash::{FxHashMap, FxHashSet};

const fn rule(name: &'static str, grade: Grade, about: (&'static str, &'static str)) -> Rule {
    Rule { name, grade, suspicious: false, about, fixes: false, run: nothing }
}

/// A key of nothing.
pub const MISSING_KEY: Rule =
    rule("missing-key", Grade::Error, ("A cited key that no entry has; the nearest keys are named", "引用的键没有对应条目；列出相近的键"));
/// A key of the library that the bibliography file lacks.
pub const NOT_IN_FILE: Rule = rule(
    "not-in-file",
    Grade::Error,
    (
        "A cited key that the library has, but not the bibliography file that the manuscript names: export or sync it again",
        "文献库中有此键，但文稿所用的文献文件中没有：请重新导出或同步",
    ),
);
/// An entry that is not cited.
pub const UNUSED: Rule =
    rule("unused-entry", Grade::Note, ("An entry of the manuscript's bibliography file that is cited nowhere", "文献文件中未被引用的条目"));
/// Two entries with one key.
pub const REPEATED: Rule = rule(
    "repeated-key",
    Grade::Error,
    ("Two entries have the same key: programs take the first or stop", "两条目用同一个键：程序取其一或报错"),
);
/// Keys that programs may take for one.
pub const AMBIGUOUS: Rule = rule(
    "ambiguous-key",
    Grade::Warning,
    (
        "Keys that differ in capital letters alone, which BibTeX takes for one, or that stand for different works in the file and the library",
        "仅大小写不同的键（BibTeX 视为同一），或在文件与文献库中指不同文献的键",
    ),
);
/// An alias.
pub const ALIAS: Rule = rule(
    "alias-key",
    Grade::Note,
    ("A key that the work had before; `keys rename` changes it in the manuscript too", "文献的旧键；可用 keys rename 一并更改文稿"),
);
/// One work under two keys.
pub const SAME_WORK: Rule = rule(
    "cited-twice",
    Grade::Warning,
    ("One work is cited under two keys and would stand in the list twice", "同一文献以两个键引用，会在文献表中出现两次"),
);
/// A field that an entry lacks.
pub const LACKING: Rule = rule(
    "missing-field",
    Grade::Warning,
    (
        "A cited entry lacks a field that its type, or the style named with --style, needs",
        "被引条目缺少其类型或 --style 所指样式必备的字段",
    ),
);
/// A file that is not there.
pub const MISSING_FILE: Rule =
    rule("missing-file", Grade::Error, ("A file that the manuscript includes is not there", "文稿包含的文件不存在"));
/// A bibliography file that is not there.
pub const MISSING_BIBLIOGRAPHY: Rule = rule(
    "missing-bibliography",
    Grade::Warning,
    (
        "The bibliography file that the manuscript names is not there; `export --for` writes it",
        "文稿指明的文献文件不存在；可用 export --for 生成",
    ),
);
/// A file that could not be read.
pub const UNREAD: Rule =
    rule("unreadable-file", Grade::Error, ("A file of the manuscript or its bibliography could not be read", "文稿或文献文件无法读取"));
/// A citation in words or numbers that the list lacks.
pub const NOT_LISTED: Rule = rule(
    "cited-not-listed",
    Grade::Error,
    (
        "A citation in plain text, [3] or （张三，2020）, that no entry of the manuscript's own list answers",
        "正文以 [3] 或（张三，2020）引用，文后列表中却没有",
    ),
);
/// An entry of the list that nothing cites.
pub const NOT_CITED: Rule = rule(
    "listed-not-cited",
    Grade::Warning,
    ("An entry of the manuscript's own list that is cited nowhere in the text", "文后列表中的条目在正文中未被引用"),
);
/// A citation in words that several entries answer.
pub const UNCLEAR: Rule = rule(
    "unclear-citation",
    Grade::Warning,
    (
        "A citation in plain text that several entries of the list answer: the year wants a letter (2020a)",
        "正文引用与列表中数条相合：年份后应加字母（2020a）区分",
    ),
);

/// The rules about manuscripts.
pub const MANUSCRIPT_RULES: &[Rule] = &[
    MISSING_KEY,
    NOT_IN_FILE,
    UNUSED,
    REPEATED,
    AMBIGUOUS,
    ALIAS,
    SAME_WORK,
    LACKING,
    MISSING_FILE,
    MISSING_BIBLIOGRAPHY,
    UNREAD,
    NOT_LISTED,
    NOT_CITED,
    UNCLEAR,
];

/// Checks a manuscript against its entries.
///
/// Where the manuscript names bibliography files that are there, `files_decide`: a key must be in one of them.
pub fn against(manuscript: &Manuscript, pool: &Pool, files_decide: bool, style: &str) -> Vec<Finding> {
    let mut check = Check { manuscript, pool, findings: Vec::new() };
    check.files();
    check.keys(files_decide);
    check.entries(files_decide);
    check.lacking(style);
    check.works();
    let mut findings = check.findings;
    findings.extend(super::plain::findings(manuscript));
    findings.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    findings
}

struct Check<'a> {
    manuscript: &'a Manuscript,
    pool: &'a Pool,
    findings: Vec<Finding>,
}

/// A finding at a place of a manuscript.
pub fn at(manuscript: &Manuscript, rule: &Rule, spot: &Spot, key: &str, en: String, zh: String) -> Finding {
    let (path, line, column) = manuscript.place(spot);
    Finding { path, line, column, ..plain(rule, key, en, zh) }
}

fn plain(rule: &Rule, key: &str, message: String, chinese: String) -> Finding {
    Finding {
        rule: rule.name,
        grade: rule.grade,
        suspicious: false,
        entry: 0,
        key: key.to_owned(),
        path: String::new(),
        line: 0,
        column: 0,
        message,
        chinese,
        near: Vec::new(),
        fix: None,
    }
}

impl Check<'_> {
    fn at(&mut self, rule: &Rule, spot: &Spot, key: &str, en: String, zh: String) {
        self.findings.push(at(self.manuscript, rule, spot, key, en, zh));
    }

    /// A finding at an entry of a file.
    fn in_file(&mut self, rule: &Rule, file: usize, entry: usize, en: String, zh: String) {
        let Some(bib) = self.pool.files.get(file) else { return };
        let (line, column) = bib.place(entry);
        let key = bib.import.records.get(entry).map(|r| r.key.clone()).unwrap_or_default();
        let path = bib.path.display().to_string();
        self.findings.push(Finding { path, line, column, entry, ..plain(rule, &key, en, zh) });
    }

    fn files(&mut self) {
        let manuscript = self.manuscript;
        for (path, spot) in &manuscript.missing {
            self.at(&MISSING_FILE, spot, "", format!("{path} is not there"), format!("文件 {path} 不存在"));
        }
        for bibliography in manuscript.bibliographies.iter().filter(|b| !b.exists) {
            let path = bibliography.path.display();
            self.at(&MISSING_BIBLIOGRAPHY, &bibliography.spot, "", format!("{path} is not there"), format!("文献文件 {path} 不存在"));
        }
        for (path, why) in manuscript.unread.iter().chain(&self.pool.unread) {
            let path = path.display().to_string();
            self.findings.push(Finding { path, line: 1, column: 1, ..plain(&UNREAD, "", why.clone(), format!("无法读取：{why}")) });
        }
        for file in &self.pool.files {
            for fault in file.import.faults.iter().filter(|f| f.severity >= Severity::Warning && f.code != "repeated-key") {
                let grade = if fault.severity == Severity::Error { Grade::Error } else { Grade::Warning };
                let (path, line) = (file.path.display().to_string(), fault.line.max(1));
                let found = plain(&UNREAD, "", fault.message.clone(), fault.message.clone());
                self.findings.push(Finding { rule: fault.code, grade, path, line, column: 1, ..found });
            }
        }
    }

    fn keys(&mut self, files_decide: bool) {
        let (manuscript, pool) = (self.manuscript, self.pool);
        let local: FxHashSet<&str> = manuscript.entries.iter().map(|(c, _, _)| c.key.as_str()).collect();
        let mut near: FxHashMap<&str, Vec<String>> = FxHashMap::default();
        let mut told = FxHashSet::default();
        for (cite, spot) in manuscript.cites.iter().filter(|(c, _)| c.record.is_none()) {
            let key = cite.key.as_str();
            if local.contains(key) {
                continue;
            }
            let in_file = !pool.in_files(key).is_empty();
            let work = pool.in_library(key);
            match work {
                Some(_) if files_decide && !in_file => {
                    let en = format!("@{key} is in the library, but not in the bibliography file");
                    self.at(&NOT_IN_FILE, spot, key, en, format!("@{key} 在文献库中，但不在文献文件中"));
                }
                Some(work) if !in_file && work.record.key != key && told.insert(key) => {
                    let current = &work.record.key;
                    self.at(&ALIAS, spot, key, format!("@{key} is now @{current}"), format!("@{key} 现为 @{current}"));
                }
                None if !in_file => {
                    let keys = || pool.file_keys().chain(pool.library_keys.iter().map(String::as_str)).chain(local.iter().copied());
                    let close = near.entry(key).or_insert_with(|| nearest::nearest(key, keys(), 3)).clone();
                    let (mut en, mut zh) = (format!("missing: @{key}"), format!("缺少条目：@{key}"));
                    if !close.is_empty() {
                        let list = close.iter().map(|k| format!("@{k}")).collect::<Vec<_>>().join(", ");
                        en.push_str(&format!("  did you mean {list}?"));
                        zh.push_str(&format!("  是否为 {list}？"));
                    }
                    self.at(&MISSING_KEY, spot, key, en, zh);
                    if let Some(last) = self.findings.last_mut() {
                        last.near = close;
                    }
                }
                _ => {}
            }
        }
    }

    /// Unused, repeated and ambiguous keys of the files.
    fn entries(&mut self, files_decide: bool) {
        let pool = self.pool;
        let mut used: FxHashSet<&str> = self.manuscript.cites.iter().map(|(c, _)| c.key.as_str()).collect();
        loop {
            let before = used.len();
            for file in &pool.files {
                for record in &file.import.records {
                    if used.contains(record.key.as_str()) || pool::ids(record).iter().any(|id| used.contains(id.as_str())) {
                        used.insert(&record.key);
                        used.extend(pool::parents(record));
                    }
                }
            }
            if used.len() == before {
                break;
            }
        }
        let mut seen: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        let mut folded: FxHashMap<String, &str> = FxHashMap::default();
        for (f, file) in pool.files.iter().enumerate() {
            for (i, record) in file.import.records.iter().enumerate().filter(|(_, r)| !r.key.is_empty()) {
                let key = record.key.as_str();
                if let Some(&(of, oi)) = seen.get(key) {
                    let place = format!("{}:{}", pool.files[of].path.display(), pool.files[of].place(oi).0);
                    self.in_file(
                        &REPEATED,
                        f,
                        i,
                        format!("the key {key} is used twice, first in {place}"),
                        format!("键 {key} 重复，首见于 {place}"),
                    );
                    continue;
                }
                seen.insert(key, (f, i));
                match folded.get(&key.to_lowercase()) {
                    Some(other) if *other != key => {
                        let other = (*other).to_owned();
                        self.in_file(
                            &AMBIGUOUS,
                            f,
                            i,
                            format!("the keys {key} and {other} differ in capitals alone"),
                            format!("键 {key} 与 {other} 仅大小写不同"),
                        );
                    }
                    _ => drop(folded.insert(key.to_lowercase(), key)),
                }
                if files_decide && !self.manuscript.everything && !used.contains(key) {
                    self.in_file(&UNUSED, f, i, format!("{key} is not cited"), format!("{key} 未被引用"));
                }
            }
        }
    }

    /// Fields that cited entries lack, told where the entry stands, else where it is cited first.
    fn lacking(&mut self, style: &str) {
        let (manuscript, pool) = (self.manuscript, self.pool);
        let mut told = FxHashSet::default();
        for (cite, spot) in &manuscript.cites {
            let found = pool.in_files(&cite.key).first().copied();
            let record: Option<&Record> = match (&cite.record, found) {
                (Some(record), _) => Some(record),
                (None, Some(found)) => pool.record(found),
                (None, None) => pool.in_library(&cite.key).map(|w| &w.record),
            };
            let Some(face) = record.and_then(|r| r.faces.first()) else { continue };
            if !told.insert((cite.key.as_str(), face.get(Var::Title))) {
                continue;
            }
            let fields = requirements::lacking(face, style);
            if fields.is_empty() {
                continue;
            }
            let (kind, key) = (face.kind.as_str(), &cite.key);
            let (en, zh) = (format!("{key}: {kind} without {}", fields.join(", ")), format!("{key}：{kind} 缺少 {}", fields.join("、")));
            match found {
                Some(Found::File(f, i)) if cite.record.is_none() => self.in_file(&LACKING, f, i, en, zh),
                _ => self.at(&LACKING, spot, key, en, zh),
            }
        }
    }

    /// One work under two keys; one key for two works.
    fn works(&mut self) {
        let (manuscript, pool) = (self.manuscript, self.pool);
        let mut by_work: FxHashMap<String, &str> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for (cite, spot) in manuscript.cites.iter().filter(|(c, _)| c.record.is_none()) {
            let key = cite.key.as_str();
            if !seen.insert(key) {
                continue;
            }
            let in_file = pool.in_files(key).first().and_then(|f| pool.record(*f));
            let work = pool.in_library(key);
            let name = match (work, in_file) {
                (Some(work), _) => format!("#{}", work.id),
                (None, Some(record)) => identity(record),
                (None, None) => continue,
            };
            if let (Some(work), Some(record)) = (work, in_file)
                && let (a, b) = (identity(&work.record), identity(record))
                && !a.is_empty()
                && !b.is_empty()
                && a != b
                && title(&work.record) != title(record)
            {
                let en = format!("@{key} stands for different works in the file and the library");
                self.at(&AMBIGUOUS, spot, key, en, format!("@{key} 在文件与文献库中指不同文献"));
            }
            match by_work.get(&name) {
                _ if name.is_empty() => {}
                Some(other) => {
                    let en = format!("@{key} is the same work as @{other}");
                    let zh = format!("@{key} 与 @{other} 是同一文献");
                    self.at(&SAME_WORK, spot, key, en, zh);
                }
                None => drop(by_work.insert(name, key)),
            }
        }
    }
}

/// What tells whether two entries are plainly one work: title, year, first author and place in the container.
fn identity(record: &Record) -> String {
    let Some(face) = record.faces.first() else { return String::new() };
    let title = title(record);
    if title.chars().count() < 6 {
        return String::new();
    }
    let author = face.authors().first().map(fold::family).unwrap_or_default();
    format!("{title}\t{author}\t{:?}\t{}\t{}\t{}", face.year(), face.get(Var::Volume), face.get(Var::Page), face.get(Var::Edition))
}

fn title(record: &Record) -> String {
    record.faces.first().map(|f| fold::title(f.get(Var::Title))).unwrap_or_default()
}
