//! Identifiers, addresses and attached files as exchange formats write them.

/// A DOI without resolver and prefix, lower case.
pub fn doi(s: &str) -> String {
    let mut rest = s.trim();
    if !rest.starts_with("10.") {
        for prefix in ["https://", "http://", "dx.doi.org/", "doi.org/", "www.doi.org/", "doi:", "doi "] {
            rest = without(rest, prefix).trim_start();
        }
    }
    rest.to_ascii_lowercase()
}

/// What follows a prefix in small or large letters, where it is there.
fn without<'a>(s: &'a str, prefix: &str) -> &'a str {
    match s.as_bytes().get(..prefix.len()) {
        Some(head) if head.eq_ignore_ascii_case(prefix.as_bytes()) => &s[prefix.len()..],
        _ => s,
    }
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
    let pieces = Split { rest: Some(field), at: b';' };
    for one in pieces {
        let parts: Vec<&str> = Split { rest: Some(one), at: b':' }.collect();
        let path = match parts.as_slice() {
            [first, path @ .., last] if !path.is_empty() && !one.starts_with("http") => &one[first.len() + 1..one.len() - last.len() - 1],
            _ => one,
        };
        let path = unescaped(path);
        let path = path.trim();
        if !path.is_empty() {
            out.push(path.to_owned());
        }
    }
    out
}

fn unescaped(path: &str) -> std::borrow::Cow<'_, str> {
    if !path.contains('\\') {
        return path.into();
    }
    let path = path.replace("$\\backslash$", "\\").replace("\\_", "_").replace("\\\\", "\\");
    path.replace("\\:", ":").replace("\\;", ";").into()
}

/// The pieces between separators without a backslash before them.
struct Split<'a> {
    rest: Option<&'a str>,
    at: u8,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let mut escaped = false;
        for (i, b) in rest.bytes().enumerate() {
            if b == self.at && !escaped {
                self.rest = Some(&rest[i + 1..]);
                return Some(&rest[..i]);
            }
            escaped = b == b'\\' && !escaped;
        }
        Some(rest)
    }
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
