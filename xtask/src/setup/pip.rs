//! pip, for wheels.

use crate::process::{find, output, run};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A way to call pip.
pub struct Python {
    program: PathBuf,
    module: Option<&'static str>,
}

impl Python {
    /// The pip of this machine, as a module of Python or as a program.
    pub fn find() -> Option<Self> {
        let module = find(&["python3", "python"])
            .map(|program| Self {
                program,
                module: Some("pip"),
            })
            .filter(Self::works);
        let program = || find(&["pip3", "pip"]).map(|program| Self { program, module: None });
        module.or_else(program).filter(Self::works)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        if let Some(module) = self.module {
            command.args(["-m", module]);
        }
        command
    }

    fn works(&self) -> bool {
        output(self.command().arg("--version")).is_ok()
    }

    /// Unpacks one wheel, without its dependencies, into a folder.
    pub fn install(&self, requirement: &str, folder: &Path) -> Result<()> {
        let _ = fs::remove_dir_all(folder);
        run(self
            .command()
            .args([
                "install",
                "--quiet",
                "--no-deps",
                "--only-binary=:all:",
                "--no-cache-dir",
            ])
            .args(["--disable-pip-version-check", "--root-user-action=ignore", "--target"])
            .arg(folder)
            .arg(requirement))
    }
}
