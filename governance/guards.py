"""Migration operations by which the database itself guards the trail."""

from typing import Any

from django.db.migrations.operations import RunSQL

# The last line of the trail: a commit that changed a governed table without telling of it is refused.
REQUIRE_EVENT = """
CREATE FUNCTION governance_require_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM governance_auditevent WHERE transaction_id = pg_current_xact_id()) THEN
        RAISE EXCEPTION '公数：对“%”的修改没有留下审计记录，本次操作未执行。', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION governance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：“%”中的记录只能追加，不能修改或删除。', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
FORGET_GUARDS = """
DROP FUNCTION governance_require_event() CASCADE;
DROP FUNCTION governance_refuse_change() CASCADE;
"""


class GuardFunctions(RunSQL):
    """The two trigger functions; once, in governance's own migrations."""

    def __init__(self) -> None:
        super().__init__(REQUIRE_EVENT, FORGET_GUARDS)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [], {})


class GuardedTables(RunSQL):
    """Refuse a commit that touched one of these tables without an ``AuditEvent`` of the same transaction."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables
        create = (
            f"CREATE CONSTRAINT TRIGGER {table}_needs_event AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION governance_require_event();"
            for table in tables
        )
        drop = (f"DROP TRIGGER {table}_needs_event ON {table};" for table in tables)
        super().__init__("\n".join(create), "\n".join(drop))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, list(self.tables), {})


class FrozenTable(RunSQL):
    """Refuse UPDATE, DELETE and TRUNCATE on an append-only table."""

    def __init__(self, table: str) -> None:
        self.table = table
        create = (
            f"CREATE TRIGGER {table}_is_frozen BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION governance_refuse_change();"
            f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION governance_refuse_change();"
        )
        drop = f"DROP TRIGGER {table}_is_frozen ON {table}; DROP TRIGGER {table}_is_never_emptied ON {table};"
        super().__init__(create, drop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table], {})
