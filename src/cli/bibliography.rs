//! `yinwen bibliography`: the list of works in a style.

use super::args::{Chosen, Global};
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use super::{convert, input, place, sources};
use crate::citing::gbt7714::Punctuation;
use crate::citing::output::{self, OUTPUTS};
use crate::citing::{self, Entry, Faces, Options, Order, Pairing, Style};
use crate::library::giving::Choice;
use crate::model::Record;
use base64::Engine;
use clap::Args;
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Arguments of `bibliography`.
#[derive(Args, Debug)]
pub struct BibliographyArgs {
    /// Which works.
    #[command(flatten)]
    pub chosen: Chosen,
    /// What is printed.
    #[command(flatten)]
    pub styled: Styled,
    /// Order of the list: style, given, pinyin, stroke
    #[arg(long, default_value = "style", value_name = "ORDER")]
    pub sort: String,
    /// File to write (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exactly what this manuscript (file or folder) cites
    #[arg(long = "for", value_name = "MANUSCRIPT", conflicts_with_all = ["keys", "named", "query"])]
    pub manuscript: Vec<PathBuf>,
}

/// How works are printed: shared by `bibliography` and `cite`.
#[derive(Args, Debug)]
pub struct Styled {
    /// Style: a name (`yinwen styles`) or a .csl file
    #[arg(long, default_value = "gb-t-7714-2025", value_name = "STYLE")]
    pub style: String,
    /// text, markdown, html, latex, rtf, typst or json
    #[arg(long, default_value = "text", value_name = "FORMAT")]
    pub to: String,
    /// Works of a bibliography file instead of the library; - for standard input
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Faces to print: first, both, or a language such as zh or en
    #[arg(long, default_value = "first", value_name = "FACES")]
    pub faces: String,
    /// How a translation stands beside its original: lines, line, in-chinese
    #[arg(long, default_value = "lines", value_name = "HOW")]
    pub pairing: String,
    /// Widths of marks in GB/T entries: full, half, by-language (default: the edition's)
    #[arg(long, value_name = "WIDTHS")]
    pub punctuation: Option<String>,
    /// Copy to the clipboard of the terminal too
    #[arg(long)]
    pub clipboard: bool,
}

impl Styled {
    /// The options of the renderer.
    pub fn options(&self, order: Order) -> Result<Options, Trouble> {
        let wrong = |what: &str, value: &str, known: &str| Trouble::usage(format!("unknown {what}: {value}")).hint(known);
        let pairing = Pairing::named(&self.pairing).ok_or_else(|| wrong("pairing", &self.pairing, "lines, line, in-chinese"))?;
        let punctuation = match &self.punctuation {
            None => None,
            Some(name) => Some(Punctuation::named(name).ok_or_else(|| wrong("punctuation", name, "full, half, by-language"))?),
        };
        Ok(Options { faces: Faces::named(&self.faces), pairing, order, punctuation })
    }

    /// The style.
    pub fn style(&self) -> Result<Style, Trouble> {
        Style::find(&self.style).map_err(|e| Trouble::usage(e).hint("list the styles: yinwen styles"))
    }

    /// The works: of the input file, or of the library.
    pub fn records(&self, choice: &Choice, global: &Global, talk: &Talk) -> Result<Vec<Record>, Trouble> {
        let Some(path) = &self.input else {
            let library = place::open(global, talk)?;
            return Ok(library.chosen(choice)?.into_iter().map(|w| w.record).collect());
        };
        let mut records = from_file(path, talk)?;
        if !choice.keys.is_empty() {
            let all = std::mem::take(&mut records);
            for key in &choice.keys {
                let found = all.iter().find(|r| r.key == *key);
                records.push(found.cloned().ok_or_else(|| Trouble::failed(format!("{}: no such key: {key}", path.display())))?);
            }
        }
        Ok(records)
    }

