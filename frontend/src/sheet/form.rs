//! The table of a form.

use super::bench::TableProps;
use super::bulletin::BulletinTable;
use super::consolidation::ConsolidationTable;
use super::go_live::GoLiveTable;
use super::joint_debug::JointDebugTable;
use super::optimization::OptimizationTable;
use yew::prelude::*;
use yinzheng_shared::form::Form;

/// Properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct FormProps {
    /// What to draw.
    pub table: TableProps,
    /// Which form.
    pub form: Form,
}

/// The form as it prints.
#[component]
pub fn Table(props: &FormProps) -> Html {
    match props.form {
        // Thousands of rows have a grid of their own: see `crate::roll`.
        Form::Scope | Form::Schedule => Html::default(),
        Form::Optimization => html! { <OptimizationTable ..props.table.clone() /> },
        Form::JointDebug => html! { <JointDebugTable ..props.table.clone() /> },
        Form::GoLive => html! { <GoLiveTable ..props.table.clone() /> },
        Form::Consolidation => html! { <ConsolidationTable ..props.table.clone() /> },
        Form::Bulletin => html! { <BulletinTable ..props.table.clone() /> },
    }
}
