//! Identifiers of an entry, its language, notes, tags, files and links.

use super::Fields;
use crate::formats::bibtex::latex::{plain, rich};
use crate::formats::bibtex::verbatim::verbatim;
use crate::formats::{ids, language};
use crate::model::{Face, Record, Relation, Target, Var};

pub(super) fn identifiers(face: &mut Face, f: &mut Fields) {
    if let Some(doi) = f.take("doi") {
        face.set(Var::Doi, ids::doi(&verbatim(doi)));
    }
    if let Some(url) = f.take("url") {
        face.set(Var::Url, verbatim(url));
    }
    let archive = f.first(&["eprinttype", "archiveprefix"]).map(plain);
    if let Some(eprint) = f.take("eprint").map(verbatim) {
        match archive.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("pubmed") => face.set(Var::Pmid, eprint),
            Some("pmc" | "pmcid") => face.set(Var::Pmcid, eprint),
            _ => {
                face.set(Var::Eprint, eprint);
                face.set(Var::EprintType, archive.unwrap_or_default());
            }
        }
    } else if let Some(id) = f.take("arxiv").map(verbatim) {
        face.set(Var::Eprint, id);
        face.set(Var::EprintType, "arXiv");
    } else if let Some(archive) = archive {
        face.set(Var::EprintType, archive);
    }
    if let Some(class) = f.first(&["eprintclass", "primaryclass"]) {
        face.set(Var::EprintClass, plain(class));
    }
    if face.get(Var::Url).is_empty()
        && let Some(url) = f.get("bdsk-url-1")
    {
        face.set(Var::Url, verbatim(url));
    }
}

pub(super) fn about(face: &mut Face, record: &mut Record, f: &mut Fields) {
    if let Some(language) = f.first(&["langid", "language", "hyphenation"]) {
        face.language = language::tag(&plain(language));
    }
    if let Some(note) = f.take("note") {
        face.set(Var::Note, rich(note));
    }
    if let Some(note) = f.take("addendum") {
        let note = rich(note);
        let whole = if face.has(Var::Note) { format!("{}. {note}", face.get(Var::Note)) } else { note.into_owned() };
        face.set(Var::Note, whole);
    }
    for name in ["keywords", "keyword", "groups"] {
        if let Some(tags) = f.take(name) {
            let tags = plain(tags);
            let at: &[char] = if tags.contains([';', '；']) { &[';', '；'] } else { &[',', '，', '、'] };
            for tag in tags.split(at).map(str::trim).filter(|t| !t.is_empty()) {
                if !record.tags.iter().any(|t| t == tag) {
                    record.tags.push(tag.to_owned());
                }
            }
        }
    }
    for name in ["file", "pdf", "localfile"] {
        if let Some(files) = f.take(name) {
            record.files.extend(ids::files(files));
        }
    }
    if let Some(parent) = f.take("crossref") {
        record.links.push((Relation::PartOf, Target::Key(parent.trim().to_owned())));
    }
    relations(record, f);
}

/// `related` with a type that is one of our relations.
fn relations(record: &mut Record, f: &mut Fields) {
    let kind = f.get("relatedtype").map(str::trim);
    let relation = match kind {
        Some("translationof") => Relation::TranslationOf,
        Some("reprintof" | "reprintfrom") => Relation::ReprintOf,
        Some("editionof") => Relation::EditionOf,
        Some("preprintof") => Relation::PreprintOf,
        _ => return,
    };
    for key in f.take("related").unwrap_or_default().split(',').map(str::trim).filter(|k| !k.is_empty()) {
        record.links.push((relation, Target::Key(key.to_owned())));
    }
    f.used.push("relatedtype");
}
