//! Numerals: Arabic in full width, Chinese (二〇一九, 廿三, 第十二), Roman, circled (①).
