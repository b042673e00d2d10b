//! Names of fields: text variables, roles of persons, and dates, as in CSL 1.0.2.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text or number variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Var {
    /// Title with its subtitle
    Title,
    /// Short title
    TitleShort,
    /// Journal, book or site that holds the item
    ContainerTitle,
    /// Abbreviated title of the container
    ContainerTitleShort,
    /// Series
    CollectionTitle,
    /// Number within the series
    CollectionNumber,
    /// Title of the volume in a multi-volume work
    VolumeTitle,
    /// Title of the part
    PartTitle,
    /// Number of the part
    PartNumber,
    /// Publisher, university of a thesis, institution of a report
    Publisher,
    /// Place of the publisher
    PublisherPlace,
    /// Volume, without the word for it
    Volume,
    /// Issue, without the word for it
    Issue,
    /// Page range of the item in its container, or its article number
    Page,
    /// First page
    PageFirst,
    /// Number of a report, patent or standard
    Number,
    /// Extent in pages
    NumberOfPages,
    /// Extent in volumes
    NumberOfVolumes,
    /// Edition, without the word for it where it is a number
    Edition,
    /// Version of software or data
    Version,
    /// Chapter
    ChapterNumber,
    /// Section, newspaper section
    Section,
    /// Supplement
    SupplementNumber,
    /// Printing
    PrintingNumber,
    /// Kind of thesis, report or patent, as printed
    Genre,
    /// Carrier: print, online, CD, microform
    Medium,
    /// Publication status (in press, preprint)
    Status,
    /// Conference or other event
    EventTitle,
    /// Place of the event
    EventPlace,
    /// Archive that holds the item
    Archive,
    /// Collection within the archive
    ArchiveCollection,
    /// Call number within the archive
    ArchiveLocation,
    /// Place of the archive
    ArchivePlace,
    /// Court, issuing body, patent holder
    Authority,
    /// Country or region of law
    Jurisdiction,
    /// Call number in a library
    CallNumber,
    /// Size or running time
    Dimensions,
    /// Division of a court
    Division,
    /// Related legal provisions
    References,
    /// Scale of a map
    Scale,
    /// Catalogue or database the record comes from
    Source,
    /// Abstract
    Abstract,
    /// Annotation
    Annote,
    /// Note
    Note,
    /// Keywords, separated by semicolons
    Keyword,
    /// Title of the original, or of the other face for styles that know it
    OriginalTitle,
    /// Publisher of the original
    OriginalPublisher,
    /// Place of the original
    OriginalPublisherPlace,
    /// Title of the reviewed work
    ReviewedTitle,
    /// Genre of the reviewed work
    ReviewedGenre,
    /// DOI without resolver, lower case
    Doi,
    /// ISBN
    Isbn,
    /// ISSN
    Issn,
    /// PubMed number
    Pmid,
    /// PubMed Central number
    Pmcid,
    /// Address
    Url,
    /// Letter that follows the year in author–date lists
    YearSuffix,
    /// Number in a preprint archive, e.g. arXiv
    Eprint,
    /// The preprint archive
    EprintType,
    /// Section of the preprint archive
    EprintClass,
    /// China Science and Technology Resource identifier
    Cstr,
}

impl Var {
    /// Every value, in the order of declaration.
    pub const ALL: &[Var] = &[
        Var::Title,
        Var::TitleShort,
        Var::ContainerTitle,
        Var::ContainerTitleShort,
        Var::CollectionTitle,
        Var::CollectionNumber,
        Var::VolumeTitle,
        Var::PartTitle,
        Var::PartNumber,
        Var::Publisher,
        Var::PublisherPlace,
        Var::Volume,
        Var::Issue,
        Var::Page,
        Var::PageFirst,
        Var::Number,
        Var::NumberOfPages,
        Var::NumberOfVolumes,
        Var::Edition,
        Var::Version,
        Var::ChapterNumber,
        Var::Section,
        Var::SupplementNumber,
        Var::PrintingNumber,
        Var::Genre,
        Var::Medium,
        Var::Status,
        Var::EventTitle,
        Var::EventPlace,
        Var::Archive,
        Var::ArchiveCollection,
        Var::ArchiveLocation,
        Var::ArchivePlace,
        Var::Authority,
        Var::Jurisdiction,
        Var::CallNumber,
        Var::Dimensions,
        Var::Division,
        Var::References,
        Var::Scale,
        Var::Source,
        Var::Abstract,
        Var::Annote,
        Var::Note,
        Var::Keyword,
        Var::OriginalTitle,
        Var::OriginalPublisher,
        Var::OriginalPublisherPlace,
        Var::ReviewedTitle,
        Var::ReviewedGenre,
        Var::Doi,
        Var::Isbn,
        Var::Issn,
        Var::Pmid,
        Var::Pmcid,
        Var::Url,
        Var::YearSuffix,
        Var::Eprint,
        Var::EprintType,
        Var::EprintClass,
        Var::Cstr,
    ];

