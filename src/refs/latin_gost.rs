//! GOST 7.1 and R 7.0.5, the Russian order: `Кочетков А. Я. Название // Журнал. — 1993. — № 7. — С. 50–58.`

use super::latin_common::{Build, items, items::Item, items::K, names, scan, tail, tokens::Scan};
use super::style::{Script, Style};
use crate::normalise::{Draft, Slot};

/// The style: fields parted by a full stop and a dash, the host behind two slashes.
pub const STYLE: Style = Style { name: "gost/1", script: Script::Latin, read };

fn read(text: &str) -> Option<Draft> {
    let s = scan(text)?;
    let start = s.start();
    let host = (start..s.len()).find(|i| s.is(*i, '/') && s.is(*i + 1, '/'));
    let areas = (start..s.len()).filter(|i| s.is(*i, '.') && s.is(*i + 1, '-') && s.spaced(*i + 2)).count();
    let cyrillic = s.word(start).chars().next().is_some_and(|c| ('\u{400}'..='\u{52f}').contains(&c));
    if areas == 0 && !(cyrillic && host.is_some()) {
        return None;
    }
    let mut b = Build::new(&s, if areas > 0 { 0.93 } else { 0.85 });
    let title = authors(&mut b, &s, start);
    let first_area = (title..s.len()).find(|i| s.is(*i, '.') && s.is(*i + 1, '-')).unwrap_or(s.len());
    let end = title_end(&s, title, host.unwrap_or(first_area).min(first_area));
    b.put(Slot::Title, title, end);
    let from = host.map_or(first_area, |h| h + 2);
    let mut row = items::items(&s, from, s.len());
    if host.is_some()
        && let Some(first) = row.first_mut()
    {
        *first = Item { sep: '/', ..*first };
        host_title(&mut b, &s, &mut row);
    }
    tail::read(&mut b, &row, tail::Hint::default());
    b.finish(STYLE.name)
}

/// The authors in front of the title (`Иванов И. И., Петров П. П.`); the token after them.
fn authors(b: &mut Build, s: &Scan, start: usize) -> usize {
    let Some(list) = names::list(s, start).filter(|l| matches!(l.form, names::Form::Inverted | names::Form::Bare | names::Form::Initials))
    else {
        return start;
    };
    b.people(start, list.end);
    if s.is(list.end, '.') { list.end + 1 } else { list.end }
}

/// The title goes up to the statement of responsibility (`/ И. И. Иванов`), the host or the next area.
fn title_end(s: &Scan, from: usize, to: usize) -> usize {
    (from..to).find(|i| s.is(*i, '/') && s.spaced(*i) && s.spaced(*i + 1)).unwrap_or(to)
}

/// The host's own title goes up to the first full stop with a dash or a number.
fn host_title(b: &mut Build, s: &Scan, row: &mut Vec<Item>) {
    let taken = row
        .iter()
        .position(|t| t.k != K::Text || t.start > row[0].start && s.is(t.start - 1, '-') && s.is(t.start - 2, '.'))
        .unwrap_or(row.len());
    if taken == 0 {
        return;
    }
    b.put(Slot::Container, row[0].a, row[taken - 1].b);
    row.drain(..taken);
}
