//! A draft: what a style saw in a reference, piece by piece, exactly as printed. Rules turn it into a record.

use crate::model::{Flags, Kind, Relation};

/// What a piece of a reference is. Several pieces may share a slot (authors on both sides of the title).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Authors as one printed list.
    Author,
    /// Editors as one printed list (without the word for the role).
    Editor,
    /// Translators as one printed list.
    Translator,
    /// Compilers (编, 辑, 纂 where not an editor).
    Compiler,
    /// Authors of the containing book.
    ContainerAuthor,
    /// Directors, interviewers and other roles: role name by [`DraftFace::other_role`].
    OtherRole,
    /// Title with subtitle.
    Title,
    /// Container: journal, newspaper, book, site.
    Container,
    /// Series.
    Series,
    /// Number in the series.
    SeriesNumber,
    /// Date of publication as printed.
    Issued,
    /// Date of access.
    Accessed,
    /// Volume.
    Volume,
    /// Issue.
    Issue,
    /// Pages of the item in its container, or article number.
    Page,
    /// Cited page or place.
    Locator,
    /// Publisher, university, institution.
    Publisher,
    /// Place of publication.
    Place,
    /// Edition.
    Edition,
    /// Version.
    Version,
    /// Number of a report, patent, standard, archive file.
    Number,
    /// Kind of thesis, report …
    Genre,
    /// Conference name, where it is no container.
    Event,
    /// Place of the conference.
    EventPlace,
    /// Archive.
    Archive,
    /// Call number in the archive.
    ArchiveLocation,
    /// Address.
    Url,
    /// DOI, in any printed form.
    Doi,
    /// ISBN.
    Isbn,
    /// ISSN.
    Issn,
    /// arXiv or other preprint number.
    Eprint,
    /// CSTR.
    Cstr,
    /// Part of the title that names a volume or part (上册, 第一卷).
    VolumeTitle,
    /// Scale, medium, anything that CSL has as a note.
    Note,
    /// Original title.
    OriginalTitle,
    /// Country of law or patent.
    Jurisdiction,
    /// Number of pages (`238 p.`).
    PageCount,
    /// Date of the original.
    OriginalIssued,
    /// PubMed number.
    Pmid,
    /// Where an eprint is kept (`arxiv`).
    EprintType,
    /// Class of an eprint (`cs.CL`).
    EprintClass,
}

/// One face of a draft.
#[derive(Clone, Debug, Default)]
pub struct DraftFace {
    /// Type, where the reference shows it (a type mark, 学位论文, a journal's volume …).
    pub kind: Option<Kind>,
    /// Language where the style knows it; otherwise the rules decide by script.
    pub language: Option<&'static str>,
    /// Pieces in printed order, each exactly as printed (white space at the ends cut).
    pub pieces: Vec<(Slot, String)>,
    /// The author list was cut short.
    pub et_al: bool,
    /// Role of [`Slot::OtherRole`].
    pub other_role: Option<crate::model::Role>,
}

impl DraftFace {
    /// The first piece of that slot; empty where there is none.
    pub fn get(&self, slot: Slot) -> &str {
        self.pieces.iter().find(|(s, _)| *s == slot).map_or("", |(_, t)| t.as_str())
    }

    /// Whether there is a piece of that slot.
    pub fn has(&self, slot: Slot) -> bool {
        self.pieces.iter().any(|(s, _)| *s == slot)
    }

    /// Adds a piece; white space at its ends is cut, an empty one is left out.
    pub fn put(&mut self, slot: Slot, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.pieces.push((slot, text.to_owned()));
        }
    }
}

/// What a style read from one reference.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Faces, the one printed first in front. Pieces that stand only once (pages, DOI) may be in any of them.
    pub faces: Vec<DraftFace>,
    /// Byte range of the reference in the text given to the style.
    pub span: std::ops::Range<usize>,
    /// How well the style fits, 0–1, on one scale for all styles and the labeller.
    pub confidence: f32,
    /// Name of the style.
    pub style: &'static str,
    /// Flags the style saw.
    pub flags: Flags,
    /// Relations to other drafts of the same text, by index in the list the style returns.
    pub links: Vec<(Relation, usize)>,
    /// For a short form: what it points back to.
    pub back: Option<Back>,
}

/// What a short form says about the earlier citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Back {
    /// The citation just before (同上, Ibid.).
    pub previous: bool,
    /// Number of the note it points to (前引〔5〕, 同②), as printed without brackets.
    pub note: String,
    /// Author named in it (Drahos 书, 曹凌书), as printed.
    pub author: String,
    /// Title named in it, as printed.
    pub title: String,
}
