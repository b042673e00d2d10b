//! `yinwen cite`: citations of works in a style, one note or bracket for each argument.

use super::args::Global;
use super::bibliography::{Styled, find_output};
use super::report::{Exit, Outcome, Talk, Trouble, print_json};
use crate::citing::{self, Cite, Order};
use crate::library::giving::Choice;
use clap::Args;
use serde_json::json;

/// Arguments of `cite`.
#[derive(Args, Debug)]
pub struct CiteArgs {
    /// Works, each with its cited place: KEY, KEY@12-14, KEY@"ch. 3"; several in one note: KEY@5;KEY@7
    #[arg(required = true, value_name = "KEY[@LOCATOR]")]
    pub cites: Vec<String>,
    /// What is printed.
    #[command(flatten)]
    pub styled: Styled,
    /// All works in one note or bracket
    #[arg(long)]
    pub together: bool,
}

/// Runs the command.
pub fn run(args: &CiteArgs, global: &Global, talk: &Talk) -> Outcome {
    let styled = &args.styled;
    let options = styled.options(Order::Style)?;
    let style = styled.style()?;
    let output = if styled.to == "json" { None } else { Some(find_output(&styled.to)?) };
    let mut keys: Vec<String> = Vec::new();
    let mut clusters: Vec<Vec<Cite>> = Vec::new();
    for argument in &args.cites {
        let cluster: Vec<Cite> = argument.split([';', '；']).filter(|s| !s.trim().is_empty()).map(|s| one(s, &mut keys)).collect();
        match clusters.last_mut().filter(|_| args.together) {
            Some(last) => last.extend(cluster),
            None => clusters.push(cluster),
        }
    }
    let choice = Choice { keys: keys.clone(), ..Choice::default() };
    let records = styled.records(&choice, global, talk)?;
    if records.len() != keys.len() {
        return Err(Trouble::failed("not every key was found"));
    }
    let citations = citing::cite(&records, &clusters, &style, &options);
    match output {
        Some(output) if !talk.json && !talk.ndjson => {
            let lines: Vec<String> = citations.iter().map(|c| (output.inline)(c) + "\n").collect();
            styled.print(&lines.concat(), talk)?;
        }
        _ => {
            let named = |c: &Cite| json!({"id": keys[c.record], "locator": c.locator});
            let items = citations
                .iter()
                .zip(&clusters)
                .map(|(text, cites)| json!({"text": text.text(), "cites": cites.iter().map(named).collect::<Vec<_>>()}));
            print_json(&items.collect::<Vec<_>>(), talk)?;
        }
    }
    Ok(Exit::Clean)
}

/// A key with its locator; keys that were named before keep their place.
fn one(argument: &str, keys: &mut Vec<String>) -> Cite {
    let argument = argument.trim();
    let argument = argument.strip_prefix('@').unwrap_or(argument);
    let (key, locator) = argument.split_once('@').unwrap_or((argument, ""));
    let record = keys.iter().position(|k| k == key.trim()).unwrap_or_else(|| {
        keys.push(key.trim().to_owned());
        keys.len() - 1
    });
    Cite { record, locator: locator.trim().to_owned() }
}
