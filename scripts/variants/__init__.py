"""The worlds of make_variants.py: what lists of each kind do to one work, and what stands beside it."""
