use std::fmt::Write as _;

use proptest::prelude::*;

use super::derived::{Derivations, derives, says};
use super::figure::{self, Figure, FigureKind, Hedge, Trend};
use super::quotes::quoted;

/// The figures of a text, each in a short form: what it counts, and how much.
fn read(text: &str) -> Vec<String> {
    figure::read(text).iter().map(said).collect()
}

fn said(figure: &Figure) -> String {
    let mut out = match figure.kind {
        FigureKind::Date => {
            let date = figure.date;
            let mut out = String::new();
            let parts = [
                date.year.map(|y| y.to_string()),
                date.month.map(|m| format!("m{m}")),
                date.day.map(|d| format!("d{d}")),
            ];
            for part in parts.iter().flatten() {
                let _ = write!(out, "{}{part}", if out.is_empty() { "" } else { "-" });
            }
            if let Some(weekday) = date.weekday {
                let _ = write!(out, "w{weekday}");
            }
            if let Some(edge) = date.edge {
                let _ = write!(out, " {edge:?}");
            }
            out
        }
        FigureKind::Decade => format!("{}s", figure.value),
        FigureKind::Century => format!("century {}", figure.value),
        FigureKind::Money(currency) => format!("{currency}{}", figure.value),
        FigureKind::Percent => format!("{:.4}%", figure.value).replace(".0000", ""),
        FigureKind::Measure(dimension) => format!("{dimension:?} {:.3}", figure.value).replace(".000", ""),
        FigureKind::Points => format!("{:.2} points", figure.value).replace(".00", ""),
        FigureKind::Heat(scale) => format!("{} {scale:?}", figure.raw),
        FigureKind::Clock(_) => format!("{:02}:{:02}", figure.value as u32 / 60, figure.value as u32 % 60),
        FigureKind::Score(first, second) => format!("{first}:{second}"),
        FigureKind::Version(parts) => format!("version {parts:?}"),
        FigureKind::Numeral(_) => format!("name {}", figure.value),
        FigureKind::Many => format!("many {}", figure.value),
        FigureKind::Times => format!("x{}", figure.value),
        FigureKind::Ordinal => format!("nth {}", figure.value),
        FigureKind::Count => format!("{}", figure.value),
    };
    match figure.hedge {
        Hedge::None => {}
        hedge => {
            let _ = write!(out, " {hedge:?}");
        }
    }
    match figure.change {
        Trend::None => {}
        change => {
            let _ = write!(out, " {change:?}");
        }
    }
    if figure.soft {
        out.push('?');
    }
    out
}

#[test]
fn numbers_are_read_however_they_are_written() {
    for (text, value) in [
        ("1,000 men", "1000"),
        ("1000 men", "1000"),
        ("24 000 men", "24000"),
        ("1.000.000 men", "1000000"),
        ("one thousand men", "1000"),
        ("a thousand men", "1000"),
        ("twenty-four men", "24"),
        ("two hundred and four men", "204"),
        ("four thousand two hundred men", "4200"),
        ("2.5 million men", "2500000"),
        ("2,5 million men", "2500000"),
        ("two and a half million men", "2500000"),
        ("2½ million men", "2500000"),
        ("half a million men", "500000"),
        ("three-quarters of a million men", "750000"),
        ("a quarter of a million men", "250000"),
        ("two dozen men", "24"),
        ("a dozen men", "12"),
        ("1.3bn men", "1300000000"),
        ("2.5m men", "2500000"),
    ] {
        assert_eq!(read(text), [value], "{text}");
    }
}

