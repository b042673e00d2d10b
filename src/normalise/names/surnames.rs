//! Chinese and Japanese surnames: single, compound, their special readings, and their pinyin.

use std::sync::LazyLock;

/// Single-character surnames, the frequent ones first (after the surname statistics of the census, then the Hundred Surnames).
const SINGLE: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由竺仉扬诸逄弓鄂付贝苍糜晃麴綦邴亚过糠仰仓桓步聊逮仵随暴习折占岳车旷";

/// Compound surnames.
const COMPOUND: &[&str] = &[
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "独孤",
    "南宫",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "长孙",
    "宇文",
    "司空",
    "令狐",
    "澹台",
    "太史",
    "端木",
    "夏侯",
    "轩辕",
    "东郭",
    "呼延",
    "公羊",
    "濮阳",
    "淳于",
    "单于",
    "申屠",
    "公冶",
    "宗政",
    "仲孙",
    "钟离",
    "闻人",
    "鲜于",
    "闾丘",
    "百里",
    "拓跋",
    "西门",
    "万俟",
    "赫连",
    "完颜",
    "纳兰",
    "叶赫",
    "爱新觉罗",
    "第五",
    "左丘",
    "梁丘",
    "漆雕",
    "乐正",
    "公良",
    "段干",
    "谷梁",
    "壤驷",
    "巫马",
    "东门",
    "子车",
    "颛孙",
    "羊舌",
    "微生",
    "即墨",
    "达奚",
    "褚师",
    "贺兰",
    "贺若",
    "屈突",
    "尔朱",
    "哥舒",
    "斛律",
    "耶律",
    "欧陽",
    "阿史那",
];

/// Japanese surnames of two or more characters that are often met (in simplified or Japanese characters).
const JAPANESE: &str = " 佐藤 铃木 鈴木 高桥 高橋 田中 伊藤 渡边 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐佐木 佐々木 山口 松本 井上 木村 斎藤 斋藤 齐藤 清水 山崎 池田 桥本 橋本 阿部 石川 山下 中岛 中島 石井 小川 前田 冈田 岡田 长谷川 長谷川 藤田 后藤 後藤 近藤 村上 远藤 遠藤 青木 坂本 斉藤 福田 太田 西村 藤井 金子 冈本 岡本 藤原 三浦 中野 原田 松田 竹内 上田 小野 田村 中山 和田 森田 石田 上野 内田 柴田 酒井 宫崎 宮崎 横山 高木 安藤 宫本 宮本 大野 小岛 小島 谷口 今井 工藤 高田 增田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 野口 武田 松井 千叶 千葉 菅原 岩崎 久保 木下 佐野 野村 松尾 菊地 市川 杉本 古川 大西 岛田 島田 水野 樱井 桜井 渡部 吉川 山内 西田 饭田 飯田 菊池 西川 小松 北村 安田 五十岚 五十嵐 川口 平田 中田 久保田 服部 岩田 土屋 川崎 福岛 福島 本田 樋口 秋山 田口 永井 中川 大江 三木 丸尾 仁井田 内藤 滋贺 狩野 沟口 竹添 青山 夏目 芥川 川端 三岛 村井 丸井 日比野 岩波 铃江 宫泽 宮沢 宮澤 宫川 荒木 大久保 竹中 松下 松原 松浦 松村 小泽 小沢 西尾 川本 川村 川上 早川 片山 吉村 山川 荒井 ";

/// Readings of surnames that differ from the usual reading of their characters.
const READINGS: &[(&str, &str)] = &[
    ("单", "shan"),
    ("仇", "qiu"),
    ("区", "ou"),
    ("曾", "zeng"),
    ("查", "zha"),
    ("朴", "piao"),
    ("盖", "ge"),
    ("乐", "yue"),
    ("翟", "zhai"),
    ("覃", "qin"),
    ("缪", "miao"),
    ("解", "xie"),
    ("任", "ren"),
    ("华", "hua"),
    ("尉迟", "yuchi"),
    ("长孙", "zhangsun"),
    ("万俟", "moqi"),
    ("澹台", "tantai"),
    ("单于", "chanyu"),
    ("乐正", "yuezheng"),
    ("鲜于", "xianyu"),
    ("呼延", "huyan"),
    ("令狐", "linghu"),
    ("公冶", "gongye"),
    ("秘", "bi"),
    ("冼", "xian"),
    ("员", "yun"),
    ("贠", "yun"),
    ("黑", "he"),
    ("尹", "yin"),
    ("召", "shao"),
    ("种", "chong"),
    ("重", "chong"),
    ("洗", "xian"),
    ("繁", "po"),
    ("佴", "nai"),
    ("宓", "mi"),
    ("宁", "ning"),
    ("曲", "qu"),
    ("郇", "xun"),
    ("晁", "chao"),
    ("逄", "pang"),
    ("令", "ling"),
    ("折", "she"),
    ("那", "na"),
    ("哈", "ha"),
    ("卜", "bu"),
    ("不", "fou"),
    ("牟", "mu"),
    ("隗", "wei"),
    ("谌", "chen"),
    ("洪", "hong"),
    ("燕", "yan"),
    ("車", "che"),
    ("车", "che"),
    ("石", "shi"),
    ("都", "du"),
    ("乜", "nie"),
    ("祭", "zhai"),
    ("相", "xiang"),
    ("应", "ying"),
    ("干", "gan"),
    ("阚", "kan"),
    ("葛", "ge"),
    ("柏", "bai"),
    ("薄", "bo"),
    ("费", "fei"),
    ("纪", "ji"),
    ("沈", "shen"),
    ("俞", "yu"),
    ("于", "yu"),
    ("褚", "chu"),
    ("仉", "zhang"),
];

