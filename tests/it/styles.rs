//! Styles: snapshots that were read, the order of lists, faces, notes, and what a broken style does.
//!
//! `BLESS=1` writes the snapshots again; read the difference before committing it.

use proptest::prelude::*;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use yinwen::citing::gbt7714::Punctuation;
use yinwen::citing::output::OUTPUTS;
use yinwen::citing::{self, Cite, Faces, Options, Order, Pairing, Style, styles};
use yinwen::formats::{self, Input};
use yinwen::model::{Date, DateVar, Face, Kind, Name, Names, Record, Role, Var};

const SNAPSHOTS: &[&str] = &[
    "gb-t-7714-2015-numeric",
    "gb-t-7714-2015-author-date",
    "gb-t-7714-2025-numeric",
    "gb-t-7714-2025-author-date",
    "apa",
    "chicago-notes",
    "chicago-author-date",
    "mla",
    "vancouver",
    "ieee",
    "nature",
    "zh-author-date",
    "zh-notes-social-sciences",
    "zh-notes-law",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/styles")
}

fn records() -> Vec<Record> {
    let bytes = fs::read(folder().join("records.json")).expect("records");
    let read = formats::find("csl-json").and_then(|f| f.read).expect("readable");
    read(&Input::new(&bytes, Path::new("records.json"))).expect("read").records
}

