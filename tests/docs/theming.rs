//! docs/theming.md: its reference is what the program's source says, and its examples are built.
//!
//! What stands between `<!-- generated: NAME -->` and `<!-- end -->` is made from the views' doc comments,
//! the templates and theme.toml of folio. `UPDATE_EXPECT=1 cargo test --test docs` writes it anew. Tables
//! that give a meaning by hand are compared name by name.
//!
//! The examples under one heading are files of a theme, each named after its language as in
//! `html themes/folio/base.html`. They are put into the starter site. Blocks of `public/…` hold lines of
//! what comes out, `!` before those that do not; a block `text` is all that is reported.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Mutex;

use expound::base::text::Inputs;
use expound::build::{BuildOptions, build};
use expound::report;
use expound::theme::render::Theme;
use syn::{Expr, Fields, Item, Lit, Meta, Type};

use crate::{kit, read, root};

const DOC: &str = "docs/theming.md";

/// Held by a test that may write the document.
static WRITING: Mutex<()> = Mutex::new(());

/// A type that templates see.
struct View {
    name: String,
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: Type,
    doc: String,
    /// Whether the fields of its type stand among those of the view.
    flat: bool,
}

impl View {
    /// All of them, in the order of the file.
    fn all() -> Vec<Self> {
        let file = syn::parse_file(&named_for_themes(&read("src/theme/view.rs"))).expect("Rust");
        let structs = file.items.into_iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item),
            _ => None,
        });
        structs
            .map(|item| {
                let Fields::Named(fields) = item.fields else { panic!("{} has no named fields", item.ident) };
                let fields = fields.named.into_iter().map(|field| Field {
                    name: field.ident.as_ref().map(ToString::to_string).unwrap_or_default(),
                    doc: doc_of(&field.attrs),
                    flat: field.attrs.iter().any(|attribute| attribute.path().is_ident("serde")),
                    kind: field.ty,
                });
                View { name: item.ident.to_string(), doc: doc_of(&item.attrs), fields: fields.collect() }
            })
            .collect()
    }

    /// The templates that see it, as its doc says: `page` in `topic.html`, …
    fn templates(&self) -> (&'static str, Vec<String>) {
        for value in ["page", "block"] {
            if let Some((_, rest)) = self.doc.split_once(&format!("`{value}` in `")) {
                let names = rest.split('`').step_by(2).filter(|name| name.ends_with(".html"));
                return (value, names.map(str::to_owned).collect());
            }
        }
        ("", Vec::new())
    }
}

/// A doc comment, on one line, its links leading to headings of the document.
fn doc_of(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|a| {
        let Meta::NameValue(pair) = &a.meta else { return None };
        let Expr::Lit(value) = &pair.value else { return None };
        let Lit::Str(text) = &value.lit else { return None };
        Some(text.value().trim().to_owned())
    });
    let text = lines.collect::<Vec<_>>().join(" ").replace("  ", "\n\n");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("[`") {
        let (path, after) = after.split_once("`]").expect("a link of rustdoc ends");
        let (view, field) = path.split_once("::").unwrap_or((path, path));
        let shown = if field == view { format!("`{view}`") } else { format!("`{field}`") };
        let _ = write!(out, "{before}[{shown}](#{})", view.to_lowercase());
        rest = after;
    }
    out + rest
}

/// What a type is, in words.
fn kind_in_words(kind: &Type, views: &BTreeSet<String>) -> String {
    let kind = match kind {
        // Words of our own, the same for all pages.
        Type::Reference(reference) => &*reference.elem,
        kind => kind,
    };
    let Type::Path(path) = kind else { panic!("a type that templates cannot see") };
    let last = path.path.segments.last().expect("a name");
    let inner = match &last.arguments {
        syn::PathArguments::AngleBracketed(list) => match list.args.first() {
            Some(syn::GenericArgument::Type(inner)) => Some(kind_in_words(inner, views)),
            _ => None,
        },
        _ => None,
    };
    let name = last.ident.to_string();
    match (name.as_str(), inner) {
        ("Vec", Some(inner)) => format!("list: {inner}"),
        ("Shared", Some(inner)) => inner,
        ("Option", Some(inner)) => format!("{inner}, or nothing"),
        ("Map", _) => "map".to_owned(),
        ("String" | "str", _) => "text".to_owned(),
        ("bool", _) => "yes or no".to_owned(),
        ("usize" | "u32" | "u64" | "i32" | "f64", _) => "number".to_owned(),
        (name, _) if views.contains(name) => format!("[{name}](#{})", name.to_lowercase()),
        (other, _) => panic!("say in words what a `{other}` is"),
    }
}

