//! Templates, assets and settings of a theme: with [`shared`](super::shared) all that knows the template engine.
//!
//! 1. [`Theme::load`] puts together the site's own `themes/NAME/`, the built-in theme NAME if there is one,
//!    and `folio`, file by file: the site's win, then the theme's, so a theme of one template works. A
//!    template at fault is reported and left out, so that one run reports all of them.
//! 2. [`Theme::share`] turns `site` into the engine's values once for all pages.
//! 3. [`Theme::render`] makes a page, [`Theme::render_block`] a structured block within one.
//!
//! A template `topic.html` of the site replaces folio's; it can also extend it, `{% extends
//! "folio/topic.html" %}`, and change one block of it. Components are replaced by name. What of folio's
//! assets a theme does without it says in its `theme.toml`: `omit = ["assets/folio.css"]`, or `["assets/fonts"]` for a folder.
//!
//! Besides the engine's own filters templates have these, all pure:
//!
//! | filter | gives |
//! | --- | --- |
//! | `n \| thousands` | `1,960` |
//! | `n \| plural(one="passage")` | `1 passage`, `1,960 passages`; `many="…"` for what does not end in `s` |
//! | `list \| group_by(attribute="a.b")` | a map of lists, in the order in which each first occurs |
//! | `text \| style` | a style sheet that cannot end the `<style>` it stands in |
//! | `tag \| html_dir` | ` dir="rtl"`, if the language of a tag is written from right to left, else nothing |
//! | `text \| text_dir(page=tag)` | the same for a text; ` dir="ltr"` for one that is not, on a page that is |
//! | `text \| css_value` | one value of a style property, or nothing if it could be more than that |

mod errors;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use tera::{Context, ErrorKind, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::base::address::OutPath;
use crate::base::address_table::AddressTable;
use crate::base::diagnostic::{Checked, Diagnostic};
use crate::base::rule;
use crate::base::text::{File, Inputs, NotText, Place, Span};
use crate::search::files as search;
use crate::theme::{direction, settings, view};
use errors::{TemplateError, TemplatePosition, faults};

/// What a site looks like, ready to render. It is made once and shared by all threads.
pub struct Theme {
    name: String,
    tera: Tera,
    templates: Vec<String>,
    assets: Vec<(OutPath, Arc<[u8]>)>,
    /// Whether it has a use for the index of the search.
    index: bool,
    settings: ThemeSettings,
    /// How many bytes of a site's template come before the text that the engine has: a byte order mark.
    shifts: BTreeMap<String, usize>,
}

/// `site`, as the template engine has it. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct SharedSite(Value);

/// A theme's settings: free names and values.
pub type ThemeSettings = serde_json::Map<String, serde_json::Value>;

/// The theme that is always there, and that gives all others what they do not have.
pub const BASIS: &str = "folio";

/// The built-in themes, each a folder.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// How the engine's names of the site's own templates begin. Those of a built-in theme begin with its name.
const SITE: &str = "site/";

impl Theme {
    /// The theme of that name: the files of the site's `themes/NAME/`, then of the built-in theme NAME, then
    /// of folio.
    ///
    /// `at` is where the site names it. The value can be used even if there are findings: a template at
    /// fault is left out, and of a theme that is not there folio is the whole.
    pub fn load(name: &str, at: &Place, inputs: &Inputs) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let parts = ThemeFiles::gather(name, at, inputs, &mut diagnostics);
        let mut tera = engine(name);
        let built_in = parts.built_in.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        if let Err(error) = tera.add_raw_templates(built_in) {
            diagnostics.extend(faults(&error).into_iter().map(|fault| parts.diagnostic(&fault)));
        }
        add_site_templates(&mut tera, &parts, &mut diagnostics);

        // Without the folder that each comes from.
        let mut templates: Vec<String> = tera
            .get_template_names()
            .filter_map(|name| name.split_once('/'))
            .map(|(_, name)| name.to_owned())
            .collect();
        templates.sort();
        templates.dedup();
        let shifts = parts.site.iter().map(|t| (t.name.clone(), t.shift)).collect();
        let assets = parts.assets.into_iter().collect();
        let ThemeFiles { settings, index, .. } = parts;
        let theme = Self { name: name.to_owned(), tera, templates, assets, index, settings, shifts };
        Checked { value: theme, diagnostics }
    }

    /// The names of the themes that are part of the program, sorted.
    pub fn built_in() -> impl Iterator<Item = &'static str> {
        let mut names: Vec<&str> = BUILT_IN.dirs().filter_map(|dir| dir.path().to_str()).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// The files that are copied to the site as they are, all below `assets/`, in the order of their paths.
    pub fn assets(&self) -> &[(OutPath, Arc<[u8]>)] {
        &self.assets
    }

