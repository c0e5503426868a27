use super::*;

fn page(text: &str) -> Checked<Body> {
    read(&"content/a.md".into(), text, 0, &FrontMatter::default(), config::Markdown::default())
}

/// The page as HTML in which each place shows as its name and number.
fn shown(text: &str) -> String {
    show(&page(text).value.main)
}

fn show(fragment: &Fragment) -> String {
    let mut out = String::new();
    for node in &fragment.nodes {
        match node {
            Node::Html(span) => out.push_str(&fragment.html[span.range()]),
            Node::SectionText => out.push_str("{text}"),
            other => out.push_str(&format!("{{{other:?}}}").to_lowercase().replace(['(', ')'], "")),
        }
    }
    out.trim_end().to_owned()
}

fn rules(text: &str) -> Vec<&'static str> {
    page(text).diagnostics.iter().map(|d| d.rule.name).collect()
}

fn claims(text: &str) -> Vec<String> {
    let body = page(text).value;
    body.uses.iter().map(|u| body.read(body.claims[u.claim as usize].text).to_owned()).collect()
}

fn quotes(text: &str) -> Vec<String> {
    let body = page(text).value;
    let quotes = body.groups.iter().flat_map(|g| &g.citations).flat_map(|c| &c.quotes);
    for quote in quotes.clone() {
        if quote.exact {
            assert_eq!(&text[quote.span.range()], quote.text, "an exact quotation stands at its place");
        }
    }
    quotes.map(|q| q.text.clone()).collect()
}

#[test]
fn a_marker_stands_at_its_word_and_behind_the_full_stop() {
    assert_eq!(shown("So it is [@a, \"w\"]. Then [@b], more."), "<p>So it is.{use0} Then,{use1} more.</p>");
    assert_eq!(shown("So it is. [@a]"), "<p>So it is.{use0}</p>");
    assert_eq!(shown("@a [¶ 3] says so."), "<p>{use0} says so.</p>");
    assert_eq!(shown("One [@a][@b] two"), "<p>One{use0}{use1} two</p>");
    assert_eq!(shown("Wait [@a]..."), "<p>Wait{use0}…</p>");
}

#[test]
fn the_claim_is_the_sentence_the_cell_or_the_bracket() {
    assert_eq!(claims("First. Price was it [@a]. Last."), ["Price was it."]);
    assert_eq!(claims("First. Price was it. [@a] Last."), ["Price was it."]);
    assert_eq!(claims("First. @a put it down to price. Last."), ["\u{fffc} put it down to price."]);
    assert_eq!(
        claims("The U.S. left [@a] and [they *came* back][@b] then."),
        ["The U.S. left and they came back then.", "they came back"]
    );
    assert_eq!(claims("| A | B. C [@a] |\n| - | - |\n| x | One. Two [@b]. |"), ["B. C", "One. Two."]);
    assert_eq!(claims("- One.\n- Two [@a]\n"), ["Two"]);
    assert_eq!(claims("Price.[^p] More.\n\n[^p]: [@a] \"words\""), ["Price."]);
}

#[test]
fn quotations_are_what_the_source_has_letter_by_letter() {
    assert_eq!(
        quotes("x [@a, \"it's -- *so* \\\"fine\\\"\"]"),
        ["it's -- so \\\"fine\\\"".replace('\\', "").as_str()]
    );
    assert_eq!(quotes("x [@a, \"one\ntwo\"]"), ["one\ntwo"]);
    assert_eq!(quotes("x [@a, \"R&amp;D\"]"), ["R&D"]);
    assert_eq!(quotes("x [@a, \"all of R&amp;\"]"), ["all of R&"]);
    assert_eq!(quotes("> x [@a, \"one\n> two\"]"), ["one\ntwo"]);
    assert_eq!(quotes("| x [@a, \"a \\| b\"] |\n|-|\n"), ["a | b"]);
    assert_eq!(quotes("x [@a, \"so [sic] it\"]"), ["so [sic] it"]);
}

#[test]
fn nothing_in_code_links_or_addresses_is_a_citation() {
    for text in [
        "`[@a]`",
        "```\n[@a]\n```",
        "[@a](https://example.org)",
        "<me@example.org> and me@example.org",
        "\\@a and \\[\\@a\\]",
        "![@a](x.png)",
        "&#64;a",
    ] {
        assert!(page(text).value.groups.is_empty(), "{text}");
    }
    // A backslash that is itself escaped escapes nothing.
    assert_eq!(page("\\\\[@a]").value.groups.len(), 1);
}

