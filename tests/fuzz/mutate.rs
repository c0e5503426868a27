//! Changes at random, the same from the same seed.

/// What stands between the words of pages, texts and libraries, and what has been mistaken for it.
const WORDS: &[&str] = &[
    "[@",
    "[@smith",
    "[@{",
    "@{",
    "}",
    "]",
    "[",
    "[^",
    "[^1]",
    "[^1]: ",
    "^[",
    "[[",
    "]]",
    "|",
    "\\|",
    "\\",
    "\\[",
    "\\\"",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "‹",
    "›",
    "'",
    "’",
    "‘",
    "``",
    "''",
    "「",
    "」",
    "《",
    "〈",
    "״",
    "׳",
    "…",
    "...",
    "[…]",
    "[...]",
    "[sic]",
    "¶",
    "¶ 1",
    "¶ 0",
    "¶ 2-1",
    "¶ 99999999999999999999",
    "p. 3",
    "§ 2",
    ", ",
    ":",
    ";",
    "-",
    "–",
    "—",
    "--",
    "---",
    "+++",
    "***",
    "___",
    ">",
    "> ",
    ">>>>",
    "> — ",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "1990. ",
    "    ",
    "\t",
    "# ",
    "## ",
    "===",
    "{#a}",
    "{.b}",
    "{",
    "```",
    "~~~",
    "```timeline\n",
    "```disagreement\n",
    "```chart\n",
    "```quote\n",
    "<!-- ",
    " -->",
    "<!-- expound: allow ",
    "<b>",
    "</b>",
    "<q>",
    "<details>",
    "<style>",
    "<script>",
    "<sup>",
    "<!",
    "&quot;",
    "&#0;",
    "&#xFFFF;",
    "&nbsp;",
    "http://",
    "https://a.b/(c)",
    "*",
    "**",
    "_",
    "~~",
    "$",
    "$$",
    "==",
    "%%",
    "\\u0000",
    "\\uD800",
    "= \"",
    "= [",
    "= {",
    "\"\"\"",
    "true",
    "-0",
    "9223372036854775808",
    "1e999",
    "2024-02-30",
    "draft: true",
];

/// Characters with a nature of their own: of no width, of another direction, combining, beyond the first plane.
const SIGNS: &[char] = &[
    '\0',
    '\u{1}',
    '\u{3}',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{a0}',
    '\u{ad}',
    '\u{301}',
    '\u{345}',
    '\u{5b0}',
    '\u{61c}',
    '\u{640}',
    '\u{94d}',
    '\u{e33}',
    '\u{17d2}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{2028}',
    '\u{202e}',
    '\u{2060}',
    '\u{2212}',
    '\u{2215}',
    '\u{3000}',
    '\u{3099}',
    '\u{e000}',
    '\u{f8ff}',
    '\u{fdd0}',
    '\u{feff}',
    '\u{fffd}',
    '\u{fffe}',
    '\u{ffff}',
    '\u{1f1e6}',
    '\u{1f468}',
    '\u{e0061}',
    '\u{10ffff}',
    'İ',
    'ß',
];

/// Longer inputs are cut: here it is not asked how costs grow.
const LONGEST: usize = 6_000;

/// Makes inputs of others.
pub(crate) struct Mutator<'s> {
    chance: Chance,
    seeds: &'s [Vec<u8>],
}

impl<'s> Mutator<'s> {
    pub(crate) fn new(seed: u64, name: &str, seeds: &'s [Vec<u8>]) -> Self {
        let of_name = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self { chance: Chance(seed ^ of_name), seeds }
    }

    /// The next input.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut input = self.seed().to_vec();
        // Mostly a few changes, now and then many.
        let most = if self.chance.one_in(8) { 30 } else { 5 };
        let changes = 1 + self.chance.below(most);
        for _ in 0..changes {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn seed(&mut self) -> &'s [u8] {
        let at = self.chance.below(self.seeds.len());
        &self.seeds[at]
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.chance.below(input.len() + 1);
        let end = (at + 1 + self.chance.below(24)).min(input.len());
        match self.chance.below(12) {
            0..=3 => {
                let word = WORDS[self.chance.below(WORDS.len())];
                input.splice(at..at, word.bytes());
            }
            4 | 5 => {
                let mut sign = [0; 4];
                let sign = SIGNS[self.chance.below(SIGNS.len())].encode_utf8(&mut sign);
                input.splice(at..at, sign.bytes());
            }
            6 => drop(input.drain(at..end)),
            7 => {
                let piece = input[at..end].to_vec();
                let most = if self.chance.one_in(10) { 200 } else { 4 };
                let times = 1 + self.chance.below(most);
                input.splice(at..at, piece.repeat(times));
            }
            8 => {
                let other = self.seed();
                let from = self.chance.below(other.len() + 1);
                let to = (from + self.chance.below(400)).min(other.len());
                input.splice(at..at, other[from..to].iter().copied());
            }
            9 => {
                // Digits of another number.
                if let Some(byte) = input[at..].iter_mut().find(|byte| byte.is_ascii_digit()) {
                    *byte = b'0' + u8::try_from(self.chance.below(10)).unwrap_or_default();
                }
            }
            10 => {
                // Any byte: the file may be no text any more.
                if let Some(byte) = input.get_mut(at) {
                    *byte = u8::try_from(self.chance.below(256)).unwrap_or_default();
                }
            }
            _ => {
                // What stood at another place.
                let piece: Vec<u8> = input.drain(at..end).collect();
                let to = self.chance.below(input.len() + 1);
                input.splice(to..to, piece);
            }
        }
    }
}

/// Numbers at random: splitmix64.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, or 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n.max(1)).unwrap_or(1)).unwrap_or_default()
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}
