//! The sketch map with what is on it, as a drawing: the picture, and a numbered point for each thing.

use super::{Potential, Spot};
use std::fmt::Write as _;

/// Width of the drawing in its own units.
const WIDTH: i64 = 1_000;

/// The drawing: `picture` is the sketch's address with its size in pixels, each thing a number and
/// where it leads. A thing without a place is left out.
#[must_use]
pub fn map(picture: &str, (width, height): (i64, i64), things: &[(usize, &Potential)]) -> String {
    let tall = height * WIDTH / width.max(1);
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {tall}\" role=\"group\" \
         aria-label=\"Denah desa\"><image href=\"{picture}\" width=\"{WIDTH}\" height=\"{tall}\"/>"
    );
    for (number, thing) in things {
        if let Some(spot) = thing.spot {
            let (x, y) = at(spot, tall);
            let _ = write!(
                svg,
                "<a href=\"/potensi/{id}\" aria-label=\"{number}. {name}\"><circle cx=\"{x}\" cy=\"{y}\" r=\"34\" \
                 fill=\"{colour}\" stroke=\"#fff\" stroke-width=\"6\"/><text x=\"{x}\" y=\"{below}\" \
                 fill=\"#fff\" font-size=\"36\" font-weight=\"700\" text-anchor=\"middle\">{number}</text></a>",
                id = thing.id,
                name = escaped(&thing.says.name),
                colour = thing.says.capital.colour(),
                below = y + 13,
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

fn at(spot: Spot, tall: i64) -> (i64, i64) {
    (i64::from(spot.x), i64::from(spot.y) * tall / 1_000)
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::{Capital, NewPotential};
    use super::*;

    #[test]
    fn a_thing_stands_where_it_was_put_and_one_without_a_place_nowhere() {
        let thing = |name: &str, spot: Option<Spot>| Potential {
            id: storage::fresh(),
            says: NewPotential {
                capital: Capital::Nature,
                name: name.into(),
                note: String::new(),
                owner: String::new(),
                condition: None,
                hamlet: String::new(),
                coordinates: None,
            },
            spot,
            photo: None,
            edition: 1,
        };
        let embung = thing("Embung <\"besar\">", Some(Spot { x: 250, y: 500 }));
        let sawah = thing("Sawah", None);
        let svg = map("/potensi/denah", (800, 400), &[(1, &embung), (2, &sawah)]);
        assert!(svg.contains("viewBox=\"0 0 1000 500\""), "{svg}");
        assert!(svg.contains("cx=\"250\" cy=\"250\""), "{svg}");
        assert!(svg.contains("1. Embung &lt;&quot;besar&quot;&gt;"), "{svg}");
        assert!(!svg.contains("Sawah"));
    }
}
