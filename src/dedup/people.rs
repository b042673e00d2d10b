//! Authors: reads printed names in any order and script, and tells whether two lists can be of one work.

use super::fold::{self, distance, letters};
use crate::model::{Face, Name, Role};
use crate::normalise::{names, pinyin};
use crate::text::script::{has_cjk, has_han, is_cjk};

/// How many names of a list are looked at.
const MOST: usize = 12;

/// One name, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person {
    /// Folded family name, words with spaces; the whole name for names in Han and for bodies.
    pub family: Box<str>,
    /// Folded given name or initials; empty for names in Han (they are compared whole).
    pub given: Box<str>,
    /// For names in Han: pinyin of family name and of each given character, readings of the family name divided by `/`.
    pub reading: Box<str>,
    /// Whether it is a body.
    pub body: bool,
}

/// The authors of a face.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct People {
    /// The first names of the list.
    pub list: Box<[Person]>,
    /// Whether more follow that are not in the list.
    pub more: bool,
}

/// How two lists of authors agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PeopleMatch {
    /// Nearly all that could be in both are, the first too.
    Match,
    /// Some are in both.
    Partial,
    /// Not known on one side, or a body against persons.
    #[default]
    Missing,
    /// Nobody is in both.
    Conflict,
}

impl People {
    /// Reads the authors of a face, or its editors where it has none.
    pub fn of(face: &Face) -> Self {
        let named =
            [Role::Author, Role::Editor, Role::Compiler, Role::Director].iter().find_map(|r| face.names(*r).filter(|n| !n.list.is_empty()));
        let Some(named) = named else { return People::default() };
        let mut list = Vec::new();
        let mut more = named.et_al;
        for name in &named.list {
            match name {
                Name::Person(p) => {
                    let family = format!("{} {}", p.non_dropping_particle, p.family);
                    push(&mut list, &family, &p.given, name);
                }
                Name::Literal { literal } => {
                    for piece in pieces(&fold::clean(literal)) {
                        let folded = letters(&fold::words(piece));
                        if matches!(folded.as_str(), "etal" | "等" | "others") {
                            more = true;
                        } else {
                            read(&mut list, piece);
                        }
                    }
                }
            }
            if list.len() > MOST {
                list.truncate(MOST);
                more = true;
                break;
            }
        }
        list.retain(|p| !matches!(&*p.family, "anonymous" | "anon" | "佚名" | "unknown" | "no author" | "noauthor" | "na"));
        People { list: list.into(), more }
    }
}

/// Divides a literal in which a whole list was run together (`Adeli K.Lewis G. F.`).
fn pieces(literal: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let bytes = literal.as_bytes();
    for (at, c) in literal.char_indices() {
        let glued = c == '.' && literal[at + 1..].chars().next().is_some_and(char::is_alphabetic);
        let full = || literal[from..at].split([' ', '.']).any(|w| w.chars().count() >= 2);
        let next = || literal[at + 1..].split([' ', '.']).next().is_some_and(|w| w.chars().count() >= 2);
        if c == ';' || c == '；' || c == '、' || (glued && at > 0 && bytes[at - 1].is_ascii_uppercase() && full() && next()) {
            out.push(literal[from..at].trim());
            from = at + c.len_utf8();
        }
    }
    out.push(literal[from..].trim());
    out.retain(|p| !p.is_empty());
    out
}

fn read(list: &mut Vec<Person>, printed: &str) {
    if has_cjk(printed) {
        let name = names::one(printed);
        return push(list, name.family(), name.given(), &name);
    }
    if let Some((family, given)) = printed.split_once([',', '，']) {
        return push(list, family, given, &Name::person(family, given));
    }
    let words: Vec<&str> = printed.split_whitespace().collect();
    let initials = |w: &str| {
        let letters: Vec<char> = w.chars().filter(|c| c.is_alphabetic()).collect();
        letters.is_empty() || (letters.len() <= 3 && letters.iter().all(|c| c.is_uppercase()))
    };
    let tail = words.iter().rev().take_while(|w| initials(w)).count();
    let head = words.iter().take_while(|w| initials(w)).count();
    let (family, given) = match words.len() {
        0 => return,
        1 => (words[0].to_owned(), String::new()),
        n if tail > 0 && tail < n => (words[..n - tail].join(" "), words[n - tail..].join(" ")),
        n if head > 0 && head < n => (words[n - 1].to_owned(), words[..n - 1].join(" ")),
        n if words[0].chars().count() > 1 && words[0].chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) => {
            (words[0].to_owned(), words[1..n].join(" "))
        }
        n if n > 4 => {
            let name = Name::literal(printed);
            return push(list, printed, "", &name);
        }
        n => (words[n - 1].to_owned(), words[..n - 1].join(" ")),
    };
    push(list, &family, &given, &Name::person(family.clone(), given.clone()));
}

