//! Law reviews, cases and statutes cited by first page: `Heath Author, Title, 19 Modern China 199 (1993).`

use super::latin_common::{Build, items, items::K, names, numbers, opening, scan, tokens::Kind};
use super::style::{Script, Style};
use crate::model::Kind as Type;
use crate::normalise::{Draft, Slot};

/// The style: volume, journal, first page, year in parentheses, at the end.
pub const STYLE: Style = Style { name: "law-review/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let year_in_brackets = |i: usize| s.is(i, '(') && (i + 1..i + 6).any(|k| numbers::is_year(&s, k));
    if !(start..s.len()).any(year_in_brackets) {
        return None;
    }
    let row = items::items(&s, start, s.len());
    let at = row.iter().position(|t| {
        t.k == K::Text
            && s.kind(t.a) == Some(Kind::Num)
            && !numbers::is_year(&s, t.a)
            && s.cap(t.a + 1)
            && matches!(t.sep, ',' | '"' | ' ')
            && t.b - t.a <= 14
    })?;
    let rest = &row[at + 1..];
    let year = rest.iter().position(|t| t.k == K::Date && t.par)?;
    if at == 0 || year > 2 || rest[..year].iter().any(|t| !t.numeric() && t.k != K::Text) {
        return None;
    }
    let mut b = Build::new(&s, 0.92);
    let journal = row[at];
    let mut title = start;
    if let Some(list) = names::list(&s, start) {
        let end = opening::people_end(&s, list.end);
        if s.is(end, ',') || list.et_al || s.opens(end) {
            b.people(start, end);
            title = if s.is(end, ',') { end + 1 } else { end };
        }
    }
    if title >= journal.start {
        return None;
    }
    let case = (title..journal.start).any(|k| s.word(k) == "v" && s.is(k + 1, '.'));
    // `Act, Pub. L. No. 89-670, 80 Stat. 931 (1966)`, `Act § 6, 5 U.S.C. § 555 (2006)`
    let public_law = (title + 1..journal.start).find(|k| s.says(*k, "pub") && s.is(*k + 1, '.') && s.says(*k + 2, "l"));
    let section = (journal.a..journal.b).find(|k| s.is(*k, '§'));
    let statute = public_law.is_some() || section.is_some();
    b.kind(match (case, statute) {
        (true, _) => Type::LegalCase,
        (false, true) => Type::Legislation,
        (false, false) => Type::ArticleJournal,
    });
    b.put(Slot::Title, title, public_law.unwrap_or(journal.start));
    if let Some(law) = public_law {
        b.put(Slot::Number, law, journal.start);
    }
    b.put(Slot::Volume, journal.a, journal.a + 1);
    b.put(Slot::Container, journal.a + 1, section.unwrap_or(journal.b));
    if let Some(page) = rest[..year].iter().find(|t| t.numeric() && section.is_none()) {
        b.put(Slot::Page, page.a, page.b);
    }
    b.issued(rest[year].a, rest[year].b);
    if rest.len() > year + 1 {
        b.doubt(0.1);
    }
    b.finish(STYLE.name)
}
