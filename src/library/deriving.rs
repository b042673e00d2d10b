//! Works from records and decisions: components, clusters, keys, search terms. Everything here can be done again.

use super::changing;
use super::concluding::Plan;
use super::gathering::Disjoint;
use super::keygiving::{Keys, Known};
use super::{finding, merging};
use crate::model::{Flag, Record};
use crate::store::decisions::{self, Decision};
use crate::store::records::{self, Raw, Stored};
use crate::store::{Error, Result, doubts, search, tally, works};
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

/// Components that are made at once.
const CHUNK: usize = 32;

/// So many times as many are in memory while works are made and written.
const AHEAD: usize = 48;

/// From so many components on, works are made on all cores.
const MANY: usize = 64;

/// Entries of the index that are written at once.
const ENTRIES: usize = 4_096;

/// A record read with less confidence is to be looked at by a person.
pub const DOUBT: f32 = 0.6;

/// Records that need not be read from their table.
pub type Held = FxHashMap<i64, Arc<Stored>>;

/// Derives the works of these records again, and of all that hang together with them. New works get keys, which are
/// decisions of the operation.
pub fn refresh(db: &Connection, op: i64, touched: &[i64]) -> Result<()> {
    refresh_run(db, op, touched.iter().map(|id| Plan::Standing(*id)).collect(), &Held::default(), |_| Ok(()))
}

/// Derives what a run concluded, with records at hand; `meanwhile` is done while the first works are made.
pub fn refresh_run(
    db: &Connection,
    op: i64,
    plans: Vec<Plan>,
    held: &Held,
    meanwhile: impl FnOnce(&Connection) -> Result<()>,
) -> Result<()> {
    let mut run = Writing { db, op, keys: Keys::default(), works: 0, index: Vec::new() };
    let mut reading = Reading { db, held, plans: plans.into_iter(), seen: FxHashSet::default() };
    if reading.plans.len() < MANY {
        meanwhile(db)?;
        while reading.plans.len() > 0 {
            let components = reading.next()?;
            run.write(&mut components.into_iter().map(made).collect::<Result<Vec<_>>>()?)?;
        }
    } else {
        side_by_side(&mut reading, &mut run, meanwhile)?;
    }
    run.index()?;
    tally::add(db, tally::WORKS, run.works)
}

/// Components with their works.
type Ready = Vec<Derived>;

/// What a maker of works is given: components, what was written and is given back by another core than the one that
/// writes, and where the works go.
type Task = (Vec<Component>, Ready, SyncSender<Result<Ready>>);

/// Works are made on all other cores while this one reads components and writes, in order, what was made of them.
fn side_by_side(reading: &mut Reading, run: &mut Writing, meanwhile: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    let (give, take) = sync_channel::<Task>(AHEAD);
    let take = Mutex::new(take);
    let make = || {
        loop {
            let task = take.lock().map(|tasks| tasks.recv());
            let Ok(Ok((components, spent, out))) = task else { return };
            let _ = out.send(components.into_iter().map(made).collect());
            drop(spent);
        }
    };
    std::thread::scope(|scope| {
        // The channel closes with this closure, whatever its end, and the makers with it.
        let give = give;
        for _ in 1..rayon::current_num_threads().max(2) {
            scope.spawn(make);
        }
        let stopped = || Error::Other("a maker of works stopped".into());
        let mut meanwhile = Some(meanwhile);
        let (mut open, mut spent) = (VecDeque::new(), Vec::new());
        loop {
            while open.len() < AHEAD && reading.plans.len() > 0 {
                let (out, ready) = sync_channel(1);
                give.send((reading.next()?, std::mem::take(&mut spent), out)).map_err(|_| stopped())?;
                open.push_back(ready);
            }
            if let Some(meanwhile) = meanwhile.take() {
                meanwhile(run.db)?;
            }
            let Some(ready) = open.pop_front() else { return Ok(()) };
            let mut ready = ready.recv().map_err(|_| stopped())??;
            run.write(&mut ready)?;
            spent = ready;
        }
    })
}

