//! Word lists of the labeller: months, cue words, roles, words of publishers, journals and conferences, places, names.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Classes of words, as bits.
pub mod class {
    /// Months and seasons.
    pub const MONTH: u32 = 1;
    /// Volume.
    pub const VOLUME: u32 = 1 << 1;
    /// Number, issue.
    pub const ISSUE: u32 = 1 << 2;
    /// Pages.
    pub const PAGE: u32 = 1 << 3;
    /// Editors and other roles.
    pub const ROLE: u32 = 1 << 4;
    /// Publishers.
    pub const PRESS: u32 = 1 << 5;
    /// Institutions.
    pub const ORG: u32 = 1 << 6;
    /// Journals.
    pub const JOURNAL: u32 = 1 << 7;
    /// Conferences.
    pub const CONFERENCE: u32 = 1 << 8;
    /// Theses.
    pub const THESIS: u32 = 1 << 9;
    /// Reports.
    pub const REPORT: u32 = 1 << 10;
    /// Places.
    pub const PLACE: u32 = 1 << 11;
    /// Given names.
    pub const GIVEN: u32 = 1 << 12;
    /// Particles of family names.
    pub const PARTICLE: u32 = 1 << 13;
    /// Function words.
    pub const FUNCTION: u32 = 1 << 14;
    /// In, dans, en: before a container.
    pub const IN: u32 = 1 << 15;
    /// Access notes.
    pub const ACCESS: u32 = 1 << 16;
    /// Editions.
    pub const EDITION: u32 = 1 << 17;
    /// Series.
    pub const SERIES: u32 = 1 << 18;
    /// et al.
    pub const ET_AL: u32 = 1 << 19;
    /// Chinese family names of one character.
    pub const SURNAME: u32 = 1 << 20;
    /// And.
    pub const AND: u32 = 1 << 21;
    /// Patents, standards, law.
    pub const LAW: u32 = 1 << 22;
    /// Identifiers.
    pub const ID: u32 = 1 << 23;
}

