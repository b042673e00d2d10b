//! Types of publications: the item types of CSL 1.0.2.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What sort of publication a face describes; names are the CSL item types.
    #[derive(Default)]
    pub enum Kind {
        /// A preprint or other article outside a journal
        Article = "article",
        /// An article in a scholarly journal
        ArticleJournal = "article-journal",
        /// An article in a magazine
        ArticleMagazine = "article-magazine",
        /// An article in a newspaper
        ArticleNewspaper = "article-newspaper",
        /// A proposed law
        Bill = "bill",
        /// A book
        Book = "book",
        /// A radio or television programme
        Broadcast = "broadcast",
        /// A part of a book
        Chapter = "chapter",
        /// An ancient or classical work
        Classic = "classic",
        /// An archival collection
        Collection = "collection",
        /// A data set
        Dataset = "dataset",
        /// Anything that fits nowhere else
        #[default]
        Document = "document",
        /// An entry in a reference work
        Entry = "entry",
        /// An entry in a dictionary
        EntryDictionary = "entry-dictionary",
        /// An entry in an encyclopedia
        EntryEncyclopedia = "entry-encyclopedia",
        /// An event
        Event = "event",
        /// A figure
        Figure = "figure",
        /// A picture or other visual work
        Graphic = "graphic",
        /// A hearing
        Hearing = "hearing",
        /// An interview
        Interview = "interview",
        /// A court decision
        LegalCase = "legal_case",
        /// A law
        Legislation = "legislation",
        /// An unpublished manuscript
        Manuscript = "manuscript",
        /// A map
        Map = "map",
        /// A film
        MotionPicture = "motion_picture",
        /// Printed music
        MusicalScore = "musical_score",
        /// A pamphlet
        Pamphlet = "pamphlet",
        /// A paper in proceedings
        PaperConference = "paper-conference",
        /// A patent
        Patent = "patent",
        /// A performance
        Performance = "performance",
        /// A journal or newspaper as a whole
        Periodical = "periodical",
        /// A letter, e-mail or other communication
        PersonalCommunication = "personal_communication",
        /// A post on a social network
        Post = "post",
        /// A post on a blog
        PostWeblog = "post-weblog",
        /// An administrative order
        Regulation = "regulation",
        /// A report
        Report = "report",
        /// A review of something that is no book
        Review = "review",
        /// A book review
        ReviewBook = "review-book",
        /// Software
        Software = "software",
        /// A sound recording
        Song = "song",
        /// A speech or lecture
        Speech = "speech",
        /// A technical standard
        Standard = "standard",
        /// A thesis or dissertation
        Thesis = "thesis",
        /// A treaty
        Treaty = "treaty",
        /// A web page
        Webpage = "webpage",
    }
}
