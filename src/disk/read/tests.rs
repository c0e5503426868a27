use super::*;
use std::fs::File as Handle;
use tempfile::{TempDir, tempdir};

fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn paths(inputs: &Inputs) -> Vec<&str> {
    inputs.files.keys().map(|path| &**path).collect()
}

fn found(inputs: &Inputs) -> Vec<(&str, &str)> {
    inputs.unreadable.iter().map(|finding| (finding.rule.name, &*finding.place.file)).collect()
}

fn read_all(folder: &TempDir) -> Inputs {
    read(folder.path(), &Layout::default()).expect("a folder")
}

#[test]
fn only_what_a_site_is_made_of_is_read() {
    let folder = site(&[
        ("expound.toml", "title = \"A\""),
        ("content/topics/energy.md", "# Energy"),
        ("seeds/a.txt", "words"),
        ("themes/folio/page.html", ""),
        ("styles/house.csl", ""),
        ("public/index.html", "no"),
        ("README.md", "no"),
        ("contents/a.md", "no"),
    ]);
    let inputs = read_all(&folder);
    let expected = [
        "content/topics/energy.md",
        "expound.toml",
        "seeds/a.txt",
        "styles/house.csl",
        "themes/folio/page.html",
    ];
    assert_eq!(paths(&inputs), expected);
    assert_eq!(inputs.files["content/topics/energy.md"].text(), Ok("# Energy"));
    assert_eq!(found(&inputs), []);
}

#[test]
fn hidden_files_and_what_editors_leave_are_passed_over() {
    let folder = site(&[
        ("content/.git/a.md", ""),
        ("content/.#a.md", ""),
        ("content/#a.md#", ""),
        ("content/a.md~", ""),
        ("content/a.md.swp", ""),
        ("content/4913", ""),
        ("content/Thumbs.db", ""),
        ("content/#1 reasons.md", ""),
    ]);
    let inputs = read_all(&folder);
    assert_eq!(paths(&inputs), ["content/#1 reasons.md"]);
    assert_eq!(found(&inputs), []);
}

#[test]
fn a_site_without_a_folder_is_an_error_and_an_empty_one_is_not() {
    let folder = site(&[("file", "")]);
    assert!(read(&folder.path().join("nowhere"), &Layout::default()).is_err());
    assert!(read(&folder.path().join("file"), &Layout::default()).is_err());
    assert!(read_all(&folder).files.is_empty());
}

#[test]
fn a_folder_for_a_file_and_a_file_for_a_folder_are_told() {
    let folder = site(&[("expound.lock/a", ""), ("expound.toml", ""), ("themes", ""), ("content/a.md", "")]);
    let inputs = read_all(&folder);
    assert_eq!(paths(&inputs), ["content/a.md", "expound.toml"]);
    assert_eq!(found(&inputs), [("unreadable-file", "expound.lock"), ("unreadable-file", "themes")]);
    assert_eq!(inputs.unreadable[0].message, "this is a folder, but must be a file");
}

#[test]
fn the_output_folder_is_never_an_input() {
    let folder = site(&[("content/a.md", ""), ("content/out/b.html", "")]);
    let layout = Layout { output: Some(folder.path().join("content/out")), ..Layout::default() };
    assert_eq!(paths(&read(folder.path(), &layout).expect("read")), ["content/a.md"]);
}

#[test]
fn what_is_too_large_is_named_with_its_size_and_the_limit() {
    let folder =
        site(&[("content/a.md", "123456789"), ("content/b.png", "123456789"), ("content/c.md", "12345678")]);
    let layout = Layout { largest_text: 8, largest_asset: 9, ..Layout::default() };
    let inputs = read(folder.path(), &layout).expect("read");
    assert_eq!(paths(&inputs), ["content/b.png", "content/c.md"]);
    assert_eq!(found(&inputs), [("file-too-large", "content/a.md")]);
    let message = &inputs.unreadable[0].message;
    assert_eq!(message, "9 bytes is more than a page, a record or an article may have (8 bytes)");
    assert_eq!((bytes((8 << 20) + 1), bytes(8 << 20)), ("8.1 MiB".into(), "8 MiB".into()));
}

