//! 《事项优化确认单》 as it prints, with the cursor in it.

use super::bench::{Hand, TableProps, use_bench};
use super::cell::{CellProps, ChoiceCell, DateCell, TextCell, TickCell};
use super::difference::Before;
use super::needs::NeedsCell;
use super::participants::Participants;
use super::parts::{Head, hand_place};
use super::similar::SimilarChooser;
use super::state::grid::{Grid, row_of};
use super::state::place::{Place, text};
use super::state::table::{Column, columns};
use super::suggest::ItemField;
use super::toolbar::Toolbar;
use super::words::label;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::optimization::{Optimization, Subclass};
use yinzheng_shared::locale::{Language, sheet as words};

/// The whole form.
#[component]
pub fn OptimizationTable(props: &TableProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let content = props.content.clone();
    let Content::Optimization(form) = &*content else {
        return Html::default();
    };
    let view = View {
        props,
        form,
        language: bench.language,
        reads: bench.hand == Hand::Reads,
    };
    html! {
        <div class="sheet">
            <h2 class="sheet-title"><Head text={words::OPTIMIZATION_TITLE} /></h2>
            <section class="sheet-part">
                <h3><Head text={words::OPTIMIZATION_ITEM_NAME} /></h3>
                <div class="sheet-line"><ItemField cell={view.cell(Place::ItemName)} content={content.clone()} /></div>
            </section>
            <section class="sheet-part">
                <h3><Head text={words::OPTIMIZATION_ITEM_CODE} /></h3>
                <div class="sheet-line"><ItemField cell={view.cell(Place::ItemCode)} content={content.clone()} /></div>
            </section>
            if !view.reads {
                <SimilarChooser content={content.clone()} />
            }
            { view.materials() }
            { view.scenarios() }
            { view.session() }
            <Participants table={props.clone()} heading={words::OPTIMIZATION_PARTICIPANTS} count={form.participants.len()} />
            <section class="sheet-part sheet-signs">
                <div class="sheet-sign">
                    <h3><Head text={words::OPTIMIZATION_LEADER} /></h3>
                    <TextCell ..view.cell(Place::Leader) />
                </div>
                { hand_place(words::OPTIMIZATION_STAMP, bench.language) }
                { hand_place(words::OPTIMIZATION_CONFIRMED, bench.language) }
            </section>
        </div>
    }
}

/// What the parts of the form are drawn from.
struct View<'a> {
    props: &'a TableProps,
    form: &'a Optimization,
    language: Language,
    reads: bool,
}

