//! Word and OpenDocument: citations become typed keys (`[@key]`), and the entries of the list go.

use super::{Adopted, bracketed, clear, keyed};
use crate::citing::keypattern::Pattern;
use crate::citing::manuscript::own_list::{self, OwnList};
use crate::citing::manuscript::plain;
use crate::citing::manuscript::retype::{self, Change};
use crate::documents::{self, Limits};
use crate::formats;
use crate::library::bibtext;
use std::path::Path;

/// Shortest paragraph that can be an entry of the list, in letters.
const SHORTEST: usize = 12;

/// Adopts a Word or OpenDocument file.
pub fn adopt(bytes: &[u8], path: &Path, pattern: &Pattern) -> Result<Adopted, String> {
    let document = documents::read(bytes, path, &Limits::default()).map_err(|e| e.to_string())?;
    if document.embedded.iter().any(|e| e.citation) {
        return Err("its citations are fields that carry their works already: export --for writes them".into());
    }
    let entries = own_list::entries(&document.text, Path::new("x.txt"));
    if entries.is_empty() {
        return Err("no reference list was found".into());
    }
    let mut out = Adopted::default();
    let records = keyed(&entries, pattern, &mut out);
    let list = OwnList::new(&entries);
    let printed: Vec<String> = entries.iter().map(|e| letters(&e.text)).collect();
    let mut used = vec![false; entries.len()];
    let mut line = 0;
    let text = retype::edit(bytes, &mut |text| {
        line += 1;
        let own = letters(text);
        if own.chars().count() >= SHORTEST && printed.iter().any(|p| p.contains(&own) || own.contains(p.as_str())) {
            return Change::Empty;
        }
        let mut edits = Vec::new();
        for (cite, found) in own_list::matched(text, &list, plain::scan(text, &[])) {
            match clear(&found, &records, &mut used) {
                Some(keys) => edits.push((cite.range.clone(), bracketed(&cite, &keys))),
                None => out.left.push((line, 1, text.get(cite.range.clone()).unwrap_or_default().to_owned())),
            }
        }
        out.changed += edits.len();
        if edits.is_empty() { Change::None } else { Change::Edits(edits) }
    })?;
    out.text = text;
    out.bib = formats::find("biblatex").map(|f| bibtext::written(&records, f)).unwrap_or_default();
    Ok(out)
}

/// Letters alone: numbers and marks of a list may be set by the program.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}
