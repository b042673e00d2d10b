//! Interchange formats: fixtures, what comes back of a record, and what a broken file does.

use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use yinwen::formats::{self, FORMATS, Format, Import, Input, WriteOptions};
use yinwen::model::{Date, DateVar, Face, Kind, Name, Names, Person, Record, Role, Var};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats")
}

fn read_as(format: &Format, bytes: &[u8]) -> Import {
    format.read.expect("readable")(&Input::new(bytes, Path::new(""))).expect("read")
}

fn write_as(format: &Format, records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    format.write.expect("writable")(records, &WriteOptions::default(), &mut out).expect("written");
    out
}

fn as_csl(records: &[Record]) -> String {
    String::from_utf8(write_as(formats::find("csl-json").expect("csl-json"), records)).expect("UTF-8")
}

/// All cases: `<format>/<case>/input.*` with `expected.json` beside it.
fn cases() -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    for format in fs::read_dir(fixtures()).expect("fixtures").flatten() {
        let name = format.file_name().to_string_lossy().into_owned();
        for case in fs::read_dir(format.path()).into_iter().flatten().flatten().filter(|c| c.path().is_dir()) {
            out.push((name.clone(), case.path()));
        }
    }
    out.sort();
    out
}

fn input_of(case: &Path) -> PathBuf {
    let found = fs::read_dir(case).expect("case").flatten().map(|f| f.path()).find(|p| p.file_stem().is_some_and(|s| s == "input"));
    found.unwrap_or_else(|| panic!("{} has no input", case.display()))
}

