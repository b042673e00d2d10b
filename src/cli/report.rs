//! Exit codes, messages in two languages, and what becomes of failures.

use super::args::Global;
use crate::model::{Fault, Severity};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done, nothing found wrong.
    Clean = 0,
    /// Done; there are findings (`check`, `--strict`).
    Findings = 1,
    /// The command line was wrong.
    Usage = 2,
    /// Failed; nothing was changed.
    Failed = 3,
    /// Partly done: some inputs could not be read.
    Partly = 4,
    /// Interrupted.
    Interrupted = 130,
}

impl Exit {
    /// For the operating system.
    pub fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }

    /// The graver of two.
    pub fn and(self, other: Exit) -> Exit {
        self.max(other)
    }
}

/// A failure with what to do about it.
#[derive(Debug)]
pub struct Trouble {
    /// Exit code.
    pub exit: Exit,
    /// What happened.
    pub message: String,
    /// What to try.
    pub hint: String,
    closed_pipe: bool,
}

impl Trouble {
    /// A failure of the work itself.
    pub fn failed(message: impl Into<String>) -> Self {
        Trouble { exit: Exit::Failed, message: message.into(), hint: String::new(), closed_pipe: false }
    }

    /// A wrong command line.
    pub fn usage(message: impl Into<String>) -> Self {
        Trouble { exit: Exit::Usage, ..Trouble::failed(message) }
    }

    /// Adds a hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Whether the reader of our output went away: no failure of ours.
    pub fn is_closed_pipe(&self) -> bool {
        self.closed_pipe
    }
}

impl From<std::io::Error> for Trouble {
    fn from(e: std::io::Error) -> Self {
        Trouble { closed_pipe: e.kind() == std::io::ErrorKind::BrokenPipe, ..Trouble::failed(e.to_string()) }
    }
}

/// The result of a command.
pub type Outcome = Result<Exit, Trouble>;

/// Messages on standard error, in the user's language.
#[derive(Clone, Debug)]
pub struct Talk {
    /// Chinese messages.
    pub chinese: bool,
    /// Only errors.
    pub quiet: bool,
    /// `--json`.
    pub json: bool,
    /// `--ndjson`.
    pub ndjson: bool,
    /// `--no-input`.
    pub no_input: bool,
    /// Whether standard output may carry colours.
    pub colour: bool,
}

/// Whether messages are in Chinese: by what was asked for, else by locale.
pub fn wants_chinese(asked: Option<&str>) -> bool {
    let locale = asked
        .map(str::to_owned)
        .or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|s| !s.is_empty())));
    locale.unwrap_or_default().to_ascii_lowercase().starts_with("zh")
}

/// Whether to colour: as asked, else `NO_COLOR`, `FORCE_COLOR`, `TERM=dumb`, and whether a terminal listens.
fn colour(asked: &str) -> bool {
    use std::io::IsTerminal;
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    match asked {
        "always" => true,
        "never" => false,
        _ if set("NO_COLOR") => false,
        _ if set("FORCE_COLOR") => true,
        _ => std::io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|t| t != "dumb"),
    }
}

impl Talk {
    /// By options and locale.
    pub fn new(global: &Global) -> Self {
        Talk {
            chinese: wants_chinese(global.lang.as_deref()),
            quiet: global.quiet,
            json: global.json,
            ndjson: global.ndjson,
            no_input: global.no_input,
            colour: colour(&global.color),
        }
    }

    /// Whether a question may be asked: only of a person at a terminal.
    pub fn may_ask(&self) -> bool {
        use std::io::IsTerminal;
        !self.no_input && std::io::stdin().is_terminal()
    }

    /// A word that stands out on a terminal, plain elsewhere.
    pub fn strong(&self, word: &str) -> String {
        if self.colour { format!("\x1b[1m{word}\x1b[0m") } else { word.to_owned() }
    }

    /// The sentence in the user's language.
    pub fn tr<'a>(&self, english: &'a str, chinese: &'a str) -> &'a str {
        if self.chinese { chinese } else { english }
    }

