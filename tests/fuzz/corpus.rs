//! What inputs begin as: the files of the suite's sites.

use std::path::Path;

use super::kit::fences;

/// What a target reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Food {
    /// Pages.
    Pages,
    /// Libraries.
    Libraries,
    /// Texts, of any form.
    Texts,
    /// `expound.toml`, and the tables of TOML that stand on top of pages.
    Configs,
    /// `expound.lock`.
    Locks,
    /// Templates and their settings.
    Themes,
    /// Single lines of pages.
    Lines,
}

/// The suite's files, each with its path.
pub(crate) struct Corpus(Vec<(String, String)>);

impl Corpus {
    /// Reads the suite's documents.
    pub(crate) fn read() -> Self {
        let mut files = Vec::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
        let mut documents: Vec<_> = std::fs::read_dir(folder)
            .expect("the suite")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        documents.sort();
        for path in documents {
            let text = std::fs::read_to_string(path).expect("a document");
            files.extend(fences(&text).into_iter().map(|fence| (fence.path, fence.text)));
        }
        Self(files)
    }

    /// What of them is of a kind.
    pub(crate) fn of(&self, food: Food) -> Vec<Vec<u8>> {
        let under = |folder: &str, ends: &[&str]| {
            self.0
                .iter()
                .filter(|(path, _)| path.starts_with(folder) && ends.iter().any(|end| path.ends_with(end)))
                .map(|(_, text)| text.clone().into_bytes())
                .collect::<Vec<_>>()
        };
        match food {
            Food::Pages => under("content/", &[".md"]),
            Food::Libraries => under("seeds/", &[".toml"]),
            Food::Texts => under("seeds/", &[".txt", ".md", ".html", ".htm"]),
            Food::Configs => under("expound.toml", &[""]),
            Food::Locks => {
                let mut locks = under("expound.lock", &[""]);
                locks.push(
                    b"version = 1\n\n[sources.smith]\ntext = \"0a1b\"\nparagraphs = [\n  \"00ff\",\n]\n"
                        .to_vec(),
                );
                locks
            }
            Food::Themes => under("themes/", &[""]),
            Food::Lines => {
                let mut lines: Vec<Vec<u8>> = under("content/", &[".md"])
                    .iter()
                    .flat_map(|page| {
                        page.split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>()
                    })
                    .filter(|line| !line.is_empty())
                    .collect();
                lines.sort();
                lines.dedup();
                lines
            }
        }
    }
}
