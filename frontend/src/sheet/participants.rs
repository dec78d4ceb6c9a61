//! Those who took part and sign, as several forms list them.

use super::bench::{TableProps, use_bench};
use super::cell::TextCell;
use super::optimization::cell;
use super::parts::Head;
use super::state::grid::{Grid, row_of};
use super::state::place::Place;
use super::state::table::{Column, columns};
use super::toolbar::Toolbar;
use yew::prelude::*;
use yinzheng_shared::locale::{Text, sheet as words};

/// Properties of [`Participants`].
#[derive(Clone, PartialEq, Properties)]
pub struct ParticipantsProps {
    /// The sheet.
    pub table: TableProps,
    /// The heading of the part.
    pub heading: Text,
    /// How many there are.
    pub count: usize,
}

/// The list, with a place for each signature.
#[component]
pub fn Participants(props: &ParticipantsProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let (language, now) = (bench.language, props.table.cursor.and_then(row_of));
    let at = |place| cell(&props.table, place, language);
    let row = |p: usize| {
        let (name, unit, position) = (
            Place::ParticipantName(p),
            Place::ParticipantUnit(p),
            Place::ParticipantPosition(p),
        );
        let current = now.is_some() && now == row_of(name);
        html! {
            <tr key={p} class={classes!(current.then_some("is-current"))}>
                <td data-label={Column::Name.heading().get(language)}><TextCell ..at(name) /></td>
                <td data-label={Column::Unit.heading().get(language)}><TextCell ..at(unit) /></td>
                <td data-label={Column::Position.heading().get(language)}><TextCell ..at(position) /></td>
                <td class="sheet-hand" data-label={words::COLUMN_SIGNATURE.get(language)}>{ words::HAND.get(language) }</td>
            </tr>
        }
    };
    html! {
        <section class="sheet-part">
            <h3 id="sheet-participants"><Head text={props.heading} /></h3>
            <Toolbar grid={Grid::Participants} table={props.table.clone()} />
            <table class="sheet-table sheet-participants" aria-labelledby="sheet-participants">
                <thead><tr>
                    { for columns(Grid::Participants).iter().map(|column| html! { <th scope="col"><Head text={column.heading()} /></th> }) }
                    <th scope="col"><Head text={words::COLUMN_SIGNATURE} /></th>
                </tr></thead>
                <tbody>{ for (0..props.count).map(row) }</tbody>
            </table>
        </section>
    }
}
