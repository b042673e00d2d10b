//! Structured citations of every reference manager reach their records with every field that they hold.

use crate::office::{body, docx, field, package, read, shared};
use base64::Engine;
use serde_json::{Value, json};
use yinwen::documents::Document;

/// The references of a document as CSL-JSON items.
fn written(doc: &Document) -> Vec<Value> {
    let records = yinwen::library::reading::citations(doc);
    let write = yinwen::formats::find("csl-json").and_then(|f| f.write).expect("a writer");
    let mut out = Vec::new();
    write(&records, &yinwen::formats::WriteOptions::default(), &mut out).expect("written");
    serde_json::from_slice(&out).expect("json")
}

/// Letters and digits alone; italics inside a title are no letters.
fn fold(text: &str) -> String {
    let text = text.replace("<i>", "").replace("</i>", "");
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(s) => fold(s),
        Value::Null | Value::Bool(_) => String::new(),
        Value::Array(list) => list.iter().map(text).collect(),
        Value::Object(map) => ["dropping-particle", "non-dropping-particle", "family", "given", "suffix", "literal", "raw"]
            .iter()
            .map(|k| map.get(*k).map(text).unwrap_or_default())
            .collect(),
        Value::Number(n) => n.to_string(),
    }
}

/// Whether a field says the same: names one by one, dates by their numbers, the rest by letters and digits.
fn same(mine: &Value, theirs: &Value) -> bool {
    let numbers = |v: &Value| -> Vec<i64> {
        let parts = v["date-parts"].as_array().into_iter().flatten().flat_map(|d| d.as_array().into_iter().flatten());
        parts.filter_map(|p| p.as_i64().or_else(|| p.as_str()?.parse().ok())).collect()
    };
    if theirs.get("date-parts").is_some() {
        return numbers(mine) == numbers(theirs);
    }
    match (mine, theirs) {
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| text(a) == text(b)),
        (a, b) => text(a) == text(b),
    }
}

/// Asserts that each item is among the references with every field; gives the number of fields.
fn all_fields_kept(what: &str, items: &[Value], written: &[Value]) -> usize {
    let mut compared = 0;
    for item in items {
        let title = text(&item["title"]);
        let mine: Vec<&Value> = written.iter().filter(|w| text(&w["title"]) == title).collect();
        assert!(!mine.is_empty(), "{what}: {} is among {} references", item["title"], written.len());
        for (key, theirs) in item.as_object().expect("an item") {
            // The program's own number of the item is no name for the work.
            if key == "id" || text(theirs).is_empty() && theirs.get("date-parts").is_none() {
                continue;
            }
            let kept = mine.iter().any(|w| w.get(key).is_some_and(|m| same(m, theirs)));
            assert!(kept, "{what}: {key} {theirs} of {}", mine[0]);
            compared += 1;
        }
    }
    compared
}

/// Items with the fields that reference managers fill, Chinese and English.
fn library() -> Vec<Value> {
    vec![
        json!({"id": 12, "type": "article-journal", "title": "大数据时代的文献计量：现状与问题", "container-title": "图书情报工作", "volume": "58",
            "issue": "12", "page": "5-11", "DOI": "10.13266/j.issn.0252-3116.2014.12.001", "ISSN": "0252-3116", "language": "zh-CN",
            "author": [{"family": "王", "given": "娜"}, {"family": "欧阳", "given": "修"}], "issued": {"date-parts": [["2014", 6, 20]]},
            "abstract": "本文讨论文献计量。", "URL": "http://www.lis.ac.cn/CN/abstract/1", "accessed": {"date-parts": [[2020, 5, 6]]}}),
        json!({"id": "x/7", "type": "chapter", "title": "The Matthew effect", "container-title": "The sociology of science", "page": "439–459",
            "publisher": "University of Chicago Press", "publisher-place": "Chicago", "edition": "2", "ISBN": "978-0-226-52092-6",
            "author": [{"family": "Merton", "given": "Robert K.", "parse-names": false, "suffix": "Jr."}], "volume": "3", "number-of-volumes": "4",
            "editor": [{"family": "Storer", "given": "Norman W."}, {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}],
            "collection-title": "Collected works", "collection-number": "9", "title-short": "Matthew", "issued": {"date-parts": [[1973]]}}),
        json!({"id": 3, "type": "thesis", "title": "Reading <i>Shiji</i>", "publisher": "Peking University", "genre": "PhD thesis", "note": "in Chinese",
            "publisher-place": "Beijing", "archive": "CNKI", "author": [{"literal": "教育部"}], "number-of-pages": "210",
            "translator": [{"family": "Müller", "given": "Jörg"}], "issued": {"date-parts": [[2001, 12]]}, "call-number": "K204"}),
    ]
}

