//! Styles by name and by file; a style that only renames another is that other style.

use super::sheet::Sheet;
use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg;
use std::path::Path;

/// Styles of ours, by name.
pub const OWN: &[(&str, &str)] = &[
    ("zh-notes-social-sciences", include_str!("own/zh-notes-social-sciences.csl")),
    ("zh-notes-law", include_str!("own/zh-notes-law.csl")),
    ("zh-author-date", include_str!("own/zh-author-date.csl")),
];

/// Names people know bundled styles by, beside their own.
const ALIASES: &[(&str, &str)] = &[
    ("gb-t-7714-2005-numeric", "gb-7714-2005-numeric"),
    ("gb-t-7714-2005", "gb-7714-2005-numeric"),
    ("gb-t-7714-2015-note", "gb-7714-2015-note"),
];

/// The style of that name or in that file.
pub fn find(name: &str) -> Result<Sheet, String> {
    let path = Path::new(name);
    if name.ends_with(".csl") || path.is_file() {
        return file(path);
    }
    named(name).ok_or_else(|| format!("unknown style: {name}"))?
}

/// A bundled style or one of ours.
fn named(name: &str) -> Option<Result<Sheet, String>> {
    if let Some((_, xml)) = OWN.iter().find(|(n, _)| *n == name) {
        return Some(Sheet::read(xml));
    }
    let alias = ALIASES.iter().find(|(n, _)| *n == name).map_or(name, |(_, full)| full);
    let archived = ArchivedStyle::by_name(alias).or_else(|| ArchivedStyle::by_name(name))?;
    Some(bundled(archived))
}

/// A style of hayagriva's archive, by way of its XML.
pub fn bundled(archived: ArchivedStyle) -> Result<Sheet, String> {
    let style: citationberg::Style = archived.get();
    Sheet::read(&style.to_xml().map_err(|e| e.to_string())?)
}

fn file(path: &Path) -> Result<Sheet, String> {
    let read = |path: &Path| -> Result<Sheet, String> {
        let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let text = crate::text::encoding::decode(&bytes).text.into_owned();
        Sheet::read(&text).map_err(|e| format!("{}: {e}", path.display()))
    };
    let sheet = read(path)?;
    if !sheet.citation.layouts.is_empty() {
        return Ok(sheet);
    }
    let parent = sheet.parent.rsplit('/').next().unwrap_or("").to_owned();
    let beside = path.with_file_name(format!("{parent}.csl"));
    let mut whole = match named(&parent).or_else(|| archived_by_id(&sheet.parent)) {
        Some(found) => found?,
        None if beside.is_file() && beside != path => read(&beside)?,
        None => return Err(format!("{}: its parent style {parent} is neither bundled nor beside it", path.display())),
    };
    if whole.citation.layouts.is_empty() {
        return Err(format!("{}: its parent style {parent} is no whole style", path.display()));
    }
    whole.title = sheet.title;
    whole.id = sheet.id;
    Ok(whole)
}

fn archived_by_id(id: &str) -> Option<Result<Sheet, String>> {
    ArchivedStyle::by_id(id).map(bundled)
}