#[test]
fn evidence_notes_hold_long_quotations() {
    let text = "Price.[^p] Again.[^p]\n\n[^p]: [@a, ¶ 3] \"Thus far\", as they say, “it’s price” [@b] «so»";
    let body = page(text).value;
    assert_eq!(rules(text), [""; 0]);
    assert_eq!(body.groups.len(), 1);
    assert_eq!(body.groups[0].kind, GroupKind::Evidence);
    let citations = &body.groups[0].citations;
    assert_eq!(
        citations[0].quotes.iter().map(|q| q.text.as_str()).collect::<Vec<_>>(),
        ["Thus far", "it’s price"]
    );
    assert_eq!(citations[0].suffix, "as they say");
    assert_eq!(citations[1].quotes[0].text, "so");
    assert_eq!(body.uses.len(), 2);
    assert!(body.uses.iter().all(|u| u.target == Target::Group(0)));
}

#[test]
fn ordinary_footnotes_stay_what_they_are() {
    let body = page("A.[^1]\n\n[^1]: Just *so*, says [@a].").value;
    assert_eq!(body.uses.first().map(|u| u.target), Some(Target::Note(0)));
    assert_eq!(show(&body.notes[0].text), "<p>Just <em>so</em>, says.{use1}</p>");
    assert_eq!(rules("A.[^1]"), ["missing-note"]);
    assert_eq!(rules("[^1]: A."), ["unused-note"]);
}

#[test]
fn an_attributed_block_quote_is_all_the_sources_words() {
    let text = "> “One *two*.\n> Three.”\n> — @a, ¶ 3\n";
    assert_eq!(quotes(text), ["One two.\nThree."]);
    assert_eq!(
        shown(text),
        "{figure0}<blockquote>\n<p>{quoted0}</p>\n</blockquote><figcaption>— {use0}{figureend0}"
    );
    assert_eq!(show(&page(text).value.quoted[0].typed), "“One <em>two</em>.\nThree.”");
    assert_eq!(quotes("> One.\n>\n> Two.\n>\n> -- [@a]"), ["One.\n\nTwo."]);
    assert_eq!(page("> Nobody said @a this").value.groups[0].kind, GroupKind::Narrative);
    assert_eq!(rules("> — @a"), ["empty-quote"]);
}

#[test]
fn sections_begin_at_second_level_headings() {
    assert_eq!(
        shown("Lead.\n\n## Gas & *oil*\n\nText.\n\n### Price\n\n> ## Not here\n"),
        "<p>Lead.</p>\n{section0}Gas &amp; <em>oil</em>{text}\n<p>Text.</p>\n<h3 id=\"price\">Price</h3>\n<blockquote>\n<h2 id=\"not-here\">Not here</h2>\n</blockquote>"
    );
    let body = page("# Title\n\nText.\n\n# Part\n\n## A\n\n## A\n\n## N4\n\n## 边界 {#x .y onclick=z}").value;
    assert_eq!(body.title.as_deref(), Some("Title"));
    assert_eq!(
        body.headings.iter().map(|h| h.id.as_str()).collect::<Vec<_>>(),
        ["part", "a", "a-1", "section-n4", "x"]
    );
    assert_eq!(rules("## A {onclick=\"x\"}"), ["heading-attribute"]);
    assert_eq!(rules("## A {#x}\n\n## B {#x}"), ["duplicate-anchor"]);
}

#[test]
fn html_is_shown_and_not_run() {
    assert_eq!(shown("a <script>x</script> b"), "<p>a &lt;script&gt;x&lt;/script&gt; b</p>");
    assert_eq!(shown("<script>x</script>"), "<p>&lt;script&gt;x&lt;/script&gt;</p>");
    assert_eq!(
        shown("H<sub>2</sub>O<br>x <b onclick=y>z</b>"),
        "<p>H<sub>2</sub>O<br>x &lt;b onclick=y&gt;z&lt;/b&gt;</p>"
    );
    assert_eq!(shown("a <b>c"), "<p>a &lt;b&gt;c</p>");
    assert_eq!(shown("a <!-- note --> b\n\n<!-- more -->"), "<p>a  b</p>");
    assert_eq!(shown("a `<b>` **c**"), "<p>a <code>&lt;b&gt;</code> <strong>c</strong></p>");
    let html = config::Markdown { html: true, ..config::Markdown::default() };
    let body = read(&"content/a.md".into(), "a <i class=x>b</i>", 0, &FrontMatter::default(), html);
    assert_eq!((show(&body.value.main).as_str(), body.diagnostics.len()), ("<p>a <i class=x>b</i></p>", 0));
}