fn style(name: &str) -> Style {
    Style::find(name).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn person(family: &str, given: &str) -> Name {
    if given.is_empty() { Name::literal(family) } else { Name::person(family, given) }
}

fn book(key: &str, language: &str, authors: &[(&str, &str)], title: &str, year: i32) -> Record {
    let mut face = Face::new(Kind::Book);
    face.language = language.into();
    face.set_names(Role::Author, Names::new(authors.iter().map(|(f, g)| person(f, g)).collect()));
    face.set(Var::Title, title);
    face.set(Var::Publisher, if language.starts_with("zh") { "中华书局" } else { "Press" });
    face.set_date(DateVar::Issued, Date::year(year));
    Record { key: key.into(), ..Record::of(face) }
}

fn texts(records: &[Record], name: &str, options: &Options) -> Vec<String> {
    citing::bibliography(records, &style(name), options).iter().map(citing::Entry::text).collect()
}

#[test]
fn every_entry_of_the_snapshots_is_printed_as_it_was_when_it_was_read() {
    let records = records();
    assert!(records.len() >= 40);
    let mut wrong = Vec::new();
    for name in SNAPSHOTS {
        let mut got = String::new();
        for entry in citing::bibliography(&records, &style(name), &Options { faces: Faces::Both, ..Options::default() }) {
            let markdown: Vec<String> = entry.lines.iter().map(|l| (OUTPUTS[1].inline)(l)).collect();
            let _ = writeln!(got, "{}\t{}\t{}", entry.key, entry.label, markdown.join(" ⏎ "));
        }
        let path = folder().join(format!("{name}.txt"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &got).expect("blessed");
        } else if fs::read_to_string(&path).unwrap_or_default() != got {
            wrong.push(*name);
        }
    }
    assert!(wrong.is_empty(), "changed: {wrong:?} (BLESS=1 writes them; read the difference)");
}

#[test]
fn every_style_that_needs_no_file_loads_and_prints_both_languages() {
    let records = [book("zh", "zh", &[("张", "三")], "法学方法论", 2003), book("en", "en", &[("Smith", "Jane")], "On methods", 2004)];
    for known in styles::all() {
        let printed = texts(&records, known.name, &Options::default()).join("\n");
        // A style of labels alone prints the beginning of names.
        assert!(printed.contains('张') && printed.to_lowercase().contains("smi"), "{}: {printed}", known.name);
    }
}

#[test]
fn chinese_entries_say_deng_and_english_ones_et_al_in_one_list() {
    let four = |l: &str, names: [(&str, &str); 4]| book(l, l, &names, "T", 2000);
    let records = [
        four("zh", [("张", "三"), ("李", "四"), ("王", "五"), ("赵", "六")]),
        four("en", [("Smith", "A"), ("Jones", "B"), ("Brown", "C"), ("White", "D")]),
    ];
    for name in ["gb-t-7714-2015", "gb-t-7714-2025", "zh-notes-social-sciences", "zh-notes-law"] {
        let printed = texts(&records, name, &Options::default());
        assert!(printed[0].contains('等') && !printed[0].contains("et al"), "{name}: {}", printed[0]);
        assert!(printed[1].contains("et al.") && !printed[1].contains('等'), "{name}: {}", printed[1]);
    }
}

#[test]
fn lists_are_grouped_by_script_and_chinese_ordered_by_the_readings_of_surnames() {
    let records: Vec<Record> = [
        ("zh", "曾", "一"),
        ("en", "Smith", "A"),
        ("zh", "单", "二"),
        ("ru", "Иванов", "И"),
        ("zh", "仇", "三"),
        ("zh", "张", "四"),
        ("zh", "区", "五"),
        ("ja", "図書館", ""),
        ("en", "Adams", "B"),
    ]
    .iter()
    .map(|(l, f, g)| book(f, l, &[(f, g)], "甲", 2000))
    .collect();
    let order = |order: Order| -> Vec<String> {
        let options = Options { order, ..Options::default() };
        citing::bibliography(&records, &style("gb-t-7714-2015-author-date"), &options).into_iter().map(|e| e.key).collect()
    };
    // ou, qiu, shan, zeng, zhang: not qu, chou, dan, ceng.
    assert_eq!(order(Order::Pinyin), ["区", "仇", "单", "曾", "张", "図書館", "Adams", "Smith", "Иванов"]);
    // 4 strokes 仇 区, 7 张, 8 单, 12 曾.
    let strokes = order(Order::Stroke);
    assert_eq!(&strokes[2..5], ["张", "单", "曾"], "{strokes:?}");
    assert_eq!(order(Order::Given)[0], "曾");
}

#[test]
fn works_of_one_author_and_year_get_letters_in_the_order_of_the_list() {
    let records = [
        book("a", "zh", &[("张", "三")], "乙书", 2000),
        book("b", "zh", &[("张", "三")], "甲书", 2000),
        book("c", "zh", &[("张", "三")], "丙书", 2001),
    ];
    let printed = texts(&records, "gb-t-7714-2025-author-date", &Options::default());
    assert_eq!(printed.iter().filter(|t| t.contains("2000a") || t.contains("2000b")).count(), 2, "{printed:?}");
    assert!(printed.iter().any(|t| t.contains("2001.")), "{printed:?}");
    let printed = texts(&records, "apa", &Options::default()).join("\n");
    assert!(printed.contains("2000a") && printed.contains("2000b") && !printed.contains("2001a"), "{printed}");
}

fn two_faces() -> Record {
    let mut record = book("both", "zh", &[("赵", "国")], "理论", 2005);
    record.faces.push(book("", "en", &[("Zhao", "Guo")], "Theory", 2005).faces.remove(0));
    record
}

#[test]
fn both_faces_stand_under_one_number_on_two_lines_or_one() {
    let show = |faces: Faces, pairing: Pairing| {
        let options = Options { faces, pairing, ..Options::default() };
        citing::bibliography(&[two_faces()], &style("gb-t-7714-2015"), &options)
    };
    let lines = show(Faces::Both, Pairing::Lines);
    assert_eq!((lines.len(), lines[0].lines.len()), (1, 2));
    assert!(lines[0].lines[1].text().starts_with("ZHAO G. Theory[M]"));
    assert!(show(Faces::Both, Pairing::Line)[0].text().contains("2005. ZHAO G"));
    assert!(show(Faces::Both, Pairing::InChinese)[0].text().ends_with("(in Chinese)"));
    assert!(!show(Faces::First, Pairing::Lines)[0].text().contains("Theory"));
    assert!(show(Faces::Only("en".into()), Pairing::Lines)[0].text().starts_with("ZHAO G"));
    let csl = Options { faces: Faces::Both, ..Options::default() };
    assert_eq!(citing::bibliography(&[two_faces()], &style("zh-author-date"), &csl)[0].lines.len(), 2);
}

#[test]
fn widths_of_marks_are_those_of_the_edition_or_as_asked() {
    let record = [book("a", "en", &[("Smith", "Jane")], "Seeds, sciences: a history", 2012)];
    let show = |punctuation| texts(&record, "gb-t-7714-2025", &Options { punctuation, ..Options::default() }).join("");
    assert_eq!(show(None), "Smith J. Seeds，sciences：a history[M]. Press，2012.");
    assert_eq!(show(Some(Punctuation::Half)), "Smith J. Seeds, sciences: a history[M]. Press, 2012.");
    assert_eq!(show(Some(Punctuation::ByLanguage)), show(Some(Punctuation::Half)));
}

#[test]
fn nothing_is_printed_that_the_record_does_not_hold() {
    // Words of the standard itself.
    let own = ["等", "et", "al", "佚名", "Anon", "译", "版", "卷", "第", "Vol", "v", "ed", "OL", "MM", "DOI", "V", "他", "и", "др", "Jr"];
    let marks = ["M", "C", "G", "N", "J", "D", "R", "S", "P", "DB", "CP", "EB", "A", "CM", "DS", "Z", "PP"];
    for record in records() {
        let held = serde_json::to_string(&record).expect("JSON").to_lowercase();
        for name in &SNAPSHOTS[..4] {
            let printed = texts(std::slice::from_ref(&record), name, &Options::default()).join("");
            for word in printed.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                let known = held.contains(&word.to_lowercase()) || own.contains(&word) || marks.contains(&word);
                let ordinal = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u32>().is_ok();
                // Chinese names are joined; months and days are filled up to two figures.
                let joined = word.to_lowercase().chars().all(|c| held.contains(c));
                assert!(known || ordinal || joined, "{name}: {word} in {printed}");
            }
        }
    }
}

