//! Service centres: the list, new ones, their import, and closing.

use super::WindowTabs;
use crate::api::Api;
use crate::components::{Choose, Deed, DeedWork, Empty, Field, FormDialog, Head, Import, Whole};
use crate::context::{use_api, use_done, use_language, use_me, use_programme};
use crate::hooks::{Overlay, setter, use_doing, use_fetch, use_overlay};
use crate::text;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::admin::Organisation;
use yinzheng_shared::api::window::{Centre, NewCentre};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::CentreId;
use yinzheng_shared::locale::{Language, Text, page, window};
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::window::Tier;

/// What is open over the list.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    Close(Centre),
}

/// Every centre, and what the area's administrator does with those of the area.
#[component]
pub fn Centres() -> Html {
    let (language, me) = (use_language(), use_me());
    let fetched = use_fetch((), |api, ()| async move { api.centres().await });
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&fetched.again);
    let ask = show.clone();
    let draw = Callback::from(move |list: Rc<Vec<Centre>>| {
        if list.is_empty() {
            return html! { <Empty title={window::CENTRES_NONE.get(language)}><p>{ window::CENTRES_NONE_NEXT.get(language) }</p></Empty> };
        }
        table(&list, &ask, language)
    });
    let administers = me.is_some_and(|me| me.role == Role::Hall);
    html! {
        <>
            <Head title={window::NAV_CENTRES.get(language)} lead={window::CENTRES_LEAD.get(language)}>
                if administers {
                    <button type="button" class="button-primary" id="new-centre" onclick={show.reform(|_: MouseEvent| Open::New)}>{ window::CENTRES_NEW.get(language) }</button>
                }
            </Head>
            <WindowTabs />
            if administers {
                <Import id="centres-csv" path="centres/import" title={window::CENTRES_IMPORT_TITLE.get(language)}
                    hint={window::CENTRES_IMPORT_HINT.get(language)} on_done={fetched.again.clone()} />
            }
            <Whole<Vec<Centre>> load={fetched.load} again={fetched.again} {draw} />
            { match &what {
                None => Html::default(),
                Some(Open::New) => html! { <NewDialog on_done={changed} on_close={close} /> },
                Some(Open::Close(centre)) => html! { <CloseDialog centre={centre.clone()} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}

fn table(list: &[Centre], ask: &Callback<Open>, language: Language) -> Html {
    let row = |centre: &Centre| {
        let onclick = {
            let centre = centre.clone();
            ask.reform(move |_: MouseEvent| Open::Close(centre.clone()))
        };
        let label = format!("{} {}", window::CENTRES_CLOSE.get(language), centre.name);
        html! {
            <tr key={centre.id.to_string()}>
                <th scope="row">{ centre.name.clone() }</th>
                <td data-label={window::LABEL_LEVEL.get(language)}>{ centre.level.text().get(language) }</td>
                <td data-label={window::LABEL_AREA.get(language)}>{ centre.area.name.clone() }</td>
                <td data-label={window::LABEL_REGISTERED.get(language)}>{ text::day(centre.registered_on, language) }</td>
                <td>
                    if let Some(day) = centre.closed_on {
                        { window::CENTRES_CLOSED_ON.with(language, &[("day", &text::day(day, language))]) }
                    } else if centre.yours {
                        <button type="button" class="button-quiet" aria-label={label} {onclick}>{ window::CENTRES_CLOSE.get(language) }</button>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ window::NAV_CENTRES.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ window::LABEL_CENTRE.get(language) }</th>
                <th scope="col">{ window::LABEL_LEVEL.get(language) }</th>
                <th scope="col">{ window::LABEL_AREA.get(language) }</th>
                <th scope="col">{ window::LABEL_REGISTERED.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for list.iter().map(row) }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CloseProps {
    centre: Centre,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn CloseDialog(props: &CloseProps) -> Html {
    let language = use_language();
    let id = props.centre.id;
    let work =
        Callback::from(move |api: Api| -> DeedWork { Box::pin(async move { api.close_centre(id).await.map(drop) }) });
    html! {
        <Deed title={window::CENTRES_CLOSE_TITLE.with(language, &[("name", &props.centre.name)])} lead={window::CENTRES_CLOSE_LEAD.get(language)}
            word={window::CENTRES_CLOSE.get(language)} told={window::CENTRES_CLOSED.get(language)} {work} on_done={props.on_done.clone()} on_close={props.on_close.clone()} />
    }
}

/// The level of a centre that serves an organisation; none where organisations have no centre.
const fn tier(level: Level) -> Option<Tier> {
    match level {
        Level::City => Some(Tier::City),
        Level::District => Some(Tier::District),
        Level::Street => Some(Tier::Street),
        Level::Community => Some(Tier::Community),
        Level::CityDepartment | Level::DistrictDepartment => None,
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn NewDialog(props: &NewProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let units = use_fetch((), |api, ()| async move { api.organisations().await });
    let today = use_programme().map(|body| body.today.to_string()).unwrap_or_default();
    let (name, area, day) = (use_state(String::new), use_state(String::new), use_state(|| today));
    let tried = use_state(|| false);
    let id = use_memo((), |()| CentreId(Uuid::now_v7()));
    let known = use_mut_ref(Vec::<Organisation>::new);
    let on_submit = {
        let (name, area, day, tried) = (name.clone(), area.clone(), day.clone(), tried.clone());
        let (doing, done, known, id) = (doing.clone(), props.on_done.clone(), known.clone(), *id);
        Callback::from(move |()| {
            tried.set(true);
            let unit = known.borrow().iter().find(|unit| unit.id.to_string() == *area).cloned();
            let (Some(unit), Ok(registered_on)) = (unit, day.parse::<Date>()) else {
                return;
            };
            let (Some(level), false) = (tier(unit.level), name.trim().is_empty()) else {
                return;
            };
            let body = NewCentre {
                id,
                name: name.trim().to_owned(),
                level,
                area: unit.id,
                registered_on,
            };
            let (api, told, done) = (api.clone(), told.clone(), done.clone());
            doing.run(async move { api.new_centre(&body).await }, move |centre| {
                told.emit(window::CENTRES_MADE.with(language, &[("name", &centre.name)]));
                done.emit(());
            });
        })
    };
    let fault = |wrong: bool, word: Text| (*tried && wrong).then(|| AttrValue::from(word.get(language)));
    let draw = {
        let (area, set, error) = (
            area.clone(),
            setter(&area),
            fault(area.is_empty(), window::CENTRES_AREA_FAULT),
        );
        Callback::from(move |list: Rc<Vec<Organisation>>| {
            let mut options = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
            let areas = list.iter().filter(|unit| tier(unit.level).is_some());
            options.extend(areas.map(|unit| (unit.id.to_string().into(), unit.name.clone().into())));
            known.borrow_mut().clone_from(&list);
            html! {
                <>
                    <Choose id="centre-area" label={window::LABEL_AREA.get(language)} value={(*area).clone()} {options} error={error.clone()} on_choose={set.clone()} />
                    <p class="hint">{ window::CENTRES_AREA_HINT.get(language) }</p>
                </>
            }
        })
    };
    html! {
        <FormDialog title={window::CENTRES_NEW.get(language)} word={window::CENTRES_MAKE.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="centre-name" label={window::LABEL_CENTRE.get(language)} value={(*name).clone()}
                error={fault(name.trim().is_empty(), window::CENTRES_NAME_FAULT)} on_input={setter(&name)} />
            <Whole<Vec<Organisation>> load={units.load} again={units.again} {draw} />
            <Field id="centre-day" kind="date" label={window::LABEL_REGISTERED.get(language)} value={(*day).clone()}
                error={fault(day.parse::<Date>().is_err(), window::CENTRES_DAY_FAULT)} on_input={setter(&day)} />
        </FormDialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_decides_the_level_of_its_centre() {
        for level in Tier::ALL {
            assert_eq!(tier(level.area()), Some(level));
        }
        assert_eq!(tier(Level::CityDepartment), None);
    }
}