/// Components, as they are planned.
struct Reading<'a> {
    db: &'a Connection,
    held: &'a Held,
    plans: std::vec::IntoIter<Plan>,
    /// Records of components that were read.
    seen: FxHashSet<i64>,
}

impl Reading<'_> {
    /// The next few.
    fn next(&mut self) -> Result<Vec<Component>> {
        let mut components = Vec::new();
        for plan in self.plans.by_ref().take(CHUNK) {
            match plan {
                Plan::New(ids, decisions) => components.push(new_component(self.db, &ids, decisions, self.held)?),
                Plan::Standing(id) if !self.seen.contains(&id) => components.push(component(self.db, id, &mut self.seen, self.held)?),
                Plan::Standing(_) => {}
            }
        }
        Ok(components)
    }
}

/// What is derived of a component, and what stood of it.
struct Derived {
    /// Works that stand, and which record belonged to which.
    old: Vec<i64>,
    member: FxHashMap<i64, i64>,
    /// The records, by id.
    ids: Vec<i64>,
    /// Records that a person should look at, with how far they are borne out.
    doubtful: Vec<(i64, f32)>,
    works: Vec<Made>,
}

/// Makes the works of a component, and gives its records back.
fn made(mut component: Component) -> Result<Derived> {
    component.read()?;
    let doubtful = component.records.iter().filter(|r| is_doubtful(r, &component.decisions)).map(|r| (r.id, r.record.confidence)).collect();
    let ids = component.records.iter().map(|r| r.id).collect();
    let (old, member) = (std::mem::take(&mut component.old), std::mem::take(&mut component.member));
    let works = match (component.records.pop(), component.decisions.is_empty()) {
        (Some(only), true) if component.records.is_empty() => vec![make_alone(Arc::unwrap_or_clone(only))?],
        (last, _) => {
            component.records.extend(last);
            clusters(&component).iter().map(|cluster| make(&component, cluster)).collect::<Result<_>>()?
        }
    };
    Ok(Derived { old, member, ids, doubtful, works })
}

/// Records joined by decisions or by what was derived before, with all decisions about them.
#[derive(Default)]
struct Component {
    records: Vec<Arc<Stored>>,
    /// Records that are read when the works are made.
    raw: Vec<Raw>,
    decisions: Vec<Decision>,
    /// Works that stand, and which record belongs to which.
    old: Vec<i64>,
    member: FxHashMap<i64, i64>,
}

/// New records that are one work: nothing stands of them, and all decisions about them are known.
fn new_component(db: &Connection, ids: &[i64], decisions: Vec<Decision>, held: &Held) -> Result<Component> {
    let mut component = Component { decisions, ..Component::default() };
    for id in ids {
        component.take(db, *id, held)?;
    }
    Ok(component)
}

impl Component {
    fn take(&mut self, db: &Connection, id: i64, held: &Held) -> Result<()> {
        match held.get(&id) {
            Some(stored) => self.records.push(Arc::clone(stored)),
            None => self.raw.extend(records::raw(db, id)?),
        }
        Ok(())
    }

    /// Reads the records that were not at hand.
    fn read(&mut self) -> Result<()> {
        for raw in std::mem::take(&mut self.raw) {
            self.records.push(Arc::new(raw.stored()?));
        }
        self.records.sort_by_key(|r| r.id);
        Ok(())
    }
}

fn component(db: &Connection, start: i64, seen: &mut FxHashSet<i64>, held: &Held) -> Result<Component> {
    let mut component = Component::default();
    let mut open = vec![start];
    let mut known = FxHashSet::default();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some(work) = works::of_record(db, id)? {
            component.member.insert(id, work);
            if !component.old.contains(&work) {
                component.old.push(work);
                open.extend(works::members(db, work)?);
            }
        }
        for decision in decisions::about(db, id)? {
            if decision.what == "same" {
                open.push(decision.record);
                open.extend(decision.other);
            }
            if known.insert(decision.id) {
                component.decisions.push(decision);
            }
        }
        component.take(db, id, held)?;
    }
    component.decisions.sort_by_key(|d| d.id);
    Ok(component)
}