fn push(list: &mut Vec<Person>, family: &str, given: &str, name: &Name) {
    let whole = format!("{family}{given}");
    if has_cjk(&whole) {
        let (family, given) = match name {
            Name::Literal { literal } => match names::one(literal) {
                Name::Person(p) => (p.family, p.given),
                Name::Literal { literal } => (literal, String::new()),
            },
            Name::Person(p) => (p.family.clone(), p.given.clone()),
        };
        let folded = letters(&fold::words(&format!("{family}{given}")));
        if folded.is_empty() {
            return;
        }
        let body = folded.chars().filter(|c| is_cjk(*c)).count() > 4 && given.chars().count() > 3 || folded.chars().count() > 6;
        let foreign = family.contains(['·', '•', '‧', '.']) || given.contains(['·', '•', '‧', '.']) || folded.chars().count() > 4;
        let reading = if has_han(&folded) && !body && !foreign { reading(&family, &given) } else { String::new() };
        list.push(Person { family: folded.into(), given: "".into(), reading: reading.into(), body });
        return;
    }
    let family = fold::words(&fold::clean(family));
    let given = fold::words(&fold::clean(given));
    let given =
        given.trim_end_matches(" jr").trim_end_matches(" sr").trim_end_matches(" iii").trim_end_matches(" 3rd").trim_end_matches(" 2nd");
    let family = family.trim_end_matches(" jr").trim_end_matches(" sr");
    if family.is_empty() {
        if !given.is_empty() {
            list.push(Person { family: given.into(), ..Person::default() });
        }
        return;
    }
    const BODY: &[&str] = &[
        "group",
        "committee",
        "organization",
        "organisation",
        "association",
        "university",
        "institute",
        "ministry",
        "society",
        "department",
        "bureau",
        "council",
        "consortium",
        "investigators",
        "agency",
        "commission",
        "foundation",
        "corporation",
        "inc",
        "ltd",
        "bank",
        "nations",
        "union",
        "center",
        "centre",
        "office",
        "network",
        "collaboration",
    ];
    // "World Health Organization" is read as family Organization: two full words before it are no given name.
    let spelled_out = given.contains(' ') && given.split(' ').all(|w| w.len() > 2);
    let body = (given.is_empty() || spelled_out) && family.split(' ').any(|w| BODY.contains(&w));
    list.push(Person { family: family.into(), given: given.into(), reading: "".into(), body });
}

/// Pinyin of a name: `shan/dan chan yu`, the readings of the family name first.
fn reading(family: &str, given: &str) -> String {
    let (family, given) = if given.is_empty() {
        let first = family.char_indices().nth(1).map_or(family.len(), |(i, _)| i);
        family.split_at(first)
    } else {
        (family, given)
    };
    let mut out = plain(&pinyin::surname(family));
    let literal = plain(&pinyin::syllables(family).join(""));
    if literal != out {
        out.push('/');
        out.push_str(&literal);
    }
    for syllable in pinyin::syllables(given) {
        out.push(' ');
        out.push_str(&plain(syllable));
    }
    out
}

/// Pinyin letters for comparison: ü, v and yu after l and n are one.
pub fn plain(letters: &str) -> String {
    letters.replace('ü', "u").replace("lyu", "lu").replace("nyu", "nu").replace("lv", "lu").replace("nv", "nu")
}

/// Compares two lists, with the number of names in both.
pub fn relate(a: &People, b: &People) -> (PeopleMatch, usize) {
    if a.list.is_empty() || b.list.is_empty() {
        return (PeopleMatch::Missing, 0);
    }
    let bodies = |p: &People| p.list.iter().all(|n| n.body);
    if bodies(a) != bodies(b) {
        return (PeopleMatch::Missing, 0);
    }
    let cjk = |p: &People| p.list.iter().any(|n| has_cjk(&n.family));
    if cjk(a) != cjk(b) {
        return match across(if cjk(a) { a } else { b }, if cjk(a) { b } else { a }) {
            Across { full, initials, .. } if full + initials > 0 => (PeopleMatch::Match, usize::from(full + initials)),
            Across { family, .. } if family > 0 => (PeopleMatch::Partial, 0),
            _ => (PeopleMatch::Missing, 0),
        };
    }
    let (short, long) = if a.list.len() <= b.list.len() { (a, b) } else { (b, a) };
    let mut free: Vec<&Person> = long.list.iter().collect();
    let mut common = 0;
    for person in &short.list {
        if let Some(at) = free.iter().position(|p| same(person, p)) {
            free.remove(at);
            common += 1;
        }
    }
    let first = matches!((short.list.first(), long.list.first()), (Some(p), Some(q)) if same(p, q));
    let least = short.list.len();
    // One name against many without "et al." is a shortened list as often as another work: only half a proof.
    let got = match common {
        0 => PeopleMatch::Conflict,
        _ if common * 4 >= least * 3 && (first || common >= 2) => PeopleMatch::Match,
        _ if common * 2 >= least && first => PeopleMatch::Match,
        _ => PeopleMatch::Partial,
    };
    (got, common)
}

