//! What was found in a site, kept for a build of the very same site.
//!
//! The output folder may say that there is nothing to write ([`standing`](super::standing)), but not what was
//! found: it is published, and findings have words of sources and of drafts. So that need not be found again,
//! it is kept in a folder beside the site's own, which is for this machine alone: it tells git to pass it over,
//! nothing of it is read for anything else, and it can be deleted at any time.

use std::fs;
use std::path::Path;

use super::receipt::Fingerprint;
use crate::base::diagnostic::Diagnostic;

/// The folder, in a site's root.
pub(crate) const FOLDER: &str = ".expound-cache";

/// What is found in that folder by someone who looks.
const README: &str = "\
Signature: 8a477f597d28d172789f06886806bc55
# What expound found at its last build, so that the next of the same files need not look for it.
# It can be deleted at any time. It has words of sources and of drafts: do not publish it.
";

/// Keeps what was found. That it cannot be kept is no fault: it will be found again.
pub fn keep(root: &Path, made_of: Fingerprint, findings: &[Diagnostic]) {
    let write = || -> std::io::Result<()> {
        let folder = root.join(FOLDER);
        if !folder.is_dir() {
            fs::create_dir(&folder)?;
            fs::write(folder.join(".gitignore"), "*\n")?;
            // Programs that make backups know by this file what need not be in them.
            fs::write(folder.join("CACHEDIR.TAG"), README)?;
        }
        let text = format!("{made_of}\n{}\n", serde_json::to_string(findings)?);
        let new = folder.join("findings.new");
        fs::write(&new, text)?;
        fs::rename(new, folder.join("findings"))
    };
    let _ = write();
}

/// What was found in the very same site, if it was kept.
pub fn kept(root: &Path, made_of: Fingerprint) -> Option<Vec<Diagnostic>> {
    let text = fs::read_to_string(root.join(FOLDER).join("findings")).ok()?;
    let (of, findings) = text.split_once('\n')?;
    (of == made_of.to_string()).then(|| serde_json::from_str(findings).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::rule;
    use crate::base::text::{Inputs, Place};
    use crate::build::Options;

    #[test]
    fn what_is_kept_is_what_was_found_and_for_the_same_site_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let of =
            |text: &str| Fingerprint::of(&Inputs::from_texts([("content/a.md", text)]), &Options::default());
        assert_eq!(kept(root.path(), of("a")), None);
        let place = |span: std::ops::Range<usize>| Place::at(&"content/a.md".into(), span);
        let findings = vec![
            Diagnostic::new(&rule::QUOTE_NOT_FOUND, place(2..9), "“it” is not there\nat all")
                .label("here")
                .related(Place::file(&"seeds/b.txt".into()), "the source")
                .note("near: “its”")
                .help("quote it"),
            Diagnostic {
                severity: rule::Severity::Error,
                ..Diagnostic::new(&rule::FLAGGED, place(0..1), "x")
            },
        ];
        keep(root.path(), of("a"), &findings);
        assert_eq!(kept(root.path(), of("a")), Some(findings));
        assert_eq!(kept(root.path(), of("b")), None);
        assert_eq!(fs::read_to_string(root.path().join(FOLDER).join(".gitignore")).expect("a file"), "*\n");
        fs::write(root.path().join(FOLDER).join("findings"), format!("{}\n[{{", of("a"))).expect("written");
        assert_eq!(kept(root.path(), of("a")), None);
    }
}
