//! The addresses of the server, read from the source that lists them.

use std::collections::BTreeSet;

const SOURCE: &str = include_str!("../../../../backend/src/routes.rs");
/// Where the addresses of the interface begin; those before it are beside it.
const INTERFACE: &str = "fn api(";

/// Method and address of every route: `GET records/{id}`, and beside the interface `GET /healthz`.
pub(super) fn all() -> BTreeSet<String> {
    let (beside, interface) = SOURCE.split_once(INTERFACE).unwrap_or_default();
    of(beside)
        .chain(of(interface).map(|route| route.replacen(" /", " ", 1)))
        .collect()
}

fn of(source: &str) -> impl Iterator<Item = String> {
    source.split("resource(\"").skip(1).flat_map(|resource| {
        let (address, rest) = resource.split_once('"').unwrap_or_default();
        let methods = rest.split(".route(").skip(1);
        methods.map(move |route| {
            let method = route.split('(').next().unwrap_or_default();
            format!("{} {address}", method.to_uppercase())
        })
    })
}

#[test]
fn the_source_is_read_as_it_is_meant() {
    let all = all();
    for known in [
        "HEAD /healthz",
        "GET records/{id}",
        "PUT records/{id}",
        "DELETE robots/{id}",
        "PUT window-groups/{area}",
    ] {
        assert!(all.contains(known), "{known} in {all:#?}");
    }
    assert!(all.len() > 100, "{}", all.len());
}
