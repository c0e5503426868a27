//! The words of Spanish.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "es",
    common: &["el", "los", "y", "las", "una", "es", "que", "en", "del", "la", "un", "por", "con", "al"],
    harmless: &[
        "no sólo", "no solo", "no solamente", "sin duda", "sino también", "sino que también", "como si", "no obstante lo cual",
        "no menos de", "nada menos que", "sin embargo de ello",
    ],
    negations: &[
        "no", "nunca", "jamás", "nada", "nadie", "ningún", "ninguno", "ninguna", "ni", "sin", "tampoco", "apenas",
        "en vez de", "en lugar de", "incapaz de", "incapaces de", "imposible", "raramente", "rara vez",
    ],
    contrasts: &["no", "y no", "pero no", "sino", "en vez de", "en lugar de", "ni"],
    limits: &[
        "sólo", "solo", "solamente", "únicamente", "salvo", "excepto", "menos", "hasta", "hasta que", "a excepción",
        "con excepción", "exclusivamente", "aparte de", "sujeto a", "y sólo", "y solo",
    ],
    hedges: &[
        "casi", "supuestamente", "presuntamente", "presunto", "presunta", "quizá", "quizás", "tal vez", "posiblemente",
        "al parecer", "falsamente", "erróneamente",
    ],
    turns: &[
        "pero", "sin embargo", "aunque", "no obstante", "sino", "mas", "a pesar de", "pese a", "si bien", "aun cuando",
        "aun así", "con todo", "en cambio", "por el contrario", "a menos que", "salvo", "solo que", "sólo que",
    ],
    connectives: &["sin embargo", "no obstante", "en cambio", "aun así", "con todo", "por el contrario"],
    takes_back: &[
        "pero", "a menos que", "salvo que",
        "eso es falso", "esto es falso", "no es cierto", "no es verdad", "eso no es", "esto no es", "nada de esto",
        "nada de eso", "no fue así", "no es así",
    ],
    pairs: &["no sólo", "no solo", "no solamente"],
    concessions: &["aun si", "aunque", "incluso si"],
    conditions: &[
        "si", "sólo si", "solo si", "siempre que", "siempre y cuando", "a menos que", "a no ser que", "a condición",
        "con tal de que", "en caso de", "en el caso de que", "mientras no", "salvo que", "y si", "suponiendo",
    ],
    asks: &["si"],
    denials: &[
        "negó que", "niega que", "niegan que", "negaron que", "negó", "negó haber", "desmintió que", "desmintió",
        "desmiente que", "falso que", "mentira que", "lejos de", "no hay pruebas de que", "pruebas de que", "duda que",
        "duda de que", "dudó que", "improbable que", "imposible que", "rechazó la idea", "rechaza la idea", "el mito",
    ],
    stops: &["y", "o", "pero", "sino", "porque", "mientras", "cuando", "pues", "quien", "entonces", "aunque"],
    says: &[
        "dijo", "dice", "afirmó", "afirma", "respondió", "responde", "replicó", "declaró", "declara", "según", "escribió",
        "escribe", "preguntó", "añadió", "sostuvo", "sostiene", "explicó", "aseguró", "contestó", "cree",
    ],
    described: &[
        "el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "él", "ella", "ellos", "ellas", "yo", "nosotros",
        "usted", "este", "esta", "estos", "estas", "ese", "esa", "esos", "esas", "su", "sus", "mi", "nuestro", "nuestra",
        "todos", "todas", "muchos", "algunos", "en", "a", "al", "de", "del", "con", "por", "y", "entonces", "aquí",
    ],
    pronouns: &["él", "ella", "ellos", "ellas", "yo", "nosotros", "usted"],
    numbers: &[
        "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "quince", "veinte",
        "treinta", "cuarenta", "cincuenta", "cien", "ciento", "cientos", "mil", "miles", "millón", "millones", "mitad",
        "cuarto", "tercio", "docena", "doble",
    ],
    small_numbers: &["dos", "cero"],
    joins: &["que"],
    prefixes: &["in", "im", "i", "des", "anti", "no"],
    small: &[
        "el", "la", "los", "las", "un", "una", "de", "del", "en", "a", "al", "por", "para", "con", "desde", "y",
        "año", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ],
    verbs: &[
        "es", "son", "era", "eran", "fue", "fueron", "ha", "han", "había", "tiene", "será", "serán", "puede",
        "pueden", "debe", "deben", "está", "están",
    ],
    bounds: &["más de", "menos de", "hasta", "al menos", "por lo menos", "como máximo", "cerca de"],
    before: &["pocos", "pocas", "poco", "dejó de", "se negó a", "prohibido", "falta de", "ausencia de"],
    stopped: &[],
    too: &[("demasiado", "para")],
    inversions: &[],
    flat: &["falso", "mentira", "no"],
    falsely: &["falsamente", "erróneamente"],
    passed: &["aún", "todavía", "muy"],
    degrees: &[
        &["todos", "todas", "todo", "toda", "cada", "siempre", "totalmente", "completamente"],
        &["mayoría", "la mayoría", "generalmente", "normalmente", "habitualmente", "principalmente"],
        &["muchos", "muchas", "a menudo", "frecuentemente", "numerosos", "numerosas"],
        &["algunos", "algunas", "varios", "varias", "a veces", "ocasionalmente", "parcialmente", "unos pocos"],
    ],
    modals: &[
        &["podría", "podrían"],
        &["puede", "pueden", "podría", "podrían", "podía", "podían"],
        &["debería", "deberían"],
        &["será", "serán", "va a", "van a"],
        &["debe", "deben", "debía", "debían", "tiene que", "tienen que"],
    ],
    rates: &["por hora", "por día", "por mes", "por año", "por semana", "por minuto", "por segundo",
        "por persona", "por cabeza", "por habitante", "por kilo", "por noche", "al día", "al mes", "al año",
        "a la semana", "a la hora", "cada"],
    shares: &["de cada"],
    ..NONE
};