/// The bytes of an input; a database is made from its SQL.
fn bytes_of(case: &Path) -> Vec<u8> {
    let path = input_of(case);
    if path.extension().is_none_or(|e| e != "sql") {
        return fs::read(&path).expect("input");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("made.sqlite");
    let db = rusqlite::Connection::open(&file).expect("a database");
    db.execute_batch(&fs::read_to_string(&path).expect("input")).expect("SQL");
    drop(db);
    fs::read(&file).expect("database")
}

#[test]
fn every_fixture_is_recognised_by_its_content_and_gives_its_records() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let bytes = bytes_of(&case);
        let found = formats::detect(&Input::new(&bytes, Path::new(""))).map_or("nothing", |f| f.name);
        if found != name {
            wrong.push(format!("{}: recognised as {found}", case.display()));
            continue;
        }
        let got = as_csl(&read_as(formats::find(&name).expect("format"), &bytes).records);
        let expected = case.join("expected.json");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &got).expect("blessed");
        } else if fs::read_to_string(&expected).unwrap_or_default() != got {
            wrong.push(format!("{}: other records than expected", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_readable_format_has_a_fixture() {
    let have: Vec<String> = cases().into_iter().map(|(f, _)| f).collect();
    let without: Vec<&str> = FORMATS.iter().filter(|f| f.read.is_some() && !have.iter().any(|h| h == f.name)).map(|f| f.name).collect();
    assert!(without.is_empty(), "no fixture for {without:?}");
}

#[test]
fn a_file_cut_off_anywhere_gives_what_it_has_and_no_panic() {
    for (name, case) in cases() {
        let bytes = bytes_of(&case);
        let format = formats::find(&name).expect("format");
        let step = (bytes.len() / 400).max(1);
        for end in (0..bytes.len()).step_by(step) {
            let input = Input::new(&bytes[..end], Path::new(""));
            let _ = format.read.expect("readable")(&input);
            let _ = formats::detect(&input);
        }
    }
}

#[test]
fn a_file_written_again_in_its_own_format_is_the_same_to_the_byte() {
    for (name, case) in cases() {
        let bytes = bytes_of(&case);
        let format = formats::find(&name).expect("format");
        let input = Input::new(&bytes, Path::new(""));
        let import = read_as(format, &bytes);
        let again = formats::ledger::again(&input, format, &import, &import.records);
        assert_eq!(again.as_deref(), Some(bytes.as_slice()), "{}", case.display());
    }
}

#[test]
fn the_messy_files_of_the_web_are_read_and_come_back_identical() {
    let Some(corpus) = std::env::var_os("YINWEN_CORPUS") else { return };
    let folder = Path::new(&corpus).join("data/bib/messy");
    let mut seen = 0;
    for file in fs::read_dir(folder).expect("messy").flatten() {
        let bytes = fs::read(file.path()).expect("file");
        let path = file.path();
        let input = Input::new(&bytes, &path);
        let format = formats::detect(&input).expect("recognised");
        let import = read_as(format, &bytes);
        assert_eq!(formats::ledger::again(&input, format, &import, &import.records).as_deref(), Some(bytes.as_slice()));
        seen += 1;
    }
    assert!(seen > 100);
}

#[test]
fn only_the_changed_field_of_an_entry_is_written_new() {
    let source = "% kept\r\n@string{acm = \"ACM\"}\r\n@Article{a,\r\n  AUTHOR = \"Ann Bee\" , % note\r\n  title={{T}he {DNA}},\r\n  journal = acm # { Journal},\r\n  year = 1999 }\r\n\r\n@book{b, title = {B}}\r\n";
    let format = formats::find("bibtex").expect("bibtex");
    let input = Input::new(source.as_bytes(), Path::new(""));
    let import = read_as(format, source.as_bytes());
    let mut records = import.records.clone();
    records[0].faces[0].set_date(DateVar::Issued, Date::year(2001));
    records[0].faces[0].set(Var::Doi, "10.1000/1");
    let out = formats::ledger::again(&input, format, &import, &records).expect("written");
    let want = source.replace("year = 1999", "year = {2001},\r\n  doi = {10.1000/1}");
    assert_eq!(String::from_utf8(out).expect("UTF-8"), want);
    records.remove(0);
    let out = formats::ledger::again(&input, format, &import, &records).expect("written");
    assert_eq!(String::from_utf8(out).expect("UTF-8"), "% kept\r\n@string{acm = \"ACM\"}\r\n@book{b, title = {B}}\r\n");
}

#[test]
fn the_country_before_a_name_survives_a_program_that_knows_only_csl() {
    let marx = Person { family: "马克思".into(), mark: "德".into(), dropping_particle: "von".into(), ..Person::default() };
    let mut face = Face::new(Kind::Book);
    face.set_names(Role::Author, Names::new(vec![Name::Person(marx.clone())]));
    let csl = as_csl(&[Record::of(face)]);
    assert!(csl.contains("\"[德] von\"") && !csl.contains("mark"), "{csl}");
    let back = read_as(formats::find("csl-json").expect("csl-json"), csl.as_bytes());
    assert_eq!(back.records[0].faces[0].names(Role::Author).expect("author").list, [Name::Person(marx)]);
}

#[test]
fn what_csl_has_no_variable_for_goes_through_csl_json_under_its_own_name() {
    let ris = "TY  - JOUR\nTI  - On Computable Numbers\nPB  - A\nPB  - B\nAD  - King's College\nC8  - 7\nER  - \n";
    let import = read_as(formats::find("ris").expect("ris"), ris.as_bytes());
    let unknown = [("PB", "B"), ("AD", "King's College"), ("C8", "7")].map(|(n, v)| (n.to_owned(), v.to_owned()));
    assert_eq!(import.records[0].unknown, unknown);
    let back = read_as(formats::find("csl-json").expect("csl-json"), as_csl(&import.records).as_bytes());
    assert_eq!(back.records[0].unknown, unknown);
}

#[test]
fn one_bad_entry_is_named_with_its_line_and_the_rest_is_read() {
    let source = "@article{a, title = {A}, year = 2000}\n@article{broken,\n  title = {no end,\n  year = 2001\n}\n@article{c,\n  title = {C}, crossref = {c}, note = nobody\n}\n@book{a, title = {again}}\n";
    let import = read_as(formats::find("bibtex").expect("bibtex"), source.as_bytes());
    let keys: Vec<&str> = import.records.iter().map(|r| r.key.as_str()).collect();
    assert_eq!(keys, ["a", "broken", "c", "a"]);
    let faults: Vec<(&str, u32)> = import.faults.iter().map(|f| (f.code, f.line)).collect();
    for want in [("missing-brace", 2), ("repeated-key", 9), ("cycle", 6), ("unknown-macro", 6)] {
        assert!(faults.contains(&want), "{want:?} in {faults:?}");
    }
}

/// Text as titles have it: Chinese, accents, signs that formats use for themselves.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[A-Za-z]{1,9}",
        "[深度学习视觉识别研究综述知识图谱]{1,6}",
        Just("Müller–Lyer".to_owned()),
        Just("naïve".to_owned()),
        Just("R&D".to_owned()),
        Just("100%".to_owned()),
        Just("H<sub>2</sub>O".to_owned()),
        Just("<i>Homo</i>".to_owned()),
        Just("C#".to_owned()),
        Just("a_b".to_owned()),
        Just("“q”".to_owned()),
        Just("x = {1}".to_owned()),
        Just("~5".to_owned()),
        Just("it's".to_owned()),
        Just("--".to_owned()),
        Just("$5".to_owned()),
    ];
    prop::collection::vec(word, 1..5).prop_map(|w| w.join(" "))
}

fn plain_words() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", "[科学技术大学出版社北京]{2,6}"]
}

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![
        ("[A-Z][a-zé]{1,8}", "[A-Z][a-z]{1,6}( [A-Z]\\.)?").prop_map(|(f, g)| Name::person(f, g)),
        ("[王李张刘陈杨赵黄周吴]", "[伟芳娜敏静丽强磊洋艳]{1,2}").prop_map(|(f, g)| Name::person(f, g)),
        Just(Name::Person(Person {
            family: "Humboldt".into(),
            given: "Alexander".into(),
            non_dropping_particle: "von".into(),
            ..Person::default()
        })),
        Just(Name::Person(Person { family: "King".into(), given: "Martin Luther".into(), suffix: "Jr.".into(), ..Person::default() })),
        Just(Name::literal("World Health Organization")),
        Just(Name::literal("中国科学院")),
    ]
}