    /// Whether it has a use for the index of the search.
    pub fn has_index(&self) -> bool {
        self.index
    }

    /// The paths of the style sheets among the assets, as [`view::SiteView::stylesheets`] wants them.
    pub fn stylesheets(&self) -> Vec<String> {
        self.style_assets().map(|(path, _)| crate::base::address::encode(path.as_str())).collect()
    }

    /// All style sheets in one, for a page that cannot link to them. It has no `@font-face`: what such a
    /// rule names could not be reached from that page either.
    pub fn css(&self) -> String {
        let sheets: Vec<String> = self
            .style_assets()
            .map(|(_, bytes)| without_font_faces(&String::from_utf8_lossy(bytes)))
            .collect();
        sheets.join("\n")
    }

    /// The settings that the theme documents, with their defaults.
    pub fn settings(&self) -> &ThemeSettings {
        &self.settings
    }

    /// The settings with a site's own over them, name by name.
    pub fn settings_with(&self, own: &ThemeSettings) -> ThemeSettings {
        let mut settings = self.settings.clone();
        // What it cannot use is a finding, and leaves its own.
        let fitting =
            own.iter().filter(|(name, value)| settings::fits(name, value, self.settings.get(*name)));
        settings.extend(fitting.map(|(name, value)| (name.clone(), value.clone())));
        settings
    }

    /// The names of all templates, sorted: `topic.html`, `blocks/timeline.html`.
    pub fn templates(&self) -> &[String] {
        &self.templates
    }

    /// Whether there is a template of that name.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
    }

    /// What all pages share, made ready once.
    #[allow(clippy::result_large_err)] // rare, and moved once
    pub fn share(&self, site: &view::SiteView) -> Result<SharedSite, Diagnostic> {
        Value::try_from_serializable(site).map(SharedSite).map_err(|error| self.fault("base.html", &error))
    }

    /// Makes a page with the template of that name and puts it in `out`, which is emptied first.
    ///
    /// If the template fails, `out` is left empty.
    #[allow(clippy::result_large_err)] // rare, and moved once
    pub fn render(
        &self,
        template: &str,
        site: &SharedSite,
        page: &impl Serialize,
        out: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        out.clear();
        let made = Value::try_from_serializable(page).and_then(|page| {
            let mut context = Context::new();
            context.insert_value("site", site.0.clone());
            context.insert_value("page", page);
            self.tera.render_to(template, &context, &mut *out)
        });
        made.map_err(|error| {
            out.clear();
            self.fault(template, &error)
        })
    }

    /// Makes a structured block, `disagreement` with the template `blocks/disagreement.html`, which sees it
    /// as `block`.
    #[allow(clippy::result_large_err)] // rare, and moved once
    pub fn render_block(&self, name: &str, block: &impl Serialize) -> Result<String, Diagnostic> {
        let template = format!("blocks/{name}.html");
        Value::try_from_serializable(block)
            .and_then(|block| {
                let mut context = Context::new();
                context.insert_value("block", block);
                self.tera.render(&template, &context)
            })
            .map_err(|error| self.fault(&template, &error))
    }

    fn style_assets(&self) -> impl Iterator<Item = &(OutPath, Arc<[u8]>)> {
        self.assets.iter().filter(|(path, _)| path.as_str().ends_with(".css"))
    }

    /// What went wrong while `template` was at work.
    fn fault(&self, template: &str, error: &tera::Error) -> Diagnostic {
        if let ErrorKind::TemplateNotFound(name) = error.kind() {
            let file: Arc<str> = format!("themes/{}/{name}", self.name).into();
            return Diagnostic::new(
                &rule::BAD_TEMPLATE,
                Place::file(&file),
                format!("there is no template `{name}`"),
            )
            .did_you_mean(name, self.templates.iter().map(String::as_str))
            .help("write it, or name one of the theme's own templates");
        }
        let fault = faults(error).into_iter().next().unwrap_or_default();
        let name = if fault.template.is_empty() { template } else { &fault.template };
        let place = place_of(&self.name, name, &fault.spot, &self.shifts);
        Diagnostic::new(
            &rule::BAD_TEMPLATE,
            place,
            format!("the template failed: {}", lower_first(&fault.message)),
        )
        .note(format!("the error occurred in `{template}`"))
    }
}

