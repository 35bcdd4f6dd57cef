"""Metered records in monthly partitions; what binds several rows of usage; guards; the terms of reporting."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from governance import seeds
from governance.guards import FrozenTable, GuardedTables

# search-and-scale: partitions by month, btree(licence, at), BRIN(at). No key on the number: nobody looks it up.
RECORDS = """
CREATE SEQUENCE licensing_usagerecord_id_seq AS bigint CACHE 100;
CREATE TABLE licensing_usagerecord (
    id bigint NOT NULL DEFAULT nextval('licensing_usagerecord_id_seq'),
    batch_id bigint NOT NULL,
    licence_id bigint NOT NULL,
    product_id bigint NOT NULL,
    resources bigint[] NOT NULL,
    purpose varchar(16) NOT NULL,
    customer varchar(64) NOT NULL,
    at timestamptz NOT NULL,
    quantity bigint NOT NULL,
    size bigint NOT NULL,
    outcome varchar(8) NOT NULL,
    refused varchar(8) NOT NULL,
    CONSTRAINT usage_record_is_not_negative CHECK (quantity >= 0 AND size >= 0),
    CONSTRAINT usage_record_outcome_is_listed CHECK (outcome IN ('ok', 'failed'))
) PARTITION BY RANGE (at);
ALTER SEQUENCE licensing_usagerecord_id_seq OWNED BY licensing_usagerecord.id;
CREATE INDEX usage_record_by_licence ON licensing_usagerecord (licence_id, at);
CREATE INDEX usage_record_by_time ON licensing_usagerecord USING brin (at);

-- The month of a day of China; attached rather than created in place, so that readers are not locked out.
CREATE FUNCTION licensing_usage_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamp := date_trunc('month', day::timestamp);
    name text := 'licensing_usagerecord_' || to_char(first, '"y"YYYY"m"MM');
    starts timestamptz := first AT TIME ZONE 'Asia/Shanghai';
    ends timestamptz := (first + interval '1 month') AT TIME ZONE 'Asia/Shanghai';
BEGIN
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('licensing_usagerecord'));
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE licensing_usagerecord INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
        CONSTRAINT usage_record_is_of_its_month CHECK (at >= %L AND at < %L))', name, starts, ends);
    EXECUTE format('ALTER TABLE licensing_usagerecord ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        name, starts, ends);
    -- The bound of the partition says the same from now on.
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT usage_record_is_of_its_month', name);
END $$;
"""
FORGET_RECORDS = """
DROP TABLE licensing_usagerecord;
DROP FUNCTION licensing_usage_partition(date);
"""

# I-09: the licence of an entry is the report's and the product's, by composite keys.
ENTRIES_WITHIN_THE_LICENCE = """
ALTER TABLE licensing_usagereport ADD CONSTRAINT usage_report_with_its_licence UNIQUE (id, licence_id);
ALTER TABLE licensing_usageentry
    ADD CONSTRAINT usage_entry_is_of_its_reports_licence
        FOREIGN KEY (report_id, licence_id) REFERENCES licensing_usagereport (id, licence_id)
        DEFERRABLE INITIALLY IMMEDIATE,
    ADD CONSTRAINT usage_entry_is_of_its_products_licence
        FOREIGN KEY (product_id, licence_id) REFERENCES licensing_product (id, licence_id)
        DEFERRABLE INITIALLY IMMEDIATE;
"""
FORGET_ENTRIES = """
ALTER TABLE licensing_usageentry
    DROP CONSTRAINT usage_entry_is_of_its_reports_licence,
    DROP CONSTRAINT usage_entry_is_of_its_products_licence;
ALTER TABLE licensing_usagereport DROP CONSTRAINT usage_report_with_its_licence;
"""

# What was submitted is what is checked: the rows move only while the report is open.
ENTRIES_STAND = """
CREATE FUNCTION licensing_usage_entry_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT status INTO state FROM licensing_usagereport
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.report_id ELSE NEW.report_id END FOR SHARE;
    IF state NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION '公数：使用情况报告已经报送，明细不能再改；确需修改的，请退回后修改，或者办理更正。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_usageentry_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_usageentry
    FOR EACH ROW EXECUTE FUNCTION licensing_usage_entry_stands();
"""
FORGET_STANDING = """
DROP TRIGGER licensing_usageentry_stands ON licensing_usageentry;
DROP FUNCTION licensing_usage_entry_stands();
"""
# A batch gets its counts in the transaction that takes it in; from then on nobody changes it.
BATCHES_STAND = """
CREATE TRIGGER licensing_usagebatch_stands BEFORE UPDATE ON licensing_usagebatch
    FOR EACH ROW WHEN (OLD.rows > 0) EXECUTE FUNCTION governance_refuse_change();
CREATE TRIGGER licensing_usagebatch_is_kept BEFORE DELETE ON licensing_usagebatch
    FOR EACH ROW EXECUTE FUNCTION governance_refuse_change();
"""
FORGET_BATCHES = """
DROP TRIGGER licensing_usagebatch_stands ON licensing_usagebatch;
DROP TRIGGER licensing_usagebatch_is_kept ON licensing_usagebatch;
"""
TERMS_GUARD = "governance_deadlinerule_needs_event"


def load_terms(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The terms of reporting reach portals that are running already; the migration is their record."""
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule DISABLE TRIGGER {TERMS_GUARD}")
    seeds.load_deadline_rules(apps.get_model("governance", "DeadlineRule"))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule ENABLE TRIGGER {TERMS_GUARD}")


class Migration(migrations.Migration):
    dependencies = (("licensing", "0028_usage"), ("governance", "0012_new_terms"))

    operations = (
        migrations.RunSQL(RECORDS, FORGET_RECORDS),
        FrozenTable("licensing_usagerecord"),
        GuardedTables(
            "licensing_usagereport",
            "licensing_usageentry",
            "licensing_usagebatch",
            "licensing_usagedaily",
            "licensing_usagemonthly",
            "licensing_usageseal",
        ),
        FrozenTable("licensing_usageseal"),
        migrations.RunSQL(ENTRIES_WITHIN_THE_LICENCE, FORGET_ENTRIES),
        migrations.RunSQL(ENTRIES_STAND, FORGET_STANDING),
        migrations.RunSQL(BATCHES_STAND, FORGET_BATCHES),
        migrations.RunPython(load_terms, migrations.RunPython.noop),
    )
