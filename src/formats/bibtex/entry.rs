//! From the fields of one entry to its record.

use super::fields::{Meaning, meaning};
use super::latex::{plain, rich};
use super::lex::Entry;
use super::resolve::Pair;
use super::verbatim::verbatim;
use super::{faces, names, types};
use crate::formats::{dates, ids, language};
use crate::model::{Date, DateVar, Face, Fault, Flag, Kind, Record, Relation, Role, Severity, Target, Var};
use std::borrow::Cow;

/// The record of an entry; macros and inheritance are resolved.
pub fn record(entry: &Entry, fields: &[Pair], faults: &mut Vec<Fault>) -> Record {
    let mut record = Record { key: entry.key.to_owned(), confidence: 1.0, ..Record::default() };
    let own = fields.len().min(entry.fields.len());
    let expanded = with_more(fields);
    let fields = expanded.as_deref().unwrap_or(fields);
    let face = face(entry.kind, fields, &mut record, Some(entry), own);
    record.faces.push(face);
    faces::within(entry.kind, fields, &mut record);
    if record.faces.iter().any(|f| f.names.iter().any(|(_, n)| n.et_al)) {
        record.flags.add(Flag::EtAl);
    }
    if record.faces[0].is_empty() && record.unknown.is_empty() {
        faults.push(Fault::new(Severity::Warning, "empty-entry", entry.line, format!("{}: the entry has no fields", entry.key)));
    }
    record
}

/// The fields with those that stand in `userf`, where it holds such.
fn with_more<'a>(fields: &[Pair<'a>]) -> Option<Vec<Pair<'a>>> {
    let (at, more) = fields.iter().enumerate().find(|(_, (n, _))| n == "userf").map(|(i, (_, v))| (i, v))?;
    let more: Vec<Pair> =
        faces::more_fields(more)?.into_iter().map(|(n, v)| (Cow::Owned(n.to_owned()), Cow::Owned(v.to_owned()))).collect();
    let mut out = fields.to_vec();
    out[at].1 = Cow::Borrowed("");
    if more.iter().any(|(n, _)| n == "entrysubtype") {
        for (name, value) in &mut out {
            if name == "entrysubtype" {
                *value = Cow::Borrowed("");
            }
        }
    }
    out.extend(more);
    Some(out)
}

/// The fields that are decided together.
struct Fields<'a, 'f> {
    pairs: &'f [Pair<'a>],
    /// A bit for each name that may be there: most questions are answered by it.
    there: u64,
    used: Vec<&'static str>,
}

/// The bit of a name.
const fn bit(name: &str) -> u64 {
    let b = name.as_bytes();
    match b.len() {
        0 => 0,
        n => 1 << ((b[0] as usize * 5 + b[n - 1] as usize * 3 + n * 11) % 64),
    }
}

