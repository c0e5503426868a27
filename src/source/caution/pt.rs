//! The words of Portuguese.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "pt",
    common: &[
        "de", "que", "não", "do", "da", "em", "um", "uma", "os", "para", "com", "é", "são", "ao", "pelo",
    ],
    harmless: &["não só", "não apenas", "não somente", "sem dúvida", "não é verdade que sim", "mas também", "mas ainda", "não é"],
    negations: &[
        "não", "nunca", "jamais", "nem", "ninguém", "nada", "nenhum", "nenhuma", "sem", "tampouco", "em vez de",
        "ao invés de", "raramente", "incapaz de", "impossível",
    ],
    contrasts: &["não", "e não", "nem", "em vez de", "mas não"],
    limits: &[
        "só", "somente", "apenas", "exceto", "salvo", "senão", "até", "a não ser", "com exceção",
        "à exceção", "unicamente",
    ],
    hedges: &[
        "quase", "supostamente", "alegadamente", "talvez", "supostos", "suposto", "suposta", "aparentemente",
        "pretensamente", "falsamente",
    ],
    turns: &[
        "mas", "porém", "contudo", "todavia", "entretanto", "no entanto", "embora", "ainda que", "apesar",
        "a menos que", "a não ser que", "salvo", "exceto", "senão",
    ],
    connectives: &[
        "porém", "contudo", "todavia", "entretanto", "no entanto", "pelo contrário", "ao contrário",
    ],
    takes_back: &[
        "mas", "isso não", "isto não", "isso é falso", "isto é falso", "é mentira", "não é verdade",
        "a menos que", "não era verdade",
    ],
    pairs: &["não só", "não apenas", "não somente"],
    concessions: &["mesmo que", "mesmo se"],
    conditions: &[
        "desde que", "a menos que", "contanto que", "sob a condição", "em caso de",
        "a não ser que", "salvo se",
    ],
    denials: &[
        "negou", "nega", "negaram", "desmentiu", "desmente", "desmentiram", "falso que", "é falso",
        "mentira que", "nenhuma prova", "não há provas", "longe de", "duvida", "duvidou", "improvável",
        "refutou", "rejeitou a ideia", "o mito",
    ],
    stops: &["e", "ou", "porque", "pois", "quando", "enquanto", "onde"],
    says: &[
        "disse", "afirmou", "afirma", "declarou", "respondeu", "escreveu", "perguntou", "acrescentou",
        "segundo", "explicou", "diz",
    ],
    described: &[
        "o", "a", "os", "as", "um", "uma", "ele", "ela", "eles", "elas", "este", "esta", "esse", "essa", "isso",
        "seu", "sua", "nós", "eu", "de", "em", "no", "na",
    ],
    pronouns: &["ele", "ela", "eles", "elas", "nós", "eu", "você"],
    numbers: &[
        "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "vinte", "trinta", "quarenta",
        "cinquenta", "cem", "cento", "mil", "milhão", "milhões", "bilhão", "bilhões", "metade", "terço",
        "quarto", "dobro",
    ],
    small_numbers: &["dois", "duas", "zero"],
    joins: &["que"],
    prefixes: &["in", "im", "des", "não", "anti"],
    small: &[
        "o", "a", "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "em", "no", "na", "nos", "nas", "e",
        "por", "para", "com", "ao", "à", "ano", "janeiro", "fevereiro", "março", "abril", "maio", "junho",
        "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
    ],
    verbs: &[
        "é", "são", "era", "eram", "foi", "foram", "tem", "têm", "tinha", "será", "pode", "podem", "deve",
        "está", "estão",
    ],
    flat: &["falso", "mentira", "não"],
    falsely: &["falsamente"],
    before: &["pouco", "poucos", "poucas", "falta de", "ausência de", "proibido", "deixou de", "evitou"],
    bounds: &["mais de", "menos de", "pelo menos", "no máximo", "até"],
    inversions: &["se", "caso"],
    degrees: &[
        &["todos", "todas", "todo", "toda", "cada", "sempre", "totalmente", "completamente"],
        &["maioria", "a maioria", "geralmente", "normalmente", "principalmente"],
        &["muitos", "muitas", "frequentemente", "numerosos"],
        &["alguns", "algumas", "vários", "várias", "às vezes", "parcialmente", "uns poucos"],
    ],
    modals: &[
        &["poderia", "poderiam"],
        &["pode", "podem", "poderia", "poderiam", "podia", "podiam"],
        &["deveria", "deveriam"],
        &["será", "serão", "vai", "vão"],
        &["deve", "devem", "devia", "deviam", "tem que", "têm que"],
    ],
    rates: &["por hora", "por dia", "por mês", "por ano", "por semana", "por minuto", "por segundo",
        "por pessoa", "por cabeça", "por habitante", "por quilo", "por noite", "ao dia", "ao mês", "ao ano",
        "cada"],
    shares: &["em cada", "de cada"],
    ..NONE
};
