//! The crates aho-corasick and daachorse on the job of bench/gazetteer.lua: TEXT MARKS LIST CASE
//! -> lines of name, MB/s, matches, their sum, seconds to build.

use aho_corasick::AhoCorasick;
use daachorse::DoubleArrayAhoCorasick;
use std::env::args;
use std::fs;

extern "C" {
    fn clock() -> std::ffi::c_long; // microseconds of the processor, by POSIX
}

fn seconds() -> f64 {
    // Safe: it takes nothing and changes nothing.
    unsafe { clock() as f64 * 1e-6 }
}

/// The leftmost-longest of the matches that begin and end with tokens: how many, and a sum.
fn select(mut found: Vec<(u32, u32)>) -> (usize, u64) {
    found.sort_unstable_by_key(|&(start, end)| (start, u32::MAX - end));
    let (mut next, mut count, mut sum) = (0, 0, 0u64);
    for (start, end) in found {
        if start < next {
            continue;
        }
        next = end;
        count += 1;
        sum = sum.wrapping_add(start as u64 * 31 + end as u64);
    }
    (count, sum)
}

/// Times a search of the text, which is folded first where it has to be, and prints a line.
fn report(
    name: &str,
    build: f64,
    text: &[u8],
    folded: bool,
    search: impl Fn(&[u8]) -> Vec<(u32, u32)>,
) {
    let (mut best, mut result) = (f64::INFINITY, (0, 0));
    for _ in 0..3 {
        let from = seconds();
        result = if folded {
            select(search(&text.to_ascii_lowercase()))
        } else {
            select(search(text))
        };
        best = best.min(seconds() - from);
    }
    let rate = text.len() as f64 / best / 1e6;
    println!("{name}\t{rate:.1}\t{}\t{}\t{build:.2}", result.0, result.1 % 1_000_000_007);
}

fn main() {
    let paths: Vec<String> = args().skip(1).collect();
    let text = fs::read(&paths[0]).expect("a text");
    let marks = fs::read(&paths[1]).expect("marks");
    let list = fs::read_to_string(&paths[2]).expect("a list");
    let folded = paths[3] == "folded";
    let list = if folded { list.to_ascii_lowercase() } else { list };
    let mut names: Vec<&str> = list.lines().filter(|line| !line.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let whole = |start: usize, end: usize| marks[start] & 1 != 0 && marks[end] & 2 != 0;

    let from = seconds();
    let automaton = AhoCorasick::new(&names).expect("an automaton");
    report("Rust aho-corasick", seconds() - from, &text, folded, |text| {
        automaton
            .find_overlapping_iter(text)
            .filter(|m| whole(m.start(), m.end()))
            .map(|m| (m.start() as u32, m.end() as u32))
            .collect()
    });
    drop(automaton);

    let from = seconds();
    let automaton = DoubleArrayAhoCorasick::<u32>::new(&names).expect("an automaton");
    report("daachorse", seconds() - from, &text, folded, |text| {
        automaton
            .find_overlapping_iter(text)
            .filter(|m| whole(m.start(), m.end()))
            .map(|m| (m.start() as u32, m.end() as u32))
            .collect()
    });
}
