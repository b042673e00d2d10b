//! Keys near a mistyped one: by edits with neighbours swapped counted as one, then by common beginning.

/// The nearest of the keys, best first, at most `most`; none that is farther than a third of the key.
pub fn nearest<'a>(key: &str, keys: impl Iterator<Item = &'a str>, most: usize) -> Vec<String> {
    let wanted: Vec<char> = key.chars().flat_map(char::to_lowercase).collect();
    let limit = (wanted.len() / 3).clamp(1, 4);
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    let mut room = Room::default();
    for candidate in keys {
        let length = candidate.chars().count();
        if length.abs_diff(wanted.len()) > limit || candidate == key {
            continue;
        }
        let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        if let Some(distance) = room.distance(&wanted, &other, limit) {
            let common = wanted.iter().zip(&other).take_while(|(a, b)| a == b).count();
            found.push((distance, usize::MAX - common, candidate));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(most).map(|(_, _, k)| k.to_owned()).collect()
}

/// Rows that are used again for every candidate.
#[derive(Default)]
struct Room {
    rows: [Vec<usize>; 3],
}

impl Room {
    /// Edits between two keys (insert, delete, replace, swap), if not more than the limit.
    fn distance(&mut self, a: &[char], b: &[char], limit: usize) -> Option<usize> {
        let [before, last, now] = &mut self.rows;
        *last = (0..=b.len()).collect();
        before.clone_from(last);
        now.clone_from(last);
        for (i, x) in a.iter().enumerate() {
            now[0] = i + 1;
            let mut least = now[0];
            for (j, y) in b.iter().enumerate() {
                let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(now[j] + 1);
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    cost = cost.min(before[j - 1] + 1);
                }
                now[j + 1] = cost;
                least = least.min(cost);
            }
            if least > limit {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, now);
        }
        last.get(b.len()).copied().filter(|d| *d <= limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_finds_the_key_that_was_meant() {
        let keys = ["zhang2020shendu", "zhang2021shendu", "li2019", "Smith2020"];
        let near = |k: &str| nearest(k, keys.iter().copied(), 3);
        assert_eq!(near("zhang2002shendu")[0], "zhang2020shendu");
        assert_eq!(near("smith2002"), ["Smith2020"]);
        assert_eq!(near("zhnag2020shendu")[0], "zhang2020shendu");
        assert!(near("completely-other").is_empty());
    }
}
