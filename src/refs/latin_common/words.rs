//! Words that references use as signs, each with what it can be a sign of. Facts of language and publishing, no names of
//! particular works or journals.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of meanings of one word.
pub type Flags = u32;

/// A month.
pub const MONTH: Flags = 1;
/// A season or term.
pub const SEASON: Flags = 1 << 1;
/// Marks a volume.
pub const VOL: Flags = 1 << 2;
/// Marks an issue.
pub const ISS: Flags = 1 << 3;
/// Marks pages.
pub const PAGE: Flags = 1 << 4;
/// Joins two names.
pub const AND: Flags = 1 << 5;
/// A particle inside a name.
pub const PARTICLE: Flags = 1 << 6;
/// Marks editors.
pub const EDS: Flags = 1 << 7;
/// A function word, written small inside names of journals.
pub const FUNC: Flags = 1 << 8;
/// A city, state or country.
pub const PLACE: Flags = 1 << 9;
/// A word of publishers' names.
pub const PUB: Flags = 1 << 10;
/// A word of journals' names.
pub const JOUR: Flags = 1 << 11;
/// A word of proceedings' names.
pub const CONF: Flags = 1 << 12;
/// A usual abbreviation inside names of journals.
pub const ABBR: Flags = 1 << 13;
/// A word of corporate bodies' names.
pub const ORG: Flags = 1 << 14;
/// A word for theses.
pub const THESIS: Flags = 1 << 15;
/// A word for reports.
pub const REPORT: Flags = 1 << 16;
/// "In" before a container.
pub const IN: Flags = 1 << 17;
/// Introduces a date of access.
pub const ACCESS: Flags = 1 << 18;
/// Marks a supplement.
pub const SUPPL: Flags = 1 << 19;
/// Marks an edition.
pub const EDITION: Flags = 1 << 20;
/// Marks translators.
pub const TRANS: Flags = 1 << 21;
/// Stands for the date of what is not yet, or never was, published.
pub const NODATE: Flags = 1 << 22;
/// First part of a place of several words.
pub const PLACE_HEAD: Flags = 1 << 23;
/// A suffix of a name.
pub const SUFFIX: Flags = 1 << 24;
/// A university or school.
pub const UNI: Flags = 1 << 25;

/// Can stand in front of the word for an edition.
pub const EDITION_LEAD: Flags = 1 << 26;

