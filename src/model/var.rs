//! Names of fields: text variables, roles of persons, and dates, as in CSL 1.0.2.

use super::vocabulary::vocabulary;

vocabulary! {
    /// A text or number variable.
    pub enum Var {
        /// Title with its subtitle
        Title = "title",
        /// Short title
        TitleShort = "title-short",
        /// Journal, book or site that holds the item
        ContainerTitle = "container-title",
        /// Abbreviated title of the container
        ContainerTitleShort = "container-title-short",
        /// Series
        CollectionTitle = "collection-title",
        /// Number within the series
        CollectionNumber = "collection-number",
        /// Title of the volume in a multi-volume work
        VolumeTitle = "volume-title",
        /// Title of the part
        PartTitle = "part-title",
        /// Number of the part
        PartNumber = "part-number",
        /// Publisher, university of a thesis, institution of a report
        Publisher = "publisher",
        /// Place of the publisher
        PublisherPlace = "publisher-place",
        /// Volume, without the word for it
        Volume = "volume",
        /// Issue, without the word for it
        Issue = "issue",
        /// Page range of the item in its container, or its article number
        Page = "page",
        /// First page
        PageFirst = "page-first",
        /// Number of a report, patent or standard
        Number = "number",
        /// Extent in pages
        NumberOfPages = "number-of-pages",
        /// Extent in volumes
        NumberOfVolumes = "number-of-volumes",
        /// Edition, without the word for it where it is a number
        Edition = "edition",
        /// Version of software or data
        Version = "version",
        /// Chapter
        ChapterNumber = "chapter-number",
        /// Section, newspaper section
        Section = "section",
        /// Supplement
        SupplementNumber = "supplement-number",
        /// Printing
        PrintingNumber = "printing-number",
        /// Kind of thesis, report or patent, as printed
        Genre = "genre",
        /// Carrier: print, online, CD, microform
        Medium = "medium",
        /// Publication status (in press, preprint)
        Status = "status",
        /// Conference or other event
        EventTitle = "event-title",
        /// Place of the event
        EventPlace = "event-place",
        /// Archive that holds the item
        Archive = "archive",
        /// Collection within the archive
        ArchiveCollection = "archive_collection",
        /// Call number within the archive
        ArchiveLocation = "archive_location",
        /// Place of the archive
        ArchivePlace = "archive-place",
        /// Court, issuing body, patent holder
        Authority = "authority",
        /// Country or region of law
        Jurisdiction = "jurisdiction",
        /// Call number in a library
        CallNumber = "call-number",
        /// Size or running time
        Dimensions = "dimensions",
        /// Division of a court
        Division = "division",
        /// Related legal provisions
        References = "references",
        /// Scale of a map
        Scale = "scale",
        /// Catalogue or database the record comes from
        Source = "source",
        /// Abstract
        Abstract = "abstract",
        /// Annotation
        Annote = "annote",
        /// Note
        Note = "note",
        /// Keywords, separated by semicolons
        Keyword = "keyword",
        /// Title of the original, or of the other face for styles that know it
        OriginalTitle = "original-title",
        /// Publisher of the original
        OriginalPublisher = "original-publisher",
        /// Place of the original
        OriginalPublisherPlace = "original-publisher-place",
        /// Title of the reviewed work
        ReviewedTitle = "reviewed-title",
        /// Genre of the reviewed work
        ReviewedGenre = "reviewed-genre",
        /// DOI without resolver, lower case
        Doi = "DOI",
        /// ISBN
        Isbn = "ISBN",
        /// ISSN
        Issn = "ISSN",
        /// PubMed number
        Pmid = "PMID",
        /// PubMed Central number
        Pmcid = "PMCID",
        /// Address
        Url = "URL",
        /// Letter that follows the year in author–date lists
        YearSuffix = "year-suffix",
        /// Number in a preprint archive, e.g. arXiv
        Eprint = "eprint",
        /// The preprint archive
        EprintType = "eprint-type",
        /// Section of the preprint archive
        EprintClass = "eprint-class",
        /// China Science and Technology Resource identifier
        Cstr = "cstr",
    }
}

vocabulary! {
    /// What a person did for the work.
    pub enum Role {
        /// Author
        Author = "author",
        /// Editor
        Editor = "editor",
        /// Translator
        Translator = "translator",
        /// Compiler
        Compiler = "compiler",
        /// Author of the container
        ContainerAuthor = "container-author",
        /// Editor of the series
        CollectionEditor = "collection-editor",
        /// Editorial director
        EditorialDirector = "editorial-director",
        /// Editor and translator
        EditorTranslator = "editor-translator",
        /// Author of the original
        OriginalAuthor = "original-author",
        /// Author of the reviewed work
        ReviewedAuthor = "reviewed-author",
        /// Recipient of a letter
        Recipient = "recipient",
        /// Interviewer
        Interviewer = "interviewer",
        /// Illustrator
        Illustrator = "illustrator",
        /// Director
        Director = "director",
        /// Composer
        Composer = "composer",
        /// Chair of a session
        Chair = "chair",
        /// Contributor
        Contributor = "contributor",
        /// Curator
        Curator = "curator",
        /// Executive producer
        ExecutiveProducer = "executive-producer",
        /// Guest
        Guest = "guest",
        /// Host
        Host = "host",
        /// Narrator
        Narrator = "narrator",
        /// Organiser
        Organizer = "organizer",
        /// Performer
        Performer = "performer",
        /// Producer
        Producer = "producer",
        /// Script writer
        ScriptWriter = "script-writer",
        /// Series creator
        SeriesCreator = "series-creator",
    }
}

vocabulary! {
    /// Which date it is.
    pub enum DateVar {
        /// Date of publication
        Issued = "issued",
        /// Date of access
        Accessed = "accessed",
        /// Date of the event
        EventDate = "event-date",
        /// Date of the original
        OriginalDate = "original-date",
        /// Date of submission or application
        Submitted = "submitted",
        /// Date of online availability
        AvailableDate = "available-date",
    }
}
