//! Addresses that are given away: no two files at one, nor at two that are one on a disk that ignores case.

use std::collections::HashMap;

use crate::base::address::OutPath;

/// Addresses that are given away, each with its owner, as a disk sees them that ignores case.
#[derive(Debug)]
pub struct AddressTable<O> {
    files: HashMap<String, (OutPath, O)>,
    /// Folders that files stand in: no file can have their name.
    folders: HashMap<String, (OutPath, O)>,
}

impl<O> Default for AddressTable<O> {
    fn default() -> Self {
        Self { files: HashMap::new(), folders: HashMap::new() }
    }
}

impl<O: Clone> AddressTable<O> {
    /// Takes an address; if it is taken, says what stands there, and whose it is.
    pub fn take(&mut self, out: &OutPath, owner: O) -> Option<(OutPath, O)> {
        let key = out.collision_key();
        if let Some(first) = self.files.get(&key).or_else(|| self.folders.get(&key)) {
            return Some(first.clone());
        }
        let mut end = 0;
        while let Some(slash) = key[end..].find('/') {
            let folder = &key[..end + slash];
            if let Some(first) = self.files.get(folder) {
                return Some(first.clone());
            }
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), (out.clone(), owner.clone()));
            }
            end += slash + 1;
        }
        self.files.insert(key, (out.clone(), owner));
        None
    }
}