const TABLE: &[(Flags, &str)] = &[
    (
        MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul \
        aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember okt dez jänner janvier février mars avril \
        juin juillet août septembre octobre novembre décembre janv févr juil déc enero febrero marzo abril mayo junio julio \
        agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre \
        janeiro fevereiro março maio junho julho setembro outubro dezembro января февраля марта апреля мая июня июля августа \
        сентября октября ноября декабря",
    ),
    (SEASON, "spring summer autumn fall winter frühjahr sommer herbst printemps été automne hiver michaelmas easter"),
    (VOL, "vol vols volume volumes bd bde band bänd jg jahrg jahrgang tome том т v tom vol.no"),
    (ISS, "no nr nos number num núm nº heft h issue iss вып n numéro número № fasc"),
    (PAGE, "pp p pages page pgs pg s ss seite seiten págs pág páginas página с стр str pag"),
    (AND, "and und et y e i en og och & and/or и"),
    (
        PARTICLE,
        "von van de der den des du di da del della dello degli dos das do la le ten ter zu zur zum vom af av el al ibn bin ben \
        d' l' vander vanden vande st y lo af",
    ),
    (
        EDS,
        "orgs org edd ed eds edited editor editors hrsg hg hrsgg herausgeber herausgegeben hgg éd éds dir dirs coord coords comp comps ред eds.in \
        red editado edición",
    ),
    (
        FUNC,
        "of the and in for on de la le les des du et di del der die das und für zur zum von el los las y e da do dos au aux en to a an \
        with from by at as or sur dans im & для и в на по",
    ),
    (
        PLACE,
        "london paris berlin boston chicago cambridge oxford philadelphia washington amsterdam dordrecht heidelberg münchen munich \
        frankfurt wien vienna zürich zurich basel bern geneva genève stuttgart hamburg köln cologne leipzig göttingen tübingen \
        bonn opladen wiesbaden weinheim mannheim bielefeld münster freiburg düsseldorf konstanz darmstadt bremen hannover dresden \
        potsdam würzburg erlangen nürnberg mainz marburg giessen gießen kassel jena halle regensburg augsburg bochum essen dortmund \
        karlsruhe aachen saarbrücken trier passau salzburg graz innsbruck linz lausanne brussels bruxelles brussel leuven louvain \
        antwerp ghent gent leiden rotterdam utrecht hague delft copenhagen københavn stockholm uppsala lund göteborg oslo bergen \
        helsinki reykjavik dublin edinburgh glasgow manchester birmingham bristol leeds sheffield cardiff brighton aldershot avebury \
        harmondsworth hampshire basingstoke houndmills farnham cheltenham abingdon chichester hoboken malden maidenhead buckingham \
        rome roma milan milano turin torino florence firenze bologna venice venezia naples napoli padova pisa madrid barcelona \
        sevilla valencia salamanca lisbon lisboa porto coimbra athens athen moscow москва moskva м prague praha budapest warsaw \
        warszawa kraków bucharest bucureşti sofia belgrade zagreb ljubljana vilnius riga tallinn kiev kyiv istanbul ankara jerusalem \
        cairo beirut tokyo kyoto osaka seoul beijing shanghai guangzhou taipei singapore manila bangkok jakarta delhi bombay mumbai \
        calcutta bangalore sydney melbourne canberra brisbane adelaide perth auckland wellington toronto montreal montréal ottawa \
        vancouver québec quebec calgary edmonton waterloo kingston baltimore berkeley stanford princeton ithaca bloomington madison \
        minneapolis detroit cleveland pittsburgh atlanta dallas houston austin denver seattle portland miami orlando tampa phoenix \
        tucson honolulu providence hanover durham lexington nashville knoxville columbia norman lawrence lincoln omaha urbana \
        champaign evanston hillsdale mahwah norwood greenwich westport hampton stamford rockville bethesda arlington alexandria \
        charlottesville williamsburg reading englewood belmont monterey pasadena anaheim oakland sacramento albany rochester buffalo \
        syracuse brooklyn newark trenton hackensack usa us uk u.s.a england scotland wales ireland france germany deutschland italy \
        italia spain españa portugal netherlands belgium switzerland schweiz austria österreich sweden norway denmark finland \
        iceland poland hungary romania bulgaria greece turkey russia ukraine israel egypt india china japan korea taiwan australia \
        canada mexico brazil argentina chile colombia peru massachusetts california virginia maryland illinois michigan ohio \
        texas florida pennsylvania connecticut wisconsin minnesota colorado oregon arizona georgia tennessee kentucky indiana iowa \
        kansas missouri nebraska oklahoma arkansas alabama mississippi louisiana utah nevada montana idaho wyoming alaska hawaii \
        maine vermont delaware ma ca ny nj pa il mi oh tx fl va md ct wi mn co wa az ga tn ky ia ks mo ne ok ar al ms ut nv \
        mt wy ak hi nh vt ri sc nc nd sd mass calif okla ariz wis minn tenn conn penn ill mich fla wash dc d.c ontario bc neuwied weilerswist baden-baden \
        reinbek hildesheim ostfildern neukirchen-vluyn stuttgart/weinheim n.y lanham thousand pittsburg urbino лондон спб philippines malaysia indonesia vietnam thailand pakistan bangladesh iran iraq kenya nigeria ghana ethiopia tanzania uganda zimbabwe cuba venezuela uruguay ecuador bolivia slovakia slovenia croatia serbia estonia latvia lithuania luxembourg lebanon syria jordan nepal me or in wv hertfordshire surrey kent essex devon thessaloniki",
    ),
    (
        PLACE_HEAD,
        "new los san ann thousand saint st den rio buenos hong tel salt fort palo baton santa menlo el mexico são sao las kuala cape \
        ames upper englewood mountain boca chapel college white silver redwood grand park notre newbury beverly san redwood cold \
        sankt santiago long university des ft east west north south glen aix monte",
    ),
    (
        PUB,
        "press verlag publishers publisher publishing publications pub books éditions editions edition editorial presses springer \
        springer-verlag wiley elsevier routledge sage penguin macmillan palgrave mcgraw-hill mcgraw prentice-hall prentice addison-wesley \
        addison kluwer blackwell erlbaum norton harper harpercollins routledge/falmer plenum pergamon birkhäuser birkhauser gruyter \
        suhrkamp campus vieweg teubner westdeutscher nomos beck mohr siebeck vs utb beltz juventa fischer rowohlt reclam \
        lang brill ashgate edward elgar polity verso vintage basic knopf doubleday dover freeman benjamins mouton holt rinehart \
        heath allyn bacon worth saunders mosby lippincott williams wilkins raven dekker academic interscience north-holland acm \
        ieee aaai usenix siam spie iet csli gallimard seuil puf presses armand hachette l'harmattan harmattan dunod masson vrin flammarion fayard \
        maspero minuit publ verl издательство изд наука company co inc ltd gmbh sons association/publisher wadsworth duxbury \
        brooks/cole mit o'reilly microsoft apress chapman hall crc taylor francis jossey-bass guilford corwin heinemann longman \
        pearson houghton mifflin scribner's scribner random simon schuster basil croom helm allen unwin methuen tavistock \
        oldenbourg dietz leske budrich metzler kohlhammer hogrefe huber vandenhoeck ruprecht niemeyer winter klett-cotta klett steiner \
        harrassowitz laterza einaudi mulino feltrinelli mondadori giuffrè olschki alianza tecnos ariel síntesis paidós",
    ),
    (
        JOUR,
        "journal review revue quarterly annals archives bulletin transactions letters magazine zeitschrift vierteljahresschrift \
        vierteljahrshefte archiv jahrbuch annales revista rivista studi studies annual reports times post zeitung tribune gazette \
        newsletter acta communications lancet nature science cell plos advances yearbook herald guardian newsweek economist \
        spiegel zeit tidskrift tijdschrift časopis вестник журнал известия труды american european international physica proceedings \
        geoderma magazin forum berichte mitteilungen comptes cahiers research perspectives chronicle bioessays",
    ),
    (
        CONF,
        "proceedings proc conference conf symposium symp workshop congress kongress tagung colloquium lncs meeting convention advances \
        actes atti conference/workshop verhandlungen tagungsband abstracts lecture icml nips aaai ijcai cvpr iccv eccv siggraph stoc \
        focs popl pldi oopsla sosp osdi sigmod vldb kdd acl emnlp coling chi infocom sigcomm",
    ),
    (
        ABBR,
        "j proc trans am amer soc rev lett res sci natl acad phys chem biol med int intl eng engrg comput comp math appl ann arch bull \
        conf symp univ inst assoc dept nat clin exp pharmacol physiol psychol psychiat psychiatry neurol neurosci biochem biophys \
        mol cell genet microbiol immunol surg oncol  cardiol ophthalmol pediatr radiol anal org inorg environ ecol evol geophys \
        geol astron astrophys astrophy meteorol atmos ocean oceanogr hydrol q quart z ber nucl instrum instr  mater metall electron elec electr commun comm  \
        syst theor theory stat statist probab econ econom polit sociol hist philos linguist lang educ behav soc anthropol archaeol mus \
        nachr sitz abh wiss zeitschr gen pure adv prog mech fluid struct mod opt acoust   sig softw inf inform oper \
        manag mgmt manage bus  stud publ rep tech surv surf  vis   mach intell artif neural netw  lect \
         ser sect part suppl spec mon not roy royal ap fr br brit can austral aust eur russ ital jpn jap acta wkly dev des exper \
        aspects exch dyn stab reg sys spectrosc crystallogr polym catal tetrahedron angew chim gazz bioch virol vet zool bot ent entomol ornithol \
        herpetol mammal  mar freshw trop hyg parasitol nutr  agric agr agron hort    veg  gastroenterol \
        hepatol nephrol urol gynecol obstet endocrinol metab diab haematol hematol transpl transplant thorac orthop dent anat pathol \
        toxicol forensic crim criminol geogr plan urb dtsch österr schweiz jahrb naturwiss monatsh contrib cah doc mém mem bibl \
         annu prob probl cosmol gravit relat quantum grav  supp",
    ),
    (
        ORG,
        "university universität université universidad università universiteit institute institut institution instituto istituto department \
        dept ministry ministerium association society commission committee council organization organisation organizations agency bureau office \
        center centre foundation bank government collaboration congress parliament united nations national federal union academy college school board \
        service services group consortium corporation corp company laboratory laboratories laboratoire administration authority authorities \
        department bundesministerium bundesamt statistisches amt gesellschaft stiftung house agencies network program programme \
        partnership press chamber court",
    ),
    (
        UNI,
        "university universität université universidad università universiteit universitat univ université college school institute institut \
        polytechnic hochschule eth ecole école mit caltech fakultät faculty academy uni",
    ),
    (
        THESIS,
        "thesis dissertation diss diplomarbeit masterarbeit bachelorarbeit habilitation habilitationsschrift thèse tesis tesi magisterarbeit \
        doktorarbeit phdthesis дис doctorate hdr",
    ),
    (
        REPORT,
        "report rept tech working paper discussion memo memorandum preprint manuscript rapport bericht arbeitspapier diskussionspapier \
        patent technical forschungsbericht deliverable whitepaper",
    ),
    (IN, "in dans en en: w"),
    (
        ACCESS,
        "accessed last retrieved abgerufen zugriff consulted consulté visited viewed letzter gesehen accès stand abruf acessado checked обращения consultado \
        zugegriffen downloaded aufgerufen cited available",
    ),
    (SUPPL, "suppl supplement supp supplementum beiheft sonderheft special pt part"),
    (EDITION, "ed edn edition aufl auflage éd édition edición edizione edição edit ausgabe ausg изд edi"),
    (TRANS, "trans transl translated translator translators übers übersetzt trad tr traduction перевод пер traduit"),
    (NODATE, "forthcoming n.d in-press undated o.j s.d accepted submitted unpublished erscheint"),
    (
        EDITION_LEAD,
        "rev revised second third fourth fifth sixth seventh eighth first 2d 3d enlarged expanded neue erweiterte überarbeitete zweite dritte international new paperback special deuxième segunda tercera",
    ),
    (SUFFIX, "jr sr ii iii iv"),
];

