//! `merge`, `split`, `different`, `relate`, `rename`: decisions about one or two works.

use super::args::{Global, PairArgs, RelateArgs, SplitArgs};
use super::place;
use super::report::{Exit, Outcome, Talk, Trouble};
use crate::model::Relation;

fn done(op: Option<i64>, talk: &Talk) -> Outcome {
    match op {
        Some(op) => talk.say(format!("{} {op}", talk.tr("Done. Take it back with: yinwen undo", "完成。撤销：yinwen undo"))),
        None => talk.say(talk.tr("Nothing to change.", "无需改动。")),
    }
    Ok(Exit::Clean)
}

/// `merge`.
pub fn merge(args: &PairArgs, global: &Global, talk: &Talk) -> Outcome {
    done(place::open(global, talk)?.merge(&args.a, &args.b)?, talk)
}

/// `different`.
pub fn different(args: &PairArgs, global: &Global, talk: &Talk) -> Outcome {
    done(place::open(global, talk)?.different(&args.a, &args.b)?, talk)
}

/// `rename`.
pub fn rename(args: &PairArgs, global: &Global, talk: &Talk) -> Outcome {
    done(place::open(global, talk)?.rename(&args.a, &args.b)?, talk)
}

/// `split`.
pub fn split(args: &SplitArgs, global: &Global, talk: &Talk) -> Outcome {
    done(place::open(global, talk)?.split(&args.key, args.record)?, talk)
}

/// `relate`.
pub fn relate(args: &RelateArgs, global: &Global, talk: &Talk) -> Outcome {
    let relation = Relation::from_name(&args.relation).ok_or_else(|| {
        let names: Vec<&str> = Relation::ALL.iter().map(|r| r.as_str()).collect();
        Trouble::usage(format!("unknown relation: {}", args.relation)).hint(names.join(", "))
    })?;
    done(place::open(global, talk)?.relate(&args.a, &args.b, relation)?, talk)
}
