//! Identifiers. Those of records and scans are made by the client, so that a request sent twice
//! stays one.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// A filled confirmation form, through all its revisions.
    RecordId
);
id!(
    /// An uploaded file of stamped pages.
    ScanId
);
id!(
    /// An organisation of the tree 市 → 区县 → 街道 → 社区, or a department.
    OrganisationId
);
id!(
    /// A person who signs in.
    UserId
);
id!(
    /// An API key of an organisation.
    KeyId
);
id!(
    /// An interface of a business system.
    InterfaceId
);
id!(
    /// A session (事项梳理会) in which items are gone through.
    OptimizationSessionId
);
id!(
    /// A link of a district's item to a municipal form.
    FormLinkId
);
id!(
    /// A service centre (服务中心).
    CentreId
);
id!(
    /// A window account on the provincial platform; none of our logins.
    AccountId
);
id!(
    /// A report of a case handled outside the platform.
    OutsideCaseId
);
id!(
    /// A notice to a person.
    NoticeId
);
id!(
    /// A group robot that tells an organisation what is due.
    RobotId
);
