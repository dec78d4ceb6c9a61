//! 附件5: which functions there are, who may provide them, and who pays.

use super::source;
use yew::prelude::*;
use yinzheng_shared::locale::{Language, programme as words};
use yinzheng_shared::programme::annex::{Function, Module, Provider};

/// The division of functions, a table a module.
pub(super) fn division(modules: &[Module], language: Language) -> Html {
    html! {
        <section aria-labelledby="division">
            <h2 id="division">{ words::DIVISION.get(language) }</h2>
            <div class="modules">{ for modules.iter().map(|module| table(module, language)) }</div>
        </section>
    }
}

fn table(module: &Module, language: Language) -> Html {
    html! {
        <div class="module">
            <table class="is-dense">
                <caption>{ module.title.get(language) }</caption>
                <thead><tr>
                    <th scope="col">{ words::COLUMN_FUNCTION.get(language) }</th>
                    <th scope="col">{ words::COLUMN_PLATFORM.get(language) }</th>
                    <th scope="col">{ words::COLUMN_THIRD_PARTY.get(language) }</th>
                </tr></thead>
                <tbody>{ for module.functions.iter().map(|function| row(function, language)) }</tbody>
            </table>
            <p class="quiet">{ module.payer.get(language) }{ " " }{ source(module.source, language) }</p>
        </div>
    }
}

fn row(function: &Function, language: Language) -> Html {
    let third_party = match function.by {
        Provider::Either => words::PROVIDER_EITHER,
        Provider::Platform => words::PROVIDER_NEVER,
    };
    html! {
        <tr>
            <th scope="row">{ function.name.get(language) }</th>
            <td>{ words::PROVIDER_PROVIDED.get(language) }</td>
            <td>{ third_party.get(language) }</td>
        </tr>
    }
}
