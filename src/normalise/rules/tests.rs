//! Tables: pieces as printed and the fields that come out of them; the rules' order and stability.

use crate::model::{DateVar, Flag, Kind, Record, Var};
use crate::normalise::rule::{self, Apply};
use crate::normalise::sheet::Sheet;
use crate::normalise::{Draft, DraftFace, RULES, Slot, finish};
use proptest::prelude::*;

fn draft(faces: &[&[(Slot, &str)]]) -> Draft {
    let faces = faces
        .iter()
        .map(|pieces| {
            let mut face = DraftFace::default();
            for (slot, text) in *pieces {
                face.put(*slot, text);
            }
            face
        })
        .collect();
    Draft { faces, confidence: 0.9, style: "test/1", ..Draft::default() }
}

fn record(pieces: &[(Slot, &str)]) -> Record {
    finish(draft(&[pieces]), "")
}

fn var(slot: Slot) -> Var {
    match slot {
        Slot::Title => Var::Title,
        Slot::Container => Var::ContainerTitle,
        Slot::Volume => Var::Volume,
        Slot::Issue => Var::Issue,
        Slot::Page => Var::Page,
        Slot::Edition => Var::Edition,
        Slot::Publisher => Var::Publisher,
        Slot::Place => Var::PublisherPlace,
        Slot::Doi => Var::Doi,
        Slot::Url => Var::Url,
        Slot::Isbn => Var::Isbn,
        Slot::Eprint => Var::Eprint,
        Slot::Cstr => Var::Cstr,
        Slot::Number => Var::Number,
        _ => Var::Note,
    }
}

