//! Titles: what database notes, translated forms and part numbers a title carries, and how near two titles are.

mod forms;
mod notice;
mod part;
mod relate;
mod weight;

pub use notice::Notice;
pub use relate::{leftover, relate};

use super::distance::distance;
use super::fold::{self, hash_letters, letters};
use crate::text::script::has_cjk;

/// One form of a title, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Form {
    /// Folded words with spaces.
    pub words: Box<str>,
    /// Hash of the letters alone; 0 where there are none.
    pub key: u64,
    /// The same of what stands before the subtitle; 0 where there is no subtitle, or too little before it.
    pub head: u64,
    /// Whether it is written in Chinese, Japanese or Korean.
    pub cjk: bool,
    /// Whether it was cut off and ends with dots.
    pub cut: bool,
    /// Bytes of `words` without the spaces.
    letters: u16,
    /// Which runs of three letters (single characters in Han) it has.
    sign: Sign,
}

/// Which pieces a text has, 512 kinds told apart: texts that share few cannot be one with slips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Sign {
    bits: [u64; 8],
    count: u16,
}

impl Sign {
    fn of(words: &str, cjk: bool) -> Self {
        let mut bits = [0u64; 8];
        let mut put = |number: u32| {
            let at = number.wrapping_mul(0x9e37_79b1) >> 23;
            bits[(at / 64) as usize] |= 1 << (at % 64);
        };
        if cjk {
            words.chars().filter(|c| *c != ' ').for_each(|c| put(u32::from(c)));
        } else {
            let mut three = 0u32;
            for b in words.bytes().filter(|b| *b != b' ') {
                three = (three << 8 | u32::from(b)) & 0xff_ffff;
                put(three);
            }
        }
        Sign { bits, count: bits.iter().map(|b| b.count_ones() as u16).sum() }
    }

    /// How many pieces the other lacks.
    fn lacks(&self, other: &Sign) -> u16 {
        self.bits.iter().zip(&other.bits).map(|(a, b)| (a & !b).count_ones() as u16).sum()
    }

    /// Whether so much is shared that one text can be the other with slips, or a part of it. Longer texts share more by chance.
    fn near(&self, other: &Sign) -> bool {
        let shared: u32 = self.bits.iter().zip(&other.bits).map(|(a, b)| (a & b).count_ones()).sum();
        let least = u32::from(self.count.min(other.count));
        let most = u32::from(self.count.max(other.count));
        shared * 1024 >= least * (512 + most)
    }
}

/// What a printed title says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Title {
    /// The forms, the main one in front: translations in brackets, parallel titles.
    pub forms: Box<[Form]>,
    /// What it is about another piece.
    pub notice: Notice,
    /// Number of the part, 0 where there is none.
    pub part: u32,
    /// How much the words say: 0 a heading (Editorial), 1 a short title, 2 a title.
    pub weight: u8,
}

/// How two titles agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TitleMatch {
    /// Letter for letter, however the words are divided.
    Same,
    /// But for slips of the pen.
    Near,
    /// But for one word of many that one of them lacks.
    Lacks,
    /// One is the beginning of the other (a subtitle is missing).
    Head,
    /// All words of one stand in the other.
    Within,
    /// Most words.
    Similar,
    /// Not known on one side.
    #[default]
    Missing,
    /// In different languages.
    Foreign,
    /// Other words.
    Different,
}

/// Bytes of a title that are compared letter by letter; what is longer is no title.
const MOST: usize = 1000;

impl Form {
    /// Folds one form.
    pub fn of(printed: &str) -> Self {
        let words = fold::words(printed);
        let key = if words.is_empty() { 0 } else { hash_letters(3, &words) };
        let head = subtitle(printed).map_or(0, |cut| {
            let head = fold::words(&printed[..cut]);
            if head.len() >= 10 && head.len() + 3 < words.len() { hash_letters(3, &head) } else { 0 }
        });
        let cjk = has_cjk(&words);
        let words = fold::beginning(&words, MOST);
        let letters = words.bytes().filter(|b| *b != b' ').count() as u16;
        Form { sign: Sign::of(words, cjk), letters, cjk, cut: false, words: words.into(), key, head }
    }
}

impl Form {
    /// Bytes of the words without the spaces.
    fn letters(&self) -> usize {
        usize::from(self.letters)
    }

    /// Whether so many edits at most make the letters of one of the other's.
    fn within(&self, other: &Form, edits: usize) -> bool {
        // An edit changes three runs of three letters at most.
        if self.letters().abs_diff(other.letters()) > edits || usize::from(self.sign.lacks(&other.sign)) > edits * 3 {
            return false;
        }
        let (x, y) = (letters(&self.words), letters(&other.words));
        distance(x.as_bytes(), y.as_bytes(), edits).is_some()
    }
}

/// Where the main title ends: at a colon or question mark, else at a dash between spaces or a full stop, else at a long dash.
fn subtitle(printed: &str) -> Option<usize> {
    let (mut dash, mut stop, mut long) = (None, None, None);
    let bytes = printed.as_bytes();
    for (at, c) in printed.char_indices() {
        match c {
            ':' | '：' | '?' | '？' => return Some(at),
            '-' if at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ') => dash = dash.or(Some(at - 1)),
            '.' if bytes.get(at + 1) == Some(&b' ') => stop = stop.or(Some(at)),
            '—' => long = long.or(Some(at)),
            _ => {}
        }
    }
    dash.or(stop).or(long)
}