#[test]
fn links_images_and_wikilinks_are_places() {
    let text = "[a](b.md \"t\") ![c *d*](e.png) [[F]] and [[g|h]].";
    assert_eq!(shown(text), "<p>{link0}a</a> {image0} {wikilink0} and {wikilink1}.</p>");
    let body = page(text).value;
    assert_eq!((body.links[0].url.as_str(), body.images[0].alt.as_str()), ("b.md", "c d"));
    assert_eq!((body.wikilinks[0].label.as_str(), body.wikilinks[1].target.as_str()), ("F", "g"));
    assert_eq!(&text[body.wikilinks[1].span.range()], "[[g|h]]");
    assert_eq!(body.read(body.prose[0].text), "a F and h.");
    assert_eq!(rules("![](e.png)"), ["missing-alt"]);
}

#[test]
fn emphasis_around_a_citation_stays_balanced() {
    assert_eq!(shown("*a [@a, \"b* c\"] d*"), "<p><em>a{use0}</em> d*</p>");
    assert_eq!(shown("**x [@a, \"*b*\"] y**"), "<p><strong>x{use0} y</strong></p>");
}

#[test]
fn a_disagreement_is_read_with_its_citations() {
    let text = "```disagreement\nquestion = \"How long?\"\n[[position]]\nsays = \"4,200 *km*\"\ncite = '[@a, \"share a 4,200\"]'\n[[position]]\nsays = \"x\"\ncite = \"[@b, \\\"y\\\"]\"\n```\n";
    assert_eq!(rules(text), [""; 0]);
    assert_eq!(quotes(text), ["share a 4,200", "y"]);
    let body = page(text).value;
    assert_eq!(claims(text), ["4,200 km", "x"]);
    let Block::Disagreement { positions, .. } = &body.blocks[0] else { panic!("{:?}", body.blocks) };
    assert_eq!(show(&positions[0].0), "4,200 <em>km</em>");
    assert_eq!(show(&positions[0].1), "{use0}");
    assert_eq!(rules("```disagreement\nquestion = 1\n```"), ["bad-block"]);
    assert_eq!(rules("```timeline\ntopic = [\"a\"]\n```"), ["bad-block"]);
    assert_eq!(shown("```rust\nx\n```"), "<pre><code class=\"language-rust\">x\n</code></pre>");
}

#[test]
fn traps_of_markdown_are_said() {
    assert_eq!(rules("[@b, \"x\"]: foo"), ["malformed-citation"]);
    assert_eq!(rules("x [@b, \"x"), ["malformed-citation"]);
    assert_eq!(rules("| x [@a, \"a | b\"] |\n|-|-|\n"), ["malformed-citation"]);
    assert_eq!(page("Wow![@k]").value.groups.len(), 1);
}

#[test]
fn hostile_pages_take_linear_time() {
    for text in [
        "[".repeat(20_000),
        "> ".repeat(5_000) + "x",
        "*a **b ".repeat(5_000),
        "[^a]: x\n\n".repeat(3_000),
        (0..3_000).map(|i| format!("x[^{i}]\n\n[^{i}]: [@a] \"w\"\n\n")).collect(),
        "## a\n\n".repeat(5_000),
        "x [@a, \"b\"]. ".repeat(5_000),
        "- ".repeat(3_000) + "x",
        "[x][@a] ".repeat(5_000),
    ] {
        let _ = page(&text);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic_and_every_place_is_in_the_file(text in r#"(\[|\]|@a|"|“|”|'|;|,|-|> |\{#x\}| |\n|\n\n|## |¶ 3|<b>|</b>|<x|\*|_|`|\||\[\^a\]|\[\^a\]: |\\|é|!|\(u\)|— |&amp;|```disagreement\n|```\n|\[\[){0,30}"#) {
        let body = page(&text);
        for found in &body.diagnostics {
            if let Some(span) = found.place.span {
                proptest::prop_assert!(text.get(span.range()).is_some(), "{:?}", found);
            }
        }
        let quotes = body.value.groups.iter().flat_map(|g| &g.citations).flat_map(|c| &c.quotes);
        for quote in quotes {
            if quote.exact {
                proptest::prop_assert_eq!(&text[quote.span.range()], &quote.text);
            }
        }
        for marker in &body.value.uses {
            proptest::prop_assert!((marker.claim as usize) < body.value.claims.len());
        }
    }
}