fn date() -> impl Strategy<Value = Date> {
    prop_oneof![
        (1900..2030i32).prop_map(Date::year),
        (1900..2030i32, 1..=12u8).prop_map(|(y, m)| Date::ymd(y, m, 0)),
        (1900..2030i32, 1..=12u8, 1..=28u8).prop_map(|(y, m, d)| Date::ymd(y, m, d)),
        (1900..2000i32, 1..20i32)
            .prop_map(|(y, n)| Date { end: Some(yinwen::model::Ymd { year: y + n, ..Default::default() }), ..Date::year(y) }),
        (1900..2030i32).prop_map(|y| Date { circa: true, ..Date::year(y) }),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![
        Kind::ArticleJournal,
        Kind::ArticleNewspaper,
        Kind::Book,
        Kind::Chapter,
        Kind::PaperConference,
        Kind::Thesis,
        Kind::Report,
        Kind::Webpage,
        Kind::Patent,
        Kind::Standard,
        Kind::Dataset,
        Kind::Software,
        Kind::Document,
    ])
}

fn fields() -> impl Strategy<Value = Vec<(Var, String)>> {
    let one = prop_oneof![
        (
            prop::sample::select(vec![
                Var::Publisher,
                Var::PublisherPlace,
                Var::ContainerTitle,
                Var::CollectionTitle,
                Var::Archive,
                Var::EventTitle
            ]),
            plain_words()
        ),
        (prop::sample::select(vec![Var::Volume, Var::Issue, Var::Edition, Var::NumberOfPages]), "[1-9][0-9]{0,2}"),
        (Just(Var::Number), "[A-Z]{1,3}[1-9][0-9]{1,5}"),
        (Just(Var::Page), "[1-9][0-9]{0,2}-[1-9][0-9]{3}"),
        (Just(Var::Doi), "10\\.[1-9][0-9]{3}/[a-z0-9.]{3,9}x"),
        (Just(Var::Url), "https://example\\.org/[a-z0-9]{1,6}\\?a=1&b_c=~%20#x"),
        (prop::sample::select(vec![Var::Abstract, Var::Note, Var::TitleShort]), words()),
        (Just(Var::Isbn), Just("9787301000007".to_owned())),
    ];
    prop::collection::vec(one, 0..8)
}

