"""What binds a product, its sources, its reviews and its customers across tables (I-09, I-10, I-11, I-31)."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

# What was submitted is what is reviewed and sold: sources and content move only while the product is a draft.
CONTENT_STANDS = """
CREATE FUNCTION licensing_product_source_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    -- FOR SHARE: a submission of the same moment is waited for, and seen.
    SELECT status INTO state FROM licensing_product
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.product_id ELSE NEW.product_id END FOR SHARE;
    IF state NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION '公数：产品已经送审，数据来源不能再改；确需变更的，请退回后修改并重新送审。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_productsource_stands BEFORE INSERT OR DELETE
    OR UPDATE OF product_id, licensed_resource_id, licence_id ON licensing_productsource
    FOR EACH ROW EXECUTE FUNCTION licensing_product_source_stands();

CREATE FUNCTION licensing_product_item_is_of_its_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM licensing_productsource s
        JOIN licensing_licensedresource l ON l.id = s.licensed_resource_id
        JOIN catalog_dataitem i ON i.resource_id = l.resource_id
        WHERE s.id = NEW.productsource_id AND i.id = NEW.dataitem_id) THEN
        RAISE EXCEPTION '公数：所选数据项不属于该数据来源，请从该资源的数据项中选择。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_productsource_items_are_its_own BEFORE INSERT OR UPDATE ON licensing_productsource_items
    FOR EACH ROW EXECUTE FUNCTION licensing_product_item_is_of_its_source();

CREATE FUNCTION licensing_product_items_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT p.status INTO state FROM licensing_product p JOIN licensing_productsource s ON s.product_id = p.id
        WHERE s.id = CASE TG_OP WHEN 'DELETE' THEN OLD.productsource_id ELSE NEW.productsource_id END FOR SHARE OF p;
    IF state NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION '公数：产品已经送审，使用的数据项不能再改；确需变更的，请退回后修改并重新送审。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_productsource_items_stand BEFORE INSERT OR UPDATE OR DELETE ON licensing_productsource_items
    FOR EACH ROW EXECUTE FUNCTION licensing_product_items_stand();

CREATE FUNCTION licensing_product_content_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：产品“%”已经送审，内容不能再改；确需变更的，请退回后修改并重新送审。', OLD.name USING ERRCODE = 'integrity_constraint_violation';
END $$;
-- After the law of prices has spoken, which names its own reason.
CREATE TRIGGER product_content_stands AFTER UPDATE ON licensing_product FOR EACH ROW
    WHEN (OLD.status NOT IN ('draft', 'returned') AND (OLD.licence_id, OLD.form, OLD.purpose, OLD.is_raw, OLD.processing,
        OLD.output_fields, OLD.personal_output) IS DISTINCT FROM (NEW.licence_id, NEW.form, NEW.purpose, NEW.is_raw,
        NEW.processing, NEW.output_fields, NEW.personal_output))
    EXECUTE FUNCTION licensing_product_content_stands();
"""
FORGET_CONTENT = """
DROP TRIGGER product_content_stands ON licensing_product;
DROP FUNCTION licensing_product_content_stands();
DROP TRIGGER licensing_productsource_items_stand ON licensing_productsource_items;
DROP FUNCTION licensing_product_items_stand();
DROP TRIGGER licensing_productsource_items_are_its_own ON licensing_productsource_items;
DROP FUNCTION licensing_product_item_is_of_its_source();
DROP TRIGGER licensing_productsource_stands ON licensing_productsource;
DROP FUNCTION licensing_product_source_stands();
"""

# I-09, I-11: the same law at the first door already.
ENTERS_REVIEW = """
CREATE FUNCTION licensing_product_enters_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fault text;
BEGIN
    SELECT sentence INTO fault FROM (
        SELECT '所属授权没有生效' AS sentence
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
              AND (r.is_secret OR r.status NOT IN ('published', 'updating') OR r.opening <> 'unconditional')
    ) faults LIMIT 1;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION '公数：%，产品不能送审，请补正后再办理。', fault USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_product_enters_review_lawfully BEFORE UPDATE ON licensing_product
    FOR EACH ROW WHEN (NEW.status = 'in_review' AND OLD.status IN ('draft', 'returned'))
    EXECUTE FUNCTION licensing_product_enters_review();
