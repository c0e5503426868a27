//! Steps that remember.
//!
//! A step of the pipeline is a pure function, so equal input means the same output: [`Memo`] remembers
//! the last input and output of a step, [`Memos`] those of a step that is taken for each of many. A
//! build that remembers nothing takes every step; one that remembers the last takes those whose input
//! is another, and is otherwise the same.
//!
//! Input that is large is compared by identity ([`PointerEq`]). So that one changed page does not change
//! everything after it, a step that comes to what it came to before gives the *same* value again
//! ([`kept`]). Within a build, [`LazyMap`] holds what many ask for.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, RwLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A value that is equal to itself and to nothing else.
///
/// A step that remembers it keeps it alive, so that no other value can come to stand in its place.
#[derive(Debug)]
pub struct PointerEq<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> PointerEq<T> {
    /// The value that others share.
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T: ?Sized> PartialEq for PointerEq<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The last input and output of a step.
#[derive(Debug)]
pub struct Memo<I, O>(Option<(I, Arc<O>)>);

impl<I, O> Default for Memo<I, O> {
    fn default() -> Self {
        Self(None)
    }
}

impl<I: PartialEq, O> Memo<I, O> {
    /// What the step makes of `input`: what it made the last time, if that was the same input.
    pub fn get(&mut self, input: I, make: impl FnOnce(&I) -> O) -> Arc<O> {
        if let Some((last, output)) = &self.0
            && *last == input
        {
            return Arc::clone(output);
        }
        let output = Arc::new(make(&input));
        self.0 = Some((input, Arc::clone(&output)));
        output
    }
}

/// The last inputs and outputs of a step that is taken for each of many. An output is cheap to clone.
#[derive(Debug)]
pub struct Memos<K, I, O>(Vec<(K, I, O)>);

impl<K, I, O> Default for Memos<K, I, O> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, I, O> Memos<K, I, O>
where
    K: Hash + Eq + Send + Sync,
    I: PartialEq + Send + Sync,
    O: Clone + Send + Sync,
{
    /// What the step makes of each input, in the order given; taken in parallel. Each has its own key,
    /// and what is remembered of other keys is forgotten.
    ///
    /// `holds` says of a remembered output whether it is still right, where that depends on more than the
    /// input. `make` is given the last output of the key as well, to keep of it what is the same.
    pub fn each(
        &mut self,
        items: Vec<(K, I)>,
        holds: impl Fn(&O) -> bool + Sync,
        make: impl Fn(&K, &I, Option<&O>) -> O + Sync,
    ) -> Vec<O> {
        let last = std::mem::take(&mut self.0);
        let mut places: Option<HashMap<&K, usize>> = None;
        // Comparing is too quick to be shared out; what is to be made is.
        let found: Vec<(Option<&O>, bool)> = items
            .iter()
            .enumerate()
            .map(|(place, (key, input))| {
                // Mostly there are the same keys in the same order, and none is to be looked up.
                let known = match last.get(place).filter(|known| known.0 == *key) {
                    Some(known) => Some(known),
                    None => {
                        let known = last.iter().enumerate().map(|(place, known)| (&known.0, place));
                        places.get_or_insert_with(|| known.collect()).get(key).map(|&place| &last[place])
                    }
                };
                let holds = known.is_some_and(|(_, last, output)| last == input && holds(output));
                (known.map(|(_, _, output)| output), holds)
            })
            .collect();
        let made: Vec<Option<O>> = match found.iter().all(|(_, holds)| *holds) {
            true => Vec::new(),
            false => {
                let make = |((key, input), (last, holds)): (&(K, I), &(Option<&O>, bool))| {
                    (!holds).then(|| make(key, input, *last))
                };
                items.par_iter().zip(&found).map(make).collect()
            }
        };
        let made = made.into_iter().chain(std::iter::repeat_with(|| None));
        let outputs = found.into_iter().zip(made);
        let outputs: Vec<O> = outputs
            .map(|((last, _), made)| made.or_else(|| last.cloned()).expect("it was made, or holds"))
            .collect();
        self.0 = items.into_iter().zip(&outputs).map(|((key, input), o)| (key, input, o.clone())).collect();
        outputs
    }
}

/// Values that are made when they are first asked for, and are the same for all who ask. A value is cheap to clone.
#[derive(Debug)]
pub struct LazyMap<K, V>(RwLock<FxHashMap<K, V>>);

impl<K, V> Default for LazyMap<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq, V: Clone> LazyMap<K, V> {
    /// The value of a key. Two who ask at once may both make it: it is the same.
    pub fn get(&self, key: K, make: impl FnOnce(&K) -> V) -> V {
        if let Some(known) = self.0.read().ok().and_then(|made| made.get(&key).cloned()) {
            return known;
        }
        let value = make(&key);
        if let Ok(mut made) = self.0.write() {
            made.insert(key, value.clone());
        }
        value
    }

    /// How many have been made.
    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.0.read().map_or(0, |made| made.len())
    }
}

/// A new value; the last one itself, if they are equal.
pub fn kept<T: PartialEq>(last: Option<&Arc<T>>, new: T) -> Arc<T> {
    match last {
        Some(last) if **last == new => Arc::clone(last),
        _ => Arc::new(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_step_is_taken_again_only_for_another_input() {
        let mut memo = Memo::default();
        let mut taken = 0;
        for input in ["a", "a", "b", "a"] {
            let output = memo.get(input, |input| {
                taken += 1;
                input.len()
            });
            assert_eq!(*output, 1);
        }
        assert_eq!(taken, 3);
    }

    #[test]
    fn of_many_steps_those_are_taken_whose_input_changed() {
        let mut memos: Memos<&str, u32, Arc<u32>> = Memos::default();
        let taken = Mutex::new(Vec::new());
        let mut run = |items: &[(&'static str, u32)], wrong: u32| -> (Vec<Arc<u32>>, Vec<u32>) {
            let outputs = memos.each(
                items.to_vec(),
                |output| **output != wrong,
                |_, input, last| {
                    taken.lock().expect("a lock").push(*input);
                    kept(last, input / 10)
                },
            );
            let mut taken = std::mem::take(&mut *taken.lock().expect("a lock"));
            taken.sort_unstable();
            (outputs, taken)
        };
        let (first, taken) = run(&[("a", 10), ("b", 20), ("c", 30)], 0);
        assert_eq!(taken, [10, 20, 30]);
        let (second, taken) = run(&[("c", 30), ("a", 15), ("b", 29)], 0);
        assert_eq!(taken, [15, 29]);
        assert_eq!(second.iter().map(|output| **output).collect::<Vec<_>>(), [3, 1, 2]);
        // Another input that came to the same is the same.
        assert!(Arc::ptr_eq(&first[0], &second[1]));
        assert_eq!(run(&[("c", 30), ("a", 15), ("b", 29)], 0).1, [0; 0]);
        assert_eq!(run(&[("c", 30), ("a", 15), ("b", 29)], 2).1, [29]);
        // What is not asked for is forgotten.
        assert_eq!(run(&[("c", 30)], 0).1, [0; 0]);
        assert_eq!(run(&[("a", 15)], 0).1, [15]);
    }

    #[test]
    fn identity_is_not_equality() {
        let (a, b) = (Arc::new(1), Arc::new(1));
        assert!(PointerEq::of(&a) == PointerEq::of(&a) && PointerEq::of(&a) != PointerEq::of(&b));
    }
}