prop_compose! {
    fn face(kind: Kind, language: &'static str)(
        title in words(),
        authors in prop::collection::vec(name(), 0..4),
        editors in prop::collection::vec(name(), 0..2),
        et_al in any::<bool>(),
        issued in prop::option::of(date()),
        accessed in prop::option::of((2000..2030i32, 1..=12u8, 1..=28u8)),
        fields in fields(),
    ) -> Face {
        let mut face = Face { language: language.to_owned(), ..Face::new(kind) };
        face.set(Var::Title, title);
        for (var, value) in fields {
            face.set(var, value);
        }
        if !authors.is_empty() {
            face.set_names(Role::Author, Names { list: authors, et_al });
        }
        face.set_names(Role::Editor, Names::new(editors));
        if let Some(date) = issued {
            face.set_date(DateVar::Issued, date);
        }
        if let Some((y, m, d)) = accessed {
            face.set_date(DateVar::Accessed, Date::ymd(y, m, d));
        }
        face
    }
}

prop_compose! {
    fn record()(kind in kind())(
        first in face(kind, "zh"),
        second in prop::option::of(face(kind, "en")),
        tags in prop::collection::vec("[a-z]{2,6}|[图像识别]{2,3}", 0..3),
    ) -> Record {
        let mut record = Record::of(first);
        record.faces.extend(second);
        record.key = "key2020".into();
        record.tags = tags;
        record.tags.dedup();
        record
    }
}

/// A face for comparing: fields, names and dates without their order.
fn settled(face: &Face) -> Face {
    let mut face = face.clone();
    face.fields.sort();
    face.names.sort_by_key(|(r, _)| *r);
    face.dates.sort_by_key(|(d, _)| *d);
    face
}

/// What differs between two records, in words.
fn differences(a: &Record, b: &Record) -> Vec<String> {
    let mut out = Vec::new();
    if a.key != b.key {
        out.push(format!("key {:?} {:?}", a.key, b.key));
    }
    if a.faces.len() != b.faces.len() {
        out.push(format!("{} faces, then {}", a.faces.len(), b.faces.len()));
    }
    for (i, (x, y)) in a.faces.iter().map(settled).zip(b.faces.iter().map(settled)).enumerate() {
        if x.kind != y.kind {
            out.push(format!("face {i}: {:?} {:?}", x.kind, y.kind));
        }
        for var in Var::ALL {
            if x.get(*var) != y.get(*var) {
                out.push(format!("face {i}: {} {:?} {:?}", var.as_str(), x.get(*var), y.get(*var)));
            }
        }
        if x.names != y.names {
            out.push(format!("face {i}: {:?} {:?}", x.names, y.names));
        }
        if x.dates != y.dates {
            out.push(format!("face {i}: {:?} {:?}", x.dates, y.dates));
        }
        if x.language != y.language {
            out.push(format!("face {i}: language {:?} {:?}", x.language, y.language));
        }
    }
    out
}

fn survives(name: &str, record: &Record) -> Result<(), TestCaseError> {
    let format = formats::find(name).expect("format");
    let bytes = write_as(format, std::slice::from_ref(record));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let found = formats::detect(&Input::new(&bytes, Path::new(""))).map_or("nothing", |f| f.name);
    prop_assert!(found == name || found.starts_with("bib") && name.starts_with("bib"), "{name} recognised as {found}:\n{text}");
    let back = read_as(format, &bytes);
    prop_assert_eq!(back.records.len(), 1, "{} gives other records:\n{}", name, &text);
    let lost = differences(record, &back.records[0]);
    prop_assert!(lost.is_empty(), "{name}: {}\n{text}", lost.join("\n"));
    Ok(())
}

/// A record that may lack whatever a bibliography needs.
fn poor_record() -> impl Strategy<Value = Record> {
    (record(), any::<[bool; 5]>()).prop_map(|(mut record, without)| {
        for face in &mut record.faces {
            let [title, author, editor, date, container] = without;
            face.fields.retain(|(v, _)| !(title && *v == Var::Title || container && *v == Var::ContainerTitle));
            face.names.retain(|(r, _)| !(author && *r == Role::Author || editor && *r == Role::Editor));
            face.dates.retain(|(d, _)| !(date && *d == DateVar::Issued));
        }
        record
    })
}

