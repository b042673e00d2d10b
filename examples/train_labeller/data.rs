//! Labelled rows as training examples: text, tokens, and one meaning for labels that sources use differently.

use yinwen::refs::labeller::Label;
use yinwen::refs::labeller::crf::Step;
use yinwen::refs::labeller::token::{Token, tokens};

/// A labelled reference as printed segments.
#[derive(Clone)]
pub struct Row {
    pub group: String,
    /// Its segments hold their own spaces.
    pub exact: bool,
    pub segments: Vec<(Label, String)>,
}

/// A reference with the label of each token.
pub struct Example {
    pub group: String,
    pub text: String,
    pub path: Vec<Step>,
}

/// The rows of a file that are meant for training.
pub fn read(path: &std::path::Path) -> std::io::Result<Vec<Row>> {
    let text = std::fs::read_to_string(path)?;
    let mut rows = Vec::new();
    for line in text.lines() {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        if value["split"] != "train" {
            continue;
        }
        let segments = value["segments"].as_array().into_iter().flatten();
        let segments: Vec<_> = segments
            .filter_map(|s| Some((Label::named(s[0].as_str()?)?, s[1].as_str()?.split_whitespace().collect::<Vec<_>>().join(" "))))
            .collect();
        if !segments.is_empty() {
            rows.push(Row { group: value["source"].as_str().unwrap_or("").to_owned(), exact: false, segments });
        }
    }
    Ok(rows)
}

/// The row as one text; `tight` leaves out the spaces that the cutting into segments put around punctuation.
pub fn example(row: &Row, tight: bool) -> Example {
    let mut text = String::new();
    let mut bounds = Vec::new();
    for (label, part) in &row.segments {
        let opens = text.ends_with(['(', '[', '“', '‘', '«', '《', '「', '<']) || text.ends_with(" \"") || text.ends_with(" '");
        let closes = part.starts_with([',', '.', ';', ':', ')', ']', '”', '’', '»', '》', '」', '"', '\'', '，', '。', '：']);
        if !text.is_empty() && !row.exact && !(tight && (opens || closes)) {
            text.push(' ');
        }
        bounds.push((text.len(), *label));
        text.push_str(part);
    }
    let found = tokens(&text);
    let mut path: Vec<(Label, bool)> = Vec::with_capacity(found.len());
    let mut last = usize::MAX;
    for t in &found {
        let k = bounds.partition_point(|(start, _)| *start < t.end).saturating_sub(1);
        path.push((bounds[k].1, k != last));
        last = k;
    }
    settle(&text, &found, &mut path);
    let path = path.iter().map(|(l, b)| (*l as u8, *b)).collect();
    Example { group: row.group.clone(), text, path }
}