/// Whether two names of one script can be the same person.
pub fn same(a: &Person, b: &Person) -> bool {
    if a == b {
        return true;
    }
    if has_cjk(&a.family) || has_cjk(&b.family) {
        return a.family == b.family || (a.family.chars().count() >= 3 && slip_han(&a.family, &b.family));
    }
    if a.family == b.family || fold::slip(&a.family, &b.family) {
        return given(&a.given, &b.given);
    }
    let (x, y) = (spread(a), spread(b));
    if x == y {
        return true;
    }
    // Turned around: "Hui Luo" read as family Luo, "Luo Hui" as family Hui.
    if !a.given.is_empty() && *a.given == *b.family && given(&a.family, &b.given) {
        return true;
    }
    if !b.given.is_empty() && *b.given == *a.family && given(&b.family, &a.given) {
        return true;
    }
    // Compound families and particles: one long word of the families in common.
    let long = |p: &Person| p.family.contains(' ');
    if long(a) || long(b) {
        return a.family.split(' ').filter(|w| w.len() >= 4).any(|w| b.family.split(' ').any(|v| v == w)) && initials_meet(a, b);
    }
    let (p, q) = (letters(&a.family), letters(&b.family));
    let glued = |whole: &str, family: &str, given: &str| {
        whole.len() > family.len()
            && whole.strip_prefix(family).is_some_and(|r| !r.is_empty() && r.len() <= 3 && letters(given).starts_with(&r[..1]))
    };
    // "LuoHui" and "Luo Hui": the whole name run together, in either order.
    let whole = |glued: &str, family: &str, given: &str| {
        let given = letters(given);
        !given.is_empty() && [(family, &*given), (&*given, family)].iter().any(|(x, y)| glued.strip_prefix(*x) == Some(*y))
    };
    let joined = |run: &str, family: &str, given: &str| whole(run, family, given) || (family.len() >= 2 && glued(run, family, given));
    (a.given.is_empty() && joined(&p, &q, &b.given)) || (b.given.is_empty() && joined(&q, &p, &a.given))
}

fn slip_han(a: &str, b: &str) -> bool {
    let x: Vec<char> = a.chars().collect();
    let y: Vec<char> = b.chars().collect();
    x.len() == y.len() && x.iter().zip(&y).filter(|(p, q)| p != q).count() <= 1 && x.first() == y.first()
}

fn spread(p: &Person) -> Vec<u8> {
    let mut words: Vec<&str> = p.family.split(' ').chain(p.given.split(' ')).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.concat().into_bytes()
}

fn initials_meet(a: &Person, b: &Person) -> bool {
    let first = |p: &Person| p.given.chars().next();
    match (first(a), first(b)) {
        (Some(x), Some(y)) => x == y || a.family.starts_with(y) || b.family.starts_with(x),
        _ => true,
    }
}

/// Whether two given names can be one: initials against full names, one empty, a slip.
fn given(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() || a == b {
        return true;
    }
    let word = |s: &str| s.split(' ').next().unwrap_or("").to_owned();
    let (x, y) = (word(a), word(b));
    if x.chars().next() != y.chars().next() {
        // Initials in another order, or a given name that is left out.
        let heads = |s: &str| s.split(' ').filter_map(|w| w.chars().next()).collect::<Vec<_>>();
        return heads(a).iter().skip(1).chain(heads(b).iter().skip(1)).count() > 0 && heads(a).iter().any(|c| heads(b).contains(c));
    }
    // Two full first names must be near each other.
    if x.len() >= 4 && y.len() >= 4 && !x.starts_with(&y) && !y.starts_with(&x) {
        let (p, q) = (letters(a), letters(b));
        return fold::slip(&x, &y) || distance(p.as_bytes(), q.as_bytes(), 2).is_some() || x.chars().take(3).eq(y.chars().take(3));
    }
    true
}

/// How many names of a list in Han have their pinyin in a Latin list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Across {
    /// Names that agree in full.
    pub full: u8,
    /// Names that agree in surname and initials.
    pub initials: u8,
    /// Names that agree in the surname only.
    pub family: u8,
    /// Names compared.
    pub compared: u8,
    /// The first name agrees at least in surname.
    pub first: bool,
}

