//! Tables of cash, in numbered steps of portable SQL. What tells of money only grows; what is kept
//! beside it to be quick (balances, days, what waits) follows from it and is compared by `check`.

pub(crate) const STEPS: &[&str] = &[
    "create table cash_book (
        id uuid primary key,
        unit_id uuid not null,
        name text not null,
        code text not null,
        seq bigint not null,
        head bytea not null,
        balance bigint not null,
        closed_until text,
        created_at bigint not null
    );
    create unique index cash_book_code on cash_book (unit_id, code);

    create table fund_source (
        id uuid primary key,
        unit_id uuid not null,
        name text not null,
        name_key text not null,
        kind text not null,
        donor text not null,
        purpose text not null,
        restricted boolean not null,
        activity_id uuid,
        over boolean not null,
        created_at bigint not null
    );
    create unique index fund_source_name on fund_source (unit_id, name_key);

    create table cash_entry (
        id uuid primary key,
        unit_id uuid not null,
        book_id uuid not null references cash_book (id),
        seq bigint not null,
        day text not null,
        direction text not null,
        kind text not null,
        amount bigint not null,
        text text not null,
        party text not null,
        category text not null,
        fund_id uuid not null references fund_source (id),
        activity_id uuid,
        refers_to uuid,
        year bigint not null,
        number bigint not null,
        recorder_id uuid not null,
        recorder_name text not null,
        at bigint not null,
        hash bytea not null
    );
    create unique index cash_entry_seq on cash_entry (book_id, seq);
    create unique index cash_entry_number on cash_entry (book_id, year, number);
    create unique index cash_entry_reversal on cash_entry (refers_to) where kind = 'reversal';
    create index cash_entry_day on cash_entry (book_id, day, seq);
    create index cash_entry_refers on cash_entry (refers_to) where refers_to is not null;
    create index cash_entry_debt on cash_entry (book_id)
        where kind = 'advance' or kind = 'out_of_pocket';
    create index cash_entry_activity on cash_entry (activity_id, day)
        where activity_id is not null;
    create index cash_entry_fund on cash_entry (fund_id, day);

    create table cash_decision (
        entry_id uuid primary key references cash_entry (id),
        unit_id uuid not null,
        book_id uuid not null,
        verdict text not null,
        way text not null,
        account_id uuid not null,
        name text not null,
        note text not null,
        file_id uuid,
        media text,
        digest bytea,
        line bigint not null,
        at bigint not null
    );

    create table cash_proof (
        id uuid primary key,
        unit_id uuid not null,
        book_id uuid not null,
        entry_id uuid not null references cash_entry (id),
        file_id uuid not null,
        media text not null,
        digest bytea not null,
        account_id uuid not null,
        name text not null,
        line bigint not null,
        at bigint not null
    );
    create index cash_proof_entry on cash_proof (entry_id);

    create table cash_closing (
        id uuid primary key,
        unit_id uuid not null,
        book_id uuid not null references cash_book (id),
        seq bigint not null,
        month text not null,
        day text not null,
        opening bigint not null,
        income bigint not null,
        expense bigint not null,
        balance bigint not null,
        count text not null,
        bank bigint not null,
        note text not null,
        closer_id uuid not null,
        closer_name text not null,
        at bigint not null,
        hash bytea not null
    );
    create unique index cash_closing_month on cash_closing (book_id, month);

    create table cash_day (
        book_id uuid not null,
        day text not null,
        fund_id uuid not null,
        unit_id uuid not null,
        income bigint not null,
        expense bigint not null,
        primary key (book_id, day, fund_id)
    );
    create index cash_day_fund on cash_day (fund_id, day);

    create table cash_purse (
        book_id uuid not null,
        fund_id uuid not null,
        unit_id uuid not null,
        balance bigint not null,
        primary key (book_id, fund_id)
    );

    create table cash_waiting (
        entry_id uuid primary key,
        unit_id uuid not null,
        book_id uuid not null,
        day text not null,
        seq bigint not null
    );
    create index cash_waiting_unit on cash_waiting (unit_id)",
    "append only cash_entry",
    "append only cash_decision",
    "append only cash_proof",
    "append only cash_closing",
    "create table budget (
        id uuid primary key,
        unit_id uuid not null,
        activity_id uuid,
        item_id uuid,
        title text not null,
        version bigint not null,
        created_at bigint not null
    );
    create unique index budget_activity on budget (unit_id, activity_id)
        where activity_id is not null;
    create unique index budget_item on budget (unit_id, item_id) where item_id is not null;
    create index budget_unit on budget (unit_id, created_at);

    create table budget_version (
        budget_id uuid not null references budget (id),
        version bigint not null,
        unit_id uuid not null,
        state text not null,
        content text not null,
        changed_by text not null,
        changed_at bigint not null,
        approved_by text not null,
        approved_on text,
        primary key (budget_id, version)
    );

    alter table cash_entry add column budget_line uuid;
    create index cash_entry_line on cash_entry (budget_line, day)
        where budget_line is not null",
    "create table cash_public (
        unit_id uuid primary key,
        since bigint not null
    )",
    "create table dues_rule (
        id uuid primary key,
        unit_id uuid not null,
        from_month text not null,
        amount bigint not null,
        free text not null,
        set_by text not null,
        at bigint not null
    );
    create index dues_rule_unit on dues_rule (unit_id, from_month);

    create table dues_occasion (
        id uuid primary key,
        unit_id uuid not null,
        name text not null,
        name_key text not null,
        day text not null,
        amount bigint not null,
        free text not null,
        at bigint not null
    );
    create unique index dues_occasion_name on dues_occasion (unit_id, name_key);

    create table dues_pause (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null,
        from_month text not null,
        until_month text,
        reason text not null,
        at bigint not null
    );
    create index dues_pause_person on dues_pause (unit_id, person_id);

    create table dues_payment (
        id uuid primary key,
        unit_id uuid not null,
        person_id uuid not null,
        charge text not null,
        amount bigint not null,
        entry_id uuid not null references cash_entry (id),
        round_id uuid not null,
        at bigint not null
    );
    create index dues_payment_person on dues_payment (person_id, unit_id);
    create index dues_payment_unit on dues_payment (unit_id, round_id);
    create index dues_payment_entry on dues_payment (entry_id)",
];

/// The tables whose lines the engine guards.
pub(crate) const GUARDED: [&str; 4] = ["cash_entry", "cash_decision", "cash_proof", "cash_closing"];