impl View<'_> {
    fn cell(&self, place: Place) -> CellProps {
        cell(self.props, place, self.language)
    }

    fn class(&self, place: Place) -> Classes {
        let now = self.props.cursor.and_then(row_of);
        classes!((now.is_some() && now == row_of(place)).then_some("is-current"))
    }

    fn data(&self, column: Column) -> &'static str {
        column.heading().get(self.language)
    }

    fn materials(&self) -> Html {
        let general: Vec<&str> = self
            .form
            .material_groups
            .iter()
            .flat_map(|group| &group.materials)
            .filter(|material| material.general)
            .map(|material| material.number.as_str())
            .collect();
        html! {
            <section class="sheet-part">
                <h3 id="sheet-materials"><Head text={words::OPTIMIZATION_MATERIALS} /></h3>
                <Toolbar grid={Grid::Materials} table={self.props.clone()} />
                <table class="sheet-table sheet-materials" aria-labelledby="sheet-materials">
                    { header(Grid::Materials) }
                    { for (0..self.form.material_groups.len()).map(|g| self.group(g)) }
                </table>
                if !general.is_empty() {
                    <p class="sheet-note">{ words::OPTIMIZATION_GENERAL_LINE.with(self.language, &[("numbers", &general.join("、"))]) }</p>
                }
                <Before ..self.props.clone() />
            </section>
        }
    }

    /// The day of the session; a form that is read and names none has no place for it.
    fn session(&self) -> Html {
        if self.reads && self.form.session_on.is_none() {
            return Html::default();
        }
        html! {
            <section class="sheet-part">
                <h3><Head text={words::OPTIMIZATION_SESSION_ON} /></h3>
                <div class="sheet-line"><DateCell ..self.cell(Place::SessionOn) /></div>
            </section>
        }
    }

    fn group(&self, g: usize) -> Html {
        let Some(group) = self.form.material_groups.get(g) else {
            return Html::default();
        };
        let place = Place::GroupName(g);
        let span = group.materials.len().to_string();
        let row = |(m, material): (usize, &yinzheng_shared::form::optimization::Material)| {
            let (name, shared, general) = (Place::MaterialName(g, m), Place::Shared(g, m), Place::General(g, m));
            html! {
                <tr key={m} class={self.class(name)}>
                    if m == 0 {
                        <th scope="rowgroup" rowspan={span.clone()} data-label={self.data(Column::Group)}
                            class={classes!("sheet-spanning", self.class(place))}><TextCell ..self.cell(place) /></th>
                    }
                    <td data-label={self.data(Column::Material)}><TextCell ..self.cell(name) /></td>
                    <td class="sheet-narrow" data-label={self.data(Column::Shared)}><TickCell ..self.cell(shared) /></td>
                    <td class="sheet-narrow sheet-number" data-label={self.data(Column::MaterialNumber)}>{ &material.number }</td>
                    <td class="sheet-narrow" data-label={self.data(Column::General)}><TickCell ..self.cell(general) /></td>
                </tr>
            }
        };
        html! { <tbody key={g}>{ for group.materials.iter().enumerate().map(row) }</tbody> }
    }

    fn scenarios(&self) -> Html {
        html! {
            <section class="sheet-part">
                <h3 id="sheet-scenarios"><Head text={words::OPTIMIZATION_SCENARIOS} /></h3>
                <Toolbar grid={Grid::Scenarios} table={self.props.clone()} />
                <table class="sheet-table sheet-scenarios" aria-labelledby="sheet-scenarios">
                    { header(Grid::Scenarios) }
                    { for (0..self.form.scenarios.len()).map(|s| self.scenario(s)) }
                </table>
            </section>
        }
    }

    fn scenario(&self, s: usize) -> Html {
        let Some(scenario) = self.form.scenarios.get(s) else {
            return Html::default();
        };
        let span: usize = scenario
            .subclasses
            .iter()
            .map(|subclass| subclass.attributes.len())
            .sum();
        let place = Place::ScenarioName(s);
        let head = html! {
            <th scope="rowgroup" rowspan={span.to_string()} data-label={self.data(Column::Scenario)}
                class={classes!("sheet-spanning", self.class(place))}>
                <div class="sheet-numbered"><span>{ format!("({})", scenario.number) }</span><TextCell ..self.cell(place) /></div>
            </th>
        };
        html! {
            <tbody key={s}>
                { for scenario.subclasses.iter().enumerate().flat_map(|(c, subclass)| {
                    let head = (c == 0).then(|| head.clone());
                    self.subclass((s, c), subclass, head)
                }) }
            </tbody>
        }
    }

    fn subclass(&self, (s, c): (usize, usize), subclass: &Subclass, mut main: Option<Html>) -> Vec<Html> {
        let place = Place::SubclassName(s, c);
        let span = subclass.attributes.len().to_string();
        let mut head = Some(html! {
            <th scope="rowgroup" rowspan={span} data-label={self.data(Column::Subclass)}
                class={classes!("sheet-spanning", self.class(place))}>
                <div class="sheet-numbered"><span>{ format!("({})", subclass.number) }</span><TextCell ..self.cell(place) /></div>
                <ChoiceCell ..self.cell(Place::SubclassChoice(s, c)) />
            </th>
        });
        let row = |(a, attribute): (usize, &yinzheng_shared::form::optimization::Attribute)| {
            let (name, needs) = (Place::AttributeName(s, c, a), Place::Needs(s, c, a));
            html! {
                <tr key={format!("{c}.{a}")} class={self.class(name)}>
                    { main.take().unwrap_or_default() }
                    { head.take().unwrap_or_default() }
                    <td data-label={self.data(Column::Attribute)}>
                        <div class="sheet-numbered"><span>{ format!("({})", attribute.number) }</span><TextCell ..self.cell(name) /></div>
                    </td>
                    <td class="sheet-needs" data-label={self.data(Column::Needs)}>
                        <NeedsCell cell={self.cell(needs)} content={Rc::clone(&self.props.content)} />
                    </td>
                </tr>
            }
        };
        subclass.attributes.iter().enumerate().map(row).collect()
    }
}

/// The heading row of a grid.
pub fn header(grid: Grid) -> Html {
    html! {
        <thead><tr>
            { for columns(grid).iter().map(|column| html! { <th scope="col"><Head text={column.heading()} /></th> }) }
        </tr></thead>
    }
}

/// What a cell is drawn from.
#[must_use]
pub fn cell(props: &TableProps, place: Place, language: Language) -> CellProps {
    CellProps {
        place,
        text: AttrValue::from(text(&props.content, place).unwrap_or_default()),
        label: AttrValue::from(label(&props.content, place, language)),
        marks: props.marks_at(place),
        reasons: props.reasons.clone(),
        example: AttrValue::default(),
        on_list: Callback::default(),
        on_typing: Callback::default(),
    }
}
