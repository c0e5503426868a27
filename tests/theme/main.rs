//! The theme folio, with the pages of an invented site: every page is whole, safe and reads without any
//! script. `FOLIO_OUT=folder cargo test --test theme` writes them there, to be looked at in a browser.

mod sample;

use std::collections::BTreeSet;

use expound::base::text::{Inputs, Place};
use expound::theme::render::{SharedSite, Theme};
use expound::theme::view::*;
use serde::Serialize;

fn theme(files: &[(&str, &str)]) -> Theme {
    let inputs = Inputs::from_texts(files.iter().copied());
    let theme = Theme::load("folio", &Place::file(&"expound.toml".into()), &inputs);
    assert_eq!(theme.diagnostics, []);
    theme.value
}

fn share(theme: &Theme) -> SharedSite {
    let site = Site { stylesheets: theme.stylesheets(), settings: theme.settings().clone(), ..sample::site() };
    theme.share(&site).expect("the site can be shared")
}

fn render(theme: &Theme, template: &str, page: &impl Serialize) -> String {
    let mut out = Vec::new();
    theme.render(template, &share(theme), page, &mut out).unwrap_or_else(|e| panic!("{template}: {e:?}"));
    String::from_utf8(out).expect("UTF-8")
}

/// All pages of the invented site, by their path.
fn pages(theme: &Theme) -> Vec<(&'static str, String)> {
    let mut used = vec![0; 40];
    // The markers of a page are numbered as they stand in it; here the blocks come first.
    let disagreement = theme.render_block("disagreement", &sample::disagreement(&mut used)).expect("a block");
    let timeline = theme.render_block("timeline", &sample::timeline_block()).expect("a block");
    let passages = theme.render_block("passages", &sample::passages_block()).expect("a block");
    let topic = sample::topic(&disagreement, &mut used, &(timeline + &passages));
    let not_found = NotFound {
        article: Article { head: Head { kind: "not-found".into(), title: "Not found".into(), ..Head::default() }, ..Article::default() },
        home_url: "https://marden.example/".into(),
        css: theme.css(),
    };
    let redirect = Redirect { target: Link { title: "Who gets the water".into(), url: "../topics/water.html".into() }, canonical: None, language: "en".into() };
    vec![
        ("index.html", render(theme, "home.html", &sample::home())),
        ("topics/water.html", render(theme, "topic.html", &topic)),
        ("topics/index.html", render(theme, "folder.html", &sample::folder())),
        ("events/treaty.html", render(theme, "event.html", &sample::event())),
        ("entities/tarn-weir.html", render(theme, "entity.html", &sample::entity())),
        ("about.html", render(theme, "page.html", &sample::page())),
        ("timeline.html", render(theme, "timeline.html", &sample::timeline())),
        ("sources/index.html", render(theme, "sources.html", &sample::all_sources())),
        ("sources/holm-varga-2013.html", render(theme, "source.html", &sample::source("excerpt"))),
        ("sources/cite-only.html", render(theme, "source.html", &sample::source("cite-only"))),
        ("404.html", render(theme, "404.html", &not_found)),
        ("old/water.html", render(theme, "redirect.html", &redirect)),
    ]
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
