//! CSV and TSV tables with a head line: Zotero's and JabRef's columns are read by name; ours carry CSL names, one record a line.

use super::carry;
use super::{Format, Import, Input, Loss, dates, endnote, extra, ids, language, person};
use crate::model::{DateVar, Face, Fault, Kind, Record, Role, Severity, Var};
use crate::text::encoding;
use std::io;

/// CSV.
pub const CSV: Format = Format {
    name: "csv",
    label: "CSV",
    extensions: &["csv"],
    detect: |i| detect(i, b','),
    read: Some(|i| read(i, "csv")),
    write: Some(|r, _, o| write(r, o, b',')),
    slices: None,
};

/// TSV.
pub const TSV: Format = Format {
    name: "tsv",
    label: "TSV",
    extensions: &["tsv", "tab"],
    detect: |i| detect(i, b'\t'),
    read: Some(|i| read(i, "tsv")),
    write: Some(|r, _, o| write(r, o, b'\t')),
    slices: None,
};

fn detect(input: &Input, by: u8) -> u8 {
    let head = input.head();
    let Some(first) = head.lines().next() else { return 0 };
    let columns: Vec<String> = first.split(char::from(by)).map(|c| fold(c.trim().trim_matches('"'))).collect();
    let known = columns.iter().filter(|c| column(c) != Column::Unknown).count();
    if columns.len() > 2
        && known >= 3
        && known * 3 >= columns.len()
        && columns.iter().any(|c| c.contains("title") || c == "题名" || c == "标题")
    {
        70
    } else {
        0
    }
}

fn fold(s: &str) -> String {
    s.trim_start_matches('\u{feff}').chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Key,
    Kind,
    DocumentKind,
    Var(Var),
    Names(Role),
    Date(DateVar),
    Year,
    Serial,
    Extra,
    FirstPage,
    LastPage,
    ArticleNumber,
    Tags,
    Files,
    Language,
    Carried,
    Unknown,
}

fn column(folded: &str) -> Column {
    match folded {
        "key" | "id" | "bibtexkey" | "citationkey" | "identifier" => Column::Key,
        "type" | "itemtype" | "entrytype" | "文献类型" => Column::Kind,
        "documenttype" => Column::DocumentKind,
        "author" | "authors" | "作者" => Column::Names(Role::Author),
        "editor" | "editors" => Column::Names(Role::Editor),
        "translator" | "translators" => Column::Names(Role::Translator),
        "bookauthor" => Column::Names(Role::ContainerAuthor),
        "serieseditor" => Column::Names(Role::CollectionEditor),
        "contributor" => Column::Names(Role::Contributor),
        "director" => Column::Names(Role::Director),
        "interviewer" => Column::Names(Role::Interviewer),
        "reviewedauthor" => Column::Names(Role::ReviewedAuthor),
        "title" | "题名" | "标题" | "articletitle" => Column::Var(Var::Title),
        "shorttitle" | "titleshort" => Column::Var(Var::TitleShort),
        "containertitle" | "journal" | "publicationtitle" | "journaltitle" | "booktitle" | "sourcetitle" | "刊名" | "来源" | "期刊" => {
            Column::Var(Var::ContainerTitle)
        }
        "journalabbreviation" | "containertitleshort" | "abbreviatedsourcetitle" => Column::Var(Var::ContainerTitleShort),
        "series" | "collectiontitle" | "seriestitle" => Column::Var(Var::CollectionTitle),
        "seriesnumber" | "collectionnumber" => Column::Var(Var::CollectionNumber),
        "publisher" | "institution" | "school" | "出版社" | "出版者" => Column::Var(Var::Publisher),
        "place" | "address" | "location" | "publisherplace" | "出版地" => Column::Var(Var::PublisherPlace),
        "volume" | "卷" => Column::Var(Var::Volume),
        "issue" | "期" => Column::Var(Var::Issue),
        "number" | "reportnumber" => Column::Var(Var::Number),
        "pages" | "page" | "页码" | "页" => Column::Var(Var::Page),
        "numpages" | "numberofpages" => Column::Var(Var::NumberOfPages),
        "numberofvolumes" => Column::Var(Var::NumberOfVolumes),
        "edition" | "版本" => Column::Var(Var::Edition),
        "genre" | "reporttype" => Column::Var(Var::Genre),
        "abstract" | "abstractnote" | "摘要" => Column::Var(Var::Abstract),
        "note" | "notes" => Column::Var(Var::Note),
        "extra" => Column::Extra,
        "doi" => Column::Var(Var::Doi),
        "url" | "link" | "网址" => Column::Var(Var::Url),
        "isbn" => Column::Var(Var::Isbn),
        "issn" => Column::Var(Var::Issn),
        "isbnissn" => Column::Serial,
        "pmid" | "pubmedid" => Column::Var(Var::Pmid),
        "callnumber" => Column::Var(Var::CallNumber),
        "archive" => Column::Var(Var::Archive),
        "archivelocation" => Column::Var(Var::ArchiveLocation),
        "librarycatalog" => Column::Var(Var::Source),
        "eventtitle" | "conferencename" | "meetingname" => Column::Var(Var::EventTitle),
        "medium" => Column::Var(Var::Medium),
        "scale" => Column::Var(Var::Scale),
        "runningtime" | "artworksize" => Column::Var(Var::Dimensions),
        "version" => Column::Var(Var::Version),
        "assignee" | "issuingauthority" | "court" => Column::Var(Var::Authority),
        "filingdate" => Column::Date(DateVar::Submitted),
        "pagestart" => Column::FirstPage,
        "pageend" => Column::LastPage,
        "artno" | "articlenumber" => Column::ArticleNumber,
        "date" | "issued" | "publicationdate" | "出版日期" => Column::Date(DateVar::Issued),
        "year" | "publicationyear" | "年" | "年份" => Column::Year,
        "accessdate" | "accessed" | "urldate" => Column::Date(DateVar::Accessed),
        "keywords" | "manualtags" | "automatictags" | "tags" | "authorkeywords" | "indexkeywords" | "关键词" => Column::Tags,
        "fileattachments" | "files" | "file" => Column::Files,
        "language" | "langid" | "语种" => Column::Language,
        "more" => Column::Carried,
        _ => Column::Unknown,
    }
}