    /// The name that CSL-JSON uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Var::Title => "title",
            Var::TitleShort => "title-short",
            Var::ContainerTitle => "container-title",
            Var::ContainerTitleShort => "container-title-short",
            Var::CollectionTitle => "collection-title",
            Var::CollectionNumber => "collection-number",
            Var::VolumeTitle => "volume-title",
            Var::PartTitle => "part-title",
            Var::PartNumber => "part-number",
            Var::Publisher => "publisher",
            Var::PublisherPlace => "publisher-place",
            Var::Volume => "volume",
            Var::Issue => "issue",
            Var::Page => "page",
            Var::PageFirst => "page-first",
            Var::Number => "number",
            Var::NumberOfPages => "number-of-pages",
            Var::NumberOfVolumes => "number-of-volumes",
            Var::Edition => "edition",
            Var::Version => "version",
            Var::ChapterNumber => "chapter-number",
            Var::Section => "section",
            Var::SupplementNumber => "supplement-number",
            Var::PrintingNumber => "printing-number",
            Var::Genre => "genre",
            Var::Medium => "medium",
            Var::Status => "status",
            Var::EventTitle => "event-title",
            Var::EventPlace => "event-place",
            Var::Archive => "archive",
            Var::ArchiveCollection => "archive_collection",
            Var::ArchiveLocation => "archive_location",
            Var::ArchivePlace => "archive-place",
            Var::Authority => "authority",
            Var::Jurisdiction => "jurisdiction",
            Var::CallNumber => "call-number",
            Var::Dimensions => "dimensions",
            Var::Division => "division",
            Var::References => "references",
            Var::Scale => "scale",
            Var::Source => "source",
            Var::Abstract => "abstract",
            Var::Annote => "annote",
            Var::Note => "note",
            Var::Keyword => "keyword",
            Var::OriginalTitle => "original-title",
            Var::OriginalPublisher => "original-publisher",
            Var::OriginalPublisherPlace => "original-publisher-place",
            Var::ReviewedTitle => "reviewed-title",
            Var::ReviewedGenre => "reviewed-genre",
            Var::Doi => "DOI",
            Var::Isbn => "ISBN",
            Var::Issn => "ISSN",
            Var::Pmid => "PMID",
            Var::Pmcid => "PMCID",
            Var::Url => "URL",
            Var::YearSuffix => "year-suffix",
            Var::Eprint => "eprint",
            Var::EprintType => "eprint-type",
            Var::EprintClass => "eprint-class",
            Var::Cstr => "cstr",
        }
    }

    /// The value of that CSL-JSON name.
    #[expect(clippy::should_implement_trait, reason = "an unknown name is no error here")]
    pub fn from_str(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Var::Title,
            "title-short" => Var::TitleShort,
            "container-title" => Var::ContainerTitle,
            "container-title-short" => Var::ContainerTitleShort,
            "collection-title" => Var::CollectionTitle,
            "collection-number" => Var::CollectionNumber,
            "volume-title" => Var::VolumeTitle,
            "part-title" => Var::PartTitle,
            "part-number" => Var::PartNumber,
            "publisher" => Var::Publisher,
            "publisher-place" => Var::PublisherPlace,
            "volume" => Var::Volume,
            "issue" => Var::Issue,
            "page" => Var::Page,
            "page-first" => Var::PageFirst,
            "number" => Var::Number,
            "number-of-pages" => Var::NumberOfPages,
            "number-of-volumes" => Var::NumberOfVolumes,
            "edition" => Var::Edition,
            "version" => Var::Version,
            "chapter-number" => Var::ChapterNumber,
            "section" => Var::Section,
            "supplement-number" => Var::SupplementNumber,
            "printing-number" => Var::PrintingNumber,
            "genre" => Var::Genre,
            "medium" => Var::Medium,
            "status" => Var::Status,
            "event-title" => Var::EventTitle,
            "event-place" => Var::EventPlace,
            "archive" => Var::Archive,
            "archive_collection" => Var::ArchiveCollection,
            "archive_location" => Var::ArchiveLocation,
            "archive-place" => Var::ArchivePlace,
            "authority" => Var::Authority,
            "jurisdiction" => Var::Jurisdiction,
            "call-number" => Var::CallNumber,
            "dimensions" => Var::Dimensions,
            "division" => Var::Division,
            "references" => Var::References,
            "scale" => Var::Scale,
            "source" => Var::Source,
            "abstract" => Var::Abstract,
            "annote" => Var::Annote,
            "note" => Var::Note,
            "keyword" => Var::Keyword,
            "original-title" => Var::OriginalTitle,
            "original-publisher" => Var::OriginalPublisher,
            "original-publisher-place" => Var::OriginalPublisherPlace,
            "reviewed-title" => Var::ReviewedTitle,
            "reviewed-genre" => Var::ReviewedGenre,
            "DOI" => Var::Doi,
            "ISBN" => Var::Isbn,
            "ISSN" => Var::Issn,
            "PMID" => Var::Pmid,
            "PMCID" => Var::Pmcid,
            "URL" => Var::Url,
            "year-suffix" => Var::YearSuffix,
            "eprint" => Var::Eprint,
            "eprint-type" => Var::EprintType,
            "eprint-class" => Var::EprintClass,
            "cstr" => Var::Cstr,
            _ => return None,
        })
    }
}

