//! Formatted text: what a style prints, before it becomes Markdown, HTML, LaTeX, RTF or Typst.

/// Raised, lowered or on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vertical {
    /// On the line.
    #[default]
    Base,
    /// Raised.
    Super,
    /// Lowered.
    Sub,
}

/// How a run of text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// Italic or oblique.
    pub italic: bool,
    /// Bold.
    pub bold: bool,
    /// Small capitals.
    pub small_caps: bool,
    /// Underlined.
    pub underline: bool,
    /// Raised or lowered.
    pub vertical: Vertical,
}

/// A run of text in one format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Its format.
    pub format: Format,
    /// The address it leads to; empty for none.
    pub link: String,
}

/// Formatted text: runs in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The runs; neighbours differ in format or link.
    pub spans: Vec<Span>,
}

impl Rich {
    /// Plain text in which addresses are links.
    pub fn linked(text: &str) -> Self {
        let mut rich = Rich::default();
        let mut rest = text;
        while let Some(at) = address(rest) {
            let end = at + rest[at..].find(|c: char| !(c.is_ascii_graphic()) || "<>\"".contains(c)).unwrap_or(rest.len() - at);
            let url = rest[at..end].trim_end_matches(['.', ',', ';', ')', ']']);
            rich.push(&rest[..at], Format::default());
            rich.spans.push(Span { text: url.to_owned(), format: Format::default(), link: url.to_owned() });
            rest = &rest[at + url.len()..];
        }
        rich.push(rest, Format::default());
        rich
    }

    /// Addresses in runs without a link of their own become links.
    pub fn link_addresses(&mut self) {
        if !self.spans.iter().any(|s| s.link.is_empty() && address(&s.text).is_some()) {
            return;
        }
        for span in std::mem::take(&mut self.spans) {
            if span.link.is_empty() {
                let format = span.format;
                self.spans.extend(Rich::linked(&span.text).spans.into_iter().map(|s| Span { format, ..s }));
            } else {
                self.spans.push(span);
            }
        }
    }

    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        let mut rich = Rich::default();
        rich.push(&text.into(), Format::default());
        rich
    }

    /// Adds a run, joined to the last one where the format is the same.
    pub fn push(&mut self, text: &str, format: Format) {
        if text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.format == format && last.link.is_empty() => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), format, link: String::new() }),
        }
    }

    /// Adds other formatted text.
    pub fn append(&mut self, other: Rich) {
        for span in other.spans {
            if span.link.is_empty() {
                self.push(&span.text, span.format);
            } else {
                self.spans.push(span);
            }
        }
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|s| s.text.is_empty())
    }
}

/// Where the next address begins.
fn address(text: &str) -> Option<usize> {
    match (text.find("https://"), text.find("http://")) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_link_without_the_full_stop_behind_it() {
        let rich = Rich::linked("见 https://a.cn/b?c=1. DOI:10.1/x");
        let links: Vec<&str> = rich.spans.iter().map(|s| s.link.as_str()).filter(|l| !l.is_empty()).collect();
        assert_eq!(links, ["https://a.cn/b?c=1"]);
        assert_eq!(rich.text(), "见 https://a.cn/b?c=1. DOI:10.1/x");
    }
}
