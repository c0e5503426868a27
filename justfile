# What there is to do here. `just` lists it, and `just ci` is what runs on every change.

# Lists what there is to do.
default:
    @just --list

# Builds the site in this folder into public/.
build *args:
    cargo run --release -- build {{args}}

# Says what a build would, and writes nothing.
check *args:
    cargo run --release -- check {{args}}

# Runs the tests.
test *args:
    cargo test {{args}}

# Brings the code into its form.
fmt:
    cargo fmt --all

# Says whether the code is in its form and free of what clippy finds, with the CSL processor and without.
lint:
    cargo fmt --all --check
    cargo clippy --all-targets -- -D warnings
    cargo clippy --no-default-features --all-targets -- -D warnings

# Tries for some minutes what can go wrong: kills, a full disk, files that change.
faults:
    cargo test --release --test faults -- --include-ignored --nocapture

# Measures for some minutes whether anything grows faster than its input.
growth:
    cargo test --release --test growth -- --ignored --nocapture

# Builds the site and looks at it with a real browser.
browser: (build "--strict")
    tests/browser/install.sh
    node tests/browser/run.mjs public

# Builds the site and says what Lighthouse makes of it. Its packages are many, so nothing else installs them.
lighthouse: (build "--strict")
    tests/browser/install.sh
    cd tests/browser && npm install --no-save --no-audit --no-fund lighthouse@12.8.2
    node tests/browser/lighthouse.mjs public

# Gives the readers changed input for a long time, with another seed each day. Say how often, and what.
fuzz times="1_000_000" only="":
    FUZZ={{times}} FUZZ_SEED=`date +%s` {{ if only == "" { "" } else { "FUZZ_ONLY='" + only + "'" } }} \
        CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true \
        cargo test --release --target-dir target/fuzz --test fuzz -- --nocapture

# Measures.
bench *args:
    cargo bench {{args}}

# All that runs on every change.
ci:
    .ci/run
