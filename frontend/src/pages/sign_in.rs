//! The door.

use crate::components::{LooksBar, SignInForm};
use crate::context::{use_language, use_programme};
use crate::hooks::use_title;
use crate::route::PUBLIC;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::api::programme::{DemonstrationLogin, ProgrammeBody};
use yinzheng_shared::locale::{Language, page, public};

/// Name and password; the logins of a demonstration to choose from.
#[component]
pub fn SignIn() -> Html {
    let language = use_language();
    let programme = use_programme();
    let chosen = use_state(|| None::<(String, String)>);
    use_title(page::SIGN_IN_TITLE.get(language));
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |login: DemonstrationLogin| chosen.set(Some((login.login, login.password))))
    };
    html! {
        <div class="door">
            <main class="door-main" id="main">
                <p class="door-brand">{ page::PRODUCT_NAME.get(language) }</p>
                <h1>{ page::SIGN_IN_TITLE.get(language) }</h1>
                if let Some(body) = &programme {
                    <p class="lead">{ body.programme.title.clone() }</p>
                }
                <SignInForm chosen={(*chosen).clone()} />
                <p><a href={PUBLIC}>{ public::LINK.get(language) }</a></p>
                if let Some(body) = &programme { { demonstration(body, &choose, language) } }
                if let Some(body) = &programme {
                    <p class="quiet">{ page::TODAY.with(language, &[("day", &text::day(body.today, language))]) }
                        if body.today_is_set { { " · " }{ page::TODAY_IS_SET.get(language) } }
                    </p>
                }
            </main>
            <footer class="door-foot"><LooksBar /></footer>
        </div>
    }
}

fn demonstration(body: &ProgrammeBody, choose: &Callback<DemonstrationLogin>, language: Language) -> Html {
    if !body.demonstration {
        return Html::default();
    }
    let row = |login: &DemonstrationLogin| {
        let onclick = {
            let login = login.clone();
            choose.reform(move |_: MouseEvent| login.clone())
        };
        html! {
            <tr>
                <th scope="row"><button type="button" class="button-quiet" {onclick} data-login={login.login.clone()}>{ login.login.clone() }</button></th>
                <td data-label={page::COLUMN_ROLE.get(language)}>{ text::role(login.role).get(language) }</td>
                <td data-label={page::COLUMN_ORGANISATION.get(language)}>{ login.organisation.clone() }</td>
                <td data-label={page::SIGN_IN_PASSWORD.get(language)}><code>{ login.password.clone() }</code></td>
            </tr>
        }
    };
    html! {
        <section class="note is-warning" aria-labelledby="demonstration">
            <h2 id="demonstration">{ page::DEMONSTRATION_TITLE.get(language) }</h2>
            <p>{ page::DEMONSTRATION_LEAD.get(language) }</p>
            <table class="cards is-dense">
                <caption class="visually-hidden">{ page::DEMONSTRATION_LOGINS.get(language) }</caption>
                <thead><tr>
                    <th scope="col">{ page::SIGN_IN_LOGIN.get(language) }</th>
                    <th scope="col">{ page::COLUMN_ROLE.get(language) }</th>
                    <th scope="col">{ page::COLUMN_ORGANISATION.get(language) }</th>
                    <th scope="col">{ page::SIGN_IN_PASSWORD.get(language) }</th>
                </tr></thead>
                <tbody>{ for body.demonstration_logins.iter().map(row) }</tbody>
            </table>
        </section>
    }
}
