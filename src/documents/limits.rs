//! Bounds for one document, and the clock that a reader looks at on its way.

use super::Failure;
use std::time::{Duration, Instant};

/// Bounds for one document.
///
/// Memory follows from them: a reader holds the file, its unpacked parts and a text no larger than those.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest file, in bytes.
    pub file: u64,
    /// Largest unpacked size of all parts together, in bytes.
    pub unpacked: u64,
    /// Deepest nesting of XML or HTML elements, of groups and brackets (LaTeX and Typst: eight times as deep).
    pub depth: usize,
    /// Most pages.
    pub pages: usize,
    /// Longest time, in seconds.
    pub seconds: u64,
    /// Most documents of an archive.
    pub entries: usize,
    /// Deepest nesting of archives in archives.
    pub archives: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { file: 256 << 20, unpacked: 512 << 20, depth: 512, pages: 5_000, seconds: 60, entries: 10_000, archives: 3 }
    }
}

/// The end of the time that a document may take.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    end: Instant,
    seconds: u64,
    ticks: u32,
}

/// Steps between two looks at the clock.
const STEPS: u32 = 4096;

impl Deadline {
    /// Starts to count now.
    pub fn start(limits: &Limits) -> Self {
        let now = Instant::now();
        let end = now.checked_add(Duration::from_secs(limits.seconds)).unwrap_or(now);
        Deadline { end, seconds: limits.seconds, ticks: 0 }
    }

    /// Fails once the time is over.
    pub fn check(&self) -> Result<(), Failure> {
        if Instant::now() > self.end { Err(Failure::Limit(format!("reading took longer than {} seconds", self.seconds))) } else { Ok(()) }
    }

    /// Counts a step and looks at the clock now and then.
    pub fn tick(&mut self) -> Result<(), Failure> {
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(STEPS) { self.check() } else { Ok(()) }
    }

    /// Time that is left.
    pub fn left(&self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }
}
