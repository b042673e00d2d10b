//! What a token of a reference may be: the labels of the trained labeller.

/// Label of a token, and of the segment it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Label {
    /// Words that only introduce or separate: `In`, `vol.`, `pp.`, 第, 载.
    Other,
    /// The number of the entry in its list.
    Number,
    /// Authors.
    Author,
    /// Editors, with the word for their role.
    Editor,
    /// Translators, with the word for their role.
    Translator,
    /// Title.
    Title,
    /// Journal, newspaper, book or proceedings that hold the item.
    Container,
    /// Series.
    Series,
    /// Date of publication.
    Date,
    /// Volume.
    Volume,
    /// Issue.
    Issue,
    /// Pages or article number.
    Pages,
    /// Publisher.
    Publisher,
    /// Place of publication or of the conference.
    Place,
    /// Edition.
    Edition,
    /// Address.
    Url,
    /// DOI.
    Doi,
    /// Any other identifier (arXiv, ISBN, ISSN, PubMed, patent and standard numbers).
    Idno,
    /// Institution that is neither author nor publisher by itself (universities of theses, collaborations).
    Org,
    /// Kind of work (PhD thesis, technical report), with its number.
    Genre,
    /// Remarks.
    Note,
}

impl Label {
    /// Every label, by number.
    pub const ALL: [Label; 21] = [
        Label::Other,
        Label::Number,
        Label::Author,
        Label::Editor,
        Label::Translator,
        Label::Title,
        Label::Container,
        Label::Series,
        Label::Date,
        Label::Volume,
        Label::Issue,
        Label::Pages,
        Label::Publisher,
        Label::Place,
        Label::Edition,
        Label::Url,
        Label::Doi,
        Label::Idno,
        Label::Org,
        Label::Genre,
        Label::Note,
    ];

    /// How many labels there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The label of that name in labelled training rows.
    pub fn named(name: &str) -> Option<Label> {
        Some(match name {
            "other" => Label::Other,
            "number" => Label::Number,
            "author" => Label::Author,
            "editor" => Label::Editor,
            "translator" => Label::Translator,
            "title" => Label::Title,
            "container" => Label::Container,
            "series" => Label::Series,
            "date" => Label::Date,
            "volume" => Label::Volume,
            "issue" => Label::Issue,
            "pages" => Label::Pages,
            "publisher" => Label::Publisher,
            "place" => Label::Place,
            "edition" => Label::Edition,
            "url" => Label::Url,
            "doi" => Label::Doi,
            "idno" | "isbn" => Label::Idno,
            "org" => Label::Org,
            "genre" => Label::Genre,
            "note" => Label::Note,
            _ => return None,
        })
    }
}
