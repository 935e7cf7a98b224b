//! Tally marks as people draw them (turus): four strokes and a fifth across, as SVG.

use std::fmt::Write;

/// Fives in one line of marks.
const FIVES: u32 = 8;

/// `count` as tally marks; nothing for none. The number itself is to stand beside it in words.
pub(crate) fn turus(count: u32) -> String {
    if count == 0 {
        return String::new();
    }
    let fives = count.div_ceil(5);
    let (width, height) = (fives.min(FIVES) * 34, fives.div_ceil(FIVES) * 34);
    let mut svg = format!(
        "<svg width=\"{width}\" viewBox=\"0 0 {width} {height}\" fill=\"none\" stroke=\"currentColor\" \
         stroke-width=\"3\" stroke-linecap=\"round\" aria-hidden=\"true\"><path d=\""
    );
    for at in 0..count {
        let (five, stroke) = (at / 5, at % 5);
        let (left, top) = (five % FIVES * 34, five / FIVES * 34);
        let _ = if stroke == 4 {
            write!(svg, "M{} {}L{} {}", left + 1, top + 24, left + 29, top + 8)
        } else {
            write!(svg, "M{} {}v24", left + 6 + stroke * 6, top + 4)
        };
    }
    svg.push_str("\"/></svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::turus;

    #[test]
    fn the_fifth_stroke_goes_across() {
        assert_eq!(turus(0), "");
        assert_eq!(turus(4).matches("v24").count(), 4);
        assert_eq!(turus(4).matches('L').count(), 0);
        let seven = turus(7);
        assert_eq!(
            (seven.matches("v24").count(), seven.matches('L').count()),
            (6, 1)
        );
        assert!(seven.contains("viewBox=\"0 0 68 34\""), "{seven}");
        assert!(
            turus(41).contains("viewBox=\"0 0 272 68\""),
            "a second line"
        );
    }
}
