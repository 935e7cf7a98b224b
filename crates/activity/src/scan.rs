//! The QR code of a card or a registration at the door: scanned, from a photo for phones whose
//! browser can't, or typed.

use crate::attend::{self, Scanned, made_now};
use crate::domain::{Activity, AttendanceState, How, Session, Tally};
use crate::door::{At, Door, door};
use crate::store;
use askama::Template;
use axum::extract::{Path, State as From};
use axum::response::Response;
use web::{Actor, Ctx, Errors, Flash, Result, Upload, Visitor, filters};

#[derive(Template)]
#[template(path = "scan.html")]
struct ScanPage {
    activity: Activity,
    session: Session,
    here: String,
    tally: Tally,
    typed: String,
    errors: Errors,
    token: String,
}

impl ScanPage {
    async fn of(ctx: &Ctx, visitor: &Visitor, door: Door) -> Result<Self> {
        Ok(Self {
            here: door.here(),
            tally: store::tally(&mut ctx.db.read().await?, door.session.id).await?,
            activity: door.activity,
            session: door.session,
            typed: String::new(),
            errors: Errors::default(),
            token: visitor.token(),
        })
    }
}

pub(crate) async fn show(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    visitor.page("Pindai QR", &ScanPage::of(&ctx, &visitor, door).await?)
}

pub(crate) async fn mark(
    From(ctx): From<Ctx>,
    visitor: Visitor,
    actor: Actor,
    Path(at): At,
    upload: Upload,
) -> Result<Response> {
    let door = door(&ctx, &actor, at).await?;
    let photo = upload.file("foto").map(|file| file.bytes.clone());
    let typed = upload.text("kode").trim().to_owned();
    let (text, how) = match photo {
        Some(bytes) if typed.is_empty() => {
            let found = web::render_blocking(move || Ok::<_, anyhow::Error>(read(&bytes))).await?;
            (found.unwrap_or_default(), How::Qr)
        }
        _ => {
            let how = if typed.contains('/') {
                How::Qr
            } else {
                How::Code
            };
            (typed.clone(), how)
        }
    };
    let scanned = attend::scanned(
        &mut ctx.db.read().await?,
        &door.scope,
        door.activity.id,
        &text,
    )
    .await?;
    let problem = match scanned {
        Scanned::Person(person, name) => {
            let mark = made_now(&actor, person, AttendanceState::Present, how);
            attend::mark(&ctx, &actor, door.session.id, &[mark]).await?;
            let back = format!("{}/pindai", door.here());
            return Ok(visitor.redirect_with(&back, &Flash::ok(format!("{name} hadir."))));
        }
        Scanned::Elsewhere => {
            "Kartu ini dari organisasi lain. Kalau orangnya ikut, tulis namanya di Peserta datang langsung."
        }
        Scanned::Unknown if text.is_empty() => {
            "Kode QR tidak terbaca. Foto lagi lebih dekat dan terang, atau ketik kodenya."
        }
        Scanned::Unknown => {
            "Kode ini bukan kartu anggota atau pendaftaran. Periksa lagi, atau ketik kodenya."
        }
    };
    let mut page = ScanPage::of(&ctx, &visitor, door).await?;
    page.errors.add("kode", problem);
    page.typed = typed.chars().take(200).collect();
    visitor.page_again("Pindai QR", &page)
}

/// The text of the first QR code in a JPEG or PNG photo.
fn read(photo: &[u8]) -> Option<String> {
    let mut reader = image::ImageReader::new(std::io::Cursor::new(photo))
        .with_guessed_format()
        .ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(12_000);
    limits.max_image_height = Some(12_000);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    // A code fills much of a photo; a smaller picture is read faster and no worse.
    [1_000, 2_000].into_iter().find_map(|side| {
        let small = picture.thumbnail(side, side).into_luma8();
        let (width, height) = (small.width() as usize, small.height() as usize);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            small.get_pixel(x as u32, y as u32).0[0]
        });
        prepared
            .detect_grids()
            .iter()
            .find_map(|grid| grid.decode().ok().map(|(_, text)| text))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_printed_code_is_read_from_its_picture() {
        let code = qrcode::QrCode::new("http://127.0.0.1:8080/p/abc").unwrap();
        let size = code.width();
        let picture = image::GrayImage::from_fn(600, 600, |x, y| {
            let module = |at: u32| {
                (at as usize * (size + 8) / 600)
                    .checked_sub(4)
                    .filter(|m| *m < size)
            };
            let dark = module(x)
                .zip(module(y))
                .is_some_and(|(x, y)| code[(x, y)] == qrcode::Color::Dark);
            image::Luma([if dark { 0 } else { 255 }])
        });
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        assert_eq!(
            super::read(png.get_ref()).as_deref(),
            Some("http://127.0.0.1:8080/p/abc")
        );
    }

    #[test]
    fn rubbish_is_no_code() {
        assert_eq!(super::read(b"not a picture"), None);
        assert_eq!(super::read(&[]), None);
    }
}
