//! Years of eras: 民国, the reigns of the Ming and Qing (and the best known before), and of modern Japan.

use crate::text::numerals;

/// A year found by its era.
pub struct Found<'a> {
    /// Year of the common era.
    pub year: i32,
    /// Months of this era are those of the sun's calendar.
    pub solar: bool,
    /// What stands behind the year.
    pub rest: &'a str,
}

/// Name, first year, last year.
const ERAS: &[(&str, i32, i32)] = &[
    ("民国", 1912, 2100),
    ("民國", 1912, 2100),
    ("中华民国", 1912, 2100),
    ("中華民國", 1912, 2100),
    ("宣统", 1909, 1911),
    ("宣統", 1909, 1911),
    ("光绪", 1875, 1908),
    ("光緒", 1875, 1908),
    ("同治", 1862, 1874),
    ("咸丰", 1851, 1861),
    ("咸豐", 1851, 1861),
    ("道光", 1821, 1850),
    ("嘉庆", 1796, 1820),
    ("嘉慶", 1796, 1820),
    ("乾隆", 1736, 1795),
    ("雍正", 1723, 1735),
    ("康熙", 1662, 1722),
    ("顺治", 1644, 1661),
    ("順治", 1644, 1661),
    ("崇祯", 1628, 1644),
    ("崇禎", 1628, 1644),
    ("天启", 1621, 1627),
    ("天啟", 1621, 1627),
    ("泰昌", 1620, 1620),
    ("万历", 1573, 1620),
    ("萬曆", 1573, 1620),
    ("隆庆", 1567, 1572),
    ("隆慶", 1567, 1572),
    ("嘉靖", 1522, 1566),
    ("正德", 1506, 1521),
    ("弘治", 1488, 1505),
    ("成化", 1465, 1487),
    ("天顺", 1457, 1464),
    ("天順", 1457, 1464),
    ("景泰", 1450, 1457),
    ("正统", 1436, 1449),
    ("正統", 1436, 1449),
    ("宣德", 1426, 1435),
    ("洪熙", 1425, 1425),
    ("永乐", 1403, 1424),
    ("永樂", 1403, 1424),
    ("建文", 1399, 1402),
    ("洪武", 1368, 1398),
    ("至正", 1341, 1370),
    ("大德", 1297, 1307),
    ("咸淳", 1265, 1274),
    ("淳熙", 1174, 1189),
    ("绍兴", 1131, 1162),
    ("紹興", 1131, 1162),
    ("元丰", 1078, 1085),
    ("元豐", 1078, 1085),
    ("熙宁", 1068, 1077),
    ("熙寧", 1068, 1077),
    ("开元", 713, 741),
    ("開元", 713, 741),
    ("贞观", 627, 649),
    ("貞觀", 627, 649),
    ("令和", 2019, 2100),
    ("平成", 1989, 2019),
    ("昭和", 1926, 1989),
    ("大正", 1912, 1926),
    ("明治", 1868, 1912),
];

/// Eras whose months are those of the sun's calendar.
const SOLAR: &[&str] = &["民国", "民國", "中华民国", "中華民國", "令和", "平成", "昭和", "大正"];

/// Finds the first year of an era in a text.
pub fn find(text: &str) -> Option<Found<'_>> {
    let (name, at, first, last) =
        ERAS.iter().filter_map(|(n, a, b)| text.find(n).map(|at| (*n, at, *a, *b))).min_by_key(|(_, at, ..)| *at)?;
    let behind = text.get(at + name.len()..)?.trim_start();
    let len: usize =
        behind.chars().take_while(|c| numerals::is_chinese_numeral(*c) || *c == '元' || c.is_ascii_digit()).map(char::len_utf8).sum();
    let number = behind.get(..len)?;
    let rest = behind.get(len..)?.trim_start();
    let n = i32::try_from(numerals::any(number)?).ok()?;
    let year = first.checked_add(n)?.checked_sub(1)?;
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    (n > 0 && year <= last).then_some(Found { year, solar: SOLAR.contains(&name), rest })
}
