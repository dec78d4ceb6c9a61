//! Fields with label, hint and error.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Field`].
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// Its id and name.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What is in it.
    pub value: AttrValue,
    /// Type of the input.
    #[prop_or("text".into())]
    pub kind: AttrValue,
    /// What the browser may fill in.
    #[prop_or("off".into())]
    pub autocomplete: AttrValue,
    /// What helps to fill it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What the person typed.
    pub on_input: Callback<String>,
}

/// One line of text.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let id = &props.id;
    let described = format!("{id}-hint {id}-error");
    let oninput = props
        .on_input
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <div class={classes!("field", props.error.as_ref().map(|_| "is-wrong"))}>
            <label for={id.clone()}>{ props.label.clone() }</label>
            <p class="hint" id={format!("{id}-hint")} hidden={props.hint.is_none()}>{ props.hint.clone().unwrap_or_default() }</p>
            <input id={id.clone()} name={id.clone()} type={props.kind.clone()} autocomplete={props.autocomplete.clone()}
                value={props.value.clone()} {oninput} aria-describedby={described}
                aria-invalid={props.error.as_ref().map(|_| "true")} />
            <p class="field-error" id={format!("{id}-error")} role="alert">{ props.error.clone().unwrap_or_default() }</p>
        </div>
    }
}

/// Properties of [`Choose`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChooseProps {
    /// Its id and name.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// The chosen value.
    pub value: AttrValue,
    /// Values and what they are called.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What was chosen.
    pub on_choose: Callback<String>,
}

/// One of several.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let onchange = props
        .on_choose
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let error = format!("{}-error", props.id);
    let option = |(value, name): &(AttrValue, AttrValue)| {
        html! { <option value={value.clone()} selected={*value == props.value}>{ name.clone() }</option> }
    };
    html! {
        <div class={classes!("field", props.error.as_ref().map(|_| "is-wrong"))}>
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <select id={props.id.clone()} name={props.id.clone()} {onchange} aria-describedby={error.clone()}
                aria-invalid={props.error.as_ref().map(|_| "true")}>{ for props.options.iter().map(option) }</select>
            <p class="field-error" id={error} role="alert">{ props.error.clone().unwrap_or_default() }</p>
        </div>
    }
}
