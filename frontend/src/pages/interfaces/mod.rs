//! Interfaces of business systems: what is registered, what is missing, and from there to joint debugging.

mod begin;
mod form;
mod in_platform;
mod missing;
mod serves;

use crate::api::Query;
use crate::components::{Choose, Empty, Head, More, Search, Whole};
use crate::context::{use_language, use_me};
use crate::hooks::{Overlay, setter, use_overlay, use_pages};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::RegisteredInterface;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::interface::Progress;
use yinzheng_shared::locale::{Language, interfaces as words, page};
use yinzheng_shared::organisation::Role;

/// What is open over the list.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    Change(RegisteredInterface),
}

/// The register, and under it the items that no interface serves.
#[component]
pub fn Interfaces() -> Html {
    let (language, me) = (use_language(), use_me());
    let (wanted, progress) = (use_state(String::new), use_state(String::new));
    let key = ((*wanted).clone(), (*progress).clone());
    let pages = use_pages(key, |api, (wanted, progress), cursor| async move {
        let query = Query::default()
            .with("q", &wanted)
            .with("progress", &progress)
            .with("cursor", &cursor);
        api.interfaces(&query).await
    });
    // Moves with every change, so that what is missing is read again.
    let turn = use_state(|| 0_u64);
    let again = {
        let (turn, again) = (turn.clone(), pages.again.clone());
        Callback::from(move |()| {
            turn.set(*turn + 1);
            again.emit(());
        })
    };
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&again);
    let role = me.map(|me| me.role);
    let keeps = matches!(role, Some(Role::Staff | Role::Builder));
    let mut steps = vec![(
        AttrValue::default(),
        AttrValue::from(words::EVERY_PROGRESS.get(language)),
    )];
    steps.extend(Progress::ALL.map(|step| (text::code(step).into(), text::progress(step).get(language).into())));
    let draw = {
        let (more, ask) = (pages.more.clone(), show.clone());
        Callback::from(move |list: Rc<Listing<RegisteredInterface>>| {
            if list.entries.is_empty() {
                return html! { <Empty title={words::NONE.get(language)}><p>{ words::NONE_NEXT.get(language) }</p></Empty> };
            }
            html! {
                <>
                    { table(&list, &ask, language) }
                    <More shown={list.entries.len()} total={list.total} more={more.clone()} />
                </>
            }
        })
    };
    html! {
        <>
            <Head title={words::NAV.get(language)} lead={words::LEAD.get(language)}>
                if keeps {
                    <button type="button" class="button-primary" id="new-interface" onclick={show.reform(|_: MouseEvent| Open::New)}>{ words::NEW.get(language) }</button>
                }
            </Head>
            <section aria-labelledby="interfaces-title">
                <h2 id="interfaces-title">{ words::REGISTER.get(language) }</h2>
                <div class="filters">
                    <Search value={(*wanted).clone()} label={words::SEARCH.get(language)} on_search={setter(&wanted)} />
                    <Choose id="interface-progress" label={words::PROGRESS.get(language)} value={(*progress).clone()} options={steps} on_choose={setter(&progress)} />
                </div>
                <Whole<Listing<RegisteredInterface>> load={pages.load} again={pages.again} {draw} />
            </section>
            <missing::Missing turn={*turn} decides={role == Some(Role::Bureau)} on_change={again.clone()} />
            <in_platform::InPlatform turn={*turn} decides={role == Some(Role::Bureau)} on_change={again} />
            { match what {
                None => Html::default(),
                Some(Open::New) => html! { <form::InterfaceDialog on_done={changed} on_close={close} /> },
                Some(Open::Change(interface)) => html! { <form::InterfaceDialog {interface} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}

fn table(list: &Listing<RegisteredInterface>, ask: &Callback<Open>, language: Language) -> Html {
    html! {
        <table class="cards interfaces">
            <caption class="visually-hidden">{ words::REGISTER.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ words::NAME.get(language) }</th>
                <th scope="col">{ words::SYSTEM.get(language) }</th>
                <th scope="col">{ words::UNIT.get(language) }</th>
                <th scope="col">{ words::PROGRESS.get(language) }</th>
                <th scope="col">{ words::ITEMS.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(|interface| row(interface, ask, language)) }</tbody>
        </table>
    }
}

fn row(interface: &RegisteredInterface, ask: &Callback<Open>, language: Language) -> Html {
    let change = {
        let interface = interface.clone();
        ask.reform(move |_: MouseEvent| Open::Change(interface.clone()))
    };
    let label = |word: &str| format!("{word} {}", interface.name);
    let served = interface.items.iter().filter(|item| !item.moved);
    let (of, connected) = served.fold((0, 0), |(of, connected), item| {
        (of + 1, connected + usize::from(item.connection != Connection::None))
    });
    let (all, done, waits) = (of.to_string(), connected.to_string(), connected < of);
    let moved = interface.items.len() - of;
    html! {
        <tr key={interface.id.to_string()}>
            <th scope="row">{ &interface.name }<span class="under code">{ &interface.number }</span></th>
            <td data-label={words::SYSTEM.get(language)}>
                { &interface.system_name }
                <span class="under">{ text::system_level(interface.system_level).get(language) }
                    { for interface.bearer.map(|bearer| html! { <>{ " · " }{ text::bearer(bearer).get(language) }</> }) }
                </span>
            </td>
            <td data-label={words::UNIT.get(language)}>{ &interface.unit.name }</td>
            <td data-label={words::PROGRESS.get(language)}>
                { text::progress(interface.progress).get(language) }
                <span class="under">{ day(interface, language) }</span>
            </td>
            <td data-label={words::ITEMS.get(language)}>
                { words::CONNECTED_OF.with(language, &[("done", &done), ("of", &all)]) }
                if moved > 0 { <span class="under">{ words::MOVED_COUNT.with(language, &[("count", &moved.to_string())]) }</span> }
            </td>
            <td class="actions">
                if interface.yours {
                    <button type="button" class="button-quiet" aria-label={label(words::CHANGE.get(language))} onclick={change}>{ words::CHANGE.get(language) }</button>
                    if interface.progress == Progress::Registered && waits {
                        <begin::Begin interface={interface.clone()} />
                    }
                }
            </td>
        </tr>
    }
}

/// When it was registered, or by when it is to be.
fn day(interface: &RegisteredInterface, language: Language) -> String {
    match (interface.registered, interface.due) {
        (Some(day), _) => text::day(day, language),
        (None, Some(due)) => words::DUE.with(language, &[("day", &text::day(due, language))]),
        (None, None) => String::new(),
    }
}