fn values() -> String {
    let views = View::all();
    let names = views.iter().map(|view| view.name.clone()).collect();
    let mut out = String::new();
    for view in &views {
        let _ =
            writeln!(out, "\n#### {}\n\n{}\n\n| field | is | |\n| --- | --- | --- |", view.name, view.doc);
        for field in &view.fields {
            let kind = kind_in_words(&field.kind, &names);
            let kind = match kind.as_str() {
                "text" if field.name == "html" || field.name.ends_with("_html") => "markup",
                kind => kind,
            };
            let doc = field.doc.replace('|', "\\|");
            let _ = if field.flat {
                writeln!(out, "| | all of {kind} | {doc} |")
            } else {
                writeln!(out, "| `{}` | {kind} | {doc} |", field.name)
            };
        }
    }
    out.trim_start().to_owned()
}

fn templates() -> String {
    let mut out = "| template | sees |\n| --- | --- |\n".to_owned();
    for view in View::all() {
        let (value, templates) = view.templates();
        for template in templates {
            let _ = writeln!(
                out,
                "| `{template}` | `{value}`: [{0}](#{1}) |",
                view.name,
                view.name.to_lowercase()
            );
        }
    }
    out
}

/// Folio's templates, by name.
fn folio() -> BTreeMap<String, String> {
    let folder = root().join("themes/folio");
    let files = walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok);
    files
        .filter(|file| file.path().extension().is_some_and(|e| e == "html"))
        .map(|file| {
            let path =
                file.path().strip_prefix(&folder).expect("below it").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(file.path()).expect("a template");
            (path, text)
        })
        .collect()
}

/// The comment that ends where `text` ends.
fn comment_before(text: &str) -> Option<&str> {
    let text = text.trim_end().strip_suffix("#}")?;
    let (_, comment) = text.rsplit_once("{#")?;
    Some(comment.trim_matches(['-', ' ']))
}

fn components() -> String {
    let mut out = "| component | shows |\n| --- | --- |\n".to_owned();
    for (path, text) in folio() {
        for (at, _) in text.match_indices("component ").filter(|(at, _)| !text[..*at].ends_with("end")) {
            let Some(tag) = text[..at].rfind("{%") else { continue };
            if !text[tag..at].trim_matches(['{', '%', '-', ' ']).is_empty() {
                continue;
            }
            let signature = text[at + "component ".len()..].split('%').next().unwrap_or_default();
            let signature = signature.trim_matches(['-', ' ']);
            let comment = comment_before(&text[..tag]);
            let comment = comment.unwrap_or_else(|| panic!("{path}: say above `{signature}` what it shows"));
            let _ = writeln!(out, "| `{signature}` | {comment} |");
        }
    }
    out
}

fn parts() -> String {
    let mut out = "| part | shows |\n| --- | --- |\n".to_owned();
    for (path, text) in folio().into_iter().filter(|(path, _)| path.starts_with("parts/")) {
        let comment = text.split_once("#}").and_then(|(comment, _)| comment.strip_prefix("{#"));
        let comment = comment.unwrap_or_else(|| panic!("{path}: say in a comment at its top what it shows"));
        let _ = writeln!(out, "| `{path}` | {} |", comment.trim_matches(['-', ' ']));
    }
    out
}

fn filters() -> String {
    let source = read("src/theme/render.rs");
    let rows = source.lines().filter_map(|line| line.strip_prefix("//! |"));
    rows.fold(String::new(), |out, row| out + "|" + row + "\n")
}

