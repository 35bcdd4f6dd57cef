"""The laws that bind several rows, stated by the database itself (I-02, I-05 … I-11), and the guarded tables."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

# A signed decision of “三重一大” is a document: nobody amends it (27号 第十一条、第十三条).
SIGNED_DECISIONS_STAND = """
CREATE FUNCTION licensing_signed_decision_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：集体决策“%”已经签署，不能修改或删除；确有错误的，请另行登记新的决策。', OLD.minutes_no
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER licensing_collectivedecision_stands BEFORE UPDATE OR DELETE ON licensing_collectivedecision
    FOR EACH ROW WHEN (OLD.status = 'signed') EXECUTE FUNCTION licensing_signed_decision_stands();
"""
FORGET_SIGNED_DECISIONS = """
DROP TRIGGER licensing_collectivedecision_stands ON licensing_collectivedecision;
DROP FUNCTION licensing_signed_decision_stands();
"""

# What was decided is what is signed: the scope moves only while the agreement is a draft.
SCOPE_STANDS = """
CREATE FUNCTION licensing_scope_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    -- FOR SHARE: a decision of the same moment is waited for, and seen.
    SELECT status INTO state FROM licensing_licence
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.licence_id ELSE NEW.licence_id END FOR SHARE;
    IF state <> 'draft' THEN
        RAISE EXCEPTION '公数：协议已经集体决策，资源范围不能再改；确需变更的，请退回拟订后重新决策。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_licensedresource_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_licensedresource
    FOR EACH ROW EXECUTE FUNCTION licensing_scope_stands();
"""
FORGET_SCOPE = """
DROP TRIGGER licensing_licensedresource_stands ON licensing_licensedresource;
DROP FUNCTION licensing_scope_stands();
"""

# I-02, I-05, I-06, I-07, I-08: whatever door a licence comes through, it takes effect only lawfully.
LICENCE_TAKES_EFFECT = """
CREATE FUNCTION licensing_licence_takes_effect() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fault text;
BEGIN
    SELECT sentence INTO fault FROM (
        SELECT '实施方案未经集体审议通过' AS sentence WHERE NOT EXISTS (
            SELECT 1 FROM licensing_scheme s JOIN licensing_collectivedecision d ON d.id = s.decision_id
            WHERE s.id = NEW.scheme_id AND s.status IN ('approved', 'filed')
              AND d.scheme_id = s.id AND d.status = 'signed' AND d.result IN ('passed', 'passed_with_changes'))
        UNION ALL
        SELECT '协议未经实施机构集体决策通过' WHERE NOT EXISTS (
            SELECT 1 FROM licensing_collectivedecision d
            WHERE d.id = NEW.decision_id AND d.licence_id = NEW.id
              AND d.status = 'signed' AND d.result IN ('passed', 'passed_with_changes'))
        UNION ALL
        SELECT '运营机构不具有法人资格或统一社会信用代码' FROM accounts_organisation o
            WHERE o.id = NEW.operator_id AND (NOT o.has_legal_personality OR o.uscc = '')
        UNION ALL
        SELECT '资源范围为空'
            WHERE NOT EXISTS (SELECT 1 FROM licensing_licensedresource l WHERE l.licence_id = NEW.id)
        UNION ALL
        SELECT format('“%s”不符合授权条件', r.name)
            FROM licensing_licensedresource l JOIN catalog_dataresource r ON r.id = l.resource_id
            WHERE l.licence_id = NEW.id AND (
                r.is_secret OR r.grade IN ('', 'core')
                OR (r.grade = 'important' AND l.assessment_id IS NULL)
                OR (r.acquisition = 'shared' AND l.consent_id IS NULL)
                OR NOT (
                    EXISTS (SELECT 1 FROM catalog_registration g
                        WHERE g.resource_id = r.id AND g.status = 'active'
                          AND NEW.status_since BETWEEN g.valid_from AND g.valid_to)
                    -- Working days are counted by the step; no term of twenty reaches beyond these days.
                    OR coalesce(r.delivered_on BETWEEN NEW.status_since - 120 AND NEW.status_since, false)))
    ) faults LIMIT 1;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION '公数：%，授权不能生效，请补正后再办理。', fault
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_licence_starts_lawfully BEFORE INSERT ON licensing_licence
    FOR EACH ROW WHEN (NEW.status = 'in_force') EXECUTE FUNCTION licensing_licence_takes_effect();
CREATE TRIGGER licensing_licence_takes_effect_lawfully BEFORE UPDATE ON licensing_licence
    FOR EACH ROW WHEN (NEW.status = 'in_force' AND OLD.status <> 'in_force')
    EXECUTE FUNCTION licensing_licence_takes_effect();
