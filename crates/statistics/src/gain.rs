//! Normalised gain: how much of what could still be learned was learned (Hake 1998).
//! The gain of the class averages and the average of the single gains are two numbers: say which.

use crate::undefined::finite;
use crate::{Figure, Undefined};

/// How high a gain is (Hake 1998, American Journal of Physics 66, 64-74).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// Below 0.3; a fall too.
    Low,
    /// From 0.3.
    Medium,
    /// From 0.7.
    High,
}

impl Band {
    /// The band of a gain; a limit belongs to the band above it, whatever the last bit says.
    #[must_use]
    pub fn of(gain: f64) -> Self {
        match gain + 1e-12 {
            ..0.3 => Self::Low,
            ..0.7 => Self::Medium,
            _ => Self::High,
        }
    }
}

/// (after − before) / (full − before); a fall gives a gain below zero.
///
/// # Errors
///
/// [`Undefined::NoRoom`] when `before` is full already, [`Undefined::Senseless`] for what is no
/// number or lies above `full`.
pub fn gain(before: f64, after: f64, full: f64) -> Figure {
    let room = finite(full - before)?;
    if room == 0.0 {
        return Err(Undefined::NoRoom);
    }
    if room < 0.0 || after > full {
        return Err(Undefined::Senseless);
    }
    finite((after - before) / room)
}

/// The gains of a class whose persons were asked before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassGain {
    /// The gain of the averages: the figure that is called ⟨g⟩.
    pub of_averages: Figure,
    /// The average of the single gains, over those who have one.
    pub average_of_persons: Figure,
    /// The gain of each person, in the order given.
    pub persons: Vec<Figure>,
}

impl ClassGain {
    /// The gains of `persons`, each before and after, of `full` at most.
    #[must_use]
    pub fn of(persons: &[(f64, f64)], full: f64) -> Self {
        let n = persons.len() as f64;
        let average = |part: fn(&(f64, f64)) -> f64| persons.iter().map(part).sum::<f64>() / n;
        let of_averages = if persons.is_empty() {
            Err(Undefined::NoAnswers)
        } else {
            gain(average(|p| p.0), average(|p| p.1), full)
        };
        let persons: Vec<Figure> = persons.iter().map(|p| gain(p.0, p.1, full)).collect();
        Self {
            of_averages,
            average_of_persons: average_of(&persons),
            persons,
        }
    }

    /// How many persons have no gain, since they stood at the top before.
    #[must_use]
    pub fn without(&self) -> usize {
        self.persons.iter().filter(|gain| gain.is_err()).count()
    }
}

fn average_of(gains: &[Figure]) -> Figure {
    let known: Vec<f64> = gains.iter().filter_map(|gain| gain.ok()).collect();
    match (known.len(), gains.len()) {
        (_, 0) => Err(Undefined::NoAnswers),
        (0, _) => Err(Undefined::NoRoom),
        (n, _) => finite(known.iter().sum::<f64>() / n as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stood_at_the_top_is_left_out_and_counted() {
        let class = ClassGain::of(&[(100.0, 100.0), (50.0, 75.0), (0.0, 100.0)], 100.0);
        assert_eq!(class.persons[0], Err(Undefined::NoRoom));
        assert_eq!(class.average_of_persons, Ok(0.75));
        assert_eq!(class.without(), 1);
    }

    #[test]
    fn a_fall_is_kept() {
        assert_eq!(gain(50.0, 25.0, 100.0), Ok(-0.5));
        assert_eq!(Band::of(-0.5), Band::Low);
    }

    #[test]
    fn the_class_and_its_persons_are_two_numbers() {
        let class = ClassGain::of(&[(80.0, 90.0), (20.0, 100.0)], 100.0);
        assert_eq!(class.of_averages, Ok(0.9));
        assert_eq!(class.average_of_persons, Ok(0.75));
    }

    #[test]
    fn limits_belong_to_the_band_above() {
        let at = |g| Band::of(g);
        assert_eq!(
            (at(0.3), at(0.7), at(0.1 + 0.2), at(0.299)),
            (Band::Medium, Band::High, Band::Medium, Band::Low)
        );
    }

    #[test]
    fn nobody_gains_nothing() {
        let none = ClassGain::of(&[], 100.0);
        assert_eq!(none.of_averages, Err(Undefined::NoAnswers));
        assert_eq!(none.average_of_persons, Err(Undefined::NoAnswers));
        assert_eq!(gain(120.0, 100.0, 100.0), Err(Undefined::Senseless));
    }
}