fn read(input: &Input, name: &'static str) -> Result<Import, String> {
    let decoded = encoding::decode(input.bytes);
    let by = if name == "tsv" { b'\t' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(by).flexible(true).from_reader(decoded.text.trim_start_matches('\u{feff}').as_bytes());
    let head: Vec<String> = reader.headers().map_err(|e| e.to_string())?.iter().map(str::to_owned).collect();
    let columns = columns(&head);
    let mut import = Import::default();
    for row in reader.records() {
        match row {
            Ok(row) => {
                let mut record = record(&row, &columns, &head);
                record.format = name.into();
                record.place.line = row.position().map_or(0, |p| p.line() as u32);
                import.records.push(record);
            }
            Err(e) => {
                let line = e.position().map_or(0, |p| p.line() as u32);
                import.faults.push(Fault::new(Severity::Error, "bad-row", line, e.to_string()));
            }
        }
    }
    Ok(import)
}

/// What the columns hold: beside a type of items or documents, `Type` says what sort of thesis or report it is.
fn columns(head: &[String]) -> Vec<Column> {
    let names: Vec<String> = head.iter().map(|h| fold(h)).collect();
    let beside = names.iter().any(|n| matches!(n.as_str(), "itemtype" | "entrytype"));
    let of = |name: &String| if beside && name == "type" { Column::Var(Var::Genre) } else { column(name) };
    names.iter().map(of).collect()
}

/// The kind by the names of CSL, Zotero, or BibTeX.
fn kind(name: &str) -> Kind {
    if let Some(kind) = Kind::from_str(name) {
        return kind;
    }
    match name.to_lowercase().as_str() {
        "journalarticle" | "article" | "期刊论文" | "期刊" => Kind::ArticleJournal,
        "magazinearticle" => Kind::ArticleMagazine,
        "newspaperarticle" | "newspaper" | "报纸" => Kind::ArticleNewspaper,
        "booksection" | "incollection" | "inbook" | "book chapter" => Kind::Chapter,
        "conferencepaper" | "inproceedings" | "conference paper" | "会议论文" => Kind::PaperConference,
        "thesis" | "phdthesis" | "mastersthesis" | "学位论文" => Kind::Thesis,
        "report" | "techreport" => Kind::Report,
        "webpage" | "online" => Kind::Webpage,
        "blogpost" => Kind::PostWeblog,
        "computerprogram" | "software" => Kind::Software,
        "case" => Kind::LegalCase,
        "statute" => Kind::Legislation,
        "preprint" => Kind::Article,
        "专利" => Kind::Patent,
        "标准" => Kind::Standard,
        "film" | "videorecording" => Kind::MotionPicture,
        "presentation" => Kind::Speech,
        "letter" | "email" => Kind::PersonalCommunication,
        "encyclopediaarticle" => Kind::EntryEncyclopedia,
        "dictionaryentry" => Kind::EntryDictionary,
        "图书" | "专著" => Kind::Book,
        _ => Kind::Document,
    }
}

/// The kind by the document types of Scopus: what is no book and no conference's stands in a journal.
fn document_kind(name: &str) -> Kind {
    match name.to_lowercase().as_str() {
        "review" | "letter" | "editorial" | "note" | "short survey" | "erratum" | "retracted" | "data paper" => Kind::ArticleJournal,
        "conference review" => Kind::PaperConference,
        _ => kind(name),
    }
}

fn record(row: &csv::StringRecord, columns: &[Column], head: &[String]) -> Record {
    let mut record = Record::of(Face::default());
    let mut year = String::new();
    let (mut pages, mut numbered) = (("", "", ""), None);
    let mut carried = Vec::new();
    for (i, value) in row.iter().enumerate() {
        if value.trim().is_empty() {
            continue;
        }
        let face = &mut record.faces[0];
        match columns.get(i).copied().unwrap_or(Column::Unknown) {
            Column::Key => record.key = value.to_owned(),
            Column::Kind => face.kind = kind(value),
            Column::DocumentKind => face.kind = document_kind(value),
            Column::Var(Var::Doi) => face.set_default(Var::Doi, ids::doi(value)),
            Column::Var(var) if face.has(var) && face.get(var) != value => {
                record.unknown.extend(head.get(i).map(|n| (n.clone(), value.to_owned())))
            }
            Column::Var(var) => face.set_default(var, value),
            Column::FirstPage => pages.0 = value,
            Column::LastPage => pages.1 = value,
            Column::ArticleNumber => {
                pages.2 = value;
                numbered = head.get(i);
            }
            Column::Names(role) => {
                for name in value.split([';', '；']).map(str::trim).filter(|n| !n.is_empty()) {
                    person::add(face, role, name);
                }
            }
            Column::Date(var) => face.set_date(var, dates::free(value)),
            Column::Year => year = value.to_owned(),
            Column::Serial => endnote::serial(face, value),
            Column::Extra => extra::take(&mut record, value),
            Column::Tags => record.tags.extend(value.split([';', '；']).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)),
            Column::Files => record.files.extend(value.split(';').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)),
            Column::Language => face.language = language::tag(value),
            Column::Carried => carried.extend(value.split(" ¶ ").map(str::to_owned)),
            Column::Unknown => {
                if let Some(name) = head.get(i) {
                    record.unknown.push((name.clone(), value.to_owned()));
                }
            }
        }
    }
    if record.faces[0].date(DateVar::Issued).is_none_or(|d| d.start.is_none()) && !year.is_empty() {
        record.faces[0].set_date(DateVar::Issued, dates::free(&year));
    }
    if !pages.0.is_empty() || record.faces[0].has(Var::Page) {
        record.unknown.extend(numbered.map(|n| (n.clone(), pages.2.to_owned())));
    }
    let page = match pages {
        ("", _, article) => article.to_owned(),
        (first, last, _) if last.is_empty() || first == last => first.to_owned(),
        (first, last, _) => format!("{first}-{last}"),
    };
    record.faces[0].set_default(Var::Page, page);
    for note in carried {
        carry::take(&note, &mut record);
    }
    record
}