    /// Prints text to standard output, and to the clipboard where asked.
    pub fn print(&self, text: &str, talk: &Talk) -> Result<(), Trouble> {
        std::io::stdout().lock().write_all(text.as_bytes())?;
        if self.clipboard {
            clipboard(text, talk)?;
        }
        Ok(())
    }
}

/// Runs the command.
pub fn run(args: &BibliographyArgs, global: &Global, talk: &Talk) -> Outcome {
    let styled = &args.styled;
    let order = Order::named(&args.sort)
        .ok_or_else(|| Trouble::usage(format!("unknown order: {}", args.sort)).hint("style, given, pinyin, stroke"))?;
    let options = styled.options(order)?;
    let style = styled.style()?;
    let choice = args.chosen.choice();
    let mut missing = false;
    let records = if args.manuscript.is_empty() {
        styled.records(&choice, global, talk)?
    } else {
        let inputs: Vec<PathBuf> = styled.input.iter().cloned().collect();
        let found = sources::sources(&args.manuscript, &inputs, global, talk)?;
        let cited = found.pool.cited(&found.manuscript);
        for key in &cited.missing {
            talk.error(&Trouble::failed(format!("{}: @{key}", talk.tr("missing", "缺少条目"))));
        }
        missing = !cited.missing.is_empty();
        cited.records.into_iter().filter(|r| !cited.parents.contains(&r.key)).collect()
    };
    let entries = citing::bibliography(&records, &style, &options);
    if styled.to == "json" || talk.json || talk.ndjson {
        print_json(&entries.iter().map(item).collect::<Vec<_>>(), talk)?;
    } else {
        let text = (find_output(&styled.to)?.list)(&entries);
        match &args.output {
            Some(path) => super::output::replace(path, text.as_bytes())?,
            None => styled.print(&text, talk)?,
        }
    }
    let exit = if entries.is_empty() { Exit::Findings } else { Exit::Clean };
    Ok(if missing { Exit::Partly } else { exit })
}

/// The output of that name.
pub fn find_output(name: &str) -> Result<&'static output::Output, Trouble> {
    let names: Vec<&str> = OUTPUTS.iter().map(|o| o.name).collect();
    output::find(name).ok_or_else(|| Trouble::usage(format!("unknown output: {name}")).hint(format!("{}, json", names.join(", "))))
}

fn item(entry: &Entry) -> Value {
    let mut item = json!({"id": entry.key, "text": entry.text()});
    if !entry.label.is_empty() {
        item["label"] = json!(entry.label);
    }
    item
}

/// Records of a bibliography file. A CSL-JSON item is known by its `id` here, whatever key it has beside it.
fn from_file(path: &Path, talk: &Talk) -> Result<Vec<Record>, Trouble> {
    let bytes = input::bytes(path)?;
    let (format, import) = convert::read(&bytes, path, None)?;
    talk.faults(path, &import.faults);
    let mut records = import.records;
    if format.name == "csl-json"
        && let Ok(Value::Array(items)) = serde_json::from_slice::<Value>(&bytes)
    {
        let ids = items.iter().filter_map(Value::as_object).map(|map| map.get("id"));
        for (record, id) in records.iter_mut().zip(ids) {
            match id {
                Some(Value::String(id)) => record.key.clone_from(id),
                Some(Value::Number(id)) => record.key = id.to_string(),
                _ => {}
            }
        }
    }
    Ok(records)
}

/// Copies text by the terminal's own escape sequence (OSC 52), which works over SSH too; only a terminal is sent it.
fn clipboard(text: &str, talk: &Talk) -> Result<(), Trouble> {
    let mut err = std::io::stderr().lock();
    if !err.is_terminal() {
        talk.say(talk.tr("no terminal, so no clipboard", "没有终端，无法使用剪贴板"));
        return Ok(());
    }
    write!(err, "\x1b]52;c;{}\x07", base64::engine::general_purpose::STANDARD.encode(text.trim_end()))?;
    Ok(())
}
