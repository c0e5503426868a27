//! `expound watch`: what happens while a site is written, in words.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::out::errln;
use super::{
    Counts, FINDINGS, FindingsArg, SiteArgs, error_label, fail, inventory, no_such_root, plural, public_of,
};
use super::{say, say_findings, seconds, verbose};
use crate::disk;
use crate::serve::{FIRST_PORT, Listen, SiteVersion};
use crate::watch::{self, BuildEvent, WatchError, WatchEvent, WatchOptions};

#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The port to serve on [default: 1414, or the next free one].
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    /// The address to serve on; 0.0.0.0 lets other machines see the site.
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    bind: String,
    /// Open the site in a browser.
    #[arg(long)]
    open: bool,
    /// Look for changes every MS milliseconds, for disks that report none [default without a number: 500].
    #[arg(long, value_name = "MS", num_args = 0..=1, require_equals = true, default_missing_value = "500")]
    #[arg(value_parser = clap::value_parser!(u64).range(20..=60_000))]
    poll: Option<u64>,
    /// Publish each site without errors in the output folder too.
    #[arg(long)]
    write: bool,
    /// The output folder, which is not watched [default: public in the site's folder].
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// With --write: publish even in a folder with other files, and replace those in the way.
    #[arg(long, requires = "write")]
    force: bool,
}

pub(super) fn run(args: &WatchArgs) -> u8 {
    let site = &args.site;
    let output = args.output_dir.clone().unwrap_or_else(|| public_of(&site.root));
    if let Some(code) = no_such_root(&site.root) {
        return code;
    }
    if args.write
        && let Err(refusal) = disk::check_output(&site.root, &output, args.output_dir.is_some(), args.force)
    {
        return fail(&refusal.to_string());
    }
    let settings = WatchOptions {
        root: site.root.clone(),
        output,
        build: site.options(),
        strict: site.strict,
        listen: Listen { host: args.bind.clone(), port: args.port },
        write: args.write.then_some(args.force),
        poll: args.poll.map(Duration::from_millis),
    };
    let mut first = true;
    let Err(failed) = watch::watch(&settings, &mut |told| tell(args, told, &mut first));
    if let WatchError::Listen(error) = &failed
        && let Some(port) = args.port
        && error.kind() == io::ErrorKind::AddrInUse
    {
        return fail(&format!(
            "port {port} is in use; name another, or none to use the next free one from {FIRST_PORT}"
        ));
    }
    fail(&failed.to_string());
    FINDINGS
}

fn tell(args: &WatchArgs, told: &WatchEvent<'_>, first: &mut bool) {
    let site = &args.site;
    match told {
        WatchEvent::Serving { url, port } => {
            if args.port.is_none() && *port != FIRST_PORT {
                say(site, &format!("port {FIRST_PORT} is in use"));
            }
            say(site, &format!("serving {url} until you press Ctrl-C"));
            if args.open
                && let Err(error) = open::that_detached(url)
            {
                say(site, &format!("could not open a browser: {error}"));
            }
        }
        WatchEvent::Built(built) => {
            say_built(site, built, *first);
            *first = false;
        }
        WatchEvent::Failed(built) => {
            say_findings(site, &built.inputs, &built.findings);
            let counts = Counts::of(&built.findings);
            say(site, &format!("{}; pages whose template fails are unchanged", counts.said()));
        }
        WatchEvent::Published(published) => {
            for path in &published.kept {
                say(
                    site,
                    &format!("{path} no longer belongs to the site, but was edited by hand; it was kept"),
                );
            }
            let files =
                format!("{} written, {} deleted", plural(published.written, "file"), published.deleted);
            verbose(site, &format!("published: {files}"));
        }
        WatchEvent::NotPublished(error) => {
            for problem in &error.problems {
                errln!("{} {problem}", error_label());
            }
            say(site, "the site was not published");
        }
        WatchEvent::Blind(error) => say(
            site,
            &format!(
                "the system does not report changes ({error}); the folders are read twice a second instead"
            ),
        ),
        WatchEvent::Gone(error) => {
            say(site, &format!("`{}` cannot be read ({error}); waiting for it", site.root.display()));
        }
        WatchEvent::Broken => {
            say(site, "this is a bug in expound; see the message above. The pages are unchanged");
        }
    }
}

fn say_built(site: &SiteArgs, built: &BuildEvent, first: bool) {
    // What was said already is not said again, but a program wants to know of every build.
    if !built.repeated || site.format != FindingsArg::Text {
        if !first && !built.findings.is_empty() && site.format == FindingsArg::Text {
            // Apart from what was said of the last change.
            errln!("");
        }
        say_findings(site, &built.inputs, &built.findings);
    }
    let what = match &*built.changed {
        [] if first => inventory(&built.site),
        [] => "unreadable files have changed".to_owned(),
        [one] => one.to_string(),
        [one, two] => format!("{one}, {two}"),
        many => plural(many.len(), "file"),
    };
    let counts = Counts::of(&built.findings);
    let again = if built.repeated && counts.any() { " as before" } else { "" };
    let kept = match built.standing {
        SiteVersion::LastGood => "; the pages are unchanged",
        SiteVersion::Good | SiteVersion::Flawed => "",
    };
    say(site, &format!("{what}: {}{again}{kept}; {}", counts.said(), seconds(built.took)));
    let built_in = built.took.saturating_sub(built.read);
    verbose(site, &format!("read in {:.1?}, built in {built_in:.1?}", built.read));
}
