//! Tables of the organisation, in numbered steps of portable SQL.

pub(crate) const STEPS: &[&str] = &[
    "create table unit (
        id uuid primary key,
        parent_id uuid,
        kind text not null,
        name text not null,
        slug text not null,
        region_code text not null,
        village text not null,
        zone text not null,
        address text not null,
        phone text not null,
        sheet text not null,
        greeting text not null,
        logo_id uuid,
        version bigint not null,
        created_at bigint not null
    );
    create unique index unit_slug on unit (slug);

    create table person (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        kind text not null,
        full_name text not null,
        sort_name text not null,
        search_text text not null,
        nickname text not null,
        sex text,
        birth_place text not null,
        birth_date text,
        hamlet text not null,
        rt bigint,
        rw bigint,
        address text not null,
        education text not null,
        occupation text not null,
        skills text not null,
        note text not null,
        nik_sealed bytea,
        nik_hash bytea,
        nik_last text,
        token text not null,
        joined_on text,
        import_id uuid,
        version bigint not null,
        created_at bigint not null,
        updated_at bigint not null,
        removed_at bigint
    );
    create index person_list on person (unit_id, sort_name, id);
    create unique index person_token on person (token);
    create unique index person_nik on person (unit_id, nik_hash);

    create table person_phone (
        person_id uuid not null references person (id),
        position bigint not null,
        phone text not null,
        unit_id uuid not null,
        primary key (person_id, position)
    );
    create index person_phone_number on person_phone (unit_id, phone);

    create table appointment (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        person_id uuid not null references person (id),
        role text not null,
        title text not null,
        from_day text not null,
        until_day text,
        decree_number text not null,
        created_at bigint not null
    );
    create index appointment_person on appointment (person_id);
    create index appointment_unit on appointment (unit_id, from_day);

    create table member_import (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        account_id uuid,
        file_id uuid not null,
        file_name text not null,
        fingerprint text not null,
        choices text not null,
        decisions text not null,
        state text not null,
        taken bigint not null,
        merged bigint not null,
        rest bigint not null,
        rest_file_id uuid,
        created_at bigint not null,
        finished_at bigint
    );
    create index member_import_unit on member_import (unit_id, created_at);
    create table import_layout (
        unit_id uuid not null,
        fingerprint text not null,
        choices text not null,
        primary key (unit_id, fingerprint)
    );
    create table import_change (
        import_id uuid not null references member_import (id),
        person_id uuid not null references person (id),
        was text,
        version_after bigint not null,
        primary key (import_id, person_id)
    )",
    "alter table member_import add column version bigint not null default 0",
    "create table person_word (
        person_id uuid not null references person (id),
        word text not null,
        unit_id uuid not null,
        primary key (person_id, word)
    );
    create index person_word_find on person_word (unit_id, word, person_id);
    create table person_filing (version bigint not null, made_at bigint not null)",
    "alter table member_import add column source text not null default 'list';
    alter table person add column family_card_hash bytea;
    alter table person add column family_card_last text;
    alter table person add column family_relation text;
    create index person_family on person (unit_id, family_card_hash)",
    // Whoever was in office before terms were kept sits in one that is called like the unit.
    "create table term (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        from_day text not null,
        until_day text,
        ended_on text,
        note text not null,
        version bigint not null,
        created_at bigint not null
    );
    create index term_unit on term (unit_id, from_day);
    create unique index term_running on term (unit_id) where ended_on is null;
    create table decree (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        term_id uuid not null references term (id),
        number text not null,
        day text,
        issuer text not null,
        from_day text,
        until_day text,
        scan_id uuid,
        scan_media text,
        version bigint not null,
        created_at bigint not null
    );
    create index decree_term on decree (term_id);
    create index decree_unit on decree (unit_id);
    alter table appointment add column term_id uuid;
    alter table appointment add column division text not null default '';
    alter table appointment add column place bigint not null default 0;
    create index appointment_term on appointment (term_id);
    insert into term (id, unit_id, from_day, note, version, created_at)
        select unit_id, unit_id, min(from_day), '', 0, min(created_at)
          from appointment group by unit_id;
    update appointment set term_id = unit_id;
    insert into decree (id, unit_id, term_id, number, issuer, version, created_at)
        select unit_id, unit_id, unit_id, max(decree_number), '', 0, min(created_at)
          from appointment where decree_number <> '' group by unit_id",
    "create table person_guardian (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null references person (id),
        guardian_person_id uuid,
        name text not null,
        relation text not null,
        phone text not null,
        created_at bigint not null
    );
    create index person_guardian_person on person_guardian (person_id);
    create index person_guardian_guardian on person_guardian (guardian_person_id);
    create table person_consent (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null references person (id),
        purpose text not null,
        by_guardian boolean not null,
        given_by text not null,
        given_on text not null,
        how text not null,
        note text not null,
        withdrawn_on text,
        account_id uuid,
        created_at bigint not null
    );
    create index person_consent_person on person_consent (person_id, purpose);
    create index person_born on person (unit_id, birth_date)",
    "alter table person add column merged_into uuid;
    create index person_merged on person (merged_into);
    create table person_merge (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        kept_id uuid not null references person (id),
        gone_id uuid not null references person (id),
        kept_before text not null,
        gone_before text not null,
        after text not null,
        account_id uuid,
        who text not null,
        at bigint not null,
        undone_at bigint,
        undone_note text not null
    );
    create index person_merge_kept on person_merge (unit_id, kept_id);
    create index person_merge_at on person_merge (unit_id, at);
    create table person_merge_row (
        merge_id uuid not null references person_merge (id),
        seq bigint not null,
        table_name text not null,
        column_name text not null,
        what text not null,
        record text not null,
        primary key (merge_id, seq)
    );
    create table person_distinct (
        unit_id uuid not null,
        first_id uuid not null,
        second_id uuid not null,
        at bigint not null,
        primary key (unit_id, first_id, second_id)
    )",
    "create table membership (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null references person (id),
        elsewhere text not null,
        kind text not null,
        from_day text,
        until_day text not null,
        reason text not null,
        note text not null,
        created_at bigint not null
    );
    create index membership_person on membership (person_id, until_day);
    alter table person add column nameless_at bigint;
    create index person_gone on person (unit_id, removed_at);
    alter table member_import add column file_gone_at bigint;
    create table retention (
        unit_id uuid primary key,
        import_days bigint not null,
        guest_months bigint not null,
        gone_years bigint not null,
        version bigint not null
    )",
    "create table person_pin (
        person_id uuid primary key references person (id),
        unit_id uuid not null,
        pin_hash text,
        set_at bigint,
        code_hash bytea,
        code_until bigint,
        wrong bigint not null,
        wait_until bigint
    );
    create index person_pin_unit on person_pin (unit_id);
    create table person_request (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null references person (id),
        ask text not null,
        fields text not null,
        made_at bigint not null,
        outcome text not null,
        decided_at bigint,
        reason text not null
    );
    create unique index person_request_open on person_request (person_id, ask)
        where outcome = 'open';
    create index person_request_unit on person_request (unit_id, outcome, made_at);
    create index person_request_person on person_request (person_id, made_at);
    create index person_consent_withdrawn on person_consent (unit_id)
        where purpose = 'data' and withdrawn_on is not null",
    "create table share (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        to_unit uuid not null references unit (id),
        purpose text not null,
        with_phone boolean not null,
        hamlet text not null,
        group_title text not null,
        from_day text not null,
        until_day text not null,
        created_at bigint not null,
        revoked_at bigint
    );
    create index share_unit on share (unit_id, created_at);
    create index share_to on share (to_unit, until_day);
    create table share_person (
        share_id uuid not null references share (id),
        person_id uuid not null,
        unit_id uuid not null,
        primary key (share_id, person_id)
    );
    create index share_person_person on share_person (person_id);
    create table share_look (
        id uuid primary key,
        share_id uuid not null references share (id),
        unit_id uuid not null,
        by_unit uuid not null,
        account_id uuid,
        who text not null,
        file boolean not null,
        people bigint not null,
        at bigint not null
    );
    create index share_look_share on share_look (share_id, at);
    create table share_look_person (
        look_id uuid not null references share_look (id),
        person_id uuid not null,
        unit_id uuid not null,
        primary key (look_id, person_id)
    );
    create index share_look_of_person on share_look_person (person_id);
    create table share_objection (
        person_id uuid primary key,
        unit_id uuid not null,
        since bigint not null
    )",
    "alter table unit add column roll_id uuid;
    alter table unit add column sees text not null default 'all';
    alter table unit add column hamlets text not null default '';
    alter table unit add column rw bigint;
    alter table unit add column rts text not null default '';
    alter table unit add column word text not null default '';
    alter table unit add column name_key text not null default '';
    alter table unit add column about text not null default '';
    alter table unit add column joining text not null default '';
    alter table unit add column contact text not null default '';
    alter table unit add column open boolean not null default true;
    alter table unit add column archived_at bigint;
    alter table unit add column merged_into uuid;
    update unit set roll_id = id, name_key = replace(lower(name), 'karang taruna ', '');
    create index unit_children on unit (parent_id, name_key, id);
    create index unit_region on unit (region_code);
    create index unit_name on unit (name_key);
    create table unit_person (
        unit_id uuid not null references unit (id),
        person_id uuid not null references person (id),
        added_at bigint not null,
        primary key (unit_id, person_id)
    );
    create index unit_person_person on unit_person (person_id);
    create table unit_figure (
        unit_id uuid primary key,
        villages bigint not null,
        members bigint not null,
        counted_at bigint not null
    )",
    "create table join_request (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        name text not null,
        nickname text not null,
        hamlet text not null,
        rt bigint,
        phone text not null,
        birth_date text,
        guardian text not null,
        guardian_relation text not null,
        guardian_phone text not null,
        consent text not null,
        created_at bigint not null
    );
    create index join_request_unit on join_request (unit_id, created_at)",
    "create table membership_policy (
        unit_id uuid not null references unit (id),
        from_day text not null,
        name text not null,
        regulation text not null,
        member_min bigint not null,
        member_max bigint,
        officer_min bigint,
        officer_max bigint,
        term_months bigint,
        min_officers bigint,
        active_after_months bigint,
        version bigint not null,
        created_at bigint not null,
        primary key (unit_id, from_day)
    )",
    "create table board_words (
        unit_id uuid primary key references unit (id),
        words text,
        version bigint not null
    )",
    "create table unit_merger (
        id uuid primary key,
        unit_id uuid not null references unit (id),
        into_id uuid not null references unit (id),
        who text not null,
        account_id uuid,
        asked_at bigint not null,
        outcome text not null,
        decided_at bigint,
        people bigint not null,
        alike bigint not null
    );
    create unique index unit_merger_open on unit_merger (unit_id) where outcome = 'open';
    create index unit_merger_into on unit_merger (into_id, asked_at);
    create index unit_merged on unit (merged_into) where merged_into is not null",
];
