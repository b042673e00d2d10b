//! Names in Han against names in Latin letters: by pinyin, in every order and abbreviation.

use super::{People, Person, plain};
use crate::dedup::distance::within;
use crate::dedup::fold::letters;

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
    let list = han.iter().filter(|p| !p.reading.is_empty());
    let spellings: Vec<Spelling> = latin.iter().map(|p| Spelling::of(&p)).collect();
    for (at, person) in list.enumerate() {
        out.compared += 1;
        let near = spellings.iter().enumerate().skip(at.saturating_sub(1)).take_while(|(i, _)| *i <= at + 1);
        let best = near.map(|(i, s)| (s.spells(person.reading), i == at)).max();
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
    out.compared = out.compared.min(latin.len() as u8);
    out
}

/// A Latin name as it may spell a name in Han.
struct Spelling {
    printed: String,
    turned: String,
    words: Vec<String>,
}

impl Spelling {
    fn of(latin: &Person) -> Self {
        let run = |a: &str, b: &str| plain(&a.split(' ').chain(b.split(' ')).collect::<String>()).into_owned();
        Spelling {
            printed: run(latin.family, latin.given),
            turned: run(latin.given, latin.family),
            words: latin.family.split(' ').chain(latin.given.split(' ')).filter(|w| !w.is_empty()).map(|w| plain(w).into_owned()).collect(),
        }
    }

    /// How well it spells a name in Han: 3 in full, 2 surname and initials, 1 surname, 0 not.
    fn spells(&self, reading: &str) -> u8 {
        let (surnames, given) = reading.split_once(' ').unwrap_or((reading, ""));
        let name = letters(given);
        let initials: String = given.split(' ').filter_map(|g| g.chars().next()).collect();
        surnames.split('/').filter(|s| !s.is_empty()).map(|s| self.spells_as(s, &name, &initials)).max().unwrap_or(0)
    }

    fn spells_as(&self, surname: &str, name: &str, initials: &str) -> u8 {
        let runs = [self.printed.as_str(), self.turned.as_str()];
        let is = |x: &str, y: &str| runs.iter().any(|run| run.strip_prefix(x) == Some(y));
        if is(surname, name) || is(name, surname) {
            return 3;
        }
        // One slip in a long name.
        let long = surname.len() + name.len();
        if long >= 7 && self.printed.len().abs_diff(long) <= 1 {
            let full = [format!("{surname}{name}"), format!("{name}{surname}")];
            if full.iter().any(|f| runs.iter().any(|run| within(f.as_bytes(), run.as_bytes(), 1))) {
                return 3;
            }
        }
        if !initials.is_empty() && (is(surname, initials) || is(initials, surname)) {
            return 2;
        }
        let lead = initials.chars().next();
        let has = self.words.iter().any(|w| w == surname);
        if has && self.words.iter().any(|w| w != surname && w.chars().next() == lead) {
            return 2;
        }
        let rest = self.printed.strip_prefix(surname);
        if lead.is_some() && rest.is_some_and(|r| r.len() <= 3 && r.chars().next() == lead) {
            return 2;
        }
        u8::from(has || (rest.is_some() && surname.len() >= 3) || self.turned.starts_with(surname) && surname.len() >= 4)
    }
}
