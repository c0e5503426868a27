//! Negative amounts in the cells of a table, as accountants write them: `(5)`.

use std::borrow::Cow;

/// A row in which the brackets around a number stand right at it, also where the page has `(5.2` in one cell and
/// `)` in the next, so that figures stand in line.
pub(super) fn with_negatives(row: String) -> String {
    if !row.contains('(') {
        return row;
    }
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    for cell in row.split(" | ") {
        if let Some(last) = cells.last_mut()
            && let Some(rest) = cell.trim_start().strip_prefix(')')
            && is_open(last)
            && rest.chars().all(|c| matches!(c, '%' | ' '))
        {
            last.to_mut().push_str(cell.trim());
            continue;
        }
        cells.push(Cow::Borrowed(cell));
    }
    cells.iter().map(|cell| tight(cell)).collect::<Vec<_>>().join(" | ")
}

/// `( 5 )` as `(5)`.
fn tight(cell: &str) -> Cow<'_, str> {
    let Some((number, sign)) = cell.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return cell.into();
    };
    match is_number(number) && matches!(sign.trim(), "" | "%") && number.trim() != number {
        true => format!("({}){}", number.trim(), sign.trim()).into(),
        false => cell.into(),
    }
}

fn is_open(cell: &str) -> bool {
    cell.rsplit_once('(').is_some_and(|(_, number)| is_number(number))
}

fn is_number(text: &str) -> bool {
    text.contains(char::is_numeric)
        && text.chars().all(|c| {
            c.is_numeric()
                || matches!(
                    c,
                    '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '%' | '$' | '£' | '€' | '¥' | '\'' | '’'
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_stand_at_their_number() {
        for (row, read) in [
            ("Wax | (5.2 | ) | 4", "Wax | (5.2) | 4"),
            ("Wax | $ | (5.2 | )% | 4", "Wax | $ | (5.2)% | 4"),
            ("Wax | ( 1,250 ) | ($ 4 | )", "Wax | (1,250) | ($ 4)"),
            ("Wax (old | ) | (5)", "Wax (old | ) | (5)"),
            ("Wax | (5) | )", "Wax | (5) | )"),
            ("Wax | 5 | )", "Wax | 5 | )"),
        ] {
            assert_eq!(with_negatives(row.to_owned()), read);
        }
    }
}