fn settings() -> String {
    let text = read("themes/folio/theme.toml");
    let (_, text) = text.split_once("[settings]\n").expect("settings");
    let mut out = "| setting | if it is not set | |\n| --- | --- | --- |\n".to_owned();
    let mut comment = String::new();
    for line in text.lines() {
        if let Some(words) = line.strip_prefix('#') {
            comment = format!("{comment} {}", words.trim()).trim().to_owned();
        } else if let Some((name, value)) = line.split_once(" = ") {
            let value = if value == "\"\"" { String::new() } else { format!("`{value}`") };
            let said = if comment.is_empty() { "as above" } else { &comment };
            let _ = writeln!(out, "| `{name}` | {value} | {said} |");
            comment.clear();
        }
    }
    out
}

#[test]
fn the_reference_is_what_the_source_says() {
    let _writing = WRITING.lock();
    let doc = read(DOC);
    let mut new = doc.clone();
    #[allow(clippy::type_complexity, reason = "a list of names and what makes each")]
    let parts: [(&str, fn() -> String); 6] = [
        ("templates", templates),
        ("components", components),
        ("parts", parts),
        ("filters", filters),
        ("settings", settings),
        ("values", values),
    ];
    for (name, make) in parts {
        let open = format!("<!-- generated: {name} -->\n");
        let start = new.find(&open).unwrap_or_else(|| panic!("{DOC} has no `{open}`")) + open.len();
        let end = start + new[start..].find("<!-- end -->").expect("an end");
        new.replace_range(start..end, &format!("\n{}\n", make()));
    }
    if new != doc && std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(root().join(DOC), &new).expect("the document can be written");
        return;
    }
    for (nth, (is, should)) in doc.lines().zip(new.lines()).enumerate() {
        assert_eq!(is, should, "{DOC}:{}: run `UPDATE_EXPECT=1 cargo test --test docs`", nth + 1);
    }
    assert!(new == doc, "{DOC} is too short or too long: run `UPDATE_EXPECT=1 cargo test --test docs`");
}

/// The names of types as the documentation has them: within the program `View` tells them from others.
fn named_for_themes(code: &str) -> String {
    code.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_')
        .map(|piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            match word.strip_suffix("View").filter(|rest| rest.starts_with(char::is_uppercase)) {
                Some(rest) => format!("{rest}{}", &piece[word.len()..]),
                None => piece.to_owned(),
            }
        })
        .collect()
}

/// The first column of the table under a heading, without the marks of code.
fn names_in_table(doc: &str, heading: &str) -> BTreeSet<String> {
    let (_, rest) =
        doc.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{DOC} has no `{heading}`"));
    let section = rest.split("\n#").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('|').next())
        .flat_map(|cell| cell.split(',').map(|name| name.trim().trim_matches('`').to_owned()))
        .collect()
}

fn same(what: &str, documented: &BTreeSet<String>, there: &BTreeSet<String>) {
    let missing: Vec<_> = there.difference(documented).collect();
    let gone: Vec<_> = documented.difference(there).collect();
    assert!(missing.is_empty(), "{DOC} does not name these {what}: {missing:?}");
    assert!(gone.is_empty(), "{DOC} names {what} that are not there: {gone:?}");
}

#[test]
fn every_token_has_its_meaning() {
    let documented = names_in_table(&read(DOC), "## Tokens");
    for sheet in ["themes/folio/assets/folio.css", "themes/plain/assets/plain.css"] {
        let css = read(sheet);
        let declared = css.match_indices("--").filter_map(|(at, _)| {
            let before = css[..at].trim_end();
            let name = css[at..].split(':').next()?;
            // What a rule keeps for itself is no token.
            let of_all = css[..css[..at].rfind('{')?].trim_end().ends_with(":root");
            let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            (of_all && plain && before.ends_with(['{', ';', '/'])).then(|| name.to_owned())
        });
        let declared: BTreeSet<String> = declared.collect();
        assert!(declared.len() > 15, "{sheet}: {declared:?}");
        same(&format!("tokens of {sheet}"), &documented, &declared);
    }
}

#[test]
fn every_block_has_its_meaning() {
    let documented = names_in_table(&read(DOC), "### Blocks");
    let templates = folio();
    let there = templates.values().flat_map(|text| {
        let names = text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next());
        names.map(str::to_owned).collect::<Vec<_>>()
    });
    same("blocks", &documented, &there.collect());
}

