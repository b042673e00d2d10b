//! `yinwen watch`: syncs whenever the file, the library or a manuscript changes, until interrupted.

use super::args::{Global, WatchArgs};
use super::report::{Outcome, Talk, Trouble};
use super::{input, place, sync};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What a file looks like from outside.
type Look = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

/// Runs the command.
pub fn run(args: &WatchArgs, global: &Global, talk: &Talk) -> Outcome {
    let library = place::path(global)?;
    let pause = Duration::from_millis(args.interval.max(50));
    talk.say(format!("{} {}", talk.tr("Watching", "正在监视"), args.sync.file.display()));
    let mut last: Option<Look> = None;
    let mut before: Option<Look> = None;
    loop {
        let now = look(args, &library);
        // An editor may write in several steps: what changed must have come to rest.
        let settled = before.as_ref() == Some(&now);
        if last.as_ref() != Some(&now) && (settled || last.is_none()) {
            let mut seen = now;
            // What changed while syncing is seen by the next round; a round that finds all at rest ends this.
            for _ in 0..5 {
                round(args, global, talk)?;
                let after = look(args, &library);
                if std::mem::replace(&mut seen, after.clone()) == after {
                    break;
                }
            }
            before = Some(seen.clone());
            last = Some(seen);
        } else {
            before = Some(now);
        }
        std::thread::sleep(pause);
    }
}

/// One sync; trouble is told and waited out.
fn round(args: &WatchArgs, global: &Global, talk: &Talk) -> Result<(), Trouble> {
    match place::open(global, talk).and_then(|mut l| sync::once(&args.sync, &mut l)) {
        Ok(report) => {
            let quiet = !report.written && report.operation.is_none() && report.conflicts.is_empty() && report.left_out.is_empty();
            if quiet { Ok(()) } else { sync::print(&report, &args.sync, talk) }
        }
        // A file half written by hand, a library that another process holds: the next change is another chance.
        Err(trouble) => {
            talk.error(&trouble);
            Ok(())
        }
    }
}

fn look(args: &WatchArgs, library: &Path) -> Look {
    let mut log = library.as_os_str().to_owned();
    log.push("-wal");
    let mut files = vec![args.sync.file.clone(), library.to_owned(), PathBuf::from(log)];
    files.extend(input::files(&args.sync.manuscript).unwrap_or_default());
    files
        .into_iter()
        .map(|f| {
            let seen = std::fs::metadata(&f).ok().map(|m| (m.modified().unwrap_or(SystemTime::UNIX_EPOCH), m.len()));
            (f, seen)
        })
        .collect()
}