/// The reading of a surname with several characters or of one by itself, where it differs from the usual one.
pub fn reading(surname: &str) -> Option<&'static str> {
    READINGS.iter().find(|(s, _)| *s == surname).map(|(_, r)| *r)
}

/// The special reading of a single-character surname.
pub fn reading_of_char(c: char) -> Option<&'static str> {
    reading(c.encode_utf8(&mut [0; 4]))
}

static SET: LazyLock<rustc_hash::FxHashSet<char>> = LazyLock::new(|| SINGLE.chars().collect());

/// Whether the character (in either script) is a surname.
pub fn is_single(c: char) -> bool {
    SET.contains(&crate::text::hant::simplified(c))
}

/// Whether the character (in either script) is one of the most frequent surnames, and begins few Japanese ones.
pub fn is_frequent(c: char) -> bool {
    let c = crate::text::hant::simplified(c);
    SINGLE.chars().take(110).any(|s| s == c) && !"田高石江谷平松原金".contains(c)
}

/// How many characters of the front of a Chinese name are a compound surname, if one is there.
pub fn compound(name: &str) -> Option<usize> {
    let front: String = name.chars().take(4).map(crate::text::hant::simplified).collect();
    prefixes(&front, 4).find(|p| COMPOUND_SET.contains(p.1)).map(|p| p.0)
}

static COMPOUND_SET: LazyLock<rustc_hash::FxHashSet<&str>> = LazyLock::new(|| COMPOUND.iter().copied().collect());
static JAPANESE_SET: LazyLock<rustc_hash::FxHashSet<&str>> = LazyLock::new(|| JAPANESE.split_whitespace().collect());

/// The beginnings of a name with their numbers of characters, the longest (at most `most`) first, down to two.
fn prefixes(name: &str, most: usize) -> impl Iterator<Item = (usize, &str)> {
    (2..=most).rev().filter_map(|n| {
        let end = match name.char_indices().nth(n) {
            Some((end, _)) => end,
            None if name.chars().count() == n => name.len(),
            None => return None,
        };
        Some((n, name.get(..end)?))
    })
}

/// How many characters of the front of a name are a Japanese surname, if one is there.
pub fn japanese(name: &str) -> Option<usize> {
    prefixes(name, 3).find(|p| JAPANESE_SET.contains(p.1)).map(|p| p.0)
}

/// Pinyin of the surnames of China, with the spellings of Taiwan and Hong Kong that are no ordinary English names.
const PINYIN: &str = " wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han deng feng cao peng zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lu lv lyu ding ren shen yao cui zhong tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu yin xue yan duan lei hou long tao gu mao hao gong shao wan qian dai mo kong xiang chang wen kang niu ge xing an qi yi qiao pang ni zhuang nie zhai zhan ou geng guan lan jiao zuo liu gan bao ning shang shu ruan ke ji mei tong ling bi shan pei huo miao sheng qu weng ran pu teng rao mu ai you nong si zhuo jian che lian mai chu lou dou cen jing dang bu leng mi bo zong gui quan ying zang min gou bian luan sui diao sha rong kou sang lang zhen cong ao chi cha dan sa ouyang sima zhuge shangguan situ huangfu xiahou linghu hsu hsieh hsiao tsai chou chang chiang chiu chung kuo liao tseng tsao teng kao hung yeh chao chien chuang cheung kwok leung wong lam ng ho lau tsang yip siu kwan fung mao chow hsiung tsui ren que yue zha min nan wo xi xian bing ";

/// Frequent surnames in pinyin: at the end of a name they speak for Western order.
const FREQUENT: &str =
    " wang li zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo he lin gao luo zheng liang xie song tang deng cao ";

static PINYIN_SET: LazyLock<rustc_hash::FxHashSet<&str>> = LazyLock::new(|| PINYIN.split_whitespace().collect());

/// Whether the lower-case word is a Chinese surname in pinyin.
pub fn is_pinyin(word: &str) -> bool {
    PINYIN_SET.contains(word)
}

/// Whether the lower-case word is a very frequent Chinese surname in pinyin.
pub fn is_frequent_pinyin(word: &str) -> bool {
    FREQUENT.split(' ').any(|s| !s.is_empty() && s == word)
}
