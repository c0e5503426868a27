use super::*;
use crate::base::text::File;
use crate::page;

fn catalog(files: &[(&str, &str)]) -> Checked<Catalog> {
    let mut found = Vec::new();
    let is_page = |path: &str| address::page_stem(path) != path;
    let pages = files
        .iter()
        .filter(|(path, _)| is_page(path))
        .map(|(path, text)| {
            let file = File { path: (*path).into(), bytes: text.as_bytes().into() };
            Arc::new(page::parse(&file, crate::config::Markdown::default()).collect_into(&mut found))
        })
        .collect();
    let assets: Vec<Arc<str>> =
        files.iter().filter(|(path, _)| !is_page(path)).map(|(path, _)| (*path).into()).collect();
    let reserved = [OutPath::new("assets/folio.css").expect("a path")];
    Catalog::new(
        pages,
        &assets,
        &[],
        &reserved,
        OptionalPages { drafts: false, search: true, coverage: false },
    )
}

fn outs(catalog: &Catalog) -> Vec<&str> {
    catalog.pages.iter().map(|entry| entry.out.as_str()).collect()
}

#[test]
fn every_folder_has_a_page() {
    let catalog = catalog(&[
        ("content/topics/energy.md", "# Energy"),
        ("content/topics/energy/gas.md", "# Gas"),
        ("content/notes/a/b.md", "# B"),
    ]);
    assert_eq!(catalog.diagnostics, []);
    assert_eq!(
        outs(&catalog.value),
        [
            "404.html",
            "index.html",
            "notes/a/b.html",
            "notes/a/index.html",
            "notes/index.html",
            "search.html",
            "topics/energy.html",
            "topics/energy/gas.html",
            "topics/index.html"
        ]
    );
    assert_eq!(catalog.value.topic("gas"), catalog.value.topic("Energy/gas"));
}

#[test]
fn two_pages_at_one_address_are_an_error_even_if_only_their_case_differs() {
    for second in
        ["content/a.markdown", "content/A.md", "content/b.md", "content/a.html", "content/Assets/Folio.css"]
    {
        let text = if second.ends_with("b.md") { "+++\ntitle = \"B\"\nslug = \"a\"\n+++\n" } else { "# T" };
        let first = "content/assets.md"; // a page beside a folder is no collision
        let result = catalog(&[("content/a.md", "# A"), (first, "# F"), (second, text)]);
        assert_eq!(
            result.diagnostics.iter().map(|d| d.rule.name).collect::<Vec<_>>(),
            ["address-taken"],
            "{second}"
        );
    }
}

#[test]
fn what_every_site_has_is_not_displaced() {
    for path in ["content/SEARCH.md", "content/Index.md", "content/x/INDEX.markdown", "content/404.HTML"] {
        let result = catalog(&[(path, "# T")]);
        assert_eq!(result.diagnostics.iter().map(|d| d.rule.name).collect::<Vec<_>>(), ["address-taken"]);
    }
    for path in ["content/search.markdown", "content/404.MD", "content/x/index.markdown"] {
        assert_eq!(catalog(&[(path, "# T")]).diagnostics, [], "{path}");
    }
}

#[test]
fn a_file_cannot_have_the_name_of_a_folder() {
    let result = catalog(&[("content/a.html", "x"), ("content/a.html/b.md", "# B")]);
    assert!(result.diagnostics.iter().any(|d| d.rule.name == "address-taken"));
}

#[test]
fn names_that_no_disk_holds_are_refused() {
    let result =
        catalog(&[("content/con.md", "# A"), ("content/b.md", "+++\ntitle=\"B\"\nslug=\"../x\"\n+++\n")]);
    assert_eq!(result.diagnostics.iter().map(|d| d.rule.name).collect::<Vec<_>>(), ["bad-address"; 2]);
}

#[test]
fn a_draft_is_known_and_not_published() {
    let catalog = catalog(&[("content/a.md", "+++\ntitle=\"A\"\ndraft=true\n+++\n")]).value;
    assert_eq!(catalog.at_path("a.md"), PathTarget::Draft);
    assert_eq!(outs(&catalog), ["404.html", "index.html", "search.html"]);
}

#[test]
fn names_lead_to_pages_whatever_their_case() {
    let catalog = catalog(&[
        ("content/entities/g.md", "+++\ntitle=\"Gazprom\"\naliases=[\"the company\", \"/old/g/\"]\n+++\n"),
        ("content/entities/h.md", "+++\ntitle=\"H\"\naliases=[\"gazprom\"]\n+++\n"),
    ])
    .value;
    assert!(matches!(catalog.named("The  Company"), NameTarget::One(_)));
    assert!(matches!(catalog.named("gazprom"), NameTarget::Many([_, _])));
    assert_eq!(catalog.named("x"), NameTarget::None);
    assert_eq!(catalog.index.redirects[0].0.as_str(), "old/g/index.html");
}
