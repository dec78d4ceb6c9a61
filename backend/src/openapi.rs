//! The description of the API, generated from the handlers.

use crate::http::{
    assessment, business_date, check, consolidations, delivery, desk, form_links, go_live, interfaces, items, keys, me,
    notices, obligations, optimization_sessions, organisations, packages, prints, programme, published, records, scans,
    schedule, scope_lists, scope_tables, session, users,
    windows::{accounts, cases, centres, coverage, outside, trainings},
};
use utoipa::OpenApi;

/// Every operation; a test holds it against `routes.rs`.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Yinzheng 印证",
        description = "Confirmation forms from the browser to the archive."
    ),
    paths(
        session::sign_in,
        session::sign_out,
        me::show,
        programme::show,
        programme::progress,
        programme::rules,
        assessment::board,
        assessment::items,
        assessment::forms,
        assessment::lists,
        assessment::centres,
        business_date::advance,
        check::check,
        records::list,
        records::create,
        records::show,
        records::save,
        records::submit,
        records::send_back,
        records::revise,
        records::void,
        records::history,
        prints::print,
        prints::pdf,
        prints::picture,
        packages::package,
        form_links::of_record,
        form_links::propose,
        form_links::step,
        scans::upload,
        scans::list,
        scans::show,
        scans::file,
        scans::picture,
        scans::assign,
        desk::confirm,
        desk::refuse,
        desk::show,
        obligations::list,
        notices::list,
        notices::read,
        notices::read_all,
        published::list,
        published::show,
        published::organisations,
        items::list,
        items::export,
        items::import,
        items::report,
        interfaces::list,
        interfaces::missing,
        interfaces::add,
        interfaces::show,
        interfaces::change,
        interfaces::full_process,
        optimization_sessions::list,
        optimization_sessions::add,
        optimization_sessions::show,
        optimization_sessions::change,
        optimization_sessions::call_off,
        interfaces::withdraw,
        consolidations::open,
        consolidations::export,
        scope_lists::open,
        scope_lists::overview,
        scope_lists::accept,
        scope_lists::transfers,
        scope_lists::answer,
        scope_tables::export,
        scope_tables::read,
        scope_tables::report,
        schedule::plan,
        schedule::items,
        schedule::plan_items,
        schedule::set_days,
        schedule::draft,
        schedule::issue,
        go_live::state,
        go_live::ready,
        go_live::issue,
        go_live::reissue,
        organisations::list,
        organisations::add,
        users::list,
        users::add,
        users::deactivate,
        users::set_email,
        delivery::robots,
        delivery::add_robot,
        delivery::remove_robot,
        delivery::messages,
        delivery::send_again,
        keys::list,
        keys::issue,
        keys::revoke,
        centres::list,
        centres::add,
        centres::close,
        centres::import,
        accounts::list,
        accounts::add,
        accounts::show,
        accounts::change,
        accounts::hand_over,
        accounts::deactivate,
        accounts::import,
        trainings::keep,
        trainings::exercise,
        coverage::coverage,
        coverage::groups,
        coverage::confirm,
        cases::list,
        cases::months,
        cases::report,
        cases::import,
        outside::list,
        outside::add,
    )
)]
pub struct Description;

/// The description as OpenAPI 3.1.
#[must_use]
pub fn description() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_and_the_routes_name_the_same_addresses() {
        let described = serde_json::to_value(description()).unwrap();
        let mut described: Vec<&str> = described["paths"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        described.sort_unstable();
        let mut routed: Vec<String> = include_str!("routes.rs")
            .split("resource(\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"'))
            .map(|(path, _)| format!("/api/v1{path}"))
            .filter(|path| !["/api/v1/healthz", "/api/v1/readyz", "/api/v1/openapi.json"].contains(&path.as_str()))
            .filter(|path| !path.starts_with("/api/v1/docs"))
            .collect();
        routed.sort_unstable();
        assert_eq!(described, routed);
    }
}
