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
pub(super) enum Role {
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
    /// Before a range: `between`. Its ends are joined by [`Role::And`].
    Between,
    /// Between a part and its whole: `in`, as in `one in five`.
    In,
    /// The first of two words that do the same: `out of`.
    Out,
    /// The second of those; and between two scales: `tens of thousands`.
    Of,
    /// Before a scale: `a million`.
    One,
    /// Before [`Role::One`]: `half a million`.
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

const ROLES: usize = Role::Short as usize + 1;

/// For each role the languages in which a word has it, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Roles([u32; ROLES]);

impl Roles {
    /// The languages in which the word has a role.
    pub(super) fn of(&self, role: Role) -> u32 {
        self.0[role as usize]
    }

    /// Whether a number can only be cut if such a word stands at one side.
    pub(super) fn count(&self) -> bool {
        const ALONE: [Role; 10] = [
            Role::Degree,
            Role::Number,
            Role::Tail,
            Role::Percent,
            Role::Per,
            Role::Cent,
            Role::Short,
            Role::Half,
            Role::Out,
            Role::Sign,
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
    static KNOWN: LazyLock<Known> = LazyLock::new(Known::new);
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
    roles.0[Role::Number as usize] = 1 << GERMANS;
    (count > 1 || lower == "anderthalb").then_some(roles)
}

/// All words of the lists.
struct Known {
    roles: HashMap<&'static str, Roles>,
    /// A bit for each number that [`hash`] gives for a word of ASCII in small letters.
    bits: [u64; 64],
}

impl Known {
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
                if *role == Role::Scale {
                    entry.0[Role::Number as usize] |= 1 << language;
                }
            }
        }
    }
    known
}

/// Of each language the words for each role.
type Lists = &'static [(Role, &'static str)];

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
    (Role::Ten, "twenty thirty forty fifty sixty seventy eighty ninety"),
    (
        Role::Number,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
         seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    (
        Role::Scale,
        "hundred hundreds thousand thousands million millions billion billions trillion trillions quadrillion \
         dozen dozens lakh lakhs crore crores tens",
    ),
    (
        Role::Tail,
        "half halves third thirds quarter quarters fourths fifth fifths sixth sixths seventh sevenths eighth \
         eighths ninth ninths tenth tenths eleventh twelfth twentieth thirtieth fortieth fiftieth hundredth \
         hundredths thousandth thousandths first fourth",
    ),
    (Role::And, "and"),
    (Role::To, "to through till until"),
    (Role::Between, "between"),
    (Role::In, "in"),
    (Role::Out, "out in"),
    (Role::Of, "of every each"),
    (Role::Or, "or nor"),
    (Role::One, "a an"),
    (Role::Half, "half quarter third"),
    (Role::Point, "point"),
    (Role::Sign, "minus plus negative"),
    (Role::Percent, "percent pct percentage permille"),
    (Role::Degree, "degree degrees"),
    (Role::Per, "per percentage basis"),
    (Role::Cent, "cent mille mil points point"),
];

const GERMAN: Lists = &[
    (
        Role::Number,
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn \
         siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    ),
    (
        Role::Scale,
        "hundert hunderte hunderten tausend tausende tausenden million millionen milliarde milliarden billion \
         billionen dutzend dutzende",
    ),
    (
        Role::Tail,
        "halb halbe halben drittel dritteln viertel vierteln fünftel fünfteln sechstel siebtel achtel neuntel zehntel",
    ),
    (Role::And, "und"),
    (Role::To, "bis"),
    (Role::Between, "zwischen"),
    (Role::In, "von aus"),
    (Role::Or, "oder"),
    (Role::Per, "pro je"),
    (Role::One, "ein eine einer einem einen eines"),
    (Role::Half, "halbe halben viertel drittel"),
    (Role::Of, "von"),
    (Role::Point, "komma"),
    (Role::Sign, "minus plus"),
    (Role::Percent, "prozent prozentpunkt prozentpunkte prozentpunkten promille"),
    (Role::Degree, "grad"),
    (Role::Short, "Mio Mrd Bio Tsd"),
];

const FRENCH: Lists = &[
    (Role::Ten, "vingt vingts trente quarante cinquante soixante septante octante huitante nonante"),
    (
        Role::Number,
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts \
         trente quarante cinquante soixante septante octante huitante nonante",
    ),
    (
        Role::Scale,
        "cent cents mille million millions milliard milliards billion billions douzaine douzaines milliers millier centaine centaines",
    ),
    (Role::Tail, "demi demie tiers quart quarts cinquième cinquièmes dixième dixièmes un une"),
    (Role::And, "et"),
    (Role::To, "à"),
    (Role::Between, "entre"),
    (Role::In, "sur"),
    (Role::Or, "ou"),
    (Role::One, "un une"),
    (Role::Half, "demi quart tiers"),
    (Role::Of, "de"),
    (Role::Point, "virgule"),
    (Role::Sign, "moins plus"),
    (Role::Percent, "pourcent"),
    (Role::Degree, "degré degrés"),
    (Role::Per, "pour points"),
    (Role::Cent, "cent mille"),
    (Role::Short, "Md Mds"),
];

