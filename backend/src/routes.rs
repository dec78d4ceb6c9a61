//! Every address of the server on one screen.

use crate::error::Error;
use crate::http::{
    assessment, business_date, check, consolidations, delivery, desk, docs, form_links, go_live, health, interfaces,
    items, keys, me, notices, obligations, optimization_sessions, organisations, packages, prints, programme,
    published, records, scans, schedule, scope_lists, scope_tables, session, users,
    windows::{accounts, cases, centres, coverage, outside, trainings},
};
use crate::page;
use actix_web::middleware::Compress;
use actix_web::web::{ServiceConfig, delete, get, head, post, put, resource, scope, to};
use yinzheng_shared::problem::Problem;

/// Adds every address.
pub fn configure(app: &mut ServiceConfig) {
    app.service(
        resource("/healthz")
            .route(get().to(health::healthz))
            .route(head().to(health::healthz)),
    )
    .service(
        resource("/readyz")
            .route(get().to(health::readyz))
            .route(head().to(health::readyz)),
    )
    .service(resource("/docs").route(get().to(docs::browse)))
    .service(resource("/docs/style.css").route(get().to(docs::style)))
    .service(scope("/api/v1").configure(api).default_service(to(nothing_here)))
    .configure(page::configure);
}

fn api(api: &mut ServiceConfig) {
    api.service(resource("/openapi.json").route(get().to(docs::openapi)))
        .service(
            resource("/session")
                .route(post().to(session::sign_in))
                .route(delete().to(session::sign_out)),
        )
        .service(resource("/me").route(get().to(me::show)))
        // The first page waits for it; it is the same for everybody and reflects nothing of the request.
        .service(
            resource("/programme")
                .wrap(Compress::default())
                .route(get().to(programme::show)),
        )
        .service(resource("/programme/state").route(get().to(programme::progress)))
        .service(resource("/assessment").route(get().to(assessment::board)))
        .service(resource("/assessment/items").route(get().to(assessment::items)))
        .service(resource("/assessment/forms").route(get().to(assessment::forms)))
        .service(resource("/assessment/lists").route(get().to(assessment::lists)))
        .service(resource("/assessment/centres").route(get().to(assessment::centres)))
        .service(resource("/business-date").route(post().to(business_date::advance)))
        .service(resource("/rules").route(get().to(programme::rules)))
        .service(resource("/check/{subject}").route(post().to(check::check)))
        .service(
            resource("/records")
                .route(get().to(records::list))
                .route(post().to(records::create)),
        )
        .service(
            resource("/records/{id}")
                .route(get().to(records::show))
                .route(put().to(records::save)),
        )
        .service(resource("/records/{id}/submit").route(post().to(records::submit)))
        .service(resource("/records/{id}/return").route(post().to(records::send_back)))
        .service(resource("/records/{id}/accept").route(post().to(scope_lists::accept)))
        .service(resource("/records/{id}/table").route(post().to(scope_tables::read)))
        .service(resource("/records/{id}/table/report").route(post().to(scope_tables::report)))
        .service(resource("/records/{id}/table.xlsx").route(get().to(scope_tables::export)))
        .service(resource("/consolidations").route(post().to(consolidations::open)))
        .service(resource("/consolidations/{id}/table.xlsx").route(get().to(consolidations::export)))
        .service(resource("/records/{id}/revise").route(post().to(records::revise)))
        .service(resource("/records/{id}/reissue").route(post().to(go_live::reissue)))
        .service(resource("/records/{id}/void").route(post().to(records::void)))
        .service(resource("/records/{id}/print").route(post().to(prints::print)))
        .service(resource("/records/{id}/print.pdf").route(get().to(prints::pdf)))
        .service(resource("/records/{id}/print/{page}.png").route(get().to(prints::picture)))
        .service(resource("/records/{id}/package.zip").route(get().to(packages::package)))
        .service(resource("/records/{id}/history").route(get().to(records::history)))
        .service(resource("/records/{id}/links").route(get().to(form_links::of_record)))
        .service(resource("/form-links").route(post().to(form_links::propose)))
        .service(resource("/form-links/{id}").route(post().to(form_links::step)))
        .service(
            resource("/scans")
                .route(get().to(scans::list))
                .route(post().to(scans::upload)),
        )
        .service(resource("/scans/{id}").route(get().to(scans::show)))
        .service(resource("/scans/{id}/file").route(get().to(scans::file)))
        .service(resource("/scans/{id}/pages/{page}").route(get().to(scans::picture)))
        .service(resource("/scans/{id}/assign").route(post().to(scans::assign)))
        .service(resource("/scans/{id}/confirm").route(post().to(desk::confirm)))
        .service(resource("/scans/{id}/refuse").route(post().to(desk::refuse)))
        .service(resource("/desk").route(get().to(desk::show)))
        .service(resource("/obligations").route(get().to(obligations::list)))
        .service(resource("/notices").route(get().to(notices::list)))
        .service(resource("/notices/read").route(post().to(notices::read_all)))
        .service(resource("/notices/{id}/read").route(post().to(notices::read)))
        .service(resource("/published").route(get().to(published::list)))
        .service(resource("/published/{code}").route(get().to(published::show)))
        .service(resource("/published-organisations").route(get().to(published::organisations)))
        .service(resource("/items").route(get().to(items::list)))
        .service(resource("/items.xlsx").route(get().to(items::export)))
        .service(resource("/items/import").route(post().to(items::import)))
        .service(resource("/items/import/report").route(post().to(items::report)))
        .service(resource("/items/full-process").route(post().to(interfaces::full_process)))
        .service(resource("/items/full-process/withdraw").route(post().to(interfaces::withdraw)))
        .service(
            resource("/interfaces")
                .route(get().to(interfaces::list))
                .route(post().to(interfaces::add)),
        )
        .service(resource("/interfaces/missing").route(get().to(interfaces::missing)))
        .service(
            resource("/interfaces/{id}")
                .route(get().to(interfaces::show))
                .route(put().to(interfaces::change)),
        )
        .service(
            resource("/optimization-sessions")
                .route(get().to(optimization_sessions::list))
                .route(post().to(optimization_sessions::add)),
        )
        .service(resource("/optimization-sessions/{id}/call-off").route(post().to(optimization_sessions::call_off)))
        .service(
            resource("/optimization-sessions/{id}")
                .route(get().to(optimization_sessions::show))
                .route(put().to(optimization_sessions::change)),
        )
        .service(
            resource("/scope-lists")
                .route(get().to(scope_lists::overview))
                .route(post().to(scope_lists::open)),
        )
        .service(resource("/schedule").route(get().to(schedule::plan)))
        .service(
            resource("/schedule/items")
                .route(get().to(schedule::items))
                .route(put().to(schedule::plan_items)),
        )
        .service(resource("/schedule/batches/{number}").route(put().to(schedule::set_days)))
        .service(resource("/schedule/batches/{number}/draft").route(get().to(schedule::draft)))
        .service(resource("/schedule/batches/{number}/issue").route(post().to(schedule::issue)))
        .service(resource("/go-live").route(get().to(go_live::state)))
        .service(resource("/go-live/ready").route(get().to(go_live::ready)))
        .service(resource("/go-live/issue").route(post().to(go_live::issue)))
        .service(resource("/transfers").route(get().to(scope_lists::transfers)))
        .service(resource("/transfers/{record}/{code}").route(post().to(scope_lists::answer)))
        .service(
            resource("/organisations")
                .route(get().to(organisations::list))
                .route(post().to(organisations::add)),
        )
        .service(
            resource("/users")
                .route(get().to(users::list))
                .route(post().to(users::add)),
        )
        .service(resource("/users/{id}/deactivate").route(post().to(users::deactivate)))
        .service(resource("/users/{id}/email").route(put().to(users::set_email)))
        .service(
            resource("/robots")
                .route(get().to(delivery::robots))
                .route(post().to(delivery::add_robot)),
        )
        .service(resource("/robots/{id}").route(delete().to(delivery::remove_robot)))
        .service(resource("/messages").route(get().to(delivery::messages)))
        .service(resource("/messages/{id}/send").route(post().to(delivery::send_again)))
        .service(
            resource("/keys")
                .route(get().to(keys::list))
                .route(post().to(keys::issue)),
        )
        .service(resource("/keys/{id}").route(delete().to(keys::revoke)))
        .configure(windows);
}

