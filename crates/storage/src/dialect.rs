//! What the two engines cannot say alike. A branch on the engine in SQL stands here only.
//! Migrations are written in PostgreSQL's types; SQLite gets its own names for them, in strict
//! tables, so that both engines refuse a wrong type.

/// The engine behind a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

/// Ends a `select … limit n` of work to take: what others hold is passed over.
///
/// On SQLite the writer is alone and nothing is held.
pub fn skip_locked(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => " for update skip locked",
    }
}

/// Holds what the text in `$1` names to the end of the transaction.
pub(crate) const HOLD: &str = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

/// Ask an embedded database what is broken in it: its pages, then rows that point at nothing.
/// A server looks after its own pages.
pub(crate) const fn self_checks(engine: Engine) -> Option<[&'static str; 2]> {
    match engine {
        Engine::Sqlite => Some([
            "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'",
            "select \"table\" || ': baris menunjuk baris yang tidak ada di ' || parent
               from pragma_foreign_key_check",
        ]),
        Engine::Postgres => None,
    }
}

/// Says how a database sorts and what it encodes in.
pub(crate) const COLLATION: &str = "select datcollate, datctype, pg_encoding_to_char(encoding) \
     from pg_database where datname = current_database()";

/// What a migration's step says, whole, to make a table that only grows.
const APPEND_ONLY: &str = "append only ";

/// Tells the guards of an append-only table that stand and are on; `$1` is its name.
pub(crate) const fn guards(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "select cast(count(*) as bigint) from sqlite_master
              where type = 'trigger' and tbl_name = $1
                and name in ($1 || '_keeps_lines', $1 || '_keeps_words')"
        }
        Engine::Postgres => {
            "select 2 * count(*) from pg_trigger
              where tgrelid = to_regclass($1) and tgname = $1 || '_keeps_lines'
                and tgenabled in ('O', 'A')"
        }
    }
}

/// How many [`guards`] an append-only table has.
pub(crate) const GUARDS: i64 = 2;

/// Makes the engine itself refuse to change or take away a line of `table`.
fn append_only(engine: Engine, table: &str) -> String {
    let no = format!("{table} only grows: its lines are never changed or taken away");
    match engine {
        Engine::Sqlite => format!(
            "create trigger {table}_keeps_words before update on {table}
             begin select raise(abort, '{no}'); end;
             create trigger {table}_keeps_lines before delete on {table}
             begin select raise(abort, '{no}'); end;"
        ),
        Engine::Postgres => format!(
            "create function {table}_keeps_lines() returns trigger language plpgsql as
             $$ begin raise exception '{no}'; end $$;
             create trigger {table}_keeps_lines before update or delete or truncate on {table}
             for each statement execute function {table}_keeps_lines()"
        ),
    }
}

/// A migration's step in the words of `engine`; `append only TABLE` is a step of its own.
pub(crate) fn migration(engine: Engine, sql: &str) -> String {
    if let Some(table) = sql.strip_prefix(APPEND_ONLY) {
        return append_only(engine, table);
    }
    match engine {
        Engine::Postgres => sql.to_owned(),
        Engine::Sqlite => statements(sql)
            .iter()
            .map(|s| for_sqlite(s) + ";\n")
            .collect(),
    }
}

/// A new table is strict.
fn for_sqlite(statement: &str) -> String {
    let statement = statement.trim();
    let mut words = statement.split_whitespace();
    let new_table = (words.next(), words.next()) == (Some("create"), Some("table"));
    let suffix = if new_table && statement.ends_with(')') {
        " strict"
    } else {
        ""
    };
    format!("{statement}{suffix}")
}

/// Replaces the names of types, word by word.
fn sqlite_types(piece: &str) -> String {
    let piece = piece.replace("double precision", "real");
    let mut out = String::with_capacity(piece.len());
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = piece.as_str();
    while !rest.is_empty() {
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        out.push_str(match word {
            "uuid" | "bytea" => "blob",
            "boolean" | "bigint" => "integer",
            other => other,
        });
        let length = after.find(is_word).unwrap_or(after.len());
        let (between, after) = after.split_at(length);
        out.push_str(between);
        rest = after;
    }
    out
}

/// The statements of a step with SQLite's types and without comments; what is quoted stays.
fn statements(sql: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut rest = sql;
    while let Some(last) = all.last_mut().filter(|_| !rest.is_empty()) {
        let plain = rest.find(['\'', ';', '-']).unwrap_or(rest.len());
        last.push_str(&sqlite_types(&rest[..plain]));
        rest = &rest[plain..];
        if rest.starts_with("--") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if let Some(after) = rest.strip_prefix(';') {
            all.push(String::new());
            rest = after;
        } else if let Some(quoted) = rest.strip_prefix('\'') {
            let length = quoted.find('\'').map_or(rest.len(), |end| end + 2);
            last.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if let Some(after) = rest.strip_prefix('-') {
            last.push('-');
            rest = after;
        }
    }
    all.retain(|statement| !statement.trim().is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portable_types_become_strict_sqlite_ones() {
        let sql = "create table mark (id uuid primary key, here boolean not null default false,
                   photo bytea, at bigint not null, share double precision, bigint_note text);
                   create unique index mark_at on mark (at) where here";
        let want = "create table mark (id blob primary key, here integer not null default false,
                   photo blob, at integer not null, share real, bigint_note text) strict;\ncreate unique index mark_at on mark (at) where here;\n";
        assert_eq!(migration(Engine::Sqlite, sql), want);
        assert_eq!(migration(Engine::Postgres, sql), sql);
    }

    #[test]
    fn quotes_are_left_as_they_are() {
        let sql =
            "insert into kind (name) values ('a uuid; it''s -- boolean'), ('bigint') -- a uuid's";
        let want = "insert into kind (name) values ('a uuid; it''s -- boolean'), ('bigint');\n";
        assert_eq!(migration(Engine::Sqlite, sql), want);
    }
}
