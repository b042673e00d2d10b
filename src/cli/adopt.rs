//! `yinwen adopt`: a manuscript with plain references becomes one with keys and a .bib, in new files.

use super::args::{AdoptArgs, Global};
use super::report::{Exit, Outcome, Talk, Trouble};
use super::{input, sources};
use crate::citing::keypattern::{DEFAULT, Pattern};
use crate::library::adopting;
use crate::library::rewriting::{self, Rewrite};
use crate::text::encoding;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &AdoptArgs, global: &Global, talk: &Talk) -> Outcome {
    let bytes = input::bytes(&args.file)?;
    let ending = args.file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let office = matches!(ending.as_str(), "docx" | "docm" | "odt");
    let texts = ["md", "markdown", "mdown", "mkd", "qmd", "rmd", "txt", "text", "tex", "ltx", "latex", "typ", "typst"];
    if !office && !texts.contains(&ending.as_str()) {
        return Err(Trouble::usage(format!(
            "{}: only Markdown, plain text, LaTeX, Typst, Word and OpenDocument files can be adopted",
            args.file.display()
        ))
        .hint("for others: yinwen text FILE > FILE.md, and adopt that"));
    }
    let output =
        args.output.clone().unwrap_or_else(|| beside(&args.file, if ending == "txt" || ending == "text" { "md" } else { &ending }));
    let bib = args.bib.clone().unwrap_or_else(|| args.file.with_extension("bib"));
    let pattern = match sources::library(global)? {
        Some(library) => library.key_pattern()?,
        None => DEFAULT.to_owned(),
    };
    let pattern = Pattern::parse(&pattern).map_err(Trouble::failed)?;
    let name = called(&bib, &output);
    let adopted = if office {
        adopting::adopt_office(&bytes, &args.file, &pattern)
    } else {
        adopting::adopt(&encoding::decode(&bytes).text, &args.file, &name, &pattern)
    };
    let adopted = adopted.map_err(|e| Trouble::failed(format!("{}: {e}", args.file.display())))?;
    print(&adopted, args, talk)?;
    let exit = if adopted.left.is_empty() { Exit::Clean } else { Exit::Partly };
    if args.dry_run {
        talk.say(talk.tr("Nothing was written (dry run).", "未写入任何文件（试运行）。"));
        return Ok(exit);
    }
    let rewrite = |path: &Path, new: Vec<u8>| -> Result<Rewrite, Trouble> {
        let old = std::fs::read(path).ok();
        if old.is_some() && !args.force {
            let told = Trouble::failed(format!("{}: is there already", path.display()));
            return Err(told.hint("name other files with -o and --bib, or write over them with --force"));
        }
        Ok(Rewrite { path: path.to_owned(), old, new })
    };
    let files = [rewrite(&output, adopted.text)?, rewrite(&bib, adopted.bib.into_bytes())?];
    rewriting::write(&files).map_err(Trouble::failed)?;
    talk.say(format!("→ {}\n→ {}", output.display(), bib.display()));
    Ok(exit)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}.adopted.{ending}"))
}

/// The name by which a text calls its bibliography: bare where they lie side by side.
fn called(bib: &Path, output: &Path) -> String {
    let same = bib.parent() == output.parent();
    let name =
        if same { PathBuf::from(bib.file_name().unwrap_or_default()) } else { std::path::absolute(bib).unwrap_or_else(|_| bib.to_owned()) };
    name.display().to_string()
}

fn print(adopted: &adopting::Adopted, args: &AdoptArgs, talk: &Talk) -> Result<(), Trouble> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if talk.json || talk.ndjson {
        let keys: Vec<_> = adopted.keys.iter().map(|(n, k, t)| json!({"number": n, "key": k, "text": t})).collect();
        let left: Vec<_> = adopted.left.iter().map(|(l, c, t)| json!({"line": l, "column": c, "text": t})).collect();
        let row = json!({"keys": keys, "citations": adopted.changed, "left": left, "doubtful": adopted.doubtful, "dry-run": args.dry_run});
        writeln!(out, "{row}")?;
        out.flush()?;
        return Ok(());
    }
    for (number, key, text) in &adopted.keys {
        let doubt = if adopted.doubtful.contains(key) { talk.tr("  (look at it)", "（待核）") } else { "" };
        writeln!(out, "[{number}] → @{key}{doubt}   {text}…")?;
    }
    for (line, column, text) in &adopted.left {
        writeln!(
            out,
            "{}:{line}:{column}: {text} {}",
            args.file.display(),
            talk.tr("is left as it is: none or several entries answer", "未改：无对应条目或对应不唯一")
        )?;
    }
    out.flush()?;
    talk.say(format!(
        "{} {} · {} {}",
        adopted.keys.len(),
        talk.tr("entries", "条文献"),
        adopted.changed,
        talk.tr("citations with keys", "处引用已换为键")
    ));
    Ok(())
}
