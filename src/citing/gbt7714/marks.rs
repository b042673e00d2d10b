//! Punctuation: half-width marks as in 2015, full-width ones as in 2025, or by the language of the entry.

/// Widths of punctuation marks in the entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Punctuation {
    /// Half-width `: , ( )` everywhere, as GB/T 7714—2015 prints them.
    Half,
    /// Full-width `：，（）` everywhere, in English entries too, as GB/T 7714—2025 prints them.
    #[default]
    Full,
    /// Full-width in Chinese and Japanese entries, half-width in the others.
    ByLanguage,
}

impl Punctuation {
    /// By the name that the command line uses.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "half" => Punctuation::Half,
            "full" | "gb" => Punctuation::Full,
            "language" | "by-language" => Punctuation::ByLanguage,
            _ => return None,
        })
    }
}

/// The marks of one entry.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    full: bool,
    /// Between names, before a year.
    pub comma: &'static str,
    /// Before other title information, publishers and pages.
    pub colon: &'static str,
    /// Before an issue, a page of a newspaper, a date.
    pub open: &'static str,
    /// Behind it.
    pub close: &'static str,
}

impl Marks {
    /// The marks for an entry in Chinese or Japanese (`eastern`) or another language.
    pub fn of(punctuation: Punctuation, eastern: bool) -> Self {
        let full = match punctuation {
            Punctuation::Half => false,
            Punctuation::Full => true,
            Punctuation::ByLanguage => eastern,
        };
        if full {
            Marks { full, comma: "，", colon: "：", open: "（", close: "）" }
        } else {
            Marks { full, comma: ", ", colon: ": ", open: "(", close: ")" }
        }
    }

    /// A text of the record with its marks in the width of the entry. Half-width entries keep what the record has:
    /// a Chinese title is not rewritten; marks inside words and numbers (`1,000`, `ISO 21378:2019`) are never touched.
    /// Full-width entries have straight apostrophes, as the examples of 2025 print them.
    pub fn text(self, text: &str) -> String {
        let text = without_markup(text);
        if self.full { widen(&text) } else { text }
    }
}

/// Western marks between words become full-width ones, the blank beside them goes.
fn widen(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut open = 0u32;
    while let Some(c) = chars.next() {
        let blank_behind = chars.peek().is_none_or(|n| n.is_whitespace());
        match c {
            ',' | ':' if blank_behind => {
                out.push(if c == ',' { '，' } else { '：' });
                while chars.next_if(|n| *n == ' ').is_some() {}
            }
            '(' if out.is_empty() || out.ends_with([' ', '，', '：']) => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('（');
                open += 1;
            }
            '’' if out.ends_with(|p: char| p.is_ascii_alphabetic() || p.is_lowercase())
                && chars.peek().is_some_and(|n| n.is_lowercase()) =>
            {
                out.push('\'')
            }
            ')' if open > 0 => {
                out.push('）');
                open -= 1;
                while chars.next_if(|n| *n == ' ').is_some() {}
            }
            _ => out.push(c),
        }
    }
    out
}

/// A text without the inline tags of CSL-JSON (`<i>`, `<sup>`, `<span class="nocase">`).
pub fn without_markup(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        match tag_len(&rest[at..]) {
            Some(len) => rest = &rest[at + len..],
            None => {
                out.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The length of the inline tag at the beginning of the text.
fn tag_len(text: &str) -> Option<usize> {
    let end = text.find('>').filter(|e| *e < 60)?;
    let name = text[1..end].trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
    ["i", "b", "em", "strong", "sup", "sub", "sc", "span", "u"].contains(&name).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_words_widen_and_marks_inside_them_stay() {
        let full = Marks::of(Punctuation::Full, false);
        for (text, want) in [
            ("Seeds, sciences: the 1,000 types", "Seeds，sciences：the 1,000 types"),
            ("jewel beetles (Coleoptera: Buprestidae) to colored", "jewel beetles（Coleoptera：Buprestidae）to colored"),
            ("ISO/IEC 80079-20-2:2016(fr)", "ISO/IEC 80079-20-2:2016(fr)"),
            ("The genome of <i>Eucalyptus</i> where a < b", "The genome of Eucalyptus where a < b"),
        ] {
            assert_eq!(full.text(text), want);
        }
        assert_eq!(Marks::of(Punctuation::Half, true).text("历史的起点：时间"), "历史的起点：时间");
        assert_eq!(Marks::of(Punctuation::ByLanguage, false).comma, ", ");
        assert_eq!(Marks::of(Punctuation::ByLanguage, true).comma, "，");
    }
}
