//! Sample interfaces at every step, with days counted back from today.

use super::person;
use crate::db::interfaces;
use crate::db::judge::Judge;
use crate::demo::sample_id;
use crate::error::Result;
use crate::state::AppState;
use yinzheng_shared::api::interface::NewInterface;
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::id::InterfaceId;
use yinzheng_shared::interface::{Interface, Progress};
use yinzheng_shared::locale::Language;

struct Sample {
    /// Login of who keeps it.
    keeper: &'static str,
    name: &'static str,
    system: &'static str,
    level: SystemLevel,
    progress: Progress,
    item: &'static str,
}

const INTERFACES: [Sample; 3] = [
    Sample {
        keeper: "builder",
        name: "劳务派遣许可受理接口（示例）",
        system: "人社业务系统（示例）",
        level: SystemLevel::Municipal,
        progress: Progress::Registered,
        item: "许可-90026-000",
    },
    Sample {
        keeper: "civil",
        name: "社会团体登记接口（示例）",
        system: "社会组织管理系统（示例）",
        level: SystemLevel::Municipal,
        progress: Progress::Developing,
        item: "确认-90013-000",
    },
    Sample {
        keeper: "donghu",
        name: "小餐饮店登记接口（示例）",
        system: "东湖区市场监管系统（示例）",
        level: SystemLevel::District,
        progress: Progress::Planned,
        item: "确认-90032-000",
    },
];

/// Adds the sample interfaces that are not there yet.
///
/// # Errors
/// Of the database.
pub(super) async fn load(state: &AppState) -> Result<()> {
    for (number, sample) in INTERFACES.iter().enumerate() {
        let keeper = person(state, sample.keeper).await?;
        let is_registered = sample.progress == Progress::Registered;
        let new = NewInterface {
            id: InterfaceId(sample_id(7, number)),
            interface: Interface {
                number: if is_registered {
                    format!("JK-{:03}（示例）", number + 1)
                } else {
                    String::new()
                },
                name: sample.name.to_owned(),
                system_level: Some(sample.level),
                system_name: sample.system.to_owned(),
                progress: sample.progress,
                registered: is_registered.then(|| state.clock.today().plus_days(-1)),
                items: vec![sample.item.to_owned()],
            },
        };
        let (stamp, rules) = (state.clock.stamp(), state.rules.clone());
        state
            .db
            .write(move |tx| {
                let judge = Judge {
                    rules: &rules,
                    language: Language::Chinese,
                };
                if interfaces::is_there(tx, new.id)? {
                    return Ok(());
                }
                interfaces::add(tx, stamp, &keeper.scope(), &keeper.actor(), judge, &new).map(drop)
            })
            .await?;
    }
    Ok(())
}
