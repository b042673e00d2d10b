//! MARC relator codes and terms, English and German, as roles (Library of Congress, "MARC Code List for Relators").

use crate::model::Role;

/// The role behind a code (`edt`) or term (`editor`, `Herausgeber`); none where it is not known.
pub fn role(code: &str) -> Option<Role> {
    let code = code.trim().trim_end_matches(['.', ',', ']']).trim_start_matches('[').to_lowercase();
    let code = code.rsplit('/').next().unwrap_or_default();
    RELATORS
        .iter()
        .find(|(name, _)| *name == code)
        .or_else(|| RELATORS.iter().find(|(name, _)| name.len() > 3 && code.starts_with(name)))
        .map(|(_, role)| *role)
}

const RELATORS: &[(&str, Role)] = &[
    ("aut", Role::Author),
    ("author", Role::Author),
    ("verfass", Role::Author),
    ("cre", Role::Author),
    ("creator", Role::Author),
    ("dis", Role::Author),
    ("dissertant", Role::Author),
    ("inv", Role::Author),
    ("inventor", Role::Author),
    ("prg", Role::Author),
    ("programmer", Role::Author),
    ("ctg", Role::Author),
    ("cartographer", Role::Author),
    ("pht", Role::Author),
    ("photographer", Role::Author),
    ("art", Role::Author),
    ("artist", Role::Author),
    ("spk", Role::Author),
    ("speaker", Role::Author),
    ("ive", Role::Author),
    ("interviewee", Role::Author),
    ("edt", Role::Editor),
    ("edi", Role::Editor),
    ("editor", Role::Editor),
    ("hrsg", Role::Editor),
    ("herausgeb", Role::Editor),
    ("pbl", Role::Editor),
    ("pbd", Role::EditorialDirector),
    ("trl", Role::Translator),
    ("translat", Role::Translator),
    ("transl", Role::Translator),
    ("übersetz", Role::Translator),
    ("com", Role::Compiler),
    ("compiler", Role::Compiler),
    ("ill", Role::Illustrator),
    ("illustrat", Role::Illustrator),
    ("drt", Role::Director),
    ("fmd", Role::Director),
    ("director", Role::Director),
    ("film director", Role::Director),
    ("pro", Role::Producer),
    ("fmp", Role::Producer),
    ("producer", Role::Producer),
    ("aus", Role::ScriptWriter),
    ("screenwriter", Role::ScriptWriter),
    ("cmp", Role::Composer),
    ("composer", Role::Composer),
    ("prf", Role::Performer),
    ("performer", Role::Performer),
    ("sng", Role::Performer),
    ("singer", Role::Performer),
    ("nrt", Role::Narrator),
    ("narrator", Role::Narrator),
    ("ivr", Role::Interviewer),
    ("interviewer", Role::Interviewer),
    ("rcp", Role::Recipient),
    ("recipient", Role::Recipient),
    ("addressee", Role::Recipient),
    ("cur", Role::Curator),
    ("curator", Role::Curator),
    ("orm", Role::Organizer),
    ("organizer", Role::Organizer),
    ("hst", Role::Host),
    ("host", Role::Host),
    ("ctb", Role::Contributor),
    ("contributor", Role::Contributor),
];
