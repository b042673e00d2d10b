//! Plain text, Markdown, HTML, LaTeX and Typst: marks around runs, characters that mean something escaped.

use crate::citing::rendering::Entry;
use crate::citing::rich::{Format, Rich, Span, Vertical};
use std::fmt::Write as _;

/// Marks of one language: italic, bold, small capitals, underlined, raised, lowered.
struct Marks {
    italic: [&'static str; 2],
    bold: [&'static str; 2],
    small_caps: [&'static str; 2],
    underline: [&'static str; 2],
    above: [&'static str; 2],
    below: [&'static str; 2],
    escape: fn(char, &mut String),
    link: fn(&str, &str) -> String,
}

const MARKDOWN: Marks = Marks {
    italic: ["*", "*"],
    bold: ["**", "**"],
    small_caps: ["[", "]{.smallcaps}"],
    underline: ["[", "]{.underline}"],
    above: ["^", "^"],
    below: ["~", "~"],
    escape: |c, out| {
        if "\\`*_[]<>^~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    },
    link: |text, url| if text == url { format!("<{url}>") } else { format!("[{}]({url})", escaped(text, MARKDOWN.escape)) },
};

const HTML: Marks = Marks {
    italic: ["<i>", "</i>"],
    bold: ["<b>", "</b>"],
    small_caps: ["<span style=\"font-variant: small-caps\">", "</span>"],
    underline: ["<u>", "</u>"],
    above: ["<sup>", "</sup>"],
    below: ["<sub>", "</sub>"],
    escape: |c, out| match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        _ => out.push(c),
    },
    link: |text, url| format!("<a href=\"{}\">{}</a>", escaped(url, HTML.escape), escaped(text, HTML.escape)),
};

const LATEX: Marks = Marks {
    italic: ["\\textit{", "}"],
    bold: ["\\textbf{", "}"],
    small_caps: ["\\textsc{", "}"],
    underline: ["\\underline{", "}"],
    above: ["\\textsuperscript{", "}"],
    below: ["\\textsubscript{", "}"],
    escape: |c, out| match c {
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
            out.push('\\');
            out.push(c);
        }
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '\\' => out.push_str("\\textbackslash{}"),
        '[' => out.push_str("{[}"),
        ']' => out.push_str("{]}"),
        _ => out.push(c),
    },
    link: |text, url| {
        let escaped_url: String = url.chars().map(|c| if "%#\\{}".contains(c) { format!("\\{c}") } else { c.to_string() }).collect();
        if text == url { format!("\\url{{{escaped_url}}}") } else { format!("\\href{{{escaped_url}}}{{{}}}", escaped(text, LATEX.escape)) }
    },
};

const TYPST: Marks = Marks {
    italic: ["#emph[", "]"],
    bold: ["#strong[", "]"],
    small_caps: ["#smallcaps[", "]"],
    underline: ["#underline[", "]"],
    above: ["#super[", "]"],
    below: ["#sub[", "]"],
    escape: |c, out| {
        if "\\`*_[]<>#$@~/=-+\"'".contains(c) {
            out.push('\\');
        }
        out.push(c);
    },
    link: |text, url| {
        let url_string = url.replace('\\', "\\\\").replace('"', "\\\"");
        if text == url { format!("#link(\"{url_string}\")") } else { format!("#link(\"{url_string}\")[{}]", escaped(text, TYPST.escape)) }
    },
};

fn escaped(text: &str, escape: fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| escape(c, &mut out));
    out
}

fn span(span: &Span, marks: &Marks) -> String {
    let inner = if span.link.is_empty() { escaped(&span.text, marks.escape) } else { (marks.link)(&span.text, &span.link) };
    let Format { italic, bold, small_caps, underline, vertical } = span.format;
    // Marks must stand against the text: blanks stay outside.
    let body = inner.trim();
    let plain = span.format == Format::default();
    if plain || body.is_empty() {
        return inner;
    }
    let (before, after) = inner.split_once(body).unwrap_or(("", ""));
    let mut out = body.to_owned();
    let wraps = [
        (vertical == Vertical::Super, marks.above),
        (vertical == Vertical::Sub, marks.below),
        (small_caps, marks.small_caps),
        (underline, marks.underline),
        (italic, marks.italic),
        (bold, marks.bold),
    ];
    for (_, [open, close]) in wraps.into_iter().filter(|(on, _)| *on) {
        out = format!("{open}{out}{close}");
    }
    format!("{before}{out}{after}")
}

fn inline(rich: &Rich, marks: &Marks) -> String {
    rich.spans.iter().map(|s| span(s, marks)).collect()
}

/// Markdown (Pandoc's for raised, lowered and small capitals).
pub fn markdown_inline(rich: &Rich) -> String {
    inline(rich, &MARKDOWN)
}

/// HTML.
pub fn html_inline(rich: &Rich) -> String {
    inline(rich, &HTML)
}

/// LaTeX.
pub fn latex_inline(rich: &Rich) -> String {
    inline(rich, &LATEX)
}

/// Typst.
pub fn typst_inline(rich: &Rich) -> String {
    inline(rich, &TYPST)
}

/// Plain text: one entry a line, its number in front.
pub fn text(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        let gap = if entry.label.is_empty() { "" } else { " " };
        for (n, line) in entry.lines.iter().enumerate() {
            let label = if n == 0 { entry.label.clone() } else { " ".repeat(entry.label.chars().count()) };
            let _ = writeln!(out, "{label}{gap}{}", line.text());
        }
    }
    out
}

/// Markdown: entries as paragraphs, lines of one entry with a hard break.
pub fn markdown(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        let lines: Vec<String> = entry.lines.iter().map(markdown_inline).collect();
        let label = escaped(&entry.label, MARKDOWN.escape);
        let gap = if label.is_empty() { "" } else { " " };
        let _ = writeln!(out, "{label}{gap}{}\n", lines.join("\\\n"));
    }
    out
}

/// HTML: a list with the marks' own labels.
pub fn html(entries: &[Entry]) -> String {
    let mut out = String::from("<div class=\"csl-bib-body\">\n");
    for entry in entries {
        let lines: Vec<String> = entry.lines.iter().map(html_inline).collect();
        let (label, id) = (escaped(&entry.label, HTML.escape), escaped(&entry.key, HTML.escape));
        let label = if label.is_empty() { label } else { format!("<span class=\"csl-left-margin\">{label}</span> ") };
        let _ = writeln!(out, "  <div class=\"csl-entry\" id=\"ref-{id}\">{label}{}</div>", lines.join("<br>"));
    }
    out.push_str("</div>\n");
    out
}

/// LaTeX: a `thebibliography`.
pub fn latex(entries: &[Entry]) -> String {
    let mut out = format!("\\begin{{thebibliography}}{{{}}}\n", entries.len());
    for entry in entries {
        let lines: Vec<String> = entry.lines.iter().map(latex_inline).collect();
        let label = entry.label.trim_matches(['[', ']', '.', '(', ')']);
        let label = if label.is_empty() || label.bytes().all(|b| b.is_ascii_digit()) { String::new() } else { format!("[{{{label}}}]") };
        let _ = writeln!(out, "\\bibitem{label}{{{}}} {}", entry.key, lines.join(" \\\\ "));
    }
    out.push_str("\\end{thebibliography}\n");
    out
}

/// Typst: paragraphs with a hanging indent.
pub fn typst(entries: &[Entry]) -> String {
    let mut out = String::from("#set par(hanging-indent: 2em)\n\n");
    for entry in entries {
        let lines: Vec<String> = entry.lines.iter().map(typst_inline).collect();
        let label = escaped(&entry.label, TYPST.escape);
        let gap = if label.is_empty() { "" } else { " " };
        let _ = writeln!(out, "{label}{gap}{}\n", lines.join(" \\\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rich() -> Rich {
        let mut rich = Rich::plain("A & B_1 ");
        rich.push("Nature ", Format { italic: true, ..Format::default() });
        rich.push("[2]", Format { vertical: Vertical::Super, ..Format::default() });
        rich.append(Rich::linked(" https://a.cn/x_y"));
        rich
    }

    #[test]
    fn marks_of_each_language_are_escaped_and_blanks_stay_outside() {
        assert_eq!(markdown_inline(&rich()), "A & B\\_1 *Nature* ^\\[2\\]^ <https://a.cn/x_y>");
        assert_eq!(html_inline(&rich()), "A &amp; B_1 <i>Nature</i> <sup>[2]</sup> <a href=\"https://a.cn/x_y\">https://a.cn/x_y</a>");
        assert_eq!(latex_inline(&rich()), "A \\& B\\_1 \\textit{Nature} \\textsuperscript{{[}2{]}} \\url{https://a.cn/x_y}");
        assert_eq!(typst_inline(&rich()), "A & B\\_1 #emph[Nature] #super[\\[2\\]] #link(\"https://a.cn/x_y\")");
    }
}
