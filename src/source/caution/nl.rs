//! The words of Dutch.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "nl",
    common: &[
        "de", "het", "een", "en", "van", "is", "niet", "dat", "op", "te", "zijn", "heeft", "voor", "met",
        "werd", "die",
    ],
    harmless: &[
        "niet alleen", "niet slechts", "niet in het minst", "zonder twijfel", "geen twijfel", "niet waar",
        "geen wonder", "maar ook", "maar liefst", "al met al",
    ],
    negations: &[
        "niet", "nooit", "geen", "niemand", "niets", "nergens", "noch", "zonder", "nauwelijks", "zelden",
        "amper", "weigert", "weigerde", "weigerden", "in plaats van", "onmogelijk",
    ],
    contrasts: &[
        "niet", "en niet", "noch", "nooit", "in plaats van",
    ],
    limits: &[
        "alleen", "slechts", "enkel", "uitsluitend", "behalve", "tenzij", "tot", "totdat", "mits", "hooguit",
    ],
    hedges: &[
        "bijna", "vermoedelijk", "naar verluidt", "misschien", "mogelijk", "zogenaamd", "zogenaamde",
        "ten onrechte", "schijnbaar", "vrijwel",
    ],
    turns: &[
        "maar", "echter", "hoewel", "ofschoon", "ook al", "toch", "desondanks", "niettemin", "behalve",
        "tenzij", "daarentegen", "integendeel", "wat niet klopt", "al",
    ],
    connectives: &[
        "echter", "toch", "niettemin", "daarentegen", "integendeel", "desondanks",
    ],
    takes_back: &[
        "maar", "dat is niet", "dit is niet", "dat klopt niet", "dit klopt niet", "dat was niet",
        "dat is onwaar", "dit is onwaar", "dat is een leugen", "dat was een leugen", "niets is minder waar",
        "tenzij",
    ],
    pairs: &[
        "niet alleen", "niet slechts",
    ],
    concessions: &[
        "ook al", "zelfs als", "hoewel",
    ],
    conditions: &[
        "als", "indien", "mits", "tenzij", "op voorwaarde", "zolang", "voor het geval", "stel dat", "zelfs als",
        "alleen als",
    ],
    asks: &[
        "of",
    ],
    denials: &[
        "ontkent", "ontkende", "ontkenden", "ontkennen", "bestrijdt", "bestreed", "betwist", "betwistte",
        "betwijfelt", "betwijfelde", "geen bewijs", "onwaar dat", "niet waar dat", "weersprak", "weerspreekt",
        "de mythe", "het is onjuist",
    ],
    stops: &[
        "en", "omdat", "want", "toen", "terwijl", "waar",
    ],
    says: &[
        "zei", "zegt", "zeiden", "zeggen", "verklaarde", "antwoordde", "vroeg", "schreef", "schrijft", "meldde",
        "volgens", "aldus",
    ],
    described: &[
        "de", "het", "een", "hij", "zij", "ze", "wij", "we", "ik", "dit", "dat", "deze", "die", "zijn", "haar",
        "hun", "alle", "sommige", "veel", "in", "op", "aan", "van",
    ],
    pronouns: &[
        "hij", "zij", "ze", "wij", "we", "ik", "jij", "u",
    ],
    numbers: &[
        "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "twintig", "dertig",
        "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd", "duizend", "miljoen",
        "miljard", "helft", "kwart", "procent", "dubbel",
    ],
    small_numbers: &[
        "twee", "nul",
    ],
    joins: &[
        "dat",
    ],
    prefixes: &[
        "on", "niet", "anti",
    ],
    small: &[
        "de", "het", "een", "in", "op", "aan", "bij", "van", "voor", "uit", "naar", "tussen", "met", "en",
        "jaar", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ],
    verbs: &[
        "is", "zijn", "was", "waren", "heeft", "hebben", "had", "hadden", "wordt", "worden", "werd", "werden",
        "zal", "zullen", "kan", "kunnen", "moet", "moeten", "mag",
    ],
    bounds: &[
        "meer dan", "minder dan", "ten minste", "minstens", "hoogstens", "hooguit", "tot", "maximaal", "bijna",
    ],
    before: &[
        "weinig", "gebrek aan", "verboden", "hield op", "te weinig", "te zwak om",
    ],
    flat: &[
        "nee", "onwaar", "onzin", "niet", "leugens", "niet waar",
    ],
    falsely: &[
        "ten onrechte", "valselijk",
    ],
    degrees: &[
        &["alle", "alles", "iedereen", "elk", "elke", "ieder", "iedere", "altijd", "steeds", "volledig",
            "geheel", "helemaal"],
        &["meeste", "de meeste", "meestal", "doorgaans", "grotendeels", "gewoonlijk"],
        &["veel", "vele", "vaak", "talrijke"],
        &["sommige", "enkele", "soms", "enige", "gedeeltelijk", "een paar", "af en toe"],
    ],
    modals: &[
        &["zou kunnen", "zouden kunnen"],
        &["kan", "kunnen", "kon", "konden", "mag", "mogen"],
        &["zou moeten", "zouden moeten", "hoort"],
        &["zal", "zullen", "zou", "zouden"],
        &["moet", "moeten", "moest", "moesten"],
    ],
    rates: &["per", "elk", "ieder", "het stuk"],
    shares: &["op de", "van de"],
    ..NONE
};
