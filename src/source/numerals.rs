//! The words of which numbers are made, by language: what must not be cut from what.
//!
//! A word may be in the lists of several languages; two of them make a number only if one language has
//! both. Chinese, Japanese and Korean numbers have no spaces; they are characters, in
//! [`ends`](super::ends).

use std::collections::HashMap;
use std::sync::LazyLock;

mod more;

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberRole {
    /// A number: `six`, `twenty`.
    Number,
    /// A number that multiplies: `hundred`, `million`. It is a number as well.
    Scale,
    /// A number that units follow: `twenty`. It is in the list of numbers as well.
    Ten,
    /// What a number may be followed by: `thirds`, `half`, `sixth`.
    Tail,
    /// Between two numbers that make one: `and`. Behind a scale or a ten.
    And,
    /// Between the ends of a range: `to`.
    To,
    /// Before a range: `between`. Its ends are joined by [`NumberRole::And`].
    Between,
    /// Between a part and its whole: `in`, as in `one in five`.
    In,
    /// The first of two words that do the same: `out of`.
    Out,
    /// The second of those; and between two scales: `tens of thousands`.
    Of,
    /// Before a scale: `a million`.
    One,
    /// Before [`NumberRole::One`]: `half a million`.
    Half,
    /// Before decimals: `point`.
    Point,
    /// Before a number, as its sign: `minus`.
    Sign,
    /// Hundredths, in one word.
    Percent,
    /// The first of two words for hundredths: `per cent`, `percentage points`, `basis points`.
    Per,
    /// The second of those.
    Cent,
    /// What a temperature is told in, before the name of its scale: `degrees`.
    Degree,
    /// Between two numbers of which either may be: `or`.
    Or,
    /// What multiplies a number in digits, as it is shortened: `bn`. Capitals count.
    Short,
}

const ROLES: usize = NumberRole::Short as usize + 1;

/// For each role the languages in which a word has it, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Roles([u32; ROLES]);

impl Roles {
    /// The languages in which the word has a role.
    pub(super) fn of(&self, role: NumberRole) -> u32 {
        self.0[role as usize]
    }

    /// Whether a number can only be cut if such a word stands at one side.
    pub(super) fn count(&self) -> bool {
        const ALONE: [NumberRole; 10] = [
            NumberRole::Degree,
            NumberRole::Number,
            NumberRole::Tail,
            NumberRole::Percent,
            NumberRole::Per,
            NumberRole::Cent,
            NumberRole::Short,
            NumberRole::Half,
            NumberRole::Out,
            NumberRole::Sign,
        ];
        ALONE.iter().any(|&role| self.of(role) != 0)
    }

    /// The languages in which it has any.
    pub(super) fn any(&self) -> u32 {
        self.0.iter().fold(0, |all, languages| all | languages)
    }
}

/// What a word does in numbers; nothing if it is no word of any.
pub(super) fn roles(word: &str) -> Option<Roles> {
    static KNOWN: LazyLock<NumberWords> = LazyLock::new(NumberWords::new);
    if word.len() > LONGEST {
        return None;
    }
    let known = &*KNOWN;
    if !word.is_ascii() {
        if let Some(roles) = known.roles.get(word) {
            return Some(*roles);
        }
        let lower = word.to_lowercase();
        return known.roles.get(&*lower).copied().or_else(|| compound(&lower));
    }
    // Nearly every word is in no list: a look at a few bits says so.
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    if !known.may_have(lower) {
        return compound(std::str::from_utf8(lower).ok()?);
    }
    let lower = std::str::from_utf8(lower).ok()?;
    known.roles.get(word).or_else(|| known.roles.get(lower)).copied().or_else(|| compound(lower))
}

