//! Choosing the interfaces of a joint debugging form from the register.

use super::bench::use_bench;
use super::state::Action;
use crate::api::Query;
use crate::hooks::use_fetch;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::interface::RegisteredInterface;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::item_row::{ItemRow, renumber};
use yinzheng_shared::form::joint_debug::{Interface, JointDebug};
use yinzheng_shared::locale::sheet as words;

/// Properties of [`InterfaceChooser`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChooserProps {
    /// The form.
    pub content: Rc<Content>,
}

/// The unit's registered interfaces, opened on demand; one that is chosen brings its system and items along.
#[component]
pub fn InterfaceChooser(props: &ChooserProps) -> Html {
    let bench = use_bench();
    let open = use_state(|| false);
    let fetched = use_fetch(*open, |api, open| async move {
        let query = Query::default().with("progress", "registered").with("limit", "200");
        if open {
            api.interfaces(&query).await.map(Some)
        } else {
            Ok(None)
        }
    });
    let listing = fetched.load.ready().and_then(|found| (*found).clone());
    let (Some(bench), Content::JointDebug(form)) = (bench, &*props.content) else {
        return Html::default();
    };
    let language = bench.language;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let own: Vec<&RegisteredInterface> = listing
        .iter()
        .flat_map(|found| &found.entries)
        .filter(|interface| interface.yours)
        .collect();
    let option = |interface: &&RegisteredInterface| {
        let listed = form.interfaces.iter().any(|row| row.number.trim() == interface.number);
        let (act, content, chosen) = (bench.act.clone(), props.content.clone(), (*interface).clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Content::JointDebug(form) = &*content {
                let next = with_interface(form, &chosen);
                act.emit(Action::Replace(Rc::new(Content::JointDebug(next))));
            }
        });
        html! {
            <p key={interface.number.clone()}>
                <button type="button" class="sheet-tool" disabled={listed} {onclick}>
                    { &interface.name }{ " " }<span class="sheet-code">{ &interface.number }</span>
                </button>
                { " " }<small>{ &interface.system_name }</small>
            </p>
        }
    };
    html! {
        <div class="sheet-chooser">
            <button type="button" class="sheet-tool" aria-expanded={open.to_string()} onclick={toggle}>{ words::JOINT_DEBUG_FROM_REGISTER.get(language) }</button>
            if *open {
                <div class="sheet-chosen">
                    if listing.is_none() {
                        <p role="status">{ words::GO_LIVE_CHOOSE_LOADING.get(language) }</p>
                    } else if own.is_empty() {
                        <p>{ words::JOINT_DEBUG_NONE_REGISTERED.get(language) }</p>
                    }
                    <div class="sheet-options">{ for own.iter().map(option) }</div>
                </div>
            }
        </div>
    }
}

/// The form with an interface more, and with those of its items that are still to be connected. Its system
/// fills what is unanswered.
#[must_use]
pub fn with_interface(form: &JointDebug, chosen: &RegisteredInterface) -> JointDebug {
    let mut form = form.clone();
    if form.system_name.trim().is_empty() {
        form.system_name.clone_from(&chosen.system_name);
    }
    form.system_level = form.system_level.or(Some(chosen.system_level));
    form.interfaces.retain(|row| *row != Interface::default());
    form.interfaces.push(Interface {
        number: chosen.number.clone(),
        name: chosen.name.clone(),
        registered: chosen.registered,
        ..Interface::default()
    });
    let listed: Vec<String> = form.rows.iter().map(|row| row.item_code.trim().to_owned()).collect();
    let new = chosen
        .items
        .iter()
        .filter(|item| item.connection == Connection::None && !item.moved && !listed.contains(&item.code));
    form.rows
        .retain(|row| !row.item_name.trim().is_empty() || !row.item_code.trim().is_empty());
    form.rows.extend(new.map(|item| ItemRow {
        number: 0,
        item_name: item.name.clone(),
        item_code: item.code.clone(),
    }));
    renumber(&mut form.rows);
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn registered() -> RegisteredInterface {
        let item = |code: &str, connection: &str| json!({ "code": code, "name": format!("事项{code}"), "batch": 1, "connection": connection });
        serde_json::from_value(json!({
            "id": "0194b2f0-0000-7000-8000-000000000001",
            "unit": { "id": "0194b2f0-0000-7000-8000-000000000002", "name": "某局（示例）" },
            "system_name": "登记系统", "system_level": "municipal", "bearer": "city", "name": "受理接口",
            "progress": "registered", "number": "JK-1", "registered": "2018-09-18", "due": null,
            "items": [item("1", "none"), item("2", "joint_debugged"), item("3", "none")], "etag": "1", "yours": true,
        }))
        .unwrap()
    }

    #[test]
    fn an_interface_brings_its_system_and_the_items_that_wait_for_it() {
        let mut form = JointDebug {
            interfaces: vec![Interface::default()],
            rows: vec![
                ItemRow {
                    item_code: "3".into(),
                    ..ItemRow::default()
                },
                ItemRow::default(),
            ],
            ..JointDebug::default()
        };
        form = with_interface(&form, &registered());
        assert_eq!(
            (form.system_name.as_str(), form.system_level),
            ("登记系统", Some(registered().system_level))
        );
        assert_eq!(form.interfaces.len(), 1);
        assert_eq!(form.interfaces[0].number, "JK-1");
        let rows: Vec<(u32, &str)> = form
            .rows
            .iter()
            .map(|row| (row.number, row.item_code.as_str()))
            .collect();
        assert_eq!(rows, [(1, "3"), (2, "1")]);
    }

    #[test]
    fn what_is_answered_stays() {
        let form = JointDebug {
            system_name: "另一系统".into(),
            ..JointDebug::default()
        };
        assert_eq!(with_interface(&form, &registered()).system_name, "另一系统");
    }
}
