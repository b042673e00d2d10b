//! Containers are few and met often: each is read once, and each pair is compared once, while they are kept.

use super::{Venue, VenueMatch};
use crate::dedup::fold::{hash, join, mix};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// Containers kept at most; then all are forgotten and read again.
const MOST: usize = 50_000;
/// Pairs kept at most, a power of two; a newer pair takes the place of an older one.
const PAIRS: usize = 1 << 13;

static KEPT: LazyLock<RwLock<FxHashMap<u64, Arc<Venue>>>> = LazyLock::new(RwLock::default);
static NONE: LazyLock<Arc<Venue>> = LazyLock::new(Arc::default);

thread_local! {
    static RELATED: RefCell<Vec<(u64, u64, VenueMatch)>> = const { RefCell::new(Vec::new()) };
}

/// A container by its printed names, read where it is not kept.
pub fn kept(printed: &str, short: &str) -> Arc<Venue> {
    if printed.is_empty() && short.is_empty() {
        return NONE.clone();
    }
    let key = join(hash(31, printed), hash(32, short));
    if let Some(venue) = KEPT.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return venue.clone();
    }
    let venue = Arc::new(Venue::of(printed, short));
    let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.entry(key).or_insert(venue).clone()
}

/// Compares two containers.
pub fn relate(a: &Venue, b: &Venue) -> VenueMatch {
    if a.names.is_empty() || b.names.is_empty() {
        return VenueMatch::Missing;
    }
    if a.key == b.key {
        return VenueMatch::Match;
    }
    let (a, b) = if a.mark <= b.mark { (a, b) } else { (b, a) };
    RELATED.with_borrow_mut(|kept| {
        if kept.is_empty() {
            kept.resize(PAIRS, (0, 0, VenueMatch::Missing));
        }
        let at = (mix(a.mark ^ b.mark.rotate_left(29)) as usize) & (PAIRS - 1);
        let Some(cell) = kept.get_mut(at) else { return super::relate::relate(a, b) };
        if (cell.0, cell.1) != (a.mark, b.mark) {
            *cell = (a.mark, b.mark, super::relate::relate(a, b));
        }
        cell.2
    })
}
