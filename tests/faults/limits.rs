//! What the system does not give: room, descriptors, folders that can be written to, a home.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use wait4::Wait4 as _;

use crate::{Site, said, tree};

/// Runs the program under limits of the shell.
fn limited(site: &Site, limits: &str, args: &str) -> Output {
    let script = format!("{limits}; exec \"$0\" {args}");
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_expound")])
        .current_dir(site.root())
        .env("EXPOUND_CACHE_DIR", site.cache())
        .env_remove("CI")
        .output()
        .expect("a shell")
}

/// What stands in the output folder is what a first build gives.
fn assert_as_a_first_build(site: &Site) {
    let seen = tree(&site.at("public"));
    fs::remove_dir_all(site.at("public")).expect("deleted");
    assert!(site.run(&["build", "-q"]).status.success());
    assert!(tree(&site.at("public")) == seen);
}

#[test]
fn a_disk_that_is_full_leaves_the_last_good_site() {
    let site = Site::new();
    assert!(site.run(&["build", "-q"]).status.success());
    let good = tree(&site.at("public"));
    site.write("content/about.md", &format!("+++\ntitle = \"About\"\n+++\n\n{}\n", "Words. ".repeat(40_000)));
    // Blocks are of 512 bytes or of 1024.
    for blocks in [1, 8, 64, 200] {
        let full = limited(&site, &format!("ulimit -f {blocks}"), "build -q");
        assert_eq!(full.status.code(), Some(1), "{blocks}: {}", said(&full));
        assert!(said(&full).contains("could not be"), "{blocks}: {}", said(&full));
        assert!(tree(&site.at("public")) == good, "{blocks}");
    }
    assert!(site.run(&["build", "-q"]).status.success());
    assert!(tree(&site.at("public")) != good);
    for words in ["source pin", "new topic Bridges", "check --write-baseline"] {
        let before = tree(&site.root());
        let full = limited(&site, "ulimit -f 0", words);
        assert!(matches!(full.status.code(), Some(1 | 2)), "{words}: {:?} {}", full.status, said(&full));
        assert!(tree(&site.root()) == before, "{words}");
    }
}

#[test]
fn few_descriptors_are_enough() {
    let site = Site::new();
    for number in 0..200 {
        site.write(&format!("content/pages/p{number}.md"), &format!("# Page {number}\n\nWords.\n"));
    }
    let built = limited(&site, "ulimit -n 64", "build -q");
    assert!(built.status.success(), "{}", said(&built));
    assert_as_a_first_build(&site);
}

#[test]
fn nobody_needs_a_home() {
    let site = Site::new();
    let built = Command::new(env!("CARGO_BIN_EXE_expound"))
        .args(["build", "-q"])
        .current_dir(site.root())
        .env_clear()
        .output()
        .expect("the program runs");
    assert!(built.status.success(), "{}", said(&built));
}

#[test]
fn a_folder_that_may_not_be_written_to_changes_nothing() {
    let site = Site::new();
    assert!(site.run(&["build", "-q"]).status.success());
    let forbidden = site.at("public/topics");
    fs::set_permissions(&forbidden, fs::Permissions::from_mode(0o555)).expect("a mode");
    if fs::write(forbidden.join("probe"), "").is_ok() {
        return; // for root nothing is forbidden
    }
    let good = tree(&site.at("public"));
    for path in ["content/about.md", "content/topics/library-roof.md"] {
        let text = fs::read_to_string(site.at(path)).expect("a page");
        site.write(path, &(text + "\nMore.\n"));
    }
    let built = site.run(&["build", "-q"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(tree(&site.at("public")) == good);
    fs::set_permissions(&forbidden, fs::Permissions::from_mode(0o755)).expect("a mode");
    assert!(site.run(&["build", "-q"]).status.success());
}

/// Whether this test may do what root may.
fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout == b"0\n")
}