/// Fields that biber's data model makes mandatory in a type, one of each group.
fn mandatory(entry_type: &str) -> Vec<&'static [&'static str]> {
    type Group = &'static [&'static str];
    let (author, editor, title, date): (Group, Group, Group, Group) = (&["author"], &["editor"], &["title"], &["date", "year"]);
    match entry_type {
        "article" => vec![author, title, date, &["journaltitle"]],
        "book" | "unpublished" => vec![author, title, date],
        "inbook" | "inproceedings" => vec![author, title, date, &["booktitle"]],
        "incollection" | "inreference" => vec![author, editor, title, date, &["booktitle"]],
        "collection" | "periodical" => vec![editor, title, date],
        "booklet" => vec![&["author", "editor"], title, date],
        "manual" | "misc" => vec![title, date],
        "software" | "dataset" => vec![title],
        "online" => vec![title, date, &["url", "doi", "eprint"]],
        "patent" => vec![author, title, date, &["number"]],
        "report" | "thesis" => vec![author, title, date, &["type"], &["institution"]],
        "customa" => vec![],
        other => panic!("no type of the writer: {other}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_poor_record_is_written_as_biblatex_that_biber_typst_and_we_accept(record in poor_record()) {
        let bytes = write_as(formats::find("biblatex").expect("biblatex"), std::slice::from_ref(&record));
        let text = String::from_utf8(bytes).expect("UTF-8");
        for entry in text.split("\n@").map(|e| e.trim_start_matches('@')) {
            let fields: Vec<&str> = entry.lines().skip(1).filter_map(|l| l.split_once(" = {")).map(|(n, _)| n.trim()).collect();
            for group in mandatory(entry.split('{').next().unwrap_or_default()) {
                prop_assert!(group.iter().any(|f| fields.contains(f)), "none of {group:?}:\n{entry}");
            }
        }
        if let Err(errors) = hayagriva::io::from_biblatex_str(&text) {
            prop_assert!(false, "{errors:?}\n{text}");
        }
        survives("biblatex", &record)?;
    }
}

/// Formats that hold all that generated records have, be it in a note.
const WHOLE: &[&str] = &[
    "bibtex",
    "biblatex",
    "csl-json",
    "csl-yaml",
    "ris",
    "refer",
    "endnote-xml",
    "mods",
    "word-sources",
    "noteexpress",
    "hayagriva",
    "csv",
    "tsv",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn software_survives_citation_cff_but_for_what_is_told(first in face(Kind::Software, "zh"), version in "[1-9]\\.[0-9]") {
        let mut record = Record::of(first);
        record.faces[0].set(Var::Version, version);
        let cff = formats::find("cff").expect("cff");
        let mut bytes = Vec::new();
        let losses = cff.write.expect("writable")(&[record.clone()], &WriteOptions::default(), &mut bytes).expect("written");
        let back = read_as(cff, &bytes).records;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (want, got) = (&record.faces[0], &back[0].faces[0]);
        let told = |what: &str| losses.iter().any(|l| l.field == what);
        for var in Var::ALL.iter().filter(|v| !told(v.as_str()) && **v != Var::Keyword) {
            prop_assert_eq!(want.get(*var), got.get(*var), "{} in\n{}", var.as_str(), text);
        }
        for (var, date) in want.dates.iter().filter(|(v, _)| !told(v.as_str())) {
            prop_assert_eq!(Some(date), got.date(*var), "{} in\n{}", var.as_str(), text);
        }
        if !told("et al.") {
            prop_assert_eq!(want.authors(), got.authors(), "{}", text);
        }
    }
}

