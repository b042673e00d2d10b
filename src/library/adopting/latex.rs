//! LaTeX: a list written by hand (`thebibliography`) becomes a .bib under the keys it has.

use super::{Adopted, readable};
use crate::documents::{self, BlockKind, Limits};
use crate::formats;
use crate::library::bibtext;
use crate::refs;
use crate::text::edits;
use std::path::Path;

/// `thebibliography` becomes a .bib under the keys it has; the citations stay as they are.
pub fn adopt(text: &str, path: &Path, bib: &str) -> Result<Adopted, String> {
    let scan = crate::citing::manuscript::MANUSCRIPTS.iter().find(|r| r.name == "latex");
    let scan = scan.ok_or("no reader")?;
    let scan = (scan.read)(&crate::citing::manuscript::Text { bytes: text.as_bytes(), text, path })?;
    let (begin, end) = ("\\begin{thebibliography}", "\\end{thebibliography}");
    let (Some(from), Some(to)) = (text.find(begin), text.rfind(end)) else { return Err("no thebibliography was found".into()) };
    let document = documents::read(text.as_bytes(), path, &Limits::default()).map_err(|e| e.to_string())?;
    let printed: Vec<&str> = document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Entry(_)))
        .filter_map(|b| document.text.get(b.range.clone()))
        .collect();
    if printed.len() != scan.entries.len() || to < from {
        return Err("the entries of thebibliography could not be told apart".into());
    }
    let mut out = Adopted::default();
    let mut records = Vec::new();
    for (n, ((cite, _), printed)) in scan.entries.iter().zip(printed).enumerate() {
        let read = refs::parse(printed, refs::Context::Entry).into_iter().next().unwrap_or_default();
        let mut record = readable(&read, printed);
        if record.confidence < 0.6 {
            out.doubtful.push(cite.key.clone());
        }
        out.keys.push((n as u32 + 1, cite.key.clone(), printed.chars().take(60).collect::<String>().replace('\n', " ")));
        record.key.clone_from(&cite.key);
        record.locator.clear();
        records.push(record);
    }
    out.changed = scan.cites.len();
    let name = bib.strip_suffix(".bib").unwrap_or(bib);
    let new = format!("\\bibliographystyle{{plain}}\n\\bibliography{{{name}}}");
    out.text = edits::apply(text, vec![(from..to + end.len(), new)]).into_bytes();
    out.bib = formats::find("bibtex").map(|f| bibtext::written(&records, f)).unwrap_or_default();
    Ok(out)
}