static WORDS: LazyLock<FxHashMap<&'static str, Flags>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for (flag, words) in TABLE {
        for word in words.split_whitespace() {
            *map.entry(word).or_default() |= flag;
        }
    }
    map
});

/// What the word, in lower case, can be a sign of.
pub fn flags(lower: &str) -> Flags {
    WORDS.get(lower).copied().unwrap_or(0)
}

/// Whether the text (any case) is a place of several words.
pub fn is_long_place(text: &str) -> bool {
    const PLACES: &[&str] = &[
        "new york",
        "d. c",
        "d.c",
        "republic of korea",
        "south korea",
        "new south wales",
        "czech republic",
        "new york, ny",
        "new jersey",
        "new haven",
        "new brunswick",
        "new delhi",
        "new zealand",
        "new hampshire",
        "new mexico",
        "new orleans",
        "los angeles",
        "los altos",
        "los alamitos",
        "los alamos",
        "san francisco",
        "san diego",
        "san mateo",
        "san jose",
        "san antonio",
        "san juan",
        "san rafael",
        "ann arbor",
        "thousand oaks",
        "saint louis",
        "st. louis",
        "st louis",
        "st. paul",
        "st. petersburg",
        "den haag",
        "rio de janeiro",
        "buenos aires",
        "hong kong",
        "tel aviv",
        "salt lake city",
        "fort worth",
        "fort collins",
        "palo alto",
        "baton rouge",
        "santa barbara",
        "santa cruz",
        "santa fe",
        "santa monica",
        "santa clara",
        "menlo park",
        "el paso",
        "mexico city",
        "são paulo",
        "sao paulo",
        "las vegas",
        "kuala lumpur",
        "cape town",
        "upper saddle river",
        "englewood cliffs",
        "mountain view",
        "boca raton",
        "chapel hill",
        "college park",
        "college station",
        "white plains",
        "silver spring",
        "redwood city",
        "grand rapids",
        "park ridge",
        "notre dame",
        "newbury park",
        "beverly hills",
        "cold spring harbor",
        "long beach",
        "university park",
        "des moines",
        "east lansing",
        "west lafayette",
        "north carolina",
        "south carolina",
        "north dakota",
        "south dakota",
        "south africa",
        "west virginia",
        "aix-en-provence",
        "monte carlo",
        "the hague",
        "rhode island",
        "united states",
        "united kingdom",
        "great britain",
        "frankfurt am main",
        "frankfurt a. m",
        "frankfurt a.m",
        "frankfurt/main",
        "freiburg i. br",
        "santiago de chile",
        "glen ellyn",
        "san sebastián",
        "north york",
        "baden baden",
        "milton park",
        "milton keynes",
        "hampton hill",
        "west sussex",
        "east sussex",
        "neuilly",
        "west hartford",
    ];
    PLACES.iter().any(|p| p.len() == text.len() && p.eq_ignore_ascii_case(text))
}
