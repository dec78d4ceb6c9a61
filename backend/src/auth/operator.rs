//! The operator of the installation, who is whoever may read the data folder.

use crate::db::audit::Actor;
use uuid::Uuid;

/// Proof that a command was started on the machine; made by `command` only.
#[derive(Clone, Debug)]
pub struct Operator {
    command: &'static str,
    run: String,
}

impl Operator {
    /// The one who started this command.
    #[must_use]
    pub fn of_command(command: &'static str) -> Self {
        Self {
            command,
            run: Uuid::now_v7().to_string(),
        }
    }

    /// As the audit trail names the operator.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            user: None,
            key: None,
            name: self.command.to_owned(),
            organisation: None,
            request: self.run.clone(),
        }
    }
}

/// Who asks for a list that concerns administration.
#[derive(Clone, Copy, Debug)]
pub enum Asker<'a> {
    /// Someone signed in.
    Caller(&'a super::Scope),
    /// The operator.
    Operator(&'a Operator),
}

impl Asker<'_> {
    /// Whether entries of every organisation are shown.
    #[must_use]
    pub(crate) fn sees_all(self) -> bool {
        use yinzheng_shared::organisation::Role;
        match self {
            Self::Operator(_) => true,
            Self::Caller(scope) => matches!(scope.role(), Some(Role::Admin | Role::Auditor | Role::Bureau)),
        }
    }

    /// The only organisation whose entries are shown otherwise.
    #[must_use]
    pub(crate) fn own(self) -> String {
        match self {
            Self::Operator(_) => String::new(),
            Self::Caller(scope) => scope.seat().id.to_string(),
        }
    }
}