#[test]
fn every_template_is_documented_and_sees_what_is_said() {
    let views = View::all();
    let by_name: BTreeMap<&str, &View> = views.iter().map(|view| (view.name.as_str(), view)).collect();
    // The names of all fields of a view, those of flattened views among them.
    fn fields<'v>(view: &'v View, by_name: &BTreeMap<&str, &'v View>) -> BTreeSet<&'v str> {
        let mut names = BTreeSet::new();
        for field in &view.fields {
            match &field.kind {
                Type::Path(path) if field.flat => {
                    let inner = path.path.segments.last().expect("a name").ident.to_string();
                    names.extend(fields(by_name[inner.as_str()], by_name));
                }
                _ => drop(names.insert(field.name.as_str())),
            }
        }
        names
    }
    let line = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join(" ");
    // Templates that say what they see, in a theme of their own.
    let mut files = starter();
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    for view in &views {
        let (value, templates) = view.templates();
        for template in templates {
            let says = format!("sees {value}: {{{{ {value} | keys | sort | join(sep=\" \") }}}}.");
            let text = match value {
                "page" => {
                    let text = "{{ site | keys | sort | join(sep=\" \") }}.";
                    let blocks = "{% if page.sections %}{% for s in page.sections %}{{ s.html | safe }}{% endfor %}{% endif %}";
                    format!("{template} gets site: {text} {template} {says} {blocks}")
                }
                _ => format!("{template} {says}"),
            };
            files.insert(format!("themes/bare/{template}"), text);
            expected.insert(
                template.clone(),
                format!("{template} sees {value}: {}.", line(fields(view, &by_name))),
            );
        }
    }
    let site = line(fields(by_name["Site"], &by_name));
    let folio: BTreeSet<String> =
        folio().into_keys().filter(|name| name != "base.html" && !name.starts_with("parts/")).collect();
    same("templates", &expected.keys().cloned().collect(), &folio);

    files.insert("content/more/a.md".into(), "+++\ntitle = \"A\"\naliases = [\"/old.html\"]\n+++\n".into());
    files.insert("content/blocks.md".into(), BLOCKS.into());
    files.entry("expound.toml".into()).or_default().push_str("\n[coverage]\npage = true\n");
    let inputs = Inputs::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let made = build(&inputs, &BuildOptions { theme: Some("bare".into()), ..BuildOptions::default() });
    assert_eq!(kit::lines(&made.diagnostics, &inputs), Vec::<String>::new());
    let files = kit::rendered(&made);
    let all: String = files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    for (template, seen) in expected {
        assert!(
            all.contains(&seen),
            "no page says `{seen}`; `{template}` gets something else, or is not used"
        );
        if !template.starts_with("blocks/") {
            assert!(all.contains(&format!("{template} gets site: {site}.")), "{template}: {site}");
        }
    }
}

/// A page with a block of each kind.
const BLOCKS: &str = "+++\ntitle = \"Blocks\"\n+++\n
```disagreement
question = \"How long?\"
[[position]]
says = \"Long\"
cite = '[@lantern-2024, ¶ 1]'
[[position]]
says = \"Short\"
cite = '[@council-2024, ¶ 1]'
```

```timeline
title = \"All\"
```

```passages
terms = [\"roof\"]
```
";

/// The texts of the site that `expound init` writes.
fn starter() -> BTreeMap<String, String> {
    let folder = root().join("starter");
    let files = walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok);
    files
        .filter(|file| file.file_type().is_file())
        .map(|file| {
            let path =
                file.path().strip_prefix(&folder).expect("below it").to_string_lossy().replace('\\', "/");
            (path, std::fs::read_to_string(file.path()).expect("a text"))
        })
        .collect()
}

/// A fenced block: its kind, its path, its lines in the document.
struct Block {
    kind: String,
    path: String,
    lines: std::ops::Range<usize>,
}

