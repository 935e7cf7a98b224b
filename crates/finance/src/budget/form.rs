//! A line of a budget, and a new budget, as they are typed.

use super::{BudgetLine, Side, Volume};
use crate::domain::LARGEST;
use kernel::id::BudgetLineId;
use kernel::{Money, money};
use serde::Deserialize;
use web::Errors;

/// A line, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LineForm {
    /// `masuk` or `keluar`.
    pub(crate) sisi: String,
    /// Section; may be empty.
    pub(crate) bagian: String,
    /// What for.
    pub(crate) uraian: String,
    /// How much.
    pub(crate) volume: String,
    /// For one.
    pub(crate) harga: String,
    /// `ya` for what is given in kind.
    pub(crate) natura: String,
    /// Where it comes from, or a remark.
    pub(crate) catatan: String,
    /// What the line said when the form was opened; empty for a new one.
    pub(crate) semula: String,
}

impl LineForm {
    /// The form filled with `line`.
    pub(crate) fn of(line: &BudgetLine) -> Self {
        Self {
            sisi: line.side.code().to_owned(),
            bagian: line.section.clone(),
            uraian: line.text.clone(),
            volume: if line.volume.is_one() {
                String::new()
            } else {
                line.volume.to_string()
            },
            harga: match line.price {
                Money(0) => String::new(),
                price => price.to_string(),
            },
            natura: if line.in_kind {
                "ya".into()
            } else {
                String::new()
            },
            catatan: line.note.clone(),
            semula: print_of(line),
        }
    }

    /// What was typed, or what is wrong with it.
    pub(crate) fn read(&self, id: BudgetLineId) -> Result<BudgetLine, Errors> {
        let mut errors = Errors::default();
        let section = errors.within("bagian", &self.bagian, 60);
        let text = errors.required("uraian", &self.uraian, 120);
        let volume = errors.keep("volume", Volume::read(&self.volume));
        let price = price(&mut errors, &self.harga);
        let note = errors.within("catatan", &self.catatan, 120);
        if let (Some(volume), Some(price)) = (&volume, price)
            && volume.times(price).is_none_or(|amount| amount > LARGEST)
        {
            errors.add(
                "harga",
                "Jumlahnya terlalu besar. Periksa volume dan harganya.",
            );
        }
        let (Some(volume), Some(price), true) = (volume, price, errors.is_empty()) else {
            return Err(errors);
        };
        Ok(BudgetLine {
            id,
            side: Side::from_code(&self.sisi),
            section,
            text,
            volume,
            price,
            in_kind: self.natura == "ya",
            note,
        })
    }
}

/// A price; nothing typed is not known yet.
fn price(errors: &mut Errors, typed: &str) -> Option<Money> {
    if typed.trim().is_empty() {
        return Some(Money(0));
    }
    let price = errors.keep("harga", money::read(typed))?;
    if price.0 < 0 || price > LARGEST {
        errors.add("harga", "Harga ini tidak wajar. Periksa angkanya.");
        return None;
    }
    Some(price)
}

/// What `line` says in one text, to see whether somebody changed it meanwhile.
pub(crate) fn print_of(line: &BudgetLine) -> String {
    let kind = if line.in_kind { "natura" } else { "uang" };
    format!(
        "{}|{}|{}|{}|{}|{kind}|{}",
        line.side.code(),
        line.section,
        line.text,
        line.volume,
        line.price.0,
        line.note
    )
}

#[cfg(test)]
mod tests {
    use super::super::content::sample::line;
    use super::*;

    #[test]
    fn a_line_that_is_shown_reads_the_same() {
        let known = line(1, Side::Income, "Iuran", "Iuran KK");
        let form = LineForm::of(&known);
        assert_eq!(
            (form.volume.as_str(), form.harga.as_str()),
            ("3 hari × 20 orang", "Rp15.000")
        );
        assert_eq!(form.read(known.id).unwrap(), known);
        assert_eq!(form.semula, print_of(&known));
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        let form = LineForm {
            volume: "banyak".into(),
            harga: "murah".into(),
            ..LineForm::default()
        };
        let id = line(1, Side::Expense, "", "x").id;
        let errors = form.read(id).unwrap_err();
        for field in ["uraian", "volume", "harga"] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
        let dear = LineForm {
            uraian: "Emas".into(),
            volume: "1.000.000 kg".into(),
            harga: "1 miliar".into(),
            ..LineForm::default()
        };
        assert!(!dear.read(id).unwrap_err().of("harga").is_empty());
    }
}