#[test]
fn a_folder_that_not_even_root_may_write_to_changes_nothing() {
    if !is_root() {
        return; // the test above says it
    }
    for folder in ["public", "public/topics"] {
        let site = Site::new();
        assert!(site.run(&["build", "-q"]).status.success());
        let good = tree(&site.at("public"));
        for path in ["content/about.md", "content/topics/library-roof.md"] {
            let text = fs::read_to_string(site.at(path)).expect("a page");
            site.write(path, &(text + "\nMore.\n"));
        }
        // A mount of its own, which ends with the process.
        let script = format!(
            "mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} || exit 77; exec \"$0\" build -q"
        );
        let built = Command::new("unshare")
            .args(["-m", "sh", "-c", &script, env!("CARGO_BIN_EXE_expound")])
            .current_dir(site.root())
            .env("EXPOUND_CACHE_DIR", site.cache())
            .env_remove("CI")
            .output();
        let Ok(built) = built else { return };
        if built.status.code() == Some(77) || said(&built).contains("unshare") {
            return; // not allowed here
        }
        assert_eq!(built.status.code(), Some(1), "{folder}: {}", said(&built));
        assert!(said(&built).contains("could not be"), "{folder}: {}", said(&built));
        assert!(tree(&site.at("public")) == good, "{folder}");
        assert!(site.run(&["build", "-q"]).status.success());
        assert_as_a_first_build(&site);
    }
}

#[test]
fn a_text_is_not_added_where_it_could_not_be_cited() {
    let site = Site::new();
    let refused = |site: &Site, path: &str, why: &str| {
        let before = tree(&site.at("seeds"));
        let added = site.run(&["source", "add", path]);
        assert_eq!(added.status.code(), Some(2), "{path}: {}", said(&added));
        assert!(said(&added).contains(why), "{path}: {}", said(&added));
        assert!(tree(&site.at("seeds")) == before, "{path}");
    };
    site.write("clips/..txt", "The ferry sails at noon.\n");
    refused(&site, "clips/..txt", "would not be read");
    site.write("clips/.ferry.txt", "The ferry sails at ten.\n");
    refused(&site, "clips/.ferry.txt", "would not be read");
    // Twins, of which some disks keep one alone.
    site.write("clips/Caf\u{e9}.txt", "The cafe opens at nine.\n");
    assert!(site.run(&["source", "add", "clips/Caf\u{e9}.txt"]).status.success());
    for (name, words) in [("Cafe\u{301}.txt", "at ten"), ("caf\u{e9}.txt", "at two")] {
        let path = format!("twins/{name}");
        site.write(&path, &format!("The cafe opens {words}.\n"));
        refused(&site, &path, "only in case or accents");
    }
    // Beside a library that cannot be read.
    let library = fs::read(site.at("seeds/sources.toml")).expect("a library");
    site.write("clips/harbour.txt", "The harbour is shut.\n");
    site.write("seeds/sources.toml", "[smith\n");
    refused(&site, "clips/harbour.txt", "cannot be read");
    fs::remove_file(site.at("seeds/sources.toml")).expect("deleted");
    fs::create_dir(site.at("seeds/sources.toml")).expect("a folder");
    let before = tree(&site.at("seeds"));
    let added = site.run(&["source", "add", "clips/harbour.txt"]);
    assert!(matches!(added.status.code(), Some(1 | 2)), "{}", said(&added));
    assert!(tree(&site.at("seeds")) == before);
    fs::remove_dir(site.at("seeds/sources.toml")).expect("removed");
    fs::write(site.at("seeds/sources.toml"), library).expect("written");
    assert!(site.run(&["source", "add", "clips/harbour.txt"]).status.success());
}

