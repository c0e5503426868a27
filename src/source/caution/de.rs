//! The words of German.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "de",
    common: &["der", "die", "und", "das", "ist", "nicht", "den", "von", "zu", "ein", "eine", "dem", "war"],
    harmless: &[
        "nicht wahr",
        "nicht nur", "nicht bloß", "nicht allein", "nicht zuletzt", "kein wunder", "ohne zweifel", "ohne frage",
        "sondern auch", "als ob", "als wenn", "nicht umsonst", "nicht weniger als",
    ],
    negations: &[
        "nicht", "nie", "niemals", "nichts", "niemand", "niemandem", "niemanden", "kein", "keine", "keinen", "keinem",
        "keiner", "keines", "weder", "noch nie", "ohne", "kaum", "nirgends", "nirgendwo", "keineswegs", "keinesfalls",
        "mitnichten", "anstatt", "statt", "selten", "unmöglich", "außerstande",
    ],
    contrasts: &["nicht", "und nicht", "nicht aber", "statt", "anstatt", "oder nicht", "weder"],
    limits: &[
        "nur", "bloß", "lediglich", "ausschließlich", "außer", "ausgenommen", "bis", "bis auf", "mit ausnahme", "allein",
        "erst wenn", "erst", "abgesehen von", "höchstens", "vorbehaltlich", "und nur",
    ],
    hedges: &[
        "fast", "beinahe", "nahezu", "angeblich", "vermeintlich", "sogenannt", "sogenannte", "sogenannten", "vielleicht",
        "möglicherweise", "mutmaßlich", "womöglich", "fälschlich", "fälschlicherweise", "zu unrecht",
    ],
    turns: &[
        "aber", "jedoch", "doch", "allerdings", "sondern", "obwohl", "obgleich", "obschon", "wenngleich", "dennoch",
        "trotzdem", "gleichwohl", "indessen", "auch wenn", "selbst wenn", "es sei denn", "hingegen", "trotz",
        "ungeachtet", "außer", "nur",
    ],
    connectives: &["jedoch", "allerdings", "dennoch", "trotzdem", "gleichwohl", "hingegen", "indessen", "doch", "dagegen"],
    takes_back: &[
        "aber", "es sei denn", "nur wenn",
        "das stimmt nicht", "das ist nicht", "das ist falsch", "das war nicht", "nichts davon", "dem ist nicht so",
        "das ist unwahr", "keineswegs", "mitnichten", "im gegenteil",
    ],
    pairs: &["nicht nur", "nicht bloß", "nicht allein"],
    concessions: &["auch wenn", "selbst wenn", "wenn auch", "obwohl"],
    conditions: &[
        "wenn", "nur wenn", "falls", "sofern", "soweit", "solange", "es sei denn", "vorausgesetzt", "unter der bedingung",
        "unter der voraussetzung", "für den fall", "angenommen", "im falle", "und wenn",
    ],
    asks: &["ob"],
    denials: &[
        "nicht wahr dass", "nicht wahr daß", "bestritt", "bestritten", "bestreitet", "bestreiten", "dementierte", "dementiert", "leugnet", "leugnete",
        "leugnen", "falsch", "unwahr", "bezweifelt", "bezweifelte", "bezweifeln", "weit davon entfernt", "weit entfernt",
        "das märchen", "der mythos", "zu unrecht", "wies zurück", "unwahrscheinlich", "zweifelt daran",
        "es ist falsch", "beweise dafür", "keine belege dafür", "weit davon",
    ],
    stops: &["und", "oder", "aber", "sondern", "weil", "während", "denn", "da", "nachdem", "bevor", "doch"],
    says: &[
        "sagte", "sagt", "erklärte", "erklärt", "erwiderte", "antwortete", "behauptete", "behauptet", "meinte", "meint",
        "schrieb", "schreibt", "fragte", "entgegnete", "betonte", "warnte", "teilte", "zufolge", "widersprach",
    ],
    described: &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "er", "sie", "es", "wir",
        "ich", "ihr", "dieser", "diese", "dieses", "diesen", "sein", "seine", "ihre", "unser", "unsere", "alle",
        "viele", "manche", "man", "in", "im", "am", "an", "auf", "zu", "mit", "von", "und", "da", "dann", "hier",
    ],
    pronouns: &["er", "sie", "es", "wir", "ich", "ihr", "man"],
    numbers: &[
        "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "zwanzig", "dreißig",
        "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig", "hundert", "tausend", "million", "millionen",
        "milliarde", "milliarden", "dutzend", "hälfte", "halb", "viertel", "drittel", "prozent", "doppelt",
    ],
    small_numbers: &["zwei", "einmal", "null"],
    joins: &["dass", "daß", "ob"],
    prefixes: &["un", "nicht", "anti", "miss", "in"],
    small: &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "in", "im",
        "am", "an", "auf", "zu", "zum", "zur", "mit", "von", "vom", "bei", "aus", "nach", "seit", "bis", "vor",
        "und", "jahr", "jahre",
    ],
    verbs: &[
        "ist", "sind", "war", "waren", "hat", "haben", "hatte", "hatten", "wird", "werden", "wurde", "wurden",
        "kann", "können", "darf", "dürfen", "muss", "müssen", "soll", "sollen",
    ],
    bounds: &["mehr als", "weniger als", "bis zu", "mindestens", "höchstens", "über", "unter", "knapp"],
    before: &["wenige", "wenig", "verboten", "weigerte sich", "mangel an"],
    stopped: &[],
    too: &[],
    inversions: &[],
    flat: &["falsch", "nein", "unsinn", "eine lüge", "gelogen"],
    falsely: &["fälschlich", "fälschlicherweise", "zu unrecht"],
    passed: &["noch", "sehr", "ganz"],
    degrees: &[
        &["alle", "allen", "aller", "alles", "jede", "jeder", "jedes", "jeden", "jedem", "immer", "stets",
            "sämtliche", "ganze", "ganzen", "völlig", "vollständig"],
        &["meiste", "meisten", "meistens", "meist", "größtenteils", "überwiegend", "gewöhnlich", "mehrheit"],
        &["viele", "vielen", "vieler", "oft", "häufig", "zahlreiche"],
        &["einige", "einigen", "einiger", "manche", "manchen", "manchmal", "mehrere", "teilweise",
            "gelegentlich", "ein paar"],
    ],
    modals: &[
        &["könnte", "könnten", "dürfte", "dürften", "mag", "mögen"],
        &["kann", "können", "könnte", "könnten", "konnte", "konnten"],
        &["sollte", "sollten", "soll", "sollen"],
        &["wird", "werden", "würde", "würden"],
        &["muss", "müssen", "musste", "mussten", "müsste"],
    ],
    rates: &["pro", "je", "die stunde", "in der stunde", "am tag", "im monat", "im jahr", "die woche",
        "in der woche", "in der minute", "in der sekunde", "stündlich", "täglich", "wöchentlich", "monatlich",
        "jährlich"],
    shares: &["von"],
    ..NONE
};