#[test]
fn what_only_looks_like_a_figure_is_none() {
    for text in [
        "One of them went.",
        "At one point it was once said.",
        "The G20 met over the Su-35, COVID-19 and 5G.",
        "See page 7 and ¶ 12.",
        "In the first half of the Cold War",
        "It may be; they march on.",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
    assert_eq!(read("the two sides"), ["2?"]);
    assert_eq!(read("two men"), ["2"]);
    assert_eq!(read("in the past decade"), ["Months 120 About?"]);
}

#[test]
fn money_is_an_amount_and_a_currency() {
    for text in [
        "$100 billion",
        "$ 100 billion",
        "US$100bn",
        "USD 100 billion",
        "100 billion dollars",
        "100 billion US dollars",
        "a hundred billion dollars",
        "$100,000,000,000",
        "a 100-billion-dollar deal",
    ] {
        assert_eq!(read(text), ["$100000000000"], "{text}");
    }
    assert_eq!(read("€2m and £3.5 million"), ["€2000000", "£3500000"]);
    assert_eq!(read("between $2 and $3 billion"), ["$2000000000", "$3000000000"]);
    assert_eq!(read("$2–3 billion"), ["$2000000000", "$3000000000"]);
    assert_eq!(read("more than 5 rubles"), ["₽5 Over"]);
}

#[test]
fn parts_of_a_hundred() {
    for text in [
        "75 %",
        "75%",
        "75 percent",
        "75 per cent",
        "seventy-five per cent",
        "three-quarters",
        "three quarters",
    ] {
        assert_eq!(read(text), ["75%"], "{text}");
    }
    assert_eq!(read("a third of them, two-thirds, half of all"), ["33.3333%", "66.6667%", "50%"]);
    assert_eq!(read("less than half as rich"), ["50% Under"]);
    assert_eq!(read("3–5 %"), ["3%", "5%"]);
    assert_eq!(read("60 percent smaller"), ["60% Less"]);
}

#[test]
fn dates_are_read_as_far_as_they_are_said() {
    for text in ["5 May 2014", "May 5, 2014", "5th of May 2014", "May 5th, 2014", "on the 5th of May, 2014"] {
        assert_eq!(read(text), ["2014-m5-d5"], "{text}");
    }
    assert_eq!(read("in May 1989, in Feb. 2022 and since May"), ["1989-m5", "2022-m2", "m5"]);
    assert_eq!(read("the May of 1989"), ["1989-m5"]);
    assert_eq!(read("in late March and at the end of 2013"), ["m3 Late", "2013 Late"]);
    assert_eq!(read("at the beginning of 2020"), ["2020 Early"]);
    assert_eq!(
        read("2014–2018, from 2014 to 2018, 2014-18"),
        ["2014", "2018", "2014", "2018", "2014", "2018"]
    );
    assert_eq!(read("nineteen eighty-nine"), ["1989"]);
    assert_eq!(read("on Friday"), ["w5"]);
    assert_eq!(read("the 1990s, the ’90s, the nineties"), ["1990s", "1990s", "1990s"]);
    assert_eq!(read("in ’89, by 2020’s end"), ["1989", "2020"]);
    assert_eq!(read("the 19th century"), ["century 19"]);
    assert_eq!(read("the nineteenth and twentieth centuries"), ["century 19", "century 20"]);
}

#[test]
fn quantities_have_units() {
    assert_eq!(read("4,200 km, a 4,200-kilometer border"), ["Length 4200000", "Length 4200000"]);
    assert_eq!(read("2,700 mi. and a 2,700-mile-long line"), ["Length 4345228.800", "Length 4345228.800"]);
    assert_eq!(read("500,000 square miles"), read("500,000 sq. mi"));
    assert_eq!(read("6 more years, a six-year term"), ["Months 72", "Months 72"]);
    assert_eq!(read("half a year, three decades"), ["Months 6", "Months 360"]);
    assert_eq!(read("the past quarter-century"), ["Months 300 About?"]);
    assert_eq!(read("five times, fourfold, three to one, twice, doubled"), ["x5", "x4", "x3", "x2", "x2"]);
    assert_eq!(read("the third trip"), ["nth 3"]);
    assert_eq!(
        read("about 20, some 30, almost 40, upwards of 50, 60 or more"),
        ["20 About", "30 About", "40 Nearly", "50 Over", "60 Over"]
    );
}

/// Whether a passage says the one figure of a claim.
fn rests(claim: &str, passage: &str) -> bool {
    let c = *figure::read(claim).iter().find(|figure| !figure.soft).expect("a figure");
    let pool = figure::read(passage);
    pool.iter().any(|p| says(&c, p)) || derives(&c, &pool, Derivations::of(&claim.to_lowercase()))
}

#[test]
fn a_claim_may_say_a_figure_otherwise() {
    for (claim, passage) in [
        ("4,345 km", "a 2,700-mile border"),
        ("about 2,600 miles", "a 4,200-kilometer border"),
        ("more than 4,000 km", "a 4,200-kilometer border"),
        ("almost 3,000 miles", "2,700 miles"),
        ("4,300 km", "4,345 kilometres"),
        ("within ten years", "over the next decade"),
        ("in the 1990s", "in 1996"),
        ("2.5 times as large", "40 percent of that"),
        ("25 percent", "four times over"),
        ("60 percent smaller", "40 percent of that"),
        ("eight years later", "since 1996, and since 2004"),
        ("28 in all", "24 fighters and four submarines"),
        ("100 million dollars more", "300 million dollars, then 400 million dollars"),
        ("in 2024", "in 2018 and, six years later"),
        ("trade doubled", "from $100 billion to $200 billion"),
        ("half a year", "in six months"),
        ("not quite 3,000 miles", "2,700 miles"),
        ("no fewer than 20", "24 fighters"),
        ("twenty-odd years", "24 years"),
        ("three months later", "in March, and then in June"),
        ("400 percent", "four times over"),
    ] {
        assert!(rests(claim, passage), "{claim} / {passage}");
    }
}

#[test]
fn another_figure_does_not_follow() {
    for (claim, passage) in [
        ("2,700 km", "2,700 miles"),
        ("$100 million", "$100 billion"),
        ("€100", "$100"),
        ("more than 110", "100"),
        ("about 500", "750"),
        ("in May 1991", "in May 1989"),
        ("in March 1989", "in May 1989"),
        ("at the beginning of 2020", "at the end of 2020"),
        ("six months", "six years"),
        ("50 percent more", "twice as much"),
        ("twelve years later", "since 1996, and since 2004"),
        ("28", "24 fighters and four submarines"),
        ("2,400 miles", "2,700 miles"),
        ("4,300 km", "4,200 km"),
        ("on Friday", "on Wednesday"),
        ("in the 1980s", "in the 1990s"),
    ] {
        assert!(!rests(claim, passage), "{claim} / {passage}");
    }
}

#[test]
fn quoted_words_are_those_between_marks() {
    let words =
        |claim: &'static str| quoted(claim).into_iter().map(|span| &claim[span.range()]).collect::<Vec<_>>();
    assert_eq!(words("They call it “no limits,” and ‘hegemony’."), ["no limits,", "hegemony"]);
    assert_eq!(words("Moscow’s friends’ view of the ’90s"), [""; 0]);
    assert_eq!(words("an “open mark"), [""; 0]);
    for text in [
        "de säger ”inga gränser” här",
        "sie sagen „inga gränser“ hier",
        "sie sagen »inga gränser« hier",
        "de säger »inga gränser» här",
        "sie sagen ‚inga gränser‘ hier",
        "ils disent « inga gränser » ici",
        "他们说「inga gränser」。",
        "they say ❝inga gränser❞ here",
        "they say ＂inga gränser＂ here",
    ] {
        assert_eq!(
            words(text).iter().map(|words| words.trim()).collect::<Vec<_>>(),
            ["inga gränser"],
            "{text}"
        );
    }
    assert_eq!(words("5 » 4 ” and no more"), [""; 0]);
}

proptest! {
    #[test]
    fn reading_never_panics_and_figures_stand_in_the_text(text in "([0-9]{1,5}|[,.$€%–—’-]| |million|half|a|and|of|one|two|hundred|May|March|19|century|th|s|third|per|cent|to|dozen|quarter|é|km|US){0,24}") {
        let mut last = 0;
        for figure in figure::read(&text) {
            prop_assert!(text.get(figure.span.range()).is_some_and(|words| !words.is_empty()), "{:?}", figure);
            prop_assert!(figure.span.end >= last);
            prop_assert!(figure.raw.is_finite() && figure.value.is_finite(), "{:?}", figure);
            last = figure.span.end;
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        figure::read(&text);
        quoted(&text);
    }
}