/// A German number of several in one word: `fünfundzwanzig`, `zweieinhalb`.
fn compound(lower: &str) -> Option<Roles> {
    const PARTS: &[&str] = &[
        "einhalb",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sech",
        "sieben",
        "sieb",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "zwanzig",
        "zig",
        "ßig",
        "hundert",
        "tausend",
        "und",
        "anderthalb",
    ];
    let mut rest = lower;
    let mut count = 0;
    while !rest.is_empty() {
        rest = PARTS.iter().find_map(|part| rest.strip_prefix(part))?;
        count += 1;
    }
    let mut roles = Roles::default();
    roles.0[NumberRole::Number as usize] = 1 << GERMANS;
    (count > 1 || lower == "anderthalb").then_some(roles)
}

/// All words of the lists.
struct NumberWords {
    roles: HashMap<&'static str, Roles>,
    /// A bit for each number that [`hash`] gives for a word of ASCII in small letters.
    bits: [u64; 64],
}

impl NumberWords {
    fn new() -> Self {
        let mut known = Self { roles: known(), bits: [0; 64] };
        for word in known.roles.keys().filter(|word| word.is_ascii()) {
            let at = hash(word.to_lowercase().as_bytes());
            known.bits[at / 64] |= 1 << (at % 64);
        }
        known
    }

    fn may_have(&self, lower: &[u8]) -> bool {
        let at = hash(lower);
        self.bits[at / 64] >> (at % 64) & 1 == 1
    }
}

/// A number below 4096 that is the same for the same bytes.
fn hash(bytes: &[u8]) -> usize {
    let mixed = bytes.iter().fold(0_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (mixed ^ (mixed >> 12)) as usize % 4096
}

/// No word in the lists is longer, in bytes.
const LONGEST: usize = 28;

fn known() -> HashMap<&'static str, Roles> {
    let mut known: HashMap<&'static str, Roles> = HashMap::new();
    for (language, lists) in LANGUAGES.iter().enumerate() {
        for (role, words) in *lists {
            for word in words.split_whitespace() {
                debug_assert!(word.len() <= LONGEST, "{word}");
                let entry = known.entry(word).or_default();
                entry.0[*role as usize] |= 1 << language;
                if *role == NumberRole::Scale {
                    entry.0[NumberRole::Number as usize] |= 1 << language;
                }
            }
        }
    }
    known
}

/// Of each language the words for each role.
type Lists = &'static [(NumberRole, &'static str)];

/// Where German is in [`LANGUAGES`].
const GERMANS: u16 = 1;

const LANGUAGES: &[Lists] = &[
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    RUSSIAN,
    EVERYWHERE,
    more::DUTCH,
    more::POLISH,
    more::UKRAINIAN,
    more::GREEK,
    more::TURKISH,
    more::ARABIC,
    more::HEBREW,
    more::PERSIAN,
    more::HINDI,
];