    /// Says something, unless quiet.
    pub fn say(&self, message: impl AsRef<str>) {
        if !self.quiet {
            eprintln!("{}", message.as_ref());
        }
    }

    /// Says what failed.
    pub fn error(&self, trouble: &Trouble) {
        eprintln!("{}: {}", self.tr("error", "错误"), trouble.message);
        if !trouble.hint.is_empty() {
            eprintln!("  {}", trouble.hint);
        }
    }

    /// Says what was wrong with single records of a file: the first of each kind, and how many more. A record that could
    /// not be read whole makes the work partly done.
    pub fn faults(&self, path: &Path, faults: &[Fault]) -> Exit {
        let mut seen: Vec<(&str, usize, &Fault)> = Vec::new();
        for fault in faults.iter().filter(|f| f.severity >= if self.quiet { Severity::Error } else { Severity::Warning }) {
            match seen.iter_mut().find(|(code, ..)| *code == fault.code) {
                Some((_, n, _)) => *n += 1,
                None => seen.push((fault.code, 1, fault)),
            }
        }
        for (code, n, first) in seen {
            let mut line = path.display().to_string();
            if first.line > 0 {
                let _ = write!(line, ":{}", first.line);
            }
            let _ = write!(line, ": {}", printable(&first.message));
            if n > 1 {
                let _ = write!(line, " ({} {}, {code})", n - 1, self.tr("more", "处类似"));
            }
            eprintln!("{line}");
        }
        if faults.iter().any(|f| f.severity == Severity::Error) { Exit::Partly } else { Exit::Clean }
    }
}

/// A message as a terminal may have it: what it quotes is cut short, and characters that steer the terminal are escaped.
fn printable(message: &str) -> String {
    const LONGEST: usize = 300;
    let mut out = String::with_capacity(message.len().min(LONGEST));
    for (n, c) in message.chars().enumerate() {
        match c {
            _ if n == LONGEST => return out + "…",
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// Progress on standard error: a line that is written over, on a terminal only, once work takes longer than a moment.
pub struct Progress {
    label: String,
    total: usize,
    begun: std::time::Instant,
    shown: std::cell::Cell<Option<std::time::Instant>>,
    on: bool,
}

impl Progress {
    /// Starts.
    pub fn new(talk: &Talk, label: &str, total: usize) -> Self {
        use std::io::IsTerminal;
        let on = !talk.quiet && std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|t| t != "dumb");
        Progress { label: label.to_owned(), total, begun: std::time::Instant::now(), shown: std::cell::Cell::new(None), on }
    }

    /// So many are done.
    pub fn at(&self, done: usize) {
        let now = std::time::Instant::now();
        let elapsed = now - self.begun;
        let recent = self.shown.get().is_some_and(|t| now - t < std::time::Duration::from_millis(50));
        if !self.on || elapsed.as_millis() < 100 || recent {
            return;
        }
        self.shown.set(Some(now));
        let left = elapsed.as_secs_f64() / done.max(1) as f64 * self.total.saturating_sub(done) as f64;
        eprint!("\r{} {done}/{}  {left:.0} s  ", self.label, self.total);
    }

    /// Clears the line.
    pub fn end(&self) {
        if self.shown.get().is_some() {
            eprint!("\r\x1b[K");
        }
    }
}

/// Prints values as one JSON array, or as lines with `--ndjson`.
pub fn print_json<T: serde::Serialize>(values: &[T], talk: &Talk) -> std::io::Result<()> {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if !talk.ndjson {
        out.write_all(b"[")?;
    }
    for (i, value) in values.iter().enumerate() {
        if !talk.ndjson {
            out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        }
        serde_json::to_writer(&mut out, value)?;
        if talk.ndjson {
            out.write_all(b"\n")?;
        }
    }
    if !talk.ndjson {
        out.write_all(if values.is_empty() { b"]\n" } else { b"\n]\n" })?;
    }
    out.flush()
}
