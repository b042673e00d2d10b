//! Identifiers, addresses and attached files as exchange formats write them.

/// A DOI without resolver and prefix, lower case.
pub fn doi(s: &str) -> String {
    let s = s.trim();
    let lower = s.to_ascii_lowercase();
    let mut rest = lower.as_str();
    for prefix in ["https://", "http://"] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    for prefix in ["dx.doi.org/", "doi.org/", "www.doi.org/", "doi:", "doi "] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest).trim_start();
    }
    rest.to_owned()
}

/// Whether it can be a DOI.
pub fn is_doi(s: &str) -> bool {
    let s = doi(s);
    s.starts_with("10.") && s.contains('/')
}

/// The address in `\url{…}`, `\href{…}`, or plain, where the text is little else.
pub fn url_in(text: &str) -> Option<String> {
    for command in ["\\url", "\\href", "\\path", "\\nolinkurl"] {
        if let Some(at) = text.find(command) {
            let rest = &text[at + command.len()..];
            let open = rest.find('{')?;
            let end = rest[open..].find('}')?;
            return Some(rest[open + 1..open + end].trim().replace("\\_", "_").replace("\\%", "%").replace("\\&", "&").replace("\\#", "#"));
        }
    }
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '<' | '>'));
    (bare.starts_with("http") && !bare.contains(char::is_whitespace)).then(|| bare.replace("\\_", "_"))
}

/// Paths of a `file` field: plain, or `description:path:type` with `\:` and `;` between several (JabRef, Zotero, Mendeley).
pub fn files(field: &str) -> Vec<String> {
    let mut out = Vec::new();
    for one in split(field, ';') {
        let parts = split(&one, ':');
        let path = match parts.as_slice() {
            [_, path @ .., _] if !path.is_empty() && !one.starts_with("http") => path.join(":"),
            _ => one,
        };
        let path = path.replace("$\\backslash$", "\\").replace("\\_", "_").replace("\\\\", "\\").replace("\\:", ":").replace("\\;", ";");
        let path = path.trim();
        if !path.is_empty() {
            out.push(path.to_owned());
        }
    }
    out
}

/// Splits at a separator without a backslash before it.
fn split(text: &str, at: char) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == at && !escaped {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_come_without_what_stands_around_them() {
        assert_eq!(doi("https://doi.org/10.1000/ABC"), "10.1000/abc");
        assert_eq!(url_in(r"\url{https://example.org/a\_b}").as_deref(), Some("https://example.org/a_b"));
        assert_eq!(files(r":C\:/papers/a.pdf:pdf;:b.pdf:pdf"), ["C:/papers/a.pdf", "b.pdf"]);
        assert_eq!(files("files/12/c.pdf"), ["files/12/c.pdf"]);
    }
}
