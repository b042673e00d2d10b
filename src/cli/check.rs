//! `yinwen check`: manuscripts against what they cite; the library or bibliography files against the rules.

use super::args::{CheckArgs, Global};
use super::report::{Exit, Outcome, Talk, Trouble};
use super::{input, output, sources};
use crate::formats::{Input, ledger};
use crate::library::checking::{self, Finding, Grade};
use crate::library::pool::BibFile;
use crate::model::Record;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &CheckArgs, global: &Global, talk: &Talk) -> Outcome {
    if args.rules || args.explain.is_some() {
        return explain(args, talk);
    }
    if let Some(unknown) = args.only.iter().chain(&args.skip).find(|r| checking::find(r).is_none()) {
        return Err(unknown_rule(unknown));
    }
    let (bibliographies, manuscripts): (Vec<PathBuf>, Vec<PathBuf>) = args.paths.iter().cloned().partition(|p| sources::is_bibliography(p));
    let mut findings = Vec::new();
    if args.paths.is_empty() {
        findings = library(args, global, talk)?;
    }
    for path in &bibliographies {
        findings.extend(file(path, args, talk)?);
    }
    if !manuscripts.is_empty() {
        let found = sources::sources(&manuscripts, &args.input, global, talk)?;
        let style = args.style.as_deref().unwrap_or_default();
        findings.extend(checking::against(&found.manuscript, &found.pool, found.files_decide, style));
    }
    let wanted = |f: &Finding| (args.only.is_empty() || args.only.iter().any(|r| r == f.rule)) && !args.skip.iter().any(|r| r == f.rule);
    findings.retain(wanted);
    print(&findings, args, talk)?;
    Ok(if findings.iter().any(|f| f.grade > Grade::Note) { Exit::Findings } else { Exit::Clean })
}

fn unknown_rule(name: &str) -> Trouble {
    let near = crate::citing::nearest::nearest(name, checking::all().map(|r| r.name), 3);
    let trouble = Trouble::usage(format!("unknown rule: {name}"));
    if near.is_empty() {
        trouble.hint("yinwen check --rules lists them")
    } else {
        trouble.hint(format!("did you mean {}?", near.join(", ")))
    }
}