fn windows(api: &mut ServiceConfig) {
    api.service(
        resource("/centres")
            .route(get().to(centres::list))
            .route(post().to(centres::add)),
    )
    .service(resource("/centres/import").route(post().to(centres::import)))
    .service(resource("/centres/{id}/close").route(post().to(centres::close)))
    .service(
        resource("/window-accounts")
            .route(get().to(accounts::list))
            .route(post().to(accounts::add)),
    )
    .service(resource("/window-accounts/import").route(post().to(accounts::import)))
    .service(
        resource("/window-accounts/{id}")
            .route(get().to(accounts::show))
            .route(put().to(accounts::change)),
    )
    .service(resource("/window-accounts/{id}/hand-over").route(post().to(accounts::hand_over)))
    .service(resource("/window-accounts/{id}/deactivate").route(post().to(accounts::deactivate)))
    .service(resource("/window-accounts/{id}/exercise").route(post().to(trainings::exercise)))
    .service(resource("/trainings").route(post().to(trainings::keep)))
    .service(resource("/coverage").route(get().to(coverage::coverage)))
    .service(resource("/window-groups").route(get().to(coverage::groups)))
    .service(resource("/window-groups/{area}").route(put().to(coverage::confirm)))
    .service(
        resource("/cases")
            .route(get().to(cases::list))
            .route(put().to(cases::report)),
    )
    .service(resource("/cases/months").route(get().to(cases::months)))
    .service(resource("/cases/import").route(post().to(cases::import)))
    .service(
        resource("/outside-cases")
            .route(get().to(outside::list))
            .route(post().to(outside::add)),
    );
}

async fn nothing_here() -> Result<actix_web::HttpResponse, Error> {
    Err(Problem::NotFound.into())
}
