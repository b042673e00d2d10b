//! Zip packages and their XML parts, read within limits: unpacked size, nesting, time; entities are never expanded.

use super::limits::Deadline;
use super::{Failure, Limits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An open zip package with what is left of its budget.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    limits: Limits,
    deadline: Deadline,
}

impl<'a> Package<'a> {
    /// Opens a package; a compound file in its place is what Office writes when it encrypts.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Failure> {
        if bytes.len() as u64 > limits.file {
            return Err(Failure::Limit(format!("file larger than {} bytes", limits.file)));
        }
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err(Failure::Encrypted);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Failure::Broken(e.to_string()))?;
        Ok(Package { zip, left: limits.unpacked, limits: *limits, deadline: Deadline::start(limits) })
    }

    /// The clock of this document.
    pub fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// The bounds it was opened with.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Names of the parts, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.zip.file_names().flatten().map(Cow::into_owned).collect();
        names.sort();
        names
    }

    /// Whether a part stands in the package.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The bytes of a part; nothing where it is not there.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        self.deadline.check()?;
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(m)) if m.contains("assword") => return Err(Failure::Encrypted),
            Err(e) => return Err(Failure::Broken(format!("{name}: {e}"))),
        };
        let mut out = Vec::new();
        let read = file.take(self.left.saturating_add(1)).read_to_end(&mut out);
        if out.len() as u64 > self.left {
            return Err(Failure::Limit(format!("unpacked size over {} bytes", self.limits.unpacked)));
        }
        self.left -= out.len() as u64;
        match read {
            // A damaged tail still leaves what was unpacked before it.
            Err(e) if out.is_empty() => Err(Failure::Broken(format!("{name}: {e}"))),
            _ => Ok(Some(out)),
        }
    }

    /// The text of an XML part (UTF-8, or UTF-16 by its mark).
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Failure> {
        Ok(self.bytes(name)?.map(decode))
    }
}

/// XML is UTF-8, or UTF-16 with a mark (XML 1.0, 4.3.3).
fn decode(bytes: Vec<u8>) -> String {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().skip(1).map(|c| from(*c)).collect();
        String::from_utf16_lossy(&units)
    };
    if bytes.starts_with(&[0xff, 0xfe]) {
        return wide(u16::from_le_bytes);
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return wide(u16::from_be_bytes);
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// What stands next in an XML part.
pub enum Node<'a> {
    /// A start tag (empty elements give one too, followed by its end).
    Open(BytesStart<'a>),
    /// An end tag, by local name.
    Close(String),
    /// Character data, references resolved.
    Text(Cow<'a, str>),
}

/// A bounded walk over the events of an XML text.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    most: usize,
    deadline: Deadline,
    html: bool,
    /// What ended the walk before the end of the text, if anything did.
    pub broken: Option<String>,
}

impl<'a> Xml<'a> {
    /// A walk from the beginning.
    pub fn new(text: &'a str, limits: &Limits, deadline: Deadline) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Xml { reader, depth: 0, most: limits.depth, deadline, html: false, broken: None }
    }

    /// Takes elements that HTML leaves open (`<br>`) as empty, and knows a few more entities.
    pub fn html(mut self) -> Self {
        self.html = true;
        self
    }

    /// The next node; nothing at the end or where the text is broken.
    #[expect(clippy::should_implement_trait, reason = "a reader that can fail is no iterator")]
    pub fn next(&mut self) -> Result<Option<Node<'a>>, Failure> {
        loop {
            self.deadline.tick()?;
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(e) => {
                    self.broken = Some(e.to_string());
                    return Ok(None);
                }
            };
            match event {
                Event::Start(e) | Event::Empty(e) => {
                    if !(self.html && is_void(local(&e))) {
                        self.depth += 1;
                    }
                    if self.depth > self.most {
                        return Err(Failure::Limit(format!("elements nested deeper than {}", self.most)));
                    }
                    return Ok(Some(Node::Open(e)));
                }
                Event::End(e) => {
                    if !(self.html && is_void(e.local_name().as_ref())) {
                        self.depth = self.depth.saturating_sub(1);
                    }
                    return Ok(Some(Node::Close(e.local_name().as_ref().to_owned())));
                }
                Event::Text(t) => return Ok(Some(Node::Text(t.into_inner()))),
                Event::CData(t) => return Ok(Some(Node::Text(t.into_inner()))),
                Event::GeneralRef(r) => {
                    if let Some(s) = resolve(&r).or_else(|| if self.html { named(&r) } else { None }) {
                        return Ok(Some(Node::Text(s)));
                    }
                }
                Event::Eof => {
                    if self.depth > 0 {
                        self.broken = Some("ends inside an element".into());
                    }
                    return Ok(None);
                }
                _ => {}
            }
        }
    }

    /// Passes over the rest of the element that was just opened.
    pub fn skip(&mut self) -> Result<(), Failure> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// Place in the text, in bytes, after the last node.
    pub fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }
}

/// Elements without content (HTML, 13.1.2).
fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "meta" | "link" | "input" | "wbr" | "col" | "area" | "base" | "embed" | "source" | "track")
}

/// The entities of HTML that are usual in running text.
fn named<'a>(r: &quick_xml::events::BytesRef<'a>) -> Option<Cow<'a, str>> {
    Some(Cow::Borrowed(match r.xml10_content().as_ref() {
        "nbsp" | "ensp" | "emsp" | "thinsp" => " ",
        "ndash" => "–",
        "mdash" => "—",
        "hellip" => "…",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "middot" => "·",
        "times" => "×",
        "eacute" => "é",
        "uuml" => "ü",
        "ouml" => "ö",
        "auml" => "ä",
        _ => return None,
    }))
}

/// A character reference or one of the five predefined entities; others are left out (no document type is read).
fn resolve<'a>(r: &quick_xml::events::BytesRef<'a>) -> Option<Cow<'a, str>> {
    if let Ok(Some(c)) = r.resolve_char_ref() {
        return Some(Cow::Owned(c.to_string()));
    }
    quick_xml::escape::resolve_predefined_entity(r.xml10_content().as_ref()).map(Cow::Borrowed)
}

/// Local name of a start tag.
pub fn local<'a>(e: &'a BytesStart<'_>) -> &'a str {
    e.name().0.rsplit(':').next().unwrap_or("")
}

/// An attribute by local name, whatever its prefix.
pub fn attr(e: &BytesStart<'_>, name: &str) -> Option<String> {
    e.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| {
        match quick_xml::escape::unescape(&a.value) {
            Ok(s) => s.into_owned(),
            Err(_) => a.value.into_owned(),
        }
    })
}
