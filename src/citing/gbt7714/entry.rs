//! One entry: responsibility, title with its marks, edition, source, access (clause 4).

use super::marks::Marks;
use super::names::{self, Tongue};
use super::{Edition, Extra, Standard, System, dates, kinds};
use crate::model::{DateVar, Face, Kind, Names, Role, Var};
use crate::text::numerals;
use std::borrow::Cow;

/// Writes one entry.
pub struct Writer<'a> {
    pub(super) standard: Standard,
    pub(super) face: &'a Face,
    pub(super) extra: &'a Extra,
    pub(super) tongue: Tongue,
    pub(super) marks: Marks,
    suffix: &'a str,
}

impl<'a> Writer<'a> {
    pub fn new(standard: Standard, face: &'a Face, extra: &'a Extra, suffix: &'a str) -> Self {
        let language: Cow<str> = if face.language.is_empty() {
            Cow::Borrowed(crate::text::language::of(face.get(Var::Title)))
        } else {
            Cow::Borrowed(&face.language)
        };
        let tongue = Tongue::of(&language);
        let marks = Marks::of(standard.punctuation, tongue.is_eastern());
        Writer { standard, face, extra, tongue, marks, suffix }
    }

    /// The whole entry with its full stop.
    pub fn entry(&self) -> String {
        let mut parts = vec![self.responsibility()];
        parts.push(self.head());
        parts.push(self.edition());
        parts.extend(self.source());
        parts.extend(self.access());
        sentence(&parts)
    }

    /// Author and year as the text cites them.
    pub fn author_year(&self) -> (String, String) {
        let names = self.main_names();
        let author = match names.as_deref() {
            None => self.tongue.anonymous().to_owned(),
            Some(n) => {
                let first = n.list.first().map(|name| match name {
                    crate::model::Name::Person(p) if crate::text::script::has_cjk(&p.family) => format!("{}{}", p.family, p.given),
                    _ if self.old() && self.tongue == Tongue::Western => name.sort_name().to_uppercase(),
                    _ => name.sort_name(),
                });
                let more = n.list.len() > 1 || n.et_al;
                let et_al = match (more, self.tongue) {
                    (false, _) => String::new(),
                    (true, Tongue::Western | Tongue::Russian) => format!(" {}", self.tongue.et_al()),
                    (true, _) => self.tongue.et_al().to_owned(),
                };
                format!("{}{et_al}", first.unwrap_or_default())
            }
        };
        (author, format!("{}{}", self.year(), self.suffix))
    }

    pub(super) fn old(&self) -> bool {
        self.standard.edition == Edition::Y2015
    }

    pub(super) fn author_date(&self) -> bool {
        self.standard.system == System::AuthorDate
    }

    /// A text variable in the entry's widths.
    pub(super) fn text(&self, var: Var) -> String {
        self.marks.text(self.face.get(var))
    }

    pub(super) fn names(&self, names: &Names) -> String {
        names::list(names, self.tongue, self.standard.edition, self.marks)
    }

