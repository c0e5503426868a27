use super::*;
use proptest::prelude::*;

fn fold(text: &str) -> String {
    Folded::new(text).text
}

#[test]
fn what_a_typist_decides_is_forgotten() {
    for (one, other) in [
        ("“no limits” it’s", "\"no limits\" it's"),
        ("„ja‟ ‚nein‘", "'ja' 'nein'"),
        ("«oui» et « non »", "“oui” et “non”"),
        ("er sagte »nein« dazu", "er sagte \"nein\" dazu"),
        ("「无限」", "'无限'"),
        ("“‘Yes,’ he said”", "\"'Yes,' he said\""),
        ("a — b", "a–b"),
        ("a -- b", "a --- b"),
        ("vis-à -vis", "vis‑à-vis"),
        ("a … b", "a...b"),
        ("a . . . b", "a ... b"),
        ("end. … b", "end.... b"),
        ("end. . . . b", "end…. b"),
        ("the\u{a0}CIS\u{2009}\n now ", "the CIS now"),
        ("co\u{ad}oper\u{200b}ate\u{feff}", "cooperate"),
        ("ﬁve oﬃces ﬂew", "five offices flew"),
        ("cafe\u{301}", "café"),
        ("cafe\u{ad}\u{301}", "café"),
        ("\u{1112}\u{1161}\u{11ab}", "한"),
    ] {
        assert_eq!(fold(one), fold(other), "{one:?} and {other:?}");
    }
}

#[test]
fn what_a_writer_decides_is_kept() {
    for (one, other) in [
        ("Gas", "gas"),
        ("4,200", "4.200"),
        ("a b", "ab"),
        ("a, b", "a b"),
        ("a. b", "a b"),
        ("a.. b", "a... b"),
        ("a. … b", "a … b"),
        ("cafe", "café"),
        ("x²", "x2"),
        ("①", "1"),
    ] {
        assert_ne!(fold(one), fold(other), "{one:?} and {other:?}");
    }
    assert_eq!(fold("  A. b . c  "), "A. b . c");
}

#[test]
fn the_map_leads_back_without_what_was_dropped() {
    let text = "x — “oﬃce”\u{ad} …  end";
    let folded = Folded::new(text);
    assert_eq!(folded.as_str(), "x-'office'...end");
    let back = |part: &str| {
        let at = folded.as_str().find(part).expect("the part is there");
        &text[folded.origin(at..at + part.len())]
    };
    assert_eq!(back("-"), "—");
    assert_eq!(back("'office'"), "“oﬃce”");
    assert_eq!(back("ic"), "ﬃc");
    assert_eq!(back("..."), "…");
    assert_eq!(back("end"), "end");
}

#[test]
fn the_list_of_what_may_differ_is_so() {
    for Tolerance { what, same, other, .. } in DIFFERS {
        for (one, two) in *same {
            assert_eq!(fold(one), fold(two), "{what}: {one:?} and {two:?}");
        }
        for (one, two) in *other {
            assert_ne!(fold(one), fold(two), "{what}: {one:?} and {two:?}");
        }
    }
}

#[test]
fn a_minus_is_no_dash() {
    for (one, other) in [
        ("from −7 – −3 degrees", "from -7 - -3 degrees"),
        ("from −7–−3 degrees", "from -7--3 degrees"),
        ("a fall of −7", "a fall of -7"),
        ("a fall of –7", "a fall of −7"),
        ("(−7)", "(-7)"),
        ("“−7”", "\"-7\""),
        ("a loss of −$7", "a loss of -$7"),
        ("at −.5", "at -.5"),
        ("9 − 7 is 2", "9 - 7 is 2"),
        ("it said yes — 7 of them", "it said yes -- 7 of them"),
        ("it said yes—7 of them", "it said yes--7 of them"),
        ("1914–1918", "1914-1918"),
        ("1914 – 1918", "1914-1918"),
        ("2022 — cost", "2022 -- cost"),
        ("2022 — cost", "2022 --- cost"),
        ("2022年——中国", "2022年—中国"),
        ("2022-05-06", "2022‑05‑06"),
    ] {
        assert_eq!(fold(one), fold(other), "{one:?} and {other:?}");
    }
    for (one, other) in [
        ("from −7 – −3", "from −7 – 3"),
        ("from −7–−3", "from −7–3"),
        ("from 7 – −3", "from 7–3"),
        ("from 7--3", "from 7-3"),
        ("yes — −3 of them", "yes — 3 of them"),
        ("yes – – 3 of them", "yes – 3 of them"),
        ("a −3", "a 3"),
        ("a −3", "a - 3"),
        ("x — −y", "x — y"),
        ("−−3", "−3"),
    ] {
        assert_ne!(fold(one), fold(other), "{one:?} and {other:?}");
    }
}

