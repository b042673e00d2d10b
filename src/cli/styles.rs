//! `yinwen styles`: the styles that need no file, with a sample of each that was searched for.

use super::report::{Exit, Outcome, Talk, print_json};
use crate::citing::styles::{self, Known};
use crate::citing::{self, Faces, Options, Style};
use crate::model::{Date, DateVar, Face, Kind, Name, Names, Record, Role, Var};
use clap::Args;
use serde_json::json;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// Arguments of `styles`.
#[derive(Args, Debug)]
pub struct StylesArgs {
    /// Words of the name or title (all styles without); a .csl file shows that style
    pub words: Vec<String>,
    /// Faces of the Chinese sample: first, both, or a language
    #[arg(long, default_value = "first", value_name = "FACES")]
    pub faces: String,
}

/// Samples are shown of so many styles at most; of more, names alone.
const SAMPLED: usize = 6;

/// Runs the command.
pub fn run(args: &StylesArgs, talk: &Talk) -> Outcome {
    if let [one] = args.words.as_slice()
        && one.ends_with(".csl")
    {
        let mut out = std::io::stdout().lock();
        for line in sample(one, &args.faces) {
            writeln!(out, "{line}")?;
        }
        return Ok(Exit::Clean);
    }
    let found = styles::search(&args.words);
    let sampled = !args.words.is_empty() && found.len() <= SAMPLED;
    if talk.json || talk.ndjson {
        let items = found
            .iter()
            .map(|k| json!({"name": k.name, "title": k.title, "sample": if sampled { sample(k.name, &args.faces) } else { Vec::new() }}));
        print_json(&items.collect::<Vec<_>>(), talk)?;
    } else {
        print(&found, sampled, &args.faces)?;
    }
    Ok(if found.is_empty() { Exit::Findings } else { Exit::Clean })
}

fn print(found: &[Known], sampled: bool, faces: &str) -> std::io::Result<()> {
    let width = found.iter().map(|k| k.name.width()).max().unwrap_or(0);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for known in found {
        writeln!(out, "{}{}  {}", known.name, " ".repeat(width - known.name.width()), known.title)?;
        if sampled {
            for line in sample(known.name, faces) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    out.flush()
}

/// A Chinese and an English entry in a style; what went wrong where it cannot be read.
fn sample(name: &str, faces: &str) -> Vec<String> {
    match Style::find(name) {
        Ok(style) => {
            let options = Options { faces: Faces::named(faces), ..Options::default() };
            let entries = citing::bibliography(&[chinese(), english()], &style, &options);
            let lines = entries.iter().map(|e| [e.label.as_str(), &e.text()].join(" ").trim().to_owned());
            lines.flat_map(|l| l.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
        }
        Err(error) => vec![error],
    }
}

fn article(language: &str, authors: &[(&str, &str)], fields: &[(Var, &str)], year: i32) -> Record {
    let mut face = Face::new(Kind::ArticleJournal);
    face.language = language.into();
    face.set_names(Role::Author, Names::new(authors.iter().map(|(f, g)| Name::person(*f, *g)).collect()));
    fields.iter().for_each(|(var, value)| face.set(*var, *value));
    face.set_date(DateVar::Issued, Date::year(year));
    Record::of(face)
}

/// An article of two faces, as it is printed with its translated title.
fn chinese() -> Record {
    let mut record = article(
        "zh-CN",
        &[("于", "潇"), ("刘", "义"), ("柴", "跃廷"), ("孙", "宏波")],
        &[
            (Var::Title, "互联网药品可信交易环境中主体资质审核备案模式"),
            (Var::ContainerTitle, "清华大学学报（自然科学版）"),
            (Var::Volume, "52"),
            (Var::Issue, "11"),
            (Var::Page, "1518-1523"),
        ],
        2012,
    );
    let translated = article(
        "en-US",
        &[("Yu", "Xiao"), ("Liu", "Yi"), ("Chai", "Yueting"), ("Sun", "Hongbo")],
        &[
            (Var::Title, "Qualification review and filing of traders in trusted transactions of drugs on the internet"),
            (Var::ContainerTitle, "Journal of Tsinghua University (Science and Technology)"),
            (Var::Volume, "52"),
            (Var::Issue, "11"),
            (Var::Page, "1518-1523"),
        ],
        2012,
    );
    record.faces.extend(translated.faces);
    record
}

fn english() -> Record {
    article(
        "en-US",
        &[("Saito", "Makoto"), ("Miyazaki", "Kazuhiro")],
        &[
            (Var::Title, "Jadeite-bearing metagabbro in serpentinite mélange"),
            (Var::ContainerTitle, "Bulletin of the Geological Survey of Japan"),
            (Var::Volume, "57"),
            (Var::Issue, "5"),
            (Var::Page, "169-176"),
        ],
        2006,
    )
}