const LISTS: &[(u32, &str)] = &[
    (
        class::MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember okt dez janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart augustus spring summer autumn fall winter printemps été automne hiver frühjahr sommer herbst января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    (
        class::VOLUME,
        "vol vols volume volumes v bd band bde bände jg jahrgang jahrg tome t tom deel année año anno fasc том т 卷 권 第 제 巻 vols",
    ),
    (
        class::ISSUE,
        "no nos nr nrs number numbers n num numéro numero número issue iss heft h hft št č suppl supplement fasc nº № вып 期 호 号 號 n° part pt bsupplement",
    ),
    (class::PAGE, "pp p pages page pgs pg seiten seite s ss pag págs pág с стр 页 頁 쪽 art article bl blz str"),
    (
        class::ROLE,
        "ed eds edited editor editors edd editora hrsg hg hgg herausgegeben herausgeber éd éds eds. dir dirs coord coords org orgs trans translated translator translators tr transl traduit übers übersetzt trad comp compiled compiler red ред 编 編 译 譯 著 主 辑 註 注 校 comps série introduction foreword preface",
    ),
    (
        class::PRESS,
        "press verlag publisher publishers publishing publications publication éditions editions édition presses editorial edizioni editore books wiley springer elsevier routledge sage blackwell kluwer mcgraw prentice hall addison wesley kaufmann pergamon north-holland birkhäuser dekker plenum harper macmillan penguin norton vintage gallimard suhrkamp fischer reclam beck mohr siebeck gruyter mouton brill campus beltz juventa nomos westdeutscher lang transcript peter seuil puf minuit armand colin hachette dunod masson taylor francis erlbaum guilford lawrence holt rinehart winston academic elsevier/academic usenix acm ieee aaai siam ams mit oup cup house printing office 社 局 馆 館 book bookstore издательство изд наука мир",
    ),
    (
        class::ORG,
        "university universität universitat université universidad universidade università universiteit univ institute institut instituto istituto department dept school college faculty fakultät laboratory laboratories lab labs center centre center's academy akademie académie ministry ministerium ministère council commission committee agency association bureau foundation society gesellschaft corporation corp inc ltd gmbh company co organization organisation bank authority bundesamt amt group team consortium collaboration 大学 学院 研究所 nasa unesco oecd who fao nber cern ibm microsoft google nist",
    ),
    (
        class::JOURNAL,
        "journal journals j review reviews rev annals ann annual letters lett transactions trans zeitschrift z zs archiv archive archives arch revue rivista revista bulletin bull quarterly q magazine gazette times news newsletter today tribune acta american am amer international int european eur british brit japanese chinese nature science cell lancet communications commun comm research res studies stud jahrbuch annales cahiers journalism physica phys physics chem chemical chemistry biol biology biological med medical medicine math mathematics appl applied sci sciences soc social psychol psychology psychological econ economic economics eng engineering mech technol technology comput computing computers environ geophys geol astron astrophys mon natl nat acad clin neurosci pharmacol biochem biophys immunol genet ecol opt mater instrum methods post herald guardian zeitung spiegel wirtschaft wochenschrift forum 学报 杂志 研究 学刊 期刊",
    ),
    (
        class::CONFERENCE,
        "proceedings proc conference conf congress symposium symp workshop workshops meeting meetings colloquium kongress tagung konferenz actes colloque congrès congreso seminar advances intl annual 会议 论文集 conferences lecture notes lncs record digest",
    ),
    (
        class::THESIS,
        "thesis dissertation diss phd ph.d doctoral master's masters master thèse mémoire doctorat diplomarbeit diplom magisterarbeit habilitationsschrift habilitation tesis tese bachelor msc dphil diss. dissertação doktorarbeit",
    ),
    (
        class::REPORT,
        "report reports tech technical rep memo memorandum manuscript unpublished working paper papers discussion tr preprint mimeo draft white deliverable forschungsbericht arbeitspapier arbeitsbericht bericht rapport rfc recommendation monograph bulletin circular press release",
    ),
    (
        class::PLACE,
        "london york new cambridge oxford boston chicago philadelphia washington paris berlin münchen munich frankfurt hamburg köln cologne stuttgart leipzig wiesbaden opladen göttingen tübingen heidelberg bonn weinheim basel bern zürich zurich wien vienna salzburg amsterdam leiden dordrecht rotterdam hague brussels bruxelles louvain leuven madrid barcelona lisboa lisbon roma rome milano milan torino firenze bologna venezia napoli moscow москва petersburg санкт-петербург л м tokyo kyoto osaka seoul beijing shanghai hong kong singapore delhi mumbai bombay calcutta sydney melbourne canberra toronto montreal montréal québec ottawa vancouver los angeles san francisco berkeley stanford princeton ithaca haven baltimore seattle austin houston atlanta minneapolis pittsburgh detroit ann arbor hillsdale mahwah newbury park thousand oaks englewood cliffs reading menlo redwood palo alto hoboken edinburgh glasgow dublin manchester birmingham bristol aldershot harmondsworth chichester basingstoke copenhagen københavn stockholm oslo helsinki uppsala lund gothenburg prague praha budapest warsaw warszawa kraków ljubljana zagreb belgrade beograd athens istanbul ankara jerusalem tel aviv cairo nairobi johannesburg mexico méxico buenos aires são paulo rio janeiro santiago bogotá lima usa u.s.a uk england germany deutschland france italy italia spain españa netherlands holland belgium switzerland schweiz suisse austria österreich canada australia japan china india korea israel sweden norway denmark finland poland russia brazil brasil scotland ireland wales portugal greece turkey ca ma ny nj pa il tx va dc md mi oh wa ct nc ga fl co mn wi az mass calif conn penn ill virginia california massachusetts jersey texas ohio michigan florida carolina georgia maryland pennsylvania illinois 北京 上海 baden darmstadt mannheim marburg giessen jena dresden bielefeld münster essen dortmund düsseldorf hannover bremen kiel freiburg konstanz würzburg erlangen nürnberg regensburg augsburg graz innsbruck linz luzern lausanne genève geneva lyon marseille grenoble toulouse strasbourg bordeaux rennes nantes lille tours",
    ),
    (
        class::GIVEN,
        "john james robert michael william david richard charles joseph thomas christopher daniel paul mark donald george kenneth steven stephen edward brian ronald anthony kevin jason matthew gary timothy jose larry jeffrey frank scott eric andrew raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl arthur ryan roger joe juan jack albert jonathan justin terry gerald keith samuel ralph lawrence nicholas roy benjamin bruce brandon adam harry fred wayne billy steve louis jeremy aaron philip phillip alan allan allen martin simon ian neil graham geoffrey hugh colin stuart derek mary patricia linda barbara elizabeth jennifer maria susan margaret dorothy lisa nancy karen betty helen sandra donna carol ruth sharon michelle laura sarah kimberly deborah jessica shirley cynthia angela melissa brenda amy anna rebecca virginia kathleen pamela martha debra amanda stephanie carolyn christine marie janet catherine frances ann anne joyce diane alice julie heather teresa doris gloria evelyn jean cheryl hans klaus jürgen peter wolfgang heinz horst werner günter günther karl dieter helmut manfred uwe gerhard bernd rolf ulrich stefan thomas andreas michael ralf jörg frank rainer norbert ernst friedrich wilhelm heinrich hermann otto max kurt walter rudolf franz josef johannes georg ludwig christian matthias markus martin sabine petra monika renate ursula ingrid helga brigitte gisela karin andrea susanne claudia ute heike angelika birgit pierre jean jacques michel andré claude bernard philippe alain françois daniel gérard rené marcel robert louis henri roger christian luc yves olivier laurent nathalie isabelle sylvie catherine jan willem pieter johan kees giovanni giuseppe antonio mario luigi francesco carlo paolo marco carlos luis miguel jorge pedro manuel javier fernando rafael sergio ivan vladimir sergei alexander alexei dmitri igor yuri boris nikolai mikhail wei ming li jian hui xiao hong yan jun ying hiroshi takashi kenji akira",
    ),
    (class::PARTICLE, "von van de der den del della di da du la le dos das ten ter zu zur vom af av el al bin ibn st mac jr sr iii ii"),
    (
        class::FUNCTION,
        "the of a an and for to with by from or as at its their is are was how what why on in between into towards toward through against within during under über und der die das des dem den ein eine einer zur zum für mit von im am auf aus bei nach als wie la le les l des du de d et une un pour sur dans par au aux avec el los las y del en una para con por e o os as do da na no il lo gli i della dei nel per и в на с о по из для",
    ),
    (class::IN, "in dans en bei aus"),
    (
        class::ACCESS,
        "retrieved accessed available access abgerufen zugriff abruf consulté consultado verfügbar online from at url http zuletzt stand last visited http www internet web website doi visited",
    ),
    (
        class::EDITION,
        "edition edn ed aufl auflage éd édition ed. revised rev erw überarb reprint nachdruck edición edição edizione изд版 2nd 3rd 1st 4th 5th second third fourth",
    ),
    (class::SERIES, "series reihe schriftenreihe collection coll lecture notes studies monographs schriften texte beiträge bibliothek ser"),
    (class::ET_AL, "et al u.a ua others alii andere al."),
    (class::AND, "and und et y e og och en ed i и and/or sowie"),
    (class::LAW, "patent patents act code law gesetz bgbl directive regulation standard iso din gb astm court supreme appl"),
    (class::ID, "doi arxiv isbn issn pmid pmcid hep hep-th hep-ph astro-ph gr-qc cond-mat math quant-ph cs pubmed urn ssrn hal cstr"),
];

/// Single Chinese family names, by frequency.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許傅呂蘇盧蔣賈葉閻鐘陸顧龍萬錢湯賀賴龔肖闫覃祝柳祁卞庞詹管柯包甘凌宁费岳左单吉骆申尚温欧耿葛焦牛俞章鲁霍符殷齐翟洪";

static WORDS: LazyLock<FxHashMap<u64, u32>> = LazyLock::new(|| {
    let mut map: FxHashMap<u64, u32> = FxHashMap::default();
    for (bit, list) in LISTS {
        for word in list.split(' ') {
            *map.entry(super::features::text_hash(word)).or_default() |= bit;
        }
    }
    let mut one = [0; 4];
    for c in SURNAMES.chars() {
        *map.entry(super::features::text_hash(c.encode_utf8(&mut one))).or_default() |= class::SURNAME;
    }
    map
});

/// Classes of a word by the hash of its lower-case form.
pub fn classes(hash: u64) -> u32 {
    WORDS.get(&hash).copied().unwrap_or(0)
}

/// Whether a word only joins others, in prose as in titles; Han particles too.
pub fn joins(word: &str) -> bool {
    matches!(word, "的" | "了" | "是" | "在" | "这" | "也" | "都" | "和" | "我" | "不" | "而" | "就" | "為" | "为")
        || word.is_ascii() && word.len() < 8 && {
            let lower = word.to_ascii_lowercase();
            classes(super::features::text_hash(&lower)) & class::FUNCTION != 0
                || matches!(
                    lower.as_str(),
                    "is" | "was"
                        | "were"
                        | "that"
                        | "this"
                        | "which"
                        | "we"
                        | "it"
                        | "he"
                        | "she"
                        | "they"
                        | "be"
                        | "have"
                        | "has"
                        | "had"
                        | "not"
                        | "but"
                        | "are"
                        | "can"
                        | "will"
                        | "would"
                        | "also"
                        | "been"
                        | "our"
                        | "i"
                )
        }
}
