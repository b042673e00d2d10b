//! Citations in a run of Markdown text, by pandoc's grammar: `[see @key, p. 3; -@other]`, `@key [p. 3]`, `@{any key}`.

use super::reader::Scan;

/// Reads citations of `text`, which stands at `base`; code and comments are blanked by the caller.
pub fn inline(text: &str, base: usize, groups: &mut u32, scan: &mut Scan) {
    let bytes = text.as_bytes();
    let mut brackets: Vec<(usize, usize)> = Vec::new();
    // Citations whose own brackets have ended: brackets around these say nothing more about them.
    let mut closed = 0;
    let mut at = 0;
    while let Some(step) = bytes.get(at..).and_then(next) {
        at += step;
        match bytes[at] {
            b'\\' => at += 2,
            b'[' => {
                brackets.push((at, scan.cites.len()));
                at += 1;
            }
            b']' => {
                if let Some((start, first)) = brackets.pop()
                    && scan.cites.len() > first.max(closed)
                {
                    close(text, base, start..at, first.max(closed), scan);
                    closed = scan.cites.len();
                    if brackets.is_empty() {
                        *groups += 1;
                    }
                }
                at += 1;
            }
            _ => match key(text, at) {
                Some((from, to, end)) => {
                    if brackets.is_empty() {
                        *groups += 1;
                    }
                    let key = &text[from..to];
                    let (locator, end) = if brackets.is_empty() { own_locator(text, end) } else { (String::new(), end) };
                    scan.cite(key, base + from, &locator, *groups, false);
                    at = end;
                }
                None => at += 1,
            },
        }
    }
}

fn next(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|b| matches!(b, b'@' | b'[' | b']' | b'\\'))
}

/// A key behind the `@` here: its range, and where the citation ends.
fn key(text: &str, at: usize) -> Option<(usize, usize, usize)> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '@') || in_address(&text[..at]) {
        return None;
    }
    let from = at + 1;
    let rest = text.get(from..)?;
    if let Some(inside) = rest.strip_prefix('{') {
        let end = inside.find(['}', '\n'])?;
        // No key has blanks in it; code inside the braces was blanked.
        let whole = end > 0 && inside[end..].starts_with('}') && !inside[..end].contains(char::is_whitespace);
        return whole.then(|| (from + 1, from + 1 + end, from + end + 2));
    }
    if rest.starts_with('*') {
        return None;
    }
    let first = rest.chars().next()?;
    if !first.is_alphanumeric() && first != '_' {
        return None;
    }
    // Punctuation belongs to the key only between letters or digits, one sign at a time.
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let word = c.is_alphanumeric() || c == '_';
        let inside = ":.#$%&-+?<>~/".contains(c) && chars.peek().is_some_and(|(_, n)| n.is_alphanumeric() || *n == '_');
        if !word && !inside {
            break;
        }
        end = i + c.len_utf8();
    }
    Some((from, from + end, from + end))
}

/// Whether the text before an `@` ends in an address, as in `https://host/@user`.
fn in_address(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '<' | '"')).next().unwrap_or_default();
    word.contains("://") || word.contains("mailto:")
}

/// `@key [p. 3]`.
fn own_locator(text: &str, end: usize) -> (String, usize) {
    let rest = &text[end..];
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let Some(inside) = rest[blank..].strip_prefix('[') else { return (String::new(), end) };
    let Some(close) = inside.find([']', '[', '\n']) else { return (String::new(), end) };
    let behind = &inside[close..];
    if !behind.starts_with(']') || behind.starts_with("](") || behind.starts_with("][") || inside[..close].contains('@') {
        return (String::new(), end);
    }
    (clean(&inside[..close]), end + blank + close + 2)
}

/// Brackets end: what stands between each key and the next `;` is its locator. A link `[@name](…)` is no citation.
fn close(text: &str, base: usize, range: std::ops::Range<usize>, first: usize, scan: &mut Scan) {
    if text[range.end..].starts_with("](") {
        scan.cites.truncate(first);
        return;
    }
    for i in first..scan.cites.len() {
        let end = scan.cites[i].range.end - base;
        let next = scan.cites.get(i + 1).map_or(range.end, |c| c.range.start - base).min(range.end);
        let tail = text.get(end..next).unwrap_or_default();
        let tail = tail.split(';').next().unwrap_or_default();
        scan.cites[i].locator = clean(tail);
    }
}

fn clean(text: &str) -> String {
    let text = text.trim().trim_start_matches(['}', ',', '，', '、', ' ']).trim_end_matches(']').trim();
    text.trim_start_matches('{').trim_end_matches('}').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let mut scan = Scan::default();
        inline(text, 0, &mut 0, &mut scan);
        assert!(scan.cites.iter().all(|c| text.get(c.range.clone()) == Some(c.key.as_str())), "{text}");
        scan.cites
            .iter()
            .map(|c| if c.locator.is_empty() { format!("{}:{}", c.group, c.key) } else { format!("{}:{}|{}", c.group, c.key, c.locator) })
            .collect()
    }

    #[test]
    fn citations_follow_pandocs_grammar() {
        let table: &[(&str, &[&str])] = &[
            ("[@a]", &["0:a"]),
            ("[see @a, pp. 3-5 and *passim*; also @b, ch. 1] @c", &["0:a|pp. 3-5 and *passim*", "0:b|ch. 1", "2:c"]),
            ("@a [p. 3] says; -@b.", &["1:a|p. 3", "2:b"]),
            ("[-@a, 第15页]", &["0:a|第15页"]),
            ("@Foo_bar.baz. and @x:1,", &["1:Foo_bar.baz", "2:x:1"]),
            ("@{https://x.org/a?b=c} 和 [@张三2020]", &["1:https://x.org/a?b=c", "1:张三2020"]),
            ("a@b.org \\@c https://m.com/@user <mailto:x@y>", &[]),
            ("[@user](https://x.org)", &[]),
            ("[text [@a] more]", &["0:a"]),
        ];
        for (text, want) in table {
            assert_eq!(keys(text), *want, "{text}");
        }
    }
}
