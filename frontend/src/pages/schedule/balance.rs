//! The balance: how many items of each department go in which batch.

use crate::context::use_language;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::schedule::{DepartmentPlan, Plan};
use yinzheng_shared::locale::plan as words;

/// Properties of [`Balance`].
#[derive(Clone, PartialEq, Properties)]
pub struct BalanceProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

/// Departments against batches.
#[component]
pub fn Balance(props: &BalanceProps) -> Html {
    let language = use_language();
    let plan = &props.plan;
    let batch_names: Vec<String> = plan
        .batches
        .iter()
        .map(|batch| words::BATCH.with(language, &[("batch", &batch.number.to_string())]))
        .collect();
    let row = |one: &DepartmentPlan| {
        let planned: u64 = one.planned.iter().sum();
        let short = planned < one.needed;
        html! {
            <tr key={one.department.id.to_string()}>
                <th scope="row">{ one.department.name.clone() }
                    if one.open > 0 { <span class="under">{ words::OPEN.with(language, &[("count", &one.open.to_string())]) }</span> }
                </th>
                <td class="figures" data-label={words::COUNTABLE.get(language)}>{ one.countable }</td>
                { for one.planned.iter().zip(&batch_names).map(|(count, name)| html! { <td class="figures" data-label={name.clone()}>{ count }</td> }) }
                <td class="figures" data-label={words::SUM.get(language)}>{ planned }</td>
                <td class={classes!("figures", short.then_some("late"))} data-label={words::NEEDED.get(language)}>
                    { one.needed }
                    if short { <span class="under">{ words::SHORT.with(language, &[("count", &(one.needed - planned).to_string())]) }</span> }
                </td>
            </tr>
        }
    };
    html! {
        <section aria-labelledby="balance-title">
            <h2 id="balance-title">{ words::BALANCE.get(language) }</h2>
            <table class="cards is-dense">
                <thead><tr>
                    <th scope="col">{ words::DEPARTMENT.get(language) }</th>
                    <th scope="col" class="figures">{ words::COUNTABLE.get(language) }</th>
                    { for batch_names.iter().map(|name| html! { <th scope="col" class="figures">{ name.clone() }</th> }) }
                    <th scope="col" class="figures">{ words::SUM.get(language) }</th>
                    <th scope="col" class="figures">{ words::NEEDED.get(language) }</th>
                </tr></thead>
                <tbody>{ for plan.departments.iter().map(row) }</tbody>
            </table>
        </section>
    }
}
