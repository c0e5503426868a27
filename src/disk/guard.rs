//! Folders that must not be written to.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use super::SITE;
use super::user_folder::open_plain;
use crate::output::plan;

/// Whether the site at `root` may be published in the folder `output`, which need not be there yet.
///
/// Links are followed first: what counts is the folder that would be written to. Even `force` never
/// allows a folder where files of the author or of the system would be among the site's.
///
/// `named` says whether the user named the folder. One that is only the usual one may be a link that came with a
/// clone, and what it leads to is nobody's wish.
///
/// # Errors
///
/// The reason why not, and what to do.
pub fn check_output(root: &Path, output: &Path, named: bool, force: bool) -> Result<(), UnsafeFolder> {
    if !named && let Some(link) = link_below(root, output) {
        return Err(UnsafeFolder { output: output.to_owned(), reason: Reason::Link(link) });
    }
    let home = std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    check(root, output, force, home.as_deref())
}

/// Why a folder must not be written to.
#[derive(Debug)]
pub struct UnsafeFolder {
    /// The folder, with all links followed.
    pub output: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// What is wrong with a folder that a site was to be written to.
#[derive(Debug)]
pub enum Reason {
    /// It is the root of a file system.
    FileSystem,
    /// It is somebody's home, or holds it.
    Home,
    /// It is the site's own folder, or holds it.
    Site,
    /// It is a folder that the site is made of, or holds one, or lies in one.
    Input(PathBuf),
    /// It lies in what git keeps of a project.
    Git,
    /// It is a file.
    File,
    /// This part of the way from the site's folder to it is a link, and nobody named it.
    Link(PathBuf),
    /// It holds files and nothing that says expound wrote them.
    NotOurs(PathBuf),
    /// It cannot be looked at.
    Unreadable(io::Error),
}

impl fmt::Display for UnsafeFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let output = self.output.display();
        write!(f, "nothing is written to `{output}`: ")?;
        match &self.reason {
            Reason::FileSystem => f.write_str("it is the root of a file system; name a folder of its own"),
            Reason::Home => f.write_str("it is a home folder, or contains one; name a folder of its own"),
            Reason::Site => f.write_str(
                "it is the site's own folder, or contains it; name a folder of its own, such as `public` in the site",
            ),
            Reason::Input(input) => write!(
                f,
                "the site's input includes `{}`, which must not mix with the output; name another folder",
                input.display()
            ),
            Reason::Git => f.write_str("it is in a `.git` folder; name another folder"),
            Reason::Link(link) => write!(
                f,
                "`{0}` is a link, which may have come with the site; to write where it points, name it yourself: `-o {0}`",
                link.display()
            ),
            Reason::File => f.write_str("it is a file; name a folder, or move the file away"),
            Reason::NotOurs(first) => write!(
                f,
                "it has files that expound did not write, such as `{}`; name an empty folder, or use --force to write among them",
                first.display()
            ),
            Reason::Unreadable(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}

impl std::error::Error for UnsafeFolder {}

/// The first part of the way from `root` down to `output` that is a link.
fn link_below(root: &Path, output: &Path) -> Option<PathBuf> {
    let below = output.strip_prefix(root).unwrap_or(output);
    if below.is_absolute() {
        return None;
    }
    let mut at = root.to_owned();
    below.components().find_map(|part| {
        at.push(part);
        fs::symlink_metadata(&at).is_ok_and(|data| data.is_symlink()).then(|| at.clone())
    })
}

fn check(root: &Path, output: &Path, force: bool, home: Option<&Path>) -> Result<(), UnsafeFolder> {
    let unreadable = |error| UnsafeFolder { output: output.to_owned(), reason: Reason::Unreadable(error) };
    let root = fs::canonicalize(root).map_err(unreadable)?;
    let output = resolve(output).map_err(unreadable)?;
    match reason(&root, &output, force, home) {
        Some(reason) => Err(UnsafeFolder { output, reason }),
        None => Ok(()),
    }
}

fn reason(root: &Path, output: &Path, force: bool, home: Option<&Path>) -> Option<Reason> {
    if output.parent().is_none() {
        return Some(Reason::FileSystem);
    }
    if home.and_then(|home| fs::canonicalize(home).ok()).is_some_and(|home| home.starts_with(output)) {
        return Some(Reason::Home);
    }
    if root.starts_with(output) {
        return Some(Reason::Site);
    }
    for name in SITE {
        let written = root.join(name);
        // An input may be a link; both where it stands and what it leads to are the author's.
        let target = resolve(&written).unwrap_or_else(|_| written.clone());
        if [&written, &target].iter().any(|input| input.starts_with(output) || output.starts_with(input)) {
            return Some(Reason::Input(written));
        }
    }
    if output.iter().any(|part| part == ".git") {
        return Some(Reason::Git);
    }
    match fs::metadata(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => return Some(Reason::Unreadable(error)),
        Ok(data) if !data.is_dir() => return Some(Reason::File),
        Ok(_) => {}
    }
    if force || is_ours(output) {
        return None;
    }
    match foreign(output) {
        Ok(None) => None,
        Ok(Some(name)) => Some(Reason::NotOurs(name)),
        Err(error) => Some(Reason::Unreadable(error)),
    }
}

/// Whether an earlier build left its manifest here.
fn is_ours(output: &Path) -> bool {
    // No pipe of that name is waited for, and no link followed.
    let head = open_plain(&output.join(plan::MANIFEST)).and_then(|file| {
        let mut head = Vec::new();
        file.take(256).read_to_end(&mut head)?;
        Ok(head)
    });
    head.is_ok_and(|head| plan::is_manifest(&head))
}

/// The first file that is neither git's nor ours.
fn foreign(output: &Path) -> io::Result<Option<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(output)? {
        let name = entry?.file_name();
        if !is_passed_over(&name) {
            names.push(PathBuf::from(name));
        }
    }
    Ok(names.into_iter().min())
}

/// What a folder may hold and still be empty: what git needs, and what an interrupted build left.
fn is_passed_over(name: &OsStr) -> bool {
    [".git", ".gitignore", ".gitkeep", ".gitattributes", plan::LOCK, plan::STAGING]
        .iter()
        .any(|known| name == *known)
}

/// The path with every link followed, as far as it is there; the rest of it as it is written.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => resolved.push(part),
            Component::Normal(name) => {
                resolved.push(name);
                match fs::symlink_metadata(&resolved) {
                    // A link to nothing is an error here: it would be written through.
                    Ok(_) => resolved = fs::canonicalize(&resolved)?,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::{TempDir, tempdir};

    fn site() -> TempDir {
        let folder = tempdir().expect("a folder");
        for name in ["site/content/topics", "site/seeds", "home/me", "site/public", "site/.git/hooks"] {
            fs::create_dir_all(folder.path().join(name)).expect("folders");
        }
        folder
    }

    /// Why `output`, from the folder that the site stands in, is refused; nothing if it is not.
    fn refused(folder: &TempDir, output: &str, force: bool) -> String {
        let home = folder.path().join("home/me");
        match check(&folder.path().join("site"), &folder.path().join(output), force, Some(&home)) {
            Ok(()) => String::new(),
            Err(refusal) => refusal.to_string().split_once(": ").expect("a reason").1.to_owned(),
        }
    }

    #[test]
    fn folders_of_the_author_and_of_the_system_are_refused_even_by_force() {
        let folder = site();
        for (output, why) in [
            ("/", "it is the root of a file system"),
            ("home/me", "it is a home folder, or contains one"),
            ("home", "it is a home folder, or contains one"),
            ("site", "it is the site's own folder, or contains it"),
            ("site/public/..", "it is the site's own folder, or contains it"),
            ("site/content", "the site's input includes"),
            ("site/content/topics/new", "the site's input includes"),
            ("site/nowhere/../seeds/x", "the site's input includes"),
            ("site/themes", "the site's input includes"),
            ("site/.git/hooks", "it is in a `.git` folder"),
        ] {
            for force in [false, true] {
                let reason = refused(&folder, output, force);
                assert!(reason.starts_with(why), "{output}: {reason:?}");
                assert!(!reason.contains("--force"), "{reason}");
            }
        }
        let above = refused(&folder, "", true);
        assert!(!above.is_empty());
    }

    #[test]
    fn an_empty_folder_a_new_one_and_one_of_ours_are_written_to() {
        let folder = site();
        assert_eq!(refused(&folder, "site/public", false), "");
        assert_eq!(refused(&folder, "site/new/deep", false), "");
        assert_eq!(refused(&folder, "elsewhere", false), "");
        let public = folder.path().join("site/public");
        fs::write(public.join(".gitignore"), "*").expect("written");
        assert_eq!(refused(&folder, "site/public", false), "");
        fs::write(public.join("index.html"), "mine").expect("written");
        assert!(refused(&folder, "site/public", false).contains("such as `index.html`"));
        assert!(refused(&folder, "site/public", false).contains("--force"));
        assert_eq!(refused(&folder, "site/public", true), "");
        fs::write(public.join(plan::MANIFEST), plan::Manifest::default().to_text()).expect("written");
        assert_eq!(refused(&folder, "site/public", false), "");
        fs::write(public.join(plan::MANIFEST), "something else").expect("written");
        assert!(refused(&folder, "site/public", false).contains("--force"));
    }

    #[test]
    fn a_file_is_no_folder() {
        let folder = site();
        fs::write(folder.path().join("site/out"), "").expect("written");
        assert!(refused(&folder, "site/out", true).starts_with("it is a file"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_usual_folder_is_not_followed_unless_it_is_named() {
        use std::os::unix::fs::symlink;
        let folder = site();
        let root = folder.path().join("site");
        fs::create_dir(folder.path().join("other")).expect("a folder");
        symlink(folder.path().join("other"), root.join("out")).expect("a link");
        let refused = check_output(&root, &root.join("out"), false, true).expect_err("a link");
        assert!(refused.to_string().contains("is a link"), "{refused}");
        assert!(check_output(&root, &root.join("out/deep"), false, true).is_err());
        assert!(check_output(&root, &root.join("out"), true, false).is_ok());
        assert!(check_output(&root, &root.join("public"), false, false).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn what_counts_is_where_a_link_leads() {
        use std::os::unix::fs::symlink;
        let folder = site();
        let link = |target: &str, name: &str| {
            symlink(folder.path().join(target), folder.path().join(name)).expect("link");
        };
        link("site/content", "innocent");
        link("elsewhere", "dangling");
        link("home/me", "site/out");
        fs::remove_dir(folder.path().join("site/seeds")).expect("removed");
        fs::create_dir(folder.path().join("archive")).expect("folder");
        link("archive", "site/seeds");
        assert!(refused(&folder, "innocent", true).starts_with("the site's input includes"));
        assert!(refused(&folder, "innocent/new", true).starts_with("the site's input includes"));
        assert!(refused(&folder, "site/out", true).starts_with("it is a home folder"));
        assert!(refused(&folder, "archive", true).starts_with("the site's input includes"));
        assert!(refused(&folder, "dangling", true).starts_with("it cannot be read"));
    }
}
