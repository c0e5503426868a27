//! What the program writes for other programs is what its schemas say, and what falls with a source is what
//! rests on it.
#![allow(clippy::disallowed_methods, reason = "a test reads the schemas")]

mod kit;

use std::path::Path;

use expound::author::impact::{ClaimPlace, Impact, Verdict, impact};
use expound::base::diagnostic::Diagnostic;
use expound::base::rule;
use expound::base::text::Inputs;
use expound::build::{BuildOptions, build};
use expound::report::{self, Format};
use serde_json::Value;

/// What of a value is not as a schema says. Only the words that the schemas of this program use are known;
/// another fails the test, so that nothing is passed over.
fn faults(schema: &Value, value: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_i64() || n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let texts = |value: &Value| -> Vec<String> {
        match value {
            Value::String(text) => vec![text.clone()],
            other => other
                .as_array()
                .expect("a list")
                .iter()
                .map(|v| v.as_str().expect("a text").to_owned())
                .collect(),
        }
    };
    for (word, says) in schema.as_object().expect("a schema is an object") {
        let good = match word.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let pointer =
                    says.as_str().and_then(|to| to.strip_prefix('#')).expect("a place in the schema");
                faults(root.pointer(pointer).expect("it is there"), value, root, at, found);
                true
            }
            "type" => texts(says).iter().any(|wanted| wanted == kind),
            "const" => says == value,
            "enum" => says.as_array().expect("a list").contains(value),
            "minimum" => value.as_i64().is_none_or(|n| n >= says.as_i64().expect("a number")),
            "minItems" => {
                value.as_array().is_none_or(|all| all.len() as u64 >= says.as_u64().expect("a number"))
            }
            "items" => {
                for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults(says, item, root, &format!("{at}/{nth}"), found);
                }
                true
            }
            "properties" => {
                for (key, of) in says.as_object().expect("properties") {
                    if let Some(value) = value.get(key) {
                        faults(of, value, root, &format!("{at}/{key}"), found);
                    }
                }
                true
            }
            "required" => !value.is_object() || texts(says).iter().all(|key| value.get(key).is_some()),
            "additionalProperties" => {
                assert_eq!(says, false);
                let known = schema.get("properties").and_then(Value::as_object).expect("properties");
                value.as_object().is_none_or(|all| all.keys().all(|key| known.contains_key(key)))
            }
            other => panic!("the schema says `{other}`, which this test does not know"),
        };
        if !good {
            found.push(format!("{at}: {word}"));
        }
    }
}

fn check(schema: &str, written: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(schema);
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).expect(schema)).expect("JSON");
    let mut found = Vec::new();
    faults(&schema, &serde_json::from_str(written).expect("JSON"), &schema, "", &mut found);
    found
}

#[test]
fn the_report_on_coverage_is_as_its_schema_says() {
    let inputs = Inputs::from_texts([
        ("expound.toml", "title = \"A\"\n[citations]\nstyle = \"plain\"\n"),
        ("seeds/a.toml", &*RECORDS.replace("title = ", "author = \"Reed, Cy\"\ndate = 2013\ntitle = ")),
        ("seeds/b.toml", "[late]\ndate = \"2020-01-02\"\nfile = \"late.txt\"\n"),
        ("seeds/gazette.txt", GAZETTE),
        ("seeds/report.txt", REPORT),
        ("seeds/late.txt", "The mill is gone.\n"),
        (
            "content/topics/mill.md",
            "+++\ntitle = \"The mill\"\nterms = [\"mill\"]\nreviewed = 2020-02-01\n+++\n\nNobody at all was \
             there.\n\n## Why?\n\nIt stood [@gazette, ¶ 1; @report, ¶ 1]. That was in May 1911.\n\n## One\n\n\
             It fell [@report, ¶ 2].\n",
        ),
        ("content/events/x.md", "+++\ndate = 2013\n+++\n\nIt fell [@report, ¶ 2].\n"),
    ]);
    let today = Some(expound::base::date::Date::parse("2026-01-31").expect("a day"));
    let made = build(&inputs, &BuildOptions::default());
    let coverage = report::coverage::CoverageReport::of(&made.site.survey(today), &made.site, &inputs, today);
    let topic = &coverage.pages[1];
    assert_eq!(
        topic.uncited.iter().map(|words| (words.line, words.states)).collect::<Vec<_>>(),
        [(7, false), (11, true)]
    );
    assert!(topic.not_cited[0].newer && topic.not_independent[0].ties[0].author.is_some());
    assert_eq!(topic.sections.iter().map(|section| section.one_source).collect::<Vec<_>>(), [false, true]);
    assert_eq!(topic.stale.as_ref().map(|stale| (stale.against, stale.months)), Some(("today", 145)));
    assert!(coverage.sources[0].never_cited);
    let json = report::json_with(&made.diagnostics, &inputs, &coverage);
    assert_eq!(check("docs/findings.schema.json", &json), Vec::<String>::new());
}

