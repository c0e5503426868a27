//! An invented site, as rich as a real one: a river, five sources, and what is said of it.

use expound::theme::shared::Shared;
use expound::theme::view::*;

pub(crate) fn date(text: &str) -> DateView {
    let date = expound::base::date::Date::parse(text).expect(text);
    DateView { text: date.to_string(), machine: date.machine(), year: date.year() }
}

/// The notes of these numbers.
fn these(numbers: &[usize]) -> Vec<Shared<NoteView>> {
    let all: Vec<Shared<NoteView>> = notes(18).into_iter().map(NoteView::into).collect();
    numbers.iter().map(|number| all[number - 1].clone()).collect()
}

fn link_to(card: &Card) -> LinkView {
    link(&card.title, &card.url)
}

fn neighbour(card: Card) -> NeighbourView {
    NeighbourView { title: card.title, heading: card.heading, url: card.url, count: card.count }
}

fn link(title: &str, url: &str) -> LinkView {
    LinkView { title: title.into(), url: url.into() }
}

pub(crate) fn site() -> SiteView {
    SiteView {
        title: "The Marden river, explained".into(),
        description: "Who takes the water, who decides, and what the sources say.".into(),
        language: "en".into(),
        base_url: "https://marden.example/".into(),
        nav: vec![
            link("Questions", "topics/index.html"),
            link("Timeline", "timeline.html"),
            link("People and places", "entities/index.html"),
            link("Sources", "sources/index.html"),
        ],
        sources_url: "sources/index.html".into(),
        timeline_url: "timeline.html".into(),
        search_url: "search.html".into(),
        coverage_url: "coverage-report.html".into(),
        source_count: 5,
        quotations_found: 163,
        newest_source: Some(date("2026-05-19")),
        ..SiteView::default()
    }
}

/// The pages' own addresses decide how far up their links lead.
pub(crate) fn head(kind: &'static str, path: &str, title: &str, heading: &str, summary: &str) -> Head {
    let root = "../".repeat(path.matches('/').count());
    let mut breadcrumbs = Vec::new();
    if kind != "home" {
        breadcrumbs.push(link("Front page", &format!("{root}index.html")));
    }
    if kind == "topic" {
        breadcrumbs.push(link("Questions", "index.html"));
    } else if kind == "source" {
        breadcrumbs.push(link("Sources", "index.html"));
    }
    Head {
        kind,
        title: title.into(),
        heading: heading.into(),
        summary: summary.into(),
        lede_html: String::new(),
        language: "en".into(),
        canonical: Some(format!("https://marden.example/{path}")),
        root,
        path: path.into(),
        breadcrumbs,
    }
}

pub(crate) fn sources() -> Vec<SourceCard> {
    let source = |key: &str,
                  title: &str,
                  short: &str,
                  by: &str,
                  publisher: &str,
                  kind: &'static str,
                  day: &str,
                  n,
                  pages| {
        SourceCard {
            key: key.into(),
            title: title.into(),
            untitled: title.ends_with('…'),
            short_name: short.into(),
            byline: by.into(),
            kind,
            publisher: publisher.into(),
            date: (!day.is_empty()).then(|| date(day)),
            url: format!("../sources/{key}.html"),
            passages: n,
            pages,
        }
    };
    vec![
        source(
            "holm-varga-2013",
            "How a river was shared out, and why it will not stay so",
            "Holm and Varga",
            "Ingrid Holm and Péter Varga",
            "Northern Institute for Water Policy",
            "report",
            "2013-03~",
            21,
            4,
        ),
        source(
            "tribune-farms-2026",
            "Farms took 48 percent of the lake, meters show",
            "“Farms took 48 percent…”",
            "",
            "Northern Tribune",
            "article",
            "2026-05-19",
            14,
            3,
        ),
        source(
            "lake-board",
            "The Board met on Thursday to consider the allocation of…",
            "“The Board met on Thursday…”",
            "",
            "",
            "article",
            "",
            9,
            4,
        ),
        source(
            "okafor-delta",
            "A delta that keeps its salt",
            "Okafor",
            "Adaeze Okafor",
            "",
            "article",
            "",
            11,
            2,
        ),
        source(
            "treaty-1961",
            "Treaty concerning the waters of the Marden",
            "“Treaty concerning the waters…”",
            "",
            "Governments of Norland and Vestria",
            "document",
            "1961-09-04",
            3,
            3,
        ),
    ]
}

fn piece(kind: &'static str, text: &str) -> PieceView {
    PieceView { kind, text: text.into(), ..PieceView::default() }
}

const BEFORE: &str = "of the basin had been surveyed twice before, in 1958 and again in the dry spring of 1974, and on both occasions the commission noted that the upper reservoirs were filled well before the fields downstream had been sown; ";
const AFTER: &str = ", although the figures that each side brought to the table in the following winter were drawn from different gauges, counted over different months, and were in the end set side by side in an annex that neither delegation signed";

