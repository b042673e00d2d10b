//! Recognises the encoding of bytes by content, decodes them, and encodes them back.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A decoded text.
pub struct Decoded<'a> {
    /// The text, without a byte-order mark.
    pub text: Cow<'a, str>,
    /// Name of the encoding (`utf-8`, `utf-16le`, `gb18030`, `big5` …).
    pub encoding: &'static str,
    /// Whether a byte-order mark stood in front.
    pub mark: bool,
    /// How many characters could not be decoded (each is U+FFFD in the text).
    pub bad: usize,
}

/// How many bytes detection looks at: enough for certainty, small beside reading the file.
const SAMPLE: usize = 256 << 10;

/// Decodes bytes: mark, then UTF-16 without mark, then strict UTF-8, then detection by content.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, length)) = mark_of(bytes) {
        return decode_as(&bytes[length..], encoding, true);
    }
    let nul = memchr::memchr(0, &bytes[..bytes.len().min(SAMPLE)]).is_some();
    if nul && let Some(encoding) = utf16(bytes, 0.9) {
        return decode_as(bytes, encoding, false);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), encoding: name_of(UTF_8), mark: false, bad: 0 };
    }
    // Chinese without a line end or digit has no zero byte in UTF-16; it is no valid UTF-8 either.
    if !nul && let Some(encoding) = utf16(bytes, 0.99) {
        return decode_as(bytes, encoding, false);
    }
    if damaged_utf8(bytes) {
        return decode_as(bytes, UTF_8, false);
    }
    decode_as(bytes, detect(bytes), false)
}

/// How much of a file is looked at to tell text from binary data.
const PROBE: usize = 16 << 10;

/// Whether the bytes are text in some encoding: hardly any control or undecodable characters.
pub fn is_text(bytes: &[u8]) -> bool {
    let mut length = bytes.len().min(PROBE);
    length -= length % 4;
    let sample = if bytes.len() <= PROBE { bytes } else { &bytes[..length] };
    let decoded = decode(sample);
    let mut all = 0usize;
    let mut odd = decoded.bad;
    for c in decoded.text.chars() {
        all += 1;
        odd += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{1a}'));
    }
    odd * 50 <= all
}

/// Encodes text back into the encoding of that name, with its byte-order mark where `mark` says so; `None` where the
/// encoding is unknown or cannot hold every character.
pub fn encode(text: &str, encoding: &str, mark: bool) -> Option<Vec<u8>> {
    let encoding = Encoding::for_label(encoding.as_bytes())?;
    let mut out = Vec::with_capacity(text.len() + 3);
    if mark {
        match name_of(encoding) {
            "utf-16le" => out.extend([0xff, 0xfe]),
            "utf-16be" => out.extend([0xfe, 0xff]),
            "utf-8" => out.extend([0xef, 0xbb, 0xbf]),
            "gb18030" => out.extend([0x84, 0x31, 0x95, 0x33]),
            _ => {}
        }
    }
    match name_of(encoding) {
        "utf-16le" => out.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        "utf-16be" => out.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        _ => {
            let (bytes, _, lost) = encoding.encode(text);
            if lost {
                return None;
            }
            out.extend_from_slice(&bytes);
        }
    }
    Some(out)
}

fn mark_of(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if bytes.starts_with(&[0x84, 0x31, 0x95, 0x33]) {
        return Some((GB18030, 4));
    }
    Encoding::for_bom(bytes)
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding, mark: bool) -> Decoded<'a> {
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    let bad = if failed { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, encoding: name_of(encoding), mark, bad }
}

/// The name in lower case, as the rest of the house writes it.
fn name_of(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "GBK" | "gb18030" => "gb18030",
        "Big5" => "big5",
        "Shift_JIS" => "shift_jis",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        other => other,
    }
}

/// The byte order, where at least that share of the code units makes sense in it and more than in the other.
fn utf16(bytes: &[u8], least: f64) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(PROBE)];
    let share = |unit: fn([u8; 2]) -> u16| {
        let good = sample.chunks_exact(2).filter(|c| plausible(unit([c[0], c[1]]))).count();
        good as f64 / (sample.len() / 2) as f64
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    match () {
        () if little >= least && little > big => Some(UTF_16LE),
        () if big >= least && big > little => Some(UTF_16BE),
        () => None,
    }
}

/// Whether a UTF-16 code unit is what Chinese and Western texts consist of.
fn plausible(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0a | 0x0c | 0x0d | 0x20..=0x7e | 0xa0..=0x24f | 0x2010..=0x2040 | 0x2460..=0x24ff
        | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef)
}

/// Whether the text is UTF-8 that was cut or hurt in a few places, not another encoding: far more whole characters than
/// broken ones. Other encodings give hardly any whole ones by chance.
fn damaged_utf8(bytes: &[u8]) -> bool {
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
    {
        return !bytes[..error.valid_up_to()].is_ascii();
    }
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes[..bytes.len().min(PROBE)].utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 10 * broken
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(PROBE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    // A hint by country makes Chinese encodings fail; GB18030 holds all of GBK.
    let encoding = detector.guess(None, Utf8Detection::Allow);
    if encoding == GBK { GB18030 } else { encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str = "参考文献\n[1] 王娜. 射电望远镜的建设[J]. 中国科学, 2014, 44(8): 783-794.\n";
    const TRADITIONAL: &str = "參考文獻\n徐信義：〈張炎的詞學批評〉，《幼獅學誌》第14期（1977年2月），頁172-194。\n";

    #[test]
    fn chinese_text_is_read_in_every_encoding_people_use() {
        for (name, text) in
            [("utf-8", SIMPLIFIED), ("utf-16le", SIMPLIFIED), ("utf-16be", TRADITIONAL), ("gb18030", SIMPLIFIED), ("big5", TRADITIONAL)]
        {
            for mark in [false, true] {
                let Some(bytes) = encode(text, name, mark) else { panic!("{name} holds the text") };
                let decoded = decode(&bytes);
                assert_eq!((decoded.encoding, &*decoded.text, decoded.bad), (name, text, 0), "{name}, mark {mark}");
                assert_eq!(decoded.mark, mark && name != "big5");
                assert_eq!(encode(&decoded.text, name, decoded.mark).as_deref(), Some(&bytes[..]), "{name} round trip");
            }
        }
    }

    #[test]
    fn characters_beyond_gbk_survive_in_gb18030() {
        let text = "㐀𠀀䶵：《说文解字注》，上海古籍出版社，1981年，第5页。这里还有一些普通的汉字。";
        let bytes = encode(text, "gb18030", false).unwrap_or_default();
        assert_eq!(decode(&bytes).text, text);
    }

    #[test]
    fn utf16_of_chinese_alone_is_recognised_without_any_zero_byte() {
        let text = "科技外交是外交的重要组成部分，是处理国家之间科技合作关系的活动。";
        let bytes = encode(text, "utf-16le", false).unwrap_or_default();
        assert!(!bytes.contains(&0));
        assert_eq!(decode(&bytes).text, text);
    }

    #[test]
    fn a_cut_utf8_file_stays_utf8() {
        let bytes = SIMPLIFIED.as_bytes();
        for end in 4..bytes.len() {
            let decoded = decode(&bytes[..end]);
            assert_eq!(decoded.encoding, "utf-8", "cut at {end}");
            assert!(decoded.bad <= 1);
        }
    }

    #[test]
    fn text_that_an_encoding_cannot_hold_is_not_mangled() {
        assert_eq!(encode("汉字 ẞ𠀀", "big5", false), None);
        assert_eq!(encode("x", "no-such-encoding", false), None);
    }
}
