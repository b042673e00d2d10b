//! `yinwen show` and `yinwen why`: one work whole, and the proof of its values.

use super::args::{Global, KeysArgs, WhyArgs};
use super::place;
use super::report::{Exit, Outcome, Talk, print_json};
use crate::formats::csl_json;
use crate::library::proving::{Proof, values};
use crate::store::{documents, records};
use serde_json::json;
use std::io::Write;

/// `show`.
pub fn run(args: &KeysArgs, global: &Global, talk: &Talk) -> Outcome {
    let library = place::open(global, talk)?;
    let db = &library.store.db;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut all = Vec::new();
    for key in &args.keys {
        let work = library.work(key)?;
        let stored = records::of_work(db, work.id)?;
        let relations = library.relations(work.id)?;
        if talk.json || talk.ndjson {
            let records: Vec<_> = stored
                .iter()
                .map(|s| json!({"id": s.id, "document": s.document, "active": s.active, "item": csl_json::to_item(&s.record, true)}))
                .collect();
            let related: Vec<_> = relations.iter().map(|(r, k)| json!({"relation": r.as_str(), "key": k})).collect();
            all.push(json!({"id": work.id, "item": csl_json::to_item(&work.record, false), "records": records, "relations": related}));
            continue;
        }
        writeln!(out, "{}", work.record.key)?;
        for face in &work.record.faces {
            writeln!(out, "  [{}]", face.language)?;
            for (name, value) in values(face) {
                writeln!(out, "    {name:<21} {value}")?;
            }
        }
        for (name, list) in [("tags", &work.record.tags), ("files", &work.record.files)] {
            if !list.is_empty() {
                writeln!(out, "  {name}: {}", list.join(", "))?;
            }
        }
        for (relation, key) in &relations {
            writeln!(out, "  {}: {key}", relation.as_str())?;
        }
        for s in &stored {
            let path = match s.document {
                Some(id) => documents::get(db, id)?.map(|d| d.path).unwrap_or_default(),
                None => talk.tr("entered by hand", "手工录入").to_owned(),
            };
            let line = if s.record.place.line > 0 { format!(":{}", s.record.place.line) } else { String::new() };
            let what = if s.ordinal < 0 { talk.tr("the document itself", "文档自身") } else { s.record.place.note.as_str() };
            writeln!(out, "  #{}  {path}{line}  {what}  {:.2}", s.id, s.record.confidence)?;
        }
    }
    out.flush()?;
    drop(out);
    if talk.json || talk.ndjson {
        print_json(&all, talk)?;
    }
    Ok(Exit::Clean)
}

/// `why`.
pub fn why(args: &WhyArgs, global: &Global, talk: &Talk) -> Outcome {
    let library = place::open(global, talk)?;
    let proofs = library.why(&args.key, args.field.as_deref())?;
    if talk.json || talk.ndjson {
        print_json(&proofs, talk)?;
    } else {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for proof in &proofs {
            writeln!(out, "{}", sentence(proof, talk))?;
        }
        if args.field.is_none() {
            for line in library.why_joined(&args.key)? {
                writeln!(out, "{line}")?;
            }
        }
        out.flush()?;
    }
    Ok(if proofs.is_empty() { Exit::Findings } else { Exit::Clean })
}

fn sentence(p: &Proof, talk: &Talk) -> String {
    let mark = if p.chosen { "" } else { talk.tr("  (not used)", "（未采用）") };
    let mut line = format!("{}.{}: {}{mark}", p.language, p.field, p.value);
    if !p.printed.is_empty() {
        line += &format!("  ← {:?}", p.printed);
    }
    let name = std::path::Path::new(&p.document).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if !name.is_empty() {
        line += &format!("  {name}");
    }
    if p.page > 0 {
        line += &format!(" p. {}", p.page);
    }
    if p.line > 0 {
        line += &format!(":{}:{}", p.line, p.column);
    }
    if let Some((start, end)) = p.characters {
        line += &format!("  {} {start}–{end}", talk.tr("characters", "字符"));
    }
    if !p.rules.is_empty() {
        line += &format!("  {} {}", talk.tr("rules", "规则"), p.rules.join(", "));
    }
    line + &format!("  ({})", p.by)
}
