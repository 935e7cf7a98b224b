//! A file system for SQLite that forgets what was not synced when the power is cut.
//! Files are images in memory: writes go to `current`, a sync makes `durable` equal to it.
//! Locks and shared memory are the operating system's own, on empty files of the same names.

#![allow(unsafe_code)]

use rusqlite::ffi;
use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::Path;
use std::ptr;
use std::sync::{LazyLock, Mutex, MutexGuard, Once};

#[derive(Default)]
struct Image {
    current: Vec<u8>,
    durable: Vec<u8>,
}

static IMAGES: LazyLock<Mutex<HashMap<String, Image>>> = LazyLock::new(Mutex::default);

fn images() -> MutexGuard<'static, HashMap<String, Image>> {
    IMAGES.lock().unwrap()
}

/// Registers the file system once; gives its name.
pub fn vfs() -> &'static str {
    static ONCE: Once = Once::new();
    // SAFETY: SQLite keeps the registered struct for ever, and it is leaked; its other functions
    // are the default file system's, which do not look at the struct they are given but for
    // `pAppData`, which is copied too.
    ONCE.call_once(|| unsafe {
        let mut shim = *system();
        shim.zName = c"power".as_ptr();
        shim.pNext = ptr::null_mut();
        shim.szOsFile += size_of::<File>() as c_int;
        shim.xOpen = Some(open);
        shim.xDelete = Some(delete);
        shim.xAccess = Some(access);
        assert_eq!(
            ffi::sqlite3_vfs_register(Box::leak(Box::new(shim)), 0),
            ffi::SQLITE_OK
        );
    });
    "power"
}

/// Cuts the power: what was synced of the database at `path` is what `folder` gets.
pub fn cut(path: &Path, folder: &Path) {
    std::fs::create_dir(folder).unwrap();
    let (path, images) = (path.to_str().unwrap(), images());
    for suffix in ["", "-wal", "-journal"] {
        if let Some(image) = images.get(&format!("{path}{suffix}")) {
            std::fs::write(folder.join(format!("guyub.db{suffix}")), &image.durable).unwrap();
        }
    }
}

fn system() -> *mut ffi::sqlite3_vfs {
    static SYSTEM: LazyLock<usize> = LazyLock::new(|| {
        // SAFETY: asks for the default file system, before another is registered as default.
        unsafe { ffi::sqlite3_vfs_find(ptr::null()) as usize }
    });
    *SYSTEM as *mut ffi::sqlite3_vfs
}

/// An open file: SQLite's head, its name, and behind it in memory the system's own file.
#[repr(C)]
struct File {
    head: ffi::sqlite3_file,
    name: *const c_char,
}

/// The system's file behind `file`.
unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: `szOsFile` asked for room for both.
    unsafe { file.cast::<File>().add(1).cast() }
}

/// A name as a key.
unsafe fn key(name: *const c_char) -> String {
    // SAFETY: SQLite gives names that end in a zero and live as long as the open file.
    unsafe { CStr::from_ptr(name) }.to_str().unwrap().to_owned()
}

unsafe fn with<T>(file: *mut ffi::sqlite3_file, work: impl FnOnce(&mut Image) -> T) -> T {
    // SAFETY: `file` was opened by `open`.
    let key = unsafe { key((*file.cast::<File>()).name) };
    work(images().entry(key).or_default())
}

/// Calls the system's method of an open file.
macro_rules! of_system {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        // SAFETY: the system's file was opened in `open`, with the methods it has.
        unsafe {
            let real = real($file);
            ((*(*real).pMethods).$method.unwrap())(real $(, $argument)*)
        }
    }};
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives a file of `szOsFile` bytes; the system opens its own part of it.
    unsafe {
        (*file).pMethods = ptr::null();
        assert!(!name.is_null(), "temporary files are kept in memory");
        let code = ((*system()).xOpen.unwrap())(system(), name, real(file), flags, out_flags);
        if code == ffi::SQLITE_OK {
            (*file.cast::<File>()).name = name;
            (*file).pMethods = &raw const METHODS;
            with(file, |_| ());
        }
        code
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: as SQLite asked.
    unsafe {
        images().remove(&key(name));
        ((*system()).xDelete.unwrap())(system(), name, sync)
    }
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    answer: *mut c_int,
) -> c_int {
    // SAFETY: as SQLite asked; the system's files are empty, so the image says what is there.
    unsafe {
        let code = ((*system()).xAccess.unwrap())(system(), name, flags, answer);
        if let Some(image) = images().get(&key(name)) {
            *answer = c_int::from(!image.current.is_empty());
        }
        code
    }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    of_system!(file, xClose)
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let (amount, offset) = (amount as usize, offset as usize);
    // SAFETY: SQLite gives a buffer of `amount` bytes.
    unsafe {
        with(file, |image| {
            let there = image.current.get(offset..).unwrap_or_default();
            let there = &there[..there.len().min(amount)];
            ptr::write_bytes(into.cast::<u8>(), 0, amount);
            ptr::copy_nonoverlapping(there.as_ptr(), into.cast(), there.len());
            if there.len() < amount {
                ffi::SQLITE_IOERR_SHORT_READ
            } else {
                ffi::SQLITE_OK
            }
        })
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    // SAFETY: SQLite gives a buffer of `amount` bytes.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), amount as usize) };
    let start = offset as usize;
    let end = start + bytes.len();
    // SAFETY: an open file.
    unsafe {
        with(file, |image| {
            if image.current.len() < end {
                image.current.resize(end, 0);
            }
            image.current[start..end].copy_from_slice(bytes);
        });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: an open file.
    unsafe { with(file, |image| image.current.truncate(size as usize)) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file.
    unsafe { with(file, |image| image.durable.clone_from(&image.current)) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: an open file, and a place for the answer.
    unsafe { *size = with(file, |image| image.current.len() as i64) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    of_system!(file, xLock, level)
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    of_system!(file, xUnlock, level)
}

unsafe extern "C" fn check_reserved_lock(
    file: *mut ffi::sqlite3_file,
    answer: *mut c_int,
) -> c_int {
    of_system!(file, xCheckReservedLock, answer)
}

unsafe extern "C" fn control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    of_system!(file, xSectorSize)
}

unsafe extern "C" fn characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    of_system!(file, xDeviceCharacteristics)
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    memory: *mut *mut c_void,
) -> c_int {
    of_system!(file, xShmMap, region, size, extend, memory)
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    of_system!(file, xShmLock, offset, count, flags)
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    of_system!(file, xShmBarrier);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    of_system!(file, xShmUnmap, delete)
}