/// A theme's files, put together and not yet understood.
struct ThemeFiles {
    theme: String,
    /// Templates of built-in themes, by the engine's names.
    built_in: Vec<(String, String)>,
    /// The site's own templates.
    site: Vec<SiteTemplate>,
    assets: BTreeMap<OutPath, Arc<[u8]>>,
    /// Those of them that are files of the site.
    own: HashMap<OutPath, Arc<str>>,
    /// Assets of built-in themes that the theme does without.
    omitted: Vec<OutPath>,
    /// Whether it does not do without the index of the search.
    index: bool,
    settings: ThemeSettings,
}

/// A template that stands in the site.
struct SiteTemplate {
    /// The engine's name of it.
    name: String,
    text: String,
    shift: usize,
}

/// theme.toml
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    /// What the theme is, in a sentence: for people who read the file.
    #[serde(default, rename = "description")]
    _description: String,
    /// Assets of the themes below this one that it does without.
    #[serde(default)]
    omit: Vec<toml::Spanned<String>>,
    #[serde(default)]
    settings: ThemeSettings,
}

impl ThemeFiles {
    fn gather(name: &str, at: &Place, inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut parts = Self {
            theme: name.to_owned(),
            built_in: Vec::new(),
            site: Vec::new(),
            assets: BTreeMap::new(),
            own: HashMap::new(),
            omitted: Vec::new(),
            index: true,
            settings: ThemeSettings::new(),
        };
        let mut layers = vec![BASIS, name];
        layers.dedup();
        for theme in layers.into_iter().filter_map(built_in) {
            parts.add_built_in(theme);
        }
        let folder = format!("themes/{name}/");
        if let Some(file) = inputs.files.get(format!("{folder}theme.toml").as_str()) {
            parts.add_theme_file(file, diagnostics);
        }
        let mut any = false;
        for file in inputs.under(&folder) {
            any = true;
            parts.add_file(file, &file.path[folder.len()..], diagnostics);
        }
        parts.check_addresses(diagnostics);
        if !any && built_in(name).is_none() {
            diagnostics.push(unknown_theme(name, at, inputs));
        }
        parts
    }

    /// Takes up a built-in theme.
    fn add_built_in(&mut self, theme: &'static Dir<'static>) {
        if let Some(file) = theme.get_file(theme.path().join("theme.toml")) {
            let read = toml::from_str::<ThemeFile>(&String::from_utf8_lossy(file.contents()));
            let file = read.unwrap_or_default();
            for path in &file.omit {
                self.omit(path.as_ref());
            }
            self.settings.extend(file.settings);
        }
        let mut dirs = vec![theme];
        while let Some(dir) = dirs.pop() {
            dirs.extend(dir.dirs());
            for file in dir.files() {
                let name = file.path().to_string_lossy().replace('\\', "/");
                let path = name.split_once('/').map_or("", |(_, path)| path);
                if path.starts_with("assets/") {
                    if let Ok(path) = OutPath::new(path) {
                        self.assets.insert(path, file.contents().into());
                    }
                } else if path.ends_with(".html") {
                    self.built_in.push((name, String::from_utf8_lossy(file.contents()).into_owned()));
                }
            }
        }
    }

