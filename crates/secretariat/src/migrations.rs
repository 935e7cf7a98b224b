//! Tables of the secretariat, in numbered steps of portable SQL. A letter that has a number keeps it
//! for ever, also when it is cancelled; no row with a number is ever deleted.

pub(crate) const STEPS: &[&str] = &[
    "create table letter_series (
        id uuid primary key,
        unit_id uuid not null,
        name text not null,
        name_key text not null,
        org text not null,
        pattern text not null,
        first bigint not null,
        first_year bigint not null,
        created_at bigint not null
    );
    create unique index letter_series_name on letter_series (unit_id, name_key);

    create table letter_greeting (
        id uuid primary key,
        unit_id uuid not null,
        opening text not null,
        leave text not null,
        created_at bigint not null
    );
    create unique index letter_greeting_opening on letter_greeting (unit_id, opening);

    create table letter (
        id uuid primary key,
        unit_id uuid not null,
        series_id uuid not null references letter_series (id),
        kind text not null,
        state text not null,
        day text not null,
        subject text not null,
        recipient text not null,
        attachments text not null,
        opening text not null,
        leave text not null,
        body text not null,
        cc text not null,
        slip boolean not null,
        year bigint,
        seq bigint,
        mark text,
        number text,
        author_name text not null,
        final_name text not null,
        cancel_reason text not null,
        sent_on text,
        sent_to text not null,
        file_id uuid,
        media text,
        changed_at bigint not null
    );
    create unique index letter_seq on letter (series_id, year, seq, mark) where seq is not null;
    create unique index letter_number on letter (unit_id, number) where number is not null;
    create index letter_unit on letter (unit_id, day);

    create table incoming_letter (
        id uuid primary key,
        unit_id uuid not null,
        year bigint not null,
        seq bigint not null,
        received text not null,
        number text not null,
        day text,
        sender text not null,
        subject text not null,
        attachments text not null,
        note text not null,
        file_id uuid,
        media text,
        author_name text not null,
        created_at bigint not null
    );
    create unique index incoming_letter_seq on incoming_letter (unit_id, year, seq);

    create table disposition (
        id uuid primary key,
        unit_id uuid not null,
        letter_id uuid not null references incoming_letter (id),
        receiver text not null,
        instruction text not null,
        due text,
        done_at bigint,
        author_name text not null,
        created_at bigint not null
    );
    create index disposition_letter on disposition (letter_id, created_at)",
    "create table guest_entry (
        id uuid primary key,
        unit_id uuid not null,
        day text not null,
        name text not null,
        origin text not null,
        address text not null,
        phone text not null,
        purpose text not null,
        met text not null,
        impression text not null,
        author_name text not null,
        created_at bigint not null,
        forgotten_at bigint
    );
    create index guest_entry_unit on guest_entry (unit_id, day)",
    "create table inventory_item (
        id uuid primary key,
        unit_id uuid not null,
        code text not null,
        code_key text not null,
        name text not null,
        brand text not null,
        measure text not null,
        origin text not null,
        acquired text not null,
        price bigint not null,
        place text not null,
        holder text not null,
        note text not null,
        good bigint not null,
        minor bigint not null,
        major bigint not null,
        out_good bigint not null,
        out_minor bigint not null,
        out_major bigint not null,
        file_id uuid,
        media text,
        created_at bigint not null
    );
    create unique index inventory_item_code on inventory_item (unit_id, code_key);

    create table inventory_change (
        id uuid primary key,
        unit_id uuid not null,
        item_id uuid not null references inventory_item (id),
        kind text not null,
        good bigint not null,
        minor bigint not null,
        major bigint not null,
        reason text not null,
        author_name text not null,
        happened_at bigint not null
    );
    create index inventory_change_item on inventory_change (item_id, happened_at);

    create table inventory_loan (
        id uuid primary key,
        unit_id uuid not null,
        item_id uuid not null references inventory_item (id),
        amount bigint not null,
        condition text not null,
        kind text not null,
        borrower text not null,
        person_id uuid,
        phone text not null,
        purpose text not null,
        out_on text not null,
        due_on text not null,
        fee bigint not null,
        back_good bigint not null,
        back_minor bigint not null,
        back_major bigint not null,
        lost bigint not null,
        settled bigint not null,
        ended_on text,
        author_name text not null,
        created_at bigint not null
    );
    create index inventory_loan_item on inventory_loan (item_id, out_on);
    create index inventory_loan_unit on inventory_loan (unit_id, due_on) where ended_on is null;
    create index inventory_loan_person on inventory_loan (person_id) where person_id is not null;

    create table inventory_return (
        id uuid primary key,
        unit_id uuid not null,
        loan_id uuid not null references inventory_loan (id),
        day text not null,
        good bigint not null,
        minor bigint not null,
        major bigint not null,
        lost bigint not null,
        note text not null,
        author_name text not null,
        created_at bigint not null
    );
    create index inventory_return_loan on inventory_return (loan_id, created_at);

    create table stock_take (
        id uuid primary key,
        unit_id uuid not null,
        begun_on text not null,
        beginner_name text not null,
        closed_on text,
        closer_name text not null,
        created_at bigint not null
    );
    create unique index stock_take_open on stock_take (unit_id) where closed_on is null;
    create index stock_take_unit on stock_take (unit_id, created_at);

    create table stock_found (
        take_id uuid not null references stock_take (id),
        item_id uuid not null references inventory_item (id),
        unit_id uuid not null,
        expected_good bigint not null,
        expected_minor bigint not null,
        expected_major bigint not null,
        good bigint not null,
        minor bigint not null,
        major bigint not null,
        lent bigint not null,
        seen boolean not null,
        note text not null,
        author_name text not null,
        found_at bigint not null,
        primary key (take_id, item_id)
    )",
    "append only inventory_change",
    "append only inventory_return",
];