#[test]
fn printed_pieces_become_plain_values() {
    let table: &[(Slot, &str, &str)] = &[
        (Slot::Page, "第1518–1523页", "1518-1523"),
        (Slot::Page, "pp. 199-215.", "199-215"),
        (Slot::Page, "17～36", "17-36"),
        (Slot::Page, "頁172-194", "172-194"),
        (Slot::Page, "S. 12–15", "12-15"),
        (Slot::Page, "p. 303-328.", "303-328"),
        (Slot::Page, "1-22+165", "1-22+165"),
        (Slot::Page, "1-22 ＋ 165", "1-22+165"),
        (Slot::Page, "168+173", "168+173"),
        (Slot::Page, "931,944-947", "931, 944-947"),
        (Slot::Page, "序2-3", "序2-3"),
        (Slot::Page, "$5 - 1 6 + 3 2$", "5-16+32"),
        (Slot::Page, "1OO-1l2", "100-112"),
        (Slot::Page, "２２－２５", "22-25"),
        (Slot::Page, "e1001", "e1001"),
        (Slot::Page, "扉页", "扉页"),
        (Slot::Page, "第22、25页", "22, 25"),
        (Slot::Page, "183- 188", "183-188"),
        (Slot::Volume, "第52卷", "52"),
        (Slot::Volume, "第五十二卷", "52"),
        (Slot::Volume, "vol. 19", "19"),
        (Slot::Volume, "Bd. 3", "3"),
        (Slot::Volume, "第2册", "第2册"),
        (Slot::Volume, "卷一五", "卷一五"),
        (Slot::Volume, "卷9", "9"),
        (Slot::Volume, "45,", "45"),
        (Slot::Volume, "上卷", "上卷"),
        (Slot::Issue, "第11期", "11"),
        (Slot::Issue, "第S1期", "S1"),
        (Slot::Issue, "no. 2", "2"),
        (Slot::Issue, "期 3", "3"),
        (Slot::Page, "页 144–164", "144-164"),
        (Slot::Issue, "제 1 호", "1"),
        (Slot::Issue, "(8/9/10)", "8/9/10"),
        (Slot::Issue, "(06)", "06"),
        (Slot::Issue, "(O6)", "06"),
        (Slot::Issue, "增刊 1", "增刊1"),
        (Slot::Issue, "增刊", "增刊"),
        (Slot::Issue, "5/6", "5/6"),
        (Slot::Issue, "6):", "6"),
        (Slot::Issue, "Sep.-Oct.", "Sep.-Oct."),
        (Slot::Issue, "第3期（总第25期）", "3"),
        (Slot::Edition, "第2版", "2"),
        (Slot::Edition, "2 版", "2"),
        (Slot::Edition, "第二版", "2"),
        (Slot::Edition, "2nd ed.", "2"),
        (Slot::Edition, "(Seventh Edition,", "7"),
        (Slot::Edition, "7. Auflage.", "7"),
        (Slot::Edition, "修订版", "修订版"),
        (Slot::Edition, "Rev. ed.", "Rev. ed."),
        (Slot::Title, "《读顾诚〈南明史〉》", "读顾诚〈南明史〉"),
        (Slot::Title, "“On the Search for Civil Society in China,”", "On the Search for Civil Society in China"),
        (Slot::Title, "许振超：“好好干，当一个好工人”", "许振超：“好好干，当一个好工人”"),
        (Slot::Title, "《红楼梦》与《金瓶梅》", "《红楼梦》与《金瓶梅》"),
        (Slot::Title, "Science diplomacy：A view，again", "Science diplomacy: A view, again"),
        (Slot::Title, "Lives of <i>Escherichia</i> &amp; others.", "Lives of Escherichia & others"),
        (Slot::Title, "中国科技\n外交", "中国科技外交"),
        (Slot::Title, "Ｘ射线２", "X射线2"),
        (Slot::Title, "Is it true?", "Is it true?"),
        (Slot::Title, "*A title*", "A title"),
        (Slot::Container, "《清华大学学报（自然科学版）》", "清华大学学报（自然科学版）"),
        (Slot::Container, "Phys. Rev. Lett.", "Phys. Rev. Lett."),
        (Slot::Container, "Modern China,", "Modern China"),
        (Slot::Publisher, "商务印书馆，", "商务印书馆"),
        (Slot::Publisher, "John Wiley & Sons, Inc.", "John Wiley & Sons, Inc."),
        (Slot::Place, "New York:", "New York"),
        (Slot::Doi, "https://doi.org/10.1000/ABC(1).", "10.1000/ABC(1)"),
        (Slot::Doi, "DOI： 10.3969/j.issn. 1000-1", "10.3969/j.issn.1000-1"),
        (Slot::Url, "http；//www.a.cn/x y.html.", "http://www.a.cn/xy.html"),
        (Slot::Url, "<https://a.org/?a=1&amp;b=2>", "https://a.org/?a=1&b=2"),
        (Slot::Url, "https：//a.org/b_(c)", "https://a.org/b_(c)"),
        (Slot::Isbn, "ISBN 978–7–80643–578–6.", "978-7-80643-578-6"),
        (Slot::Eprint, "arXiv :1705.06919 [cs.CL]", "1705.06919"),
        (Slot::Cstr, "CSTR:31253.11.sciencedb.01", "31253.11.sciencedb.01"),
    ];
    let wrong: Vec<String> = table
        .iter()
        .map(|(slot, printed, want)| (slot, printed, want, record(&[(Slot::Container, "刊"), (*slot, printed)])))
        .filter(|(slot, _, want, r)| {
            let face = r.face();
            let value = if **slot == Slot::Container {
                face.get(Var::ContainerTitle).trim_start_matches('刊').to_owned()
            } else {
                face.get(var(**slot)).to_owned()
            };
            value != **want && !(**slot == Slot::Container && record(&[(Slot::Container, r.raw.as_str())]).face().is_empty())
        })
        .map(|(slot, printed, want, r)| format!("{slot:?} {printed}: is {:?}, want {want:?}", r.face().get(var(*slot))))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_what_differs_from_print_leaves_evidence() {
    let r = record(&[
        (Slot::Title, "谈谈"),
        (Slot::Container, "文献"),
        (Slot::Issued, "2013"),
        (Slot::Issue, "1"),
        (Slot::Page, "56～75"),
        (Slot::Author, "杨洪升"),
    ]);
    let changes: Vec<(&str, &str)> = r.evidence.iter().map(|c| (c.field.as_str(), c.printed.as_str())).collect();
    assert_eq!(changes, [("type", ""), ("page", "56～75")]);
    assert_eq!(r.evidence[1].rules, ["page-dash"]);
    assert_eq!(r.confidence, 0.9);
}

#[test]
fn damaged_print_is_flagged() {
    assert!(record(&[(Slot::Page, "1OO")]).flags.has(Flag::Repaired));
    assert!(!record(&[(Slot::Page, "100")]).flags.has(Flag::Repaired));
}

#[test]
fn a_pair_shares_its_coordinates() {
    let r = finish(
        draft(&[
            &[(Slot::Author, "隋新宇"), (Slot::Title, "百年变局下中国科技外交"), (Slot::Container, "全球科技经济瞭望")],
            &[
                (Slot::Author, "Sui X Y"),
                (Slot::Title, "Science diplomacy"),
                (Slot::Container, "Global Science"),
                (Slot::Issued, "2022"),
                (Slot::Volume, "37"),
                (Slot::Issue, "2"),
                (Slot::Page, "1-5"),
            ],
        ]),
        "",
    );
    let [zh, en] = r.faces.as_slice() else { panic!("two faces") };
    assert_eq!((zh.language.as_str(), en.language.as_str()), ("zh", "en"));
    assert_eq!((zh.kind, en.kind), (Kind::ArticleJournal, Kind::ArticleJournal));
    assert_eq!((zh.year(), zh.get(Var::Volume), zh.get(Var::Page)), (Some(2022), "37", "1-5"));
    assert_eq!(en.authors().len(), 1);
}

#[test]
fn the_page_behind_a_book_is_the_cited_place() {
    let r = record(&[
        (Slot::Title, "科技外交的理论与实践"),
        (Slot::Publisher, "时事出版社"),
        (Slot::Place, "北京"),
        (Slot::Issued, "2007"),
        (Slot::Page, "第32页"),
    ]);
    assert_eq!((r.face().kind, r.locator.as_str(), r.face().get(Var::Page)), (Kind::Book, "32", ""));
    let r = record(&[(Slot::Title, "A"), (Slot::Publisher, "B"), (Slot::Place, "C"), (Slot::Page, "238 p.")]);
    assert_eq!((r.locator.as_str(), r.face().get(Var::NumberOfPages)), ("", "238"));
}

#[test]
fn the_type_follows_from_what_is_there() {
    let table: &[(&[(Slot, &str)], Kind)] = &[
        (&[(Slot::Container, "文献"), (Slot::Issue, "1")], Kind::ArticleJournal),
        (&[(Slot::Publisher, "中华书局")], Kind::Book),
        (&[(Slot::Genre, "博士学位论文"), (Slot::Publisher, "武汉大学")], Kind::Thesis),
        (&[(Slot::Url, "https://a.org")], Kind::Webpage),
        (&[(Slot::Container, "人民日报"), (Slot::Issued, "2000年11月20日")], Kind::ArticleNewspaper),
        (&[(Slot::Container, "Proceedings of the 11th Conference"), (Slot::Page, "1-2")], Kind::PaperConference),
        (&[(Slot::Container, "论集"), (Slot::Publisher, "中华书局")], Kind::Chapter),
        (&[(Slot::Number, "CN200610171314.3")], Kind::Patent),
        (&[(Slot::Number, "GB/T 25100—2010")], Kind::Standard),
        (&[(Slot::Eprint, "arXiv:1705.06919")], Kind::Article),
    ];
    for (pieces, kind) in table {
        let mut all = vec![(Slot::Title, "题名")];
        all.extend_from_slice(pieces);
        assert_eq!(record(&all).face().kind, *kind, "{pieces:?}");
    }
}

#[test]
fn one_piece_with_volume_and_issue_is_divided() {
    for (printed, volume, issue) in [
        ("52(11)", "52", "11"),
        ("第52卷第11期", "52", "11"),
        ("第11期", "", "11"),
        ("73, no. 9", "73", "9"),
        ("52", "52", ""),
        ("32.1", "32", "1"),
    ] {
        let r = record(&[(Slot::Container, "刊"), (Slot::Volume, printed)]);
        assert_eq!((r.face().get(Var::Volume), r.face().get(Var::Issue)), (volume, issue), "{printed}");
    }
}

#[test]
fn dates_and_year_letters_are_set_down() {
    let r = record(&[(Slot::Title, "A"), (Slot::Issued, "2021b"), (Slot::Accessed, "[2025-02-19]")]);
    assert_eq!(r.face().get(Var::YearSuffix), "b");
    assert_eq!(r.face().date(DateVar::Accessed), Some(&crate::model::Date::ymd(2025, 2, 19)));
}

#[test]
fn rules_have_their_own_ids_and_declare_what_they_write() {
    for (i, rule) in RULES.iter().enumerate() {
        assert!(RULES[..i].iter().all(|r| r.id != rule.id), "{} twice", rule.id);
        assert!(!rule.explain.is_empty());
        assert!(matches!(rule.apply, Apply::Sheet(_)) || !rule.fields.is_empty(), "{}", rule.id);
        assert!(rule::find(rule.id).is_some());
    }
}

const SLOTS: [Slot; 18] = [
    Slot::Title,
    Slot::Container,
    Slot::Volume,
    Slot::Issue,
    Slot::Page,
    Slot::Issued,
    Slot::Edition,
    Slot::Publisher,
    Slot::Doi,
    Slot::Url,
    Slot::Eprint,
    Slot::Isbn,
    Slot::Author,
    Slot::Number,
    Slot::SeriesNumber,
    Slot::Locator,
    Slot::Cstr,
    Slot::Accessed,
];

fn piece() -> impl Strategy<Value = (usize, String)> {
    let text = prop_oneof![
        "\\PC{0,24}",
        "[第卷期页vol.no 0-9Ol（）()、,–—~$]{0,14}",
        "[A-Z][a-z]{0,6}[ ,.&A-Za-z《》“”、和等]{0,20}",
        "[0-9年月日民国\\-/ .一二三十]{0,14}",
        "(https?[:；]//)?10\\.[0-9]{4}/[a-z(). ]{1,10}",
    ];
    (0..SLOTS.len(), text)
}

proptest! {
    #[test]
    fn rules_run_twice_give_the_same_as_once(pieces in proptest::collection::vec(piece(), 0..8)) {
        let pieces: Vec<(Slot, &str)> = pieces.iter().map(|(i, t)| (SLOTS[*i], t.as_str())).collect();
        let mut sheet = Sheet::of(&mut draft(&[&pieces]));
        rule::run(&mut sheet);
        let values = |s: &Sheet| s.leaves.iter().flat_map(|l| l.entries.iter().map(|e| (e.slot, e.value.clone()))).collect::<Vec<_>>();
        let once = values(&sheet);
        rule::run(&mut sheet);
        prop_assert_eq!(once, values(&sheet));
    }

    #[test]
    fn any_text_is_finished_without_a_panic(pieces in proptest::collection::vec(piece(), 0..8), text in "\\PC{0,30}", a in 0usize..40, b in 0usize..40) {
        let pieces: Vec<(Slot, &str)> = pieces.iter().map(|(i, t)| (SLOTS[*i], t.as_str())).collect();
        let mut d = draft(&[&pieces, &pieces]);
        d.span = a.min(b)..a.max(b);
        let r = finish(d, &text);
        prop_assert_eq!(r.faces.len(), 2);
    }

    #[test]
    fn names_and_dates_of_any_text_are_read_without_a_panic(text in "\\PC{0,60}") {
        let _ = crate::normalise::names::list(&text);
        let _ = crate::normalise::names::one(&text);
        let _ = crate::normalise::dates::read(&text);
        let _ = crate::normalise::fold::words(&text);
        let _ = crate::normalise::pinyin::divide(&text);
    }
}