const RECORDS: &str = "[gazette]\ntitle = \"On Water\"\nfile = \"gazette.txt\"\n\n\
                       [report]\ntitle = \"Report\"\nfile = \"report.txt\"\n";
const GAZETTE: &str = "The mill stood still for a week.\n\nNobody knew why the water fell.\n";
const REPORT: &str = "The mill stood still for nine days.\n\nThe water fell in May, by 30 inches.\n";

fn site(page: &str) -> Inputs {
    Inputs::from_texts([
        ("expound.toml", "title = \"A\"\n[citations]\nstyle = \"plain\"\n"),
        ("seeds/a.toml", RECORDS),
        ("seeds/gazette.txt", GAZETTE),
        ("seeds/report.txt", REPORT),
        ("content/the mill.md", page),
        ("content/two.md", "# The mill\n\nSee [it](nowhere.md).\n"),
    ])
}

/// A site with findings of several kinds: at words behind characters that are two units of UTF-16, with other
/// places, about a whole file.
fn wrong() -> (Vec<Diagnostic>, Inputs) {
    let inputs = site(
        "# The mill\n\n🎈🎈 See [it](nowhere.md). It stood [@gazette, \"for a month\"]. <b>So</b> it was \
         [@gazete, \"x\"].\n\n## Why {#a}\n\n## Why not {#a}\n",
    );
    let mut found = build(&inputs, &BuildOptions::default()).diagnostics;
    let file = "content/two.md".into();
    found.push(
        Diagnostic::new(&rule::MISSING_TITLE, expound::base::text::Place::file(&file), "a [link](x:y)")
            .related(expound::base::text::Place::at(&file, 2..5), "here"),
    );
    assert!(found.len() > 5, "{:?}", kit::lines(&found, &inputs));
    (found, inputs)
}

#[test]
fn json_is_as_its_schema_says() {
    let (found, inputs) = wrong();
    let json = report::render(&found, &inputs, Format::Json, false, 100);
    assert_eq!(check("docs/findings.schema.json", &json), Vec::<String>::new());
    // And the check can fail.
    let broken = json.replacen("\"severity\":\"error\"", "\"severity\":\"bad\"", 1).replacen(
        "\"line\":",
        "\"row\":",
        1,
    );
    let faults = check("docs/findings.schema.json", &broken);
    assert!(faults.iter().any(|fault| fault.ends_with("/severity: enum")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.ends_with(": required")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.ends_with(": additionalProperties")), "{faults:?}");
}

#[test]
fn a_fix_stands_beside_its_finding() {
    let inputs = site(
        "# The mill\n\n🎈 It stood [@Gazette, \"still for a week\"], and fell [@report, \"in May, by 40 inches\"].\n",
    );
    let found = build(&inputs, &BuildOptions::default()).diagnostics;
    let text = inputs.files["content/the mill.md"].text().expect("a text");
    let json = report::render(&found, &inputs, Format::Json, false, 100);
    assert_eq!(check("docs/findings.schema.json", &json), Vec::<String>::new());
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let fixes: Vec<&Value> =
        json["findings"].as_array().expect("findings").iter().map(|it| &it["fix"]).collect();
    let place = |fix: &Value| -> &str {
        let at = |key: &str| usize::try_from(fix[key].as_u64().expect("a number")).expect("small");
        &text[at("start")..at("end")]
    };
    let fixes: Vec<_> = fixes.into_iter().filter(|fix| !fix.is_null()).collect();
    assert_eq!(fixes.len(), 2, "{json:#}");
    assert_eq!((place(fixes[0]), &fixes[0]["replacement"]), ("@Gazette", &Value::from("@gazette")));
    assert_eq!(fixes[0]["applies"], "certain");
    assert_eq!((place(fixes[1]), &fixes[1]["replacement"]), ("40", &Value::from("30")));
    assert_eq!(fixes[1]["applies"], "quotation");

    let sarif = report::sarif(&found, &inputs, "site/");
    assert_eq!(check("tests/formats/sarif.schema.json", &sarif), Vec::<String>::new());
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    let change = sarif.pointer("/runs/0/results/0/fixes/0/artifactChanges/0").expect("a change");
    assert_eq!(change["artifactLocation"]["uri"], "site/content/the%20mill.md");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "@gazette");
    // The balloon is two units of UTF-16.
    let region = &replacement["deletedRegion"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&Value::from(3), &Value::from(14)));
    assert_eq!(region["endColumn"], 22);
}

