//! Large files that are published as they are: looked at and copied as they stream, and never held.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::user_folder::open_plain;
use crate::base::text::Large;

/// The bytes from which on a file may be large.
pub(super) const LARGE: u64 = 4 << 20;

/// How many bytes of a file are looked at, to see whether it is text.
const HEAD: usize = 1 << 16;

/// How many bytes are on their way at once.
const STEP: usize = 1 << 16;

/// What tells the bytes of a file from others: to the manifest, and to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ContentDigest {
    pub(super) fingerprint: u64,
    pub(super) digest: blake3::Hash,
    pub(super) size: u64,
}

/// Whether a file begins as no text does. What could be text is read, for it may be said to be a page.
pub(super) fn is_binary(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::with_capacity(HEAD);
    file.take(HEAD as u64).read_to_end(&mut head)?;
    io::Seek::rewind(file)?;
    Ok(memchr::memchr(0, &head).is_some())
}

/// Reads all there is, and writes it, piece by piece.
pub(super) fn pass(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<ContentDigest> {
    let (mut fingerprint, mut digest) = (Xxh3::new(), blake3::Hasher::new());
    let (mut piece, mut size) = (vec![0; STEP], 0);
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        fingerprint.update(&piece[..read]);
        digest.update(&piece[..read]);
        to.write_all(&piece[..read])?;
        size += read as u64;
    }
    Ok(ContentDigest { fingerprint: fingerprint.digest(), digest: digest.finalize(), size })
}

/// What a file of the disk has, if it is a plain file.
pub(super) fn told(path: &Path) -> io::Result<ContentDigest> {
    pass(&mut open_plain(path)?, &mut io::sink())
}

/// Copies a file as it was when the site was read.
pub(super) fn copy(large: &Large, to: &mut dyn Write) -> io::Result<ContentDigest> {
    let told = pass(&mut open_plain(&large.disk)?, to)?;
    match told.digest == blake3::Hash::from(large.digest) {
        true => Ok(told),
        false => Err(io::Error::other("it changed during the build; build again")),
    }
}

/// The bytes of such a file, for whoever asks for it alone.
///
/// # Errors
///
/// If it is gone, or another.
pub fn read(large: &Large) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(large.size).unwrap_or_default());
    copy(large, &mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::plan;

    #[test]
    fn what_streams_is_told_as_what_is_held() {
        let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut copied = Vec::new();
        let told = pass(&mut &*bytes, &mut copied).expect("no disk");
        assert_eq!(copied, bytes);
        let held = ContentDigest {
            fingerprint: plan::fingerprint(&bytes),
            digest: blake3::hash(&bytes),
            size: 800_000,
        };
        assert_eq!(told, held);
    }

    #[test]
    fn a_file_that_became_another_is_not_copied() {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = folder.path().join("film.mp4");
        std::fs::write(&disk, b"one").expect("written");
        let large = Large { disk: disk.clone(), size: 3, digest: *blake3::hash(b"one").as_bytes() };
        assert_eq!(read(&large).expect("the same"), b"one");
        std::fs::write(&disk, b"two").expect("written");
        assert!(read(&large).expect_err("another").to_string().contains("changed during"));
    }
}
