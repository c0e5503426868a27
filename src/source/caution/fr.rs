//! The words of French.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "fr",
    common: &["le", "les", "et", "des", "est", "une", "du", "dans", "la", "que", "qui", "un", "l'", "d'"],
    harmless: &[
        "n' est ce pas",
        "non seulement", "pas seulement", "sans doute", "sans aucun doute", "mais aussi", "mais encore", "comme si",
        "ne cesse de", "n' a cessé de", "rien de moins que", "sans cesse", "même pas seulement",
    ],
    negations: &[
        "ne", "n'", "pas", "jamais", "aucun", "aucune", "rien", "ni", "nul", "nulle", "sans", "nullement", "guère",
        "personne ne", "à peine", "rarement", "plutôt que", "au lieu de", "au lieu d'", "non", "incapable de",
        "incapables de", "impossible de",
    ],
    contrasts: &["non", "et non", "pas", "et pas", "mais pas", "plutôt que", "au lieu de", "non pas"],
    limits: &[
        "seulement", "uniquement", "sauf", "excepté", "hormis", "hors", "jusqu'", "à l' exception", "à moins",
        "ne que", "sous réserve", "exclusivement", "à part", "seul", "seule", "seuls", "et seulement",
    ],
    hedges: &[
        "presque", "prétendument", "soi disant", "peut être", "quasiment", "supposément", "apparemment", "à tort",
        "faussement",
    ],
    turns: &[
        "mais", "cependant", "toutefois", "pourtant", "néanmoins", "bien que", "bien qu'", "quoique", "quoiqu'",
        "même si", "même s'", "malgré", "en revanche", "au contraire", "à moins que", "à moins qu'", "encore que",
        "sauf", "alors que", "seulement",
    ],
    connectives: &["cependant", "toutefois", "pourtant", "néanmoins", "en revanche", "au contraire"],
    takes_back: &[
        "mais", "à moins que", "sauf si",
        "c' est faux", "ce n' est pas", "cela n' est pas", "il n' en est rien", "rien de tout cela", "c' était faux",
        "ce n' était pas", "cela est faux",
    ],
    pairs: &["non seulement", "pas seulement"],
    concessions: &["même si", "même s'", "bien que"],
    conditions: &[
        "si", "s' il", "s' ils", "seulement si", "à condition", "pourvu que", "pourvu qu'", "à moins que", "à moins qu'",
        "à moins de", "au cas où", "en cas de", "dans le cas où", "tant que", "tant qu'", "pour autant que",
        "dans la mesure où", "et si", "à supposer",
    ],
    asks: &["si", "s' il", "s' ils"],
    denials: &[
        "nié que", "nie que", "nie avoir", "nié avoir", "démenti que", "dément que", "démenti", "dément", "faux que",
        "faux de dire", "aucune preuve que", "aucune preuve de", "loin de", "loin d'", "doute que", "peu probable que",
        "impossible que", "prétend à tort", "conteste que", "contesté que", "réfute", "réfuté", "le mythe", "de crainte",
        "niait que", "nier que", "nièrent que",
    ],
    stops: &["et", "ou", "mais", "parce", "car", "qui", "tandis", "quand", "lorsque", "donc", "puis"],
    says: &[
        "dit", "déclaré", "déclare", "répondu", "répond", "répliqua", "affirme", "affirmé", "affirma", "écrit", "écrivait",
        "estime", "selon", "ajoute", "ajouté", "assure", "assuré", "demande", "demandé", "rétorqua", "soutient",
        "expliqué", "explique", "répliqué",
    ],
    described: &[
        "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "il", "elle", "ils", "elles", "on", "nous", "je",
        "j'", "vous", "tu", "ce", "cet", "cette", "ces", "c'", "son", "sa", "ses", "leur", "leurs", "notre", "nos",
        "tous", "toutes", "certains", "beaucoup", "à", "au", "aux", "en", "dans", "et", "puis", "ici", "alors",
    ],
    pronouns: &["il", "elle", "ils", "elles", "on", "nous", "je", "j'", "vous"],
    numbers: &[
        "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "quinze", "vingt", "trente",
        "quarante", "cinquante", "soixante", "cent", "cents", "mille", "million", "millions", "milliard", "milliards",
        "moitié", "quart", "tiers", "douzaine", "dizaine", "centaine", "double", "pourcent",
    ],
    small_numbers: &["deux", "zéro"],
    joins: &["que"],
    prefixes: &["in", "im", "il", "ir", "non", "dé", "anti", "mal"],
    small: &[
        "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "en", "à", "au", "aux", "dans", "sur", "sous",
        "par", "pour", "avec", "depuis", "et", "an", "année", "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ],
    verbs: &[
        "est", "sont", "était", "étaient", "a", "ont", "avait", "avaient", "sera", "seront", "peut", "peuvent",
        "doit", "doivent",
    ],
    bounds: &["plus de", "moins de", "jusqu' à", "au moins", "au plus", "près de", "plus d'", "moins d'"],
    before: &["peu de", "peu d'", "cessé de", "refusé de", "interdit de", "défense de", "manque de", "absence de"],
    stopped: &[],
    too: &[("trop", "pour")],
    inversions: &[],
    flat: &["faux", "non", "mensonge", "c' est faux"],
    falsely: &["à tort", "faussement"],
    passed: &["encore", "très", "tout"],
    degrees: &[
        &["tous", "toutes", "tout", "toute", "chaque", "toujours", "entièrement", "totalement", "complètement"],
        &["plupart", "la plupart", "généralement", "majorité", "habituellement", "principalement"],
        &["beaucoup", "souvent", "nombreux", "nombreuses", "fréquemment"],
        &["certains", "certaines", "quelques", "parfois", "plusieurs", "partiellement", "en partie"],
    ],
    modals: &[
        &["pourrait", "pourraient"],
        &["peut", "peuvent", "pourrait", "pourraient", "pouvait", "pouvaient"],
        &["devrait", "devraient"],
        &["va", "vont", "sera", "seront"],
        &["doit", "doivent", "devait", "devaient", "faut"],
    ],
    rates: &["par heure", "par jour", "par mois", "par an", "par semaine", "par minute", "par seconde",
        "par personne", "par tête", "par habitant", "par kilo", "par nuit", "l' heure", "à l' heure", "chacun",
        "chacune", "la pièce"],
    shares: &["sur"],
    ..NONE
};
