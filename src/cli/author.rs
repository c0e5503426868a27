//! Commands that help an author: new pages, the sources at a glance, and what a shell and `man` know of the
//! program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, Subcommand, ValueEnum};
use unicode_width::UnicodeWidthStr;

use super::out::{self, outln};
use super::{Cli, DONE, FormatArg, fail, no_such_root, public_of, site_root};
use crate::author::{AuthorError, page, pin, source};
use crate::base::text::Inputs;
use crate::build::{self, BuildOptions, Site};
use crate::config::{self, Config};
use crate::disk::{self, Layout};
use crate::page::PageKind;
use crate::report::visible;
use crate::source::pin as lock;

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The kind of page.
    #[arg(value_enum)]
    kind: KindArg,
    /// The title of the page, in any script; the file is named after it.
    name: String,
    /// The date of an event, as exactly as you know it: `2013`, `2013-03`, `2013-03-18`; add `~` for about,
    /// `?` for perhaps.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// The file name, without `.md`, instead of one made from NAME.
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KindArg {
    /// A question and its answer: in content/topics/.
    Topic,
    /// Something that happened, for timelines: in content/events/.
    Event,
    /// A person, an organisation, a place, a treaty, a thing: in content/entities/.
    Entity,
    /// Any other page: in content/.
    Page,
}

#[derive(Debug, Args)]
pub(super) struct SourcesArgs {
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
    /// The format of the table.
    #[arg(long, value_enum, default_value = "text")]
    format: FormatArg,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command to describe [default: the program].
    command: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum SourceCommand {
    /// Copy texts into seeds/, and propose a record for each.
    ///
    /// A record has only what the document itself shows: the metadata of HTML, the front matter of Markdown,
    /// or else a first line that is clearly a title and a line `By …`. The record is appended to
    /// seeds/sources.toml. Never overwrites a file, and skips texts that are already there.
    #[command(after_help = "Examples:\n  expound source add report.html\n  expound source add clippings/")]
    Add(SourceAddArgs),
    /// Pin the cited texts: keep their fingerprints in expound.lock.
    ///
    /// From then on, `build` and `check` report when a text has changed, and what that means for each
    /// citation of it. Adds sources that are cited but not yet pinned, and removes pins without a source;
    /// other pins stay unchanged.
    #[command(
        after_help = "Examples:\n  expound source pin\n  expound check --locked      fail unless every text is pinned and unchanged"
    )]
    Pin(SourcePinArgs),
    /// Accept the changed texts of sources after you have checked them.
    ///
    /// Reports which paragraphs are new, changed or gone, and writes the new fingerprints into expound.lock.
    /// Before that, `expound check` shows what the change means for each citation.
    #[command(
        after_help = "Examples:\n  expound check                           what changed, and which citations it affects\n  expound source accept council-2024      accept the text as it is now"
    )]
    Accept(SourceAcceptArgs),
}

#[derive(Debug, Args)]
pub(super) struct SourcePinArgs {
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SourceAcceptArgs {
    /// The citation keys of the sources.
    #[arg(required = true, value_name = "KEY")]
    keys: Vec<String>,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SourceAddArgs {
    /// A .txt, .md or .html file, or a folder of such files.
    #[arg(required = true, value_name = "FILE|FOLDER")]
    documents: Vec<PathBuf>,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = site_root)]
    root: PathBuf,
}

pub(super) fn run_source(command: &SourceCommand) -> u8 {
    let done = match command {
        SourceCommand::Add(args) => return run_source_add(args),
        SourceCommand::Pin(args) => run_source_pin(args),
        SourceCommand::Accept(args) => run_source_accept(args),
    };
    done.unwrap_or_else(|code| code)
}

fn run_source_pin(args: &SourcePinArgs) -> Result<u8, u8> {
    no_site(&args.root).map_or(Ok(()), Err)?;
    let _held = disk::hold(&args.root);
    let inputs = read_site(&args.root)?;
    let refused = |refusal: AuthorError| fail(&refusal.to_string());
    let lock = pin::read(&inputs).map_err(refused)?;
    // A draft's sources are pinned with its publication.
    let built = build::build(&inputs, &BuildOptions::default());
    let limits = &built.site.config().rights;
    let pin::PinReport { lock, added, removed, changed, withheld } =
        pin::pin(lock, built.site.graph(), limits);
    let there = inputs.files.contains_key(lock::FILE);
    if !there || !added.is_empty() || !removed.is_empty() || !withheld.is_empty() {
        pin::write(&args.root, &lock).map_err(refused)?;
    }
    for key in &added {
        outln!("{}: pinned", visible::line(key));
    }
    for key in &removed {
        outln!("{}: removed, because there is no such source", visible::line(key));
    }
    for key in &withheld {
        outln!("{}: its text may only be cited, so only what is safe is kept", visible::line(key));
    }
    for key in &changed {
        outln!(
            "{0}: its text has changed, but the old one stays pinned; `expound source accept {0}` accepts the new one",
            visible::line(key)
        );
    }
    if added.is_empty() && removed.is_empty() && withheld.is_empty() {
        outln!("nothing to add: every cited source with a text is pinned");
    }
    Ok(DONE)
}

