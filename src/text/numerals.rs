//! Numerals: Arabic in full width, Chinese (二〇一九, 廿三, 第十二), Roman, circled (①).

/// The value of a Chinese digit character (0–9).
pub fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' | '壹' | '元' | '弌' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Whether the character may stand in a Chinese number.
pub fn is_chinese_numeral(c: char) -> bool {
    c != 'Ｏ' && (chinese_digit(c).is_some() || unit(c).is_some() || matches!(c, '廿' | '卅' | '卌' | '万' | '萬'))
}

/// The value of a Chinese number up to 99,999,999: by places (二〇一九) or by units (一百二十三, 廿三, 十).
pub fn chinese(s: &str) -> Option<u32> {
    let s = s.trim();
    if s.is_empty() || s.chars().count() > 16 {
        return None;
    }
    if s.chars().count() > 1 && s.chars().all(|c| chinese_digit(c).is_some()) {
        return s.chars().take(9).filter_map(chinese_digit).try_fold(0u32, |n, d| n.checked_mul(10)?.checked_add(d));
    }
    let (mut total, mut section, mut digit) = (0u32, 0u32, None);
    for c in s.chars() {
        if let Some(d) = chinese_digit(c) {
            digit = Some(d);
        } else if let Some(u) = unit(c) {
            section = section.checked_add(digit.take().unwrap_or(1).checked_mul(u)?)?;
        } else {
            let tens = match c {
                '廿' => 20,
                '卅' => 30,
                '卌' => 40,
                '万' | '萬' => {
                    total = total.checked_add(section.checked_add(digit.take().unwrap_or(0))?)?.checked_mul(10_000)?;
                    section = 0;
                    continue;
                }
                _ => return None,
            };
            section = section.checked_add(tens)?;
        }
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

/// The value of a Roman numeral up to 3999, in either case; strict about its form.
pub fn roman(s: &str) -> Option<u32> {
    let value = |c: char| {
        Some(match c.to_ascii_uppercase() {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            'M' => 1000,
            _ => return None,
        })
    };
    if s.is_empty() || s.len() > 15 {
        return None;
    }
    let (mut total, mut last) = (0i32, 0i32);
    for c in s.chars().rev() {
        let v = value(c)?;
        if v < last {
            total -= v;
        } else {
            total += v;
            last = v;
        }
    }
    let total = u32::try_from(total).ok().filter(|n| (1..4000).contains(n))?;
    to_roman(total).eq_ignore_ascii_case(s).then_some(total)
}

/// A number from 1 to 3999 as a Roman numeral.
pub fn to_roman(mut n: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in STEPS {
        while n >= value && out.len() < 20 {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// The number in a circle, in parentheses or with a full stop as one character (①–㊿, ⑴, ⒈, ❶, ➀).
pub fn circled(c: char) -> Option<u32> {
    let n = c as u32;
    Some(match n {
        0x2460..=0x2473 => n - 0x245f,
        0x2474..=0x2487 => n - 0x2473,
        0x2488..=0x249b => n - 0x2487,
        0x24eb..=0x24f4 => n - 0x24eb + 11,
        0x24f5..=0x24fe => n - 0x24f4,
        0x2776..=0x277f => n - 0x2775,
        0x2780..=0x2789 => n - 0x277f,
        0x278a..=0x2793 => n - 0x2789,
        0x3251..=0x325f => n - 0x3251 + 21,
        0x32b1..=0x32bf => n - 0x32b1 + 36,
        0x24ea | 0x24ff => 0,
        _ => return None,
    })
}

/// A whole number in any of the forms: Arabic (also full width), Chinese with or without 第, circled.
pub fn any(s: &str) -> Option<u32> {
    let s = s.trim();
    let s = s.strip_prefix('第').unwrap_or(s).trim();
    let half = crate::text::width::half(s);
    if !half.is_empty() && half.len() <= 9 && half.bytes().all(|b| b.is_ascii_digit()) {
        return half.parse().ok();
    }
    let mut chars = s.chars();
    match (chars.next().and_then(circled), chars.next()) {
        (Some(n), None) => Some(n),
        _ => chinese(s),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_have_their_value() {
        for (s, n) in [
            ("二〇一九", 2019),
            ("廿三", 23),
            ("十", 10),
            ("十二", 12),
            ("三十六", 36),
            ("一百二十三", 123),
            ("一〇五", 105),
            ("卅一", 31),
            ("二十", 20),
            ("一千零一", 1001),
            ("三万五千", 35000),
            ("元", 1),
        ] {
            assert_eq!(chinese(s), Some(n), "{s}");
        }
        assert_eq!(chinese("卷"), None);
        assert_eq!(chinese("九九九九九九九九九九九九九九九九九"), None);
    }

    #[test]
    fn roman_numbers_are_strict() {
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(roman("mcmxcix"), Some(1999));
        assert_eq!(roman("IIII"), None);
        assert_eq!(roman("Vol"), None);
    }

    #[test]
    fn every_form_of_a_number_is_read() {
        assert_eq!(any("第十二"), Some(12));
        assert_eq!(any("１２"), Some(12));
        assert_eq!(any("③"), Some(3));
        assert_eq!(any("㉑"), Some(21));
        assert_eq!(any("abc"), None);
    }
}