#[test]
fn what_did_not_change_is_the_same_value() {
    let folder = site(&[("content/a.md", "a"), ("content/b.md", "b"), ("content/c.md", "c")]);
    let mut reader = SiteReader::new(folder.path(), &Layout::default());
    let first = reader.read().expect("read");
    fs::write(folder.path().join("content/a.md"), "A").expect("written");
    fs::write(folder.path().join("content/b.md"), "b").expect("written again");
    fs::remove_file(folder.path().join("content/c.md")).expect("removed");
    let second = reader.read().expect("read");
    assert_eq!(paths(&second), ["content/a.md", "content/b.md"]);
    assert_eq!(second.files["content/a.md"].text(), Ok("A"));
    let is_same = |path: &str| Arc::ptr_eq(&first.files[path].bytes, &second.files[path].bytes);
    assert!(!is_same("content/a.md") && is_same("content/b.md"));
    // A file that has stood for long is only looked at; that must not hide a change.
    let old = SystemTime::now() - std::time::Duration::from_secs(3600);
    let b = folder.path().join("content/b.md");
    for text in ["B", "x"] {
        let file = Handle::options().write(true).open(&b).expect("a file");
        file.set_modified(old).expect("a time is set");
        reader.read().expect("read");
        fs::write(&b, text).expect("written");
        file.set_modified(old).expect("a time is set");
        assert_eq!(reader.read().expect("read").files["content/b.md"].text(), Ok(text));
    }
}