#[test]
fn fields_of_zotero_and_mendeley_keep_every_field() {
    let items = library();
    let cluster = json!({"citationItems": items.iter().map(|i| json!({"id": i["id"], "itemData": i})).collect::<Vec<_>>()}).to_string();
    let escaped = cluster.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let code = base64::engine::general_purpose::STANDARD.encode(&cluster);
    let control = format!(
        r#"<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{code}"/></w:sdtPr><w:sdtContent><w:r><w:t>(Merton, 1973)</w:t></w:r></w:sdtContent></w:sdt>"#
    );
    for (what, inside) in [
        ("Zotero", field(&format!(" ADDIN ZOTERO_ITEM CSL_CITATION {escaped}"), "(1)")),
        ("Mendeley Desktop", field(&format!("ADDIN CSL_CITATION {escaped}"), "(1)")),
        ("Mendeley Cite", control),
    ] {
        let found = written(&docx(&format!("<w:p>{inside}</w:p>")));
        assert_eq!(all_fields_kept(what, &items, &found), 42, "{what}");
    }
    let mark = format!("ZOTERO_ITEM CSL_CITATION {escaped} RNDx");
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p><text:reference-mark-start text:name="{mark}"/>(1)<text:reference-mark-end text:name="{mark}"/></text:p></office:text></office:body></office:document-content>"#
    );
    let odt = read("odt", &package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])).expect("read");
    all_fields_kept("Zotero in OpenDocument", &items, &written(&odt));
}

/// An article, a thesis of two faces and a book as EndNote keeps them, and what they say.
fn endnote() -> (String, Vec<Value>) {
    let xml = "<EndNote><Cite><Author>Roe</Author><Year>2001</Year><RecNum>5</RecNum><Pages>12</Pages><record><rec-number>5</rec-number>\
        <ref-type name=\"Journal Article\">17</ref-type><contributors><authors><author>Roe, Jane A.</author><author>李明</author></authors></contributors>\
        <titles><title><style face=\"normal\" font=\"default\">Slow </style><style face=\"italic\">science</style></title><secondary-title>Research Policy</secondary-title></titles>\
        <pages>77-89</pages><volume>12</volume><number>3</number><keywords><keyword>pace</keyword></keywords><dates><year>2001</year></dates><isbn>0048-7333</isbn>\
        <abstract>On pace.</abstract><urls><related-urls><url>http://example.org/a</url></related-urls></urls><electronic-resource-num>10.1016/x.1</electronic-resource-num></record></Cite>\
        <Cite><Author>Smith</Author><record><ref-type name=\"Book\">6</ref-type><contributors><authors><author>Smith, Bo</author></authors><secondary-authors><author>Lin, C.</author></secondary-authors></contributors>\
        <titles><title>On books</title><secondary-title>Series of books</secondary-title></titles><edition>2nd</edition><volume>4</volume><dates><year>1999</year></dates>\
        <pub-location>Paris</pub-location><publisher>Seuil</publisher><isbn>978-3-16-148410-0</isbn></record></Cite></EndNote>";
    let items = vec![
        json!({"type": "article-journal", "title": "Slow science", "container-title": "Research Policy", "page": "77-89", "volume": "12", "issue": "3",
            "author": [{"family": "Roe", "given": "Jane A."}, {"literal": "李明"}], "issued": {"date-parts": [[2001]]}, "ISSN": "0048-7333",
            "abstract": "On pace.", "URL": "http://example.org/a", "DOI": "10.1016/x.1"}),
        json!({"type": "book", "title": "On books", "collection-title": "Series of books", "edition": "2nd", "publisher": "Seuil", "publisher-place": "Paris",
            "author": [{"family": "Smith", "given": "Bo"}], "issued": {"date-parts": [[1999]]}, "ISBN": "978-3-16-148410-0"}),
    ];
    (xml.to_owned(), items)
}

#[test]
fn fields_of_endnote_keep_every_field_wherever_the_data_stands() {
    let (xml, items) = endnote();
    let inline = field(&format!(" ADDIN EN.CITE {}", xml.replace('<', "&lt;")), "(Roe 2001)");
    let data = base64::engine::general_purpose::STANDARD.encode(&xml);
    let beside = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"><w:fldData xml:space="preserve">{data}</w:fldData></w:fldChar></w:r><w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(Roe 2001)</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    );
    for (what, inside) in [("in the code", inline), ("beside the code", beside)] {
        let doc = docx(&format!("<w:p>{inside}</w:p>"));
        let found = written(&doc);
        all_fields_kept(what, &items, &found);
        assert!(found.iter().any(|w| w["custom"]["tags"][0] == "pace"), "{what}: keywords are tags");
        assert_eq!(doc.embedded[0].locators, ["12", ""], "{what}");
    }
}

