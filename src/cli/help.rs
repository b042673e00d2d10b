//! Help in English and Chinese, with examples and exit codes, and completion of citation keys: one command tree for all.

use super::args::{Cli, Global};
use super::place;
use clap::error::{ContextKind, ErrorKind};
use clap::{Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use rustc_hash::FxHashMap;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::LazyLock;

/// English text of the help and its Chinese, one pair a line.
static CHINESE: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| include_str!("help_zh.tsv").lines().filter_map(|l| l.split_once('\t')).collect());

/// What stands below the help of a command: examples, as they are typed.
const EXAMPLES: &[(&str, &str)] = &[
    ("add", "yinwen add ~/papers\nyinwen add thesis.docx refs.bib --dry-run"),
    ("extract", "yinwen extract paper.pdf --to bibtex > refs.bib\nyinwen extract papers/ --to csl-json"),
    ("parse", "echo '罗晖. 中国科技外交40年[J]. 人民论坛, 2018(35): 55-57.' | yinwen parse"),
    ("convert", "yinwen convert refs.ris -o refs.bib\nyinwen convert cnki.net --to csl-json"),
    ("export", "yinwen export --to biblatex -o refs.bib\nyinwen export --for paper/ -o paper/refs.bib"),
    ("check", "yinwen check paper/\nyinwen check refs.bib --fix --dry-run"),
    (
        "bibliography",
        "yinwen bibliography --style gb-t-7714-2025 --faces both\nyinwen bibliography --input refs.json --style apa --to html",
    ),
    ("cite", "yinwen cite luo2018zhongguo@55 --style zh-notes-law\nyinwen cite 'flink2010science@3;luo2018zhongguo' --style apa"),
    ("styles", "yinwen styles chicago\nyinwen styles journal.csl"),
    ("keys", "yinwen keys rename luo2018 luo2018waijiao --in paper/ --dry-run\nyinwen keys pattern '[auth][year][shorttitle]'"),
    ("adopt", "yinwen adopt paper.md --dry-run"),
    ("sync", "yinwen sync refs.bib\nyinwen sync paper/refs.bib --for paper/"),
    ("find", "yinwen find zhangsan 图像"),
    ("why", "yinwen why luo2018zhongguo page"),
    ("edit", "yinwen edit luo2018zhongguo page=55-57 en.title=\"Forty Years\""),
    ("new", "yinwen new --type book title=文献计量学 author=邱均平 issued=1988"),
    ("review", "yinwen review\nyinwen review --json > questions.json"),
    ("undo", "yinwen log\nyinwen undo"),
    ("completions", "source <(yinwen completions bash)"),
];

const CODES: (&str, &str) = (
    "Exit codes: 0 clean, 1 findings, 2 wrong command line, 3 failed, 4 partly done, 130 interrupted",
    "退出码：0 正常，1 有发现，2 用法错误，3 失败，4 部分完成，130 中断",
);

/// The command tree, with its texts in Chinese where that is wished.
pub fn command(chinese: bool) -> Command {
    let mut command = dress(Cli::command(), chinese);
    if chinese {
        command = command.subcommand_help_heading("命令").disable_help_subcommand(true);
    }
    command.after_help(if chinese { CODES.1 } else { CODES.0 })
}

fn dress(mut command: Command, chinese: bool) -> Command {
    if let Some((_, examples)) = EXAMPLES.iter().find(|(name, _)| *name == command.get_name()) {
        let heading = if chinese { "示例：" } else { "Examples:" };
        let lines: Vec<String> = examples.lines().map(|l| format!("  {l}")).collect();
        command = command.after_help(format!("{heading}\n{}", lines.join("\n")));
    }
    command = command.mut_args(|mut arg| {
        if matches!(arg.get_id().as_str(), "keys" | "key" | "a" | "b") {
            arg = arg.add(ArgValueCompleter::new(keys));
        }
        if chinese {
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            if let Some(help) = arg.get_help().map(ToString::to_string) {
                arg = arg.help(translated(&help));
            }
            arg = arg.help_heading(heading);
        }
        arg
    });
    if chinese {
        if let Some(about) = command.get_about().map(ToString::to_string) {
            command = command.about(translated(&about));
        }
        command = command
            .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
            .disable_help_flag(true)
            .arg(clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help("显示帮助").help_heading("选项"));
    }
    command.mut_subcommands(|c| dress(c, chinese))
}

fn translated(english: &str) -> String {
    CHINESE.get(english.trim_end_matches('.')).map_or_else(|| english.to_owned(), |s| (*s).to_owned())
}

/// Citation keys that begin with what was typed, from the library that would be used.
fn keys(typed: &OsStr) -> Vec<CompletionCandidate> {
    let library = std::env::var_os("YINWEN_LIBRARY").map(PathBuf::from);
    let Ok(path) = place::path(&Global { library, ..Global::default() }) else { return Vec::new() };
    let Some(typed) = typed.to_str() else { return Vec::new() };
    crate::store::works::keys_from(&path, typed).into_iter().map(CompletionCandidate::new).collect()
}

/// A wrong command line in Chinese; the words of the command itself stay.
pub fn chinese_error(error: &clap::Error) -> Option<String> {
    let of = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有这个选项：{}", of(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("没有这个命令：{}", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少：{}", of(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => format!("{} 缺少值", of(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{} 不能是 {}", of(ContextKind::InvalidArg), of(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => format!("{} 不能与 {} 同用", of(ContextKind::InvalidArg), of(ContextKind::PriorArg)),
        _ => return None,
    };
    let hint = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::ValidValue]
        .into_iter()
        .map(of)
        .find(|s| !s.is_empty())
        .map(|s| format!("\n  是否指：{s}"))
        .unwrap_or_default();
    Some(format!("错误: {what}{hint}\n  帮助：yinwen --help"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(command: &Command, out: &mut Vec<String>) {
        out.extend(command.get_about().map(ToString::to_string));
        out.extend(command.get_arguments().filter_map(|a| a.get_help()).map(ToString::to_string));
        command.get_subcommands().for_each(|c| texts(c, out));
    }

    #[test]
    fn help_is_whole_in_chinese() {
        let mut all = Vec::new();
        texts(&Cli::command(), &mut all);
        all.retain(|t| !CHINESE.contains_key(t.trim_end_matches('.')));
        all.sort();
        all.dedup();
        assert!(all.is_empty(), "no Chinese in src/cli/help_zh.tsv for:\n{}", all.join("\n"));
    }

    #[test]
    fn every_example_is_a_command_line_that_is_understood() {
        for (name, examples) in EXAMPLES {
            let known = Cli::command().get_subcommands().any(|c| c.get_name() == *name);
            assert!(known, "{name}");
            for line in examples.lines().filter(|l| l.starts_with("yinwen ")) {
                let words = line.split(" > ").next().unwrap_or(line).split_whitespace().map(|w| w.trim_matches('"'));
                command(false).try_get_matches_from(words).unwrap_or_else(|e| panic!("{line}: {e}"));
            }
        }
    }
}
