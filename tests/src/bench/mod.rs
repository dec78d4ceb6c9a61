//! Measurements: a table on screen and a file of figures for each section.

mod check;
pub(crate) mod lists;
mod machine;
mod page;
mod paper;
mod print;
pub(crate) mod report;
mod roll;
mod samples;
pub(crate) mod scan;
mod sheets;
mod statistics;
mod submit;

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use machine::Machine;
use report::publish;

/// What to measure.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Only this section
    #[arg(long, value_enum)]
    only: Option<Section>,
    /// Short runs, to see that everything works; figures are rough
    #[arg(long)]
    quick: bool,
    /// Scanned pages to generate and read [default: 2000, 60 with --quick]
    #[arg(long)]
    pages: Option<u64>,
    /// Items to list, with a fifth as many records [default: 1000000, 50000 with --quick]
    #[arg(long)]
    items: Option<usize>,
}

/// One measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Section {
    /// Time of one check of a form, natively and in the browser
    Check,
    /// Time of every list, board and search, with a million items
    Lists,
    /// Bytes that the first page costs
    Page,
    /// Time to print a form
    Print,
    /// Frames of a long list that is scrolled and edited
    Roll,
    /// Share of scanned pages that are matched, and time of one
    Scan,
    /// Time to read and write a long list
    Sheets,
    /// Submissions a second that are on disk when acknowledged
    Submit,
}

/// How long to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effort {
    /// Enough for figures to be quoted.
    Full,
    /// Enough to see that it works.
    Quick,
}

impl Effort {
    /// The one or the other value.
    fn choose<T>(self, full: T, quick: T) -> T {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }
}

/// Measures what the options name, prints tables and writes `target/bench/{section}.json`.
///
/// # Errors
/// When a program, the page, the server or a database that a section needs is missing.
pub fn run(options: &Options) -> Result<()> {
    let machine = Machine::look();
    println!("{machine}");
    let effort = if options.quick { Effort::Quick } else { Effort::Full };
    let sections = options
        .only
        .map_or_else(|| Section::value_variants().to_vec(), |section| vec![section]);
    for section in sections {
        println!();
        section
            .measure(effort, options, &machine)
            .with_context(|| format!("measuring {}", section.name()))?;
    }
    Ok(())
}

impl Section {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn measure(self, effort: Effort, options: &Options, machine: &Machine) -> Result<()> {
        let name = self.name();
        match self {
            Self::Check => publish(&name, machine, effort, &waiting(check::measure(effort))?),
            Self::Lists => publish(&name, machine, effort, &waiting(lists::measure(effort, options.items))?),
            Self::Page => publish(&name, machine, effort, &waiting(page::measure())?),
            Self::Print => publish(&name, machine, effort, &waiting(print::measure(effort))?),
            Self::Roll => publish(&name, machine, effort, &waiting(roll::measure(effort))?),
            Self::Scan => {
                let pages = options.pages.unwrap_or(effort.choose(2000, 60));
                let program = std::env::current_exe()?;
                publish(
                    &name,
                    machine,
                    effort,
                    &scan::measure(scan::FIRST_SEED, pages, &program)?,
                )
            }
            Self::Sheets => publish(&name, machine, effort, &sheets::measure(effort)?),
            Self::Submit => publish(&name, machine, effort, &waiting(submit::measure(effort))?),
        }
    }
}

/// Runs something that waits for servers and browsers.
fn waiting<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(work)
}