fn cites(clusters: &[&[(usize, &str)]]) -> Vec<Vec<Cite>> {
    let one = |c: &(usize, &str)| Cite { record: c.0, locator: c.1.into() };
    clusters.iter().map(|c| c.iter().map(one).collect()).collect()
}

#[test]
fn later_notes_point_back_and_the_work_just_cited_is_ibid() {
    let records = [book("zh", "zh", &[("章", "太炎")], "国故论衡", 1910), book("en", "en", &[("Drahos", "Peter")], "A philosophy", 1996)];
    let clusters = cites(&[&[(0, "18")], &[(0, "20")], &[(1, "5")], &[(0, "7")], &[(1, "9"), (0, "3")], &[(0, "")]]);
    let show = |name: &str| -> Vec<String> {
        citing::cite(&records, &clusters, &style(name), &Options::default()).iter().map(|r| r.text()).collect()
    };
    let social = show("zh-notes-social-sciences");
    assert_eq!(social[0], "章太炎：《国故论衡》，中华书局，1910年，第18页。");
    assert_eq!(social[1], "同上，第20页。");
    assert_eq!(social[2], "Peter Drahos, A Philosophy, Press, 1996, p. 5.");
    assert_eq!(social[3], "章太炎：《国故论衡》，第7页。");
    assert_eq!(social[4], "Peter Drahos, A Philosophy, p. 9；章太炎：《国故论衡》，第3页。");
    let law = show("zh-notes-law");
    assert_eq!(law[0], "章太炎：《国故论衡》，中华书局1910年版，第18页。");
    assert_eq!(law[1], "同上注，第20页。");
    assert_eq!(law[3], "前引〔1〕，章太炎书，第7页。");
    assert!(law[4].contains("supra note 3"), "{}", law[4]);
}

#[test]
fn numbers_in_a_row_are_drawn_together_and_years_are_cited_with_authors() {
    let records: Vec<Record> = (0..5).map(|i| book("k", "zh", &[("张", "三")], "书", 2000 + i)).collect();
    let clusters = cites(&[&[(0, "")], &[(1, ""), (2, ""), (3, "")], &[(0, "12-14")], &[(4, ""), (1, "")]]);
    let show = |name: &str| -> Vec<String> {
        citing::cite(&records, &clusters, &style(name), &Options::default()).iter().map(|r| r.text()).collect()
    };
    assert_eq!(show("gb-t-7714-2015"), ["[1]", "[2-4]", "[1]12-14", "[2,5]"]);
    assert_eq!(show("gb-t-7714-2025-author-date")[0], "（张三，2000）");
    assert_eq!(show("gb-t-7714-2015-author-date")[2], "(张三, 2000:12-14)");
    assert_eq!(show("nature")[1], "2–4");
    assert_eq!(show("apa")[0], "(张三, 2000)");
}

