//! The built-in themes, with the pages of an invented site: every page is whole, safe and reads without any
//! script. `FOLIO_OUT=folder cargo test --test theme` writes those of folio there, to be looked at in a
//! browser.
#![allow(clippy::disallowed_methods, reason = "tests read the templates, and write pages to be looked at")]

mod sample;

use std::collections::BTreeSet;

use expound::base::rule;
use expound::base::text::{Inputs, Place, Span};
use expound::theme::render::{SharedSite, Theme};
use expound::theme::view::*;
use serde::Serialize;

fn load(name: &str, files: &[(&str, &str)]) -> expound::base::diagnostic::Checked<Theme> {
    Theme::load(name, &Place::file(&"expound.toml".into()), &Inputs::from_texts(files.iter().copied()))
}

fn theme(files: &[(&str, &str)]) -> Theme {
    let loaded = load("folio", files);
    assert_eq!(loaded.diagnostics, []);
    loaded.value
}

/// The themes that are part of the program.
fn themes() -> Vec<(&'static str, Theme)> {
    let load = |name| {
        let loaded = load(name, &[]);
        assert_eq!(loaded.diagnostics, [], "{name}");
        (name, loaded.value)
    };
    Theme::built_in().map(load).collect()
}

/// All pages of the invented site in all themes.
fn all_pages() -> Vec<(String, String)> {
    let of = |(name, theme): &(&str, Theme)| {
        pages(theme).into_iter().map(|(path, html)| (format!("{name}: {path}"), html)).collect::<Vec<_>>()
    };
    themes().iter().flat_map(of).collect()
}

fn share(theme: &Theme) -> SharedSite {
    let site =
        SiteView { stylesheets: theme.stylesheets(), settings: theme.settings().clone(), ..sample::site() };
    theme.share(&site).expect("the site can be shared")
}

fn render(theme: &Theme, template: &str, page: &impl Serialize) -> String {
    let mut out = Vec::new();
    theme.render(template, &share(theme), page, &mut out).unwrap_or_else(|e| panic!("{template}: {e:?}"));
    String::from_utf8(out).expect("UTF-8")
}

fn topic(theme: &Theme) -> Article {
    let mut used = vec![0; 40];
    let disagreement = theme.render_block("disagreement", &sample::disagreement(&mut used)).expect("a block");
    let figures = theme.render_block("figures", &sample::figures(&mut used)).expect("a block");
    let bars = theme.render_block("chart", &sample::chart("bar", &mut used)).expect("a block");
    let lines = theme.render_block("chart", &sample::chart("line", &mut used)).expect("a block");
    let timeline = theme.render_block("timeline", &sample::timeline_block()).expect("a block");
    let passages = theme.render_block("passages", &sample::passages_block()).expect("a block");
    sample::topic(&disagreement, &mut used, &(figures + &bars + &lines + &timeline + &passages))
}

fn not_found(theme: &Theme) -> NotFound {
    let head = Head { kind: "not-found", title: "Not found".into(), ..Head::default() };
    NotFound {
        article: Article { head, ..Article::default() },
        home_url: "https://marden.example/".into(),
        css: theme.css(),
    }
}

/// All pages of the invented site, by their path.
fn pages(theme: &Theme) -> Vec<(&'static str, String)> {
    let target = LinkView { title: "Who gets the water".into(), url: "../topics/water.html".into() };
    let redirect = Redirect { target, canonical: None, language: "en".into() };
    vec![
        ("index.html", render(theme, "home.html", &sample::home())),
        ("topics/water.html", render(theme, "topic.html", &topic(theme))),
        ("topics/index.html", render(theme, "folder.html", &sample::folder())),
        ("events/treaty.html", render(theme, "event.html", &sample::event())),
        ("entities/tarn-weir.html", render(theme, "entity.html", &sample::entity())),
        ("about.html", render(theme, "page.html", &sample::page())),
        ("timeline.html", render(theme, "timeline.html", &sample::timeline())),
        ("search.html", render(theme, "search.html", &sample::search())),
        ("sources/index.html", render(theme, "sources.html", &sample::all_sources())),
        ("coverage-report.html", render(theme, "coverage.html", &sample::coverage())),
        ("sources/holm-varga-2013.html", render(theme, "source.html", &sample::source("excerpt"))),
        ("sources/cite-only.html", render(theme, "source.html", &sample::source("cite-only"))),
        ("404.html", render(theme, "404.html", &not_found(theme))),
        ("old/water.html", render(theme, "redirect.html", &redirect)),
    ]
}