    /// Leaves out an asset of a theme below, or all in a folder, and says whether there is one of that path.
    fn omit(&mut self, path: &str) -> bool {
        // The build makes it, so it is not among the files.
        if path == search::FOLDER.trim_end_matches('/') {
            self.index = false;
            return true;
        }
        let meant = |known: &OutPath| {
            known.as_str().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let found: Vec<OutPath> = self.assets.keys().filter(|known| meant(known)).cloned().collect();
        for known in found {
            self.assets.remove(&known);
            self.omitted.push(known);
        }
        self.omitted.iter().any(meant)
    }

    /// Takes up the theme.toml of the site's theme.
    fn add_theme_file(&mut self, file: &File, diagnostics: &mut Vec<Diagnostic>) {
        let text = match file.text() {
            Ok(text) => text,
            Err(not_text) => {
                diagnostics.push(not_utf8(&rule::BAD_THEME, file, not_text));
                return;
            }
        };
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
        let shift = text.len() - plain.len();
        let at = |range: Range<usize>| Span::new(range.start + shift, range.end + shift);
        match toml::from_str::<ThemeFile>(plain) {
            Ok(theme) => {
                for omitted in &theme.omit {
                    let path = omitted.as_ref().as_str();
                    if !self.omit(path) {
                        let place = Place::at(&file.path, at(omitted.span()));
                        let message = format!("there is no `{path}` to omit");
                        diagnostics.push(
                            Diagnostic::new(&rule::BAD_THEME, place, message)
                                .did_you_mean(path, self.assets.keys().map(OutPath::as_str))
                                .help("`omit` takes assets of the theme that this one is built on"),
                        );
                    }
                }
                self.settings.extend(theme.settings);
            }
            Err(error) => {
                let place = Place { file: Arc::clone(&file.path), span: error.span().map(at) };
                let message = format!("theme.toml cannot be read: {}", lower_first(error.message()));
                diagnostics.push(
                    Diagnostic::new(&rule::BAD_THEME, place, message)
                        .help("it may have a `description`, a list `omit` and a table `[settings]`"),
                );
            }
        }
    }

    /// Takes up a file of the site's theme. What is neither template nor asset, such as a README, stays
    /// where it is.
    fn add_file(&mut self, file: &File, path: &str, diagnostics: &mut Vec<Diagnostic>) {
        if path.starts_with("assets/") {
            match OutPath::new(path) {
                Ok(path) => {
                    self.own.insert(path.clone(), Arc::clone(&file.path));
                    self.assets.insert(path, Arc::clone(&file.bytes));
                }
                Err(bad) => {
                    diagnostics.push(Diagnostic::new(
                        &rule::BAD_ADDRESS,
                        Place::file(&file.path),
                        bad.to_string(),
                    ));
                }
            }
            return;
        }
        if !path.ends_with(".html") {
            return;
        }
        match file.text() {
            Ok(text) => {
                let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
                let shift = text.len() - plain.len();
                self.site.push(SiteTemplate { name: format!("{SITE}{path}"), text: plain.to_owned(), shift });
            }
            Err(not_text) => diagnostics.push(not_utf8(&rule::BAD_TEMPLATE, file, not_text)),
        }
    }

    /// A file of the site takes the place of one below it by having its name, and no other way.
    fn check_addresses(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut taken = AddressTable::default();
        if self.index
            && let Ok(folder) = OutPath::new(search::FOLDER.trim_end_matches('/'))
        {
            taken.take(&folder, None);
        }
        for path in self.assets.keys() {
            let own = self.own.get(path);
            let Some((first, whose)) = taken.take(path, own) else { continue };
            let Some(file) = own.or(whose) else { continue };
            let other = if own.is_some() { &first } else { path };
            let (message, help) = match search::FOLDER.starts_with(other.as_str()) {
                true => (
                    "the search index is in this folder",
                    "put the file into another folder, or write `omit = [\"assets/search\"]` in theme.toml",
                ),
                false => (
                    "many disks cannot tell this file from another of the theme",
                    "give it exactly the other's name to replace it, or a different name",
                ),
            };
            diagnostics.push(
                Diagnostic::new(&rule::ADDRESS_TAKEN, Place::file(file), message)
                    .note(format!("the other is `{other}`"))
                    .help(help),
            );
        }
    }

    fn diagnostic(&self, fault: &TemplateError) -> Diagnostic {
        let shifts = self.site.iter().map(|t| (t.name.clone(), t.shift)).collect();
        let place = place_of(&self.theme, &fault.template, &fault.spot, &shifts);
        let message = format!("the template cannot be used: {}", lower_first(&fault.message));
        Diagnostic::new(&rule::BAD_TEMPLATE, place, message)
    }
}

fn unknown_theme(name: &str, at: &Place, inputs: &Inputs) -> Diagnostic {
    let mut known: Vec<&str> = inputs
        .under("themes/")
        .filter_map(|file| file.path.strip_prefix("themes/")?.split_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    known.extend(Theme::built_in().map(|name| -> &str { name }));
    known.sort_unstable();
    known.dedup();
    let message = format!("there is no theme `{name}`: the folder `themes/{name}/` has no files");
    Diagnostic::new(&rule::UNKNOWN_THEME, at.clone(), message)
        .did_you_mean(name, known.iter().copied())
        .help(format!("the themes are {}", known.join(", ")))
}

fn not_utf8(rule: &'static rule::Rule, file: &File, not_text: NotText) -> Diagnostic {
    let (at, message) = match not_text {
        NotText::Binary { at } => (at, "it has a zero byte, so it is not text".to_owned()),
        NotText::Encoding { at, guess } => (at, format!("it is not UTF-8; it may be {guess}")),
    };
    Diagnostic::at(rule, &file.path, at..at + 1, message).help("save it as UTF-8")
}

/// The engine with its rules: where it looks for templates of a theme, and our filters.
fn engine(theme: &str) -> Tera {
    let mut tera = Tera::new();
    let mut prefixes = vec![SITE.to_owned()];
    prefixes.extend([theme, BASIS].map(|built_in| format!("{built_in}/")));
    prefixes.dedup();
    tera.set_fallback_prefixes(prefixes).expect("no template has been added yet");
    tera.register_filter("group_by", group_by);
    tera.register_filter("thousands", |n: u64, _: Kwargs, _: &State<'_>| thousands(n));
    tera.register_filter("plural", plural);
    tera.register_filter("style", |css: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&css.replace("</", "<\\/"))
    });
    tera.register_filter("html_dir", |tag: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(direction::of_language(tag))
    });
    tera.register_filter("text_dir", |text: &str, kwargs: Kwargs, _: &State<'_>| {
        let page: Option<&str> = kwargs.get("page")?;
        TeraResult::Ok(Value::safe_string(direction::of_text(text, page.unwrap_or_default())))
    });
    tera.register_filter("css_value", |value: &str, _: Kwargs, _: &State<'_>| css_value(value).to_owned());
    tera
}

