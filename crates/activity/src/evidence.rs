//! What activities prove of the organisation: held in the last twelve months, with whom, and what
//! papers came of them.

use crate::store::{HeldIn, held_in};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::access::Scope;
use web::{Aspect, BoxFuture, Ctx, Evidence, Result};

/// See the module's words.
pub(crate) fn of_activities<'a>(
    ctx: &'a Ctx,
    scope: &'a Scope,
    today: Date,
) -> BoxFuture<'a, Result<Vec<Evidence>>> {
    Box::pin(async move {
        let from = today.saturating_sub(1.year());
        let held = held_in(&mut ctx.db.read().await?, scope, from, today).await?;
        Ok(told(held))
    })
}

fn told(held: HeldIn) -> Vec<Evidence> {
    let of = |aspect, what: &str| Evidence::of(aspect, what, "/kegiatan");
    let activities = of(Aspect::Activities, "Kegiatan 12 bulan terakhir");
    let attendance = of(Aspect::Administration, "Daftar hadir 12 bulan terakhir");
    if held.activities == 0 {
        let none = "Belum ada kegiatan yang tercatat selesai";
        return vec![activities.lacking(none), attendance.lacking(none)];
    }
    let activities = activities.there(match held.people {
        0 => format!("{} kegiatan", held.activities),
        people => format!("{} kegiatan, {people} orang pernah hadir", held.activities),
    });
    let attendance = match held.marks {
        0 => attendance,
        marks => attendance.there(format!(
            "{marks} tanda hadir pada {} kegiatan",
            held.attended
        )),
    };
    let attendance = match held.activities - held.attended {
        0 => attendance,
        without => attendance.lacking(format!("{without} kegiatan tanpa catatan kehadiran")),
    };
    let certificates = of(Aspect::Administration, "Sertifikat 12 bulan terakhir");
    let certificates = match held.certificates {
        0 => certificates.lacking("Belum ada sertifikat yang dibuat"),
        count => certificates.there(format!("{count} sertifikat, bisa diperiksa keasliannya")),
    };
    vec![activities, attendance, certificates]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_held_proves_nothing() {
        for one in told(HeldIn::default()) {
            assert!(one.figure.is_empty() && !one.missing.is_empty(), "{one:?}");
        }
    }

    #[test]
    fn an_activity_without_attendance_is_told() {
        let all = told(HeldIn {
            activities: 3,
            attended: 2,
            people: 40,
            marks: 55,
            certificates: 0,
        });
        assert_eq!(all[0].figure, "3 kegiatan, 40 orang pernah hadir");
        assert_eq!(all[1].figure, "55 tanda hadir pada 2 kegiatan");
        assert_eq!(all[1].missing, "1 kegiatan tanpa catatan kehadiran");
        assert!(all[2].figure.is_empty());
    }
}