    /// Those who answer for the work (8.1); an editor only where no host has one.
    fn main_names(&self) -> Option<Cow<'a, Names>> {
        if self.face.kind == Kind::Patent && !self.old() && !self.extra.holder.is_empty() {
            // 2025: applicants or owners, where the record names them.
            let list = self.extra.holder.split([';', '；']).map(|s| crate::model::Name::literal(s.trim())).collect();
            return Some(Cow::Owned(Names::new(list)));
        }
        let face = self.face;
        let get = |role: Role| face.names(role).filter(|n| !n.list.is_empty());
        let first = [Role::Author, Role::Composer, Role::Illustrator, Role::Director].into_iter().find_map(get);
        let own = || [Role::Editor, Role::EditorialDirector, Role::Compiler, Role::Organizer].into_iter().find_map(get);
        first.or_else(|| if kinds::hosted(face) { None } else { own() }).map(Cow::Borrowed)
    }

    fn responsibility(&self) -> String {
        let nameless = self.face.kind == Kind::Standard && !self.old() && !self.author_date();
        let author = if nameless { String::new() } else { self.main_names().map(|n| self.names(&n)).unwrap_or_default() };
        if !self.author_date() {
            return author;
        }
        let author = if author.is_empty() { self.tongue.anonymous().to_owned() } else { author };
        match self.year() {
            year if year.is_empty() => author,
            year => format!("{author}{}{year}{}", self.marks.comma, self.suffix),
        }
    }

    /// The year; estimated from the date of access in square brackets where the work has none (8.4.3.4).
    pub(super) fn year(&self) -> String {
        let dash = if self.old() { "-" } else { "—" };
        let estimated = || {
            let accessed = self.face.date(DateVar::Accessed)?.first_year()?;
            Some(format!("[{accessed}]"))
        };
        match self.face.date(DateVar::Issued) {
            Some(date) => {
                let mut date = date.clone();
                // `1883，1（1）—`: a run that has not ended.
                date.open |= self.face.kind == Kind::Periodical
                    && date.end.is_none()
                    && self.face.get(Var::Volume).trim_end().ends_with(['—', '–', '-']);
                dates::year(&date, self.marks.open, self.marks.close, dash)
            }
            None => estimated().or_else(|| self.year_of_number()).unwrap_or_default(),
        }
    }

    /// The year at the end of a standard's number (`GB/T 3792—2021`), by which 2025 dates a standard.
    fn year_of_number(&self) -> Option<String> {
        if self.face.kind != Kind::Standard || self.old() {
            return None;
        }
        let (_, year) = self.face.get(Var::Number).rsplit_once(['-', '—', '–', ':'])?;
        (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && matches!(&year[..2], "19" | "20")).then(|| year.to_owned())
    }

    /// Title with number or volume, marks, then the other responsibility (4.1, 4.2).
    fn head(&self) -> String {
        let face = self.face;
        let mut title = self.text(Var::Title);
        let number = self.title_number();
        if face.kind == Kind::Standard && !self.old() {
            title = [number, title].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
        } else {
            let hosted = kinds::hosted(face) || kinds::periodical_part(face.kind) || face.kind == Kind::Periodical;
            let volume = if hosted { String::new() } else { self.volume() };
            let more: Vec<String> = [volume, if hosted { String::new() } else { self.text(Var::VolumeTitle) }, number]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect();
            if !more.is_empty() {
                title = format!("{title}{}{}", self.marks.colon, more.join(" "));
            }
        }
        let mark = kinds::mark(face, self.extra, self.standard.edition);
        let carrier = kinds::carrier(face);
        if title.is_empty() {
            return String::new();
        }
        let slash = if carrier.is_empty() { "" } else { "/" };
        let mut head = format!("{title}[{mark}{slash}{carrier}]");
        if let Some(translators) = self.translators() {
            head = format!("{head}. {translators}");
        }
        if kinds::hosted(face) {
            let mut host = self.host();
            if self.unpublished() {
                host = format!("{host}{}", self.unpublished_tail());
            }
            if !host.is_empty() {
                head = format!("{}//{}{host}", head.trim_end_matches('.'), if self.old() { "" } else { " " });
            }
        }
        head
    }

    /// Numbers that stand behind the title: of reports, standards, patents, archival documents.
    fn title_number(&self) -> String {
        let face = self.face;
        match face.kind {
            // 2025 gives the application number.
            Kind::Patent if !self.old() && face.has(Var::CallNumber) => self.text(Var::CallNumber),
            kind if matches!(kind, Kind::Article | Kind::Chapter | Kind::PaperConference | Kind::Thesis | Kind::Webpage)
                || kinds::periodical_part(kind) =>
            {
                String::new()
            }
            _ if face.has(Var::Number) => self.text(Var::Number),
            _ if kinds::mark(face, self.extra, self.standard.edition) == "A" => self.text(Var::ArchiveLocation),
            _ => String::new(),
        }
    }

    /// `卷 35` and `Vol. 1` (2015), `第 35 卷` and `v.1` (2025); what is no number stands as the record has it.
    pub(super) fn volume(&self) -> String {
        let volume = self.face.get(Var::Volume).trim();
        if volume.is_empty() || !plain_number(volume) {
            return self.marks.text(volume);
        }
        match (self.tongue, self.old()) {
            (Tongue::Chinese, true) => format!("卷 {volume}"),
            (Tongue::Chinese, false) => format!("第 {volume} 卷"),
            (Tongue::Japanese, _) => format!("第 {volume} 巻"),
            (Tongue::Korean, _) => format!("제{volume}권"),
            (Tongue::Russian, _) => format!("Т. {volume}"),
            (Tongue::Western, true) => format!("Vol. {volume}"),
            (Tongue::Western, false) => format!("v.{volume}"),
        }
    }

    fn translators(&self) -> Option<String> {
        // 2015 has no place for translators of articles in periodicals (4.4.1).
        if self.old() && kinds::periodical_part(self.face.kind) {
            return None;
        }
        let names = self.face.names(Role::Translator).or_else(|| self.face.names(Role::EditorTranslator))?;
        let list = self.names(names);
        (!list.is_empty()).then(|| format!("{list}{}{}", self.marks.comma, self.tongue.translator()))
    }

    /// The book or volume a part stands in, behind `//` (4.2).
    fn host(&self) -> String {
        let roles = [Role::Editor, Role::EditorialDirector, Role::CollectionEditor, Role::ContainerAuthor, Role::Compiler];
        let editors = roles.iter().find_map(|r| self.face.names(*r)).map(|n| self.names(n)).unwrap_or_default();
        let mut title = self.text(Var::ContainerTitle);
        if title.is_empty() {
            title = self.text(Var::EventTitle);
        } else {
            let volume = self.volume();
            if !volume.is_empty() {
                title = format!("{title}{}{volume}", self.marks.colon);
            }
        }
        if editors.is_empty() { title } else { sentence(&[editors, title]).trim_end_matches('.').to_owned() }
    }

    /// Edition (8.3): `2 版`, `4th ed.`; the first is not named.
    fn edition(&self) -> String {
        let edition = self.face.get(Var::Edition).trim();
        if kinds::periodical_part(self.face.kind) {
            return String::new();
        }
        let Some(number) = edition_number(edition) else { return self.marks.text(edition) };
        match (number, self.tongue) {
            (1, _) => String::new(),
            (n, Tongue::Chinese | Tongue::Japanese) => format!("{n} 版"),
            (n, Tongue::Korean) => format!("{n}판"),
            (n, Tongue::Russian) => format!("{n}-е изд."),
            (n, Tongue::Western) => format!("{n}{} ed.", ordinal(n)),
        }
    }
}

