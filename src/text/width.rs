//! Full and half width forms of characters.
