//! The words of Italian.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "it",
    common: &[
        "il", "di", "che", "la", "per", "è", "non", "del", "della", "una", "i", "le", "nel", "gli", "sono",
    ],
    harmless: &["non solo", "non soltanto", "ma anche", "non è vero che sì", "senza dubbio", "non meno di"],
    negations: &[
        "non", "mai", "né", "nessuno", "nessuna", "nessun", "niente", "nulla", "senza", "invece di", "anziché",
        "raramente", "neanche", "nemmeno", "neppure", "impossibile", "incapace di", "incapaci di",
    ],
    contrasts: &["non", "e non", "né", "ma non", "invece di", "anziché"],
    limits: &[
        "solo", "soltanto", "solamente", "tranne", "eccetto", "salvo", "fuorché", "finché", "fino a", "a parte",
        "ad eccezione", "unicamente", "esclusivamente",
    ],
    hedges: &[
        "quasi", "presunto", "presunta", "presunti", "forse", "apparentemente", "asseritamente", "cosiddetto",
        "cosiddetta", "falsamente",
    ],
    turns: &[
        "ma", "però", "tuttavia", "eppure", "benché", "sebbene", "anche se", "nonostante", "malgrado",
        "a meno che", "salvo che", "tranne", "salvo", "seppure", "pur",
    ],
    connectives: &["tuttavia", "però", "eppure", "al contrario", "ciò nonostante", "ciononostante", "invece"],
    takes_back: &[
        "ma", "però", "questo non", "non è vero", "è falso", "ciò non", "è una bugia", "niente di tutto",
        "a meno che", "era falso",
    ],
    pairs: &["non solo", "non soltanto"],
    concessions: &["anche se"],
    conditions: &[
        "se", "purché", "a condizione", "a patto", "a meno che", "qualora", "nel caso", "in caso di", "solo se",
        "finché",
    ],
    asks: &["se"],
    denials: &[
        "negò", "nega", "negano", "ha negato", "hanno negato", "smentì", "smentisce", "smentito", "ha smentito",
        "falso che", "è falso", "nessuna prova", "lontano da", "dubita", "dubitò", "improbabile", "confutò",
        "respinse", "il mito",
    ],
    stops: &["e", "o", "perché", "poiché", "quando", "mentre", "dove"],
    says: &[
        "disse", "ha detto", "dice", "affermò", "afferma", "ha affermato", "dichiarò", "ha dichiarato",
        "rispose", "scrisse", "chiese", "aggiunse", "secondo", "spiegò",
    ],
    described: &[
        "il", "lo", "la", "i", "gli", "le", "un", "una", "l'", "egli", "lui", "lei", "loro", "noi", "io",
        "questo", "questa", "quel", "quella", "suo", "sua", "di", "in", "a",
    ],
    pronouns: &["egli", "lui", "lei", "loro", "noi", "io", "essi"],
    numbers: &[
        "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "venti", "trenta", "quaranta",
        "cinquanta", "cento", "mille", "mila", "milione", "milioni", "miliardo", "miliardi", "metà", "terzo",
        "doppio",
    ],
    small_numbers: &["due", "zero"],
    joins: &["che"],
    prefixes: &["in", "im", "ir", "il", "non", "anti", "dis"],
    small: &[
        "il", "lo", "la", "i", "gli", "le", "un", "una", "di", "del", "della", "dei", "delle", "dell'", "in",
        "nel", "nella", "a", "al", "alla", "e", "da", "dal", "dalla", "per", "con", "su", "anno", "gennaio",
        "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
        "novembre", "dicembre",
    ],
    verbs: &[
        "è", "sono", "era", "erano", "fu", "furono", "ha", "hanno", "aveva", "sarà", "può", "possono", "deve",
        "stato", "stata",
    ],
    flat: &["falso", "no", "bugie", "una bugia"],
    falsely: &["falsamente", "a torto"],
    before: &["pochi", "poche", "poco", "mancanza di", "assenza di", "vietato", "smesso di", "evitò di"],
    bounds: &["più di", "meno di", "almeno", "al massimo", "fino a"],
    degrees: &[
        &["tutti", "tutte", "tutto", "tutta", "ogni", "sempre", "totalmente", "completamente", "ciascuno"],
        &["maggioranza", "la maggior parte", "maggior parte", "generalmente", "solitamente", "di solito"],
        &["molti", "molte", "spesso", "frequentemente"],
        &["alcuni", "alcune", "talvolta", "qualche", "parecchi", "parzialmente", "a volte"],
    ],
    modals: &[
        &["potrebbe", "potrebbero"],
        &["può", "possono", "potrebbe", "potrebbero", "poteva", "potevano"],
        &["dovrebbe", "dovrebbero"],
        &["sarà", "saranno"],
        &["deve", "devono", "doveva", "dovevano"],
    ],
    rates: &["all' ora", "al giorno", "al mese", "all' anno", "a settimana", "al minuto", "al secondo",
        "a testa", "per persona", "per abitante", "al chilo", "ciascuno", "a notte"],
    shares: &["su"],
    ..NONE
};