/// The values of an attribute, wherever it stands.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

#[test]
fn pages_can_be_looked_at() {
    let theme = theme(&[]);
    let Some(folder) = std::env::var_os("FOLIO_OUT").map(std::path::PathBuf::from) else { return };
    for (path, html) in pages(&theme) {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, html).expect("written");
    }
    for (path, bytes) in theme.assets() {
        let file = folder.join(path.as_str());
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("written");
    }
}

#[test]
fn a_page_has_one_heading_one_main_part_a_language_and_a_title() {
    for (path, html) in all_pages() {
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"), "{path}: {}", &html[..80]);
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert_eq!(html.matches("<main").count(), 1, "{path}");
        // Drawings have titles of their own.
        let head = html.split("</head>").next().unwrap_or_default();
        assert_eq!(head.matches("<title>").count(), 1, "{path}");
        assert!(!html.contains("<title></title>"), "{path}");
    }
}

#[test]
fn ids_are_given_once_and_links_within_a_page_land() {
    for (path, html) in all_pages() {
        let ids = values(&html, "id");
        let once: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{path}: an id is given twice");
        for url in values(&html, "href").into_iter().filter_map(|url| url.strip_prefix('#')) {
            // A few markers of the invented notes stand on no page.
            assert!(once.contains(url) || url.starts_with('c'), "{path}: #{url}");
        }
        for label in values(&html, "aria-labelledby") {
            assert!(once.contains(label), "{path}: {label}");
        }
    }
}