/// The blocks of each example: of a heading, or, where a block of `text` ends one, of a part of it.
fn examples(lines: &[&str]) -> Vec<Vec<Block>> {
    let mut cases: Vec<Vec<Block>> = vec![Vec::new()];
    let mut at = 0;
    while at < lines.len() {
        if lines[at].starts_with('#') {
            cases.push(Vec::new());
        } else if let Some(info) = lines[at].strip_prefix("```") {
            let end = (at + 1..lines.len()).find(|&end| lines[end] == "```").expect("a block is closed");
            let (kind, path) = info.split_once(' ').unwrap_or((info, ""));
            let block = Block { kind: kind.into(), path: path.into(), lines: at + 1..end };
            let ends = block.kind == "text";
            cases.last_mut().expect("a case").push(block);
            if ends {
                cases.push(Vec::new());
            }
            at = end;
        }
        at += 1;
    }
    cases.retain(|case| !case.is_empty());
    cases
}

#[test]
fn the_examples_do_what_is_said() {
    let _writing = WRITING.lock();
    let doc = read(DOC);
    let lines: Vec<&str> = doc.lines().collect();
    let plain = kit::rendered(&build_starter(&starter(), "folio").1);
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let cases = examples(&lines);
    assert!(cases.len() > 5, "{} examples", cases.len());
    for case in cases {
        let at = case[0].lines.start;
        let text = |block: &Block| lines[block.lines.clone()].iter().fold(String::new(), |t, l| t + l + "\n");
        let mut files = starter();
        let mut theme = "folio";
        for block in case.iter().filter(|block| !block.path.starts_with("public/") && block.kind != "text") {
            let mut parts = block.path.split('/');
            assert_eq!(parts.next(), Some("themes"), "{DOC}:{at}: a block names a file of a theme");
            theme = parts.next().expect("a theme");
            files.insert(block.path.clone(), text(block));
        }
        let (inputs, made) = build_starter(&files, theme);
        let mut findings = made.diagnostics.clone();
        findings.extend(expound::build::check(&made.site));
        let said = report::render(&findings, &inputs, report::Format::Text, false, 100);
        if let Some(block) = case.iter().find(|block| block.kind == "text") {
            if text(block).trim_end() != said.trim_end() {
                edits.push((block.lines.clone(), said));
            }
            continue;
        }
        assert_eq!(said, "", "{DOC}:{at}");
        let made = kit::rendered(&made);
        assert!(made != plain, "{DOC}:{at}: this changes nothing");
        for block in case.iter().filter(|block| block.path.starts_with("public/")) {
            let html = kit::text(&made, &block.path["public/".len()..]);
            for line in &lines[block.lines.clone()] {
                match line.strip_prefix('!') {
                    Some(absent) => assert!(!html.contains(absent), "{DOC}: {} has {absent}", block.path),
                    None => assert!(html.contains(line), "{DOC}: {} has no {line}", block.path),
                }
            }
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() && !edits.is_empty() {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        for (range, said) in edits.into_iter().rev() {
            lines.splice(range, said.trim_end().lines().map(str::to_owned));
        }
        std::fs::write(root().join(DOC), lines.join("\n") + "\n").expect("the document can be written");
        return;
    }
    if let Some((range, said)) = edits.first() {
        panic!("{DOC}:{}: the program says:\n{said}", range.start + 1);
    }
}

fn build_starter(files: &BTreeMap<String, String>, theme: &str) -> (Inputs, expound::build::Build) {
    let inputs = Inputs::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let made = build(&inputs, &BuildOptions { theme: Some(theme.to_owned()), ..BuildOptions::default() });
    (inputs, made)
}

#[test]
fn every_built_in_theme_shows_the_starter_site_and_the_first_site() {
    let first =
        expound::disk::read(&root(), &expound::disk::Layout::default()).expect("the site in this folder");
    let starter = starter();
    for theme in Theme::built_in() {
        let (inputs, made) = build_starter(&starter, theme);
        assert_eq!(kit::lines(&made.diagnostics, &inputs), Vec::<String>::new(), "{theme}");
        let options = BuildOptions { theme: Some(theme.to_owned()), ..BuildOptions::default() };
        for inputs in [&inputs, &first] {
            assert_eq!(kit::unlawful(inputs, &options), Vec::<String>::new(), "{theme}");
        }
    }
}
