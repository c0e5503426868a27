//! How people say in a line of its own whose words stand above: with a word for it, or with a name.

/// Words before a source that say that it is one, if a colon stands behind them.
const BEFORE_COLON: &[&str] = &[
    "source",
    "sources",
    "credit",
    "reference",
    "ref",
    "author",
    "text",
    "quote",
    "quoted",
    "citation",
    "cite",
    "quelle",
    "quellen",
    "zitat",
    "nachweis",
    "beleg",
    "autor",
    "autorin",
    "fundstelle",
    "référence",
    "auteur",
    "autrice",
    "extrait",
    "fuente",
    "fuentes",
    "cita",
    "autora",
    "referencia",
    "fonte",
    "fonti",
    "autore",
    "citazione",
    "bron",
    "källa",
    "kilde",
    "lähde",
    "źródło",
    "zdroj",
    "forrás",
    "sursă",
    "kaynak",
    "πηγή",
    "источник",
    "источники",
    "автор",
    "цитата",
    "джерело",
    "извор",
    "来源",
    "來源",
    "出处",
    "出處",
    "资料来源",
    "資料來源",
    "作者",
    "原文",
    "引自",
    "出典",
    "典拠",
    "出所",
    "출처",
    "المصدر",
    "مصدر",
    "المرجع",
    "المؤلف",
    "منبع",
    "מקור",
    "स्रोत",
    "nguồn",
    "sumber",
];

/// Words that lead to a source without a colon.
const BEFORE_SOURCE: &[&str] = &[
    "source",
    "from",
    "via",
    "see",
    "cf.",
    "in",
    "by",
    "after",
    "per",
    "according to",
    "as cited in",
    "as quoted in",
    "cited in",
    "cited from",
    "cited by",
    "quoted in",
    "quoted from",
    "quoted by",
    "quoted after",
    "taken from",
    "excerpt from",
    "extract from",
    "courtesy of",
    "aus",
    "nach",
    "siehe",
    "vgl.",
    "laut",
    "zitiert nach",
    "zitiert aus",
    "zitiert in",
    "zit. nach",
    "zit. n.",
    "entnommen aus",
    "de",
    "dans",
    "selon",
    "d’après",
    "d'après",
    "cité par",
    "cité dans",
    "cité d’après",
    "extrait de",
    "tiré de",
    "voir",
    "en",
    "según",
    "citado en",
    "citado por",
    "tomado de",
    "extraído de",
    "véase",
    "da",
    "secondo",
    "citato in",
    "tratto da",
    "из",
    "по",
    "см.",
    "по книге",
    "цит. по",
    "цитируется по",
    "согласно",
    "引自",
    "摘自",
    "转引自",
    "轉引自",
    "选自",
    "選自",
    "据",
    "據",
    "见",
    "見",
    "من",
    "عن",
    "نقلا عن",
    "نقلاً عن",
    "انظر",
    "من كتاب",
];

/// How many bytes a line has at most that is nothing but such words.
const LONGEST_LABEL: usize = 64;

/// How long a word for a source is, with the colon and the spaces behind it, if a line begins with one.
pub(super) fn label(line: &str) -> Option<usize> {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "([*_".contains(c));
    let lead = line.len() - bare.len();
    let mut head = bare.len().min(LONGEST_LABEL);
    while !bare.is_char_boundary(head) {
        head -= 1;
    }
    let head = &bare[..head];
    let colon = head.find([':', '：']).filter(|&at| {
        let word = bare[..at].trim_end().to_lowercase();
        BEFORE_COLON.contains(&word.as_str()) || BEFORE_SOURCE.contains(&word.as_str())
    });
    if let Some(at) = colon {
        let after = at + bare[at..].chars().next().map_or(0, char::len_utf8);
        return Some(lead + after + (bare[after..].len() - bare[after..].trim_start().len()));
    }
    // Without one, nothing but the source follows.
    let words = bare.trim_end_matches(|c: char| c.is_whitespace() || "([,".contains(c));
    if words.len() > LONGEST_LABEL {
        return None;
    }
    let words = words.to_lowercase();
    (BEFORE_SOURCE.contains(&words.as_str()) || BEFORE_COLON.contains(&words.as_str())).then_some(line.len())
}

/// Whether words do nothing but lead to a source: `Source:`, `see`.
pub(in crate::page::markdown) fn is_label(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| c.is_whitespace() || ":：([*_".contains(c)).to_lowercase();
    BEFORE_COLON.contains(&bare.as_str()) || BEFORE_SOURCE.contains(&bare.as_str())
}

/// The words behind one that leads to a source: `Quoted from Ann Smith, *On Rivers*`.
pub(super) fn behind_label(words: &str) -> &str {
    let words = words.trim_start();
    let lower = words.to_lowercase();
    let label = BEFORE_SOURCE.iter().filter(|label| {
        lower.strip_prefix(**label).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    });
    let len = label.map(|label| label.len()).max().unwrap_or(0);
    words.get(len..).unwrap_or(words)
}

/// How many words a name with a title has at most.
const LONGEST_NAME: usize = 12;

/// How many letters a name has at most, in scripts without capitals.
const MOST_LETTERS: usize = 16;

/// Whether words may be a name, or a name and a title: the longer ones have capitals, in scripts that have them.
pub(super) fn is_name(words: &str) -> bool {
    let small = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().count() > 3 && word.chars().next().is_some_and(char::is_lowercase)
    };
    // Most paragraphs are no name because of their length alone.
    if words.split_whitespace().nth(LONGEST_NAME.max(MOST_LETTERS)).is_some() {
        return false;
    }
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let has_case = words.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    letters > 0
        && match has_case {
            true => words.split_whitespace().count() <= LONGEST_NAME && !words.split_whitespace().any(small),
            false => letters <= MOST_LETTERS,
        }
}
