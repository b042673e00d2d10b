//! Rules about types and what belongs to them.

use super::rule::{Grade, Rule};
use super::values::value;
use crate::citing::requirements;
use crate::model::{Kind, Var};
use crate::text::script::has_han;

/// `J. Appl. Phys.` as the journal's title.
pub const JOURNAL_ABBREVIATED: Rule = Rule {
    name: "journal-abbreviated",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "The title of a journal stands in full; its abbreviation has a field of its own (container-title-short)",
        "刊名著录全称，缩写另有字段（container-title-short）",
    ),
    fixes: false,
    run: |item, out| {
        let Some(title) = value(item, Var::ContainerTitle) else { return };
        let dotted = title.split_whitespace().filter(|w| w.ends_with('.') && w.len() > 2).count();
        if item.face.kind == Kind::ArticleJournal && dotted >= 2 {
            out.say(format!("{title} is an abbreviation"), format!("“{title}”是缩写"));
        } else if value(item, Var::ContainerTitleShort) == Some(title) && title.split_whitespace().count() > 3 {
            out.say("the abbreviation of the journal is its full title", "刊名缩写与全称相同");
        }
    },
};

/// What kind of thesis, and where.
pub const THESIS: Rule = Rule {
    name: "thesis-type",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "A thesis names its kind (博士学位论文, PhD thesis), its university and, for GB/T 7714, the place",
        "学位论文应著录类别（博士/硕士学位论文）、授予单位；GB/T 7714 并要求地点",
    ),
    fixes: false,
    run: |item, out| {
        if item.face.kind != Kind::Thesis {
            return;
        }
        if !item.face.has(Var::Genre) {
            out.say("the thesis does not say of what kind it is", "未著录学位论文类别");
        }
        if let Some(publisher) = value(item, Var::Publisher)
            && has_han(publisher)
            && publisher.ends_with("出版社")
        {
            out.say(format!("{publisher} is a publisher, not a university"), format!("“{publisher}”是出版社，不是授予单位"));
        }
    },
};

/// An article saved as a web page.
pub const WEB_ARTICLE: Rule = Rule {
    name: "article-as-webpage",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "A web page with volume, issue, pages or DOI is an article that was saved from its page",
        "网页条目而有卷、期、页或 DOI，应为期刊文章",
    ),
    fixes: false,
    run: |item, out| {
        if matches!(item.face.kind, Kind::Webpage | Kind::Post | Kind::Document)
            && [Var::Volume, Var::Issue, Var::Issn].iter().any(|v| item.face.has(*v))
            && item.face.has(Var::ContainerTitle)
        {
            out.say(
                format!("the type is {}, but it has volume or issue", item.face.kind.as_str()),
                format!("类型为 {}，却有卷期", item.face.kind.as_str()),
            );
        }
    },
};

/// A preprint saved as an article.
pub const PREPRINT: Rule = Rule {
    name: "preprint-as-article",
    grade: Grade::Warning,
    suspicious: false,
    about: (
        "A paper on arXiv, bioRxiv, ChinaXiv and the like is a preprint (type article), not an article in a journal",
        "arXiv、bioRxiv、ChinaXiv 等平台上的论文是预印本（article），不是期刊文章",
    ),
    fixes: true,
    run: |item, out| {
        let container = item.face.get(Var::ContainerTitle).to_lowercase();
        let server =
            ["arxiv", "biorxiv", "medrxiv", "chemrxiv", "chinaxiv", "psyarxiv", "ssrn electronic journal", "research square", "preprints"]
                .iter()
                .any(|s| container.starts_with(s));
        if item.face.kind == Kind::ArticleJournal && server && !item.face.has(Var::Volume) && !item.face.has(Var::Issue) {
            out.fix("type", "article-journal", Some("article"));
        } else if item.face.kind == Kind::ArticleJournal && server {
            out.say(
                format!("{} is no journal", item.face.get(Var::ContainerTitle)),
                format!("“{}”不是期刊", item.face.get(Var::ContainerTitle)),
            );
        }
    },
};

/// A genre that contradicts the type.
pub const GENRE: Rule = Rule {
    name: "genre-type",
    grade: Grade::Note,
    suspicious: false,
    about: (
        "The words for the kind (博士学位论文, 研究报告) and the type of the entry agree",
        "类别文字（博士学位论文、研究报告）应与条目类型一致",
    ),
    fixes: false,
    run: |item, out| {
        let Some(genre) = value(item, Var::Genre) else { return };
        let lower = genre.to_lowercase();
        let thesis = lower.contains("学位论文") || lower.contains("thesis") || lower.contains("dissertation");
        if thesis && item.face.kind != Kind::Thesis {
            out.say(
                format!("genre {genre}, but the type is {}", item.face.kind.as_str()),
                format!("类别为“{genre}”，类型却是 {}", item.face.kind.as_str()),
            );
        }
    },
};

/// What the type or style needs.
pub const MISSING_FIELD: Rule = Rule {
    name: "missing-field",
    grade: Grade::Warning,
    suspicious: false,
    about: ("A field that the type, or the style named with --style, cannot do without", "缺少该类型（或 --style 所指样式）必备的字段"),
    fixes: false,
    run: |item, out| {
        // Other faces share what is not a matter of language.
        if item.number > 0 {
            return;
        }
        let lacking = requirements::lacking(item.face, item.style);
        if !lacking.is_empty() {
            let kind = item.face.kind.as_str();
            out.say(format!("{kind} without {}", lacking.join(", ")), format!("{kind} 缺少 {}", lacking.join("、")));
        }
    },
};
