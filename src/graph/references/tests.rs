use proptest::prelude::*;

use super::*;
use crate::base::date::Date;
use crate::source::record::{Kind, Name};

/// A record and the first words of its text.
struct Shape {
    what: &'static str,
    record: Record,
    first_words: Option<&'static str>,
}

fn person(family: &str, given: &str) -> Name {
    Name { family: family.to_owned(), given: Some(given.to_owned()) }
}

fn organisation(name: &str) -> Name {
    Name { family: name.to_owned(), given: None }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn date(text: &str) -> Option<Date> {
    Some(Date::parse(text).expect(text))
}

/// An article as most of the library has them.
fn article() -> Record {
    Record {
        title: some("Russia and China after the summit"),
        authors: vec![person("Paal", "Douglas H."), person("Trenin", "Dmitri")],
        container: some("The Diplomat"),
        date: date("2013-03-18"),
        url: some("https://example.org/a?b=1&c=2"),
        language: some("en"),
        retrieved: date("2026-11-21"),
        ..Record::default()
    }
}

fn shapes() -> Vec<Shape> {
    let shape = |what, record| Shape { what, record, first_words: None };
    let long = "China’s new leader, Xi Jinping, will make Moscow the first stop of his first journey.";
    vec![
        shape("article", article()),
        shape("article without container", Record { container: None, publisher: some("Carnegie"), ..article() }),
        shape("no author", Record { authors: vec![], ..article() }),
        Shape { what: "no title", record: Record { title: None, ..article() }, first_words: Some(long) },
        shape("no title, no text", Record { title: None, ..article() }),
        shape("no date", Record { date: None, ..article() }),
        Shape {
            what: "address alone",
            record: Record { url: some("https://example.org/x"), retrieved: date("2026-11-21"), ..Record::default() },
            first_words: Some(long),
        },
        Shape { what: "nothing at all", record: Record::default(), first_words: None },
        shape("nothing but a title", Record { title: some("On borders"), ..Record::default() }),
        shape("organisation", Record { authors: vec![organisation("Ministry of Foreign Affairs of the PRC")], ..article() }),
        shape("many authors", Record {
            authors: (0..12).map(|i| person(&format!("Family{i}"), "Anna B.")).collect(),
            ..article()
        }),
        shape("journal with doi", Record {
            container: some("Post-Soviet Affairs"),
            volume: some("29"),
            issue: some("4"),
            pages: some("301-325"),
            doi: some("10.1080/x<y>#1"),
            ..article()
        }),
        shape("title ends in a mark", Record { title: some("Who is whose junior partner?"), ..article() }),
        shape("names end in full stops", Record {
            title: some("Sales in the U.S."),
            publisher: some("Gazprom Inc."),
            container: some("Energy Co."),
            ..article()
        }),
        shape("quotation in title", Record { title: some("The “junior partner” question"), ..article() }),
        shape("about", Record { date: date("2013-03~"), ..article() }),
        shape("about, report", Record { kind: Kind::Report, container: None, publisher: some("RAND"), date: date("2013~"), ..article() }),
        shape("perhaps", Record { date: date("2013?"), ..article() }),
        shape("interval", Record { date: date("2008/2022"), ..article() }),
        shape("open interval", Record { date: date("2000/.."), ..article() }),
        shape("decade", Record { date: date("197X"), ..article() }),
        shape("before our era", Record { date: date("-0043"), ..article() }),
        shape("season", Record { date: date("2013-23"), ..article() }),
        shape("book", Record {
            kind: Kind::Book,
            container: None,
            publisher: some("Polity"),
            place: some("Cambridge"),
            date: date("2013"),
            retrieved: None,
            ..article()
        }),
        shape("book with editors alone", Record {
            kind: Kind::Book,
            authors: vec![],
            editors: vec![person("Lo", "Bobo"), person("Li", "Wei")],
            container: None,
            publisher: some("Polity"),
            ..article()
        }),
        shape("chapter", Record {
            kind: Kind::Chapter,
            editors: vec![person("Lo", "Bobo")],
            publisher: some("Polity"),
            pages: some("12-34"),
            ..article()
        }),
        shape("web", Record { kind: Kind::Web, ..article() }),
        shape("speech", Record { kind: Kind::Speech, publisher: some("Kremlin"), container: None, ..article() }),
        shape("document", Record { kind: Kind::Document, authors: vec![], container: None, title: some("Treaty of Aigun"), date: date("1858-05-28"), ..article() }),
        shape("dataset", Record { kind: Kind::Dataset, container: None, publisher: some("SIPRI"), ..article() }),
        shape("other", Record { kind: Kind::Other, container: None, ..article() }),
        shape("in Russian", Record {
            title: some("Граница России и Китая"),
            authors: vec![person("Лукин", "Александр")],
            container: some("Россия в глобальной политике"),
            language: None,
            ..article()
        }),
        shape("in Chinese", Record { title: some("中俄边界"), authors: vec![organisation("新华社")], language: some("zh"), ..article() }),
        shape("markup everywhere", Record {
            title: some("<script>alert(\"1\")</script> & 'x'"),
            authors: vec![person("<b>O'Hara</b>", "\"A\" & <i>B</i>"), organisation("A & B <img src=x onerror=alert(1)>")],
            container: some("</a><script>x</script>"),
            publisher: some("P & <Q>"),
            place: some("<p>"),
            volume: some("<1>"),
            issue: some("&2"),
            pages: some("\"3\"-<4>"),
            doi: some("\"><script>"),
            url: some("https://example.org/\"><script>alert(1)</script>"),
            language: some("\"><b>"),
            ..article()
        }),
    ]
}

fn format_with(style: &str, shape: &Shape) -> Reference {
    let style = Style::load(style, "en", None).expect(style);
    format_one(&Item { key: "key", record: &shape.record, first_words: shape.first_words }, &style)
}

#[test]
#[ignore]
fn show() {
    for style in Style::names() {
        for shape in shapes() {
            let r = format_with(style, &shape);
            eprintln!("{style:28} | {:24} | {}", shape.what, r.html);
        }
    }
}
