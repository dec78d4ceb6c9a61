//! The jail: what a child gives up before it reads the first byte.

use std::collections::BTreeMap;
use std::io;

use rustix::process::{Resource, Rlimit, Signal, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};

use crate::bounds::Bounds;

/// Why the jail could not be closed; the child then does not work.
#[derive(Debug, thiserror::Error)]
pub enum ConfineError {
    /// A limit could not be set.
    #[error("limit: {0}")]
    Limit(#[from] io::Error),
    /// The system-call filter could not be built or applied.
    #[error("system-call filter: {0}")]
    Filter(#[from] seccompiler::Error),
    /// No allow-list is known for this processor.
    #[error("no system-call filter for this processor")]
    Processor,
}

impl From<rustix::io::Errno> for ConfineError {
    fn from(error: rustix::io::Errno) -> Self {
        Self::Limit(error.into())
    }
}

impl From<seccompiler::BackendError> for ConfineError {
    fn from(error: seccompiler::BackendError) -> Self {
        Self::Filter(error.into())
    }
}

/// Confines this process for good: descriptors 0 to 2 only, bounded memory and processor
/// time, no files, no processes, no privileges, and only the system calls that computing
/// needs. Anything else ends the process.
///
/// # Errors
/// If any of it cannot be had: then nothing may be read.
pub fn confine(bounds: &Bounds) -> Result<(), ConfineError> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    close_other_descriptors();
    limit(bounds)?;
    rustix::thread::set_no_new_privs(true)?;
    seccompiler::apply_filter(&filter()?)?;
    Ok(())
}

/// Descriptors that the parent's libraries left open across exec, if any. The filter makes
/// them useless too; where `/proc` is not mounted it alone does.
fn close_other_descriptors() {
    let open: Vec<i32> = std::fs::read_dir("/proc/self/fd")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|descriptor| *descriptor > 2)
        .collect();
    for descriptor in open {
        if std::fs::metadata(format!("/proc/self/fd/{descriptor}")).is_ok() {
            #[expect(unsafe_code, reason = "no safe interface closes a descriptor by number")]
            // SAFETY: nothing in this process owns a descriptor above 2: it has just started
            // and the directory above is closed again.
            unsafe {
                rustix::io::close(descriptor);
            }
        }
    }
}

fn limit(bounds: &Bounds) -> Result<(), ConfineError> {
    let set = |resource, most: u64| {
        setrlimit(
            resource,
            Rlimit {
                current: Some(most),
                maximum: Some(most),
            },
        )
    };
    // The program text is mapped already and counts as address space, not as data.
    set(Resource::As, mapped_bytes().saturating_add(bounds.memory_bytes))?;
    set(Resource::Data, bounds.memory_bytes)?;
    set(Resource::Core, 0)?;
    set(Resource::Fsize, 0)?;
    set(Resource::Nproc, 0)?;
    set(Resource::Nofile, 3)?;
    // The soft limit ends the child with a signal that tells the reason.
    setrlimit(
        Resource::Cpu,
        Rlimit {
            current: Some(bounds.cpu_seconds),
            maximum: Some(bounds.cpu_seconds.saturating_add(1)),
        },
    )?;
    Ok(())
}

fn mapped_bytes() -> u64 {
    const UNKNOWN: u64 = 1 << 30;
    std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<u64>().ok())
        .map_or(UNKNOWN, |pages| pages.saturating_mul(rustix::param::page_size() as u64))
}

fn condition(argument: u8, op: SeccompCmpOp, value: u64) -> Result<SeccompCondition, ConfineError> {
    Ok(SeccompCondition::new(argument, SeccompCmpArgLen::Dword, op, value)?)
}

fn rule(conditions: Vec<SeccompCondition>) -> Result<SeccompRule, ConfineError> {
    Ok(SeccompRule::new(conditions)?)
}

fn filter() -> Result<BpfProgram, ConfineError> {
    let architecture = TargetArch::try_from(std::env::consts::ARCH).map_err(|_| ConfineError::Processor)?;
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
    // Memory, signals of our own, clocks, randomness for hash tables, the end.
    for call in [
        libc::SYS_brk,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_restart_syscall,
        libc::SYS_clock_gettime,
        libc::SYS_getrandom,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ] {
        rules.insert(call, Vec::new());
    }
    let descriptor = |number| condition(0, SeccompCmpOp::Eq, number);
    rules.insert(libc::SYS_read, vec![rule(vec![descriptor(0)?])?]);
    for call in [libc::SYS_write, libc::SYS_writev] {
        rules.insert(call, vec![rule(vec![descriptor(1)?])?, rule(vec![descriptor(2)?])?]);
    }
    // Memory that is never executable and never a file.
    let executable = u64::from(libc::PROT_EXEC.cast_unsigned());
    let not_executable = || condition(2, SeccompCmpOp::MaskedEq(executable), 0);
    let anonymous = condition(4, SeccompCmpOp::Eq, u32::MAX.into())?;
    rules.insert(libc::SYS_mmap, vec![rule(vec![not_executable()?, anonymous])?]);
    rules.insert(libc::SYS_mprotect, vec![rule(vec![not_executable()?])?]);
    // Aborting is a signal to oneself.
    let own = condition(0, SeccompCmpOp::Eq, u64::from(std::process::id()))?;
    let abort = condition(2, SeccompCmpOp::Eq, u64::from(libc::SIGABRT.cast_unsigned()))?;
    rules.insert(libc::SYS_tgkill, vec![rule(vec![own, abort])?]);
    let filter = SeccompFilter::new(rules, SeccompAction::KillProcess, SeccompAction::Allow, architecture)?;
    Ok(BpfProgram::try_from(filter)?)
}
