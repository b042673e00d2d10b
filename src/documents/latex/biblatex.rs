//! The `.bbl` files of biblatex (its manual, the interface of biber): every `\entry` holds all fields, and goes to the
//! bibliography format as an entry again.

use super::READER;
use super::arguments::balanced;
use crate::documents::limits::Deadline;
use crate::documents::{Block, BlockKind, Document, Embedded, Failure};
use rustc_hash::FxHashSet;

/// Fields that biblatex keeps for itself.
const INTERNAL: &[&str] = &["year", "month", "day", "urlyear", "urlmonth", "urlday", "labelalpha", "extraname", "extradate", "pageref"];

/// The document of a `.bbl` file; `None` where it has no entries of this kind.
pub fn read(source: &str, encoding: &'static str, clock: &mut Deadline) -> Result<Option<Document>, Failure> {
    if !source.contains("\\endentry") || !source.contains("\\entry{") {
        return Ok(None);
    }
    let mut document = Document { reader: READER.name, encoding, text: source.to_owned(), ..Document::default() };
    let mut seen = FxHashSet::default();
    let mut at = 0;
    while let Some(start) = source[at..].find("\\entry{").map(|s| at + s) {
        clock.check()?;
        let Some(length) = source[start..].find("\\endentry") else { break };
        let range = start..start + length;
        at = range.end;
        let Some((key, entry)) = entry(&source[range.clone()], clock)? else { continue };
        // Each sorted list of a document holds all its entries again.
        if seen.insert(key) {
            document.blocks.push(Block { kind: BlockKind::Entry(key.to_owned()), range: range.clone(), page: 0 });
            document.embedded.push(Embedded { format: "biblatex", bytes: entry.into_bytes(), range, locators: Vec::new(), citation: true });
        }
    }
    Ok(Some(document))
}

/// The key of an entry, and the entry as it would stand in a bibliography file.
fn entry<'a>(source: &'a str, clock: &mut Deadline) -> Result<Option<(&'a str, String)>, Failure> {
    let mut rest = source.strip_prefix("\\entry").unwrap_or(source);
    let (Some(key), Some(kind)) = (group(&mut rest), group(&mut rest)) else { return Ok(None) };
    let mut fields = Fields::default();
    while let Some(at) = rest.find('\\') {
        clock.tick()?;
        rest = &rest[at + 1..];
        let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
        rest = &rest[name.len()..];
        match name {
            "field" => fields.field(group(&mut rest), group(&mut rest)),
            "name" | "list" => {
                let (label, mut last) = (group(&mut rest), None);
                while let Some(next) = group(&mut rest) {
                    last = Some(next);
                }
                let values: Vec<String> = groups(last.unwrap_or_default())
                    .into_iter()
                    .map(|v| if name == "name" { person(v) } else { v.trim().to_owned() })
                    .collect();
                fields.add(label, &values.join(" and "));
            }
            "verb" if rest.starts_with('{') => {
                let label = group(&mut rest);
                let value = rest.split_once("\\verb ").and_then(|(_, v)| v.split('\n').next()).unwrap_or_default();
                fields.add(label.filter(|l| *l != "urlraw"), value.trim());
                rest = rest.split_once("\\endverb").map_or("", |(_, after)| after);
            }
            _ => {}
        }
    }
    Ok(Some((key, fields.entry(kind, key))))
}

/// The fields of an entry on their way.
#[derive(Default)]
struct Fields {
    body: String,
    date: [String; 3],
    accessed: [String; 3],
}

impl Fields {
    fn field(&mut self, name: Option<&str>, value: Option<&str>) {
        let (Some(name), Some(value)) = (name, value) else { return };
        let part = |parts: &mut [String; 3], at: usize| value.trim().clone_into(&mut parts[at]);
        match name {
            "year" => part(&mut self.date, 0),
            "month" => part(&mut self.date, 1),
            "day" => part(&mut self.date, 2),
            "urlyear" => part(&mut self.accessed, 0),
            "urlmonth" => part(&mut self.accessed, 1),
            "urlday" => part(&mut self.accessed, 2),
            _ if INTERNAL.contains(&name) || name.starts_with("label") || name.starts_with("sort") || name.ends_with("source") => {}
            _ => self.add(Some(name), &value.replace("\\bibrangedash", "--").replace("\\bibrangessep", ", ")),
        }
    }

    fn add(&mut self, name: Option<&str>, value: &str) {
        let Some(name) = name.filter(|n| !n.is_empty() && !value.is_empty()) else { return };
        self.body.push_str(&format!("  {name} = {{{value}}},\n"));
    }

