//! Values of fields that are no text: pages, identifiers, files; and what biber tests of them.

/// Pages with two hyphens between numbers.
pub fn pages(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    let mut last = ' ';
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '-' | '–' if last.is_alphanumeric() && chars.peek().is_some_and(|n| n.is_alphanumeric()) => out.push_str("--"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            _ => out.push(c),
        }
        last = c;
    }
    out
}

/// Addresses and identifiers stand as they are; braces that do not match, and LaTeX's comment sign, are escaped.
pub fn verbatim(value: &str) -> String {
    let value = value.replace(['\n', '\r'], " ");
    if even(&value) && !value.contains('\\') { value } else { value.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D") }
}

/// Whether braces match, so that the value can stand in braces.
pub fn even(value: &str) -> bool {
    let mut depth = 0i64;
    for b in value.bytes() {
        match b {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Attached files, separated by semicolons, as JabRef and Zotero have them.
pub fn files(files: &[String]) -> String {
    let one = |f: &String| {
        let path = f.replace('\\', "\\\\").replace(';', "\\;");
        if path.contains(':') && !path.starts_with("http") { format!(":{}:", path.replace(':', "\\:")) } else { path }
    };
    files.iter().map(one).collect::<Vec<_>>().join(";")
}

/// ISBN with its check digit (ISO 2108), as biber tests it.
pub fn isbn_valid(value: &str) -> bool {
    let d: Vec<u32> = value
        .chars()
        .filter(|c| *c != '-' && *c != ' ')
        .map(|c| if matches!(c, 'X' | 'x') { 10 } else { c.to_digit(10).unwrap_or(99) })
        .collect();
    if d.iter().any(|n| *n > 10) {
        return false;
    }
    match d.len() {
        10 => d.iter().zip((1..=10).rev()).map(|(n, w)| n * w).sum::<u32>() % 11 == 0,
        13 => d.iter().enumerate().map(|(i, n)| n * if i % 2 == 0 { 1 } else { 3 }).sum::<u32>() % 10 == 0,
        _ => false,
    }
}

/// ISSN with its check digit (ISO 3297).
pub fn issn_valid(value: &str) -> bool {
    let d: Vec<u32> =
        value.chars().filter(|c| *c != '-').map(|c| if matches!(c, 'X' | 'x') { 10 } else { c.to_digit(10).unwrap_or(99) }).collect();
    d.len() == 8 && d.iter().all(|n| *n <= 10) && d.iter().zip((1..=8).rev()).map(|(n, w)| n * w).sum::<u32>() % 11 == 0
}