impl Serialize for Var {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Var {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<str>::deserialize(d)?;
        Var::from_str(&s).ok_or_else(|| serde::de::Error::custom(format!("unknown Var: {s}")))
    }
}

/// What a person did for the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Author
    Author,
    /// Editor
    Editor,
    /// Translator
    Translator,
    /// Compiler
    Compiler,
    /// Author of the container
    ContainerAuthor,
    /// Editor of the series
    CollectionEditor,
    /// Editorial director
    EditorialDirector,
    /// Editor and translator
    EditorTranslator,
    /// Author of the original
    OriginalAuthor,
    /// Author of the reviewed work
    ReviewedAuthor,
    /// Recipient of a letter
    Recipient,
    /// Interviewer
    Interviewer,
    /// Illustrator
    Illustrator,
    /// Director
    Director,
    /// Composer
    Composer,
    /// Chair of a session
    Chair,
    /// Contributor
    Contributor,
    /// Curator
    Curator,
    /// Executive producer
    ExecutiveProducer,
    /// Guest
    Guest,
    /// Host
    Host,
    /// Narrator
    Narrator,
    /// Organiser
    Organizer,
    /// Performer
    Performer,
    /// Producer
    Producer,
    /// Script writer
    ScriptWriter,
    /// Series creator
    SeriesCreator,
}

impl Role {
    /// Every value, in the order of declaration.
    pub const ALL: &[Role] = &[
        Role::Author,
        Role::Editor,
        Role::Translator,
        Role::Compiler,
        Role::ContainerAuthor,
        Role::CollectionEditor,
        Role::EditorialDirector,
        Role::EditorTranslator,
        Role::OriginalAuthor,
        Role::ReviewedAuthor,
        Role::Recipient,
        Role::Interviewer,
        Role::Illustrator,
        Role::Director,
        Role::Composer,
        Role::Chair,
        Role::Contributor,
        Role::Curator,
        Role::ExecutiveProducer,
        Role::Guest,
        Role::Host,
        Role::Narrator,
        Role::Organizer,
        Role::Performer,
        Role::Producer,
        Role::ScriptWriter,
        Role::SeriesCreator,
    ];

