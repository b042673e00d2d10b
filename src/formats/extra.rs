//! Zotero's extra field, in the forms in which it travels (its database, RDF, CSV).

use super::{dates, ids, person};
use crate::model::{DateVar, Kind, Name, Record, Role, Var};

/// Lines `name: value` of the extra field are variables of CSL; the rest is a note.
pub fn take(record: &mut Record, text: &str) {
    let mut note = Vec::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let pair = line.split_once(':').map(|(n, v)| (n.trim().to_lowercase().replace(' ', "-"), v.trim()));
        let face = &mut record.faces[0];
        match pair {
            Some((name, value)) if name == "citation-key" => record.key = value.to_owned(),
            Some((name, value)) if name == "arxiv" => {
                face.set(Var::EprintType, "arXiv");
                face.set(Var::Eprint, value.split_whitespace().next().unwrap_or(value));
            }
            Some((name, value)) if name == "type" && Kind::from_str(value).is_some() => {
                face.kind = Kind::from_str(value).unwrap_or_default()
            }
            Some((name, value)) if DateVar::from_str(&name).is_some() => {
                if let Some(var) = DateVar::from_str(&name) {
                    face.set_date(var, dates::free(value));
                }
            }
            Some((name, value)) => match (Var::ALL.iter().find(|v| v.as_str().eq_ignore_ascii_case(&name)), Role::from_str(&name)) {
                (Some(var), _) => face.set(*var, if *var == Var::Doi { ids::doi(value) } else { value.to_owned() }),
                (_, Some(role)) => creator(value).into_iter().for_each(|name| face.push_name(role, name)),
                _ => note.push(line),
            },
            None => note.push(line),
        }
    }
    let face = &mut record.faces[0];
    let said = face.get(Var::Note);
    let all: Vec<&str> = std::iter::once(said).filter(|s| !s.is_empty()).chain(note).collect();
    let all = all.join("\n");
    face.set(Var::Note, all);
}

/// `Family || Given` of the extra field.
fn creator(value: &str) -> Option<Name> {
    match value.split_once("||") {
        Some((family, given)) => Some(Name::person(family.trim(), given.trim())),
        None => person::name(value),
    }
}
