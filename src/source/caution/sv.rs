//! The words of Swedish.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "sv",
    common: &[
        "och", "att", "det", "som", "en", "är", "inte", "på", "av", "för", "med", "till", "den", "har", "om",
        "ett", "var", "i",
    ],
    harmless: &[
        "inte bara", "inte endast", "inte minst", "utan tvivel", "utan också", "utan även", "inte sant",
        "inget tvivel", "som om",
    ],
    negations: &[
        "inte", "aldrig", "ingen", "inget", "inga", "ingenting", "ej", "icke", "varken", "utan", "knappt",
        "knappast", "sällan", "vägrar", "vägrade", "omöjligt", "i stället för",
    ],
    contrasts: &[
        "inte", "och inte", "ej", "aldrig", "i stället för",
    ],
    limits: &[
        "bara", "endast", "blott", "enbart", "förutom", "utom", "tills", "om inte", "högst",
    ],
    hedges: &[
        "nästan", "påstås", "påstods", "enligt uppgift", "kanske", "möjligen", "påstådd", "påstådda",
        "så kallade", "felaktigt", "skenbart",
    ],
    turns: &[
        "men", "dock", "fast", "även om", "trots", "ändå", "emellertid", "däremot", "tvärtom", "förutom",
        "utom", "om inte", "likväl",
    ],
    connectives: &[
        "dock", "ändå", "emellertid", "däremot", "tvärtom", "likväl",
    ],
    takes_back: &[
        "men", "det är inte", "detta är inte", "det stämmer inte", "detta stämmer inte", "det var inte",
        "det är falskt", "det är lögn", "det var lögn", "det är osant", "om inte",
    ],
    pairs: &[
        "inte bara", "inte endast",
    ],
    concessions: &[
        "även om", "trots att",
    ],
    conditions: &[
        "om", "ifall", "såvida", "under förutsättning", "förutsatt", "så länge", "om inte", "bara om",
        "även om",
    ],
    asks: &[
        "huruvida",
    ],
    denials: &[
        "förnekar", "förnekade", "förnekat", "bestrider", "bestred", "tvivlar", "tvivlade", "betvivlar",
        "inga bevis", "inte sant att", "falskt att", "dementerade", "dementerar", "myten", "avfärdade",
    ],
    stops: &[
        "och", "eftersom", "när", "medan", "där", "därför att",
    ],
    says: &[
        "sade", "sa", "säger", "skrev", "skriver", "frågade", "svarade", "uppgav", "enligt", "menade",
        "påpekade",
    ],
    described: &[
        "den", "det", "de", "han", "hon", "vi", "jag", "en", "ett", "denna", "detta", "dessa", "hans", "hennes",
        "deras", "alla", "några", "många", "i", "på", "av",
    ],
    pronouns: &[
        "han", "hon", "de", "vi", "jag", "du", "ni",
    ],
    numbers: &[
        "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tjugo", "trettio", "fyrtio",
        "femtio", "sextio", "sjuttio", "åttio", "nittio", "hundra", "tusen", "miljon", "miljoner", "miljard",
        "miljarder", "hälften", "halva", "procent",
    ],
    small_numbers: &[
        "två", "noll",
    ],
    joins: &[
        "att",
    ],
    prefixes: &[
        "o", "icke", "anti",
    ],
    small: &[
        "i", "på", "av", "vid", "från", "till", "mellan", "med", "och", "under", "året", "år", "januari",
        "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december",
    ],
    verbs: &[
        "är", "var", "har", "hade", "blir", "blev", "ska", "skall", "skulle", "kan", "kunde", "måste", "får",
    ],
    bounds: &[
        "mer än", "mindre än", "minst", "högst", "upp till", "nästan", "över", "under",
    ],
    before: &[
        "få", "brist på", "förbjudet", "slutade", "för lite", "för få",
    ],
    flat: &[
        "nej", "falskt", "osant", "nonsens", "inte", "lögn", "inte sant",
    ],
    falsely: &[
        "felaktigt", "falskeligen",
    ],
    degrees: &[
        &["alla", "allt", "varje", "var", "alltid", "ständigt", "helt", "samtliga"],
        &["flesta", "de flesta", "oftast", "vanligen", "mestadels"],
        &["många", "mycket", "ofta", "åtskilliga"],
        &["några", "vissa", "ibland", "somliga", "delvis", "ett par"],
    ],
    modals: &[
        &["skulle kunna", "torde"],
        &["kan", "kunde", "får"],
        &["bör", "borde"],
        &["ska", "skall", "skulle", "kommer att"],
        &["måste"],
    ],
    rates: &["per", "i timmen", "i minuten", "i sekunden", "om dagen", "om året", "i månaden", "i veckan",
        "styck"],
    shares: &["av"],
    ..NONE
};
