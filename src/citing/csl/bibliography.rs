//! The list of works: numbered or sorted as the style says, each entry in the layout of its item's language.

use super::disambiguation;
use super::eval::{Context, Place};
use super::item::Item;
use super::order;
use super::out::{Kind, Out};
use super::sheet::{Layout, Section, Sheet};
use crate::citing::rich::{Format, Rich};

/// An entry: the index of its item, its label, its text.
pub type Line = (usize, String, Rich);

/// The bibliography of the items; `given` is the order to start from, `fixed` that the style must not change it.
///
/// A style of notes prints its full first note.
pub fn render(sheet: &Sheet, items: &[Item], given: &[usize], fixed: bool) -> Vec<Line> {
    let note = sheet.notes || sheet.bibliography.is_none();
    let section = sheet.bibliography.as_ref().unwrap_or(&sheet.citation);
    let order = if fixed { given.to_vec() } else { order::order(sheet, section, items, given) };
    let apart = disambiguation::apart(sheet, items, &order);
    let printed = if note { &sheet.citation } else { section };
    let mut before: Option<String> = None;
    order
        .iter()
        .enumerate()
        .filter_map(|(n, &i)| {
            let layout = printed.layout(&items[i].language)?;
            let apart = apart.get(&i).cloned().unwrap_or_default();
            let place = Place { number: n + 1, in_bibliography: !note, apart, ..Place::default() };
            let same = before.take().zip(printed.subsequent_author.as_deref());
            let (rich, label, names) = entry(sheet, printed, layout, &items[i], &place, same);
            before = names;
            Some((i, label, rich))
        })
        .collect()
}

/// One item in a layout; `before` are the names of the entry before with what stands for the same ones.
fn entry(
    sheet: &Sheet,
    section: &Section,
    layout: &Layout,
    item: &Item,
    place: &Place,
    before: Option<(String, &str)>,
) -> (Rich, String, Option<String>) {
    let context = Context::new(sheet, layout.locale.clone(), item, &section.options, place);
    let mut out = body(&context, layout);
    let names = context.first_names.take();
    if let Some((same, instead)) = &before
        && names.as_ref() == Some(same)
    {
        let mut again = Context::new(sheet, layout.locale.clone(), item, &section.options, place);
        again.instead_of_names = Some(instead);
        out = body(&again, layout);
    }
    number_apart(&mut out);
    let (mut rich, number) = out.finish();
    rich.link_addresses();
    (rich, number, names)
}

/// The layout's elements with its affixes.
pub fn body<'a>(context: &Context<'a>, layout: &'a Layout) -> Out {
    let (out, _) = context.elements(&layout.children, layout.dress.over(Format::default()), "");
    context.dressed(out, &layout.dress, Format::default())
}

/// Brackets around the number that an outer group or the layout gave it belong to the label.
fn number_apart(out: &mut Out) {
    let Some(at) = out.pieces.iter().position(|p| p.kind == Kind::Number) else { return };
    if at > 2 {
        return;
    }
    let marks = |text: &str| !text.chars().any(char::is_alphanumeric);
    if out.pieces[..at].iter().all(|p| marks(&p.text)) {
        out.pieces[..at].iter_mut().for_each(|p| p.kind = Kind::Number);
    }
    if let Some(next) = out.pieces.iter_mut().skip(at).find(|p| p.kind != Kind::Number) {
        let close = next.text.find(|c: char| !")]）】〕.".contains(c)).unwrap_or(next.text.len());
        if close > 0 && close < next.text.len() {
            next.text.drain(..close);
        }
    }
}
