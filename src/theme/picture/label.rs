//! About how wide a text is, and whether two are in each other's way.
//!
//! A build has no fonts: a reader's browser has its own. The estimate is that of a wide one, so that what
//! fits here fits there.

/// A rectangle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Where it begins and ends across.
    pub across: (f64, f64),
    /// Where it begins and ends downward.
    pub down: (f64, f64),
}

impl Area {
    /// Whether two have a place in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.across.0 < other.across.1
            && other.across.0 < self.across.1
            && self.down.0 < other.down.1
            && other.down.0 < self.down.1
    }
}

/// About how wide a text is in a sans serif of that size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of a character, as a part of the size of type.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' ' | '\u{a0}' | ',' | '.' | ';' | ':' | '\'' | '’' | '|'
        | 'I' => 0.33,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '%' | '@' => 0.93,
        c if c.is_ascii_digit() => 0.64,
        c if c.is_ascii_lowercase() => 0.6,
        c if c.is_ascii() => 0.73,
        // Marks that stand on the letter before them.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..='\u{3fffd}' => 1.05,
        _ => 0.68,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        assert!(width("illicit", 13.0) < width("mammoth", 13.0));
        assert!(width("北京", 13.0) > width("ab", 13.0));
        assert!((width("1989", 10.0) - 25.6).abs() < 0.01);
        assert!(width("e\u{301}", 10.0) < width("ee", 10.0));
    }

    #[test]
    fn areas_that_only_touch_do_not_meet() {
        let area = |x: f64, y: f64| Area { across: (x, x + 10.0), down: (y, y + 10.0) };
        assert!(area(0.0, 0.0).meets(&area(9.0, 9.0)));
        assert!(!area(0.0, 0.0).meets(&area(10.0, 0.0)));
        assert!(!area(0.0, 0.0).meets(&area(0.0, 10.0)));
    }
}
