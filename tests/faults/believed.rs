//! Nothing that comes with a repository, with what is published, or with the cache of a build server says that a
//! site was checked.

use std::fs;
use std::process::Output;

use crate::{Site, said, tree};

const TOPIC: &str = "content/topics/library-roof.md";

/// Turns a quotation of the starter site into one that its source does not contain, and back.
fn falsify(site: &Site, falsely: bool) {
    let (from, to) = match falsely {
        true => ("tore a strip", "took a strip"),
        false => ("took a strip", "tore a strip"),
    };
    let text = fs::read_to_string(site.at(TOPIC)).expect("a page");
    assert!(text.contains(from));
    fs::write(site.at(TOPIC), text.replace(from, to)).expect("written");
}

fn wrote_nothing(output: &Output) -> bool {
    output.status.success() && said(output).contains("nothing to write")
}

#[test]
fn a_build_of_the_same_is_not_made_again_unless_it_decides_over_a_release() {
    let site = Site::new();
    site.run(&["build"]);
    let keeps = || tree(&site.cache()).len();
    assert_eq!(keeps(), 2, "a key and a build stamp");
    // A page that somebody changed in the output folder is found in any case.
    let page = site.at("public/index.html");
    for args in [&["build"][..], &["build", "--strict"]] {
        fs::write(&page, "<script src=//example.org></script>").expect("written");
        assert!(site.run(args).status.success());
        assert!(!fs::read_to_string(&page).expect("a page").contains("example.org"), "{args:?}");
    }
    let verbose = |args: &[&str]| {
        said(&site.program(&[&["build", "-v"], args].concat()).output().expect("the program runs"))
    };
    assert!(!verbose(&[]).contains("checked and linked"));
    assert!(verbose(&["--strict"]).contains("checked and linked"));
    assert!(verbose(&["--locked"]).contains("checked and linked"));
    let on_a_server = site.program(&["build", "-v"]).env("CI", "true").output().expect("the program runs");
    assert!(said(&on_a_server).contains("checked and linked"));
}

#[test]
fn what_a_repository_brings_vouches_for_nothing() {
    let good = Site::new();
    good.run(&["build"]);
    // Another machine's site is committed with all that a good build of it left, and then made false.
    let site = Site::new();
    for (path, bytes) in tree(&good.root()) {
        let to = site.root().join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
        fs::write(to, bytes).expect("written");
    }
    for name in [".expound-manifest", ".expound-lock"] {
        fs::copy(good.at("public").join(name), site.at("public").join(name)).expect("copied");
    }
    // What earlier versions believed.
    site.write(".expound-cache/findings", "0000000000000000\n[]\n");
    fs::create_dir_all(site.cache()).expect("a folder");
    for (path, bytes) in tree(&good.cache()) {
        let to = site.cache().join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
        fs::write(to, bytes).expect("written");
    }
    falsify(&site, true);
    let built = site.run(&["build"]);
    assert_eq!(built.status.code(), Some(1), "{}", said(&built));
    falsify(&site, false);
    // The site is right again, and yet what stands in the cache is not of this machine.
    let verbose = site.run(&["build", "-v"]);
    assert!(verbose.status.success() && said(&verbose).contains("checked and linked"), "{}", said(&verbose));
    assert!(wrote_nothing(&site.run(&["build"])));
}

#[test]
fn a_cache_that_is_missing_damaged_or_cannot_be_written_costs_time_alone() {
    let site = Site::new();
    // A warning, so that there is something to say.
    let text = fs::read_to_string(site.at(TOPIC)).expect("a page");
    let cold = "It was a cold winter in the town.\n\nIn [January 2024]";
    fs::write(site.at(TOPIC), text.replace("In [January 2024]", cold)).expect("written");
    let findings = |output: &Output| {
        let text = said(output);
        assert!(output.status.success(), "{text}");
        text.split("\npublic:").next().unwrap_or_default().to_owned()
    };
    let first = findings(&site.run(&["build"]));
    assert!(first.contains("a cold winter"), "{first}");
    let damages: [&dyn Fn(); 6] = [
        &|| {},
        &|| fs::remove_dir_all(site.cache()).expect("deleted"),
        &|| {
            for entry in fs::read_dir(site.cache().join("sites")).expect("a folder") {
                fs::write(entry.expect("an entry").path(), "{}").expect("written");
            }
        },
        &|| fs::write(site.cache().join("key"), "short").expect("written"),
        &|| {
            fs::remove_file(site.cache().join("key")).expect("deleted");
            fs::create_dir(site.cache().join("key")).expect("a folder");
        },
        &|| {
            fs::remove_dir_all(site.cache()).expect("deleted");
            fs::write(site.cache(), "a file").expect("written");
        },
    ];
    for damage in damages {
        damage();
        for _ in 0..2 {
            assert_eq!(findings(&site.run(&["build"])), first);
        }
    }
    for (name, value) in [("EXPOUND_CACHE_DIR", ""), ("EXPOUND_CACHE_DIR", "cache"), ("HOME", "")] {
        let mut program = site.program(&["build"]);
        program.env_remove("EXPOUND_CACHE_DIR").env_remove("XDG_CACHE_HOME").env("HOME", site.root());
        let output = program.env(name, value).output().expect("the program runs");
        assert_eq!(findings(&output), first);
        assert!(!site.at("cache").exists() && !site.at(".cache").exists(), "nothing is kept in the site");
    }
}