fn run_source_accept(args: &SourceAcceptArgs) -> Result<u8, u8> {
    no_site(&args.root).map_or(Ok(()), Err)?;
    let _held = disk::hold(&args.root);
    let inputs = read_site(&args.root)?;
    let refused = |refusal: AuthorError| fail(&refusal.to_string());
    let mut lock = pin::read(&inputs).map_err(refused)?;
    let sources = crate::source::gather(&inputs).value;
    let limits = Config::read(&inputs).value.rights;
    // All or none: a key that is mistyped leaves the lock as it is.
    let accepted = args.keys.iter().map(|key| Ok((key, pin::accept(&mut lock, &sources, &limits, key)?)));
    let accepted: Vec<_> = accepted.collect::<Result<_, AuthorError>>().map_err(refused)?;
    pin::write(&args.root, &lock).map_err(refused)?;
    for (key, accepted) in accepted {
        let key = visible::line(key);
        match accepted {
            pin::Accepted::Same => outln!("{key}: its text is already pinned"),
            pin::Accepted::New => outln!("{key}: pinned"),
            pin::Accepted::Gone => outln!("{key}: it no longer has a text, so it is no longer pinned"),
            pin::Accepted::Changed(said, lines) => {
                outln!("{key}: {said}; the new text is pinned");
                for line in lines {
                    outln!("  {}", visible::line(&line));
                }
            }
        }
    }
    Ok(DONE)
}

fn run_source_add(args: &SourceAddArgs) -> u8 {
    if let Some(code) = no_site(&args.root) {
        return code;
    }
    let mut documents = Vec::new();
    for path in &args.documents {
        if path.is_dir() {
            documents.extend(source::texts_below(path));
        } else {
            documents.push(path.clone());
        }
    }
    // Two that add at once would give one key twice.
    let _held = disk::hold(&args.root);
    let mut shelf = match read_site(&args.root) {
        Ok(inputs) => source::SourceCollection::of(&args.root, &inputs),
        Err(code) => return code,
    };
    let mut code = DONE;
    let mut added = 0;
    for document in &documents {
        match shelf.add(document) {
            Ok(source::Added::There(key)) => outln!("{}: already there, as @{key}", document.display()),
            Ok(source::Added::New { key, path, shown }) => {
                added += 1;
                outln!("{}: {path}, as @{key}", document.display());
                for source::MetadataStatement { field, values, whence } in &shown {
                    outln!("  {field:<10}{}  (from {whence})", values.join("; "));
                }
                if shown.is_empty() {
                    outln!("  no data found in it; its record has only its file");
                }
            }
            Err(refusal) => code = code.max(fail(&refusal.to_string())),
        }
    }
    if added > 0 {
        outln!("\n  Read the records in seeds/sources.toml: add what you know, and correct what is wrong.");
    }
    code
}

/// Reads a site's files.
pub(super) fn read_site(root: &Path) -> Result<Inputs, u8> {
    let layout = Layout { output: Some(public_of(root)), ..Layout::default() };
    disk::read(root, &layout).map_err(|error| fail(&format!("`{}` cannot be read: {error}", root.display())))
}

pub(super) fn run_new(args: &NewArgs) -> u8 {
    if let Some(code) = no_site(&args.root) {
        return code;
    }
    let kind = match args.kind {
        KindArg::Topic => PageKind::Topic,
        KindArg::Event => PageKind::Event,
        KindArg::Entity => PageKind::Entity,
        KindArg::Page => PageKind::Page,
    };
    let asked = page::NewPageOptions {
        kind,
        name: args.name.clone(),
        slug: args.slug.clone(),
        date: args.date.clone(),
    };
    match page::write(&args.root, &asked) {
        Ok((_, path)) => {
            outln!("{} written\n", path.display());
            outln!("  Comments in its front matter show the optional fields: fill in what you know.");
            outln!("  Cite in its text like this:  [@key, \"words of the source\"]");
            outln!("  `expound find WORDS` writes such citations; `expound check` reports problems.");
            DONE
        }
        Err(refusal) => fail(&refusal.to_string()),
    }
}

/// A source, as `expound sources` shows it.
#[derive(Debug, serde::Serialize)]
struct SourceRow {
    key: String,
    name: String,
    /// Paragraphs of its text that a page cites, and all of them.
    cited_paragraphs: usize,
    uncited_paragraphs: usize,
    /// Claims that rest on it.
    claims: usize,
    rights: &'static str,
    /// Whether there is a text to look words up in.
    text: bool,
}