/// Whether a value is only figures, with a range or list of them.
fn plain_number(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_digit() || b"-/,& ".contains(&b)) && value.bytes().any(|b| b.is_ascii_digit())
}

/// The number of `2`, `第二版`, `2nd ed.`, `3版`; `None` for other editions.
fn edition_number(edition: &str) -> Option<u32> {
    if edition.is_empty() {
        return None;
    }
    if let Ok(n) = edition.parse() {
        return Some(n);
    }
    if let Some(rest) = edition.strip_suffix('版') {
        let rest = rest.strip_prefix('第').unwrap_or(rest).trim();
        return rest.parse().ok().or_else(|| numerals::chinese(rest));
    }
    let lower = edition.to_ascii_lowercase();
    let rest = ["edition", "edn.", "edn", "ed.", "ed"].iter().find_map(|w| lower.strip_suffix(w))?.trim_end();
    let digits = rest.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    digits.parse().ok()
}

fn ordinal(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Parts joined by full stops, one of them at the end, none twice.
pub(super) fn sentence(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|p| !p.is_empty()) {
        if !out.is_empty() {
            out.push_str(if out.ends_with('.') { " " } else { ". " });
        }
        out.push_str(part);
    }
    if !out.is_empty() && !out.ends_with('.') {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_counted_in_any_wording() {
        for (text, want) in [
            ("2", Some(2)),
            ("第二版", Some(2)),
            ("3版", Some(3)),
            ("2nd ed.", Some(2)),
            ("11th edition", Some(11)),
            ("Rev. ed.", None),
            ("修订版", None),
            ("刻本", None),
            ("", None),
        ] {
            assert_eq!(edition_number(text), want, "{text}");
        }
    }
}