    fn entry(mut self, kind: &str, key: &str) -> String {
        for (name, parts) in [("date", std::mem::take(&mut self.date)), ("urldate", std::mem::take(&mut self.accessed))] {
            let known: Vec<String> = parts.iter().take_while(|p| !p.is_empty()).map(|p| format!("{p:0>2}")).collect();
            self.add(Some(name), &known.join("-"));
        }
        format!("@{kind}{{{key},\n{}}}\n", self.body)
    }
}

/// Takes the group in braces that comes next, white space and line-end comments before it passed over.
fn group<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let open = rest.trim_start_matches(|c: char| c == '%' || c.is_whitespace());
    let length = balanced(open, b'{', b'}');
    let inner = open.get(1..length.checked_sub(1)?)?;
    *rest = &open[length..];
    Some(inner)
}

fn groups(mut text: &str) -> Vec<&str> {
    std::iter::from_fn(|| group(&mut text)).collect()
}

/// A name: `{hash=…}{family={Smith}, given={John}, …}`, in older files `{…}{Smith}{S.}{John}{J.}{prefix}{}{suffix}{}`.
fn person(text: &str) -> String {
    let parts = groups(text);
    let named = parts.get(1).copied().unwrap_or_default();
    let get = |key: &str| -> &str {
        let at = named.match_indices(key).find(|(at, _)| {
            let before = named[..*at].trim_end_matches(['%', '\n', ' ', '\t']);
            before.is_empty() || before.ends_with(',')
        });
        at.and_then(|(at, _)| group(&mut named[at + key.len()..].trim_start_matches([' ', '=']))).unwrap_or_default()
    };
    let older = |at: usize| parts.get(at).copied().unwrap_or_default();
    let [family, given, prefix, suffix] = match named.contains("family") && named.contains('=') {
        true => [get("family"), get("given"), get("prefix"), get("suffix")],
        false => [older(1), older(3), older(5), older(7)],
    };
    let mut name = if prefix.is_empty() { family.to_owned() } else { format!("{prefix} {family}") };
    if given.is_empty() && suffix.is_empty() {
        // A name in one piece stays one.
        return format!("{{{name}}}");
    }
    if !suffix.is_empty() {
        name.push_str(&format!(", {suffix}"));
    }
    format!("{name}, {}", given.replace("\\bibnamedelima", "").replace("\\bibnamedelimb", "").replace("\\bibnamedelimi", "").trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Limits;

    #[test]
    fn entries_of_biber_keep_every_field() {
        let source = r"\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{roe2001}{article}{}
      \name{author}{2}{}{%
        {{hash=a1}{%
           family={Roe},
           familyi={R\bibinitperiod},
           given={Jane\bibnamedelima M.},
           giveni={J\bibinitperiod}}}%
        {{hash=b2}{%
           family={王},
           given={娜},
           prefix={von}}}%
      }
      \list{publisher}{1}{%
        {A \& B}%
      }
      \field{labelnamesource}{author}
      \field{journaltitle}{Journal {of} Things}
      \field{month}{3}
      \field{title}{On \emph{things}}
      \field{year}{2001}
      \field{pages}{1\bibrangedash 5}
      \range{pages}{5}
      \verb{doi}
      \verb 10.1000/x_y
      \endverb
    \endentry
    \entry{old}{book}{}
      \name{author}{1}{}{%
        {{hash=c3}{Müller}{M\bibinitperiod}{Karl}{K\bibinitperiod}{}{}{}{}}%
      }
      \field{title}{Buch}
    \endentry
  \enddatalist
  \datalist[entry]{shorthand}
    \entry{old}{book}{}
    \endentry
  \enddatalist
\endrefsection";
        let mut clock = Deadline::start(&Limits::default());
        let Ok(Some(document)) = read(source, "utf-8", &mut clock) else { panic!("the file is read") };
        let seen: Vec<_> = document.embedded.iter().map(|e| String::from_utf8_lossy(&e.bytes).into_owned()).collect();
        assert_eq!(
            seen,
            [
                "@article{roe2001,\n  author = {Roe, Jane M. and von 王, 娜},\n  publisher = {A \\& B},\n  journaltitle = {Journal {of} Things},\n  \
                 title = {On \\emph{things}},\n  pages = {1-- 5},\n  doi = {10.1000/x_y},\n  date = {2001-03},\n}\n",
                "@book{old,\n  author = {Müller, Karl},\n  title = {Buch},\n}\n",
            ]
        );
        assert_eq!(&document.text[document.embedded[1].range.clone()].lines().next(), &Some("\\entry{old}{book}{}"));
    }
}