#[test]
fn what_stands_in_the_place_of_a_file_is_told() {
    let site = Site::new();
    fs::create_dir_all(site.at("expound.lock")).expect("a folder");
    let checked = site.run(&["check", "--locked"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(said(&checked).contains("this is a folder, but must be a file"), "{}", said(&checked));
    fs::remove_dir(site.at("expound.lock")).expect("removed");
    site.write("seeds/more.toml", "[gale]\ntitle = \"The gale\"\nfile = \"gale.txt\"\n");
    site.write("seeds/gale.txt/part.txt", "The gale blew.\n");
    let checked = site.run(&["check"]);
    assert!(said(&checked).contains("`seeds/gale.txt` is a folder, not a text"), "{}", said(&checked));
    fs::remove_dir_all(site.at("seeds/gale.txt")).expect("removed");
    let made = Command::new("mkfifo").arg(site.at("seeds/gale.txt")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let checked = site.run(&["check"]);
    assert!(said(&checked).contains("`seeds/gale.txt` exists, but could not be read"), "{}", said(&checked));
}

/// The most memory that a build took, in bytes.
fn memory(site: &Site) -> u64 {
    let mut program = site.program(&["build", "-q", "--strict"]);
    let used =
        program.env("RAYON_NUM_THREADS", "1").spawn().expect("the program runs").wait4().expect("its end");
    assert!(used.status.success());
    used.rusage.maxrss
}

#[test]
fn a_film_is_copied_and_not_held() {
    let site = Site::new();
    let without = memory(&site);
    let film = site.at("content/film.mp4");
    fs::File::create(&film).and_then(|file| file.set_len(96 << 20)).expect("a film");
    for _ in 0..2 {
        let with = memory(&site);
        assert!(with < without + (24 << 20), "{without} {with}");
        assert_eq!(fs::metadata(site.at("public/film.mp4")).expect("copied").len(), 96 << 20);
    }
    // One byte is another film, and one that is gone goes.
    let mut file = fs::File::options().write(true).open(&film).expect("a film");
    std::io::Write::write_all(&mut file, b"new").expect("written");
    assert!(site.run(&["build", "-q"]).status.success());
    let copy = fs::read(site.at("public/film.mp4")).expect("copied");
    assert!(copy.starts_with(b"new") && copy.len() == 96 << 20);
    let again = site.run(&["build"]);
    assert!(said(&again).contains("nothing to write"), "{}", said(&again));
    fs::remove_file(film).expect("deleted");
    assert!(site.run(&["build", "-q"]).status.success());
    assert!(!site.at("public/film.mp4").exists());
}

#[test]
fn sources_that_are_added_at_once_get_keys_of_their_own() {
    let site = Site::new();
    let mut all = Vec::new();
    for number in 0..8 {
        let path = format!("drafts/{number}/report.txt");
        site.write(&path, &format!("The report of day {number} says what there was.\n"));
        fs::rename(site.at(&path), site.at(&format!("drafts/{number}/report-{number}.txt")))
            .expect("renamed");
        let add = format!("drafts/{number}/report-{number}.txt");
        let mut program = site.program(&["source", "add", &add]);
        program.stdout(std::process::Stdio::null());
        all.push(program.spawn().expect("the program runs"));
    }
    for mut one in all {
        assert!(one.wait().expect("its end").success());
    }
    let library = fs::read_to_string(site.at("seeds/sources.toml")).expect("a library");
    for number in 0..8 {
        assert_eq!(library.matches(&format!("[report-{number}]")).count(), 1, "{library}");
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_one_or_the_other() {
    let site = Site::new();
    let path = site.at("content/about.md");
    let ends = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0_usize;
            while !ends.load(std::sync::atomic::Ordering::Relaxed) {
                turn += 1;
                let words = "Words of a page. ".repeat(1 + turn % 400);
                match turn % 50 {
                    0 => drop(fs::remove_file(&path)),
                    _ => drop(fs::write(&path, format!("+++\ntitle = \"About\"\n+++\n\n{words}\n"))),
                }
            }
        });
        for _ in 0..6 {
            let built = site.run(&["build", "-q"]);
            assert!(matches!(built.status.code(), Some(0 | 1)), "{}", said(&built));
        }
        ends.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    site.write("content/about.md", "+++\ntitle = \"About\"\n+++\n\nWords.\n");
    let built = site.run(&["build"]);
    assert!(built.status.success(), "{}", said(&built));
    assert_as_a_first_build(&site);
}

#[test]
fn a_pipe_where_a_file_should_be_is_not_waited_for() {
    for name in ["public/.expound-manifest", "public/.expound-lock", "expound-baseline.json", "expound.lock"]
    {
        let site = Site::new();
        fs::create_dir_all(site.at("public")).expect("a folder");
        let made = Command::new("mkfifo").arg(site.at(name)).status();
        assert!(made.is_ok_and(|status| status.success()));
        for words in ["build", "check --baseline", "check --write-baseline", "source pin"] {
            let args: Vec<&str> = words.split(' ').collect();
            let mut program = site.program(&args);
            program.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
            let mut program = program.spawn().expect("the program runs");
            // Far more than it takes, and less than for ever.
            let ended = (0..600).find_map(|_| {
                std::thread::sleep(std::time::Duration::from_millis(50));
                program.try_wait().expect("a process")
            });
            let _ = program.kill();
            assert!(
                matches!(ended.and_then(|ended| ended.code()), Some(0..=2)),
                "{name}: {words}: {ended:?}"
            );
        }
    }
}
