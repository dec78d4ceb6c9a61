//! Every address of the server on one screen.

use crate::error::Error;
use crate::http::{
    check, desk, docs, health, items, keys, me, organisations, packages, prints, programme, records, scans, session,
    users,
};
use crate::page;
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
        .service(resource("/programme").route(get().to(programme::show)))
        .service(resource("/rules").route(get().to(programme::rules)))
        .service(resource("/check/{form}").route(post().to(check::check)))
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
        .service(resource("/records/{id}/revise").route(post().to(records::revise)))
        .service(resource("/records/{id}/void").route(post().to(records::void)))
        .service(resource("/records/{id}/print").route(post().to(prints::print)))
        .service(resource("/records/{id}/print.pdf").route(get().to(prints::pdf)))
        .service(resource("/records/{id}/print/{page}.png").route(get().to(prints::picture)))
        .service(resource("/records/{id}/package.zip").route(get().to(packages::package)))
        .service(resource("/records/{id}/history").route(get().to(records::history)))
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
        .service(resource("/items").route(get().to(items::list)))
        .service(resource("/items.xlsx").route(get().to(items::export)))
        .service(resource("/items/import").route(post().to(items::import)))
        .service(resource("/items/import/report").route(post().to(items::report)))
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
        .service(
            resource("/keys")
                .route(get().to(keys::list))
                .route(post().to(keys::issue)),
        )
        .service(resource("/keys/{id}").route(delete().to(keys::revoke)));
}

async fn nothing_here() -> Result<actix_web::HttpResponse, Error> {
    Err(Problem::NotFound.into())
}
