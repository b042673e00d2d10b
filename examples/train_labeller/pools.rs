//! What made references are made of: names, titles, journals, publishers and places, from the rows and from short lists.

use crate::data::Row;
use crate::learn::Chance;
use std::collections::BTreeSet;
use yinwen::refs::labeller::Label;

/// Values to draw from, each sorted.
pub struct Pools {
    pub families: Vec<String>,
    pub titles: Vec<String>,
    pub journals: Vec<String>,
    pub meetings: Vec<String>,
    pub publishers: Vec<String>,
    pub places: Vec<String>,
    pub chinese_journals: Vec<(String, String)>,
}

fn trimmed(text: &str) -> &str {
    let t = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';' | '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '`' | '*')
    });
    let t = if t.starts_with('(') && !t.contains(')') { t.trim_start_matches('(') } else { t };
    if t.ends_with('(') || t.ends_with('[') { t.trim_end_matches(['(', '[', ' ', ',', '.']) } else { t }
}

impl Pools {
    /// Values of the training rows, and of `journal_names_zh_en.csv`.
    pub fn gather(rows: &[Row], folder: &std::path::Path) -> Pools {
        let mut sets: [BTreeSet<String>; 6] = Default::default();
        for (label, text) in rows.iter().flat_map(|r| {
            let volume = r.segments.iter().any(|s| s.0 == Label::Volume);
            r.segments.iter().map(move |s| ((s.0, volume), s.1.as_str()))
        }) {
            let t = trimmed(text);
            let letters = t.chars().filter(|c| c.is_alphabetic()).count();
            if letters < 3 || t.len() > 220 || t.contains(['<', '|', '_', '\u{fffd}', 'Ã']) {
                continue;
            }
            match label {
                (Label::Author, _) => sets[0].extend(families(t)),
                (Label::Title, _) if letters > 12 => {
                    sets[1].insert(t.to_owned());
                }
                (Label::Container, volume) => {
                    let t = t.strip_prefix("In ").or(t.strip_prefix("in ")).or(t.strip_prefix("In: ")).unwrap_or(t);
                    let meeting = t.contains("Proc") || t.contains("onference") || t.contains("ymposium") || t.contains("orkshop");
                    sets[if meeting {
                        3
                    } else if volume {
                        2
                    } else {
                        1
                    }]
                    .insert(trimmed(t).to_owned());
                }
                (Label::Publisher, _) => {
                    sets[4].insert(t.to_owned());
                }
                (Label::Place, _) if t.len() < 40 => {
                    sets[5].insert(t.to_owned());
                }
                _ => {}
            }
        }
        let [families, titles, journals, meetings, publishers, places] = sets.map(|s| s.into_iter().collect());
        Pools { families, titles, journals, meetings, publishers, places, chinese_journals: chinese_journals(folder) }
    }
}

/// Family names of an author list: capitalised words of four letters and more that no stop follows.
fn families(text: &str) -> Vec<String> {
    let plain = |w: &&str| {
        w.chars().count() > 2
            && w.starts_with(char::is_uppercase)
            && w.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c == '\'')
            && !w.ends_with('.')
    };
    text.split([' ', ',', ';']).filter(plain).filter(|w| !matches!(*w, "And" | "The" | "Eds" | "Others")).map(str::to_owned).collect()
}

fn chinese_journals(folder: &std::path::Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder.join("data/journal_names_zh_en.csv")).unwrap_or_default();
    text.lines()
        .skip(1)
        .filter_map(|l| l.split_once(','))
        .map(|(zh, rest)| (zh.to_owned(), rest.split(',').next().unwrap_or("").trim_matches('"').to_owned()))
        .collect()
}

/// One of a pool.
pub fn one<'a>(list: &'a [String], chance: &mut Chance) -> &'a str {
    list.get(chance.below(list.len())).map_or("", String::as_str)
}

/// One word of a list parted by `|`.
pub fn pick<'a>(list: &'a str, chance: &mut Chance) -> &'a str {
    let n = list.split('|').count();
    list.split('|').nth(chance.below(n)).unwrap_or("")
}

pub const GIVEN: &str = "John|Mary|Peter|Anna|Thomas|Maria|Hans|Michael|Susan|Robert|David|Karl|Wolfgang|Jürgen|Sabine|Ulrich|Claudia|Pierre|Jean|Marie|Luc|Carlos|José|Ana|Giovanni|Paolo|Erik|Lars|Ingrid|Andrzej|Piotr|Ivan|Olga|Sergei|Wei|Ming|Hiroshi|Yuki|Jin|Min|Ahmed|Fatima|Ali|Sarah|Emma|Daniel|James|William|Laura|Julia|Stefan|Martin|Andreas|Katrin|Petra|Gerhard|Helmut|Monika|Christian|Markus|Matthias|Frank|Heike|Brigitte|Rolf|Klaus|Dieter|Ruth|Ellen|George|Edward|Hans-Peter|Karl-Heinz|Jean-Pierre|Anne-Marie|Alice|Bruce|Colin|Derek|Elena|Fiona|Gary|Howard|Ian|Jack|Kenneth|Linda|Mark|Nancy|Oliver|Paul|Rachel|Steven|Tina|Victor|Walter|Yvonne";
pub const GERMAN_FAMILIES: &str = "Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Schäfer|Koch|Bauer|Richter|Klein|Wolf|Schröder|Neumann|Schwarz|Zimmermann|Braun|Krüger|Hofmann|Hartmann|Lange|Schmitt|Werner|Krause|Meier|Lehmann|Köhler|Herrmann|König|Walter|Mayer|Huber|Kaiser|Fuchs|Peters|Lang|Scholz|Möller|Weiß|Jung|Hahn|Schubert|Vogel|Friedrich|Keller|Günther|Frank|Berger|Winkler|Roth|Beck|Lorenz|Baumann|Franke|Albrecht|Schuster|Simon|Ludwig|Böhm|Winter|Kraus|Martin|Schumacher|Krämer|Vogt|Stein|Jäger|Otto|Sommer|Groß|Seidel|Heinrich|Brandt|Haas|Schreiber|Graf|Schulte|Dietrich|Ziegler|Kuhn|Kühn|Pohl|Engel|Horn|Busch|Bergmann|Thomas|Voigt|Sauer|Arnold|Wolff|Pfeiffer|Beck-Gernsheim|Luhmann|Habermas|Allmendinger|Blossfeld|Esser|Opp|Diekmann|Kromrey|Geißler|Hradil";
pub const GERMAN_JOURNALS: &str = "Kölner Zeitschrift für Soziologie und Sozialpsychologie|Zeitschrift für Soziologie|Soziale Welt|Politische Vierteljahresschrift|Zeitschrift für Pädagogik|Leviathan|Berliner Journal für Soziologie|Zeitschrift für Parlamentsfragen|Aus Politik und Zeitgeschichte|WSI-Mitteilungen|Geschichte und Gesellschaft|Publizistik|Medien & Kommunikationswissenschaft|Zeitschrift für Erziehungswissenschaft|Sozialer Fortschritt|ZUMA-Nachrichten|Historical Social Research|Österreichische Zeitschrift für Soziologie|Schweizerische Zeitschrift für Soziologie|Psychologische Rundschau|Zeitschrift für Sozialreform|Blätter für deutsche und internationale Politik|Das Argument|Merkur|Die Zeit|Der Spiegel|Frankfurter Allgemeine Zeitung|Informatik Spektrum|Mitteilungen aus der Arbeitsmarkt- und Berufsforschung|Zeitschrift für Bevölkerungswissenschaft|Soziologische Revue|PVS|KZfSS|ZfS|Neue Praxis|Prokla";
pub const GERMAN_PUBLISHERS: &str = "Westdeutscher Verlag|VS Verlag für Sozialwissenschaften|Springer VS|Suhrkamp|Campus|Campus Verlag|Leske + Budrich|Nomos|Nomos Verlagsgesellschaft|Beltz|Juventa|transcript|Waxmann|Klinkhardt|UTB|Enke|Huber|Hogrefe|Duncker & Humblot|Mohr Siebeck|J.C.B. Mohr|C.H. Beck|Rowohlt|Reclam|Böhlau|Lit|LIT Verlag|Peter Lang|Lucius & Lucius|Oldenbourg|Deutscher Universitäts-Verlag|edition sigma|Hampp|Centaurus|Luchterhand|Kiepenheuer & Witsch|Piper|Fischer|de Gruyter|Vandenhoeck & Ruprecht|Steiner|Harrassowitz|Bund-Verlag|Verlag Barbara Budrich|Gabler|Vahlen|Schäffer-Poeschel";
pub const GERMAN_PLACES: &str = "Opladen|Wiesbaden|Frankfurt am Main|Frankfurt a. M.|Frankfurt/M.|Frankfurt a.M./New York|Berlin|München|Köln|Stuttgart|Hamburg|Weinheim|Weinheim und München|Baden-Baden|Göttingen|Tübingen|Bielefeld|Münster|Bern|Zürich|Wien|Reinbek bei Hamburg|Neuwied|Darmstadt|Heidelberg|Leipzig|Bonn|Konstanz|Freiburg|Mannheim|Opladen & Farmington Hills|Berlin/New York|Bad Heilbrunn";
const TOPICS: &str = "soziale Ungleichheit|Bildungsbeteiligung|Arbeitsmarktpolitik|politische Kultur|Wohlfahrtsstaat|Migration|Familie|Geschlechterverhältnisse|Jugend|Lebenslauf|Massenmedien|Demokratie|Wahlverhalten|Sozialstruktur|Moderne|Globalisierung|Gewalt|Religion|Identität|Individualisierung|empirische Sozialforschung|Umfrageforschung|Sozialisation|Gesundheit|Armut|Wertewandel|öffentliche Meinung|Parteien|Gewerkschaften|Transformation|Integration|Erwerbstätigkeit|Arbeitslosigkeit|soziales Kapital|Stadtentwicklung|Wissenschaft|Technik|Hochschule|Kommunikation|Zivilgesellschaft|Rechtsextremismus|Umweltbewusstsein|Mobilität|Netzwerke|Erinnerung|Öffentlichkeit|Organisation|Professionen";
const FRAMES: &str = "Zur Theorie von %|% in Deutschland|% und %|% in der Bundesrepublik Deutschland|% im internationalen Vergleich|%. Eine empirische Untersuchung|% zwischen % und %|Die Entwicklung von %|% und gesellschaftlicher Wandel|Einführung in %|%: Konzepte, Methoden, Ergebnisse|Handbuch %|Was ist %?|Der Wandel der %|% in Ost- und Westdeutschland|Probleme der Messung von %|Auf dem Weg zu %? Befunde aus dem ALLBUS|% als Herausforderung|Soziologie der %|Grundlagen der %. Eine Einführung";

/// A made German title.
pub fn german_title(chance: &mut Chance) -> String {
    let mut out = String::new();
    for part in pick(FRAMES, chance).split_inclusive('%') {
        match part.strip_suffix('%') {
            Some(head) => {
                out.push_str(head);
                out.push_str(pick(TOPICS, chance));
            }
            None => out.push_str(part),
        }
    }
    let mut chars = out.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
