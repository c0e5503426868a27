//! In which language a text is, and how figures are written in those that are read beside English.
//!
//! Of German, French, Spanish, Russian and Chinese the words are known that make figures; of all others only
//! digits are compared.

use crate::desk::figure::DecimalStyle;

/// A language, as far as figures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureLanguage {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Russian.
    Russian,
    /// Chinese, and what of Japanese is written with the same signs.
    Chinese,
    /// Any other.
    Other,
}

/// The words of a language that figures are made of. A word that ends in `*` may go on.
pub(super) struct FigureWords {
    pub(super) scales: &'static [(&'static str, f64)],
    pub(super) percent: &'static [&'static str],
    pub(super) points: &'static [&'static str],
    pub(super) money: &'static [(&'static str, &'static str)],
    /// In the order of the year.
    pub(super) months: &'static [&'static str],
    /// With a unit of English that is the same.
    pub(super) units: &'static [(&'static str, &'static str)],
    pub(super) numbers: &'static [(&'static str, f64)],
    /// Words for “about”, “more than”, “almost”.
    pub(super) about: &'static [&'static str],
    pub(super) over: &'static [&'static str],
    pub(super) nearly: &'static [&'static str],
    /// What may stand between a day and its month, and a month and its year.
    pub(super) of: &'static [&'static str],
}

impl FigureLanguage {
    /// That of a tag such as `de-AT`.
    pub fn of_tag(tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        match language.as_str() {
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "ru" => Self::Russian,
            "zh" | "ja" => Self::Chinese,
            _ => Self::Other,
        }
    }

    /// That in which a text seems to be, by its letters and its smallest words.
    pub fn guess(text: &str) -> Self {
        const LOOK: usize = 4_000;
        /// Fewer say nothing.
        const LEAST: usize = 4;
        let mut end = text.len().min(LOOK);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let (mut han, mut cyrillic, mut all) = (0_usize, 0_usize, 0_usize);
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            all += 1;
            match c {
                '\u{4e00}'..='\u{9fff}' => han += 1,
                '\u{400}'..='\u{4ff}' => cyrillic += 1,
                _ => {}
            }
        }
        if 3 * han > all {
            return Self::Chinese;
        }
        if 2 * cyrillic > all {
            // Letters that Ukrainian and Serbian have, and Russian has not.
            let other = text.contains(['і', 'ї', 'є', 'ґ', 'ј', 'љ', 'њ', 'ћ', 'ђ', 'џ', 'ў']);
            return if other { Self::Other } else { Self::Russian };
        }
        const SMALL: [(FigureLanguage, &[&str]); 4] = [
            (
                FigureLanguage::German,
                &[
                    "der", "die", "das", "und", "ist", "nicht", "mit", "von", "ein", "eine", "im", "den",
                    "dem", "auf",
                ],
            ),
            (
                FigureLanguage::French,
                &["le", "les", "des", "et", "est", "une", "dans", "du", "que", "pour", "au", "sur"],
            ),
            (
                FigureLanguage::Spanish,
                &["el", "los", "las", "y", "del", "que", "una", "por", "con", "en", "se", "su"],
            ),
            (
                FigureLanguage::English,
                &["the", "of", "and", "to", "in", "was", "is", "for", "that", "it", "by", "with", "on"],
            ),
        ];
        let mut counts = [0_usize; SMALL.len()];
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let word = word.to_lowercase();
            for (count, (_, small)) in counts.iter_mut().zip(&SMALL) {
                *count += usize::from(small.contains(&word.as_str()));
            }
        }
        let (at, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count).unwrap_or((0, &0));
        if *most < LEAST { Self::English } else { SMALL[at].0 }
    }

    /// How decimals are written in it.
    pub fn style(self) -> DecimalStyle {
        match self {
            Self::English | Self::Chinese => DecimalStyle::Point,
            _ => DecimalStyle::Comma,
        }
    }

    /// Its words; none of English, which is read by rules of its own, and of languages that are not known.
    pub(super) fn words(self) -> Option<&'static FigureWords> {
        match self {
            Self::German => Some(&GERMAN),
            Self::French => Some(&FRENCH),
            Self::Spanish => Some(&SPANISH),
            Self::Russian => Some(&RUSSIAN),
            Self::Chinese => Some(&CHINESE),
            Self::English | Self::Other => None,
        }
    }
}

