//! What a site sets of a theme, held against what the theme has: a setting that it does not know does nothing,
//! and one that it cannot use leaves the theme's own.

use serde_json::Value;

use super::render::ThemeSettings;
use crate::base::diagnostic::Diagnostic;
use crate::base::rule;
use crate::base::text::Place;
use crate::config::{self, Config};

/// What is wrong with the settings of a site. `own` are the theme's, with their defaults.
pub fn check(own: &ThemeSettings, config: &Config) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let file = config::FILE.into();
    for (name, key, value) in &config.settings_places {
        let Some(given) = config.settings.get(name) else { continue };
        let Some(default) = own.get(name) else {
            let message = format!("the theme `{}` has no setting `{name}`; it is ignored", config.theme);
            let finding = Diagnostic::new(&rule::UNKNOWN_SETTING, Place::at(&file, *key), message);
            let finding = finding.did_you_mean(name, own.keys().map(String::as_str));
            found.push(match finding.help.is_empty() {
                true => finding.help(
                    "to add settings to your own theme, write them under `[settings]` in its theme.toml",
                ),
                false => finding,
            });
            continue;
        };
        if let Some((message, help)) = unfit(name, given, default) {
            found.push(Diagnostic::new(&rule::BAD_SETTING, Place::at(&file, *value), message).help(help));
        }
    }
    found
}

/// Whether a theme can use a value for a setting of which it has a default.
pub(super) fn fits(name: &str, given: &Value, default: Option<&Value>) -> bool {
    default.is_none_or(|default| unfit(name, given, default).is_none())
}

/// Why a theme cannot use a value, and what to write.
fn unfit(name: &str, given: &Value, default: &Value) -> Option<(String, String)> {
    if std::mem::discriminant(given) != std::mem::discriminant(default) {
        let is = |value: &Value| match value {
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text in quotation marks",
            Value::Array(_) => "a list",
            _ => "a table",
        };
        let message = format!("`{name}` should be {}, but is {}", is(default), is(given));
        return Some((
            message,
            format!("write, for example, `{name} = {default}`; until then, the theme’s own value is used"),
        ));
    }
    let text = given.as_str().filter(|_| name == "accent" || name.starts_with("accent_"))?;
    (!text.is_empty() && !is_colour(text)).then(|| {
        (
            format!("`{text}` is not a colour; the theme’s own is used"),
            "write it as in CSS: `#8c1f15`, `rgb(140 31 21)` or `darkred`".to_owned(),
        )
    })
}

/// Whether CSS takes a text for a colour, as far as that is known without a browser.
fn is_colour(text: &str) -> bool {
    const FUNCTIONS: [&str; 11] =
        ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "light-dark"];
    let text = text.trim().to_ascii_lowercase();
    if let Some(digits) = text.strip_prefix('#') {
        return matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some((name, rest)) = text.split_once('(') {
        let inner = rest.strip_suffix(')').unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || " %.,/+-#".contains(c);
        return FUNCTIONS.contains(&name) && !inner.trim().is_empty() && inner.chars().all(is_plain);
    }
    NAMES.split_whitespace().any(|name| name == text)
}

/// The colours that CSS has names for.
const NAMES: &str = "\
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood \
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray \
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen \
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue \
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew \
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan \
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue \
    lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine \
    mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise \
    mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange \
    orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum \
    powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna \
    silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet \
    wheat white whitesmoke yellow yellowgreen";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_known() {
        for text in ["#8c1f15", "#FFF", "rgb(1 2 3 / 50%)", "oklch(0.4 0.1 20)", "DarkRed"] {
            assert!(is_colour(text), "{text}");
        }
        for text in ["#8c1f1", "8c1f15", "#8c1f15;", "rgb()", "url(x)", "rot", "rgb(1);}", "var(--x)", " "] {
            assert!(!is_colour(text), "{text}");
        }
    }
}
