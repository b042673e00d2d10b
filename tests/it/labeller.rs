//! The trained labeller: references that are only punctuated come out in pieces, in any style and language.

use crate::effort;
use proptest::prelude::*;
use yinwen::model::Kind;
use yinwen::normalise::Slot;
use yinwen::refs::labeller;

/// Reference, then the pieces it must give.
const CASES: &[(&str, &[(Slot, &str)])] = &[
    (
        "A. M. Turing, On computable numbers, with an application to the Entscheidungsproblem, Proc. London Math. Soc. 42 (1936), 230-265.",
        &[
            (Slot::Author, "A. M. Turing"),
            (Slot::Title, "On computable numbers, with an application to the Entscheidungsproblem"),
            (Slot::Volume, "42"),
            (Slot::Issued, "1936"),
            (Slot::Page, "230-265"),
        ],
    ),
    (
        "Shannon CE. A mathematical theory of communication. Bell System Technical Journal. 1948;27(3):379-423.",
        &[
            (Slot::Author, "Shannon CE"),
            (Slot::Title, "A mathematical theory of communication"),
            (Slot::Container, "Bell System Technical Journal"),
            (Slot::Issued, "1948"),
            (Slot::Volume, "27"),
            (Slot::Issue, "3"),
            (Slot::Page, "379-423"),
        ],
    ),
    (
        "Kuhn, Thomas S. (1962): The Structure of Scientific Revolutions. Chicago: University of Chicago Press.",
        &[
            (Slot::Author, "Kuhn, Thomas S."),
            (Slot::Issued, "1962"),
            (Slot::Title, "The Structure of Scientific Revolutions"),
            (Slot::Place, "Chicago"),
            (Slot::Publisher, "University of Chicago Press"),
        ],
    ),
    (
        "Bourdieu, Pierre (1983): Ökonomisches Kapital, kulturelles Kapital, soziales Kapital. In: Kreckel, Reinhard (Hrsg.): Soziale Ungleichheiten. Göttingen: Schwartz, S. 183-198.",
        &[
            (Slot::Author, "Bourdieu, Pierre"),
            (Slot::Editor, "Kreckel, Reinhard"),
            (Slot::Container, "Soziale Ungleichheiten"),
            (Slot::Place, "Göttingen"),
            (Slot::Publisher, "Schwartz"),
            (Slot::Page, "183-198"),
        ],
    ),
    (
        "L. Lamport, “Time, clocks, and the ordering of events in a distributed system,” Communications of the ACM, vol. 21, no. 7, pp. 558–565, July 1978.",
        &[
            (Slot::Author, "L. Lamport"),
            (Slot::Title, "Time, clocks, and the ordering of events in a distributed system"),
            (Slot::Container, "Communications of the ACM"),
            (Slot::Volume, "21"),
            (Slot::Issue, "7"),
            (Slot::Page, "558–565"),
        ],
    ),
    (
        "费孝通：《江村经济》，商务印书馆2001年版，第25-30页。",
        &[(Slot::Author, "费孝通"), (Slot::Title, "江村经济"), (Slot::Publisher, "商务印书馆"), (Slot::Page, "25-30")],
    ),
];

#[test]
fn references_that_are_only_punctuated_are_read() {
    let mut faults = Vec::new();
    for (text, pieces) in CASES {
        let draft = labeller::read(text).unwrap_or_default();
        let face = draft.faces.first().cloned().unwrap_or_default();
        for (slot, wanted) in *pieces {
            if face.get(*slot) != *wanted {
                faults.push(format!("{text}\n  {slot:?}: wanted {wanted:?}, got {:?}", face.get(*slot)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_type_shows_in_the_pieces() {
    let kind = |text: &str| labeller::read(text).and_then(|d| d.faces.first().and_then(|f| f.kind));
    assert_eq!(kind(CASES[1].0), Some(Kind::ArticleJournal));
    assert_eq!(kind(CASES[2].0), Some(Kind::Book));
    assert_eq!(kind(CASES[3].0), Some(Kind::Chapter));
    assert_eq!(kind("Nash, J. F. (1950). Non-cooperative games. PhD thesis, Princeton University."), Some(Kind::Thesis));
}

#[test]
fn prose_is_told_from_references() {
    let prose = [
        "This was the first time that he had seen the town, and it was not what he had been told.",
        "We thank the reviewers for their comments, which have made the text clearer.",
        "这里所说的市场，是指人们在日常生活中都能看到的那种市场。",
    ];
    let most = prose.iter().map(|t| labeller::likeness(t)).fold(0f32, f32::max);
    let least = CASES.iter().map(|c| labeller::likeness(c.0)).fold(1f32, f32::min);
    assert!(most < 0.4 && least > 0.6, "prose up to {most}, references from {least}");
}

#[test]
fn a_very_long_line_takes_linear_time() {
    let line = "Smith, J., Jones, K. and Müller, H. (1999). On the long line. ".repeat(400);
    let time = |text: &str| {
        let (time, pieces) = effort::of(|| labeller::label(text));
        assert!(!pieces.is_empty());
        time.as_secs_f64()
    };
    let (short, long) = (time(&line[..line.len() / 8]).max(0.01), time(&line));
    assert!(long < 30.0 * short, "{short} s for an eighth, {long} s for all");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_text_stops_it(text in ".{0,200}") {
        let segments = labeller::label(&text);
        let mut end = 0;
        for (_, range) in &segments {
            prop_assert!(range.start >= end && text.get(range.clone()).is_some());
            end = range.end;
        }
        let _ = labeller::read(&text);
        prop_assert!((0.0..=1.0).contains(&labeller::likeness(&text)));
    }

    #[test]
    fn no_prefix_of_a_reference_stops_it(case in 0..CASES.len(), at in 0usize..200) {
        let text: String = CASES[case].0.chars().take(at).collect();
        let _ = labeller::read(&text);
    }
}
