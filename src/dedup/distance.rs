//! Edit distance: how many letters must be put in, left out or changed to make one text of another.

/// Symbols that can be compared by number.
pub trait Symbol: Copy + PartialEq {
    /// The number.
    fn number(self) -> u32;
}

impl Symbol for u8 {
    fn number(self) -> u32 {
        u32::from(self)
    }
}

impl Symbol for char {
    fn number(self) -> u32 {
        u32::from(self)
    }
}

/// Edit distance, or `None` where it is more than `limit`. Columns of 64 cells are computed at once (Myers 1999; several
/// blocks by Hyyrö 2003).
pub fn distance<T: Symbol>(a: &[T], b: &[T], limit: usize) -> Option<usize> {
    let (a, b) = trimmed(a, b);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > limit {
        return None;
    }
    if short.is_empty() {
        return Some(long.len());
    }
    if limit <= 2 {
        return (0..=limit).find(|n| within_trimmed(short, long, *n));
    }
    let got = if short.len() <= 64 { one_block(short, long) } else { blocks(short, long) };
    Some(got).filter(|d| *d <= limit)
}

/// Whether the edit distance is `limit` at most; for limits of one or two.
pub fn within<T: PartialEq + Copy>(a: &[T], b: &[T], limit: usize) -> bool {
    let (a, b) = trimmed(a, b);
    within_trimmed(a, b, limit)
}

fn within_trimmed<T: PartialEq + Copy>(a: &[T], b: &[T], limit: usize) -> bool {
    if a.len().abs_diff(b.len()) > limit {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let (Some((_, p)), Some((_, q))) = (a.split_first(), b.split_first()) else { return a.len().max(b.len()) <= limit };
    limit > 0 && (within_trimmed(p, q, limit - 1) || within_trimmed(p, b, limit - 1) || within_trimmed(a, q, limit - 1))
}

/// Without the beginning and the end that both have.
fn trimmed<'a, T: PartialEq>(a: &'a [T], b: &'a [T]) -> (&'a [T], &'a [T]) {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (&a[..a.len() - tail], &b[..b.len() - tail])
}

/// Where in the pattern a symbol stands, one bit a place: a small open table, as patterns have 64 symbols at most.
struct Places {
    cells: [(u32, u64); 128],
}

impl Places {
    fn of<T: Symbol>(pattern: &[T]) -> Self {
        let mut places = Places { cells: [(0, 0); 128] };
        for (at, symbol) in pattern.iter().enumerate() {
            let cell = places.find(symbol.number());
            places.cells[cell].0 = symbol.number();
            places.cells[cell].1 |= 1 << at;
        }
        places
    }

    fn find(&self, number: u32) -> usize {
        let mut at = (number.wrapping_mul(0x9e37_79b1) >> 25) as usize;
        while self.cells[at].1 != 0 && self.cells[at].0 != number {
            at = (at + 1) % 128;
        }
        at
    }

    fn get<T: Symbol>(&self, symbol: T) -> u64 {
        self.cells[self.find(symbol.number())].1
    }
}

fn one_block<T: Symbol>(short: &[T], long: &[T]) -> usize {
    let places = Places::of(short);
    let last = 1u64 << (short.len() - 1);
    let (mut plus, mut minus) = (u64::MAX, 0u64);
    let mut score = short.len();
    for symbol in long {
        let (more, less) = step(places.get(*symbol), &mut plus, &mut minus, 1, 0);
        score += usize::from(more & last != 0);
        score -= usize::from(less & last != 0);
    }
    score
}

/// One column of one block; gives the horizontal differences. `carry_*` are those that come in from the block above.
fn step(places: u64, plus: &mut u64, minus: &mut u64, carry_plus: u64, carry_minus: u64) -> (u64, u64) {
    let vertical = places | *minus;
    let places = places | carry_minus;
    let diagonal = (((places & *plus).wrapping_add(*plus)) ^ *plus) | places;
    let more = *minus | !(diagonal | *plus);
    let less = *plus & diagonal;
    let (up, down) = ((more << 1) | carry_plus, (less << 1) | carry_minus);
    *plus = down | !(vertical | up);
    *minus = up & vertical;
    (more, less)
}

fn blocks<T: Symbol>(short: &[T], long: &[T]) -> usize {
    struct Block {
        places: Places,
        plus: u64,
        minus: u64,
        last: u64,
    }
    let mut list: Vec<Block> =
        short.chunks(64).map(|part| Block { places: Places::of(part), plus: u64::MAX, minus: 0, last: 1 << (part.len() - 1) }).collect();
    let mut score = short.len();
    for symbol in long {
        let (mut carry_plus, mut carry_minus) = (1, 0);
        for block in &mut list {
            let (more, less) = step(block.places.get(*symbol), &mut block.plus, &mut block.minus, carry_plus, carry_minus);
            carry_plus = u64::from(more & block.last != 0);
            carry_minus = u64::from(less & block.last != 0);
        }
        score += carry_plus as usize;
        score -= carry_minus as usize;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, cell by cell.
    fn plain(a: &[u8], b: &[u8]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let cost = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
                diagonal = row[j + 1];
                row[j + 1] = cost;
            }
        }
        row[b.len()]
    }

    #[test]
    fn the_distance_of_known_words() {
        for (a, b, d) in [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("flaw", "lawn", 2), ("abcdef", "azced", 3)] {
            for limit in 0..6 {
                assert_eq!(distance(a.as_bytes(), b.as_bytes(), limit), (d <= limit).then_some(d), "{a} {b} {limit}");
            }
        }
    }

    proptest! {
        #[test]
        fn columns_at_once_give_what_cell_by_cell_gives(a in "[abc]{0,90}", b in "[abc]{0,180}", limit in 0usize..200) {
            let want = plain(a.as_bytes(), b.as_bytes());
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes(), limit), (want <= limit).then_some(want));
            prop_assert_eq!(distance(b.as_bytes(), a.as_bytes(), limit), (want <= limit).then_some(want));
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(distance(&x, &y, limit), (want <= limit).then_some(want));
            for few in 0..3 {
                prop_assert_eq!(within(a.as_bytes(), b.as_bytes(), few), want <= few);
            }
        }
    }
}