impl<'a, 'f> Fields<'a, 'f> {
    /// The value of a field that is not empty.
    fn get(&self, name: &str) -> Option<&'f str> {
        if self.there & bit(name) == 0 {
            return None;
        }
        self.pairs.iter().find(|(n, v)| n == name && !v.trim().is_empty()).map(|(_, v)| v.as_ref())
    }

    /// The value of a field, marked as used.
    fn take(&mut self, name: &'static str) -> Option<&'f str> {
        let value = self.get(name)?;
        self.used.push(name);
        Some(value)
    }

    /// The first of several that is there.
    fn first(&mut self, names: &[&'static str]) -> Option<&'f str> {
        names.iter().find_map(|n| self.take(n))
    }
}

/// A face from fields; what belongs to the whole record goes there.
pub fn face(entry_type: &str, pairs: &[Pair], record: &mut Record, entry: Option<&Entry>, own: usize) -> Face {
    let lower;
    let entry_type = if entry_type.bytes().any(|b| b.is_ascii_uppercase()) {
        lower = entry_type.to_ascii_lowercase();
        lower.as_str()
    } else {
        entry_type
    };
    let mut face = Face::new(types::kind(entry_type).unwrap_or_else(|| likely(pairs)));
    face.fields.reserve(pairs.len().min(12));
    let mut f = Fields { pairs, there: 0, used: Vec::with_capacity(24) };
    let mut later: Vec<usize> = Vec::with_capacity(pairs.len());
    for (i, (name, value)) in pairs.iter().enumerate() {
        let repeated = f.there & bit(name) != 0 && pairs[..i].iter().any(|(n, _)| n == name);
        f.there |= bit(name);
        if value.trim_ascii().is_empty() {
            continue;
        }
        match meaning(name) {
            Meaning::Rich(var) if !repeated => face.set(var, rich(value)),
            Meaning::Plain(var) if !repeated => face.set(var, plain(value)),
            Meaning::Verbatim(var) if !repeated => face.set(var, verbatim(value)),
            Meaning::Names(role) if !repeated => face.set_names(role, names::list(value)),
            Meaning::Nothing => {}
            Meaning::Together if !repeated => later.push(i),
            _ if i >= own => {}
            _ => unknown(record, entry, i, name, value),
        }
    }
    kind(&mut face, entry_type, &mut f);
    titles(&mut face, entry_type, &mut f);
    people(&mut face, &mut f);
    publication(&mut face, entry_type, &mut f);
    dated(&mut face, &mut f);
    identifiers(&mut face, &mut f);
    about(&mut face, record, &mut f);
    for i in later {
        if i < own && !f.used.contains(&pairs[i].0.as_ref()) {
            unknown(record, entry, i, &pairs[i].0, &pairs[i].1);
        }
    }
    face
}

/// The kind of an entry of unknown type, by what it has.
fn likely(pairs: &[Pair]) -> Kind {
    let has = |names: &[&str]| pairs.iter().any(|(n, v)| names.contains(&n.as_ref()) && !v.trim().is_empty());
    if has(&["journal", "journaltitle"]) {
        Kind::ArticleJournal
    } else if has(&["booktitle"]) {
        Kind::Chapter
    } else {
        Kind::Document
    }
}

/// Keeps a field by its own name.
fn unknown(record: &mut Record, entry: Option<&Entry>, at: usize, name: &str, value: &str) {
    if entry.is_none() || faces::marked(name).is_some() {
        return;
    }
    let name = entry.and_then(|e| e.fields.get(at)).map_or(name, |f| f.name);
    record.unknown.push((name.to_owned(), value.trim().to_owned()));
}

fn kind(face: &mut Face, entry_type: &str, f: &mut Fields) {
    let subtype = f.get("entrysubtype").map(plain);
    if let Some(kind) = subtype.and_then(|s| types::subtype(&s.to_lowercase())) {
        face.kind = kind;
        f.used.push("entrysubtype");
    } else if entry_type == "misc"
        && ["eprinttype", "archiveprefix"].iter().any(|n| f.get(n).is_some_and(|v| v.eq_ignore_ascii_case("arxiv")))
    {
        face.kind = Kind::Article;
    }
    if let Some(genre) = f.take("type") {
        let genre = plain(genre);
        if !(matches!(genre.as_ref(), "report" | "thesis") && face.kind.as_str() == genre) {
            face.set(Var::Genre, genre);
        }
    } else {
        match entry_type {
            "phdthesis" => face.set(Var::Genre, "phdthesis"),
            "mastersthesis" | "masterthesis" => face.set(Var::Genre, "mathesis"),
            "techreport" => face.set(Var::Genre, "techreport"),
            _ => {}
        }
    }
}

/// A title with its subtitle.
pub fn whole_title(title: Option<&str>, subtitle: Option<&str>) -> String {
    match (title, subtitle) {
        (Some(t), None) => rich(t).into_owned(),
        (None, Some(s)) => rich(s).into_owned(),
        (None, None) => String::new(),
        (Some(t), Some(s)) => {
            let t = rich(t);
            let colon = if crate::text::script::has_han(&t) { "：" } else { ": " };
            let joint = if t.ends_with(['?', '!', ':', '.', '？', '！', '：', '—']) { " " } else { colon };
            format!("{t}{joint}{}", rich(s))
        }
    }
}

/// A title with what is printed behind it (`titleaddon`, biblatex manual 2.2.2), for which CSL has no place of its own.
pub fn with_addon(title: String, addon: Option<&str>) -> String {
    match addon.map(rich) {
        Some(addon) if !title.is_empty() => {
            let joint = if title.ends_with(['?', '!', '.', '？', '！', '。']) { " " } else { ". " };
            format!("{title}{joint}{addon}")
        }
        Some(addon) => addon.into_owned(),
        None => title,
    }
}

fn titles(face: &mut Face, entry_type: &str, f: &mut Fields) {
    let title = whole_title(f.take("title"), f.take("subtitle"));
    let title = with_addon(title, f.take("titleaddon"));
    let journal = whole_title(f.first(&["journaltitle", "journal"]), f.take("journalsubtitle"));
    let book = whole_title(f.take("booktitle"), f.take("booksubtitle"));
    if entry_type == "inreference"
        && book.is_empty()
        && !title.is_empty()
        && let Some(entry) = f.take("lista")
    {
        face.set(Var::ContainerTitle, title);
        return face.set(Var::Title, rich(entry));
    }
    face.set(Var::Title, title);
    let in_journal =
        matches!(face.kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Review | Kind::ReviewBook);
    let main = if in_journal || !book.is_empty() { String::new() } else { whole_title(f.take("maintitle"), f.take("mainsubtitle")) };
    let (one, two) = if in_journal { (journal, book) } else { (book, journal) };
    let loose = matches!(entry_type, "misc" | "software") && types::contained(face.kind) && one.is_empty() && two.is_empty();
    let how = if loose { whole_title(f.take("howpublished"), None) } else { String::new() };
    let container = [one, two, main, how].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
    face.set(Var::ContainerTitle, container);
}

fn people(face: &mut Face, f: &mut Fields) {
    for (field, by) in [("editor", "editortype"), ("editora", "editoratype"), ("editorb", "editorbtype"), ("editorc", "editorctype")] {
        let Some(value) = f.take(field) else { continue };
        let role = match f.take(by).map(plain).as_deref() {
            None | Some("editor" | "") => Role::Editor,
            Some("compiler") => Role::Compiler,
            Some("director") => Role::Director,
            Some("organizer") => Role::Organizer,
            Some("translator") => Role::Translator,
            Some("founder" | "continuator" | "redactor" | "reviser" | "collaborator") => Role::Contributor,
            Some(other) => Role::from_str(other).unwrap_or(Role::Contributor),
        };
        let mut names = names::list(value);
        if let Some(old) = face.names(role) {
            let mut list = old.list.clone();
            list.append(&mut names.list);
            names.list = list;
        }
        face.set_names(role, names);
    }
    if let Some(holder) = f.take("holder") {
        let names: Vec<String> = names::list(holder).list.iter().map(faces::printed).collect();
        face.set(Var::Authority, names.join("; "));
    }
}

fn publication(face: &mut Face, entry_type: &str, f: &mut Fields) {
    let order: &[&'static str] = match face.kind {
        Kind::Thesis => &["school", "institution", "publisher", "organization", "howpublished"],
        Kind::Report => &["institution", "publisher", "organization", "school", "howpublished"],
        _ => &["publisher", "institution", "school", "organization", "howpublished"],
    };
    let order = if f.used.contains(&"howpublished") { &order[..4] } else { order };
    let how = f.get("howpublished").filter(|_| order.len() > 4);
    if let Some(url) = how.and_then(ids::url_in) {
        face.set_default(Var::Url, url);
        f.used.push("howpublished");
        if let Some(publisher) = f.first(&order[..4]) {
            face.set(Var::Publisher, plain(publisher));
        }
    } else if let Some(publisher) = f.first(order) {
        face.set(Var::Publisher, plain(publisher));
    }
    let (address, location) = (f.take("address"), f.take("location"));
    match (address, location) {
        (Some(a), Some(l)) if a != l => {
            face.set(Var::PublisherPlace, plain(a));
            face.set_default(Var::EventPlace, plain(l));
        }
        (Some(p), _) | (None, Some(p)) => face.set(Var::PublisherPlace, plain(p)),
        _ => {}
    }
    numbers(face, entry_type, f);
}

fn numbers(face: &mut Face, entry_type: &str, f: &mut Fields) {
    use Kind::{ArticleJournal, ArticleMagazine, ArticleNewspaper, PaperConference, Periodical, Review, ReviewBook};
    let number = f.take("number");
    let issue = if number.is_none() || !matches!(face.kind, ArticleJournal | Periodical) { f.take("issue") } else { None };
    if let Some(issue) = issue {
        face.set(Var::Issue, plain(issue));
    }
    if let Some(number) = number {
        let var = match face.kind {
            ArticleJournal | ArticleMagazine | ArticleNewspaper | Periodical | Review | ReviewBook | Kind::Article => Var::Issue,
            PaperConference if face.has(Var::CollectionTitle) && !face.has(Var::Volume) => Var::CollectionNumber,
            PaperConference => Var::Issue,
            Kind::Book | Kind::Chapter | Kind::EntryEncyclopedia if entry_type != "manual" => Var::CollectionNumber,
            _ => Var::Number,
        };
        face.set(var, plain(number));
    }
    if let Some(pages) = f.take("pages") {
        face.set(Var::Page, page_range(&plain(pages)));
    }
    for name in ["eid", "articleno", "article-number"] {
        if !face.has(Var::Page)
            && let Some(eid) = f.take(name)
        {
            face.set(Var::Page, plain(eid));
        }
    }
}

/// Pages with plain hyphens between their ends.
fn page_range(pages: &str) -> String {
    pages.replace("–", "-").replace('\u{2010}', "-").replace('\u{a0}', " ")
}

fn dated(face: &mut Face, f: &mut Fields) {
    let year = f.take("year");
    let month = f.take("month");
    let day = f.take("day");
    let date = match f.take("date") {
        Some(date) => dates::free(&verbatim(date)),
        None => year_month(year, month, day),
    };
    face.set_date(DateVar::Issued, date);
    if let Some(value) = f.first(&["urldate", "lastaccessed", "lastchecked", "accessed"]) {
        face.set_date(DateVar::Accessed, dates::free(&verbatim(value)));
    }
    if let Some(value) = f.first(&["origdate", "origyear"]) {
        face.set_date(DateVar::OriginalDate, dates::free(&verbatim(value)));
    }
    for (name, var) in [("eventdate", DateVar::EventDate), ("submitted", DateVar::Submitted), ("available-date", DateVar::AvailableDate)] {
        if let Some(value) = f.take(name) {
            face.set_date(var, dates::free(&verbatim(value)));
        }
    }
}

/// The date of BibTeX's fields; months by number, name, macro, with a day (`jan # "~5"`) or a second month.
fn year_month(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Date {
    let Some(year) = year.map(plain) else { return Date::default() };
    let mut date = dates::free(&year);
    let Some(month) = month.map(plain) else { return date };
    if day.is_none()
        && let (4, Some(number), Some(start)) = (year.len(), dates::short_month(&month), &mut date.start)
        && start.month == 0
    {
        start.month = number;
        return date;
    }
    let (Some(start), None) = (&mut date.start, date.end) else { return date };
    if start.month == 0 {
        let whole = match day {
            Some(day) => format!("{} {month} {}", start.year, plain(day)),
            None => format!("{} {month}", start.year),
        };
        let read = if month.len() <= 2 && month.bytes().all(|b| b.is_ascii_digit()) {
            dates::free(&format!("{}-{month}-{}", start.year, day.map(plain).unwrap_or(Cow::Borrowed("0"))))
        } else {
            dates::free(&whole.replace('\u{a0}', " "))
        };
        if read.start.is_some() {
            let circa = date.circa;
            date = read;
            date.circa |= circa;
        }
    }
    date
}

fn identifiers(face: &mut Face, f: &mut Fields) {
    if let Some(doi) = f.take("doi") {
        face.set(Var::Doi, ids::doi(&verbatim(doi)));
    }
    if let Some(url) = f.take("url") {
        face.set(Var::Url, verbatim(url));
    }
    let archive = f.first(&["eprinttype", "archiveprefix"]).map(plain);
    if let Some(eprint) = f.take("eprint").map(verbatim) {
        match archive.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("pubmed") => face.set(Var::Pmid, eprint),
            Some("pmc" | "pmcid") => face.set(Var::Pmcid, eprint),
            _ => {
                face.set(Var::Eprint, eprint);
                face.set(Var::EprintType, archive.unwrap_or_default());
            }
        }
    } else if let Some(id) = f.take("arxiv").map(verbatim) {
        face.set(Var::Eprint, id);
        face.set(Var::EprintType, "arXiv");
    } else if let Some(archive) = archive {
        face.set(Var::EprintType, archive);
    }
    if let Some(class) = f.first(&["eprintclass", "primaryclass"]) {
        face.set(Var::EprintClass, plain(class));
    }
    if face.get(Var::Url).is_empty()
        && let Some(url) = f.get("bdsk-url-1")
    {
        face.set(Var::Url, verbatim(url));
    }
}

fn about(face: &mut Face, record: &mut Record, f: &mut Fields) {
    if let Some(language) = f.first(&["langid", "language", "hyphenation"]) {
        face.language = language::tag(&plain(language));
    }
    if let Some(note) = f.take("note") {
        face.set(Var::Note, rich(note));
    }
    if let Some(note) = f.take("addendum") {
        let note = rich(note);
        let whole = if face.has(Var::Note) { format!("{}. {note}", face.get(Var::Note)) } else { note.into_owned() };
        face.set(Var::Note, whole);
    }
    for name in ["keywords", "keyword", "groups"] {
        if let Some(tags) = f.take(name) {
            let tags = plain(tags);
            let at: &[char] = if tags.contains([';', '；']) { &[';', '；'] } else { &[',', '，', '、'] };
            for tag in tags.split(at).map(str::trim).filter(|t| !t.is_empty()) {
                if !record.tags.iter().any(|t| t == tag) {
                    record.tags.push(tag.to_owned());
                }
            }
        }
    }
    for name in ["file", "pdf", "localfile"] {
        if let Some(files) = f.take(name) {
            record.files.extend(ids::files(files));
        }
    }
    if let Some(parent) = f.take("crossref") {
        record.links.push((Relation::PartOf, Target::Key(parent.trim().to_owned())));
    }
    relations(record, f);
}

/// `related` with a type that is one of our relations.
fn relations(record: &mut Record, f: &mut Fields) {
    let kind = f.get("relatedtype").map(str::trim);
    let relation = match kind {
        Some("translationof") => Relation::TranslationOf,
        Some("reprintof" | "reprintfrom") => Relation::ReprintOf,
        Some("editionof") => Relation::EditionOf,
        Some("preprintof") => Relation::PreprintOf,
        _ => return,
    };
    for key in f.take("related").unwrap_or_default().split(',').map(str::trim).filter(|k| !k.is_empty()) {
        record.links.push((relation, Target::Key(key.to_owned())));
    }
    f.used.push("relatedtype");
}