pub(super) fn run_sources(args: &SourcesArgs) -> u8 {
    if let Some(code) = no_site(&args.root) {
        return code;
    }
    let inputs = match read_site(&args.root) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let built = build::build(&inputs, &BuildOptions::default());
    let rows = rows(&built.site, &inputs);
    let text = match args.format {
        FormatArg::Text => {
            let width = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0.into());
            table(&rows, width)
        }
        FormatArg::Json => {
            let json = serde_json::json!({ "sources": rows });
            serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
        }
    };
    write_out(text.as_bytes())
}

fn rows(site: &Site, inputs: &Inputs) -> Vec<SourceRow> {
    let graph = site.graph();
    let limits = Config::read(inputs).value.rights;
    let row = |(id, source): (usize, &crate::source::Source)| {
        let claims = &graph.by_source[id];
        let all = source.text.as_ref().map_or(0, |text| text.paragraphs().len());
        let mut cited = vec![false; all + 1];
        for passage in &claims.passages {
            let (first, last) = passage.paragraphs;
            cited[first.min(all)..=last.min(all)].fill(true);
        }
        let cited = cited.into_iter().skip(1).filter(|cited| *cited).count();
        SourceRow {
            key: source.key.to_string(),
            name: graph.short_names[id].clone(),
            cited_paragraphs: cited,
            uncited_paragraphs: all - cited,
            claims: claims.passages.iter().map(|passage| passage.claims.len()).sum::<usize>()
                + claims.unplaced.len(),
            rights: source.rights(&limits).name(),
            text: source.text.is_some(),
        }
    };
    graph.sources.iter().enumerate().map(row).collect()
}

/// The rows in columns. Where a terminal is too narrow for them, names are cut.
fn table(rows: &[SourceRow], terminal: Option<usize>) -> String {
    if rows.is_empty() {
        return "There are no sources yet: put a text and its record into seeds/.\n".to_owned();
    }
    let head = ["key", "source", "¶ cited", "¶ not cited", "claims", "rights"].map(str::to_owned);
    let cells = |row: &SourceRow| {
        let count = |n: usize| if row.text { n.to_string() } else { "no text".to_owned() };
        [
            visible::line(&row.key),
            visible::line(&row.name),
            count(row.cited_paragraphs),
            count(row.uncited_paragraphs),
            row.claims.to_string(),
            row.rights.to_owned(),
        ]
    };
    let mut lines: Vec<[String; 6]> = std::iter::once(head).chain(rows.iter().map(cells)).collect();
    let width = |lines: &[[String; 6]], column: usize| {
        lines.iter().map(|line| line[column].width()).max().unwrap_or_default()
    };
    let mut widths: Vec<usize> = (0..6).map(|column| width(&lines, column)).collect();
    let whole = widths.iter().sum::<usize>() + 2 * (widths.len() - 1);
    if let Some(excess) = terminal.and_then(|terminal| whole.checked_sub(terminal)).filter(|&n| n > 0) {
        let room = widths[1].saturating_sub(excess).max(NARROWEST);
        for line in &mut lines {
            line[1] = visible::cut(&line[1], room);
        }
        widths[1] = width(&lines, 1);
    }
    let mut text = String::new();
    for line in &lines {
        let mut said = String::new();
        for (column, cell) in line.iter().enumerate() {
            let room = " ".repeat(widths[column] - cell.width());
            // Numbers end at one column, words begin at one.
            let _ = match column {
                2..=4 => write!(said, "{room}{cell}  "),
                _ => write!(said, "{cell}{room}  "),
            };
        }
        text.push_str(said.trim_end());
        text.push('\n');
    }
    text
}

/// No name is cut to less than so many columns.
const NARROWEST: usize = 12;

pub(super) fn run_completions(shell: clap_complete::Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "expound", &mut script);
    write_out(&script)
}

pub(super) fn run_man(args: &ManArgs) -> u8 {
    let mut program = Cli::command();
    program.build();
    let about = match &args.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => return fail(&format!("there is no command `{name}`; `expound help` lists them")),
        },
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(about).render(&mut page).expect("memory takes all that is written to it");
    write_out(&page)
}

/// Writes to standard output, and is done.
pub(super) fn write_out(bytes: &[u8]) -> u8 {
    out::write(bytes);
    DONE
}

/// Says so if a folder is no site.
pub(super) fn no_site(root: &Path) -> Option<u8> {
    no_such_root(root).or_else(|| {
        let known = root.join(config::FILE).is_file();
        (!known).then(|| {
            fail(&format!(
                "`{}` is not a site: it has no expound.toml; make a site with `expound init DIR`, or name one with --root",
                root.display()
            ))
        })
    })
}
