//! The list of quotation marks, in all languages: what opens, and what closes it.

/// How sure a sign is to be a quotation mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// It opens, wherever it stands.
    Opens,
    /// It opens at the beginning of a word, and is left over elsewhere.
    Turns,
    /// It may be a sign of feet or inches, of minutes or seconds, or stand within a Hebrew abbreviation.
    Prime,
    /// Two signs typed for one: it opens at the beginning of a word, and may mean something else elsewhere.
    Typed,
    /// It may be an apostrophe.
    Single,
}

/// A mark that opens, and those that close what it opens.
pub(super) struct MarkPair {
    pub(super) open: &'static str,
    /// Those that close by right.
    pub(super) close: &'static [&'static str],
    /// Those that close where none of the others does.
    pub(super) lax: &'static [&'static str],
    pub(super) nature: Nature,
}

pub(super) const fn kind(
    open: &'static str,
    close: &'static [&'static str],
    lax: &'static [&'static str],
    nature: Nature,
) -> MarkPair {
    MarkPair { open, close, lax, nature }
}

/// Every mark that opens. Those of two signs come first.
pub(super) const KINDS: &[MarkPair] = &[
    kind("``", &["''", "’’"], &["”", "\"", "``"], Nature::Opens),
    kind("''", &["''"], &[], Nature::Typed),
    kind("‘‘", &["’’"], &["''"], Nature::Typed),
    kind("’’", &["’’"], &[], Nature::Typed),
    kind(",,", &["''", "’’", "”", "“", "``"], &["\""], Nature::Typed),
    kind("<<", &[">>"], &[], Nature::Typed),
    kind("\"", &["\""], &[], Nature::Prime),
    kind("“", &["”"], &["\"", "“"], Nature::Opens),
    kind("”", &["”", "“"], &[], Nature::Turns),
    kind("„", &["“", "”"], &["\"", "‟", "„"], Nature::Opens),
    kind("‟", &["”", "“"], &["\"", "‟"], Nature::Opens),
    kind("⹂", &["“", "”"], &["⹂"], Nature::Opens),
    kind("«", &["»"], &["«"], Nature::Opens),
    kind("»", &["«", "»"], &[], Nature::Turns),
    kind("‹", &["›"], &["‹"], Nature::Opens),
    kind("›", &["‹", "›"], &[], Nature::Turns),
    kind("「", &["」"], &[], Nature::Opens),
    kind("『", &["』"], &[], Nature::Opens),
    kind("｢", &["｣"], &[], Nature::Opens),
    kind("﹁", &["﹂"], &[], Nature::Opens),
    kind("﹃", &["﹄"], &[], Nature::Opens),
    kind("〝", &["〞", "〟"], &["〝"], Nature::Opens),
    kind("＂", &["＂"], &[], Nature::Opens),
    kind("❝", &["❞"], &["❝"], Nature::Opens),
    kind("⟪", &["⟫"], &[], Nature::Opens),
    kind("˵", &["˶"], &[], Nature::Opens),
    kind("｀", &["´", "＇", "｀"], &[], Nature::Opens),
    kind("˝", &["˝"], &[], Nature::Prime),
    kind("ˮ", &["ˮ"], &[], Nature::Prime),
    kind("ʺ", &["ʺ"], &[], Nature::Prime),
    kind("‷", &["‴"], &["‷"], Nature::Prime),
    kind("❮", &["❯"], &[], Nature::Opens),
    kind("🙶", &["🙷"], &[], Nature::Opens),
    kind("🙸", &["🙶", "🙷"], &[], Nature::Opens),
    kind("״", &["״"], &["\""], Nature::Prime),
    kind("″", &["″"], &[], Nature::Prime),
    kind("‶", &["″"], &["‶"], Nature::Prime),
    kind("❛", &["❜"], &["❛"], Nature::Opens),
    kind("❟", &["❛", "❜"], &["❟"], Nature::Opens),
    kind("❠", &["❝", "❞"], &["❠"], Nature::Opens),
    kind("‚", &["‘", "’"], &["'"], Nature::Turns),
    kind("'", &["'", "’"], &[], Nature::Single),
    kind("‘", &["’", "'"], &["‘"], Nature::Single),
    kind("’", &["’", "‘"], &["'"], Nature::Single),
    kind("‛", &["’", "'"], &[], Nature::Single),
    kind("＇", &["＇"], &[], Nature::Single),
    kind("`", &["'", "’", "´", "`"], &[], Nature::Single),
    kind("´", &["´", "'"], &[], Nature::Single),
    kind("׳", &["׳"], &["'"], Nature::Single),
    kind("′", &["′"], &[], Nature::Single),
    kind("‵", &["′", "‵"], &[], Nature::Single),
];

/// Marks of titles, and signs of other meanings, that are quotation marks to some: within a citation, where there
/// are no titles and no sums.
pub(super) const TITLES: &[MarkPair] = &[
    kind("《", &["》"], &[], Nature::Opens),
    kind("〈", &["〉"], &[], Nature::Opens),
    kind("≪", &["≫"], &[], Nature::Opens),
    kind("＜", &["＞"], &[], Nature::Opens),
];

/// Marks that only close.
pub(super) const CLOSERS: &[&str] =
    &[">>", "」", "』", "｣", "﹂", "﹄", "〞", "〟", "❞", "❜", "❯", "🙷", "⟫", "˶"];

/// As [`CLOSERS`], of [`TITLES`].
pub(super) const TITLE_CLOSERS: &[&str] = &["》", "〉", "≫", "＞"];

/// Words that are written with an apostrophe at their beginning: English, Dutch, German, and what speech does.
pub(super) const ELIDED: &[&str] = &[
    "tis",
    "twas",
    "twere",
    "twill",
    "twould",
    "twixt",
    "til",
    "till",
    "bout",
    "cause",
    "cos",
    "coz",
    "cuz",
    "round",
    "neath",
    "gainst",
    "mongst",
    "fraid",
    "ere",
    "nuff",
    "kay",
    "hood",
    "burbs",
    "tude",
    "ran",
    "rein",
    "raus",
    "rauf",
    "rüber",
    "runter",
    "nen",
    "nem",
    "ner",
    "sta",
    "sto",
    "ndrangheta",
];

/// How names from the Arabic begin that are often written with a mark for their first letter.
pub(super) const AYN: &[&str] = &[
    "Abb", "Abd", "Ād", "Aish", "Ā’", "Al", "Amr", "Aql", "Arab", "Arif", "Asq", "Askar", "Asr", "Attar",
    "Ayn", "Azi", "Azī", "Eid", "Id", "Īd", "Ilm", "Imād", "Imad", "Irāq", "Irfan", "Īsā", "Isa", "Issa",
    "Ula", "Umar", "Umr", "Uqba", "Urf", "Uthm", "Utm", "Ubayd", "Uray", "Uyun", "ulam", "abd", "adl", "ayn",
];