#[test]
fn primes_keep_their_number() {
    for (one, other) in [
        ("a board of 5′ 10″", "a board of 5' 10\""),
        ("a board of 5′ 10″", "a board of 5’ 10”"),
        ("a board of 5′10″", "a board of 5'10''"),
        ("at 48°12′30″N", "at 48°12'30\"N"),
        ("in “2022” it", "in ‘2022’ it"),
        ("in “2022” it", "in \"2022\" it"),
        ("the 1990’s", "the 1990's"),
        ("1’200’000", "1'200'000"),
        ("Kazan′ and", "Kazan' and"),
        ("l’État", "l'État"),
        ("“limits of 2022,” he", "'limits of 2022,' he"),
        ("„im Jahr 2022“ und", "\"im Jahr 2022\" und"),
        ("the ’90s and 5″", "the '90s and 5\""),
    ] {
        assert_eq!(fold(one), fold(other), "{one:?} and {other:?}");
    }
    for (one, other) in [
        ("5′", "5″"),
        ("5'", "5\""),
        ("5''", "5'"),
        ("5″ wide", "5 wide"),
        ("B′ and", "B″ and"),
        ("the '90s, 5\"", "the '90s, 5'"),
        ("ㄉㄚˇ", "ㄉㄚˊ"),
        ("ㄉㄚ˙", "ㄉㄚ"),
    ] {
        assert_ne!(fold(one), fold(other), "{one:?} and {other:?}");
    }
    let loose = |text| Folded::without_primes(text).map(|folded| folded.text);
    assert_eq!(loose("of 2022” he said").as_deref(), Some("of 2022' he said"));
    assert_eq!(loose("of 2022″ he said"), None);
    assert_eq!(loose("of “2022” he said"), None);
}

#[test]
fn joiners_controls_and_tags_count() {
    for (one, other) in [
        ("می\u{200c}خواهد", "میخواهد"),
        ("क\u{94d}\u{200d}ष", "क\u{94d}ष"),
        ("👩\u{200d}🚒", "👩🚒"),
        ("🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}", "🏴"),
        ("\u{3}5 degrees", "5 degrees"),
    ] {
        assert_ne!(fold(one), fold(other), "{one:?} and {other:?}");
    }
    assert_eq!(fold("Auf\u{200c}lage"), fold("Auflage"));
    assert_eq!(fold("a \u{200c}b\u{200d} c"), fold("a b c"));
    assert_eq!(fold("a\u{3}5"), fold("a\u{fffd}5"));
    assert_eq!(fold("Ca(OH)₂ and C₆H₁₂O₆"), fold("Ca(OH)2 and C6H12O6"));
    assert_ne!(fold("10₂"), fold("102"));
    assert_eq!(fold("ח״כ ג׳"), fold("ח\"כ ג'"));
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "[ -~“”‘’«»…—–.\u{a0}\u{ad}e\u{301}ﬁ\n]{0,40}") {
        // Beside a figure, what was written for a mark or a dash may be read as a prime or a minus.
        let marks = |text: String| {
            let mut marks = text.replace(['′', '″', '‴', '⁗'], "'").replace(['−', '⁃'], "-");
            while marks.contains("''") || marks.contains("--") {
                marks = marks.replace("''", "'").replace("--", "-");
            }
            marks
        };
        prop_assert_eq!(marks(fold(&fold(&text))), marks(fold(&text)));
    }

    #[test]
    fn the_map_never_leaves_characters(text in any::<String>()) {
        let folded = Folded::new(&text);
        let ends: Vec<_> = (0..=folded.text.len()).filter(|&i| folded.text.is_char_boundary(i)).collect();
        for (n, &start) in ends.iter().enumerate() {
            for &end in ends[n..].iter().take(8) {
                let origin = folded.origin(start..end);
                prop_assert!(text.get(origin.clone()).is_some(), "{:?} -> {:?}", start..end, origin);
            }
        }
    }

    #[test]
    fn invisible_characters_change_nothing(text in "[a-z .,'-]{0,30}", at in 0..30_usize, c in prop::sample::select(vec!['\u{ad}', '\u{200b}', '\u{feff}', '\u{202e}', '\u{200e}'])) {
        let mut with = text.clone();
        with.insert(at.min(text.len()), c);
        prop_assert_eq!(fold(&with), fold(&text));
    }
}