/// `--explain RULE`, `--rules`.
fn explain(args: &CheckArgs, talk: &Talk) -> Outcome {
    let rules: Vec<_> = match &args.explain {
        Some(name) => vec![checking::find(name).ok_or_else(|| unknown_rule(name))?],
        None => checking::all().collect(),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if talk.json || talk.ndjson {
        let rows: Vec<Value> = rules
            .iter()
            .map(|r| {
                json!({"rule": r.name, "severity": r.grade.as_str(), "fixes": r.fixes, "suspicious": r.suspicious,
                            "about": talk.tr(r.about.0, r.about.1)})
            })
            .collect();
        drop(out);
        super::report::print_json(&rows, talk)?;
        return Ok(Exit::Clean);
    }
    for rule in rules {
        let fixes = if rule.fixes { talk.tr(" (fixes)", "（可修正）") } else { "" };
        writeln!(out, "{} [{}]{fixes}\n  {}", rule.name, rule.grade.as_str(), talk.tr(rule.about.0, rule.about.1))?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// The works of the library.
fn library(args: &CheckArgs, global: &Global, talk: &Talk) -> Result<Vec<Finding>, Trouble> {
    let mut library = super::place::open(global, talk)?;
    let works = library.to_check()?;
    let records: Vec<&Record> = works.iter().map(|w| &w.record).collect();
    let mut findings = checking::entries(&records, args.style.as_deref().unwrap_or_default());
    findings.extend(library.open_pairs(&works)?);
    if !args.fix {
        return Ok(findings);
    }
    let chosen = |f: &Finding| args.only.is_empty() || args.only.iter().any(|r| r == f.rule);
    let (fixes, rest): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|f| f.fix.is_some() && chosen(f) && !args.skip.iter().any(|r| r == f.rule));
    tell(&fixes, talk);
    if args.dry_run {
        talk.say(talk.tr("Nothing was changed (dry run).", "未作任何改动（试运行）。"));
        return Ok(rest);
    }
    if let Some(op) = library.fix(&works, &fixes)? {
        talk.say(format!(
            "{} {}. {} {op}",
            fixes.len(),
            talk.tr("corrected", "处已修正"),
            talk.tr("Take it back with: yinwen undo", "撤销：yinwen undo")
        ));
    }
    Ok(rest)
}

/// Says what fixes change.
fn tell(fixes: &[Finding], talk: &Talk) {
    for finding in fixes {
        talk.say(format!("  @{}  {} [{}]", finding.key, talk.tr(&finding.message, &finding.chinese), finding.rule));
    }
}

/// The entries of a bibliography file.
fn file(path: &Path, args: &CheckArgs, talk: &Talk) -> Result<Vec<Finding>, Trouble> {
    let bytes = input::bytes(path)?;
    let bib = BibFile::read(path, bytes).map_err(|e| Trouble::failed(format!("{}: {e}", path.display())))?;
    let mut findings = checking::entries(&bib.import.records, args.style.as_deref().unwrap_or_default());
    findings.extend(checking::duplicates(&bib.import.records));
    if args.fix {
        findings = fix_file(&bib, findings, args, talk)?;
    }
    for finding in &mut findings {
        (finding.line, finding.column) = bib.place(finding.entry);
        finding.path = path.display().to_string();
    }
    let pool = {
        let mut pool = crate::library::pool::Pool::default();
        pool.add(bib);
        pool
    };
    let mut all = checking::against(&crate::citing::manuscript::Manuscript::default(), &pool, false, "");
    all.extend(findings);
    all.sort_by_key(|f| (f.line, f.column));
    Ok(all)
}

/// Corrects a file in place: only the fields that change are written new. Returns the findings that are left.
fn fix_file(bib: &BibFile, findings: Vec<Finding>, args: &CheckArgs, talk: &Talk) -> Result<Vec<Finding>, Trouble> {
    let chosen = |f: &Finding| args.only.is_empty() || args.only.iter().any(|r| r == f.rule);
    let (fixes, rest): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|f| f.fix.is_some() && chosen(f) && !args.skip.iter().any(|r| r == f.rule));
    let mut records = bib.import.records.clone();
    for (i, record) in records.iter_mut().enumerate() {
        let mine: Vec<&Finding> = fixes.iter().filter(|f| f.entry == i).collect();
        if !mine.is_empty() {
            *record = checking::fixed(record, &mine);
        }
    }
    tell(&fixes, talk);
    if args.dry_run || fixes.is_empty() {
        talk.say(talk.tr("Nothing was changed (dry run).", "未作任何改动（试运行）。"));
        return Ok(rest);
    }
    let input = Input::new(&bib.bytes, &bib.path);
    let bytes = ledger::again(&input, bib.format, &bib.import, &records)
        .ok_or_else(|| Trouble::failed(format!("{}: {} cannot be corrected in place", bib.path.display(), bib.format.label)))?;
    output::replace(&bib.path, &bytes)?;
    talk.say(format!("{} {}", fixes.len(), talk.tr("corrected", "处已修正")));
    Ok(rest)
}

fn print(findings: &[Finding], args: &CheckArgs, talk: &Talk) -> Result<(), Trouble> {
    let github = args.format.as_deref() == Some("github");
    if let Some(other) = args.format.as_deref().filter(|f| !matches!(*f, "github" | "text" | "json")) {
        return Err(Trouble::usage(format!("unknown format: {other}")).hint("text, json, github"));
    }
    if talk.json || talk.ndjson || args.format.as_deref() == Some("json") {
        let rows: Vec<Value> = findings.iter().map(|f| row(f, talk)).collect();
        super::report::print_json(&rows, talk)?;
        return Ok(());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let folded = if github || args.all || !args.only.is_empty() { Vec::new() } else { often(findings) };
    for finding in findings {
        let message = talk.tr(&finding.message, &finding.chinese);
        if github {
            writeln!(out, "{}", annotation(finding, message))?;
        } else if !folded.iter().any(|(rule, _)| *rule == finding.rule) {
            let key = if finding.line > 0 && finding.fix.is_some() && !finding.key.is_empty() {
                format!("{}: ", finding.key)
            } else {
                String::new()
            };
            writeln!(out, "{}: {}: {key}{message} [{}]", place(finding), finding.grade.as_str(), finding.rule)?;
        }
    }
    for (rule, found) in &folded {
        fold(&mut out, rule, found, talk)?;
    }
    out.flush()?;
    let count = |grade| findings.iter().filter(|f| f.grade == grade).count();
    let (errors, warnings, notes) = (count(Grade::Error), count(Grade::Warning), count(Grade::Note));
    let fixable = findings.iter().filter(|f| f.fix.is_some()).count();
    let mut line = format!(
        "{errors} {} · {warnings} {} · {notes} {}",
        talk.tr("errors", "处错误"),
        talk.tr("warnings", "处警告"),
        talk.tr("notes", "处提示")
    );
    if fixable > 0 {
        line += &format!("   {fixable} {}", talk.tr("can be corrected: --fix (-n shows how)", "处可自动修正：--fix（-n 预览）"));
    }
    talk.say(line);
    Ok(())
}

/// Findings of one rule that are more than this are told in one line.
const MANY: usize = 20;

/// The rules that have found more than can be read one by one, with what they found; errors are always told.
fn often(findings: &[Finding]) -> Vec<(&'static str, Vec<&Finding>)> {
    let mut rules: Vec<(&'static str, Vec<&Finding>)> = Vec::new();
    for finding in findings.iter().filter(|f| f.grade < Grade::Error) {
        match rules.iter_mut().find(|(rule, _)| *rule == finding.rule) {
            Some((_, found)) => found.push(finding),
            None => rules.push((finding.rule, vec![finding])),
        }
    }
    rules.retain(|(_, found)| found.len() > MANY);
    rules
}

/// One line for all findings of a rule: how many, the first of them, and how to see all.
fn fold(out: &mut impl Write, rule: &str, found: &[&Finding], talk: &Talk) -> std::io::Result<()> {
    let Some(first) = found.first() else { return Ok(()) };
    let about = checking::find(rule).map_or("", |r| talk.tr(r.about.0, r.about.1));
    let (n, grade, message) = (found.len(), first.grade.as_str(), talk.tr(&first.message, &first.chinese));
    let (times, first_at, all) = (talk.tr("times", "处"), talk.tr("first", "首处"), talk.tr("all: --only", "全部列出：--only"));
    writeln!(out, "{rule}: {grade}: {n} {times}. {about}; {first_at} {}: {message} ({all} {rule})", place(first))
}

/// Where a finding is: in a file, or under its key in the library.
fn place(finding: &Finding) -> String {
    match finding.line {
        0 => format!("@{}", finding.key),
        line => format!("{}:{line}:{}", finding.path, finding.column),
    }
}

fn row(finding: &Finding, talk: &Talk) -> Value {
    let mut row = json!({"rule": finding.rule, "severity": finding.grade.as_str(), "message": talk.tr(&finding.message, &finding.chinese)});
    let Some(map) = row.as_object_mut() else { return row };
    if finding.line > 0 {
        map.insert("file".into(), json!(finding.path));
        map.insert("line".into(), json!(finding.line));
        map.insert("column".into(), json!(finding.column));
    }
    if !finding.key.is_empty() {
        map.insert("key".into(), json!(finding.key));
    }
    if !finding.near.is_empty() {
        map.insert("near".into(), json!(finding.near));
    }
    if finding.suspicious {
        map.insert("verified".into(), json!(false));
    }
    if let Some(fix) = &finding.fix {
        map.insert("fix".into(), json!({"field": fix.field, "old": fix.old, "new": fix.value}));
    }
    row
}

/// A workflow command of GitHub Actions.
fn annotation(finding: &Finding, message: &str) -> String {
    let level = if finding.grade == Grade::Note { "notice" } else { finding.grade.as_str() };
    let data = |s: &str| s.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |s: &str| data(s).replace(':', "%3A").replace(',', "%2C");
    let key = if finding.line == 0 { format!("@{}: ", finding.key) } else { String::new() };
    let place = if finding.line == 0 {
        String::new()
    } else {
        format!("file={},line={},col={},", property(&finding.path), finding.line, finding.column)
    };
    format!("::{level} {place}title={}::{key}{}", property(finding.rule), data(message))
}
