//! The whole programme from its first day to the end of the year, in one Chromium: ten tasks, two districts, five
//! departments, 150 items. The business date is moved; some are late, one sends rows back; at the end 96 items are
//! published and the bulletin names whom it should.
//!
//! The deciding step of each task is taken by a person on the page. What is the same for many forms goes by the
//! interfaces that the page itself uses, and their paper through the scanner.

mod bulletins;
mod city;
mod end;
mod forms;
mod go_live;
mod interfaces;
mod lists;
mod papers;
mod plan;
mod schedules;
mod windows;

use crate::app::On;
use anyhow::Result;
use city::Rollout;
use go_live::FAILED;
use plan::{CIVIL, DONGHU, DONGHU_CIVIL, DONGHU_MARKET, MARKET, XIJIANG, XIJIANG_MARKET, batch};

/// Who is behind when the first batch should be published, and at the end: a department that brings too little, so
/// that its district does; one whose list came late, and with it its district; one that stamped a form late.
const BEHIND: [&str; 5] = [DONGHU, DONGHU_CIVIL.name, XIJIANG, XIJIANG_MARKET.name, CIVIL.name];

async fn the_programme_comes_to_its_end(on: On) -> Result<()> {
    let app = city::founded(on)?;
    let rollout = Rollout::begins(&app).await?;
    a_beginning_before_the_lists(&rollout).await?;
    lists_and_the_first_batch(&rollout).await?;
    the_rest_is_scheduled_and_windows_open(&rollout).await?;
    the_second_batch(&rollout).await?;
    the_third_batch(&rollout).await?;
    the_fourth_batch(&rollout).await?;
    the_end_of_the_year(&rollout).await?;
    rollout.leaves().await
}

/// 31 August: tasks 1 and 2 begin.
async fn a_beginning_before_the_lists(rollout: &Rollout<'_>) -> Result<()> {
    rollout.the_catalogue_comes_in().await?;
    rollout.lists_are_opened().await?;
    rollout.the_first_batch_is_issued().await?;
    rollout.a_session_is_convened(1, "2018-09-04").await
}

/// Tasks 1 and 3 to 7: municipal lists and the district's come, and one late; the first batch is gone through,
/// debugged, confirmed and published but for two rows.
async fn lists_and_the_first_batch(rollout: &Rollout<'_>) -> Result<()> {
    rollout.the_administrator_moves_the_day("2018-09-04").await?;
    rollout.a_form_is_filled_from_the_session("2018-09-04").await?;
    let mut forms = rollout.forms_are_handed_in(1, "2018-09-04").await?;
    let late = forms.split_off(forms.len() - 1);

    rollout.comes_to("2018-09-07").await?;
    rollout.forms_come_back(&forms).await?;
    rollout.a_list_comes_from_a_spreadsheet(&MARKET).await?;
    rollout.a_list_is_pasted().await?;
    rollout.a_list_is_accepted(&MARKET).await?;
    rollout.a_list_is_accepted(&CIVIL).await?;

    rollout.comes_to("2018-09-10").await?;
    rollout.forms_come_back(&late).await?;
    rollout.are_optimised(&batch(1)).await?;
    rollout.the_first_interface_is_registered("2018-09-10").await?;
    rollout.interfaces_are_registered(1, "2018-09-10").await?;

    rollout.comes_to("2018-09-12").await?;
    rollout.the_first_interface_is_debugged("2018-09-12").await?;
    rollout.interfaces_are_debugged(1, "2018-09-10", "2018-09-12").await?;
    for department in [&DONGHU_MARKET, &DONGHU_CIVIL] {
        rollout.a_list_comes_from_a_spreadsheet(department).await?;
        rollout.a_list_is_accepted(department).await?;
    }
    rollout.a_district_hands_over(&[&DONGHU_MARKET, &DONGHU_CIVIL]).await?;
    rollout.accounts_are_opened().await?;

    rollout.comes_to("2018-09-17").await?;
    rollout.a_list_comes_from_a_spreadsheet(&XIJIANG_MARKET).await?;
    rollout.a_list_is_accepted(&XIJIANG_MARKET).await?;
    rollout.a_district_hands_over(&[&XIJIANG_MARKET]).await?;
    rollout.the_lists_say_what_was_planned().await?;
    rollout.go_live_forms_are_issued(&batch(1)).await?;

    rollout.comes_to("2018-09-18").await?;
    rollout.a_form_is_stamped_on_the_page().await?;
    rollout.a_form_is_sent_back_in_part().await?;
    rollout.stamped_forms_publish(&[]).await?;
    rollout.are_published(22).await
}

