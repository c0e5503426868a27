//! A part of a view that many pages show alike: it is turned into the template engine's value once.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

/// A part that many views have. Cloning it is cheap, and so is each use after the first.
#[derive(Clone, Debug, Default)]
pub struct Shared<T>(Arc<SharedPart<T>>);

#[derive(Debug, Default)]
struct SharedPart<T> {
    part: T,
    /// None if it cannot be turned into a value; whoever asks will be told why.
    value: OnceLock<Option<Value>>,
}

impl<T> From<T> for Shared<T> {
    fn from(part: T) -> Self {
        Self(Arc::new(SharedPart { part, value: OnceLock::new() }))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.part
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.part == other.0.part
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.value.get_or_init(|| Value::try_from_serializable(&self.0.part).ok()) {
            // The engine takes a value of its own as it is.
            Some(value) => value.serialize(serializer),
            None => self.0.part.serialize(serializer),
        }
    }
}
