//! Training: who has seen which films, who has practised, and the way to the exercise.

use super::WindowTabs;
use crate::api::Query;
use crate::components::{Choose, DueText, Empty, Field, FormDialog, Head, More, Search, Whole};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::{setter, use_doing, use_pages};
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::WindowAccount;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, page, window};
use yinzheng_shared::window::programme::{Film, Windows};
use yinzheng_shared::window::training::{FilmSeen, Lessons, Trainee};

/// The list with everybody's progress.
#[component]
pub fn Training() -> Html {
    let (language, programme) = (use_language(), use_programme());
    let (wanted, learnt) = (use_state(String::new), use_state(String::new));
    let pages = use_pages(
        ((*wanted).clone(), (*learnt).clone()),
        |api, (wanted, learnt), cursor| async move {
            let query = Query::default().with("q", &wanted).with("learnt", &learnt);
            api.window_accounts(&query.with("cursor", &cursor)).await
        },
    );
    let noting = use_state(|| None::<WindowAccount>);
    let ask = {
        let noting = noting.setter();
        Callback::from(move |account| noting.set(Some(account)))
    };
    let close = {
        let noting = noting.setter();
        Callback::from(move |()| noting.set(None))
    };
    let done = {
        let (close, again) = (close.clone(), pages.again.clone());
        Callback::from(move |()| {
            close.emit(());
            again.emit(());
        })
    };
    let windows = programme.map(|body| body.programme.windows.clone()).unwrap_or_default();
    let (more, known) = (pages.more.clone(), windows.clone());
    let draw = Callback::from(move |list: Rc<Listing<WindowAccount>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={window::ROSTER_NONE.get(language)}><p>{ window::ROSTER_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list.entries, &known, &ask, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    let options = [
        ("", window::TRAINING_EVERY),
        ("open", window::TRAINING_ONLY_OPEN),
        ("practised", window::TRAINING_ONLY_PRACTISED),
    ];
    let options: Vec<(AttrValue, AttrValue)> = options
        .into_iter()
        .map(|(code, word)| (code.into(), word.get(language).into()))
        .collect();
    html! {
        <>
            <Head title={window::NAV_TRAINING.get(language)} lead={window::TRAINING_LEAD.get(language)} />
            <WindowTabs />
            if let Some(date) = windows.training_by {
                <p class="note">{ window::TRAINING_DUE.get(language) }{ " " }<DueText due={Due { date, provisional: false }} /></p>
            }
            <div class="filters">
                <Search value={(*wanted).clone()} label={window::ROSTER_SEARCH.get(language)} on_search={setter(&wanted)} />
                <Choose id="filter-learnt" label={window::TRAINING_FILTER.get(language)} value={(*learnt).clone()} {options} on_choose={setter(&learnt)} />
            </div>
            <Whole<Listing<WindowAccount>> load={pages.load} again={pages.again} {draw} />
            if let Some(account) = &*noting {
                <FilmsDialog account={account.clone()} films={windows.films} on_done={done} on_close={close} />
            }
        </>
    }
}

fn table(list: &[WindowAccount], windows: &Windows, ask: &Callback<WindowAccount>, language: Language) -> Html {
    let row = |account: &WindowAccount| {
        let training = &account.training;
        let seen = windows
            .films
            .iter()
            .filter(|film| has_seen(account, film).is_some())
            .count();
        let films = window::TRAINING_PROGRESS.with(
            language,
            &[("seen", &seen.to_string()), ("all", &windows.films.len().to_string())],
        );
        let practised = training
            .practised
            .map(|day| window::TRAINING_PRACTISED.with(language, &[("day", &text::day(day, language))]));
        let whole = training.passed_on.map_or_else(
            || window::TRAINING_OPEN.get(language).to_owned(),
            |day| window::TRAINING_PASSED.with(language, &[("day", &text::day(day, language))]),
        );
        let onclick = {
            let account = account.clone();
            ask.reform(move |_: MouseEvent| account.clone())
        };
        let named = |word: &str| format!("{word} {}", account.name);
        html! {
            <tr key={account.id.to_string()} data-account={account.name.clone()}>
                <th scope="row">{ account.name.clone() }<span class="under">{ account.centre.name.clone() }</span></th>
                <td data-label={window::LABEL_FILM.get(language)}>{ films }</td>
                <td data-label={window::TRAINING_FILTER.get(language)}>{ practised.unwrap_or_else(|| page::NONE.get(language).to_owned()) }</td>
                <td data-label={window::COVERAGE_PASSED.get(language)} class={classes!(training.passed_on.map(|_| "is-done-text"))}>{ whole }</td>
                <td>
                    if account.yours {
                        <button type="button" class="button-quiet" aria-label={named(window::TRAINING_FILMS.get(language))} {onclick}>{ window::TRAINING_FILMS.get(language) }</button>
                        { " " }
                        <Link<Route> to={Route::WindowExercise { id: account.id }} classes="button">{ window::TRAINING_PRACTISE.get(language) }<span class="visually-hidden">{ format!(" {}", account.name) }</span></Link<Route>>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ window::NAV_TRAINING.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ window::LABEL_NAME.get(language) }</th>
                <th scope="col">{ window::LABEL_FILM.get(language) }</th>
                <th scope="col">{ window::TRAINING_FILTER.get(language) }</th>
                <th scope="col">{ window::COVERAGE_PASSED.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for list.iter().map(row) }</tbody>
        </table>
    }
}

fn has_seen(account: &WindowAccount, film: &Film) -> Option<Date> {
    let seen = account.training.films.iter().find(|seen| seen.code == film.code);
    seen.map(|seen| seen.on)
}

#[derive(Clone, PartialEq, Properties)]
struct FilmsProps {
    account: WindowAccount,
    films: Vec<Film>,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

/// Notes which films somebody has seen on a day.
#[component]
fn FilmsDialog(props: &FilmsProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let today = use_programme().map(|body| body.today.to_string()).unwrap_or_default();
    let day = use_state(|| today);
    let ticked = use_state(Vec::<String>::new);
    let tried = use_state(|| false);
    let on_submit = {
        let (day, ticked, tried, doing) = (day.clone(), ticked.clone(), tried.clone(), doing.clone());
        let (id, done) = (props.account.id, props.on_done.clone());
        Callback::from(move |()| {
            tried.set(true);
            if ticked.is_empty() {
                return;
            }
            let films = ticked.iter().map(|film| FilmSeen {
                film: film.clone(),
                on: day.parse().ok(),
            });
            let lessons = Lessons {
                rows: vec![Trainee {
                    account: id.to_string(),
                    films: films.collect(),
                    practised: None,
                }],
            };
            let (api, told, done) = (api.clone(), told.clone(), done.clone());
            doing.run(async move { api.keep_training(&lessons).await }, move |_| {
                told.emit(window::TRAINING_KEPT.get(language).to_owned());
                done.emit(());
            });
        })
    };
    let film = |film: &Film| {
        let id = format!("film-{}", film.code);
        let seen = has_seen(&props.account, film);
        let onchange = {
            let (ticked, code) = (ticked.clone(), film.code.clone());
            Callback::from(move |event: Event| {
                let mut next = (*ticked).clone();
                next.retain(|other| *other != code);
                if event.target_unchecked_into::<HtmlInputElement>().checked() {
                    next.push(code.clone());
                }
                ticked.set(next);
            })
        };
        html! {
            <p class="check">
                <input type="checkbox" id={id.clone()} checked={seen.is_some() || ticked.contains(&film.code)} disabled={seen.is_some()} {onchange} />
                <label for={id}>{ film.title.get(language).to_owned() }
                    if let Some(day) = seen { <span class="under">{ window::TRAINING_FILMS_SEEN.with(language, &[("day", &text::day(day, language))]) }</span> }
                </label>
            </p>
        }
    };
    let all = props.films.iter().all(|film| has_seen(&props.account, film).is_some());
    html! {
        <FormDialog title={window::TRAINING_FILMS_TITLE.with(language, &[("name", &props.account.name)])} word={window::ROSTER_KEEP.get(language)} waits={doing.is_busy() || all} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <p class="quiet">{ if all { window::TRAINING_FILMS_ALL } else { window::TRAINING_FILMS_LEAD }.get(language) }</p>
            { for props.films.iter().map(film) }
            <Field id="films-on" kind="date" label={window::LABEL_SEEN.get(language)} value={(*day).clone()} on_input={setter(&day)} />
            <p class="field-error" role="alert">{ if *tried && ticked.is_empty() { window::TRAINING_FILMS_NONE.get(language) } else { "" } }</p>
        </FormDialog>
    }
}