#[test]
fn no_id_of_the_theme_can_be_that_of_an_authors_heading() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let mut folders = vec![folder];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "html") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a template");
            for id in values(&text, "id").into_iter().chain(values(&text, "aria-labelledby")) {
                seen += 1;
                let of_the_view = id.starts_with("{{ ") && id.ends_with(" }}");
                assert!(
                    of_the_view || id == "main" || id.starts_with("folio-"),
                    "{}: id=\"{id}\" needs the prefix folio-",
                    path.display()
                );
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn only_prose_without_a_source_is_said_to_have_none() {
    let theme = theme(&[]);
    let page = |unsourced| {
        let id = String::from("open");
        let html = String::from("<ul><li>Who will pay?</li></ul>");
        let section = SectionView { id, html, unsourced, ..SectionView::default() };
        let head = Head { kind: "topic", ..Head::default() };
        render(&theme, "topic.html", &Article { head, sections: vec![section], ..Article::default() })
    };
    assert!(page(true).contains("No source cited"));
    assert!(!page(false).contains("No source cited"));
}

#[test]
fn time_is_drawn_beside_the_list_that_says_it() {
    let html = theme(&[]).render_block("timeline", &sample::timeline_block()).expect("a block");
    assert!(
        html.contains("<svg role=\"img\"") && html.contains("aria-label=\"3 events along a line of time")
    );
    assert!(html.contains("class=\"cut\""));
    assert!(html.contains("1961: &lt;The first&gt; survey") && html.contains("2 events more"));
    assert!(html.contains("<circle class=\"hedged\"") && html.contains("<rect x="));
    assert!(html.contains("class=\"chronicle\""));
}

#[test]
fn a_note_can_be_reached_and_leads_on_to_its_source() {
    let html = render(&theme(&[]), "topic.html", &topic(&theme(&[])));
    for note in sample::notes(18) {
        assert!(html.contains(&format!("<li id=\"{}\">", note.id)), "{}", note.id);
        assert!(
            html.contains(&format!("<a href=\"{}\">Read it in the source</a>", note.url)),
            "{}",
            note.url
        );
    }
}

/// The start tags of a page's scripts, without what runs nothing: data for machines.
fn scripts(html: &str) -> Vec<&str> {
    let tags = html.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    tags.filter(|tag| !tag.contains("type=\"application/ld+json\"")).collect()
}

#[test]
fn nothing_is_loaded_from_elsewhere_and_pages_read_without_a_script() {
    for (path, html) in all_pages() {
        // Scripts are files of the site's own. They are classic, because modules do not load from a disk,
        // and deferred, because the page is there first; their words stand in the template.
        for tag in scripts(&html) {
            let src = values(tag, "src");
            assert!(tag.contains(" defer") && !tag.contains("type="), "{path}: <script{tag}>");
            assert!(src.len() == 1 && src[0].contains("assets/") && !src[0].contains(':'), "{path}: {src:?}");
        }
        let handlers = [" onclick", " onload", " onerror", " onfocus", "javascript:"];
        assert!(handlers.iter().all(|handler| !html.contains(handler)), "{path}");
        for url in values(&html, "src") {
            assert!(!url.contains("//"), "{path}: {url}");
        }
        for line in html.lines().filter(|line| line.contains("<link") && !line.contains("canonical")) {
            assert!(!line.contains("//"), "{path}: {line}");
        }
    }
    // A sheet that stands by itself names no file at all; the sheets that are linked, only those beside them.
    for (name, theme) in themes() {
        assert!(!theme.css().contains("url(") && !theme.css().contains("@import"), "{name}");
    }
    let mut fonts = 0;
    let folio = theme(&[]);
    for (path, bytes) in folio.assets().iter().filter(|(path, _)| path.as_str().ends_with(".css")) {
        for url in String::from_utf8_lossy(bytes).split("url(\"").skip(1) {
            fonts += 1;
            if url.starts_with("data:font/woff2;base64,") {
                continue;
            }
            let file = format!("assets/{}", url.split('"').next().unwrap_or_default());
            assert!(folio.assets().iter().any(|(known, _)| known.as_str() == file), "{path:?}: {file}");
        }
    }
    assert!(fonts > 3, "{fonts}");
}

#[test]
fn the_script_comes_with_every_page_but_those_without_relative_links() {
    for (path, html) in pages(&theme(&[])) {
        let expected = if ["404.html", "old/water.html"].contains(&path) {
            vec![]
        } else {
            vec![format!("{}assets/folio.js", "../".repeat(path.matches('/').count()))]
        };
        let found: Vec<_> = scripts(&html).into_iter().flat_map(|tag| values(tag, "src")).collect();
        assert_eq!(
            found.iter().filter(|src| src.ends_with("folio.js")).collect::<Vec<_>>(),
            expected.iter().collect::<Vec<_>>(),
            "{path}"
        );
    }
}

/// folio.js says at its top what it expects of the markup; this is where the templates keep to it.
#[test]
fn the_markup_has_what_the_script_expects() {
    let theme = theme(&[]);
    let html = render(&theme, "topic.html", &topic(&theme));
    let script =
        theme.assets().iter().find(|(path, _)| path.as_str() == "assets/folio.js").expect("a script");
    let script = String::from_utf8_lossy(&script.1);
    for (class, selector) in
        [("said", ".said"), ("by", ".by"), ("back", ".back"), ("text", ".text"), ("copy", ".citeas .copy")]
    {
        assert!(html.contains(&format!(" class=\"{class}\"")), "no element has the class {class}");
        assert!(script.contains(&format!("\"{selector}")), "the script does not look for {selector}");
    }
    for words in ["close", "copy", "copied"] {
        assert!(
            html.contains(&format!(" data-{words}=\"")) && script.contains(&format!("given.{words}")),
            "{words}"
        );
    }
}

#[test]
fn the_page_for_no_address_has_no_relative_link_and_its_style_inside() {
    let theme = theme(&[]);
    let html = render(&theme, "404.html", &not_found(&theme));
    for url in values(&html, "href") {
        assert!(
            url.starts_with("https://marden.example/") || url.starts_with('#') || url == "data:,",
            "{url}"
        );
    }
    assert!(html.contains("--paper:"));
    assert!(html.contains("noindex"));
    let page = NotFound { css: "a::before { content: \"</style><script>\" }".into(), ..not_found(&theme) };
    assert!(!render(&theme, "404.html", &page).contains("</style><script>"));
}

#[test]
fn a_page_of_which_nothing_is_known_is_a_page() {
    let theme = theme(&[]);
    let head = |kind: &'static str| Head { kind, ..Head::default() };
    for kind in ["home", "topic", "event", "entity", "page", "folder"] {
        let html =
            render(&theme, &format!("{kind}.html"), &Article { head: head(kind), ..Article::default() });
        assert!(html.trim_end().ends_with("</html>"), "{kind}");
    }
    render(&theme, "timeline.html", &Timeline::default());
    render(&theme, "sources.html", &Sources::default());
    render(&theme, "search.html", &SearchView::default());
    render(&theme, "404.html", &NotFound::default());
    render(&theme, "redirect.html", &Redirect::default());
    render(&theme, "source.html", &SourcePage { rights: "cite-only".into(), ..SourcePage::default() });
    let one = Article { head: head("home"), events: vec![sample::events().remove(0)], ..Article::default() };
    assert!(render(&theme, "home.html", &one).contains("The first survey counts the wells"));
    // A note, a card and a source with nothing in them but themselves.
    let page = Article {
        head: head("topic"),
        notes: vec![NoteView::default().into()],
        children: vec![Card::default()],
        events: vec![Card::default()],
        neighbours: vec![NeighbourView::default()],
        on_terms: vec![SourceMentionView::default()],
        bibliography: vec![Work::default()],
        sections: vec![SectionView {
            notes: vec![NoteView::default().into(); 12],
            html: "x".into(),
            ..SectionView::default()
        }],
        ..Article::default()
    };
    render(&theme, "topic.html", &page);
    theme
        .render_block(
            "disagreement",
            &Disagreement { positions: vec![PositionView::default()], ..Disagreement::default() },
        )
        .expect("a block");
    let row = ChartRowView { bar: Some(Bar::default()), ..ChartRowView::default() };
    let line = PlotLine { spots: vec![ChartPointView::default()], ..PlotLine::default() };
    let plot = Plot {
        levels: vec![Level::default()],
        ticks: vec![Tick::default()],
        lines: vec![line],
        ..Plot::default()
    };
    for chart in [
        ChartView::default(),
        ChartView { rows: vec![row], ..ChartView::default() },
        ChartView { plot: Some(plot), ..ChartView::default() },
    ] {
        theme.render_block("chart", &chart).expect("a block");
    }
    theme.render_block("timeline", &TimelineBlock::default()).expect("a block");
    theme.render_block("passages", &PassagesBlock::default()).expect("a block");
}

#[test]
fn a_chart_says_each_number_in_words_as_well_and_what_was_not_yet_so() {
    let theme = theme(&[]);
    for kind in ["bar", "line"] {
        let html = theme.render_block("chart", &sample::chart(kind, &mut vec![0; 40])).expect("a block");
        for row in sample::chart(kind, &mut vec![0; 40]).rows {
            assert!(html.contains(&row.label) && html.contains(&row.series), "{kind}");
            assert!(html.contains(&row.value.replace('&', "&amp;")), "{kind}: {}", row.value);
        }
        assert_eq!(html.matches("class=\"cite\"").count(), 3, "{kind}");
        assert!(html.contains("<span class=\"word\">target</span>"), "{kind}");
        assert!(html.contains("target when the source was written"), "{kind}");
        assert!(html.contains("aria-labelledby=\"fn-chart-"), "{kind}");
    }
}

#[test]
fn what_is_no_markup_is_shown_as_text() {
    let theme = theme(&[]);
    let evil = "<script>alert(1)</script>\" onload=\"x";
    let mut page = topic(&theme);
    for text in [
        &mut page.head.title,
        &mut page.head.heading,
        &mut page.head.summary,
        &mut page.status,
        &mut page.authors[0],
    ] {
        *text = evil.into();
    }
    for shared in &mut page.notes {
        let mut source = (*shared.source).clone();
        source.title = evil.into();
        source.short_name = evil.into();
        source.byline = evil.into();
        source.publisher = evil.into();
        let mut note = (**shared).clone();
        note.source = source.into();
        note.quote = evil.into();
        note.remark = evil.into();
        note.locator = evil.into();
        *shared = note.into();
    }
    let html = render(&theme, "topic.html", &page);
    assert!(!html.contains("<script>") && !html.contains("\" onload"));
    let mut page = sample::source("excerpt");
    page.note = evil.into();
    page.source.title = evil.into();
    for fact in &mut page.facts {
        fact.value = evil.into();
        fact.label = evil.into();
    }
    for paragraph in &mut page.paragraphs {
        for piece in &mut paragraph.pieces {
            piece.text = evil.into();
        }
    }
    assert!(!render(&theme, "source.html", &page).contains("<script>"));
    // Settings are the site's own, and can still not leave the style element.
    let mut settings = theme.settings().clone();
    settings.insert("accent".into(), "red}</style><script>".into());
    let site = theme.share(&SiteView { settings, ..sample::site() }).expect("shared");
    let mut out = Vec::new();
    theme.render("page.html", &site, &sample::page(), &mut out).expect("a page");
    assert!(!String::from_utf8_lossy(&out).contains("<script>"));
}

#[test]
fn the_same_page_is_the_same_bytes() {
    let (one, two) = (pages(&theme(&[])), pages(&theme(&[])));
    assert!(one == two);
    // Every section of more than eight passages groups them: in the order of the text, not of a hash.
    let html = &one[1].1;
    let places: Vec<_> = [
        "Holm and Varga</a> <span class=\"day\">about March 2013</span><span class=\"nos\">",
        ">Okafor</a> <span class=\"day\">undated</span><span class=\"nos\">",
    ]
    .iter()
    .map(|text| html.find(text).unwrap_or_else(|| panic!("{text}")))
    .collect();
    assert!(places[0] < places[1]);
}

#[test]
fn text_has_the_best_contrast_there_is_a_name_for() {
    for (name, theme) in themes() {
        let css = theme.css();
        let (light, rest) = css.split_once("@media (prefers-color-scheme: dark)").expect("two palettes");
        for (palette, css) in [("light", light), ("dark", rest)] {
            let colour = |token: &str| {
                let start = format!("--{token}: #");
                let text = css.split_once(&start).unwrap_or_else(|| panic!("{name}, {palette}: --{token}")).1;
                luminance(text.split(';').next().unwrap_or_default())
            };
            // WCAG 2 AAA asks for 7 : 1.
            for text in ["ink", "muted", "accent"] {
                for ground in ["paper", "shade"] {
                    let ratio = contrast(colour(text), colour(ground));
                    assert!(ratio >= 7.0, "{name}, {palette}: {text} on {ground} is {ratio:.2}");
                }
            }
            for (text, ground, least) in [
                ("ink", "mark", 7.0),
                ("ink", "target", 7.0),
                ("accent", "chip", 7.0),
                ("control", "paper", 3.0),
                ("mark-edge", "paper", 3.0),
                ("mark-edge", "mark", 3.0),
            ] {
                let ratio = contrast(colour(text), colour(ground));
                assert!(ratio >= least, "{name}, {palette}: {text} on {ground} is {ratio:.2}");
            }
        }
    }
}

fn luminance(hex: &str) -> f64 {
    let channel = |i: usize| {
        let digits = if hex.len() == 3 { hex[i / 2..=i / 2].repeat(2) } else { hex[i..i + 2].to_owned() };
        let c = f64::from(u8::from_str_radix(&digits, 16).expect("hex")) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn a_site_changes_one_template_and_one_asset_and_keeps_the_rest() {
    let theme = theme(&[
        ("themes/folio/parts/cite.html", "<p>No need to cite us.</p>"),
        (
            "themes/folio/event.html",
            "{% extends \"folio/event.html\" %}{% block head %}<meta name=\"x\">{% endblock %}",
        ),
        ("themes/folio/assets/site.css", "body { color: red }"),
        ("themes/folio/assets/icon.svg", "<svg/>"),
        ("themes/folio/README.md", "not a template"),
        ("themes/folio/theme.toml", "[settings]\nmargin_notes = false\ncolour = \"red\""),
    ]);
    let html = render(&theme, "topic.html", &topic(&theme));
    assert!(html.contains("No need to cite us.") && !html.contains("Cite this page"));
    assert!(!html.contains("class=\"margin"));
    let html = render(&theme, "event.html", &sample::event());
    assert!(html.contains("<meta name=\"x\">") && html.contains("4 September 1961"));
    assert_eq!(theme.stylesheets(), ["assets/folio.css", "assets/fonts.css", "assets/site.css"]);
    assert!(html.contains("href=\"../assets/site.css\""));
    let icon = theme.assets().iter().find(|(path, _)| path.as_str() == "assets/icon.svg").expect("an icon");
    assert_eq!(&*icon.1, b"<svg/>");
    assert_eq!(theme.settings()["colour"], "red");
    assert_eq!(theme.settings()["how_to_check"], true);
}

#[test]
fn a_theme_of_one_template_works() {
    let loaded = load("mine", &[("themes/mine/page.html", "<p>{{ page.title }} in {{ site.title }}</p>")]);
    assert_eq!(loaded.diagnostics, []);
    assert_eq!(
        render(&loaded.value, "page.html", &sample::page()),
        "<p>About in The Marden river, explained</p>"
    );
    assert!(render(&loaded.value, "home.html", &sample::home()).contains("The Marden river"));
}

#[test]
fn a_site_changes_a_built_in_theme_as_it_changes_folio() {
    let files = [
        ("themes/plain/theme.toml", "omit = [\"assets/folio.css\", \"assets/icon.svg\"]"),
        ("themes/plain/event.html", "{% extends \"plain/base.html\" %}{% block main %}Here{% endblock %}"),
        (
            "themes/plain/parts/components.html",
            "{% component date(d) %}on {{ d.text }}{% endcomponent date %}",
        ),
        ("themes/folio/topic.html", "of another theme"),
    ];
    let loaded = load("plain", &files);
    assert_eq!(loaded.diagnostics, []);
    let theme = loaded.value;
    assert_eq!(theme.stylesheets(), ["assets/plain.css"]);
    assert!(theme.assets().iter().all(|(path, _)| path.as_str() != "assets/icon.svg"));
    assert_eq!(theme.settings()["margin_notes"], false);
    let html = render(&theme, "event.html", &sample::event());
    assert!(html.contains("Here</main>") && html.contains("content=\"#121212\""), "{html}");
    let html = render(&theme, "topic.html", &topic(&theme));
    assert!(html.contains("<dd>on 22 June 2026</dd>") && !html.contains("class=\"margin"), "{html}");
}

#[test]
fn what_a_theme_does_without_must_be_there() {
    let text = "\u{feff}omit = [\"assets/folio.cs\"]";
    let loaded = load("mine", &[("themes/mine/theme.toml", text)]);
    assert_eq!(loaded.diagnostics.len(), 1);
    let finding = &loaded.diagnostics[0];
    assert_eq!((finding.rule, &*finding.place.file), (&rule::BAD_THEME, "themes/mine/theme.toml"));
    assert_eq!(&text[finding.place.span.expect("a span").range()], "\"assets/folio.cs\"");
    assert_eq!(finding.help[0], "did you mean `assets/folio.css`?");
    assert_eq!(loaded.value.stylesheets(), ["assets/folio.css", "assets/fonts.css"]);
}

#[test]
fn a_theme_that_is_not_there_is_an_error_where_it_is_named() {
    let loaded = load("foilo", &[("themes/mine/page.html", "")]);
    assert_eq!(loaded.diagnostics.len(), 1);
    let finding = &loaded.diagnostics[0];
    assert_eq!((finding.rule, &*finding.place.file), (&rule::UNKNOWN_THEME, "expound.toml"));
    assert_eq!(finding.help, ["did you mean `folio`?", "the themes are folio, mine, plain"]);
    render(&loaded.value, "home.html", &sample::home());
    for name in ["", ".", "..", "../folio", "/", "folio/"] {
        assert_eq!(load(name, &[("content/index.md", "")]).diagnostics.len(), 1, "{name:?}");
    }
}

#[test]
fn every_broken_template_is_reported_at_its_place_and_left_out() {
    let loaded = load(
        "folio",
        &[
            ("themes/folio/a.html", "\u{feff}<p>\n{{ page.title | shuot }}</p>"),
            ("themes/folio/event.html", "{% if page.title %}never closed"),
            ("themes/folio/b.html", "{% extends \"nowhere.html\" %}"),
            ("themes/folio/c.html", "{% extends \"c.html\" %}"),
            (
                "themes/folio/d.html",
                "{% block nonsense %}{% endblock %}{{ <no_such /> }}{% include \"none.html\" %}",
            ),
            ("themes/folio/topic.html", "<h1>{{ page.heading }}</h1>"),
            ("themes/folio/theme.toml", "[settings\n"),
        ],
    );
    let found: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|d| (d.rule.code, &*d.place.file, d.place.span.map(|s| s.start), d.message.as_str()))
        .collect();
    let at = |file: &str| found.iter().filter(|f| f.1.ends_with(file)).collect::<Vec<_>>();
    assert!(found.iter().all(|f| f.1.starts_with("themes/folio/")), "{found:#?}");
    assert_eq!(at("a.html")[0].2, Some(23), "{found:#?}");
    assert!(at("a.html")[0].3.contains("unknown filter `shuot`"), "{found:#?}");
    assert!(at("event.html")[0].2.is_some(), "{found:#?}");
    assert!(at("b.html")[0].3.contains("`nowhere.html`"), "{found:#?}");
    assert!(at("c.html")[0].3.contains("it extends itself"), "{found:#?}");
    assert_eq!(at("d.html").len(), 2, "{found:#?}");
    assert_eq!(at("theme.toml")[0].0, "E0704", "{found:#?}");
    // What is right is used, what is not is folio's.
    assert!(render(&loaded.value, "topic.html", &sample::event()).starts_with("<h1>"));
    assert!(render(&loaded.value, "event.html", &sample::event()).contains("<!doctype html>"));
}

#[test]
fn a_base_that_lacks_what_the_others_fill_is_to_blame() {
    let loaded = load("folio", &[("themes/folio/base.html", "<p>nothing</p>"), ("themes/folio/x.html", "y")]);
    assert!(!loaded.diagnostics.is_empty());
    assert!(
        loaded.diagnostics.iter().all(|d| &*d.place.file == "themes/folio/base.html"),
        "{:#?}",
        loaded.diagnostics
    );
    assert!(render(&loaded.value, "home.html", &sample::home()).contains("<!doctype html>"));
}

#[test]
fn a_template_that_fails_at_work_says_where() {
    let text = "<p>{{ page.nothing.at.all }}</p>";
    let theme = theme(&[("themes/folio/page.html", text)]);
    let mut out = b"old".to_vec();
    let finding = theme.render("page.html", &share(&theme), &sample::page(), &mut out).expect_err("it fails");
    assert_eq!((finding.rule, &*finding.place.file), (&rule::BAD_TEMPLATE, "themes/folio/page.html"));
    let span: Span = finding.place.span.expect("a span");
    assert!(text[span.range()].contains("nothing"), "{}", &text[span.range()]);
    assert!(out.is_empty());
    let finding =
        theme.render("topik.html", &share(&theme), &sample::page(), &mut out).expect_err("no such template");
    assert_eq!(finding.help[0], "did you mean `topic.html`?");
    assert!(theme.has_template("topic.html") && !theme.has_template("topik.html"));
}