const QUOTES: [&str; 9] = [
    "farms took 48 percent of the water that left the lake between March and September",
    "price, and nothing else, has kept the two sides from agreement for the better part of a decade",
    "no gauge below the weir has been read by both parties since 1988",
    "the lake fell to 412.6 metres, its lowest early-May level on record",
    "puts the share at 71 percent once canal losses are counted … and it is this figure that the Board uses",
    "Neither government has published the annex",
    "a third of the delta’s wells are now too salty to drink from, by the ministry’s own count",
    "The waters of the Marden shall be apportioned in equal measure, save in years of want, when the needs of households shall come before those of fields and the needs of fields before those of works",
    "in equal measure",
];

pub(crate) fn notes(count: usize) -> Vec<NoteView> {
    let sources = sources();
    let mut met = std::collections::BTreeSet::new();
    (1..=count)
        .map(|number| {
            let source = sources[[0, 0, 1, 2, 1, 2, 3, 4, 4, 0, 1, 3][number % 12]].clone();
            let quote = QUOTES[number % QUOTES.len()];
            let status = match number {
                6 => "unchecked",
                13 => "work",
                _ => "found",
            };
            let gap = "<span class=\"gap\"> … </span>";
            let passage_html = match status {
                "found" => format!("{gap}{BEFORE}<mark>{quote}</mark>{AFTER}{gap}"),
                _ => String::new(),
            };
            let letters: &[&str] = if number % 4 == 0 { &["a", "b", "c"] } else { &[""] };
            NoteView {
                number,
                id: format!("n{number}"),
                status,
                passage_html,
                quote: if status == "work" { String::new() } else { quote.into() },
                locator: if status == "work" { String::new() } else { format!("¶ {}", number * 3 % 19 + 1) },
                url: if status == "work" { source.url.clone() } else { format!("{}#q{number}", source.url) },
                again: !met.insert(source.key.clone()),
                source: source.into(),
                remark: if number == 9 {
                    "Compare the Norland text, which has “fairly”.".into()
                } else {
                    String::new()
                },
                uses: letters
                    .iter()
                    .map(|letter| CitingPlaceView {
                        letter: (*letter).into(),
                        url: format!("#c{number}-{}", if letter.is_empty() { "a" } else { letter }),
                        claim: "Farms take about half of the water".into(),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// A marker as the build writes it.
fn marker(number: usize, used: &mut [usize]) -> String {
    let letter = char::from(b'a' + u8::try_from(used[number]).expect("few"));
    used[number] += 1;
    let notes = notes(number);
    let name = &notes[number - 1].source.short_name;
    format!(
        "<a class=\"cite\" id=\"c{number}-{letter}\" href=\"#n{number}\" role=\"doc-noteref\" aria-label=\"{number}: {}\">{number}</a>",
        name.replace('"', "&quot;")
    )
}

fn paragraph(texts: &[(&str, &[usize])], used: &mut [usize]) -> String {
    let mut html = String::from("<p>");
    for (text, numbers) in texts {
        html.push_str(text);
        for number in *numbers {
            html.push_str(&marker(*number, used));
        }
        html.push(' ');
    }
    html.truncate(html.trim_end().len());
    html.push_str("</p>\n");
    html
}

pub(crate) fn evidence(passages: usize, sources: usize, disagreements: usize, undated: usize) -> Evidence {
    let dated = sources > undated;
    Evidence {
        passages,
        sources,
        source_names: vec!["Holm and Varga".into(), "Northern Tribune".into()],
        disagreements,
        oldest: dated.then(|| date("1961-09-04")),
        newest: dated.then(|| date("2026-05-19")),
        undated,
    }
}

pub(crate) fn disagreement(used: &mut [usize]) -> Disagreement {
    let notes = notes(12);
    Disagreement {
        id: "d-share".into(),
        question: "How much of the lake’s water do farms take?".into(),
        note_html:
            "<p>The first figure counts what leaves the lake, the second what is lost on the way too.</p>"
                .into(),
        positions: vec![
            PositionView {
                says_html: "48 percent".into(),
                cite_html: marker(4, used),
                notes: vec![notes[8].clone().into()],
            },
            PositionView {
                says_html: "71 percent, canal losses counted".into(),
                cite_html: format!("{}{}", marker(5, used), marker(2, used)),
                notes: vec![notes[3].clone().into(), notes[2].clone().into()],
            },
        ],
    }
}

/// Key numbers.
pub(crate) fn figures(used: &mut [usize]) -> FiguresView {
    let figure = |value: &str, label: &str, cite_html: String| FigureView {
        value: value.into(),
        label: label.into(),
        cite_html,
    };
    FiguresView {
        id: "fn-figures-3".into(),
        title: "The lake in figures".into(),
        figures: vec![
            figure("48 percent", "of the lake’s water is taken by farms", marker(4, used)),
            figure("< 3 m", "deep at the mouth of the river", marker(2, used)),
        ],
        note_html: "Both are of <em>2026</em>.".into(),
    }
}

/// A chart of bars, or of lines.
pub(crate) fn chart(kind: &str, used: &mut [usize]) -> ChartView {
    let numbers = [
        ("1988", "Norland", "412", "", 88.0),
        ("1988", "Vestria", "470", "", 100.0),
        ("2026", "Norland", "about 300 & falling", "target", 64.0),
    ];
    let series = ["Norland", "Vestria"];
    let nth = |name: &str| series.iter().position(|known| *known == name).map_or(0, |at| at + 1);
    let spot = |x: f64, y: f64, label: &str, expected: bool| ChartPointView {
        label: label.into(),
        anchor: "middle".into(),
        label_y: y - 10.0,
        low: expected.then_some(y + 8.0),
        high: expected.then_some(y - 8.0),
        ..ChartPointView { x, y, expected, ..ChartPointView::default() }
    };
    let tick = |x, label: &str| Tick { x, label: label.into(), ..Tick::default() };
    let plot = Plot {
        height: 220.0,
        levels: vec![
            Level { y: 220.0, label: "0".into(), zero: true },
            Level { y: 26.0, label: "500".into(), zero: false },
        ],
        ticks: vec![tick(5.26, "1990"), tick(84.21, "2020")],
        lines: vec![
            PlotLine {
                series: "Norland".into(),
                nth: 1,
                spots: vec![spot(0.0, 60.0, "412", false), spot(100.0, 103.0, "about 300 & falling", true)],
            },
            PlotLine { series: "Vestria".into(), nth: 2, spots: vec![spot(0.0, 37.0, "", false)] },
        ],
    };
    ChartView {
        id: format!("fn-chart-{kind}"),
        title: "Water taken at the weir".into(),
        kind: kind.into(),
        unit: "million cubic metres".into(),
        axis: "Year".into(),
        note_html: "Read on <em>two</em> gauges.".into(),
        series: series.map(String::from).into(),
        rows: numbers
            .into_iter()
            .enumerate()
            .map(|(i, (label, series, value, expected, to))| ChartRowView {
                label: label.into(),
                first: i != 1,
                series: series.into(),
                nth: nth(series),
                value: value.into(),
                expected: expected.into(),
                cite_html: marker(6 + i, used),
                bar: (kind == "bar").then_some(Bar { to, low: Some(to - 4.0), high: Some(to) }),
            })
            .collect(),
        expected: vec!["target".into()],
        sources: notes(3).into_iter().map(|note| (*note.source).clone()).collect(),
        plot: (kind == "line").then_some(plot),
    }
}

pub(crate) fn timeline_block() -> TimelineBlock {
    let mark = |kind: &str, hedged, x, width, y| TimeMark {
        kind: kind.into(),
        hedged,
        x,
        width,
        y,
        title: "1961: <The first> survey".into(),
    };
    let time = TimePicture {
        count: 3,
        left_out: 2,
        years: "1961 to 2013".into(),
        height: 50,
        axis_y: 22,
        runs: vec![TimeRun { from: 1.8, to: 40.0 }, TimeRun { from: 45.0, to: 98.2 }],
        ticks: vec![TimeTick { x: 1.8, label: "1961".into() }],
        marks: vec![mark("bar", false, 1.8, 4.0, 9), mark("dot", true, 60.0, 0.0, 9)],
    };
    TimelineBlock {
        time: Some(time),
        title: "The treaty, from first draft to open quarrel".into(),
        events: events().into_iter().take(4).collect(),
    }
}

pub(crate) fn passages_block() -> PassagesBlock {
    PassagesBlock { title: "“Salt” in the sources".into(), sources: source_mentions() }
}

pub(crate) fn events() -> Vec<Card> {
    [
        (
            "1958",
            "The first survey counts the wells",
            "Both governments send engineers; they agree on the map and on nothing else.",
        ),
        (
            "1961-09-04",
            "Norland and Vestria sign the Marden treaty",
            "The waters are to be shared “in equal measure”, save in years of want.",
        ),
        ("197X", "Reservoirs are filled above the weir", ""),
        (
            "1988",
            "The last joint reading of a gauge",
            "No gauge below the weir has been read by both parties since.",
        ),
        ("2013-03~", "Talks on a price end without one", "Price is named as the only obstacle, by one side."),
        ("2026-05-04", "The lake stands at 412.6 metres", "It is the lowest early-May level on record."),
        ("2026-05-19", "Meters put the farms’ share at 48 percent", ""),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, (day, title, summary))| Card {
        kind: "event",
        title: title.into(),
        heading: title.into(),
        summary: summary.into(),
        url: format!("../events/e{i}.html"),
        date: Some(date(day)),
        evidence: Some(evidence(i % 3 + 1, i % 2 + 1, 0, 0)),
        topics: vec![link("Who gets the water", "../topics/water.html")],
        count: 0,
    })
    .collect()
}

pub(crate) fn questions() -> Vec<Card> {
    [
        ("Who gets the water", "Who decides how much of the Marden each country may take?", "On paper a commission of six; in practice whoever holds the sluice at Tarn. The treaty shares the river “in equal measure”, and no gauge has been read by both sides since 1988.", 21, 5, 2),
        ("Farms", "Do farms really take half of the lake?", "Meters say 48 percent; the Board says 71, because it counts what the canals lose.", 14, 3, 1),
        ("The price", "Why has there been no price for water since 2013?", "The two sides named figures four times apart, and only one of them has published its own.", 9, 1, 0),
        ("The delta", "Is the delta turning to salt?", "A third of its wells are too salty to drink from, by the ministry’s own count.", 11, 2, 0),
        ("The treaty", "What does the treaty of 1961 promise?", "", 3, 1, 0),
        ("The weir", "Who built the weir at Tarn?", "A company that no longer exists, with money that both sides call theirs.", 6, 2, 0),
        ("Sturgeon", "When did the sturgeon leave?", "Nobody counted them before 1974.", 4, 1, 0),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, (title, heading, summary, passages, sources, disagreements))| Card {
        kind: "topic",
        title: title.into(),
        heading: heading.into(),
        summary: summary.into(),
        url: format!("../topics/t{i}.html"),
        date: None,
        evidence: Some(evidence(passages, sources, disagreements, usize::from(sources > 2) * 2)),
        topics: Vec::new(),
        count: i + 1,
    })
    .collect()
}

pub(crate) fn entities() -> Vec<Card> {
    [
        "Norland",
        "Vestria",
        "Marden Commission",
        "The Lake Board",
        "Tarn weir",
        "Ingrid Holm",
        "Adaeze Okafor",
        "Ministry of Fields and Waters",
    ]
    .into_iter()
    .map(|name| Card {
        kind: "entity",
        title: name.into(),
        heading: name.into(),
        url: format!("../entities/{}.html", name.to_lowercase().replace(' ', "-")),
        count: 3,
        ..Card::default()
    })
    .collect()
}

pub(crate) fn source_mentions() -> Vec<SourceMentionView> {
    let sources = sources();
    let sentence = |before: &str, name: &str, after: &str| {
        vec![piece("text", before), piece("mark", name), piece("text", after)]
    };
    vec![
        SourceMentionView {
            source: sources[0].clone(),
            paragraphs: vec![
                ParagraphMention {
                    number: 4,
                    pieces: sentence(
                        "It was the engineers of ",
                        "Tarn weir",
                        " who first wrote down what everybody upstream had known since the dry spring of 1974.",
                    ),
                    url: "../sources/holm-varga-2013.html#p4".into(),
                },
                ParagraphMention {
                    number: 11,
                    pieces: Vec::new(),
                    url: "../sources/holm-varga-2013.html#p11".into(),
                },
                ParagraphMention {
                    number: 17,
                    pieces: sentence("Below ", "Tarn weir", " the river is, in law, a lake."),
                    url: "../sources/holm-varga-2013.html#p17".into(),
                },
            ],
        },
        SourceMentionView {
            source: sources[2].clone(),
            paragraphs: vec![ParagraphMention {
                number: 2,
                pieces: sentence(
                    "Members asked who had ordered the gates of ",
                    "Tarn weir",
                    " to be closed on the Tuesday.",
                ),
                url: "../sources/lake-board.html#p2".into(),
            }],
        },
    ]
}

/// `blocks` are the blocks of the page as markup: they stand where an author put them.
pub(crate) fn topic(disagreement_html: &str, used: &mut [usize], timeline_html: &str) -> Article {
    let all = notes(18);
    let heading = |title: &str| {
        (expound::base::address::heading_id(title), title.to_owned(), title.replace('&', "&amp;"))
    };
    let section = |title: &str, html: String, numbers: &[usize], evidence: Evidence| {
        let (id, title, heading_html) = heading(title);
        SectionView {
            id,
            title,
            heading_html,
            html,
            notes: these(numbers),
            evidence,
            unsourced: false,
            contents: Vec::new(),
        }
    };
    let opening = paragraph(
        &[
            (
                "The treaty of 1961 shares the Marden between two countries “in equal measure”, and puts households before fields in years of want.",
                &[8],
            ),
            (
                "Nobody has measured whether it is kept: no gauge below the weir has been read by both parties since 1988,",
                &[2, 3],
            ),
            (
                "and the figures that each side gives are drawn from <a href=\"../topics/gauges.html\">gauges of its own</a>.",
                &[],
            ),
        ],
        used,
    );
    let who = paragraph(
        &[
            ("Six commissioners are named in the treaty, three from each side, and they must agree.", &[8]),
            (
                "They last did so in 1988. Since then the sluice at Tarn has been opened and closed by the engineers of the Lake Board, on whose orders they do not say, and minutes of the Board that have come to light record only that members <em>asked</em>.",
                &[6, 3],
            ),
            (
                "Holm and Varga, who read the gauges for eleven years, hold that the question is now one of money and not of law.",
                &[1],
            ),
        ],
        used,
    ) + &paragraph(
        &[
            (
                "Price, they write, has kept the two sides from agreement for the better part of a decade; neither has published the annex in which the last offers stand.",
                &[1, 10],
            ),
            (
                "The Tribune, thirteen years later, found the same annex quoted in a court paper, with one figure blacked out.",
                &[11],
            ),
        ],
        used,
    );
    let farms = paragraph(
        &[
            (
                "The lake fell to 412.6 metres at the start of May, the lowest since readings began, and the first to be blamed were farms.",
                &[12],
            ),
            ("How large a share they take depends on where one counts.", &[]),
        ],
        used,
    ) + disagreement_html
        + &paragraph(
            &[
                ("Both figures come from the same meters.", &[5, 4]),
                (
                    "What divides them is whether water that seeps out of a canal before it reaches a field was taken by that field; the Board says so, the growers’ union does not, and the treaty is silent.",
                    &[8, 9],
                ),
            ],
            used,
        )
        + "<blockquote><p>The waters of the Marden shall be apportioned in equal measure, save in years of want.</p><p>— Marden Treaty</p></blockquote>\n";
    let short = paragraph(
        &[(
            "A third of its wells are too salty to drink from, by the ministry’s own count, and Okafor thinks the count is kind.",
            &[7, 16, 14, 15],
        )],
        used,
    );
    let dense = "<h3>The gauges</h3>".to_owned()
        + &paragraph(
            &[
                ("Four gauges stand below the weir.", &[1, 2, 3]),
                (
                    "Two were read weekly until the flood; one is under the mud of the new bank; the fourth was moved upstream in a night, and its readings are the ones that Vestria gives.",
                    &[10, 11, 12, 17],
                ),
                ("The treaty names none of them, and the annex all.", &[8, 9, 18]),
                ("Nothing in the five sources says who moved it.", &[]),
            ],
            used,
        )
        + "<ul><li>Tarn: 1961 to 1988, weekly</li><li>Low Ferry: 1961 to 2002, monthly</li></ul>\n"
        + "<table><thead><tr><th>Gauge</th><th>Read until</th><th>Metres</th></tr></thead><tbody><tr><td>Tarn</td><td>1988</td><td>412.6</td></tr><tr><td>Low Ferry</td><td>2002</td><td>398.1</td></tr></tbody></table>\n";
    Article {
        head: head(
            "topic",
            "topics/water.html",
            "Who gets the water",
            "Who decides how much of the Marden each country may take?",
            "On paper a commission of six; in practice whoever holds the sluice at Tarn. The treaty shares the river “in equal measure”, and no gauge has been read by both sides since 1988.",
        ),
        sections: vec![
            SectionView { html: opening, notes: these(&[8, 2, 3]), evidence: evidence(3, 2, 0, 0), ..SectionView::default() },
            section("Who opens the sluice?", who, &[8, 6, 3, 1, 10, 11], evidence(6, 4, 0, 2)),
            section("How much do farms take?", farms, &[12, 4, 5, 8, 9, 2], evidence(6, 4, 1, 1)),
            section("What happens to the delta?", short, &[7, 16, 14, 15], evidence(4, 1, 0, 1)),
            section("What do the gauges say?", dense + timeline_html, &[1, 2, 3, 10, 11, 12, 17, 8, 9, 18], evidence(10, 5, 0, 2)),
            section("What is still not known", "<p>Who moved the fourth gauge, and when the annex will be published. None of the five sources says.<sup class=\"footnote-reference\"><a id=\"fr-1\" href=\"#fn-1\">*</a></sup></p>\n".into(), &[], evidence(0, 0, 0, 0)),
        ],
        notes: all.into_iter().map(NoteView::into).collect(),
        bibliography: works(),
        footnotes: vec![FootnoteView { mark: "*".into(), id: "fn-1".into(), html: "<p>As of the last review of this page.</p>".into(), backlinks: vec!["#fr-1".into()] }],
        evidence: evidence(18, 5, 1, 2),
        authors: vec!["Ana Lind".into()],
        reviewed: Some(date("2026-06-22")),
        events: events().into_iter().skip(3).collect(),
        entities: entities(),
        neighbours: questions().into_iter().skip(1).take(3).map(neighbour).collect(),
        on_terms: source_mentions(),
        linked_from: entities().iter().take(2).map(link_to).collect(),
        ..Article::default()
    }
}

pub(crate) fn works() -> Vec<Work> {
    sources()
        .into_iter()
        .map(|source| Work {
            html: format!(
                "{}. <i>{}</i>. {}.",
                if source.byline.is_empty() { "[No author]" } else { &source.byline },
                source.title,
                source.date.as_ref().map_or("n.d.", |d| &d.text)
            ),
            url: source.url,
            key: source.key,
            notes: vec![1, 4],
        })
        .collect()
}

pub(crate) fn home() -> Article {
    let up = |mut card: Card| {
        card.url = card.url.replace("../", "");
        card
    };
    let events: Vec<Card> = events().into_iter().map(up).collect();
    Article {
        head: head(
            "home",
            "index.html",
            "The Marden river, explained",
            "The Marden river, explained",
            "Two countries share a river and do not agree on how much of it there is. Here is what five sources say, question by question, with the words themselves behind every sentence.",
        ),
        children: questions().into_iter().map(up).collect(),
        events,
        main_sources: sources()
            .into_iter()
            .map(|mut s| {
                s.url = s.url.replace("../", "");
                s
            })
            .collect(),
        sections: vec![SectionView {
            id: "what-this-is".into(),
            title: "What this is, and what it is not".into(),
            heading_html: "What this is, and what it is not".into(),
            html: "<p>We read five texts on the Marden and wrote down what they say. Where they disagree, both sides stand beside each other; where they are silent, we say so. We know of no other source than these, and a page here is no better than they are.</p><p>Nothing is paraphrased without its words at hand.</p>".into(),
            ..SectionView::default()
        }],
        ..Article::default()
    }
}

pub(crate) fn event() -> Article {
    let mut used = vec![0; 40];
    let html = paragraph(
        &[
            (
                "The treaty was signed at Low Ferry by two ministers, of whom one resigned within the week.",
                &[1, 2],
            ),
            ("Its first article shares the waters “in equal measure”.", &[3]),
        ],
        &mut used,
    );
    Article {
        head: head(
            "event",
            "events/treaty.html",
            "Norland and Vestria sign the Marden treaty",
            "Norland and Vestria sign the Marden treaty",
            "The waters are to be shared “in equal measure”, save in years of want.",
        ),
        date: Some(date("1961-09-04")),
        topics: questions().into_iter().take(2).collect(),
        sections: vec![SectionView {
            html,
            notes: notes(3).into_iter().map(NoteView::into).collect(),
            evidence: evidence(3, 2, 0, 0),
            ..SectionView::default()
        }],
        notes: notes(3).into_iter().map(NoteView::into).collect(),
        bibliography: works().into_iter().skip(4).map(|work| Work { notes: vec![2], ..work }).collect(),
        evidence: evidence(3, 2, 0, 0),
        entities: entities(),
        ..Article::default()
    }
}

pub(crate) fn entity() -> Article {
    Article {
        head: head("entity", "entities/tarn-weir.html", "Tarn weir", "Tarn weir", "The weir at which the river becomes, in law, a lake."),
        names: vec!["the weir at Tarn".into(), "Tarnwehr".into()],
        sections: vec![SectionView { html: "<p>Built in 1931, raised twice; its gates are the only place at which the Marden can be shut.</p>".into(), ..SectionView::default() }],
        mentions: vec![Mention {
            page: questions().remove(0),
            sentences: vec![
                SentenceView { pieces: vec![piece("text", "In practice, whoever holds the sluice at "), piece("mark", "Tarn"), piece("text", ".")], url: "../topics/t0.html".into() },
                SentenceView { pieces: vec![piece("text", "Since then the sluice at "), piece("mark", "Tarn"), piece("text", " has been opened and closed by the engineers of the Lake Board.")], url: "../topics/t0.html#who".into() },
            ],
            count: 5,
        }],
        source_mentions: source_mentions(),
        events: events().into_iter().take(2).collect(),
        linked_from: questions().iter().take(2).map(link_to).collect(),
        ..Article::default()
    }
}

pub(crate) fn folder() -> Article {
    Article {
        head: head(
            "folder",
            "topics/index.html",
            "Questions",
            "Questions",
            "All that is asked here, by weight.",
        ),
        children: questions(),
        ..Article::default()
    }
}

pub(crate) fn page() -> Article {
    Article {
        head: head("page", "about.html", "About", "About this site", "Who makes it, and how."),
        sections: vec![SectionView {
            html: "<p>Two people in a reading room, with <code>expound</code>.</p><blockquote class=\"markdown-alert-note\"><p>Write to us if a passage is not where we say it is.</p></blockquote><pre><code>expound check\n</code></pre><ol><li>Read.</li><li>Cite.</li></ol><hr><dl><dt>Passage</dt><dd>Words of a source.</dd></dl>".into(),
            ..SectionView::default()
        }],
        reviewed: Some(date("2026-06")),
        ..Article::default()
    }
}

pub(crate) fn timeline() -> Timeline {
    let mut years: Vec<Year> = Vec::new();
    for event in events() {
        let date = event.date.as_ref().expect("events have dates");
        let label = if date.text.starts_with("the ") { date.text.clone() } else { date.year.to_string() };
        match years.last_mut() {
            Some(year) if year.label == label => year.events.push(event),
            _ => years.push(Year { label, events: vec![event] }),
        }
    }
    let mut article = Article {
        head: head(
            "timeline",
            "timeline.html",
            "Timeline",
            "The river, year by year",
            "Seven events, with the dates that the sources give.",
        ),
        ..Article::default()
    };
    article.evidence = Evidence::default();
    Timeline { article, years }
}

pub(crate) fn search() -> SearchView {
    let group =
        |kind: &str, links: Vec<LinkView>| SearchGroup { kind: kind.into(), count: links.len(), links };
    SearchView {
        article: Article {
            head: head("search", "search.html", "Search", "Search", ""),
            ..Article::default()
        },
        index_url: "assets/search/".into(),
        groups: vec![
            group("topic", vec![link("Who gets the water", "topics/water.html")]),
            group("event", vec![link("The treaty is signed", "events/treaty.html")]),
            group("entity", vec![link("Tarn Weir", "entities/tarn-weir.html")]),
            group("source", vec![link("Holm and Varga: Water", "sources/holm-varga-2013.html")]),
            group("page", vec![link("About", "about.html")]),
        ],
        pages: 4,
        sources: 1,
    }
}

pub(crate) fn all_sources() -> Sources {
    let entry = |source: SourceCard| SourceEntry {
        reference_html: format!("{}. <i>{}</i>.", source.byline, source.title),
        cited_by: vec![
            link("Who gets the water", "../topics/water.html"),
            link("The price", "../topics/price.html"),
        ],
        rights: if source.key.starts_with("treaty") { "full".into() } else { "excerpt".into() },
        source,
    };
    Sources {
        article: Article {
            head: head(
                "sources",
                "sources/index.html",
                "Sources",
                "What this site rests on",
                "Five texts. Two state no date, three no author.",
            ),
            ..Article::default()
        },
        sources: sources().into_iter().map(entry).collect(),
    }
}

pub(crate) fn coverage() -> CoverageView {
    let here = |mut source: SourceCard| {
        source.url = source.url.trim_start_matches("../").to_owned();
        source
    };
    let unused = |nth: usize, newer| UnusedView {
        source: here(sources().remove(nth)),
        newer,
        paragraphs: ["2", "7", "12"]
            .map(|number| link(number, &format!("sources/holm-varga-2013.html#p{number}")))
            .into(),
    };
    let section = |title: &str, evidence| SectionCoverage {
        title: title.into(),
        url: "topics/water.html".into(),
        evidence,
    };
    let topic = |title: &str, url: &str, stale| TopicCoverage {
        page: link(title, url),
        evidence: evidence(14, 4, 1, 2),
        reviewed: Some(date("2026-06")),
        stale,
        sections: vec![
            section("", evidence(2, 2, 0, 0)),
            section("Who takes it?", evidence(5, 1, 0, 1)),
            section("Who decides?", evidence(7, 4, 0, 2)),
        ],
        uncited: vec![
            UncitedView { text: "The weir was closed in May.".into(), url: url.into(), paragraph: false },
            UncitedView { text: "Nobody counted the fish.".into(), url: url.into(), paragraph: true },
        ],
        not_cited: vec![unused(0, true), unused(1, false)],
        more_not_cited: 3,
        not_independent: vec![NotIndependentView {
            text: "The river fell by a third.".into(),
            url: url.into(),
            ties: vec!["Holm 2013 and Holm 2015 share the author Ida Holm".into()],
        }],
    };
    CoverageView {
        head: head(
            "coverage",
            "coverage-report.html",
            "What rests on what",
            "What rests on what",
            "For each topic: how many sources its sections rest on.",
        ),
        topics: vec![
            topic("Who gets the water", "topics/water.html", true),
            topic("The price", "topics/price.html", false),
        ],
        section_count: 6,
        one_source: 2,
        uncited: 4,
        stale: 1,
        max_age_months: 24,
        unused: vec![unused(2, false)],
        more_unused: 1,
    }
}

pub(crate) fn source(rights: &str) -> SourcePage {
    let fact = |label: &str, value: &str, known| Fact {
        label: label.into(),
        value: value.into(),
        known,
        url: String::new(),
    };
    let claim = |text: &str, url: &str| ClaimView {
        text: text.into(),
        page: link("Who gets the water", "../topics/water.html"),
        url: format!("../topics/water.html#{url}"),
    };
    let passage = |n: usize, quote: &str, claims: Vec<ClaimView>| PassageView {
        id: format!("q{n}"),
        number: n,
        quote: quote.into(),
        locator: format!("¶ {n}"),
        claims,
    };
    let mark = |text: &str, ids: &[&str]| PieceView {
        ids: ids.iter().map(|id| (*id).into()).collect(),
        ..piece("mark", text)
    };
    let gap = |words| PieceView { kind: "elided", words, ..PieceView::default() };
    let first = passage(
        1,
        QUOTES[1],
        vec![
            claim("Price has kept the two sides from agreement for the better part of a decade.", "c1-a"),
            claim("Holm and Varga hold that the question is now one of money and not of law.", "c1-b"),
        ],
    );
    let second = passage(
        2,
        QUOTES[2],
        vec![claim("No gauge below the weir has been read by both parties since 1988.", "c2-a")],
    );
    let passages = vec![first, second];
    let paragraph = |number: usize, last: usize, pieces: Vec<PieceView>, passages: &[PassageView]| {
        let rests: Vec<PageClaimsView> = passages
            .iter()
            .map(|passage| PageClaimsView {
                page: link("Who gets the water", "../topics/water.html"),
                claims: passage
                    .claims
                    .iter()
                    .map(|claim| RestingClaim {
                        text: claim.text.clone(),
                        url: claim.url.clone(),
                        passages: vec![link(&passage.number.to_string(), &claim.url)],
                    })
                    .collect(),
            })
            .collect();
        let claims = || rests.iter().flat_map(|of_page| &of_page.claims);
        let claim_count = claims().count();
        let claims_length = claims().map(|claim| claim.text.chars().count()).sum();
        let length = pieces.iter().map(|piece| piece.text.chars().count()).sum();
        ParagraphView {
            number,
            last,
            id: format!("p{number}"),
            pieces,
            claim_count,
            length,
            claims_length,
            rests,
        }
    };
    let paragraphs = vec![
        paragraph(1, 3, vec![gap(412)], &[]),
        paragraph(
            4,
            4,
            vec![
                gap(31),
                piece("text", BEFORE),
                mark("price, and nothing else, ", &["q1", "q7"]),
                mark("has kept the two sides", &["q3"]),
                mark(" from agreement for the better part of a decade", &[]),
                piece("text", AFTER),
                piece("text", ". "),
                gap(12),
            ],
            &passages[..1],
        ),
        paragraph(5, 9, vec![gap(1040)], &[]),
        paragraph(
            10,
            10,
            vec![
                piece("text", "Of the four that stand there, "),
                mark("no gauge below the weir has been read by both parties since 1988", &["q2"]),
                piece("text", "."),
            ],
            &passages[1..],
        ),
        paragraph(11, 19, vec![gap(390)], &[]),
    ];
    let hidden = rights == "cite-only";
    SourcePage {
        head: head("source", "sources/holm-varga-2013.html", "How a river was shared out, and why it will not stay so", "How a river was shared out, and why it will not stay so", "A source of this site: by Ingrid Holm and Péter Varga, about March 2013."),
        source: sources().remove(0),
        facts: vec![
            fact("Author", "Ingrid Holm and Péter Varga", true),
            fact("Title", "How a river was shared out, and why it will not stay so", true),
            fact("Published", "about March 2013", true),
            fact("Publisher", "Northern Institute for Water Policy", true),
            fact("Address", "not stated", false),
            fact("Language", "English", true),
            fact("Our copy", "19 paragraphs, 1,960 words", true),
        ],
        reference_html: "Holm, Ingrid, and Péter Varga. “How a River Was Shared Out, and Why It Will Not Stay So”. Northern Institute for Water Policy, March 2013.".into(),
        note: "The date is not printed on the report; it is taken from the events that it calls recent.".into(),
        original_url: "https://example.org/holm-varga".into(),
        rights: rights.into(),
        paragraphs: if hidden { Vec::new() } else { paragraphs },
        words: 1960,
        words_shown: if hidden { 0 } else { 312 },
        passage_count: passages.len(),
        passages: if hidden { passages } else { Vec::new() },
        unplaced: vec![claim("The report is the longest of the five.", "c13-a")],
        cited_by: questions().into_iter().take(3).collect(),
        entities: entities(),
    }
}
