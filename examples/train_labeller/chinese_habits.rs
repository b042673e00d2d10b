//! Made references in Latin script as Chinese journals print them after GB/T 7714: type marks, names without stops.

use crate::builder::Builder;
use crate::data::Row;
use crate::learn::Chance;
use crate::pools::{GIVEN, Pools, one, pick};
use yinwen::refs::labeller::Label;

fn names(pools: &Pools, chance: &mut Chance, comma: &str, most: usize) -> String {
    let upper = chance.hit(0.4);
    let n = 1 + chance.below(most);
    let mut out = String::new();
    for i in 0..n {
        if i > 0 {
            out.push_str(comma);
        }
        let family = one(&pools.families, chance);
        out.push_str(&if upper { family.to_uppercase() } else { family.to_owned() });
        for _ in 0..1 + chance.below(2) {
            out.push(' ');
            out.extend(pick(GIVEN, chance).chars().next());
        }
    }
    if n > 2 && chance.hit(0.5) {
        out.push_str(comma);
        out.push_str(pick("et al|等|et al.", chance));
    }
    out
}

/// One made reference.
pub fn gbt(pools: &Pools, chance: &mut Chance) -> Row {
    let mut b = Builder::default();
    let (comma, colon, open, close) = if chance.hit(0.65) { (", ", ": ", "(", ")") } else { ("，", "：", "（", "）") };
    let year = (1950 + chance.below(75)).to_string();
    let by_year = chance.hit(0.25);
    if chance.hit(0.3) {
        b.put(Label::Number, &format!("[{}] ", 1 + chance.below(120)));
    }
    b.put(Label::Author, &names(pools, chance, comma, 4));
    if by_year {
        b.glue(pick(". |, |，", chance)).put(Label::Date, &year);
    }
    b.glue(". ");
    let kind = chance.below(5);
    b.put(Label::Title, one(&pools.titles, chance));
    if chance.hit(0.85) {
        b.glue(&format!("[{}{}]", ["J", "J", "M", "C", "D"][kind], if chance.hit(0.15) { "/OL" } else { "" }));
    }
    let date = |b: &mut Builder| {
        if !by_year {
            b.glue(comma).put(Label::Date, &year);
        }
    };
    match kind {
        0 | 1 => {
            b.glue(". ").put(Label::Container, one(&pools.journals, chance));
            date(&mut b);
            b.glue(comma);
            if chance.hit(0.85) {
                b.put(Label::Volume, &(1 + chance.below(300)).to_string());
            }
            if chance.hit(0.75) {
                b.glue(open).put(Label::Issue, &(1 + chance.below(24)).to_string()).glue(close);
            }
            b.glue(colon);
        }
        3 => {
            b.glue("//");
            if chance.hit(0.5) {
                b.put(Label::Editor, &names(pools, chance, comma, 3)).glue(". ");
            }
            b.put(Label::Container, one(if chance.hit(0.5) { &pools.meetings } else { &pools.titles }, chance)).glue(". ");
            imprint(&mut b, pools, chance, colon);
            date(&mut b);
            b.glue(colon);
        }
        _ => {
            b.glue(". ");
            imprint(&mut b, pools, chance, colon);
            date(&mut b);
            b.glue(colon);
        }
    }
    let from = 1 + chance.below(900);
    b.put(Label::Pages, &if chance.hit(0.8) { format!("{from}-{}", from + 1 + chance.below(30)) } else { from.to_string() }).glue(".");
    b.row("made latin")
}

fn imprint(b: &mut Builder, pools: &Pools, chance: &mut Chance, colon: &str) {
    if chance.hit(0.8) {
        b.put(Label::Place, one(&pools.places, chance)).glue(colon);
    }
    b.put(Label::Publisher, one(&pools.publishers, chance));
}
