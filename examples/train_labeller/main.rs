//! Trains the labeller of references again: `cargo run --release --example train_labeller -- FOLDER`, where FOLDER holds
//! `data/labelled_references.jsonl`. The same rows give the same bytes. With `--report` it also cross-validates.

mod data;
mod learn;
mod write;

use data::Example;
use learn::{Learnt, Settings};
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let mut folder = None;
    let mut output = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/refs/labeller/labeller.model"));
    let mut settings = Settings::default();
    let mut least = 0.04;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--output" => output = args.next().map(PathBuf::from).unwrap_or(output),
            "--epochs" => settings.epochs = args.next().and_then(|v| v.parse().ok()).unwrap_or(settings.epochs),
            "--rate" => settings.rate = args.next().and_then(|v| v.parse().ok()).unwrap_or(settings.rate),
            "--drop" => settings.drop = args.next().and_then(|v| v.parse().ok()).unwrap_or(settings.drop),
            "--decay" => settings.decay = args.next().and_then(|v| v.parse().ok()).unwrap_or(settings.decay),
            "--at-least" => settings.at_least = args.next().and_then(|v| v.parse().ok()).unwrap_or(settings.at_least),
            "--least" => least = args.next().and_then(|v| v.parse().ok()).unwrap_or(least),
            _ => folder = Some(PathBuf::from(arg)),
        }
    }
    let folder = folder.ok_or_else(|| std::io::Error::other("usage: train_labeller FOLDER [--output FILE]"))?;
    let rows = data::read(&folder.join("data/labelled_references.jsonl"))?;
    let examples: Vec<Example> = rows.iter().enumerate().map(|(i, r)| data::example(r, i % 2 == 0)).collect();
    let all: Vec<&Example> = examples.iter().collect();
    let learnt: Learnt = learn::learn(&all, &settings);
    let bytes = write::bytes(&learnt, &[(-8.0, 0.05), (-0.05, 0.9)], least);
    eprintln!("{} bytes", bytes.len());
    std::fs::write(output, bytes)
}
