//! The row of a unit's settings.

use crate::settings::SettingsForm;
use kernel::access::Scope;
use kernel::id::FileId;
use storage::{FromRow, Query, Row, Tx, args};
use web::Result;

pub(crate) struct SettingsRow {
    pub(crate) name: String,
    pub(crate) village: String,
    pub(crate) address: String,
    pub(crate) phone: String,
    pub(crate) sheet: String,
    pub(crate) logo: Option<FileId>,
    pub(crate) version: i64,
}

impl FromRow for SettingsRow {
    fn from_row(row: &Row) -> storage::Result<Self> {
        Ok(Self {
            name: row.get(0)?,
            village: row.get(1)?,
            address: row.get(2)?,
            phone: row.get(3)?,
            sheet: row.get(4)?,
            logo: row.get(5)?,
            version: row.get(6)?,
        })
    }
}

pub(crate) async fn find(db: &mut impl Query, scope: &Scope) -> Result<SettingsRow> {
    Ok(db
        .one(
            "select name, village, address, phone, sheet, logo_id, version from unit where id = $1",
            args![scope.unit()],
        )
        .await?)
}

/// Writes the form over the row, if it still has the form's version.
pub(crate) async fn change(
    tx: &mut Tx,
    scope: &Scope,
    form: &SettingsForm,
    logo: Option<FileId>,
) -> Result<bool> {
    let sheet = if form.kertas == "a4" { "a4" } else { "f4" };
    let changed = tx
        .run(
            "update unit set name = $3, address = $4, phone = $5, sheet = $6,
                             logo_id = coalesce($7, logo_id), name_key = $8,
                             version = version + 1
              where id = $1 and version = $2",
            args![
                scope.unit(),
                form.versi.parse::<i64>().unwrap_or(0),
                form.nama.trim(),
                form.alamat.trim(),
                form.telepon.trim(),
                sheet,
                logo,
                crate::unit::name_key(&form.nama)
            ],
        )
        .await?;
    Ok(changed > 0)
}