/// The engine's own filter of this name gives groups in an order that changes from run to run.
#[allow(clippy::needless_pass_by_value)] // filters are called so
fn group_by(values: &[Value], kwargs: Kwargs, _: &State<'_>) -> TeraResult<Map> {
    let attribute: &str = kwargs.must_get("attribute")?;
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        let key = value.get_from_path(attribute).filter(|key| !key.is_none()).map(ToString::to_string);
        let Some(key) = key else { continue };
        let place = *places.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(value.clone());
    }
    Ok(groups.into_iter().map(|(key, values)| (key.into(), values.into())).collect())
}

#[allow(clippy::needless_pass_by_value)] // filters are called so
fn plural(n: u64, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let one: &str = kwargs.must_get("one")?;
    let number = thousands(n);
    Ok(match (n, kwargs.get::<&str>("many")?) {
        (1, _) => format!("1 {one}"),
        (_, Some(many)) => format!("{number} {many}"),
        (_, None) => format!("{number} {one}s"),
    })
}

/// A number with a comma before each three digits from the right.
fn thousands(n: u64) -> String {
    let digits = n.to_string();
    if digits.len() < 4 {
        return digits;
    }
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.char_indices() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The text if it can be nothing but one value, else nothing.
fn css_value(text: &str) -> &str {
    let plain = |c: char| c.is_ascii_alphanumeric() || " #%.,()-/+".contains(c);
    if text.chars().all(plain) && !text.contains("/*") && !text.to_ascii_lowercase().contains("url") {
        text
    } else {
        ""
    }
}

/// A style sheet without its `@font-face { … }`, which hold no braces of their own.
fn without_font_faces(css: &str) -> String {
    let mut parts = css.split("@font-face");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest.push_str(part.split_once('}').map_or("", |(_, after)| after.trim_start_matches(['\r', '\n'])));
    }
    rest
}

/// Adds the site's templates to the built-in ones. Those at fault are reported and left out; each turn of the
/// loop leaves out one at least.
fn add_site_templates(tera: &mut Tera, parts: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) {
    let mut rest: Vec<&SiteTemplate> = parts.site.iter().collect();
    while !rest.is_empty() {
        let Err(error) = tera.add_raw_templates(rest.iter().map(|t| (&t.name, &t.text))) else { return };
        let mut faults = faults(&error);
        for fault in &mut faults {
            fault.locate(&rest);
        }
        let before = rest.len();
        rest.retain(|template| faults.iter().all(|fault| fault.template != template.name));
        if rest.len() == before {
            // The engine does not say whose fault it is: none of the site's can be used.
            rest.clear();
        }
        diagnostics.extend(faults.iter().map(|fault| parts.diagnostic(fault)));
    }
}

/// Where a template stands that the engine calls `template`: the site's own in the folder of its theme; a
/// built-in one at the path where a site would put its own, of which there is no span.
fn place_of(theme: &str, template: &str, spot: &TemplatePosition, shifts: &BTreeMap<String, usize>) -> Place {
    if let Some(path) = template.strip_prefix(SITE) {
        let file: Arc<str> = format!("themes/{theme}/{path}").into();
        let shift = shifts.get(template).copied().unwrap_or_default();
        return match spot {
            TemplatePosition::Bytes(range) => Place::at(&file, range.start + shift..range.end + shift),
            _ => Place::file(&file),
        };
    }
    match template.split_once('/') {
        Some((theme, _)) if built_in(theme).is_some() => Place::file(&format!("themes/{template}").into()),
        _ => Place::file(&format!("themes/{BASIS}/{template}").into()),
    }
}

/// The files of a built-in theme.
fn built_in(name: &str) -> Option<&'static Dir<'static>> {
    BUILT_IN.dirs().find(|dir| dir.path().to_str() == Some(name))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests;
