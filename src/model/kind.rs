//! Types of publications: the item types of CSL 1.0.2.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What sort of publication a face describes; names are the CSL item types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Kind {
    /// A preprint or other article outside a journal
    Article,
    /// An article in a scholarly journal
    ArticleJournal,
    /// An article in a magazine
    ArticleMagazine,
    /// An article in a newspaper
    ArticleNewspaper,
    /// A proposed law
    Bill,
    /// A book
    Book,
    /// A radio or television programme
    Broadcast,
    /// A part of a book
    Chapter,
    /// An ancient or classical work
    Classic,
    /// An archival collection
    Collection,
    /// A data set
    Dataset,
    #[default]
    /// Anything that fits nowhere else
    Document,
    /// An entry in a reference work
    Entry,
    /// An entry in a dictionary
    EntryDictionary,
    /// An entry in an encyclopedia
    EntryEncyclopedia,
    /// An event
    Event,
    /// A figure
    Figure,
    /// A picture or other visual work
    Graphic,
    /// A hearing
    Hearing,
    /// An interview
    Interview,
    /// A court decision
    LegalCase,
    /// A law
    Legislation,
    /// An unpublished manuscript
    Manuscript,
    /// A map
    Map,
    /// A film
    MotionPicture,
    /// Printed music
    MusicalScore,
    /// A pamphlet
    Pamphlet,
    /// A paper in proceedings
    PaperConference,
    /// A patent
    Patent,
    /// A performance
    Performance,
    /// A journal or newspaper as a whole
    Periodical,
    /// A letter, e-mail or other communication
    PersonalCommunication,
    /// A post on a social network
    Post,
    /// A post on a blog
    PostWeblog,
    /// An administrative order
    Regulation,
    /// A report
    Report,
    /// A review of something that is no book
    Review,
    /// A book review
    ReviewBook,
    /// Software
    Software,
    /// A sound recording
    Song,
    /// A speech or lecture
    Speech,
    /// A technical standard
    Standard,
    /// A thesis or dissertation
    Thesis,
    /// A treaty
    Treaty,
    /// A web page
    Webpage,
}

impl Kind {
    /// Every value, in the order of declaration.
    pub const ALL: &[Kind] = &[
        Kind::Article,
        Kind::ArticleJournal,
        Kind::ArticleMagazine,
        Kind::ArticleNewspaper,
        Kind::Bill,
        Kind::Book,
        Kind::Broadcast,
        Kind::Chapter,
        Kind::Classic,
        Kind::Collection,
        Kind::Dataset,
        Kind::Document,
        Kind::Entry,
        Kind::EntryDictionary,
        Kind::EntryEncyclopedia,
        Kind::Event,
        Kind::Figure,
        Kind::Graphic,
        Kind::Hearing,
        Kind::Interview,
        Kind::LegalCase,
        Kind::Legislation,
        Kind::Manuscript,
        Kind::Map,
        Kind::MotionPicture,
        Kind::MusicalScore,
        Kind::Pamphlet,
        Kind::PaperConference,
        Kind::Patent,
        Kind::Performance,
        Kind::Periodical,
        Kind::PersonalCommunication,
        Kind::Post,
        Kind::PostWeblog,
        Kind::Regulation,
        Kind::Report,
        Kind::Review,
        Kind::ReviewBook,
        Kind::Software,
        Kind::Song,
        Kind::Speech,
        Kind::Standard,
        Kind::Thesis,
        Kind::Treaty,
        Kind::Webpage,
    ];

    /// The name that CSL-JSON uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::ArticleJournal => "article-journal",
            Kind::ArticleMagazine => "article-magazine",
            Kind::ArticleNewspaper => "article-newspaper",
            Kind::Bill => "bill",
            Kind::Book => "book",
            Kind::Broadcast => "broadcast",
            Kind::Chapter => "chapter",
            Kind::Classic => "classic",
            Kind::Collection => "collection",
            Kind::Dataset => "dataset",
            Kind::Document => "document",
            Kind::Entry => "entry",
            Kind::EntryDictionary => "entry-dictionary",
            Kind::EntryEncyclopedia => "entry-encyclopedia",
            Kind::Event => "event",
            Kind::Figure => "figure",
            Kind::Graphic => "graphic",
            Kind::Hearing => "hearing",
            Kind::Interview => "interview",
            Kind::LegalCase => "legal_case",
            Kind::Legislation => "legislation",
            Kind::Manuscript => "manuscript",
            Kind::Map => "map",
            Kind::MotionPicture => "motion_picture",
            Kind::MusicalScore => "musical_score",
            Kind::Pamphlet => "pamphlet",
            Kind::PaperConference => "paper-conference",
            Kind::Patent => "patent",
            Kind::Performance => "performance",
            Kind::Periodical => "periodical",
            Kind::PersonalCommunication => "personal_communication",
            Kind::Post => "post",
            Kind::PostWeblog => "post-weblog",
            Kind::Regulation => "regulation",
            Kind::Report => "report",
            Kind::Review => "review",
            Kind::ReviewBook => "review-book",
            Kind::Software => "software",
            Kind::Song => "song",
            Kind::Speech => "speech",
            Kind::Standard => "standard",
            Kind::Thesis => "thesis",
            Kind::Treaty => "treaty",
            Kind::Webpage => "webpage",
        }
    }

    /// The value of that CSL-JSON name.
    #[expect(clippy::should_implement_trait, reason = "an unknown name is no error here")]
    pub fn from_str(name: &str) -> Option<Self> {
        Some(match name {
            "article" => Kind::Article,
            "article-journal" => Kind::ArticleJournal,
            "article-magazine" => Kind::ArticleMagazine,
            "article-newspaper" => Kind::ArticleNewspaper,
            "bill" => Kind::Bill,
            "book" => Kind::Book,
            "broadcast" => Kind::Broadcast,
            "chapter" => Kind::Chapter,
            "classic" => Kind::Classic,
            "collection" => Kind::Collection,
            "dataset" => Kind::Dataset,
            "document" => Kind::Document,
            "entry" => Kind::Entry,
            "entry-dictionary" => Kind::EntryDictionary,
            "entry-encyclopedia" => Kind::EntryEncyclopedia,
            "event" => Kind::Event,
            "figure" => Kind::Figure,
            "graphic" => Kind::Graphic,
            "hearing" => Kind::Hearing,
            "interview" => Kind::Interview,
            "legal_case" => Kind::LegalCase,
            "legislation" => Kind::Legislation,
            "manuscript" => Kind::Manuscript,
            "map" => Kind::Map,
            "motion_picture" => Kind::MotionPicture,
            "musical_score" => Kind::MusicalScore,
            "pamphlet" => Kind::Pamphlet,
            "paper-conference" => Kind::PaperConference,
            "patent" => Kind::Patent,
            "performance" => Kind::Performance,
            "periodical" => Kind::Periodical,
            "personal_communication" => Kind::PersonalCommunication,
            "post" => Kind::Post,
            "post-weblog" => Kind::PostWeblog,
            "regulation" => Kind::Regulation,
            "report" => Kind::Report,
            "review" => Kind::Review,
            "review-book" => Kind::ReviewBook,
            "software" => Kind::Software,
            "song" => Kind::Song,
            "speech" => Kind::Speech,
            "standard" => Kind::Standard,
            "thesis" => Kind::Thesis,
            "treaty" => Kind::Treaty,
            "webpage" => Kind::Webpage,
            _ => return None,
        })
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<str>::deserialize(d)?;
        Kind::from_str(&s).ok_or_else(|| serde::de::Error::custom(format!("unknown Kind: {s}")))
    }
}
