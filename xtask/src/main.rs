//! The project's workshop: sets up, builds, runs, tests and measures.

mod bench;
mod build;
mod digest;
mod paths;
mod process;
mod progress;
mod run;
mod setup;
mod test;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The project's workshop.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch what a build needs and this machine lacks; never needs root
    Setup,
    /// Build the page into target/dist and the server into target/release
    Build(build::Options),
    /// Set up, build and serve the demonstration on 127.0.0.1:8080
    Run,
    /// Set up and run every check and test
    Test(test::Options),
    /// Build for release and measure side by side
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Task::Setup => setup::run(),
        Task::Build(options) => setup::run().and_then(|()| build::run(&options)),
        Task::Run => run::run(),
        Task::Test(options) => test::run(&options),
        Task::Bench(options) => bench::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            process::exit_code(&error)
        }
    }
}
