//! Tables as diesel knows them; the same in both databases. A test holds them against the migrations.

#![expect(missing_docs, reason = "the migrations describe tables and columns")]

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    organisations (id) {
        id -> Text,
        name -> Text,
        level -> Text,
        parent_id -> Nullable<Text>,
        line_id -> Nullable<Text>,
        path -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> Text,
        login -> Text,
        name -> Text,
        role -> Text,
        organisation_id -> Text,
        password_hash -> Text,
        active -> Bool,
        created_at -> Timestamp,
        email -> Nullable<Text>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        user_id -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    login_failures (bucket) {
        bucket -> Text,
        failures -> Integer,
        last_at -> Timestamp,
        blocked_until -> Timestamp,
    }
}

diesel::table! {
    api_keys (id) {
        id -> Text,
        label -> Text,
        organisation_id -> Text,
        secret_hash -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    items (code) {
        code -> Text,
        name -> Text,
        owner_id -> Text,
        serving_id -> Text,
        base_code -> Text,
        batch -> Nullable<Integer>,
        connection -> Text,
        restricted -> Bool,
        optimised_on -> Nullable<Text>,
        optimised_by -> Nullable<Text>,
        published_on -> Nullable<Text>,
        published_by -> Nullable<Text>,
        scope -> Text,
        proposed_batch -> Nullable<Integer>,
        system_level -> Nullable<Text>,
        system_name -> Text,
        coverage -> Text,
        annual_cases -> Nullable<BigInt>,
        at_window -> Nullable<Bool>,
        special_domain -> Nullable<Text>,
        private_network -> Nullable<Bool>,
        planned_batch -> Nullable<Integer>,
    }
}

diesel::table! {
    item_counts (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published) {
        owner_id -> Text,
        serving_id -> Text,
        restricted -> Bool,
        scope -> Text,
        batch -> Integer,
        planned_batch -> Integer,
        proposed_batch -> Integer,
        connection -> Text,
        optimised -> Bool,
        published -> Bool,
        amount -> BigInt,
    }
}

diesel::table! {
    schedule_days (record_id) {
        record_id -> Text,
        optimised_by -> Text,
        registered_by -> Text,
        debugged_by -> Text,
        confirmed_by -> Text,
        published_by -> Text,
    }
}

diesel::table! {
    item_names (name) {
        name -> Text,
        amount -> BigInt,
    }
}

diesel::table! {
    batch_plans (number) {
        number -> Integer,
        optimised_by -> Text,
        registered_by -> Text,
        debugged_by -> Text,
        confirmed_by -> Text,
        published_by -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    item_steps (id) {
        id -> Text,
        item_code -> Text,
        step -> Text,
        on_day -> Text,
        at -> Timestamp,
        record_id -> Nullable<Text>,
        batch -> Nullable<Integer>,
    }
}

diesel::table! {
    item_standings (item_code, since_on) {
        item_code -> Text,
        since_on -> Text,
        until_on -> Text,
        held_by -> Text,
        owner_id -> Text,
        serving_id -> Text,
        restricted -> Bool,
        scope -> Text,
        batch -> Integer,
        connected_on -> Nullable<Text>,
        published_on -> Nullable<Text>,
        cases -> Nullable<BigInt>,
    }
}

diesel::table! {
    area_cases (item_code, since_on, area_id) {
        item_code -> Text,
        since_on -> Text,
        area_id -> Text,
        cases -> BigInt,
    }
}

diesel::table! {
    item_figures (area_id, on_day, held_by, owner_id, serving_id, restricted, batch, measure, of_day) {
        area_id -> Text,
        on_day -> Text,
        held_by -> Text,
        owner_id -> Text,
        serving_id -> Text,
        restricted -> Bool,
        batch -> Integer,
        measure -> Text,
        of_day -> Text,
        amount -> BigInt,
    }
}

diesel::table! {
    item_transfers (record_id, item_code) {
        record_id -> Text,
        item_code -> Text,
        from_id -> Text,
        to_id -> Text,
        remark -> Text,
        asked_on -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        answered_on -> Nullable<Text>,
    }
}

diesel::table! {
    interfaces (id) {
        id -> Text,
        unit_id -> Text,
        system_name -> Text,
        system_level -> Text,
        name -> Text,
        progress -> Text,
        number -> Nullable<Text>,
        registered_on -> Nullable<Text>,
        version -> BigInt,
        created_digest -> Text,
    }
}

diesel::table! {
    interface_items (interface_id, item_code) {
        interface_id -> Text,
        item_code -> Text,
    }
}

diesel::table! {
    form_counts (form, owner_id, due_on, submitted_on, received_on) {
        form -> Text,
        owner_id -> Text,
        due_on -> Text,
        submitted_on -> Text,
        received_on -> Text,
        amount -> BigInt,
    }
}

diesel::table! {
    form_links (id) {
        id -> Text,
        record_id -> Text,
        item_code -> Text,
        unit_id -> Text,
        state -> Text,
        proposed_on -> Text,
        answered_on -> Nullable<Text>,
        reason -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    optimization_sessions (id) {
        id -> Text,
        title -> Text,
        held_on -> Text,
        hours -> Text,
        place -> Text,
        participants -> Text,
        version -> BigInt,
        created_digest -> Text,
        called_off_on -> Nullable<Text>,
        called_off_because -> Nullable<Text>,
    }
}

diesel::table! {
    optimization_session_items (session_id, item_code) {
        session_id -> Text,
        item_code -> Text,
    }
}

diesel::table! {
    optimization_session_guests (session_id, organisation_id) {
        session_id -> Text,
        organisation_id -> Text,
    }
}

diesel::table! {
    objects (sha256) {
        sha256 -> Text,
        bytes -> BigInt,
        media_type -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    records (id) {
        id -> Text,
        reference -> Text,
        form -> Text,
        state -> Text,
        revision -> Integer,
        owner_id -> Text,
        issuer_id -> Text,
        title -> Text,
        content -> Text,
        reasons -> Text,
        version -> BigInt,
        created_digest -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        due_on -> Nullable<Text>,
        due_provisional -> Bool,
        received_on -> Nullable<Text>,
        late -> Bool,
        returned_because -> Nullable<Text>,
        replaces_id -> Nullable<Text>,
        matched_at -> Nullable<Timestamp>,
        archived_at -> Nullable<Timestamp>,
        archived_on -> Nullable<Text>,
        archived_by -> Nullable<Text>,
        package_sha256 -> Nullable<Text>,
        restricted -> Bool,
        names_restricted -> Bool,
    }
}

diesel::table! {
    returned_rows (record_id, version, item_code) {
        record_id -> Text,
        version -> BigInt,
        revision -> Integer,
        item_code -> Text,
        fault -> Text,
        answered -> Bool,
    }
}

diesel::table! {
    record_items (record_id, item_code) {
        record_id -> Text,
        item_code -> Text,
    }
}

diesel::table! {
    revisions (record_id, revision) {
        record_id -> Text,
        revision -> Integer,
        canonical -> Text,
        sha256 -> Text,
        sm3 -> Text,
        rule_set -> Text,
        facts -> Text,
        reasons -> Text,
        submitted_by -> Text,
        submitted_at -> Timestamp,
        submitted_on -> Text,
        print_sha256 -> Nullable<Text>,
        print_pages -> Nullable<Integer>,
        print_boxes -> Nullable<Text>,
        template_digest -> Nullable<Text>,
        fonts_digest -> Nullable<Text>,
        printed_by -> Nullable<Text>,
        printed_at -> Nullable<Timestamp>,
        voided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    print_pages (record_id, revision, page) {
        record_id -> Text,
        revision -> Integer,
        page -> Integer,
        picture -> Text,
    }
}

diesel::table! {
    scans (id) {
        id -> Text,
        organisation_id -> Text,
        sha256 -> Text,
        file_name -> Text,
        bytes -> BigInt,
        uploaded_by_user -> Nullable<Text>,
        uploaded_by_key -> Nullable<Text>,
        uploader_name -> Text,
        uploaded_at -> Timestamp,
        uploaded_on -> Text,
        state -> Text,
        set_aside -> Nullable<Text>,
        media -> Nullable<Text>,
        claimed_until -> Nullable<Timestamp>,
        attempts -> Integer,
    }
}

diesel::table! {
    scan_pages (scan_id, number) {
        scan_id -> Text,
        number -> Integer,
        outcome -> Text,
        record_id -> Nullable<Text>,
        revision -> Nullable<Integer>,
        page -> Nullable<Integer>,
        pages -> Nullable<Integer>,
        holds -> Bool,
        picture -> Nullable<Text>,
        thumbnail -> Nullable<Text>,
        assigned_code -> Nullable<Text>,
        assigned_by -> Nullable<Text>,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        user_id -> Text,
        organisation_id -> Text,
        kind -> Text,
        days -> Integer,
        record_id -> Text,
        due_on -> Nullable<Text>,
        reason -> Nullable<Text>,
        business_date -> Text,
        created_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
        occasion -> Text,
    }
}

diesel::table! {
    robots (id) {
        id -> Text,
        label -> Text,
        organisation_id -> Text,
        address -> Text,
        secret -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    robots_told (occasion, audience) {
        occasion -> Text,
        audience -> Text,
        told_at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        channel -> Text,
        receiver -> Text,
        kind -> Text,
        days -> Integer,
        record_id -> Text,
        organisation_id -> Text,
        due_on -> Nullable<Text>,
        occasion -> Text,
        created_at -> Timestamp,
        state -> Text,
        message_id -> Nullable<Text>,
        attempts -> Integer,
        started_at -> Nullable<Timestamp>,
        not_before -> Timestamp,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    audit (id) {
        id -> Text,
        at -> Timestamp,
        business_date -> Text,
        actor_user -> Nullable<Text>,
        actor_key -> Nullable<Text>,
        actor_name -> Text,
        organisation_id -> Nullable<Text>,
        organisation_name -> Text,
        record_id -> Nullable<Text>,
        scan_id -> Nullable<Text>,
        item_code -> Nullable<Text>,
        subject_id -> Nullable<Text>,
        action -> Text,
        revision -> Integer,
        digest -> Nullable<Text>,
        reason -> Nullable<Text>,
        request_id -> Text,
    }
}

diesel::table! {
    service_centres (id) {
        id -> Text,
        name -> Text,
        folded -> Text,
        level -> Text,
        area_id -> Text,
        registered_on -> Text,
        closed_on -> Nullable<Text>,
    }
}

diesel::table! {
    window_accounts (id) {
        id -> Text,
        name -> Text,
        mobile -> Text,
        organisation_id -> Text,
        centre_id -> Text,
        registered_on -> Nullable<Text>,
        authorised_on -> Nullable<Text>,
        handed_over_on -> Nullable<Text>,
        reason -> Nullable<Text>,
        active -> Bool,
        ended_on -> Nullable<Text>,
        version -> BigInt,
        created_digest -> Text,
    }
}

diesel::table! {
    window_postings (account_id, number) {
        account_id -> Text,
        number -> Integer,
        centre_id -> Text,
        since_on -> Text,
        until_on -> Nullable<Text>,
    }
}

diesel::table! {
    window_trainings (account_id, kind, code) {
        account_id -> Text,
        kind -> Text,
        code -> Text,
        done_on -> Text,
        kept_by -> Text,
    }
}

diesel::table! {
    window_groups (id) {
        id -> Text,
        area_id -> Text,
        confirmed_on -> Text,
        films -> Bool,
        manual -> Bool,
        maintainers -> Bool,
        confirmed_by -> Text,
        confirmed_at -> Timestamp,
    }
}

diesel::table! {
    window_cases (item_code, month, centre_id) {
        item_code -> Text,
        month -> Text,
        centre_id -> Text,
        cases -> BigInt,
        reported_by -> Text,
        reported_at -> Timestamp,
    }
}

diesel::table! {
    outside_cases (id) {
        id -> Text,
        item_code -> Text,
        happened_on -> Text,
        place -> Text,
        note -> Text,
        organisation_id -> Text,
        reported_by -> Text,
        reported_on -> Text,
        reported_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    api_keys,
    area_cases,
    audit,
    batch_plans,
    form_counts,
    form_links,
    interface_items,
    interfaces,
    item_counts,
    item_names,
    schedule_days,
    item_figures,
    item_standings,
    item_steps,
    item_transfers,
    items,
    login_failures,
    notices,
    objects,
    optimization_session_guests,
    optimization_session_items,
    optimization_sessions,
    organisations,
    outside_cases,
    outbox,
    print_pages,
    record_items,
    records,
    returned_rows,
    revisions,
    robots,
    robots_told,
    scan_pages,
    scans,
    service_centres,
    sessions,
    settings,
    users,
    window_accounts,
    window_cases,
    window_groups,
    window_postings,
    window_trainings,
);

#[cfg(test)]
mod permanence;
#[cfg(test)]
mod tests;