const SPANISH: Lists = &[
    (Role::Ten, "treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    (
        Role::Number,
        "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete \
         dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco treinta cuarenta \
         cincuenta sesenta setenta ochenta noventa ",
    ),
    (
        Role::Scale,
        "cien ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos cientos mil miles millón millones billón billones docena docenas",
    ),
    (Role::Tail, "medio media tercio tercios cuarto cuartos quinto quintos décimo décimos un uno una"),
    (Role::And, "y"),
    (Role::To, "a hasta"),
    (Role::Between, "entre"),
    (Role::Out, "de en"),
    (Role::Of, "cada de"),
    (Role::Or, "o u"),
    (Role::Degree, "grado grados"),
    (Role::One, "un una uno"),
    (Role::Half, "medio media"),
    (Role::Point, "coma"),
    (Role::Sign, "menos más"),
    (Role::Per, "por puntos"),
    (Role::Cent, "ciento mil porcentuales"),
];

const ITALIAN: Lists = &[
    (Role::Ten, "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
    (
        Role::Number,
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici venti \
         trenta quaranta cinquanta sessanta settanta ottanta novanta",
    ),
    (Role::Scale, "cento mille mila milione milioni miliardo miliardi dozzina dozzine"),
    (Role::Tail, "mezzo mezza terzo terzi quarto quarti quinto quinti"),
    (Role::And, "e"),
    (Role::To, "a"),
    (Role::Between, "tra fra"),
    (Role::In, "su ogni"),
    (Role::Or, "o"),
    (Role::Degree, "grado gradi"),
    (Role::One, "un una uno"),
    (Role::Half, "mezzo"),
    (Role::Point, "virgola"),
    (Role::Sign, "meno più"),
    (Role::Per, "per"),
    (Role::Cent, "cento mille"),
];

const PORTUGUESE: Lists = &[
    (Role::Ten, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"),
    (
        Role::Number,
        "dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quinze vinte trinta quarenta \
         cinquenta sessenta setenta oitenta noventa",
    ),
    (
        Role::Scale,
        "cem cento duzentos trezentos quinhentos mil milhão milhões bilhão bilhões bilião biliões dúzia dúzias",
    ),
    (Role::Tail, "meio meia terço terços quarto quartos quinto quintos um uma"),
    (Role::And, "e"),
    (Role::To, "a até"),
    (Role::Between, "entre"),
    (Role::In, "em"),
    (Role::Out, "em de"),
    (Role::Of, "cada"),
    (Role::Or, "ou"),
    (Role::Degree, "grau graus"),
    (Role::One, "um uma"),
    (Role::Half, "meio meia"),
    (Role::Sign, "menos mais"),
    (Role::Per, "por"),
    (Role::Cent, "cento mil"),
];

const RUSSIAN: Lists = &[
    (
        Role::Ten,
        "двадцать двадцати тридцать тридцати сорок сорока пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    ),
    (
        Role::Number,
        "полтора полторы полутора ноль один одна одно одного одной два две двух три трех трёх четыре четырех четырёх пять пяти шесть шести \
         семь семи восемь восьми девять девяти десять десяти одиннадцать двенадцать тринадцать четырнадцать \
         пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать двадцати тридцать тридцати сорок \
         сорока пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    ),
    (
        Role::Scale,
        "сто ста двести двухсот триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот тысяча тысячи тысяч тысячу миллион миллиона миллионов миллионы миллиард миллиарда миллиардов миллиарды \
         триллион триллиона триллионов сотни сотен десятки десятков дюжина дюжины",
    ),
    (Role::Tail, "половиной третью четвертью трети четверти пятых десятых первый второй третий пятый шестой"),
    (Role::And, "с"),
    (Role::To, "до по"),
    (Role::Between, "между"),
    (Role::In, "из"),
    (Role::Or, "или"),
    (Role::Per, "на"),
    (Role::Of, "из"),
    (Role::Half, "половиной третью четвертью"),
    (Role::Point, "целых целая"),
    (Role::Sign, "минус плюс"),
    (Role::Percent, "процент процента процентов проценты процентам проц"),
    (Role::Degree, "градус градуса градусов градусам"),
    (Role::Per, "процентных процентного процентный базисных"),
    (Role::Cent, "пункт пункта пунктов"),
    (Role::Short, "тыс млн млрд трлн"),
];

/// What is written in any language.
const EVERYWHERE: Lists = &[
    (Role::Short, "m mn bn tn k K M MM B Bn mln mrd bln trn tr pp bp bps pct Cr grand"),
    (Role::Percent, "ppm ppb"),
];