#[test]
fn chinese_names_end_in_deng_and_latin_ones_in_et_al_in_a_style_of_the_other_language() {
    let han = [("罗", "晖"), ("王", "建"), ("李", "明"), ("赵", "六")];
    let latin = [("Smith", "Jane"), ("Doe", "John"), ("Roe", "Ann"), ("Poe", "Max")];
    let records = [
        book("zh", "zh", &han, "书", 2021),
        book("en", "en", &latin, "Book", 2020),
        book("two", "zh-CN", &han[..2], "书", 2022),
        // Latin names in a Chinese entry.
        book("mixed", "zh", &latin, "译", 2019),
    ];
    let clusters = cites(&[&[(0, "")], &[(1, "")], &[(2, "")], &[(3, "")]]);
    let show = |name: &str| -> Vec<String> {
        citing::cite(&records, &clusters, &style(name), &Options::default()).iter().map(|r| r.text()).collect()
    };
    assert_eq!(show("apa"), ["(罗晖等, 2021)", "(Smith et al., 2020)", "(罗晖 & 王建, 2022)", "(Smith et al., 2019)"]);
    assert_eq!(show("chicago-author-date")[..3], ["(罗晖等 2021)", "(Smith et al. 2020)", "(罗晖和王建 2022)"]);
    assert!(texts(&records, "mla", &Options::default()).iter().any(|t| t.starts_with("罗晖和王建")));
}

#[test]
fn a_list_of_authors_that_was_cut_in_print_ends_in_deng_without_a_mark_in_front() {
    let mut cut = book("zh", "zh", &[("罗", "晖"), ("高", "洁"), ("顾", "雁峰")], "书", 2021);
    cut.faces[0].names.iter_mut().for_each(|(_, names)| names.et_al = true);
    for name in ["zh-notes-social-sciences", "zh-notes-law", "zh-author-date"] {
        let printed = texts(std::slice::from_ref(&cut), name, &Options::default()).concat();
        assert!(printed.contains("顾雁峰等"), "{name}: {printed}");
    }
}

#[test]
fn works_that_would_be_cited_alike_are_told_apart_by_names_before_letters() {
    let one = |key: &str, authors: &[(&str, &str)], title: &str, year: i32| book(key, "en", authors, title, year);
    let records = [
        one("a", &[("Smith", "Jane"), ("Doe", "John"), ("Roe", "Ann")], "A", 2020),
        one("b", &[("Smith", "Jane"), ("Fry", "Tom"), ("Roe", "Ann")], "B", 2020),
        one("c", &[("Poe", "Max")], "C", 2020),
        one("d", &[("Poe", "Max")], "D", 2020),
        one("e", &[("Lee", "Ada")], "E", 2019),
        one("f", &[("Lee", "Bo")], "F", 2019),
    ];
    let clusters: Vec<Vec<Cite>> = (0..records.len()).map(|record| vec![Cite { record, locator: String::new() }]).collect();
    let cited: Vec<String> = citing::cite(&records, &clusters, &style("apa"), &Options::default()).iter().map(|r| r.text()).collect();
    assert_eq!(
        cited,
        ["(Smith, Doe, et al., 2020)", "(Smith, Fry, et al., 2020)", "(Poe, 2020a)", "(Poe, 2020b)", "(A. Lee, 2019)", "(B. Lee, 2019)"]
    );
    let list = texts(&records, "apa", &Options::default());
    assert!(list.iter().any(|t| t.contains("(2020a)")) && list.iter().any(|t| t.contains("(2020b)")), "{list:?}");
    assert!(!list.iter().any(|t| t.contains("2019a")), "{list:?}");
}

/// A style of two layouts with whatever stands in its parts.
fn multi(zh: &str, en: &str) -> Style {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.1mlz1" default-locale="en-US">
        <info><title>T</title><id>t</id></info>
        <locale xml:lang="zh"><terms><term name="et-al">等</term><term name="volume" form="short">第%s卷</term></terms></locale>
        <macro name="author"><names variable="author"><name et-al-min="2" et-al-use-first="1"/></names></macro>
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography><layout locale="zh ja">{zh}</layout><layout>{en}</layout></bibliography></style>"#
    );
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("t.csl");
    fs::write(&path, xml).expect("written");
    Style::find(&path.to_string_lossy()).expect("loads")
}

fn show(style: &Style, records: &[Record]) -> Vec<String> {
    citing::bibliography(records, style, &Options::default()).iter().map(citing::Entry::text).collect()
}