    /// The name that CSL-JSON uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Author => "author",
            Role::Editor => "editor",
            Role::Translator => "translator",
            Role::Compiler => "compiler",
            Role::ContainerAuthor => "container-author",
            Role::CollectionEditor => "collection-editor",
            Role::EditorialDirector => "editorial-director",
            Role::EditorTranslator => "editor-translator",
            Role::OriginalAuthor => "original-author",
            Role::ReviewedAuthor => "reviewed-author",
            Role::Recipient => "recipient",
            Role::Interviewer => "interviewer",
            Role::Illustrator => "illustrator",
            Role::Director => "director",
            Role::Composer => "composer",
            Role::Chair => "chair",
            Role::Contributor => "contributor",
            Role::Curator => "curator",
            Role::ExecutiveProducer => "executive-producer",
            Role::Guest => "guest",
            Role::Host => "host",
            Role::Narrator => "narrator",
            Role::Organizer => "organizer",
            Role::Performer => "performer",
            Role::Producer => "producer",
            Role::ScriptWriter => "script-writer",
            Role::SeriesCreator => "series-creator",
        }
    }

    /// The value of that CSL-JSON name.
    #[expect(clippy::should_implement_trait, reason = "an unknown name is no error here")]
    pub fn from_str(name: &str) -> Option<Self> {
        Some(match name {
            "author" => Role::Author,
            "editor" => Role::Editor,
            "translator" => Role::Translator,
            "compiler" => Role::Compiler,
            "container-author" => Role::ContainerAuthor,
            "collection-editor" => Role::CollectionEditor,
            "editorial-director" => Role::EditorialDirector,
            "editor-translator" => Role::EditorTranslator,
            "original-author" => Role::OriginalAuthor,
            "reviewed-author" => Role::ReviewedAuthor,
            "recipient" => Role::Recipient,
            "interviewer" => Role::Interviewer,
            "illustrator" => Role::Illustrator,
            "director" => Role::Director,
            "composer" => Role::Composer,
            "chair" => Role::Chair,
            "contributor" => Role::Contributor,
            "curator" => Role::Curator,
            "executive-producer" => Role::ExecutiveProducer,
            "guest" => Role::Guest,
            "host" => Role::Host,
            "narrator" => Role::Narrator,
            "organizer" => Role::Organizer,
            "performer" => Role::Performer,
            "producer" => Role::Producer,
            "script-writer" => Role::ScriptWriter,
            "series-creator" => Role::SeriesCreator,
            _ => return None,
        })
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<str>::deserialize(d)?;
        Role::from_str(&s).ok_or_else(|| serde::de::Error::custom(format!("unknown Role: {s}")))
    }
}

/// Which date it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DateVar {
    /// Date of publication
    Issued,
    /// Date of access
    Accessed,
    /// Date of the event
    EventDate,
    /// Date of the original
    OriginalDate,
    /// Date of submission or application
    Submitted,
    /// Date of online availability
    AvailableDate,
}

impl DateVar {
    /// Every value, in the order of declaration.
    pub const ALL: &[DateVar] =
        &[DateVar::Issued, DateVar::Accessed, DateVar::EventDate, DateVar::OriginalDate, DateVar::Submitted, DateVar::AvailableDate];

    /// The name that CSL-JSON uses.
    pub fn as_str(self) -> &'static str {
        match self {
            DateVar::Issued => "issued",
            DateVar::Accessed => "accessed",
            DateVar::EventDate => "event-date",
            DateVar::OriginalDate => "original-date",
            DateVar::Submitted => "submitted",
            DateVar::AvailableDate => "available-date",
        }
    }

    /// The value of that CSL-JSON name.
    #[expect(clippy::should_implement_trait, reason = "an unknown name is no error here")]
    pub fn from_str(name: &str) -> Option<Self> {
        Some(match name {
            "issued" => DateVar::Issued,
            "accessed" => DateVar::Accessed,
            "event-date" => DateVar::EventDate,
            "original-date" => DateVar::OriginalDate,
            "submitted" => DateVar::Submitted,
            "available-date" => DateVar::AvailableDate,
            _ => return None,
        })
    }
}

impl Serialize for DateVar {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for DateVar {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<str>::deserialize(d)?;
        DateVar::from_str(&s).ok_or_else(|| serde::de::Error::custom(format!("unknown DateVar: {s}")))
    }
}