/// Groups of indices: persons' decisions first, then the rules' in order, never across a "different".
fn clusters(component: &Component) -> Vec<Vec<usize>> {
    if component.records.len() == 1 {
        return vec![vec![0]];
    }
    let index: FxHashMap<i64, usize> = component.records.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
    let mut group = Disjoint::new(component.records.len());
    let ends = |d: &Decision| Some((*index.get(&d.record)?, *index.get(&d.other?)?));
    let apart: Vec<(usize, usize)> = component.decisions.iter().filter(|d| d.what == "different").filter_map(ends).collect();
    for person in [true, false] {
        for decision in component.decisions.iter().filter(|d| d.what == "same" && (d.author == "person") == person) {
            let Some((a, b)) = ends(decision) else { continue };
            let (ga, gb) = (group.find(a), group.find(b));
            let divided = apart.iter().any(|(x, y)| {
                let (x, y) = (group.find(*x), group.find(*y));
                (x, y) == (ga, gb) || (x, y) == (gb, ga)
            });
            if !divided {
                group.unite(a, b);
            }
        }
    }
    let mut by: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (i, g) in group.roots().into_iter().enumerate() {
        by.entry(g).or_default().push(i);
    }
    let mut all: Vec<Vec<usize>> = by.into_values().collect();
    all.sort();
    all
}

/// A work as it follows from its records and decisions, but for its key.
struct Made {
    id: i64,
    members: Vec<i64>,
    /// `None` where it is removed.
    body: Option<Body>,
}

struct Body {
    record: Record,
    /// The record as JSON, under the key that it will most likely go by.
    text: String,
    keys: Known,
    words: String,
    pinyin: String,
    sort: String,
    line: String,
}

fn make(component: &Component, cluster: &[usize]) -> Result<Made> {
    let members: Vec<i64> = cluster.iter().map(|i| component.records[*i].id).collect();
    let id = members.first().copied().unwrap_or_default();
    let mine: Vec<&Decision> = component.decisions.iter().filter(|d| members.binary_search(&d.record).is_ok()).collect();
    let removed: Vec<i64> = mine.iter().filter(|d| d.what == "removed").map(|d| d.record).collect();
    let kept: Vec<&Stored> =
        cluster.iter().map(|i| &*component.records[*i]).filter(|r| !removed.contains(&r.id) && !r.record.faces.is_empty()).collect();
    let mut active: Vec<&Record> = kept.iter().filter(|r| r.active).map(|r| &r.record).collect();
    let by_hand = mine.iter().any(|d| d.author == "person" && d.what != "different");
    if active.is_empty() && by_hand {
        active = kept.iter().map(|r| &r.record).collect();
    }
    if active.is_empty() {
        return Ok(Made { id, members, body: None });
    }
    let mut record = merging::merge(&active);
    changing::apply(&mut record, &mine);
    let keys = Known::of(&kept, &mine);
    Ok(Made { id, members, body: Some(Body::of(record, keys)?) })
}

/// The work of a record that stands alone and about which nothing was decided.
fn make_alone(stored: Stored) -> Result<Made> {
    let (id, shown) = (stored.id, stored.active && !stored.record.faces.is_empty());
    let keys = Known::of(&[&stored], &[]);
    let body = shown.then(|| Body::of(merging::alone(stored.record), keys)).transpose()?;
    Ok(Made { id, members: vec![id], body })
}

impl Body {
    fn of(mut record: Record, keys: Known) -> Result<Self> {
        let (words, pinyin) = finding::terms(&record);
        let (sort, line) = (finding::sort_text(&record), finding::line(&record));
        keys.likely().clone_into(&mut record.key);
        let text = serde_json::to_string(&record)?;
        Ok(Body { record, text, keys, words, pinyin, sort, line })
    }
}

/// An entry of the index that is to be written: work, whether it is new, words, pinyin.
type Entry = (i64, bool, String, String);

