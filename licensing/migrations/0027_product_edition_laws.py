"""A product on sale changes its content only by a new edition that passed both reviews (I-09, I-10)."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

REVIEWED_EDITION = """
CREATE FUNCTION licensing_product_has_reviewed_edition(product bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM licensing_product c
        WHERE c.revision_of_id = product AND c.status = 'in_review' AND (
            SELECT count(DISTINCT v.kind) = 2 AND count(DISTINCT v.reviewer_id) = 2 FROM licensing_productreview v
            WHERE v.product_id = c.id AND v.round = c.round AND v.result = 'passed'));
END $$;

CREATE OR REPLACE FUNCTION licensing_product_source_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.product_id ELSE NEW.product_id END;
    state text;
BEGIN
    -- FOR SHARE: a submission of the same moment is waited for, and seen.
    SELECT status INTO state FROM licensing_product WHERE id = owner FOR SHARE;
    IF state NOT IN ('draft', 'returned') AND NOT licensing_product_has_reviewed_edition(owner) THEN
        RAISE EXCEPTION '公数：产品已经送审，数据来源不能再改；确需变更的，请退回后修改并重新送审。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION licensing_product_items_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint;
    state text;
BEGIN
    SELECT p.id, p.status INTO owner, state
        FROM licensing_product p JOIN licensing_productsource s ON s.product_id = p.id
        WHERE s.id = CASE TG_OP WHEN 'DELETE' THEN OLD.productsource_id ELSE NEW.productsource_id END FOR SHARE OF p;
    IF state NOT IN ('draft', 'returned') AND NOT licensing_product_has_reviewed_edition(owner) THEN
        RAISE EXCEPTION '公数：产品已经送审，使用的数据项不能再改；确需变更的，请退回后修改并重新送审。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION licensing_product_content_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF licensing_product_has_reviewed_edition(OLD.id) AND EXISTS (
        SELECT 1 FROM licensing_product c
        WHERE c.revision_of_id = OLD.id AND c.status = 'in_review' AND c.licence_id = NEW.licence_id
          AND (c.form, c.purpose, c.is_raw, c.processing, c.output_fields, c.personal_output)
            = (NEW.form, NEW.purpose, NEW.is_raw, NEW.processing, NEW.output_fields, NEW.personal_output)) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '公数：产品“%”已经送审，内容不能再改；确需变更的，请退回后修改并重新送审。', OLD.name
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
BEFORE_EDITIONS = """
CREATE OR REPLACE FUNCTION licensing_product_source_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT status INTO state FROM licensing_product
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.product_id ELSE NEW.product_id END FOR SHARE;
    IF state NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION '公数：产品已经送审，数据来源不能再改；确需变更的，请退回后修改并重新送审。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE FUNCTION licensing_product_items_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT p.status INTO state FROM licensing_product p JOIN licensing_productsource s ON s.product_id = p.id
        WHERE s.id = CASE TG_OP WHEN 'DELETE' THEN OLD.productsource_id ELSE NEW.productsource_id END FOR SHARE OF p;
    IF state NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION '公数：产品已经送审，使用的数据项不能再改；确需变更的，请退回后修改并重新送审。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE FUNCTION licensing_product_content_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：产品“%”已经送审，内容不能再改；确需变更的，请退回后修改并重新送审。', OLD.name
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP FUNCTION licensing_product_has_reviewed_edition(bigint);
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0026_product_editions"),)

    operations = (
        GuardedTables("licensing_productedition"),
        FrozenTable("licensing_productedition"),
        migrations.RunSQL(REVIEWED_EDITION, BEFORE_EDITIONS),
    )
