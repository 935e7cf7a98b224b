//! What a network can't be built from, as one Indonesian sentence with its place in the input.
//! Places count from 1, the way people count rows.

/// Why a network was refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// A tie names a node that doesn't exist.
    #[error(
        "hubungan ke-{place} menyebut simpul {node}, padahal simpul hanya 0 sampai kurang dari {nodes}"
    )]
    UnknownNode {
        /// The row of the tie, from 1.
        place: usize,
        /// The number it names.
        node: u32,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A tie of a node with itself.
    #[error("hubungan ke-{place} mengaitkan simpul {node} dengan dirinya sendiri")]
    Loop {
        /// The row of the tie, from 1.
        place: usize,
        /// The node.
        node: u32,
    },
    /// The same tie twice, in either direction.
    #[error("hubungan antara simpul {a} dan {b} tertulis dua kali")]
    TieTwice {
        /// The smaller end.
        a: u32,
        /// The larger end.
        b: u32,
    },
    /// A weight that is not a finite number above zero.
    #[error("bobot hubungan ke-{place} adalah {weight}, padahal harus bilangan lebih dari nol")]
    Weight {
        /// The row of the tie, from 1.
        place: usize,
        /// The weight it has.
        weight: f64,
    },
    /// An attendance names a person that doesn't exist.
    #[error(
        "kehadiran ke-{place} menyebut orang {person}, padahal orang hanya 0 sampai kurang dari {persons}"
    )]
    UnknownPerson {
        /// The row of the attendance, from 1.
        place: usize,
        /// The number it names.
        person: u32,
        /// How many persons there are.
        persons: usize,
    },
    /// An attendance names an event that doesn't exist.
    #[error(
        "kehadiran ke-{place} menyebut acara {event}, padahal acara hanya 0 sampai kurang dari {events}"
    )]
    UnknownEvent {
        /// The row of the attendance, from 1.
        place: usize,
        /// The number it names.
        event: u32,
        /// How many events there are.
        events: usize,
    },
    /// The same person twice in one event.
    #[error("orang {person} tercatat dua kali di acara {event}")]
    AttendanceTwice {
        /// The person.
        person: u32,
        /// The event.
        event: u32,
    },
    /// A file of pairs that ends within one.
    #[error(
        "berkas terpotong: sesudah kehadiran ke-{whole} masih ada {rest} bita, satu kehadiran 8 bita"
    )]
    CutOff {
        /// How many pairs are whole.
        whole: usize,
        /// How many bytes follow them.
        rest: usize,
    },
    /// A line that is not two numbers.
    #[error("baris ke-{line} bukan nomor orang dan nomor acara dengan koma di antaranya")]
    Line {
        /// The line, from 1.
        line: usize,
    },
    /// A last line without an end.
    #[error("baris ke-{line}, yang terakhir, tidak selesai; berkas mungkin terpotong")]
    LastLine {
        /// The line, from 1.
        line: usize,
    },
    /// A number far above the count of attendances.
    #[error("nomor {number} terlalu besar untuk {count} kehadiran; nomori orang dan acara dari 0")]
    Sparse {
        /// The largest number.
        number: usize,
        /// How many attendances there are.
        count: usize,
    },
    /// More nodes than a 32-bit number can name.
    #[error("jaringan terlalu besar: {count} simpul, paling banyak 4.294.967.295")]
    TooLarge {
        /// How many were asked for.
        count: usize,
    },
    /// A node that doesn't exist.
    #[error("simpul {node} tidak ada; simpul hanya 0 sampai kurang dari {nodes}")]
    Node {
        /// The number named.
        node: u32,
        /// How many nodes there are.
        nodes: usize,
    },
    /// An event that doesn't exist.
    #[error("acara {event} tidak ada; acara hanya 0 sampai kurang dari {events}")]
    Event {
        /// The number named.
        event: u32,
        /// How many events there are.
        events: usize,
    },
    /// More persons and events than can be shuffled.
    #[error("daftar hadir terlalu besar untuk diacak: {cells} sel, paling banyak {most}")]
    TooWide {
        /// Persons times events.
        cells: usize,
        /// How many there may be.
        most: usize,
    },
    /// A list about nodes that is shorter or longer than the nodes are many.
    #[error("daftar memuat {given} isian, padahal jaringan punya {nodes} simpul")]
    Length {
        /// How many entries the list has.
        given: usize,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A value of a node that is no number.
    #[error("nilai ke-{place} bukan bilangan")]
    Value {
        /// The entry, from 1.
        place: usize,
    },
    /// A resolution that is not a finite number above zero.
    #[error("resolusi adalah {0}, padahal harus bilangan lebih dari nol")]
    Resolution(f64),
}
