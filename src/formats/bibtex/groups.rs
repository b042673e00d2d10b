//! Where groups and marks of LaTeX end.

/// Length of a group that begins with `{`, with its closing brace.
pub fn group_end(s: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (i, b) in s.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Place of a mark that no backslash stands before.
pub fn find_unescaped(s: &str, end: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(i) = s[from..].find(end) {
        let at = from + i;
        let slashes = s.as_bytes()[..at].iter().rev().take_while(|b| **b == b'\\').count();
        if slashes % 2 == 0 {
            return Some(at);
        }
        from = at + end.len();
    }
    None
}