#[test]
fn what_csl_m_adds_is_understood() {
    let mut zh = book("zh", "zh-CN", &[("张", "三"), ("李", "四")], "书", 2000);
    zh.faces[0].set(Var::Volume, "3");
    let en = book("en", "en-GB", &[("Smith", "Jane"), ("Doe", "John")], "Book", 2000);
    let both = [zh.clone(), en];
    // Each item in its own layout and terms; labels that hold their number.
    let style =
        multi(r#"<text macro="author"/><label variable="volume" form="short"/><number variable="volume"/>"#, r#"<text macro="author"/>"#);
    assert_eq!(show(&style, &both), ["张三等第3卷", "Jane Smith et al."]);
    // Nested conditions, conditions on dates, unknown ones.
    let conditions = r#"<choose>
        <if><conditions match="all"><condition type="book"/><condition variable="volume"/></conditions><text value="yes"/></if>
        <else><text value="no"/></else></choose>
        <choose><if has-day="issued"><text value=" day"/></if><else-if has-year-only="issued"><text value=" year"/></else-if></choose>
        <choose><if jurisdiction="us"><text value=" us"/></if></choose>"#;
    assert_eq!(show(&multi(conditions, conditions), &both), ["yes year", "no year"]);
    // Variables of the other face.
    let mut paired = zh;
    paired.faces.push(book("", "en", &[("Zhang", "San")], "The book", 2000).faces.remove(0));
    let style = multi(r#"<text variable="title"/><text variable="original-title" prefix=" = "/>"#, "");
    assert_eq!(show(&style, &[paired]), ["书 = The book"]);
    // A number in the list is a label, not text.
    let style = multi(r#"<text variable="citation-number" prefix="[" suffix="] "/><text variable="title"/>"#, "");
    let entries = citing::bibliography(&both[..1], &style, &Options::default());
    assert_eq!((entries[0].label.as_str(), entries[0].text().as_str()), ("[1]", "书"));
}

#[test]
fn groups_without_values_vanish_and_marks_that_meet_become_one() {
    let record = [book("a", "en", &[("Smith", "Jane")], "Why?", 2000)];
    for (layout, want) in [
        (r#"<group delimiter=", "><text value="vol."/><text variable="volume"/></group><text variable="title"/>"#, "Why?"),
        (r#"<text variable="title" suffix="."/>"#, "Why?"),
        (r#"<text variable="title" quotes="true"/><text value=", and"/>"#, "“Why?,” and"),
        (r#"<text variable="publisher" suffix="."/><text value=". End"/>"#, "Press. End"),
        (r#"<group delimiter=": "><text variable="publisher-place"/><text variable="publisher"/></group>"#, "Press"),
        (
            r#"<names variable="editor"><substitute><names variable="author"/></substitute></names><names variable="author" prefix="; "/>"#,
            "Jane Smith",
        ),
        (r#"<date variable="issued" form="text"/>"#, "2000"),
        (r#"<text macro="nothing"/><text variable="title" text-case="uppercase"/>"#, "WHY?"),
    ] {
        assert_eq!(show(&multi("", layout), &record), [want], "{layout}");
    }
}

#[test]
fn what_other_processors_get_wrong_is_right() {
    let face = |set: fn(&mut Face)| {
        let mut record = book("a", "en", &[], "T", 2000);
        set(&mut record.faces[0]);
        [record]
    };
    // An editor in the author's place keeps the form of the author and its own label.
    let editor = face(|f| f.set_names(Role::Editor, Names::new(vec![Name::person("Doe", "John")])));
    let names = r#"<names variable="author"><name name-as-sort-order="all" initialize-with=". "/><label form="short" prefix=" (" suffix=")"/>
        <substitute><names variable="editor"/></substitute></names>"#;
    assert_eq!(show(&multi("", names), &editor), ["Doe, J. (ed.)"]);
    // Volumes and editions that are no numbers are not taken for some.
    let volume = face(|f| {
        f.set(Var::Volume, "第1册");
        f.set(Var::Edition, "2020版");
    });
    let numeric = r#"<choose><if is-numeric="volume"><text value="n"/></if><else><text variable="volume"/></else></choose>
        <choose><if is-numeric="edition"><text value="n"/></if><else><number variable="edition" form="ordinal"/></else></choose>"#;
    assert_eq!(show(&multi("", numeric), &volume), ["第1册2020版"]);
    // Ranges of dates, article numbers, markup.
    let range = face(|f| {
        f.set_date(DateVar::Issued, Date { end: Some(yinwen::model::Ymd { year: 1990, month: 0, day: 0 }), ..Date::year(1957) });
        f.set(Var::Number, "e730570");
        f.set(Var::Title, "The <i>rice</i> genome");
    });
    let parts = r#"<date variable="issued" form="text" date-parts="year"/><text value="; "/><text variable="number"/><text value="; "/><text variable="title"/>"#;
    assert_eq!(show(&multi("", parts), &range), ["1957–1990; e730570; The rice genome"]);
    let html = citing::bibliography(&range, &multi("", parts), &Options::default());
    assert!((OUTPUTS[2].inline)(&html[0].lines[0]).contains("<i>rice</i>"));
}

#[test]
fn a_dependent_style_is_its_parent_bundled_or_beside_it() {
    let folder = tempfile::tempdir().expect("folder");
    let dependent = |name: &str, parent: &str| {
        let path = folder.path().join(name);
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>{name}</title><id>{name}</id>
            <link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/></info></style>"#
        );
        fs::write(&path, xml).expect("written");
        Style::find(&path.to_string_lossy())
    };
    let record = [book("a", "en", &[("Smith", "Jane")], "On methods", 2004)];
    assert_eq!(show(&dependent("a.csl", "nature").expect("bundled"), &record), texts(&record, "nature", &Options::default()));
    fs::write(folder.path().join("own.csl"), include_str!("../../src/citing/csl/own/zh-author-date.csl")).expect("written");
    assert_eq!(show(&dependent("b.csl", "own").expect("beside"), &record), texts(&record, "zh-author-date", &Options::default()));
    assert!(dependent("c.csl", "no-such-style").is_err_and(|e| e.contains("no-such-style")));
}

#[test]
fn styles_of_the_corpus_all_load() {
    let Some(corpus) = std::env::var_os("YINWEN_CORPUS") else { return };
    let mut count = 0;
    for file in fs::read_dir(Path::new(&corpus).join("styles"))
        .expect("styles")
        .flatten()
        .filter(|f| f.path().extension().is_some_and(|e| e == "csl"))
    {
        let style = style(&file.path().to_string_lossy());
        assert!(show(&style, &records()).iter().all(|t| !t.is_empty()), "{}", file.path().display());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn outputs_hold_the_whole_list() {
    let entries = citing::bibliography(&records(), &style("gb-t-7714-2025"), &Options::default());
    for output in OUTPUTS {
        let text = (output.list)(&entries);
        let title = if output.name == "rtf" { "\\u20840?" } else { "全唐五代诗格汇考" };
        assert!(text.contains(title) && text.lines().count() >= entries.len(), "{}", output.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_broken_style_is_a_message_and_never_a_crash(cut in 0usize..9000, at in 0usize..9000, noise in "\\PC{0,12}") {
        let whole = include_str!("../../src/citing/csl/own/zh-notes-law.csl");
        let mut text: String = whole.chars().take(cut).collect();
        let chars: Vec<char> = whole.chars().collect();
        text.extend(chars.iter().skip(at.max(cut)));
        text.push_str(&noise);
        if let Ok(sheet) = citing::csl::Sheet::read(&text) {
            let style = Style::Csl(std::sync::Arc::new(sheet));
            show(&style, &[book("a", "zh", &[("张", "三")], "书", 2000)]);
        }
    }

    #[test]
    fn any_record_can_be_printed(title in "\\PC{0,40}", family in "\\PC{0,12}", given in "\\PC{0,12}", volume in "\\PC{0,8}", page in "\\PC{0,12}", kind in 0..Kind::ALL.len(), year in -3000i32..3000) {
        let mut record = book("a", "", &[], &title, year);
        let face = &mut record.faces[0];
        face.kind = Kind::ALL[kind];
        face.set_names(Role::Author, Names::new(vec![Name::person(family, given)]));
        face.set(Var::Volume, volume);
        face.set(Var::Page, page.clone());
        face.set(Var::Edition, page);
        for name in ["gb-t-7714-2015", "gb-t-7714-2025-author-date", "zh-notes-law", "zh-author-date"] {
            for entry in citing::bibliography(std::slice::from_ref(&record), &style(name), &Options::default()) {
                OUTPUTS.iter().for_each(|o| drop((o.list)(std::slice::from_ref(&entry))));
            }
        }
    }
}