#[test]
fn fields_of_word_citavi_noteexpress_and_libreoffice_keep_every_field() {
    let sources = r#"<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Roe20</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>一种方法</b:Title>
        <b:Year>2020</b:Year><b:Month>5</b:Month><b:JournalName>计算机学报</b:JournalName><b:Volume>43</b:Volume><b:Issue>2</b:Issue><b:Pages>1-9</b:Pages><b:DOI>10.1/a</b:DOI><b:URL>http://example.org</b:URL>
        <b:Author><b:Author><b:NameList><b:Person><b:Last>Roe</b:Last><b:First>Jane</b:First><b:Middle>A.</b:Middle></b:Person><b:Person><b:Last>王</b:Last><b:First>娜</b:First></b:Person></b:NameList></b:Author></b:Author></b:Source></b:Sources>"#;
    let article = json!({"type": "article-journal", "title": "一种方法", "container-title": "计算机学报", "volume": "43", "issue": "2", "page": "1-9", "DOI": "10.1/a",
        "URL": "http://example.org", "author": [{"family": "Roe", "given": "Jane A."}, {"family": "王", "given": "娜"}], "issued": {"date-parts": [[2020, 5]]}});
    let main = body(&format!("<w:p>{}</w:p>", field(r" CITATION Roe20 \l 2052 ", "(Roe, 2020)")));
    let doc = read("docx", &package(&[("word/document.xml", &main), ("customXml/item1.xml", sources)])).expect("read");
    assert_eq!(all_fields_kept("Word", std::slice::from_ref(&article), &written(&doc)), 10);

    let citavi = json!({"Entries": [{"Reference": {"ReferenceType": "JournalArticle", "Title": "一种方法", "Periodical": {"Name": "计算机学报"}, "Volume": "43", "Number": "2",
        "PageRange": "1-9", "Doi": "10.1/a", "OnlineAddress": "http://example.org", "Year": "2020",
        "Authors": [{"FirstName": "Jane", "MiddleName": "A.", "LastName": "Roe"}, {"FirstName": "娜", "LastName": "王"}]}}]});
    let code = base64::engine::general_purpose::STANDARD.encode(citavi.to_string());
    let doc = docx(&format!("<w:p>{}</w:p>", field(&format!("ADDIN CitaviPlaceholder{{{code}}}"), "(Roe 2020)")));
    let mut yearly = article.clone();
    yearly["issued"] = json!({"date-parts": [[2020]]});
    assert_eq!(all_fields_kept("Citavi", std::slice::from_ref(&yearly), &written(&doc)), 10);

    let item = "<Citation><Group><References><Item><ID>1</ID><UID>{U}</UID><Title>一种方法</Title><Template>Journal Article</Template><Author>Roe, Jane A.; 王娜</Author><Year>2020</Year>\
        <Details><_journal>计算机学报</_journal><_volume>43</_volume><_issue>2</_issue><_pages>1-9</_pages><_doi>10.1/a</_doi><_url>http://example.org</_url></Details></Item></References></Group></Citation>";
    let settings = format!(
        r#"<w:settings xmlns:w="w"><w:docVars><w:docVar w:name="NE.Ref{{9A-B}}" w:val=" ADDIN NE.Ref.{{9A-B}}{}_x000a_"/></w:docVars></w:settings>"#,
        item.replace('<', "&lt;")
    );
    let main = body(&format!("<w:p>{}</w:p>", field(" ADDIN NE.Ref.{9A-B}", "[1]")));
    let doc = read("docx", &package(&[("word/document.xml", &main), ("word/settings.xml", &settings)])).expect("read");
    assert_eq!(all_fields_kept("NoteExpress", std::slice::from_ref(&yearly), &written(&doc)), 10);

    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p><text:bibliography-mark text:identifier="Roe20" text:bibliography-type="article"
        text:title="一种方法" text:journal="计算机学报" text:volume="43" text:number="2" text:pages="1-9" text:url="http://example.org" text:year="2020" text:author="Roe, Jane A.;王, 娜">[Roe20]</text:bibliography-mark></text:p></office:text></office:body></office:document-content>"#;
    let doc = read("odt", &package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)])).expect("read");
    yearly.as_object_mut().expect("an item").remove("DOI");
    assert_eq!(all_fields_kept("LibreOffice", &[yearly], &written(&doc)), 9);
}

