//! Trains the labeller of references again: `cargo run --release --example train_labeller -- FOLDER`, where FOLDER holds
//! `data/labelled_references.jsonl` and `data/journal_names_zh_en.csv`. The same files give the same bytes.

mod builder;
mod chinese;
mod chinese_habits;
mod data;
mod latin;
mod learn;
mod pools;
mod rendered;
mod report;
mod traced;
mod works;
mod write;

use data::{Example, Row};
use learn::{Chance, Settings};
use std::path::PathBuf;
use yinwen::refs::labeller::features::text_hash;

/// What the command line asks for.
struct Options {
    folder: PathBuf,
    output: PathBuf,
    settings: Settings,
    least: f32,
    latin: usize,
    rendered: usize,
    chinese: usize,
    show: bool,
    report: bool,
}

fn options() -> Option<Options> {
    let mut o = Options {
        folder: PathBuf::new(),
        output: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/refs/labeller/labeller.model")),
        settings: Settings::default(),
        least: 0.04,
        latin: 4000,
        rendered: 6000,
        chinese: 4000,
        show: false,
        report: true,
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--show" {
            o.show = true;
        } else if let Some(option) = arg.strip_prefix("--") {
            let value = args.next()?;
            match option {
                "output" => o.output = PathBuf::from(value),
                "epochs" => o.settings.epochs = value.parse().ok()?,
                "rate" => o.settings.rate = value.parse().ok()?,
                "drop" => o.settings.drop = value.parse().ok()?,
                "at-least" => o.settings.at_least = value.parse().ok()?,
                "least" => o.least = value.parse().ok()?,
                "report" => o.report = value == "yes",
                "latin" => o.latin = value.parse().ok()?,
                "rendered" => o.rendered = value.parse().ok()?,
                "chinese" => o.chinese = value.parse().ok()?,
                _ => return None,
            }
        } else {
            o.folder = PathBuf::from(arg);
        }
    }
    (!o.folder.as_os_str().is_empty()).then_some(o)
}

/// Which labelled rows are held out.
#[derive(Clone, Copy)]
enum Held {
    None,
    /// A source, by the start of its name.
    Source(&'static str),
    /// One part of so many.
    Part(u64, u64),
    /// The made references of every so many-th style of the archive.
    Style(u64, u64),
}

impl Held {
    fn holds(self, row: &Row) -> bool {
        match self {
            Held::None => false,
            Held::Style(k, n) => row.group.strip_prefix("rendered ").is_some_and(|style| text_hash(style) % n == k),
            Held::Source(name) => row.group.starts_with(name),
            Held::Part(k, n) => {
                let title = row.segments.iter().find(|s| s.0 == yinwen::refs::labeller::Label::Title).map_or("", |s| s.1.as_str());
                let key: String = title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
                let key = if key.is_empty() { row.segments.iter().map(|s| s.1.as_str()).collect() } else { key };
                text_hash(&key) % n == k
            }
        }
    }
}

/// The rows to learn from: labelled ones and made ones, with damage in a part of them.
fn gather(o: &Options, held: Held) -> std::io::Result<(Vec<Example>, Vec<Example>)> {
    let rows = data::read(&o.folder.join("data/labelled_references.jsonl"))?;
    let (out, mut rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|r| held.holds(r));
    let pools = pools::Pools::gather(&rows, &o.folder);
    let mut chance = Chance(0x5851_f42d_4c95_7f2d);
    for row in rows.iter_mut().skip(3).step_by(4) {
        builder::damage(row, &mut chance);
    }
    for _ in 0..o.latin {
        let mut row = latin::reference(&pools, &mut chance);
        builder::damage(&mut row, &mut chance);
        rows.push(row);
    }
    let styles = rendered::Styles::load();
    let mut made = 0;
    while made < o.rendered && styles.len() > 0 {
        let Some(mut row) = rendered::reference(&styles, &pools, &mut chance) else { continue };
        builder::damage(&mut row, &mut chance);
        made += 1;
        rows.push(row);
    }
    for _ in 0..o.chinese {
        let mut row = chinese::reference(&pools, &mut chance);
        if chance.hit(0.3) {
            builder::damage(&mut row, &mut chance);
        }
        rows.push(row);
    }
    let examples = |rows: &[Row]| rows.iter().enumerate().map(|(i, r)| data::example(r, i % 2 == 0)).collect();
    let (held, rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|r| matches!(held, Held::Style(..)) && held.holds(r));
    let out = if held.is_empty() { out } else { held };
    Ok((examples(&rows), examples(&out)))
}

/// What a trial without some rows shows: lines for people; of each held-out row its score and whether it is wholly right.
type Trial = (Vec<String>, Vec<(f32, bool)>);

/// Trains without the held-out rows and judges on them.
fn try_held(o: &Options, held: Held, name: &str) -> std::io::Result<Trial> {
    let (examples, out) = gather(o, held)?;
    let learnt = learn::learn(&examples.iter().collect::<Vec<_>>(), &o.settings);
    let results = report::judge(&write::bytes(&learnt, &[], o.least), &out.iter().collect::<Vec<_>>());
    let lines = results.iter().map(|(group, result)| format!("{name}, {group}: {}", result.line())).collect();
    let seen = results.values().flat_map(|r| r.wholes.iter().map(|w| (w.0, w.2))).collect();
    Ok((lines, seen))
}

/// Two sources unseen as wholes, which is how a new style looks, and a third of all: confidence is set on these three. The
/// last trial leaves out the rendered references of some styles.
static TRIALS: [(Held, &str); 4] = [
    (Held::Source("anystyle"), "without anystyle"),
    (Held::Source("grobid"), "without grobid"),
    (Held::Part(0, 3), "without a third"),
    (Held::Style(0, 6), "without a sixth of the archive's styles"),
];

/// All trials, side by side; none depends on another.
fn trials(o: &Options) -> std::io::Result<Vec<(f32, bool)>> {
    let done: Vec<std::io::Result<Trial>> = std::thread::scope(|scope| {
        let running: Vec<_> = TRIALS.iter().map(|(held, name)| scope.spawn(move || try_held(o, *held, name))).collect();
        running.into_iter().map(|t| t.join().unwrap_or_else(|_| Err(std::io::Error::other("a trial broke off")))).collect()
    });
    let mut seen = Vec::new();
    for (trial, (held, _)) in done.into_iter().zip(&TRIALS) {
        let (lines, shown) = trial?;
        lines.iter().for_each(|line| println!("{line}"));
        if !matches!(held, Held::Style(..)) {
            seen.extend(shown);
        }
    }
    Ok(seen)
}

fn main() -> std::io::Result<()> {
    let o = options().ok_or_else(|| std::io::Error::other("usage: train_labeller FOLDER [--output FILE] [--epochs N] [--report no]"))?;
    if o.show {
        gather(&o, Held::None)?.0.iter().rev().step_by(97).for_each(|e| println!("{}", e.shown()));
        return Ok(());
    }
    let seen = if o.report { trials(&o)? } else { Vec::new() };
    let steps = if seen.is_empty() { vec![(-8.0, 0.05), (-0.05, 0.9)] } else { report::calibrate(seen.clone()) };
    print!("{}", report::table(&steps, &seen));
    let (examples, _) = gather(&o, Held::None)?;
    let learnt = learn::learn(&examples.iter().collect::<Vec<_>>(), &o.settings);
    let bytes = write::bytes(&learnt, &steps, o.least);
    println!("{} bytes", bytes.len());
    std::fs::write(&o.output, bytes)
}
