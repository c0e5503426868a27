//! Names of several in one string, as programs that manage references write them.

use super::Name;

/// Words that stand between the last two names of several.
const AND: [&str; 16] = [
    " and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " i ", " a ", " ve ", " и ",
    " та ", "和", "與",
];

/// The names in a line: one, or several with `;` between them, or with `and` where each has its comma, so that
/// “Bureau of Trade and Industry” stays one.
pub(super) fn split(line: &str) -> Vec<Name> {
    let parts = at(line, &[";"]);
    let parts: Vec<&str> = parts
        .into_iter()
        .flat_map(|part| {
            let each = at(part, &AND);
            let is_several = each.len() > 1 && each.iter().all(|name| is_whole(name));
            if is_several { each } else { vec![part] }
        })
        .collect();
    parts.into_iter().filter_map(Name::parse).map(as_body).collect()
}

/// What bodies are called that have a comma in their names, and no person is.
const BODIES: [&str; 22] = [
    "ministry",
    "department",
    "office",
    "bureau",
    "university",
    "institute",
    "committee",
    "council",
    "commission",
    "agency",
    "embassy",
    "government",
    "parliament",
    "association",
    "society",
    "foundation",
    "federation",
    "secretariat",
    "directorate",
    "министерство",
    "комитет",
    "ministerium",
];

/// A name whose part before the comma is that of a body is one, commas and all.
fn as_body(name: Name) -> Name {
    let is_body = name.family.contains(' ')
        && name.family.split(' ').any(|word| BODIES.contains(&&*word.to_lowercase()));
    match name.given {
        Some(given) if is_body => Name { family: format!("{}, {given}", name.family), given: None },
        given => Name { given, ..name },
    }
}

/// Whether a name is written as `Family, Given`, or in braces.
fn is_whole(name: &str) -> bool {
    let is_in_braces = name.starts_with('{') && name.ends_with('}');
    is_in_braces || name.split_once(',').is_some_and(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty())
}

/// The parts of a line between separators that stand outside of braces, without spaces and commas at their ends.
fn at<'l>(line: &'l str, separators: &[&str]) -> Vec<&'l str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut skip) = (0usize, 0, 0);
    for (i, c) in line.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || i < skip {
            continue;
        }
        if let Some(separator) = separators.iter().find(|separator| line[i..].starts_with(**separator)) {
            parts.push(&line[start..i]);
            start = i + separator.len();
            skip = start;
        }
    }
    parts.push(&line[start..]);
    let bare = |part: &'l str| part.trim().trim_end_matches(',').trim_end();
    parts.into_iter().map(bare).filter(|part| !part.is_empty()).collect()
}

/// Whether a name that was read as one person’s may be those of several: a given name with an `and`, or with the
/// commas of a second name.
pub(super) fn is_mixed(name: &Name) -> bool {
    let Some(given) = &name.given else { return false };
    let both = [name.family.as_str(), given];
    both.iter().any(|part| part.contains(" and ") || part.contains(" & ")) || given.matches(',').count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        let said = |name: Name| match name.given {
            Some(given) => format!("{}|{given}", name.family),
            None => name.family,
        };
        split(line).into_iter().map(said).collect()
    }

    #[test]
    fn several_are_several_and_a_body_is_one() {
        assert_eq!(read("Lee, Kim; Roe, Jo"), ["Lee|Kim", "Roe|Jo"]);
        assert_eq!(read("Lee, Kim; Roe, Jo; United Nations;"), ["Lee|Kim", "Roe|Jo", "United Nations"]);
        assert_eq!(read("Lee, Kim and Roe, Jo and Fox, Al"), ["Lee|Kim", "Roe|Jo", "Fox|Al"]);
        assert_eq!(read("Lee, Kim, and Roe, Jo"), ["Lee|Kim", "Roe|Jo"]);
        assert_eq!(read("Weiß, Eva und Groß, Udo"), ["Weiß|Eva", "Groß|Udo"]);
        assert_eq!(read("Lee, Kim & {Fish and Sons, Ltd.}"), ["Lee|Kim", "Fish and Sons, Ltd."]);
        assert_eq!(read("Ortega y Gasset, José"), ["Ortega y Gasset|José"]);
        assert_eq!(read("Bureau of Trade and Industry"), ["Bureau of Trade and Industry"]);
        assert_eq!(read("{Office of Statistics, Riga}"), ["Office of Statistics, Riga"]);
        assert_eq!(read("Ministry of Justice, Latvia"), ["Ministry of Justice, Latvia"]);
        assert_eq!(read("King, Martin Luther, Jr."), ["King|Martin Luther, Jr."]);
        assert_eq!((read(", "), read("{}"), read(";")), (vec![], vec![], vec![]));
    }

    #[test]
    fn what_may_be_several_is_said() {
        for line in ["Lee, Kim and Jo Roe", "Lee, Kim, Roe, Jo", "Gold and Silver, Ltd."] {
            assert!(split(line).iter().any(is_mixed), "{line}");
        }
        for line in ["Lee, Kim", "King, Martin Luther, Jr.", "Fish and Sons", "{Trade and Industry, Oslo}"] {
            assert!(!split(line).iter().any(is_mixed), "{line}");
        }
    }
}