/// Compares a list in Han with a Latin list, place by place, one place shifted at most.
pub fn across(han: &People, latin: &People) -> Across {
    let mut out = Across::default();
    let list: Vec<&Person> = han.list.iter().filter(|p| !p.reading.is_empty()).collect();
    out.compared = list.len().min(latin.list.len()) as u8;
    for (at, person) in list.iter().enumerate() {
        let near = latin.list.iter().enumerate().filter(|(i, _)| i.abs_diff(at) <= 1).map(|(i, p)| (spelled(person, p), i == at));
        let best = near.max_by_key(|(s, here)| (*s, *here));
        match best {
            Some((3, _)) => out.full += 1,
            Some((2, _)) => out.initials += 1,
            Some((1, true)) => out.family += 1,
            _ => {}
        }
        if at == 0 {
            out.first = matches!(best, Some((s, here)) if s >= 2 || (s == 1 && here));
        }
    }
    out
}

/// How well a Latin name spells a name in Han: 3 in full, 2 surname and initials, 1 surname, 0 not.
fn spelled(han: &Person, latin: &Person) -> u8 {
    let mut parts = han.reading.split(' ');
    let surnames = parts.next().unwrap_or("");
    let given: Vec<&str> = parts.collect();
    let printed = plain(&letters(&format!("{}{}", latin.family, latin.given)));
    let turned = plain(&letters(&format!("{}{}", latin.given, latin.family)));
    let words: Vec<String> = latin.family.split(' ').chain(latin.given.split(' ')).filter(|w| !w.is_empty()).map(plain).collect();
    surnames.split('/').filter(|s| !s.is_empty()).map(|s| spelled_as(s, &given, &printed, &turned, &words)).max().unwrap_or(0)
}

fn spelled_as(surname: &str, given: &[&str], printed: &str, turned: &str, words: &[String]) -> u8 {
    let name = given.concat();
    let initials: String = given.iter().filter_map(|g| g.chars().next()).collect();
    let full = [format!("{surname}{name}"), format!("{name}{surname}")];
    if full.iter().any(|f| f == printed || f == turned) {
        return 3;
    }
    // One slip in a long name.
    let near = |f: &String, p: &str| f.len() >= 7 && distance(f.as_bytes(), p.as_bytes(), 1).is_some();
    if full.iter().any(|f| near(f, printed) || near(f, turned)) {
        return 3;
    }
    let short = [format!("{surname}{initials}"), format!("{initials}{surname}")];
    if !initials.is_empty() && short.iter().any(|f| f == printed || f == turned) {
        return 2;
    }
    let lead = initials.chars().next();
    let has = words.iter().any(|w| w == surname);
    let rest = |w: &String| w != surname && w.chars().next() == lead;
    if has && words.iter().any(rest) {
        return 2;
    }
    if lead.is_some() && printed.len() <= surname.len() + 3 && printed.strip_prefix(surname).is_some_and(|r| r.chars().next() == lead) {
        return 2;
    }
    u8::from(has || (printed.starts_with(surname) && surname.len() >= 3) || turned.starts_with(surname) && surname.len() >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Names};

    fn people(list: &[&str]) -> People {
        let mut face = Face::new(Kind::ArticleJournal);
        face.set_names(Role::Author, Names::new(list.iter().map(|n| Name::literal(*n)).collect()));
        People::of(&face)
    }

    #[test]
    fn every_order_and_abbreviation_of_a_pinyin_name_is_the_same_person() {
        let han = people(&["罗晖"]);
        for latin in ["Luo Hui", "LUO Hui", "Hui Luo", "Luo H", "H. Luo", "Luo, Hui", "LuoHui", "LUOHui"] {
            let got = across(&han, &people(&[latin]));
            assert!(got.full + got.initials == 1, "{latin}: {got:?}");
            assert_eq!(relate(&people(&["Luo Hui"]), &people(&[latin])).0, PeopleMatch::Match, "{latin}");
        }
        assert_eq!(across(&han, &people(&["Wang Wei"])).family, 0);
    }

    #[test]
    fn lists_that_were_run_together_are_divided() {
        let run = people(&["Adeli K.Lewis G. F."]);
        assert_eq!(run.list.len(), 2);
        assert_eq!(relate(&run, &people(&["Adeli, Khosrow", "Lewis, Gary F."])).0, PeopleMatch::Match);
    }

    #[test]
    fn other_persons_are_a_conflict_and_bodies_are_not() {
        assert_eq!(relate(&people(&["Smith, J."]), &people(&["Jones, A."])).0, PeopleMatch::Conflict);
        assert_eq!(relate(&people(&["World Health Organization"]), &people(&["Jones, A."])).0, PeopleMatch::Missing);
        assert_eq!(relate(&people(&["Chen, Xue-Li"]), &people(&["Chen, X. L."])).0, PeopleMatch::Match);
        assert_eq!(relate(&people(&["De Ruiter, M."]), &people(&["Ruiter De, M."])).0, PeopleMatch::Match);
    }
}