#[test]
fn a_glance_is_at_files_that_are_known() {
    let folder = site(&[("content/a.md", "a"), ("content/b.md", "b"), ("notes.txt", "")]);
    let root = folder.path().canonicalize().expect("a folder");
    let mut reader = SiteReader::new(&root, &Layout::default());
    let first = reader.read().expect("read");
    let mut glance = |paths: &[&str]| {
        let paths = paths.iter().map(|path| root.join(path)).collect();
        reader.glance(&paths, &first).map(|inputs| {
            inputs.files.values().map(|file| file.text().expect("text").to_owned()).collect::<Vec<_>>()
        })
    };
    fs::write(root.join("content/a.md"), "A").expect("written");
    fs::write(root.join("content/b.md"), "B").expect("written");
    fs::write(root.join("content/new.md"), "new").expect("written");
    assert_eq!(glance(&["content/a.md"]), Some(vec!["A".into(), "b".into()]));
    assert_eq!(glance(&["content/a.md", "content/b.md"]), Some(vec!["A".into(), "B".into()]));
    for unknown in ["content/new.md", "content", "notes.txt", "content/none.md", "../x"] {
        assert_eq!(glance(&["content/a.md", unknown]), None, "{unknown}");
    }
    fs::write(root.join("content/a.md"), "").expect("written");
    fs::remove_file(root.join("content/b.md")).expect("removed");
    assert_eq!((glance(&["content/a.md"]), glance(&["content/b.md"])), (None, None));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    #[test]
    fn links_are_followed_while_they_stay_in_the_site() {
        let outside = site(&[("secret.md", "secret"), ("folder/b.md", "secret")]);
        let files =
            [("content/a.md", "a"), ("content/topics/b.md", ""), ("themes/one/base.html", ""), (".env", "")];
        let folder = site(&files);
        let root = folder.path();
        symlink("a.md", root.join("content/again.md")).expect("link");
        symlink("../themes/one", root.join("themes/two")).expect("link");
        symlink(outside.path().join("secret.md"), root.join("content/secret.md")).expect("link");
        symlink(outside.path().join("folder"), root.join("content/folder")).expect("link");
        symlink(outside.path(), root.join("styles")).expect("link");
        symlink("..", root.join("content/up")).expect("link");
        symlink("../../.env", root.join("content/topics/env.txt")).expect("link");
        symlink("nothing", root.join("content/nothing.md")).expect("link");
        let inputs = read_all(&folder);
        assert_eq!(
            paths(&inputs),
            [
                "content/a.md",
                "content/again.md",
                "content/topics/b.md",
                "themes/one/base.html",
                "themes/two/base.html"
            ]
        );
        assert_eq!(
            found(&inputs),
            [
                ("link-out-of-root", "content/folder"),
                ("unreadable-file", "content/nothing.md"),
                ("link-out-of-root", "content/secret.md"),
                ("link-out-of-root", "content/topics/env.txt"),
                ("unreadable-file", "content/up"),
                ("link-out-of-root", "styles"),
            ]
        );
    }

    #[test]
    fn no_link_makes_a_page_of_a_source() {
        let folder = site(&[("content/a.md", "a"), ("seeds/report.txt", "secret"), ("parts/b.md", "b")]);
        let root = folder.path();
        symlink("../seeds", root.join("content/seeds")).expect("link");
        symlink("../seeds/report.txt", root.join("content/report.md")).expect("link");
        symlink("../expound.toml", root.join("content/settings.md")).expect("link");
        symlink("../seeds", root.join("parts/inner")).expect("link");
        symlink("../parts", root.join("content/parts")).expect("link");
        let inputs = read_all(&folder);
        assert_eq!(paths(&inputs), ["content/a.md", "content/parts/b.md", "seeds/report.txt"]);
        let links = ["content/parts/inner", "content/report.md", "content/seeds"];
        let found = found(&inputs);
        for link in links {
            assert!(found.contains(&("link-out-of-root", link)), "{link}: {found:?}");
        }
    }

    #[test]
    fn the_folders_of_what_links_lead_to_are_known() {
        let folder = site(&[("content/a.md", ""), ("texts/b.md", ""), ("parts/x/c.md", "")]);
        let root = folder.path().canonicalize().expect("a folder");
        symlink("../texts/b.md", root.join("content/b.md")).expect("link");
        symlink("../parts", root.join("content/parts")).expect("link");
        let mut reader = SiteReader::new(&root, &Layout::default());
        assert_eq!(
            paths(&reader.read().expect("read")),
            ["content/a.md", "content/b.md", "content/parts/x/c.md"]
        );
        let folders = |reader: &SiteReader| -> Vec<PathBuf> {
            reader.folders().iter().map(|folder| folder.path.clone()).collect()
        };
        let expected = ["", "content", "parts", "parts/x", "texts"].map(|path| root.join(path));
        assert_eq!(folders(&reader), expected);
        // Another folder of the same name is another folder.
        let before = reader.folders().clone();
        fs::rename(root.join("texts"), root.join("old")).expect("renamed");
        fs::create_dir(root.join("texts")).expect("a folder");
        fs::write(root.join("texts/b.md"), "new").expect("written");
        assert_eq!(reader.read().expect("read").files["content/b.md"].text(), Ok("new"));
        assert_eq!(folders(&reader), expected);
        assert_ne!(*reader.folders(), before);
    }

    #[test]
    fn a_few_links_do_not_make_a_site_without_end() {
        // Each folder shows the next one twice: followed blindly, 2^24 folders.
        let folder = site(&[("content/24/a.md", "")]);
        for level in 0..24 {
            let at = folder.path().join(format!("content/{level}"));
            fs::create_dir(&at).expect("folder");
            symlink(format!("../{}", level + 1), at.join("x")).expect("link");
            symlink(format!("../{}", level + 1), at.join("y")).expect("link");
        }
        let inputs = read_all(&folder);
        assert!(inputs.files.contains_key("content/24/a.md"));
        assert!(found(&inputs).iter().any(|(rule, _)| *rule == "unreadable-file"));
    }

    #[test]
    fn what_is_no_file_is_never_opened() {
        let folder = site(&[("content/a.md", "")]);
        let _socket = UnixListener::bind(folder.path().join("content/b.md")).expect("socket");
        let made = std::process::Command::new("mkfifo").arg(folder.path().join("content/c.md")).status();
        let inputs = read_all(&folder);
        assert_eq!(paths(&inputs), ["content/a.md"]);
        assert_eq!(found(&inputs)[0], ("unreadable-file", "content/b.md"));
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(found(&inputs)[1], ("unreadable-file", "content/c.md"));
        }
    }

    #[test]
    fn a_file_that_may_not_be_read_is_named_and_the_rest_is_read() {
        let folder = site(&[("content/a.md", ""), ("content/b.md", "")]);
        let path = folder.path().join("content/a.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
        if Handle::open(&path).is_ok() {
            return; // for root nothing is forbidden
        }
        let inputs = read_all(&folder);
        assert_eq!(paths(&inputs), ["content/b.md"]);
        assert_eq!(found(&inputs), [("unreadable-file", "content/a.md")]);
    }

    #[test]
    fn a_name_that_is_not_unicode_is_left_out() {
        let folder = site(&[("content/a.md", "")]);
        let bad = folder.path().join("content").join(OsStr::from_bytes(b"caf\xe9.md"));
        if fs::write(bad, "").is_err() {
            return; // some disks take no such names
        }
        let inputs = read_all(&folder);
        assert_eq!(paths(&inputs), ["content/a.md"]);
        assert_eq!(found(&inputs), [("bad-file-name", "content/caf\u{fffd}.md")]);
    }
}
