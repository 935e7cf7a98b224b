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
];