const GERMAN: FigureWords = FigureWords {
    scales: &[
        ("tausend", 1e3),
        ("tsd", 1e3),
        ("million*", 1e6),
        ("mio", 1e6),
        ("milliarde*", 1e9),
        ("mrd", 1e9),
        ("billion*", 1e12),
        ("dutzend", 12.0),
    ],
    percent: &["prozent*"],
    points: &["prozentpunkt*"],
    money: &[
        ("euro*", "€"),
        ("dollar*", "$"),
        ("franken", "CHF"),
        ("pfund", "£"),
        ("rubel*", "₽"),
        ("yuan", "CNY"),
        ("yen", "JPY"),
        ("kronen", "kr"),
        ("rupien", "₹"),
    ],
    months: &[
        "januar|jänner|jan",
        "februar|feb",
        "märz",
        "april|apr",
        "mai",
        "juni|jun",
        "juli|jul",
        "august|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "dezember|dez",
    ],
    units: &[
        ("kilometer*", "km"),
        ("meter*", "meters"),
        ("tonne*", "tons"),
        ("kilogramm", "kg"),
        ("kilo", "kg"),
        ("hektar", "ha"),
        ("liter*", "liters"),
        ("jahr*", "years"),
        ("monat*", "months"),
        ("woche*", "weeks"),
        ("tag*", "days"),
        ("stunde*", "hours"),
        ("minute*", "minutes"),
    ],
    numbers: &[
        ("zwei", 2.0),
        ("drei", 3.0),
        ("vier", 4.0),
        ("fünf", 5.0),
        ("sechs", 6.0),
        ("sieben", 7.0),
        ("acht", 8.0),
        ("neun", 9.0),
        ("zehn", 10.0),
        ("elf", 11.0),
        ("zwölf", 12.0),
        ("zwanzig", 20.0),
        ("dreißig", 30.0),
        ("vierzig", 40.0),
        ("fünfzig", 50.0),
        ("hundert", 100.0),
    ],
    about: &["etwa", "rund", "ungefähr", "circa", "ca", "zirka", "gut"],
    over: &["über", "als", "mindestens"],
    nearly: &["fast", "knapp", "beinahe", "nahezu"],
    of: &[],
};

const FRENCH: FigureWords = FigureWords {
    scales: &[
        ("mille", 1e3),
        ("million*", 1e6),
        ("milliard*", 1e9),
        ("billion*", 1e12),
        ("centaines", 100.0),
    ],
    percent: &["pour cent", "pourcent"],
    points: &["points de pourcentage", "point de pourcentage"],
    money: &[
        ("euro*", "€"),
        ("dollar*", "$"),
        ("franc*", "CHF"),
        ("livre*", "£"),
        ("rouble*", "₽"),
        ("yuan*", "CNY"),
        ("yen*", "JPY"),
        ("couronnes", "kr"),
        ("roupies", "₹"),
    ],
    months: &[
        "janvier",
        "février|fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août|aout",
        "septembre",
        "octobre",
        "novembre",
        "décembre|decembre",
    ],
    units: &[
        ("kilomètre*", "km"),
        ("mètre*", "meters"),
        ("tonne*", "tons"),
        ("kilogramme*", "kg"),
        ("hectare*", "ha"),
        ("litre*", "liters"),
        ("an", "years"),
        ("ans", "years"),
        ("année*", "years"),
        ("mois", "months"),
        ("semaine*", "weeks"),
        ("jour*", "days"),
        ("heure*", "hours"),
        ("minute*", "minutes"),
    ],
    numbers: &[
        ("deux", 2.0),
        ("trois", 3.0),
        ("quatre", 4.0),
        ("cinq", 5.0),
        ("six", 6.0),
        ("sept", 7.0),
        ("huit", 8.0),
        ("neuf", 9.0),
        ("dix", 10.0),
        ("onze", 11.0),
        ("douze", 12.0),
        ("vingt", 20.0),
        ("trente", 30.0),
        ("quarante", 40.0),
        ("cinquante", 50.0),
        ("cent", 100.0),
    ],
    about: &["environ", "quelque"],
    over: &["plus de", "au moins"],
    nearly: &["près de", "presque"],
    of: &["de"],
};

