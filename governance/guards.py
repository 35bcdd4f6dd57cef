"""Migration operations by which the database itself guards the trail."""

from collections.abc import Sequence
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


# After the row: a law that says what is wrong speaks before the one that knows only the states.
ONLY_DECLARED_MOVES = """
CREATE FUNCTION governance_only_declared_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.status <> ALL (TG_ARGV) THEN
        RAISE EXCEPTION '公数：“%”中的记录不能从状态“%”开始，请由流程操作办理。', TG_TABLE_NAME, NEW.status
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND format('%s>%s', OLD.status, NEW.status) <> ALL (TG_ARGV) THEN
        RAISE EXCEPTION '公数：“%”中的记录不能从状态“%”变为“%”，请由流程操作变更状态。',
            TG_TABLE_NAME, OLD.status, NEW.status USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""
FORGET_MOVES = "DROP FUNCTION governance_only_declared_moves() CASCADE;"


class MoveFunction(RunSQL):
    """The trigger function behind ``DeclaredMoves``; once, in governance's own migrations."""

    def __init__(self) -> None:
        super().__init__(ONLY_DECLARED_MOVES, FORGET_MOVES)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [], {})


class DeclaredMoves(RunSQL):
    """Refuse a state that no step leads to: ``moves`` are written ``from>to``, ``starts`` the states of new rows."""

    def __init__(self, table: str, *, starts: Sequence[str], moves: Sequence[str]) -> None:
        self.table, self.starts, self.moves = table, starts, moves
        create = (
            f"{self._drop()}"
            f"CREATE TRIGGER {table}_starts_as_declared AFTER INSERT ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION governance_only_declared_moves({_quoted(starts)});"
            f"CREATE TRIGGER {table}_moves_as_declared AFTER UPDATE ON {table} FOR EACH ROW "
            "WHEN (OLD.status IS DISTINCT FROM NEW.status) "
            f"EXECUTE FUNCTION governance_only_declared_moves({_quoted(moves)});"
        )
        super().__init__(create, self._drop())

    def _drop(self) -> str:
        """Also before it is made: a later migration states the table of a changed procedure anew."""
        return "".join(
            f"DROP TRIGGER IF EXISTS {self.table}_{way}_as_declared ON {self.table};"
            for way in ("starts", "moves")
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table], {"starts": self.starts, "moves": self.moves})


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


STAYS_WITH_ITS_RECORD = """
CREATE FUNCTION governance_stays_with_its_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：“%”中的明细不能移到另一条记录，请删除后在那条记录中重新填写。', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
FORGET_STAYING = "DROP FUNCTION governance_stays_with_its_record() CASCADE;"


class StayFunction(RunSQL):
    """The trigger function behind ``StaysWith``; once, in governance's own migrations."""

    def __init__(self) -> None:
        super().__init__(STAYS_WITH_ITS_RECORD, FORGET_STAYING)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [], {})


class StaysWith(RunSQL):
    """A part never changes its whole: what guards the parts of a closed record looks at one record only."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column
        create = (
            f"CREATE TRIGGER {table}_stays_with_its_record BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) "
            "EXECUTE FUNCTION governance_stays_with_its_record();"
        )
        super().__init__(create, f"DROP TRIGGER {table}_stays_with_its_record ON {table};")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table, self.column], {})