/// Gives cue words, issue numbers and roles one label, whatever the source called them.
fn settle(text: &str, tokens: &[Token], path: &mut [(Label, bool)]) {
    let lower: Vec<String> = tokens.iter().map(|t| text[t.start..t.end].to_lowercase()).collect();
    let digit = |i: usize| lower.get(i).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let gap = |i: usize| if i == 0 { "" } else { &text[tokens[i - 1].end..tokens[i].start] };
    let mut in_volume = 0;
    let mut issue_cue = false;
    for i in 0..tokens.len() {
        let (label, begins) = path[i];
        let word = lower[i].as_str();
        if begins {
            in_volume = 0;
            issue_cue = false;
        }
        let next = digit(i + 1) || lower.get(i + 1).is_some_and(|w| w.chars().all(|c| "ivxlc".contains(c)));
        match label {
            Label::Pages | Label::Volume | Label::Issue if CUES.contains(&word) && (next || digit_before(&lower, i)) => {
                issue_cue |= ISSUE_CUES.contains(&word);
                path[i] = (Label::Other, true);
            }
            Label::Volume => {
                let bracket = gap(i).contains('(');
                let year_first = in_volume == 0
                    && word.len() == 4
                    && (word.starts_with("19") || word.starts_with("20"))
                    && digit(i + 1)
                    && gap(i + 1).trim() == ";";
                if year_first {
                    path[i] = (Label::Date, true);
                    continue;
                }
                let range = in_volume > 0 && gap(i).contains(['-', '–', '/', '‐']);
                let second =
                    in_volume == 1 && !range && (bracket || gap(i).contains([',', ':', ';']) || gap(i) == " ") && (digit(i) || bracket);
                if (issue_cue || second) && (in_volume < 2 || range) && (digit(i) || bracket || range) {
                    path[i] = (Label::Issue, in_volume != 2);
                    in_volume = 2;
                } else if in_volume == 2 {
                    path[i] = (Label::Issue, false);
                } else if digit(i) || word.chars().all(|c| "ivxlcmd".contains(c)) || in_volume == 0 {
                    in_volume = 1;
                }
            }
            Label::Doi | Label::Url if matches!(word, "doi" | "url" | "available" | "at") => path[i] = (Label::Other, true),
            Label::Issue if CUES.contains(&word) => path[i] = (Label::Other, true),
            Label::Container | Label::Editor | Label::Title | Label::Other
                if begins && matches!(word, "in" | "in:") && i > 0 && label != Label::Title =>
            {
                path[i] = (Label::Other, true)
            }
            Label::Container | Label::Editor if begins && word == "dans" => path[i] = (Label::Other, true),
            _ => {}
        }
    }
    roles(&lower, path);
    for i in (1..path.len()).rev() {
        if path[i].0 != path[i - 1].0 {
            path[i].1 = true;
        } else if path[i].0 == Label::Other {
            path[i].1 = false;
        }
    }
    if let Some(first) = path.first_mut() {
        first.1 = true;
    }
}

fn digit_before(lower: &[String], i: usize) -> bool {
    i > 0 && lower[i - 1].starts_with(|c: char| c.is_ascii_digit())
}

/// Words for the editors' role belong to the editors.
fn roles(lower: &[String], path: &mut [(Label, bool)]) {
    for i in 0..path.len() {
        if path[i].0 == Label::Other && ROLES.contains(&lower[i].as_str()) && i > 0 && path[i - 1].0 == Label::Editor {
            path[i] = (Label::Editor, false);
        }
    }
    for i in (0..path.len()).rev() {
        if path[i].0 == Label::Other
            && (ROLES.contains(&lower[i].as_str()) || lower[i] == "by")
            && path.get(i + 1).is_some_and(|n| n.0 == Label::Editor)
        {
            path[i] = (Label::Editor, true);
            path[i + 1].1 = false;
        }
    }
}

const CUES: &[&str] = &[
    "vol", "vols", "volume", "volumes", "v", "no", "nos", "nr", "n", "num", "number", "numéro", "numero", "issue", "issues", "iss", "heft",
    "h", "bd", "band", "jg", "pp", "p", "pages", "page", "pgs", "pg", "seiten", "seite", "s", "št", "č", "tome", "t", "卷", "期", "第",
    "頁", "页", "권", "호", "제",
];
const ISSUE_CUES: &[&str] =
    &["no", "nos", "nr", "n", "num", "number", "numéro", "numero", "issue", "issues", "iss", "heft", "h", "št", "č", "期", "호"];
const ROLES: &[&str] = &["ed", "eds", "edd", "edited", "editor", "editors", "hrsg", "hg", "hgg", "dir", "dirs", "éds", "éd"];

impl Example {
    /// The example with its labels, for people.
    pub fn shown(&self) -> String {
        let mut out = format!("{}\n    ", self.text);
        for (t, (y, begins)) in tokens(&self.text).iter().zip(&self.path) {
            if *begins {
                out.push_str(&format!("|{:?}: ", Label::ALL[usize::from(*y)]));
            }
            out.push_str(&self.text[t.start..t.end]);
            out.push(' ');
        }
        out
    }
}