"""
FORGET_LICENCE = """
DROP TRIGGER licensing_licence_takes_effect_lawfully ON licensing_licence;
DROP TRIGGER licensing_licence_starts_lawfully ON licensing_licence;
DROP FUNCTION licensing_licence_takes_effect();
"""

# I-09: the licence of a source is the product's and the resource's, by composite keys.
SOURCES_WITHIN_THE_LICENCE = """
ALTER TABLE licensing_productsource
    ADD CONSTRAINT product_source_is_of_its_products_licence
        FOREIGN KEY (product_id, licence_id) REFERENCES licensing_product (id, licence_id),
    ADD CONSTRAINT product_source_is_within_its_licence
        FOREIGN KEY (licensed_resource_id, licence_id) REFERENCES licensing_licensedresource (id, licence_id);
"""
FORGET_SOURCES = """
ALTER TABLE licensing_productsource
    DROP CONSTRAINT product_source_is_of_its_products_licence,
    DROP CONSTRAINT product_source_is_within_its_licence;
"""

# I-09, I-10, I-11: nothing goes on sale that was not reviewed by two people, none of them the author.
PRODUCT_GOES_ON_SALE = """
CREATE FUNCTION licensing_product_goes_on_sale() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fault text;
BEGIN
    SELECT sentence INTO fault FROM (
        SELECT '安全审核和业务规范性审核未由作者以外的两人通过' AS sentence WHERE (
            SELECT count(DISTINCT v.kind) <> 2 OR count(DISTINCT v.reviewer_id) <> 2
            FROM licensing_productreview v
            WHERE v.product_id = NEW.id AND v.round = NEW.round AND v.result = 'passed'
              AND v.reviewer_id IS DISTINCT FROM NEW.created_by_id)
        UNION ALL
        SELECT '所属授权没有生效'
            WHERE NOT EXISTS (SELECT 1 FROM licensing_licence c WHERE c.id = NEW.licence_id AND c.status = 'in_force')
        UNION ALL
        SELECT '没有写明数据来源'
            WHERE NOT EXISTS (SELECT 1 FROM licensing_productsource p WHERE p.product_id = NEW.id)
        UNION ALL
        SELECT format('用途超出“%s”的许可用途', r.name)
            FROM licensing_productsource p
            JOIN licensing_licensedresource l ON l.id = p.licensed_resource_id
            JOIN catalog_dataresource r ON r.id = l.resource_id
            WHERE p.product_id = NEW.id AND NOT NEW.purpose = ANY (l.purposes)
        UNION ALL
        SELECT format('“%s”未依法公开，不得以原始数据形式进入市场', r.name)
            FROM licensing_productsource p
            JOIN licensing_licensedresource l ON l.id = p.licensed_resource_id
            JOIN catalog_dataresource r ON r.id = l.resource_id
            WHERE p.product_id = NEW.id AND NEW.is_raw
              AND (r.is_secret OR r.status <> 'published' OR r.opening <> 'unconditional')
    ) faults LIMIT 1;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION '公数：%，产品不能上架，请补正后再办理。', fault
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_product_starts_lawfully BEFORE INSERT ON licensing_product
    FOR EACH ROW WHEN (NEW.status = 'on_sale') EXECUTE FUNCTION licensing_product_goes_on_sale();
CREATE TRIGGER licensing_product_goes_on_sale_lawfully BEFORE UPDATE ON licensing_product
    FOR EACH ROW WHEN (NEW.status = 'on_sale' AND OLD.status <> 'on_sale')
    EXECUTE FUNCTION licensing_product_goes_on_sale();
"""
FORGET_PRODUCT = """
DROP TRIGGER licensing_product_goes_on_sale_lawfully ON licensing_product;
DROP TRIGGER licensing_product_starts_lawfully ON licensing_product;
DROP FUNCTION licensing_product_goes_on_sale();
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0001_initial"), ("governance", "0002_guards"))

    operations = (
        GuardedTables(
            "licensing_scheme",
            "licensing_schemeresource",
            "licensing_plannedproduct",
            "licensing_collectivedecision",
            "licensing_filing",
            "licensing_licence",
            "licensing_licensedresource",
            "licensing_product",
            "licensing_productsource",
            "licensing_productreview",
        ),
        FrozenTable("licensing_filing"),
        FrozenTable("licensing_productreview"),
        migrations.RunSQL(SIGNED_DECISIONS_STAND, FORGET_SIGNED_DECISIONS),
        migrations.RunSQL(SCOPE_STANDS, FORGET_SCOPE),
        migrations.RunSQL(LICENCE_TAKES_EFFECT, FORGET_LICENCE),
        migrations.RunSQL(SOURCES_WITHIN_THE_LICENCE, FORGET_SOURCES),
        migrations.RunSQL(PRODUCT_GOES_ON_SALE, FORGET_PRODUCT),
    )
