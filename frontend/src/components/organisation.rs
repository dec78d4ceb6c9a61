//! Choosing an organisation among all of them.

use super::{Choose, Whole};
use crate::context::use_language;
use crate::hooks::use_fetch;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::admin::Organisation;
use yinzheng_shared::locale::page;

/// Properties of [`ChooseOrganisation`].
#[derive(Clone, PartialEq, Properties)]
pub struct OrganisationProps {
    /// Identifier of the field.
    pub id: AttrValue,
    /// Identifier of the chosen organisation; empty: none yet.
    pub value: AttrValue,
    /// What is wrong with the choice.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Hears the identifier of the chosen one.
    pub on_choose: Callback<String>,
}

/// A field of every organisation, in the order of the tree.
#[component]
pub fn ChooseOrganisation(props: &OrganisationProps) -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.organisations().await });
    let draw = {
        let props = props.clone();
        Callback::from(move |list: Rc<Vec<Organisation>>| {
            let mut options = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
            options.extend(
                list.iter()
                    .map(|unit| (unit.id.to_string().into(), unit.name.clone().into())),
            );
            html! {
                <Choose id={props.id.clone()} label={page::COLUMN_ORGANISATION.get(language)} value={props.value.clone()} {options}
                    error={props.error.clone()} on_choose={props.on_choose.clone()} />
            }
        })
    };
    html! { <Whole<Vec<Organisation>> load={fetched.load} again={fetched.again} {draw} /> }
}
