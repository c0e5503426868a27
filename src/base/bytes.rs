//! Questions to the bytes of a text that are asked of many at once.
//!
//! Nearly all text is plain, and most of what is done to text is to see that there is nothing to do. A loop
//! that may end at any byte looks at them one by one; these look at a few dozen, and then decide whether to
//! go on, which a processor does for all of them together.

/// How many are looked at together.
const BLOCK: usize = 64;

/// Whether any byte is such.
pub(crate) fn has(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> bool {
    bytes.chunks(BLOCK).any(|block| block.iter().fold(false, |found, &byte| found | is(byte)))
}

/// Whether any two neighbours are such.
pub(crate) fn has_pair(bytes: &[u8], are: impl Fn(u8, u8) -> bool + Copy) -> bool {
    let Some(after) = bytes.get(1..) else { return false };
    bytes
        .chunks(BLOCK)
        .zip(after.chunks(BLOCK))
        .any(|(block, after)| block.iter().zip(after).fold(false, |found, (&a, &b)| found | are(a, b)))
}

/// Whether the byte stands in no ASCII text that can be seen: a control character, or a part of a letter that is
/// not ASCII.
pub(crate) fn is_odd(byte: u8) -> bool {
    !(b' '..=b'~').contains(&byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_asked_of_many_is_what_is_asked_of_each(bytes in prop::collection::vec(0u8..4, 0..200)) {
            prop_assert_eq!(has(&bytes, |byte| byte == 3), bytes.contains(&3));
            let pair = bytes.windows(2).any(|pair| pair == [0, 1]);
            prop_assert_eq!(has_pair(&bytes, |a, b| a == 0 && b == 1), pair);
        }
    }
}