"""
FORGET_REVIEW = """
DROP TRIGGER licensing_product_enters_review_lawfully ON licensing_product;
DROP FUNCTION licensing_product_enters_review();
"""

# I-10: who submitted does not review, and nothing passes with a point that is not met.
REVIEWS = """
CREATE FUNCTION licensing_review_is_anothers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM licensing_product p WHERE p.id = NEW.product_id
               AND NEW.reviewer_id IN (p.created_by_id, p.submitted_by_id)) THEN
        RAISE EXCEPTION '公数：产品的编制人和送审人不得审核该产品，请由另一人审核。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_productreview_is_anothers BEFORE INSERT ON licensing_productreview
    FOR EACH ROW EXECUTE FUNCTION licensing_review_is_anothers();
CREATE FUNCTION licensing_review_point_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.is_met
       AND EXISTS (SELECT 1 FROM licensing_productreview v WHERE v.id = NEW.review_id AND v.result = 'passed') THEN
        RAISE EXCEPTION '公数：有不符合的审核要点，审核结论不能是通过。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_reviewpoint_fits BEFORE INSERT ON licensing_reviewpoint
    FOR EACH ROW EXECUTE FUNCTION licensing_review_point_fits();
"""
FORGET_REVIEWS = """
DROP TRIGGER licensing_reviewpoint_fits ON licensing_reviewpoint;
DROP FUNCTION licensing_review_point_fits();
DROP TRIGGER licensing_productreview_is_anothers ON licensing_productreview;
DROP FUNCTION licensing_review_is_anothers();
"""

# I-09: only what is on sale is delivered. I-31: the operator builds nothing on what it delivered.
CUSTOMERS = """
CREATE FUNCTION licensing_delivery_is_of_a_sale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM licensing_product p JOIN licensing_licence c ON c.id = p.licence_id
                   WHERE p.id = NEW.product_id AND p.status = 'on_sale' AND c.status = 'in_force') THEN
        RAISE EXCEPTION '公数：产品不在售或者授权没有生效，不能登记交付。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_delivery_is_lawful BEFORE INSERT ON licensing_delivery
    FOR EACH ROW EXECUTE FUNCTION licensing_delivery_is_of_a_sale();
CREATE FUNCTION licensing_redevelopment_is_anothers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM licensing_delivery d
        JOIN licensing_product p ON p.id = d.product_id
        JOIN licensing_licence c ON c.id = p.licence_id
        JOIN accounts_organisation o ON o.id = c.operator_id
        WHERE d.id = NEW.delivery_id AND o.uscc = NEW.developer_code) THEN
        RAISE EXCEPTION '公数：运营机构不得直接或间接参与已交付产品和服务的再开发，不予备案。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_redevelopment_is_lawful BEFORE INSERT OR UPDATE ON licensing_redevelopment
    FOR EACH ROW WHEN (NEW.status = 'recorded') EXECUTE FUNCTION licensing_redevelopment_is_anothers();
CREATE FUNCTION licensing_capability_is_licensed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM licensing_licence c WHERE c.id = NEW.licence_id AND c.status = 'in_force'
                   AND NEW.business = ANY (c.business)) THEN
        RAISE EXCEPTION '公数：服务能力不在授权的业务范围之内，或者授权没有生效，不能公布。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_capability_starts_lawfully BEFORE INSERT ON licensing_capability
    FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION licensing_capability_is_licensed();
CREATE TRIGGER licensing_capability_is_lawful BEFORE UPDATE ON licensing_capability
    FOR EACH ROW WHEN (NEW.status = 'published' AND OLD.status <> 'published')
    EXECUTE FUNCTION licensing_capability_is_licensed();
"""
FORGET_CUSTOMERS = """
DROP TRIGGER licensing_capability_is_lawful ON licensing_capability;
DROP TRIGGER licensing_capability_starts_lawfully ON licensing_capability;
DROP FUNCTION licensing_capability_is_licensed();
DROP TRIGGER licensing_redevelopment_is_lawful ON licensing_redevelopment;
DROP FUNCTION licensing_redevelopment_is_anothers();
DROP TRIGGER licensing_delivery_is_lawful ON licensing_delivery;
DROP FUNCTION licensing_delivery_is_of_a_sale();
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0024_products"),)

    operations = (
        GuardedTables(
            "licensing_reviewpoint",
            "licensing_delivery",
            "licensing_redevelopment",
            "licensing_capability",
            "licensing_productsource_items",
        ),
        FrozenTable("licensing_reviewpoint"),
        FrozenTable("licensing_redevelopment"),
        migrations.RunSQL(CONTENT_STANDS, FORGET_CONTENT),
        migrations.RunSQL(ENTERS_REVIEW, FORGET_REVIEW),
        migrations.RunSQL(REVIEWS, FORGET_REVIEWS),
        migrations.RunSQL(CUSTOMERS, FORGET_CUSTOMERS),
    )
