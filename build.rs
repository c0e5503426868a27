//! Builds expound again when a file is added to what is embedded in it: the compiler sees changes in
//! embedded files, and not that there is a new one.

#[allow(clippy::disallowed_methods, reason = "a build script looks at the tree")]
fn main() {
    for folder in ["themes", "starter"] {
        if std::path::Path::new(folder).is_dir() {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
}
