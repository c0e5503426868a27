//! Whatever changes in a site's folder, `build` says what `check` says, though the site was built before.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use crate::{Chance, Site, said};

/// The files and folders of which a site is made.
fn all(site: &Site, folders: bool) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for name in ["content", "seeds"] {
        for entry in walkdir::WalkDir::new(site.at(name)).min_depth(1).sort_by_file_name() {
            let entry = entry.expect("an entry");
            if entry.file_type().is_dir() == folders {
                paths.push(entry.path().to_owned());
            }
        }
    }
    paths
}

/// Changes something in the site; says what.
fn change(site: &Site, chance: &mut Chance, turn: usize) -> String {
    let files = all(site, false);
    let file = files[chance.below(files.len())].clone();
    let new = site.at("content").join(format!("new-{turn}.md"));
    let show = |path: &Path| path.strip_prefix(site.root()).expect("below").display().to_string();
    let is_plain = fs::symlink_metadata(&file).expect("there").is_file();
    match chance.below(16) {
        0 => {
            fs::write(&new, "+++\ntitle = \"New\"\n+++\nIt rained, they say.\n").expect("written");
            format!("added {}", show(&new))
        }
        1 | 2 if is_plain => {
            let mut text = fs::read(&file).unwrap_or_default();
            let at = chance.below(text.len().max(1));
            text.truncate(text.len().saturating_sub(at / 3));
            fs::write(&file, text).expect("written");
            format!("cut {}", show(&file))
        }
        3 | 4 if is_plain => {
            // The same length and the same time: only the bytes tell.
            let mut text = fs::read(&file).unwrap_or_default();
            let time = fs::metadata(&file).and_then(|data| data.modified()).expect("a time");
            if let Some(letter) = text.iter().position(u8::is_ascii_lowercase) {
                text[letter] = if text[letter] == b'q' { b'x' } else { b'q' };
            }
            fs::write(&file, text).expect("written");
            fs::File::options()
                .write(true)
                .open(&file)
                .and_then(|file| file.set_modified(time))
                .expect("a time");
            format!("altered {} in its place", show(&file))
        }
        5 => {
            fs::remove_file(&file).expect("deleted");
            format!("removed {}", show(&file))
        }
        6 if is_plain => {
            let size = fs::File::options().write(true).open(&file).and_then(|file| file.set_len(9 << 20));
            size.expect("a size");
            format!("grew {}", show(&file))
        }
        7 => {
            fs::File::create(&new).and_then(|file| file.set_len(9 << 20)).expect("a size");
            format!("added {}, too large", show(&new))
        }
        8 if is_plain => {
            fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("a mode");
            format!("forbade {}", show(&file))
        }
        9 => {
            let targets =
                ["/etc/hostname", "nowhere.md", "../seeds/sources.toml", "about.md", "topics", ".."];
            let target = targets[chance.below(targets.len())];
            symlink(target, &new).expect("a link");
            format!("linked {} to {target}", show(&new))
        }
        10 => {
            let to = file.with_file_name(format!(
                "renamed-{turn}.{}",
                if turn.is_multiple_of(2) { "md" } else { "txt" }
            ));
            fs::rename(&file, &to).expect("renamed");
            format!("renamed {} to {}", show(&file), show(&to))
        }
        11 => {
            let folders = all(site, true);
            if folders.is_empty() {
                return "nothing".to_owned();
            }
            let folder = &folders[chance.below(folders.len())];
            fs::rename(folder, folder.with_file_name(format!("folder-{turn}"))).expect("renamed");
            format!("renamed {}", show(folder))
        }
        12 => {
            // Some disks take no such names.
            let name = [format!("caf-{turn}").as_bytes(), b"\xe9.md"].concat();
            let _ = fs::write(site.at("content").join(OsStr::from_bytes(&name)), "# A\n");
            "added a name that is not Unicode".to_owned()
        }
        13 => {
            fs::create_dir(&new).expect("a folder");
            format!("added the folder {}", show(&new))
        }
        14 => {
            let status = std::process::Command::new("mkfifo").arg(&new).status();
            assert!(status.is_ok_and(|status| status.success()));
            format!("added the pipe {}", show(&new))
        }
        _ => {
            let text = fs::read_to_string(site.at("expound.toml")).expect("settings");
            fs::write(site.at("expound.toml"), format!("{text}\n[checks]\nfield-{turn} = \"allow\"\n"))
                .expect("written");
            "added a setting".to_owned()
        }
    }
}

fn hold(seed: u64, turns: usize) {
    let mut chance = Chance(seed);
    let mut site = Site::new();
    let mut story = Vec::new();
    for turn in 0..turns {
        if turn % 12 == 11 {
            site = Site::new();
            story.clear();
        }
        // Whether or not it can be published: if it can, the next build may find that nothing changed.
        site.run(&["build", "-q"]);
        story.push(change(&site, &mut chance, turn));
        let check = site.run(&["check", "--format", "json"]);
        for again in ["first", "second"] {
            let build = site.run(&["build", "--format", "json"]);
            let context = || format!("seed {seed}: {story:#?}\n{again}: {}", said(&build));
            assert_eq!(
                String::from_utf8_lossy(&build.stdout),
                String::from_utf8_lossy(&check.stdout),
                "{}",
                context()
            );
            assert_eq!(build.status.code(), check.status.code(), "{}", context());
        }
    }
}

#[test]
fn build_says_what_check_says_after_any_change() {
    hold(0x9e37_79b9_7f4a_7c15, 24);
}

#[test]
#[ignore = "takes minutes: `just faults`"]
fn build_says_what_check_says_after_very_many_changes() {
    for seed in 1..=20 {
        hold(seed * 0x2545_f491, 60);
        println!("{seed} of 20");
    }
}
