//! Gives an entry of a .bib file another key, and every reference to it in the file; nothing else changes.

use super::lex::{Item, Lexer};

/// Fields that hold keys.
const KEYS: &[&str] = &["crossref", "xdata", "xref", "entryset", "related", "ids"];

/// The text with one key in place of another.
pub fn rename_key(text: &str, old: &str, new: &str) -> String {
    let mut lexer = Lexer::new(text);
    let mut places: Vec<usize> = Vec::new();
    while let Some(item) = lexer.next_item() {
        let Item::Entry(entry) = item else { continue };
        if entry.key == old {
            let head = text.get(entry.span.start..).unwrap_or_default();
            let open = head.find(['{', '(']).unwrap_or(0);
            places.extend(head[open..].find(old).map(|i| entry.span.start + open + i));
        }
        for field in entry.fields.iter().filter(|f| KEYS.iter().any(|k| f.name.eq_ignore_ascii_case(k))) {
            let value = text.get(field.value.clone()).unwrap_or_default();
            let mut at = 0;
            for part in value.split(',') {
                let bare = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '"'));
                if bare == old {
                    places.extend(part.find(old).map(|i| field.value.start + at + i));
                }
                at += part.len() + 1;
            }
        }
    }
    places.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        out.push_str(&text[at..place]);
        out.push_str(new);
        at = place + old.len();
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_and_what_refers_to_it_change_and_nothing_else() {
        let text = "@book{a,\n title={a},\n}\n% a\n@inbook{b, crossref = {a}, related=\"x, a\", note={a}}\n";
        assert_eq!(
            rename_key(text, "a", "new"),
            "@book{new,\n title={a},\n}\n% a\n@inbook{b, crossref = {new}, related=\"x, new\", note={a}}\n"
        );
        assert_eq!(rename_key(text, "z", "new"), text);
    }
}