impl Title {
    /// Reads a printed title.
    pub fn of(printed: &str) -> Self {
        let clean = fold::clean(printed);
        let (main, others) = forms::forms(&clean);
        let mut first = Form::of(main);
        first.cut = clean.trim_end().ends_with(['…']) || clean.trim_end().ends_with("...");
        let notice = notice::notice(&first.words, main);
        let part = part::part(main, &first);
        let weight = weight::weight(&first, notice);
        let mut list = vec![first];
        for other in others {
            let form = Form::of(other);
            if form.key != 0 && list.iter().all(|f| f.key != form.key) && list.len() < 4 {
                list.push(form);
            }
        }
        if list.first().is_some_and(|f| f.key == 0) {
            list.remove(0);
        }
        Title { forms: list.into(), notice, part, weight }
    }

    /// Whether it is so long that no two works are likely to have it.
    pub fn long(&self) -> bool {
        self.weight == 2 && self.forms.first().is_some_and(|f| f.letters() >= 45)
    }

    /// Whether two titles can be more than similar: letters enough in common. Cheap, and never wrong on what is the same.
    pub fn resembles(&self, other: &Title) -> bool {
        let near = |x: &Form, y: &Form| x.key == y.key || x.head == y.key || x.key == y.head || (x.cjk == y.cjk && x.sign.near(&y.sign));
        self.forms.iter().any(|x| other.forms.iter().any(|y| near(x, y)))
    }
}

/// Whether a word says nothing about the subject.
pub fn is_stop(word: &str) -> bool {
    word.len() <= 5
        && matches!(
            word,
            "a" | "an"
                | "the"
                | "of"
                | "in"
                | "on"
                | "for"
                | "and"
                | "to"
                | "with"
                | "by"
                | "from"
                | "at"
                | "as"
                | "is"
                | "are"
                | "its"
                | "their"
                | "de"
                | "la"
                | "le"
                | "les"
                | "des"
                | "du"
                | "der"
                | "die"
                | "das"
                | "und"
                | "et"
                | "el"
                | "los"
                | "las"
                | "y"
                | "en"
                | "von"
                | "zur"
                | "zum"
                | "using"
                | "via"
                | "or"
                | "s"
                | "t"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(a: &str, b: &str) -> TitleMatch {
        relate::relate(&Title::of(a), &Title::of(b)).0
    }

    #[test]
    fn remarks_of_databases_do_not_part_a_title_from_itself() {
        for (a, b) in [
            ("Batroxobin for vascular cognitive impairment. [Chinese]", "Batroxobin for vascular cognitive impairment"),
            (
                "[Observation on acupuncture in mild cognition disorders]. [Chinese]",
                "Observation on acupuncture in mild cognition disorders",
            ),
            ("Gait in healthy individuals.[Erratum appears in Exp Brain Res. 2010 May;202(4):943]", "Gait in healthy individuals"),
            (
                "Digital labor bayanihan: strategies [O trabalho digital bayanihan: estratégias]",
                "O trabalho digital bayanihan: estratégias",
            ),
            ("[Fast track surgery in lung cancer surgery] LA: Chi", "Fast track surgery in lung cancer surgery"),
        ] {
            assert_eq!(how(a, b), TitleMatch::Same, "{a} / {b}");
        }
    }

    #[test]
    fn parts_are_read_in_both_languages() {
        for (s, n) in [
            ("Interdisciplinary neuro-oncology: Part 2: Systemic therapy", 2),
            ("Linomide in relapsing MS: Part I: Trial design", 1),
            ("Computer systems research III", 3),
            ("论中国近代史分期问题（上）", 1),
            ("论中国近代史分期问题（下）", 3),
            ("汉语史研究之二", 2),
            ("中国通史第十二卷", 12),
            ("A study of vitamin", 0),
            ("论自由", 0),
        ] {
            assert_eq!(Title::of(s).part, n, "{s}");
        }
    }

    #[test]
    fn slips_joined_words_and_missing_subtitles_are_told_from_other_titles() {
        assert_eq!(
            how("Applicationof multifractality to evaluationof soil", "Application of multifractality to evaluation of soil"),
            TitleMatch::Same
        );
        assert_eq!(
            how("Applicationof multifractality to evaluationof soils", "Application of multifractality to evaluation of soil"),
            TitleMatch::Near
        );
        assert_eq!(how("Safety of 3 doses of silver nitrate", "Safety of 3 doses of silver nitrat"), TitleMatch::Near);
        assert_eq!(how("Unilateral neglect in stroke", "Unilateral neglect in stroke: A comparative study"), TitleMatch::Head);
        let whole = "Fast algorithms for mining association rules in large databases";
        assert_eq!(how("Fast algorithms for mining association …", whole), TitleMatch::Head);
        assert_eq!(how("Fast algorithms fro mining associaiton rules in large databases", whole), TitleMatch::Near);
        assert_eq!(how("Fast algorithms for mining rules in large databases", whole), TitleMatch::Lacks);
        assert_eq!(how("New fast algorithms for mining association rules in large databases", whole), TitleMatch::Within);
        assert_ne!(how("Hypertension in old patients at home", "Hypotension in old patients at home"), TitleMatch::Near);
        assert_ne!(how("男性青年的就业问题研究", "女性青年的就业问题研究"), TitleMatch::Near);
        assert_eq!(how("陕北毛乌素沙地大规模土地整 治开发", "陕北毛烏素沙地大規模土地整治開發"), TitleMatch::Same);
    }
}
