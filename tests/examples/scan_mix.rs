//! Reads a mix of generated scans of a printed form with the real decoder, worker process
//! included, and prints what became of them:
//! `cargo run -p yinzheng-tests --example scan_mix -- FORM.pdf FIRST_SEED COUNT [FOLDER]`.
//! Scans are kept in the folder, named by their seed.
//! Plans of scans that were not read go to standard error, one JSON object a line.

use std::collections::HashMap;
use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use yinzheng_tests::generator::{Layout, Plan, Tally, apply, rasterise};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next().expect("a PDF");
    if first == yinzheng_scan::WORKER_ARGUMENT {
        return yinzheng_scan::worker();
    }
    let form = PathBuf::from(first);
    let mut number = || arguments.next().and_then(|n| n.parse::<u64>().ok()).expect("a number");
    let (from, count) = (number(), number());
    let keep = arguments.next().map(PathBuf::from);
    let program = std::env::current_exe().expect("this program has a path");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("scan");
    let layout = Layout::a4();
    let mut pages = HashMap::new();
    let mut tally = Tally::default();
    for seed in from..from + count {
        let plan = Plan::draw(seed, &layout);
        let sides = pages.entry(plan.dpi).or_insert_with(|| rasterise(&form, plan.dpi));
        let page = &sides[seed as usize % sides.len()];
        std::fs::write(&path, apply(page, &plan, &layout)).expect("room for a scan");
        if let Some(folder) = &keep {
            std::fs::copy(&path, folder.join(seed.to_string())).expect("room for a scan");
        }
        let file = File::open(&path).expect("the scan");
        let start = Instant::now();
        let decoded = yinzheng_scan::decode(&program, file, &yinzheng_scan::Limits::default());
        let took = start.elapsed();
        let page = &decoded.expect("an honest scan is not refused").pages[0];
        let own = |text: &str| text.starts_with(yinzheng_scan::CODE_PREFIX);
        let read = page.codes.iter().any(|code| own(&code.text));
        let upright = page.turned.degrees() == (4 - u16::from(plan.quarters)) % 4 * 90;
        assert!(!read || upright, "seed {seed} lies on its side: {:?}", page.turned);
        if !read {
            eprintln!("{}", serde_json::to_string(&plan).expect("plans are JSON"));
        }
        tally.note(&plan, read, took);
    }
    println!("{tally}");
    ExitCode::SUCCESS
}
