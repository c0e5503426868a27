//! Pages that rest on the same sources.
//!
//! A source that few pages cite says more of their nearness than one that all cite. For each source
//! only the pages that cite it most count, so that the work grows with the citations and not with
//! the square of the pages.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::graph::catalog::{Catalog, PageId, SourceId};
use crate::graph::claims::{PageClaims, SourceClaims};
use crate::page::PageKind;

/// How many neighbours a page has, at most.
const MOST: usize = 6;

/// How many pages of a source count, at most.
const MOST_PER_SOURCE: usize = 64;

/// Whether a page can be a neighbour.
fn counts(catalog: &Catalog, page: PageId) -> bool {
    matches!(catalog.page(page).page.kind, PageKind::Topic | PageKind::Page)
}

/// The pages of a source that count: those that cite it most, most first.
pub fn of_source(catalog: &Catalog, source: &SourceClaims) -> Vec<PageId> {
    let mut cited: BTreeMap<PageId, usize> =
        source.pages.iter().filter(|&&page| counts(catalog, page)).map(|&page| (page, 0)).collect();
    if cited.len() > MOST_PER_SOURCE {
        for claim in source.passages.iter().flat_map(|passage| &passage.claims) {
            if let Some(count) = cited.get_mut(&claim.page) {
                *count += 1;
            }
        }
    }
    let mut pages: Vec<_> = cited.into_iter().collect();
    pages.sort_by_key(|&(page, count)| (std::cmp::Reverse(count), page));
    pages.truncate(MOST_PER_SOURCE);
    pages.into_iter().map(|(page, _)| page).collect()
}

/// Those topics and pages that share most with a page, nearest first, each with how many sources both
/// cite. `of_source` gives the pages of a source that count.
pub fn find<'s>(
    catalog: &Catalog,
    page: PageId,
    claims: &PageClaims,
    of_source: impl Fn(SourceId) -> &'s [PageId],
) -> Vec<(PageId, usize)> {
    if !counts(catalog, page) {
        return Vec::new();
    }
    let mut cited: Vec<_> = claims.notes.iter().map(|note| note.source).collect();
    cited.sort_unstable();
    cited.dedup();
    // What a page shares is summed up in the order of the sources.
    let mut shared: FxHashMap<PageId, (f64, usize)> = FxHashMap::default();
    for source in cited {
        let pages = of_source(source);
        #[allow(clippy::cast_precision_loss)] // at most MOST_PER_SOURCE
        let weight = 1.0 / (pages.len() as f64).max(1.0);
        for &other in pages.iter().filter(|&&other| other != page) {
            let (sum, count) = shared.entry(other).or_default();
            *sum += weight;
            *count += 1;
        }
    }
    let mut near: Vec<_> = shared.into_iter().map(|(page, (sum, count))| (page, sum, count)).collect();
    let nearest =
        |a: &(PageId, f64, usize), b: &(PageId, f64, usize)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if near.len() > MOST {
        near.select_nth_unstable_by(MOST, nearest);
        near.truncate(MOST);
    }
    near.sort_unstable_by(nearest);
    near.into_iter().map(|(page, _, shared)| (page, shared)).collect()
}
