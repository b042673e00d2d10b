//! `yinwen parse`: reference strings, one a line, to records; memory stays flat with the length of the input.

use super::args::ParseArgs;
use super::report::{Exit, Outcome, Talk, Trouble};
use crate::formats::csl_json;
use crate::refs::{self, Context};
use rayon::prelude::*;
use serde_json::Value;
use std::io::{BufRead, BufReader, BufWriter, Write};

/// Lines read and parsed at once.
const BATCH: usize = 4096;

/// Runs the command.
pub fn run(args: &ParseArgs, talk: &Talk) -> Outcome {
    if args.to != "csl-json" {
        return Err(Trouble::usage(format!("parse prints csl-json, not {}", args.to)).hint("yinwen extract --to prints other formats"));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut first = true;
    if !talk.ndjson {
        out.write_all(b"[")?;
    }
    if args.files.is_empty() {
        lines(std::io::stdin().lock(), &mut out, &mut first, talk.ndjson)?;
    }
    for path in &args.files {
        let file = std::fs::File::open(path).map_err(|e| Trouble::failed(format!("{}: {e}", path.display())))?;
        lines(BufReader::new(file), &mut out, &mut first, talk.ndjson)?;
    }
    if !talk.ndjson {
        out.write_all(b"\n]\n")?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}

fn lines(mut input: impl BufRead, out: &mut impl Write, first: &mut bool, ndjson: bool) -> Result<(), Trouble> {
    let mut batch: Vec<Vec<u8>> = Vec::with_capacity(BATCH);
    loop {
        batch.clear();
        while batch.len() < BATCH {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            batch.push(line);
        }
        if batch.is_empty() {
            return Ok(());
        }
        let printed: Vec<String> = batch.par_iter().map(|line| item(&String::from_utf8_lossy(line))).collect();
        for json in printed {
            if !ndjson {
                out.write_all(if *first { b"\n" } else { b",\n" })?;
            }
            *first = false;
            out.write_all(json.as_bytes())?;
            if ndjson {
                out.write_all(b"\n")?;
            }
        }
    }
}

/// One item for a line: its first reference, the further ones in `custom.also`; `{}` where nothing could be read.
fn item(line: &str) -> String {
    let mut records = refs::parse(line.trim_end_matches(['\n', '\r']), Context::Entry);
    refs::resolve(&mut records);
    records.retain(|r| !r.faces.is_empty());
    let Some((first, also)) = records.split_first() else { return "{}".to_owned() };
    if also.is_empty() {
        return csl_json::item_text(first, true);
    }
    let mut first = csl_json::to_item(first, true);
    if let Some(custom) = first.get_mut("custom").and_then(Value::as_object_mut) {
        custom.insert("also".into(), also.iter().map(|r| csl_json::to_item(r, true)).collect());
    }
    first.to_string()
}
