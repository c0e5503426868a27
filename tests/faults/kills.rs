//! Builds that are killed, at any moment: what a visitor sees is of the old site or of the new one, file by file, and
//! the next build that ends makes the new one of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::{Chance, Site, said, tree};

/// Makes the site another: pages that are new, that are gone, and that have other words.
fn become_site(site: &Site, second: bool) {
    let words = if second { "What is said now." } else { "What was said." };
    for number in 0..24 {
        let path = format!("content/pages/p{number}.md");
        let is_there = if second { number % 4 != 0 } else { number % 4 != 1 };
        match is_there {
            true => site.write(&path, &format!("+++\ntitle = \"Page {number}\"\n+++\n\n{words}\n")),
            false => drop(fs::remove_file(site.at(&path))),
        }
    }
    // What was a folder becomes a file.
    let (folder, file) = (site.at("content/data"), site.at("content/data.csv"));
    let _ = fs::remove_dir_all(&folder);
    let _ = fs::remove_file(&file);
    match second {
        true => site.write("content/data.csv", "a,b\n"),
        false => site.write("content/data/data.csv", "a,b\n"),
    }
}

/// What a build into an empty folder makes of the site.
fn cold(site: &Site) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder");
    let into = out.path().join("out");
    let into = into.to_str().expect("a plain path");
    let built = site.run(&["build", "-q", "-o", into]);
    assert!(built.status.success(), "{}", said(&built));
    tree(into.as_ref())
}

fn kill(seed: u64, times: usize) {
    let site = Site::new();
    let mut chance = Chance(seed);
    become_site(&site, true);
    let second = cold(&site);
    become_site(&site, false);
    let first = cold(&site);
    let started = Instant::now();
    assert!(site.run(&["build", "-q"]).status.success());
    let took = usize::try_from(started.elapsed().as_micros()).expect("a short time");
    let public = site.at("public");
    fs::write(public.join("CNAME"), "example.org\n").expect("written");
    let mut before_moves = 0;
    for time in 0..times {
        let is_second = time % 2 == 0;
        become_site(&site, is_second);
        let mut build = site.program(&["build", "-q"]).spawn().expect("the program runs");
        std::thread::sleep(Duration::from_micros(chance.below(took + took / 4) as u64));
        build.kill().expect("killed");
        build.wait().expect("its end");
        let mut seen = tree(&public);
        let context = || format!("seed {seed}, time {time}");
        assert_eq!(
            seen.remove(&PathBuf::from("CNAME")).as_deref(),
            Some(&b"example.org\n"[..]),
            "{}",
            context()
        );
        for (path, bytes) in &seen {
            let known = [&first, &second].iter().any(|site| site.get(path) == Some(bytes));
            assert!(known, "{}: {} is of neither site", context(), path.display());
        }
        before_moves += usize::from(seen == if is_second { first.clone() } else { second.clone() });
        // Now and then it is brought to its end; else the next is killed on top.
        if time % 4 == 3 || time + 1 == times {
            let built = site.run(&["build", "-q"]);
            assert!(built.status.success(), "{}: {}", context(), said(&built));
            let mut seen = tree(&public);
            seen.remove(&PathBuf::from("CNAME"));
            assert!(&seen == if is_second { &second } else { &first }, "{}", context());
            let names: Vec<_> = fs::read_dir(&public).expect("a folder").flatten().collect();
            assert!(!names.iter().any(|entry| entry.file_name() == ".expound-staging"), "{}", context());
        }
    }
    println!("{before_moves} of {times} saw the site as it was");
}

#[test]
fn a_build_that_is_killed_is_finished_by_the_next() {
    kill(0x5851_f42d_4c95_7f2d, 40);
}

#[test]
#[ignore = "takes minutes: `just faults`"]
fn a_thousand_builds_that_are_killed() {
    for seed in 1..=5 {
        kill(seed * 0x1405_7b7e_f767_814f, 200);
    }
}

#[test]
fn two_builds_at_once_never_mix() {
    let site = Site::new();
    for round in 0..3 {
        become_site(&site, round % 2 == 0);
        let mut builds: Vec<_> = (0..3)
            .map(|_| {
                let mut program = site.program(&["build"]);
                program.stderr(std::process::Stdio::piped());
                program.spawn().expect("the program runs")
            })
            .collect();
        let ended: Vec<_> =
            builds.drain(..).map(|build| build.wait_with_output().expect("its end")).collect();
        for output in &ended {
            let busy = said(output).contains("another build is writing");
            assert!(output.status.success() || busy, "{}", said(output));
        }
        assert!(ended.iter().any(|output| output.status.success()));
        assert!(tree(&site.at("public")) == cold(&site));
    }
}
