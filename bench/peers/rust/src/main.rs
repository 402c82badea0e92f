//! The crate unicode-segmentation: words (UAX #29), as peer.h times and prints them.

use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

extern "C" {
    fn clock() -> std::ffi::c_long; // microseconds of the processor, by POSIX
}

fn seconds() -> f64 {
    // Safe: it takes nothing and changes nothing.
    unsafe { clock() as f64 * 1e-6 }
}

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let text = std::fs::read_to_string(path).expect("a text in UTF-8");
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let from = seconds();
        black_box(text.split_word_bound_indices().count());
        best = best.min(seconds() - from);
    }
    println!("Rust words\t{:.1}", text.len() as f64 / best / 1e6);
}
