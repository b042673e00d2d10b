//! What every command that reads documents understands: which files of folders and archives, and the bounds of reading.

use super::report::Trouble;
use crate::documents::Limits;
use clap::Args;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::Path;

/// Which files to read.
#[derive(Args, Debug, Default)]
pub struct ChoiceArgs {
    /// Read only files that match (may be repeated): *.pdf, chapters/**
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// Leave out files and folders that match (may be repeated)
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Read hidden files, and those that .gitignore leaves out, too
    #[arg(long)]
    pub hidden: bool,
}

/// How far reading goes.
#[derive(Args, Debug, Default)]
pub struct LimitArgs {
    /// Largest file, in MB [default: 256]
    #[arg(long, value_name = "MB", env = "YINWEN_MAX_FILE", help_heading = "Limits")]
    pub max_file: Option<u64>,
    /// Largest unpacked size of a document, in MB [default: 512]
    #[arg(long, value_name = "MB", env = "YINWEN_MAX_UNPACKED", help_heading = "Limits")]
    pub max_unpacked: Option<u64>,
    /// Deepest nesting of elements [default: 512]
    #[arg(long, value_name = "N", env = "YINWEN_MAX_DEPTH", help_heading = "Limits")]
    pub max_depth: Option<usize>,
    /// Most pages of a PDF [default: 5000]
    #[arg(long, value_name = "N", env = "YINWEN_MAX_PAGES", help_heading = "Limits")]
    pub max_pages: Option<usize>,
    /// Longest time for a document, in seconds [default: 60]
    #[arg(long, value_name = "S", env = "YINWEN_MAX_SECONDS", help_heading = "Limits")]
    pub max_seconds: Option<u64>,
}

impl LimitArgs {
    /// The bounds: as asked for, otherwise the usual ones.
    pub fn limits(&self) -> Limits {
        let usual = Limits::default();
        let bytes = |mb: Option<u64>, usual: u64| mb.map_or(usual, |mb| mb.saturating_mul(1 << 20));
        Limits {
            file: bytes(self.max_file, usual.file),
            unpacked: bytes(self.max_unpacked, usual.unpacked),
            depth: self.max_depth.unwrap_or(usual.depth),
            pages: self.max_pages.unwrap_or(usual.pages),
            seconds: self.max_seconds.unwrap_or(usual.seconds),
            ..usual
        }
    }
}

/// Which files are wanted.
pub struct Choice {
    include: GlobSet,
    exclude: GlobSet,
    /// Whether hidden and ignored files are wanted too.
    pub hidden: bool,
}

impl Choice {
    /// From what was typed.
    pub fn new(args: &ChoiceArgs) -> Result<Self, Trouble> {
        Ok(Choice { include: set(&args.include)?, exclude: set(&args.exclude)?, hidden: args.hidden })
    }

    /// Whether the file is wanted, named from the folder that is read; a pattern that names a folder speaks for all in it.
    pub fn takes(&self, path: &Path) -> bool {
        let hit = |set: &GlobSet| path.ancestors().any(|p| set.is_match(p));
        (self.include.is_empty() || hit(&self.include)) && !hit(&self.exclude)
    }
}

/// Patterns that match at the end of a path, like those of `.gitignore`.
fn set(patterns: &[String]) -> Result<GlobSet, Trouble> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let anywhere = format!("**/{}", pattern.trim_start_matches("./").trim_end_matches('/'));
        for text in [pattern.trim_end_matches('/'), &anywhere] {
            set.add(glob(text)?);
        }
    }
    set.build().map_err(|e| Trouble::usage(e.to_string()))
}

fn glob(text: &str) -> Result<Glob, Trouble> {
    GlobBuilder::new(text).literal_separator(true).build().map_err(|e| Trouble::usage(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_choose_files_and_folders_anywhere() {
        let choice = |include: &[&str], exclude: &[&str]| {
            let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
            let args = ChoiceArgs { include: owned(include), exclude: owned(exclude), hidden: false };
            Choice::new(&args).unwrap_or_else(|_| panic!("patterns are good"))
        };
        let taken = |choice: &Choice| {
            ["a.pdf", "papers/b.pdf", "papers/drafts/c.pdf", "papers/d.docx", "x.zip/e.pdf"]
                .into_iter()
                .filter(|p| choice.takes(Path::new(p)))
                .collect::<Vec<_>>()
        };
        assert_eq!(taken(&choice(&["*.pdf"], &[])), ["a.pdf", "papers/b.pdf", "papers/drafts/c.pdf", "x.zip/e.pdf"]);
        assert_eq!(taken(&choice(&[], &["drafts/"])), ["a.pdf", "papers/b.pdf", "papers/d.docx", "x.zip/e.pdf"]);
        assert_eq!(taken(&choice(&["papers/**"], &["*.docx", "drafts"])), ["papers/b.pdf"]);
        assert_eq!(taken(&choice(&[], &["*.zip"])), ["a.pdf", "papers/b.pdf", "papers/drafts/c.pdf", "papers/d.docx"]);
        assert!(Choice::new(&ChoiceArgs { include: vec!["a[".into()], ..ChoiceArgs::default() }).is_err());
    }
}