const SPANISH: FigureWords = FigureWords {
    scales: &[("mil", 1e3), ("millón", 1e6), ("millones", 1e6), ("billón", 1e12), ("billones", 1e12)],
    percent: &["por ciento"],
    points: &["puntos porcentuales", "punto porcentual"],
    money: &[
        ("euro*", "€"),
        ("dólar*", "$"),
        ("peso*", "MXN"),
        ("libra*", "£"),
        ("rublo*", "₽"),
        ("yuan*", "CNY"),
        ("yen*", "JPY"),
        ("franco*", "CHF"),
        ("coronas", "kr"),
        ("rupias", "₹"),
    ],
    months: &[
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre|setiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    units: &[
        ("kilómetro*", "km"),
        ("metro*", "meters"),
        ("tonelada*", "tons"),
        ("kilo*", "kg"),
        ("hectárea*", "ha"),
        ("litro*", "liters"),
        ("año*", "years"),
        ("mes", "months"),
        ("meses", "months"),
        ("semana*", "weeks"),
        ("día*", "days"),
        ("hora*", "hours"),
        ("minuto*", "minutes"),
    ],
    numbers: &[
        ("dos", 2.0),
        ("tres", 3.0),
        ("cuatro", 4.0),
        ("cinco", 5.0),
        ("seis", 6.0),
        ("siete", 7.0),
        ("ocho", 8.0),
        ("nueve", 9.0),
        ("diez", 10.0),
        ("once", 11.0),
        ("doce", 12.0),
        ("veinte", 20.0),
        ("treinta", 30.0),
        ("cuarenta", 40.0),
        ("cincuenta", 50.0),
        ("cien", 100.0),
    ],
    about: &["unos", "unas", "aproximadamente", "cerca de", "alrededor de"],
    over: &["más de", "al menos"],
    nearly: &["casi"],
    of: &["de", "del"],
};

const RUSSIAN: FigureWords = FigureWords {
    scales: &[
        ("тысяч*", 1e3),
        ("тыс", 1e3),
        ("миллион*", 1e6),
        ("млн", 1e6),
        ("миллиард*", 1e9),
        ("млрд", 1e9),
        ("триллион*", 1e12),
        ("трлн", 1e12),
    ],
    percent: &["процент*"],
    points: &["процентных пункт*", "процентного пункт*", "процентный пункт", "п п"],
    money: &[
        ("рубл*", "₽"),
        ("руб", "₽"),
        ("доллар*", "$"),
        ("евро", "€"),
        ("юан*", "CNY"),
        ("иен*", "JPY"),
        ("фунт*", "£"),
        ("гривен*", "UAH"),
        ("гривн*", "UAH"),
        ("франк*", "CHF"),
        ("крон*", "kr"),
    ],
    months: &[
        "январ*",
        "феврал*",
        "март*",
        "апрел*",
        "май|мая|мае",
        "июн*",
        "июл*",
        "август*",
        "сентябр*",
        "октябр*",
        "ноябр*",
        "декабр*",
    ],
    units: &[
        ("километр*", "km"),
        ("км", "km"),
        ("метр*", "meters"),
        ("тонн*", "tons"),
        ("килограмм*", "kg"),
        ("кг", "kg"),
        ("гектар*", "ha"),
        ("литр*", "liters"),
        ("лет", "years"),
        ("месяц*", "months"),
        ("недел*", "weeks"),
        ("день", "days"),
        ("дня", "days"),
        ("дней", "days"),
        ("час*", "hours"),
        ("минут*", "minutes"),
    ],
    numbers: &[
        ("два", 2.0),
        ("две", 2.0),
        ("двух", 2.0),
        ("три", 3.0),
        ("трёх", 3.0),
        ("трех", 3.0),
        ("четыре", 4.0),
        ("пять", 5.0),
        ("шесть", 6.0),
        ("семь", 7.0),
        ("восемь", 8.0),
        ("девять", 9.0),
        ("десять", 10.0),
        ("двадцать", 20.0),
        ("тридцать", 30.0),
        ("сорок", 40.0),
        ("пятьдесят", 50.0),
        ("сто", 100.0),
    ],
    about: &["около", "примерно", "порядка"],
    over: &["более", "свыше", "больше"],
    nearly: &["почти"],
    of: &[],
};

const CHINESE: FigureWords = FigureWords {
    scales: &[
        ("万亿", 1e12),
        ("萬億", 1e12),
        ("百万", 1e6),
        ("百萬", 1e6),
        ("千万", 1e7),
        ("亿", 1e8),
        ("億", 1e8),
        ("万", 1e4),
        ("萬", 1e4),
        ("千", 1e3),
    ],
    percent: &["％"],
    points: &["个百分点", "個百分點"],
    money: &[
        ("美元", "$"),
        ("美金", "$"),
        ("欧元", "€"),
        ("歐元", "€"),
        ("日元", "JPY"),
        ("円", "JPY"),
        ("英镑", "£"),
        ("英鎊", "£"),
        ("卢布", "₽"),
        ("盧布", "₽"),
        ("港元", "HKD"),
        ("澳元", "AUD"),
        ("人民币", "CNY"),
        ("元", "CNY"),
    ],
    months: &[],
    units: &[
        ("平方公里", "km2"),
        ("公里", "km"),
        ("千米", "km"),
        ("米", "meters"),
        ("吨", "tons"),
        ("噸", "tons"),
        ("公斤", "kg"),
        ("千克", "kg"),
        ("公顷", "ha"),
        ("年", "years"),
        ("个月", "months"),
        ("個月", "months"),
        ("周", "weeks"),
        ("天", "days"),
        ("小时", "hours"),
        ("小時", "hours"),
        ("分钟", "minutes"),
    ],
    numbers: &[],
    about: &["约", "大约", "約"],
    over: &["超过", "超過", "逾"],
    nearly: &["近", "将近"],
    of: &[],
};
