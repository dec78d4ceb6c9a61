//! apt-get and dpkg, for Debian packages, without root.

use super::fresh;
use crate::paths;
use crate::process::{find, output, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Unpacks a package and those of its dependencies that are not installed.
pub fn unpack_with_dependencies(package: &str, folder: &Path) -> Result<()> {
    let apt = Apt::prepare()?;
    let plan = output(
        apt.get()
            .args(["--simulate", "--no-install-recommends", "install", package]),
    )?;
    apt.unpack(&planned(&plan), folder)
}

/// The packages that a simulated installation would install.
fn planned(simulation: &str) -> Vec<String> {
    simulation
        .lines()
        .filter_map(|line| line.strip_prefix("Inst ")?.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// apt-get with package lists of our own, as the machine's may be missing.
struct Apt;

impl Apt {
    fn prepare() -> Result<Self> {
        if find(&["apt-get"]).is_none() || find(&["dpkg"]).is_none() {
            bail!("there is no apt-get");
        }
        let home = paths::setup().join("apt");
        fs::create_dir_all(home.join("lists/partial"))?;
        fs::create_dir_all(home.join("cache/archives/partial"))?;
        run(Self.get().args(["--quiet=2", "update"]))?;
        Ok(Self)
    }

    fn get(&self) -> Command {
        let home = paths::setup().join("apt");
        let mut command = Command::new("apt-get");
        command
            .arg("-o")
            .arg(format!("Dir::State::Lists={}", home.join("lists").display()))
            .arg("-o")
            .arg(format!("Dir::Cache={}", home.join("cache").display()))
            .args(["-o", "Debug::NoLocking=true", "-o", "APT::Sandbox::User="]);
        command
    }

    fn unpack(&self, packages: &[String], folder: &Path) -> Result<()> {
        if packages.is_empty() {
            bail!("apt-get names no package to fetch");
        }
        let scratch = paths::setup().join("apt-download");
        fresh(&scratch)?;
        run(self
            .get()
            .args(["--quiet=2", "download"])
            .args(packages)
            .current_dir(&scratch))?;
        fresh(folder)?;
        for entry in fs::read_dir(&scratch)? {
            let file = entry?.path();
            run(Command::new("dpkg").arg("-x").arg(&file).arg(folder))
                .with_context(|| format!("unpacking {}", file.display()))?;
        }
        fs::remove_dir_all(&scratch)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_the_plan_of_a_simulation() {
        let plan = "Reading state\nInst libuv1 (1.44 Debian [amd64])\nInst cmake (3.25 Debian)\nConf cmake (3.25)\n";
        assert_eq!(super::planned(plan), ["libuv1", "cmake"]);
    }
}
