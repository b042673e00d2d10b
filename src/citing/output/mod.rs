//! Bibliographies as text, Markdown, HTML, LaTeX, RTF and Typst.

mod markup;
mod rtf;

use super::rendering::Entry;
use super::rich::Rich;

/// A way to print formatted text.
pub struct Output {
    /// Name on the command line.
    pub name: &'static str,
    /// One piece of formatted text.
    pub inline: fn(&Rich) -> String,
    /// A whole list.
    pub list: fn(&[Entry]) -> String,
}

/// Every way, in the order of the help.
pub const OUTPUTS: &[Output] = &[
    Output { name: "text", inline: Rich::text, list: markup::text },
    Output { name: "markdown", inline: markup::markdown_inline, list: markup::markdown },
    Output { name: "html", inline: markup::html_inline, list: markup::html },
    Output { name: "latex", inline: markup::latex_inline, list: markup::latex },
    Output { name: "rtf", inline: rtf::inline, list: rtf::list },
    Output { name: "typst", inline: markup::typst_inline, list: markup::typst },
];

/// The way of that name.
pub fn find(name: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|o| o.name == name)
}
