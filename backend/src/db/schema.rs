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
    outbox (id) {
        id -> Text,
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

diesel::allow_tables_to_appear_in_same_query!(
    api_keys,
    audit,
    items,
    login_failures,
    notices,
    objects,
    organisations,
    outbox,
    print_pages,
    record_items,
    records,
    revisions,
    robots,
    scan_pages,
    scans,
    sessions,
    settings,
    users,
);

#[cfg(test)]
mod permanence;
#[cfg(test)]
mod tests;
