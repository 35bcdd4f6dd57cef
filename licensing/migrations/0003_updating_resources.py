"""A resource under revision stays public: its data may still be handed on raw where they are lawfully open."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION licensing_product_goes_on_sale() RETURNS trigger LANGUAGE plpgsql AS $$
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
              AND (r.is_secret OR HIDDEN OR r.opening <> 'unconditional')
    ) faults LIMIT 1;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION '公数：%，产品不能上架，请补正后再办理。', fault
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0002_laws"), ("catalog", "0003_lifecycle"))

    operations = (
        migrations.RunSQL(
            FUNCTION.replace("HIDDEN", "r.status NOT IN ('published', 'updating')"),
            FUNCTION.replace("HIDDEN", "r.status <> 'published'"),
        ),
    )
