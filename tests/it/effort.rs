//! How long a thread itself works: what tests of growth compare, since the clock also counts what else the machine does.

use std::time::{Duration, Instant};

/// Does the work; with the time that this thread was at it (of the clock where the system does not tell).
pub fn of<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let (clock, before) = (Instant::now(), spent());
    let done = work();
    let time = before.zip(spent()).map_or_else(|| clock.elapsed(), |(before, after)| after.saturating_sub(before));
    (time, done)
}

/// Time that this thread has run (Linux: the first number of `schedstat`, in nanoseconds).
fn spent() -> Option<Duration> {
    // The kernel counts when it looks at the thread.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