#[test]
fn every_field_that_documents_of_others_hold_reaches_its_record() {
    let Some(folder) = shared() else { return };
    let load = |name: &str| std::fs::read(folder.join(name)).expect(name);
    let wrapped = |name: &str| package(&[("word/document.xml", &String::from_utf8_lossy(&load(name)))]);
    let mut compared = 0;
    for (name, bytes) in [
        ("fx_zotero.xml", wrapped("fx_zotero.xml")),
        ("fx_mendeley-v3.xml", wrapped("fx_mendeley-v3.xml")),
        ("zotero_citations.docx", load("zotero_citations.docx")),
        ("mendeley_citations.docx", load("mendeley_citations.docx")),
    ] {
        let doc = read("docx", &bytes).expect(name);
        let found = written(&doc);
        for e in &doc.embedded {
            let items: Vec<Value> = serde_json::from_slice(&e.bytes).expect("items");
            compared += all_fields_kept(name, &items, &found);
        }
    }
    assert!(compared > 110, "{compared}");
    let endnote = written(&read("docx", &wrapped("fx_endnote.xml")).expect("read"));
    let person = |family: &str, given: &str| json!([{"family": family, "given": given}]);
    let year = |y: i32| json!({"date-parts": [[y]]});
    let items = [
        json!({"type": "article-journal", "title": "Bayesian Analysis of Radiocarbon Dates", "container-title": "Radiocarbon", "volume": "51", "issue": "1", "page": "337-360",
            "author": person("Bronk Ramsey", "Christopher"), "issued": year(2009), "publisher": "Cambridge University Press", "DOI": "10.1017/S0033822200033865"}),
        json!({"type": "book", "title": "Introduction to Testing", "author": [{"family": "Smith", "given": "Alice"}, {"family": "Doe", "given": "Bob"}], "issued": year(2020),
            "publisher-place": "New York", "publisher": "Test Press", "ISBN": "978-3-16-148410-0"}),
        json!({"type": "thesis", "title": "Experimental Methods in Software Engineering", "author": person("Jones", "Carol"), "issued": year(2018), "publisher": "University of Example"}),
        json!({"type": "article-journal", "title": "Methods in Computational Linguistics", "container-title": "Journal of Linguistics", "page": "200-215", "volume": "22", "issue": "4",
            "author": person("Doe", "Jane"), "issued": year(2015), "DOI": "10.1017/jling.2015.0042"}),
    ];
    assert_eq!(all_fields_kept("fx_endnote.xml", &items, &endnote), 31);
    // Word's fields name the sources alone; one list with the three of them stands in for the part that is not there.
    let source = |tag: &str, kind: &str, rest: &str| {
        format!(
            "<b:Source><b:Tag>{tag}</b:Tag><b:SourceType>{kind}</b:SourceType><b:Title>Work {tag}</b:Title><b:Year>2018</b:Year>{rest}</b:Source>"
        )
    };
    let sources = format!(
        r#"<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">{}{}{}</b:Sources>"#,
        source(
            "Smith2020",
            "JournalArticle",
            "<b:JournalName>J</b:JournalName><b:Volume>15</b:Volume><b:Issue>3</b:Issue><b:Pages>100-120</b:Pages>"
        ),
        source(
            "Jones2018",
            "Book",
            "<b:City>Paris</b:City><b:Publisher>P</b:Publisher><b:Edition>2</b:Edition><b:StandardNumber>978-3-16-148410-0</b:StandardNumber>"
        ),
        source("Doe2019", "ConferenceProceedings", "<b:ConferenceName>Meeting</b:ConferenceName><b:Pages>5-6</b:Pages>")
    );
    let text = String::from_utf8_lossy(&load("fx_word-native.xml")).into_owned();
    let doc = read("docx", &package(&[("word/document.xml", &text), ("customXml/item1.xml", &sources)])).expect("read");
    let items = [
        json!({"type": "article-journal", "title": "Work Smith2020", "issued": year(2018), "container-title": "J", "volume": "15", "issue": "3", "page": "100-120"}),
        json!({"type": "book", "title": "Work Jones2018", "issued": year(2018), "publisher-place": "Paris", "publisher": "P", "edition": "2", "ISBN": "978-3-16-148410-0"}),
        json!({"type": "paper-conference", "title": "Work Doe2019", "issued": year(2018), "page": "5-6"}),
    ];
    assert_eq!(all_fields_kept("fx_word-native.xml", &items, &written(&doc)), 18);
    assert_eq!(doc.embedded.iter().filter(|e| e.citation).count(), 3);
}
