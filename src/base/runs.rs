//! Sets of numbers that are given as runs: many long runs, one in the other, take no more room than few.

/// Numbers, as runs that do not touch, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<(usize, usize)>);

impl Runs {
    /// The numbers in any of some runs, each from its first number to its last.
    pub fn of(runs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut all: Vec<(usize, usize)> = runs.into_iter().filter(|(first, last)| first <= last).collect();
        all.sort_unstable();
        all.dedup_by(|next, run| {
            let touches = next.0 <= run.1.saturating_add(1);
            if touches {
                run.1 = run.1.max(next.1);
            }
            touches
        });
        Self(all)
    }

    /// Whether a number is among them.
    pub fn has(&self, number: usize) -> bool {
        let index = self.0.partition_point(|&(_, last)| last < number);
        self.0.get(index).is_some_and(|&(first, _)| first <= number)
    }

    /// The runs, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn runs_have_the_numbers_that_were_given(
            given in proptest::collection::vec((0_usize..40, 0_usize..40), 0..12),
        ) {
            let all: BTreeSet<usize> = given.iter().flat_map(|&(first, last)| first..=last).collect();
            let runs = Runs::of(given);
            let numbers: Vec<usize> = runs.iter().flat_map(|(first, last)| first..=last).collect();
            prop_assert_eq!(&numbers, &all.iter().copied().collect::<Vec<_>>());
            for number in 0..45 {
                prop_assert_eq!(runs.has(number), all.contains(&number));
            }
            prop_assert!(runs.0.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0));
        }
    }

    #[test]
    fn the_largest_number_is_no_end() {
        let runs = Runs::of([(3, usize::MAX), (1, 1), (9, usize::MAX)]);
        assert_eq!(runs.iter().collect::<Vec<_>>(), [(1, 1), (3, usize::MAX)]);
    }
}
