//! Numbers of cases a month, and cases outside the platform.

use super::WindowTabs;
use super::outside::Outside;
use crate::api::Query;
use crate::components::{Choose, Empty, Field, FormDialog, Head, Import, More, Whole};
use crate::context::{use_api, use_done, use_language, use_me, use_programme};
use crate::hooks::{setter, use_doing, use_fetch, use_pages};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::{CaseCount, Centre, MonthTotal, ReportCases};
use yinzheng_shared::id::CentreId;
use yinzheng_shared::locale::{Language, Text, page, window};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::window::month::Month;

/// Months that are always offered, the present one among them.
const OFFERED: usize = 4;

/// The numbers of a month, their report and import, and cases outside the platform.
#[component]
pub fn Cases() -> Html {
    let (language, me, programme) = (use_language(), use_me(), use_programme());
    let month = use_state(String::new);
    let this = programme.as_ref().map(|body| Month::of(body.today));
    let chosen = if month.is_empty() {
        this.map(|month| month.to_string()).unwrap_or_default()
    } else {
        (*month).clone()
    };
    let months = use_fetch((), |api, ()| async move { api.case_months().await });
    let pages = use_pages(chosen.clone(), |api, month, cursor| async move {
        api.cases(&Query::default().with("month", &month).with("cursor", &cursor))
            .await
    });
    let reporting = use_state(|| false);
    let changed = {
        let (reporting, again, sums) = (reporting.setter(), pages.again.clone(), months.again.clone());
        Callback::from(move |()| {
            reporting.set(false);
            again.emit(());
            sums.emit(());
        })
    };
    let more = pages.more.clone();
    let draw = Callback::from(move |list: Rc<Listing<CaseCount>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={window::CASES_NONE.get(language)}><p>{ window::CASES_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list.entries, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    let choose = {
        let (chosen, set) = (chosen.clone(), setter(&month));
        Callback::from(move |totals: Rc<Vec<MonthTotal>>| {
            let options = options(&totals, this, language);
            html! { <Choose id="filter-month" label={window::LABEL_MONTH.get(language)} value={chosen.clone()} {options} on_choose={set.clone()} /> }
        })
    };
    let reports = me.is_some_and(|me| matches!(me.role, Role::Hall | Role::Bureau));
    let open = {
        let reporting = reporting.setter();
        Callback::from(move |_: MouseEvent| reporting.set(true))
    };
    let close = {
        let reporting = reporting.setter();
        Callback::from(move |()| reporting.set(false))
    };
    html! {
        <>
            <Head title={window::NAV_CASES.get(language)} lead={window::CASES_LEAD.get(language)}>
                if reports { <button type="button" class="button-primary" id="report-cases" onclick={open}>{ window::CASES_REPORT.get(language) }</button> }
            </Head>
            <WindowTabs />
            if reports {
                <Import id="cases-csv" path="cases/import" title={window::CASES_IMPORT_TITLE.get(language)}
                    hint={window::CASES_IMPORT_HINT.get(language)} on_done={changed.clone()} />
            }
            <div class="filters"><Whole<Vec<MonthTotal>> load={months.load} again={months.again} draw={choose} /></div>
            <Whole<Listing<CaseCount>> load={pages.load} again={pages.again} {draw} />
            if *reporting { <ReportDialog month={chosen} on_done={changed} on_close={close} /> }
            <Outside />
        </>
    }
}

/// Months with numbers, and the newest ones, each with its sum; the newest first.
fn options(totals: &[MonthTotal], this: Option<Month>, language: Language) -> Vec<(AttrValue, AttrValue)> {
    let newest = std::iter::successors(this, |month| Some(month.before())).take(OFFERED);
    let mut months: Vec<Month> = newest.chain(totals.iter().map(|total| total.month)).collect();
    months.sort_unstable();
    months.dedup();
    let option = |month: Month| {
        let cases = totals
            .iter()
            .find(|total| total.month == month)
            .map_or(0, |total| total.cases);
        let places = [("month", month.to_string()), ("cases", cases.to_string())];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        (
            month.to_string().into(),
            window::CASES_TOTAL.with(language, &places).into(),
        )
    };
    months.into_iter().rev().map(option).collect()
}

fn table(list: &[CaseCount], language: Language) -> Html {
    let row = |count: &CaseCount| {
        html! {
            <tr key={format!("{}-{}", count.item, count.centre.id)}>
                <th scope="row">{ count.item_name.clone() }<span class="under code">{ count.item.clone() }</span></th>
                <td data-label={window::LABEL_CENTRE.get(language)}>{ count.centre.name.clone() }</td>
                <td class="figures" data-label={window::LABEL_COUNT.get(language)}>{ count.cases }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ window::NAV_CASES.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_ITEM.get(language) }</th>
                <th scope="col">{ window::LABEL_CENTRE.get(language) }</th>
                <th scope="col" class="figures">{ window::LABEL_COUNT.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.iter().map(row) }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReportProps {
    month: String,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn ReportDialog(props: &ReportProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let me = use_me();
    let centres = use_fetch((), |api, ()| async move { api.centres().await });
    let (item, centre, count) = (use_state(String::new), use_state(String::new), use_state(String::new));
    let tried = use_state(|| false);
    let on_submit = {
        let (item, centre, count, tried) = (item.clone(), centre.clone(), count.clone(), tried.clone());
        let (doing, done, month) = (doing.clone(), props.on_done.clone(), props.month.parse::<Month>());
        Callback::from(move |()| {
            tried.set(true);
            let (Ok(month), Ok(centre), Ok(cases)) = (month, centre.parse::<CentreId>(), count.trim().parse::<u32>())
            else {
                return;
            };
            if item.trim().is_empty() {
                return;
            }
            let body = ReportCases {
                item: item.trim().to_owned(),
                month,
                centre,
                cases,
            };
            let (api, told, done) = (api.clone(), told.clone(), done.clone());
            doing.run(async move { api.report_cases(&body).await }, move |()| {
                told.emit(window::CASES_KEPT.get(language).to_owned());
                done.emit(());
            });
        })
    };
    let fault = |wrong: bool, word: Text| (*tried && wrong).then(|| AttrValue::from(word.get(language)));
    let everywhere = me.is_some_and(|me| me.role == Role::Bureau);
    let draw = {
        let (centre, set) = (centre.clone(), setter(&centre));
        let error = fault(centre.is_empty(), window::CASES_CHOOSE_CENTRE);
        Callback::from(move |list: Rc<Vec<Centre>>| {
            let mut options = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
            let own = list.iter().filter(|centre| everywhere || centre.yours);
            options.extend(own.map(|centre| (centre.id.to_string().into(), centre.name.clone().into())));
            html! { <Choose id="cases-centre" label={window::LABEL_CENTRE.get(language)} value={(*centre).clone()} {options} error={error.clone()} on_choose={set.clone()} /> }
        })
    };
    html! {
        <FormDialog title={window::CASES_REPORT.get(language)} word={window::CASES_KEEP.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <p>{ window::LABEL_MONTH.get(language) }{ " " }<strong>{ props.month.clone() }</strong></p>
            <Field id="cases-item" label={window::LABEL_ITEM.get(language)} value={(*item).clone()}
                error={fault(item.trim().is_empty(), window::CASES_ITEM_FAULT)} on_input={setter(&item)} />
            <Whole<Vec<Centre>> load={centres.load} again={centres.again} {draw} />
            <Field id="cases-count" kind="number" label={window::LABEL_COUNT.get(language)} hint={window::CASES_OF_CENTRE.get(language)} value={(*count).clone()}
                error={fault(count.trim().parse::<u32>().is_err(), window::CASES_COUNT_FAULT)} on_input={setter(&count)} />
        </FormDialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_offered_once_the_newest_first() {
        let total = |month: &str, cases| MonthTotal {
            month: month.parse().unwrap(),
            cases,
        };
        let totals = [total("2019-01", 3), total("2018-07", 9)];
        let offered = options(&totals, "2019-01".parse().ok(), Language::English);
        let offered: Vec<&str> = offered.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(
            offered,
            [
                "2019-01, cases: 3",
                "2018-12, cases: 0",
                "2018-11, cases: 0",
                "2018-10, cases: 0",
                "2018-07, cases: 9"
            ]
        );
    }
}