/// Tasks 2 and 8 to 10; the first bulletin.
async fn the_rest_is_scheduled_and_windows_open(rollout: &Rollout<'_>) -> Result<()> {
    rollout.comes_to("2018-09-20").await?;
    rollout.the_other_batches_are_issued().await?;
    rollout.window_staff_are_trained("2018-09-20").await?;
    rollout.windows_are_opened(1).await?;
    rollout.comes_to("2018-09-26").await?;
    rollout
        .a_bulletin_names("示例〔2018〕1号", "2018-09-26", &BEHIND)
        .await?;

    rollout.comes_to("2018-10-09").await?;
    rollout.the_last_district_is_trained("2018-10-09").await?;
    rollout.windows_are_opened(2).await?;
    let cases = [
        (MARKET.item(1), 0, 126),
        (DONGHU_MARKET.item(2), 1, 42),
        (DONGHU_CIVIL.item(1), 3, 24),
    ];
    rollout.cases_are_reported("2018-09", &cases).await
}

/// What fell out is debugged and published after its day; one unit stamps its form a day late.
async fn the_second_batch(rollout: &Rollout<'_>) -> Result<()> {
    rollout
        .items_are_debugged_again(&FAILED, "2018-09-10", "2018-10-09")
        .await?;
    rollout.go_live_forms_are_issued(&FAILED).await?;
    rollout.stamped_forms_publish(&[]).await?;
    rollout.are_published(24).await?;
    rollout
        .is_connected(2, ["2018-10-10", "2018-10-11", "2018-10-12"])
        .await?;
    rollout.comes_to("2018-10-16").await?;
    rollout.go_live_forms_are_issued(&batch(2)).await?;
    rollout.stamped_forms_publish(&[DONGHU_CIVIL.login]).await?;
    rollout.comes_to("2018-10-19").await?;
    rollout.stamped_forms_publish(&[]).await?;
    rollout.are_published(48).await
}

async fn the_third_batch(rollout: &Rollout<'_>) -> Result<()> {
    rollout
        .is_connected(3, ["2018-11-05", "2018-11-06", "2018-11-07"])
        .await?;
    rollout.comes_to("2018-11-13").await?;
    rollout.go_live_forms_are_issued(&batch(3)).await?;
    rollout.stamped_forms_publish(&[]).await?;
    rollout.are_published(72).await
}

/// With what districts have of their own, and what has no system.
async fn the_fourth_batch(rollout: &Rollout<'_>) -> Result<()> {
    rollout
        .is_connected(4, ["2018-12-03", "2018-12-04", "2018-12-05"])
        .await?;
    rollout.what_has_no_system_is_led().await?;
    rollout.a_district_uses_a_municipal_form().await?;
    rollout.comes_to("2018-12-11").await?;
    rollout.go_live_forms_are_issued(&batch(4)).await?;
    rollout.stamped_forms_publish(&[]).await?;
    rollout.are_published(96).await
}

async fn the_end_of_the_year(rollout: &Rollout<'_>) -> Result<()> {
    rollout.comes_to("2018-12-31").await?;
    let cases = [
        (MARKET.item(1), 0, 318),
        (CIVIL.item(20), 0, 9),
        (XIJIANG_MARKET.item(20), 2, 88),
    ];
    rollout.cases_are_reported("2018-12", &cases).await?;
    rollout.windows_are_opened(2).await?;
    rollout
        .a_bulletin_names("示例〔2018〕2号", "2018-12-31", &BEHIND)
        .await?;
    rollout.the_board_tells_the_year().await?;
    rollout.all_ten_tasks_are_done().await?;
    rollout.every_form_is_closed().await?;
    rollout.the_archive_verifies()
}

#[tokio::test]
async fn the_programme_comes_to_its_end_on_sqlite() -> Result<()> {
    the_programme_comes_to_its_end(On::Sqlite).await
}

#[tokio::test]
async fn the_programme_comes_to_its_end_on_postgres() -> Result<()> {
    the_programme_comes_to_its_end(On::Postgres).await
}