#[test]
fn every_format_that_is_written_and_read_is_in_the_matrix() {
    // CITATION.cff describes one piece of software: it has a test of its own.
    let both = FORMATS.iter().filter(|f| f.read.is_some() && f.write.is_some() && f.name != "cff");
    let outside: Vec<&str> = both.map(|f| f.name).filter(|n| !WHOLE.contains(n)).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn an_abbreviated_journal_is_written_out_and_its_file_stays_as_it_is() {
    let source = "@article{a,\n  title = {A},\n  journal = {Phys. Rev. Lett.},\n  year = {2001}\n}\n";
    let format = formats::find("bibtex").expect("bibtex");
    let import = read_as(format, source.as_bytes());
    let face = &import.records[0].faces[0];
    assert_eq!((face.get(Var::ContainerTitle), face.get(Var::ContainerTitleShort)), ("Physical Review Letters", "Phys. Rev. Lett."));
    let mut changed = import.records.clone();
    changed[0].faces[0].set(Var::Volume, "5");
    let input = Input::new(source.as_bytes(), Path::new(""));
    let again = formats::ledger::again(&input, format, &import, &changed).expect("written");
    assert_eq!(String::from_utf8(again).expect("UTF-8"), source.replace("{2001}", "{2001},\n  volume = {5}"));
    let fresh = String::from_utf8(write_as(format, &import.records)).expect("UTF-8");
    assert!(fresh.contains("journal = {Phys. Rev. Lett.}") && !fresh.contains("shortjournal"), "{fresh}");
}

#[test]
fn what_ris_numbers_in_sn_is_a_patent_or_a_report_where_it_is_one() {
    let source = "TY  - PAT\nTI  - A\nSN  - US5668842\nIS  - 08/1\nER  - \n\nTY  - RPRT\nTI  - B\nSN  - TR-7\nER  - \n\nTY  - RPRT\nTI  - C\nSN  - 0028-0836\nER  - \n\nTY  - CONF\nTI  - D\nT2  - The Conference\nC3  - Its Proceedings\nER  - \n";
    let records = read_as(formats::find("ris").expect("ris"), source.as_bytes()).records;
    let get = |i: usize, var: Var| records[i].faces[0].get(var);
    assert_eq!((get(0, Var::Number), get(0, Var::CallNumber)), ("US5668842", "08/1"));
    assert_eq!((get(1, Var::Number), get(2, Var::Issn)), ("TR-7", "0028-0836"));
    assert_eq!((get(3, Var::EventTitle), get(3, Var::ContainerTitle)), ("The Conference", "Its Proceedings"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_work_survives_the_way_through_every_pair_of_formats(record in record()) {
        let format = |name: &str| formats::find(name).expect("format");
        for from in WHOLE {
            let first = read_as(format(from), &write_as(format(from), std::slice::from_ref(&record))).records;
            for to in WHOLE {
                let text = write_as(format(to), &first);
                let back = read_as(format(to), &text).records;
                prop_assert_eq!(back.len(), 1, "{} to {}", from, to);
                let lost = differences(&record, &back[0]);
                prop_assert!(lost.is_empty(), "{from} to {to}: {}\n{}", lost.join("\n"), String::from_utf8_lossy(&text));
            }
        }
    }
}

#[test]
fn what_any_fixture_gives_loads_in_typst() {
    for (name, case) in cases() {
        let records = read_as(formats::find(&name).expect("format"), &bytes_of(&case)).records;
        let yaml = write_as(formats::find("hayagriva").expect("hayagriva"), &records);
        let yaml = String::from_utf8(yaml).expect("UTF-8");
        let loaded = hayagriva::io::from_yaml_str(&yaml).unwrap_or_else(|e| panic!("{}: {e}\n{yaml}", case.display()));
        assert_eq!(loaded.len(), records.len(), "{}", case.display());
    }
}

#[test]
fn braces_of_a_title_reach_the_other_dialect() {
    let source =
        "@article{a, author = {Bee, Ann}, title = {On {Bayesian} Methods: {G}{\\\"o}del}, journal = {{IEEE} Trans.}, year = 2001}\n";
    let records = read_as(formats::find("bibtex").expect("bibtex"), source.as_bytes()).records;
    let text = String::from_utf8(write_as(formats::find("biblatex").expect("biblatex"), &records)).expect("UTF-8");
    assert!(text.contains("title = {On {Bayesian} Methods: {G}{\\\"o}del}") && text.contains("journaltitle = {{IEEE} Trans.}"), "{text}");
}

/// A property test of one format.
macro_rules! there_and_back {
    ($($test:ident: $name:literal),*) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $test(record in record()) {
                    survives($name, &record)?;
                }
            )*
        }
    };
}

there_and_back! {
    a_work_with_its_faces_survives_bibtex: "bibtex",
    a_work_with_its_faces_survives_biblatex: "biblatex",
    a_work_with_its_faces_survives_csl_json: "csl-json",
    a_work_with_its_faces_survives_csl_yaml: "csl-yaml",
    a_work_with_its_faces_survives_ris: "ris",
    a_work_with_its_faces_survives_refer: "refer",
    a_work_with_its_faces_survives_endnote_xml: "endnote-xml",
    a_work_with_its_faces_survives_mods: "mods",
    a_work_with_its_faces_survives_word_sources: "word-sources",
    a_work_with_its_faces_survives_noteexpress: "noteexpress",
    a_work_with_its_faces_survives_hayagriva: "hayagriva",
    a_work_with_its_faces_survives_csv: "csv"
}