/// Writes works, and counts them.
struct Writing<'a> {
    db: &'a Connection,
    op: i64,
    keys: Keys,
    /// How many more there are.
    works: i64,
    /// Entries of the index that wait: a statement between two of them makes it write a segment for each.
    index: Vec<Entry>,
}

impl Writing<'_> {
    fn write(&mut self, ready: &mut [Derived]) -> Result<()> {
        for derived in ready {
            self.write_derived(derived)?;
        }
        decisions::add_all(self.db, self.op, &self.keys.new)?;
        self.keys.new.clear();
        if self.index.len() >= ENTRIES { self.index() } else { Ok(()) }
    }

    /// Writes the entries of the index.
    fn index(&mut self) -> Result<()> {
        for (work, new, words, pinyin) in self.index.drain(..) {
            search::put(self.db, work, &words, &pinyin, new)?;
        }
        Ok(())
    }

    /// Writes the works of a component in place of those that stood.
    fn write_derived(&mut self, derived: &mut Derived) -> Result<()> {
        let Derived { old, member, ids, doubtful, works } = derived;
        let as_before = match (&old[..], &works[..]) {
            ([], _) => true,
            ([old], [made]) => *old == made.id && made.body.is_some(),
            _ => false,
        };
        if !as_before {
            for work in &*old {
                self.works -= i64::from(works::clear(self.db, *work)?);
                search::remove(self.db, *work)?;
            }
        }
        let standing = as_before && !old.is_empty();
        for id in member.keys().filter(|id| ids.binary_search(id).is_err()) {
            // A record that was taken back.
            works::remove_member(self.db, *id)?;
        }
        for made in works {
            let moved: Vec<i64> = made.members.iter().copied().filter(|m| !standing || member.get(m) != Some(&made.id)).collect();
            works::put_members(self.db, made.id, &moved)?;
            if let Some(body) = &mut made.body {
                self.write_body(made.id, body, standing)?;
            }
        }
        for (record, confidence) in &*doubtful {
            doubts::put(self.db, *record, *confidence)?;
        }
        for record in ids.iter().filter(|r| !old.is_empty() && doubtful.binary_search_by_key(*r, |(id, _)| *id).is_err()) {
            doubts::remove(self.db, *record)?;
        }
        Ok(())
    }

    fn write_body(&mut self, id: i64, body: &mut Body, standing: bool) -> Result<()> {
        let db = self.db;
        let Body { record, text, keys: known, words, pinyin, sort, line } = body;
        let have = if standing { works::keys(db, id)? } else { Vec::new() };
        let (key, aliases) = self.keys.choose(db, id, record, std::mem::take(known))?;
        works::put_keys(db, id, &have, &key, &aliases)?;
        if record.key != key {
            record.key = key;
            *text = serde_json::to_string(record)?;
        }
        let before = if standing { works::body(db, id)? } else { None };
        if before.as_ref() == Some(text) {
            return Ok(());
        }
        self.works += i64::from(before.is_none());
        let old: Option<Record> = before.map(|b| serde_json::from_str(&b)).transpose()?;
        if old.as_ref().is_none_or(|o| o.faces != record.faces || o.tags != record.tags) {
            self.index.push((id, old.is_none(), std::mem::take(words), std::mem::take(pinyin)));
        }
        let year = record.faces.iter().find_map(|f| f.year());
        works::put(db, &works::Row { id, key: &record.key, year, sort, line, body: text })
    }
}

/// Whether a person should look at how a record was read: its reading is little borne out, and nobody has looked at it.
fn is_doubtful(stored: &Stored, decisions: &[Decision]) -> bool {
    let record = &stored.record;
    let read = stored.active && !record.faces.is_empty() && !record.raw.is_empty();
    let unsure = record.confidence < DOUBT && !record.flags.has(Flag::ShortForm) && !record.flags.has(Flag::Structured);
    read && unsure && !decisions.iter().any(|d| d.record == stored.id && matches!(d.what.as_str(), "checked" | "removed"))
}