const VARS: &[(&str, Var)] = &[
    ("title", Var::Title),
    ("title-short", Var::TitleShort),
    ("container-title", Var::ContainerTitle),
    ("container-title-short", Var::ContainerTitleShort),
    ("collection-title", Var::CollectionTitle),
    ("publisher", Var::Publisher),
    ("publisher-place", Var::PublisherPlace),
    ("volume", Var::Volume),
    ("issue", Var::Issue),
    ("number", Var::Number),
    ("page", Var::Page),
    ("edition", Var::Edition),
    ("genre", Var::Genre),
    ("DOI", Var::Doi),
    ("URL", Var::Url),
    ("ISBN", Var::Isbn),
    ("ISSN", Var::Issn),
    ("abstract", Var::Abstract),
    ("note", Var::Note),
];

fn write(records: &[Record], out: &mut dyn io::Write, by: u8) -> io::Result<Vec<Loss>> {
    let mut table = csv::WriterBuilder::new().delimiter(by).from_writer(out);
    let mut head = vec!["key", "type", "author", "editor", "translator", "issued", "accessed"];
    head.extend(VARS.iter().map(|(n, _)| *n));
    head.extend(["language", "keywords", "files", "more"]);
    table.write_record(&head)?;
    let mut losses = Vec::new();
    for (i, record) in records.iter().enumerate() {
        let Some(face) = record.faces.first() else { continue };
        let mut held = carry::Held { kind: face.kind, ..carry::Held::default() };
        let mut row = vec![record.key.clone(), face.kind.as_str().to_owned()];
        for role in [Role::Author, Role::Editor, Role::Translator] {
            let names = face.names(role).cloned().unwrap_or_default();
            row.push(names.list.iter().map(person::turned).collect::<Vec<_>>().join("; "));
            if person::reads_back(&names) && !names.list.iter().any(|n| person::turned(n).contains([';', '；'])) {
                held.roles.push(role);
            }
        }
        for var in [DateVar::Issued, DateVar::Accessed] {
            let date = face.date(var).cloned().unwrap_or_default();
            let text = dates::to_edtf(&date).unwrap_or_else(|| date.literal.clone());
            if dates::free(&text) == date {
                held.dates.push(var);
            }
            row.push(text);
        }
        for (_, var) in VARS {
            row.push(face.get(*var).to_owned());
            held.vars.push(*var);
        }
        row.extend([face.language.clone(), record.tags.join("; "), record.files.join("; ")]);
        let mut more: Vec<String> = record.faces.iter().skip(1).map(carry::face).collect();
        more.extend(carry::rest(face, &held));
        row.push(more.join(" ¶ "));
        table.write_record(&row)?;
        super::lost_beside(record, i, &["key", "tags", "files"], &mut losses);
    }
    table.flush()?;
    Ok(losses)
}
