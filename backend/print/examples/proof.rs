//! Prints a content file as a sample and says how long it took, for whoever works on a template:
//! `cargo run -p yinzheng-print --example proof -- optimization content.json out.pdf`.

use std::error::Error;
use std::time::Instant;
use std::{env, fs};
use yinzheng_print::{Marking, Printer, Sheet, Template};

/// Prints of the same printer that are timed; the first is cold.
const ROUNDS: u16 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [template, content, out] = arguments.as_slice() else {
        return Err("usage: proof optimization|joint-debug|go-live|bulletin CONTENT.json OUT.pdf".into());
    };
    let template = match template.as_str() {
        "optimization" => Template::Optimization,
        "joint-debug" => Template::JointDebug,
        "go-live" => Template::GoLive,
        "bulletin" => Template::Bulletin,
        other => return Err(format!("{other} is no template").into()),
    };
    let content = serde_json::from_slice(&fs::read(content)?)?;
    let code = |page: u8, pages: u8| format!("YZ1{:0<59}{page:02}{pages:02}", "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    let printer = Printer::new()?;
    for revision in 1..=ROUNDS {
        let begun = Instant::now();
        let printed = printer.print(&Sheet {
            template,
            content: &content,
            reference: "K7QF2M9",
            revision,
            digest_sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            digest_sm3: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
            printed_at: 1_537_400_580,
            marking: Marking::Sample,
            code: &code,
            letters: &|page| format!("K7QF2M9-R1-P{page}-T"),
        })?;
        println!(
            "{} pages, {} bytes, {:.1} ms",
            printed.pages,
            printed.pdf.len(),
            begun.elapsed().as_secs_f64() * 1e3
        );
        if revision == ROUNDS {
            fs::write(out, &printed.pdf)?;
            println!("{}", serde_json::to_string(&printed.boxes)?);
        }
    }
    Ok(())
}
