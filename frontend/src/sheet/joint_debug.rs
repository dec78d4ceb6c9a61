//! 《接口联调确认单》 as it prints, with the cursor in it.

use super::around::use_around;
use super::bench::{Hand, TableProps, use_bench};
use super::cell::{CellProps, DateCell, TextCell};
use super::interfaces::InterfaceChooser;
use super::item_rows::ItemRows;
use super::optimization::{cell, header};
use super::participants::Participants;
use super::parts::{Head, hand_place};
use super::select::SelectCell;
use super::state::grid::{Grid, row_of};
use super::state::joint_debug::{Case, outcome_code, outcome_name};
use super::state::place::Place;
use super::state::table::Column;
use super::toolbar::Toolbar;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::joint_debug::Outcome;
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::locale::{Language, Text, joint_debug as form_words, sheet as words};
use yinzheng_shared::programme::Programme;

/// The whole form.
#[component]
pub fn JointDebugTable(props: &TableProps) -> Html {
    let (bench, around) = (use_bench(), use_around());
    let (Some(bench), Some(around)) = (bench, around) else {
        return Html::default();
    };
    let content = props.content.clone();
    let Content::JointDebug(form) = &*content else {
        return Html::default();
    };
    let language = bench.language;
    let at = |place| cell(props, place, language);
    let field = |text: Text, cell: Html| {
        html! { <div><span class="sheet-label">{ text.get(language) }</span>{ cell }</div> }
    };
    html! {
        <div class="sheet">
            <h2 class="sheet-title"><Head text={words::JOINT_DEBUG_TITLE} /></h2>
            <section class="sheet-part">
                <h3><Head text={words::JOINT_DEBUG_SYSTEM} /></h3>
                <div class="sheet-fields">
                    { field(form_words::UNIT, html! { <span id={Place::Unit.id()} tabindex="-1" class="sheet-text">{ &form.unit }</span> }) }
                    { field(form_words::SYSTEM_LEVEL, select(at(Place::SystemLevel), text::system_levels(language), language)) }
                    { field(form_words::SYSTEM_NAME, html! { <TextCell ..at(Place::SystemName) /> }) }
                    { field(form_words::MODE, select(at(Place::Mode), modes(language), language)) }
                    { field(form_words::STARTED, html! { <DateCell ..at(Place::Started) /> }) }
                    { field(form_words::FINISHED, html! { <DateCell ..at(Place::Finished) /> }) }
                </div>
                { cost(form.system_level, &around.programme.programme, language) }
            </section>
            <section class="sheet-part">
                <h3 id="sheet-interfaces"><Head text={words::JOINT_DEBUG_INTERFACES} /></h3>
                <Toolbar grid={Grid::Interfaces} table={props.clone()} />
                if bench.hand == Hand::Writes {
                    <InterfaceChooser content={content.clone()} />
                }
                <table class="sheet-table sheet-interfaces" aria-labelledby="sheet-interfaces">
                    { header(Grid::Interfaces) }
                    <tbody>{ for (0..form.interfaces.len()).map(|i| interface(props, i, language)) }</tbody>
                </table>
            </section>
            <ItemRows ..props.clone() />
            <section class="sheet-part">
                <h3><Head text={words::JOINT_DEBUG_CONCLUSION} /></h3>
                <div class="sheet-line">{ select(at(Place::Conclusion), outcomes(language), language) }</div>
            </section>
            <Participants table={props.clone()} heading={words::JOINT_DEBUG_PARTICIPANTS} count={form.participants.len()} />
            <section class="sheet-part sheet-signs">
                { hand_place(words::JOINT_DEBUG_TECHNICAL_LEAD, language) }
                { hand_place(words::JOINT_DEBUG_PLATFORM_ENGINEER, language) }
                { hand_place(words::GO_LIVE_CONFIRMED, language) }
            </section>
        </div>
    }
}

type Options = Vec<(AttrValue, AttrValue)>;

fn select(cell: CellProps, options: Options, language: Language) -> Html {
    html! { <SelectCell {cell} {options} open={words::JOINT_DEBUG_CHOOSE.get(language)} /> }
}

fn modes(language: Language) -> Options {
    vec![
        ("on_site".into(), words::JOINT_DEBUG_ON_SITE.get(language).into()),
        ("remote".into(), words::JOINT_DEBUG_REMOTE.get(language).into()),
    ]
}

fn outcomes(language: Language) -> Options {
    [Outcome::Passed, Outcome::Failed]
        .map(|outcome| (outcome_code(outcome).into(), outcome_name(outcome).get(language).into()))
        .into()
}

/// Who pays for the connection.
fn cost(level: Option<SystemLevel>, programme: &Programme, language: Language) -> Html {
    let Some(bearer) = level.and_then(|level| programme.connection_bearer(level)) else {
        return Html::default();
    };
    let name = text::bearer(bearer).get(language);
    html! { <p class="sheet-note">{ words::JOINT_DEBUG_COST.with(language, &[("bearer", name)]) }</p> }
}

fn interface(props: &TableProps, i: usize, language: Language) -> Html {
    let at = |place| cell(props, place, language);
    let name = Place::InterfaceName(i);
    let now = props.cursor.and_then(row_of) == row_of(name);
    let case = |case: Case| {
        html! {
            <td class="sheet-case" data-label={case.heading().get(language)}>
                <SelectCell cell={at(Place::InterfaceCase(i, case))} options={outcomes(language)} open={words::JOINT_DEBUG_CHOOSE_CASE.get(language)} />
            </td>
        }
    };
    html! {
        <tr key={i} class={classes!(now.then_some("is-current"))}>
            <td data-label={Column::Interface.heading().get(language)}><TextCell ..at(name) /></td>
            <td data-label={Column::RegistrationNumber.heading().get(language)}><TextCell ..at(Place::InterfaceNumber(i)) /></td>
            <td data-label={Column::Registered.heading().get(language)}><DateCell ..at(Place::InterfaceRegistered(i)) /></td>
            { for Case::ALL.map(case) }
            <td data-label={Column::Note.heading().get(language)}><TextCell ..at(Place::InterfaceNote(i)) /></td>
        </tr>
    }
}