#[test]
fn sarif_is_as_its_schema_says_and_points_at_the_words() {
    let (found, inputs) = wrong();
    let written = report::sarif(&found, &inputs, "site/");
    assert_eq!(check("tests/formats/sarif.schema.json", &written), Vec::<String>::new());
    let log: Value = serde_json::from_str(&written).expect("JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), rule::ALL.len());
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), found.len());
    let mut marks = Vec::new();
    for (result, finding) in results.iter().zip(&found) {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        marks.push(result["partialFingerprints"]["expoundFinding/v1"].as_str().expect("a text"));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"].as_str().expect("a text").replace("%20", " "),
            format!("site/{}", finding.place.file)
        );
        let Some(span) = finding.place.span else {
            assert!(place.get("region").is_none());
            continue;
        };
        let text = inputs.files[&finding.place.file].text().expect("a text");
        // As an editor would that counts in UTF-16.
        let number = |key: &str| usize::try_from(place["region"][key].as_u64().expect(key)).expect("small");
        let line: Vec<u16> =
            text.lines().nth(number("startLine") - 1).expect("a line").encode_utf16().collect();
        if number("startLine") == number("endLine") {
            let words = &line[number("startColumn") - 1..number("endColumn") - 1];
            assert_eq!(String::from_utf16(words).expect("whole characters"), text[span.range()]);
        }
    }
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks.len(), found.len(), "two findings have one fingerprint");
    assert!(!written.contains("](x:y)"), "a message is no place for a link");
    assert!(results.iter().any(|result| result.get("relatedLocations").is_some()));
}

fn falls(page: &str, written: &str) -> Impact {
    let inputs = site(page);
    let built = build(&inputs, &BuildOptions::default());
    impact(built.site.graph(), &inputs, written).unwrap_or_else(|why| panic!("{written}: {why}"))
}

const PAGE: &str = "# The mill\n\nThe mill stood still [@gazette, \"stood still for a week\"]. The water fell \
                    [@gazette, \"why the water fell\"; @report, ¶ 2].\n\n\
                    ```disagreement\nquestion = \"How long?\"\n\n[[position]]\nsays = \"A week.\"\n\
                    cite = '[@gazette, \"for a week\"]'\n\n[[position]]\nsays = \"Nine days.\"\n\
                    cite = '[@report, \"for nine days\"]'\n```\n\n\
                    ```chart\ntitle = \"The fall\"\nunit = \"inches\"\n\n[[point]]\nlabel = \"May\"\nvalue = 30\n\
                    cite = '[@report, \"by 30 inches\"]'\n```\n";

#[test]
fn what_rests_on_nothing_else_falls_and_the_rest_is_weakened() {
    let all = falls(PAGE, "gazette");
    let said: Vec<_> = all.claims.iter().map(|c| (c.line, c.kind, c.verdict, c.also.len())).collect();
    assert_eq!(
        said[..2],
        [(3, ClaimPlace::Text, Verdict::Falls, 0), (3, ClaimPlace::Text, Verdict::Weakened, 1)],
        "{:#?}",
        all.claims
    );
    assert_eq!((all.falls, all.weakened, all.pages), (2, 1, 1));
    let side = &all.claims[2];
    assert_eq!((side.kind, side.within.as_deref()), (ClaimPlace::Disagreement, Some("How long?")));
    assert_eq!(all.claims[1].also[0].said(), "@report ¶ 2");

    let report = falls(PAGE, "report");
    let chart = report.claims.iter().find(|claim| claim.kind == ClaimPlace::Chart).expect("the point");
    assert_eq!((chart.within.as_deref(), chart.verdict), (Some("The fall"), Verdict::Falls));
}

#[test]
fn a_paragraph_is_named_in_several_ways_and_must_be_there() {
    for written in
        ["gazette¶2", "gazette 2", "gazette#p2", "@gazette ¶ 2", "[@gazette, ¶ 2]", "[@{gazette}, ¶ 2]"]
    {
        let impact = falls(PAGE, written);
        assert_eq!((impact.paragraph, impact.falls, impact.weakened), (Some(2), 0, 1), "{written}");
    }
    let inputs = site(PAGE);
    let built = build(&inputs, &BuildOptions::default());
    let refused =
        |written: &str| impact(built.site.graph(), &inputs, written).expect_err(written).to_string();
    assert_eq!(refused("gazete"), "no source has the key `gazete`; did you mean `gazette`?");
    assert_eq!(refused("gazette¶3"), "there is no ¶ 3 in `gazette`; it has ¶ 1 to ¶ 2");
    assert_eq!(refused("gazette 0"), "there is no ¶ 0 in `gazette`; it has ¶ 1 to ¶ 2");
    assert_eq!(refused("gazette¶x"), "`x` is not a paragraph number; write it as in `gazette¶7`");
}
