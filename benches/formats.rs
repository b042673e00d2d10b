//! Speed of reading and writing bibliography files beside other readers, in one run on one core.
//!
//!     YINWEN_CORPUS=FOLDER cargo bench --bench formats [-- FILE.bib]
//!
//! Without a file the large one of the corpus is taken, or one is made. Every figure is the best of five runs in processor
//! time of the thread, so that other work on the machine does not count. `scripts/bench_formats.sh` adds other programs.

mod timing;

use std::hint::black_box;
use std::io::Read;
use std::path::Path;
use timing::best;
use yinwen::formats::{self, Input, WriteOptions};

fn main() {
    let source = source();
    let entries = read(&source).len();
    println!("{entries} entries, {:.1} MB", source.len() as f64 / 1e6);
    let row = |what: &str, run: &mut dyn FnMut() -> usize| {
        let (took, count) = best(run);
        println!("{what:36} {:9.1} ms {:9.0} entries/s   ({count} records)", took.as_secs_f64() * 1e3, entries as f64 / took.as_secs_f64());
    };
    row("yinwen: to full records", &mut || read(&source).len());
    let records = read(&source);
    for target in ["csl-json", "biblatex", "bibtex", "ris", "hayagriva"] {
        row(&format!("yinwen: records to {target}"), &mut || {
            let mut out = Vec::new();
            let write = formats::find(target).and_then(|f| f.write).expect("a format that can be written");
            write(&records, &WriteOptions::default(), &mut out).expect("memory takes all");
            black_box(out.len());
            records.len()
        });
    }
    row("biblatex crate: raw", &mut || biblatex::RawBibliography::parse(&source).map_or(0, |b| b.entries.len()));
    row("biblatex crate: decoded", &mut || biblatex::Bibliography::parse(&source).map_or(0, |b| b.len()));
    row("hayagriva crate: typed", &mut || hayagriva::io::from_biblatex_str(&source).map_or(0, |b| b.len()));
    println!("peak memory {}", peak());
}

fn read(source: &str) -> Vec<yinwen::model::Record> {
    let format = formats::find("bibtex").and_then(|f| f.read).expect("a format that can be read");
    format(&Input::new(source.as_bytes(), Path::new(""))).expect("a .bib file").records
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")).map_or_else(|| "unknown".to_owned(), |s| s.trim().to_owned())
}

fn source() -> String {
    if let Some(file) = std::env::args().skip(1).find(|a| !a.starts_with('-')) {
        return std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{file}: {e}"));
    }
    let packed = std::env::var_os("YINWEN_CORPUS").map(|c| Path::new(&c).join("data/bib/real_10k.bib.gz"));
    let mut text = String::new();
    if let Some(file) = packed.and_then(|p| std::fs::File::open(p).ok())
        && flate2::read::GzDecoder::new(file).read_to_string(&mut text).is_ok()
    {
        return text;
    }
    (0..10_000).map(made).collect()
}

/// An entry with what real ones have.
fn made(i: usize) -> String {
    format!(
        "@article{{key{i},\n  author = {{M{{\\\"u}}ller, Anna and {{van Dam}}, Bert and 张, 三}},\n  title = {{The {{DNA}} of Entry {i}: \\emph{{in vivo}} and $x^2$}},\n  journal = {{Journal of Examples}},\n  year = {{{}}},\n  volume = {{{}}},\n  pages = {{{}--{}}},\n  doi = {{10.1000/{i}}},\n  abstract = {{{}}}\n}}\n\n",
        1950 + i % 70,
        i % 90,
        i,
        i + 9,
        "An abstract of some length, as they are. ".repeat(18)
    )
}