const ENGLISH: Lists = &[
    (NumberRole::Ten, "twenty thirty forty fifty sixty seventy eighty ninety"),
    (
        NumberRole::Number,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
         seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    (
        NumberRole::Scale,
        "hundred hundreds thousand thousands million millions billion billions trillion trillions quadrillion \
         dozen dozens lakh lakhs crore crores tens",
    ),
    (
        NumberRole::Tail,
        "half halves third thirds quarter quarters fourths fifth fifths sixth sixths seventh sevenths eighth \
         eighths ninth ninths tenth tenths eleventh twelfth twentieth thirtieth fortieth fiftieth hundredth \
         hundredths thousandth thousandths first fourth",
    ),
    (NumberRole::And, "and"),
    (NumberRole::To, "to through till until"),
    (NumberRole::Between, "between"),
    (NumberRole::In, "in"),
    (NumberRole::Out, "out in"),
    (NumberRole::Of, "of every each"),
    (NumberRole::Or, "or nor"),
    (NumberRole::One, "a an"),
    (NumberRole::Half, "half quarter third"),
    (NumberRole::Point, "point"),
    (NumberRole::Sign, "minus plus negative"),
    (NumberRole::Percent, "percent pct percentage permille"),
    (NumberRole::Degree, "degree degrees"),
    (NumberRole::Per, "per percentage basis"),
    (NumberRole::Cent, "cent mille mil points point"),
];

const GERMAN: Lists = &[
    (
        NumberRole::Number,
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn \
         siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    ),
    (
        NumberRole::Scale,
        "hundert hunderte hunderten tausend tausende tausenden million millionen milliarde milliarden billion \
         billionen dutzend dutzende",
    ),
    (
        NumberRole::Tail,
        "halb halbe halben drittel dritteln viertel vierteln fünftel fünfteln sechstel siebtel achtel neuntel zehntel",
    ),
    (NumberRole::And, "und"),
    (NumberRole::To, "bis"),
    (NumberRole::Between, "zwischen"),
    (NumberRole::In, "von aus"),
    (NumberRole::Or, "oder"),
    (NumberRole::Per, "pro je"),
    (NumberRole::One, "ein eine einer einem einen eines"),
    (NumberRole::Half, "halbe halben viertel drittel"),
    (NumberRole::Of, "von"),
    (NumberRole::Point, "komma"),
    (NumberRole::Sign, "minus plus"),
    (NumberRole::Percent, "prozent prozentpunkt prozentpunkte prozentpunkten promille"),
    (NumberRole::Degree, "grad"),
    (NumberRole::Short, "Mio Mrd Bio Tsd"),
];

const FRENCH: Lists = &[
    (NumberRole::Ten, "vingt vingts trente quarante cinquante soixante septante octante huitante nonante"),
    (
        NumberRole::Number,
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts \
         trente quarante cinquante soixante septante octante huitante nonante",
    ),
    (
        NumberRole::Scale,
        "cent cents mille million millions milliard milliards billion billions douzaine douzaines milliers millier centaine centaines",
    ),
    (NumberRole::Tail, "demi demie tiers quart quarts cinquième cinquièmes dixième dixièmes un une"),
    (NumberRole::And, "et"),
    (NumberRole::To, "à"),
    (NumberRole::Between, "entre"),
    (NumberRole::In, "sur"),
    (NumberRole::Or, "ou"),
    (NumberRole::One, "un une"),
    (NumberRole::Half, "demi quart tiers"),
    (NumberRole::Of, "de"),
    (NumberRole::Point, "virgule"),
    (NumberRole::Sign, "moins plus"),
    (NumberRole::Percent, "pourcent"),
    (NumberRole::Degree, "degré degrés"),
    (NumberRole::Per, "pour points"),
    (NumberRole::Cent, "cent mille"),
    (NumberRole::Short, "Md Mds"),
];

const SPANISH: Lists = &[
    (NumberRole::Ten, "treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    (
        NumberRole::Number,
        "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete \
         dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco treinta cuarenta \
         cincuenta sesenta setenta ochenta noventa ",
    ),
    (
        NumberRole::Scale,
        "cien ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos cientos mil miles millón millones billón billones docena docenas",
    ),
    (NumberRole::Tail, "medio media tercio tercios cuarto cuartos quinto quintos décimo décimos un uno una"),
    (NumberRole::And, "y"),
    (NumberRole::To, "a hasta"),
    (NumberRole::Between, "entre"),
    (NumberRole::Out, "de en"),
    (NumberRole::Of, "cada de"),
    (NumberRole::Or, "o u"),
    (NumberRole::Degree, "grado grados"),
    (NumberRole::One, "un una uno"),
    (NumberRole::Half, "medio media"),
    (NumberRole::Point, "coma"),
    (NumberRole::Sign, "menos más"),
    (NumberRole::Per, "por puntos"),
    (NumberRole::Cent, "ciento mil porcentuales"),
];

const ITALIAN: Lists = &[
    (NumberRole::Ten, "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
    (
        NumberRole::Number,
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici venti \
         trenta quaranta cinquanta sessanta settanta ottanta novanta",
    ),
    (NumberRole::Scale, "cento mille mila milione milioni miliardo miliardi dozzina dozzine"),
    (NumberRole::Tail, "mezzo mezza terzo terzi quarto quarti quinto quinti"),
    (NumberRole::And, "e"),
    (NumberRole::To, "a"),
    (NumberRole::Between, "tra fra"),
    (NumberRole::In, "su ogni"),
    (NumberRole::Or, "o"),
    (NumberRole::Degree, "grado gradi"),
    (NumberRole::One, "un una uno"),
    (NumberRole::Half, "mezzo"),
    (NumberRole::Point, "virgola"),
    (NumberRole::Sign, "meno più"),
    (NumberRole::Per, "per"),
    (NumberRole::Cent, "cento mille"),
];

const PORTUGUESE: Lists = &[
    (NumberRole::Ten, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"),
    (
        NumberRole::Number,
        "dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quinze vinte trinta quarenta \
         cinquenta sessenta setenta oitenta noventa",
    ),
    (
        NumberRole::Scale,
        "cem cento duzentos trezentos quinhentos mil milhão milhões bilhão bilhões bilião biliões dúzia dúzias",
    ),
    (NumberRole::Tail, "meio meia terço terços quarto quartos quinto quintos um uma"),
    (NumberRole::And, "e"),
    (NumberRole::To, "a até"),
    (NumberRole::Between, "entre"),
    (NumberRole::In, "em"),
    (NumberRole::Out, "em de"),
    (NumberRole::Of, "cada"),
    (NumberRole::Or, "ou"),
    (NumberRole::Degree, "grau graus"),
    (NumberRole::One, "um uma"),
    (NumberRole::Half, "meio meia"),
    (NumberRole::Sign, "menos mais"),
    (NumberRole::Per, "por"),
    (NumberRole::Cent, "cento mil"),
];

const RUSSIAN: Lists = &[
    (
        NumberRole::Ten,
        "двадцать двадцати тридцать тридцати сорок сорока пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    ),
    (
        NumberRole::Number,
        "полтора полторы полутора ноль один одна одно одного одной два две двух три трех трёх четыре четырех четырёх пять пяти шесть шести \
         семь семи восемь восьми девять девяти десять десяти одиннадцать двенадцать тринадцать четырнадцать \
         пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать двадцати тридцать тридцати сорок \
         сорока пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    ),
    (
        NumberRole::Scale,
        "сто ста двести двухсот триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот тысяча тысячи тысяч тысячу миллион миллиона миллионов миллионы миллиард миллиарда миллиардов миллиарды \
         триллион триллиона триллионов сотни сотен десятки десятков дюжина дюжины",
    ),
    (
        NumberRole::Tail,
        "половиной третью четвертью трети четверти пятых десятых первый второй третий пятый шестой",
    ),
    (NumberRole::And, "с"),
    (NumberRole::To, "до по"),
    (NumberRole::Between, "между"),
    (NumberRole::In, "из"),
    (NumberRole::Or, "или"),
    (NumberRole::Per, "на"),
    (NumberRole::Of, "из"),
    (NumberRole::Half, "половиной третью четвертью"),
    (NumberRole::Point, "целых целая"),
    (NumberRole::Sign, "минус плюс"),
    (NumberRole::Percent, "процент процента процентов проценты процентам проц"),
    (NumberRole::Degree, "градус градуса градусов градусам"),
    (NumberRole::Per, "процентных процентного процентный базисных"),
    (NumberRole::Cent, "пункт пункта пунктов"),
    (NumberRole::Short, "тыс млн млрд трлн"),
];

/// What is written in any language.
const EVERYWHERE: Lists = &[
    (NumberRole::Short, "m mn bn tn k K M MM B Bn mln mrd bln trn tr pp bp bps pct Cr grand"),
    (NumberRole::Percent, "ppm ppb"),
];
